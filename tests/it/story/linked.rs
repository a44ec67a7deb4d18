//! What holds for one of several linked cases reaches the others: conflicts, the day the first came, a dead receipt code.

use serde_json::json;

use super::steps::{complaint, denunciation, found};
use super::ward::{Receipt, Ward, in_the_ward};

/// A denunciation transferred to the province: the case here, the case there, its receipt.
fn transferred<'w, 'a>(ward: &'w Ward<'a>) -> (String, String, Receipt<'w, 'a>) {
    let given = ward.who("lan").register(&denunciation()).expect(201);
    let id = given["id"].as_str().unwrap().to_owned();
    ward.screened(&id, &found("denunciation", "official_conduct", json!({"competent_body": "provincial_peoples_committee"})));
    ward.at("2026-03-05 09:00");
    ward.disposed(&id, "transfer", "outside_competence", Some(ward.unit("HN")));
    (id, ward.find("0001/2026/HN"), ward.receipt(&given))
}

#[test]
fn a_conflict_with_the_origin_takes_what_came_of_it_away() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let (here, there, _) = transferred(ward);
        ward.who("quang").case(&there);
        ward.who("quang").does(&here, "declare-conflict", &json!({"relation": "Anh em"}));
        for id in [&here, &there] {
            ward.who("quang").get(&format!("/api/v1/cases/{id}")).problem(404, "case_not_found");
        }
        assert!(!ward.who("quang").get("/api/v1/cases?limit=100").text.contains(&there));
        // On record there too, by whom and of whom.
        let supervisor = ward.app.member("khanh", &[(redress::domain::permission::Role::Supervisor, ward.unit("HN").parse().unwrap())]);
        let events = supervisor.get(&format!("/api/v1/cases/{there}/events")).send().expect(200);
        let last = events["items"].as_array().unwrap().last().unwrap();
        assert_eq!((&last["type"], &last["data"]["member"]), (&json!("conflict_declared"), &json!(ward.id("quang"))));
    });
}

#[test]
fn a_conflict_with_the_linked_case_takes_its_origin_away() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let (here, there, _) = transferred(ward);
        ward.who("quang").does(&there, "declare-conflict", &json!({"relation": "Anh em"}));
        ward.who("quang").get(&format!("/api/v1/cases/{here}")).problem(404, "case_not_found");
        let events = ward.who("tuan").part(&here, "events");
        assert_eq!(events.last().unwrap()["type"], "conflict_declared");
    });
}

#[test]
fn a_conflict_with_a_joined_case_takes_the_surviving_one_away() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let first = ward.who("lan").registered(&complaint());
        ward.at("2026-03-03 09:00");
        let second = ward.who("lan").registered(&complaint());
        for id in [&first, &second] {
            ward.screened(id, &found("complaint", "administrative_act", json!({})));
        }
        ward.who("minh").does(&second, "merge", &json!({"into": first}));
        ward.who("minh").does(&second, "declare-conflict", &json!({"relation": "Con rể"}));
        ward.who("minh").get(&format!("/api/v1/cases/{first}")).problem(404, "case_not_found");
        let case = ward.who("tuan").case(&first);
        assert_eq!(case["assignee"], json!(null), "and its handling: {case}");
        assert_eq!(ward.who("tuan").part(&first, "events").last().unwrap()["type"], "conflict_declared");
        ward.who("tuan").act(&first, "assign", &json!({"assignee": ward.id("minh")})).problem(422, "assignee_in_conflict");
    });
}

#[test]
fn the_day_the_first_came_is_that_of_all() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let (here, there, receipt) = transferred(ward);
        let correct =
            |day: &str| ward.who("lan").act(&here, "correct", &json!({"field": "received_at", "value": day, "reason": "Dấu bưu điện."}));
        correct("2026-02-27").expect(200);
        let case = ward.who("quang").case(&there);
        let first = json!("2026-02-26T17:00:00Z");
        assert_eq!((&case["first_received_at"], &case["received_at"]), (&first, &json!("2026-03-05T02:00:00Z")));
        assert_eq!(receipt.track().case["first_received_at"], first);
        let event = ward.who("quang").part(&there, "events").pop().unwrap();
        assert_eq!((&event["type"], &event["data"]["change"]["of"]), (&json!("corrected"), &json!("first_received_at")));
        assert_eq!(event["data"]["change"]["old"], "2026-03-02T02:00:00Z");
    });
}

#[test]
fn a_receipt_issued_anew_closes_what_the_old_code_opened() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let given = ward.who("lan").register(&denunciation()).expect(201);
        let (id, receipt) = (given["id"].as_str().unwrap().to_owned(), ward.receipt(&given));
        let at_the_root = receipt.track();
        ward.screened(&id, &found("denunciation", "official_conduct", json!({"competent_body": "provincial_peoples_committee"})));
        ward.disposed(&id, "transfer", "outside_competence", Some(ward.unit("HN")));
        let at_the_link = receipt.track();
        let elsewhere = ward.receipt(&ward.who("lan").register(&complaint()).expect(201)).track();
        let open = |token: &str| ward.app.get("/api/v1/public/case").token(token).send();
        for citizen in [&at_the_root, &at_the_link] {
            open(&citizen.token).expect(200);
        }
        ward.granted("lan", &id);
        ward.who("lan").does(&id, "reissue-receipt", &json!({"identity_checked": "Căn cước"}));
        for citizen in [&at_the_root, &at_the_link] {
            assert_eq!(open(&citizen.token).status, 401, "the token of the old code");
        }
        open(&elsewhere.token).expect(200);
    });
}
