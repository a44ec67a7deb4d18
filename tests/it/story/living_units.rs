//! No case opens in a unit that has ended: transfers and appeals go to what is there, or outside. A district's council is
//! its district's committee's.

use reqwest::Method;
use serde_json::{Value, json};

use super::steps::{complaint, denunciation, found, letter, respondent};
use super::ward::{Ward, in_the_ward};

fn ends(ward: &Ward<'_>, sign: &str, day: &str) {
    ward.who("admin").ask(Method::PATCH, &format!("/api/v1/units/{}", ward.unit(sign))).json(&json!({"valid_to": day})).send().expect(200);
}

fn transfer(to: &str) -> Value {
    json!({"disposition": "transfer", "ground": "outside_competence", "legal_basis": "Điều 24", "to": to})
}

#[test]
fn a_transfer_never_goes_to_a_unit_that_has_ended() {
    in_the_ward("2026-03-02 09:00", |ward| {
        ends(ward, "LB", "2025-06-30");
        let id = ward.who("lan").registered(&denunciation());
        ward.screened(&id, &found("denunciation", "official_conduct", json!({"competent_body": "district_peoples_committee"})));
        let refused = ward.who("minh").act(&id, "propose-disposition", &transfer(ward.unit("LB"))).problem(422, "unit_not_in_being");
        assert_eq!(refused["field"], "to");
        // By its body it is sent outside: no unit here works for it any more.
        ward.who("minh").does(&id, "propose-disposition", &transfer("district_peoples_committee"));
        let closed = ward.who("tuan").does(&id, "approve-disposition", &json!({}));
        assert_eq!((&closed["closed_as"], &closed["awaits_answer"], &closed["links"]), (&json!("transferred"), &json!(true), &json!([])));

        // It may end between the proposal and its approval.
        let late = ward.who("lan").registered(&denunciation());
        ward.screened(&late, &found("denunciation", "official_conduct", json!({"competent_body": "provincial_peoples_committee"})));
        ward.who("minh").does(&late, "propose-disposition", &transfer(ward.unit("TB")));
        ends(ward, "TB", "2026-03-02");
        ward.at("2026-03-03 09:00");
        ward.who("tuan").act(&late, "approve-disposition", &json!({})).problem(409, "destination_not_in_being");
        ward.who("tuan").does(&late, "send-back", &json!({"reason": "Đơn vị đã giải thể."}));
    });
}

#[test]
fn an_appeal_never_opens_a_case_in_a_unit_that_has_ended() {
    in_the_ward("2021-06-01 09:00", |ward| {
        let given = ward.who("lan").register(&complaint()).expect(201);
        let id = given["id"].as_str().unwrap();
        ward.screened(id, &found("complaint", "administrative_act", json!({})));
        ward.disposed(id, "accept", "within_competence", None);
        ward.decided(id, "unjustified");
        ward.all_served(id);
        ends(ward, "LB", "2021-06-01");
        ward.at("2021-06-02 09:00");
        ward.who("lan").does(id, "appeal", &json!({"reasons": "Không đồng ý."}));
        let case = ward.who("tuan").case(id);
        assert_eq!((&case["awaits_answer"], &case["links"]), (&json!(true), &json!([])), "sent outside: {case}");
    });
}

#[test]
fn the_appeal_of_a_districts_candidate_goes_to_the_districts_committee() {
    in_the_ward("2021-05-05 09:00", |ward| {
        let bodies = json!({"bodies": ["district_peoples_committee", "election_committee"]});
        ward.who("admin").ask(Method::PATCH, &format!("/api/v1/units/{}", ward.unit("LB"))).json(&bodies).send().expect(200);
        for (contest, number) in [("council_district", "0001/2021/LB"), ("council_commune", "0003/2021/CK")] {
            let about = letter("complaint", "candidate", json!({"form": "signed", "contest": contest, "respondent": respondent()}));
            let given = ward.who("lan").register(&about).expect(201);
            let id = given["id"].as_str().unwrap();
            let track = json!({"track": "election", "contest": contest, "competent_body": "election_board"});
            ward.screened(id, &found("complaint", "candidate", track));
            ward.disposed(id, "accept", "within_competence", None);
            ward.decided(id, "unjustified");
            ward.all_served(id);
            let second = ward.receipt(&given).track().act("appeal", &json!({"reasons": "Không đồng ý."})).expect(200);
            assert_eq!((&second["number"], &second["instance"]), (&json!(number), &json!(2)), "{contest}");
        }
    });
}
