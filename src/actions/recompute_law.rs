//! Applying changed law or calendars to cases: never silently. What would move is shown first; applying it is an event on
//! each case that it concerns.

use chrono::NaiveDate;
use serde::Serialize;

use super::act::Kept;
use super::context::Context;
use super::error::ActionError;
use super::record::{Entry, Loaded, load, today};
use crate::domain::deadline::{self, Deadline, State};
use crate::domain::event::{By, Event, Recorded};
use crate::domain::ids::{CaseId, EventId};
use crate::store::{Conn, deadlines};

/// Cases read at a time.
const STEP: i64 = 200;

/// Which deadlines are computed anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// All that run.
    Running,
    /// Those that have no date for want of a year's calendar: loading the year dates them.
    Undated,
}

/// A deadline that moves.
#[derive(Debug, Clone, Serialize)]
pub struct Move {
    pub case: CaseId,
    pub number: String,
    pub rule: String,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

/// What would move under the newest law and calendars.
pub fn preview(ctx: &Context, which: Which) -> Result<Vec<Move>, ActionError> {
    preview_some(ctx, which, usize::MAX).map(|(moves, _)| moves)
}

/// The same of at most so many cases, in steps; and whether these were all.
pub fn preview_some(ctx: &Context, which: Which, most: usize) -> Result<(Vec<Move>, bool), ActionError> {
    each(ctx, which, most, &mut |id| ctx.store.read(|conn| Ok(planned(ctx, conn, id, which)?.map(|(_, moves)| moves).unwrap_or_default())))
}

/// Moves it: an event on each case that it concerns, each in a transaction of its own.
pub fn apply(ctx: &Context, which: Which) -> Result<Vec<Move>, ActionError> {
    let (moves, _) = each(ctx, which, usize::MAX, &mut |id| {
        ctx.store.write(|conn| {
            let Some((loaded, moves)) = planned(ctx, conn, id, which)? else { return Ok(Vec::new()) };
            let now = ctx.clock.now();
            let ids = |at| ctx.id(at);
            let event = Event::LawRecomputed { revision: ctx.law.revision };
            let entry = Entry { event, on: today(now), by: By::System, on_paper: false };
            ctx.recorder(conn, now, &ids).record(loaded, entry, &Kept::default())?;
            Ok(moves)
        })
    })?;
    Ok(moves)
}

type Step<'a> = &'a mut dyn FnMut(CaseId) -> Result<Vec<Move>, ActionError>;

fn each(ctx: &Context, which: Which, most: usize, step: Step<'_>) -> Result<(Vec<Move>, bool), ActionError> {
    let (mut after, mut moves, mut looked) = (CaseId(0), Vec::new(), 0);
    loop {
        let ids = ctx.store.read(|conn| deadlines::cases_running(conn, after, which == Which::Undated, STEP))?;
        let Some(last) = ids.last().copied() else { return Ok((moves, true)) };
        if looked >= most {
            return Ok((moves, false));
        }
        looked += ids.len();
        for id in ids {
            moves.extend(step(id)?);
        }
        after = last;
    }
}

/// The case, and what of it moves; none: nothing does.
fn planned(ctx: &Context, conn: &mut Conn, id: CaseId, which: Which) -> Result<Option<(Loaded, Vec<Move>)>, ActionError> {
    let Some(loaded) = load(conn, &ctx.keys, id)? else { return Ok(None) };
    let now = ctx.clock.now();
    let mut history = loaded.history.clone();
    history.push(Recorded {
        id: EventId(0),
        seq: loaded.case.version + 1,
        at: now,
        on: today(now),
        by: By::System,
        on_paper: false,
        event: Event::LawRecomputed { revision: ctx.law.revision },
    });
    let fresh = deadline::compute(&loaded.deadlines, &history, &ctx.law)?;
    let moved = |before: &Deadline| {
        let after = fresh.iter().find(|d| d.rule == before.rule && d.started_seq == before.started_seq)?;
        let concerned = which == Which::Running || before.missing_year.is_some();
        (concerned && after.due != before.due).then(|| Move {
            case: id,
            number: loaded.case.number.to_string(),
            rule: before.rule.clone(),
            from: before.due,
            to: after.due,
        })
    };
    let moves: Vec<Move> =
        loaded.deadlines.iter().filter(|d| matches!(d.state, State::Running | State::Paused)).filter_map(moved).collect();
    Ok(if moves.is_empty() { None } else { Some((loaded, moves)) })
}
