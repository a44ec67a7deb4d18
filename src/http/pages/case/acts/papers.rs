//! Single fields, and those of a signed paper.

use std::fmt::Display;

use super::Making;
use crate::http::pages::{Choice, Field, Input};

impl Making<'_> {
    fn own(&self, field: Field) -> Field {
        field.of(self.at.frame, self.slug).within(self.slug)
    }

    pub(super) fn text(&self, name: &str) -> Field {
        self.own(Field::text(self.at.frame, name)).span(true)
    }

    pub(super) fn input(&self, name: &str) -> Field {
        self.own(Field::new(self.at.frame, Input::Number, name))
    }

    pub(super) fn area(&self, name: &str, rows: usize) -> Field {
        self.own(Field::area(self.at.frame, name, rows))
    }

    pub(super) fn date(&self, name: &str) -> Field {
        self.own(Field::date(self.at.frame, name)).with("max", self.at.frame.iso(&self.at.sheet.today))
    }

    /// A day, today unless another is chosen.
    pub(super) fn today(&self, name: &str) -> Field {
        self.date(name).value(self.at.frame.iso(&self.at.sheet.today))
    }

    pub(super) fn select(&self, name: &str, choices: Vec<Choice>) -> Field {
        // One choice is made: there is nothing to look for.
        let only = if choices.len() == 1 { choices.first().map(|c| c.value.clone()) } else { None };
        super::preset(self.own(Field::select(self.at.frame, name, choices)), only)
    }

    pub(super) fn radios(&self, name: &str, choices: Vec<Choice>) -> Field {
        self.own(Field::radios(self.at.frame, name, choices))
    }

    pub(super) fn checks(&self, name: &str, choices: Vec<Choice>) -> Field {
        self.own(Field::checks(self.at.frame, name, choices))
    }

    pub(super) fn words<T: Display>(&self, family: &str, codes: &[T]) -> Vec<Choice> {
        Choice::all(self.at.frame, family, codes)
    }

    pub(super) fn choice(&self, family: &str, code: &str) -> Choice {
        Choice::new(code, self.at.frame.word(family, code))
    }

    pub(super) fn number(&self, must: bool) -> Field {
        let field = self.own(Field::text(self.at.frame, "document_no")).class("w-20");
        if must || self.on_paper { field } else { field.optional() }
    }

    /// Number, date and signer of a paper whose signer may be left out, and `must` says whether number and date may.
    pub(super) fn paper(&self, must: bool) -> Vec<Field> {
        self.signature(must, false)
    }

    /// The same; of a decision the signer is mandatory.
    pub(super) fn signature(&self, must: bool, signer: bool) -> Vec<Field> {
        let frame = self.at.frame;
        let date = if must || self.on_paper { self.today("document_date") } else { self.date("document_date").optional() };
        let line = |name: &str| {
            let field = self.own(Field::text(frame, name));
            if signer || self.on_paper { field } else { field.optional() }
        };
        vec![
            self.number(must),
            date,
            line("signed_by.name").hint(frame.t("hint-signed_by")),
            line("signed_by.office"),
            line("signed_by.body"),
        ]
    }
}
