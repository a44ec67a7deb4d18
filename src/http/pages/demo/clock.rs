//! "One day on", from the band above every page of the demo.

use std::sync::Arc;

use actix_web::http::Method;
use actix_web::{HttpRequest, web};
use serde::Deserialize;

use crate::actions::sign_in::carry_over;
use crate::http::actor::{Anybody, Permission};
use crate::http::api::demo::Forward;
use crate::http::cookies::{self, Purpose};
use crate::http::error::{Answer, ApiError};
use crate::http::form::Form;
use crate::http::pages::see_other;
use crate::http::pages::sign_in::own;
use crate::http::route::Route;
use crate::http::shared::{Shared, block};

/// What the band sends.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Moved {
    days: i64,
    /// Where the reader was.
    back: Option<String>,
}

/// `POST /demo/clock`. Whoever moves the clock stays signed in: for them no time has passed.
async fn forward(shared: web::Data<Shared>, anybody: Anybody, req: HttpRequest, form: Form) -> Answer {
    let moved: Moved = form.parse()?;
    let by = Forward { days: Some(moved.days), hours: None }.by()?;
    let cookie = |purpose| cookies::read(&req, shared.secure(), purpose);
    let (session, track, app) = (cookie(Purpose::Session), cookie(Purpose::Track), Arc::clone(&shared.app));
    block(move || {
        let demo = app.demo.as_ref().ok_or(ApiError::NotFound)?;
        carry_over(&anybody.ctx, session.as_deref(), track.as_deref(), by).map_err(ApiError::from)?;
        demo.advance(by).map_err(|error| {
            tracing::error!(%error, "the demo's clock could not be kept");
            ApiError::Internal
        })
    })
    .await?;
    Ok(see_other(&moved.back.filter(|path| own(path)).unwrap_or_else(|| "/".to_owned())))
}

/// The row of the demo's table of routes.
pub fn routes() -> Vec<Route> {
    vec![Route::page(Method::POST, "/demo/clock", "demo_clock", Permission::Public, forward)]
}
