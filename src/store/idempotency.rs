//! Table `idempotency`: the answers to creations, for whoever asks the same again. Answers are sealed by the caller.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::columns::at;
use super::conn::Conn;
use super::error::StoreError;
use super::schema::idempotency;

/// A kept answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// For which creation and caller it was used.
    pub scope: String,
    /// Keyed digest of the request.
    pub request_digest: String,
    pub status: i32,
    /// Sealed under a key that only the Idempotency-Key gives.
    pub answer: Vec<u8>,
}

/// The answer that was given under this key since then.
pub fn find(conn: &mut Conn, key_hash: &str, since: DateTime<Utc>) -> Result<Option<Kept>, StoreError> {
    let row: Option<(String, String, i32, Vec<u8>)> = idempotency::table
        .filter(idempotency::key_hash.eq(key_hash))
        .filter(idempotency::created_at.gt(at(since)))
        .select((idempotency::scope, idempotency::request_digest, idempotency::status, idempotency::answer))
        .first(conn)
        .optional()?;
    Ok(row.map(|(scope, request_digest, status, answer)| Kept { scope, request_digest, status, answer }))
}

/// Keeps an answer. `Duplicate`: the same key is being used by another transaction.
pub fn insert(conn: &mut Conn, key_hash: &str, kept: &Kept, now: DateTime<Utc>) -> Result<(), StoreError> {
    let values = (
        idempotency::key_hash.eq(key_hash),
        idempotency::scope.eq(&kept.scope),
        idempotency::request_digest.eq(&kept.request_digest),
        idempotency::status.eq(kept.status),
        idempotency::answer.eq(&kept.answer),
        idempotency::created_at.eq(at(now)),
    );
    diesel::insert_into(idempotency::table).values(values).execute(conn)?;
    Ok(())
}

/// Forgets what is as old as this or older.
pub fn forget(conn: &mut Conn, until: DateTime<Utc>) -> Result<(), StoreError> {
    diesel::delete(idempotency::table.filter(idempotency::created_at.le(at(until)))).execute(conn)?;
    Ok(())
}
