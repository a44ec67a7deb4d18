//! What an act gives that is shown once, in the answer itself: a new receipt code, an identity that was opened.

use askama::Template;

use super::at::At;
use super::facts::{Person, person};
use crate::actions::read::case_reads::PartyView;
use crate::domain::receipt::ReceiptCode;
use crate::domain::verb::Verb;
use crate::http::pages::{Frame, qr};

/// The page.
#[derive(Template)]
#[template(path = "pages/case/result.html")]
pub struct Secret<'a> {
    pub frame: &'a Frame,
    pub here: String,
    pub number: String,
    pub done: String,
    /// The groups of the new code.
    pub code: Option<Vec<String>>,
    /// The address at which it opens the case, and a drawing of it.
    pub track: String,
    pub qr: String,
    pub people: Vec<Person>,
}

impl<'a> Secret<'a> {
    fn of(at: At<'a>, verb: Verb) -> Self {
        Self {
            frame: at.frame,
            here: format!("/cases/{}", at.sheet.case.id),
            number: at.sheet.view.number.clone(),
            done: at.frame.word("verb-done", verb),
            code: None,
            track: String::new(),
            qr: String::new(),
            people: Vec::new(),
        }
    }

    /// A new receipt code.
    pub fn receipt(at: At<'a>, code: &ReceiptCode, public_url: &str) -> Self {
        let groups = code.to_string().split([' ', '-']).map(str::to_owned).collect();
        let track = format!("{public_url}/track");
        let qr = qr::svg(&track, &at.frame.t("receipt-qr"));
        Self { code: Some(groups), track, qr, ..Self::of(at, Verb::ReissueReceipt) }
    }

    /// The parties with their data.
    pub fn identity(at: At<'a>, opened: &[PartyView]) -> Self {
        Self { people: opened.iter().map(|party| person(at, party)).collect(), ..Self::of(at, Verb::OpenIdentity) }
    }
}
