//! The calendars of years: which days are worked.

use actix_web::HttpRequest;
use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use utoipa::ToSchema;

use super::ok;
use crate::actions::manage_calendars::{self, NewCalendar};
use crate::actions::manage_users;
use crate::domain::calendar::{CalendarYear, Exception};
use crate::domain::names::Names;
use crate::http::actor::Caller;
use crate::http::body::Body;
use crate::http::error::{Answer, ApiError};
use crate::http::shared::block;

/// A day that is not what its weekday says.
#[derive(Debug, Serialize, ToSchema)]
pub struct DayView {
    pub date: NaiveDate,
    pub name: Names,
}

/// The calendar of a year.
#[derive(Debug, Serialize, ToSchema)]
pub struct CalendarView {
    pub year: i32,
    /// Revision of the law from which this version holds; 0 for what the program ships.
    pub revision: i64,
    /// Where the days are announced.
    pub source: String,
    /// Days off that fall on a weekday.
    pub off: Vec<DayView>,
    /// Saturdays and Sundays that are worked.
    pub worked: Vec<DayView>,
}

impl CalendarView {
    fn of(year: &CalendarYear) -> Self {
        let days = |days: &[Exception]| days.iter().map(|d| DayView { date: d.date, name: d.names.clone() }).collect();
        Self { year: year.year, revision: year.revision, source: year.basis.clone(), off: days(&year.off), worked: days(&year.worked) }
    }
}

/// The calendars that are loaded.
#[derive(Debug, Serialize, ToSchema)]
pub struct CalendarsView {
    pub items: Vec<CalendarView>,
    /// Years between the first that is loaded and the next one from today that are not: time limits there are refused.
    pub missing: Vec<i32>,
}

/// All years.
pub async fn list(caller: Caller) -> Answer {
    let calendar = &caller.ctx.law.calendar;
    let newest = calendar.newest();
    let items: Vec<CalendarView> = calendar.years().filter_map(|y| newest.year(y).ok()).map(CalendarView::of).collect();
    let next = caller.ctx.today().year() + 1;
    let first = items.first().map_or(next, |y| y.year);
    let missing = (first..=next).filter(|y| newest.year(*y).is_err()).collect();
    Ok(ok(&CalendarsView { items, missing }))
}

/// Loads a year. The calendar is the whole country's: its admin keeps it.
pub async fn put(caller: Caller, req: HttpRequest, body: Body<NewCalendar>) -> Answer {
    let year = req.match_info().get("year").and_then(|y| y.parse::<i32>().ok()).filter(|y| (1900..2200).contains(y));
    let year = year.ok_or(ApiError::NotFound)?;
    if !manage_users::keeps_all(&caller.ctx.directory, caller.member) {
        return Err(ApiError::Forbidden);
    }
    let calendar = block(move || manage_calendars::put_calendar(&caller.ctx, year, &body.value)).await?;
    Ok(ok(&CalendarView::of(&calendar)))
}
