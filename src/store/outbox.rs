//! The outbox: mails put in with the event that causes them, sealed, sent later by a job.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::columns::{at, time};
use super::conn::Conn;
use super::error::StoreError;
use super::schema::outbox;
use crate::domain::ids::{CaseId, EventId, MailId};
use crate::seal::{Place, SealKey};

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
}

/// What a case's page shows of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    pub id: MailId,
    pub event: Option<EventId>,
    pub kind: String,
    /// `queued`, `sent` or `failed`.
    pub state: String,
    pub created_at: DateTime<Utc>,
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
        outbox::sealed_recipient.eq(key.seal(&place("sealed_recipient", mail.id), mail.recipient.as_bytes())?),
        outbox::sealed_subject.eq(key.seal(&place("sealed_subject", mail.id), mail.subject.as_bytes())?),
        outbox::sealed_bytes.eq(key.seal(&place("sealed_bytes", mail.id), mail.bytes)?),
        outbox::message_id.eq(mail.message_id),
    );
    diesel::insert_into(outbox::table).values(row).execute(c)?;
    Ok(())
}

/// The mails of a case, in the order they were put in.
pub fn load(c: &mut Conn, case: CaseId) -> Result<Vec<Posted>, StoreError> {
    type Row = (i64, Option<i64>, String, String, NaiveDateTime, i32, Option<String>);
    let columns = (outbox::id, outbox::event_id, outbox::kind, outbox::state, outbox::created_at, outbox::attempts, outbox::last_answer);
    let rows: Vec<Row> = outbox::table.filter(outbox::case_id.eq(case.0)).order(outbox::id).select(columns).load(c)?;
    let read = |(id, event, kind, state, created_at, attempts, last_answer): Row| Posted {
        id: MailId(id),
        event: event.map(EventId),
        kind,
        state,
        created_at: time(created_at),
        attempts,
        last_answer,
    };
    Ok(rows.into_iter().map(read).collect())
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
