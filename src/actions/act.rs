//! The contract of a verb: from what was asked and how the case stands, to one event. Pure; storing is `perform`'s.

use chrono::NaiveDate;

use crate::domain::case::Case;
use crate::domain::day::shown;
use crate::domain::deadline::Deadline;
use crate::domain::directory::Directory;
use crate::domain::event::{ElectionRef, Event, Origin, Recorded};
use crate::domain::gate::{Entry, Standing};
use crate::domain::ids::{CaseId, DocumentId, MemberId, PartyId, TextId, UnitId};
use crate::domain::kind::Body;
use crate::domain::law::Law;
use crate::domain::outcome::DocumentKind;
use crate::domain::party::{PartyData, PartyRef, PartyRole};
use crate::domain::refusal::Refusal;
use crate::domain::text::{DocumentNo, Line, Text, TextRef};
use crate::domain::verb::Verb;

/// A verb with its fields, parsed.
pub trait Act {
    /// Which verb it is.
    const VERB: Verb;

    /// Decides what it changes, or names the rule that refuses it. Role, four eyes, status, suspension and freeze
    /// have been passed (`domain::gate`).
    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal>;

    /// The decision looks at sealed data of the parties.
    const NEEDS_PARTIES: bool = false;

    /// Another case that the decision needs to know.
    fn other(&self) -> Option<CaseId> {
        None
    }
}

/// What a decision knows.
#[derive(Debug)]
pub struct CaseFile<'a> {
    pub case: &'a Case,
    /// Its register, the receipt first.
    pub history: &'a [Recorded],
    pub deadlines: &'a [Deadline],
    pub directory: &'a Directory,
    pub law: &'a Law,
    pub standing: &'a Standing,
    pub entry: Entry,
    /// Today in Vietnam's time.
    pub today: NaiveDate,
    /// The case named by [`Act::other`], if the actor may know it.
    pub other: Option<&'a Case>,
    /// Its deadlines; none where it is not known.
    pub other_deadlines: &'a [Deadline],
}

impl CaseFile<'_> {
    /// The legal date of an act: never in the future, before the receipt, or before the step it follows.
    pub fn legal_date(&self, field: &'static str, named: Option<NaiveDate>, follows: NaiveDate) -> Result<NaiveDate, Refusal> {
        let on = named.unwrap_or(self.today);
        if on > self.today {
            return Err(Refusal::field(field, "date_in_future").with("today", shown(self.today)));
        }
        let receipt = crate::domain::zone::local_date(self.case.received_at);
        if on < receipt {
            return Err(Refusal::field(field, "date_before_receipt").with("receipt", shown(receipt)));
        }
        if on < follows {
            return Err(Refusal::field(field, "date_before_step").with("step", shown(follows)));
        }
        Ok(on)
    }

    /// The legal date of an act that follows the last change of status.
    pub fn step_date(&self, field: &'static str, named: Option<NaiveDate>) -> Result<NaiveDate, Refusal> {
        self.legal_date(field, named, self.case.detail.since)
    }

    /// The member who acts; citizens have no number of their own.
    pub const fn me(&self) -> Option<MemberId> {
        self.standing.by.member()
    }
}

/// What an act comes to.
#[derive(Debug)]
pub struct Decided {
    pub event: Event,
    /// Its legal date.
    pub on: NaiveDate,
    /// A linked case that opens with it.
    pub opens: Option<Opening>,
    /// What happens to another case at the same moment.
    pub also: Option<(CaseId, Event)>,
}

impl Decided {
    /// One event, and nothing else.
    pub const fn event(event: Event, on: NaiveDate) -> Self {
        Self { event, on, opens: None, also: None }
    }
}

/// A linked case to open: by transfer inside the system, or in the next instance.
#[derive(Debug)]
pub struct Opening {
    pub id: CaseId,
    pub unit: UnitId,
    pub origin: Origin,
    pub instance: i32,
    pub out_of_time: bool,
    pub excluded: Vec<MemberId>,
    pub election: Option<ElectionRef>,
    /// What the new letter says; none: the letter goes on as it is.
    pub body: Option<Text>,
}

/// What a sealed text is, in the register of texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    Letter,
    Message,
    Reason,
    LegalBasis,
    Note,
    Verification,
    Dialogue,
    Draft,
    Remedy,
    Evidence,
    Place,
    Answer,
    /// A value that was corrected.
    Value,
    Title,
}

impl Purpose {
    /// The word in the column.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::Message => "message",
            Self::Reason => "reason",
            Self::LegalBasis => "legal_basis",
            Self::Note => "note",
            Self::Verification => "verification",
            Self::Dialogue => "dialogue",
            Self::Draft => "draft",
            Self::Remedy => "remedy",
            Self::Evidence => "evidence",
            Self::Place => "place",
            Self::Answer => "answer",
            Self::Value => "value",
            Self::Title => "title",
        }
    }
}

/// A document's plain particulars.
#[derive(Debug, Clone)]
pub struct Paper {
    pub kind: DocumentKind,
    pub number: Option<String>,
    pub date: NaiveDate,
    pub signer: Option<Signer>,
    /// The name of the body that issued it.
    pub body: Option<String>,
}

/// Who signed on paper: name and office are those of an official in office, and so plain.
#[derive(Debug, Clone, serde::Deserialize, serde::Serialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Signer {
    pub name: Line,
    /// Chức vụ: the office held.
    pub office: Line,
    /// The name of the body signed for.
    pub body: Line,
}

/// A change to a party's sealed data.
#[derive(Debug)]
pub enum PartyChange {
    Add(PartyRef, PartyData),
    /// Sets one field of a party's data.
    Set(PartyId, crate::domain::correction::Correctable, String),
}

/// Collects what an act leaves besides its event: sealed texts, papers, parties. Identifiers and digests come from outside.
pub struct Keep<'a> {
    ids: &'a mut dyn FnMut() -> i64,
    digest: &'a dyn Fn(TextId, &str) -> String,
    /// The present value of a party's field, for corrections; sealed data opens only through this.
    present: &'a dyn Fn(PartyId, crate::domain::correction::Correctable) -> Option<String>,
    pub kept: Kept,
}

/// What an act leaves besides its event.
#[derive(Debug, Default)]
pub struct Kept {
    pub texts: Vec<(TextId, Purpose, String)>,
    pub papers: Vec<(DocumentId, Paper)>,
    pub parties: Vec<PartyChange>,
    /// The plain title of the case, written by a member.
    pub title: Option<String>,
    /// Parties of this case that stand in another one too, under the new reference.
    pub copies: Vec<(PartyId, PartyRef)>,
    /// A new receipt code is due.
    pub new_receipt: bool,
}

impl std::fmt::Debug for Keep<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keep").field("texts", &self.kept.texts.len()).field("papers", &self.kept.papers.len()).finish_non_exhaustive()
    }
}

impl<'a> Keep<'a> {
    /// Nothing kept yet.
    pub fn new(
        ids: &'a mut dyn FnMut() -> i64,
        digest: &'a dyn Fn(TextId, &str) -> String,
        present: &'a dyn Fn(PartyId, crate::domain::correction::Correctable) -> Option<String>,
    ) -> Self {
        Self { ids, digest, present, kept: Kept::default() }
    }

    /// Keeps a text, to be sealed.
    pub fn text(&mut self, purpose: Purpose, text: &str) -> TextRef {
        let id = TextId((self.ids)());
        self.kept.texts.push((id, purpose, text.to_owned()));
        TextRef { id, digest: (self.digest)(id, text) }
    }

    /// A fresh identifier.
    pub fn id(&mut self) -> i64 {
        (self.ids)()
    }

    /// Sets the plain title that the case goes by.
    pub fn title(&mut self, title: &Line) -> TextRef {
        self.kept.title = Some(title.as_str().to_owned());
        self.text(Purpose::Title, title.as_str())
    }

    /// A party of this case that will stand in another one too.
    pub fn copy_party(&mut self, party: &PartyRef) -> PartyRef {
        let copy = PartyRef { id: PartyId((self.ids)()), ..*party };
        self.kept.copies.push((party.id, copy));
        copy
    }

    /// Keeps a text that may be absent.
    pub fn opt_text(&mut self, purpose: Purpose, text: Option<&Text>) -> Option<TextRef> {
        text.map(|t| self.text(purpose, t.as_str()))
    }

    /// Keeps a document's particulars.
    pub fn paper(&mut self, paper: Paper) -> DocumentId {
        let id = DocumentId((self.ids)());
        self.kept.papers.push((id, paper));
        id
    }

    /// A number for a case that opens.
    pub fn case_id(&mut self) -> CaseId {
        CaseId((self.ids)())
    }

    /// A body outside, as a party that can be served.
    pub fn receiving_body(&mut self, body: Body) -> PartyRef {
        let party =
            PartyRef { id: PartyId((self.ids)()), role: PartyRole::ReceivingBody, named: true, email: false, post: false, left: false };
        self.kept.parties.push(PartyChange::Add(party, PartyData { name: Some(body.to_string()), ..PartyData::default() }));
        party
    }

    /// What stands in a party's field now.
    pub fn present(&self, party: PartyId, field: crate::domain::correction::Correctable) -> Option<String> {
        (self.present)(party, field)
    }
}

/// The signature of a step that a head signs on paper and a supervisor records. Entered from a paper by a clerk, all of it is mandatory.
#[derive(Debug, Clone, Copy)]
pub struct Signature<'a> {
    pub by: Option<&'a Signer>,
    pub document_no: Option<&'a DocumentNo>,
    pub document_date: Option<NaiveDate>,
}

impl Signature<'_> {
    /// Entered from a signed paper, all three are there.
    pub fn check(&self, entry: Entry) -> Result<(), Refusal> {
        if entry == Entry::OnPaper {
            for (there, field) in [
                (self.by.is_some(), "signed_by"),
                (self.document_no.is_some(), "document_no"),
                (self.document_date.is_some(), "document_date"),
            ] {
                if !there {
                    return Err(Refusal::field(field, "required_on_paper"));
                }
            }
        }
        Ok(())
    }

    /// As a document of this kind and date.
    pub fn paper(&self, kind: DocumentKind, date: NaiveDate) -> Paper {
        Paper {
            kind,
            number: self.document_no.map(|n| n.as_str().to_owned()),
            date,
            signer: self.by.cloned(),
            body: self.by.map(|s| s.body.as_str().to_owned()),
        }
    }

    /// A step that issues no document of its own: on paper, the signed instruction is kept.
    pub fn instruction(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<NaiveDate, Refusal> {
        self.check(file.entry)?;
        let on = file.step_date("document_date", self.document_date)?;
        if self.by.is_some() || self.document_no.is_some() {
            keep.paper(self.paper(DocumentKind::Instruction, on));
        }
        Ok(on)
    }
}
