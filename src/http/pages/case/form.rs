//! One verb as a form, ready to be written by `partials/case/form.html`.

use super::acts;
use super::at::At;
use crate::domain::gate::Entry;
use crate::domain::verb::Verb;
use crate::http::form::Form;
use crate::http::pages::{Errors, Field};

/// The form of a verb.
#[derive(Debug, Clone)]
pub struct ActForm {
    /// `draft-decision`.
    pub slug: &'static str,
    /// What its button says.
    pub name: String,
    /// The address of the case.
    pub case: String,
    /// The version that its reader sees.
    pub version: i64,
    /// Where it stands: `case`, or `act` for its own page.
    pub from: &'static str,
    pub fields: Vec<Field>,
    /// Those of a signed paper that may be left out: folded while nothing stands in them.
    pub folded: Vec<Field>,
    /// Entered from a signed paper, no supervisor being left.
    pub on_paper: bool,
    /// It stands unfolded.
    pub open: bool,
    /// It cannot be undone.
    pub grave: bool,
}

/// What was typed into the form of a verb, and what is wrong with it.
#[derive(Debug, Clone)]
pub struct Typed {
    pub verb: Verb,
    pub form: Form,
    pub errors: Errors,
}

impl ActForm {
    /// Empty, or with what was typed.
    pub fn of(at: At<'_>, verb: Verb, from: &'static str, typed: Option<&Typed>) -> Self {
        let typed = typed.filter(|t| t.verb == verb);
        let fields = match typed {
            Some(typed) => acts::filled(at, verb, &typed.form, &typed.errors),
            None => acts::fields(at, verb),
        };
        let on_paper = at.sheet.act(verb) == Ok(Entry::OnPaper);
        let aside = by_instruction(verb) && !on_paper;
        let empty = |f: &Field| f.error.is_none() && f.value.is_empty();
        let (folded, fields): (Vec<Field>, Vec<Field>) = fields.into_iter().partition(|f| aside && of_paper(&f.name) && empty(f));
        Self {
            slug: verb.as_str(),
            name: at.frame.word("verb", verb),
            case: format!("/cases/{}", at.sheet.case.id),
            version: at.sheet.case.version,
            from,
            fields,
            folded,
            on_paper,
            open: typed.is_some(),
            grave: matches!(
                verb,
                Verb::DeclareConflict | Verb::ConfirmConflict | Verb::StrikeOff | Verb::HandOver | Verb::Merge | Verb::Terminate
            ),
        }
    }
}

/// A step that issues no document of its own: a signed instruction may stand behind it.
const fn by_instruction(verb: Verb) -> bool {
    matches!(verb, Verb::Assign | Verb::Reclassify | Verb::SendBack | Verb::SetComplexity | Verb::Reopen | Verb::HandOver)
        || matches!(verb, Verb::GrantReveal | Verb::RefuseReveal | Verb::RevokeReveal | Verb::ConfirmConflict | Verb::DismissConflict)
}

fn of_paper(field: &str) -> bool {
    field.starts_with("signed_by.") || matches!(field, "document_no" | "document_date")
}

/// Errors about a whole group of fields lead to its first one; those about a field that the form does not show, nowhere.
pub fn placed(mut errors: Errors, fields: &[Field]) -> Errors {
    for error in &mut errors.all {
        let exact = fields.iter().any(|f| f.name == error.field);
        let within = format!("{}.", error.field);
        match fields.iter().find(|f| !exact && !error.field.is_empty() && f.name.starts_with(&within)) {
            Some(first) => {
                error.field.clone_from(&first.name);
                error.id.clone_from(&first.id);
            }
            None if !exact => error.id.clear(),
            None => {}
        }
    }
    errors
}
