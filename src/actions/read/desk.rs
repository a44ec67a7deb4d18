//! The desk: queues of cases with their counts, and the lines of a list, each with what a reader needs to decide what is next.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use super::case_lists::{ListQuery, titles_of};
use super::case_reads::see;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::domain::calendar::days_after;
use crate::domain::case::{Case, DUE_SOON, Phase};
use crate::domain::deadline::{Left, left};
use crate::domain::gate::{self, Standing};
use crate::domain::ids::{CaseId, MemberId, UnitId};
use crate::domain::permission::{Role, Scope};
use crate::domain::rulebook::Unit;
use crate::domain::status::StatusCode;
use crate::domain::verb::Verb;
use crate::store::case_list::{self, Assignee, Count, Cursor, Filter, Sort};
use crate::store::{Conn, deadlines};

codes! {
    /// What waits for somebody.
    pub enum Queue {
        ToClassify = "to_classify",
        /// Letters of a flood, which wait to be admitted; not shown while there are none.
        Flood = "flood",
        Unassigned = "unassigned",
        /// Open, and assigned to the reader.
        Mine = "mine",
        /// A disposition or a decision waits for a signature.
        ToSign = "to_sign",
        ToServe = "to_serve",
        Paused = "paused",
        /// Stopped by art. 61.2 of the Election Law.
        Frozen = "frozen",
        /// To be handed over by art. 61.4.
        HandOver = "hand_over",
        DueSoon = "due_soon",
        Overdue = "overdue",
    }
}

impl Queue {
    /// The queues of a reader with these roles: only officers have cases of their own.
    pub fn of(roles: &[Role]) -> Vec<Self> {
        Self::ALL.iter().copied().filter(|queue| *queue != Self::Mine || roles.contains(&Role::Officer)).collect()
    }

    /// Where such a reader's work begins: an officer's own cases, what a supervisor is to sign, a clerk's new letters.
    pub fn first(roles: &[Role]) -> Self {
        let order = [(Role::Officer, Self::Mine), (Role::Supervisor, Self::ToSign)];
        order.into_iter().find(|(role, _)| roles.contains(role)).map_or(Self::ToClassify, |(_, queue)| queue)
    }

    fn filter(self, me: MemberId, today: NaiveDate) -> Filter {
        let all = Filter::default();
        match self {
            Self::ToClassify => Filter { status: vec![StatusCode::Received], triage: Some(false), ..all },
            Self::Flood => Filter { status: vec![StatusCode::Received], triage: Some(true), ..all },
            Self::Unassigned => Filter { assignee: Some(Assignee::Nobody), triage: Some(false), ..all },
            Self::Mine => Filter { assignee: Some(Assignee::Member(me)), open: true, ..all },
            Self::ToSign => Filter { to_sign: true, ..all },
            Self::ToServe => Filter { to_serve: Some(true), ..all },
            Self::Paused => Filter { suspended: Some(true), ..all },
            Self::Frozen => Filter { phase: Some(Phase::Frozen), ..all },
            Self::HandOver => Filter { phase: Some(Phase::HandOver), ..all },
            Self::DueSoon => {
                let end = days_after(today, DUE_SOON + 1);
                Filter { due_from: Some(today), due_before: Some(end), phase: Some(Phase::Open), ..all }
            }
            Self::Overdue => Filter { overdue: Some(true), ..all },
        }
    }
}

/// A case in a list.
#[derive(Debug, Clone)]
pub struct Line {
    pub case: Case,
    /// As far as its reader may know it.
    pub title: Option<String>,
    pub unit: String,
    pub polling_area: Option<String>,
    pub assignee: Option<String>,
    pub due: Option<Due>,
    pub phase: Phase,
    pub overdue: bool,
    pub due_soon: bool,
    /// The reader may give it to somebody.
    pub may_assign: bool,
}

/// When the next step of the law ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    pub on: NaiveDate,
    pub left: Left,
    /// All that the date rests on is confirmed.
    pub verified: bool,
}

/// Somebody to whom cases of a list can be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub id: MemberId,
    pub name: String,
}

/// A part of a list.
#[derive(Debug, Clone, Default)]
pub struct Lines {
    pub lines: Vec<Line>,
    pub next: Option<Cursor>,
    /// Officers of the units of these cases, by name; of an officer who is no supervisor there, the officer alone.
    pub candidates: Vec<Candidate>,
}

/// A list and the queues around it, of one moment.
#[derive(Debug, Clone)]
pub struct Desk {
    pub counts: Vec<(Queue, Count)>,
    pub lines: Lines,
}

/// A queue, the most urgent first, and how many cases there are in each.
pub fn desk(ctx: &Context, conn: &mut Conn, me: MemberId, queue: Queue, after: Option<&Cursor>, limit: usize) -> Result<Desk, ActionError> {
    let today = ctx.today();
    let scope = scope(ctx, me)?;
    let roles: Vec<Role> = Role::ALL.iter().copied().filter(|r| !scope.reach(*r).is_nowhere()).collect();
    let mut counts = Vec::new();
    for queue in Queue::of(&roles) {
        counts.push((queue, case_list::count(conn, &scope, &queue.filter(me, today), today)?));
    }
    // Floods are rare: their queue is there when there is one.
    counts.retain(|(each, count)| *each != Queue::Flood || *each == queue || count.cases > 0);
    let page = case_list::page(conn, &scope, &queue.filter(me, today), today, Sort::NextDue, after, limit)?;
    let lines = lines(ctx, conn, me, page)?;
    Ok(Desk { counts, lines })
}

/// The cases that a query finds.
pub fn cases(
    ctx: &Context,
    conn: &mut Conn,
    me: MemberId,
    query: &ListQuery,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<Lines, ActionError> {
    let scope = scope(ctx, me)?;
    let page = case_list::page(conn, &scope, &query.filter(ctx, me)?, ctx.today(), query.order(), after, limit)?;
    lines(ctx, conn, me, page)
}

fn scope(ctx: &Context, me: MemberId) -> Result<Scope, ActionError> {
    let member = ctx.directory.members.get(&me).ok_or(crate::domain::refusal::Refusal::missing("case_not_found"))?;
    Ok(Scope::of(member, &ctx.directory))
}

/// The lines of these cases, in a fixed number of queries.
fn lines(ctx: &Context, conn: &mut Conn, me: MemberId, page: case_list::Page) -> Result<Lines, ActionError> {
    let today = ctx.today();
    let mut titles = titles_of(ctx, conn, me, &page.cases)?;
    let mut dues = dues(ctx, conn, &page.cases, today)?;
    let unit = |id: UnitId| ctx.directory.units.get(&id).map(|u| u.name.clone());
    let line = |case: Case| {
        let standing = Standing::member(me, &case, &ctx.directory, ctx.clock.now());
        Line {
            title: titles.remove(&case.id),
            unit: unit(case.unit).unwrap_or_default(),
            polling_area: case.polling_area.and_then(unit),
            assignee: case.assignee.and_then(|id| ctx.directory.members.get(&id)).map(|m| m.name.clone()),
            due: dues.remove(&case.id),
            phase: case.phase(today),
            overdue: case.overdue(today),
            due_soon: case.due_soon(today),
            may_assign: gate::gate(Verb::Assign, &case, &standing, today).is_ok(),
            case,
        }
    };
    let lines: Vec<Line> = page.cases.into_iter().map(line).collect();
    let candidates = candidates(ctx, me, &lines, today);
    Ok(Lines { lines, next: page.next, candidates })
}

/// The deadline that each of these cases comes to next.
fn dues(ctx: &Context, conn: &mut Conn, cases: &[Case], today: NaiveDate) -> Result<HashMap<CaseId, Due>, ActionError> {
    let due: HashMap<CaseId, (NaiveDate, i64)> =
        cases.iter().filter_map(|case| Some((case.id, (case.next_due?, case.detail.law_revision)))).collect();
    let mut ids: Vec<CaseId> = due.keys().copied().collect();
    ids.sort_unstable();
    let mut found = HashMap::new();
    for (case, running) in deadlines::running_of(conn, &ids)? {
        let Some((on, revision)) = due.get(&case).filter(|(on, _)| running.due == Some(*on)) else { continue };
        let unit = ctx.law.rulebook.version(&running.rule, &running.version).map_or(Unit::CalendarDays, |v| v.unit);
        let left = left(*on, today, unit, ctx.law.calendar.at(*revision));
        // Of two that end on the same day the surer one speaks.
        let this = Due { on: *on, left, verified: running.verified };
        found
            .entry(case)
            .and_modify(|other: &mut Due| {
                if this.verified {
                    *other = this
                }
            })
            .or_insert(this);
    }
    Ok(found)
}

fn candidates(ctx: &Context, me: MemberId, lines: &[Line], today: NaiveDate) -> Vec<Candidate> {
    let units = lines.iter().filter(|line| line.may_assign).map(|line| line.case.unit).collect();
    takers(ctx, me, &units, today)
}

/// To whom those among these cases that this member may know of could be given.
pub fn candidates_for(ctx: &Context, conn: &mut Conn, me: MemberId, cases: &[CaseId]) -> Result<Vec<Candidate>, ActionError> {
    let mut units = BTreeSet::new();
    for id in cases {
        match see(ctx, conn, me, *id) {
            Ok(seen) => units.insert(seen.case.unit),
            Err(ActionError::Refused { .. }) => continue,
            Err(error) => return Err(error),
        };
    }
    Ok(takers(ctx, me, &units, ctx.today()))
}

fn takers(ctx: &Context, me: MemberId, units: &BTreeSet<UnitId>, today: NaiveDate) -> Vec<Candidate> {
    let mut ids: BTreeSet<MemberId> = BTreeSet::new();
    for unit in units.iter().copied() {
        let roles = ctx.directory.roles(me, unit);
        if roles.contains(&Role::Supervisor) {
            ids.extend(ctx.directory.holders(Role::Officer, unit, today));
        } else if roles.contains(&Role::Officer) {
            ids.insert(me);
        }
    }
    let named = |id: MemberId| ctx.directory.members.get(&id).map(|m| Candidate { id, name: m.name.clone() });
    let mut all: Vec<Candidate> = ids.into_iter().filter_map(named).collect();
    all.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_begins_where_the_role_says() {
        let table = [
            (&[Role::Clerk][..], Queue::ToClassify),
            (&[Role::Supervisor], Queue::ToSign),
            (&[Role::Clerk, Role::Officer], Queue::Mine),
            (&[Role::Officer, Role::Supervisor], Queue::Mine),
        ];
        for (roles, first) in table {
            assert_eq!(Queue::first(roles), first, "{roles:?}");
            assert!(Queue::of(roles).contains(&first), "{roles:?}");
        }
        assert!(!Queue::of(&[Role::Supervisor]).contains(&Queue::Mine));
    }
}
