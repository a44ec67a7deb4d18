//! The complainant appeals: a linked case of the second instance in the next body's unit, where nobody who acted may act.

use serde_json::{Value, json};

use super::steps::{complaint, found, letter, respondent};
use super::ward::{Ward, in_the_ward};

/// A complaint of the general track, decided and served; its id and the answer with its receipt.
fn settled(ward: &Ward<'_>) -> (String, Value) {
    let given = ward.who("lan").register(&complaint()).expect(201);
    let id = given["id"].as_str().unwrap().to_owned();
    ward.screened(&id, &found("complaint", "administrative_act", json!({})));
    ward.disposed(&id, "accept", "within_competence", None);
    ward.decided(&id, "unjustified");
    assert_eq!(ward.all_served(&id)["status"], "closed");
    (id, given)
}

#[test]
fn it_goes_to_the_district_until_2025() {
    in_the_ward("2021-06-01 09:00", |ward| {
        let (id, given) = settled(ward);
        let receipt = ward.receipt(&given);
        ward.at("2021-06-10 09:00");
        let citizen = receipt.track();
        assert!(citizen.allowed().contains(&"appeal".to_owned()));
        let second = citizen.act("appeal", &json!({"reasons": "Tôi không đồng ý với quyết định."})).expect(200);
        assert_eq!((&second["number"], &second["instance"], &second["status"]), (&json!("0001/2021/LB"), &json!(2), &json!("received")));
        assert_eq!(
            (&second["received_at"], &second["first_received_at"]),
            (&json!("2021-06-10T02:00:00Z"), &json!("2021-06-01T02:00:00Z"))
        );
        // The same number and code open the newest link, as does the new number.
        let tracked = receipt.track();
        assert_eq!(tracked.case["number"], "0001/2021/LB");
        // What the ward decided stays to be read.
        let first = &tracked.case["earlier"][0];
        assert_eq!((&first["number"], &first["result"]), (&json!(receipt.number), &json!("unjustified")), "{first}");
        assert!(first["answer"]["reasons"].is_string() && !first["documents"].as_array().unwrap().is_empty(), "{first}");
        let newest = json!({"number": "0001/2021/LB", "receipt_code": receipt.code});
        ward.app.post("/api/v1/public/track", &newest).send().expect(200);
        let again = citizen.act("appeal", &json!({"reasons": "Lần nữa"}));
        again.problem(409, "last_instance");
        ward.who("lan").act(&id, "appeal", &json!({"reasons": "Lần nữa"})).problem(409, "already_appealed");

        let linked = ward.find("0001/2021/LB");
        let case = ward.who("yen").case(&linked);
        assert_eq!(case["links"], json!([{"kind": "appeal", "direction": "from", "number": receipt.number, "case": id}]));
        let accept = ward.who("yen").deadline(&linked, "c2.accept");
        assert_eq!((&accept["starts_at"], &accept["due"]), (&json!("2021-06-10"), &json!("2021-06-21")));
        assert_eq!(ward.who("tuan").deadline(&id, "c2.file")["met_on"], "2021-06-10");
        // Nobody of the ward finds it.
        ward.who("minh").get(&format!("/api/v1/cases/{linked}")).problem(404, "case_not_found");

        // The district settles it; after the second instance there is no third.
        ward.who("yen").does(&linked, "assign", &json!({"assignee": ward.id("vinh")}));
        let vinh = ward.who("vinh");
        vinh.does(&linked, "classify", &found("complaint", "administrative_act", json!({"competent_body": "district_peoples_committee"})));
        vinh.does(
            &linked,
            "propose-disposition",
            &json!({"disposition": "accept", "ground": "within_competence", "legal_basis": "Điều 36"}),
        );
        ward.who("yen").does(&linked, "approve-disposition", &json!({}));
        assert_eq!(ward.who("yen").deadline(&linked, "c2.settle")["due"], "2021-07-26", "45 days: Sunday 25/07, rolled");
        vinh.does(&linked, "draft-decision", &json!({"result": "justified", "reasons": "Đúng", "legal_basis": "Điều 40"}));
        ward.who("yen").does(&linked, "sign-decision", &super::steps::paper("9/QĐ", &ward.today()));
        for document in vinh.part(&linked, "documents") {
            for service in document["services"].as_array().unwrap() {
                let (document, party) = (&document["id"], &service["party"]);
                vinh.does(&linked, "serve", &json!({"document": document, "party": party, "means": "post", "served_on": ward.today()}));
            }
        }
        let citizen = receipt.track();
        assert_eq!((&citizen.case["status"], &citizen.case["result"]), (&json!("closed"), &json!("justified")));
        citizen.act("appeal", &json!({"reasons": "Lần ba"})).problem(409, "last_instance");
    });
}

#[test]
fn from_2025_it_goes_to_the_province() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let (_, given) = settled(ward);
        let second = ward.receipt(&given).track().act("appeal", &json!({"reasons": "Không đồng ý."})).expect(200);
        assert_eq!(second["number"], "0001/2026/HN");
        // What came from another unit did not come here before it came in there.
        let linked = ward.find("0001/2026/HN");
        let correct = |day: &str| json!({"field": "received_at", "value": day, "reason": "Ghi nhầm."});
        let refused = ward.who("phong").act(&linked, "correct", &correct("2026-01-04")).problem(422, "receipt_before_first");
        assert_eq!(refused["rule"]["first"], "05/01/2026");
    });
}

#[test]
fn who_acted_on_the_first_is_in_conflict_in_the_second() {
    in_the_ward("2021-05-05 09:00", |ward| {
        // A complaint about a candidate of the commune: board and committee both sit in the ward.
        let about = letter("complaint", "candidate", json!({"form": "signed", "contest": "council_commune", "respondent": respondent()}));
        let given = ward.who("lan").register(&about).expect(201);
        let id = given["id"].as_str().unwrap();
        let track = json!({"track": "election", "contest": "council_commune", "competent_body": "election_board"});
        ward.screened(id, &found("complaint", "candidate", track));
        ward.disposed(id, "accept", "within_competence", None);
        ward.decided(id, "unjustified");
        ward.all_served(id);
        ward.at("2021-05-14 09:00");
        let second = ward.receipt(&given).track().act("appeal", &json!({"reasons": "Không đồng ý."})).expect(200);
        // Received, and frozen at once.
        assert_eq!((&second["number"], &second["phase"]), (&json!("0002/2021/CK"), &json!("frozen")));
        let linked = ward.find("0002/2021/CK");
        for acted in ["minh", "tuan"] {
            ward.who(acted).get(&format!("/api/v1/cases/{linked}")).problem(404, "case_not_found");
        }
        ward.who("bao").case(&linked);
        let refused = ward.who("bao").act(&linked, "assign", &json!({"assignee": ward.id("minh")}));
        assert_eq!(refused.problem(422, "assignee_in_conflict")["field"], "assignee");
        ward.who("lan").case(&linked);
    });
}

#[test]
fn what_cannot_be_appealed_names_the_way_instead() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let denunciation = ward.accepted(&super::steps::denunciation());
        ward.decided(&denunciation, "false");
        ward.all_served(&denunciation);
        let refused = ward.who("lan").act(&denunciation, "appeal", &json!({"reasons": "x"})).problem(409, "denounce_further");
        assert!(refused["basis"].as_str().unwrap().contains("điều 37"), "{refused}");
        let petition = ward.accepted(&letter("petition", "other", json!({"form": "signed"})));
        ward.decided(&petition, "answered");
        ward.all_served(&petition);
        ward.who("lan").act(&petition, "appeal", &json!({"reasons": "x"})).problem(409, "no_appeal_of_petition");
        // Who is above is not known before somebody says whose matter it is: that is no last instance.
        let given = ward.who("lan").register(&complaint()).expect(201);
        ward.who("lan").act(given["id"].as_str().unwrap(), "appeal", &json!({"reasons": "x"})).problem(409, "next_body_unknown");
        let open = ward.accepted(&complaint());
        ward.who("lan").act(&open, "appeal", &json!({"reasons": "x"})).problem(409, "nothing_to_appeal");
        ward.decided(&open, "justified");
        ward.who("lan").act(&open, "appeal", &json!({"reasons": "x"})).problem(409, "decision_not_served");
    });
}
