//! The report of a period (TT 06/2025 and its predecessors; LAW.md 3): letters carried over, received, processed, and what of
//! the cases became what, with the control sums that must hold.

use chrono::NaiveDate;

use super::case::Case;
use super::kind::Kind;
use super::outcome::{CaseResult, ClosedAs};
use super::status::{Status, StatusCode};
use super::zone::local_date;

/// A case of the report, with its letters.
#[derive(Debug, Clone)]
pub struct Reported {
    pub case: Case,
    /// The Vietnamese days on which its letters came.
    pub letters: Vec<NaiveDate>,
    /// An office's time limit was not kept.
    pub missed: bool,
}

/// The columns. Counts of letters where they are called so, else of cases not joined to another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    pub letters_carried_over: i64,
    pub letters_received: i64,
    pub letters_processed: i64,
    pub letters_not_processed: i64,
    pub letters_eligible: i64,
    pub cases: i64,
    pub cases_eligible: i64,
    pub complaints: i64,
    pub denunciations: i64,
    pub petitions_and_feedback: i64,
    pub settled_first: i64,
    pub settled_again: i64,
    pub not_finished: i64,
    pub within_competence: i64,
    pub guided: i64,
    pub transferred: i64,
    /// Otherwise ended: refused, returned, filed, handed over.
    pub otherwise: i64,
    pub complaints_decided: i64,
    pub complaints_withdrawn: i64,
    pub right: i64,
    pub partly_right: i64,
    pub wrong: i64,
    pub true_: i64,
    pub partly_true: i64,
    pub false_: i64,
    pub in_time: i64,
    pub late: i64,
}

/// A sum that must hold: its name in the texts, both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Control {
    pub name: &'static str,
    pub one: i64,
    pub other: i64,
}

impl Control {
    /// It does.
    pub const fn holds(&self) -> bool {
        self.one == self.other
    }
}

/// When a case was done with: signed or closed; none while it is open.
fn processed_on(case: &Case) -> Option<NaiveDate> {
    (!case.status.is_open()).then_some(case.detail.since)
}

impl Report {
    /// Of the days from `from` to `to`, both included; `cases` are those received until `to`.
    pub fn of(cases: &[Reported], from: NaiveDate, to: NaiveDate) -> Self {
        let mut report = Self::default();
        for reported in cases {
            let done = processed_on(&reported.case);
            // Done with before the period, it is no part of it.
            if done.is_some_and(|on| on < from) {
                continue;
            }
            let done = done.is_some_and(|on| on <= to);
            report.letters(reported, from, to, done);
            let joined = reported.case.status.closed_as() == Some(ClosedAs::Merged);
            if local_date(reported.case.received_at) <= to && !joined {
                report.case(reported, done);
            }
        }
        report
    }

    fn letters(&mut self, reported: &Reported, from: NaiveDate, to: NaiveDate, done: bool) {
        let before = count(reported.letters.iter().filter(|on| **on < from));
        let within = count(reported.letters.iter().filter(|on| from <= **on && **on <= to));
        self.letters_carried_over += before;
        self.letters_received += within;
        *(if done { &mut self.letters_processed } else { &mut self.letters_not_processed }) += before + within;
        if reported.case.detail.eligible == Some(true) {
            self.letters_eligible += before + within;
        }
    }

    fn case(&mut self, reported: &Reported, done: bool) {
        let case = &reported.case;
        self.cases += 1;
        self.cases_eligible += i64::from(case.detail.eligible == Some(true));
        *(match case.kind {
            Kind::Complaint => &mut self.complaints,
            Kind::Denunciation => &mut self.denunciations,
            Kind::Petition | Kind::Feedback => &mut self.petitions_and_feedback,
        }) += 1;
        if reported.missed {
            self.late += 1;
        } else {
            self.in_time += 1;
        }
        if !done {
            self.not_finished += 1;
            return;
        }
        let settled = case.status.code() == StatusCode::Settled || case.status.closed_as() == Some(ClosedAs::Settled);
        if settled {
            self.within_competence += 1;
            *(if case.detail.instance > 1 { &mut self.settled_again } else { &mut self.settled_first }) += 1;
            self.result(case);
        } else if let Status::Closed { how, .. } = case.status {
            self.unsettled(case, how);
        }
    }

    fn result(&mut self, case: &Case) {
        if case.kind == Kind::Complaint {
            self.complaints_decided += 1;
        }
        *(match case.status.result() {
            Some(CaseResult::Justified) => &mut self.right,
            Some(CaseResult::PartlyJustified) => &mut self.partly_right,
            Some(CaseResult::Unjustified) => &mut self.wrong,
            Some(CaseResult::True) => &mut self.true_,
            Some(CaseResult::PartlyTrue) => &mut self.partly_true,
            Some(CaseResult::False) => &mut self.false_,
            Some(CaseResult::Answered | CaseResult::StruckOff) | None => return,
        }) += 1;
    }

    fn unsettled(&mut self, case: &Case, how: ClosedAs) {
        match how {
            ClosedAs::Guided => self.guided += 1,
            ClosedAs::Transferred => self.transferred += 1,
            ClosedAs::Withdrawn | ClosedAs::Terminated if case.kind == Kind::Complaint => {
                self.within_competence += 1;
                self.complaints_withdrawn += 1;
            }
            ClosedAs::Settled
            | ClosedAs::Withdrawn
            | ClosedAs::Terminated
            | ClosedAs::Refused
            | ClosedAs::Returned
            | ClosedAs::Filed
            | ClosedAs::HandedOver
            | ClosedAs::Merged => self.otherwise += 1,
        }
    }

    /// The sums that must hold.
    pub const fn controls(&self) -> [Control; 4] {
        let ended = self.within_competence + self.guided + self.transferred + self.otherwise;
        [
            Control {
                name: "letters",
                one: self.letters_carried_over + self.letters_received,
                other: self.letters_processed + self.letters_not_processed,
            },
            Control { name: "kinds", one: self.complaints + self.denunciations + self.petitions_and_feedback, other: self.cases },
            Control { name: "ends", one: ended + self.not_finished, other: self.cases },
            Control { name: "times", one: self.in_time + self.late, other: self.cases },
        ]
    }

    /// Every column: its name in the texts, and the count, in the order of the form.
    pub fn columns(&self) -> [(&'static str, i64); 27] {
        [
            ("letters_carried_over", self.letters_carried_over),
            ("letters_received", self.letters_received),
            ("letters_processed", self.letters_processed),
            ("letters_not_processed", self.letters_not_processed),
            ("letters_eligible", self.letters_eligible),
            ("cases", self.cases),
            ("cases_eligible", self.cases_eligible),
            ("complaints", self.complaints),
            ("denunciations", self.denunciations),
            ("petitions_and_feedback", self.petitions_and_feedback),
            ("settled_first", self.settled_first),
            ("settled_again", self.settled_again),
            ("not_finished", self.not_finished),
            ("within_competence", self.within_competence),
            ("guided", self.guided),
            ("transferred", self.transferred),
            ("otherwise", self.otherwise),
            ("complaints_decided", self.complaints_decided),
            ("complaints_withdrawn", self.complaints_withdrawn),
            ("right", self.right),
            ("partly_right", self.partly_right),
            ("wrong", self.wrong),
            ("true", self.true_),
            ("partly_true", self.partly_true),
            ("false", self.false_),
            ("in_time", self.in_time),
            ("late", self.late),
        ]
    }
}

fn count<T>(found: impl Iterator<Item = T>) -> i64 {
    i64::try_from(found.count()).unwrap_or(i64::MAX)
}
