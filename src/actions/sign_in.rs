//! Signing in, renewing a session and leaving it.

use chrono::{DateTime, Duration, Utc};

use super::context::Context;
use super::error::ActionError;
use crate::domain::ids::{MemberId, SessionId};
use crate::seal::Passwords;
use crate::store::{Conn, StoreError, members, sessions, track_tokens};

/// What the sessions of programs are for; those of browsers have a token in a cookie instead.
pub const API: &str = "api";
/// What the sessions of browsers are for.
pub const BROWSER: &str = "browser";

/// A session ends then, however often it is renewed.
const SESSION: Duration = Duration::days(7);
/// A browser's session ends then: a working day, and no cookie of it lasts longer.
pub const BROWSER_SESSION: Duration = Duration::hours(12);
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
    let now = ctx.clock.now();
    open(ctx, passwords, username, given, now, |conn, member, session| {
        let new = sessions::NewSession { id: session, member, audience: API, created_at: now, expires_at: now + SESSION, token_hash: None };
        sessions::insert(conn, &new)?;
        let refresh_token = ctx.token();
        sessions::insert_refresh(conn, &ctx.keys.token_hash(&refresh_token), session, now, now + REFRESH)?;
        Ok(SignedIn { member, session, refresh_token })
    })
}

/// Opens a session of a browser; gives the token for its cookie. None as above.
pub fn sign_in_browser(ctx: &Context, passwords: Passwords, username: &str, given: &[u8]) -> Result<Option<String>, ActionError> {
    let now = ctx.clock.now();
    open(ctx, passwords, username, given, now, |conn, member, session| {
        let token = ctx.token();
        let hash = ctx.keys.token_hash(&token);
        let expires_at = now + BROWSER_SESSION;
        let new = sessions::NewSession { id: session, member, audience: BROWSER, created_at: now, expires_at, token_hash: Some(&hash) };
        sessions::insert(conn, &new)?;
        Ok(token)
    })
}

/// Checks name and password, and lets `keep` write the session.
fn open<T>(
    ctx: &Context,
    passwords: Passwords,
    username: &str,
    given: &[u8],
    now: DateTime<Utc>,
    keep: impl Fn(&mut Conn, MemberId, SessionId) -> Result<T, StoreError>,
) -> Result<Option<T>, ActionError> {
    let found = ctx.store.read(|conn| members::credentials(conn, username))?;
    let stored = found.as_ref().and_then(|c| c.password_hash.as_deref());
    if !passwords.verify(given, stored)? {
        return Ok(None);
    }
    ctx.store.write(|conn| {
        // Again, in the transaction: the account may have been disabled, or its password changed, while this one was checked.
        let Some(still) = members::credentials(conn, username)? else { return Ok(None) };
        if still.disabled || still.password_hash.as_deref() != stored {
            return Ok(None);
        }
        sessions::forget_expired(conn, now)?;
        Ok(Some(keep(conn, still.member, SessionId(ctx.id(now)))?))
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

/// The own sessions of an account that live, the newest first.
pub fn own_sessions(ctx: &Context, member: MemberId) -> Result<Vec<sessions::OwnSession>, ActionError> {
    let now = ctx.clock.now();
    Ok(ctx.store.read(|conn| sessions::of_member(conn, member, now))?)
}

/// Ends one of one's own sessions, e.g. of a browser that was lost. False: there is none such.
pub fn end_own(ctx: &Context, member: MemberId, session: SessionId) -> Result<bool, ActionError> {
    let now = ctx.clock.now();
    ctx.store.write(|conn| Ok(sessions::end_own(conn, member, session, now)?))
}

/// Ends the session of a browser whose cookie held this token, if it lives.
pub fn sign_out_token(ctx: &Context, token: &str) -> Result<(), ActionError> {
    let (now, hash) = (ctx.clock.now(), ctx.keys.token_hash(token));
    ctx.store.write(|conn| {
        if let Some((session, _)) = sessions::live_by_token(conn, &hash, BROWSER, now)? {
            sessions::end(conn, session, now)?;
        }
        Ok(())
    })
}

/// The demo's clock is about to be put forward: whoever does it stays signed in, and keeps the case they track.
pub fn carry_over(ctx: &Context, session: Option<&str>, track: Option<&str>, by: Duration) -> Result<(), ActionError> {
    let now = ctx.clock.now();
    ctx.store.write(|conn| {
        if let Some(token) = session {
            sessions::prolong(conn, &ctx.keys.token_hash(token), now, by)?;
        }
        if let Some(token) = track {
            track_tokens::prolong(conn, &ctx.keys.token_hash(token), now, by)?;
        }
        Ok(())
    })
}
