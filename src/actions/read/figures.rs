//! Figures: those that everybody may read, small numbers hidden, and the report of a period for observers.

use std::cmp::Reverse;

use chrono::{Datelike, NaiveDate};

use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::domain::directory::{Election, Level};
use crate::domain::ids::{MemberId, UnitId};
use crate::domain::kind::Kind;
use crate::domain::permission::Role;
use crate::domain::refusal::Refusal;
use crate::domain::report::Report;
use crate::domain::suppression::{Shown, cell, total};
use crate::domain::zone::start_of;
use crate::store::counts::{self, Counted, Group};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The cases of an election.
    Election(NaiveDate),
    /// Those of a calendar year that belong to no election.
    Year(i32),
}

/// One measure: a row a unit, a column a kind, with the totals of what is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// received, settled, late.
    pub name: &'static str,
    pub rows: Vec<(String, Vec<Shown>, Shown)>,
    pub totals: Vec<Shown>,
    pub total: Shown,
}

/// The public figures of a scope.
pub fn public(ctx: &Context, scope: Scope) -> Result<Vec<Measure>, ActionError> {
    let group = match scope {
        Scope::Election(day) => Group::Election(day),
        Scope::Year(year) => Group::Between(start_of(first_day(year)), start_of(first_day(year.saturating_add(1)))),
    };
    let today = ctx.today();
    let counted = ctx.store.snapshot(|conn| counts::by_unit_and_kind(conn, group, today))?;
    let of = |unit: UnitId, kind: Kind| counted.get(&(unit, kind)).copied().unwrap_or_default();
    let units = units(ctx, |unit| Kind::ALL.iter().any(|kind| of(unit, *kind).received > 0));
    let measure = |name, pick: fn(Counted) -> i64| {
        let row = |(unit, name): &(UnitId, String)| {
            let cells: Vec<Shown> = Kind::ALL.iter().map(|kind| cell(pick(of(*unit, *kind)))).collect();
            let sum = total(cells.iter().copied());
            (name.clone(), cells, sum)
        };
        let rows: Vec<_> = units.iter().map(row).collect();
        let column = |at: usize| total(rows.iter().filter_map(|(_, cells, _)| cells.get(at).copied()));
        let totals: Vec<Shown> = (0..Kind::ALL.len()).map(column).collect();
        let all = total(totals.iter().copied());
        Measure { name, rows, totals, total: all }
    };
    Ok(vec![measure("received", |c| c.received), measure("settled", |c| c.settled), measure("late", |c| c.late)])
}

fn first_day(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(NaiveDate::MAX)
}

/// Units that take letters from the public, whether they have any or not; and the others that have some. By name.
fn units(ctx: &Context, has: impl Fn(UnitId) -> bool) -> Vec<(UnitId, String)> {
    let shown = ctx.directory.units.values().filter(|u| u.level != Level::PollingArea && (u.public || has(u.id)));
    let mut all: Vec<(UnitId, String)> = shown.map(|u| (u.id, u.name.clone())).collect();
    all.sort_by(|a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
    all
}

/// The scopes there are figures of: the elections, the latest first, and the last five years.
pub fn scopes(ctx: &Context) -> (Vec<Election>, Vec<i32>) {
    let mut elections: Vec<Election> = ctx.directory.elections.values().cloned().collect();
    elections.sort_by_key(|e| (Reverse(e.day), e.id));
    let year = ctx.today().year();
    (elections, (year - 4..=year).rev().collect())
}

/// The report of these days, over the units that an observer or supervisor sees.
pub fn report(ctx: &Context, me: MemberId, from: NaiveDate, to: NaiveDate) -> Result<Report, ActionError> {
    if to < from {
        return Err(Refusal::field("to", "period_backwards").into());
    }
    let directory = &ctx.directory;
    let reads = |unit: &UnitId| directory.roles(me, *unit).iter().any(|r| matches!(r, Role::Observer | Role::Supervisor));
    let units: Vec<UnitId> = directory.units.keys().copied().filter(reads).collect();
    let until = start_of(to.succ_opt().unwrap_or(to));
    let cases = ctx.store.snapshot(|conn| counts::reported(conn, &units, until))?;
    let mut cases = cases.ok_or_else(|| Refusal::state("report_too_large").with("most", counts::MOST_REPORTED))?;
    // Whoever is in conflict with a case does not count it either.
    cases.retain(|reported| !reported.case.bars(me));
    Ok(Report::of(&cases, from, to))
}
