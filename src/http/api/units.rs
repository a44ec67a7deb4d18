//! The tree of units.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{created, ok};
use crate::actions::idempotent::Request;
use crate::actions::manage_units::{self, NewUnit, UnitChange};
use crate::domain::directory::{Level, Unit};
use crate::domain::ids::UnitId;
use crate::domain::kind::Body as LegalBody;
use crate::domain::reminder::Settings;
use crate::http::actor::Caller;
use crate::http::body::Body;
use crate::http::cursor::{Limit, Page, decode};
use crate::http::error::Answer;
use crate::http::headers::IdempotencyKey;
use crate::http::params::{Params, PathId};
use crate::http::shared::block;

/// A unit.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct UnitView {
    pub id: UnitId,
    /// The unit above it; none above the country.
    pub parent: Option<UnitId>,
    pub level: Level,
    pub name: String,
    /// Its sign in numbers.
    pub sign: String,
    /// Remote or hard to travel.
    pub remote: bool,
    /// The bodies that it works for.
    pub bodies: Vec<LegalBody>,
    /// The public may submit here.
    pub public: bool,
    pub valid_from: Option<NaiveDate>,
    pub valid_to: Option<NaiveDate>,
    /// When it reminds; none: as the unit above it.
    #[serde(default)]
    pub reminders: Option<Settings>,
}

impl UnitView {
    /// Of a unit.
    pub fn of(unit: &Unit) -> Self {
        Self {
            id: unit.id,
            parent: unit.parent,
            level: unit.level,
            name: unit.name.clone(),
            sign: unit.sign.clone(),
            remote: unit.remote,
            bodies: unit.bodies.clone(),
            public: unit.public,
            valid_from: unit.valid_from,
            valid_to: unit.valid_to,
            reminders: unit.reminders.clone(),
        }
    }
}

/// Which units.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Right below this one.
    parent: Option<UnitId>,
    level: Option<Level>,
    #[param(inline)]
    limit: Option<Limit>,
    cursor: Option<String>,
}

/// All units, by sign.
pub async fn list(caller: Caller, params: Params<List>) -> Answer {
    let list = params.0;
    let after: Option<(String, UnitId)> = decode(list.cursor.as_deref())?;
    let limit = list.limit.unwrap_or_default();
    let key = |u: &&Unit| (u.sign.clone(), u.id);
    let wanted = |u: &&Unit| list.parent.is_none_or(|p| u.parent == Some(p)) && list.level.is_none_or(|l| u.level == l);
    let mut units: Vec<&Unit> = caller.ctx.directory.units.values().filter(wanted).collect();
    units.sort_by_key(key);
    let rest = units.into_iter().filter(|u| after.as_ref().is_none_or(|a| key(u) > *a)).take(limit.rows() + 1).collect();
    Ok(ok(&Page::of(rest, limit, key, UnitView::of)))
}

/// Adds a unit.
pub async fn create(caller: Caller, key: IdempotencyKey, body: Body<NewUnit>) -> Answer {
    let view = block(move || {
        let scope = format!("create_unit {}", caller.member);
        let request = Request { scope: &scope, key: key.0.as_deref(), bytes: &body.raw };
        manage_units::create(&caller.ctx, caller.member, request, &body.value, UnitView::of)
    })
    .await?;
    Ok(created(&view))
}

/// Changes a unit.
pub async fn change(caller: Caller, id: PathId<UnitId>, body: Body<UnitChange>) -> Answer {
    let view = block(move || manage_units::change(&caller.ctx, caller.member, id.0, &body.value, UnitView::of)).await?;
    Ok(ok(&view))
}
