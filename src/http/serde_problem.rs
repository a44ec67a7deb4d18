//! What serde says is wrong with a value, as a field and a rule. The value itself is never repeated: it may be anybody's.

use crate::http::error::ApiError;

/// Codes of [`Violation`](crate::domain::text::Violation) that travel through serde as text, with the names of their values.
const VIOLATIONS: &[(&str, &[&str])] = &[
    ("required", &[]),
    ("empty", &[]),
    ("too_long", &["most"]),
    ("control_character", &[]),
    ("not_an_id", &[]),
    ("not_one_of", &["words"]),
    ("not_a_date", &[]),
    ("not_between", &["least", "most"]),
    ("not_an_email", &[]),
    ("not_a_phone", &[]),
    ("not_a_time", &[]),
    ("twice", &["value"]),
    ("too_many", &["most"]),
    ("too_short", &["least"]),
    ("not_a_username", &[]),
    ("not_a_sign", &[]),
    ("common_password", &[]),
];

/// What chrono says of a text that is no date or time.
const CHRONO: &[&str] = &[
    "input contains invalid characters",
    "premature end of input",
    "input is out of range",
    "no possible date and time matching input",
    "input is not enough for unique date and time",
    "trailing input",
];

/// The field at this path (`.` for the whole) broke what `message` says.
pub fn field_problem(path: &str, message: &str) -> ApiError {
    // serde_json adds where in the text it was; the path says it better.
    let message = message.rsplit_once(" at line ").map_or(message, |(said, _)| said);
    let path = if path == "." { "" } else { path };
    if let Some(violation) = message.strip_prefix("violation;") {
        return violated(path, violation);
    }
    if let Some(name) = message.strip_prefix("missing field ") {
        return field(join(path, unquote(name)), "required", vec![]);
    }
    if let Some(rest) = message.strip_prefix("unknown field ") {
        // The path already ends in the unknown field when serde met it as a key.
        let name = rest.rsplit_once(", expected ").map_or(rest, |(name, _)| name);
        let name = unquote(name.rsplit_once(", there are no fields").map_or(name, |(name, _)| name));
        let at = if path == name || path.ends_with(&format!(".{name}")) { path.to_owned() } else { join(path, name) };
        return field(at, "unknown_field", vec![]);
    }
    if let Some(name) = message.strip_prefix("duplicate field ") {
        let name = unquote(name);
        let at = if path == name || path.ends_with(&format!(".{name}")) { path.to_owned() } else { join(path, name) };
        return field(at, "duplicate_field", vec![]);
    }
    let expected = message.rsplit_once(", expected ").map(|(_, expected)| expected);
    if let (true, Some(expected)) = (message.starts_with("unknown variant "), expected) {
        let words = expected.trim_start_matches("one of ").replace('`', "").replace(" or ", ", ");
        return field(path.to_owned(), "not_one_of", vec![("words", words)]);
    }
    let what = || vec![("expected", sort_of(expected.unwrap_or_default()).to_owned())];
    if message.starts_with("invalid type") {
        return field(path.to_owned(), "wrong_type", what());
    }
    if message.starts_with("invalid value") || message.starts_with("invalid length") {
        return field(path.to_owned(), "wrong_value", what());
    }
    if CHRONO.contains(&message) {
        return field(path.to_owned(), "not_a_date", vec![]);
    }
    field(path.to_owned(), "invalid", vec![])
}

/// What serde expected, as a word of ours: its own words are names of types of this program.
fn sort_of(expected: &str) -> &'static str {
    const WHOLE: [&str; 12] = ["i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize"];
    match expected {
        "a boolean" => "yes_or_no",
        "an integer" | "integer" => "whole_number",
        "f32" | "f64" | "a number" => "number",
        "a sequence" | "sequence" | "an array" => "list",
        "a map" | "map" => "object",
        "a string" | "a borrowed string" | "string" | "str" | "a character" => "text",
        int if WHOLE.contains(&int) => "whole_number",
        named if named.starts_with("struct ") => "object",
        formatted if formatted.starts_with("a formatted ") || formatted.starts_with("an RFC 3339") => "text",
        listed if listed.starts_with("a tuple") || listed.starts_with("tuple ") || listed.starts_with("an array") => "list",
        _ => "other",
    }
}

fn field(field: String, code: &'static str, args: Vec<(&'static str, String)>) -> ApiError {
    ApiError::Field { field: if field.is_empty() { ".".to_owned() } else { shortened(field) }, code, args }
}

/// A path is shown, so it must not carry a whole text somebody used as a name.
fn shortened(path: String) -> String {
    path.chars().filter(|c| !c.is_control()).take(200).collect()
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

fn unquote(name: &str) -> &str {
    name.trim_matches('`')
}

fn violated(path: &str, written: &str) -> ApiError {
    let (code, values) = written.split_once(';').unwrap_or((written, ""));
    let Some((code, names)) = VIOLATIONS.iter().find(|(known, _)| *known == code) else {
        return field(path.to_owned(), "invalid", vec![]);
    };
    let mut args = Vec::new();
    for name in *names {
        if let Some(value) = values.split(';').find_map(|v| v.strip_prefix(name).and_then(|v| v.strip_prefix('='))) {
            args.push((*name, value.to_owned()));
        }
    }
    field(path.to_owned(), code, args)
}
