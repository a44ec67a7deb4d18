//! A closed case is taken up again, with a reason, by another than who closed it.

use serde_json::json;

use super::steps::{complaint, found, letter, merged, respondent};
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
        // The letter was found not eligible: accepted it is only once that is set right.
        let right = merged(found("complaint", "administrative_act", json!({})), json!({"reason": "Đã bổ sung bản rõ."}));
        ward.who("tuan").does(&id, "reclassify", &right);
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

#[test]
fn what_was_never_accepted_is_only_screened_again() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.who("lan").registered(&complaint());
        ward.screened(&id, &found("complaint", "administrative_act", json!({})));
        ward.disposed(&id, "refuse", "not_eligible", None);
        let reopen = |to: &str| json!({"reason": "Có tình tiết mới.", "to": to});
        assert_eq!(ward.who("bao").act(&id, "reopen", &reopen("accepted")).problem(422, "never_accepted")["field"], "to");
        assert_eq!(ward.who("bao").does(&id, "reopen", &reopen("screening"))["status"], "screening");
        // Accepted, and closed after that: both are open.
        ward.disposed(&id, "accept", "within_competence", None);
        ward.disposed(&id, "return", "not_eligible", None);
        assert_eq!(ward.who("bao").does(&id, "reopen", &reopen("accepted"))["status"], "accepted");
    });
}

#[test]
fn a_candidate_case_is_not_reopened_into_the_freeze() {
    in_the_ward("2021-05-05 09:00", |ward| {
        let about = json!({"form": "signed", "contest": "council_commune", "respondent": respondent()});
        let id = ward.who("lan").registered(&letter("complaint", "candidate", about));
        let track = json!({"track": "election", "contest": "council_commune", "competent_body": "election_board"});
        ward.screened(&id, &found("complaint", "candidate", track));
        ward.disposed(&id, "file", "duplicate", None);
        let bao = ward.who("bao");
        let offers = || bao.allowed(&id).contains(&"reopen".to_owned());
        ward.at("2021-05-12 23:00");
        assert!(offers());
        let reopen = json!({"reason": "Có tình tiết mới.", "to": "screening"});
        for (at, code, article) in [("2021-05-13 00:00", "frozen", "61.2"), ("2021-05-24 00:00", "to_hand_over", "61.4")] {
            ward.at(at);
            assert!(!offers(), "{at}");
            let refused = bao.act(&id, "reopen", &reopen).problem(409, code);
            assert!(refused["basis"].as_str().unwrap().ends_with(article), "{refused}");
            assert_eq!(bao.case(&id)["status"], "closed");
        }
    });
}
