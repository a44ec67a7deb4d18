//! Somebody forgot their password. Nobody learns here which accounts there are.

use actix_web::http::Method;
use actix_web::web;
use askama::Template;

use crate::actions::one_time_link;
use crate::domain::text::{Line, Violation};
use crate::http::actor::{Anybody, Permission};
use crate::http::error::{Answer, ApiError};
use crate::http::form::Form;
use crate::http::limits::Class;
use crate::http::pages::{Errors, Field, Frame, Sample, page, page_with, see_other};
use crate::http::route::Route;
use crate::http::shared::{Shared, block};

#[derive(Template)]
#[template(path = "pages/account/forgotten.html")]
struct Forgotten<'a> {
    frame: &'a Frame,
    errors: &'a Errors,
    fields: Vec<Field>,
}

impl<'a> Forgotten<'a> {
    fn of(frame: &'a Frame, errors: &'a Errors, typed: &Form) -> Self {
        let name = Field::text(frame, "username").no_hint().class("w-20").with("autocomplete", "username").with("autocapitalize", "none");
        Self { frame, errors, fields: vec![name.with("spellcheck", "false").filled(typed, errors)] }
    }
}

#[derive(Template)]
#[template(path = "pages/account/sent.html")]
struct Sent<'a> {
    frame: &'a Frame,
}

/// `GET /password/forgotten`
async fn show(frame: Frame) -> Answer {
    page(&Forgotten::of(&frame, &Errors::default(), &Form::default()))
}

/// `POST /password/forgotten`: one answer, after one time, whether or not there is such an account.
async fn ask(shared: web::Data<Shared>, frame: Frame, anybody: Anybody, form: Form) -> Answer {
    match try_ask(&shared, anybody, &form).await {
        Ok(()) => Ok(see_other("/password/sent")),
        Err(error @ (ApiError::Field { .. } | ApiError::TooMany(_))) => {
            let errors = Errors::of(&error, frame.lang);
            page_with(error.status(), &Forgotten::of(&frame, &errors, &form))
        }
        Err(error) => Err(error),
    }
}

async fn try_ask(shared: &web::Data<Shared>, anybody: Anybody, form: &Form) -> Result<(), ApiError> {
    if !form.has("username") {
        return Err(ApiError::field_error("username", &Violation::Required));
    }
    let username = Line::parse(form.get("username")).map_err(|v| ApiError::field_error("username", &v))?;
    shared.limiter.account(&format!("forgotten {}", username.as_str()))?;
    block(move || one_time_link::forgotten(&anybody.ctx, username.as_str())).await
}

/// `GET /password/sent`
async fn sent(frame: Frame) -> Answer {
    page(&Sent { frame: &frame })
}

/// Both pages with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let wrong = Errors::of(&ApiError::field_error("username", &Violation::Required), frame.lang);
    vec![
        Sample::of("account/forgotten", &Forgotten::of(frame, &Errors::default(), &Form::default())),
        Sample::of("account/forgotten refused", &Forgotten::of(frame, &wrong, &Form::default())),
        Sample::of("account/sent", &Sent { frame }),
    ]
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![
        Route::page(Method::GET, "/password/forgotten", "password_forgotten", Permission::Public, show),
        Route::page(Method::POST, "/password/forgotten", "password_forgotten_form", Permission::Public, ask).class(Class::SignIn),
        Route::page(Method::GET, "/password/sent", "password_sent", Permission::Public, sent),
    ]
}
