//! A field of a form: its label, hint and error, and what was typed. `partials/field.html` writes it, the same on every page.

mod parts;

use std::fmt::{Display, Write};

pub use parts::{Choice, DayPart, id_of, said};

use super::{Errors, Frame};
use crate::http::form::Form;

/// How a field is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    Text,
    Email,
    Tel,
    Number,
    Password,
    Search,
    /// A day, `yyyy-mm-dd` as browsers send it.
    Date,
    /// A day in three fields, for citizens: day, month, year.
    Parts,
    File,
    Area,
    Select,
    Radios,
    Checks,
    Hidden,
}

/// A field.
#[derive(Debug, Clone)]
pub struct Field {
    pub name: String,
    pub id: String,
    pub label: String,
    pub hint: Option<String>,
    pub error: Option<String>,
    pub optional: bool,
    /// It is the one question of its page: the label is the heading.
    pub page: bool,
    /// Takes a whole row of a dense form.
    pub span: bool,
    pub inline: bool,
    pub small: bool,
    /// A select begins with "choose".
    pub blank: bool,
    pub rows: usize,
    pub value: String,
    chosen: Vec<String>,
    pub choices: Vec<Choice>,
    input: Input,
    class: &'static str,
    extra: Vec<(&'static str, String)>,
}

impl Field {
    /// A field with the label `field-<outer>-<name>`, else `field-<name>`, and where there is one the hint `hint-...` likewise.
    pub fn new(frame: &Frame, input: Input, name: &str) -> Self {
        let (label, hint) = (said(frame.lang, "field", "", name), said(frame.lang, "hint", "", name));
        Self {
            name: name.to_owned(),
            id: id_of("", name),
            label: label.unwrap_or_else(|| frame.t(&format!("field-{name}"))),
            hint,
            error: None,
            optional: false,
            page: false,
            span: matches!(input, Input::Area | Input::Radios | Input::Checks | Input::Parts),
            inline: false,
            small: false,
            blank: input == Input::Select,
            rows: 4,
            value: String::new(),
            chosen: Vec::new(),
            choices: Vec::new(),
            input,
            class: "",
            extra: Vec::new(),
        }
    }

    /// One line.
    pub fn text(frame: &Frame, name: &str) -> Self {
        Self::new(frame, Input::Text, name)
    }

    /// Several lines.
    pub fn area(frame: &Frame, name: &str, rows: usize) -> Self {
        Self { rows, ..Self::new(frame, Input::Area, name) }
    }

    /// A day.
    pub fn date(frame: &Frame, name: &str) -> Self {
        Self::new(frame, Input::Date, name)
    }

    /// A day in three fields.
    pub fn parts(frame: &Frame, name: &str) -> Self {
        Self::new(frame, Input::Parts, name)
    }

    /// One of these, from a list that unfolds.
    pub fn select(frame: &Frame, name: &str, choices: Vec<Choice>) -> Self {
        Self { choices, ..Self::new(frame, Input::Select, name) }
    }

    /// One of these, all seen.
    pub fn radios(frame: &Frame, name: &str, choices: Vec<Choice>) -> Self {
        Self { choices, ..Self::new(frame, Input::Radios, name) }
    }

    /// Any of these.
    pub fn checks(frame: &Frame, name: &str, choices: Vec<Choice>) -> Self {
        Self { choices, ..Self::new(frame, Input::Checks, name) }
    }

    /// Sent along, not seen.
    pub fn hidden(name: &str, value: impl Display) -> Self {
        Self {
            name: name.to_owned(),
            id: id_of("", name),
            label: String::new(),
            hint: None,
            error: None,
            optional: false,
            page: false,
            span: false,
            inline: false,
            small: false,
            blank: false,
            rows: 0,
            value: value.to_string(),
            chosen: Vec::new(),
            choices: Vec::new(),
            input: Input::Hidden,
            class: "",
            extra: Vec::new(),
        }
    }

    /// As this verb or form calls it, where it does: `field-<slug>-<name>`, `hint-<slug>-<name>`.
    #[must_use]
    pub fn of(mut self, frame: &Frame, slug: &str) -> Self {
        if let Some(label) = said(frame.lang, "field", slug, &self.name) {
            self.label = label;
        }
        if let Some(hint) = said(frame.lang, "hint", slug, &self.name) {
            self.hint = Some(hint);
        }
        self
    }

    /// Another label.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Another hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// No hint.
    #[must_use]
    pub fn no_hint(mut self) -> Self {
        self.hint = None;
        self
    }

    /// May stay empty.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// The one question of its page.
    #[must_use]
    pub const fn page(mut self) -> Self {
        self.page = true;
        self
    }

    /// Choices side by side.
    #[must_use]
    pub const fn inline(mut self) -> Self {
        self.inline = true;
        self
    }

    /// Choices of the desk's size.
    #[must_use]
    pub const fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// A whole row of a dense form, or not.
    #[must_use]
    pub const fn span(mut self, span: bool) -> Self {
        self.span = span;
        self
    }

    /// A select without an empty choice.
    #[must_use]
    pub const fn no_blank(mut self) -> Self {
        self.blank = false;
        self
    }

    /// A width by content: `w-2`, `w-4`, `w-10`, `w-20`.
    #[must_use]
    pub const fn class(mut self, class: &'static str) -> Self {
        self.class = class;
        self
    }

    /// One more attribute, e.g. `autocomplete`. Name and value are ours, never typed by people.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Display) -> Self {
        self.extra.push((name, value.to_string()));
        self
    }

    /// Within a form of its own on a page with several: its id then is `<form>-<name>`.
    #[must_use]
    pub fn within(mut self, form: &str) -> Self {
        self.id = id_of(form, &self.name);
        self
    }

    /// With this value, or this choice.
    #[must_use]
    pub fn value(mut self, value: impl Display) -> Self {
        self.value = value.to_string();
        self.chosen = vec![self.value.clone()];
        self
    }

    /// With these choices made.
    #[must_use]
    pub fn chosen<T: Display>(mut self, values: &[T]) -> Self {
        self.chosen = values.iter().map(ToString::to_string).collect();
        self
    }

    /// With what was typed, where the form has this field, and what is wrong with it.
    #[must_use]
    pub fn filled(mut self, form: &Form, errors: &Errors) -> Self {
        if self.input != Input::Hidden {
            let typed: Vec<String> = form.all(&self.name).map(str::to_owned).collect();
            if let Some(first) = typed.first() {
                self.value.clone_from(first);
                self.chosen = typed;
            }
        }
        let part = |part: &str| form.get(&format!("{}.{part}", self.name)).trim().to_owned();
        let parts = ["day", "month", "year"].map(part);
        if self.input == Input::Parts && parts.iter().any(|part| !part.is_empty()) {
            self.value = parts.join("/");
        }
        self.error = errors.at(&self.name).map(str::to_owned);
        self
    }

    /// Day, month and year of a day in three fields, as they were typed or as the value has them.
    pub fn day_parts(&self, frame: &Frame) -> Vec<DayPart> {
        let mut written: Vec<&str> = self.value.split('/').collect();
        if written.len() != 3 {
            written = self.value.split('-').rev().collect();
        }
        let part = |(at, part): (usize, &'static str)| DayPart {
            id: if at == 0 { self.id.clone() } else { format!("{}-{part}", self.id) },
            name: format!("{}.{part}", self.name),
            label: frame.t(&format!("submit-{part}")),
            value: if written.len() == 3 { written.get(at).copied().unwrap_or_default().to_owned() } else { String::new() },
            year: part == "year",
        };
        ["day", "month", "year"].into_iter().enumerate().map(part).collect()
    }

    /// For templates.
    pub fn is_hidden(&self) -> bool {
        self.input == Input::Hidden
    }

    /// Radios and check boxes stand in a fieldset.
    pub fn is_group(&self) -> bool {
        matches!(self.input, Input::Radios | Input::Checks)
    }

    /// A day in three fields.
    pub fn is_parts(&self) -> bool {
        self.input == Input::Parts
    }

    /// Several lines.
    pub fn is_area(&self) -> bool {
        self.input == Input::Area
    }

    /// A list that unfolds.
    pub fn is_select(&self) -> bool {
        self.input == Input::Select
    }

    /// A password and a file are chosen anew each time.
    pub fn keeps_value(&self) -> bool {
        !matches!(self.input, Input::Password | Input::File)
    }

    /// Whether this choice is made.
    pub fn is_chosen(&self, value: &str) -> bool {
        self.chosen.iter().any(|c| c == value)
    }

    /// The id of a choice: the first has the field's own, where the error summary leads.
    pub fn choice_id(&self, at: &usize) -> String {
        if *at == 0 { self.id.clone() } else { format!("{}-{at}", self.id) }
    }

    /// `type` of the input.
    pub const fn input_type(&self) -> &'static str {
        match self.input {
            Input::Text | Input::Area | Input::Select | Input::Parts => "text",
            Input::Email => "email",
            Input::Tel => "tel",
            Input::Number => "number",
            Input::Password => "password",
            Input::Search => "search",
            Input::Date => "date",
            Input::File => "file",
            Input::Radios => "radio",
            Input::Checks => "checkbox",
            Input::Hidden => "hidden",
        }
    }

    /// The ids of hint and error.
    pub fn described(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.id));
        let error = self.error.as_ref().map(|_| format!("{}-error", self.id));
        let ids: Vec<String> = hint.into_iter().chain(error).collect();
        if ids.is_empty() { None } else { Some(ids.join(" ")) }
    }

    /// The other attributes, ready to stand in the tag. Nothing that people typed is among them.
    pub fn attributes(&self) -> String {
        let mut all = String::new();
        let mut add = |name: &str, value: &str| {
            // Writing to a String does not fail.
            let _ = write!(all, " {name}=\"{}\"", value.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;"));
        };
        if !self.class.is_empty() {
            add("class", self.class);
        }
        if let Some(ids) = self.described() {
            add("aria-describedby", &ids);
        }
        if self.error.is_some() {
            add("aria-invalid", "true");
        }
        for (name, value) in &self.extra {
            add(name, value);
        }
        all
    }
}
