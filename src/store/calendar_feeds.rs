//! Table `calendar_feeds`: addresses under which calendar programs read deadlines. Tokens lie here only as keyed hashes.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::columns::{at, time};
use super::conn::Conn;
use super::error::StoreError;
use super::schema::calendar_feeds as feeds;
use crate::domain::ids::{FeedId, MemberId, UnitId};

/// A feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Feed {
    pub id: FeedId,
    /// Who made it: it shows what they may see when it is read.
    pub member: MemberId,
    /// Of this unit and those below; none: of what the member handles.
    pub unit: Option<UnitId>,
    pub created_at: DateTime<Utc>,
}

type Row = (i64, i64, Option<i64>, NaiveDateTime);

fn read((id, member, unit, created_at): Row) -> Feed {
    Feed { id: FeedId(id), member: MemberId(member), unit: unit.map(UnitId), created_at: time(created_at) }
}

/// Keeps a feed and the hash of its token.
pub fn insert(c: &mut Conn, hash: &str, feed: &Feed) -> Result<(), StoreError> {
    let row = (
        feeds::id.eq(feed.id.0),
        feeds::hash.eq(hash),
        feeds::member_id.eq(feed.member.0),
        feeds::unit_id.eq(feed.unit.map(|u| u.0)),
        feeds::created_at.eq(at(feed.created_at)),
        feeds::revoked_at.eq(None::<NaiveDateTime>),
    );
    diesel::insert_into(feeds::table).values(row).execute(c)?;
    Ok(())
}

/// The feed of this hash, if it was not revoked.
pub fn find(c: &mut Conn, hash: &str) -> Result<Option<Feed>, StoreError> {
    let row = feeds::table.filter(feeds::hash.eq(hash)).filter(feeds::revoked_at.is_null());
    let found: Option<Row> = row.select((feeds::id, feeds::member_id, feeds::unit_id, feeds::created_at)).first(c).optional()?;
    Ok(found.map(read))
}

/// The feeds of a member that were not revoked, the oldest first.
pub fn of_member(c: &mut Conn, member: MemberId) -> Result<Vec<Feed>, StoreError> {
    let rows = feeds::table.filter(feeds::member_id.eq(member.0)).filter(feeds::revoked_at.is_null()).order(feeds::id);
    let rows: Vec<Row> = rows.select((feeds::id, feeds::member_id, feeds::unit_id, feeds::created_at)).load(c)?;
    Ok(rows.into_iter().map(read).collect())
}

/// Revokes a feed of this member. False: they have no such feed.
pub fn revoke(c: &mut Conn, member: MemberId, id: FeedId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let mine = feeds::table.filter(feeds::id.eq(id.0)).filter(feeds::member_id.eq(member.0)).filter(feeds::revoked_at.is_null());
    Ok(diesel::update(mine).set(feeds::revoked_at.eq(Some(at(now)))).execute(c)? == 1)
}
