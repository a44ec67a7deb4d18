//! Data of the receipt set right; the old value stays on record, sealed where it was.

use serde_json::json;

use super::steps::complaint;
use super::ward::in_the_ward;

#[test]
fn plain_data_keep_their_old_value_in_the_register() {
    in_the_ward("2026-01-08 09:00", |ward| {
        let id = ward.who("lan").registered(&complaint());
        assert_eq!(ward.who("lan").deadline(&id, "c1.accept")["due"], "2026-01-19", "ten days end on a Sunday");
        let correct =
            |field: &str, value: &str| ward.who("lan").act(&id, "correct", &json!({"field": field, "value": value, "reason": "Ghi nhầm."}));
        correct("received_at", "2026-01-05").expect(200);
        // A correction of the receipt moves what counts from it.
        assert_eq!(ward.who("lan").deadline(&id, "c1.accept")["due"], "2026-01-15");
        correct("signers", "7").expect(200);
        correct("channel", "assigned").expect(200);
        correct("polling_area", ward.unit("KV7")).expect(200);
        let events = ward.who("tuan").part(&id, "events");
        let changes: Vec<_> = events.iter().filter(|e| e["type"] == "corrected").map(|e| e["data"]["change"].clone()).collect();
        assert_eq!((&changes[0]["old"], &changes[0]["new"]), (&json!("2026-01-08T02:00:00Z"), &json!("2026-01-04T17:00:00Z")));
        assert_eq!((&changes[1]["old"], &changes[1]["new"]), (&json!(1), &json!(7)));
        assert_eq!((&changes[2]["old"], &changes[2]["new"]), (&json!("post"), &json!("assigned")));
        let case = ward.who("lan").case(&id);
        assert_eq!(
            (&case["signers"], &case["channel"], &case["received_at"]),
            (&json!(7), &json!("assigned"), &json!("2026-01-04T17:00:00Z"))
        );

        for (field, value, code) in [
            ("received_at", "2026-01-09", "date_in_future"),
            ("received_at", "05/01/2026", "not_a_date"),
            ("occurred_on", "2026-01-09", "date_in_future"),
            ("signers", "0", "not_between"),
            ("signers", "many", "not_between"),
            ("channel", "pigeon", "not_one_of"),
            ("petitioner_no_mail", "perhaps", "not_one_of"),
            ("polling_area", "0000000000000", "polling_area_outside_unit"),
            ("polling_area", ward.unit("KV9"), "polling_area_outside_unit"),
            ("petitioner_email", "not an address", "not_an_email"),
            ("petitioner_phone", "call me", "not_a_phone"),
        ] {
            let refused = correct(field, value).problem(422, code);
            assert_eq!(refused["field"], "value", "{field}: {refused}");
        }
        correct("title", "x").problem(422, "not_one_of");
        assert_eq!(ward.who("lan").case(&id), case);
    });
}

#[test]
fn a_name_is_corrected_and_both_names_are_sealed() {
    in_the_ward("2026-01-08 09:00", |ward| {
        let id = ward.who("lan").registered(&complaint());
        let name = json!({"field": "petitioner_name", "value": "Nguyễn Thị Mai Hương", "reason": "Viết thiếu tên."});
        ward.who("lan").does(&id, "correct", &name);
        let sender = ward.who("lan").part(&id, "parties").into_iter().find(|p| p["role"] == "petitioner").unwrap();
        assert_eq!(sender["name"], "Nguyễn Thị Mai Hương");
        let event = ward.who("tuan").part(&id, "events").pop().unwrap();
        let change = &event["data"]["change"];
        assert_eq!((&event["data"]["field"], &change["of"]), (&json!("petitioner_name"), &json!("sealed")));
        for side in ["old", "new"] {
            assert_eq!(change[side]["digest"].as_str().unwrap().len(), 64, "a keyed digest stands for the value: {change}");
        }
        assert_ne!(change["old"]["digest"], change["new"]["digest"]);
        assert!(!event.to_string().contains("Mai"), "{event}");
        // An address makes post possible where there was none.
        let email = json!({"field": "petitioner_email", "value": "mai@example.vn", "reason": "Bổ sung."});
        ward.who("lan").does(&id, "correct", &email);
        let parties = ward.who("lan").part(&id, "parties");
        assert!(parties.iter().any(|p| p["email"] == "mai@example.vn"), "{parties:?}");
    });
}

#[test]
fn fewer_signers_than_their_representatives_need_are_refused() {
    in_the_ward("2026-01-08 09:00", |ward| {
        let more = json!({"signers": 12, "representatives": [{"name": "A B"}, {"name": "C D"}, {"name": "E F"}]});
        let id = ward.who("lan").registered(&super::steps::merged(complaint(), more));
        let fewer = json!({"field": "signers", "value": "10", "reason": "Đếm lại."});
        let refused = ward.who("lan").act(&id, "correct", &fewer).problem(422, "too_many_representatives");
        assert!(refused["basis"].as_str().unwrap().contains("124/2020"), "{refused}");
    });
}

/// The letter book and the day of first receipt follow; no step, however early, comes to stand before the receipt.
#[test]
fn the_day_of_receipt_stays_before_all_that_followed() {
    in_the_ward("2026-01-08 09:00", |ward| {
        let (id, lan) = (ward.who("lan").registered(&complaint()), ward.who("lan"));
        let correct = |day: &str| lan.act(&id, "correct", &json!({"field": "received_at", "value": day, "reason": "Ghi nhầm."}));
        ward.at("2026-01-10 09:00");
        // Nothing but the receipt has happened: it may have been later.
        let case = correct("2026-01-09").expect(200);
        let came = json!("2026-01-08T17:00:00Z");
        assert_eq!((&case["received_at"], &case["first_received_at"]), (&came, &came));
        assert_eq!(lan.part(&id, "letters")[0]["received_at"], came, "the letter book");
        assert_eq!(lan.deadline(&id, "c1.accept")["starts_at"], "2026-01-09");
        ward.screened(&id, &super::steps::found("complaint", "administrative_act", json!({})));
        ward.at("2026-01-14 09:00");
        ward.disposed(&id, "accept", "within_competence", None);
        // The last step was on the 14th, the first on the 10th.
        let refused = correct("2026-01-12").problem(422, "receipt_after_step");
        assert_eq!((&refused["field"], &refused["rule"]["step"]), (&json!("value"), &json!("10/01/2026")));
        correct("2026-01-15").problem(422, "date_in_future");
        correct("2026-01-10").expect(200);
        let case = correct("2025-12-31").expect(200);
        assert_eq!(case["number"], "0001/2026/CK", "the number is the number for ever");
        assert_eq!(lan.part(&id, "letters")[0]["received_at"], "2025-12-30T17:00:00Z");
    });
}

/// No clock is stopped by a correction, and no letter tells of what came after it: the bounds of intake hold here too.
#[test]
fn a_correction_has_the_bounds_of_intake() {
    in_the_ward("2026-01-08 09:00", |ward| {
        let lan = ward.who("lan");
        let told = super::steps::merged(super::steps::denunciation(), json!({"occurred_on": "2016-06-01"}));
        let id = lan.registered(&told);
        let before = lan.case(&id);
        let correct = |field: &str, value: &str| lan.act(&id, "correct", &json!({"field": field, "value": value, "reason": "Ghi nhầm."}));
        for (field, value, code) in [
            ("received_at", "1900-01-01", "date_too_old"),
            ("received_at", "2015-12-01", "date_too_old"),
            // The Denunciation Law of 2018 is law from 01/01/2019.
            ("received_at", "2018-12-31", "receipt_before_law"),
            ("occurred_on", "2026-01-09", "date_in_future"),
        ] {
            assert_eq!(correct(field, value).problem(422, code)["field"], "value", "{field} {value}");
        }
        assert_eq!(lan.case(&id), before);
        assert_eq!(lan.deadline(&id, "d.intake")["state"], "running");
        correct("received_at", "2026-01-06").expect(200);
        let refused = correct("occurred_on", "2026-01-07").problem(422, "date_after_receipt");
        assert_eq!(refused["rule"]["receipt"], "06/01/2026");
        correct("occurred_on", "2026-01-06").expect(200);
        correct("received_at", "2026-01-05").problem(422, "receipt_before_act");
        // As at intake.
        let letter = super::steps::merged(complaint(), json!({"received_at": "2026-01-06", "occurred_on": "2026-01-07"}));
        assert_eq!(lan.register(&letter).problem(422, "date_after_receipt")["field"], "occurred_on");
    });
}

/// A letter that came before the law of its kind: the receipt says that no rule covers it, by the law's first day.
#[test]
fn what_came_before_the_law_is_said_to_have_no_rule() {
    in_the_ward("2026-01-08 09:00", |ward| {
        let old = super::steps::merged(super::steps::denunciation(), json!({"received_at": "2018-11-05"}));
        let receipt = ward.who("lan").register(&old).expect(201);
        let deadlines = receipt["deadlines"].as_array().unwrap();
        let intake = deadlines.iter().find(|d| d["rule"] == "d.intake").unwrap_or_else(|| panic!("{receipt}"));
        assert_eq!((&intake["due"], &intake["law_from"]), (&json!(null), &json!("2019-01-01")));
        assert!(intake["trace"].to_string().contains("01/01/2019"), "{intake}");
        let citizen = ward.receipt(&receipt).track();
        assert!(citizen.sentence().contains("trước khi pháp luật"), "{}", citizen.sentence());
        assert_eq!(citizen.case["overdue"], false);
    });
}
