//! The deadlines of a case: a pure function of its register and of the law.
//!
//! What the documents leave open is decided here, once:
//! - A letter about a candidate that comes before the list is published has `el.candidate.settle` too; it starts on the day
//!   of publication (art. 61.1 speaks of candidates) and ends, as for all, on E-11. A nominee is a candidate from that day.
//! - A right to file, met by the receipt, keeps its true end even where the letter came later: that is what it is there to
//!   show. "Never before the receipt" binds what an office must do.
//! - Where an end lies in a year without calendar, that date is refused, never guessed: the deadline names the missing year
//!   and has no date until the year is loaded (`redress law recompute`). The act itself is taken: no letter is lost over it.
//! - A case reopened is under no new time limit of the law; what was met stays met.

mod foresee;
mod history;
mod left;
mod question;
mod term;
mod trace;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use foresee::{Counted, Filing, Foreseen, foresee};
pub use left::{Left, left};
pub use question::{Answer, NoAnswer, Question};
pub use term::{Given, Term, compute_term};
pub use trace::{TraceStep, every_day};

use super::calendar::MissingYear;
use super::case::Clock;
use super::event::Recorded;
use super::law::{Law, LawError};
use super::rulebook::{Duty, Rule, ValidBy};
use history::{At, Story};

/// Where a deadline stands; changed by events only. Lateness is derived: [`Deadline::missed`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum State {
    Running,
    /// The case is suspended, and this rule with it: the end is not known.
    Paused,
    /// Done on this day.
    Met {
        on: NaiveDate,
    },
    /// No longer applies: the case closed, or its kind, matter or track changed.
    Void,
}

/// A time limit on a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Deadline {
    /// Rule of LAW.md, e.g. `c1.settle`.
    pub rule: String,
    /// Which version of it.
    pub version: String,
    pub duty: Duty,
    /// Place in the register of the event that started it.
    pub started_seq: i64,
    /// The day it counts from; may lie ahead, where the election's timetable starts it or another rule's end stands in.
    pub starts_on: NaiveDate,
    /// Last day, until 24:00 in Vietnam; none where law sets no length or its figure is not confirmed.
    pub due: Option<NaiveDate>,
    /// The end before it moved off a day off.
    pub unrolled: Option<NaiveDate>,
    /// A target of the office: not law, never makes a case late.
    pub office_target: Option<NaiveDate>,
    pub state: State,
    /// Whether the law's figure is confirmed.
    pub verified: bool,
    /// The figure is the office's own, `basis` its source.
    #[serde(default)]
    pub set_by_office: bool,
    /// The year whose calendar is not loaded, for want of which there is no date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing_year: Option<i32>,
    /// The first day on which this rule was law: what started it came before, and so nothing is due by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub law_from: Option<NaiveDate>,
    pub basis: String,
    pub trace: Vec<TraceStep>,
}

impl Deadline {
    /// Its last day passed, today being this day, and it was not met by then.
    pub fn missed(&self, today: NaiveDate) -> bool {
        match self.state {
            State::Running => self.due.is_some_and(|due| due < today),
            State::Met { on } => self.due.is_some_and(|due| due < on),
            State::Paused | State::Void => false,
        }
    }

    /// The clock runs.
    pub fn is_running(&self) -> bool {
        self.state == State::Running
    }

    /// A body must act, and the clock runs.
    pub fn is_office_running(&self) -> bool {
        self.duty == Duty::Office && self.state == State::Running
    }
}

/// The earliest due date of a running office rule.
pub fn next_due(deadlines: &[Deadline]) -> Option<NaiveDate> {
    deadlines.iter().filter(|d| d.is_office_running()).filter_map(|d| d.due).min()
}

/// The office rules that run or are paused, as a case keeps them.
pub fn clocks(deadlines: &[Deadline]) -> Vec<Clock> {
    let office = deadlines.iter().filter(|d| d.duty == Duty::Office);
    let running = office.filter(|d| matches!(d.state, State::Running | State::Paused));
    let clock = |d: &Deadline| Clock {
        rule: d.rule.clone(),
        due: d.due,
        paused: d.state == State::Paused,
        extendable: false,
        missing_year: d.missing_year,
    };
    running.map(clock).collect()
}

/// The deadlines of a case after its whole register, under its present classification, in the order of the rules.
///
/// Those of `previous` that no longer apply follow, void. Fails where the events are not a register.
pub fn compute(previous: &[Deadline], history: &[Recorded], law: &Law) -> Result<Vec<Deadline>, LawError> {
    let story = Story::read(history)?;
    let mut deadlines: Vec<Deadline> = Vec::with_capacity(previous.len() + 4);
    for rule in law.rulebook.concerning(story.cell()) {
        let stand_in = rule.or_passed.as_ref().and_then(|id| deadlines.iter().find(|d| d.rule == *id && d.state != State::Void));
        // Met by what happened since the rule it waits for began: an appeal may come before the decision is served.
        let since = stand_in.map(|d| d.started_seq);
        let projected = stand_in.and_then(|d| d.due.map(|on| At { on, seq: d.started_seq }));
        let mut starts = story.starts(rule.started_by, law);
        if starts.is_empty() {
            starts.extend(projected);
        }
        for start in starts {
            deadlines.extend(deadline(rule, start, since.unwrap_or(start.seq), &story, law)?);
        }
    }
    let gone = previous.iter().filter(|p| !deadlines.iter().any(|d| d.rule == p.rule));
    let void: Vec<Deadline> = gone.map(|p| Deadline { state: State::Void, ..p.clone() }).collect();
    deadlines.extend(void);
    Ok(deadlines)
}

fn deadline(rule: &Rule, start: At, since: i64, story: &Story<'_>, law: &Law) -> Result<Option<Deadline>, LawError> {
    let Some(version) = rule.version(story.election_day(), start.on) else {
        return Ok(before_law(rule, start, since, story));
    };
    let detail = &story.case.detail;
    let figure = law.rulebook.figure(&rule.id, &version.version, detail.law_revision);
    let given = Given {
        duty: rule.duty,
        version,
        figure,
        start: start.on,
        receipt: Some(story.receipt.on),
        election_day: story.election_day(),
        complexity: detail.complexity,
        remote: detail.remote,
        extensions: story.extensions(&rule.id, start.seq),
        pauses: if rule.pausable { story.pauses(start.seq) } else { Vec::new() },
        calendar: law.calendar.at(detail.law_revision),
    };
    let mut missing_year = None;
    let term = match compute_term(&given) {
        Ok(Some(term)) => term,
        Ok(None) => return Ok(None),
        Err(MissingYear(year)) => {
            missing_year = Some(year);
            undated(start.on, year, version.verified)
        }
    };
    Ok(Some(Deadline {
        rule: rule.id.clone(),
        version: version.version.clone(),
        duty: rule.duty,
        started_seq: start.seq,
        starts_on: start.on,
        due: term.due,
        unrolled: term.unrolled,
        office_target: term.office_target,
        state: state(rule, start.seq, since, story),
        verified: term.verified,
        set_by_office: figure.is_some(),
        missing_year,
        law_from: None,
        basis: figure.map_or_else(|| version.basis.clone(), |f| f.source.clone()),
        trace: term.trace,
    }))
}

/// An office's rule that was not law yet when it would have started: said, not left out.
fn before_law(rule: &Rule, start: At, since: i64, story: &Story<'_>) -> Option<Deadline> {
    let day = match rule.valid_by {
        ValidBy::ElectionDay => story.election_day()?,
        ValidBy::Start => start.on,
    };
    let first = rule.versions.first().filter(|v| rule.duty == Duty::Office && day < v.valid_from)?;
    Some(Deadline {
        rule: rule.id.clone(),
        version: first.version.clone(),
        duty: rule.duty,
        started_seq: start.seq,
        starts_on: start.on,
        due: None,
        unrolled: None,
        office_target: None,
        state: state(rule, start.seq, since, story),
        verified: first.verified,
        set_by_office: false,
        missing_year: None,
        law_from: Some(first.valid_from),
        basis: first.basis.clone(),
        trace: vec![TraceStep::aside(start.on, trace::before_law(first.valid_from))],
    })
}

fn undated(start: NaiveDate, year: i32, verified: bool) -> Term {
    let trace = vec![TraceStep::aside(start, trace::year_missing(year))];
    Term { due: None, unrolled: None, office_target: None, verified, trace }
}

fn state(rule: &Rule, started: i64, since: i64, story: &Story<'_>) -> State {
    if let Some(on) = story.met(rule, since.min(started)) {
        State::Met { on }
    } else if rule.duty == Duty::Office && story.voids(rule, started) {
        State::Void
    } else if rule.pausable && story.case.detail.suspended.is_some() {
        State::Paused
    } else {
        State::Running
    }
}
