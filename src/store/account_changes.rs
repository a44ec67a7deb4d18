//! Table `account_changes`: what happened to how an account is proved, and who did it. Nothing here is changed or deleted.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::columns::{at, time};
use super::conn::Conn;
use super::error::StoreError;
use super::schema::account_changes as changes;
use crate::domain::ids::MemberId;
use crate::domain::second_factor::Change;

/// One entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Who did it: the holder or an admin.
    pub by: MemberId,
    pub what: Change,
    pub at: DateTime<Utc>,
}

/// Entries that are shown.
const SHOWN: i64 = 20;

/// Adds an entry.
pub fn insert(conn: &mut Conn, id: i64, member: MemberId, entry: &Entry) -> Result<(), StoreError> {
    let values = (
        changes::id.eq(id),
        changes::member_id.eq(member.0),
        changes::by_id.eq(entry.by.0),
        changes::what.eq(entry.what.as_str()),
        changes::changed_at.eq(at(entry.at)),
    );
    diesel::insert_into(changes::table).values(values).execute(conn)?;
    Ok(())
}

/// How often this admin has done this to accounts since then.
pub fn done_by(conn: &mut Conn, by: MemberId, what: Change, since: DateTime<Utc>) -> Result<i64, StoreError> {
    let own = changes::table.filter(changes::by_id.eq(by.0)).filter(changes::what.eq(what.as_str()));
    Ok(own.filter(changes::changed_at.gt(at(since))).count().get_result(conn)?)
}

/// The latest entries of an account, the newest first.
pub fn of_member(conn: &mut Conn, member: MemberId) -> Result<Vec<Entry>, StoreError> {
    let rows: Vec<(i64, String, NaiveDateTime)> = changes::table
        .filter(changes::member_id.eq(member.0))
        .order(changes::id.desc())
        .limit(SHOWN)
        .select((changes::by_id, changes::what, changes::changed_at))
        .load(conn)?;
    let read = |(by, what, changed): (i64, String, NaiveDateTime)| {
        let what = what.parse().map_err(|_| StoreError::Corrupt("account_changes.what"))?;
        Ok(Entry { by: MemberId(by), what, at: time(changed) })
    };
    rows.into_iter().map(read).collect()
}
