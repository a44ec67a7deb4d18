//! Signing in, renewing a session and leaving it.

use chrono::{DateTime, Duration, Utc};

use super::context::Context;
use super::error::ActionError;
use super::second_factor;
use crate::domain::ids::{MemberId, SessionId};
use crate::domain::password::prepared;
use crate::seal::Passwords;
use crate::store::{Conn, StoreError, members, one_time_links as links, second_factors, sessions, track_tokens};

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

/// What came of an attempt to sign in.
#[derive(Debug, PartialEq, Eq)]
pub enum Entered<T> {
    In(T),
    /// The password is right, and the account has a second factor whose code was not given.
    CodeNeeded(MemberId),
    /// Unknown name, wrong password, wrong or used code, disabled account: which one is told neither in words nor in time.
    No,
}

/// What somebody types to sign in.
#[derive(Clone, Copy)]
pub struct Typed<'a> {
    pub username: &'a str,
    pub password: &'a str,
    pub code: Option<&'a str>,
}

/// Opens a session of a program.
pub fn sign_in(ctx: &Context, passwords: Passwords, typed: Typed<'_>) -> Result<Entered<SignedIn>, ActionError> {
    let now = ctx.clock.now();
    open(ctx, passwords, typed, now, |conn, member, session| {
        let new = sessions::NewSession { id: session, member, audience: API, created_at: now, expires_at: now + SESSION, token_hash: None };
        sessions::insert(conn, &new)?;
        let refresh_token = ctx.token();
        sessions::insert_refresh(conn, &ctx.keys.token_hash(&refresh_token), session, now, now + REFRESH)?;
        Ok(SignedIn { member, session, refresh_token })
    })
}

/// Opens a session of a browser; gives the token for its cookie.
pub fn sign_in_browser(ctx: &Context, passwords: Passwords, typed: Typed<'_>) -> Result<Entered<String>, ActionError> {
    let now = ctx.clock.now();
    open(ctx, passwords, typed, now, |conn, member, session| open_browser(ctx, conn, member, session, now))
}

fn open_browser(ctx: &Context, conn: &mut Conn, member: MemberId, session: SessionId, now: DateTime<Utc>) -> Result<String, StoreError> {
    let token = ctx.token();
    let hash = ctx.keys.token_hash(&token);
    let expires_at = now + BROWSER_SESSION;
    let new = sessions::NewSession { id: session, member, audience: BROWSER, created_at: now, expires_at, token_hash: Some(&hash) };
    sessions::insert(conn, &new)?;
    Ok(token)
}

/// Checks name, password and code, and lets `keep` write the session.
fn open<T>(
    ctx: &Context,
    passwords: Passwords,
    typed: Typed<'_>,
    now: DateTime<Utc>,
    keep: impl Fn(&mut Conn, MemberId, SessionId) -> Result<T, StoreError>,
) -> Result<Entered<T>, ActionError> {
    let found = ctx.store.read(|conn| members::credentials(conn, typed.username))?;
    let stored = found.as_ref().and_then(|c| c.password_hash.as_deref());
    if !passwords.verify(prepared(typed.password).as_bytes(), stored)? {
        return Ok(Entered::No);
    }
    ctx.write(|conn| {
        // Again, in the transaction: the account may have been disabled, or its password changed, while this one was checked.
        let Some(still) = members::credentials(conn, typed.username)? else { return Ok(Entered::No) };
        if still.disabled || still.password_hash.as_deref() != stored {
            return Ok(Entered::No);
        }
        if second_factors::of_member(conn, still.member)?.is_some_and(|factor| factor.sealed_secret.is_some()) {
            let Some(code) = typed.code else { return Ok(Entered::CodeNeeded(still.member)) };
            if !second_factor::prove(ctx, conn, still.member, code)? {
                return Ok(Entered::No);
            }
        }
        sessions::forget_expired(conn, now)?;
        Ok(Entered::In(keep(conn, still.member, SessionId(ctx.id(now)))?))
    })
}

/// What the first step of a browser leaves behind is for: its password was right, its code is awaited.
const STEP: &str = "second_step";
/// A code is awaited so long.
pub const STEP_LIFE: Duration = Duration::minutes(5);

/// A browser's password was right: gives the token by which its code will be taken.
pub fn await_code(ctx: &Context, member: MemberId) -> Result<String, ActionError> {
    let (now, token) = (ctx.clock.now(), ctx.token());
    let hash = ctx.keys.token_hash(&token);
    ctx.store.write(|conn| {
        links::forget_expired(conn, now)?;
        links::insert(conn, &hash, member, STEP, now + STEP_LIFE)
    })?;
    Ok(token)
}

/// The account whose code is awaited by this token. None: it has expired, or the account was locked or given another password.
pub fn awaited(ctx: &Context, token: &str) -> Result<Option<MemberId>, ActionError> {
    let (now, hash) = (ctx.clock.now(), ctx.keys.token_hash(token));
    Ok(ctx.store.read(|conn| links::open(conn, &hash, STEP, now))?.map(|link| link.member))
}

/// Takes the code that was awaited; the token is used up with it. None: the code is wrong or used, or nothing is awaited.
pub fn take_code(ctx: &Context, token: &str, code: &str) -> Result<Option<String>, ActionError> {
    let (now, hash) = (ctx.clock.now(), ctx.keys.token_hash(token));
    ctx.write(|conn| {
        let Some(link) = links::open(conn, &hash, STEP, now)? else { return Ok(None) };
        if !second_factor::prove(ctx, conn, link.member, code)? || !links::use_up(conn, &hash, now)? {
            return Ok(None);
        }
        Ok(Some(open_browser(ctx, conn, link.member, SessionId(ctx.id(now)), now)?))
    })
}

/// Whoever has a session proves again who they are, by password and, where they have a second factor, code.
pub fn confirm(
    ctx: &Context,
    passwords: Passwords,
    session: SessionId,
    member: MemberId,
    (password, code): (&str, Option<&str>),
) -> Result<Entered<()>, ActionError> {
    let now = ctx.clock.now();
    let Some(account) = ctx.directory.members.get(&member) else { return Ok(Entered::No) };
    let stored = ctx.store.read(|conn| members::credentials(conn, &account.username))?.and_then(|c| c.password_hash);
    if !passwords.verify(prepared(password).as_bytes(), stored.as_deref())? {
        return Ok(Entered::No);
    }
    ctx.write(|conn| {
        if second_factors::of_member(conn, member)?.is_some_and(|factor| factor.sealed_secret.is_some()) {
            let Some(code) = code else { return Ok(Entered::CodeNeeded(member)) };
            if !second_factor::prove(ctx, conn, member, code)? {
                return Ok(Entered::No);
            }
        }
        Ok(if sessions::confirm(conn, session, now)? { Entered::In(()) } else { Entered::No })
    })
}

/// Notes the hour in which a session is used.
pub fn touch(ctx: &Context, session: SessionId) -> Result<(), ActionError> {
    let now = ctx.clock.now();
    ctx.store.write(|conn| Ok(sessions::touch(conn, session, now)?))
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
    Ok(ctx.store.read(|conn| sessions::of_member(conn, member, now, (BROWSER, ctx.policy.idle)))?)
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
        if let Some((session, _)) = sessions::live_by_token(conn, &hash, BROWSER, now, ctx.policy.idle)? {
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
