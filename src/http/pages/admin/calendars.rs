//! The calendars of years: which are loaded, which are missing, and a year is loaded.

use actix_web::http::{Method, StatusCode};
use askama::Template;
use chrono::Datelike;
use serde::Deserialize;

use super::calendar_text::{lines, read};
use super::{ADMINS, Back, Done, correctable};
use crate::actions::manage_calendars::{self, NewCalendar};
use crate::actions::manage_users::keeps_all;
use crate::domain::calendar::{Calendar, CalendarYear};
use crate::domain::law::Law;
use crate::domain::text::{Line, Violation};
use crate::http::actor::Caller;
use crate::http::error::{Answer, ApiError};
use crate::http::form::Form;
use crate::http::pages::{Errors, Field, Frame, Input, Sample, page, page_with, see_other};
use crate::http::params::{Params, PathId};
use crate::http::route::Route;
use crate::http::shared::block;

#[derive(Template)]
#[template(path = "pages/admin/calendars.html")]
struct Calendars<'a> {
    frame: &'a Frame,
    errors: &'a Errors,
    done: Option<Done>,
    years: Vec<&'a CalendarYear>,
    /// Up to the next year from today.
    missing: Vec<i32>,
    /// Empty for whoever does not keep the whole tree.
    fields: Vec<Field>,
    /// Likewise: a file instead.
    file: Vec<Field>,
}

impl<'a> Calendars<'a> {
    fn of(frame: &'a Frame, errors: &'a Errors, calendar: &'a Calendar, may: bool, typed: &Form) -> Self {
        let newest = calendar.newest();
        let years: Vec<&CalendarYear> = calendar.years().filter_map(|y| newest.year(y).ok()).collect();
        let next = frame.today.year() + 1;
        let first = years.first().map_or(next, |y| y.year);
        let missing: Vec<i32> = (first..=next).filter(|y| newest.year(*y).is_err()).collect();
        let fields = if may { fields(frame, missing.first().copied(), None, typed, errors) } else { Vec::new() };
        let file = if may { file_fields(frame, typed, errors) } else { Vec::new() };
        Self { frame, errors, done: None, years, missing, fields, file }
    }
}

fn fields(frame: &Frame, year: Option<i32>, loaded: Option<&CalendarYear>, typed: &Form, errors: &Errors) -> Vec<Field> {
    let year = Field::new(frame, Input::Number, "year").class("w-4").value(year.map(|y| y.to_string()).unwrap_or_default());
    let source = loaded.map(|y| y.basis.as_str()).unwrap_or_default();
    let off = loaded.map(|y| lines(&y.off)).unwrap_or_default();
    let worked = loaded.map(|y| lines(&y.worked)).unwrap_or_default();
    let area = |name: &str, rows: usize| Field::area(frame, name, rows).optional().with("spellcheck", "false");
    let how = format!("{} {}", frame.t("hint-off"), frame.t("admin-calendar-lines"));
    let how_worked = format!("{} {}", frame.t("hint-worked"), frame.t("admin-calendar-lines"));
    let all = vec![
        year,
        Field::text(frame, "source").of(frame, "calendar").value(source).optional(),
        area("off", 8).hint(how).value(off),
        area("worked", 4).hint(how_worked).value(worked),
        area("json", 4).label(frame.t("admin-calendar-json")).hint(frame.t("admin-calendar-json-hint")),
    ];
    all.into_iter().map(|field| field.filled(typed, errors)).collect()
}

/// Beside the file itself: which year of it, and where the days are announced.
fn file_fields(frame: &Frame, typed: &Form, errors: &Errors) -> Vec<Field> {
    let all = [
        Field::new(frame, Input::Number, "year").class("w-4").optional().hint(frame.t("admin-file-year-hint")),
        Field::text(frame, "source").of(frame, "calendar").optional().hint(frame.t("admin-file-source-hint")),
    ];
    all.into_iter().map(|field| field.within("file").filled(typed, errors)).collect()
}

/// The page again, with what is wrong with a file.
pub(super) fn refused(frame: &Frame, caller: &Caller, errors: &Errors, typed: &Form, status: StatusCode) -> Answer {
    let (none, calm) = (Form::default(), Errors::default());
    let shown = Calendars::of(frame, errors, &caller.ctx.law.calendar, true, &none);
    let fields = fields(frame, shown.missing.first().copied(), None, &none, &calm);
    page_with(status, &Calendars { fields, file: file_fields(frame, typed, errors), ..shown })
}

/// `GET /admin/calendars`
async fn list(frame: Frame, caller: Caller, back: Params<Back>) -> Answer {
    let (none, may) = (Errors::default(), keeps_all(&caller.ctx.directory, caller.member));
    let shown = Calendars::of(&frame, &none, &caller.ctx.law.calendar, may, &Form::default());
    page(&Calendars { done: back.0.done, ..shown })
}

#[derive(Template)]
#[template(path = "pages/admin/calendar.html")]
struct OneYear<'a> {
    frame: &'a Frame,
    year: &'a CalendarYear,
    fields: Vec<Field>,
}

impl<'a> OneYear<'a> {
    fn of(frame: &'a Frame, year: &'a CalendarYear, may: bool) -> Self {
        let typed = Form::default();
        let fields = if may { fields(frame, Some(year.year), Some(year), &typed, &Errors::default()) } else { Vec::new() };
        Self { frame, year, fields }
    }
}

/// `GET /admin/calendars/{id}`: one year.
async fn show(frame: Frame, caller: Caller, id: PathId<i32>) -> Answer {
    let year = caller.ctx.law.calendar.newest().year(id.0).map_err(|_| ApiError::NotFound)?;
    page(&OneYear::of(&frame, year, keeps_all(&caller.ctx.directory, caller.member)))
}

/// What the form holds; the days as they were typed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Filled {
    year: i32,
    source: Option<Line>,
    #[serde(default)]
    off: String,
    #[serde(default)]
    worked: String,
    #[serde(default)]
    json: String,
}

/// `POST /admin/calendars`
async fn load(frame: Frame, caller: Caller, form: Form) -> Answer {
    if !keeps_all(&caller.ctx.directory, caller.member) {
        return Err(ApiError::Forbidden);
    }
    let error = match try_load(&caller, &form).await {
        Ok(()) => return Ok(see_other("/admin/calendars?done=saved")),
        Err(error) => correctable(error)?,
    };
    let errors = Errors::of(&error, frame.lang);
    page_with(error.status(), &Calendars::of(&frame, &errors, &caller.ctx.law.calendar, true, &form))
}

async fn try_load(caller: &Caller, form: &Form) -> Result<(), ApiError> {
    let filled: Filled = form.parse()?;
    if !(1900..2200).contains(&filled.year) {
        return Err(ApiError::field_error("year", &Violation::NotBetween(1900, 2199)));
    }
    let new = if filled.json.trim().is_empty() {
        let source = filled.source.ok_or_else(|| ApiError::field_error("source", &Violation::Required))?;
        NewCalendar { source, off: read("off", &filled.off)?, worked: read("worked", &filled.worked)? }
    } else {
        serde_json::from_str(&filled.json).map_err(|_| ApiError::Field {
            field: "json".into(),
            code: "calendar_unreadable",
            args: vec![],
        })?
    };
    let (ctx, year) = (caller.ctx.clone(), filled.year);
    block(move || manage_calendars::put_calendar(&ctx, year, &new)).await?;
    Ok(())
}

/// Both pages with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let (none, calendar) = (Errors::default(), &Law::embedded().calendar);
    let error = ApiError::Field { field: "off".into(), code: "calendar_line", args: vec![("line", "3".to_owned())] };
    let wrong = Errors::of(&error, frame.lang);
    let typed: Form = [("year", "2027"), ("off", "31/02/2027")].map(|(n, v)| (n.to_owned(), v.to_owned())).into_iter().collect();
    let mut all = vec![
        Sample::of(
            "admin/calendars",
            &Calendars { done: Some(Done::Saved), missing: vec![2027], ..Calendars::of(frame, &none, calendar, true, &Form::default()) },
        ),
        Sample::of("admin/calendars refused", &Calendars::of(frame, &wrong, calendar, true, &typed)),
    ];
    if let Ok(year) = calendar.newest().year(2026) {
        all.push(Sample::of("admin/calendar", &OneYear::of(frame, year, true)));
    }
    all
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![
        Route::page(Method::GET, "/admin/calendars", "admin_calendars", ADMINS, list),
        Route::page(Method::POST, "/admin/calendars", "admin_calendar_load", ADMINS, load),
        Route::page(Method::GET, "/admin/calendars/{id}", "admin_calendar", ADMINS, show),
    ]
}
