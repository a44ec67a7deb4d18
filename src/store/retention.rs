//! Cases whose time to be kept is over: which they are, who holds them, and how what says who somebody was is destroyed.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::columns::{AsText, at, time};
use super::conn::{Conn, each_backend};
use super::error::StoreError;
use super::revisions::{Revision, bump};
use super::schema::{attachments, cases, deadlines, events, holds, outbox, receipts, retention};
use super::{case_keys, mail_replies, parties, search, texts, titles, track_tokens};
use crate::domain::ids::{CaseId, MemberId};
use crate::domain::outcome::ClosedAs;
use crate::domain::party::PartyData;
use crate::domain::status::StatusCode;
use crate::seal::{Keys, Place};

/// What stands in the place of a text that was destroyed.
pub const DESTROYED: &str = "Đã hủy khi hết thời hạn lưu giữ. / Destroyed when its time to be kept was over.";

/// A closed case, and when something was last recorded on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rested {
    pub case: CaseId,
    pub since: DateTime<Utc>,
    /// A letter filed without action.
    pub filed: bool,
    /// The end of what the law has it kept for (`file.keep`), where that is known.
    pub keep_until: Option<NaiveDate>,
}

/// Closed cases on which nothing was recorded since then, and which were not destroyed; after this one, ascending.
pub fn rested(c: &mut Conn, before: DateTime<Utc>, after: CaseId, limit: i64) -> Result<Vec<Rested>, StoreError> {
    let done = retention::table.filter(retention::destroyed_on.is_not_null()).select(retention::case_id);
    let rows: Vec<(i64, NaiveDateTime, Option<AsText<ClosedAs>>)> = cases::table
        .inner_join(events::table.on(events::case_id.eq(cases::id).and(events::seq.eq(cases::version))))
        .filter(cases::status.eq(AsText(StatusCode::Closed)))
        .filter(cases::id.gt(after.0))
        .filter(events::at.lt(at(before)))
        .filter(cases::id.ne_all(done))
        .order(cases::id)
        .limit(limit)
        .select((cases::id, events::at, cases::closed_as))
        .load(c)?;
    let ids: Vec<i64> = rows.iter().map(|(id, ..)| *id).collect();
    let kept: Vec<(i64, Option<NaiveDate>)> = deadlines::table
        .filter(deadlines::case_id.eq_any(&ids))
        .filter(deadlines::rule.eq("file.keep"))
        .select((deadlines::case_id, deadlines::due))
        .load(c)?;
    let rested = |(id, since, closed): (i64, NaiveDateTime, Option<AsText<ClosedAs>>)| Rested {
        case: CaseId(id),
        since: time(since),
        filed: closed.is_some_and(|how| how.0 == ClosedAs::Filed),
        keep_until: kept.iter().filter(|(case, _)| *case == id).filter_map(|(_, due)| *due).max(),
    };
    Ok(rows.into_iter().map(rested).collect())
}

/// A case on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub case: CaseId,
    pub listed_on: NaiveDate,
    pub basis: String,
    pub destroyed_on: Option<NaiveDate>,
}

/// The whole list, or only what was not destroyed; at most so many after this case.
pub fn list(c: &mut Conn, waiting: bool, after: CaseId, limit: i64) -> Result<Vec<Listed>, StoreError> {
    let mut rows = retention::table.filter(retention::case_id.gt(after.0)).order(retention::case_id).limit(limit).into_boxed();
    if waiting {
        rows = rows.filter(retention::destroyed_on.is_null());
    }
    let rows: Vec<(i64, NaiveDate, String, Option<NaiveDate>)> =
        rows.select((retention::case_id, retention::listed_on, retention::basis, retention::destroyed_on)).load(c)?;
    let listed = |(case, listed_on, basis, destroyed_on)| Listed { case: CaseId(case), listed_on, basis, destroyed_on };
    Ok(rows.into_iter().map(listed).collect())
}

/// Puts a case on the list; on which day it was first there stays.
pub fn put(c: &mut Conn, case: CaseId, on: NaiveDate, basis: &str) -> Result<(), StoreError> {
    let row = (retention::case_id.eq(case.0), retention::listed_on.eq(on), retention::basis.eq(basis));
    let other = retention::basis.eq(basis);
    each_backend!(c, c => {
        diesel::insert_into(retention::table).values(row).on_conflict(retention::case_id).do_update().set(other).execute(c)
    })?;
    Ok(())
}

/// Takes a case off the list: it was reopened, is held, or is to be kept longer.
pub fn take_off(c: &mut Conn, case: CaseId) -> Result<(), StoreError> {
    diesel::delete(retention::table.filter(retention::case_id.eq(case.0)).filter(retention::destroyed_on.is_null())).execute(c)?;
    Ok(())
}

/// A hold on a case.
#[derive(Debug, Clone, Copy)]
pub struct Placed {
    pub id: i64,
    pub case: CaseId,
    pub by: MemberId,
    pub at: DateTime<Utc>,
}

/// Where the reason of a hold lies.
pub fn place_of_reason(id: i64) -> Place {
    Place::row("holds", "sealed_reason", id)
}

/// Enters a hold.
pub fn hold(c: &mut Conn, hold: Placed, sealed_reason: Vec<u8>) -> Result<(), StoreError> {
    let row = (
        holds::id.eq(hold.id),
        holds::case_id.eq(hold.case.0),
        holds::placed_by.eq(hold.by.0),
        holds::placed_at.eq(at(hold.at)),
        holds::sealed_reason.eq(sealed_reason),
    );
    diesel::insert_into(holds::table).values(row).execute(c)?;
    Ok(())
}

/// Lifts every hold of a case; how many there were.
pub fn lift(c: &mut Conn, case: CaseId, by: MemberId, now: DateTime<Utc>) -> Result<usize, StoreError> {
    let rows = holds::table.filter(holds::case_id.eq(case.0)).filter(holds::lifted_at.is_null());
    Ok(diesel::update(rows).set((holds::lifted_by.eq(by.0), holds::lifted_at.eq(at(now)))).execute(c)?)
}

/// A hold that is not lifted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    pub id: i64,
    pub case: CaseId,
    pub by: MemberId,
    pub at: DateTime<Utc>,
    /// Under the case's key, at [`place_of_reason`].
    pub sealed_reason: Vec<u8>,
}

/// Holds that are not lifted, of this case or of all, the oldest first.
pub fn holding(c: &mut Conn, case: Option<CaseId>) -> Result<Vec<Held>, StoreError> {
    let mut rows = holds::table.filter(holds::lifted_at.is_null()).order(holds::id).into_boxed();
    if let Some(case) = case {
        rows = rows.filter(holds::case_id.eq(case.0));
    }
    let rows: Vec<(i64, i64, i64, NaiveDateTime, Vec<u8>)> =
        rows.select((holds::id, holds::case_id, holds::placed_by, holds::placed_at, holds::sealed_reason)).load(c)?;
    let held = |(id, case, by, at, sealed_reason)| Held { id, case: CaseId(case), by: MemberId(by), at: time(at), sealed_reason };
    Ok(rows.into_iter().map(held).collect())
}

/// Which of these cases are held.
pub fn held(c: &mut Conn, cases: &[CaseId]) -> Result<HashSet<CaseId>, StoreError> {
    let ids: Vec<i64> = cases.iter().map(|case| case.0).collect();
    let rows = holds::table.filter(holds::case_id.eq_any(ids)).filter(holds::lifted_at.is_null());
    Ok(rows.select(holds::case_id).load::<i64>(c)?.into_iter().map(CaseId).collect())
}

/// Whether what says who somebody was is destroyed in this case.
pub fn is_destroyed(c: &mut Conn, case: CaseId) -> Result<bool, StoreError> {
    let row = retention::table.filter(retention::case_id.eq(case.0)).filter(retention::destroyed_on.is_not_null());
    Ok(diesel::select(diesel::dsl::exists(row)).get_result(c)?)
}

/// The names of the bytes of a case's papers.
pub fn objects(c: &mut Conn, case: CaseId) -> Result<Vec<String>, StoreError> {
    Ok(attachments::table.filter(attachments::case_id.eq(case.0)).select(attachments::object).load(c)?)
}

/// Destroys who somebody was and what they wrote: the case's key, everything that lay under it, and by what it could be found.
/// Case, register, figures and numbers stay as they are. The bytes of its papers must be gone before.
pub fn anonymise(c: &mut Conn, keys: &Keys, case: CaseId, on: NaiveDate) -> Result<(), StoreError> {
    let old = case_keys::load(c, keys, case)?;
    let people = parties::load(c, &old, case)?;
    let key = case_keys::replace(c, keys, case)?;
    for mut party in people {
        party.data = PartyData::default();
        parties::update(c, keys, &key, case, &party)?;
    }
    texts::overwrite(c, &key, case, DESTROYED)?;
    let held: Vec<i64> = holds::table.filter(holds::case_id.eq(case.0)).select(holds::id).load(c)?;
    for id in held {
        let sealed = key.seal(&place_of_reason(id), DESTROYED.as_bytes())?;
        diesel::update(holds::table.filter(holds::id.eq(id))).set(holds::sealed_reason.eq(sealed)).execute(c)?;
    }
    diesel::delete(attachments::table.filter(attachments::case_id.eq(case.0))).execute(c)?;
    mail_replies::forget(c, case)?;
    diesel::delete(outbox::table.filter(outbox::case_id.eq(case.0))).execute(c)?;
    diesel::delete(receipts::table.filter(receipts::case_id.eq(case.0))).execute(c)?;
    track_tokens::forget(c, case)?;
    if titles::of(c, &[case])?.contains_key(&case) {
        titles::set(c, case, "…")?;
        search::put(c, case, "")?;
    }
    // The version of the case stays: what instances keep of it in memory goes with the office they knew.
    bump(c, Revision::Directory)?;
    diesel::update(retention::table.filter(retention::case_id.eq(case.0))).set(retention::destroyed_on.eq(on)).execute(c)?;
    Ok(())
}

/// Has SQLite write its index of words anew: those of what was destroyed would else lie in it until it does so by itself.
pub fn tidy_search(c: &mut Conn) -> Result<(), StoreError> {
    if let Conn::Sqlite(c) = c {
        diesel::sql_query("INSERT INTO case_search (case_search) VALUES ('optimize')").execute(c)?;
    }
    Ok(())
}
