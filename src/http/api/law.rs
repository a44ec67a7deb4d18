//! The law as data: figures that it leaves open.

use serde::Serialize;
use utoipa::ToSchema;

use super::ok;
use crate::actions::manage_calendars::{self, NewFigure};
use crate::actions::manage_users;
use crate::domain::law::Law;
use crate::domain::names::Names;
use crate::domain::rulebook::{Rule, Unit, Version};
use crate::http::actor::Caller;
use crate::http::body::Body;
use crate::http::error::{Answer, ApiError};
use crate::http::shared::block;

/// A figure that the law leaves open.
#[derive(Debug, Serialize, ToSchema)]
pub struct FigureView {
    pub rule: String,
    pub version: String,
    pub name: Names,
    /// How the figure counts; of a day of the election, days before it.
    pub unit: Unit,
    /// What the law has without confirmation; null: nothing.
    pub unconfirmed: Option<i64>,
    /// What the office set; null: nothing.
    pub amount: Option<i64>,
    /// What the office's figure rests on.
    pub source: Option<String>,
    /// Revision of the law from which it holds.
    pub revision: Option<i64>,
    pub basis: String,
    pub note: Option<Names>,
}

/// All of them.
#[derive(Debug, Serialize, ToSchema)]
pub struct FiguresView {
    pub items: Vec<FigureView>,
}

fn view(law: &Law, rule: &Rule, version: &Version) -> FigureView {
    let set = law.rulebook.figure(&rule.id, &version.version, law.revision);
    FigureView {
        rule: rule.id.clone(),
        version: version.version.clone(),
        name: rule.names.clone(),
        unit: version.unit,
        unconfirmed: version.amount.or(version.offset.map(i64::abs)),
        amount: set.map(|f| f.amount),
        source: set.map(|f| f.source.clone()),
        revision: set.map(|f| f.revision),
        basis: version.basis.clone(),
        note: version.note.clone(),
    }
}

fn views(law: &Law) -> Vec<FigureView> {
    let open = |v: &&Version| !v.verified || v.no_term;
    law.rulebook.rules().iter().flat_map(|r| r.versions.iter().filter(open).map(|v| view(law, r, v))).collect()
}

/// What the law leaves open, and what the office set.
pub async fn figures(caller: Caller) -> Answer {
    Ok(ok(&FiguresView { items: views(&caller.ctx.law) }))
}

/// Sets a figure. The law is the whole country's: its admin keeps it.
pub async fn put_figure(caller: Caller, body: Body<NewFigure>) -> Answer {
    if !manage_users::keeps_all(&caller.ctx.directory, caller.member) {
        return Err(ApiError::Forbidden);
    }
    let (figure, law) = block(move || manage_calendars::put_figure(&caller.ctx, &body.value)).await?;
    let found = views(&law).into_iter().find(|v| v.rule == figure.rule && v.version == figure.version);
    Ok(ok(&found.ok_or(ApiError::NotFound)?))
}
