//! The lists that members get: each morning what waits for them, and on the day after election day what is to be handed over
//! (art. 61.4). A list is entered as made in the transaction of its mail; where there is nothing to tell, without one.

use chrono::{DateTime, Duration, NaiveDate, Utc};

use super::ask_calendar;
use super::context::Context;
use super::error::ActionError;
use super::mails::{self, secret};
use super::remind::{GRACE, Round};
use crate::domain::calendar::days_after;
use crate::domain::case::{DUE_SOON, Phase};
use crate::domain::directory::{Election, Member};
use crate::domain::election::freeze_from;
use crate::domain::ids::{MemberId, UnitId};
use crate::domain::permission::{Role, Scope};
use crate::domain::reminder::Settings;
use crate::domain::status::StatusCode;
use crate::domain::zone::local_date;
use crate::mail::{Heading, Line, Listed, Mail, Section};
use crate::store::case_list::{self, Assignee, Filter, Sort};
use crate::store::{Conn, StoreError, reminders};

codes! {
    /// A list of which a member gets one.
    pub enum List {
        /// Of a day.
        Digest = "digest",
        /// Of an election, on the day after it.
        HandOver = "hand_over",
        /// Of the years whose calendar is missing, for admins; see `ask_calendar`.
        Calendar = "calendar",
    }
}

/// A list that somebody is to get by now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    pub list: List,
    /// The day that it is of.
    pub day: NaiveDate,
    pub member: MemberId,
    /// When it was to be told.
    pub at: DateTime<Utc>,
}

/// How many cases each part of a list names.
const NAMED: usize = 10;

/// The lists that are to be told by now and are not made, by member.
pub fn wanted(ctx: &Context) -> Result<Vec<Wanted>, StoreError> {
    let now = ctx.clock.now();
    let today = local_date(now);
    let mut wanted: Vec<Wanted> = Vec::new();
    let mut members: Vec<&Member> = ctx.directory.members.values().filter(|m| m.email.is_some() && m.present(today)).collect();
    members.sort_by_key(|m| m.id);
    let times: Vec<(&Member, DateTime<Utc>)> = members.iter().filter_map(|m| Some((*m, morning(ctx, m, today)?))).collect();
    if times.iter().any(|(_, at)| *at <= now) {
        let made = ctx.store.read(|conn| reminders::listed(conn, today, List::Digest.as_str()))?;
        let open = times.iter().filter(|(member, at)| *at <= now && made.binary_search(&member.id).is_err());
        wanted.extend(open.map(|(member, at)| Wanted { list: List::Digest, day: today, member: member.id, at: *at }));
    }
    for day in just_held(ctx, today) {
        let made = ctx.store.read(|conn| reminders::listed(conn, day, List::HandOver.as_str()))?;
        for member in members.iter().filter(|m| concerned(ctx, m, day) && made.binary_search(&m.id).is_err()) {
            let at = settings(ctx, member).map(|s| s.at.on(day)).min();
            wanted.extend(at.filter(|at| *at <= now).map(|at| Wanted { list: List::HandOver, day, member: member.id, at }));
        }
    }
    wanted.extend(ask_calendar::wanted(ctx, &members)?);
    Ok(wanted)
}

/// Makes every list that is to be told by now, one transaction each; one that fails holds up none.
pub fn make_all(ctx: &Context, goes_on: &dyn Fn() -> bool) -> Result<Round, StoreError> {
    let mut round = Round::default();
    for one in wanted(ctx)? {
        if !goes_on() {
            break;
        }
        match make(ctx, &one) {
            Ok(told) => round.mails += usize::from(told),
            // Another instance made it.
            Err(ActionError::Stale) => {}
            Err(error) => {
                round.failed += 1;
                tracing::warn!(member = %one.member, %error, "a list could not be made");
            }
        }
    }
    Ok(round)
}

/// Makes a list and puts its mail into the outbox. False: there was nothing to tell.
pub fn make(ctx: &Context, wanted: &Wanted) -> Result<bool, ActionError> {
    let now = ctx.clock.now();
    let Some(member) = ctx.directory.members.get(&wanted.member) else { return Ok(false) };
    let unit = member.grants.first().and_then(|g| ctx.directory.units.get(&g.unit)).map(|u| u.name.clone()).unwrap_or_default();
    let meant = (now > wanted.at + GRACE).then_some(wanted.at);
    let listed =
        |sections: Vec<Section>| (!sections.is_empty()).then(|| Listed { unit: unit.clone(), day: local_date(now), sections, meant });
    let mail = match wanted.list {
        List::Digest => listed(ctx.store.snapshot(|conn| digest(ctx, conn, member))?).map(Mail::Digest),
        List::HandOver => listed(ctx.store.snapshot(|conn| hand_over(ctx, conn, member))?).map(Mail::ToHandOver),
        List::Calendar => ask_calendar::mail(ctx, wanted, unit),
    };
    ctx.write(|conn| {
        let posted = mail.as_ref().map(|mail| mails::post_to_member(ctx, conn, member, mail)).transpose()?.flatten();
        if reminders::enter_list(conn, wanted.day, wanted.list.as_str(), member.id, now, posted)? {
            Ok(posted.is_some())
        } else {
            // Another instance was quicker: its mail is the one.
            Err(ActionError::Stale)
        }
    })
}

/// When a member's digest goes: the earliest hour of the units in which they have work; none: they get none.
fn morning(ctx: &Context, member: &Member, today: NaiveDate) -> Option<DateTime<Utc>> {
    settings(ctx, member).filter(|s| s.digest).map(|s| s.at.on(today)).min()
}

fn settings<'a>(ctx: &'a Context, member: &'a Member) -> impl Iterator<Item = &'a Settings> {
    let works = |role: Role| matches!(role, Role::Clerk | Role::Officer | Role::Supervisor);
    member.grants.iter().filter(move |g| works(g.role)).map(|g| ctx.directory.reminding(g.unit))
}

/// The days after elections whose files are being handed over; one list tells of all that were held on one day.
fn just_held(ctx: &Context, today: NaiveDate) -> Vec<NaiveDate> {
    let recent = |e: &&Election| (1..=e.closes_after).contains(&(today - e.day).num_days());
    let mut days: Vec<NaiveDate> = ctx.directory.elections.values().filter(recent).map(|e| days_after(e.day, 1)).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// Handles or supervises where an election was held on the day before.
fn concerned(ctx: &Context, member: &Member, day: NaiveDate) -> bool {
    let held: Vec<UnitId> =
        ctx.directory.elections.values().filter(|e| days_after(e.day, 1) == day).flat_map(|e| e.units.iter().copied()).collect();
    let near = |unit: UnitId| held.iter().any(|at| ctx.directory.within(unit, *at) || ctx.directory.within(*at, unit));
    member.grants.iter().any(|g| matches!(g.role, Role::Officer | Role::Supervisor) && near(g.unit))
}

/// What a member looks at: a supervisor every case, an officer their own, a clerk those that nobody has classified or taken.
fn views(scope: &Scope, me: MemberId) -> Vec<Filter> {
    let holds = |role: Role| !scope.reach(role).is_nowhere();
    if holds(Role::Supervisor) {
        return vec![Filter::default()];
    }
    let mut views = Vec::new();
    if holds(Role::Officer) {
        views.push(Filter { assignee: Some(Assignee::Member(me)), ..Filter::default() });
    }
    if holds(Role::Clerk) {
        views.push(Filter { assignee: Some(Assignee::Nobody), status: vec![StatusCode::Received], ..Filter::default() });
    }
    views
}

fn digest(ctx: &Context, conn: &mut Conn, member: &Member) -> Result<Vec<Section>, ActionError> {
    let today = ctx.today();
    let scope = Scope::of(member, &ctx.directory);
    let holds = |role: Role| !scope.reach(role).is_nowhere();
    let views = views(&scope, member.id);
    let each = |change: &dyn Fn(Filter) -> Filter| views.iter().cloned().map(change).collect::<Vec<Filter>>();
    let due = |from: NaiveDate, before: NaiveDate| {
        each(&|f| Filter { due_from: Some(from), due_before: Some(before), phase: Some(Phase::Open), ..f })
    };
    let (tomorrow, later) = (days_after(today, 1), days_after(today, DUE_SOON + 1));
    let mut parts: Vec<(Heading, NaiveDate, Vec<Filter>)> = vec![
        (Heading::Overdue, today, each(&|f| Filter { overdue: Some(true), ..f })),
        (Heading::DueToday, today, due(today, tomorrow)),
        (Heading::DueSoon, today, due(tomorrow, later)),
    ];
    if holds(Role::Supervisor) {
        parts.push((Heading::ToSign, today, vec![Filter { to_sign: true, phase: Some(Phase::Open), ..Filter::default() }]));
    }
    let to_serve = Filter { to_serve: Some(true), ..Filter::default() };
    if holds(Role::Clerk) {
        parts.push((Heading::ToServe, today, vec![to_serve]));
    } else if holds(Role::Officer) {
        parts.push((Heading::ToServe, today, vec![Filter { assignee: Some(Assignee::Member(member.id)), ..to_serve }]));
    }
    if ctx.directory.elections.values().any(|e| freeze_from(e.day) == tomorrow) {
        parts.push((Heading::FrozenTomorrow, tomorrow, each(&|f| Filter { phase: Some(Phase::Frozen), ..f })));
    }
    let sections = parts.iter().map(|(heading, day, filters)| section(conn, &scope, *heading, filters, *day));
    sections.filter_map(Result::transpose).collect()
}

fn hand_over(ctx: &Context, conn: &mut Conn, member: &Member) -> Result<Vec<Section>, ActionError> {
    let scope = Scope::of(member, &ctx.directory);
    let views = views(&scope, member.id);
    let files: Vec<Filter> = views.into_iter().map(|f| Filter { phase: Some(Phase::HandOver), ..f }).collect();
    Ok(section(conn, &scope, Heading::HandOver, &files, ctx.today())?.into_iter().collect())
}

/// The cases of these lists together, which have none in common; those that are secret are counted and not named.
fn section(conn: &mut Conn, scope: &Scope, heading: Heading, lists: &[Filter], on: NaiveDate) -> Result<Option<Section>, ActionError> {
    let mut section = Section { heading, cases: 0, more: false, lines: Vec::new() };
    for filter in lists {
        let count = case_list::count(conn, scope, filter, on)?;
        section.cases += count.cases;
        section.more |= count.more;
        if count.cases > 0 {
            let page = case_list::page(conn, scope, filter, on, Sort::NextDue, None, NAMED)?;
            let lines = page.cases.iter().filter(|case| !secret(case)).map(|case| Line {
                number: case.number.to_string(),
                kind: case.kind,
                matter: case.matter,
                due: case.next_due,
            });
            section.lines.extend(lines);
        }
    }
    section.lines.truncate(NAMED);
    Ok((section.cases > 0).then_some(section))
}

/// How long it is known who got which list.
pub const KEPT: Duration = Duration::days(90);
