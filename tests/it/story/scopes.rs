//! Who is refused with 403, and for whom a case does not exist: then it looks the same as one that was never there.

use serde_json::{Value, json};

use super::steps::{complaint, denunciation, found};
use super::ward::{Ward, in_the_ward};

const NOBODY: &str = "0000000000000";
const PARTS: &[&str] = &["", "/events", "/deadlines", "/letters", "/messages", "/documents", "/parties"];

/// The answer but for the id of the request.
fn same(who: super::ward::Who<'_, '_>, method: reqwest::Method, path: &str, fields: Option<&Value>) -> (u16, String) {
    let ask = who.ask(method, path);
    let reply = match fields {
        Some(fields) => ask.json(fields).send(),
        None => ask.send(),
    };
    let instance = reply.json["instance"].as_str().unwrap_or_default().to_owned();
    assert!(instance.starts_with("urn:redress:request:"), "{}", reply.text);
    (reply.status, reply.text.replace(&instance, ""))
}

/// To the byte what a case that never was answers, for reading and for every verb.
fn does_not_exist(ward: &Ward<'_>, name: &'static str, id: &str) {
    let who = ward.who(name);
    let path = |id: &str, part: &str| format!("/api/v1/cases/{id}{part}");
    for part in PARTS {
        let (hidden, none) =
            (same(who, reqwest::Method::GET, &path(id, part), None), same(who, reqwest::Method::GET, &path(NOBODY, part), None));
        assert_eq!(hidden, none, "{name} GET {part}");
        assert_eq!(hidden.0, 404, "{name} GET {part}");
    }
    for (verb, fields) in verbs(ward) {
        let at = format!("/{verb}");
        let (hidden, none) = (
            same(who, reqwest::Method::POST, &path(id, &at), Some(&fields)),
            same(who, reqwest::Method::POST, &path(NOBODY, &at), Some(&fields)),
        );
        assert_eq!(hidden, none, "{name} {verb}");
        assert!([403, 404].contains(&hidden.0), "{name} {verb}: {hidden:?}");
    }
    let list = who.get("/api/v1/cases").expect(200);
    assert!(list["items"].as_array().unwrap().iter().all(|c| c["id"] != json!(id)), "{name}");
}

fn verbs(ward: &Ward<'_>) -> Vec<(&'static str, Value)> {
    let paper = super::steps::paper("1/QĐ", &ward.today());
    vec![
        ("add-letter", json!({"body": "x"})),
        ("assign", json!({"assignee": ward.id("minh")})),
        ("classify", found("complaint", "administrative_act", json!({}))),
        ("approve-disposition", paper.clone()),
        ("sign-decision", paper),
        ("message", json!({"text": "x"})),
        ("correct", json!({"field": "signers", "value": "2", "reason": "x"})),
        ("declare-conflict", json!({"relation": "x"})),
        ("open-identity", json!({"reason": "x"})),
        ("request-reveal", json!({"purpose": "x"})),
        ("grant-reveal", json!({"reveal": NOBODY})),
        ("dismiss-conflict", json!({"member": NOBODY, "reason": "x"})),
        ("merge", json!({"into": NOBODY})),
        ("urge", json!({"text": "x", "on": ward.today()})),
        ("reissue-receipt", json!({"identity_checked": "x"})),
    ]
}

#[test]
fn a_foreign_unit_sees_nothing_of_it() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.accepted(&complaint());
        for foreign in ["hai", "dung"] {
            does_not_exist(ward, foreign, &id);
        }
        // Those above see it.
        for above in ["vinh", "yen", "phong", "quang"] {
            ward.who(above).case(&id);
        }
    });
}

#[test]
fn a_denunciation_is_nothing_to_whom_it_was_not_given() {
    in_the_ward("2026-03-05 09:00", |ward| {
        let id = ward.accepted(&denunciation());
        for other in ["hoa", "thu", "vinh", "phong", "hai"] {
            does_not_exist(ward, other, &id);
        }
        // Supervisors see what it says, nobody who sent it.
        for supervisor in ["tuan", "bao", "yen", "quang"] {
            let parties = ward.who(supervisor).part(&id, "parties");
            assert!(
                parties.iter().filter(|p| p["role"] == "petitioner").all(|p| p["name"].is_null() && p["phone"].is_null()),
                "{supervisor}"
            );
        }
        ward.who("minh").does(&id, "declare-conflict", &json!({"relation": "x"}));
        does_not_exist(ward, "minh", &id);
    });
}

#[test]
fn observer_and_admin_see_no_case() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.accepted(&complaint());
        for name in ["sat", "admin"] {
            let who = ward.who(name);
            for path in
                ["/api/v1/cases".to_owned(), "/api/v1/overdue".to_owned(), format!("/api/v1/cases/{id}"), format!("/api/v1/cases/{NOBODY}")]
            {
                who.get(&path).problem(403, "forbidden");
            }
            who.register(&complaint()).problem(403, "forbidden");
            for (verb, fields) in verbs(ward) {
                who.act(&id, verb, &fields).problem(403, "forbidden");
            }
        }
    });
}

#[test]
fn a_letter_is_registered_only_where_one_works() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let elsewhere = super::steps::merged(complaint(), json!({"unit": ward.unit("TB")}));
        let unknown = super::steps::merged(complaint(), json!({"unit": NOBODY}));
        let refused = |letter: &Value| {
            let mut problem = ward.who("lan").register(letter).problem(422, "unit_unknown");
            problem["instance"].take();
            problem
        };
        assert_eq!(refused(&elsewhere), refused(&unknown));
        ward.who("tuan").register(&complaint()).problem(403, "forbidden");
        // The public submits only to units that are open to it.
        let closed = super::steps::letter("petition", "other", json!({"unit": ward.unit("TB")}));
        ward.submit(&closed).problem(422, "unit_unknown");
        let area = super::steps::letter("petition", "other", json!({"polling_area": ward.unit("KV9")}));
        ward.submit(&area).problem(422, "unit_unknown");
    });
}
