//! An answer to a mail of a case: a message on it, by its sender.

use super::attached::bring;
use super::{Became, NotTaken, Taking};
use crate::actions::act::Kept;
use crate::actions::error::ActionError;
use crate::actions::message::Message;
use crate::actions::perform::perform_in;
use crate::actions::record::{Entry, load};
use crate::domain::event::{By, Event};
use crate::domain::ids::CaseId;
use crate::mail::incoming::{before_ours, own_words};
use crate::store::StoreError;

/// Takes it. None: the case takes no message (it was joined to another), so that it is a letter of its own.
pub(super) fn take(taking: &Taking<'_>, case: CaseId) -> Result<Option<Became>, NotTaken> {
    let (ctx, mail) = (taking.ctx, taking.mail);
    let said = own_words(&mail.text);
    // The mail that is answered is on the case already.
    let said = taking.ours.filter(|at| *at < said.len()).and_then(|at| before_ours(said, at)).unwrap_or(said);
    let brought = bring(ctx, mail, said)?.ok_or(NotTaken::Empty)?;
    let message = Message { text: brought.body.clone() };
    brought.put(ctx)?;
    let taken = taking.write(|conn| {
        if let Some(before) = taking.note(conn, "message")? {
            return Ok(before);
        }
        perform_in(ctx, conn, By::Citizen, case, None, &message)?;
        if brought.has_papers() {
            // On the register like papers that are added on the page: their sender sees there what came in.
            let loaded = load(conn, &ctx.keys, case)?.ok_or(StoreError::Corrupt("the case of a mail"))?;
            let now = ctx.clock.now();
            let make = |at| ctx.id(at);
            let mut recorder = ctx.recorder(conn, now, &make);
            let moment = recorder.moment(By::Citizen, &loaded.case);
            let papers = brought.enter(ctx, recorder.conn, &loaded.key, (case, None), moment)?;
            let entry = Entry { event: Event::PapersAdded { papers }, on: ctx.today(), by: By::Citizen, on_paper: false };
            recorder.record(loaded, entry, &Kept::default())?;
        }
        Ok(Became::Message(case))
    });
    if !matches!(taken, Ok(Became::Message(_))) {
        brought.discard(ctx)?;
    }
    match taken {
        Ok(became) => Ok(Some(became)),
        Err(NotTaken::Action(ActionError::Refused { .. })) => Ok(None),
        Err(error) => Err(error),
    }
}
