//! A case in a supervisor's list: which time limit presses, whose act is missing since when, and which lawful steps are open.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::case_lists::titles_of;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::domain::case::Case;
use crate::domain::deadline::{Left, left};
use crate::domain::gate::{self, Standing};
use crate::domain::ids::{CaseId, MemberId};
use crate::domain::kind::{Kind, Matter};
use crate::domain::missing::{Actor, missing};
use crate::domain::outcome::{CaseResult, Disposition};
use crate::domain::rulebook::Unit;
use crate::domain::status::{Status, StatusCode};
use crate::domain::verb::Verb;
use crate::store::Conn;
use crate::store::case_list::board::{self, Running};

/// How far a rule can still be extended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cap {
    pub rule: String,
    /// The most days of one extension, in the unit of the rule.
    pub each: i64,
    /// How many extensions are left, at the complexity that the case has.
    pub left: usize,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub id: CaseId,
    pub number: String,
    pub title: Option<String>,
    pub kind: Kind,
    pub matter: Matter,
    pub confidential: bool,
    pub status: StatusCode,
    pub unit: String,
    pub officer: Option<String>,
    /// The rule that presses; none where no date runs.
    pub rule: Option<String>,
    /// Its article, as it is cited.
    pub basis: String,
    pub due: Option<NaiveDate>,
    /// To the due date, in the unit of its rule; none without a date.
    pub left: Option<Left>,
    pub actor: Actor,
    /// The verb that is missing.
    pub missing: Verb,
    /// Since when.
    pub since: NaiveDate,
    /// Who proposed or drafted what awaits signature, and what it is.
    pub proposed_by: Option<String>,
    pub disposition: Option<Disposition>,
    pub result: Option<CaseResult>,
    /// What this reader may do about it now.
    pub steps: Vec<Verb>,
    pub cap: Option<Cap>,
    /// Somebody asks to open its identity.
    pub asks_reveal: bool,
    /// A member may be in conflict with it.
    pub asks_conflict: bool,
}

/// Steps that move a case on, in the order in which they are offered.
const STEPS: [Verb; 14] = [
    Verb::GrantReveal,
    Verb::RefuseReveal,
    Verb::ConfirmConflict,
    Verb::DismissConflict,
    Verb::SignDecision,
    Verb::ApproveDisposition,
    Verb::SendBack,
    Verb::Urge,
    Verb::Assign,
    Verb::Extend,
    Verb::SetComplexity,
    Verb::StrikeOff,
    Verb::HandOver,
    Verb::Resume,
];

/// These cases as rows, in their order; deadlines and titles in one query each.
pub fn rows(ctx: &Context, conn: &mut Conn, me: MemberId, cases: Vec<Case>) -> Result<Vec<Row>, ActionError> {
    let ids: Vec<CaseId> = cases.iter().map(|c| c.id).collect();
    let mut titles = titles_of(ctx, conn, me, &cases)?;
    let clocks = board::running(conn, &ids)?;
    Ok(cases.iter().map(|case| row(ctx, me, case, titles.remove(&case.id), &clocks)).collect())
}

fn row(ctx: &Context, me: MemberId, case: &Case, title: Option<String>, clocks: &HashMap<CaseId, Vec<Running>>) -> Row {
    let today = ctx.today();
    let running = clocks.get(&case.id).map(Vec::as_slice).unwrap_or_default();
    let first = running.first();
    let standing = Standing::member(me, case, &ctx.directory, ctx.clock.now());
    let allowed = gate::allowed(case, &standing, today);
    let name = |id: MemberId| ctx.directory.members.get(&id).map(|m| m.name.clone());
    let (actor, missing) = missing(case, first.and_then(|r| ctx.law.rulebook.rule(&r.rule)));
    let (by, disposition, result) = match &case.status {
        Status::Proposed { by, disposition, .. } => (Some(*by), Some(*disposition), None),
        Status::Drafted { by, result } => (Some(*by), None, Some(*result)),
        Status::Received | Status::Screening | Status::Accepted | Status::Settled { .. } | Status::Closed { .. } => (None, None, None),
    };
    let basis = first.and_then(|r| ctx.law.rulebook.version(&r.rule, &r.version)).map(|v| v.basis.clone());
    Row {
        id: case.id,
        number: case.number.to_string(),
        title,
        kind: case.kind,
        matter: case.matter,
        confidential: case.confidential,
        status: case.status.code(),
        unit: ctx.directory.units.get(&case.unit).map(|u| u.name.clone()).unwrap_or_default(),
        officer: case.assignee.and_then(name),
        rule: first.map(|r| r.rule.clone()),
        basis: basis.unwrap_or_default(),
        due: case.next_due,
        left: case.next_due.map(|due| {
            let version = first.and_then(|r| ctx.law.rulebook.version(&r.rule, &r.version));
            let unit = version.map_or(Unit::CalendarDays, |v| v.unit);
            left(due, today, unit, ctx.law.calendar.at(case.detail.law_revision))
        }),
        actor,
        missing,
        since: case.detail.since,
        proposed_by: by.and_then(name),
        disposition,
        result,
        steps: STEPS.into_iter().filter(|step| allowed.contains(step)).collect(),
        asks_reveal: case.detail.reveals.iter().any(crate::domain::reveal::Reveal::waits),
        asks_conflict: !case.detail.suspects.is_empty(),
        cap: if allowed.contains(&Verb::Extend) { cap(ctx, case, running, today) } else { None },
    }
}

/// The first rule not past due that the law lets be extended once more.
fn cap(ctx: &Context, case: &Case, running: &[Running], today: NaiveDate) -> Option<Cap> {
    running.iter().filter(|r| r.due >= today).find_map(|r| {
        let extensions = ctx.law.rulebook.version(&r.rule, &r.version)?.extensions.as_ref()?;
        let used = case.detail.extensions.iter().filter(|e| e.rule == r.rule).count();
        let left = extensions.most(case.detail.complexity).saturating_sub(used);
        (left > 0).then(|| Cap { rule: r.rule.clone(), each: extensions.each, left })
    })
}
