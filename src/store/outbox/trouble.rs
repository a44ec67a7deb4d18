//! Mails that do not arrive: refused, waiting for too long, or sent and returned.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::{PATIENCE, Posted, Row, columns, posted};
use crate::domain::ids::MailId;
use crate::store::columns::at;
use crate::store::conn::Conn;
use crate::store::error::StoreError;
use crate::store::schema::outbox;

/// Mails of these kinds about cases that failed, or have been tried or put off since `waiting_since` or
/// longer, and of which nobody was told;
/// the oldest first, at most `most`.
pub fn unarrived(c: &mut Conn, kinds: &[&str], waiting_since: DateTime<Utc>, most: i64) -> Result<Vec<MailId>, StoreError> {
    // Since it was put in, or put in again: the end of its patience tells.
    let late = outbox::state.eq("queued").and(outbox::give_up_at.le(at(waiting_since + PATIENCE)));
    // Not what only waited for the office to be started again: it is about to be sent.
    let tried = outbox::attempts.gt(0).or(outbox::next_at.gt(outbox::created_at));
    let rows: Vec<i64> = outbox::table
        .filter(outbox::state.eq("failed").or(late.and(tried)))
        .filter(outbox::alerted_at.is_null())
        .filter(outbox::case_id.is_not_null())
        .filter(outbox::kind.eq_any(kinds.to_vec()))
        .order(outbox::id)
        .select(outbox::id)
        .limit(most)
        .load(c)?;
    Ok(rows.into_iter().map(MailId).collect())
}

/// Notes that somebody was told of a mail that does not arrive. False: somebody noted it before, or it has arrived.
pub fn alerted(c: &mut Conn, id: MailId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let row = outbox::table.filter(outbox::id.eq(id.0)).filter(outbox::alerted_at.is_null()).filter(outbox::state.ne("sent"));
    Ok(diesel::update(row).set(outbox::alerted_at.eq(Some(at(now)))).execute(c)? == 1)
}

/// The mail with this Message-ID.
pub fn of_message_id(c: &mut Conn, message_id: &str) -> Result<Option<Posted>, StoreError> {
    let row: Option<Row> = outbox::table.filter(outbox::message_id.eq(message_id)).select(columns!()).first(c).optional()?;
    Ok(row.map(posted))
}

/// A mail that was sent came back: it has failed. One that waits to be sent again goes on waiting.
pub fn returned(c: &mut Conn, id: MailId, answer: &str) -> Result<(), StoreError> {
    let row = outbox::table.filter(outbox::id.eq(id.0)).filter(outbox::state.eq("sent"));
    diesel::update(row).set((outbox::state.eq("failed"), outbox::last_answer.eq(Some(answer)))).execute(c)?;
    Ok(())
}
