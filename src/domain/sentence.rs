//! The one sentence that tells a sender where the case stands: who must do what, by when, and what may be done next.
//!
//! Pure: a key of the texts and what it needs. The words are `sentence-*` in the texts of both languages.

use chrono::{Datelike, NaiveDate};

use super::case::{Case, Phase};
use super::classification::needs_signature;
use super::deadline::{Deadline, State};
use super::kind::{Contest, Track};
use super::names::Names;
use super::outcome::ClosedAs;
use super::rulebook::{Duty, Rulebook};
use super::status::Status;

/// A sentence to be worded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Key of the texts, without `sentence-`.
    pub key: &'static str,
    /// Plain values: dates as `dd/mm/yyyy`, counts, codes.
    pub args: Vec<(&'static str, String)>,
    /// The rule that is meant, in both languages.
    pub rule: Option<Names>,
}

impl Sentence {
    const fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new(), rule: None }
    }

    fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    fn day(self, name: &'static str, day: NaiveDate) -> Self {
        self.with(name, day.format("%d/%m/%Y")).with("weekday", day.weekday().to_string().to_lowercase())
    }

    fn of(mut self, deadline: &Deadline, book: &Rulebook) -> Self {
        self.rule = book.rule(&deadline.rule).map(|r| r.names.clone());
        self.with("basis", &deadline.basis)
    }

    /// Its values in this language, `vi` or `en`, with the name of the rule.
    pub fn args_in(&self, language: &str) -> Vec<(&'static str, String)> {
        let rule = self.rule.as_ref().map(|names| ("rule", names.of(language).to_owned()));
        self.args.iter().cloned().chain(rule).collect()
    }
}

/// Where the case stands on this day.
pub fn sentence(case: &Case, deadlines: &[Deadline], book: &Rulebook, today: NaiveDate) -> Sentence {
    match case.phase(today) {
        Phase::Frozen => return frozen(case),
        Phase::HandOver => return Sentence::new("hand-over").with("body", receiver(case)),
        Phase::Open => {}
    }
    if let Some(suspension) = case.detail.suspended {
        let paused = Sentence::new("paused").day("since", suspension.since).with("ground", suspension.ground);
        return match deadlines.iter().find(|d| d.state == State::Paused) {
            Some(deadline) => {
                let used = (suspension.since - deadline.starts_on).num_days().max(0);
                Sentence { key: "paused-used", ..paused }.with("used", used).of(deadline, book)
            }
            None => paused,
        };
    }
    let office = deadlines.iter().filter(|d| d.is_office_running());
    let next = office.filter(|d| d.due.is_some()).min_by_key(|d| d.due);
    if let Some((deadline, due)) = next.and_then(|d| d.due.map(|due| (d, due)))
        && due < today
    {
        return late(case, deadlines, deadline, due, book, today);
    }
    match &case.status {
        Status::Received if needs_signature(case.kind, case.track) && !case.form.is_signed() => Sentence::new("unsigned"),
        Status::Received => due_by(next, "received", "received-undated", book),
        Status::Screening | Status::Proposed { .. } => {
            if needs_signature(case.kind, case.track) && !case.form.is_signed() {
                Sentence::new("unsigned")
            } else {
                due_by(next, "screening", "screening-undated", book)
            }
        }
        Status::Accepted => due_by(next, "accepted", "accepted-undated", book),
        Status::Drafted { .. } => due_by(next, "drafted", "drafted-undated", book),
        Status::Settled { result } => due_by(next, "settled", "settled-undated", book).with("result", result),
        Status::Closed { how, result, .. } => closed(case, *how, deadlines, today).with("result", result.map_or("", |r| r.as_str())),
    }
}

fn due_by(next: Option<&Deadline>, dated: &'static str, undated: &'static str, book: &Rulebook) -> Sentence {
    match next.and_then(|d| d.due.map(|due| (d, due))) {
        Some((deadline, due)) => Sentence::new(dated).day("due", due).of(deadline, book),
        None => Sentence::new(undated),
    }
}

fn late(case: &Case, deadlines: &[Deadline], deadline: &Deadline, due: NaiveDate, book: &Rulebook, today: NaiveDate) -> Sentence {
    let court = right(deadlines, "el.voter-list.court", today);
    let appeal = super::appeal::allows(case, today).is_ok();
    let until = right(deadlines, "c2.file", today).filter(|_| appeal);
    let key = match (court, appeal, until) {
        (Some(_), _, _) => "late-court",
        (None, true, Some(_)) => "late-appeal-until",
        (None, true, None) => "late-appeal",
        (None, false, _) => "late",
    };
    let late = Sentence::new(key).day("due", due).of(deadline, book);
    match court.or(until) {
        Some(last) => late.with("last", last.format("%d/%m/%Y")),
        None => late,
    }
}

/// The last day of a right that still stands.
fn right(deadlines: &[Deadline], rule: &str, today: NaiveDate) -> Option<NaiveDate> {
    deadlines
        .iter()
        .filter(|d| d.rule == rule && d.duty == Duty::Citizen && d.state == State::Running)
        .find_map(|d| d.due)
        .filter(|d| *d >= today)
}

fn frozen(case: &Case) -> Sentence {
    let day = case.detail.election.map_or(case.detail.since, |e| e.day);
    Sentence::new("frozen").day("election", day).with("body", receiver(case))
}

/// Whom an unsettled file goes to after the election (art. 61.4).
fn receiver(case: &Case) -> &'static str {
    match (case.track, case.contest) {
        (Track::Election, Some(Contest::Na)) => "na_standing_committee",
        (Track::Election | Track::General, _) => "council_standing_body",
    }
}

fn closed(case: &Case, how: ClosedAs, deadlines: &[Deadline], today: NaiveDate) -> Sentence {
    let key = match how {
        ClosedAs::Settled => {
            if let Some(last) = right(deadlines, "c2.file", today).filter(|_| super::appeal::allows(case, today).is_ok()) {
                return Sentence::new("closed-settled-appeal").day("last", last);
            }
            if let Some(last) = right(deadlines, "el.voter-list.court", today) {
                return Sentence::new("closed-settled-court").day("last", last);
            }
            "closed-settled"
        }
        ClosedAs::Refused => "closed-refused",
        ClosedAs::Guided => "closed-guided",
        ClosedAs::Transferred if case.detail.awaits_answer => "closed-transferred-outside",
        ClosedAs::Transferred => "closed-transferred",
        ClosedAs::Returned => "closed-returned",
        ClosedAs::Filed => "closed-filed",
        ClosedAs::Withdrawn => "closed-withdrawn",
        ClosedAs::Terminated => "closed-terminated",
        ClosedAs::HandedOver => return Sentence::new("closed-handed-over").with("body", receiver(case)),
        ClosedAs::Merged => "closed-merged",
    };
    Sentence::new(key)
}
