//! Signing in, renewing a session and leaving it.

use chrono::Duration;

use super::context::Context;
use super::error::ActionError;
use crate::domain::ids::{MemberId, SessionId};
use crate::seal::Passwords;
use crate::store::{members, sessions};

/// What the sessions of programs are for; those of browsers have a token in a cookie instead.
pub const API: &str = "api";

/// A session ends then, however often it is renewed.
const SESSION: Duration = Duration::days(7);
/// A session that is not renewed for so long is over.
const REFRESH: Duration = Duration::hours(24);

/// A session that was opened or renewed.
#[derive(Debug)]
pub struct SignedIn {
    pub member: MemberId,
    pub session: SessionId,
    /// For the next renewal; it works once.
    pub refresh_token: String,
}

/// Opens a session. None: unknown name, wrong password or disabled account; which one is told neither in words nor in time.
pub fn sign_in(ctx: &Context, passwords: Passwords, username: &str, given: &[u8]) -> Result<Option<SignedIn>, ActionError> {
    let found = ctx.store.read(|conn| members::credentials(conn, username))?;
    let stored = found.as_ref().and_then(|c| c.password_hash.as_deref());
    if !passwords.verify(given, stored)? {
        return Ok(None);
    }
    let now = ctx.clock.now();
    ctx.store.write(|conn| {
        // Again, in the transaction: the account may have been disabled, or its password changed, while this one was checked.
        let Some(still) = members::credentials(conn, username)? else { return Ok(None) };
        if still.disabled || still.password_hash.as_deref() != stored {
            return Ok(None);
        }
        let session = SessionId(ctx.id(now));
        sessions::forget_expired(conn, now)?;
        sessions::insert(
            conn,
            &sessions::NewSession { id: session, member: still.member, audience: API, created_at: now, expires_at: now + SESSION },
        )?;
        let refresh_token = ctx.token();
        sessions::insert_refresh(conn, &ctx.keys.token_hash(&refresh_token), session, now, now + REFRESH)?;
        Ok(Some(SignedIn { member: still.member, session, refresh_token }))
    })
}

/// Renews a session by its refresh token, which is used up. One that was used before ends the session: either this caller or
/// the one before stole it. None: no such token, or the session is over.
pub fn refresh(ctx: &Context, token: &str) -> Result<Option<SignedIn>, ActionError> {
    let hash = ctx.keys.token_hash(token);
    let now = ctx.clock.now();
    ctx.store.write(|conn| {
        let Some(found) = sessions::refresh(conn, &hash)? else { return Ok(None) };
        let Some(live) = sessions::live(conn, found.session, API, now)? else { return Ok(None) };
        if found.used || !sessions::use_refresh(conn, &hash, now)? {
            sessions::end(conn, found.session, now)?;
            return Ok(None);
        }
        if found.expires_at <= now {
            return Ok(None);
        }
        let refresh_token = ctx.token();
        sessions::insert_refresh(conn, &ctx.keys.token_hash(&refresh_token), found.session, now, now + REFRESH)?;
        Ok(Some(SignedIn { member: live.member, session: found.session, refresh_token }))
    })
}

/// Ends a session, with all its tokens.
pub fn sign_out(ctx: &Context, session: SessionId) -> Result<(), ActionError> {
    let now = ctx.clock.now();
    ctx.store.write(|conn| Ok(sessions::end(conn, session, now)?))
}
