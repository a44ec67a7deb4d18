//! Registers to be printed: letter book, reception book, and the complaints by polling area; each also as a file.

pub mod book;
pub mod choose;
pub mod records;

mod csv;
mod sample;

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use super::{Choice, Field, Frame, Sample};
use crate::actions::context::Context;
use crate::actions::read::registers::Period;
use crate::domain::day::Day;
use crate::domain::directory::{Directory, Election};
use crate::domain::ids::{ElectionId, MemberId, UnitId};
use crate::domain::permission::Role;
use crate::domain::refusal::Refusal;
use crate::http::error::ApiError;
use crate::http::route::Route;

/// Units to choose from.
const UNITS: usize = 300;

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    [choose::routes(), book::routes(), records::routes()].concat()
}

/// The pages with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    [choose::samples(frame), book::samples(frame), records::samples(frame)].concat()
}

/// What was chosen.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chosen {
    unit: Option<UnitId>,
    from: Option<Day>,
    to: Option<Day>,
    /// Of the complaints by polling area: only those of this election.
    election: Option<ElectionId>,
    /// Year and place in the book behind which the page begins: `2021-40`.
    after: Option<String>,
    /// All of the period at once, to be printed; a page of it unless `true`.
    whole: Option<bool>,
}

impl Chosen {
    /// The unit and days; what was left out is the reader's first unit, and the year so far.
    fn period(&self, ctx: &Context, me: MemberId, roles: &[Role]) -> Result<Period, ApiError> {
        let today = ctx.today();
        let first = || units(ctx, me, roles).first().map(|(id, _)| *id);
        let unit = self.unit.or_else(first);
        let unit = unit.ok_or_else(|| ApiError::from(crate::actions::error::ActionError::from(Refusal::field("unit", "unit_unknown"))))?;
        let from = self.from.map_or_else(|| year_of(today), Day::into);
        Ok(Period { unit, from, to: self.to.map_or(today, Day::into) })
    }

    fn after(&self) -> Option<(i32, i32)> {
        let (year, seq) = self.after.as_deref()?.split_once('-')?;
        Some((year.parse().ok()?, seq.parse().ok()?))
    }
}

fn year_of(today: NaiveDate) -> NaiveDate {
    NaiveDate::from_ymd_opt(today.year(), 1, 1).unwrap_or(today)
}

/// The units whose registers the reader opens, the highest first.
fn units(ctx: &Context, me: MemberId, roles: &[Role]) -> Vec<(UnitId, String)> {
    let Some(member) = ctx.directory.members.get(&me) else { return Vec::new() };
    let held = member.grants.iter().filter(|grant| roles.contains(&grant.role));
    let mut all: Vec<UnitId> = held.flat_map(|grant| ctx.directory.below(grant.unit)).collect();
    all.sort_unstable();
    all.dedup();
    let mut units: Vec<_> = all.iter().filter_map(|id| ctx.directory.units.get(id)).collect();
    units.sort_by(|a, b| (a.level, &a.name, a.id).cmp(&(b.level, &b.name, b.id)));
    units.into_iter().take(UNITS).map(|u| (u.id, u.name.clone())).collect()
}

/// Fields of the chooser.
fn fields(frame: &Frame, units: &[(UnitId, String)], period: &Period) -> Vec<Field> {
    let choices = units.iter().map(|(id, name)| Choice::new(id, name.clone())).collect();
    let unit = Field::select(frame, "unit", choices).label(frame.t("register-unit")).no_hint().no_blank().class("w-20");
    let day = |name, label: &str, day: &NaiveDate| Field::date(frame, name).label(frame.t(label)).no_hint().value(frame.iso(day));
    vec![unit.value(period.unit), day("from", "register-from", &period.from), day("to", "register-to", &period.to)]
}

/// The elections to choose among, the latest first; of the books it chooses nothing.
fn election(frame: &Frame, directory: &Directory) -> Option<Field> {
    let mut all: Vec<&Election> = directory.elections.values().collect();
    all.sort_by_key(|e| (std::cmp::Reverse(e.day), e.id));
    let choices: Vec<Choice> = all.iter().map(|e| Choice::new(e.id, format!("{} ({})", e.name, frame.day(&e.day)))).collect();
    let field = Field::select(frame, "election", choices).label(frame.t("register-election")).hint(frame.t("register-election-hint"));
    (!all.is_empty()).then(|| field.optional().class("w-20"))
}

/// The chosen period as a query.
fn query(period: &Period) -> String {
    format!("unit={}&from={}&to={}", period.unit, period.from, period.to)
}
