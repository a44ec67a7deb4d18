//! Units, members and elections as a whole, and the revisions by which an instance knows that what it keeps is old.

use std::collections::HashMap;

use diesel::prelude::*;

use super::columns::{from_json, time};
use super::conn::Conn;
use super::elections;
use super::error::StoreError;
use super::revisions::Revision;
use super::schema::{member_roles, members, revisions, units};
use super::second_factors;
use crate::domain::directory::{Directory, Grant, Level, Member, Unit};
use crate::domain::ids::{MemberId, UnitId};
use crate::domain::permission::Role;
use crate::store::columns::AsText;

/// Both revisions as they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revisions {
    pub directory: i64,
    pub law: i64,
}

/// Reads both revisions.
pub fn revisions(conn: &mut Conn) -> Result<Revisions, StoreError> {
    let rows: HashMap<String, i64> =
        revisions::table.select((revisions::name, revisions::value)).load::<(String, i64)>(conn)?.into_iter().collect();
    let value = |of: Revision| rows.get(of.name()).copied().ok_or(StoreError::Corrupt("revisions"));
    Ok(Revisions { directory: value(Revision::Directory)?, law: value(Revision::Law)? })
}

type Day = Option<chrono::NaiveDate>;
type UnitRow = (i64, Option<i64>, AsText<Level>, String, String, bool, String, bool, Day, Day, Option<String>);

fn unit(row: UnitRow) -> Result<Unit, StoreError> {
    let (id, parent, level, name, sign, remote, bodies, public, valid_from, valid_to, reminders) = row;
    Ok(Unit {
        id: UnitId(id),
        parent: parent.map(UnitId),
        level: level.0,
        name,
        sign,
        remote,
        bodies: from_json(&bodies, "units.bodies")?,
        public,
        valid_from,
        valid_to,
        reminders: reminders.map(|json| from_json(&json, "units.reminders")).transpose()?,
    })
}

type MemberRow = (i64, String, String, Option<String>, String, bool, Option<chrono::NaiveDate>);

fn member(row: MemberRow, grants: Vec<Grant>) -> Member {
    let (id, username, name, email, language, disabled, absent_until) = row;
    Member { id: MemberId(id), username, name, email, language, disabled, absent_until, grants }
}

/// Loads everything. Call it in a snapshot: the parts must fit together.
pub fn load(conn: &mut Conn) -> Result<Directory, StoreError> {
    let revision = revisions(conn)?.directory;
    let mut grants: HashMap<i64, Vec<Grant>> = HashMap::new();
    let rows = member_roles::table
        .select((member_roles::member_id, member_roles::role, member_roles::unit_id, member_roles::since))
        .order((member_roles::member_id, member_roles::unit_id, member_roles::role))
        .load::<(i64, AsText<Role>, i64, Option<chrono::NaiveDateTime>)>(conn)?;
    let mut since = HashMap::new();
    for (id, role, unit, from) in rows {
        let grant = Grant { role: role.0, unit: UnitId(unit) };
        grants.entry(id).or_default().push(grant);
        since.extend(from.map(|from| ((MemberId(id), grant), time(from))));
    }
    let units = units::table.load::<UnitRow>(conn)?.into_iter().map(|row| unit(row).map(|u| (u.id, u)));
    let members = members::table
        .select((
            members::id,
            members::username,
            members::name,
            members::email,
            members::language,
            members::disabled,
            members::absent_until,
        ))
        .load::<MemberRow>(conn)?;
    let members = members
        .into_iter()
        .map(|row| {
            let granted = grants.remove(&row.0).unwrap_or_default();
            (MemberId(row.0), member(row, granted))
        })
        .collect();
    let elections = elections::load(conn)?.into_iter().map(|e| (e.id, e)).collect();
    let mut directory = Directory::new(revision, units.collect::<Result<_, _>>()?, members, elections);
    directory.since = since;
    directory.second_factors = second_factors::enrolled(conn)?.into_iter().collect();
    Ok(directory)
}
