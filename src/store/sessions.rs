//! Tables `sessions` and `refresh_tokens`. Tokens lie here only as keyed hashes.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::columns::{at, time};
use super::conn::Conn;
use super::directory::Revisions;
use super::error::StoreError;
use super::revisions::Revision;
use super::schema::{refresh_tokens, revisions, sessions};
use crate::domain::ids::{MemberId, SessionId};

/// A session to keep.
#[derive(Debug, Clone)]
pub struct NewSession<'a> {
    pub id: SessionId,
    pub member: MemberId,
    /// What it is for: `api`, or `browser` with a token in a cookie.
    pub audience: &'a str,
    pub created_at: DateTime<Utc>,
    /// Ends then at the latest, however often it is refreshed.
    pub expires_at: DateTime<Utc>,
    /// Keyed hash of the token in a browser's cookie; programs have none.
    pub token_hash: Option<&'a str>,
}

/// Opens a session.
pub fn insert(conn: &mut Conn, session: &NewSession<'_>) -> Result<(), StoreError> {
    let values = (
        sessions::id.eq(session.id.0),
        sessions::member_id.eq(session.member.0),
        sessions::audience.eq(session.audience),
        sessions::created_at.eq(at(session.created_at)),
        sessions::expires_at.eq(at(session.expires_at)),
        sessions::token_hash.eq(session.token_hash),
    );
    diesel::insert_into(sessions::table).values(values).execute(conn)?;
    Ok(())
}

/// Forgets sessions that expired, with their tokens.
pub fn forget_expired(conn: &mut Conn, now: DateTime<Utc>) -> Result<(), StoreError> {
    let expired = || sessions::table.filter(sessions::expires_at.le(at(now)));
    diesel::delete(refresh_tokens::table.filter(refresh_tokens::session_id.eq_any(expired().select(sessions::id)))).execute(conn)?;
    diesel::delete(expired()).execute(conn)?;
    Ok(())
}

/// A session that lives, and the revisions that whoever serves it must have.
#[derive(Debug, Clone, Copy)]
pub struct Live {
    pub member: MemberId,
    pub revisions: Revisions,
}

/// The session if it lives at this moment, in one query. None: unknown, ended or expired.
pub fn live(conn: &mut Conn, id: SessionId, audience: &str, now: DateTime<Utc>) -> Result<Option<Live>, StoreError> {
    let revision = |of: Revision| revisions::table.filter(revisions::name.eq(of.name())).select(revisions::value).single_value();
    let row: Option<(i64, Option<i64>, Option<i64>)> = sessions::table
        .filter(sessions::id.eq(id.0))
        .filter(sessions::audience.eq(audience))
        .filter(sessions::ended_at.is_null())
        .filter(sessions::expires_at.gt(at(now)))
        .select((sessions::member_id, revision(Revision::Directory), revision(Revision::Law)))
        .first(conn)
        .optional()?;
    match row {
        Some((member, Some(directory), Some(law))) => Ok(Some(Live { member: MemberId(member), revisions: Revisions { directory, law } })),
        Some(_) => Err(StoreError::Corrupt("revisions")),
        None => Ok(None),
    }
}

/// The session whose cookie holds the token of this hash, if it lives at this moment, in one query.
pub fn live_by_token(conn: &mut Conn, hash: &str, audience: &str, now: DateTime<Utc>) -> Result<Option<(SessionId, Live)>, StoreError> {
    let revision = |of: Revision| revisions::table.filter(revisions::name.eq(of.name())).select(revisions::value).single_value();
    let row: Option<(i64, i64, Option<i64>, Option<i64>)> = sessions::table
        .filter(sessions::token_hash.eq(hash))
        .filter(sessions::audience.eq(audience))
        .filter(sessions::ended_at.is_null())
        .filter(sessions::expires_at.gt(at(now)))
        .select((sessions::id, sessions::member_id, revision(Revision::Directory), revision(Revision::Law)))
        .first(conn)
        .optional()?;
    match row {
        Some((id, member, Some(directory), Some(law))) => {
            Ok(Some((SessionId(id), Live { member: MemberId(member), revisions: Revisions { directory, law } })))
        }
        Some(_) => Err(StoreError::Corrupt("revisions")),
        None => Ok(None),
    }
}

/// A session as its owner sees it among their own.
#[derive(Debug, Clone)]
pub struct OwnSession {
    pub id: SessionId,
    pub audience: String,
    pub created_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
}

/// The sessions of an account that live, the newest first.
pub fn of_member(conn: &mut Conn, member: MemberId, now: DateTime<Utc>) -> Result<Vec<OwnSession>, StoreError> {
    let rows: Vec<(i64, String, chrono::NaiveDateTime, chrono::NaiveDateTime)> = sessions::table
        .filter(sessions::member_id.eq(member.0))
        .filter(sessions::ended_at.is_null())
        .filter(sessions::expires_at.gt(at(now)))
        .order(sessions::id.desc())
        .select((sessions::id, sessions::audience, sessions::created_at, sessions::expires_at))
        .load(conn)?;
    let own =
        |(id, audience, created, expires)| OwnSession { id: SessionId(id), audience, created_at: time(created), expires_at: time(expires) };
    Ok(rows.into_iter().map(own).collect())
}

/// Ends a session of this account. False: it has none such that lives.
pub fn end_own(conn: &mut Conn, member: MemberId, id: SessionId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let row = sessions::table.filter(sessions::id.eq(id.0)).filter(sessions::member_id.eq(member.0)).filter(sessions::ended_at.is_null());
    Ok(diesel::update(row).set(sessions::ended_at.eq(at(now))).execute(conn)? == 1)
}

/// Ends a session; one that has ended stays as it is.
pub fn end(conn: &mut Conn, id: SessionId, now: DateTime<Utc>) -> Result<(), StoreError> {
    let row = sessions::table.filter(sessions::id.eq(id.0)).filter(sessions::ended_at.is_null());
    diesel::update(row).set(sessions::ended_at.eq(at(now))).execute(conn)?;
    Ok(())
}

/// Ends all sessions of an account but this one.
pub fn end_all(conn: &mut Conn, member: MemberId, but: Option<SessionId>, now: DateTime<Utc>) -> Result<(), StoreError> {
    let rows = sessions::table
        .filter(sessions::member_id.eq(member.0))
        .filter(sessions::id.ne(but.map_or(-1, |s| s.0)))
        .filter(sessions::ended_at.is_null());
    diesel::update(rows).set(sessions::ended_at.eq(at(now))).execute(conn)?;
    Ok(())
}

/// Keeps the hash of a refresh token.
pub fn insert_refresh(
    conn: &mut Conn,
    hash: &str,
    session: SessionId,
    created_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let values = (
        refresh_tokens::hash.eq(hash),
        refresh_tokens::session_id.eq(session.0),
        refresh_tokens::created_at.eq(at(created_at)),
        refresh_tokens::expires_at.eq(at(expires_at)),
    );
    diesel::insert_into(refresh_tokens::table).values(values).execute(conn)?;
    Ok(())
}

/// A refresh token that was found.
#[derive(Debug, Clone, Copy)]
pub struct Refresh {
    pub session: SessionId,
    pub expires_at: DateTime<Utc>,
    /// Used before: whoever shows it again has stolen it, or was stolen from.
    pub used: bool,
}

/// Finds a refresh token by its hash.
pub fn refresh(conn: &mut Conn, hash: &str) -> Result<Option<Refresh>, StoreError> {
    let row: Option<(i64, chrono::NaiveDateTime, Option<chrono::NaiveDateTime>)> = refresh_tokens::table
        .filter(refresh_tokens::hash.eq(hash))
        .select((refresh_tokens::session_id, refresh_tokens::expires_at, refresh_tokens::used_at))
        .first(conn)
        .optional()?;
    Ok(row.map(|(session, expires_at, used_at)| Refresh {
        session: SessionId(session),
        expires_at: time(expires_at),
        used: used_at.is_some(),
    }))
}

/// Marks a refresh token as used. False: somebody was faster.
pub fn use_refresh(conn: &mut Conn, hash: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let row = refresh_tokens::table.filter(refresh_tokens::hash.eq(hash)).filter(refresh_tokens::used_at.is_null());
    Ok(diesel::update(row).set(refresh_tokens::used_at.eq(at(now))).execute(conn)? == 1)
}

/// Lets the session of a browser that lives end so much later: for the demo, whose clock jumps.
pub fn prolong(conn: &mut Conn, hash: &str, now: DateTime<Utc>, by: chrono::Duration) -> Result<(), StoreError> {
    let row = || {
        sessions::table.filter(sessions::token_hash.eq(hash)).filter(sessions::expires_at.gt(at(now))).filter(sessions::ended_at.is_null())
    };
    let ends: Option<chrono::NaiveDateTime> = row().select(sessions::expires_at).first(conn).optional()?;
    if let Some(ends) = ends {
        diesel::update(row()).set(sessions::expires_at.eq(ends + by)).execute(conn)?;
    }
    Ok(())
}
