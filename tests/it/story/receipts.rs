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
        let first = send(&petition, "my-first-key-0001").expect(201);
        assert_eq!(send(&petition, "my-first-key-0001").expect(201), first, "sent again it is the same letter, with the same code");
        let other = letter("petition", "other", json!({"title": "Việc khác"}));
        assert_eq!(send(&other, "my-first-key-0001").problem(422, "idempotency_key_reused")["field"], "Idempotency-Key");
        assert_eq!(send(&petition, "my-second-key-002").expect(201)["number"], "0002/2026/CK");
        // The key of a clerk is another's; and after 48 hours it is forgotten.
        let clerk = |who: &'static str| {
            ward.who(who)
                .ask(Method::POST, "/api/v1/cases")
                .json(&petition)
                .header("idempotency-key", "my-first-key-0001")
                .send()
                .expect(201)["number"]
                .clone()
        };
        assert_eq!((clerk("lan"), clerk("thu"), clerk("lan")), (json!("0003/2026/CK"), json!("0004/2026/CK"), json!("0003/2026/CK")));
        ward.at("2026-01-07 09:01");
        assert_eq!(send(&petition, "my-first-key-0001").expect(201)["number"], "0005/2026/CK");
    });
}

/// LAW.md 2: a letter about a result is counted by rules that differ by contest; the receipt says so, at either door.
#[test]
fn a_result_without_contest_has_no_rule_until_it_is_classified() {
    in_the_ward("2026-03-16 09:00", |ward| {
        let about = letter("complaint", "result", json!({"form": null}));
        let named = letter("complaint", "result", json!({"contest": "na"}));
        let doors: [&dyn Fn(&serde_json::Value) -> serde_json::Value; 2] =
            [&|letter| ward.submit(letter).expect(201), &|letter| ward.who("lan").register(letter).expect(201)];
        for door in doors {
            let receipt = door(&about);
            assert_eq!(receipt["provisional"], true, "{receipt}");
            let told = receipt["no_rule_yet"].as_str().unwrap();
            assert!(told.contains("el.result"), "{told}");
            let rules: Vec<&str> = receipt["deadlines"].as_array().unwrap().iter().map(|d| d["rule"].as_str().unwrap()).collect();
            assert!(rules.iter().all(|rule| !rule.starts_with("el.result")), "{rules:?}");
            let receipt = door(&named);
            assert_eq!((&receipt["provisional"], &receipt["no_rule_yet"]), (&json!(true), &json!(null)));
            let rules: Vec<&str> = receipt["deadlines"].as_array().unwrap().iter().map(|d| d["rule"].as_str().unwrap()).collect();
            assert!(rules.iter().any(|rule| rule.starts_with("el.result")), "{rules:?}");
        }
    });
}

#[test]
fn a_contest_that_the_election_does_not_hold_is_refused() {
    in_the_ward("2026-03-16 09:00", |ward| {
        let admin = ward.who("admin");
        let elections = admin.get("/api/v1/elections").expect(200);
        let id = elections["items"].as_array().unwrap().iter().find(|e| e["day"] == "2026-03-15").unwrap()["id"].clone();
        let path = format!("/api/v1/elections/{}", id.as_str().unwrap());
        admin.ask(Method::PATCH, &path).json(&json!({"contests": ["na", "council_commune"]})).send().expect(200);
        let other = letter("complaint", "result", json!({"contest": "council_province"}));
        for reply in [ward.submit(&other), ward.who("lan").register(&other)] {
            let refused = reply.problem(422, "contest_not_held");
            assert_eq!(refused["field"], "contest", "{refused}");
        }
        ward.submit(&letter("complaint", "result", json!({"contest": "council_commune"}))).expect(201);
    });
}
