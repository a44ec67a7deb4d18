//! Titles that members write at classification.

use std::collections::HashMap;

use diesel::prelude::*;

use super::conn::{Conn, each_backend};
use super::error::StoreError;
use super::fragment::is_among;
use super::schema::case_titles;
use super::search::Dialect;
use crate::domain::ids::CaseId;

#[derive(Insertable)]
#[diesel(table_name = case_titles, treat_none_as_default_value = false)]
pub(super) struct TitleRow {
    pub case_id: i64,
    pub title: String,
}

/// Gives a case its title, in the place of one it had.
pub fn set(c: &mut Conn, case: CaseId, title: &str) -> Result<(), StoreError> {
    let row = (case_titles::case_id.eq(case.0), case_titles::title.eq(title));
    let other = case_titles::title.eq(title);
    each_backend!(c, c => {
        diesel::insert_into(case_titles::table).values(row).on_conflict(case_titles::case_id).do_update().set(other).execute(c)
    })?;
    Ok(())
}

/// The titles of these cases, in one query; an unclassified case has none.
pub fn of(c: &mut Conn, cases: &[CaseId]) -> Result<HashMap<CaseId, String>, StoreError> {
    let ids = cases.iter().map(|case| case.0);
    let rows: Vec<(i64, String)> = case_titles::table
        .filter(is_among(Dialect::of(c), "case_titles.case_id", ids))
        .select((case_titles::case_id, case_titles::title))
        .load(c)?;
    Ok(rows.into_iter().map(|(id, title)| (CaseId(id), title)).collect())
}
