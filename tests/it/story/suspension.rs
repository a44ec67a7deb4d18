//! A denunciation is suspended and resumed: its unrolled end moves by exactly the paused days; meanwhile nearly nothing is done.

use serde_json::json;

use super::steps::{denunciation, found};
use super::ward::in_the_ward;

#[test]
fn its_unrolled_end_moves_by_exactly_the_paused_days() {
    in_the_ward("2026-03-05 09:00", |ward| {
        let (id, tuan, minh) = (ward.accepted(&denunciation()), ward.who("tuan"), ward.who("minh"));
        assert_eq!(tuan.deadline(&id, "d.settle")["unrolled"], "2026-04-04");
        ward.served(&id, "acceptance");
        ward.at("2026-03-10 09:00");
        let suspend = json!({"ground": "expert_assessment", "reason": "Chờ giám định bổ sung.", "document_no": "8/QĐ", "document_date": "2026-03-10"});
        let case = tuan.does(&id, "suspend", &suspend);
        assert_eq!(case["suspended"], json!({"since": "2026-03-10", "ground": "expert_assessment"}));
        assert_eq!(tuan.deadline(&id, "d.settle")["state"], "paused");
        assert_eq!(tuan.deadline(&id, "d.suspend-notify")["due"], "2026-03-17");
        tuan.act(&id, "suspend", &suspend).problem(409, "already_suspended");

        let draft = json!({"result": "true", "reasons": "Đúng", "legal_basis": "Điều 35"});
        let article = |problem: serde_json::Value| assert!(problem["basis"].as_str().unwrap().contains("điều 34"), "{problem}");
        article(minh.act(&id, "draft-decision", &draft).problem(409, "suspended"));
        article(minh.act(&id, "record-verification", &json!({"text": "x", "on": "2026-03-10"})).problem(409, "suspended"));
        let extend = json!({"rule": "d.settle", "ground": "many_people", "days": 30, "document_no": "7/QĐ", "document_date": "2026-03-10"});
        article(tuan.act(&id, "extend", &extend).problem(409, "suspended"));
        minh.does(&id, "message", &json!({"text": "Vụ việc đang chờ giám định."}));
        ward.who("lan").does(&id, "add-letter", &json!({"body": "Đơn bổ sung."}));
        let owed = ward.owed(&id, "suspension").1;
        assert_eq!(owed.len(), 2, "the denouncer and the denounced: {owed:?}");
        ward.served(&id, "suspension");

        // Three weeks late nothing is late: the clock stands.
        ward.at("2026-04-28 09:00");
        assert_eq!(tuan.case(&id)["overdue"], false);
        let resume = |date: &str| json!({"reason": "Đã có kết quả.", "document_no": "9/QĐ", "document_date": date});
        tuan.act(&id, "resume", &resume("2026-03-09")).problem(422, "date_before_step");
        tuan.does(&id, "resume", &resume("2026-04-27"));
        let settle = tuan.deadline(&id, "d.settle");
        // 10/03 to 27/04 is 48 days; 04/04 + 48 = Friday 22/05.
        assert_eq!(
            (&settle["state"], &settle["unrolled"], &settle["due"]),
            (&json!("running"), &json!("2026-05-22"), &json!("2026-05-22"))
        );
        article(tuan.act(&id, "resume", &resume("2026-04-28")).problem(409, "not_suspended"));
        minh.does(&id, "draft-decision", &draft);
    });
}

#[test]
fn only_what_is_accepted_and_a_denunciation_of_the_general_track() {
    in_the_ward("2026-03-05 09:00", |ward| {
        let suspend = json!({"ground": "awaiting_result", "reason": "Chờ", "document_no": "8/QĐ", "document_date": "2026-03-05"});
        let id = ward.who("lan").registered(&denunciation());
        ward.screened(&id, &found("denunciation", "official_conduct", json!({})));
        assert_eq!(ward.who("tuan").act(&id, "suspend", &suspend).problem(409, "wrong_status")["rule"]["status"], "screening");
        let petition = ward.accepted(&super::steps::letter("petition", "other", json!({"form": "signed"})));
        ward.who("tuan").act(&petition, "suspend", &suspend).problem(409, "only_denunciations_suspended");
        let wrong = super::steps::merged(suspend, json!({"ground": "too_much_work"}));
        let refused = ward.who("tuan").act(&id, "suspend", &wrong).problem(422, "not_one_of");
        assert_eq!((&refused["field"], &refused["rule"]["words"]), (&json!("ground"), &json!("awaiting_result, expert_assessment")));
    });
}
