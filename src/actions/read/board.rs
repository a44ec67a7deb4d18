//! What a supervisor sees at one look: what is late and why, what comes, what waits for the head, and how the election stands.
//! Of the units in which the reader holds the supervisor's role, and of these only the cases they may know of.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};

use super::board_rows::{Row, rows};
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::domain::case::Phase;
use crate::domain::directory::Election;
use crate::domain::election::Milestone;
use crate::domain::ids::{MemberId, UnitId};
use crate::domain::kind::Kind;
use crate::domain::permission::{Reach, Role, Scope};
use crate::domain::refusal::Refusal;
use crate::domain::status::StatusCode;
use crate::domain::zone::start_of;
use crate::store::Conn;
use crate::store::case_list::board::{self, DayLoad, Late, Load};
use crate::store::case_list::{self, Assignee, Count, Filter, Sort};

/// Rows of a list on the board.
pub const ROWS: usize = 12;
/// Rows of each list to be signed.
pub const SIGNING: usize = 50;
/// Days ahead that the board looks at, today the first.
pub const AHEAD: u64 = 7;
/// Ages of open cases, in days since the receipt: the first day of each group; the last is open.
pub const AGES: [u64; 4] = [0, 11, 31, 61];

/// The reader's view: their scope, and the supervised units.
struct View {
    scope: Scope,
    filter: Filter,
    today: NaiveDate,
}

fn view(ctx: &Context, me: MemberId, unit: Option<UnitId>) -> Result<View, Refusal> {
    let member = ctx.directory.members.get(&me).ok_or(Refusal::role("role_lacks_verb").with("roles", Role::Supervisor))?;
    let scope = Scope::of(member, &ctx.directory);
    let mut units = match scope.reach(Role::Supervisor) {
        Reach::Everywhere => Vec::new(),
        Reach::Units(units) => units.clone(),
    };
    if let Some(root) = unit {
        let below = ctx.directory.below(root);
        let held = |u: &UnitId| scope.reach(Role::Supervisor).holds(*u);
        if !below.first().is_some_and(|_| held(&root)) {
            return Err(Refusal::field("unit", "unit_unknown"));
        }
        units = below.into_iter().filter(held).collect();
    }
    Ok(View { scope, filter: Filter { units, ..Filter::default() }, today: ctx.today() })
}

/// So many late cases of one unit, officer or rule, and since when the oldest is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group<K> {
    pub of: K,
    pub late: usize,
    pub oldest: NaiveDate,
}

/// How many open cases of a kind are how old.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Age {
    pub kind: Kind,
    /// By [`AGES`].
    pub counts: Vec<Count>,
}

/// Everything on the board.
#[derive(Debug, Clone)]
pub struct Board {
    pub late: Count,
    pub due_soon: usize,
    pub proposed: Count,
    pub drafted: Count,
    pub unassigned: Count,
    pub paused: Count,
    pub frozen: Count,
    pub to_hand_over: Count,
    /// The counted late cases, by what they have in common; the most first.
    pub by_unit: Vec<Group<UnitId>>,
    pub by_officer: Vec<Group<Option<MemberId>>>,
    pub by_rule: Vec<Group<String>>,
    /// The oldest.
    pub late_rows: Vec<Row>,
    /// Due within the days ahead, the most urgent first.
    pub soon_rows: Vec<Row>,
    pub days: Vec<DayLoad>,
    pub ages: Vec<Age>,
    /// Elections that are open in the supervised units, soonest first, with their timetable.
    pub elections: Vec<(Election, Vec<Milestone>)>,
}

/// The board of this supervisor, of one of their units with its subtree, or of all.
pub fn board(ctx: &Context, conn: &mut Conn, me: MemberId, unit: Option<UnitId>) -> Result<Board, ActionError> {
    let view = view(ctx, me, unit)?;
    let (late, more) = board::late(conn, &view.scope, &view.filter, view.today)?;
    let clocks = board::running(conn, &late.iter().map(|l| l.case).collect::<Vec<_>>())?;
    let rule = |late: &Late| clocks.get(&late.case).and_then(|c| c.first()).map(|c| c.rule.clone()).unwrap_or_default();
    let count = |conn: &mut Conn, narrow: Filter| {
        let filter = Filter { units: view.filter.units.clone(), ..narrow };
        case_list::count(conn, &view.scope, &filter, view.today)
    };
    let status = |status| Filter { status: vec![status], ..Filter::default() };
    let phase = |phase| Filter { phase: Some(phase), ..Filter::default() };
    let mut days = Vec::new();
    for ahead in 0..AHEAD {
        days.push(board::due_on(conn, &view.scope, &view.filter, view.today, on(view.today, ahead))?);
    }
    Ok(Board {
        late: Count { cases: late.len(), more },
        due_soon: days.iter().map(|d| d.due.cases - d.stopped.min(d.due.cases)).sum(),
        proposed: count(conn, status(StatusCode::Proposed))?,
        drafted: count(conn, status(StatusCode::Drafted))?,
        unassigned: count(conn, Filter { assignee: Some(Assignee::Nobody), ..Filter::default() })?,
        paused: count(conn, Filter { suspended: Some(true), ..Filter::default() })?,
        frozen: count(conn, phase(Phase::Frozen))?,
        to_hand_over: count(conn, phase(Phase::HandOver))?,
        by_unit: groups(&late, |l| l.unit),
        by_officer: groups(&late, |l| l.assignee),
        by_rule: groups(&late, rule),
        late_rows: list(ctx, conn, me, &view, Filter { overdue: Some(true), ..Filter::default() }, ROWS)?,
        soon_rows: soon(ctx, conn, me, &view)?,
        ages: ages(conn, &view)?,
        elections: elections(ctx, &view),
        days,
    })
}

/// The legal end is at hand and nothing stops the case. What is late comes first in the order of due dates: the list begins after it.
fn soon(ctx: &Context, conn: &mut Conn, me: MemberId, view: &View) -> Result<Vec<Row>, ActionError> {
    let narrow =
        Filter { phase: Some(Phase::Open), due_from: Some(view.today), due_before: Some(on(view.today, AHEAD)), ..Filter::default() };
    list(ctx, conn, me, view, narrow, ROWS)
}

fn list(ctx: &Context, conn: &mut Conn, me: MemberId, view: &View, narrow: Filter, most: usize) -> Result<Vec<Row>, ActionError> {
    let filter = Filter { units: view.filter.units.clone(), ..narrow };
    let page = case_list::page(conn, &view.scope, &filter, view.today, Sort::NextDue, None, most)?;
    rows(ctx, conn, me, page.cases)
}

fn on(today: NaiveDate, ahead: u64) -> NaiveDate {
    today.checked_add_days(Days::new(ahead)).unwrap_or(today)
}

/// The most late first; between equals the oldest.
fn groups<K: Eq + std::hash::Hash + Clone + Ord>(late: &[Late], of: impl Fn(&Late) -> K) -> Vec<Group<K>> {
    let mut all: HashMap<K, Group<K>> = HashMap::new();
    for one in late {
        let key = of(one);
        let group = all.entry(key.clone()).or_insert(Group { of: key, late: 0, oldest: one.due });
        group.late += 1;
        group.oldest = group.oldest.min(one.due);
    }
    let mut all: Vec<Group<K>> = all.into_values().collect();
    all.sort_by(|a, b| (b.late, a.oldest, &a.of).cmp(&(a.late, b.oldest, &b.of)));
    all
}

fn ages(conn: &mut Conn, view: &View) -> Result<Vec<Age>, ActionError> {
    let mut all = Vec::new();
    for kind in Kind::ALL {
        let mut counts = Vec::new();
        for (at, youngest) in AGES.iter().enumerate() {
            // Ten days old is what came ten days ago: groups go from the first moment of one day to that of another.
            let before = |days: u64| start_of(view.today.checked_sub_days(Days::new(days)).unwrap_or(view.today));
            let from = AGES.get(at + 1).map(|oldest| before(oldest - 1));
            let to = (*youngest > 0).then(|| before(*youngest - 1));
            counts.push(board::open_between(conn, &view.scope, &view.filter, view.today, *kind, from, to)?);
        }
        all.push(Age { kind: *kind, counts });
    }
    Ok(all)
}

fn elections(ctx: &Context, view: &View) -> Vec<(Election, Vec<Milestone>)> {
    let directory = &ctx.directory;
    let units = match view.scope.reach(Role::Supervisor) {
        Reach::Everywhere => directory.root().into_iter().collect(),
        Reach::Units(units) => units.clone(),
    };
    let mut all: Vec<&Election> = units.iter().flat_map(|unit| directory.open_elections(*unit, view.today)).collect();
    all.sort_by_key(|e| (e.day, e.id));
    all.dedup_by_key(|e| e.id);
    all.into_iter().map(|e| (e.clone(), ctx.law.timetable.milestones(e.day))).collect()
}

/// What waits for the head's signature, by legal due date, the oldest first.
#[derive(Debug, Clone)]
pub struct Signing {
    pub proposals: Vec<Row>,
    pub proposed: Count,
    pub drafts: Vec<Row>,
    pub drafted: Count,
    /// Requests to open an identity, and possible conflicts of interest.
    pub asks: Vec<Row>,
    pub asked: Count,
}

/// Of this supervisor's units.
pub fn signing(ctx: &Context, conn: &mut Conn, me: MemberId) -> Result<Signing, ActionError> {
    let view = view(ctx, me, None)?;
    let of = |status| Filter { status: vec![status], units: view.filter.units.clone(), ..Filter::default() };
    let asks = Filter { asks: true, units: view.filter.units.clone(), ..Filter::default() };
    Ok(Signing {
        proposed: case_list::count(conn, &view.scope, &of(StatusCode::Proposed), view.today)?,
        drafted: case_list::count(conn, &view.scope, &of(StatusCode::Drafted), view.today)?,
        proposals: list(ctx, conn, me, &view, of(StatusCode::Proposed), SIGNING)?,
        drafts: list(ctx, conn, me, &view, of(StatusCode::Drafted), SIGNING)?,
        asked: case_list::count(conn, &view.scope, &asks, view.today)?,
        asks: list(ctx, conn, me, &view, asks, SIGNING)?,
    })
}

/// A member of the team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamMember {
    pub id: MemberId,
    pub name: String,
    pub roles: Vec<Role>,
    pub units: Vec<String>,
    /// Away until this day.
    pub absent_until: Option<NaiveDate>,
    pub load: Load,
}

/// Members on a page of the team.
pub const TEAM: usize = 50;

/// The officers and clerks of this supervisor's units by name, after `after`, at most [`TEAM`]; and whether there are more.
/// Who has left but still holds cases is among them: those cases need another hand.
pub fn team(ctx: &Context, conn: &mut Conn, me: MemberId, after: Option<MemberId>) -> Result<(Vec<TeamMember>, bool), ActionError> {
    let view = view(ctx, me, None)?;
    let held = |unit: UnitId| view.scope.reach(Role::Supervisor).holds(unit);
    let mut all: Vec<TeamMember> = Vec::new();
    for member in ctx.directory.members.values() {
        let here = member.grants.iter().filter(|g| matches!(g.role, Role::Officer | Role::Clerk) && held(g.unit));
        let (mut roles, mut units): (Vec<Role>, Vec<UnitId>) = here.map(|g| (g.role, g.unit)).unzip();
        if roles.is_empty() {
            continue;
        }
        roles.sort_unstable();
        roles.dedup();
        units.sort_unstable();
        units.dedup();
        let named = |u: &UnitId| ctx.directory.units.get(u).map(|u| u.name.clone());
        all.push(TeamMember {
            id: member.id,
            name: member.name.clone(),
            roles,
            units: units.iter().filter_map(named).collect(),
            absent_until: member.absent_until.filter(|until| *until >= view.today),
            load: Load::default(),
        });
    }
    all.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    let from = after.and_then(|last| all.iter().position(|m| m.id == last)).map_or(0, |at| at + 1);
    let mut page: Vec<TeamMember> = all.into_iter().skip(from).take(TEAM + 1).collect();
    let more = page.len() > TEAM;
    page.truncate(TEAM);
    let ids: Vec<MemberId> = page.iter().map(|m| m.id).collect();
    let loads = board::loads(conn, &view.scope, &view.filter, &ids, view.today, on(view.today, AHEAD - 1))?;
    for member in &mut page {
        member.load = loads.get(&member.id).copied().unwrap_or_default();
    }
    Ok((page, more))
}

/// The supervised units by name, for a chooser; the first `most`.
pub fn units(ctx: &Context, me: MemberId, most: usize) -> Vec<(UnitId, String)> {
    let Ok(view) = view(ctx, me, None) else { return Vec::new() };
    let reach = view.scope.reach(Role::Supervisor);
    let mut all: Vec<_> = ctx.directory.units.values().filter(|u| reach.holds(u.id)).collect();
    all.sort_by(|a, b| (a.level, &a.name, a.id).cmp(&(b.level, &b.name, b.id)));
    all.into_iter().take(most).map(|u| (u.id, u.name.clone())).collect()
}
