//! The outbox: mails put in with the event that causes them, sealed, sent later by a job.

mod list;
mod queue;
mod trouble;

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use diesel::prelude::*;

pub use list::{Addressed, Whole, of_case, one, page, plan, whole};
pub use queue::{Claimed, Counts, claim, counts, due, failed, put_off, release, resend, retry, sent};
pub use trouble::{alerted, of_message_id, returned, unarrived};

use super::columns::{at, time};
use super::conn::Conn;
use super::error::StoreError;
use super::schema::outbox;
use crate::domain::ids::{CaseId, EventId, MailId};
use crate::seal::{Keys, Place, SealKey};

/// How long a mail is tried.
pub const PATIENCE: Duration = Duration::days(5);

/// A mail as it will be sent: built, addressed, its bytes fixed.
#[derive(Debug, Clone)]
pub struct NewMail<'a> {
    pub id: MailId,
    /// None: a mail to a member that concerns no case.
    pub case: Option<CaseId>,
    pub event: Option<EventId>,
    /// The word of the mail, e.g. `receipt`.
    pub kind: &'a str,
    pub language: &'a str,
    pub created_at: DateTime<Utc>,
    pub recipient: &'a str,
    pub subject: &'a str,
    pub bytes: &'a [u8],
    pub message_id: &'a str,
    /// Keyed digest of the domain it goes to ([`destination`]).
    pub destination: &'a str,
}

/// What is kept of the domain that an address lies in: two mails to one domain have the same.
pub fn destination(keys: &Keys, address: &str) -> String {
    let domain = address.rsplit_once('@').map_or("", |(_, domain)| domain);
    keys.blind("destination", &domain.to_lowercase())
}

/// What a case's page shows of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    pub id: MailId,
    pub case: Option<CaseId>,
    pub event: Option<EventId>,
    pub kind: String,
    pub language: String,
    /// `queued`, `sent` or `failed`.
    pub state: String,
    pub created_at: DateTime<Utc>,
    /// Of one that waits: when it is tried next.
    pub next_at: DateTime<Utc>,
    pub sent_at: Option<DateTime<Utc>>,
    pub attempts: i32,
    /// What the mail server said last; without addresses.
    pub last_answer: Option<String>,
}

fn place(column: &str, id: MailId) -> Place {
    Place::row("outbox", column, id.0)
}

/// Puts a mail into the outbox, due at once; sealed under the case's key, or `Keys::purpose("outbox")` for one without case.
pub fn insert(c: &mut Conn, key: &SealKey, mail: &NewMail<'_>) -> Result<(), StoreError> {
    let row = (
        (outbox::id.eq(mail.id.0), outbox::case_id.eq(mail.case.map(|x| x.0)), outbox::event_id.eq(mail.event.map(|x| x.0))),
        (outbox::kind.eq(mail.kind), outbox::language.eq(mail.language), outbox::state.eq("queued"), outbox::attempts.eq(0)),
        (outbox::created_at.eq(at(mail.created_at)), outbox::next_at.eq(at(mail.created_at))),
        outbox::give_up_at.eq(at(mail.created_at + PATIENCE)),
        outbox::sealed_recipient.eq(key.seal(&place("sealed_recipient", mail.id), mail.recipient.as_bytes())?),
        outbox::sealed_subject.eq(key.seal(&place("sealed_subject", mail.id), mail.subject.as_bytes())?),
        outbox::sealed_bytes.eq(key.seal(&place("sealed_bytes", mail.id), mail.bytes)?),
        outbox::message_id.eq(mail.message_id),
        outbox::destination.eq(mail.destination),
    );
    diesel::insert_into(outbox::table).values(row).execute(c)?;
    Ok(())
}

type Row =
    (i64, Option<i64>, Option<i64>, String, String, String, NaiveDateTime, NaiveDateTime, Option<NaiveDateTime>, i32, Option<String>);

fn posted(row: Row) -> Posted {
    let (id, case, event, kind, language, state, created_at, next_at, sent_at, attempts, last_answer) = row;
    Posted {
        id: MailId(id),
        case: case.map(CaseId),
        event: event.map(EventId),
        kind,
        language,
        state,
        created_at: time(created_at),
        next_at: time(next_at),
        sent_at: sent_at.map(time),
        attempts,
        last_answer,
    }
}

macro_rules! columns {
    () => {
        (
            outbox::id,
            outbox::case_id,
            outbox::event_id,
            outbox::kind,
            outbox::language,
            outbox::state,
            outbox::created_at,
            outbox::next_at,
            outbox::sent_at,
            outbox::attempts,
            outbox::last_answer,
        )
    };
}

use columns;

/// The mails of a case, in the order they were put in.
pub fn load(c: &mut Conn, case: CaseId) -> Result<Vec<Posted>, StoreError> {
    let rows: Vec<Row> = outbox::table.filter(outbox::case_id.eq(case.0)).order(outbox::id).select(columns!()).load(c)?;
    Ok(rows.into_iter().map(posted).collect())
}

/// One mail.
pub fn find(c: &mut Conn, id: MailId) -> Result<Option<Posted>, StoreError> {
    let row: Option<Row> = outbox::table.filter(outbox::id.eq(id.0)).select(columns!()).first(c).optional()?;
    Ok(row.map(posted))
}

/// Opens recipient, subject and bytes of a mail.
pub fn open(c: &mut Conn, key: &SealKey, id: MailId) -> Result<Option<(String, String, Vec<u8>)>, StoreError> {
    let columns = (outbox::sealed_recipient, outbox::sealed_subject, outbox::sealed_bytes);
    let row: Option<(Vec<u8>, Vec<u8>, Vec<u8>)> = outbox::table.filter(outbox::id.eq(id.0)).select(columns).first(c).optional()?;
    let Some((recipient, subject, bytes)) = row else { return Ok(None) };
    Ok(Some((
        key.open_text(&place("sealed_recipient", id), &recipient)?,
        key.open_text(&place("sealed_subject", id), &subject)?,
        key.open(&place("sealed_bytes", id), &bytes)?.to_vec(),
    )))
}

/// The bytes of a mail as they lie here, sealed.
pub fn sealed_bytes(c: &mut Conn, id: MailId) -> Result<Vec<u8>, StoreError> {
    Ok(outbox::table.filter(outbox::id.eq(id.0)).select(outbox::sealed_bytes).first(c)?)
}

/// Other words for a mail that was not sent: its case has become secret. The recipient and when it is tried stay.
pub fn rewrite(
    c: &mut Conn,
    key: &SealKey,
    id: MailId,
    kind: &str,
    subject: &str,
    bytes: &[u8],
    message_id: &str,
) -> Result<(), StoreError> {
    let unsent = outbox::table.filter(outbox::id.eq(id.0)).filter(outbox::state.ne("sent"));
    let words = (
        outbox::kind.eq(kind),
        outbox::sealed_subject.eq(key.seal(&place("sealed_subject", id), subject.as_bytes())?),
        outbox::sealed_bytes.eq(key.seal(&place("sealed_bytes", id), bytes)?),
        outbox::message_id.eq(message_id),
    );
    diesel::update(unsent).set(words).execute(c)?;
    Ok(())
}

/// Takes a mail back that was not sent and is owed no more.
pub fn take_back(c: &mut Conn, id: MailId) -> Result<(), StoreError> {
    diesel::delete(outbox::table.filter(outbox::id.eq(id.0)).filter(outbox::state.ne("sent"))).execute(c)?;
    Ok(())
}
