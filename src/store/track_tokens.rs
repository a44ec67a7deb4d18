//! Table `track_tokens`: what a citizen gets for number and receipt code, for one case and a short time.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::columns::at;
use super::conn::Conn;
use super::directory::Revisions;
use super::error::StoreError;
use super::revisions::Revision;
use super::schema::{revisions, track_tokens};
use crate::domain::ids::CaseId;

/// Keeps the hash of a token; those that have expired are forgotten.
pub fn insert(conn: &mut Conn, hash: &str, case: CaseId, now: DateTime<Utc>, expires_at: DateTime<Utc>) -> Result<(), StoreError> {
    forget_expired(conn, now)?;
    let values = (track_tokens::hash.eq(hash), track_tokens::case_id.eq(case.0), track_tokens::expires_at.eq(at(expires_at)));
    diesel::insert_into(track_tokens::table).values(values).execute(conn)?;
    Ok(())
}

/// The case of a token that has not expired, with the revisions, in one query.
pub fn case_of(conn: &mut Conn, hash: &str, now: DateTime<Utc>) -> Result<Option<(CaseId, Revisions)>, StoreError> {
    let revision = |of: Revision| revisions::table.filter(revisions::name.eq(of.name())).select(revisions::value).single_value();
    let row: Option<(i64, Option<i64>, Option<i64>)> = track_tokens::table
        .filter(track_tokens::hash.eq(hash))
        .filter(track_tokens::expires_at.gt(at(now)))
        .select((track_tokens::case_id, revision(Revision::Directory), revision(Revision::Law)))
        .first(conn)
        .optional()?;
    match row {
        Some((case, Some(directory), Some(law))) => Ok(Some((CaseId(case), Revisions { directory, law }))),
        Some(_) => Err(StoreError::Corrupt("revisions")),
        None => Ok(None),
    }
}

/// Forgets the tokens that have expired.
pub fn forget_expired(conn: &mut Conn, now: DateTime<Utc>) -> Result<(), StoreError> {
    diesel::delete(track_tokens::table.filter(track_tokens::expires_at.le(at(now)))).execute(conn)?;
    Ok(())
}

/// Forgets all tokens of a case: its receipt was issued anew.
pub fn forget(conn: &mut Conn, case: CaseId) -> Result<(), StoreError> {
    diesel::delete(track_tokens::table.filter(track_tokens::case_id.eq(case.0))).execute(conn)?;
    Ok(())
}

/// Forgets one token: its holder has left.
pub fn forget_one(conn: &mut Conn, hash: &str) -> Result<(), StoreError> {
    diesel::delete(track_tokens::table.filter(track_tokens::hash.eq(hash))).execute(conn)?;
    Ok(())
}

/// Lets a token that lives end so much later: for the demo, whose clock jumps.
pub fn prolong(conn: &mut Conn, hash: &str, now: DateTime<Utc>, by: chrono::Duration) -> Result<(), StoreError> {
    let row = || track_tokens::table.filter(track_tokens::hash.eq(hash)).filter(track_tokens::expires_at.gt(at(now)));
    let ends: Option<chrono::NaiveDateTime> = row().select(track_tokens::expires_at).first(conn).optional()?;
    if let Some(ends) = ends {
        diesel::update(row()).set(track_tokens::expires_at.eq(ends + by)).execute(conn)?;
    }
    Ok(())
}
