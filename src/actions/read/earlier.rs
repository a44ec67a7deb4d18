//! What a sender is told of how a case ended before it was settled, and of the cases from which theirs came: what was decided
//! there stays to be read after an appeal or a transfer.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::citizen::{AnswerView, ServedDocument, answer, final_served, served_documents};
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::open_linked::root;
use crate::domain::case::{Case, LinkKind};
use crate::domain::event::{Event, Recorded};
use crate::domain::kind::Body;
use crate::domain::outcome::{CaseResult, ClosedAs, Disposition};
use crate::domain::status::{Destination, StatusCode};
use crate::seal::SealKey;
use crate::store::{Conn, case_keys, cases, events, texts};

/// A chain of linked cases is followed no further.
const FAR: usize = 32;

/// How a letter was disposed of, other than by taking it up.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DispositionView {
    pub disposition: Disposition,
    /// Its legal date.
    pub on: NaiveDate,
    /// A ground that the law names, e.g. `outside_competence`; absent where it was stated in words.
    pub ground: Option<String>,
    pub ground_text: Option<String>,
    pub legal_basis: Option<String>,
    /// The office to which it was sent or the sender was guided.
    pub to_unit: Option<String>,
    /// The body outside to which it was sent or the sender was guided.
    pub to_body: Option<Body>,
}

/// A case that went on as another one.
#[derive(Debug, Serialize, ToSchema)]
pub struct EarlierCase {
    pub number: String,
    pub instance: i32,
    pub status: StatusCode,
    pub closed_as: Option<ClosedAs>,
    pub result: Option<CaseResult>,
    pub documents: Vec<ServedDocument>,
    pub answer: Option<AnswerView>,
    pub disposition: Option<DispositionView>,
}

/// How this case was disposed of, once that ended it.
pub(super) fn disposed(
    ctx: &Context,
    conn: &mut Conn,
    key: &SealKey,
    case: &Case,
    history: &[Recorded],
) -> Result<Option<DispositionView>, ActionError> {
    let ended = matches!(
        case.status.closed_as(),
        Some(ClosedAs::Refused | ClosedAs::Guided | ClosedAs::Transferred | ClosedAs::Returned | ClosedAs::Filed)
    );
    let approved = history.iter().rposition(|e| matches!(e.event, Event::DispositionApproved { .. }));
    let Some((at, recorded)) = approved.and_then(|at| Some((at, history.get(at)?))).filter(|_| ended) else { return Ok(None) };
    let proposed = history.iter().take(at).rev().find_map(|e| match &e.event {
        Event::DispositionProposed { disposition, ground, ground_text, legal_basis, to, .. } => {
            Some((*disposition, ground, ground_text, legal_basis, *to))
        }
        _ => None,
    });
    let Some((disposition, ground, ground_text, legal_basis, to)) = proposed else { return Ok(None) };
    let ids: Vec<_> = ground_text.iter().chain([legal_basis]).map(|text| text.id).collect();
    let said = texts::get_all(conn, key, case.id, &ids)?;
    let text = |id| said.iter().find(|(found, _)| *found == id).map(|(_, text)| text.clone());
    Ok(Some(DispositionView {
        disposition,
        on: recorded.on,
        ground: (ground != "stated").then(|| ground.clone()),
        ground_text: ground_text.as_ref().and_then(|t| text(t.id)),
        legal_basis: text(legal_basis.id),
        to_unit: match to {
            Some(Destination::Unit(unit)) => ctx.directory.units.get(&unit).map(|u| u.name.clone()),
            Some(Destination::Body(_)) | None => None,
        },
        to_body: match to {
            Some(Destination::Body(body)) => Some(body),
            Some(Destination::Unit(_)) | None => None,
        },
    }))
}

/// The cases from which this one came by transfer or appeal, the first one first.
pub(super) fn before(conn: &mut Conn, case: &Case) -> Result<Vec<Case>, ActionError> {
    let (mut all, mut next) = (Vec::new(), root(conn, case)?);
    while next != case.id && all.len() < FAR {
        let Some(before) = cases::load(conn, next)? else { break };
        let onward = before.detail.next.iter().rfind(|l| matches!(l.kind, LinkKind::Transfer | LinkKind::Appeal)).map(|l| l.case);
        all.push(before);
        match onward {
            Some(onward) => next = onward,
            None => break,
        }
    }
    Ok(all)
}

/// What is told of them.
pub(super) fn earlier(ctx: &Context, conn: &mut Conn, case: &Case) -> Result<Vec<EarlierCase>, ActionError> {
    let mut all = Vec::new();
    for before in before(conn, case)? {
        let key = case_keys::load(conn, &ctx.keys, before.id)?;
        let history = events::load(conn, before.id)?;
        all.push(EarlierCase {
            number: before.number.to_string(),
            instance: before.detail.instance,
            status: before.status.code(),
            closed_as: before.status.closed_as(),
            result: before.status.result().filter(|_| final_served(&before) || before.status.closed_as().is_some()),
            documents: served_documents(conn, &before)?,
            answer: answer(conn, &key, &before, &history)?,
            disposition: disposed(ctx, conn, &key, &before, &history)?,
        });
    }
    Ok(all)
}
