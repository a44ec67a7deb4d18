//! What became of the mails that cases cause: never what they say, and of whom they went to only enough to know a slip of the pen.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::case_reads::Seen;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::mails::secret;
use crate::actions::manage_users::{keeps, keeps_all};
use crate::domain::case::Case;
use crate::domain::contact::masked;
use crate::domain::ids::{CaseId, MailId, MemberId, UnitId};
use crate::domain::refusal::Refusal;
use crate::seal::SealKey;
use crate::store::mail_attempts::{self, Attempt};
use crate::store::outbox::{self, Addressed};
use crate::store::{Conn, StoreError, case_keys, cases};

codes! {
    /// Where a mail stands.
    pub enum MailState {
        Queued = "queued",
        Sent = "sent",
        Failed = "failed",
    }
}

codes! {
    /// What a try to send a mail came to, or what came back of it.
    pub enum TryOutcome {
        Sent = "sent",
        /// Not taken; it is tried again.
        Later = "later",
        /// Refused for good.
        Never = "never",
        /// The mail server could not be spoken to.
        Down = "down",
        /// A server returned it after it had been sent.
        Returned = "returned",
        /// A server says that it is still trying.
        Delayed = "delayed",
    }
}

/// A try to send a mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TryView {
    pub at: DateTime<Utc>,
    pub outcome: TryOutcome,
    /// What was said; without addresses.
    pub answer: String,
}

/// The most tries of a mail that are shown: the last.
const TRIES: usize = 20;

/// A mail, without its text.
#[derive(Debug, Serialize, ToSchema)]
pub struct MailView {
    pub id: MailId,
    /// Which mail it is, e.g. `receipt`.
    pub kind: String,
    /// `vi` or `en`.
    pub language: String,
    pub state: MailState,
    /// Tries that came to an end since it was queued.
    pub attempts: i32,
    /// What the mail server said last; without addresses.
    pub last_answer: Option<String>,
    /// The address, masked: `n***@example.vn`; null where the case is secret, or the seal broken.
    pub recipient: Option<String>,
    /// When it was put in; of secret cases only the hour.
    pub queued_at: DateTime<Utc>,
    /// Of one that waits: when it is tried next.
    pub next_at: Option<DateTime<Utc>>,
    pub sent_at: Option<DateTime<Utc>>,
    /// The last tries, in their order.
    pub tries: Vec<TryView>,
}

/// A mail of the office.
#[derive(Debug, Serialize, ToSchema)]
pub struct OfficeMailView {
    #[serde(flatten)]
    pub mail: MailView,
    /// The number of its case; null where the case is secret or there is none.
    pub number: Option<String>,
}

impl MailView {
    fn of(row: Addressed, recipient: Option<String>, tries: &[Attempt]) -> Result<Self, StoreError> {
        let mail = row.mail;
        let state: MailState = mail.state.parse().map_err(|_| StoreError::Corrupt("outbox.state"))?;
        Ok(Self {
            id: mail.id,
            kind: mail.kind,
            language: mail.language,
            state,
            attempts: mail.attempts,
            last_answer: mail.last_answer,
            recipient,
            queued_at: mail.created_at,
            next_at: (state == MailState::Queued).then_some(mail.next_at),
            sent_at: mail.sent_at,
            tries: tries.iter().filter(|t| t.mail == mail.id).map(shown_try).collect::<Result<_, _>>()?,
        })
    }
}

fn shown_try(attempt: &Attempt) -> Result<TryView, StoreError> {
    let outcome = attempt.outcome.parse().map_err(|_| StoreError::Corrupt("mail_attempts.outcome"))?;
    Ok(TryView { at: attempt.at, outcome, answer: attempt.answer.clone() })
}

/// Of all these mails in one query.
fn tries_of(conn: &mut Conn, rows: &[Addressed]) -> Result<Vec<Attempt>, StoreError> {
    mail_attempts::of_mails(conn, &rows.iter().map(|row| row.mail.id).collect::<Vec<_>>(), TRIES)
}

/// One that does not open stays in the list: it is there that somebody sees that it cannot be sent.
fn shown(row: &Addressed, key: &SealKey) -> Option<String> {
    row.recipient(key).ok().map(|address| masked(&address))
}

/// The mails of a case, in the order they were put in.
pub fn of_case(ctx: &Context, conn: &mut Conn, seen: &Seen) -> Result<Vec<MailView>, ActionError> {
    let case = &seen.case;
    let key = if secret(case) { None } else { Some(case_keys::load(conn, &ctx.keys, case.id)?) };
    let mut views = Vec::new();
    let rows = outbox::of_case(conn, case.id)?;
    let tries = tries_of(conn, &rows)?;
    for row in rows {
        let recipient = key.as_ref().and_then(|key| shown(&row, key));
        views.push(MailView::of(row, recipient, &tries)?);
    }
    Ok(views)
}

/// One mail of a case that its reader may know of.
pub fn one_of_case(ctx: &Context, conn: &mut Conn, seen: &Seen, id: MailId) -> Result<MailView, ActionError> {
    let mut all = of_case(ctx, conn, seen)?.into_iter();
    Ok(all.find(|mail| mail.id == id).ok_or(Refusal::missing("mail_not_found"))?)
}

/// The office's mails older than `before`, the newest first, at most `most`: those of the cases of the units that this admin
/// keeps, and for the admin of the whole tree those that belong to no case.
pub fn of_office(
    ctx: &Context,
    conn: &mut Conn,
    me: MemberId,
    state: Option<MailState>,
    before: Option<MailId>,
    most: i64,
) -> Result<Vec<OfficeMailView>, ActionError> {
    let directory = &ctx.directory;
    let kept = || directory.units.keys().copied().filter(|unit| keeps(directory, me, *unit)).collect::<Vec<UnitId>>();
    let units = if keeps_all(directory, me) { None } else { Some(kept()) };
    let rows = outbox::page(conn, state.map(MailState::as_str), units.as_deref(), before, most)?;
    office_views(ctx, conn, rows)
}

/// One mail of the office, as its admin sees it.
pub fn one_of_office(ctx: &Context, conn: &mut Conn, id: MailId) -> Result<OfficeMailView, ActionError> {
    let row = outbox::one(conn, id)?.ok_or(Refusal::missing("mail_not_found"))?;
    Ok(office_views(ctx, conn, vec![row])?.pop().ok_or(Refusal::missing("mail_not_found"))?)
}

/// Cases and keys in one query each, however many mails.
fn office_views(ctx: &Context, conn: &mut Conn, rows: Vec<Addressed>) -> Result<Vec<OfficeMailView>, ActionError> {
    let ids: Vec<CaseId> = rows.iter().filter_map(|row| row.mail.case).collect();
    let open: HashMap<CaseId, Case> =
        cases::load_all(conn, &ids)?.into_iter().filter(|case| !secret(case)).map(|case| (case.id, case)).collect();
    let keys = case_keys::load_all(conn, &ctx.keys, &open.keys().copied().collect::<Vec<_>>())?;
    let own = ctx.keys.purpose("outbox");
    let tries = tries_of(conn, &rows)?;
    let mut views = Vec::new();
    for row in rows {
        let recipient = match row.mail.case {
            Some(case) => keys.get(&case).and_then(|key| shown(&row, key)),
            None => shown(&row, &own),
        };
        let number = row.mail.case.and_then(|case| open.get(&case)).map(|case| case.number.to_string());
        views.push(OfficeMailView { mail: MailView::of(row, recipient, &tries)?, number });
    }
    Ok(views)
}
