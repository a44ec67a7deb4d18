//! What is asked wrongly over HTTP: a clear problem each, with the field where it is one, in both languages; nothing changes.

mod fields;
mod heads;
mod intake;
mod lists;
pub mod snapshot;
mod tokens;
pub mod verbs;

use reqwest::Method;
use serde_json::{Value, json};

use crate::story::ward::Ward;

/// The texts of a problem that a person reads.
fn sentence<'p>(problem: &'p Value, said: &str) -> &'p str {
    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.chars().count() >= 10, "{said}: says nothing: {problem}");
    for raw in ["{$", "{ $", "violation;", "refusal-", "problem-"] {
        assert!(!detail.contains(raw), "{said}: {problem}");
    }
    // Said to people: no name of a type of this program, no word of its libraries.
    for rust in ["struct ", "enum ", "i32", "i64", "u8", "u32", "expected", "visitor", "`", "Option", "::"] {
        assert!(!detail.contains(rust), "{said}: says {rust:?}: {problem}");
    }
    if let Some(expected) = problem["rule"]["expected"].as_str() {
        let known = ["text", "yes_or_no", "whole_number", "number", "list", "object"];
        assert!(known.contains(&expected), "{said}: {problem}");
        let field = problem["field"].as_str().unwrap();
        assert!(field == "." || detail.contains(field), "{said}: the sentence names the field: {problem}");
    }
    let code = problem["code"].as_str().unwrap();
    assert!(!detail.contains(code) || !code.contains('_'), "{said}: a raw code is shown: {problem}");
    assert!(!problem["title"].as_str().unwrap().is_empty(), "{said}: {problem}");
    detail
}

/// Asked in Vietnamese and in English it is refused with this status, code and field, each time with a sentence of its own.
#[track_caller]
fn refused_in_both(ward: &Ward<'_>, token: Option<&str>, path: &str, body: &str, expected: (u16, &str, Option<&str>), said: &str) {
    let mut details = Vec::new();
    for lang in ["vi", "en"] {
        let mut ask = ward.app.ask(Method::POST, path).header("accept-language", lang).body("application/json", body.to_owned());
        if let Some(token) = token {
            ask = ask.token(token);
        }
        let reply = ask.send();
        let (status, code, field) = expected;
        let found = (reply.status, reply.json["code"].as_str().unwrap_or_default(), reply.json["field"].as_str());
        assert_eq!(found, (status, code, field), "{said}: {}", reply.text);
        assert_eq!(reply.header("content-language"), lang, "{said}");
        let fields: Vec<&String> = reply.json.as_object().unwrap().keys().collect();
        let known = ["type", "title", "status", "detail", "code", "field", "rule", "basis", "allowed", "instance"];
        assert!(fields.iter().all(|f| known.contains(&f.as_str())), "{said}: {fields:?}");
        details.push(sentence(&reply.json, said).to_owned());
    }
    assert_ne!(details[0], details[1], "{said}: one sentence for two languages");
}

/// A value with one field set, taken as it is: `null` stays `null`.
fn with(mut base: Value, field: &str, value: Value) -> Value {
    base[field] = value;
    base
}

/// A value without one field.
fn without(mut base: Value, field: &str) -> Value {
    base.as_object_mut().unwrap().remove(field);
    base
}

/// A text of so many characters.
fn long(characters: usize) -> Value {
    json!("ư".repeat(characters))
}
