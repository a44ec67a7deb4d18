//! A closed case is taken up again, with a reason, by another than who closed it.

use serde_json::json;

use super::steps::{complaint, found};
use super::ward::in_the_ward;

#[test]
fn by_another_than_who_closed_it() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.who("lan").registered(&complaint());
        ward.screened(&id, &found("complaint", "administrative_act", json!({"eligible": false, "ineligible_ground": "illegible"})));
        ward.disposed(&id, "file", "illegible", None);
        let reopen = |to: &str| json!({"reason": "Có tình tiết mới.", "to": to});
        ward.who("tuan").act(&id, "reopen", &reopen("screening")).problem(409, "four_eyes");
        ward.who("bao").act(&id, "reopen", &reopen("received")).problem(422, "not_one_of");
        ward.at("2026-01-08 09:00");
        let open = ward.who("bao").does(&id, "reopen", &reopen("screening"));
        assert_eq!((&open["status"], &open["closed_as"]), (&json!("screening"), &json!(null)));
        assert!(ward.who("minh").allowed(&id).contains(&"propose-disposition".to_owned()));
        ward.who("bao").act(&id, "reopen", &reopen("screening")).problem(409, "wrong_status");
        assert_eq!(ward.disposed(&id, "accept", "within_competence", None)["status"], "accepted");
        assert_eq!(ward.who("tuan").deadline(&id, "c1.settle")["due"], "2026-02-09", "30 days from its acceptance on 08/01, rolled");
    });
}

#[test]
fn a_settled_case_goes_on_from_acceptance() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.accepted(&complaint());
        ward.decided(&id, "unjustified");
        ward.all_served(&id);
        // Minh served last and so closed it; Tuấn may take it up.
        let open = ward.who("tuan").does(&id, "reopen", &json!({"reason": "Có tình tiết mới.", "to": "accepted"}));
        assert_eq!((&open["status"], &open["result"]), (&json!("accepted"), &json!(null)));
        assert_eq!(ward.decided(&id, "justified")["status"], "settled");
        let kinds: Vec<_> =
            ward.who("tuan").part(&id, "documents").iter().filter(|d| d["kind"] == "decision").map(|d| d["id"].clone()).collect();
        assert_eq!(kinds.len(), 2, "both decisions stay on file");
        assert_eq!(ward.all_served(&id)["status"], "closed");
    });
}
