//! A letter may come before its election is entered, and an election may be moved: both reach the case on record.

use redress::actions::recompute_law::{self, Which};
use serde_json::{Value, json};

use super::steps::{complaint, found, letter, merged, respondent};
use super::ward::{Ward, in_the_ward};

fn elections(ward: &Ward<'_>) -> Vec<Value> {
    ward.who("admin").get("/api/v1/elections").expect(200)["items"].as_array().unwrap().clone()
}

fn on_track(change: Value) -> Value {
    let track = json!({"track": "election", "contest": "council_commune", "competent_body": "election_board"});
    found("complaint", "candidate", merged(track, change))
}

fn entered(ward: &Ward<'_>, day: &str) -> String {
    let election =
        json!({"name": format!("Bầu cử bổ sung {day}"), "day": day, "contests": ["council_commune"], "units": [ward.unit("CK")]});
    ward.who("admin").ask(reqwest::Method::POST, "/api/v1/elections").json(&election).send().expect(201)["id"].as_str().unwrap().to_owned()
}

/// Replaying the register gives the row.
fn replays(ward: &Ward<'_>, id: &str) {
    let ctx = ward.app.context();
    let id = id.parse().unwrap();
    let loaded = ctx.store.read(|c| redress::actions::record::load(c, &ctx.keys, id)).unwrap().unwrap();
    let mut case = redress::domain::apply::open(id, &loaded.history[0]).unwrap();
    for recorded in &loaded.history[1..] {
        case = redress::domain::apply::apply(case, recorded).unwrap();
    }
    redress::actions::record::take_clocks(&mut case, &loaded.deadlines, &ctx.law);
    assert_eq!(case, loaded.case);
}

#[test]
fn a_letter_gets_the_election_that_was_entered_after_it() {
    in_the_ward("2024-03-04 09:00", |ward| {
        let about = letter(
            "complaint",
            "candidate",
            json!({"form": "signed", "channel": "post", "contest": "council_commune", "respondent": respondent()}),
        );
        let (first, second) = (ward.who("lan").registered(&about), ward.who("lan").registered(&about));
        ward.who("lan").act(&first, "classify", &on_track(json!({}))).problem(422, "no_election");
        let one = entered(ward, "2024-05-12");
        let case = ward.who("lan").does(&first, "classify", &on_track(json!({})));
        assert_eq!(case["track"], "election");
        let settle = ward.who("tuan").deadline(&first, "el.candidate.settle");
        assert_eq!(settle["due"], "2024-05-01", "E-11");
        let event = ward.who("tuan").part(&first, "events").pop().unwrap();
        assert_eq!((&event["data"]["election"]["id"], &event["data"]["election"]["day"]), (&json!(one), &json!("2024-05-12")));
        replays(ward, &first);

        // Two are open now: it must be said which.
        let other = entered(ward, "2024-05-26");
        ward.who("lan").act(&second, "classify", &on_track(json!({}))).problem(422, "election_needed");
        let nowhere = on_track(json!({"election": "0000000000001"}));
        assert_eq!(ward.who("lan").act(&second, "classify", &nowhere).problem(422, "election_unknown")["field"], "election");
        ward.who("lan").does(&second, "classify", &on_track(json!({"election": other})));
        assert_eq!(ward.who("tuan").deadline(&second, "el.candidate.settle")["due"], "2024-05-15");
        // A wrong one is set right on record too.
        let again = on_track(json!({"election": one, "reason": "Nhầm cuộc bầu cử."}));
        ward.who("tuan").does(&second, "reclassify", &again);
        assert_eq!(ward.who("tuan").deadline(&second, "el.candidate.settle")["due"], "2024-05-01");
        replays(ward, &second);
    });
}

#[test]
fn a_moved_election_day_moves_cases_only_when_it_is_applied() {
    in_the_ward("2026-02-27 09:00", |ward| {
        let about = letter(
            "complaint",
            "candidate",
            json!({"form": "signed", "channel": "post", "contest": "council_commune", "respondent": respondent()}),
        );
        let (open, closed) = (ward.who("lan").registered(&about), ward.who("lan").registered(&about));
        for id in [&open, &closed] {
            ward.screened(id, &on_track(json!({})));
        }
        ward.disposed(&closed, "file", "duplicate", None);
        let general = ward.who("lan").registered(&complaint());
        let id = elections(ward).into_iter().find(|e| e["day"] == "2026-03-15").unwrap()["id"].as_str().unwrap().to_owned();
        ward.who("admin")
            .ask(reqwest::Method::PATCH, &format!("/api/v1/elections/{id}"))
            .json(&json!({"day": "2026-03-22"}))
            .send()
            .expect(200);
        let before = (ward.who("tuan").deadline(&open, "el.candidate.settle"), ward.who("tuan").case(&closed));
        assert_eq!(before.0["due"], "2026-03-04");

        let moves = recompute_law::preview(&ward.app.context(), Which::Running).unwrap();
        let told: Vec<String> =
            moves.iter().filter(|m| m.case.to_string() == open).map(|m| format!("{} {:?} {:?}", m.rule, m.from, m.to)).collect();
        assert_eq!(
            told,
            [
                "election_day Some(2026-03-15) Some(2026-03-22)",
                "el.freeze Some(2026-03-05) Some(2026-03-12)",
                "el.candidate.settle Some(2026-03-04) Some(2026-03-11)"
            ]
        );
        assert!(moves.iter().any(|m| m.case.to_string() == general), "every open case that belongs to it");
        assert!(moves.iter().all(|m| m.case.to_string() != closed), "what is closed is not touched");
        assert_eq!(ward.who("tuan").deadline(&open, "el.candidate.settle"), before.0, "a dry run moves nothing");

        let applied = recompute_law::apply(&ward.app.context(), Which::Running).unwrap();
        assert_eq!(applied.len(), moves.len());
        assert_eq!(ward.who("tuan").deadline(&open, "el.candidate.settle")["due"], "2026-03-11");
        let event = ward.who("tuan").part(&open, "events").pop().unwrap();
        assert_eq!((&event["type"], &event["data"]["election"]["day"]), (&json!("law_recomputed"), &json!("2026-03-22")));
        assert_eq!(ward.who("tuan").case(&closed), before.1);
        replays(ward, &open);
        assert!(recompute_law::preview(&ward.app.context(), Which::Running).unwrap().is_empty());
        // The freeze begins with the new day.
        ward.at("2026-03-06 09:00");
        assert_eq!(ward.who("tuan").case(&open)["phase"], "open");
        let frozen = |phase: &str| ward.who("tuan").get(&format!("/api/v1/cases?phase={phase}")).expect(200)["items"].to_string();
        assert!(!frozen("frozen").contains(&open) && frozen("open").contains(&open));
        ward.at("2026-03-16 09:00");
        assert!(frozen("frozen").contains(&open));
    });
}
