//! The deadlines of a case, as last computed. Columns are for queries; `data` is the deadline, with its trace.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::columns::{AsText, from_json, to_json};
use super::conn::{Conn, each_backend};
use super::error::StoreError;
use super::schema::deadlines;
use crate::domain::deadline::{Deadline, State};
use crate::domain::ids::CaseId;
use crate::domain::rulebook::Duty;

#[derive(Insertable)]
#[diesel(table_name = deadlines, treat_none_as_default_value = false)]
pub(super) struct DeadlineRow {
    case_id: i64,
    rule: String,
    started_seq: i64,
    version: String,
    duty: AsText<Duty>,
    starts_on: NaiveDate,
    due: Option<NaiveDate>,
    office_target: Option<NaiveDate>,
    state: &'static str,
    met_on: Option<NaiveDate>,
    data: String,
}

/// A deadline as a row.
pub(super) fn row(case: CaseId, d: &Deadline) -> Result<DeadlineRow, StoreError> {
    let (state, met_on) = match d.state {
        State::Running => ("running", None),
        State::Paused => ("paused", None),
        State::Met { on } => ("met", Some(on)),
        State::Void => ("void", None),
    };
    Ok(DeadlineRow {
        case_id: case.0,
        rule: d.rule.clone(),
        started_seq: d.started_seq,
        version: d.version.clone(),
        duty: AsText(d.duty),
        starts_on: d.starts_on,
        due: d.due,
        office_target: d.office_target,
        state,
        met_on,
        data: to_json(d)?,
    })
}

/// Puts these in the place of all the case has.
pub fn replace(c: &mut Conn, case: CaseId, all: &[Deadline]) -> Result<(), StoreError> {
    diesel::delete(deadlines::table.filter(deadlines::case_id.eq(case.0))).execute(c)?;
    let rows = all.iter().map(|d| row(case, d)).collect::<Result<Vec<_>, _>>()?;
    if !rows.is_empty() {
        each_backend!(c, c => diesel::insert_into(deadlines::table).values(rows).execute(c))?;
    }
    Ok(())
}

/// The deadlines of a case, in the order they started.
pub fn load(c: &mut Conn, case: CaseId) -> Result<Vec<Deadline>, StoreError> {
    let rows: Vec<String> = deadlines::table
        .filter(deadlines::case_id.eq(case.0))
        .order((deadlines::started_seq, deadlines::rule))
        .select(deadlines::data)
        .load(c)?;
    rows.iter().map(|json| from_json(json, "deadlines.data")).collect()
}

/// Cases with a deadline that runs or is paused, after this one, ascending; `undated`: only where one has no date.
pub fn cases_running(c: &mut Conn, after: CaseId, undated: bool, limit: i64) -> Result<Vec<CaseId>, StoreError> {
    let mut rows =
        deadlines::table.filter(deadlines::case_id.gt(after.0)).filter(deadlines::state.eq_any(["running", "paused"])).into_boxed();
    if undated {
        rows = rows.filter(deadlines::due.is_null());
    }
    let ids: Vec<i64> = rows.select(deadlines::case_id).distinct().order(deadlines::case_id).limit(limit).load(c)?;
    Ok(ids.into_iter().map(CaseId).collect())
}

/// What a list tells of a deadline; the rest of it is not read.
#[derive(Debug, Clone, serde::Deserialize)]
pub struct Running {
    pub rule: String,
    pub version: String,
    pub due: Option<NaiveDate>,
    /// Whether all that the date rests on is confirmed.
    pub verified: bool,
}

/// The office's deadlines that run on these cases, in no order.
pub fn running_of(c: &mut Conn, cases: &[CaseId]) -> Result<Vec<(CaseId, Running)>, StoreError> {
    let rows: Vec<(i64, String)> = deadlines::table
        .filter(deadlines::case_id.eq_any(cases.iter().map(|id| id.0).collect::<Vec<_>>()))
        .filter(deadlines::state.eq("running"))
        .filter(deadlines::duty.eq(AsText(Duty::Office)))
        .filter(deadlines::due.is_not_null())
        .select((deadlines::case_id, deadlines::data))
        .load(c)?;
    rows.iter().map(|(case, json)| Ok((CaseId(*case), from_json(json, "deadlines.data")?))).collect()
}

/// When something falls due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    pub case: CaseId,
    pub rule: String,
    /// The event that started it: a rule that starts anew is another deadline.
    pub started_seq: i64,
    pub due: NaiveDate,
}

/// The office's deadlines that run on these cases and have a last day, in no order.
pub fn dated_of(c: &mut Conn, cases: &[CaseId]) -> Result<Vec<Dated>, StoreError> {
    let rows: Vec<(i64, String, i64, Option<NaiveDate>)> = deadlines::table
        .filter(deadlines::case_id.eq_any(cases.iter().map(|id| id.0).collect::<Vec<_>>()))
        .filter(deadlines::state.eq("running"))
        .filter(deadlines::duty.eq(AsText(Duty::Office)))
        .filter(deadlines::due.is_not_null())
        .select((deadlines::case_id, deadlines::rule, deadlines::started_seq, deadlines::due))
        .load(c)?;
    let read = |(case, rule, started_seq, due)| Some(Dated { case: CaseId(case), rule, started_seq, due: due? });
    Ok(rows.into_iter().filter_map(read).collect())
}
