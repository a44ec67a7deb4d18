//! What a field is made of: the things to choose, the three fields of a day; and where its words and its id come from.

use std::fmt::Display;

use crate::http::pages::Frame;
use crate::texts::{Lang, text};

/// One thing to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub text: String,
    /// Its consequence, in one sentence.
    pub hint: Option<String>,
}

impl Choice {
    /// Without a hint.
    pub fn new(value: impl Display, text: impl Into<String>) -> Self {
        Self { value: value.to_string(), text: text.into(), hint: None }
    }

    /// With its consequence.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The words of these codes: `all(frame, "kind", Kind::ALL)`.
    pub fn all<T: Display>(frame: &Frame, family: &str, codes: &[T]) -> Vec<Self> {
        codes.iter().map(|code| Self::new(code, frame.word(family, code))).collect()
    }

    /// Yes and no, as a body takes them.
    pub fn yes_no(frame: &Frame) -> Vec<Self> {
        vec![Self::new("true", frame.t("yes")), Self::new("false", frame.t("no"))]
    }
}

/// One of the three fields of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayPart {
    pub id: String,
    pub name: String,
    pub label: String,
    pub value: String,
    pub year: bool,
}

/// The text of a field, the most particular that there is: of the form, of what it stands in, of its name alone.
pub fn said(lang: Lang, sort: &str, slug: &str, name: &str) -> Option<String> {
    let parts: Vec<&str> = name.split('.').filter(|part| part.parse::<u16>().is_err()).collect();
    let full = parts.join("-");
    let last = parts.last().copied().unwrap_or_default();
    let of_form = if slug.is_empty() { None } else { text(lang, &format!("{sort}-{slug}-{full}"), &[]) };
    of_form.or_else(|| text(lang, &format!("{sort}-{full}"), &[])).or_else(|| text(lang, &format!("{sort}-{last}"), &[]))
}

/// `representatives.0.phone` of the form `counter` is `counter-representatives-0-phone`.
pub fn id_of(form: &str, name: &str) -> String {
    let name = name.replace('.', "-");
    if form.is_empty() { name } else { format!("{form}-{name}") }
}
