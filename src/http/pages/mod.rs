//! Pages: HTML for people, without need of a script. One file a page, with its struct, its template of the same name below
//! `templates/pages/`, and its sample data, which a test renders in both languages.
//!
//! To add a page: the file, the template, its texts in `locales/`, a row in the group's `routes()`, a line in `samples()`.

pub mod account;
pub mod admin;
pub mod assets;
pub mod board;
pub mod case;
pub mod citizen;
pub mod confirm;
pub mod demo;
pub mod desk;
pub mod errors;
pub mod field;
pub mod frame;
pub mod notices;
pub mod papers;
pub mod plain;
pub mod problem;
pub mod qr;
pub mod register;
pub mod second_step;
pub mod sign_in;
pub mod stations;
pub mod track;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

pub use errors::Errors;
pub use field::{Choice, Field, Input};
pub use frame::Frame;

use super::error::{Answer, ApiError};
use super::route::Route;

/// Every row that answers people.
pub fn routes() -> Vec<Route> {
    [
        account::routes(),
        admin::routes(),
        assets::routes(),
        board::routes(),
        case::routes(),
        citizen::routes(),
        confirm::routes(),
        desk::routes(),
        notices::routes(),
        register::routes(),
        second_step::routes(),
        sign_in::routes(),
        track::routes(),
    ]
    .concat()
}

/// A page with sample data, as tests render it.
#[derive(Debug, Clone)]
pub struct Sample {
    /// `sign_in`, or `sign_in refused` for another state of the same page.
    pub name: &'static str,
    /// The whole document; or why it could not be written.
    pub html: Result<String, String>,
}

impl Sample {
    /// Of this page.
    pub fn of(name: &'static str, page: &impl Template) -> Self {
        Self { name, html: page.render().map_err(|e| e.to_string()) }
    }
}

/// Every page in all its states, in the frame that is given.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    [
        account::samples(frame),
        admin::samples(frame),
        board::samples(frame),
        case::samples(frame),
        citizen::samples(frame),
        confirm::samples(frame),
        demo::samples(frame),
        desk::samples(frame),
        notices::samples(frame),
        problem::samples(frame),
        register::samples(frame),
        second_step::samples(frame),
        sign_in::samples(frame),
        track::samples(frame),
    ]
    .concat()
}

/// Whether people read the answer to this request: a page of ours, or an address that a browser opened.
pub fn for_people(req: &HttpRequest) -> bool {
    let path = req.path();
    let machines = path.starts_with("/api") || ["/livez", "/readyz", "/metrics"].contains(&path);
    let accepts = || req.headers().get(header::ACCEPT).and_then(|v| v.to_str().ok()).is_some_and(|a| a.contains("text/html"));
    !machines && accepts()
}

/// 200 with this page.
pub fn page(page: &impl Template) -> Answer {
    page_with(StatusCode::OK, page)
}

/// This page with another status: 422 where something is to be corrected, 409 where a rule refuses.
pub fn page_with(status: StatusCode, page: &impl Template) -> Answer {
    match page.render() {
        Ok(html) => Ok(HttpResponse::build(status).insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8")).body(html)),
        Err(error) => {
            tracing::error!(%error, "a page could not be written");
            Err(ApiError::Internal)
        }
    }
}

/// 303: what was sent is done; the browser opens this address of ours.
pub fn see_other(path: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, path)).finish()
}
