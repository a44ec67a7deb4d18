//! "If this is filed on that day, who must answer by when?" From a letter that does not exist yet: what its receipt starts, as
//! the office would compute it, and what follows if each step takes all of its time.

use chrono::NaiveDate;

use super::question::{Answer, NoAnswer, Question};
use super::{Deadline, compute};
use crate::domain::event::{By, ElectionRef, Event, Received, Recorded};
use crate::domain::ids::{EventId, LetterId, TextId, UnitId};
use crate::domain::kind::{Channel, Contest, Form, Identity, Kind, Matter, Track};
use crate::domain::law::{Law, LawError};
use crate::domain::number::Number;
use crate::domain::outcome::Complexity;
use crate::domain::rulebook::{Cell, Duty, Mark, Rule};
use crate::domain::text::TextRef;
use crate::domain::zone::start_of;

/// A letter as somebody thinks of it.
#[derive(Debug, Clone, Copy)]
pub struct Filing {
    pub kind: Kind,
    pub matter: Matter,
    pub contest: Option<Contest>,
    pub track: Track,
    /// The day the office would receive it, signed where the law asks for that.
    pub received_on: NaiveDate,
    pub in_person: bool,
    pub complexity: Option<Complexity>,
    pub remote: bool,
    /// The election it is about, where it is on that track.
    pub election: Option<ElectionRef>,
}

/// From when a time limit is counted here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Counted {
    /// From the receipt, or a day of the election.
    FromReceipt,
    /// From the last day of this rule: at the latest.
    AfterLastDayOf(String),
}

/// A time limit that would run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreseen {
    pub rule: String,
    pub counted: Counted,
    /// What was asked: the same question has the same answer anywhere.
    pub question: Question,
    pub answer: Result<Answer, NoAnswer>,
}

impl Foreseen {
    fn due(&self) -> Option<NaiveDate> {
        self.answer.as_ref().ok()?.due
    }
}

/// Every time limit in the order in which they would run.
pub fn foresee(filing: &Filing, law: &Law) -> Result<Vec<Foreseen>, LawError> {
    let started = compute(&[], &[receipt(filing, law)], law)?;
    let mut all: Vec<Foreseen> = Vec::new();
    for rule in law.rulebook.concerning(cell(filing)) {
        if rule.duty == Duty::Retention {
            continue;
        }
        if let Some(found) = next(filing, rule, &started, &all, law) {
            all.push(found);
        }
    }
    Ok(all)
}

fn next(filing: &Filing, rule: &Rule, started: &[Deadline], before: &[Foreseen], law: &Law) -> Option<Foreseen> {
    // A rule whose start stands in for an event yet to come follows the rule that stands in, not the receipt.
    let own = started.iter().find(|d| d.rule == rule.id).filter(|_| rule.or_passed.is_none());
    let (counted, from) = match own {
        Some(deadline) => (Counted::FromReceipt, deadline.starts_on),
        None => {
            let earlier = follows(rule, before, law)?;
            (Counted::AfterLastDayOf(earlier.rule.clone()), earlier.due()?)
        }
    };
    let question = question(filing, rule, from);
    let answer = question.answer(law);
    Some(Foreseen { rule: rule.id.clone(), counted, question, answer })
}

/// The rule whose end, at the latest, starts this one.
fn follows<'a>(rule: &Rule, before: &'a [Foreseen], law: &Law) -> Option<&'a Foreseen> {
    if let Some(stand_in) = &rule.or_passed {
        return before.iter().find(|f| f.rule == *stand_in);
    }
    let met_by = match rule.started_by {
        Mark::Accepted => Mark::Disposed,
        Mark::Signed => Mark::Signed,
        _ => return None,
    };
    before.iter().find(|f| law.rulebook.rule(&f.rule).is_some_and(|r| r.duty == Duty::Office && r.met_by.contains(&met_by)))
}

/// With the options that the rule knows; extensions that only complexity opens are taken whole.
fn question(filing: &Filing, rule: &Rule, from: NaiveDate) -> Question {
    let election_day = filing.election.map(|e| e.day).filter(|_| rule.valid_by == crate::domain::rulebook::ValidBy::ElectionDay);
    let plain = Question { rule: rule.id.clone(), from: Some(from), election_day, ..Question::default() };
    let Some(version) = rule.version(election_day, from) else { return plain };
    let extra = version.extensions.as_ref().map_or(0, |e| e.most(filing.complexity).saturating_sub(e.most(None)));
    let each = version.extensions.as_ref().map_or(0, |e| e.each);
    let complexity = filing.complexity.filter(|_| version.complex.is_some() || extra > 0);
    Question {
        complexity,
        remote: filing.remote && version.remote.is_some(),
        extended: if complexity.is_some() { vec![each; extra] } else { Vec::new() },
        ..plain
    }
}

const fn cell(filing: &Filing) -> Cell {
    Cell { kind: filing.kind, matter: filing.matter, track: filing.track, contest: filing.contest, instance: 1 }
}

/// The first event of such a letter.
fn receipt(filing: &Filing, law: &Law) -> Recorded {
    let at = start_of(filing.received_on);
    let received = Received {
        number: Number { seq: 0, year: 0, sign: String::new() },
        unit: UnitId(0),
        remote: filing.remote,
        kind: filing.kind,
        matter: filing.matter,
        track: filing.track,
        contest: filing.contest,
        channel: if filing.in_person { Channel::InPerson } else { Channel::Post },
        form: Form::Signed,
        identity: Identity::Named,
        confidential: false,
        received_at: at,
        first_received_at: at,
        occurred_on: None,
        polling_area: None,
        election: filing.election,
        signers: 1,
        parties: Vec::new(),
        letter: LetterId(0),
        body: TextRef { id: TextId(0), digest: String::new() },
        language: "vi".into(),
        registered_by: None,
        instance: 1,
        origin: None,
        excluded: Vec::new(),
        suspects: Vec::new(),
        out_of_time: false,
        law_revision: law.revision,
    };
    let event = Event::Received(Box::new(received));
    Recorded { id: EventId(0), seq: 1, at, on: filing.received_on, by: By::Citizen, on_paper: false, event }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    fn filing(kind: Kind, matter: Matter, on: &str) -> Filing {
        Filing {
            kind,
            matter,
            contest: None,
            track: Track::General,
            received_on: day(on),
            in_person: false,
            complexity: None,
            remote: false,
            election: None,
        }
    }

    fn dues(filing: &Filing) -> Vec<(String, Option<NaiveDate>)> {
        foresee(filing, Law::embedded()).unwrap().into_iter().map(|f| (f.rule.clone(), f.due())).collect()
    }

    #[test]
    fn a_complaint_step_by_step_at_the_latest() {
        let plain = filing(Kind::Complaint, Matter::AdministrativeAct, "2025-03-03");
        let found = dues(&plain);
        // 10 days to 13/03, 30 to Saturday 12/04 -> Monday 14/04; 30 days to appeal from there; 3 working days to send.
        assert!(found.contains(&("c1.accept".into(), Some(day("2025-03-13")))), "{found:?}");
        assert!(found.contains(&("c1.settle".into(), Some(day("2025-04-14")))), "{found:?}");
        assert!(found.contains(&("c2.file".into(), Some(day("2025-05-14")))), "{found:?}");
        let complex = Filing { complexity: Some(Complexity::Complex), remote: true, ..plain };
        assert!(dues(&complex).contains(&("c1.settle".into(), Some(day("2025-05-12")))), "60 days: {:?}", dues(&complex));
        let known = foresee(&complex, Law::embedded()).unwrap();
        assert!(known.iter().all(|f| f.answer.is_ok()), "no rule is asked what it does not know: {known:?}");
    }

    #[test]
    fn a_complex_denunciation_with_its_extensions() {
        let plain = filing(Kind::Denunciation, Matter::OfficialConduct, "2025-03-03");
        assert!(dues(&plain).contains(&("d.settle".into(), Some(day("2025-04-11")))), "{:?}", dues(&plain));
        let most = Filing { complexity: Some(Complexity::SpeciallyComplex), ..plain };
        // 12/03 + 30 + 30 + 30 days = 10/06.
        assert!(dues(&most).contains(&("d.settle".into(), Some(day("2025-06-10")))), "{:?}", dues(&most));
        assert!(!dues(&plain).iter().any(|(rule, _)| rule == "d.transfer"), "nobody proposed a transfer");
    }
}
