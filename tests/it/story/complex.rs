//! A general complaint made complex is due on day 45 from acceptance; suspending it is refused.

use serde_json::json;

use super::steps::{complaint, merged, paper};
use super::ward::in_the_ward;

#[test]
fn a_complex_complaint_is_due_on_day_45() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let tuan = ward.who("tuan");
        let id = ward.who("lan").registered(&complaint());
        assert_eq!(ward.who("lan").deadline(&id, "c1.accept")["due"], "2026-01-15");
        ward.screened(&id, &super::steps::found("complaint", "administrative_act", json!({})));
        ward.at("2026-01-12 09:00");
        ward.disposed(&id, "accept", "within_competence", None);
        assert_eq!(tuan.deadline(&id, "c1.accept")["met_on"], "2026-01-12");
        assert_eq!(tuan.deadline(&id, "c1.settle")["due"], "2026-02-11");

        let complex =
            |change| super::steps::merged(json!({"level": "complex", "ground": "complex_matter", "reason": "Nhiều hộ dân."}), change);
        tuan.act(&id, "set-complexity", &complex(json!({"reason": null}))).problem(422, "complex_matter_needs_reason");
        tuan.act(&id, "set-complexity", &complex(json!({"ground": "many_people"}))).problem(422, "complexity_ground_of_complaints");
        let level = tuan.act(&id, "set-complexity", &complex(json!({"level": "specially_complex"})));
        assert!(level.problem(422, "specially_complex_only_denunciations")["basis"].as_str().unwrap().contains("31/2019"));
        let case = tuan.does(&id, "set-complexity", &complex(json!({})));
        assert_eq!((&case["complex"], &case["next_due"]), (&json!("complex"), &json!("2026-02-26")));
        let settle = tuan.deadline(&id, "c1.settle");
        // 12/01 + 45 days: Thursday 26/02/2026, after Tết.
        assert_eq!((&settle["unrolled"], &settle["due"]), (&json!("2026-02-26"), &json!("2026-02-26")));
        let counted = settle["trace"].as_array().unwrap().iter().find(|step| step["counted"] == 1).unwrap();
        assert_eq!((&counted["date"], &counted["through"]), (&json!("2026-01-13"), &json!("2026-02-26")), "it shows its working");
        tuan.act(&id, "set-complexity", &complex(json!({}))).problem(409, "complexity_already_set");

        let before = tuan.case(&id);
        let suspend = json!({"ground": "awaiting_result", "reason": "Chờ kết quả", "document_no": "3/QĐ", "document_date": "2026-01-12"});
        let refused = tuan.act(&id, "suspend", &suspend).problem(409, "complaint_not_suspended");
        assert!(refused["basis"].as_str().unwrap().contains("Luật Khiếu nại"), "{refused}");
        let allowed = super::ward::words(&refused["allowed"]);
        assert!(allowed.contains(&"urge".to_owned()) && !allowed.contains(&"suspend".to_owned()), "{refused}");
        assert_eq!(tuan.case(&id), before);
    });
}

#[test]
fn past_its_due_date_nothing_is_called_complex() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.accepted(&complaint());
        // 30 days from 05/01: Wednesday 04/02.
        ward.at("2026-02-05 09:00");
        let late = ward.who("tuan").case(&id);
        assert_eq!((&late["overdue"], &late["next_due"]), (&json!(true), &json!("2026-02-04")));
        let complex = json!({"level": "complex", "ground": "complex_matter", "reason": "Nhiều hộ dân."});
        ward.who("tuan").act(&id, "set-complexity", &complex).problem(409, "already_past_due");
        let overdue = ward.who("tuan").get("/api/v1/overdue").expect(200);
        assert_eq!(overdue["items"][0]["id"], json!(id));
        let twelve = ward.who("tuan").deadline(&id, "c1.settle");
        assert_eq!((&twelve["missed"], &twelve["state"]), (&json!(true), &json!("running")));
    });
}

/// ND 31/2019 art. 3: specially complex is what has two or more of the grounds; they stand on record.
#[test]
fn specially_complex_takes_two_grounds() {
    in_the_ward("2026-03-05 09:00", |ward| {
        let (id, tuan) = (ward.accepted(&super::steps::denunciation()), ward.who("tuan"));
        let set = |change| merged(json!({"level": "specially_complex"}), change);
        let one = set(json!({"ground": "several_places"}));
        let refused = tuan.act(&id, "set-complexity", &one).problem(422, "specially_complex_needs_two");
        assert_eq!(refused["field"], "grounds");
        assert!(refused["basis"].as_str().unwrap().contains("31/2019"), "{refused}");
        let twice = set(json!({"ground": "several_places", "grounds": ["several_places"]}));
        tuan.act(&id, "set-complexity", &twice).problem(422, "specially_complex_needs_two");
        tuan.act(&id, "set-complexity", &set(json!({}))).problem(422, "required");
        tuan.does(&id, "set-complexity", &set(json!({"ground": "several_places", "grounds": ["many_people", "foreign_element"]})));
        let event = tuan.part(&id, "events").pop().unwrap();
        assert_eq!(
            (&event["data"]["ground"], &event["data"]["further"]),
            (&json!("several_places"), &json!(["many_people", "foreign_element"]))
        );
    });
}

/// Without the calendar of a year there is no date: what asks for one is refused by that year's name.
#[test]
fn a_missing_calendar_is_named() {
    in_the_ward("2026-12-15 09:00", |ward| {
        let (id, tuan) = (ward.accepted(&super::steps::denunciation()), ward.who("tuan"));
        assert_eq!(tuan.deadline(&id, "d.settle")["missing_year"], 2027);
        let refused = tuan.act(&id, "set-complexity", &json!({"level": "complex", "ground": "several_places"}));
        assert_eq!(refused.problem(409, "calendar_missing")["rule"]["year"], "2027");
        let extend = merged(paper("7/QĐ", "2026-12-15"), json!({"rule": "d.settle", "ground": "several_places", "days": 10}));
        let refused = tuan.act(&id, "extend", &extend).problem(409, "calendar_missing");
        assert!(refused["detail"].as_str().unwrap().contains("2027"), "{refused}");
    });
}
