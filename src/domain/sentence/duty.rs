//! What a body owes the sender next, and why there may be no day for it.

use chrono::{Datelike, NaiveDate};

use super::{Seen, Sentence, shown};
use crate::domain::deadline::Deadline;

codes! {
    /// What must be done, in the words a sender understands: `owed` in the texts.
    pub enum Owed {
        /// Accept the letter, or say why not.
        Accept = "accept",
        /// Process a petition or feedback.
        Process = "process",
        /// Settle and answer.
        Settle = "settle",
        /// Verify and answer: nominees.
        Verify = "verify",
        /// Send what was decided.
        Send = "send",
        /// Send a first written answer.
        Reply = "reply",
        NotifyAcceptance = "notify_acceptance",
        NotifySuspension = "notify_suspension",
        NotifyTermination = "notify_termination",
        /// Send the letter on to the competent body.
        Transfer = "transfer",
        /// Make the conclusion public.
        Publish = "publish",
        /// A rule of which only the name is known here.
        Other = "other",
    }
}

impl Owed {
    /// By the id of an office rule.
    pub fn of(rule: &str) -> Self {
        match rule {
            "c1.accept" | "c2.accept" | "d.intake" => Self::Accept,
            "petition.process" => Self::Process,
            "el.voter-list.settle"
            | "el.candidate.settle"
            | "el.station.settle"
            | "el.result.settle.na"
            | "el.result.settle.council"
            | "el.other"
            | "c1.settle"
            | "c2.settle"
            | "d.settle"
            | "petition.settle" => Self::Settle,
            "el.nominee.verify" => Self::Verify,
            "c1.send" | "c2.send" | "d.conclusion-send" => Self::Send,
            "reception.reply" => Self::Reply,
            "d.accept-notify" => Self::NotifyAcceptance,
            "d.suspend-notify" => Self::NotifySuspension,
            "d.terminate-notify" => Self::NotifyTermination,
            "d.transfer" => Self::Transfer,
            "d.publish" => Self::Publish,
            _ => Self::Other,
        }
    }
}

/// How sure a date is: `yes`, `no` (not confirmed), `office` (the office's own figure).
pub(super) const fn surety(deadline: &Deadline) -> &'static str {
    if deadline.set_by_office {
        "office"
    } else if deadline.verified {
        "yes"
    } else {
        "no"
    }
}

impl Seen<'_> {
    /// A duty with its day.
    pub(super) fn dated(&self, key: &'static str, deadline: &Deadline, due: NaiveDate) -> Sentence {
        // What is signed is answered: sending it is what remains.
        let owed = match (Owed::of(&deadline.rule), self.case.status.is_open()) {
            (Owed::Settle, false) => Owed::Send,
            (owed, _) => owed,
        };
        let mut told = Sentence::new(key)
            .with("due", shown(due))
            .with("weekday", due.weekday().to_string().to_lowercase())
            .with("basis", &deadline.basis)
            .with("owed", owed)
            .with("sure", surety(deadline));
        told.rule = self.book.rule(&deadline.rule).map(|r| r.names.clone());
        told
    }

    /// No day: the law sets none, the figure is not confirmed, or a calendar is missing. Nothing is guessed.
    pub(super) fn undated(&self, key: &'static str) -> Sentence {
        let told = Sentence::new(key);
        let Some(deadline) = self.deadlines.iter().find(|d| d.is_office_running()) else {
            return told.with("why", "none");
        };
        if let Some(year) = deadline.missing_year {
            return told.with("why", "calendar").with("year", year);
        }
        if deadline.law_from.is_some() {
            return told.with("why", "before_law");
        }
        if let Some(target) = deadline.office_target {
            return told.with("why", "target").with("target", shown(target));
        }
        let no_term = self.book.version(&deadline.rule, &deadline.version).is_none_or(|v| v.no_term);
        told.with("why", if no_term { "no_term" } else { "unconfirmed" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::law::Law;
    use crate::domain::rulebook::Duty;

    #[test]
    fn every_duty_of_an_office_has_words_of_its_own() {
        let office = Law::embedded().rulebook.rules().iter().filter(|r| r.duty == Duty::Office);
        let unnamed: Vec<&str> = office.map(|r| r.id.as_str()).filter(|id| Owed::of(id) == Owed::Other).collect();
        assert!(unnamed.is_empty(), "{unnamed:?}");
    }
}
