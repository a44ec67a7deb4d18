//! The letter book: one series of numbers per unit and year, without a gap.

use diesel::prelude::*;

use super::conn::{Conn, each_backend};
use super::error::StoreError;
use super::schema::letter_book;
use crate::domain::ids::UnitId;

/// So many numbers at once: the first of them.
pub fn allot_many(c: &mut Conn, unit: UnitId, year: i32, many: i32) -> Result<i32, StoreError> {
    let first = allot(c, unit, year)?;
    let book = letter_book::table.filter(letter_book::unit_id.eq(unit.0)).filter(letter_book::year.eq(year));
    diesel::update(book).set(letter_book::last_seq.eq(letter_book::last_seq + (many - 1))).execute(c)?;
    Ok(first)
}

/// The next number of this unit's book of this year, from 1. Given back by a rollback; on PostgreSQL the next in line waits
/// for the row until this transaction ends.
pub fn allot(c: &mut Conn, unit: UnitId, year: i32) -> Result<i32, StoreError> {
    let book = letter_book::table.filter(letter_book::unit_id.eq(unit.0)).filter(letter_book::year.eq(year));
    let next = |c: &mut Conn| {
        diesel::update(book)
            .set(letter_book::last_seq.eq(letter_book::last_seq + 1))
            .returning(letter_book::last_seq)
            .get_result::<i32>(c)
            .optional()
    };
    if let Some(seq) = next(c)? {
        return Ok(seq);
    }
    let empty = (letter_book::unit_id.eq(unit.0), letter_book::year.eq(year), letter_book::last_seq.eq(0));
    each_backend!(c, c => diesel::insert_into(letter_book::table).values(empty).on_conflict_do_nothing().execute(c))?;
    next(c)?.ok_or(StoreError::Corrupt("letter_book"))
}
