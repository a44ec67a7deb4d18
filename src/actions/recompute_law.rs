//! Applying changed law, calendars or days of an election to cases: never silently. What would move is shown first; applying it is an event on
//! each case that it concerns.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::Serialize;

use super::act::Kept;
use super::context::Context;
use super::error::ActionError;
use super::record::{Entry, Loaded, load, today};
use crate::domain::apply;
use crate::domain::case::Case;
use crate::domain::deadline::{self, Deadline, State};
use crate::domain::directory::Election;
use crate::domain::event::{By, Event, Recorded};
use crate::domain::ids::{CaseId, EventId};
use crate::store::{Conn, cases, deadlines};

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

/// A deadline that moves; of an open case also election day itself (`election_day`) and the freeze (`el.freeze`).
#[derive(Debug, Clone, Serialize)]
pub struct Move {
    pub case: CaseId,
    pub number: String,
    pub rule: String,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// Of a secret case: whoever keeps calendars is not told of what kind it is.
    #[serde(skip)]
    pub secret: bool,
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
            let event = recomputed(ctx, &loaded.case, which);
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
        let Some(last) = ids.last().copied() else { break };
        if looked >= most {
            return Ok((moves, false));
        }
        looked += ids.len();
        for id in ids {
            moves.extend(step(id)?);
        }
        after = last;
    }
    if which == Which::Undated {
        return Ok((moves, true));
    }
    // An open case may be frozen by another day now though no deadline runs on it.
    let seen: HashSet<CaseId> = moves.iter().map(|m| m.case).collect();
    after = CaseId(0);
    loop {
        let ids = ctx.store.read(|conn| cases::open_of_elections(conn, after, STEP))?;
        let Some(last) = ids.last().copied() else { return Ok((moves, true)) };
        if looked >= most {
            return Ok((moves, false));
        }
        looked += ids.len();
        for id in ids.into_iter().filter(|id| !seen.contains(id)) {
            moves.extend(step(id)?);
        }
        after = last;
    }
}

/// The event that applies it: also the days of the case's election as they stand now, where they moved and the case is open.
fn recomputed(ctx: &Context, case: &Case, which: Which) -> Event {
    let has = case.detail.election.filter(|_| which == Which::Running && case.status.is_open());
    let now = has.and_then(|e| ctx.directory.elections.get(&e.id)).map(Election::reference);
    Event::LawRecomputed { revision: ctx.law.revision, election: now.filter(|now| Some(*now) != has) }
}

/// The case, and what of it moves; none: nothing does.
fn planned(ctx: &Context, conn: &mut Conn, id: CaseId, which: Which) -> Result<Option<(Loaded, Vec<Move>)>, ActionError> {
    let Some(loaded) = load(conn, &ctx.keys, id)? else { return Ok(None) };
    let now = ctx.clock.now();
    let event = recomputed(ctx, &loaded.case, which);
    let moved_election = matches!(event, Event::LawRecomputed { election: Some(_), .. });
    let recorded =
        Recorded { id: EventId(0), seq: loaded.case.version + 1, at: now, on: today(now), by: By::System, on_paper: false, event };
    let case = apply::apply(loaded.case.clone(), &recorded)?;
    let mut history = loaded.history.clone();
    history.push(recorded);
    let fresh = deadline::compute(&loaded.deadlines, &history, &ctx.law)?;
    let number = loaded.case.number.to_string();
    let moved = |rule: &str, from, to| {
        let secret = loaded.case.confidential;
        (from != to).then(|| Move { case: id, number: number.clone(), rule: rule.to_owned(), from, to, secret })
    };
    let same = |one: &Deadline, other: &Deadline| one.rule == other.rule && one.started_seq == other.started_seq;
    let runs = |d: &&Deadline| matches!(d.state, State::Running | State::Paused);
    let mut moves = Vec::new();
    if moved_election {
        moves.extend(moved("election_day", loaded.case.detail.election.map(|e| e.day), case.detail.election.map(|e| e.day)));
        moves.extend(moved("el.freeze", loaded.case.freezes_on, case.freezes_on));
        // What begins with the new day.
        let begun = fresh.iter().filter(runs).filter(|d| !loaded.deadlines.iter().any(|before| same(before, d)));
        moves.extend(begun.filter_map(|d| moved(&d.rule, None, d.due)));
    }
    for before in loaded.deadlines.iter().filter(runs).filter(|d| which == Which::Running || d.missing_year.is_some()) {
        let Some(after) = fresh.iter().find(|d| same(before, d)) else { continue };
        let ends = moved_election && after.state == State::Void;
        moves.extend(moved(&before.rule, before.due, if ends { None } else { after.due }));
    }
    Ok(if moves.is_empty() { None } else { Some((loaded, moves)) })
}
