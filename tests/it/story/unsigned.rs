//! An unsigned denunciation sent online is information: no clock runs until it is signed, and it starts on that day.

use serde_json::{Value, json};

use super::steps::{found, letter, respondent};
use super::ward::in_the_ward;

fn online() -> Value {
    letter("denunciation", "official_conduct", json!({"respondent": respondent()}))
}

#[test]
fn its_clock_starts_when_it_is_signed() {
    in_the_ward("2026-03-02 09:41", |ward| {
        let receipt = ward.submitted(&online());
        assert_eq!(receipt.given["received_at"], "2026-03-02T02:00:00Z", "only the hour is kept");
        let ways: Vec<&Value> = receipt.given["how_to_sign"].as_array().unwrap().iter().map(|w| &w["way"]).collect();
        assert_eq!(ways, ["print", "counter", "e_signature"]);
        assert!(receipt.given["deadlines"].as_array().unwrap().iter().all(|d| d["rule"] != "d.intake"), "{}", receipt.given);
        let citizen = receipt.track();
        let before = citizen.sentence().to_owned();
        let id = receipt.id();

        // Whoever signs it later than it came: the officer may not call it signed by classifying.
        ward.who("tuan").does(&id, "assign", &json!({"assignee": ward.id("minh")}));
        let refused = ward.who("minh").act(&id, "classify", &found("denunciation", "official_conduct", json!({})));
        assert_eq!(refused.problem(422, "signature_recorded_apart")["field"], "form");
        ward.who("minh").does(&id, "classify", &found("denunciation", "official_conduct", json!({"form": "unsigned"})));
        let accept = json!({"disposition": "accept", "ground": "within_competence", "legal_basis": "Điều 29"});
        let refused = ward.who("minh").act(&id, "propose-disposition", &accept).problem(409, "signature_needed");
        assert!(refused["basis"].as_str().unwrap().contains("điều 22"), "{refused}");
        // Two weeks later nothing is late: no time limit runs.
        ward.at("2026-03-16 09:00");
        assert_eq!((&ward.who("minh").case(&id)["next_due"], &ward.who("minh").case(&id)["overdue"]), (&json!(null), &json!(false)));

        let future = json!({"form": "signed", "signed_on": "2026-03-17"});
        ward.who("lan").act(&id, "record-signature", &future).problem(404, "case_not_found");
        ward.who("minh").act(&id, "record-signature", &future).problem(422, "date_in_future");
        let early = json!({"form": "signed", "signed_on": "2026-03-01"});
        ward.who("minh").act(&id, "record-signature", &early).problem(422, "date_before_receipt");
        let signed = ward.who("minh").does(&id, "record-signature", &json!({"form": "signed", "signed_on": "2026-03-13"}));
        assert_eq!((&signed["form"], &signed["status"]), (&json!("signed"), &json!("screening")));
        let intake = ward.who("minh").deadline(&id, "d.intake");
        // Seven working days from Friday 13/03/2026.
        assert_eq!((&intake["starts_at"], &intake["due"]), (&json!("2026-03-13"), &json!("2026-03-24")));
        let after = receipt.track();
        assert_ne!(after.sentence(), before);
        assert!(after.sentence().contains("24/03/2026"), "{}", after.sentence());
        let twice = json!({"form": "minutes", "signed_on": "2026-03-16"});
        ward.who("minh").act(&id, "record-signature", &twice).problem(409, "already_signed");
        ward.who("minh").does(&id, "propose-disposition", &accept);
    });
}

#[test]
fn unsigned_it_may_be_filed_for_the_offices_own_checks() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let id = ward.submitted(&online()).id();
        ward.screened(&id, &found("denunciation", "official_conduct", json!({"form": "unsigned"})));
        ward.who("minh").does(&id, "record-verification", &json!({"text": "Đã kiểm tra hồ sơ.", "on": "2026-03-02"}));
        let closed = ward.disposed(&id, "file", "own_checks", None);
        assert_eq!((&closed["status"], &closed["closed_as"]), (&json!("closed"), &json!("filed")));
        // The ground is for unsigned letters alone.
        let signed = ward.who("lan").registered(&super::steps::denunciation());
        ward.screened(&signed, &found("denunciation", "official_conduct", json!({})));
        let own = json!({"disposition": "file", "ground": "own_checks", "legal_basis": "Điều 25"});
        let refused = ward.who("minh").act(&signed, "propose-disposition", &own).problem(422, "ground_only_for_unsigned_filing");
        assert!(refused["basis"].as_str().unwrap().contains("25.2"), "{refused}");
    });
}

#[test]
fn an_anonymous_letter_cannot_be_signed() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let anonymous = letter("denunciation", "official_conduct", json!({"identity": "anonymous", "petitioner": null}));
        let id = ward.submitted(&anonymous).id();
        let signature = json!({"form": "signed", "signed_on": "2026-03-02"});
        ward.who("lan").act(&id, "record-signature", &signature).problem(409, "anonymous_cannot_sign");
        let again = json!({"identity_checked": "Căn cước công dân"});
        ward.who("lan").act(&id, "reissue-receipt", &again).problem(403, "reveal_needed");
    });
}

/// A signature that was recorded with its day is on record: no classification takes it back, and none is recorded twice.
#[test]
fn a_recorded_signature_stays() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let receipt = ward.submitted(&super::steps::letter("denunciation", "official_conduct", json!({})));
        let id = ward.find(&receipt.number);
        let lan = ward.who("lan");
        lan.does(&id, "record-signature", &json!({"form": "minutes", "signed_on": "2026-03-02"}));
        ward.who("tuan").does(&id, "assign", &json!({"assignee": ward.id("minh")}));
        let found = |form: &str| super::steps::found("denunciation", "official_conduct", json!({"form": form}));
        let refused = ward.who("minh").act(&id, "classify", &found("unsigned")).problem(422, "signature_on_record");
        assert_eq!(refused["field"], "form");
        assert!(refused["basis"].as_str().unwrap().starts_with("Luật Tố cáo"), "{refused}");
        let complaint = super::steps::found("complaint", "administrative_act", json!({"form": "unsigned"}));
        let refused = ward.who("minh").act(&id, "classify", &complaint).problem(422, "signature_on_record");
        assert!(refused["basis"].as_str().unwrap().starts_with("Luật Khiếu nại"), "the law of what it is classified as: {refused}");
        ward.who("minh").does(&id, "classify", &found("minutes"));
        let again = ward.who("minh").act(&id, "record-signature", &json!({"form": "signed", "signed_on": "2026-03-02"}));
        again.problem(409, "already_signed");
    });
}
