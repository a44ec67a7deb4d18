//! Creations that may be sent twice and happen once: the answer is kept for 48 hours in the same transaction, sealed under a
//! key that only the `Idempotency-Key` of the caller gives.

use chrono::Duration;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::context::Context;
use super::error::ActionError;
use crate::domain::refusal::Refusal;
use crate::seal::{Place, same};
use crate::store::{Conn, StoreError, idempotency};

/// How long an answer is kept.
pub const KEPT: Duration = Duration::hours(48);

/// The HTTP status of what was created.
const CREATED: i32 = 201;

/// A request that creates something.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// What is created and by whom: the same key of another caller is another key.
    pub scope: &'a str,
    /// The `Idempotency-Key`, if one was given.
    pub key: Option<&'a str>,
    /// The request as it came.
    pub bytes: &'a [u8],
}

/// Runs `create` in a transaction, once for each key: the same request again gets the first answer.
///
/// Refuses a key that came with another request (422 `idempotency_key_reused`).
pub fn once<T: Serialize + DeserializeOwned>(
    ctx: &Context,
    request: Request<'_>,
    mut create: impl FnMut(&mut Conn) -> Result<T, ActionError>,
) -> Result<T, ActionError> {
    let mut attempt = || ctx.write(|conn| within(ctx, conn, request, &mut create));
    match attempt() {
        // The same key was being used at that moment: its answer is there now.
        Err(ActionError::Store(StoreError::Duplicate(name))) if name.starts_with("idempotency") => attempt(),
        other => other,
    }
}

/// The same inside a transaction that the caller holds.
pub fn within<T: Serialize + DeserializeOwned>(
    ctx: &Context,
    conn: &mut Conn,
    request: Request<'_>,
    create: impl FnOnce(&mut Conn) -> Result<T, ActionError>,
) -> Result<T, ActionError> {
    let Some(key) = request.key else { return create(conn) };
    let now = ctx.clock.now();
    let scoped = format!("{}\n{key}", request.scope);
    let key_hash = ctx.keys.token_hash(&scoped);
    let digest = ctx.keys.digest(&String::from_utf8_lossy(request.bytes));
    let place = Place::named("idempotency", "answer", &key_hash);
    let seal = ctx.keys.request_key(&scoped);
    let unfit = || ActionError::Store(StoreError::Corrupt("idempotency.answer"));
    idempotency::forget(conn, now - KEPT)?;
    if let Some(kept) = idempotency::find(conn, &key_hash, now - KEPT)? {
        if !same(&kept.request_digest, &digest) {
            return Err(Refusal::field("Idempotency-Key", "idempotency_key_reused").into());
        }
        return serde_json::from_slice(&seal.open(&place, &kept.answer)?).map_err(|_| unfit());
    }
    idempotency::claim(conn, &key_hash, request.scope, &digest, now)?;
    let answer = create(conn)?;
    let plain = zeroize::Zeroizing::new(serde_json::to_vec(&answer).map_err(|_| unfit())?);
    idempotency::keep(conn, &key_hash, CREATED, &seal.seal(&place, &plain)?)?;
    Ok(answer)
}
