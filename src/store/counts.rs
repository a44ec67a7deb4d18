//! Counts of cases for figures that are published, and the cases of a report: by election, or by the year they came in.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::{count_star, not};
use diesel::prelude::*;

use super::cases::CaseRow;
use super::columns::{AsText, at, time};
use super::conn::Conn;
use super::error::StoreError;
use super::schema::{cases, deadlines, letters};
use crate::domain::ids::UnitId;
use crate::domain::kind::Kind;
use crate::domain::outcome::ClosedAs;
use crate::domain::report::Reported;
use crate::domain::rulebook::Duty;
use crate::domain::status::StatusCode;
use crate::domain::zone::local_date;

/// A group of cases. No case is in two of the same sort, and none of an election is in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Received for the election of this day.
    Election(NaiveDate),
    /// Received between these moments (the second not included), for no election.
    Between(DateTime<Utc>, DateTime<Utc>),
}

/// How many cases of a unit and kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    /// Without those joined to another.
    pub received: i64,
    /// Decided.
    pub settled: i64,
    /// An office deadline runs and has passed today.
    pub late: i64,
}

/// The counts of a group, by unit and kind; in two statements.
pub fn by_unit_and_kind(c: &mut Conn, group: Group, today: NaiveDate) -> Result<HashMap<(UnitId, Kind), Counted>, StoreError> {
    let mut all: HashMap<(UnitId, Kind), Counted> = HashMap::new();
    type Row = (i64, AsText<Kind>, AsText<StatusCode>, Option<AsText<ClosedAs>>, i64);
    let columns = (cases::unit_id, cases::kind, cases::status, cases::closed_as);
    let rows: Vec<Row> = match group {
        Group::Election(day) => {
            let of = cases::table.filter(cases::election_day.eq(Some(day)));
            of.group_by(columns).select((cases::unit_id, cases::kind, cases::status, cases::closed_as, count_star())).load(c)?
        }
        Group::Between(from, until) => {
            let of = cases::table.filter(cases::received_at.ge(at(from))).filter(cases::received_at.lt(at(until)));
            let of = of.filter(cases::election_day.is_null());
            of.group_by(columns).select((cases::unit_id, cases::kind, cases::status, cases::closed_as, count_star())).load(c)?
        }
    };
    for (unit, kind, status, closed_as, count) in rows {
        let how = closed_as.map(|how| how.0);
        if how == Some(ClosedAs::Merged) {
            continue;
        }
        let counted = all.entry((UnitId(unit), kind.0)).or_default();
        counted.received += count;
        if status.0 == StatusCode::Settled || how == Some(ClosedAs::Settled) {
            counted.settled += count;
        }
    }
    for ((unit, kind), count) in late(c, group, today)? {
        all.entry((UnitId(unit), kind.0)).or_default().late += count;
    }
    Ok(all)
}

type Late = ((i64, AsText<Kind>), i64);

/// As `Case::overdue` says of one: the day has passed, and the law has not stopped the case.
fn late(c: &mut Conn, group: Group, today: NaiveDate) -> Result<Vec<Late>, StoreError> {
    let stopped = || {
        let done = [AsText(StatusCode::Settled), AsText(StatusCode::Closed)];
        cases::freezes_on.is_not_null().and(cases::freezes_on.le(today).assume_not_null()).and(not(cases::status.eq_any(done)))
    };
    let past = || cases::table.filter(cases::next_due.lt(today)).filter(not(stopped()));
    let columns = (cases::unit_id, cases::kind);
    Ok(match group {
        Group::Election(day) => {
            let of = past().filter(cases::election_day.eq(Some(day)));
            of.group_by(columns).select(((cases::unit_id, cases::kind), count_star())).load(c)?
        }
        Group::Between(from, until) => {
            let of = past().filter(cases::election_day.is_null()).filter(cases::received_at.ge(at(from)));
            let of = of.filter(cases::received_at.lt(at(until)));
            of.group_by(columns).select(((cases::unit_id, cases::kind), count_star())).load(c)?
        }
    })
}

/// The most cases that one report reads.
pub const MOST_REPORTED: i64 = 20_000;

/// The cases of these units received before `until`, with their letters and whether a time limit was missed; in three
/// statements. None: there are more than [`MOST_REPORTED`].
pub fn reported(c: &mut Conn, units: &[UnitId], until: DateTime<Utc>) -> Result<Option<Vec<Reported>>, StoreError> {
    let units: Vec<i64> = units.iter().map(|u| u.0).collect();
    let of = || cases::table.filter(cases::unit_id.eq_any(units.clone())).filter(cases::received_at.lt(at(until)));
    let rows: Vec<CaseRow> = of().order(cases::id).limit(MOST_REPORTED + 1).select(CaseRow::as_select()).load(c)?;
    if i64::try_from(rows.len()).unwrap_or(i64::MAX) > MOST_REPORTED {
        return Ok(None);
    }
    let ids = || of().select(cases::id);
    let came: Vec<(i64, chrono::NaiveDateTime)> =
        letters::table.filter(letters::case_id.eq_any(ids())).select((letters::case_id, letters::received_at)).load(c)?;
    let mut days: HashMap<i64, Vec<NaiveDate>> = HashMap::new();
    for (case, on) in came {
        days.entry(case).or_default().push(local_date(time(on)));
    }
    let past = deadlines::table
        .filter(deadlines::case_id.eq_any(ids()))
        .filter(deadlines::duty.eq(AsText(Duty::Office)))
        .filter(deadlines::met_on.gt(deadlines::due));
    let missed: HashSet<i64> = past.select(deadlines::case_id).load::<i64>(c)?.into_iter().collect();
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let case = row.into_case()?;
        let overdue = case.next_due.is_some_and(|due| due < local_date(until - chrono::TimeDelta::seconds(1)));
        let missed = missed.contains(&case.id.0) || overdue;
        all.push(Reported { letters: days.remove(&case.id.0).unwrap_or_default(), missed, case });
    }
    Ok(Some(all))
}
