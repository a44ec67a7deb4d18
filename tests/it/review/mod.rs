//! What a reading of the documents against the running server found.

use serde_json::json;

use crate::story::steps::{complaint, denunciation, found, letter, merged};
use crate::story::ward::in_the_ward;

/// The letters of Crockford's base 32, in which identifiers are shown.
const DIGITS: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The milliseconds that an identifier tells, within their hour.
fn within_the_hour(id: &str) -> i64 {
    let number = id.chars().fold(0, |n: i64, c| n * 32 + i64::try_from(DIGITS.find(c).unwrap()).unwrap());
    (number >> 22) % 3_600_000
}

#[test]
fn what_a_secret_sender_adds_tells_only_its_hour_too() {
    in_the_ward("2026-03-02 09:17", |ward| {
        let mut online = denunciation();
        for staff in ["form", "channel"] {
            online.as_object_mut().unwrap().remove(staff);
        }
        let receipt = ward.submitted(&online);
        ward.at("2026-03-02 09:41");
        receipt.track().act("letters", &json!({"body": "Thêm chứng cứ."})).expect(200);
        receipt.track().act("messages", &json!({"text": "Đã nhận chưa?"})).expect(200);
        let id = receipt.id();
        let lan = ward.who("lan");
        for part in ["letters", "messages"] {
            for item in lan.part(&id, part) {
                assert_eq!(within_the_hour(item["id"].as_str().unwrap()), 0, "{part}: {item}");
            }
        }
        let texts = lan.part(&id, "events");
        for event in texts.iter().filter(|e| e["type"] != "received") {
            let said = event["data"]["body"]["id"].as_str().or(event["data"]["text"]["id"].as_str()).unwrap();
            assert_eq!(within_the_hour(said), 0, "{event}");
        }
    });
}

#[test]
fn a_case_shows_the_letters_of_those_joined_to_it() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let (lan, minh) = (ward.who("lan"), ward.who("minh"));
        let mut cases = Vec::new();
        for body in ["Đơn một.", "Đơn hai.", "Đơn ba."] {
            let id = lan.registered(&merged(complaint(), json!({"body": body})));
            ward.screened(&id, &found("complaint", "administrative_act", json!({})));
            cases.push(id);
        }
        minh.does(&cases[2], "merge", &json!({"into": cases[1]}));
        minh.does(&cases[1], "merge", &json!({"into": cases[0]}));
        let letters = minh.part(&cases[0], "letters");
        assert_eq!(minh.case(&cases[0])["letters"], json!(letters.len()));
        let said: Vec<&str> = letters.iter().map(|l| l["body"].as_str().unwrap()).collect();
        assert_eq!(said, ["Đơn một.", "Đơn hai.", "Đơn ba."]);
    });
}

#[test]
fn a_case_is_about_a_body_that_its_election_elects() {
    in_the_ward("2026-02-27 09:00", |ward| {
        let founder = ward.app.sign_in("founder");
        let elections = founder.get("/api/v1/elections").send().expect(200);
        let of_2026 = elections["items"].as_array().unwrap().iter().find(|e| e["day"] == "2026-03-15").unwrap();
        let path = format!("/api/v1/elections/{}", of_2026["id"].as_str().unwrap());
        founder.patch(&path, &json!({"contests": ["na", "council_commune"]})).send().expect(200);
        let id = ward.who("lan").registered(&letter("complaint", "candidate", json!({})));
        let as_found = |contest: &str| found("complaint", "candidate", json!({"track": "election", "contest": contest}));
        let refused = ward.who("lan").act(&id, "classify", &as_found("council_district")).problem(422, "contest_not_held");
        assert_eq!(refused["field"], "contest");
        ward.who("lan").does(&id, "classify", &as_found("council_commune"));
    });
}
