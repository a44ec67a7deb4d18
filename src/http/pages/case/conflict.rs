//! Two members on one case: what the other changed, and what this one typed, ready to be sent again.

use askama::Template;

use super::at::{At, Why};
use super::form::{ActForm, Typed};
use super::story::{self, Item};
use crate::http::pages::Frame;

/// Characters of a text of the other's.
const TOLD: usize = 1000;

/// The page.
#[derive(Template)]
#[template(path = "pages/case/conflict.html")]
pub struct Conflict<'a> {
    pub frame: &'a Frame,
    pub here: String,
    pub number: String,
    pub name: String,
    /// What happened since, oldest first.
    pub story: Vec<Item>,
    /// Why the act is no longer possible, if so.
    pub refused: Option<Why>,
    pub form: ActForm,
}

impl<'a> Conflict<'a> {
    /// After this version.
    pub fn of(at: At<'a>, version: i64, typed: &Typed) -> Self {
        Self {
            frame: at.frame,
            here: format!("/cases/{}", at.sheet.case.id),
            number: at.sheet.view.number.clone(),
            name: at.frame.word("verb", typed.verb),
            story: story::story(at, version, TOLD),
            refused: at.sheet.act(typed.verb).err().map(|refusal| at.why(refusal)),
            form: ActForm::of(at, typed.verb, "act", Some(typed)),
        }
    }
}
