//! A server reports on a mail that was sent: that it came back is noted on it, and so on its case.

use super::{Became, NotTaken, nothing};
use crate::actions::context::Context;
use crate::mail::incoming::{Report, Reported};
use crate::store::mail_attempts::{self, Attempt};
use crate::store::{StoreError, mail_received, outbox};

/// Notes it on the mail with this Message-ID, which is drawn and known only to who was sent the mail.
pub(super) fn note(ctx: &Context, report: &Report, digest: &str) -> Result<Became, NotTaken> {
    let (now, today) = (ctx.clock.now(), ctx.today());
    let outcome = match report.reported {
        Reported::Failed => "returned",
        Reported::Delayed => "delayed",
        Reported::Otherwise => return nothing(ctx, digest),
    };
    let noted = ctx.store.write(|conn| {
        let id = report.message_id.as_deref().map(|id| format!("<{id}>"));
        let mail = id.map(|id| outbox::of_message_id(conn, &id)).transpose()?.flatten();
        let became = if mail.is_some() { outcome } else { "nothing" };
        if !mail_received::note(conn, digest, today, became)? {
            return Ok(Became::TakenBefore);
        }
        let Some(mail) = mail else { return Ok(Became::Nothing) };
        let answer = format!("{outcome} {}", report.status).trim_end().to_owned();
        let attempt = Attempt { mail: mail.id, at: now, outcome: outcome.to_owned(), answer: answer.clone(), took_ms: 0 };
        mail_attempts::insert(conn, &attempt)?;
        if report.reported == Reported::Failed {
            outbox::returned(conn, mail.id, &answer)?;
        }
        Ok::<_, StoreError>(Became::Report(mail.id))
    })?;
    Ok(noted)
}
