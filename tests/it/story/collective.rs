//! A voter-list complaint of seven signers: two representatives, not three; five days; then the court.

use serde_json::{Value, json};

use super::steps::{found, letter};
use super::ward::in_the_ward;

fn people(count: usize) -> Vec<Value> {
    let person = |at: usize| json!({"name": format!("Đại diện {at}"), "phone": format!("09120000{at:02}")});
    (1..=count).map(person).collect()
}

fn complaint(representatives: usize, ward: &super::ward::Ward<'_>) -> Value {
    let more = json!({"signers": 7, "representatives": people(representatives), "polling_area": ward.unit("KV7")});
    letter("complaint", "voter_list", more)
}

#[test]
fn seven_signers_speak_through_two() {
    in_the_ward("2021-05-04 09:00", |ward| {
        let three = ward.submit(&complaint(3, ward)).problem(422, "too_many_representatives");
        assert_eq!((&three["field"], &three["rule"]["most"]), (&json!("representatives"), &json!("2")));
        assert!(three["basis"].as_str().unwrap().contains("124/2020"), "{three}");

        let receipt = ward.submitted(&complaint(2, ward));
        // What was refused took no number.
        assert_eq!(receipt.number, "0001/2021/CK");
        let settle = receipt.deadline("el.voter-list.settle");
        assert_eq!((&settle["due"], &settle["verified"]), (&json!("2021-05-09"), &json!(true)), "{settle}");
        assert!(receipt.given["how_to_sign"].is_null(), "the election track asks for no signature");

        let citizen = receipt.track();
        assert!(citizen.sentence().contains("09/05/2021"), "{}", citizen.sentence());
        assert_eq!(citizen.allowed(), ["add-letter", "message", "withdraw"]);
    });
}

#[test]
fn after_the_decision_the_way_leads_to_court_by_e_minus_6() {
    in_the_ward("2021-05-04 09:00", |ward| {
        let receipt = ward.submitted(&complaint(2, ward));
        let id = receipt.id();
        ward.screened(&id, &found("complaint", "voter_list", json!({"track": "election", "form": "unsigned"})));
        ward.disposed(&id, "accept", "within_competence", None);
        ward.at("2021-05-06 10:00");
        ward.decided(&id, "justified");
        let (_, owed) = ward.owed(&id, "decision");
        let roles: Vec<&str> = owed.iter().map(|(_, role)| role.as_str()).collect();
        assert_eq!(roles, ["representative", "representative"], "two speak for all seven");
        let closed = ward.all_served(&id);
        assert_eq!((&closed["status"], &closed["closed_as"]), (&json!("closed"), &json!("settled")));
        assert_eq!(ward.who("tuan").deadline(&id, "el.voter-list.settle")["met_on"], "2021-05-06");
        // E - 6.
        assert_eq!(ward.who("tuan").deadline(&id, "el.voter-list.court")["due"], "2021-05-17");

        let citizen = receipt.track();
        assert!(citizen.sentence().contains("17/05/2021"), "{}", citizen.sentence());
        let refused = citizen.act("appeal", &json!({"reasons": "Tôi không đồng ý."})).problem(409, "voter_list_to_court");
        assert!(refused["basis"].as_str().unwrap().contains("93/2015") && refused["rule"]["last"] == "17/05/2021", "{refused}");
    });
}

#[test]
fn from_2025_the_five_days_end_at_e_minus_5_at_the_latest() {
    in_the_ward("2026-03-08 09:00", |ward| {
        let receipt = ward.submitted(&complaint(2, ward));
        assert_eq!(receipt.deadline("el.voter-list.settle")["due"], "2026-03-10");
        let early = ward.submitted(&complaint(0, ward));
        assert_eq!(early.number, "0002/2026/CK");
    });
}
