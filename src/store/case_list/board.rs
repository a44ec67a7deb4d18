//! What a supervisor's board counts: figures over indexes, none of which reads more than it says.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::query_builder::{QueryFragment, QueryId};
use diesel::query_dsl::methods::LoadQuery;

use super::plan::explain;
use super::{Count, Filter, Query, conditions, narrowed};
use crate::domain::case::Phase;
use crate::domain::ids::{CaseId, MemberId, UnitId};
use crate::domain::kind::Kind;
use crate::domain::permission::Scope;
use crate::domain::rulebook::Duty;
use crate::store::cases::Condition;
use crate::store::columns::{AsText, at};
use crate::store::conn::{Conn, Db};
use crate::store::error::StoreError;
use crate::store::fragment::{is_among, sql};
use crate::store::schema::{cases, deadlines};
use crate::store::search::Dialect;

/// As much of a late case as is needed to count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Late {
    pub case: CaseId,
    pub unit: UnitId,
    pub assignee: Option<MemberId>,
    pub due: NaiveDate,
}

/// The late cases of this list, the oldest due date first, at most [`Count::MOST`]; and whether there are more.
pub fn late(c: &mut Conn, scope: &Scope, filter: &Filter, today: NaiveDate) -> Result<(Vec<Late>, bool), StoreError> {
    let filter = Filter { overdue: Some(true), ..filter.clone() };
    let mut found: Vec<Late> = Vec::new();
    for arm in conditions::arms(Dialect::of(c), scope, &filter) {
        let rows: Vec<(i64, i64, Option<i64>, NaiveDate)> = narrowed(c, scope, &filter, today, arm)
            .order((cases::next_due.asc(), cases::id.asc()))
            .limit(one_more())
            .select((cases::id, cases::unit_id, cases::assignee, cases::next_due))
            .load(c)?;
        found.extend(rows.into_iter().map(|(id, unit, assignee, due)| Late {
            case: CaseId(id),
            unit: UnitId(unit),
            assignee: assignee.map(MemberId),
            due,
        }));
    }
    found.sort_by_key(|late| (late.due, late.case));
    found.dedup_by_key(|late| late.case);
    let more = found.len() > Count::MOST;
    found.truncate(Count::MOST);
    Ok((found, more))
}

/// A time limit of the office that runs on a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    pub rule: String,
    pub version: String,
    pub starts_on: NaiveDate,
    pub due: NaiveDate,
}

/// The dated office rules that run on each of these cases, the earliest first, in one query.
pub fn running(c: &mut Conn, ids: &[CaseId]) -> Result<HashMap<CaseId, Vec<Running>>, StoreError> {
    let rows: Vec<(i64, String, String, NaiveDate, Option<NaiveDate>)> = deadlines::table
        .filter(is_among(Dialect::of(c), "deadlines.case_id", ids.iter().map(|id| id.0)))
        .filter(deadlines::state.eq("running"))
        .filter(deadlines::duty.eq(AsText(Duty::Office)))
        .filter(deadlines::due.is_not_null())
        .select((deadlines::case_id, deadlines::rule, deadlines::version, deadlines::starts_on, deadlines::due))
        .load(c)?;
    let mut all: HashMap<CaseId, Vec<Running>> = HashMap::new();
    for (case, rule, version, starts_on, due) in rows {
        let Some(due) = due else { continue };
        all.entry(CaseId(case)).or_default().push(Running { rule, version, starts_on, due });
    }
    for clocks in all.values_mut() {
        clocks.sort_by(|a, b| (a.due, &a.rule).cmp(&(b.due, &b.rule)));
    }
    Ok(all)
}

/// What falls due on a day, and how much of it the freeze will have stopped by then (art. 61.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayLoad {
    pub day: NaiveDate,
    pub due: Count,
    pub stopped: usize,
}

/// The load of one day; each figure counts to [`Count::MOST`].
pub fn due_on(c: &mut Conn, scope: &Scope, filter: &Filter, today: NaiveDate, day: NaiveDate) -> Result<DayLoad, StoreError> {
    let mut seen: HashMap<i64, bool> = HashMap::new();
    for arm in conditions::arms(Dialect::of(c), scope, filter) {
        let rows: Vec<(i64, Option<NaiveDate>, bool)> = narrowed(c, scope, filter, today, arm)
            .filter(cases::next_due.eq(day))
            .limit(one_more())
            .select((cases::id, cases::freezes_on, sql(conditions::OPEN)))
            .load(c)?;
        seen.extend(rows.into_iter().map(|(id, from, open)| (id, open && from.is_some_and(|from| from <= day))));
    }
    let stopped = seen.values().filter(|stopped| **stopped).count();
    Ok(DayLoad { day, due: counted(seen.len()), stopped: stopped.min(Count::MOST) })
}

/// How many open cases of this kind came from `from` on and before `to`; counts to [`Count::MOST`].
pub fn open_between(
    c: &mut Conn,
    scope: &Scope,
    filter: &Filter,
    today: NaiveDate,
    kind: Kind,
    from: Option<DateTime<Utc>>,
    to: Option<DateTime<Utc>>,
) -> Result<Count, StoreError> {
    let filter = Filter { kind: Some(kind), ..filter.clone() };
    let mut seen = std::collections::HashSet::new();
    for query in came_between(c, scope, &filter, today, from, to) {
        seen.extend(query.select(cases::id).load::<i64>(c)?);
    }
    Ok(counted(seen.len()))
}

fn came_between(
    c: &Conn,
    scope: &Scope,
    filter: &Filter,
    today: NaiveDate,
    from: Option<DateTime<Utc>>,
    to: Option<DateTime<Utc>>,
) -> Vec<Query<'static>> {
    let arms = conditions::arms(Dialect::of(c), scope, filter).into_iter();
    let narrow = |arm| {
        let mut query = narrowed(c, scope, filter, today, arm).filter(sql(conditions::OPEN));
        if let Some(from) = from {
            query = query.filter(cases::received_at.ge(at(from)));
        }
        if let Some(to) = to {
            query = query.filter(cases::received_at.lt(at(to)));
        }
        query.limit(one_more())
    };
    arms.map(narrow).collect()
}

/// How the database would count open cases by age, and the load of members, in its own words: for the test that reads them.
pub fn plans(c: &mut Conn, scope: &Scope, members: &[MemberId], today: NaiveDate) -> Result<Vec<String>, StoreError> {
    let mut lines = Vec::new();
    let kind = Filter { kind: Some(Kind::Complaint), ..Filter::default() };
    for query in came_between(c, scope, &kind, today, None, Some(crate::domain::zone::start_of(today))) {
        lines.extend(explain(c, query.select(cases::id))?);
    }
    for (_, phase, more) in loads_of(today, today) {
        let query = by_member(c, scope, &Filter { phase, ..Filter::default() }, members, today, more);
        lines.extend(explain(c, query)?);
    }
    Ok(lines)
}

/// What a member has to do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Load {
    pub open: i64,
    /// Due from today to this many days on, and not late.
    pub due: i64,
    pub late: i64,
}

/// The loads of these members within the filter's units, without the cases that the reader is in conflict with, in three
/// queries. Who has nothing is left out.
pub fn loads(
    c: &mut Conn,
    scope: &Scope,
    filter: &Filter,
    members: &[MemberId],
    today: NaiveDate,
    until: NaiveDate,
) -> Result<HashMap<MemberId, Load>, StoreError> {
    let mut all: HashMap<MemberId, Load> = HashMap::new();
    for (figure, phase, more) in loads_of(today, until) {
        let filter = Filter { phase, ..filter.clone() };
        let rows: Vec<(Option<i64>, i64)> = by_member(c, scope, &filter, members, today, more).load(c)?;
        for (member, number) in rows.into_iter().filter_map(|(member, number)| Some((MemberId(member?), number))) {
            *figure(all.entry(member).or_default()) = number;
        }
    }
    Ok(all)
}

/// A figure of a load: where it stands, the phase that counts for it, and what else does.
type Figure = (fn(&mut Load) -> &mut i64, Option<Phase>, Vec<Condition>);

fn loads_of(today: NaiveDate, until: NaiveDate) -> [Figure; 3] {
    let soon: Vec<Condition> = vec![Box::new(cases::next_due.ge(today)), Box::new(cases::next_due.le(until))];
    [
        (|load| &mut load.open, None, vec![Box::new(sql(conditions::OPEN))]),
        (|load| &mut load.late, Some(Phase::Open), vec![Box::new(cases::next_due.lt(today))]),
        (|load| &mut load.due, Some(Phase::Open), soon),
    ]
}

/// How many such cases each of these members has.
fn by_member(
    c: &Conn,
    scope: &Scope,
    filter: &Filter,
    members: &[MemberId],
    today: NaiveDate,
    more: Vec<Condition>,
) -> impl LoadQuery<'static, Conn, (Option<i64>, i64)> + QueryFragment<Db> + QueryId + use<> {
    let mut query = cases::table
        .group_by(cases::assignee)
        .select((cases::assignee, diesel::dsl::count_star()))
        .into_boxed::<Db>()
        .filter(is_among(Dialect::of(c), "cases.assignee", members.iter().map(|m| m.0)))
        .filter(conditions::not_in_conflict(scope.member()));
    for condition in conditions::of(Dialect::of(c), filter, today).into_iter().chain(more) {
        query = query.filter(condition);
    }
    query
}

fn one_more() -> i64 {
    i64::try_from(Count::MOST).unwrap_or(i64::MAX - 1) + 1
}

fn counted(found: usize) -> Count {
    Count { cases: found.min(Count::MOST), more: found > Count::MOST }
}
