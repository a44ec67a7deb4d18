//! Calendars that calendar programs read. The address is the credential: it stands in no log (of a request only the route's
//! pattern is written) and nothing else lets in.

use actix_web::http::{Method, header};
use actix_web::{HttpResponse, web};

use crate::actions::calendar_feed;
use crate::http::actor::{Anybody, Permission};
use crate::http::error::{Answer, ApiError};
use crate::http::route::Route;
use crate::http::shared::block;

/// `GET /feed/{token}.ics`
async fn show(anybody: Anybody, token: web::Path<String>) -> Answer {
    let found = block(move || calendar_feed::read(&anybody.ctx, &token)).await?;
    let calendar = found.ok_or(ApiError::NotFound)?;
    Ok(HttpResponse::Ok()
        .content_type("text/calendar; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        .insert_header((header::CONTENT_DISPOSITION, "inline; filename=\"redress.ics\""))
        .insert_header(("X-Robots-Tag", "noindex"))
        .body(calendar))
}

/// The row of the table of routes.
pub fn routes() -> Vec<Route> {
    let path = format!("{}{{token}}.ics", calendar_feed::PATH);
    vec![
        Route::new(Method::GET, path, "calendar_feed", Permission::Public, show)
            .says("calendar", "Deadlines as a calendar (RFC 5545), by an address that a member makes on their account's page")
            .media_type("text/calendar"),
    ]
}
