//! What a scope and a filter mean in SQL. `domain::permission::Scope::sees` says the same of one case; a test compares them.
//!
//! Where a condition is literal SQL, it is so because a partial index has it letter for letter: a bound value would not match. `assume_not_null` only tells diesel
//! that a comparison with NULL, which is no match, needs no type of its own.

use chrono::NaiveDate;
use diesel::dsl::{exists, not};
use diesel::prelude::*;

use super::{Assignee, Filter};
use crate::domain::case::Phase;
use crate::domain::ids::{MemberId, UnitId};
use crate::domain::permission::{Reach, Role, Scope};
use crate::domain::status::StatusCode;
use crate::store::cases::Condition;
use crate::store::columns::AsText;
use crate::store::fragment::{is_among, sql};
use crate::store::schema::{case_clerks, cases, conflicts, triage};
use crate::store::search::{self, Dialect};

/// `Status::is_open`, as the partial indexes have it.
pub(super) const OPEN: &str = "cases.status NOT IN ('settled', 'closed')";

/// Awaits a signature, as the partial index has it.
const TO_SIGN: &str = "cases.status NOT IN ('received', 'screening', 'accepted', 'settled', 'closed')";

/// A supervisor's word is awaited besides its course: few ever are.
const ASKS: &str = "cases.id IN (SELECT case_asks.case_id FROM case_asks)";

/// More units than these are not looked up one by one.
const FEW_UNITS: usize = 8;

/// How the database is to come to the cases of some units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// By an index that begins with the unit.
    Seek,
    /// By the index in the order of the list, passing over other units. PostgreSQL knows by its statistics when; SQLite has
    /// none here, and takes the unit's index wherever it may: a unary plus says that it may not.
    Walk,
}

impl Way {
    fn of(dialect: Dialect, filter: &Filter, units: usize) -> Self {
        let small = [filter.to_serve, filter.suspended, filter.awaits_answer].contains(&Some(true))
            || matches!(filter.phase, Some(Phase::Frozen | Phase::HandOver))
            || (filter.to_sign || filter.asks || filter.assignee.is_some() || filter.ids.is_some());
        let wide = units > FEW_UNITS && filter.status.is_empty();
        match dialect {
            Dialect::Sqlite if small || wide => Self::Walk,
            Dialect::Sqlite | Dialect::Postgres => Self::Seek,
        }
    }
}

/// Nobody finds a case they are in conflict with.
pub(super) fn not_in_conflict(member: MemberId) -> Condition {
    let row = conflicts::table.filter(conflicts::case_id.eq(cases::id)).filter(conflicts::member_id.eq(member.0));
    Box::new(not(exists(row)))
}

/// What the scope lets through, as one or two conditions whose lists are merged: "in my units" and "assigned to me" have
/// each their index, "one or the other" has none.
pub(super) fn arms(dialect: Dialect, scope: &Scope, filter: &Filter) -> Vec<Condition> {
    let me = scope.member();
    let handles = !scope.reach(Role::Officer).is_nowhere();
    let in_units = || in_units(dialect, scope, filter);
    let mine = || -> Condition {
        match Way::of(dialect, filter, 1) {
            Way::Seek => Box::new(cases::assignee.eq(me.0).assume_not_null()),
            Way::Walk => Box::new(sql("+cases.assignee = ").big_int(me.0)),
        }
    };
    match filter.assignee {
        Some(Assignee::Member(member)) if member == me && handles => return vec![Box::new(cases::assignee.eq(me.0).assume_not_null())],
        Some(Assignee::Member(_) | Assignee::Nobody) => return vec![in_units()],
        None if !handles => return vec![in_units()],
        None => {}
    }
    let roles = [Role::Clerk, Role::Officer, Role::Supervisor];
    if !filter.units.is_empty() || filter.ids.is_some() || roles.iter().any(|r| *scope.reach(*r) == Reach::Everywhere) {
        return vec![Box::new(in_units().or(mine()))];
    }
    vec![in_units(), mine()]
}

/// Everything the scope lets through but what is only assigned.
fn in_units(dialect: Dialect, scope: &Scope, filter: &Filter) -> Condition {
    let me = scope.member();
    let open_to_all = || not(cases::confidential);
    let served = case_clerks::table.filter(case_clerks::case_id.eq(cases::id)).filter(case_clerks::member_id.eq(me.0));
    let unclassified = cases::status.eq(AsText(StatusCode::Received));
    let registered = cases::registered_by.eq(me.0).assume_not_null();
    let clerk: Condition = Box::new(unclassified.or(open_to_all()).or(registered).or(exists(served)));
    let all = all_units(scope);
    let way = Way::of(dialect, filter, all.as_ref().map_or(0, Vec::len));
    let parts = [
        within(dialect, scope.reach(Role::Clerk), all.as_deref(), way).map(|units| -> Condition { Box::new(units.and(clerk)) }),
        within(dialect, scope.reach(Role::Officer), all.as_deref(), way).map(|units| -> Condition { Box::new(units.and(open_to_all())) }),
        within(dialect, scope.reach(Role::Supervisor), all.as_deref(), way),
    ];
    let any = parts.into_iter().flatten().reduce(|one, other| Box::new(one.or(other)));
    let any = any.unwrap_or_else(|| Box::new(sql("1 = 0")));
    // Said by itself, outside of any "or": the indexes that begin with the unit are found by it.
    match all {
        Some(units) => Box::new(is_one_of(dialect, &units, way).and(any)),
        None => any,
    }
}

/// A single unit by equality: the index then gives the order of the list too, which a list of one would not on PostgreSQL.
fn is_one_of(dialect: Dialect, units: &[UnitId], way: Way) -> Condition {
    let ids = units.iter().map(|u| u.0);
    match (units, way) {
        ([one], Way::Seek) => Box::new(cases::unit_id.eq(one.0)),
        (_, Way::Seek) => Box::new(is_among(dialect, "cases.unit_id", ids)),
        (_, Way::Walk) => Box::new(is_among(dialect, "+cases.unit_id", ids)),
    }
}

/// The units of all roles together; None: the whole tree.
fn all_units(scope: &Scope) -> Option<Vec<UnitId>> {
    let mut all = Vec::new();
    for role in [Role::Clerk, Role::Officer, Role::Supervisor] {
        match scope.reach(role) {
            Reach::Everywhere => return None,
            Reach::Units(units) => all.extend_from_slice(units),
        }
    }
    all.sort_unstable();
    all.dedup();
    Some(all)
}

/// The condition that a role is held, where the units of all roles are asked for anyway; None: it is held nowhere.
fn within(dialect: Dialect, reach: &Reach, all: Option<&[UnitId]>, way: Way) -> Option<Condition> {
    match reach {
        Reach::Units(units) if units.is_empty() => None,
        Reach::Units(units) if all != Some(units) => Some(is_one_of(dialect, units, way)),
        Reach::Everywhere | Reach::Units(_) => Some(Box::new(sql("1 = 1"))),
    }
}

/// What a filter narrows to.
pub(super) fn of(dialect: Dialect, filter: &Filter, today: NaiveDate) -> Vec<Condition> {
    let mut all: Vec<Condition> = Vec::new();
    match filter.status.as_slice() {
        [] => {}
        [one] => all.push(Box::new(cases::status.eq(AsText(*one)))),
        several => all.push(one_status(several)),
    }
    if let Some(kind) = filter.kind {
        all.push(Box::new(cases::kind.eq(AsText(kind))));
    }
    if let Some(matter) = filter.matter {
        all.push(Box::new(cases::matter.eq(AsText(matter))));
    }
    if let Some(track) = filter.track {
        all.push(Box::new(cases::track.eq(AsText(track))));
    }
    if !filter.units.is_empty() {
        all.push(is_one_of(dialect, &filter.units, Way::of(dialect, filter, filter.units.len())));
    }
    match filter.assignee {
        None => {}
        Some(Assignee::Member(member)) => all.push(Box::new(cases::assignee.eq(member.0).assume_not_null())),
        Some(Assignee::Nobody) => {
            all.push(Box::new(sql("cases.assignee IS NULL")));
            all.push(Box::new(sql(OPEN)));
        }
    }
    match filter.overdue {
        None => {}
        Some(true) => {
            all.push(Box::new(cases::next_due.lt(today)));
            all.push(phase(Phase::Open, today));
        }
        Some(false) => all.push(Box::new(cases::next_due.ge(today).or(not(phase(Phase::Open, today))))),
    }
    all.extend(filter.phase.map(|p| phase(p, today)));
    if let Some(day) = filter.due_before {
        all.push(Box::new(cases::next_due.lt(day)));
    }
    if let Some(terms) = &filter.q {
        all.extend(search::found(dialect, terms, &filter.people));
    }
    for (wanted, column) in
        [(filter.to_serve, "cases.to_serve"), (filter.suspended, "cases.suspended"), (filter.awaits_answer, "cases.awaits_answer")]
    {
        match wanted {
            None => {}
            Some(true) => all.push(Box::new(sql(column))),
            Some(false) => all.push(Box::new(not(sql(column)))),
        }
    }
    for (wanted, condition) in [(filter.open, OPEN), (filter.to_sign, TO_SIGN), (filter.asks, ASKS)] {
        if wanted {
            all.push(Box::new(sql(condition)));
        }
    }
    if let Some(day) = filter.due_from {
        all.push(Box::new(cases::next_due.ge(day)));
    }
    if let Some(waits) = filter.triage {
        let row = triage::table.filter(triage::case_id.eq(cases::id));
        all.push(if waits { Box::new(exists(row)) } else { Box::new(not(exists(row))) });
    }
    if let Some(ids) = &filter.ids {
        all.push(Box::new(is_among(dialect, "cases.id", ids.iter().map(|id| id.0))));
    }
    all
}

/// `Case::phase`, in SQL.
fn phase(phase: Phase, today: NaiveDate) -> Condition {
    let begun = cases::freezes_on.le(today).assume_not_null();
    match phase {
        // A case without freeze, before it, or no longer open.
        Phase::Open => {
            let before = cases::freezes_on.gt(today).assume_not_null();
            Box::new(cases::freezes_on.is_null().or(cases::election_day.is_null()).or(before).or(not(sql(OPEN))))
        }
        Phase::Frozen => Box::new(sql(OPEN).and(begun).and(cases::election_day.ge(today).assume_not_null())),
        Phase::HandOver => Box::new(sql(OPEN).and(begun).and(cases::election_day.lt(today).assume_not_null())),
    }
}

/// One of a few statuses, each compared by itself: so the statement may be kept.
fn one_status(several: &[StatusCode]) -> Condition {
    let one = |status: &StatusCode| -> Condition { Box::new(cases::status.eq(AsText(*status))) };
    let any = several.iter().map(one).reduce(|one, other| Box::new(one.or(other)));
    any.unwrap_or_else(|| Box::new(sql("1 = 0")))
}
