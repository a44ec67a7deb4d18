//! Table `mail_attempts`: what became of each try to send a mail, and what came back of it.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::columns::{at, time};
use super::conn::Conn;
use super::error::StoreError;
use super::schema::mail_attempts as attempts;
use crate::domain::ids::MailId;

/// A try, or what came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    pub mail: MailId,
    /// When it began.
    pub at: DateTime<Utc>,
    /// `sent`, `later`, `never`, `down`, `returned` or `delayed`.
    pub outcome: String,
    /// What was said; without addresses.
    pub answer: String,
    /// In milliseconds.
    pub took_ms: i64,
}

/// Enters one, after those of the same mail. In the transaction that changes the mail.
pub fn insert(c: &mut Conn, attempt: &Attempt) -> Result<(), StoreError> {
    let mine = attempts::table.filter(attempts::mail_id.eq(attempt.mail.0));
    let last: Option<i32> = mine.select(diesel::dsl::max(attempts::seq)).first(c)?;
    let row = (
        attempts::mail_id.eq(attempt.mail.0),
        attempts::seq.eq(last.unwrap_or(0).saturating_add(1)),
        attempts::at.eq(at(attempt.at)),
        attempts::outcome.eq(&attempt.outcome),
        attempts::answer.eq(&attempt.answer),
        attempts::took_ms.eq(attempt.took_ms),
    );
    diesel::insert_into(attempts::table).values(row).execute(c)?;
    Ok(())
}

/// Why the mail server could not be spoken to at the last try of any mail, and when. None: it answered, or nothing was tried.
pub fn down(c: &mut Conn) -> Result<Option<(DateTime<Utc>, String)>, StoreError> {
    let last: Option<(String, NaiveDateTime, String)> = attempts::table
        // What comes back of a mail later is no try.
        .filter(attempts::outcome.ne("returned").and(attempts::outcome.ne("delayed")))
        .order(attempts::at.desc())
        .select((attempts::outcome, attempts::at, attempts::answer))
        .first(c)
        .optional()?;
    Ok(last.filter(|(outcome, ..)| outcome == "down").map(|(_, tried, answer)| (time(tried), answer)))
}

/// The last tries of each of these mails, at most `most` of each, in their order.
pub fn of_mails(c: &mut Conn, mails: &[MailId], most: usize) -> Result<Vec<Attempt>, StoreError> {
    type Row = (i64, NaiveDateTime, String, String, i64);
    let rows: Vec<Row> = attempts::table
        .filter(attempts::mail_id.eq_any(mails.iter().map(|m| m.0).collect::<Vec<_>>()))
        .order((attempts::mail_id, attempts::seq))
        .select((attempts::mail_id, attempts::at, attempts::outcome, attempts::answer, attempts::took_ms))
        .load(c)?;
    let read = |(mail, tried, outcome, answer, took_ms): Row| Attempt { mail: MailId(mail), at: time(tried), outcome, answer, took_ms };
    let all: Vec<Attempt> = rows.into_iter().map(read).collect();
    let mut kept: Vec<Attempt> = Vec::new();
    for mine in all.chunk_by(|a, b| a.mail == b.mail) {
        kept.extend(mine.iter().skip(mine.len().saturating_sub(most)).cloned());
    }
    Ok(kept)
}
