//! A denunciation on paper: confidential whatever was ticked, and hidden from whom it was not given.

use serde_json::json;

use super::steps::{denunciation, found};
use super::ward::in_the_ward;

#[test]
fn it_is_confidential_whatever_was_ticked() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let letter = denunciation();
        assert_eq!(letter["identity"], "named");
        let registered = ward.who("lan").register(&letter).expect(201);
        assert_eq!((&registered["identity"], &registered["confidential"]), (&json!("confidential"), &json!(true)));
        assert_eq!(registered["received_at"], "2026-03-02T02:00:00Z", "a clerk's register keeps the minute");
        let id = registered["id"].as_str().unwrap();
        assert_eq!(ward.who("lan").deadline(id, "d.intake")["due"], "2026-03-11");

        // Who registered it sees its cover and that there are parties, not who they are.
        let parties = ward.who("lan").part(id, "parties");
        let sender = parties.iter().find(|p| p["role"] == "petitioner").unwrap();
        assert_eq!((&sender["sealed"], &sender["name"], &sender["phone"]), (&json!(true), &json!(null), &json!(null)));
        let denounced = parties.iter().find(|p| p["role"] == "respondent").unwrap();
        assert_eq!(denounced["name"], "Trần Văn Bình");

        // The unassigned officer does not find it; the other clerk until it is classified.
        ward.who("minh").get(&format!("/api/v1/cases/{id}")).problem(404, "case_not_found");
        ward.who("thu").case(id);
        ward.screened(id, &found("denunciation", "official_conduct", json!({})));
        ward.who("minh").case(id);
        ward.who("hoa").get(&format!("/api/v1/cases/{id}")).problem(404, "case_not_found");
        ward.who("thu").get(&format!("/api/v1/cases/{id}")).problem(404, "case_not_found");
        ward.who("lan").case(id);
    });
}

#[test]
fn classified_as_something_else_it_stays_sealed() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let id = ward.who("lan").registered(&denunciation());
        ward.screened(&id, &found("complaint", "administrative_act", json!({})));
        let case = ward.who("minh").case(&id);
        assert_eq!((&case["kind"], &case["confidential"]), (&json!("complaint"), &json!(true)));
        let parties = ward.who("minh").part(&id, "parties");
        assert!(parties.iter().filter(|p| p["role"] == "petitioner").all(|p| p["sealed"] == true && p["name"].is_null()), "{parties:?}");
    });
}
