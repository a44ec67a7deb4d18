//! The events of a case: all that ever changes one. Ids, codes, dates and keyed digests; no personal data, no free text.

mod by;
mod code;
mod texts;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::classification::Classification;
pub use super::correction::{Correctable, Correction};
use super::ids::{CaseId, DocumentId, ElectionId, EventId, LetterId, MemberId, PaperId, PartyId, RevealId, UnitId};
use super::kind::{Body, Channel, Contest, Form, Identity, Kind, Matter, Track};
use super::number::Number;
use super::outcome::{
    CaseResult, Complexity, ComplexityGround, Disposition, DocumentKind, Means, SuspensionGround, TerminationGround, WithdrawalScope,
};
use super::party::PartyRef;
use super::status::{Destination, ProposedFrom};
use super::suspect::Suspect;
use super::text::TextRef;
pub use by::By;
pub use code::EventCode;
pub use texts::Told;

/// An event in the register.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recorded {
    pub id: EventId,
    /// 1 for the receipt, then without a gap; the version of the case after it.
    pub seq: i64,
    /// When it was entered (UTC); cut to the hour for confidential and anonymous submissions by the public.
    pub at: DateTime<Utc>,
    /// The legal date of the act, in Vietnam's time: what starts, ends and pauses count from.
    pub on: NaiveDate,
    pub by: By,
    /// Entered by a clerk from a signed paper, no supervisor being eligible ("four eyes on paper").
    pub on_paper: bool,
    pub event: Event,
}

/// How a case came about, if not by its own letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Transferred from this case of another unit.
    Transfer(CaseId),
    /// The next instance of this case.
    Appeal(CaseId),
}

impl Origin {
    /// The case it came from.
    pub const fn case(self) -> CaseId {
        match self {
            Self::Transfer(case) | Self::Appeal(case) => case,
        }
    }
}

/// The election a case belongs to, with the dates its rules need, as they stood at the receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ElectionRef {
    pub id: ElectionId,
    /// E.
    pub day: NaiveDate,
    pub voter_list_posted: Option<NaiveDate>,
    pub candidate_list_published: Option<NaiveDate>,
    pub result_published: Option<NaiveDate>,
}

/// The receipt of a case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Received {
    pub number: Number,
    pub unit: UnitId,
    /// The unit is remote: longer terms.
    pub remote: bool,
    pub kind: Kind,
    pub matter: Matter,
    /// Provisional until somebody classifies.
    pub track: Track,
    pub contest: Option<Contest>,
    pub channel: Channel,
    pub form: Form,
    pub identity: Identity,
    /// When the letter arrived here: starts the clocks.
    pub received_at: DateTime<Utc>,
    /// When it first arrived anywhere in the system.
    pub first_received_at: DateTime<Utc>,
    pub occurred_on: Option<NaiveDate>,
    pub polling_area: Option<UnitId>,
    pub election: Option<ElectionRef>,
    pub signers: i32,
    pub parties: Vec<PartyRef>,
    pub letter: LetterId,
    /// What the letter says.
    pub body: TextRef,
    pub language: String,
    pub registered_by: Option<MemberId>,
    /// 1 first, 2 second.
    pub instance: i32,
    pub origin: Option<Origin>,
    /// Cannot have this case: conflicts that came with a transfer, those who acted on the first instance.
    pub excluded: Vec<MemberId>,
    /// Members who may be in conflict, by what agreed when it came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suspects: Vec<Suspect>,
    /// Sealed already where it came from: the seal travels.
    pub confidential: bool,
    /// The appeal came after its time, with a reason.
    pub out_of_time: bool,
    /// Revision of law and calendars that its deadlines are computed with.
    pub law_revision: i64,
}

/// All that can happen to a case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    Received(Box<Received>),
    LetterAdded {
        letter: LetterId,
        number: Number,
        channel: Channel,
        body: TextRef,
    },
    /// Papers that came after the first letter, in one sending: each with the keyed digest of its SHA-256.
    PapersAdded {
        papers: Vec<(PaperId, String)>,
    },
    /// `election`: the one that the case belongs to from now on, where that changes.
    Classified {
        classification: Classification,
        identity: Identity,
        title: TextRef,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        election: Option<ElectionRef>,
    },
    Reclassified {
        classification: Classification,
        identity: Identity,
        title: TextRef,
        reason: TextRef,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        election: Option<ElectionRef>,
    },
    SignatureRecorded {
        form: Form,
    },
    /// `serves`: a clerk is given the case to serve; it stays with its officer.
    Assigned {
        assignee: MemberId,
        serves: bool,
        note: Option<TextRef>,
    },
    DispositionProposed {
        disposition: Disposition,
        ground: String,
        ground_text: Option<TextRef>,
        legal_basis: TextRef,
        to: Option<Destination>,
        from: ProposedFrom,
    },
    /// `opens`: the linked case of a transfer inside the system. `receiver`: the body outside, which can be served. `within`:
    /// another body that this unit works for; the case stays, and that body decides (Luật Bầu cử art. 75).
    DispositionApproved {
        disposition: Disposition,
        document: DocumentId,
        opens: Option<CaseId>,
        receiver: Option<PartyRef>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        within: Option<Body>,
    },
    SentBack {
        reason: TextRef,
    },
    /// `further`: the grounds besides; two or more make a case specially complex (ND 31/2019 art. 3).
    ComplexitySet {
        level: Complexity,
        ground: ComplexityGround,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        further: Vec<ComplexityGround>,
        reason: Option<TextRef>,
    },
    Extended {
        rule: String,
        ground: ComplexityGround,
        days: i64,
        document: DocumentId,
    },
    Suspended {
        ground: SuspensionGround,
        reason: TextRef,
        document: DocumentId,
    },
    Resumed {
        reason: TextRef,
        document: DocumentId,
    },
    VerificationRecorded {
        text: TextRef,
    },
    DialogueRecorded {
        text: TextRef,
    },
    Urged {
        text: TextRef,
    },
    AnswerRecorded {
        text: TextRef,
        document: DocumentId,
        result: Option<CaseResult>,
    },
    MessageSent {
        text: TextRef,
    },
    DecisionDrafted {
        result: CaseResult,
        reasons: TextRef,
        legal_basis: TextRef,
        remedy: Option<TextRef>,
    },
    DecisionSigned {
        document: DocumentId,
        kind: DocumentKind,
    },
    Served {
        document: DocumentId,
        party: PartyId,
        means: Means,
        reason: Option<TextRef>,
    },
    Published {
        place: TextRef,
    },
    /// A request by the citizen (`form` absent), or from a signed letter or minutes; `all_signers`: of all for whom they wrote.
    Withdrawn {
        scope: WithdrawalScope,
        party: Option<PartyId>,
        form: Option<Form>,
        #[serde(default)]
        all_signers: bool,
    },
    Terminated {
        ground: TerminationGround,
        document: DocumentId,
        answers: Option<[bool; 3]>,
    },
    StruckOff {
        body: Body,
        document: DocumentId,
        evidence: TextRef,
    },
    HandedOver {
        to: Body,
        document: DocumentId,
    },
    Merged {
        into: CaseId,
    },
    /// Another case was joined to this one. `signers`: how many people stand behind it; absent from older registers.
    Joined {
        from: CaseId,
        parties: Vec<PartyRef>,
        letters: i32,
        #[serde(default)]
        signers: Option<i32>,
        confidential: bool,
        excluded: Vec<MemberId>,
    },
    /// `opens`: the linked case of the next instance; absent: sent on to a body outside.
    Appealed {
        party: PartyId,
        opens: Option<CaseId>,
        sent_to: Option<Body>,
        /// The appeal as it is sent on, and the body outside on which it is served.
        dispatch: Option<(DocumentId, PartyRef)>,
        reasons: TextRef,
        late_reason: Option<TextRef>,
    },
    Reopened {
        to: ProposedFrom,
        reason: TextRef,
    },
    Corrected {
        field: Correctable,
        change: Correction,
        reason: TextRef,
    },
    ConflictDeclared {
        member: MemberId,
        relation: TextRef,
    },
    /// `reveal`: the grant by which it was done where the identity is sealed; whoever has the code can read it.
    ReceiptReissued {
        identity_checked: TextRef,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reveal: Option<RevealId>,
    },
    /// `reveal`: the grant by which a sealed identity was opened.
    IdentityOpened {
        reason: TextRef,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reveal: Option<RevealId>,
    },
    RevealRequested {
        reveal: RevealId,
        purpose: TextRef,
        days: i64,
    },
    /// `to`: who asked. Holds for so many hours from when it was entered.
    RevealGranted {
        reveal: RevealId,
        to: MemberId,
        hours: i64,
    },
    RevealRefused {
        reveal: RevealId,
        to: MemberId,
        reason: TextRef,
    },
    /// A grant was ended before its time.
    RevealRevoked {
        reveal: RevealId,
        to: MemberId,
        reason: TextRef,
    },
    /// What agrees between members and parties was found to be new.
    ConflictFound {
        suspects: Vec<Suspect>,
    },
    ConflictConfirmed {
        member: MemberId,
        reason: TextRef,
    },
    ConflictDismissed {
        member: MemberId,
        reason: TextRef,
    },
    /// The office applied changed law or calendars to this case; `election`: or the election's changed days.
    LawRecomputed {
        revision: i64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        election: Option<ElectionRef>,
    },
}
