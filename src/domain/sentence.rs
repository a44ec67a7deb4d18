//! The one sentence that tells a sender where the case stands: who must do what, by when, and what may be done next.
//!
//! Pure: a key of the texts and what it needs. The words are `sentence-*` in the texts of both languages.

mod duty;
mod rights;

use chrono::{Datelike, NaiveDate};

pub use duty::Owed;
pub use rights::Right;

use super::case::{Case, Phase, Suspension};
use super::classification::needs_signature;
use super::day::shown;
use super::deadline::{Deadline, State};
use super::directory::Directory;
use super::ids::UnitId;
use super::kind::{Body, Contest, Identity, Track};
use super::names::Names;
use super::outcome::{CaseResult, ClosedAs};
use super::places::{in_sentence, seat};
use super::rulebook::Rulebook;
use super::status::{ProposedFrom, Status};

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

    /// Names the body that must act by its place, where the units tell it: the People's Committee of this very ward.
    #[must_use]
    pub fn placed(self, directory: &Directory, unit: UnitId) -> Self {
        let body = self.args.iter().find(|(name, _)| *name == "actor").and_then(|(_, code)| code.parse::<Body>().ok());
        match body.and_then(|body| seat(directory, unit, body)) {
            Some(unit) => self.with("place", &unit.name).with("place_in", in_sentence(&unit.name)),
            None => self,
        }
    }

    /// Its values in this language, `vi` or `en`, with the name of the rule; `place` is `none` where nobody named one.
    pub fn args_in(&self, language: &str) -> Vec<(&'static str, String)> {
        let rule = self.rule.as_ref().map(|names| ("rule", names.of(language).to_owned()));
        let nowhere = (!self.args.iter().any(|(name, _)| *name == "place")).then(|| ("place", "none".to_owned()));
        self.args.iter().cloned().chain(rule).chain(nowhere).collect()
    }
}

/// A case on a day, with its deadlines and the rules they come from.
#[derive(Clone, Copy)]
struct Seen<'a> {
    case: &'a Case,
    deadlines: &'a [Deadline],
    book: &'a Rulebook,
    today: NaiveDate,
}

/// Where the case stands on this day.
pub fn sentence(case: &Case, deadlines: &[Deadline], book: &Rulebook, today: NaiveDate) -> Sentence {
    let seen = Seen { case, deadlines, book, today };
    // Whose letter it is and who decides: every sentence may name both.
    let actor = case.competent_body.map_or("none", |body| body.as_str());
    seen.told().with("kind", case.kind).with("actor", actor)
}

/// The running office deadline that the sentence speaks of: the earliest that has a date.
pub fn next_duty(deadlines: &[Deadline]) -> Option<&Deadline> {
    deadlines.iter().filter(|d| d.is_office_running() && d.due.is_some()).min_by_key(|d| d.due)
}

impl Seen<'_> {
    fn told(&self) -> Sentence {
        match self.case.phase(self.today) {
            Phase::Frozen => return self.frozen(),
            Phase::HandOver => return Sentence::new("hand-over").with("body", self.receiver()),
            Phase::Open => {}
        }
        if let Some(suspension) = self.case.detail.suspended {
            return self.paused(suspension);
        }
        if let Some((deadline, due)) = next_duty(self.deadlines).and_then(|d| d.due.map(|due| (d, due)))
            && due < self.today
        {
            return self.dated("late", deadline, due).right(self.now_late());
        }
        match &self.case.status {
            Status::Received | Status::Screening | Status::Proposed { from: ProposedFrom::Screening, .. } if self.unsigned() => {
                Sentence::new(if self.case.identity == Identity::Anonymous { "unsigned-nameless" } else { "unsigned" })
            }
            Status::Received => self.awaiting("received", "received-undated"),
            Status::Screening | Status::Proposed { from: ProposedFrom::Screening, .. } => self.awaiting("screening", "screening-undated"),
            Status::Accepted | Status::Proposed { from: ProposedFrom::Accepted, .. } => self.awaiting("accepted", "accepted-undated"),
            Status::Drafted { .. } => self.awaiting("drafted", "drafted-undated"),
            Status::Settled { result } => self.settled(*result),
            Status::Closed { how, .. } => self.closed(*how),
        }
    }

    fn unsigned(&self) -> bool {
        needs_signature(self.case.kind, self.case.track) && !self.case.form.is_signed()
    }

    /// The next duty with its day, and what follows when the day passes; or why there is no day.
    fn awaiting(&self, dated: &'static str, undated: &'static str) -> Sentence {
        match next_duty(self.deadlines).and_then(|d| d.due.map(|due| (d, due))) {
            Some((deadline, due)) => self.dated(dated, deadline, due).right(self.if_late()),
            None => self.undated(undated),
        }
    }

    /// The result is not told before it is served.
    fn settled(&self, result: CaseResult) -> Sentence {
        let struck = result == CaseResult::StruckOff;
        let told = match next_duty(self.deadlines).and_then(|d| d.due.map(|due| (d, due))) {
            Some((deadline, due)) => self.dated("settled", deadline, due),
            None => Sentence::new("settled-undated"),
        };
        if struck { told.right(Right::None) } else { told.right(self.if_unjust()) }
    }

    fn paused(&self, suspension: Suspension) -> Sentence {
        let told = |key| Sentence::new(key).with("since", shown(suspension.since)).with("ground", suspension.ground);
        let clock = self.deadlines.iter().find(|d| d.state == State::Paused);
        match clock.and_then(|deadline| Some((deadline, self.used(deadline, suspension)?))) {
            Some((deadline, (used, total))) => told("paused-used").with("used", used).with("total", total).with("basis", &deadline.basis),
            None => told("paused"),
        }
    }

    /// Days of a paused term that are used, and all its days.
    fn used(&self, deadline: &Deadline, suspension: Suspension) -> Option<(i64, i64)> {
        let detail = &self.case.detail;
        let version = self.book.version(&deadline.rule, &deadline.version)?;
        let extended: i64 = detail.extensions.iter().filter(|e| e.rule == deadline.rule).map(|e| e.days).sum();
        let total = version.length(detail.complexity, detail.remote)? + extended;
        let left = (deadline.unrolled? - suspension.since).num_days();
        Some(((total - left).clamp(0, total), total))
    }

    fn frozen(&self) -> Sentence {
        let day = self.case.detail.election.map_or(self.case.detail.since, |e| e.day);
        let weekday = day.weekday().to_string().to_lowercase();
        Sentence::new("frozen").with("election", shown(day)).with("weekday", weekday).with("body", self.receiver())
    }

    /// Whom an unsettled file goes to after the election (art. 61.4).
    const fn receiver(&self) -> &'static str {
        match (self.case.track, self.case.contest) {
            (Track::Election, Some(Contest::Na)) => "na_standing_committee",
            (Track::Election | Track::General, _) => "council_standing_body",
        }
    }

    fn closed(&self, how: ClosedAs) -> Sentence {
        Sentence::new(match how {
            ClosedAs::Settled => return Sentence::new("closed-settled").right(self.if_unjust()),
            ClosedAs::Refused => "closed-refused",
            ClosedAs::Guided => "closed-guided",
            ClosedAs::Transferred if self.case.detail.awaits_answer => "closed-transferred-outside",
            ClosedAs::Transferred => "closed-transferred",
            ClosedAs::Returned => "closed-returned",
            ClosedAs::Filed => "closed-filed",
            ClosedAs::Withdrawn => "closed-withdrawn",
            ClosedAs::Terminated => "closed-terminated",
            ClosedAs::HandedOver => return Sentence::new("closed-handed-over").with("body", self.receiver()),
            ClosedAs::Merged => "closed-merged",
        })
    }
}
