//! Opening who a denouncer is: with a reason, on the register, by those to whom the case was given.

use serde_json::json;

use super::steps::{complaint, denunciation, found};
use super::ward::in_the_ward;

#[test]
fn only_by_whom_it_was_given_and_on_record() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let id = ward.who("lan").registered(&denunciation());
        ward.screened(&id, &found("denunciation", "official_conduct", json!({})));
        let why = json!({"reason": "Làm việc với người tố cáo."});
        let minh = ward.who("minh");
        minh.act(&id, "open-identity", &json!({})).problem(422, "required");
        let opened = minh.does(&id, "open-identity", &why);
        let sender = opened["parties_opened"].as_array().unwrap().iter().find(|p| p["role"] == "petitioner").unwrap();
        assert_eq!((&sender["name"], &sender["phone"]), (&json!("Nguyễn Thị Mai"), &json!("0912 345 678")));
        let event = ward.who("tuan").part(&id, "events").pop().unwrap();
        assert_eq!((&event["type"], &event["by"]["member"]), (&json!("identity_opened"), &json!(ward.id("minh"))));
        // It was shown once; the parties stay sealed.
        assert!(minh.part(&id, "parties").iter().filter(|p| p["role"] == "petitioner").all(|p| p["sealed"] == true && p["name"].is_null()));
        // Who registered it may; a supervisor's role does not hold the verb; one with both roles was not given the case.
        ward.who("lan").does(&id, "open-identity", &why);
        ward.who("tuan").act(&id, "open-identity", &why).problem(403, "forbidden");
        let refused = ward.who("bao").act(&id, "open-identity", &why).problem(403, "identity_only_for_assigned");
        assert!(refused["basis"].as_str().unwrap().contains("điều 8, 56"), "{refused}");
        // A clerk who was given it to serve may too.
        ward.who("tuan").does(&id, "assign", &json!({"assignee": ward.id("thu")}));
        assert!(ward.who("thu").does(&id, "open-identity", &why)["parties_opened"].is_array());
        assert_eq!(ward.who("tuan").case(&id)["assignee"], json!(ward.id("minh")), "it stays with its officer");
    });
}

#[test]
fn what_is_not_confidential_is_shown_to_the_ward() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let id = ward.who("lan").registered(&complaint());
        for who in ["lan", "thu", "minh", "tuan"] {
            let parties = ward.who(who).part(&id, "parties");
            assert!(parties.iter().any(|p| p["name"] == "Nguyễn Thị Mai" && p["sealed"] == false), "{who}: {parties:?}");
        }
    });
}
