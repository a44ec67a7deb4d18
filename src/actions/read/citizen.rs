//! What the holder of a receipt sees: one sentence, the story without members' names, deadlines with their working, what was
//! served, and what may be done next.

use std::collections::HashMap;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::case_reads::{MessageView, messages};
use super::case_view::DeadlineView;
use super::earlier::{DispositionView, EarlierCase, disposed, earlier};
use super::openings::openings;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::open_linked::{newest, root};
use crate::domain::appeal;
use crate::domain::case::{Case, Issued, Phase};
use crate::domain::event::{Event, EventCode, Recorded};
use crate::domain::gate::{self, Standing};
use crate::domain::ids::{CaseId, DocumentId, TextId};
use crate::domain::kind::{Body, Identity, Kind, Matter};
use crate::domain::number::Number;
use crate::domain::outcome::{CaseResult, ClosedAs, DocumentKind, Means};
use crate::domain::party::PartyRole;
use crate::domain::permission::citizen_may;
use crate::domain::receipt::ReceiptCode;
use crate::domain::refusal::Refusal;
use crate::domain::sentence::{Sentence, next_duty, sentence};
use crate::domain::status::StatusCode;
use crate::domain::verb::Verb;
use crate::domain::zone::cut_to_hour;
use crate::seal::SealKey;
use crate::store::{Conn, case_keys, cases, deadlines, documents, events, letters, receipts, texts, track_tokens};

/// How long a token of the track page opens its case.
pub const TRACK_MINUTES: i64 = 30;

/// A step of the story.
#[derive(Debug, Serialize, ToSchema)]
pub struct StoryStep {
    pub r#type: EventCode,
    /// Its legal date.
    pub on: NaiveDate,
    pub by_sender: bool,
    /// The document that was served, in the words of the page.
    #[serde(skip)]
    pub document: Option<DocumentKind>,
}

/// A document that was served on the sender.
#[derive(Debug, Serialize, ToSchema)]
pub struct ServedDocument {
    pub id: DocumentId,
    pub kind: DocumentKind,
    pub document_no: Option<String>,
    pub document_date: Option<NaiveDate>,
    pub means: Means,
    pub served_on: NaiveDate,
}

/// What was decided, once it was served on the sender.
#[derive(Debug, Serialize, ToSchema)]
pub struct AnswerView {
    pub result: CaseResult,
    pub reasons: Option<String>,
    pub legal_basis: Option<String>,
    pub remedy: Option<String>,
}

/// The sender's case.
#[derive(Debug, Serialize, ToSchema)]
pub struct CitizenCase {
    pub number: String,
    pub kind: Kind,
    pub matter: Matter,
    pub identity: Identity,
    pub status: StatusCode,
    pub closed_as: Option<ClosedAs>,
    pub result: Option<CaseResult>,
    pub phase: Phase,
    pub overdue: bool,
    /// 1 first, 2 second.
    pub instance: i32,
    pub received_at: DateTime<Utc>,
    pub first_received_at: DateTime<Utc>,
    /// Where the case stands, in the reader's language.
    pub sentence: String,
    pub timeline: Vec<StoryStep>,
    /// The days on which the sender's identity was opened, one for each opening; by whom is not told.
    pub identity_opened: Vec<NaiveDate>,
    pub deadlines: Vec<DeadlineView>,
    pub documents: Vec<ServedDocument>,
    pub answer: Option<AnswerView>,
    /// How the letter was disposed of, where that ended the case.
    pub disposition: Option<DispositionView>,
    /// The cases from which this one came by transfer or appeal, the first one first.
    pub earlier: Vec<EarlierCase>,
    pub messages: Vec<MessageView>,
    /// add-letter, message, withdraw, appeal, as far as they are open now.
    pub allowed: Vec<Verb>,
    /// What the page shows besides.
    #[serde(skip)]
    pub beside: Beside,
}

/// What the track page tells and the API's answer has in other words.
#[derive(Debug)]
pub struct Beside {
    /// The sentence before it was put into words.
    pub told: Sentence,
    /// The rule of the duty that the sentence names: how its day was counted stands below it.
    pub duty: Option<String>,
    /// What a sender may not do now, and why not.
    pub refused: Vec<(Verb, Refusal)>,
    /// To whom an appeal would go.
    pub appeal_to: Option<Body>,
    /// Identities are sealed: the page can be left at once.
    pub confidential: bool,
    /// The day of the election that stops the case, or has stopped it.
    pub election_day: Option<NaiveDate>,
}

impl Beside {
    fn of(case: &Case, told: Sentence, duty: Option<String>, today: NaiveDate) -> Self {
        let standing = Standing::citizen();
        let sender = Verb::ALL.iter().copied().filter(|verb| citizen_may(*verb));
        Self {
            told,
            duty,
            refused: sender.filter_map(|verb| gate::gate(verb, case, &standing, today).err().map(|why| (verb, why))).collect(),
            appeal_to: appeal::next_body(case),
            confidential: case.confidential || case.identity != Identity::Named,
            election_day: case.detail.election.map(|e| e.day),
        }
    }
}

/// The case that number and code open: the newest link. Whatever is wrong, the refusal is the same.
fn find(ctx: &Context, conn: &mut Conn, number: &str, code: &str) -> Result<Case, ActionError> {
    let unknown = || ActionError::from(Refusal::missing("track_not_found"));
    let code = ReceiptCode::parse(code).ok_or_else(unknown)?;
    // As it was typed; then in capitals, as most signs are written and few people type.
    for typed in [number.to_owned(), number.to_uppercase()] {
        let number: Number = typed.parse().map_err(|()| unknown())?;
        for id in letters::cases_of(conn, &number)? {
            let Some(case) = cases::load(conn, id)? else { continue };
            let first = root(conn, &case)?;
            if receipts::fits(conn, &ctx.keys, first, &code)? {
                return Ok(newest(conn, case)?);
            }
        }
    }
    Err(unknown())
}

/// Opens the case that number and code belong to: the sender's view of it, and a token for half an hour.
pub fn track(ctx: &Context, number: &str, code: &str, word: &dyn Fn(&Sentence) -> String) -> Result<(CitizenCase, String), ActionError> {
    ctx.store.write(|conn| {
        let case = find(ctx, conn, number, code)?;
        let token = issue_token(ctx, conn, &case)?;
        Ok((view(ctx, conn, &case, word)?, token))
    })
}

/// A fresh token that opens this case for half an hour; a secret one until a full hour after that, so that no row says to the
/// minute when its sender was here.
fn issue_token(ctx: &Context, conn: &mut Conn, case: &Case) -> Result<String, ActionError> {
    let token = ctx.token();
    let now = ctx.clock.now();
    let end = now + Duration::minutes(TRACK_MINUTES);
    let end = if case.confidential { cut_to_hour(end) + Duration::hours(1) } else { end };
    track_tokens::insert(conn, &ctx.keys.token_hash(&token), case.id, now, end)?;
    Ok(token)
}

/// The sender is done: the token opens nothing any more.
pub fn leave(ctx: &Context, token: &str) -> Result<(), ActionError> {
    let hash = ctx.keys.token_hash(token);
    ctx.store.write(|conn| Ok(track_tokens::forget_one(conn, &hash)?))
}

/// The newest link of the case that a token was given for.
pub fn newest_of(conn: &mut Conn, id: CaseId) -> Result<Case, ActionError> {
    let case = cases::load(conn, id)?.ok_or(Refusal::missing("case_not_found"))?;
    Ok(newest(conn, case)?)
}

/// The sender's view; `word` puts the sentence into the reader's language.
pub fn view(ctx: &Context, conn: &mut Conn, case: &Case, word: &dyn Fn(&Sentence) -> String) -> Result<CitizenCase, ActionError> {
    let today = ctx.today();
    let key = case_keys::load(conn, &ctx.keys, case.id)?;
    let history = events::load(conn, case.id)?;
    let computed = deadlines::load(conn, case.id)?;
    let told = sentence(case, &computed, &ctx.law.rulebook, today).placed(&ctx.directory, case.unit);
    Ok(CitizenCase {
        number: case.number.to_string(),
        kind: case.kind,
        matter: case.matter,
        identity: case.identity,
        status: case.status.code(),
        closed_as: case.status.closed_as(),
        // The result is told by serving it; a closed case owes no service any more.
        result: case.status.result().filter(|_| final_served(case) || case.status.closed_as().is_some()),
        phase: case.phase(today),
        overdue: case.overdue(today),
        instance: case.detail.instance,
        received_at: case.received_at,
        first_received_at: case.first_received_at,
        sentence: word(&told),
        identity_opened: openings(conn, case)?,
        timeline: history.iter().filter_map(|recorded| step(case, recorded)).collect(),
        deadlines: computed.iter().map(|d| DeadlineView::of(d, today)).collect(),
        documents: served_documents(conn, case)?,
        answer: answer(conn, &key, case, &history)?,
        disposition: disposed(ctx, conn, &key, case, &history)?,
        earlier: earlier(ctx, conn, case)?,
        messages: messages(conn, &key, case.id, true)?,
        allowed: gate::allowed(case, &Standing::citizen(), today),
        beside: Beside::of(case, told, next_duty(&computed).map(|d| d.rule.clone()), today),
    })
}

/// What of the register is the sender's to see: not who has the case, nor what is being drafted.
fn step(case: &Case, recorded: &Recorded) -> Option<StoryStep> {
    let r#type = recorded.event.code();
    let shown = match r#type {
        EventCode::Assigned
        | EventCode::DispositionProposed
        | EventCode::SentBack
        | EventCode::DecisionDrafted
        | EventCode::ConflictDeclared
        | EventCode::RevealRequested
        | EventCode::RevealGranted
        | EventCode::RevealRefused
        | EventCode::RevealRevoked
        | EventCode::ConflictFound
        | EventCode::ConflictConfirmed
        | EventCode::ConflictDismissed
        | EventCode::LawRecomputed => false,
        EventCode::Received
        | EventCode::LetterAdded
        | EventCode::PapersAdded
        | EventCode::Classified
        | EventCode::Reclassified
        | EventCode::SignatureRecorded
        | EventCode::DispositionApproved
        | EventCode::ComplexitySet
        | EventCode::Extended
        | EventCode::Suspended
        | EventCode::Resumed
        | EventCode::VerificationRecorded
        | EventCode::DialogueRecorded
        | EventCode::Urged
        | EventCode::AnswerRecorded
        | EventCode::MessageSent
        | EventCode::DecisionSigned
        | EventCode::Served
        | EventCode::Published
        | EventCode::Withdrawn
        | EventCode::Terminated
        | EventCode::StruckOff
        | EventCode::HandedOver
        | EventCode::Merged
        | EventCode::Joined
        | EventCode::Appealed
        | EventCode::Reopened
        | EventCode::Corrected
        | EventCode::ReceiptReissued
        | EventCode::IdentityOpened => true,
    };
    let document = match &recorded.event {
        Event::Served { document, .. } => case.document(*document).map(|issued| issued.kind),
        _ => None,
    };
    shown.then(|| StoryStep { r#type, on: recorded.on, by_sender: recorded.by == crate::domain::event::By::Citizen, document })
}

/// The documents that a sender or representative was served with, and when first.
pub(super) fn served(case: &Case) -> impl Iterator<Item = (&Issued, Means, NaiveDate)> {
    case.detail.documents.iter().filter_map(|issued| {
        let senders = issued.services.iter().filter(|s| matches!(s.role, PartyRole::Petitioner | PartyRole::Representative));
        let done = senders.filter_map(|s| s.done).filter(|d| d.means != Means::NotOwed).min_by_key(|d| d.on)?;
        Some((issued, done.means, done.on))
    })
}

/// What was decided is known to the sender.
pub(super) fn final_served(case: &Case) -> bool {
    served(case).any(|(d, _, _)| matches!(d.kind, DocumentKind::Decision | DocumentKind::Conclusion))
}

pub(super) fn served_documents(conn: &mut Conn, case: &Case) -> Result<Vec<ServedDocument>, ActionError> {
    let rows = documents::load(conn, case.id)?;
    let view = |(issued, means, served_on): (&Issued, Means, NaiveDate)| {
        let row = rows.iter().find(|d| d.id == issued.id);
        ServedDocument {
            id: issued.id,
            kind: issued.kind,
            document_no: row.and_then(|d| d.document_no.clone()),
            document_date: row.and_then(|d| d.document_date),
            means,
            served_on,
        }
    };
    Ok(served(case).map(view).collect())
}

pub(super) fn answer(conn: &mut Conn, key: &SealKey, case: &Case, history: &[Recorded]) -> Result<Option<AnswerView>, ActionError> {
    let drafted = history.iter().rev().find_map(|e| match &e.event {
        Event::DecisionDrafted { result, reasons, legal_basis, remedy } => Some((*result, reasons, legal_basis, remedy)),
        _ => None,
    });
    let Some((result, reasons, legal_basis, remedy)) = drafted.filter(|_| final_served(case)) else { return Ok(None) };
    let ids: Vec<TextId> = [Some(reasons.id), Some(legal_basis.id), remedy.as_ref().map(|r| r.id)].into_iter().flatten().collect();
    let mut said: HashMap<TextId, String> = texts::get_all(conn, key, case.id, &ids)?.into_iter().collect();
    let remedy = remedy.as_ref().and_then(|r| said.remove(&r.id));
    Ok(Some(AnswerView { result, reasons: said.remove(&reasons.id), legal_basis: said.remove(&legal_basis.id), remedy }))
}
