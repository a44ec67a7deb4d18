//! What the sender may do next, with its last day where the law has one.

use chrono::NaiveDate;

use super::{Seen, Sentence, duty::surety, shown};
use crate::domain::appeal;
use crate::domain::deadline::{Deadline, State};
use crate::domain::kind::{Body, Matter, Track};
use crate::domain::rulebook::Duty;
use crate::domain::status::StatusCode;

/// The next right. Texts choose by its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// Sue over the voter list, until this day; and how sure the day is.
    Court(NaiveDate, &'static str),
    /// Appeal to the next instance, until this day.
    AppealUntil(NaiveDate, &'static str),
    /// Appeal; the law names no last day.
    Appeal,
    /// Appeal once the decision has come.
    AppealServed,
    /// From this day the law stops the case (art. 61.2).
    Freeze(NaiveDate),
    /// Denounce further (Luật Tố cáo, art. 37).
    Denounce,
    /// There is no further instance.
    Final,
    /// Urge the office with a message.
    Urge,
    None,
}

impl Right {
    const fn word(self) -> &'static str {
        match self {
            Self::Court(..) => "court",
            Self::AppealUntil(..) => "appeal_until",
            Self::Appeal => "appeal",
            Self::AppealServed => "appeal_served",
            Self::Freeze(_) => "freeze",
            Self::Denounce => "denounce",
            Self::Final => "final",
            Self::Urge => "urge",
            Self::None => "none",
        }
    }

    /// Its last day, or the day it speaks of.
    pub const fn last(self) -> Option<NaiveDate> {
        match self {
            Self::Court(last, _) | Self::AppealUntil(last, _) | Self::Freeze(last) => Some(last),
            Self::Appeal | Self::AppealServed | Self::Denounce | Self::Final | Self::Urge | Self::None => None,
        }
    }
}

impl Sentence {
    pub(super) fn right(self, right: Right) -> Self {
        let told = self.with("right", right.word());
        match right {
            Right::Court(last, sure) | Right::AppealUntil(last, sure) => told.with("last", shown(last)).with("last_sure", sure),
            Right::Freeze(day) => told.with("last", shown(day)),
            Right::Appeal | Right::AppealServed | Right::Denounce | Right::Final | Right::Urge | Right::None => told,
        }
    }
}

impl Seen<'_> {
    /// A right that still stands.
    fn standing(&self, rule: &str) -> Option<(NaiveDate, &'static str)> {
        let runs = |d: &&Deadline| d.rule == rule && d.duty == Duty::Citizen && d.state == State::Running;
        let deadline = self.deadlines.iter().find(runs)?;
        deadline.due.filter(|due| *due >= self.today).map(|due| (due, surety(deadline)))
    }

    fn court(&self) -> Option<Right> {
        self.standing("el.voter-list.court").map(|(last, sure)| Right::Court(last, sure))
    }

    fn appeal_until(&self) -> Option<Right> {
        self.standing("c2.file").map(|(last, sure)| Right::AppealUntil(last, sure))
    }

    /// What may be done if the day passes without the act.
    pub(super) fn if_late(&self) -> Right {
        if let Some(court) = self.court() {
            return court;
        }
        if let Some(from) = self.case.freezes_on.filter(|from| *from > self.today && self.case.status.is_open()) {
            return Right::Freeze(from);
        }
        if appeal::open_to(self.case).is_err() {
            return Right::Urge;
        }
        match (self.appeal_until(), self.case.track) {
            (Some(until), _) => until,
            (None, Track::Election) => Right::Appeal,
            // Before acceptance no term of settlement runs whose passing would open the next instance.
            (None, Track::General) => Right::Urge,
        }
    }

    /// What may be done now that the day has passed.
    pub(super) fn now_late(&self) -> Right {
        if let Some(court) = self.court() {
            return court;
        }
        if appeal::allows(self.case, self.today).is_err() {
            return Right::Urge;
        }
        self.appeal_until().unwrap_or(Right::Appeal)
    }

    /// What may be done against what was decided.
    pub(super) fn if_unjust(&self) -> Right {
        if let Some(court) = self.court() {
            return court;
        }
        if appeal::allows(self.case, self.today).is_ok() {
            return match (self.appeal_until(), self.case.track) {
                (Some(until), _) => until,
                (None, Track::Election) => Right::Appeal,
                // Its time is over; what comes late needs a reason, which the form asks for.
                (None, Track::General) => Right::None,
            };
        }
        match appeal::open_to(self.case) {
            Ok(()) if self.case.status.code() == StatusCode::Settled => Right::AppealServed,
            Ok(()) => Right::None,
            Err(refusal) => match refusal.code {
                "denounce_further" => Right::Denounce,
                "last_instance" if self.is_final() => Right::Final,
                _ => Right::None,
            },
        }
    }

    /// By law nobody decides after this (arts. 61, 87), or two instances have.
    fn is_final(&self) -> bool {
        let election = self.case.track == Track::Election;
        let last = self.case.matter == Matter::Result || self.case.competent_body == Some(Body::NationalElectionCouncil);
        election && last || self.case.detail.instance >= 2
    }
}
