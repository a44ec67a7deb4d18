//! What a field takes, and what is wrong for it.

use serde_json::{Value, json};

use super::long;

/// What sort of value a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Several lines, at most 20,000 characters.
    Text,
    /// One line, at most 200.
    Line,
    /// A number of the register, at most 60.
    No,
    Date,
    Id,
    /// One of a list of words.
    Word,
    /// Several of a list of words.
    Words,
    Integer,
    Bool,
    /// Who signed: name, office, body.
    Signer,
    /// The three answers of art. 33.3.
    Answers,
    /// A unit's id or the code of a body: read by the rules.
    Place,
}

/// Values that such a field refuses: the value, the code, and what the named field has after its own name.
pub fn wrong(takes: Takes) -> Vec<(Value, &'static str, &'static str)> {
    let mut wrong = match takes {
        Takes::Text => vec![
            (json!(" \n "), "empty", ""),
            (long(20_001), "too_long", ""),
            (json!("a\u{0}b"), "control_character", ""),
            (json!("a\u{202e}b"), "control_character", ""),
        ],
        Takes::Line => one_line(201),
        Takes::No => one_line(61),
        Takes::Date => vec![
            (json!("2026-02-30"), "not_a_date", ""),
            (json!("30/01/2026"), "not_a_date", ""),
            (json!("2026-01-05T00:00:00Z"), "not_a_date", ""),
            (json!(""), "not_a_date", ""),
        ],
        Takes::Id => vec![(json!("x"), "not_an_id", ""), (json!("UUUUUUUUUUUUU"), "not_an_id", ""), (json!(""), "not_an_id", "")],
        Takes::Word => vec![(json!("no-such-word"), "not_one_of", ""), (json!(""), "not_one_of", "")],
        Takes::Words => vec![(json!("many_people"), "wrong_type", ""), (json!(5), "wrong_type", ""), (json!({"x": 1}), "wrong_type", "")],
        Takes::Integer => vec![(json!("5"), "wrong_type", ""), (json!(1.5), "wrong_type", "")],
        Takes::Bool => vec![(json!("true"), "wrong_type", ""), (json!(1), "wrong_type", "")],
        Takes::Signer => vec![
            (json!("Chủ tịch"), "wrong_type", ""),
            (json!({"name": "A", "office": "B"}), "required", ".body"),
            (json!({"name": "A\r\nB", "office": "B", "body": "C"}), "control_character", ".name"),
            (json!({"name": "A", "office": long(201), "body": "C"}), "too_long", ".office"),
            (json!({"name": "A", "office": "B", "body": "C", "stamp": "D"}), "unknown_field", ".stamp"),
        ],
        Takes::Answers => vec![
            (json!([false, false, false]), "wrong_type", ""),
            (json!({"signs_of_violation": false, "threatened_or_bribed": false}), "required", ".misused_to_slander"),
        ],
        Takes::Place => vec![],
    };
    if !matches!(takes, Takes::Signer | Takes::Answers | Takes::Words) {
        wrong.push((json!({"x": 1}), "wrong_type", ""));
        wrong.push((json!(["x"]), "wrong_type", ""));
    }
    wrong
}

fn one_line(too_long: usize) -> Vec<(Value, &'static str, &'static str)> {
    vec![
        (json!(""), "empty", ""),
        (long(too_long), "too_long", ""),
        (json!("a\r\nb"), "control_character", ""),
        (json!("a\nb"), "control_character", ""),
        (json!("a\u{200f}b"), "control_character", ""),
    ]
}
