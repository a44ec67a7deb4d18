//! The reference model: what a case is and who may do what with it, as DESIGN.md section 3 and LAW.md say it in words.
//!
//! It uses the program's vocabulary (kinds, statuses, verbs) and nothing of its rules; due dates it takes as they were
//! computed. `rules` says who may use a verb when, `fields` what the fields add, `follow` what an accepted act changes.

use chrono::NaiveDate;
use redress::domain::deadline::Deadline;
use redress::domain::ids::{CaseId, DocumentId, MemberId, PartyId, UnitId};
use redress::domain::kind::{Body, Channel, Contest, Form, Identity, Kind, Matter, Track};
use redress::domain::outcome::{ClosedAs, Complexity, ComplexityGround, Disposition, DocumentKind, Means};
use redress::domain::party::PartyRole;

use super::world::World;

/// The table of statuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum St {
    Received,
    Screening,
    Proposed { by: MemberId, accepted_before: bool, what: Disposition, to: Option<To> },
    Accepted,
    Drafted { by: MemberId },
    Settled,
    Closed { how: ClosedAs, by: Option<MemberId> },
}

/// Where a transfer goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    Inside(UnitId),
    Outside(Body),
}

/// Somebody in the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person {
    pub id: PartyId,
    pub role: PartyRole,
    pub reachable: bool,
    pub email: bool,
    pub left: bool,
}

/// A document, and on whom it is to be served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doc {
    pub id: DocumentId,
    pub kind: DocumentKind,
    pub on: NaiveDate,
    pub owed: Vec<(PartyId, PartyRole, Option<Means>)>,
}

impl Doc {
    pub fn served(&self) -> bool {
        self.owed.iter().all(|(_, _, done)| done.is_some())
    }
}

/// A withdrawal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    pub who: Option<PartyId>,
    /// Of all of it, not of a part.
    pub whole: bool,
    pub signed: bool,
    /// In the name of everybody for whom they wrote.
    pub for_all: bool,
}

/// A case as the model knows it.
#[derive(Debug, Clone)]
pub struct Model {
    pub id: CaseId,
    pub unit: UnitId,
    pub status: St,
    pub kind: Kind,
    pub matter: Matter,
    pub track: Track,
    pub contest: Option<Contest>,
    pub identity: Identity,
    pub form: Form,
    pub channel: Channel,
    pub sealed: bool,
    pub election: Option<NaiveDate>,
    pub body: Option<Body>,
    pub eligible: Option<bool>,
    pub instance: i32,
    pub assignee: Option<MemberId>,
    pub registered_by: Option<MemberId>,
    pub classifier: Option<MemberId>,
    pub servers: Vec<MemberId>,
    pub excluded: Vec<MemberId>,
    pub reveals: Vec<super::reveals::Asked>,
    pub acted: Vec<MemberId>,
    pub suspended: Option<NaiveDate>,
    pub complexity: Option<Complexity>,
    /// Of complexity and of extensions, as they were named.
    pub grounds: Vec<ComplexityGround>,
    /// By rule.
    pub extensions: Vec<String>,
    pub people: Vec<Person>,
    pub documents: Vec<Doc>,
    pub withdrawals: Vec<Left>,
    pub awaits_answer: bool,
    pub appealed: bool,
    pub published: bool,
    pub letters: i32,
    pub signers: i32,
    /// Came from another unit or instance.
    pub linked: bool,
    /// A signature was recorded after the receipt.
    pub signature: bool,
    /// The day of what the letter tells of.
    pub occurred: Option<NaiveDate>,
    pub received: NaiveDate,
    pub first_received: NaiveDate,
    /// The earliest day of anything that followed the receipt.
    pub first_step: Option<NaiveDate>,
    /// The legal date of the last step that changed the status, or suspended or resumed.
    pub since: NaiveDate,
}

/// What the calendar of the election makes of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    Open,
    Frozen,
    HandOver,
}

impl Model {
    pub const fn is_open(&self) -> bool {
        match self.status {
            St::Received | St::Screening | St::Proposed { .. } | St::Accepted | St::Drafted { .. } => true,
            St::Settled | St::Closed { .. } => false,
        }
    }

    pub const fn closed(&self) -> Option<ClosedAs> {
        match self.status {
            St::Closed { how, .. } => Some(how),
            _ => None,
        }
    }

    pub fn about_candidate(&self) -> bool {
        self.track == Track::Election && matches!(self.matter, Matter::Nominee | Matter::Candidate | Matter::CandidateList)
    }

    /// LAW.md 2.1, the freeze.
    pub fn phase(&self, today: NaiveDate) -> Phase {
        if self.is_open() { self.phase_if_open(today) } else { Phase::Open }
    }

    /// The phase that it would have if it were open.
    pub fn phase_if_open(&self, today: NaiveDate) -> Phase {
        match self.election {
            Some(e) if self.about_candidate() => match (e - today).num_days() {
                11.. => Phase::Open,
                0..=10 => Phase::Frozen,
                _ => Phase::HandOver,
            },
            _ => Phase::Open,
        }
    }

    /// Somebody wrote in the name of others.
    pub fn collective(&self) -> bool {
        let senders = self.people.iter().filter(|p| p.role == PartyRole::Petitioner).count();
        self.signers > i32::try_from(senders).unwrap()
    }

    /// LAW.md 2.1, art. 61.3: a denunciation about a candidate without a name or under a false one.
    pub fn nameless(&self) -> bool {
        let unnamed = matches!(self.identity, Identity::Anonymous | Identity::FalseName);
        self.kind == Kind::Denunciation && self.about_candidate() && unnamed
    }

    /// Something issued is still to be served.
    pub fn to_serve(&self) -> bool {
        self.documents.iter().any(|d| !d.served())
    }

    /// LAW.md 2.3: without its signature a letter is information.
    pub fn lacks_signature(&self) -> bool {
        self.track == Track::General && matches!(self.kind, Kind::Complaint | Kind::Denunciation) && self.form == Form::Unsigned
    }

    /// Handled here: the competent body is one that the unit works for.
    pub fn competent_here(&self, world: &World) -> bool {
        self.body.is_some_and(|body| world.bodies(self.unit).contains(&body))
    }

    /// DESIGN 3, "Service owed".
    pub fn owed(&self, kind: DocumentKind) -> Vec<(PartyId, PartyRole, Option<Means>)> {
        let represented = self.people.iter().any(|p| p.role == PartyRole::Representative && !p.left);
        let speaker = if represented { PartyRole::Representative } else { PartyRole::Petitioner };
        let denounced = (self.kind == Kind::Denunciation).then_some(PartyRole::Respondent);
        let roles: Vec<PartyRole> = match kind {
            DocumentKind::Refusal | DocumentKind::Guidance | DocumentKind::Return => vec![speaker],
            DocumentKind::Transfer => vec![speaker, PartyRole::ReceivingBody],
            DocumentKind::Acceptance
            | DocumentKind::Extension
            | DocumentKind::Suspension
            | DocumentKind::Resumption
            | DocumentKind::Termination => std::iter::once(speaker).chain(denounced).collect(),
            DocumentKind::Decision | DocumentKind::Conclusion => vec![speaker, PartyRole::Respondent, PartyRole::SendingBody],
            DocumentKind::StrikeOff => vec![PartyRole::Respondent],
            DocumentKind::Appeal => vec![PartyRole::ReceivingBody],
            DocumentKind::Filing | DocumentKind::HandOver | DocumentKind::Answer | DocumentKind::Instruction => vec![],
        };
        let concerned = self.people.iter().filter(|p| !p.left && roles.contains(&p.role));
        concerned.map(|p| (p.id, p.role, (!p.reachable).then_some(Means::NotOwed))).collect()
    }
}

/// The last day of a running rule; outer none: it does not run.
pub fn running<'d>(deadlines: &'d [Deadline], rule: &str) -> Option<&'d Deadline> {
    deadlines.iter().find(|d| d.rule == rule && d.is_running())
}
