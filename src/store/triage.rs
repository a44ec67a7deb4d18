//! Letters of the public beyond what a unit takes in an hour: received like any, and waiting apart until a member admits them.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::columns::{AsText, at};
use super::conn::{Conn, each_backend};
use super::error::StoreError;
use super::schema::{cases, intake_hours, triage};
use crate::domain::ids::{CaseId, UnitId};
use crate::domain::status::StatusCode;

/// Counts a letter that the public sent a unit in the hour that begins then; how many there are with it.
pub fn count(c: &mut Conn, unit: UnitId, hour: DateTime<Utc>) -> Result<u32, StoreError> {
    let row = (intake_hours::unit_id.eq(unit.0), intake_hours::hour.eq(at(hour)), intake_hours::letters.eq(1));
    each_backend!(c, c => {
        diesel::insert_into(intake_hours::table)
            .values(row)
            .on_conflict((intake_hours::unit_id, intake_hours::hour))
            .do_update()
            .set(intake_hours::letters.eq(intake_hours::letters + 1))
            .execute(c)
    })?;
    let row = intake_hours::table.filter(intake_hours::unit_id.eq(unit.0)).filter(intake_hours::hour.eq(at(hour)));
    let letters: i32 = row.select(intake_hours::letters).first(c)?;
    Ok(u32::try_from(letters).unwrap_or_default())
}

/// Has a case wait apart.
pub fn put(c: &mut Conn, case: CaseId, unit: UnitId) -> Result<(), StoreError> {
    diesel::insert_into(triage::table).values((triage::case_id.eq(case.0), triage::unit_id.eq(unit.0))).execute(c)?;
    Ok(())
}

/// Admits everything that waits in these units; how much it was.
pub fn admit(c: &mut Conn, units: &[UnitId]) -> Result<usize, StoreError> {
    let units = units.iter().map(|unit| unit.0);
    Ok(diesel::delete(triage::table.filter(triage::unit_id.eq_any(units))).execute(c)?)
}

/// Forgets hours before this one, and what waits no longer because somebody took it up.
pub fn forget(c: &mut Conn, before: DateTime<Utc>) -> Result<usize, StoreError> {
    diesel::delete(intake_hours::table.filter(intake_hours::hour.lt(at(before)))).execute(c)?;
    let received = cases::table.filter(cases::status.eq(AsText(StatusCode::Received))).select(cases::id);
    Ok(diesel::delete(triage::table.filter(triage::case_id.ne_all(received))).execute(c)?)
}
