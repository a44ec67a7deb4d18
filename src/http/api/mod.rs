//! The JSON API: one file a subject, each with its views and handlers. Who may ask what stands in [`super::routes`].

pub mod calendars;
pub mod cases;
pub mod demo;
pub mod docs;
pub mod elections;
pub mod feed;
pub mod health;
pub mod law;
pub mod mails;
pub mod metrics;
pub mod papers;
pub mod public;
pub mod receipts;
pub mod retention;
pub mod second_factor;
pub mod session;
pub mod units;
pub mod users;
pub mod verbs;

use actix_web::HttpResponse;
use serde::Serialize;

/// 200 with this.
pub fn ok(view: &impl Serialize) -> HttpResponse {
    HttpResponse::Ok().json(view)
}

/// 201 with this.
pub fn created(view: &impl Serialize) -> HttpResponse {
    HttpResponse::Created().json(view)
}

/// 204.
pub fn nothing() -> HttpResponse {
    HttpResponse::NoContent().finish()
}
