//! A denunciation is extended once as complex; a second extension is refused with the article, as is one too late or too long.

use serde_json::{Value, json};

use super::steps::{denunciation, merged};
use super::ward::in_the_ward;

fn extension(change: Value) -> Value {
    let base = json!({"rule": "d.settle", "ground": "many_people", "days": 30, "document_no": "7/QĐ", "document_date": "2026-03-20"});
    merged(base, change)
}

#[test]
fn once_as_complex_and_not_twice() {
    in_the_ward("2026-03-05 09:00", |ward| {
        let (id, tuan) = (ward.accepted(&denunciation()), ward.who("tuan"));
        let settle = tuan.deadline(&id, "d.settle");
        // Thirty days from 05/03: Saturday 04/04, rolled to Monday.
        assert_eq!((&settle["unrolled"], &settle["due"]), (&json!("2026-04-04"), &json!("2026-04-06")));
        ward.at("2026-03-20 09:00");
        for (change, status, code, field) in [
            (json!({"days": 31}), 422, "not_between", json!("days")),
            (json!({"days": 0}), 422, "not_between", json!("days")),
            (json!({"ground": "complex_matter"}), 422, "extension_ground", json!("ground")),
            (json!({"rule": "d.unknown"}), 422, "rule_unknown", json!("rule")),
            (json!({"rule": "d.intake"}), 409, "rule_not_running", Value::Null),
            (json!({"document_date": "2026-03-21"}), 422, "date_in_future", json!("document_date")),
            (json!({"document_date": "2026-03-04"}), 422, "date_before_receipt", json!("document_date")),
        ] {
            let refused = tuan.act(&id, "extend", &extension(change.clone())).problem(status, code);
            assert_eq!(refused["field"], field, "{change}: {refused}");
        }
        let case = tuan.does(&id, "extend", &extension(json!({})));
        assert_eq!(case["extensions"], json!([{"rule": "d.settle", "days": 30, "on": "2026-03-20"}]));
        assert_eq!(case["complex"], "complex");
        let settle = tuan.deadline(&id, "d.settle");
        // Counted from the unrolled end.
        assert_eq!((&settle["unrolled"], &settle["due"]), (&json!("2026-05-04"), &json!("2026-05-04")));
        let again = tuan.act(&id, "extend", &extension(json!({}))).problem(409, "extensions_used_up");
        let basis = again["basis"].as_str().unwrap();
        assert!(basis.contains("điều 30") && basis.contains("31/2019"), "{again}");
        assert_eq!(again["rule"]["most"], "1");
        assert_eq!(tuan.deadline(&id, "d.settle"), settle, "a refused extension moves nothing");

        // Two grounds together: specially complex, and a second extension after all.
        tuan.does(&id, "set-complexity", &json!({"level": "specially_complex", "ground": "several_places", "grounds": ["many_people"]}));
        tuan.does(&id, "extend", &extension(json!({"days": 10})));
        assert_eq!(tuan.deadline(&id, "d.settle")["unrolled"], "2026-05-14");
        tuan.act(&id, "extend", &extension(json!({"days": 1}))).problem(409, "extensions_used_up");
    });
}

#[test]
fn past_its_due_date_it_is_not_extended() {
    in_the_ward("2026-03-05 09:00", |ward| {
        let id = ward.accepted(&denunciation());
        ward.at("2026-04-06 23:59");
        assert_eq!(ward.who("tuan").case(&id)["overdue"], true, "the acceptance was to be told by 12/03");
        ward.who("tuan").act(&id, "extend", &extension(json!({"days": 31}))).problem(422, "not_between");
        ward.at("2026-04-07 00:00");
        let late = ward.who("tuan").act(&id, "extend", &extension(json!({})));
        assert_eq!(late.problem(409, "nothing_to_extend")["allowed"].as_array().unwrap().iter().find(|v| *v == "extend"), None);
    });
}

#[test]
fn asking_in_several_places_gives_three_more_days_for_intake() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let id = ward.who("lan").registered(&denunciation());
        let more = extension(json!({"rule": "d.intake", "ground": "several_places", "days": 3, "document_date": "2026-03-02"}));
        assert_eq!(ward.who("tuan").does(&id, "extend", &more)["next_due"], "2026-03-16");
        let four = merged(more, json!({"days": 4}));
        ward.who("tuan").act(&id, "extend", &four).problem(409, "extensions_used_up");
    });
}
