//! A case, as it stands after its events: exactly its row. It holds no personal data and no free text.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::election::freeze_from;
use super::event::{ElectionRef, Origin};
use super::ids::{CaseId, DocumentId, MemberId, PartyId, UnitId};
use super::kind::{Body, Channel, Contest, Form, Identity, IneligibleGround, Kind, Matter, Track};
use super::number::Number;
use super::outcome::{Complexity, DocumentKind, Means, SuspensionGround, WithdrawalScope};
use super::party::{PartyRef, PartyRole};
use super::reveal::Reveal;
use super::status::Status;
use super::suspect::Suspect;

/// A case. What lists filter and sort by stands here; the rest in [`Detail`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Case {
    pub id: CaseId,
    pub number: Number,
    /// The handling unit.
    pub unit: UnitId,
    pub kind: Kind,
    pub matter: Matter,
    pub contest: Option<Contest>,
    pub track: Track,
    pub channel: Channel,
    pub form: Form,
    pub identity: Identity,
    /// Identities are sealed: a denunciation, or the sender asked. Classifying away from a denunciation never lifts it.
    pub confidential: bool,
    pub status: Status,
    pub competent_body: Option<Body>,
    pub assignee: Option<MemberId>,
    pub registered_by: Option<MemberId>,
    pub received_at: DateTime<Utc>,
    pub first_received_at: DateTime<Utc>,
    pub polling_area: Option<UnitId>,
    /// The earliest due date of a running office rule; none while suspended rules are all that runs.
    pub next_due: Option<NaiveDate>,
    /// From this day (E-10) the law stops an open case of a candidate; none when the freeze does not concern it.
    pub freezes_on: Option<NaiveDate>,
    /// Something issued is still to be served on somebody.
    pub to_serve: bool,
    /// Number of the last event.
    pub version: i64,
    pub detail: Detail,
}

/// The rest of a case, stored as one JSON column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Detail {
    pub remote: bool,
    pub election: Option<ElectionRef>,
    pub occurred_on: Option<NaiveDate>,
    /// In whose language the sender is answered: `vi` or `en`.
    pub language: String,
    pub signers: i32,
    pub parties: Vec<PartyRef>,
    /// The legal date of the step that led to the present status, or of a later suspension or resumption: no later act is
    /// dated before it.
    pub since: NaiveDate,
    /// How many letters it has, its own first.
    pub letters: i32,
    pub instance: i32,
    pub origin: Option<Origin>,
    /// The linked cases that came out of it: transferred, appealed, or the one it was merged into.
    pub next: Vec<Link>,
    /// The cases joined to it.
    pub joined: Vec<CaseId>,
    pub excluded: Vec<MemberId>,
    /// Possible conflicts on which nobody has decided: for these members too the case does not exist.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suspects: Vec<Suspect>,
    /// Possible conflicts that a person set aside.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cleared: Vec<Suspect>,
    /// Openings of the identity that wait or were granted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reveals: Vec<Reveal>,
    pub out_of_time: bool,
    pub classified_by: Option<MemberId>,
    pub eligible: Option<bool>,
    pub ineligible_ground: Option<IneligibleGround>,
    pub complexity: Option<Complexity>,
    pub extensions: Vec<Extension>,
    /// The office rules that run, as `domain::deadline` computed them after the last event.
    pub running: Vec<Clock>,
    pub suspended: Option<Suspension>,
    pub withdrawals: Vec<Withdrawal>,
    pub documents: Vec<Issued>,
    /// Clerks who were given it to serve.
    pub servers: Vec<MemberId>,
    /// The members who acted on it, in the order of their first act.
    pub acted: Vec<MemberId>,
    /// Sent to a body outside whose answer has not come.
    pub awaits_answer: bool,
    /// When the last decision was published; none: it was not, or another was signed since.
    pub published_on: Option<NaiveDate>,
    pub law_revision: i64,
}

codes! {
    /// How two cases are linked.
    pub enum LinkKind {
        Transfer = "transfer",
        Appeal = "appeal",
        Merge = "merge",
    }
}

/// A case that came out of this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    pub kind: LinkKind,
    pub case: CaseId,
}

/// An office rule that runs: what a step needs to know of its deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    pub rule: String,
    /// Last day; none where law sets no length.
    pub due: Option<NaiveDate>,
    pub paused: bool,
    /// One more extension is left by law; a hint for what to offer.
    #[serde(default)]
    pub extendable: bool,
    /// The year whose calendar is not loaded, for want of which there is no date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing_year: Option<i32>,
}

/// An extension that was granted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    pub rule: String,
    /// Days as the rule counts them.
    pub days: i64,
    pub on: NaiveDate,
}

/// A suspension that runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    pub since: NaiveDate,
    pub ground: SuspensionGround,
}

/// A withdrawal that was asked for or recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    pub scope: WithdrawalScope,
    pub party: Option<PartyId>,
    /// None: a request over the track page, still to be signed.
    pub form: Option<Form>,
    pub on: NaiveDate,
    /// Everybody for whom the party stands withdraws, as the signed letter or minutes state.
    #[serde(default)]
    pub all_signers: bool,
}

/// A document of the case, and on whom it is to be served.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    pub id: DocumentId,
    pub kind: DocumentKind,
    pub on: NaiveDate,
    pub services: Vec<Service>,
}

/// A service owed or done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    pub party: PartyId,
    pub role: PartyRole,
    pub done: Option<Done>,
}

/// A service that was done, or noted as not owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    pub on: NaiveDate,
    pub means: Means,
}

impl Issued {
    /// All that was owed is done.
    pub fn is_served(&self) -> bool {
        self.services.iter().all(|s| s.done.is_some())
    }
}

codes! {
    /// What the election's calendar makes of a case today (LAW.md 2.1).
    pub enum Phase {
        Open = "open",
        /// From E-10 to E: stopped by art. 61.2.
        Frozen = "frozen",
        /// From E+1: to be handed over, art. 61.4.
        HandOver = "hand_over",
    }
}

/// Calendar days ahead within which a deadline is due soon: the shortest terms of the law are five.
pub const DUE_SOON: i64 = 3;

impl Case {
    /// The phase on this day: derived, never stored.
    pub fn phase(&self, today: NaiveDate) -> Phase {
        self.stopped(self.freezes_on.filter(|_| self.status.is_open()), today)
    }

    /// From which day (E-10) the law stops it while it is open; none: the freeze does not concern it (art. 61.2).
    pub fn stopped_from(&self) -> Option<NaiveDate> {
        let concerned = self.track == Track::Election && self.matter.freezes();
        self.detail.election.filter(|_| concerned).map(|e| freeze_from(e.day))
    }

    /// The phase that it would have on this day as an open case.
    pub fn phase_if_open(&self, today: NaiveDate) -> Phase {
        self.stopped(self.stopped_from(), today)
    }

    fn stopped(&self, from: Option<NaiveDate>, today: NaiveDate) -> Phase {
        match (from, self.detail.election) {
            (Some(from), Some(election)) => {
                if today < from {
                    Phase::Open
                } else if today <= election.day {
                    Phase::Frozen
                } else {
                    Phase::HandOver
                }
            }
            _ => Phase::Open,
        }
    }

    /// More people stand behind it than its senders: at least one of them writes for others (ND 124/2020 art. 6).
    pub fn is_collective(&self) -> bool {
        let senders = self.detail.parties.iter().filter(|p| p.role == PartyRole::Petitioner).count();
        usize::try_from(self.detail.signers).is_ok_and(|signers| signers > senders)
    }

    /// Late: an office deadline runs and is past due, and the phase is open.
    pub fn overdue(&self, today: NaiveDate) -> bool {
        self.next_due.is_some_and(|due| due < today) && self.phase(today) == Phase::Open
    }

    /// Due today or within the next [`DUE_SOON`] days, and the phase is open.
    pub fn due_soon(&self, today: NaiveDate) -> bool {
        let soon = |due: NaiveDate| (0..=DUE_SOON).contains(&(due - today).num_days());
        self.next_due.is_some_and(soon) && self.phase(today) == Phase::Open
    }

    /// In conflict with it, or possibly so: it does not exist for them.
    pub fn bars(&self, member: MemberId) -> bool {
        self.detail.excluded.contains(&member) || self.detail.suspects.iter().any(|s| s.member == member)
    }

    /// All for whom it does not exist, ascending.
    pub fn barred(&self) -> Vec<MemberId> {
        let suspects = self.detail.suspects.iter().map(|s| s.member);
        let mut all: Vec<MemberId> = self.detail.excluded.iter().copied().chain(suspects).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// A supervisor's word is awaited besides its course: on an opening of the identity, or on a possible conflict.
    pub fn awaits_word(&self) -> bool {
        !self.detail.suspects.is_empty() || self.detail.reveals.iter().any(Reveal::waits)
    }

    /// The document of this id.
    pub fn document(&self, id: DocumentId) -> Option<&Issued> {
        self.detail.documents.iter().find(|d| d.id == id)
    }

    /// The party of this id.
    pub fn party(&self, id: PartyId) -> Option<&PartyRef> {
        self.detail.parties.iter().find(|p| p.id == id)
    }
}
