//! What the office adds to the law: calendars of years, and figures that the law leaves unconfirmed. Each change is a new
//! revision; what runs is not moved by it (`redress law recompute` shows and applies that).

use std::sync::Arc;

use serde::Deserialize;
use utoipa::ToSchema;

use super::context::Context;
use super::error::ActionError;
use super::recompute_law::{self, Move, Which};
use crate::domain::calendar::{CalendarError, CalendarYear, Exception};
use crate::domain::day::Day;
use crate::domain::law::Law;
use crate::domain::names::Names;
use crate::domain::refusal::Refusal;
use crate::domain::rulebook::{Figure, FigureError};
use crate::domain::text::Line;
use crate::store::revisions::{Revision, bump};
use crate::store::{Conn, StoreError, calendars};

/// What a day is called in both languages.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DayName {
    pub vi: Line,
    pub en: Line,
}

/// A day that is not what its weekday says.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDay {
    pub date: Day,
    pub name: DayName,
}

/// The calendar of a year.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCalendar {
    /// Where the days are announced.
    pub source: Line,
    /// Days off that fall on a weekday.
    #[schema(max_items = 366)]
    pub off: Vec<NewDay>,
    /// Saturdays and Sundays that are worked.
    #[schema(max_items = 366)]
    pub worked: Vec<NewDay>,
}

/// A figure that the law leaves unconfirmed, or where it sets none.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFigure {
    /// Id of the rule, e.g. `el.result.file`.
    pub rule: Line,
    /// Its version.
    pub version: Line,
    /// In the rule's unit; for a day of the election: days before E; where law sets no length: the office's target.
    #[schema(minimum = 0, maximum = 365)]
    pub amount: i64,
    /// What it rests on.
    pub source: Line,
}

/// Loads the calendar of a year; the same one again changes nothing. Gives the year as it now stands.
pub fn put_calendar(ctx: &Context, year: i32, new: &NewCalendar) -> Result<CalendarYear, ActionError> {
    let days = |given: &[NewDay]| -> Vec<Exception> {
        let names = |n: &DayName| Names::made(n.vi.as_str().to_owned(), n.en.as_str().to_owned());
        given.iter().map(|d| Exception { date: d.date.into(), names: names(&d.name) }).collect()
    };
    load_year(
        ctx,
        CalendarYear { year, revision: 0, basis: new.source.as_str().to_owned(), off: days(&new.off), worked: days(&new.worked) },
    )
}

/// The same of a year that was read from a file.
pub fn load_year(ctx: &Context, mut calendar: CalendarYear) -> Result<CalendarYear, ActionError> {
    let year = calendar.year;
    calendar.check().map_err(|e| wrong_day(&e, &calendar))?;
    let now = ctx.clock.now();
    let loaded = ctx.store.write(|conn| {
        let revision = bump(conn, Revision::Law)?;
        let law = current(conn)?;
        if let Ok(newest) = law.calendar.newest().year(year) {
            calendar.revision = newest.revision;
            if *newest == calendar {
                return Ok(calendar.clone());
            }
        }
        calendar.revision = revision;
        calendars::insert_year(conn, &calendar, now)?;
        Ok::<_, ActionError>(calendar.clone())
    })?;
    // Deadlines that had no date for want of this year get one; those that have one stay until somebody recomputes them.
    let law = Arc::new(ctx.store.read(current)?);
    recompute_law::apply(&Context { law, ..ctx.clone() }, Which::Undated)?;
    Ok(loaded)
}

/// What loading a year would do to the time limits of running cases.
#[derive(Debug)]
pub struct Effect {
    /// Those that have no date for want of this year: they get one at once.
    pub dated: Vec<Move>,
    /// Those that have one: they keep it, until `redress law recompute` moves them.
    pub would_move: Vec<Move>,
    /// Whether all running cases were looked at.
    pub complete: bool,
}

/// What [`put_calendar`] would do with this year; nothing is changed. Looks at so many cases at most. Refuses what it refuses.
pub fn preview(ctx: &Context, calendar: &CalendarYear, most: usize) -> Result<Effect, ActionError> {
    calendar.check().map_err(|e| wrong_day(&e, calendar))?;
    let (revision, mut years, figures) = ctx.store.snapshot(calendars::load)?;
    years.push(CalendarYear { revision: revision + 1, ..calendar.clone() });
    let law = Law::embedded().with(revision + 1, years, figures).map_err(|_| StoreError::Corrupt("calendar_years or law_figures"))?;
    let ctx = Context { law: Arc::new(law), ..ctx.clone() };
    let (dated, all) = recompute_law::preview_some(&ctx, Which::Undated, most)?;
    let (moves, complete) = recompute_law::preview_some(&ctx, Which::Running, most)?;
    let would_move = moves.into_iter().filter(|m| m.from.is_some()).collect();
    Ok(Effect { dated, would_move, complete: complete && all })
}

fn wrong_day(error: &CalendarError, calendar: &CalendarYear) -> Refusal {
    let field = |date: &chrono::NaiveDate| if calendar.off.iter().any(|d| d.date == *date) { "off" } else { "worked" };
    match error {
        CalendarError::OtherYear { date, year } => {
            Refusal::field(field(date), "day_of_other_year").with("date", date).with("year", year.to_string())
        }
        CalendarError::WrongWeekday(date) => Refusal::field(field(date), "day_on_wrong_weekday").with("date", date),
        CalendarError::Twice(date) => Refusal::field(field(date), "day_twice").with("date", date),
        // Names are lines and so never empty; nothing is read from a file here.
        CalendarError::Nameless(_) | CalendarError::Unreadable(_) => Refusal::field("off", "calendar_unreadable"),
    }
}

/// Sets a figure from the next revision on; gives it with the law as it then is.
pub fn put_figure(ctx: &Context, new: &NewFigure) -> Result<(Figure, Law), ActionError> {
    let now = ctx.clock.now();
    ctx.store.write(|conn| {
        let revision = bump(conn, Revision::Law)?;
        let mut law = current(conn)?;
        let figure = Figure {
            rule: new.rule.as_str().to_owned(),
            version: new.version.as_str().to_owned(),
            amount: new.amount,
            source: new.source.as_str().to_owned(),
            revision,
        };
        law.rulebook.set_figure(figure.clone()).map_err(|e| wrong_figure(&e))?;
        calendars::insert_figure(conn, &figure, now)?;
        Ok((figure, law))
    })
}

fn wrong_figure(error: &FigureError) -> Refusal {
    match error {
        FigureError::UnknownRule(rule) => Refusal::field("rule", "rule_unknown").with("rule", rule),
        FigureError::UnknownVersion { rule, version } => {
            Refusal::field("version", "version_unknown").with("rule", rule).with("version", version)
        }
        FigureError::Confirmed(rule) => Refusal::field("rule", "figure_confirmed").with("rule", rule),
        FigureError::Amount(_) => Refusal::field("amount", "figure_out_of_bounds"),
        FigureError::NoSource(_) => Refusal::field("source", "figure_without_source"),
    }
}

/// The law as it stands in this transaction.
fn current(conn: &mut Conn) -> Result<Law, StoreError> {
    let (revision, years, figures) = calendars::load(conn)?;
    Law::embedded().with(revision, years, figures).map_err(|_| StoreError::Corrupt("calendar_years or law_figures"))
}
