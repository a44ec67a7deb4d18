//! A receipt that was lost: a new code, and the old one dies; tokens of the track page end by themselves.

use reqwest::Method;
use serde_json::json;

use super::steps::{complaint, letter};
use super::ward::in_the_ward;

#[test]
fn the_old_code_dies_with_the_new_one() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let given = ward.who("lan").register(&complaint()).expect(201);
        let (id, old) = (given["id"].as_str().unwrap(), ward.receipt(&given));
        old.track();
        ward.who("minh").act(id, "reissue-receipt", &json!({"identity_checked": "x"})).problem(403, "forbidden");
        let again = ward.who("lan").does(id, "reissue-receipt", &json!({"identity_checked": "Đã xem căn cước công dân."}));
        let code = again["receipt_code"].as_str().unwrap();
        assert_ne!(code, old.code);
        old.try_track().problem(404, "track_not_found");
        let new = json!({"number": old.number, "receipt_code": code});
        ward.app.post("/api/v1/public/track", &new).send().expect(200);
        // No later answer shows it again.
        assert!(ward.who("lan").case(id).get("receipt_code").is_none());
        for events in ward.who("lan").part(id, "events") {
            assert!(!events.to_string().contains(code) && !events.to_string().contains(&code.replace(' ', "")), "{events}");
        }
    });
}

#[test]
fn a_track_token_opens_one_case_for_half_an_hour() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let receipt = ward.submitted(&letter("petition", "other", json!({})));
        ward.submitted(&letter("petition", "other", json!({"title": "Việc khác"})));
        let citizen = receipt.track();
        let case = || ward.app.get("/api/v1/public/case").token(&citizen.token).send();
        assert_eq!(case().expect(200)["number"], json!(receipt.number));
        ward.at("2026-01-05 09:29");
        case().expect(200);
        ward.at("2026-01-05 09:30");
        case().problem(401, "no_session");
        citizen.act("messages", &json!({"text": "x"})).problem(401, "no_session");
    });
}

#[test]
fn one_key_one_letter() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let petition = letter("petition", "other", json!({}));
        let send = |body: &serde_json::Value, key: &str| ward.app.post("/api/v1/public/cases", body).header("idempotency-key", key).send();
        let first = send(&petition, "k-1").expect(201);
        assert_eq!(send(&petition, "k-1").expect(201), first, "sent again it is the same letter, with the same code");
        let other = letter("petition", "other", json!({"title": "Việc khác"}));
        assert_eq!(send(&other, "k-1").problem(422, "idempotency_key_reused")["field"], "Idempotency-Key");
        assert_eq!(send(&petition, "k-2").expect(201)["number"], "0002/2026/CK");
        // The key of a clerk is another's; and after 48 hours it is forgotten.
        let clerk = |who: &'static str| {
            ward.who(who).ask(Method::POST, "/api/v1/cases").json(&petition).header("idempotency-key", "k-1").send().expect(201)["number"]
                .clone()
        };
        assert_eq!((clerk("lan"), clerk("thu"), clerk("lan")), (json!("0003/2026/CK"), json!("0004/2026/CK"), json!("0003/2026/CK")));
        ward.at("2026-01-07 09:01");
        assert_eq!(send(&petition, "k-1").expect(201)["number"], "0005/2026/CK");
    });
}
