//! What the receipt of a letter shows, and the page to print and sign: to whoever has just sent it.

use chrono::{DateTime, Utc};

use super::papers;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::papers::Paper;
use crate::domain::case::Case;
use crate::domain::classification::needs_signature;
use crate::domain::deadline::Deadline;
use crate::domain::event::{By, Event};
use crate::domain::ids::CaseId;
use crate::domain::kind::{Identity, Matter};
use crate::domain::party::{PartyData, PartyRole};
use crate::domain::refusal::Refusal;
use crate::store::{case_keys, cases, deadlines, events, parties, texts};

/// The receipt.
#[derive(Debug)]
pub struct ReceiptCard {
    pub case: Case,
    /// What the law owes, with its working.
    pub deadlines: Vec<Deadline>,
    pub papers: Vec<Paper>,
    /// The law asks for a signature that is still missing.
    pub unsigned: bool,
    /// Somebody still classifies it.
    pub provisional: bool,
    /// For secret letters only the hour.
    pub received_at: DateTime<Utc>,
}

fn unsigned(case: &Case) -> bool {
    needs_signature(case.kind, case.track) && !case.form.is_signed() && case.identity != Identity::Anonymous
}

/// The receipt of this case.
pub fn receipt(ctx: &Context, id: CaseId) -> Result<ReceiptCard, ActionError> {
    ctx.store.snapshot(|conn| {
        let case = cases::load(conn, id)?.ok_or(Refusal::missing("case_not_found"))?;
        Ok(ReceiptCard {
            deadlines: deadlines::load(conn, id)?,
            papers: papers::for_sender(ctx, conn, id)?,
            unsigned: unsigned(&case),
            provisional: case.status.code() == crate::domain::status::StatusCode::Received,
            received_at: case.received_at,
            case,
        })
    })
}

/// The letter as it is printed to be signed.
#[derive(Debug)]
pub struct LetterSheet {
    pub case: Case,
    pub body: String,
    pub sender: PartyData,
    pub representatives: Vec<PartyData>,
    pub respondent: Option<PartyData>,
    pub papers: Vec<Paper>,
    pub matter: Matter,
}

/// The first letter of this case with its parties; for its sender.
pub fn letter(ctx: &Context, id: CaseId) -> Result<LetterSheet, ActionError> {
    ctx.store.snapshot(|conn| {
        let case = cases::load(conn, id)?.ok_or(Refusal::missing("case_not_found"))?;
        let key = case_keys::load(conn, &ctx.keys, id)?;
        let first = events::load(conn, id)?.into_iter().find_map(|e| match (e.by, e.event) {
            (By::Citizen, Event::Received(received)) => Some(received.body.id),
            _ => None,
        });
        let text = first.ok_or(Refusal::missing("case_not_found"))?;
        let body = texts::get(conn, &key, id, text)?.unwrap_or_default();
        let all = parties::load(conn, &key, id)?;
        let of = |role: PartyRole| all.iter().filter(move |p| p.role == role).map(|p| p.data.clone());
        Ok(LetterSheet {
            body,
            sender: of(PartyRole::Petitioner).next().unwrap_or_default(),
            representatives: of(PartyRole::Representative).collect(),
            respondent: of(PartyRole::Respondent).next(),
            papers: papers::for_sender(ctx, conn, id)?,
            matter: case.matter,
            case,
        })
    })
}
