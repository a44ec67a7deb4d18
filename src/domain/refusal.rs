//! Why an act is refused: a rule with its article, in words that the caller's language fills in.

use std::borrow::Cow;

/// What sort of rule refuses; the edge turns it into an HTTP status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// The role does not allow it: 403.
    Role,
    /// The case is not in a state for it, four eyes, or the law forbids it: 409.
    State,
    /// A field is missing or wrong: 422.
    Field,
    /// What is referred to does not exist for the caller: 404.
    Missing,
}

/// A refused act changes nothing and names the rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub sort: Sort,
    /// Stable; the sentence is `refusal-<code>` in the texts of both languages.
    pub code: &'static str,
    /// The field that is wrong, where it is one.
    pub field: Option<&'static str>,
    /// The article that refuses, as it is cited.
    pub basis: Option<Cow<'static, str>>,
    /// What the sentence needs.
    pub args: Vec<(&'static str, String)>,
}

impl Refusal {
    const fn new(sort: Sort, code: &'static str) -> Self {
        Self { sort, code, field: None, basis: None, args: Vec::new() }
    }

    /// The role does not allow it.
    pub const fn role(code: &'static str) -> Self {
        Self::new(Sort::Role, code)
    }

    /// The state of the case, four eyes or the law does not allow it.
    pub const fn state(code: &'static str) -> Self {
        Self::new(Sort::State, code)
    }

    /// A field is missing or wrong.
    pub const fn field(field: &'static str, code: &'static str) -> Self {
        let mut refusal = Self::new(Sort::Field, code);
        refusal.field = Some(field);
        refusal
    }

    /// What is referred to is not there, or not for the caller.
    pub const fn missing(code: &'static str) -> Self {
        Self::new(Sort::Missing, code)
    }

    /// With the article that refuses.
    #[must_use]
    pub fn by(mut self, basis: impl Into<Cow<'static, str>>) -> Self {
        self.basis = Some(basis.into());
        self
    }

    /// With a value for the sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}
