//! `/figures/report`: the columns of the official report for a period, exact, with control sums; for observers and supervisors.

use actix_web::HttpRequest;
use actix_web::http::{Method, StatusCode};
use actix_web::web;
use askama::Template;
use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use crate::actions::read::figures;
use crate::domain::day::Day;
use crate::domain::permission::Role;
use crate::domain::report::{Control, Report};
use crate::http::actor::{Caller, Permission};
use crate::http::error::{Answer, ApiError};
use crate::http::form::Form;
use crate::http::pages::{Errors, Field, Frame, Sample, page_with};
use crate::http::route::Route;
use crate::http::shared::block;

/// Who reads it.
const READERS: &[Role] = &[Role::Observer, Role::Supervisor];

/// The days of the report, both included.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    from: Day,
    to: Day,
}

#[derive(Template)]
#[template(path = "pages/track/report.html")]
struct ReportPage<'a> {
    frame: &'a Frame,
    errors: &'a Errors,
    fields: Vec<Field>,
    report: Option<Report>,
    /// Its days, both included; and whose cases it counts: the units of its reader.
    period: Option<(NaiveDate, NaiveDate)>,
    unit: String,
    /// Its sums that must hold.
    controls: Vec<Control>,
}

impl<'a> ReportPage<'a> {
    fn of(frame: &'a Frame, errors: &'a Errors, typed: &Form, report: Option<Report>) -> Self {
        let day = |name: &str| Field::date(frame, name).label(frame.t(&format!("report-{name}"))).no_hint().filled(typed, errors);
        let controls = report.as_ref().map(|r| r.controls().to_vec()).unwrap_or_default();
        let period = typed.parse::<Period>().ok().map(|p| (p.from.into(), p.to.into()));
        Self { frame, errors, fields: vec![day("from"), day("to")], report, period, unit: String::new(), controls }
    }
}

/// The year so far.
fn this_year(frame: &Frame) -> Form {
    let first = NaiveDate::from_ymd_opt(frame.today.year(), 1, 1).unwrap_or(frame.today);
    [("from".to_owned(), frame.iso(&first)), ("to".to_owned(), frame.iso(&frame.today))].into_iter().collect()
}

/// The units in which this reader sees figures.
fn units(caller: &Caller) -> String {
    let directory = &caller.ctx.directory;
    let grants = directory.members.get(&caller.member).map(|m| m.grants.as_slice()).unwrap_or_default();
    let mut ids: Vec<_> = grants.iter().filter(|g| READERS.contains(&g.role)).map(|g| g.unit).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.iter().filter_map(|id| directory.units.get(id)).map(|unit| unit.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// `GET /figures/report`
async fn show(frame: Frame, caller: Caller, req: HttpRequest) -> Answer {
    let read = web::Query::<Vec<(String, String)>>::from_query(req.query_string());
    let pairs = read.map_err(|_| ApiError::Malformed("malformed_query"))?.into_inner();
    let typed: Form = pairs.into_iter().filter(|(name, _)| name != "lang").collect();
    let typed = if typed.fields().is_empty() { this_year(&frame) } else { typed };
    let unit = units(&caller);
    let found = match typed.parse::<Period>() {
        Ok(period) => block(move || figures::report(&caller.ctx, caller.member, period.from.into(), period.to.into())).await,
        Err(error) => Err(error),
    };
    match found {
        Ok(report) => page_with(StatusCode::OK, &ReportPage { unit, ..ReportPage::of(&frame, &Errors::default(), &typed, Some(report)) }),
        Err(error @ (ApiError::Field { .. } | ApiError::Refused { .. })) => {
            let errors = Errors::of(&error, frame.lang);
            page_with(error.status(), &ReportPage::of(&frame, &errors, &typed, None))
        }
        Err(error) => Err(error),
    }
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let report = Report {
        letters_carried_over: 4,
        letters_received: 31,
        letters_processed: 22,
        letters_not_processed: 13,
        cases: 30,
        complaints: 20,
        denunciations: 4,
        petitions_and_feedback: 6,
        in_time: 28,
        late: 2,
        not_finished: 30,
        ..Report::default()
    };
    let typed = this_year(frame);
    let error = ApiError::from(crate::domain::refusal::Refusal::field("to", "period_backwards"));
    let errors = Errors::of(&error, frame.lang);
    vec![
        Sample::of(
            "track/report",
            &ReportPage { unit: "Phường Cự Khối".into(), ..ReportPage::of(frame, &Errors::default(), &typed, Some(report)) },
        ),
        Sample::of("track/report wrong", &ReportPage::of(frame, &errors, &typed, None)),
    ]
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![Route::page(Method::GET, "/figures/report", "report_page", Permission::Role(READERS), show)]
}
