//! The fields of every verb: what each takes, and that a wrong one is named and changes nothing. The table knows every field that
//! the document knows, so that a new one cannot be left out.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::fields::{Takes, wrong};
use super::{refused_in_both, snapshot, with, without};
use crate::story::steps::{complaint, signer};
use crate::story::ward::{Ward, in_the_ward};

/// A verb, who asks for it, and its fields: name, what it takes, mandatory, a value that is right.
struct Row {
    verb: &'static str,
    who: &'static str,
    fields: Vec<(&'static str, Takes, bool, Value)>,
}

fn table(ward: &Ward<'_>) -> Vec<Row> {
    use Takes::{Answers, Bool, Date, Id, Integer, Line, No, Place, Signer, Text, Word, Words};
    let row = |verb, who, fields| Row { verb, who, fields };
    let today = || json!(ward.today());
    let signed = |must: bool| vec![("document_no", No, must, json!("1/QĐ")), ("document_date", Date, must, today())];
    let paper = |must: bool| [vec![("signed_by", Signer, false, signer())], signed(must)].concat();
    let text = |name| (name, Text, true, json!("Nội dung"));
    let id = |name, must| (name, Id, must, json!("0000000000000"));
    let word = |name, must, value: &str| (name, Word, must, json!(value));
    let on = |name, must| (name, Date, must, today());
    let found = || {
        vec![
            word("kind", true, "complaint"),
            word("matter", true, "other"),
            word("track", true, "general"),
            ("title", Line, true, json!("Vụ việc")),
            word("form", true, "signed"),
            ("eligible", Bool, true, json!(true)),
            word("ineligible_ground", false, "illegible"),
            word("competent_body", true, "court"),
            word("contest", false, "na"),
            ("false_name", Bool, false, json!(false)),
            id("election", false),
        ]
    };
    let and = |first: Vec<(&'static str, Takes, bool, Value)>, second| [first, second].concat();
    vec![
        row("add-letter", "lan", vec![text("body"), on("received_at", false), word("channel", false, "post")]),
        row("classify", "minh", found()),
        row("reclassify", "tuan", and(and(found(), vec![text("reason")]), paper(false))),
        row("record-signature", "lan", vec![word("form", true, "signed"), on("signed_on", true)]),
        row("assign", "tuan", and(vec![id("assignee", true), ("note", Text, false, json!("x"))], paper(false))),
        row(
            "propose-disposition",
            "minh",
            vec![word("disposition", true, "accept"), text("ground"), text("legal_basis"), ("to", Place, false, json!("court"))],
        ),
        row("approve-disposition", "tuan", paper(false)),
        row("send-back", "tuan", and(vec![text("reason")], paper(false))),
        row(
            "set-complexity",
            "tuan",
            and(
                vec![
                    word("level", true, "complex"),
                    word("ground", true, "many_people"),
                    ("grounds", Words, false, json!(["several_places"])),
                    ("reason", Text, false, json!("x")),
                ],
                paper(false),
            ),
        ),
        row(
            "extend",
            "tuan",
            and(
                vec![("rule", Line, true, json!("d.settle")), word("ground", true, "many_people"), ("days", Integer, true, json!(5))],
                paper(true),
            ),
        ),
        row("suspend", "tuan", and(vec![word("ground", true, "awaiting_result"), text("reason")], paper(true))),
        row("resume", "tuan", and(vec![text("reason")], paper(true))),
        row("record-verification", "minh", vec![text("text"), on("on", true)]),
        row("record-dialogue", "minh", vec![text("text"), on("on", true)]),
        row("urge", "minh", vec![text("text"), on("on", true)]),
        row("record-answer", "lan", and(vec![text("body"), word("result", false, "justified")], signed(true))),
        row("message", "lan", vec![text("text")]),
        row(
            "draft-decision",
            "minh",
            vec![word("result", true, "justified"), text("reasons"), text("legal_basis"), ("remedy", Text, false, json!("x"))],
        ),
        row("sign-decision", "tuan", and(vec![("signed_by", Signer, true, signer())], signed(true))),
        row(
            "serve",
            "lan",
            vec![
                id("document", true),
                id("party", true),
                word("means", true, "post"),
                on("served_on", true),
                ("reason", Text, false, json!("x")),
            ],
        ),
        row("publish", "minh", vec![on("on", true), text("where")]),
        row(
            "withdraw",
            "lan",
            vec![word("scope", true, "all"), word("form", false, "signed"), id("party", false), ("all_signers", Bool, false, json!(true))],
        ),
        row(
            "terminate",
            "tuan",
            and(
                vec![
                    word("ground", true, "withdrawal"),
                    (
                        "answers",
                        Answers,
                        false,
                        json!({"signs_of_violation": false, "threatened_or_bribed": false, "misused_to_slander": false}),
                    ),
                ],
                paper(true),
            ),
        ),
        row("strike-off", "tuan", and(vec![word("body", true, "election_committee"), text("evidence")], paper(true))),
        row("hand-over", "tuan", and(vec![word("to", true, "court"), on("date", true)], paper(false))),
        row("merge", "minh", vec![id("into", true)]),
        row("appeal", "lan", vec![text("reasons"), ("late_reason", Text, false, json!("x")), id("party", false)]),
        row("reopen", "tuan", and(vec![text("reason"), word("to", true, "screening")], paper(false))),
        row("correct", "lan", vec![word("field", true, "signers"), ("value", Line, true, json!("2")), text("reason")]),
        row("declare-conflict", "minh", vec![text("relation")]),
        row("reissue-receipt", "lan", vec![text("identity_checked")]),
        row("open-identity", "minh", vec![text("reason")]),
        row("request-reveal", "minh", vec![text("purpose"), ("days", Integer, false, json!(1))]),
        row("grant-reveal", "tuan", and(vec![id("reveal", true), ("hours", Integer, false, json!(24))], paper(false))),
        row("refuse-reveal", "tuan", and(vec![id("reveal", true), text("reason")], paper(false))),
        row("revoke-reveal", "tuan", and(vec![id("reveal", true), text("reason")], paper(false))),
        row("confirm-conflict", "tuan", and(vec![id("member", true), text("reason")], paper(false))),
        row("dismiss-conflict", "tuan", and(vec![id("member", true), text("reason")], paper(false))),
    ]
}

fn whole(row: &Row) -> Value {
    Value::Object(row.fields.iter().map(|(name, _, _, right)| ((*name).to_owned(), right.clone())).collect::<Map<_, _>>())
}

/// Each verb with fields that it takes.
pub fn right(ward: &Ward<'_>) -> Vec<(&'static str, Value)> {
    table(ward).iter().map(|row| (row.verb, whole(row))).collect()
}

#[test]
fn the_table_knows_every_field_of_the_document() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let document = ward.app.get("/api/openapi.json").send().expect(200);
        let rows = table(ward);
        let verbs: BTreeSet<&str> = rows.iter().map(|r| r.verb).collect();
        let all: BTreeSet<&str> = redress::domain::verb::Verb::ALL.iter().map(|v| v.as_str()).collect();
        assert_eq!(verbs, all);
        for row in &rows {
            let operation = &document["paths"][format!("/api/v1/cases/{{id}}/{}", row.verb)]["post"];
            let reference = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].as_str().unwrap();
            let schema = document.pointer(reference.trim_start_matches('#')).unwrap();
            let known: BTreeSet<&str> = schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
            let listed: BTreeSet<&str> = row.fields.iter().map(|(name, ..)| *name).collect();
            assert_eq!(listed, known, "{}", row.verb);
            let required: BTreeSet<&str> =
                schema["required"].as_array().map(|r| r.iter().map(|n| n.as_str().unwrap()).collect()).unwrap_or_default();
            let mandatory: BTreeSet<&str> = row.fields.iter().filter(|(_, _, must, _)| *must).map(|(name, ..)| *name).collect();
            assert_eq!(mandatory, required, "{}", row.verb);
        }
    });
}

#[test]
fn each_field_of_each_verb() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.accepted(&complaint());
        let before = snapshot::of(ward.app);
        let tokens: std::collections::HashMap<&str, String> =
            ["lan", "minh", "tuan"].into_iter().map(|name| (name, ward.token_of(name))).collect();
        for row in table(ward) {
            let path = format!("/api/v1/cases/{id}/{}", row.verb);
            let ask = |body: &Value, code: &str, field: &str| {
                let said = format!("{} {}", row.verb, body.to_string().chars().take(300).collect::<String>());
                refused_in_both(ward, Some(&tokens[row.who]), &path, &body.to_string(), (422, code, Some(field)), &said);
            };
            let right = whole(&row);
            for (name, takes, must, _) in &row.fields {
                for (value, code, below) in wrong(*takes) {
                    ask(&with(right.clone(), name, value), code, &format!("{name}{below}"));
                }
                if *must {
                    ask(&without(right.clone(), name), "required", name);
                    let reply = ward.who(row.who).act(&id, row.verb, &with(right.clone(), name, Value::Null));
                    assert_eq!((reply.status, reply.json["field"].as_str()), (422, Some(*name)), "null: {}", reply.text);
                }
            }
            ask(&with(right.clone(), "no_such_field", json!(1)), "unknown_field", "no_such_field");
            refused_in_both(ward, Some(&tokens[row.who]), &path, "[]", (422, "wrong_type", Some(".")), row.verb);
        }
        snapshot::unchanged(&before, ward.app);
    });
}
