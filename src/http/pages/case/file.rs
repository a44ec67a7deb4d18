//! The whole file of a case: every letter and every event in full, oldest first, to be read and printed.

use askama::Template;

use super::at::At;
use super::clocks::{ClockLine, clock};
use super::facts::{self, DocumentLine, MailLine};
use super::load;
use super::papers::{PaperLine, papers};
use super::show::{LetterLine, letters};
use super::story::{self, Item};
use crate::domain::ids::CaseId;
use crate::http::actor::Caller;
use crate::http::error::Answer;
use crate::http::pages::{Frame, page};
use crate::http::params::PathId;

/// The page.
#[derive(Template)]
#[template(path = "pages/case/file.html")]
pub struct File<'a> {
    pub frame: &'a Frame,
    pub here: String,
    pub number: String,
    pub title: String,
    pub letters: Vec<LetterLine>,
    pub papers: Vec<PaperLine>,
    pub story: Vec<Item>,
    pub documents: Vec<DocumentLine>,
    pub clocks: Vec<ClockLine>,
    pub mails: Vec<MailLine>,
}

impl<'a> File<'a> {
    /// All of it.
    pub fn of(at: At<'a>) -> Self {
        Self {
            frame: at.frame,
            here: format!("/cases/{}", at.sheet.case.id),
            number: at.sheet.view.number.clone(),
            title: at.sheet.view.title.clone().unwrap_or_default(),
            letters: letters(at, usize::MAX),
            papers: papers(at),
            story: story::story(at, 0, usize::MAX),
            documents: facts::documents(at),
            clocks: at.sheet.deadlines.iter().map(|d| clock(at, d)).collect(),
            mails: facts::mails(at),
        }
    }
}

/// `GET /cases/{id}/file`
pub async fn show(caller: Caller, frame: Frame, id: PathId<CaseId>) -> Answer {
    let sheet = load(&caller, id.0).await?;
    page(&File::of(At::of(&frame, &sheet, &caller.ctx)))
}
