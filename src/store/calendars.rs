//! Tables `calendar_years` and `law_figures`: what the office adds to the law that is shipped. Nothing is overwritten: each
//! change has the revision from which it holds, so that a case computed with an older one stays explainable.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::columns::{at, from_json, to_json};
use super::conn::Conn;
use super::directory::revisions;
use super::error::StoreError;
use super::schema::{calendar_years, law_figures};
use crate::domain::calendar::CalendarYear;
use crate::domain::rulebook::Figure;

/// Adds a version of a year; its `revision` is where it holds from.
pub fn insert_year(conn: &mut Conn, year: &CalendarYear, loaded_at: DateTime<Utc>) -> Result<(), StoreError> {
    let values = (
        calendar_years::year.eq(year.year),
        calendar_years::revision.eq(year.revision),
        calendar_years::data.eq(to_json(year)?),
        calendar_years::source.eq(&year.basis),
        calendar_years::loaded_at.eq(at(loaded_at)),
    );
    diesel::insert_into(calendar_years::table).values(values).execute(conn)?;
    Ok(())
}

/// Adds a figure; its `revision` is where it holds from.
pub fn insert_figure(conn: &mut Conn, figure: &Figure, set_at: DateTime<Utc>) -> Result<(), StoreError> {
    let values = (
        law_figures::rule.eq(&figure.rule),
        law_figures::version.eq(&figure.version),
        law_figures::revision.eq(figure.revision),
        law_figures::amount.eq(figure.amount),
        law_figures::source.eq(&figure.source),
        law_figures::set_at.eq(at(set_at)),
    );
    diesel::insert_into(law_figures::table).values(values).execute(conn)?;
    Ok(())
}

/// What the office added, oldest first, and the revision it stands at. Call it in a snapshot.
pub fn load(conn: &mut Conn) -> Result<(i64, Vec<CalendarYear>, Vec<Figure>), StoreError> {
    let revision = revisions(conn)?.law;
    let years = calendar_years::table
        .select(calendar_years::data)
        .order((calendar_years::revision, calendar_years::year))
        .load::<String>(conn)?
        .iter()
        .map(|data| from_json(data, "calendar_years.data"))
        .collect::<Result<_, _>>()?;
    let figures = law_figures::table
        .select((law_figures::rule, law_figures::version, law_figures::amount, law_figures::source, law_figures::revision))
        .order((law_figures::revision, law_figures::rule, law_figures::version))
        .load::<(String, String, i64, String, i64)>(conn)?
        .into_iter()
        .map(|(rule, version, amount, source, revision)| Figure { rule, version, amount, source, revision })
        .collect();
    Ok((revision, years, figures))
}
