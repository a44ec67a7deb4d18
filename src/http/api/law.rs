//! The law as data: rules, milestones of an election, one computation with its working, figures that the law leaves open.

use serde::{Deserialize, Serialize};
use utoipa::openapi::{Object, RefOr, Schema};
use utoipa::{IntoParams, PartialSchema, ToSchema};

use super::ok;
use crate::actions::manage_calendars::{self, NewFigure};
use crate::actions::manage_users;
use crate::domain::calendar::MissingYear;
use crate::domain::day::Day;
use crate::domain::day::shown;
use crate::domain::deadline::{NoAnswer, Question};
use crate::domain::law::Law;
use crate::domain::names::Names;
use crate::domain::outcome::Complexity;
use crate::domain::rulebook::{Row, Rule, Unit, Version};
use crate::domain::text::Violation;
use crate::http::actor::Caller;
use crate::http::body::Body;
use crate::http::error::{Answer, ApiError};
use crate::http::params::Params;
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

/// What the law leaves open, with what the office set.
pub fn views(law: &Law) -> Vec<FigureView> {
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

/// Schema of a [`Row`]: the fields of the rule and of the version in one object. Both refuse other fields where they are
/// read from a file, which as it stands would refuse each other's here.
pub struct RuleRow;

impl PartialSchema for RuleRow {
    fn schema() -> RefOr<Schema> {
        let mut row = Object::new();
        for part in [Rule::schema(), Version::schema()] {
            if let RefOr::T(Schema::Object(part)) = part {
                row.properties.extend(part.properties);
                row.required.extend(part.required);
            }
        }
        row.into()
    }
}

impl ToSchema for RuleRow {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        Rule::schemas(schemas);
        Version::schemas(schemas);
    }
}

/// Every rule in every version.
pub async fn rules(caller: Caller) -> Answer {
    Ok(ok(&caller.ctx.law.rulebook.rows().collect::<Vec<Row<'_>>>()))
}

/// Which election.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// E.
    election_day: Day,
}

/// The milestones of an election, in the order of dates.
pub async fn calendar(caller: Caller, params: Params<Calendar>) -> Answer {
    let day = params.0.election_day;
    let milestones = caller.ctx.law.timetable.milestones(day.into());
    if milestones.is_empty() {
        return Err(wrong("election_day", "no_timetable", vec![("day", shown(day.into()))]));
    }
    Ok(ok(&milestones))
}

/// What a deadline is computed from, as `redress law due` takes it.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct Due {
    /// E.g. `d.intake`.
    rule: String,
    /// The day of the starting event.
    from: Option<Day>,
    /// E, for rules of the election track.
    election_day: Option<Day>,
    #[serde(default)]
    complex: bool,
    /// Denunciations only.
    #[serde(default)]
    specially_complex: bool,
    /// The unit is remote.
    #[serde(default)]
    remote: bool,
    /// Days of each extension, separated by commas.
    extended: Option<String>,
    /// Suspensions `DATE..DATE`, the second day not included, separated by commas.
    paused: Option<String>,
}

/// The most extensions and suspensions that are looked at: no rule knows as many.
const MOST: usize = 20;

impl Due {
    fn question(&self) -> Result<Question, ApiError> {
        let complexity = match (self.complex, self.specially_complex) {
            (false, false) => None,
            (true, false) => Some(Complexity::Complex),
            (false, true) => Some(Complexity::SpeciallyComplex),
            (true, true) => return Err(wrong("specially_complex", "two_complexities", vec![])),
        };
        let days = |part: &str| part.parse::<i64>().map_err(|_| wrong("extended", "not_days", vec![]));
        let pause = |part: &str| {
            let (since, until) = part.split_once("..").ok_or_else(|| wrong("paused", "not_a_pause", vec![]))?;
            let day = |written: &str| written.parse::<Day>().map(Into::into).map_err(|e: Violation| ApiError::field_error("paused", &e));
            Ok((day(since)?, day(until)?))
        };
        Ok(Question {
            rule: self.rule.clone(),
            from: self.from.map(Into::into),
            election_day: self.election_day.map(Into::into),
            complexity,
            remote: self.remote,
            extended: parts(self.extended.as_deref()).map(days).collect::<Result<_, _>>()?,
            paused: parts(self.paused.as_deref()).map(pause).collect::<Result<_, ApiError>>()?,
        })
    }
}

fn parts(list: Option<&str>) -> impl Iterator<Item = &str> {
    list.unwrap_or_default().split(',').map(str::trim).filter(|p| !p.is_empty()).take(MOST)
}

/// When something falls due, with its working, by the newest calendars and figures.
pub async fn due(caller: Caller, params: Params<Due>) -> Answer {
    let answer = params.0.question()?.answer(&caller.ctx.law).map_err(|e| no_answer(&e))?;
    Ok(ok(&answer))
}

/// Why there is no answer, for the field that is to be mended.
pub fn no_answer(why: &NoAnswer) -> ApiError {
    match why {
        NoAnswer::UnknownRule(rule) => wrong("rule", "rule_unknown", vec![("rule", rule.clone())]),
        NoAnswer::FromMissing(_) => ApiError::field_error("from", &Violation::Required),
        NoAnswer::ElectionDayMissing(_) => ApiError::field_error("election_day", &Violation::Required),
        NoAnswer::NotYetLaw { rule, day, first, .. } => {
            wrong("from", "not_yet_law", vec![("rule", rule.clone()), ("day", shown(*day)), ("first", shown(*first))])
        }
        NoAnswer::UnknownOption { rule, option } => wrong(&option.replace('-', "_"), "option_unknown", vec![("rule", rule.clone())]),
        NoAnswer::Extension { rule, .. } => wrong("extended", "extension_not_possible", vec![("rule", rule.clone())]),
        NoAnswer::Pause { .. } => wrong("paused", "not_a_pause", vec![]),
        NoAnswer::MissingYear(MissingYear(year)) => wrong("from", "calendar_missing", vec![("year", year.to_string())]),
    }
}

fn wrong(field: &str, code: &'static str, args: Vec<(&'static str, String)>) -> ApiError {
    ApiError::Field { field: field.to_owned(), code, args }
}
