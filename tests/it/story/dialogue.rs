//! Messages both ways, letters added, and who reads what.

use serde_json::json;

use super::steps::{complaint, denunciation, letter};
use super::ward::in_the_ward;

#[test]
fn messages_go_both_ways() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let given = ward.who("lan").register(&complaint()).expect(201);
        let (id, receipt) = (given["id"].as_str().unwrap(), ward.receipt(&given));
        let after = receipt.track().act("messages", &json!({"text": "Bao giờ có kết quả?"})).expect(200);
        assert_eq!((&after["messages"][0]["from"], &after["messages"][0]["text"]), (&json!("citizen"), &json!("Bao giờ có kết quả?")));
        ward.who("minh").act(id, "message", &json!({"text": "x"})).problem(403, "not_assigned");
        ward.who("lan").does(id, "message", &json!({"text": "Trước ngày 15/01.\r\nTrân trọng."}));
        let seen = receipt.track().case["messages"].clone();
        assert_eq!((&seen[1]["from"], &seen[1]["text"]), (&json!("office"), &json!("Trước ngày 15/01.\nTrân trọng.")));
        let read = ward.who("minh").part(id, "messages");
        assert_eq!((read.len(), &read[0]["text"]), (2, &json!("Bao giờ có kết quả?")));
        // A clerk who did not register it reads the cover alone, once it is classified.
        ward.screened(id, &super::steps::found("complaint", "administrative_act", json!({})));
        assert!(ward.who("thu").part(id, "messages").iter().all(|m| m["text"].is_null()));
        assert!(ward.who("lan").part(id, "messages").iter().all(|m| m["text"].is_string()));
    });
}

#[test]
fn what_a_secret_sender_writes_tells_only_the_hour() {
    in_the_ward("2026-03-02 09:41", |ward| {
        let given = ward.who("lan").register(&denunciation()).expect(201);
        let id = given["id"].as_str().unwrap();
        ward.receipt(&given).track().act("messages", &json!({"text": "Tôi xin bổ sung."})).expect(200);
        let event = ward.who("tuan").part(id, "events").pop().unwrap();
        assert_eq!((&event["type"], &event["at"]), (&json!("message_sent"), &json!("2026-03-02T02:00:00Z")));
        ward.receipt(&given).track().act("letters", &json!({"body": "Đơn bổ sung."})).expect(200);
        let letters = ward.who("tuan").part(id, "letters");
        assert_eq!(letters[1]["received_at"], "2026-03-02T02:00:00Z");
    });
}

#[test]
fn every_letter_has_its_number_in_the_book() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let receipt = ward.submitted(&letter("petition", "other", json!({})));
        let citizen = receipt.track();
        citizen.act("letters", &json!({"body": "Đơn bổ sung.", "channel": "post"})).problem(422, "for_staff");
        citizen.act("letters", &json!({"body": "Đơn bổ sung."})).expect(200);
        let second = ward.submitted(&letter("petition", "other", json!({})));
        assert_eq!(second.number, "0003/2026/CK", "the added letter took 0002");
        let id = receipt.id();
        let numbers: Vec<_> = ward.who("lan").part(&id, "letters").iter().map(|l| l["number"].clone()).collect();
        assert_eq!(numbers, [json!("0001/2026/CK"), json!("0002/2026/CK")]);
        // Its number opens the case too.
        let added = json!({"number": "0002/2026/CK", "receipt_code": receipt.code});
        assert_eq!(ward.app.post("/api/v1/public/track", &added).send().expect(200)["case"]["number"], "0001/2026/CK");
        let old = json!({"body": "Đơn cũ.", "received_at": "2026-01-04", "channel": "post"});
        ward.who("lan").act(&id, "add-letter", &old).problem(422, "date_before_receipt");
    });
}
