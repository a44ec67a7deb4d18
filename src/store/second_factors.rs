//! Tables `second_factors` and `recovery_codes`: secrets lie here sealed, recovery codes as keyed hashes.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::columns::{at, time};
use super::conn::{Conn, each_backend};
use super::error::StoreError;
use super::schema::{recovery_codes as codes, second_factors as factors};
use crate::domain::ids::MemberId;

/// The second factor of an account.
#[derive(Debug, Clone, Default)]
pub struct Factor {
    /// Sealed; none: it has none yet.
    pub sealed_secret: Option<Vec<u8>>,
    /// Sealed, and until when its first code is waited for.
    pub pending: Option<(Vec<u8>, DateTime<Utc>)>,
    pub enrolled_at: Option<DateTime<Utc>>,
}

/// What an account has. None: it never began with any.
pub fn of_member(conn: &mut Conn, member: MemberId) -> Result<Option<Factor>, StoreError> {
    type Row = (Option<Vec<u8>>, Option<Vec<u8>>, Option<NaiveDateTime>, Option<NaiveDateTime>);
    let row: Option<Row> = factors::table
        .filter(factors::member_id.eq(member.0))
        .select((factors::sealed_secret, factors::sealed_pending, factors::pending_until, factors::enrolled_at))
        .first(conn)
        .optional()?;
    Ok(row.map(|(sealed_secret, pending, until, enrolled_at)| Factor {
        sealed_secret,
        pending: pending.zip(until.map(time)),
        enrolled_at: enrolled_at.map(time),
    }))
}

/// The accounts that have one.
pub fn enrolled(conn: &mut Conn) -> Result<Vec<MemberId>, StoreError> {
    let rows: Vec<i64> = factors::table.filter(factors::sealed_secret.is_not_null()).select(factors::member_id).load(conn)?;
    Ok(rows.into_iter().map(MemberId).collect())
}

/// Keeps a secret that is to follow; what the account has stays until then.
pub fn begin(conn: &mut Conn, member: MemberId, sealed: &[u8], until: DateTime<Utc>) -> Result<(), StoreError> {
    let pending = || (factors::sealed_pending.eq(Some(sealed)), factors::pending_until.eq(Some(at(until))));
    let row = factors::table.filter(factors::member_id.eq(member.0));
    if diesel::update(row).set(pending()).execute(conn)? == 0 {
        let values = (factors::member_id.eq(member.0), factors::last_step.eq(-1), pending());
        diesel::insert_into(factors::table).values(values).execute(conn)?;
    }
    Ok(())
}

/// The secret that was to follow takes the place of the old; the step of its first code is used. False: none was to follow.
pub fn enrol(conn: &mut Conn, member: MemberId, sealed: &[u8], step: i64, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let row = factors::table.filter(factors::member_id.eq(member.0)).filter(factors::sealed_pending.is_not_null());
    let values = (
        factors::sealed_secret.eq(Some(sealed)),
        factors::sealed_pending.eq(None::<Vec<u8>>),
        factors::pending_until.eq(None::<NaiveDateTime>),
        factors::last_step.eq(step),
        factors::enrolled_at.eq(Some(at(now))),
    );
    Ok(diesel::update(row).set(values).execute(conn)? == 1)
}

/// Uses the code of a step. False: it, or a later one, was used before, by whatever instance.
pub fn use_step(conn: &mut Conn, member: MemberId, step: i64) -> Result<bool, StoreError> {
    let row = factors::table.filter(factors::member_id.eq(member.0)).filter(factors::last_step.lt(step));
    Ok(diesel::update(row).set(factors::last_step.eq(step)).execute(conn)? == 1)
}

/// Takes the second factor of an account away, with its recovery codes. False: it had none.
pub fn remove(conn: &mut Conn, member: MemberId) -> Result<bool, StoreError> {
    diesel::delete(codes::table.filter(codes::member_id.eq(member.0))).execute(conn)?;
    Ok(diesel::delete(factors::table.filter(factors::member_id.eq(member.0))).execute(conn)? == 1)
}

/// Puts these recovery codes, as keyed hashes, in the place of those that the account had.
pub fn put_codes(conn: &mut Conn, member: MemberId, hashes: &[String]) -> Result<(), StoreError> {
    diesel::delete(codes::table.filter(codes::member_id.eq(member.0))).execute(conn)?;
    let rows: Vec<_> = hashes.iter().map(|hash| (codes::hash.eq(hash), codes::member_id.eq(member.0))).collect();
    each_backend!(conn, c => diesel::insert_into(codes::table).values(rows).execute(c))?;
    Ok(())
}

/// Uses a recovery code. False: the account has no such code, or it was used.
pub fn use_code(conn: &mut Conn, member: MemberId, hash: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let row = codes::table.filter(codes::hash.eq(hash)).filter(codes::member_id.eq(member.0)).filter(codes::used_at.is_null());
    Ok(diesel::update(row).set(codes::used_at.eq(Some(at(now)))).execute(conn)? == 1)
}

/// How many recovery codes are left.
pub fn codes_left(conn: &mut Conn, member: MemberId) -> Result<i64, StoreError> {
    let rows = codes::table.filter(codes::member_id.eq(member.0)).filter(codes::used_at.is_null());
    Ok(rows.count().get_result(conn)?)
}
