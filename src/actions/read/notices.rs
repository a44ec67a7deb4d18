//! What a notice of a case says: taken from its register, for a plain page that is printed and signed. Names as the reader's
//! role allows; of a confidential case an extract without the sender (Luật Tố cáo arts. 8, 56).

use std::collections::HashMap;
use std::str::FromStr;

use chrono::NaiveDate;

use super::case_reads::{Seen, addressees, view};
use super::citizen::{newest_of, served};
use super::earlier::before;
use crate::actions::act::Purpose;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::domain::case::Case;
use crate::domain::event::{Event, Recorded};
use crate::domain::ids::{CaseId, DocumentId, MemberId, TextId, UnitId};
use crate::domain::kind::{Body, Identity, Kind, Matter, Track};
use crate::domain::outcome::{CaseResult, DocumentKind, SuspensionGround, TerminationGround};
use crate::domain::party::PartyRole;
use crate::domain::places::seat;
use crate::domain::refusal::Refusal;
use crate::domain::status::Destination;
use crate::domain::text::{TextRef, Violation};
use crate::domain::zone::local_date;
use crate::store::{Conn, case_keys, deadlines, documents, events, parties, texts, titles};

/// Which notice of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Of the letter and its papers.
    Receipt,
    /// The last proposal of what becomes of the letter.
    Proposal,
    /// The last urging.
    Urging,
    Document(DocumentId),
}

impl FromStr for Which {
    type Err = Violation;
    fn from_str(word: &str) -> Result<Self, Violation> {
        match word {
            "receipt" => Ok(Self::Receipt),
            "proposal" => Ok(Self::Proposal),
            "urging" => Ok(Self::Urging),
            id => id.parse().map(Self::Document),
        }
    }
}

/// What a notice is built of.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// `receipt`, `proposal`, `urging`, or the kind of the document.
    pub kind: &'static str,
    pub document_no: Option<String>,
    pub date: NaiveDate,
    pub signer_name: Option<String>,
    pub signer_office: Option<String>,
    /// The body that issues it, as entered.
    pub signing_body: Option<String>,
    pub unit: String,
    /// The unit whose election committee stands above this office.
    pub committee: Option<String>,
    pub competent_body: Option<Body>,
    /// The unit in which the competent body sits.
    pub seat: Option<String>,
    pub number: String,
    pub case_kind: Kind,
    pub matter: Matter,
    pub track: Track,
    pub received_on: NaiveDate,
    pub title: Option<String>,
    /// None: sealed, or without a name.
    pub sender: Option<String>,
    pub sender_address: Option<String>,
    pub nameless: bool,
    /// The identity is left out.
    pub extract: bool,
    pub respondent: Option<String>,
    /// The officer in charge.
    pub officer: Option<String>,
    pub disposition: Option<&'static str>,
    /// A code of `disposition::grounds`.
    pub ground: Option<String>,
    pub to_unit: Option<String>,
    pub to_body: Option<Body>,
    pub rule: Option<String>,
    pub days: Option<i64>,
    /// The end of the time limit that runs.
    pub due: Option<NaiveDate>,
    pub suspension: Option<SuspensionGround>,
    pub termination: Option<TerminationGround>,
    pub result: Option<CaseResult>,
    /// What the members wrote: reasons, legal basis, remedy; for who may read the content.
    pub reasons: Option<String>,
    pub legal_basis: Option<String>,
    pub remedy: Option<String>,
}

/// What its reader may know of the case.
struct Known {
    /// None: sealed, or without a name.
    sender: Option<String>,
    sender_address: Option<String>,
    respondent: Option<String>,
    title: Option<String>,
    /// What the members wrote.
    content: bool,
}

/// The texts that a notice quotes.
#[derive(Default)]
struct Quoted {
    reasons: Option<TextId>,
    legal_basis: Option<TextId>,
    remedy: Option<TextId>,
}

/// A notice of a case that its reader may know of. Papers that the office did not issue are no notices: not found.
pub fn notice(ctx: &Context, conn: &mut Conn, me: MemberId, seen: &Seen, which: Which) -> Result<Notice, ActionError> {
    let people = addressees(ctx, conn, seen, false)?;
    let first = |role: PartyRole| people.iter().find(|p| p.role == role);
    let sender = first(PartyRole::Petitioner);
    let known = Known {
        sender: sender.and_then(|p| p.name.clone()),
        sender_address: sender.and_then(|p| p.address.clone()),
        respondent: first(PartyRole::Respondent).and_then(|p| p.name.clone()),
        title: view(ctx, conn, me, seen)?.title,
        content: seen.content(me),
    };
    built(ctx, conn, &seen.case, known, which)
}

/// A document that was served on the sender of this case, of this case or of one that it came from or that followed it. Of a
/// confidential case an extract: who looks over a shoulder learns no name.
pub fn served_notice(ctx: &Context, conn: &mut Conn, tracked: CaseId, document: DocumentId) -> Result<Notice, ActionError> {
    let newest = newest_of(conn, tracked)?;
    let mut cases = before(conn, &newest)?;
    cases.push(newest);
    let case = cases.into_iter().find(|case| served(case).any(|(issued, _, _)| issued.id == document)).ok_or_else(missing)?;
    let key = case_keys::load(conn, &ctx.keys, case.id)?;
    let mut known = Known { sender: None, sender_address: None, respondent: None, title: None, content: true };
    known.title = match titles::of(conn, &[case.id])?.remove(&case.id) {
        Some(title) => Some(title),
        None => texts::first_of(conn, &key, case.id, Purpose::Title.as_str())?,
    };
    if !case.confidential {
        let people = parties::load(conn, &key, case.id)?;
        // As they were entered: identifiers of one moment have no order.
        let first =
            |role: PartyRole| case.detail.parties.iter().find(|p| p.role == role).and_then(|p| people.iter().find(|q| q.id == p.id));
        let sender = first(PartyRole::Petitioner);
        known.sender = sender.and_then(|p| p.data.name.clone());
        known.sender_address = sender.and_then(|p| p.data.address.clone());
        known.respondent = first(PartyRole::Respondent).and_then(|p| p.data.name.clone());
    }
    // Who has the case is not told to its sender.
    Ok(Notice { officer: None, ..built(ctx, conn, &case, known, Which::Document(document))? })
}

fn built(ctx: &Context, conn: &mut Conn, case: &Case, known: Known, which: Which) -> Result<Notice, ActionError> {
    let history = events::load(conn, case.id)?;
    let due = deadlines::load(conn, case.id)?.iter().filter(|d| d.is_running()).filter_map(|d| d.due).min();
    let mut notice = Notice {
        kind: "receipt",
        document_no: None,
        date: local_date(case.received_at),
        signer_name: None,
        signer_office: None,
        signing_body: None,
        unit: ctx.directory.units.get(&case.unit).map(|unit| unit.name.clone()).unwrap_or_default(),
        committee: above(ctx, case.unit),
        competent_body: case.competent_body,
        seat: case.competent_body.and_then(|body| seat(&ctx.directory, case.unit, body)).map(|unit| unit.name.clone()),
        number: case.number.to_string(),
        case_kind: case.kind,
        matter: case.matter,
        track: case.track,
        received_on: local_date(case.received_at),
        title: known.title,
        sender: known.sender,
        sender_address: known.sender_address,
        nameless: case.identity == Identity::Anonymous,
        extract: case.confidential,
        respondent: known.respondent,
        officer: case.assignee.and_then(|id| ctx.directory.members.get(&id)).map(|m| m.name.clone()),
        disposition: None,
        ground: None,
        to_unit: None,
        to_body: None,
        rule: None,
        days: None,
        due,
        suspension: None,
        termination: None,
        result: None,
        reasons: None,
        legal_basis: None,
        remedy: None,
    };
    let quoted = match which {
        Which::Receipt => Quoted::default(),
        Which::Proposal => {
            let proposed = history.iter().rev().find(|e| matches!(e.event, Event::DispositionProposed { .. })).ok_or_else(missing)?;
            notice.kind = "proposal";
            notice.date = proposed.on;
            proposal(ctx, &mut notice, &proposed.event)
        }
        Which::Urging => {
            let urged = |e: &&Recorded| matches!(e.event, Event::Urged { .. });
            let urged = history.iter().rev().find(urged).ok_or_else(missing)?;
            notice.kind = "urging";
            notice.date = urged.on;
            match &urged.event {
                Event::Urged { text } => Quoted { reasons: Some(text.id), ..Quoted::default() },
                _ => Quoted::default(),
            }
        }
        Which::Document(id) => {
            let rows = documents::load(conn, case.id)?;
            let paper = rows.into_iter().find(|d| d.id == id).filter(|d| issued_here(d.kind)).ok_or_else(missing)?;
            notice.kind = paper.kind.as_str();
            notice.date = paper.document_date.or_else(|| case.document(id).map(|d| d.on)).unwrap_or(notice.date);
            notice.document_no = paper.document_no;
            notice.signer_name = paper.signer_name;
            notice.signer_office = paper.signer_office;
            notice.signing_body = paper.signing_body;
            document(ctx, &mut notice, &history, id)
        }
    };
    if known.content {
        let key = case_keys::load(conn, &ctx.keys, case.id)?;
        let ids: Vec<TextId> = [quoted.reasons, quoted.legal_basis, quoted.remedy].into_iter().flatten().collect();
        let mut said: HashMap<TextId, String> = texts::get_all(conn, &key, case.id, &ids)?.into_iter().collect();
        let mut take = |id: Option<TextId>| id.and_then(|id| said.remove(&id));
        (notice.reasons, notice.legal_basis, notice.remedy) = (take(quoted.reasons), take(quoted.legal_basis), take(quoted.remedy));
    }
    Ok(notice)
}

/// The ward's, or where the office is a province's that one's.
fn above(ctx: &Context, unit: UnitId) -> Option<String> {
    let of = |body| seat(&ctx.directory, unit, body);
    of(Body::ElectionCommittee).or_else(|| of(Body::ProvincialElectionCommittee)).map(|unit| unit.name.clone())
}

fn missing() -> Refusal {
    Refusal::missing("document_not_found")
}

/// An answer that came from outside, and the head's instruction, are not notices of this office.
pub const fn issued_here(kind: DocumentKind) -> bool {
    !matches!(kind, DocumentKind::Answer | DocumentKind::Instruction)
}

/// Takes what a proposal says into the notice.
fn proposal(ctx: &Context, notice: &mut Notice, event: &Event) -> Quoted {
    let Event::DispositionProposed { disposition, ground, ground_text, legal_basis, to, .. } = event else { return Quoted::default() };
    notice.disposition = Some(disposition.as_str());
    notice.ground = Some(ground.clone());
    match to {
        Some(Destination::Unit(unit)) => notice.to_unit = ctx.directory.units.get(unit).map(|u| u.name.clone()),
        Some(Destination::Body(body)) => notice.to_body = Some(*body),
        None => {}
    }
    Quoted { reasons: ground_text.as_ref().map(|t| t.id), legal_basis: Some(legal_basis.id), remedy: None }
}

/// The same of the event that issued a document, and of the proposal or draft before it.
fn document(ctx: &Context, notice: &mut Notice, history: &[Recorded], id: DocumentId) -> Quoted {
    let only = |reasons: &TextRef| Quoted { reasons: Some(reasons.id), ..Quoted::default() };
    let mut proposed: Option<&Event> = None;
    let mut drafted: Option<&Event> = None;
    for recorded in history {
        match &recorded.event {
            event @ Event::DispositionProposed { .. } => proposed = Some(event),
            event @ Event::DecisionDrafted { .. } => drafted = Some(event),
            Event::DispositionApproved { document, .. } if *document == id => {
                return proposed.map(|event| proposal(ctx, notice, event)).unwrap_or_default();
            }
            Event::DecisionSigned { document, .. } if *document == id => {
                return drafted.map(|event| draft(notice, event)).unwrap_or_default();
            }
            Event::Extended { rule, ground, days, document } if *document == id => {
                notice.rule = Some(rule.clone());
                notice.ground = Some(ground.as_str().to_owned());
                notice.days = Some(*days);
                return Quoted::default();
            }
            Event::Suspended { ground, reason, document } if *document == id => {
                notice.suspension = Some(*ground);
                return only(reason);
            }
            Event::Resumed { reason, document } if *document == id => return only(reason),
            Event::Terminated { ground, document, .. } if *document == id => {
                notice.termination = Some(*ground);
                return Quoted::default();
            }
            Event::StruckOff { body, document, evidence } if *document == id => {
                notice.to_body = Some(*body);
                return only(evidence);
            }
            Event::HandedOver { to, document } if *document == id => {
                notice.to_body = Some(*to);
                return Quoted::default();
            }
            Event::Appealed { sent_to, dispatch: Some((document, _)), reasons, .. } if *document == id => {
                notice.to_body = *sent_to;
                return only(reasons);
            }
            _ => {}
        }
    }
    Quoted::default()
}

fn draft(notice: &mut Notice, event: &Event) -> Quoted {
    let Event::DecisionDrafted { result, reasons, legal_basis, remedy } = event else { return Quoted::default() };
    notice.result = Some(*result);
    Quoted { reasons: Some(reasons.id), legal_basis: Some(legal_basis.id), remedy: remedy.as_ref().map(|t| t.id) }
}
