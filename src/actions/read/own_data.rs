//! Everything that is kept of whoever asks: of a sender by the receipt of their letter, of a member by their session.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::citizen::{self, CitizenCase};
use super::papers::{self, PaperView};
use crate::actions::act::Purpose;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::domain::event::Event;
use crate::domain::ids::{CaseId, PartyId};
use crate::domain::party::{PartyData, PartyRole};
use crate::domain::refusal::Refusal;
use crate::domain::sentence::Sentence;
use crate::store::{case_keys, cases, events, outbox, parties, texts};

/// A person, as the sender gave them.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnPerson {
    pub role: PartyRole,
    pub name: Option<String>,
    pub address: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub id_number: Option<String>,
    pub position: Option<String>,
    /// Chose no mails about how the case goes on.
    pub no_mail: bool,
}

/// A letter, as it was sent.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnLetter {
    pub on: NaiveDate,
    pub body: String,
}

/// A mail that was sent to somebody in the case.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnMail {
    /// What it is, e.g. `receipt`.
    pub kind: String,
    pub on: NaiveDate,
    /// `queued`, `sent` or `failed`.
    pub state: String,
}

/// All that is kept of a sender in one case.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnData {
    pub case: CitizenCase,
    /// The sender, who speaks for them, and about whom they wrote.
    pub people: Vec<OwnPerson>,
    /// As the sender worded it.
    pub title: Option<String>,
    pub letters: Vec<OwnLetter>,
    pub papers: Vec<PaperView>,
    pub mails: Vec<OwnMail>,
}

/// What is kept of the holder of a receipt, in the case of their letter; `word` puts the sentence of where it now is into words.
/// Of others whose letters were joined to it nothing is told: their names came with those.
pub fn of_sender(ctx: &Context, id: CaseId, word: &dyn Fn(&Sentence) -> String) -> Result<OwnData, ActionError> {
    ctx.store.snapshot(|conn| {
        let case = cases::load(conn, id)?.ok_or(Refusal::missing("case_not_found"))?;
        let newest = citizen::newest_of(conn, id)?;
        // What was added to a case that others joined may be theirs.
        let alone = case.detail.joined.is_empty();
        let key = case_keys::load(conn, &ctx.keys, case.id)?;
        let sent = |event: &Event| match event {
            Event::Received(received) => Some(received.body.id),
            Event::LetterAdded { body, .. } if alone => Some(body.id),
            _ => None,
        };
        let mut letters = Vec::new();
        let mut given: Vec<PartyId> = Vec::new();
        for recorded in events::load(conn, case.id)? {
            if let Event::Received(received) = &recorded.event {
                given = received.parties.iter().map(|party| party.id).collect();
            }
            let Some(text) = sent(&recorded.event) else { continue };
            letters.extend(texts::get(conn, &key, case.id, text)?.map(|body| OwnLetter { on: recorded.on, body }));
        }
        let mine = |role: PartyRole| !matches!(role, PartyRole::SendingBody | PartyRole::ReceivingBody);
        let person = |role: PartyRole, data: PartyData| {
            let PartyData { name, address, phone, email, id_number, position, no_mail } = data;
            OwnPerson { role, name, address, phone, email, id_number, position, no_mail }
        };
        let people = parties::load(conn, &key, case.id)?;
        let mail = |mail: outbox::Posted| OwnMail { kind: mail.kind, on: mail.created_at.date_naive(), state: mail.state };
        Ok(OwnData {
            people: people.into_iter().filter(|p| mine(p.role) && given.contains(&p.id)).map(|p| person(p.role, p.data)).collect(),
            title: texts::first_of(conn, &key, case.id, Purpose::Title.as_str())?,
            letters,
            papers: papers::for_sender(ctx, conn, id)?.into_iter().map(PaperView::from).collect(),
            mails: outbox::load(conn, case.id)?.into_iter().map(mail).collect(),
            case: citizen::view(ctx, conn, &newest, word)?,
        })
    })
}
