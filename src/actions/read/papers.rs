//! The papers of a case, for whoever may read its letters.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use zeroize::Zeroizing;

use super::case_reads::{self, Seen};
use super::citizen;
use super::earlier::before;
use crate::actions::add_papers::of_case;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::papers::{self, Paper, Sheet};
use crate::domain::event::{By, Event};
use crate::domain::ids::{CaseId, LetterId, MemberId, PaperId};
use crate::domain::paper::PaperKind;
use crate::domain::refusal::Refusal;
use crate::store::attachments::Attachment;
use crate::store::{Conn, events};

/// A row with what it seals.
type Found = (Attachment, Sheet);

/// A paper of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaperView {
    pub id: PaperId,
    /// The letter it came with; null: it was added later.
    pub letter: Option<LetterId>,
    pub name: String,
    pub kind: PaperKind,
    /// In bytes.
    pub size: usize,
    /// SHA-256 of its content, in hexadecimal.
    pub sha256: String,
    /// For confidential and anonymous letters only the hour.
    pub added_at: DateTime<Utc>,
}

impl From<Paper> for PaperView {
    fn from(paper: Paper) -> Self {
        let Paper { id, letter, name, kind, size, sha256, added_at } = paper;
        Self { id, letter, name, kind, size, sha256, added_at }
    }
}

/// For the sender: what they sent, of the case that was opened first and of those that followed it since. What members added in the
/// course of the case is not for them.
pub fn for_sender(ctx: &Context, conn: &mut Conn, case: CaseId) -> Result<Vec<Paper>, ActionError> {
    Ok(of_sender(ctx, conn, case)?.iter().map(|(row, sheet)| sheet.paper(row)).collect())
}

fn of_sender(ctx: &Context, conn: &mut Conn, case: CaseId) -> Result<Vec<Found>, ActionError> {
    let newest = citizen::newest_of(conn, case)?;
    let before: Vec<CaseId> = before(conn, &newest)?.iter().map(|case| case.id).collect();
    let mut all = Vec::new();
    for case in before.into_iter().chain([newest.id]) {
        let own = events::load(conn, case)?.into_iter().filter(|recorded| recorded.by == By::Citizen);
        let own: Vec<PaperId> = own.flat_map(|recorded| added(&recorded.event)).collect();
        all.extend(of_case(ctx, conn, case)?.into_iter().filter(|(row, _)| row.letter.is_some() || own.contains(&row.id)));
    }
    Ok(all)
}

/// The papers that an event brought.
pub fn added(event: &Event) -> Vec<PaperId> {
    match event {
        Event::PapersAdded { papers } => papers.iter().map(|(id, _)| *id).collect(),
        _ => Vec::new(),
    }
}

/// For a member: those of the case and of the cases joined to it; none for whom only the cover is.
pub fn for_member(ctx: &Context, conn: &mut Conn, me: MemberId, seen: &Seen) -> Result<Vec<Paper>, ActionError> {
    Ok(of_member(ctx, conn, me, seen)?.iter().map(|(row, sheet)| sheet.paper(row)).collect())
}

fn of_member(ctx: &Context, conn: &mut Conn, me: MemberId, seen: &Seen) -> Result<Vec<Found>, ActionError> {
    let mut all = Vec::new();
    if seen.content(me) {
        for case in case_reads::with_joined(conn, &seen.case)? {
            all.extend(of_case(ctx, conn, case)?);
        }
    }
    Ok(all)
}

/// One paper with its content, for a member who may read the letters of this case.
///
/// Blocks, and holds no connection while the bytes come.
pub fn content_for_member(ctx: &Context, me: MemberId, case: CaseId, id: PaperId) -> Result<(Paper, Zeroizing<Vec<u8>>), ActionError> {
    content(ctx, id, |conn| {
        let seen = case_reads::see(ctx, conn, me, case)?;
        of_member(ctx, conn, me, &seen)
    })
}

/// The same for the sender of this case.
pub fn content_for_sender(ctx: &Context, case: CaseId, id: PaperId) -> Result<(Paper, Zeroizing<Vec<u8>>), ActionError> {
    content(ctx, id, |conn| of_sender(ctx, conn, case))
}

fn content(
    ctx: &Context,
    id: PaperId,
    readable: impl FnOnce(&mut Conn) -> Result<Vec<Found>, ActionError>,
) -> Result<(Paper, Zeroizing<Vec<u8>>), ActionError> {
    let found = ctx.store.snapshot(readable)?.into_iter().find(|(row, _)| row.id == id);
    let (row, sheet) = found.ok_or(Refusal::missing("paper_not_found"))?;
    let content = papers::content(ctx, &row, &sheet)?;
    Ok((sheet.paper(&row), content))
}
