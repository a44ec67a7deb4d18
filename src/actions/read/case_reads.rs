//! What a member may read of a case, and the reading of it. What a case is hidden from looks like no case at all.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::case_view::{CaseView, DeadlineView, EventView};
use super::links::Links;
use crate::actions::act::Purpose;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::perform::standing;
use crate::domain::case::Case;
use crate::domain::event::{By, Event};
use crate::domain::gate::{self, Standing};
use crate::domain::ids::{CaseId, DocumentId, EventId, LetterId, MemberId, PartyId, TextId};
use crate::domain::kind::Channel;
use crate::domain::outcome::{DocumentKind, Means};
use crate::domain::party::{PartyData, PartyRole};
use crate::domain::permission::Role;
use crate::domain::refusal::Refusal;
use crate::domain::status::StatusCode;
use crate::seal::SealKey;
use crate::store::{Conn, case_keys, cases, deadlines, documents, events, letters, parties, retention, texts, titles};

/// A case that its reader may know of, and what the reader is to it.
#[derive(Debug)]
pub struct Seen {
    pub case: Case,
    pub standing: Standing,
}

impl Seen {
    /// What somebody sees of a case that from now on does not exist for them: its cover, and nothing they may do.
    pub fn last(case: Case) -> Self {
        Self { case, standing: Standing::nobody() }
    }

    /// Letters, messages and drafts: officers and supervisors; clerks until it is classified, and of what they registered.
    pub fn content(&self, me: MemberId) -> bool {
        self.standing.has(Role::Officer)
            || self.standing.has(Role::Supervisor)
            || self.case.assignee == Some(me)
            || self.case.status.code() == StatusCode::Received
            || self.case.registered_by == Some(me)
    }

    /// Names and addresses without opening a seal.
    pub(super) const fn names(&self, role: PartyRole) -> bool {
        match role {
            PartyRole::Petitioner | PartyRole::Representative => !self.case.confidential,
            PartyRole::Respondent | PartyRole::SendingBody | PartyRole::ReceivingBody => true,
        }
    }
}

/// The case, if this member may know of it.
pub fn see(ctx: &Context, conn: &mut Conn, me: MemberId, id: CaseId) -> Result<Seen, ActionError> {
    let case = cases::load(conn, id)?.ok_or(Refusal::missing("case_not_found"))?;
    let standing = standing(ctx, By::Member(me), &case, ctx.clock.now())?;
    Ok(Seen { case, standing })
}

/// The case as its reader sees it.
pub fn view(ctx: &Context, conn: &mut Conn, me: MemberId, seen: &Seen) -> Result<CaseView, ActionError> {
    let today = ctx.today();
    let title = match titles::of(conn, &[seen.case.id])?.remove(&seen.case.id) {
        Some(title) => Some(title),
        None if seen.content(me) => own_title(ctx, conn, seen.case.id)?,
        None => None,
    };
    let allowed = if anonymised(conn, &seen.case)? { Vec::new() } else { gate::allowed(&seen.case, &seen.standing, today) };
    let links = Links::of(ctx, conn, me, [&seen.case])?;
    Ok(CaseView::of(&seen.case, title, allowed, &links, &ctx.directory, today))
}

/// Whether what the case said was destroyed: nothing can be done with it any more.
pub fn anonymised(conn: &mut Conn, case: &Case) -> Result<bool, ActionError> {
    Ok(case.status.code() == StatusCode::Closed && retention::is_destroyed(conn, case.id)?)
}

fn own_title(ctx: &Context, conn: &mut Conn, id: CaseId) -> Result<Option<String>, ActionError> {
    let key = case_keys::load(conn, &ctx.keys, id)?;
    Ok(texts::first_of(conn, &key, id, Purpose::Title.as_str())?)
}

/// The register of a case.
pub fn register(ctx: &Context, conn: &mut Conn, me: MemberId, seen: &Seen) -> Result<Vec<EventView>, ActionError> {
    let links = Links::of(ctx, conn, me, [&seen.case])?;
    Ok(events::load(conn, seen.case.id)?.iter().map(|e| EventView::of(e, &links, &ctx.directory)).collect())
}

/// Its deadlines with their working.
pub fn clocks(ctx: &Context, conn: &mut Conn, id: CaseId) -> Result<Vec<DeadlineView>, ActionError> {
    let today = ctx.today();
    Ok(deadlines::load(conn, id)?.iter().map(|d| DeadlineView::of(d, today)).collect())
}

/// A letter of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct LetterView {
    pub id: LetterId,
    pub number: String,
    pub received_at: DateTime<Utc>,
    pub channel: Channel,
    /// What it says; null for whom only the cover is.
    pub body: Option<String>,
}

/// Its letters, and after them those of the cases joined to it.
pub fn post(ctx: &Context, conn: &mut Conn, me: MemberId, seen: &Seen) -> Result<Vec<LetterView>, ActionError> {
    let mut items = Vec::new();
    for id in with_joined(conn, &seen.case)? {
        items.extend(letters_of(ctx, conn, me, seen, id)?);
    }
    Ok(items)
}

/// The case, and after it those joined to it: ten letters on one matter are one case with ten letters (LAW.md, section 1).
pub(super) fn with_joined(conn: &mut Conn, case: &Case) -> Result<Vec<CaseId>, ActionError> {
    let (mut all, mut joined) = (vec![case.id], case.detail.joined.clone());
    while let Some(id) = joined.pop() {
        all.push(id);
        joined.extend(cases::load(conn, id)?.into_iter().flat_map(|case| case.detail.joined));
    }
    Ok(all)
}

fn letters_of(ctx: &Context, conn: &mut Conn, me: MemberId, seen: &Seen, case: CaseId) -> Result<Vec<LetterView>, ActionError> {
    let key = case_keys::load(conn, &ctx.keys, case)?;
    let rows = letters::load(conn, case)?;
    let ids: Vec<TextId> = if seen.content(me) { rows.iter().map(|l| l.text).collect() } else { Vec::new() };
    let mut said: HashMap<TextId, String> = texts::get_all(conn, &key, case, &ids)?.into_iter().collect();
    let shown = |l: letters::Letter| LetterView {
        id: l.id,
        number: l.number.to_string(),
        received_at: l.received_at,
        channel: l.channel,
        body: said.remove(&l.text),
    };
    Ok(rows.into_iter().map(shown).collect())
}

/// A message between sender and office.
#[derive(Debug, Serialize, ToSchema)]
pub struct MessageView {
    pub id: EventId,
    pub at: DateTime<Utc>,
    /// citizen or office.
    pub from: &'static str,
    pub text: Option<String>,
}

/// Its messages, oldest first. `open`: the reader may read what they say.
pub fn messages(conn: &mut Conn, key: &SealKey, case: CaseId, open: bool) -> Result<Vec<MessageView>, ActionError> {
    let history = events::load(conn, case)?;
    let written: Vec<_> = history
        .iter()
        .filter_map(|e| match &e.event {
            Event::MessageSent { text } => Some((e.id, e.at, e.by, text.id)),
            _ => None,
        })
        .collect();
    let ids: Vec<TextId> = if open { written.iter().map(|(_, _, _, id)| *id).collect() } else { Vec::new() };
    let mut said: HashMap<TextId, String> = texts::get_all(conn, key, case, &ids)?.into_iter().collect();
    let from = |by| if by == By::Citizen { "citizen" } else { "office" };
    Ok(written.into_iter().map(|(id, at, by, text)| MessageView { id, at, from: from(by), text: said.remove(&text) }).collect())
}

/// A document of a case, and on whom it is to be served.
#[derive(Debug, Serialize, ToSchema)]
pub struct DocumentView {
    pub id: DocumentId,
    pub kind: DocumentKind,
    pub document_no: Option<String>,
    pub document_date: Option<NaiveDate>,
    pub signer_name: Option<String>,
    pub signer_office: Option<String>,
    pub signing_body: Option<String>,
    pub services: Vec<ServiceView>,
}

/// A service owed or done.
#[derive(Debug, Serialize, ToSchema)]
pub struct ServiceView {
    pub party: PartyId,
    pub role: PartyRole,
    /// Absent: still owed.
    pub means: Option<Means>,
    pub served_on: Option<NaiveDate>,
}

/// Its documents.
pub fn papers(conn: &mut Conn, case: &Case) -> Result<Vec<DocumentView>, ActionError> {
    let rows = documents::load(conn, case.id)?;
    Ok(rows.into_iter().map(|d| paper(d, case)).collect())
}

fn paper(d: documents::Document, case: &Case) -> DocumentView {
    let services = case.document(d.id).map(|issued| issued.services.clone()).unwrap_or_default();
    let shown = |s: crate::domain::case::Service| ServiceView {
        party: s.party,
        role: s.role,
        means: s.done.map(|done| done.means),
        served_on: s.done.map(|done| done.on),
    };
    DocumentView {
        id: d.id,
        kind: d.kind,
        document_no: d.document_no,
        document_date: d.document_date,
        signer_name: d.signer_name,
        signer_office: d.signer_office,
        signing_body: d.signing_body,
        services: services.into_iter().map(shown).collect(),
    }
}

/// A party; what is sealed is null.
#[derive(Debug, Serialize, ToSchema)]
pub struct PartyView {
    pub id: PartyId,
    pub role: PartyRole,
    /// The identity is sealed: `open-identity` shows it, with a reason, on the register.
    pub sealed: bool,
    pub left: bool,
    pub name: Option<String>,
    pub address: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub id_number: Option<String>,
    pub position: Option<String>,
}

/// Its parties: names and addresses of what is not confidential, and of respondents and bodies.
pub fn addressees(ctx: &Context, conn: &mut Conn, seen: &Seen, opened: bool) -> Result<Vec<PartyView>, ActionError> {
    let key = case_keys::load(conn, &ctx.keys, seen.case.id)?;
    let shown = |p: parties::Party| {
        let plain = opened || seen.names(p.role);
        let data = if plain { p.data } else { PartyData::default() };
        PartyView {
            id: p.id,
            role: p.role,
            sealed: !plain,
            left: seen.case.party(p.id).is_some_and(|known| known.left),
            name: data.name,
            address: data.address,
            phone: data.phone,
            email: data.email,
            id_number: data.id_number,
            position: data.position,
        }
    };
    // As they were entered: identifiers of one moment have no order.
    let entered = |id: PartyId| seen.case.detail.parties.iter().position(|known| known.id == id);
    let mut all = parties::load(conn, &key, seen.case.id)?;
    all.sort_by_key(|p| entered(p.id));
    Ok(all.into_iter().map(shown).collect())
}
