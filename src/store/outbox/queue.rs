//! The outbox as a queue: mails are claimed with a lease, so that any number of senders may work on it.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::PATIENCE;
use crate::domain::ids::{CaseId, MailId};
use crate::domain::zone::cut_to_hour;
use crate::store::columns::{at, time};
use crate::store::conn::Conn;
use crate::store::error::StoreError;
use crate::store::schema::outbox;

/// A mail that a sender has to itself while its lease lasts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    pub id: MailId,
    pub case: Option<CaseId>,
    pub kind: String,
    /// Tries that failed.
    pub attempts: i32,
    /// Not tried after this.
    pub give_up_at: DateTime<Utc>,
    /// It was put there with the hour alone, as all of a secret case is: nothing exacter is noted of its way either.
    pub hour_only: bool,
    /// Keyed digest of the domain it goes to; empty: not known.
    pub destination: String,
}

/// Whether a mail waits to be sent now: a cheap look before claiming.
pub fn due(c: &mut Conn, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let now = at(now);
    let free = outbox::lease_until.is_null().or(outbox::lease_until.le(now));
    let waiting = outbox::table.filter(outbox::state.eq("queued")).filter(outbox::next_at.le(now)).filter(free);
    Ok(waiting.select(outbox::id).first::<i64>(c).optional()?.is_some())
}

/// Claims mails that are due, the longest waiting first, at most `most`, none to these destinations; nobody else gets them
/// before `until`.
///
/// In a transaction that writes. PostgreSQL passes over rows that another sender is claiming; SQLite has one writer.
pub fn claim(
    c: &mut Conn,
    holder: &str,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
    most: i64,
    but: &[String],
) -> Result<Vec<Claimed>, StoreError> {
    let now = at(now);
    let free = || outbox::lease_until.is_null().or(outbox::lease_until.le(now));
    let elsewhere = || outbox::destination.is_null().or(outbox::destination.ne_all(but.to_vec()));
    let waiting = || outbox::table.filter(outbox::state.eq("queued")).filter(outbox::next_at.le(now)).filter(elsewhere());
    let ids: Vec<i64> = match c {
        Conn::Postgres(c) => waiting()
            .filter(free())
            .order((outbox::next_at, outbox::id))
            .limit(most)
            .select(outbox::id)
            .for_update()
            .skip_locked()
            .load(c)?,
        Conn::Sqlite(c) => waiting().filter(free()).order((outbox::next_at, outbox::id)).limit(most).select(outbox::id).load(c)?,
    };
    let claimed = outbox::table.filter(outbox::id.eq_any(&ids));
    let lease = (outbox::lease_by.eq(holder), outbox::lease_until.eq(at(until)));
    diesel::update(claimed).set(lease).execute(c)?;
    type Row = (i64, Option<i64>, String, i32, NaiveDateTime, NaiveDateTime, Option<String>);
    let columns =
        (outbox::id, outbox::case_id, outbox::kind, outbox::attempts, outbox::created_at, outbox::give_up_at, outbox::destination);
    let rows: Vec<Row> = outbox::table.filter(outbox::id.eq_any(&ids)).order((outbox::next_at, outbox::id)).select(columns).load(c)?;
    let read = |(id, case, kind, attempts, created_at, give_up_at, destination): Row| Claimed {
        id: MailId(id),
        case: case.map(CaseId),
        kind,
        attempts,
        give_up_at: time(give_up_at),
        hour_only: case.is_some() && time(created_at) == cut_to_hour(time(created_at)),
        destination: destination.unwrap_or_default(),
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Ends the lease of `holder` on a mail with this change; false: the lease was lost, nothing changed.
macro_rules! end_lease {
    ($c:expr, $id:expr, $holder:expr, $answer:expr, $change:expr) => {{
        let mine = outbox::table.filter(outbox::id.eq($id.0)).filter(outbox::lease_by.eq($holder)).filter(outbox::state.eq("queued"));
        let free = (outbox::lease_by.eq(None::<String>), outbox::lease_until.eq(None::<NaiveDateTime>));
        let tried = (outbox::attempts.eq(outbox::attempts + 1), outbox::last_answer.eq(Some($answer)));
        Ok(diesel::update(mine).set((free, tried, $change)).execute($c)? == 1)
    }};
}

/// The mail was taken. False: the lease was lost meanwhile.
pub fn sent(c: &mut Conn, id: MailId, holder: &str, now: DateTime<Utc>, answer: &str) -> Result<bool, StoreError> {
    end_lease!(c, id, holder, answer, (outbox::state.eq("sent"), outbox::sent_at.eq(Some(at(now))), outbox::next_at.eq(at(now))))
}

/// The mail was not taken and is tried again then. False: the lease was lost meanwhile.
pub fn retry(c: &mut Conn, id: MailId, holder: &str, next_at: DateTime<Utc>, answer: &str) -> Result<bool, StoreError> {
    end_lease!(c, id, holder, answer, outbox::next_at.eq(at(next_at)))
}

/// The mail will not be taken, of which somebody is to be told, also who was told that it waits. False: the lease was lost meanwhile.
pub fn failed(c: &mut Conn, id: MailId, holder: &str, answer: &str) -> Result<bool, StoreError> {
    end_lease!(c, id, holder, answer, (outbox::state.eq("failed"), outbox::alerted_at.eq(None::<NaiveDateTime>)))
}

/// Gives back what was claimed and not tried.
pub fn release(c: &mut Conn, holder: &str) -> Result<(), StoreError> {
    let mine = outbox::table.filter(outbox::lease_by.eq(holder)).filter(outbox::state.eq("queued"));
    let free = (outbox::lease_by.eq(None::<String>), outbox::lease_until.eq(None::<NaiveDateTime>));
    diesel::update(mine).set(free).execute(c)?;
    Ok(())
}

/// Nothing goes to this destination before `until`: it is slow, and would hold up the others. What is claimed already goes on.
pub fn put_off(c: &mut Conn, destination: &str, until: DateTime<Utc>) -> Result<(), StoreError> {
    let there = outbox::table.filter(outbox::destination.eq(destination)).filter(outbox::state.eq("queued"));
    let early = there.filter(outbox::next_at.lt(at(until))).filter(outbox::lease_by.is_null());
    diesel::update(early).set(outbox::next_at.eq(at(until))).execute(c)?;
    Ok(())
}

/// Puts a mail that was sent or failed back into the queue, with the same bytes; it is tried for five days more.
/// False: it waits already.
pub fn resend(c: &mut Conn, id: MailId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let done = outbox::table.filter(outbox::id.eq(id.0)).filter(outbox::state.ne("queued"));
    let again = (
        outbox::state.eq("queued"),
        outbox::attempts.eq(0),
        outbox::next_at.eq(at(now)),
        outbox::give_up_at.eq(at(now + PATIENCE)),
        outbox::sent_at.eq(None::<NaiveDateTime>),
        outbox::alerted_at.eq(None::<NaiveDateTime>),
    );
    Ok(diesel::update(done).set(again).execute(c)? == 1)
}

/// How the outbox stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    pub queued: i64,
    pub failed: i64,
    /// When the mail was put in that waits longest.
    pub oldest: Option<DateTime<Utc>>,
}

/// Counts what waits and what failed.
pub fn counts(c: &mut Conn) -> Result<Counts, StoreError> {
    let count = |c: &mut Conn, state: &str| outbox::table.filter(outbox::state.eq(state.to_owned())).count().get_result::<i64>(c);
    let waiting = outbox::table.filter(outbox::state.eq("queued"));
    let oldest: Option<NaiveDateTime> = waiting.select(diesel::dsl::min(outbox::created_at)).first(c)?;
    Ok(Counts { queued: count(c, "queued")?, failed: count(c, "failed")?, oldest: oldest.map(time) })
}
