//! One computation for whoever asks: `redress law due`, and the same over HTTP. Refuses what the rule does not know.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::term::{Given, Term, compute_term};
use super::trace::{TraceStep, every_day};
use crate::domain::calendar::{MissingYear, days_after};
use crate::domain::law::Law;
use crate::domain::names::Names;
use crate::domain::outcome::Complexity;
use crate::domain::rulebook::{Duty, Extensions, NoExtension, Rule, ValidBy, Version};

/// "When is this due?"
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Question {
    /// Rule of LAW.md, e.g. `d.intake`.
    pub rule: String,
    /// The day of the starting event; not needed for a milestone.
    pub from: Option<NaiveDate>,
    /// E, for rules of the election track.
    pub election_day: Option<NaiveDate>,
    pub complexity: Option<Complexity>,
    pub remote: bool,
    /// Days of each extension, in the unit of the rule.
    pub extended: Vec<i64>,
    /// Suspensions: from, until (not included).
    pub paused: Vec<(NaiveDate, NaiveDate)>,
}

/// The answer, with its working day by day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Answer {
    pub rule: String,
    pub version: String,
    pub name: Names,
    pub duty: Duty,
    pub from: NaiveDate,
    /// Last day, until 24:00 in Vietnam; null where law sets none or its figure is not confirmed.
    pub due: Option<NaiveDate>,
    /// Vietnam's time `HH:MM` where the law names an hour.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// The end before it moved off a day off.
    pub unrolled: Option<NaiveDate>,
    /// Not law.
    pub office_target: Option<NaiveDate>,
    pub verified: bool,
    pub basis: String,
    pub note: Option<Names>,
    pub trace: Vec<TraceStep>,
}

/// Why there is no answer, in one line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoAnswer {
    #[error("{0}: no such rule (redress law rules lists them)")]
    UnknownRule(String),
    #[error("{0} counts from a starting event: its day is missing (--from)")]
    FromMissing(String),
    #[error("{0} depends on the election day: it is missing (--election-day)")]
    ElectionDayMissing(String),
    #[error("{rule} has no version for {what} {day}: the first holds from {first}")]
    NotYetLaw { rule: String, what: &'static str, day: NaiveDate, first: NaiveDate },
    #[error("{rule} does not know the option --{option}")]
    UnknownOption { rule: String, option: &'static str },
    #[error("{rule} cannot be extended so (--extended): {why}")]
    Extension { rule: String, why: NoExtension },
    #[error(
        "a suspension runs from a day not before the start, nor before the end of the one before it, to a later day (--paused): {since}..{until}"
    )]
    Pause { since: NaiveDate, until: NaiveDate },
    #[error(transparent)]
    MissingYear(#[from] MissingYear),
}

const FROZEN: Names =
    Names::fixed("đến từ ngày này trở đi: ngừng xem xét, không có thời hạn", "what arrives from this day on is frozen: nothing falls due");

impl Question {
    /// Computes it with the newest calendars and figures.
    pub fn answer(&self, law: &Law) -> Result<Answer, NoAnswer> {
        let rule = law.rulebook.rule(&self.rule).ok_or_else(|| NoAnswer::UnknownRule(self.rule.clone()))?;
        let from = self.start(rule)?;
        let version = self.version(rule, from)?;
        self.check(rule, version, from)?;
        let figure = law.rulebook.figure(&rule.id, &version.version, i64::MAX);
        let term = compute_term(&Given {
            duty: rule.duty,
            version,
            figure,
            start: from,
            receipt: Some(from),
            election_day: self.election_day,
            complexity: self.complexity,
            remote: self.remote,
            extensions: self.extended.iter().map(|days| (None, *days)).collect(),
            pauses: self.paused.clone(),
            calendar: law.calendar.newest(),
        })?;
        let term = term.unwrap_or_else(|| self.frozen(version, from));
        Ok(Answer {
            rule: rule.id.clone(),
            version: version.version.clone(),
            name: rule.names.clone(),
            duty: rule.duty,
            from,
            due: term.due,
            time: version.time.clone(),
            unrolled: term.unrolled,
            office_target: term.office_target,
            verified: term.verified,
            basis: figure.map_or_else(|| version.basis.clone(), |f| f.source.clone()),
            note: version.note.clone(),
            trace: every_day(&term.trace),
        })
    }

    fn start(&self, rule: &Rule) -> Result<NaiveDate, NoAnswer> {
        match (rule.valid_by, self.election_day) {
            (ValidBy::ElectionDay, None) => Err(NoAnswer::ElectionDayMissing(rule.id.clone())),
            (ValidBy::Start, Some(_)) => Err(unknown(rule, "election-day")),
            (ValidBy::ElectionDay, e) if rule.duty == Duty::Milestone => {
                self.from.or(e).ok_or_else(|| NoAnswer::FromMissing(rule.id.clone()))
            }
            (ValidBy::ElectionDay | ValidBy::Start, _) => self.from.ok_or_else(|| NoAnswer::FromMissing(rule.id.clone())),
        }
    }

    fn version<'a>(&self, rule: &'a Rule, from: NaiveDate) -> Result<&'a Version, NoAnswer> {
        let (what, day) = match rule.valid_by {
            ValidBy::ElectionDay => ("the election of", self.election_day.unwrap_or(from)),
            ValidBy::Start => ("a start on", from),
        };
        let first = rule.versions.first().map_or(from, |v| v.valid_from);
        rule.version(self.election_day, from).ok_or_else(|| NoAnswer::NotYetLaw { rule: rule.id.clone(), what, day, first })
    }

    fn check(&self, rule: &Rule, version: &Version, from: NaiveDate) -> Result<(), NoAnswer> {
        let by_complexity = |e: &Extensions| e.complex != e.plain;
        let knows = match self.complexity {
            None => true,
            Some(Complexity::Complex) => version.complex.is_some() || version.extensions.as_ref().is_some_and(by_complexity),
            Some(Complexity::SpeciallyComplex) => version.extensions.as_ref().is_some_and(|e| e.specially_complex != e.complex),
        };
        if !knows {
            let option = if self.complexity == Some(Complexity::Complex) { "complex" } else { "specially-complex" };
            return Err(unknown(rule, option));
        }
        if self.remote && version.remote.is_none() {
            return Err(unknown(rule, "remote"));
        }
        for (used, days) in self.extended.iter().enumerate() {
            let extensions = version.extensions.as_ref().ok_or_else(|| unknown(rule, "extended"))?;
            let allowed = extensions.allow(self.complexity, used, *days);
            allowed.map_err(|why| NoAnswer::Extension { rule: rule.id.clone(), why })?;
        }
        let mut before = from;
        for (since, until) in &self.paused {
            if !rule.pausable {
                return Err(unknown(rule, "paused"));
            }
            if *since < before || until < since {
                return Err(NoAnswer::Pause { since: *since, until: *until });
            }
            before = *until;
        }
        Ok(())
    }

    /// Nothing falls due: what a case simply does not get is said in words.
    fn frozen(&self, version: &Version, from: NaiveDate) -> Term {
        let since = self.election_day.zip(version.none_from).map_or(from, |(e, offset)| days_after(e, offset));
        let trace = vec![TraceStep::aside(since, FROZEN)];
        Term { due: None, unrolled: None, office_target: None, verified: version.verified, trace }
    }
}

fn unknown(rule: &Rule, option: &'static str) -> NoAnswer {
    NoAnswer::UnknownOption { rule: rule.id.clone(), option }
}
