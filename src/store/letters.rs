//! Letters: each submission, with its number in the letter book and the case it belongs to.

use chrono::{DateTime, Datelike, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::columns::{AsText, at, time};
use super::conn::Conn;
use super::error::StoreError;
use super::schema::letters;
use crate::domain::ids::{CaseId, LetterId, TextId, UnitId};
use crate::domain::kind::Channel;
use crate::domain::number::Number;

/// A letter; what it says is the sealed text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    pub id: LetterId,
    pub case: CaseId,
    /// In whose book it stands.
    pub unit: UnitId,
    pub number: Number,
    pub received_at: DateTime<Utc>,
    pub channel: Channel,
    pub text: TextId,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = letters, treat_none_as_default_value = false)]
pub(super) struct LetterRow {
    id: i64,
    case_id: i64,
    unit_id: i64,
    seq: i32,
    year: i32,
    sign: String,
    received_at: NaiveDateTime,
    channel: AsText<Channel>,
    text_id: i64,
}

/// A letter as a row.
pub(super) fn row(letter: &Letter) -> LetterRow {
    LetterRow {
        id: letter.id.0,
        case_id: letter.case.0,
        unit_id: letter.unit.0,
        seq: letter.number.seq,
        year: letter.number.year,
        sign: letter.number.sign.clone(),
        received_at: at(letter.received_at),
        channel: AsText(letter.channel),
        text_id: letter.text.0,
    }
}

/// Enters a letter; its text must be stored first. `Duplicate` when its number is taken.
pub fn insert(c: &mut Conn, letter: &Letter) -> Result<(), StoreError> {
    diesel::insert_into(letters::table).values(row(letter)).execute(c)?;
    Ok(())
}

/// Sets right when a letter came; its number stays.
pub fn set_received_at(c: &mut Conn, id: LetterId, came: DateTime<Utc>) -> Result<(), StoreError> {
    diesel::update(letters::table.find(id.0)).set(letters::received_at.eq(at(came))).execute(c)?;
    Ok(())
}

/// The letters of a case, in the order of their numbers. Not of their identifiers: those of secret letters tell only the hour.
pub fn load(c: &mut Conn, case: CaseId) -> Result<Vec<Letter>, StoreError> {
    let rows: Vec<LetterRow> =
        letters::table.filter(letters::case_id.eq(case.0)).order((letters::year, letters::seq)).select(LetterRow::as_select()).load(c)?;
    Ok(rows.into_iter().map(read).collect())
}

/// The cases that the letter of this number opens: one, unless two units have the same sign.
pub fn cases_of(c: &mut Conn, number: &Number) -> Result<Vec<CaseId>, StoreError> {
    let ids: Vec<i64> = letters::table
        .filter(letters::sign.eq(&number.sign))
        .filter(letters::year.eq(number.year))
        .filter(letters::seq.eq(number.seq))
        .order(letters::id)
        .select(letters::case_id)
        .load(c)?;
    Ok(ids.into_iter().map(CaseId).collect())
}

/// What a page of a letter book holds.
#[derive(Debug, Clone)]
pub struct Book {
    pub unit: UnitId,
    /// From this moment on, and before that one.
    pub from: DateTime<Utc>,
    pub to: DateTime<Utc>,
    /// Only what came so; none: whatever came.
    pub channel: Option<Channel>,
    /// After this year and place in the book.
    pub after: Option<(i32, i32)>,
}

/// The letters of a unit's own book that came within a time, in the order of their numbers, at most `most`.
pub fn book(c: &mut Conn, book: &Book, most: i64) -> Result<Vec<Letter>, StoreError> {
    // A letter entered late bears the number of the year in which it came; a correction may move its day into a neighbouring one.
    let years = (book.from.year() - 1, book.to.year() + 1);
    let mut query = letters::table
        .filter(letters::unit_id.eq(book.unit.0))
        .filter(letters::year.between(years.0, years.1))
        .filter(letters::received_at.ge(at(book.from)))
        .filter(letters::received_at.lt(at(book.to)))
        .order((letters::year, letters::seq))
        .limit(most)
        .select(LetterRow::as_select())
        .into_boxed();
    if let Some(channel) = book.channel {
        query = query.filter(letters::channel.eq(AsText(channel)));
    }
    if let Some((year, seq)) = book.after {
        query = query.filter(letters::year.gt(year).or(letters::year.eq(year).and(letters::seq.gt(seq))));
    }
    let rows: Vec<LetterRow> = query.load(c)?;
    Ok(rows.into_iter().map(read).collect())
}

fn read(row: LetterRow) -> Letter {
    Letter {
        id: LetterId(row.id),
        case: CaseId(row.case_id),
        unit: UnitId(row.unit_id),
        number: Number { seq: row.seq, year: row.year, sign: row.sign },
        received_at: time(row.received_at),
        channel: row.channel.0,
        text: TextId(row.text_id),
    }
}
