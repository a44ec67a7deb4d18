//! What of a case's history starts, meets, pauses and ends time limits: its marks.

use chrono::NaiveDate;
use chrono_tz::Asia::Ho_Chi_Minh;

use crate::domain::apply::{apply, open};
use crate::domain::case::{Case, Issued, Service};
use crate::domain::classification::needs_signature;
use crate::domain::election::{CANDIDATE_LIST_PUBLISHED, VOTER_LIST_POSTED};
use crate::domain::event::{Correction, Event, Recorded};
use crate::domain::ids::CaseId;
use crate::domain::kind::{Channel, Matter};
use crate::domain::law::{Law, LawError};
use crate::domain::outcome::{ClosedAs, Disposition, DocumentKind, Means};
use crate::domain::party::PartyRole;
use crate::domain::rulebook::{Cell, Mark, Rule};
use crate::domain::status::ProposedFrom;

/// When a mark was set: its legal date, and its place in the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct At {
    pub on: NaiveDate,
    pub seq: i64,
}

impl From<&Recorded> for At {
    fn from(recorded: &Recorded) -> Self {
        Self { on: recorded.on, seq: recorded.seq }
    }
}

/// A history as the rules see it.
#[derive(Debug)]
pub(super) struct Story<'a> {
    /// The case after its last event.
    pub case: Case,
    pub receipt: At,
    /// Seq of the event that closed it.
    closed_seq: Option<i64>,
    /// In the order of events.
    marks: Vec<(Mark, At)>,
    signature: Option<At>,
    transfer_proposed: bool,
    /// Rule, decision, days.
    extensions: Vec<(&'a str, At, i64)>,
    /// Suspension, and the day it was lifted.
    pauses: Vec<(At, Option<NaiveDate>)>,
}

impl<'a> Story<'a> {
    /// Reads a register from its receipt on.
    pub fn read(history: &'a [Recorded]) -> Result<Self, LawError> {
        let (first, later) = history.split_first().ok_or(LawError::NoReceipt)?;
        let mut story = Self {
            // The id of the case plays no part in its deadlines.
            case: open(CaseId(0), first)?,
            receipt: first.into(),
            closed_seq: None,
            marks: Vec::new(),
            signature: None,
            transfer_proposed: false,
            extensions: Vec::new(),
            pauses: Vec::new(),
        };
        for recorded in later {
            story = story.after(recorded)?;
        }
        Ok(story)
    }

    fn after(mut self, recorded: &'a Recorded) -> Result<Self, LawError> {
        let (issued, closed) = (self.case.detail.documents.len(), self.case.status.closed_as().is_some());
        self.case = apply(self.case, recorded)?;
        if !closed && self.case.status.closed_as().is_some() {
            self.closed_seq = Some(recorded.seq);
        }
        self.note(recorded);
        let served = match &recorded.event {
            Event::Served { document, .. } => self.case.document(*document),
            _ => self.case.detail.documents.get(issued),
        };
        if let Some(document) = served {
            services(document, recorded, &mut self.marks);
        }
        Ok(self)
    }

    fn note(&mut self, recorded: &'a Recorded) {
        let at = At::from(recorded);
        let mut set = |mark| self.marks.push((mark, at));
        match &recorded.event {
            Event::SignatureRecorded { .. } => {
                self.signature.get_or_insert(at);
            }
            Event::DispositionProposed { disposition, .. } => self.transfer_proposed = *disposition == Disposition::Transfer,
            Event::SentBack { .. } => self.transfer_proposed = false,
            Event::DispositionApproved { disposition, receiver, .. } => {
                set(Mark::Disposed);
                match disposition {
                    Disposition::Accept => set(Mark::Accepted),
                    Disposition::File => set(Mark::Filed),
                    // Outside, the slip must be served on the receiving body first.
                    Disposition::Transfer if receiver.is_none() => set(Mark::Transferred),
                    Disposition::Transfer | Disposition::Refuse | Disposition::Guide | Disposition::Return => {}
                }
            }
            Event::Extended { rule, days, .. } => self.extensions.push((rule, at, *days)),
            Event::Suspended { .. } => {
                set(Mark::Suspended);
                self.pauses.push((at, None));
            }
            Event::Resumed { .. } => {
                if let Some((_, until @ None)) = self.pauses.last_mut() {
                    *until = Some(recorded.on);
                }
            }
            Event::DecisionSigned { .. } | Event::StruckOff { .. } => {
                set(Mark::Signed);
                set(Mark::AnswerSigned);
            }
            Event::AnswerRecorded { .. } => set(Mark::AnswerSigned),
            Event::Terminated { .. } => set(Mark::Terminated),
            Event::Published { .. } => set(Mark::Published),
            Event::Appealed { .. } => set(Mark::Appealed),
            Event::Reopened { to, .. } => {
                // Taken up as accepted: whether to accept it is no longer open.
                if *to == ProposedFrom::Accepted {
                    set(Mark::Disposed);
                }
                self.reopen(*to);
            }
            Event::Corrected { change: Correction::ReceivedAt { new, .. }, .. } => {
                self.receipt.on = new.with_timezone(&Ho_Chi_Minh).date_naive();
            }
            // Starts, meets or pauses nothing.
            _ => {}
        }
    }

    /// A reopened case is not filed; screened anew, it is not accepted either. What was met stays met.
    fn reopen(&mut self, to: ProposedFrom) {
        self.closed_seq = None;
        self.transfer_proposed &= self.marks.iter().any(|(mark, _)| *mark == Mark::Transferred);
        let screened = to == ProposedFrom::Screening;
        self.marks.retain(|(mark, _)| *mark != Mark::Filed && !(screened && *mark == Mark::Accepted));
    }

    /// What the rules choose by.
    pub fn cell(&self) -> Cell {
        let case = &self.case;
        Cell { kind: case.kind, matter: case.matter, track: case.track, contest: case.contest, instance: case.detail.instance }
    }

    /// E.
    pub fn election_day(&self) -> Option<NaiveDate> {
        self.case.detail.election.map(|e| e.day)
    }

    /// When a rule of this mark starts: the last time the mark was set. None: it was not.
    pub fn start(&self, mark: Mark, law: &Law) -> Option<At> {
        let (receipt, election) = (self.receipt, self.case.detail.election);
        let on = |on: Option<NaiveDate>| on.map(|on| At { on, seq: receipt.seq });
        let when = |holds: bool| holds.then_some(receipt);
        let milestone = |id| election.and_then(|e| law.timetable.date(id, e.day));
        let published = || election.and_then(|e| e.candidate_list_published).or_else(|| milestone(CANDIDATE_LIST_PUBLISHED));
        let at_station = self.case.matter == Matter::PollingStation && Some(receipt.on) == self.election_day();
        match mark {
            Mark::ElectionDay => on(self.election_day()),
            Mark::ListPosted => on(election.and_then(|e| e.voter_list_posted).or_else(|| milestone(VOTER_LIST_POSTED))),
            Mark::ResultPublished => on(election.and_then(|e| e.result_published)),
            Mark::ActKnown => on(self.case.detail.occurred_on),
            Mark::Receipt => Some(receipt),
            Mark::ReceiptSigned => self.receipt_signed(),
            Mark::ReceivedInPerson => when(self.case.channel == Channel::InPerson),
            Mark::ReceiptBeforeList => when(published().is_none_or(|day| receipt.on < day)),
            Mark::ReceiptAfterList => on(published().map(|day| day.max(receipt.on))),
            Mark::ReceiptOnElectionDay => when(at_station),
            Mark::ReceiptOtherwise => when(!at_station),
            Mark::TransferProposed => when(self.transfer_proposed),
            Mark::Accepted
            | Mark::Disposed
            | Mark::Filed
            | Mark::Transferred
            | Mark::Signed
            | Mark::AnswerSigned
            | Mark::DecisionServed
            | Mark::LastService
            | Mark::FirstAnswerServed
            | Mark::AcceptanceServed
            | Mark::Suspended
            | Mark::SuspensionServed
            | Mark::Terminated
            | Mark::TerminationServed
            | Mark::Published
            | Mark::Appealed => self.marks.iter().rev().find(|(set, _)| *set == mark).map(|(_, at)| *at),
        }
    }

    /// Every time a mark was set that can be set again and again: each suspension is notified.
    pub fn starts(&self, mark: Mark, law: &Law) -> Vec<At> {
        if mark == Mark::Suspended {
            self.marks.iter().filter(|(set, _)| *set == mark).map(|(_, at)| *at).collect()
        } else {
            self.start(mark, law).into_iter().collect()
        }
    }

    /// The day on which a letter that waits for its signature was signed, else its receipt.
    fn receipt_signed(&self) -> Option<At> {
        let (case, receipt) = (&self.case, self.receipt);
        match self.signature {
            _ if !needs_signature(case.kind, case.track) => Some(receipt),
            Some(signed) => Some(At { on: signed.on.max(receipt.on), seq: signed.seq }),
            None => case.form.is_signed().then_some(receipt),
        }
    }

    /// What met a rule that runs since the event `seq`.
    pub fn met(&self, rule: &Rule, seq: i64) -> Option<NaiveDate> {
        if rule.met_by.contains(&Mark::Receipt) {
            return Some(self.receipt.on);
        }
        self.marks.iter().find(|(mark, at)| at.seq >= seq && rule.met_by.contains(mark)).map(|(_, at)| at.on)
    }

    /// Whether the case closed in a way that ends a running office rule started by the event `seq`: other than by settling,
    /// by an act that neither starts it nor leaves its paper to be served.
    pub fn voids(&self, rule: &Rule, seq: i64) -> bool {
        match self.case.status.closed_as() {
            None | Some(ClosedAs::Settled) => false,
            Some(how) => self.closed_seq != Some(seq) && !rule.outlives.contains(&how),
        }
    }

    /// The extensions of a rule since the event `seq`.
    pub fn extensions(&self, rule: &str, seq: i64) -> Vec<(Option<NaiveDate>, i64)> {
        let of = self.extensions.iter().filter(|(id, at, _)| *id == rule && at.seq > seq);
        of.map(|(_, at, days)| (Some(at.on), *days)).collect()
    }

    /// The suspensions lifted since the event `seq`.
    pub fn pauses(&self, seq: i64) -> Vec<(NaiveDate, NaiveDate)> {
        let since = self.pauses.iter().filter(|(at, _)| at.seq > seq);
        since.filter_map(|(at, until)| until.map(|until| (at.on, until))).collect()
    }
}

/// Sets the marks of service that this event completes on this document.
fn services(document: &Issued, recorded: &Recorded, marks: &mut Vec<(Mark, At)>) {
    let petitioner = |s: &&Service| matches!(s.role, PartyRole::Petitioner | PartyRole::Representative);
    let owed = |s: &&Service| s.done.is_none_or(|done| done.means != Means::NotOwed);
    let mut note = |mark, to: &dyn Fn(&&Service) -> bool| {
        if let Some(on) = completes(document, recorded, to) {
            marks.push((mark, At { on, seq: recorded.seq }));
        }
    };
    match document.kind {
        DocumentKind::Decision | DocumentKind::Conclusion | DocumentKind::StrikeOff => {
            note(Mark::DecisionServed, &petitioner);
            note(Mark::LastService, &|_| true);
        }
        DocumentKind::Transfer => {
            let body = |s: &&Service| s.role == PartyRole::ReceivingBody;
            if document.services.iter().any(|s| body(&s)) {
                note(Mark::Transferred, &body);
            }
        }
        DocumentKind::Acceptance | DocumentKind::Suspension | DocumentKind::Termination => {
            let mark = match document.kind {
                DocumentKind::Acceptance => Mark::AcceptanceServed,
                DocumentKind::Suspension => Mark::SuspensionServed,
                _ => Mark::TerminationServed,
            };
            // With no petitioner to be told, telling the denounced is what remains of the duty.
            if document.services.iter().any(|s| petitioner(&s) && owed(&s)) {
                note(mark, &petitioner);
            } else {
                note(mark, &|_| true);
            }
        }
        DocumentKind::Refusal
        | DocumentKind::Guidance
        | DocumentKind::Return
        | DocumentKind::Filing
        | DocumentKind::Extension
        | DocumentKind::Resumption
        | DocumentKind::HandOver
        | DocumentKind::Appeal
        | DocumentKind::Answer
        | DocumentKind::Instruction => {}
    }
    if answers(document.kind) {
        note(Mark::FirstAnswerServed, &petitioner);
    }
}

/// Whether it is a written answer of the office to the petitioners.
const fn answers(kind: DocumentKind) -> bool {
    match kind {
        DocumentKind::Acceptance
        | DocumentKind::Refusal
        | DocumentKind::Guidance
        | DocumentKind::Transfer
        | DocumentKind::Return
        | DocumentKind::Extension
        | DocumentKind::Suspension
        | DocumentKind::Resumption
        | DocumentKind::Termination
        | DocumentKind::Decision
        | DocumentKind::Conclusion => true,
        DocumentKind::Filing
        | DocumentKind::StrikeOff
        | DocumentKind::HandOver
        | DocumentKind::Appeal
        | DocumentKind::Answer
        | DocumentKind::Instruction => false,
    }
}

/// The date of the last of these services, if this event was that, or if the document was issued with none of them owed.
fn completes(document: &Issued, recorded: &Recorded, to: &dyn Fn(&&Service) -> bool) -> Option<NaiveDate> {
    let concerned = || document.services.iter().filter(to);
    if let Event::Served { party, .. } = &recorded.event
        && !concerned().any(|s| s.party == *party)
    {
        return None;
    }
    concerned().try_fold(document.on, |last, s| s.done.map(|done| last.max(done.on)))
}
