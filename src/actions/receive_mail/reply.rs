//! An answer to a mail of a case: a message on it, by its sender.

use super::attached::bring;
use super::{Became, NotTaken, Taking};
use crate::actions::error::ActionError;
use crate::actions::message::Message;
use crate::actions::perform::perform_in;
use crate::domain::event::By;
use crate::domain::ids::CaseId;
use crate::mail::incoming::{before_ours, own_words};
use crate::store::{case_keys, cases};

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
            let key = case_keys::load(conn, &ctx.keys, case)?;
            let now = ctx.clock.now();
            let make = |at| ctx.id(at);
            let found = cases::load(conn, case)?.ok_or(crate::store::StoreError::Corrupt("the case of a mail"))?;
            let moment = ctx.recorder(conn, now, &make).moment(By::Citizen, &found);
            brought.enter(ctx, conn, &key, (case, None), moment)?;
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
