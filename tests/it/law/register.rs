//! Hand-made registers: each step recomputes the deadlines from those before, as the program does.

use chrono::{DateTime, NaiveDate, Utc};
use redress::domain::classification::Classification;
use redress::domain::deadline::{Deadline, State, compute};
use redress::domain::event::{By, ElectionRef, Event, Received, Recorded};
use redress::domain::ids::{DocumentId, ElectionId, EventId, LetterId, MemberId, PartyId, TextId, UnitId};
use redress::domain::kind::{Body, Channel, Contest, Form, Identity, Kind, Matter, Track};
use redress::domain::law::Law;
use redress::domain::number::Number;
use redress::domain::outcome::{
    CaseResult, Complexity, ComplexityGround, Disposition, DocumentKind, Means, SuspensionGround, TerminationGround,
};
use redress::domain::party::{PartyRef, PartyRole};
use redress::domain::status::ProposedFrom;
use redress::domain::text::TextRef;

use super::day;

pub const PETITIONER: PartyId = PartyId(1);
pub const RESPONDENT: PartyId = PartyId(2);
pub const OUTSIDE: PartyId = PartyId(3);

pub fn party(id: PartyId, role: PartyRole) -> PartyRef {
    PartyRef { id, role, named: true, email: true, post: true, left: false }
}

pub fn text() -> TextRef {
    TextRef { id: TextId(1), digest: String::new() }
}

/// 09:00 of a day in Vietnam.
pub fn morning(on: &str) -> DateTime<Utc> {
    format!("{on}T09:00:00+07:00").parse().unwrap()
}

pub fn election(e: &str) -> ElectionRef {
    ElectionRef { id: ElectionId(1), day: day(e), voter_list_posted: None, candidate_list_published: None, result_published: None }
}

/// A letter: signed, by post, from one petitioner about one respondent.
pub fn letter(kind: Kind, matter: Matter, track: Track, on: &str) -> Received {
    Received {
        number: Number { seq: 1, year: 2026, sign: "CK".into() },
        unit: UnitId(1),
        remote: false,
        kind,
        matter,
        track,
        contest: None,
        channel: Channel::Post,
        form: Form::Signed,
        identity: Identity::Named,
        confidential: false,
        received_at: morning(on),
        first_received_at: morning(on),
        occurred_on: None,
        polling_area: None,
        election: None,
        signers: 1,
        parties: vec![party(PETITIONER, PartyRole::Petitioner), party(RESPONDENT, PartyRole::Respondent)],
        letter: LetterId(1),
        body: text(),
        language: "vi".into(),
        registered_by: None,
        instance: 1,
        origin: None,
        excluded: vec![],
        suspects: vec![],
        out_of_time: false,
        law_revision: 0,
    }
}

/// A letter about the election of this day.
pub fn electoral(kind: Kind, matter: Matter, on: &str, e: &str) -> Received {
    Received { election: Some(election(e)), ..letter(kind, matter, Track::Election, on) }
}

/// A case's register and its deadlines after the last event.
pub struct Register {
    pub events: Vec<Recorded>,
    pub deadlines: Vec<Deadline>,
    pub law: Law,
    received: Received,
}

impl Register {
    pub fn of(received: Received) -> Self {
        Self::under(Law::embedded().clone(), received)
    }

    pub fn under(law: Law, received: Received) -> Self {
        let on = received.received_at.date_naive();
        let register = Self { events: vec![], deadlines: vec![], law, received: received.clone() };
        register.then(&on.to_string(), Event::Received(Box::new(received)))
    }

    pub fn then(mut self, on: &str, event: Event) -> Self {
        self.push(on, event);
        self.deadlines = compute(&self.deadlines, &self.events, &self.law).unwrap();
        assert_eq!(Ok(&self.deadlines), compute(&self.deadlines, &self.events, &self.law).as_ref(), "computing twice is the same");
        self
    }

    pub fn push(&mut self, on: &str, event: Event) {
        let seq = i64::try_from(self.events.len()).unwrap() + 1;
        let recorded =
            Recorded { id: EventId(seq), seq, at: morning(on), on: day(on), by: By::Member(MemberId(1)), on_paper: false, event };
        self.events.push(recorded);
    }

    pub fn classified(self, on: &str) -> Self {
        let r = &self.received;
        let (kind, matter, track, contest, form) = (r.kind, r.matter, r.track, r.contest, r.form);
        self.classified_as(on, kind, matter, track, contest, form)
    }

    pub fn classified_as(self, on: &str, kind: Kind, matter: Matter, track: Track, contest: Option<Contest>, form: Form) -> Self {
        let first = !self.events.iter().any(|r| matches!(r.event, Event::Classified { .. }));
        let classification = Classification {
            kind,
            matter,
            track,
            contest,
            form,
            eligible: true,
            ineligible_ground: None,
            competent_body: Body::Other,
            false_name: false,
        };
        let (identity, title) = (Identity::Named, text());
        let event = if first {
            Event::Classified { classification, identity, title, election: None }
        } else {
            Event::Reclassified { classification, identity, title, reason: text(), election: None }
        };
        self.then(on, event)
    }

    pub fn proposed(self, on: &str, disposition: Disposition, from: ProposedFrom) -> Self {
        let event =
            Event::DispositionProposed { disposition, ground: "stated".into(), ground_text: None, legal_basis: text(), to: None, from };
        self.then(on, event)
    }

    pub fn approved(self, on: &str, disposition: Disposition, receiver: Option<PartyRef>) -> Self {
        let document = self.next_document();
        self.then(on, Event::DispositionApproved { disposition, document, opens: None, receiver, within: None })
    }

    /// Proposed and approved on one day.
    pub fn disposed(self, on: &str, disposition: Disposition) -> Self {
        self.proposed(on, disposition, ProposedFrom::Screening).approved(on, disposition, None)
    }

    pub fn signed(self, on: &str, kind: DocumentKind) -> Self {
        let result = CaseResult::Answered;
        let drafted = self.then(on, Event::DecisionDrafted { result, reasons: text(), legal_basis: text(), remedy: None });
        let document = drafted.next_document();
        drafted.then(on, Event::DecisionSigned { document, kind })
    }

    /// Serves the newest document.
    pub fn served(self, on: &str, party: PartyId) -> Self {
        let newest = self.events.iter().rfind(|r| issues(&r.event)).unwrap().seq;
        self.then(on, Event::Served { document: DocumentId(newest), party, means: Means::Post, reason: None })
    }

    pub fn complex(self, on: &str, level: Complexity) -> Self {
        self.then(on, Event::ComplexitySet { level, ground: ComplexityGround::SeveralPlaces, further: vec![], reason: None })
    }

    pub fn extended(self, on: &str, rule: &str, days: i64) -> Self {
        let (rule, ground, document) = (rule.into(), ComplexityGround::SeveralPlaces, self.next_document());
        self.then(on, Event::Extended { rule, ground, days, document })
    }

    pub fn suspended(self, on: &str) -> Self {
        let document = self.next_document();
        self.then(on, Event::Suspended { ground: SuspensionGround::AwaitingResult, reason: text(), document })
    }

    pub fn resumed(self, on: &str) -> Self {
        let document = self.next_document();
        self.then(on, Event::Resumed { reason: text(), document })
    }

    pub fn terminated(self, on: &str) -> Self {
        let document = self.next_document();
        self.then(on, Event::Terminated { ground: TerminationGround::AlreadyDecided, document, answers: None })
    }

    fn next_document(&self) -> DocumentId {
        DocumentId(i64::try_from(self.events.len()).unwrap() + 1)
    }

    /// The rule's one deadline.
    pub fn get(&self, rule: &str) -> &Deadline {
        let of: Vec<_> = self.deadlines.iter().filter(|d| d.rule == rule).collect();
        assert_eq!(of.len(), 1, "{rule} among {:?}", self.states());
        of[0]
    }

    pub fn has(&self, rule: &str) -> bool {
        self.deadlines.iter().any(|d| d.rule == rule)
    }

    pub fn due(&self, rule: &str) -> Option<NaiveDate> {
        self.get(rule).due
    }

    pub fn state(&self, rule: &str) -> State {
        self.get(rule).state
    }

    /// Rules and states, in order.
    pub fn states(&self) -> Vec<(&str, State)> {
        self.deadlines.iter().map(|d| (d.rule.as_str(), d.state)).collect()
    }
}

fn issues(event: &Event) -> bool {
    matches!(
        event,
        Event::DispositionApproved { .. }
            | Event::DecisionSigned { .. }
            | Event::Suspended { .. }
            | Event::Resumed { .. }
            | Event::Terminated { .. }
            | Event::Extended { .. }
    )
}

pub fn met(on: &str) -> State {
    State::Met { on: day(on) }
}
