//! Time limits of a case as people read them: rule, article, last day, what is left of it, and how it was counted.

use chrono::NaiveDate;

use super::at::At;
use crate::domain::case::Phase;
use crate::domain::deadline::{Deadline, State, left};
use crate::domain::rulebook::{Duty, Unit};

/// A step of the working.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TraceLine {
    pub date: NaiveDate,
    /// The last day of a run.
    pub through: Option<NaiveDate>,
    pub note: String,
    /// `5`, or `5-12` for a run; empty where the day does not count.
    pub count: String,
    /// ` class="..."`, or nothing.
    pub class: &'static str,
}

/// A time limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockLine {
    pub name: String,
    pub basis: String,
    /// Whose duty it is.
    pub duty: String,
    pub due: Option<NaiveDate>,
    /// Days left in the rule's own unit, of one that runs.
    pub left: Option<String>,
    pub late: bool,
    /// Word and class of its state.
    pub state: String,
    pub badge: &'static str,
    /// What else is to be known: not verified, set by the office, a target that is not law, a missing year.
    pub remarks: Vec<String>,
    pub trace: Vec<TraceLine>,
}

/// One of them.
pub fn clock(at: At<'_>, deadline: &Deadline) -> ClockLine {
    let (frame, today) = (at.frame, at.sheet.today);
    let running = deadline.state == State::Running;
    let phase = at.sheet.case.phase(today);
    // What the law has stopped is not late, and no days of it are left.
    let stopped = running && deadline.duty == Duty::Office && phase != Phase::Open;
    let late = running && !stopped && deadline.duty == Duty::Office && deadline.missed(today);
    let due_soon = running && !stopped && deadline.duty == Duty::Office && deadline.due.is_some_and(|due| (due - today).num_days() <= 3);
    let (state, badge) = match deadline.state {
        State::Running if stopped => (frame.word("phase", phase), if phase == Phase::Frozen { "badge-frozen" } else { "badge-hand_over" }),
        State::Running if late => (frame.t("field-overdue"), "badge-late"),
        State::Running if due_soon => (frame.t("case-due-soon"), "badge-due_soon"),
        State::Running => (frame.t("deadline-state-running"), "badge-running"),
        State::Paused => (frame.t("deadline-state-paused"), "badge-paused"),
        State::Met { .. } if deadline.missed(today) => (frame.t("case-met-late"), "badge-late"),
        State::Met { .. } => (frame.t("deadline-state-met"), "badge-in_time"),
        State::Void => (frame.t("deadline-state-void"), "badge-void"),
    };
    ClockLine {
        name: at.rule(&deadline.rule),
        basis: deadline.basis.clone(),
        duty: frame.word("duty", deadline.duty),
        due: deadline.due,
        left: deadline.due.filter(|_| running && !stopped).map(|due| remaining(at, deadline, due)),
        late,
        state,
        badge,
        remarks: remarks(at, deadline),
        trace: trace(at, deadline),
    }
}

/// What is left, in words.
fn remaining(at: At<'_>, deadline: &Deadline, due: NaiveDate) -> String {
    let unit = at.law.rulebook.version(&deadline.rule, &deadline.version).map_or(Unit::CalendarDays, |v| v.unit);
    let found = left(due, at.sheet.today, unit, at.law.calendar.newest());
    let key = match found.days {
        0 => return at.frame.t("case-left-today"),
        ..0 => "case-late",
        1.. => "case-left",
    };
    at.frame.t1(&format!("{key}-{}", found.unit), "days", found.days.abs())
}

fn remarks(at: At<'_>, deadline: &Deadline) -> Vec<String> {
    let frame = at.frame;
    let missing = deadline.missing_year.map(|year| frame.t1("case-missing-year", "year", year));
    let target = deadline.office_target.map(|day| frame.t1("case-target", "day", frame.day(&day)));
    let before = deadline.law_from.map(|day| frame.t1("case-before-law", "day", frame.day(&day)));
    let none = (deadline.due.is_none() && missing.is_none() && before.is_none()).then(|| frame.t("case-no-length"));
    let office = deadline.set_by_office.then(|| frame.t("case-set-by-office"));
    let unverified = (!deadline.verified && !deadline.set_by_office).then(|| frame.t("case-unverified"));
    [missing, before, none, target, office, unverified].into_iter().flatten().collect()
}

fn trace(at: At<'_>, deadline: &Deadline) -> Vec<TraceLine> {
    let last = deadline.trace.len();
    let line = |(place, step): (usize, &crate::domain::deadline::TraceStep)| TraceLine {
        date: step.date,
        through: step.through,
        note: step.note.of(at.frame.lang.as_str()).to_owned(),
        count: match (step.counted, step.through) {
            (Some(first), Some(_)) => format!("{first}-{}", first + step.days() - 1),
            (Some(n), None) => n.to_string(),
            (None, _) => String::new(),
        },
        class: match step.counted {
            _ if place + 1 == last && deadline.due.is_some() => " class=\"is-due\"",
            None if place > 0 => " class=\"is-skipped\"",
            _ => "",
        },
    };
    deadline.trace.iter().enumerate().map(line).collect()
}
