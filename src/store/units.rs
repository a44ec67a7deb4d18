//! Table `units`.

use diesel::prelude::*;

use super::columns::{AsText, to_json};
use super::conn::Conn;
use super::error::StoreError;
use super::schema::{letter_book, units};
use crate::domain::directory::Unit;
use crate::domain::ids::UnitId;

/// Adds a unit.
pub fn insert(conn: &mut Conn, unit: &Unit) -> Result<(), StoreError> {
    let values = (
        units::id.eq(unit.id.0),
        units::parent.eq(unit.parent.map(|p| p.0)),
        units::level.eq(AsText(unit.level)),
        units::name.eq(&unit.name),
        units::sign.eq(&unit.sign),
        units::remote.eq(unit.remote),
        units::bodies.eq(to_json(&unit.bodies)?),
        units::public.eq(unit.public),
        units::valid_from.eq(unit.valid_from),
        units::valid_to.eq(unit.valid_to),
        units::reminders.eq(unit.reminders.as_ref().map(to_json).transpose()?),
    );
    diesel::insert_into(units::table).values(values).execute(conn)?;
    Ok(())
}

/// Writes all of a unit but its level.
pub fn update(conn: &mut Conn, unit: &Unit) -> Result<(), StoreError> {
    let values = (
        units::parent.eq(unit.parent.map(|p| p.0)),
        units::name.eq(&unit.name),
        units::sign.eq(&unit.sign),
        units::remote.eq(unit.remote),
        units::bodies.eq(to_json(&unit.bodies)?),
        units::public.eq(unit.public),
        units::valid_from.eq(unit.valid_from),
        units::valid_to.eq(unit.valid_to),
        units::reminders.eq(unit.reminders.as_ref().map(to_json).transpose()?),
    );
    match diesel::update(units::table.filter(units::id.eq(unit.id.0))).set(values).execute(conn)? {
        1 => Ok(()),
        _ => Err(StoreError::Stale),
    }
}

/// Whether numbers were given in this unit's letter book.
pub fn has_numbers(conn: &mut Conn, unit: UnitId) -> Result<bool, StoreError> {
    Ok(diesel::select(diesel::dsl::exists(letter_book::table.filter(letter_book::unit_id.eq(unit.0)))).get_result(conn)?)
}

/// Units in whose letter book numbers were given.
pub fn with_numbers(conn: &mut Conn) -> Result<Vec<UnitId>, StoreError> {
    Ok(letter_book::table.select(letter_book::unit_id).distinct().load::<i64>(conn)?.into_iter().map(UnitId).collect())
}
