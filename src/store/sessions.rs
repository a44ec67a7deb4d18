//! Tables `sessions` and `refresh_tokens`. Tokens lie here only as keyed hashes.

use chrono::{DateTime, DurationRound, NaiveDateTime, TimeDelta, Utc};
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
        // Whoever signs in has just proved who they are.
        sessions::confirmed_at.eq(Some(at(session.created_at))),
        sessions::last_used_at.eq(Some(at(noted(session.created_at)))),
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

/// The hour of a moment: when exactly somebody works is nobody's business.
fn cut(moment: DateTime<Utc>) -> DateTime<Utc> {
    moment.duration_trunc(TimeDelta::hours(1)).unwrap_or(moment)
}

/// The use of a session at a moment as it is noted: to five minutes, as exact as its end by idleness asks, so that of many reads
/// one writes. Shown is its hour.
pub fn noted(moment: DateTime<Utc>) -> DateTime<Utc> {
    moment.duration_trunc(TimeDelta::minutes(5)).unwrap_or(moment)
}

/// A session that lives, and the revisions that whoever serves it must have.
#[derive(Debug, Clone, Copy)]
pub struct Live {
    pub member: MemberId,
    /// When its holder last proved who they are.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// When it was last used, as it is [`noted`].
    pub last_used_at: Option<DateTime<Utc>>,
    pub revisions: Revisions,
}

type LiveRow = (i64, i64, Option<NaiveDateTime>, Option<NaiveDateTime>, Option<i64>, Option<i64>);

fn read((id, member, confirmed, used, directory, law): LiveRow) -> Result<(SessionId, Live), StoreError> {
    let (Some(directory), Some(law)) = (directory, law) else { return Err(StoreError::Corrupt("revisions")) };
    let live = Live {
        member: MemberId(member),
        confirmed_at: confirmed.map(time),
        last_used_at: used.map(time),
        revisions: Revisions { directory, law },
    };
    Ok((SessionId(id), live))
}

/// The session if it lives at this moment, in one query. None: unknown, ended or expired.
pub fn live(conn: &mut Conn, id: SessionId, audience: &str, now: DateTime<Utc>) -> Result<Option<Live>, StoreError> {
    let revision = |of: Revision| revisions::table.filter(revisions::name.eq(of.name())).select(revisions::value).single_value();
    let row: Option<LiveRow> = sessions::table
        .filter(sessions::id.eq(id.0))
        .filter(sessions::audience.eq(audience))
        .filter(sessions::ended_at.is_null())
        .filter(sessions::expires_at.gt(at(now)))
        .select((
            sessions::id,
            sessions::member_id,
            sessions::confirmed_at,
            sessions::last_used_at,
            revision(Revision::Directory),
            revision(Revision::Law),
        ))
        .first(conn)
        .optional()?;
    Ok(row.map(read).transpose()?.map(|(_, live)| live))
}

/// The session whose cookie holds the token of this hash, if it lives at this moment and was used within so long, in one query.
pub fn live_by_token(
    conn: &mut Conn,
    hash: &str,
    audience: &str,
    now: DateTime<Utc>,
    idle: TimeDelta,
) -> Result<Option<(SessionId, Live)>, StoreError> {
    let revision = |of: Revision| revisions::table.filter(revisions::name.eq(of.name())).select(revisions::value).single_value();
    let row: Option<LiveRow> = sessions::table
        .filter(sessions::token_hash.eq(hash))
        .filter(sessions::audience.eq(audience))
        .filter(sessions::ended_at.is_null())
        .filter(sessions::expires_at.gt(at(now)))
        .filter(sessions::last_used_at.gt(at(now - idle)))
        .select((
            sessions::id,
            sessions::member_id,
            sessions::confirmed_at,
            sessions::last_used_at,
            revision(Revision::Directory),
            revision(Revision::Law),
        ))
        .first(conn)
        .optional()?;
    row.map(read).transpose()
}

/// Whoever has this session proved just now who they are. False: it has ended.
pub fn confirm(conn: &mut Conn, id: SessionId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let row = sessions::table.filter(sessions::id.eq(id.0)).filter(sessions::ended_at.is_null());
    Ok(diesel::update(row).set(sessions::confirmed_at.eq(Some(at(now)))).execute(conn)? == 1)
}

/// Notes that a session is used.
pub fn touch(conn: &mut Conn, id: SessionId, now: DateTime<Utc>) -> Result<(), StoreError> {
    diesel::update(sessions::table.filter(sessions::id.eq(id.0))).set(sessions::last_used_at.eq(Some(at(noted(now))))).execute(conn)?;
    Ok(())
}

/// A session as its owner sees it among their own.
#[derive(Debug, Clone)]
pub struct OwnSession {
    pub id: SessionId,
    /// `api` or `browser`.
    pub audience: String,
    pub created_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    /// The hour in which it was last used.
    pub last_used_at: Option<DateTime<Utc>>,
}

type OwnRow = (i64, String, NaiveDateTime, NaiveDateTime, Option<NaiveDateTime>);

/// The sessions of an account that live, the newest first; those of browsers (`audience`) only if they were used within so long.
pub fn of_member(
    conn: &mut Conn,
    member: MemberId,
    now: DateTime<Utc>,
    (audience, idle): (&str, TimeDelta),
) -> Result<Vec<OwnSession>, StoreError> {
    let rows: Vec<OwnRow> = sessions::table
        .filter(sessions::member_id.eq(member.0))
        .filter(sessions::ended_at.is_null())
        .filter(sessions::expires_at.gt(at(now)))
        .filter(sessions::audience.ne(audience).or(sessions::last_used_at.gt(at(now - idle))))
        .order(sessions::id.desc())
        .select((sessions::id, sessions::audience, sessions::created_at, sessions::expires_at, sessions::last_used_at))
        .load(conn)?;
    let own = |(id, audience, created, expires, used): OwnRow| OwnSession {
        id: SessionId(id),
        audience,
        created_at: time(created),
        expires_at: time(expires),
        last_used_at: used.map(time).map(cut),
    };
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
    let row: Option<(i64, NaiveDateTime, Option<NaiveDateTime>)> = refresh_tokens::table
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
pub fn prolong(conn: &mut Conn, hash: &str, now: DateTime<Utc>, by: TimeDelta) -> Result<(), StoreError> {
    let row = || {
        sessions::table.filter(sessions::token_hash.eq(hash)).filter(sessions::expires_at.gt(at(now))).filter(sessions::ended_at.is_null())
    };
    type Times = (NaiveDateTime, Option<NaiveDateTime>, Option<NaiveDateTime>);
    let times: Option<Times> =
        row().select((sessions::expires_at, sessions::confirmed_at, sessions::last_used_at)).first(conn).optional()?;
    if let Some((ends, confirmed, used)) = times {
        let later = (
            sessions::expires_at.eq(ends + by),
            sessions::confirmed_at.eq(confirmed.map(|at| at + by)),
            sessions::last_used_at.eq(used.map(|at| at + by)),
        );
        diesel::update(row()).set(later).execute(conn)?;
    }
    Ok(())
}
