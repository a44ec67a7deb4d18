//! A year from a file: what is in it, what it would move, and the form that loads it.

use actix_web::http::Method;
use askama::Template;
use serde_json::json;

use super::calendars::refused;
use super::{ADMINS, correctable};
use crate::actions::manage_calendars::{self, Effect};
use crate::actions::manage_users::keeps_all;
use crate::actions::recompute_law::Move;
use crate::domain::calendar::{CalendarYear, Exception};
use crate::domain::calendar_file::{self, FileError, FromFile, lacking};
use crate::domain::law::Law;
use crate::domain::text::{Line, Violation};
use crate::http::actor::Caller;
use crate::http::error::{Answer, ApiError};
use crate::http::form::Form;
use crate::http::pages::{Errors, Frame, Sample, page};
use crate::http::route::Route;
use crate::http::shared::block;
use crate::http::upload::Upload;

/// Cases that the page computes; the command computes all.
const CASES: usize = 2_000;
/// Moves that the page lists.
const SHOWN: usize = 50;

/// A time limit that would move.
struct MoveLine {
    number: String,
    rule: String,
    from: String,
    to: String,
}

#[derive(Template)]
#[template(path = "pages/admin/calendar_file.html")]
struct Preview<'a> {
    frame: &'a Frame,
    year: &'a CalendarYear,
    /// For the form that loads it.
    json: String,
    /// One of this year is loaded already.
    replaces: bool,
    left_out: usize,
    lacking: Vec<String>,
    /// How many get a date, how many would move; the first of each.
    moves: [(&'static str, usize, Vec<MoveLine>); 2],
    /// Days off, days worked.
    days: [(&'static str, &'a [Exception]); 2],
    complete: bool,
}

impl<'a> Preview<'a> {
    fn of(frame: &'a Frame, law: &Law, file: &'a FromFile, effect: &Effect) -> Self {
        let year = &file.calendar;
        let line = |m: &Move| MoveLine {
            number: if m.secret { frame.t("register-secret") } else { m.number.clone() },
            rule: if m.secret {
                String::new()
            } else {
                law.rulebook.rule(&m.rule).map_or_else(|| m.rule.clone(), |r| r.names.of(frame.lang.as_str()).to_owned())
            },
            from: frame.maybe_day(&m.from),
            to: frame.maybe_day(&m.to),
        };
        let lines = |what, moves: &[Move]| (what, moves.len(), moves.iter().take(SHOWN).map(line).collect());
        Self {
            frame,
            year,
            json: json(year),
            replaces: law.calendar.newest().year(year.year).is_ok(),
            left_out: file.left_out,
            lacking: lacking(year).iter().map(|day| frame.weekday(day)).collect(),
            moves: [lines("admin-file-dated", &effect.dated), lines("admin-file-would-move", &effect.would_move)],
            days: [("field-off", &year.off), ("field-worked", &year.worked)],
            complete: effect.complete,
        }
    }
}

/// As `PUT /api/v1/calendars` takes it.
fn json(year: &CalendarYear) -> String {
    let days = |days: &[Exception]| -> Vec<serde_json::Value> {
        days.iter().map(|d| json!({"date": d.date, "name": {"vi": d.names.vi, "en": d.names.en}})).collect()
    };
    json!({"source": year.basis, "off": days(&year.off), "worked": days(&year.worked)}).to_string()
}

/// `POST /admin/calendars/file`: the preview; nothing is loaded yet.
async fn preview(frame: Frame, caller: Caller, upload: Upload) -> Answer {
    if !keeps_all(&caller.ctx.directory, caller.member) {
        return Err(ApiError::Forbidden);
    }
    let typed: Form = upload.fields.iter().cloned().collect();
    let error = match read(&upload, &typed) {
        Ok(file) => match effect(&caller, &file).await {
            Ok(effect) => return page(&Preview::of(&frame, &caller.ctx.law, &file, &effect)),
            Err(error) => correctable(error)?,
        },
        Err(error) => error,
    };
    refused(&frame, &caller, &Errors::within("file", &error, frame.lang), &typed, error.status())
}

async fn effect(caller: &Caller, file: &FromFile) -> Result<Effect, ApiError> {
    let (ctx, calendar) = (caller.ctx.clone(), file.calendar.clone());
    block(move || manage_calendars::preview(&ctx, &calendar, CASES)).await
}

fn read(upload: &Upload, typed: &Form) -> Result<FromFile, ApiError> {
    let wrong = |code: &'static str, args: Vec<(&'static str, String)>| ApiError::Field { field: "file".into(), code, args };
    let Some(file) = upload.files.first().filter(|file| !file.content.is_empty()) else {
        return Err(ApiError::field_error("file", &Violation::Required));
    };
    let year = match typed.get("year").trim() {
        "" => None,
        year => Some(year.parse().map_err(|_| ApiError::field_error("year", &Violation::NotBetween(1900, 2199)))?),
    };
    let source = match typed.get("source").trim() {
        "" => String::new(),
        source => Line::parse(source).map_err(|v| ApiError::field_error("source", &v))?.as_str().to_owned(),
    };
    let file = calendar_file::read(&file.name, &file.content, year, &source).map_err(|error| match error {
        FileError::Kind => wrong("calendar_file_kind", vec![]),
        FileError::NotText | FileError::Empty => wrong("calendar_unreadable", vec![]),
        FileError::Line(line) => wrong("calendar_file_line", vec![("line", line.to_string())]),
        FileError::Years(years) => {
            let years: Vec<String> = years.iter().map(ToString::to_string).collect();
            ApiError::Field { field: "year".into(), code: "calendar_file_years", args: vec![("years", years.join(", "))] }
        }
        FileError::Calendar(why) => wrong("calendar_file_wrong", vec![("why", why.to_string())]),
    })?;
    if !(1900..2200).contains(&file.calendar.year) {
        return Err(ApiError::field_error("year", &Violation::NotBetween(1900, 2199)));
    }
    if Line::parse(&file.calendar.basis).is_err() {
        return Err(ApiError::field_error("source", &Violation::Required));
    }
    Ok(file)
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let law = Law::embedded();
    let Ok(year) = law.calendar.newest().year(2026) else { return Vec::new() };
    let mut calendar = year.clone();
    calendar.off.truncate(6);
    let file = FromFile { calendar, left_out: 3 };
    let moved = |from| Move {
        case: crate::domain::ids::CaseId(7),
        number: "0012/2026/CK".into(),
        rule: "c1.settle".into(),
        from,
        to: Some(frame.today),
        secret: from.is_none(),
    };
    let effect = Effect { dated: vec![moved(None)], would_move: vec![moved(frame.today.succ_opt())], complete: false };
    let none = Effect { dated: vec![], would_move: vec![], complete: true };
    vec![
        Sample::of("admin/calendar_file", &Preview::of(frame, law, &file, &effect)),
        Sample::of("admin/calendar_file nothing moves", &Preview::of(frame, law, &file, &none)),
    ]
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![Route::page(Method::POST, "/admin/calendars/file", "admin_calendar_file", ADMINS, preview).files()]
}
