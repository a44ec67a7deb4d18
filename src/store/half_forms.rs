//! Table `half_forms`: what somebody has filled in so far, sealed under a key that only their cookie gives.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::columns::at;
use super::conn::Conn;
use super::error::StoreError;
use super::schema::half_forms;

/// Keeps a new one.
pub fn insert(conn: &mut Conn, hash: &str, sealed: &[u8], expires_at: DateTime<Utc>) -> Result<(), StoreError> {
    let values = (half_forms::hash.eq(hash), half_forms::sealed.eq(sealed), half_forms::expires_at.eq(at(expires_at)));
    diesel::insert_into(half_forms::table).values(values).execute(conn)?;
    Ok(())
}

/// The sealed content of those of these that have not expired, by hash.
pub fn load(conn: &mut Conn, hashes: &[String], now: DateTime<Utc>) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
    let rows = half_forms::table.filter(half_forms::hash.eq_any(hashes)).filter(half_forms::expires_at.gt(at(now)));
    Ok(rows.select((half_forms::hash, half_forms::sealed)).load(conn)?)
}

/// The same of one, kept from others until the transaction ends; it lives until `expires_at`. None: not there, or expired.
pub fn hold(conn: &mut Conn, hash: &str, now: DateTime<Utc>, expires_at: DateTime<Utc>) -> Result<Option<Vec<u8>>, StoreError> {
    let row = half_forms::table.filter(half_forms::hash.eq(hash)).filter(half_forms::expires_at.gt(at(now)));
    // The update takes the row on PostgreSQL, so that two tabs change it one after the other; SQLite has one writer.
    if diesel::update(row).set(half_forms::expires_at.eq(at(expires_at))).execute(conn)? == 0 {
        return Ok(None);
    }
    Ok(half_forms::table.filter(half_forms::hash.eq(hash)).select(half_forms::sealed).first(conn).optional()?)
}

/// Puts new content in the place of the old.
pub fn replace(conn: &mut Conn, hash: &str, sealed: &[u8]) -> Result<(), StoreError> {
    diesel::update(half_forms::table.filter(half_forms::hash.eq(hash))).set(half_forms::sealed.eq(sealed)).execute(conn)?;
    Ok(())
}

/// Forgets one.
pub fn forget(conn: &mut Conn, hash: &str) -> Result<(), StoreError> {
    diesel::delete(half_forms::table.filter(half_forms::hash.eq(hash))).execute(conn)?;
    Ok(())
}

/// The hashes of what has expired, at most so many.
pub fn expired(conn: &mut Conn, now: DateTime<Utc>, most: i64) -> Result<Vec<String>, StoreError> {
    let rows = half_forms::table.filter(half_forms::expires_at.le(at(now))).order(half_forms::expires_at).limit(most);
    Ok(rows.select(half_forms::hash).load(conn)?)
}
