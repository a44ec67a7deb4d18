//! A letter comes in: the case begins and the receipt is made, in one transaction.

use super::act::Keep;
use super::error::ActionError;
use super::perform::Context;
use super::receive_case::{Intake, ReceiveCase};
use super::record::{Entry, Loaded};
use crate::domain::event::{By, Event};
use crate::domain::ids::{CaseId, PartyId, TextId};
use crate::domain::kind::Identity;
use crate::domain::receipt::ReceiptCode;
use crate::domain::zone::{cut_to_hour, local_date};
use crate::store::{Conn, receipts, triage};

/// What the sender takes home.
#[derive(Debug)]
pub struct Receipt {
    pub loaded: Loaded,
    pub code: ReceiptCode,
}

/// Receives a letter.
pub fn receive(ctx: &Context, by: By, letter: &ReceiveCase) -> Result<Receipt, ActionError> {
    ctx.write(|conn| receive_in(ctx, conn, by, letter))
}

/// Receives a letter inside a transaction of the caller's.
pub fn receive_in(ctx: &Context, conn: &mut Conn, by: By, letter: &ReceiveCase) -> Result<Receipt, ActionError> {
    receive_how(ctx, conn, by, letter, false)
}

/// Receives a letter that its sender sent by e-mail.
pub fn receive_mailed(ctx: &Context, conn: &mut Conn, letter: &ReceiveCase) -> Result<Receipt, ActionError> {
    receive_how(ctx, conn, By::Citizen, letter, true)
}

fn receive_how(ctx: &Context, conn: &mut Conn, by: By, letter: &ReceiveCase, mailed: bool) -> Result<Receipt, ActionError> {
    let now = ctx.clock.now();
    // Identifiers tell their time: those of secret submissions by the public only the hour.
    let moment = if by == By::Citizen && letter.is_secret() { cut_to_hour(now) } else { now };
    let mut ids = || ctx.id(moment);
    let digest = |id: TextId, text: &str| ctx.keys.text_digest(id.0, text);
    let present = |_: PartyId, _| None;
    let mut keep = Keep::new(&mut ids, &digest, &present);
    let intake = Intake { by, directory: &ctx.directory, now, law_revision: ctx.law.revision, mailed };
    let received = letter.decide(&intake, &mut keep)?;
    let id = CaseId(keep.id());
    let on = local_date(received.received_at);
    debug_assert!(received.identity != Identity::FalseName);
    let entry = Entry { event: Event::Received(Box::new(received)), on, by, on_paper: false };
    let kept = keep.kept;
    let make = |at| ctx.id(at);
    let loaded = ctx.recorder(conn, now, &make).open(id, entry, &kept)?;
    // Beyond what a unit takes in an hour a letter waits apart; number, receipt and clocks it has all the same.
    let case = &loaded.case;
    if by == By::Citizen && triage::count(conn, case.unit, cut_to_hour(now))? > ctx.policy.flood {
        triage::put(conn, id, case.unit)?;
    }
    let code = ReceiptCode::from_random(ctx.random.u64());
    receipts::set(conn, &ctx.keys, id, &code, loaded.case.received_at.max(moment))?;
    Ok(Receipt { loaded, code })
}
