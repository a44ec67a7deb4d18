//! The deadlines of a case, as last computed. Columns are for queries; `data` is the deadline, with its trace.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::columns::{AsText, at, from_json, time, to_json};
use super::conn::{Conn, Db, each_backend};
use super::error::StoreError;
use super::fragment::{is_among, sql};
use super::schema::deadlines;
use super::search::Dialect;
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
    look_at: Option<NaiveDateTime>,
}

/// A deadline as a row; `look`: when there is first something to be told of it.
pub(super) fn row(case: CaseId, d: &Deadline, look: Option<DateTime<Utc>>) -> Result<DeadlineRow, StoreError> {
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
        look_at: look.map(at),
    })
}

/// Puts these in the place of all the case has; `looks`: when there is first something to be told of each.
pub fn replace(c: &mut Conn, case: CaseId, all: &[Deadline], looks: &[Option<DateTime<Utc>>]) -> Result<(), StoreError> {
    diesel::delete(deadlines::table.filter(deadlines::case_id.eq(case.0))).execute(c)?;
    let rows = all.iter().enumerate().map(|(nth, d)| row(case, d, looks.get(nth).copied().flatten())).collect::<Result<Vec<_>, _>>()?;
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
        .filter(is_among(Dialect::of(c), "deadlines.case_id", cases.iter().map(|id| id.0)))
        .filter(deadlines::state.eq("running"))
        .filter(deadlines::duty.eq(AsText(Duty::Office)))
        .filter(deadlines::due.is_not_null())
        .select((deadlines::case_id, deadlines::data))
        .load(c)?;
    rows.iter().map(|(case, json)| Ok((CaseId(*case), from_json(json, "deadlines.data")?))).collect()
}

/// A case that there is to be looked at, and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    pub at: DateTime<Utc>,
    pub case: CaseId,
}

/// The cases of which something is to be told by now, the longest waiting first, after this one; one row for each such
/// deadline. Reads the index of what waits, no more.
pub fn to_look_at(c: &mut Conn, now: DateTime<Utc>, after: Option<Look>, limit: i64) -> Result<Vec<Look>, StoreError> {
    let rows: Vec<(Option<NaiveDateTime>, i64)> = waiting(now, after, limit).load(c)?;
    Ok(rows.into_iter().filter_map(|(look, case)| Some(Look { at: time(look?), case: CaseId(case) })).collect())
}

/// How the database would run [`to_look_at`], in its own words: for the test that reads them.
pub fn plan_to_look_at(c: &mut Conn, now: DateTime<Utc>, after: Option<Look>) -> Result<Vec<String>, StoreError> {
    super::case_list::explain(c, waiting(now, after, 50))
}

type Waiting = diesel::helper_types::Select<deadlines::BoxedQuery<'static, Db>, (deadlines::look_at, deadlines::case_id)>;

fn waiting(now: DateTime<Utc>, after: Option<Look>, limit: i64) -> Waiting {
    let mut rows = deadlines::table.select((deadlines::look_at, deadlines::case_id)).into_boxed::<Db>();
    rows = rows.filter(deadlines::look_at.is_not_null()).filter(deadlines::look_at.le(at(now)));
    if let Some(after) = after {
        let beyond = sql("(deadlines.look_at, deadlines.case_id) > (").timestamp(at(after.at));
        rows = rows.filter(beyond.sql(", ").big_int(after.case.0).sql(")"));
    }
    rows.order((deadlines::look_at.asc(), deadlines::case_id.asc())).limit(limit)
}

/// When a deadline is to be looked at next; none: never, until an event computes it anew.
pub fn look_next(c: &mut Conn, case: CaseId, d: &Deadline, next: Option<DateTime<Utc>>) -> Result<(), StoreError> {
    let row = deadlines::table.find((case.0, &d.rule, d.started_seq));
    diesel::update(row).set(deadlines::look_at.eq(next.map(at))).execute(c)?;
    Ok(())
}

/// Each deadline of which something is still to be told is looked at again: when it is to be told has changed.
pub fn look_again(c: &mut Conn) -> Result<(), StoreError> {
    let some = deadlines::table.filter(deadlines::look_at.is_not_null());
    diesel::update(some).set(deadlines::look_at.eq(Some(at(DateTime::UNIX_EPOCH)))).execute(c)?;
    Ok(())
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
        .filter(is_among(Dialect::of(c), "deadlines.case_id", cases.iter().map(|id| id.0)))
        .filter(deadlines::state.eq("running"))
        .filter(deadlines::duty.eq(AsText(Duty::Office)))
        .filter(deadlines::due.is_not_null())
        .select((deadlines::case_id, deadlines::rule, deadlines::started_seq, deadlines::due))
        .load(c)?;
    let read = |(case, rule, started_seq, due)| Some(Dated { case: CaseId(case), rule, started_seq, due: due? });
    Ok(rows.into_iter().filter_map(read).collect())
}
