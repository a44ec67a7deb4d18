//! What is to be corrected in a form: said above it, with links, and again at each field.

use super::field::{Field, id_of, said};
use crate::http::error::ApiError;
use crate::http::form::Form;
use crate::http::problem::Problem;
use crate::texts::{Lang, law, text};

/// One mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The name of the field; empty where a rule refuses the whole.
    pub field: String,
    /// Where the summary leads; empty likewise.
    pub id: String,
    /// What is wrong and what helps, in the reader's language.
    pub text: String,
    /// What the field is called, for the summary; none where the text names it.
    pub label: Option<String>,
    /// The article that refuses it.
    pub basis: Option<String>,
}

impl FieldError {
    /// As the summary says it: which field, and what is wrong with it.
    pub fn summed(&self) -> String {
        self.label.as_ref().map_or_else(|| self.text.clone(), |label| format!("{label}: {}", self.text))
    }
}

/// The mistakes of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Errors {
    pub all: Vec<FieldError>,
    form: &'static str,
}

impl Errors {
    /// Of what an action or a parser refused.
    pub fn of(error: &ApiError, lang: Lang) -> Self {
        Self::within("", error, lang)
    }

    /// Of this form on a page with several.
    pub fn within(form: &'static str, error: &ApiError, lang: Lang) -> Self {
        let problem = Problem::of(error, lang, None);
        let mut errors = Self { all: Vec::new(), form };
        let field = problem.field.map(|f| field_name(&f)).unwrap_or_default();
        let label = if field.is_empty() { None } else { said(lang, "field", form, &field) };
        let basis = problem.basis.map(|basis| law(lang, &basis).into_owned());
        match (error.code(), label) {
            ("required" | "empty", Some(label)) => errors.push(field.clone(), missing(lang, &field, &label), basis, None),
            ("not_one_of", Some(label)) => errors.push(field.clone(), missing(lang, &field, &label), basis, None),
            // The API reads ISO 8601; a page reads what people write.
            ("not_a_date", label) => errors.push(field, text(lang, "field-not_a_date", &[]).unwrap_or(problem.detail), basis, label),
            (_, label) => errors.push(field, problem.detail, basis, label),
        }
        errors
    }

    /// Says of every mandatory field that was left empty that it is missing: a parser stops at the first.
    pub fn all_missing(&mut self, lang: Lang, fields: &[Field], typed: &Form) {
        for field in fields.iter().filter(|f| !f.optional && !f.is_hidden() && typed.all(&f.name).all(|v| v.trim().is_empty())) {
            if self.at(&field.name).is_none() {
                self.push(field.name.clone(), missing(lang, &field.name, &field.label), None, None);
            }
        }
    }

    /// One more.
    pub fn add(&mut self, field: &str, text: String) {
        self.push(field.to_owned(), text, None, None);
    }

    fn push(&mut self, field: String, text: String, basis: Option<String>, label: Option<String>) {
        let id = if field.is_empty() { String::new() } else { id_of(self.form, &field) };
        self.all.push(FieldError { field, id, text, label, basis });
    }

    /// What is wrong with this field.
    pub fn at(&self, field: &str) -> Option<&str> {
        self.all.iter().find(|e| e.field == field).map(|e| e.text.as_str())
    }

    /// Whether there is nothing to correct.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

/// Fields that are chosen, not written.
const CHOSEN: [&str; 24] = [
    "assignee",
    "channel",
    "competent_body",
    "contest",
    "disposition",
    "document",
    "election",
    "eligible",
    "form",
    "ground",
    "identity",
    "kind",
    "language",
    "level",
    "matter",
    "means",
    "party",
    "relation",
    "result",
    "role",
    "rule",
    "scope",
    "track",
    "unit",
];

/// "Enter the number": what is missing, by its name.
pub fn missing(lang: Lang, field: &str, label: &str) -> String {
    let last = field.rsplit('.').next().unwrap_or(field);
    let id = if CHOSEN.contains(&last) { "field-missing-choice" } else { "field-missing" };
    text(lang, id, &[("label", lower_first(label))]).unwrap_or_else(|| label.to_owned())
}

/// A label within a sentence; a word in capitals stays.
fn lower_first(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(letters).collect(),
        _ => label.to_owned(),
    }
}

/// `representatives[0].phone` is the field `representatives.0.phone` of a form.
fn field_name(path: &str) -> String {
    if path == "." { String::new() } else { path.replace('[', ".").replace(']', "") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_into_json_is_a_field_of_a_form() {
        let error = ApiError::Field { field: "representatives[0].phone".into(), code: "required", args: vec![] };
        let errors = Errors::within("counter", &error, Lang::En);
        assert_eq!(errors.at("representatives.0.phone"), Some("Please enter: telephone."));
        assert_eq!(errors.all[0].id, "counter-representatives-0-phone");
        assert_eq!(errors.at("phone"), None);
    }
}
