//! A notice to a sender does not arrive: the supervisors are told.

use super::members::{addressed, overseers, task};
use super::{ActionError, post};
use crate::actions::context::Context;
use crate::actions::record::{self, today};
use crate::domain::ids::MailId;
use crate::mail::{Mail, Undelivered};
use crate::store::outbox;

/// Tells the supervisors of a case that this mail failed or still waits, once. False: they were told, or it has arrived.
///
/// In the same transaction as the note that they were told, so that no second instance tells them again. Of a secret case they
/// learn, as of all about it, that something waits on their desk.
pub fn alert(ctx: &Context, id: MailId) -> Result<bool, ActionError> {
    let now = ctx.clock.now();
    ctx.write(|conn| {
        let Some(mail) = outbox::find(conn, id)? else { return Ok(false) };
        let Some(case) = mail.case else { return Ok(false) };
        let Some(loaded) = record::load(conn, &ctx.keys, case)? else { return Ok(false) };
        if !outbox::alerted(conn, id, now)? {
            return Ok(false);
        }
        let told =
            Undelivered { task: task(&loaded.case, &ctx.directory, None), notice: mail.kind.clone(), failed: mail.state == "failed" };
        let members = overseers(&loaded.case, &ctx.directory, today(now));
        if members.is_empty() {
            tracing::warn!(%case, "a notice does not arrive, and no supervisor has an address");
        }
        let make = |at| ctx.id(at);
        let mut recorder = ctx.recorder(conn, now, &make);
        for member in members {
            if let Some(owed) = addressed(&ctx.directory, member, Mail::Undelivered(told.clone())) {
                post(&mut recorder, &loaded, None, &owed)?;
            }
        }
        Ok(true)
    })
}
