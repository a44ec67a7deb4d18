//! Four eyes on paper: where no supervisor is left, up to the province, a clerk enters the step from a signed paper.

use reqwest::Method;
use serde_json::{Value, json};

use super::steps::{complaint, found, merged, paper};
use super::ward::{Ward, in_the_ward};

/// Away until this day, entered by the admin.
fn away(ward: &Ward<'_>, who: &[&'static str], until: &str) {
    for name in who {
        let path = format!("/api/v1/users/{}", ward.id(name));
        ward.who("admin").ask(Method::PATCH, &path).json(&json!({"absent_until": until})).send().expect(200);
    }
}

fn proposed(ward: &Ward<'_>) -> String {
    let id = ward.who("lan").registered(&complaint());
    ward.screened(&id, &found("complaint", "administrative_act", json!({})));
    ward.who("minh").does(
        &id,
        "propose-disposition",
        &json!({"disposition": "accept", "ground": "within_competence", "legal_basis": "Điều 27"}),
    );
    id
}

#[test]
fn a_clerk_enters_from_a_signed_paper_when_nobody_is_left() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let (id, lan) = (proposed(ward), ward.who("lan"));
        let signed = paper("3/TB", "2026-01-05");
        away(ward, &["tuan", "bao"], "2026-01-09");
        // The district's supervisor is the nearest who is left.
        assert_eq!(lan.act(&id, "approve-disposition", &signed).problem(403, "role_lacks_verb")["rule"]["roles"], "supervisor");
        assert!(ward.who("yen").allowed(&id).contains(&"approve-disposition".to_owned()));
        away(ward, &["yen", "quang"], "2026-01-09");
        assert!(lan.allowed(&id).contains(&"approve-disposition".to_owned()));
        for field in ["signed_by", "document_no", "document_date"] {
            let refused = lan.act(&id, "approve-disposition", &merged(signed.clone(), json!({field: null})));
            assert_eq!(refused.problem(422, "required_on_paper")["field"], field);
        }
        let accepted = lan.does(&id, "approve-disposition", &signed);
        assert_eq!(accepted["status"], "accepted");
        let event = ward.who("lan").part(&id, "events").pop().unwrap();
        assert_eq!((&event["type"], &event["on_paper"]), (&json!("disposition_approved"), &json!(true)));
        let document = ward.who("lan").part(&id, "documents").pop().unwrap();
        assert_eq!((&document["signer_name"], &document["document_no"]), (&json!("Lê Văn Chủ"), &json!("3/TB")));
        // Every supervisor's verb, not this one alone.
        let complex = merged(signed.clone(), json!({"level": "complex", "ground": "complex_matter", "reason": "Nhiều hộ."}));
        lan.does(&id, "set-complexity", &complex);
        ward.who("minh").does(&id, "draft-decision", &json!({"result": "justified", "reasons": "x", "legal_basis": "x"}));
        assert_eq!(lan.does(&id, "sign-decision", &paper("4/QĐ", "2026-01-05"))["status"], "settled");
        // An officer is no clerk.
        let other = proposed(ward);
        ward.who("hoa").act(&other, "approve-disposition", &signed).problem(403, "forbidden");
        // Back at work the step is theirs again.
        ward.at("2026-01-10 09:00");
        lan.act(&other, "approve-disposition", &signed).problem(403, "role_lacks_verb");
        ward.who("tuan").does(&other, "approve-disposition", &json!({}));
    });
}

#[test]
fn who_proposed_or_is_in_conflict_is_not_left() {
    in_the_ward("2026-01-05 09:00", |ward| {
        away(ward, &["tuan", "yen", "quang"], "2026-01-09");
        let id = ward.who("lan").registered(&complaint());
        // Bảo is the only supervisor here, and proposes himself.
        ward.who("bao").does(&id, "assign", &json!({"assignee": ward.id("bao")}));
        ward.who("bao").does(&id, "classify", &found("complaint", "administrative_act", json!({})));
        ward.who("bao").does(
            &id,
            "propose-disposition",
            &json!({"disposition": "accept", "ground": "within_competence", "legal_basis": "x"}),
        );
        ward.who("bao").act(&id, "approve-disposition", &json!({})).problem(409, "four_eyes");
        let signed: Value = paper("3/TB", "2026-01-05");
        assert_eq!(ward.who("thu").does(&id, "approve-disposition", &signed)["status"], "accepted");
        // A clerk in conflict enters nothing.
        let other = proposed_by_bao(ward);
        ward.who("thu").does(&other, "declare-conflict", &json!({"relation": "Hàng xóm"}));
        ward.who("thu").act(&other, "approve-disposition", &signed).problem(404, "case_not_found");
        ward.who("lan").does(&other, "approve-disposition", &signed);
    });
}

#[test]
fn assigning_is_such_a_step_too() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let (id, lan) = (ward.who("lan").registered(&complaint()), ward.who("lan"));
        let to = |who: &str| merged(paper("5/GV", "2026-01-05"), json!({"assignee": ward.id(who)}));
        away(ward, &["tuan", "bao", "yen"], "2026-01-09");
        lan.act(&id, "assign", &to("minh")).problem(403, "role_lacks_verb");
        away(ward, &["quang"], "2026-01-09");
        assert!(lan.allowed(&id).contains(&"assign".to_owned()));
        for field in ["signed_by", "document_no", "document_date"] {
            let refused = lan.act(&id, "assign", &merged(to("minh"), json!({field: null})));
            assert_eq!(refused.problem(422, "required_on_paper")["field"], field);
        }
        assert_eq!(lan.does(&id, "assign", &to("minh"))["assignee"], json!(ward.id("minh")));
        let event = lan.part(&id, "events").pop().unwrap();
        assert_eq!((&event["type"], &event["on_paper"], &event["on"]), (&json!("assigned"), &json!(true), &json!("2026-01-05")));
        // From one officer to another, too; who is officer and no clerk still takes only what is free.
        ward.who("hoa").act(&id, "assign", &to("hoa")).problem(409, "already_assigned");
        assert_eq!(lan.does(&id, "assign", &to("hoa"))["assignee"], json!(ward.id("hoa")));
        // A date before the receipt is none, as for every step.
        let early = merged(to("minh"), json!({"document_date": "2026-01-04"}));
        assert_eq!(lan.act(&id, "assign", &early).problem(422, "date_before_receipt")["field"], "document_date");
    });
}

#[test]
fn a_clerk_who_is_an_officer_too_takes_as_officer_and_gives_from_paper() {
    in_the_ward("2026-01-05 09:00", |ward| {
        away(ward, &["dung", "yen", "quang"], "2026-01-09");
        let hai = ward.who("hai");
        let id = hai.registered(&complaint());
        let took = hai.does(&id, "assign", &json!({"assignee": ward.id("hai")}));
        assert_eq!(took["assignee"], json!(ward.id("hai")));
        assert_eq!(hai.part(&id, "events").pop().unwrap()["on_paper"], json!(false));
        let given = json!({"assignee": ward.id("vinh")});
        assert_eq!(hai.act(&id, "assign", &given).problem(422, "required_on_paper")["field"], "signed_by");
        assert_eq!(hai.does(&id, "assign", &merged(given, paper("6/GV", "2026-01-05")))["assignee"], json!(ward.id("vinh")));
    });
}

fn proposed_by_bao(ward: &Ward<'_>) -> String {
    let (id, bao) = (ward.who("lan").registered(&complaint()), ward.who("bao"));
    bao.does(&id, "assign", &json!({"assignee": ward.id("bao")}));
    bao.does(&id, "classify", &found("complaint", "administrative_act", json!({})));
    bao.does(&id, "propose-disposition", &json!({"disposition": "accept", "ground": "within_competence", "legal_basis": "x"}));
    id
}
