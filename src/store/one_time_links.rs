//! Table `one_time_links`: invitations and new passwords. Tokens lie here only as keyed hashes.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::columns::{at, time};
use super::conn::Conn;
use super::error::StoreError;
use super::schema::one_time_links as links;
use crate::domain::ids::MemberId;

/// A link that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    pub member: MemberId,
    pub expires_at: DateTime<Utc>,
}

/// Keeps the hash of a link's token; `audience` is what it is for, and nothing else.
pub fn insert(conn: &mut Conn, hash: &str, member: MemberId, audience: &str, expires_at: DateTime<Utc>) -> Result<(), StoreError> {
    let values = (
        links::hash.eq(hash),
        links::member_id.eq(member.0),
        links::audience.eq(audience),
        links::expires_at.eq(at(expires_at)),
        links::used_at.eq(None::<chrono::NaiveDateTime>),
    );
    diesel::insert_into(links::table).values(values).execute(conn)?;
    Ok(())
}

/// The link of this hash for this audience, if it may still be used at this moment.
pub fn open(conn: &mut Conn, hash: &str, audience: &str, now: DateTime<Utc>) -> Result<Option<Link>, StoreError> {
    let row: Option<(i64, chrono::NaiveDateTime)> = links::table
        .filter(links::hash.eq(hash))
        .filter(links::audience.eq(audience))
        .filter(links::used_at.is_null())
        .filter(links::expires_at.gt(at(now)))
        .select((links::member_id, links::expires_at))
        .first(conn)
        .optional()?;
    Ok(row.map(|(member, expires_at)| Link { member: MemberId(member), expires_at: time(expires_at) }))
}

/// Marks a link as used. False: somebody was faster.
pub fn use_up(conn: &mut Conn, hash: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let row = links::table.filter(links::hash.eq(hash)).filter(links::used_at.is_null());
    Ok(diesel::update(row).set(links::used_at.eq(Some(at(now)))).execute(conn)? == 1)
}

/// How many links of this audience an account has that may still be used.
pub fn open_of(conn: &mut Conn, member: MemberId, audience: &str, now: DateTime<Utc>) -> Result<i64, StoreError> {
    let rows = links::table
        .filter(links::member_id.eq(member.0))
        .filter(links::audience.eq(audience))
        .filter(links::used_at.is_null())
        .filter(links::expires_at.gt(at(now)));
    Ok(rows.count().get_result(conn)?)
}

/// Ends every link of an account that may still be used.
pub fn end_all(conn: &mut Conn, member: MemberId, now: DateTime<Utc>) -> Result<(), StoreError> {
    let rows = links::table.filter(links::member_id.eq(member.0)).filter(links::used_at.is_null());
    diesel::update(rows).set(links::used_at.eq(Some(at(now)))).execute(conn)?;
    Ok(())
}

/// Forgets the links that have expired.
pub fn forget_expired(conn: &mut Conn, now: DateTime<Utc>) -> Result<(), StoreError> {
    diesel::delete(links::table.filter(links::expires_at.le(at(now)))).execute(conn)?;
    Ok(())
}
