//! Elections.

use std::cmp::Reverse;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{created, ok};
use crate::actions::idempotent::Request;
use crate::actions::manage_elections::{self, ElectionChange, NewElection};
use crate::domain::directory::Election;
use crate::domain::ids::{ElectionId, UnitId};
use crate::domain::kind::Contest;
use crate::http::actor::Caller;
use crate::http::body::Body;
use crate::http::cursor::{Limit, Page, decode};
use crate::http::error::Answer;
use crate::http::headers::IdempotencyKey;
use crate::http::params::{Params, PathId};
use crate::http::shared::block;

/// An election.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ElectionView {
    pub id: ElectionId,
    pub name: String,
    /// E, in Vietnam's time.
    pub day: NaiveDate,
    pub contests: Vec<Contest>,
    /// In whose subtrees it is held.
    pub units: Vec<UnitId>,
    /// When the voter lists were really posted; null: the timetable's day.
    pub voter_list_posted: Option<NaiveDate>,
    pub candidate_list_published: Option<NaiveDate>,
    pub result_published: Option<NaiveDate>,
    /// Letters count as election track from so many days before E ...
    pub opens_before: i64,
    /// ... to so many days after it.
    pub closes_after: i64,
    /// Whether they do today.
    pub open: bool,
}

impl ElectionView {
    /// Of an election, on this day.
    pub fn of(election: &Election, today: NaiveDate) -> Self {
        Self {
            id: election.id,
            name: election.name.clone(),
            day: election.day,
            contests: election.contests.clone(),
            units: election.units.clone(),
            voter_list_posted: election.voter_list_posted,
            candidate_list_published: election.candidate_list_published,
            result_published: election.result_published,
            opens_before: election.opens_before,
            closes_after: election.closes_after,
            open: election.open_on(today),
        }
    }
}

/// Which elections.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct List {
    #[param(inline)]
    limit: Option<Limit>,
    cursor: Option<String>,
}

/// All elections, the latest first.
pub async fn list(caller: Caller, params: Params<List>) -> Answer {
    let list = params.0;
    let after: Option<(NaiveDate, ElectionId)> = decode(list.cursor.as_deref())?;
    let limit = list.limit.unwrap_or_default();
    let key = |e: &&Election| (e.day, e.id);
    let mut elections: Vec<&Election> = caller.ctx.directory.elections.values().collect();
    elections.sort_by_key(|e| Reverse(key(e)));
    let rest = elections.into_iter().filter(|e| after.as_ref().is_none_or(|a| key(e) < *a)).take(limit.rows() + 1).collect();
    let today = caller.ctx.today();
    Ok(ok(&Page::of(rest, limit, key, |e| ElectionView::of(e, today))))
}

/// Adds an election.
pub async fn create(caller: Caller, key: IdempotencyKey, body: Body<NewElection>) -> Answer {
    let view = block(move || {
        let scope = format!("create_election {}", caller.member);
        let request = Request { scope: &scope, key: key.0.as_deref(), bytes: &body.raw };
        let today = caller.ctx.today();
        manage_elections::create(&caller.ctx, caller.member, request, &body.value, |e| ElectionView::of(e, today))
    })
    .await?;
    Ok(created(&view))
}

/// Changes an election.
pub async fn change(caller: Caller, id: PathId<ElectionId>, body: Body<ElectionChange>) -> Answer {
    let view = block(move || {
        let today = caller.ctx.today();
        manage_elections::change(&caller.ctx, caller.member, id.0, &body.value, |e| ElectionView::of(e, today))
    })
    .await?;
    Ok(ok(&view))
}
