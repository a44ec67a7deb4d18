//! Whoever proposes or drafts does not approve or sign; whoever classified or closed does not set it right alone.

use serde_json::json;

use super::steps::{complaint, found, merged, paper};
use super::ward::in_the_ward;

#[test]
fn the_proposer_cannot_approve() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.who("lan").registered(&complaint());
        ward.who("tuan").does(&id, "assign", &json!({"assignee": ward.id("bao")}));
        let bao = ward.who("bao");
        bao.does(&id, "classify", &found("complaint", "administrative_act", json!({})));
        let proposal = json!({"disposition": "accept", "ground": "within_competence", "legal_basis": "Điều 27"});
        // Only the officer to whom it was given proposes.
        ward.who("minh").act(&id, "propose-disposition", &proposal).problem(403, "not_assigned");
        bao.does(&id, "propose-disposition", &proposal);
        let mine = bao.act(&id, "approve-disposition", &paper("1/TB", "2026-01-05")).problem(409, "four_eyes");
        let allowed = super::ward::words(&mine["allowed"]);
        assert!(!allowed.contains(&"approve-disposition".to_owned()) && allowed.contains(&"send-back".to_owned()), "{mine}");
        ward.who("minh").act(&id, "approve-disposition", &json!({})).problem(403, "forbidden");
        let clerk = ward.who("lan").act(&id, "approve-disposition", &paper("1/TB", "2026-01-05")).problem(403, "role_lacks_verb");
        assert_eq!(clerk["rule"]["roles"], "supervisor");
        assert_eq!(bao.case(&id)["status"], "proposed");
        let accepted = ward.who("tuan").does(&id, "approve-disposition", &paper("1/TB", "2026-01-05"));
        assert_eq!(accepted["status"], "accepted");

        let draft = json!({"result": "justified", "reasons": "Đúng", "legal_basis": "Điều 31"});
        bao.does(&id, "draft-decision", &draft);
        bao.act(&id, "sign-decision", &paper("2/QĐ", "2026-01-05")).problem(409, "four_eyes");
        assert_eq!(ward.who("tuan").does(&id, "sign-decision", &paper("2/QĐ", "2026-01-05"))["status"], "settled");
    });
}

#[test]
fn sent_back_it_returns_to_where_it_came_from() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.accepted(&complaint());
        let away = json!({"disposition": "return", "ground": "mixed_content", "legal_basis": "Điều 6"});
        let minh = ward.who("minh");
        let again = json!({"disposition": "guide", "ground": "outside_competence", "legal_basis": "Điều 6"});
        minh.act(&id, "propose-disposition", &again).problem(422, "accepted_only_transfer_or_return");
        assert_eq!(minh.does(&id, "propose-disposition", &away)["status"], "proposed");
        let back = json!({"reason": "Chưa đủ căn cứ."});
        assert_eq!(ward.who("tuan").does(&id, "send-back", &back)["status"], "accepted");
        minh.does(&id, "draft-decision", &json!({"result": "unjustified", "reasons": "Không đúng", "legal_basis": "Điều 31"}));
        assert_eq!(ward.who("tuan").does(&id, "send-back", &back)["status"], "accepted");
        let refused = ward.who("tuan").act(&id, "send-back", &back).problem(409, "wrong_status");
        assert_eq!(refused["rule"]["status"], "accepted");
    });
}

#[test]
fn a_classification_is_set_right_by_another_and_counted_from_the_receipt() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.who("lan").registered(&complaint());
        ward.who("tuan").does(&id, "assign", &json!({"assignee": ward.id("bao")}));
        ward.who("bao").does(&id, "classify", &found("petition", "other", json!({})));
        ward.at("2026-01-08 09:00");
        let right = found("complaint", "administrative_act", json!({"reason": "Nội dung là khiếu nại."}));
        ward.who("bao").act(&id, "reclassify", &right).problem(409, "four_eyes");
        ward.who("tuan").act(&id, "reclassify", &merged(right.clone(), json!({"reason": null}))).problem(422, "required");
        let case = ward.who("tuan").does(&id, "reclassify", &right);
        assert_eq!((&case["kind"], &case["status"]), (&json!("complaint"), &json!("screening")));
        let accept = ward.who("tuan").deadline(&id, "c1.accept");
        assert_eq!((&accept["starts_at"], &accept["due"]), (&json!("2026-01-05"), &json!("2026-01-15")));
        let process = ward.who("tuan").deadline(&id, "petition.process");
        assert_eq!(process["state"], "void", "{process}");
    });
}
