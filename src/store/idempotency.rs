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
    /// Keyed digest of the request.
    pub request_digest: String,
    pub status: i32,
    /// Sealed under a key that only the Idempotency-Key gives.
    pub answer: Vec<u8>,
}

/// The answer that was given under this key since then.
pub fn find(conn: &mut Conn, key_hash: &str, since: DateTime<Utc>) -> Result<Option<Kept>, StoreError> {
    let row: Option<(String, i32, Vec<u8>)> = idempotency::table
        .filter(idempotency::key_hash.eq(key_hash))
        .filter(idempotency::created_at.gt(at(since)))
        .select((idempotency::request_digest, idempotency::status, idempotency::answer))
        .first(conn)
        .optional()?;
    Ok(row.map(|(request_digest, status, answer)| Kept { request_digest, status, answer }))
}

/// Claims a key for this transaction, before anything is created under it. Whoever else uses it meanwhile waits here and
/// then gets `Duplicate`: the answer is there for the next look.
pub fn claim(conn: &mut Conn, key_hash: &str, scope: &str, request_digest: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    let values = (
        idempotency::key_hash.eq(key_hash),
        idempotency::scope.eq(scope),
        idempotency::request_digest.eq(request_digest),
        idempotency::status.eq(0),
        idempotency::answer.eq(Vec::new()),
        idempotency::created_at.eq(at(now)),
    );
    diesel::insert_into(idempotency::table).values(values).execute(conn)?;
    Ok(())
}

/// Keeps the answer under the key that this transaction claimed.
pub fn keep(conn: &mut Conn, key_hash: &str, status: i32, answer: &[u8]) -> Result<(), StoreError> {
    let row = idempotency::table.filter(idempotency::key_hash.eq(key_hash));
    diesel::update(row).set((idempotency::status.eq(status), idempotency::answer.eq(answer))).execute(conn)?;
    Ok(())
}

/// Forgets what is as old as this or older.
pub fn forget(conn: &mut Conn, until: DateTime<Utc>) -> Result<(), StoreError> {
    diesel::delete(idempotency::table.filter(idempotency::created_at.le(at(until)))).execute(conn)?;
    Ok(())
}
