//! Elections: the day, what is elected, where, and when things were really published.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::context::Context;
use super::error::ActionError;
use super::idempotent::{self, Request};
use super::manage_users::{current, given, keeps};
use crate::domain::day::Day;
use crate::domain::directory::{Directory, Election};
use crate::domain::ids::{ElectionId, MemberId, UnitId};
use crate::domain::kind::Contest;
use crate::domain::refusal::Refusal;
use crate::domain::text::{Line, Violation};
use crate::store::elections;

/// Letters count as election track from E-105 (LAW.md 2) ...
const OPENS_BEFORE: i64 = 105;
/// ... to E+60, unless the election says otherwise.
const CLOSES_AFTER: i64 = 60;

/// A number of days around an election: 0 to 1000.
#[derive(Debug, Clone, Copy)]
pub struct Days(i64);

impl<'de> Deserialize<'de> for Days {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let days = i64::deserialize(from)?;
        if (0..=1000).contains(&days) { Ok(Self(days)) } else { Err(serde::de::Error::custom(Violation::NotBetween(0, 1000))) }
    }
}

impl utoipa::PartialSchema for Days {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        let integer = utoipa::openapi::schema::Type::Integer;
        utoipa::openapi::ObjectBuilder::new().schema_type(integer).minimum(Some(0)).maximum(Some(1000)).into()
    }
}

impl ToSchema for Days {}

/// Fields of a new election.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewElection {
    pub name: Line,
    /// E, in Vietnam's time.
    pub day: Day,
    #[schema(min_items = 1)]
    pub contests: Vec<Contest>,
    /// In whose subtrees it is held.
    #[schema(min_items = 1)]
    pub units: Vec<UnitId>,
    /// When the voter lists were really posted; absent: the timetable's day.
    pub voter_list_posted: Option<Day>,
    pub candidate_list_published: Option<Day>,
    pub result_published: Option<Day>,
    /// Cases count as election track from so many days before E (105) ...
    pub opens_before: Option<Days>,
    /// ... to so many days after it (60).
    pub closes_after: Option<Days>,
}

/// What changes of an election; absent stays as it is, `null` takes away. Cases keep the days they were received with.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ElectionChange {
    pub name: Option<Line>,
    pub day: Option<Day>,
    #[schema(min_items = 1)]
    pub contests: Option<Vec<Contest>>,
    #[schema(min_items = 1)]
    pub units: Option<Vec<UnitId>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Day>)]
    pub voter_list_posted: Option<Option<Day>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Day>)]
    pub candidate_list_published: Option<Option<Day>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Day>)]
    pub result_published: Option<Option<Day>>,
    pub opens_before: Option<Days>,
    pub closes_after: Option<Days>,
}

/// Adds an election in units that this admin keeps.
pub fn create<T: Serialize + DeserializeOwned>(
    ctx: &Context,
    by: MemberId,
    request: Request<'_>,
    new: &NewElection,
    view: impl Fn(&Election) -> T,
) -> Result<T, ActionError> {
    let now = ctx.clock.now();
    idempotent::once(ctx, request, |conn| {
        let directory = current(conn)?;
        let election = Election {
            id: ElectionId(ctx.id(now)),
            name: new.name.as_str().to_owned(),
            day: new.day.into(),
            contests: each_once(&new.contests),
            units: each_once(&new.units),
            voter_list_posted: new.voter_list_posted.map(Into::into),
            candidate_list_published: new.candidate_list_published.map(Into::into),
            result_published: new.result_published.map(Into::into),
            opens_before: new.opens_before.map_or(OPENS_BEFORE, |d| d.0),
            closes_after: new.closes_after.map_or(CLOSES_AFTER, |d| d.0),
        };
        scheduled(ctx, &election)?;
        check(&directory, by, &election)?;
        elections::insert(conn, &election)?;
        Ok(view(&election))
    })
}

/// Changes an election all of whose units this admin keeps.
pub fn change<T>(
    ctx: &Context,
    by: MemberId,
    id: ElectionId,
    change: &ElectionChange,
    view: impl Fn(&Election) -> T,
) -> Result<T, ActionError> {
    ctx.store.write(|conn| {
        let directory = current(conn)?;
        let kept = |e: &&Election| e.units.iter().all(|u| keeps(&directory, by, *u));
        let before = directory.elections.get(&id).filter(kept).ok_or(Refusal::missing("election_not_found"))?;
        let date = |new: Option<Option<Day>>, old| new.map_or(old, |day| day.map(Into::into));
        let election = Election {
            id,
            name: change.name.as_ref().map_or_else(|| before.name.clone(), |n| n.as_str().to_owned()),
            day: change.day.map_or(before.day, Into::into),
            contests: change.contests.as_ref().map_or_else(|| before.contests.clone(), |c| each_once(c)),
            units: change.units.as_ref().map_or_else(|| before.units.clone(), |u| each_once(u)),
            voter_list_posted: date(change.voter_list_posted, before.voter_list_posted),
            candidate_list_published: date(change.candidate_list_published, before.candidate_list_published),
            result_published: date(change.result_published, before.result_published),
            opens_before: change.opens_before.map_or(before.opens_before, |d| d.0),
            closes_after: change.closes_after.map_or(before.closes_after, |d| d.0),
        };
        if election.day != before.day {
            scheduled(ctx, &election)?;
        }
        check(&directory, by, &election)?;
        elections::update(conn, &election)?;
        Ok(view(&election))
    })
}

/// An election on a day that no timetable of the law knows would have no calendar, and its cases no time limits.
fn scheduled(ctx: &Context, election: &Election) -> Result<(), Refusal> {
    if ctx.law.timetable.milestones(election.day).is_empty() {
        return Err(Refusal::field("day", "no_timetable").with("day", election.day.format("%d/%m/%Y")));
    }
    Ok(())
}

fn check(directory: &Directory, by: MemberId, election: &Election) -> Result<(), Refusal> {
    if election.contests.is_empty() {
        return Err(Refusal::field("contests", "no_contests"));
    }
    if election.units.is_empty() {
        return Err(Refusal::field("units", "no_units"));
    }
    if election.units.iter().any(|u| !directory.units.contains_key(u) || !keeps(directory, by, *u)) {
        return Err(Refusal::field("units", "unknown_unit"));
    }
    Ok(())
}

fn each_once<T: Copy + PartialEq>(given: &[T]) -> Vec<T> {
    let mut once: Vec<T> = Vec::with_capacity(given.len());
    for one in given {
        if !once.contains(one) {
            once.push(*one);
        }
    }
    once
}
