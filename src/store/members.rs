//! Tables `members` and `member_roles`: accounts and what they may do where. Read through [`super::directory`].

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::columns::{AsText, at};
use super::conn::{Conn, each_backend};
use super::error::StoreError;
use super::schema::{member_roles, members};
use crate::domain::directory::{Grant, Member};
use crate::domain::ids::MemberId;

/// Adds an account with its grants. `Duplicate`: the name is taken.
pub fn insert(conn: &mut Conn, member: &Member, password_hash: &str, created_at: DateTime<Utc>) -> Result<(), StoreError> {
    put(conn, member, Some(password_hash), created_at)
}

/// The same for one without a password: nobody signs in with it until one is set.
pub fn insert_invited(conn: &mut Conn, member: &Member, created_at: DateTime<Utc>) -> Result<(), StoreError> {
    put(conn, member, None, created_at)
}

fn put(conn: &mut Conn, member: &Member, password_hash: Option<&str>, created_at: DateTime<Utc>) -> Result<(), StoreError> {
    let values = (
        members::id.eq(member.id.0),
        members::username.eq(&member.username),
        members::name.eq(&member.name),
        members::email.eq(&member.email),
        members::language.eq(&member.language),
        members::password_hash.eq(password_hash),
        members::disabled.eq(member.disabled),
        members::absent_until.eq(member.absent_until),
        members::created_at.eq(at(created_at)),
    );
    diesel::insert_into(members::table).values(values).execute(conn)?;
    put_grants(conn, member.id, member.grants.iter().map(|grant| (*grant, Some(created_at))))
}

/// Writes all of an account but its name to sign in with and its password, and since when it holds each role.
pub fn update(conn: &mut Conn, member: &Member, since: impl Fn(Grant) -> Option<DateTime<Utc>>) -> Result<(), StoreError> {
    let values = (
        members::name.eq(&member.name),
        members::email.eq(&member.email),
        members::language.eq(&member.language),
        members::disabled.eq(member.disabled),
        members::absent_until.eq(member.absent_until),
    );
    if diesel::update(members::table.filter(members::id.eq(member.id.0))).set(values).execute(conn)? != 1 {
        return Err(StoreError::Stale);
    }
    diesel::delete(member_roles::table.filter(member_roles::member_id.eq(member.id.0))).execute(conn)?;
    put_grants(conn, member.id, member.grants.iter().map(|grant| (*grant, since(*grant))))
}

fn put_grants(conn: &mut Conn, member: MemberId, grants: impl Iterator<Item = (Grant, Option<DateTime<Utc>>)>) -> Result<(), StoreError> {
    let row = |(grant, since): (Grant, Option<DateTime<Utc>>)| {
        (
            member_roles::member_id.eq(member.0),
            member_roles::role.eq(AsText(grant.role)),
            member_roles::unit_id.eq(grant.unit.0),
            member_roles::since.eq(since.map(at)),
        )
    };
    let rows: Vec<_> = grants.map(row).collect();
    each_backend!(conn, c => diesel::insert_into(member_roles::table).values(rows).execute(c))?;
    Ok(())
}

/// Sets the password.
pub fn set_password(conn: &mut Conn, member: MemberId, password_hash: &str) -> Result<(), StoreError> {
    let row = members::table.filter(members::id.eq(member.0));
    match diesel::update(row).set(members::password_hash.eq(password_hash)).execute(conn)? {
        1 => Ok(()),
        _ => Err(StoreError::Stale),
    }
}

/// The accounts that have no password yet.
pub fn without_password(conn: &mut Conn) -> Result<Vec<MemberId>, StoreError> {
    let rows: Vec<i64> = members::table.filter(members::password_hash.is_null()).select(members::id).load(conn)?;
    Ok(rows.into_iter().map(MemberId).collect())
}

/// Whether an account has a password.
pub fn has_password(conn: &mut Conn, member: MemberId) -> Result<bool, StoreError> {
    let set = members::table.filter(members::id.eq(member.0)).filter(members::password_hash.is_not_null());
    Ok(diesel::select(diesel::dsl::exists(set)).get_result(conn)?)
}

/// What signing in needs of an account.
#[derive(Debug, Clone)]
pub struct Credentials {
    pub member: MemberId,
    /// None: no password was set, nobody signs in.
    pub password_hash: Option<String>,
    pub disabled: bool,
}

/// The credentials of a name.
pub fn credentials(conn: &mut Conn, username: &str) -> Result<Option<Credentials>, StoreError> {
    let row: Option<(i64, Option<String>, bool)> = members::table
        .filter(members::username.eq(username))
        .select((members::id, members::password_hash, members::disabled))
        .first(conn)
        .optional()?;
    Ok(row.map(|(id, password_hash, disabled)| Credentials { member: MemberId(id), password_hash, disabled }))
}
