//! The tree of units.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::context::Context;
use super::error::ActionError;
use super::idempotent::{self, Request};
use super::manage_users::{current, given, keeps};
use super::suspects;
use crate::domain::account::Sign;
use crate::domain::day::Day;
use crate::domain::directory::{Directory, Level, Unit};
use crate::domain::ids::{MemberId, UnitId};
use crate::domain::kind::Body;
use crate::domain::refusal::Refusal;
use crate::domain::reminder::Settings;
use crate::domain::text::Line;
use crate::store::{deadlines, directory, units};

/// Fields of a new unit.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewUnit {
    /// The unit above it; absent: the root of the tree.
    pub parent: Option<UnitId>,
    pub level: Level,
    pub name: Line,
    pub sign: Sign,
    /// Remote or hard to travel: longer terms of the Complaint Law.
    #[serde(default)]
    pub remote: bool,
    /// The bodies that this unit works for.
    #[serde(default)]
    pub bodies: Vec<Body>,
    /// The public may submit here.
    #[serde(default)]
    pub public: bool,
    /// First day on which it exists.
    pub valid_from: Option<Day>,
    /// Last day on which it exists.
    pub valid_to: Option<Day>,
    /// When it reminds; absent: as the unit above it.
    pub reminders: Option<Settings>,
}

/// What changes of a unit; absent stays as it is, `null` takes away.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitChange {
    pub parent: Option<UnitId>,
    pub name: Option<Line>,
    pub sign: Option<Sign>,
    pub remote: Option<bool>,
    pub bodies: Option<Vec<Body>>,
    pub public: Option<bool>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Day>)]
    pub valid_from: Option<Option<Day>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Day>)]
    pub valid_to: Option<Option<Day>>,
    /// When it reminds; `null`: as the unit above it.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Settings>)]
    pub reminders: Option<Option<Settings>>,
}

/// Adds a unit below one that this admin keeps.
pub fn create<T: Serialize + DeserializeOwned>(
    ctx: &Context,
    by: MemberId,
    request: Request<'_>,
    new: &NewUnit,
    view: impl Fn(&Unit) -> T,
) -> Result<T, ActionError> {
    let now = ctx.clock.now();
    idempotent::once(ctx, request, |conn| {
        let directory = current(conn)?;
        let unit = Unit {
            id: UnitId(ctx.id(now)),
            parent: new.parent.or_else(|| directory.root()),
            level: new.level,
            name: new.name.as_str().to_owned(),
            sign: new.sign.as_str().to_owned(),
            remote: new.remote,
            bodies: each_once(&new.bodies),
            public: new.public,
            valid_from: new.valid_from.map(Into::into),
            valid_to: new.valid_to.map(Into::into),
            reminders: new.reminders.clone(),
        };
        check(&directory, by, &unit)?;
        units::insert(conn, &unit)?;
        Ok(view(&unit))
    })
}

/// Changes a unit. Its sign stays once numbers were given with it.
pub fn change<T>(ctx: &Context, by: MemberId, id: UnitId, change: &UnitChange, view: impl Fn(&Unit) -> T) -> Result<T, ActionError> {
    ctx.store.write(|conn| {
        let directory = current(conn)?;
        let before = directory.units.get(&id).filter(|_| keeps(&directory, by, id)).ok_or(Refusal::missing("unit_not_found"))?;
        let mut unit = before.clone();
        unit.parent = change.parent.or(before.parent);
        if let Some(name) = &change.name {
            unit.name = name.as_str().to_owned();
        }
        if let Some(sign) = &change.sign {
            unit.sign = sign.as_str().to_owned();
        }
        unit.remote = change.remote.unwrap_or(before.remote);
        if let Some(bodies) = &change.bodies {
            unit.bodies = each_once(bodies);
        }
        unit.public = change.public.unwrap_or(before.public);
        unit.valid_from = change.valid_from.map_or(before.valid_from, |day| day.map(Into::into));
        unit.valid_to = change.valid_to.map_or(before.valid_to, |day| day.map(Into::into));
        unit.reminders = change.reminders.clone().unwrap_or_else(|| before.reminders.clone());
        check(&directory, by, &unit)?;
        if unit.sign != before.sign && units::has_numbers(conn, id)? {
            return Err(Refusal::field("sign", "sign_in_use").into());
        }
        units::update(conn, &unit)?;
        if unit.reminders != before.reminders || unit.parent != before.parent {
            deadlines::look_again(conn)?;
        }
        if unit.name != before.name || unit.parent != before.parent {
            let after = directory::load(conn)?;
            suspects::of_unit_and_below(ctx, conn, &after, id)?;
        }
        Ok(view(&unit))
    })
}

fn each_once(bodies: &[Body]) -> Vec<Body> {
    let mut once: Vec<Body> = Vec::with_capacity(bodies.len());
    for body in bodies {
        if !once.contains(body) {
            once.push(*body);
        }
    }
    once
}

/// What holds for every unit: a higher one above it that this admin keeps, no circle, a sign of its own, days in order.
fn check(directory: &Directory, by: MemberId, unit: &Unit) -> Result<(), Refusal> {
    let before = directory.units.get(&unit.id);
    if before.is_none_or(|b| b.parent != unit.parent) {
        let parent = unit.parent.and_then(|id| directory.units.get(&id)).filter(|p| keeps(directory, by, p.id));
        let Some(parent) = parent else { return Err(Refusal::field("parent", "unknown_parent")) };
        if directory.chain(parent.id).contains(&unit.id) {
            return Err(Refusal::field("parent", "unit_cycle"));
        }
        if parent.level >= unit.level {
            return Err(Refusal::field("parent", "parent_level"));
        }
    }
    if directory.units.values().any(|other| other.id != unit.id && other.sign == unit.sign) {
        return Err(Refusal::field("sign", "sign_taken"));
    }
    if let (Some(from), Some(to)) = (unit.valid_from, unit.valid_to)
        && to < from
    {
        return Err(Refusal::field("valid_to", "valid_to_before_from"));
    }
    Ok(())
}

/// Makes the unit of the country in a database that has no unit yet; there is nothing above it. True: it was made.
pub fn plant(ctx: &Context) -> Result<bool, ActionError> {
    let now = ctx.clock.now();
    ctx.store.write(|conn| {
        let directory = current(conn)?;
        if !directory.units.is_empty() {
            return Ok(false);
        }
        let country = Unit {
            id: UnitId(ctx.id(now)),
            parent: None,
            level: Level::Country,
            name: "Việt Nam".to_owned(),
            sign: "VN".to_owned(),
            remote: false,
            bodies: vec![Body::NationalElectionCouncil],
            public: false,
            valid_from: None,
            valid_to: None,
            reminders: None,
        };
        units::insert(conn, &country)?;
        Ok(true)
    })
}
