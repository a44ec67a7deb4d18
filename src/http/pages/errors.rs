//! What is to be corrected in a form: said above it, with links, and again at each field.

use super::field::id_of;
use crate::http::error::ApiError;
use crate::http::problem::Problem;
use crate::texts::Lang;

/// One mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The name of the field; empty where a rule refuses the whole.
    pub field: String,
    /// Where the summary leads; empty likewise.
    pub id: String,
    /// What is wrong and what helps, in the reader's language.
    pub text: String,
    /// The article that refuses it.
    pub basis: Option<String>,
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
        errors.push(field, problem.detail, problem.basis);
        errors
    }

    /// One more.
    pub fn add(&mut self, field: &str, text: String) {
        self.push(field.to_owned(), text, None);
    }

    fn push(&mut self, field: String, text: String, basis: Option<String>) {
        let id = if field.is_empty() { String::new() } else { id_of(self.form, &field) };
        self.all.push(FieldError { field, id, text, basis });
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
        assert_eq!(errors.at("representatives.0.phone"), Some("This field is mandatory."));
        assert_eq!(errors.all[0].id, "counter-representatives-0-phone");
        assert_eq!(errors.at("phone"), None);
    }
}
