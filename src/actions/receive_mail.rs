//! A message comes in by e-mail: an answer to a mail of a case, a new letter, or a server's report on a mail that was sent.
//!
//! Each is taken once, however often it is delivered: what it becomes and the note that it was taken are one transaction. Only
//! the token of a mail that this office sent leads to a case; a forged or expired one makes a new letter of the message, as if
//! it had none. Of what a machine wrote nothing is made, and nothing answers it.

mod attached;
mod letter;
mod reply;
mod returned;

use super::context::Context;
use super::error::ActionError;
use super::open_linked::newest;
use crate::domain::ids::{CaseId, MailId};
use crate::domain::text::fold;
use crate::mail::incoming::{self, Incoming, Unreadable};
use crate::store::{Conn, StoreError, cases, mail_received, mail_replies, outbox};

/// The most letters and answers that are taken from one address on one day.
pub const MOST_A_DAY: i32 = 20;

/// What a message became.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// A case of its own.
    Letter(CaseId),
    /// A message on this case.
    Message(CaseId),
    /// A note on this mail: a server reports on it.
    Report(MailId),
    /// Nothing: a machine wrote it, or this office itself.
    Nothing,
    /// It was taken before.
    TakenBefore,
}

/// Why a message was not taken.
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    /// It never will be.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    #[error("the message names no sender")]
    NoSender,
    #[error("the message says nothing and brings nothing")]
    Empty,
    /// Tomorrow it may be.
    #[error("too many messages from this sender today")]
    TooMany,
    /// The office is not set up for it, or its database is in trouble: later it may be.
    #[error(transparent)]
    Action(#[from] ActionError),
}

impl From<StoreError> for NotTaken {
    fn from(error: StoreError) -> Self {
        Self::Action(error.into())
    }
}

/// Takes a message. `recipient`: to whom the server delivers it, where it says so; else the head tells.
pub fn take(ctx: &Context, raw: &[u8], recipient: Option<&str>) -> Result<Became, NotTaken> {
    let mut mail = incoming::read(raw)?;
    let digest = digest(ctx, &mail);
    if ctx.store.read(|conn| mail_received::is_known(conn, &digest))? {
        return Ok(Became::TakenBefore);
    }
    if let Some(report) = &mail.report {
        return returned::note(ctx, report, &digest);
    }
    if mail.automatic || is_own(ctx, &mail)? {
        return nothing(ctx, &digest);
    }
    let Some((_, address)) = &mail.from else { return Err(NotTaken::NoSender) };
    let (sender, marks) = (ctx.keys.blind("mail sender", &fold(address)), marks(ctx, &mail, recipient));
    let (text, ours) = struck(ctx, &mail.text);
    mail.text = text;
    let taking = Taking { ctx, mail: &mail, digest: &digest, sender, ours };
    if let Some(case) = case_of(ctx, &marks)?
        && let Some(became) = reply::take(&taking, case)?
    {
        return Ok(became);
    }
    letter::take(&taking, &marks)
}

/// What tells a message from every other: what its writer wrote of it, and nothing that servers on the way add. Two people may
/// well send the same words, and a program may number its messages badly.
fn digest(ctx: &Context, mail: &Incoming) -> String {
    let sender = mail.from.as_ref().map(|(_, address)| address.to_lowercase()).unwrap_or_default();
    let (id, date) = (mail.message_id.as_deref().unwrap_or_default(), mail.date.unwrap_or_default());
    ctx.keys.digest(&format!("mail in\n{id}\n{sender}\n{date}\n{}\n{}", mail.subject, mail.body_digest))
}

/// A message that is being taken.
struct Taking<'a> {
    ctx: &'a Context,
    mail: &'a Incoming,
    digest: &'a str,
    /// Keyed hash of the address it comes from.
    sender: String,
    /// Where in its text an address of this office with a mark stood: a quotation of one of its mails.
    ours: Option<usize>,
}

impl Taking<'_> {
    /// Notes that it is taken, and counts it for its sender. Some: it was taken before.
    fn note(&self, conn: &mut Conn, became: &str) -> Result<Option<Became>, NotTaken> {
        let today = self.ctx.today();
        if !mail_received::note(conn, self.digest, today, became)? {
            return Ok(Some(Became::TakenBefore));
        }
        if mail_received::count(conn, &self.sender, today)? > MOST_A_DAY {
            return Err(NotTaken::TooMany);
        }
        Ok(None)
    }

    /// Runs in a transaction, as [`Context::write`].
    fn write<T>(&self, mut act: impl FnMut(&mut Conn) -> Result<T, NotTaken>) -> Result<T, NotTaken> {
        let mut other = None;
        let done = self.ctx.write(|conn| {
            act(conn).map_err(|error| match error {
                NotTaken::Action(error) => error,
                why => {
                    other = Some(why);
                    ActionError::Store(StoreError::Unavailable("a message is not taken"))
                }
            })
        });
        match (done, other) {
            (Err(_), Some(why)) => Err(why),
            (done, _) => Ok(done?),
        }
    }
}

/// The text without marks of this office, which whoever reads the case could answer with in the sender's name.
fn struck(ctx: &Context, text: &str) -> (String, Option<usize>) {
    ctx.sender.intake.as_ref().map_or_else(|| (text.to_owned(), None), |intake| intake.strike(text))
}

fn nothing(ctx: &Context, digest: &str) -> Result<Became, NotTaken> {
    let today = ctx.today();
    ctx.store.write(|conn| mail_received::note(conn, digest, today, "nothing"))?;
    Ok(Became::Nothing)
}

/// The marks in the addresses of this office to which it went, lower case.
fn marks(ctx: &Context, mail: &Incoming, recipient: Option<&str>) -> Vec<String> {
    let Some(intake) = &ctx.sender.intake else { return Vec::new() };
    let all = recipient.into_iter().chain(mail.to.iter().map(String::as_str));
    let mut marks: Vec<String> = all.filter_map(|address| intake.mark_in(address)).filter(|mark| !mark.is_empty()).collect();
    marks.dedup();
    marks.truncate(20);
    marks
}

/// The case of the first mark that is a token which still holds: as for a receipt, the newest of the linked cases.
fn case_of(ctx: &Context, marks: &[String]) -> Result<Option<CaseId>, NotTaken> {
    let now = ctx.clock.now();
    let found = ctx.store.snapshot(|conn| {
        for mark in marks {
            if let Some(case) = mail_replies::case_of(conn, &ctx.keys.token_hash(mark), now)? {
                let case = cases::load(conn, case)?.ok_or(StoreError::Corrupt("the case of a mail"))?;
                return Ok(Some(newest(conn, case)?.id));
            }
        }
        Ok::<_, StoreError>(None)
    })?;
    Ok(found)
}

/// A mail of this office that came back to it, or was written in its name.
fn is_own(ctx: &Context, mail: &Incoming) -> Result<bool, StoreError> {
    let ours = |address: &str| {
        address.eq_ignore_ascii_case(ctx.sender.from.email.as_ref())
            || ctx.sender.intake.as_ref().is_some_and(|intake| intake.mark_in(address).is_some())
    };
    if mail.from.as_ref().is_some_and(|(_, address)| ours(address)) {
        return Ok(true);
    }
    let Some(id) = &mail.message_id else { return Ok(false) };
    ctx.store.read(|conn| Ok::<_, StoreError>(outbox::of_message_id(conn, &format!("<{id}>"))?.is_some()))
}
