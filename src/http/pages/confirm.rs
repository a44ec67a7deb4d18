//! "Is it you?": asked again before what gives accounts, feeds or identities away. What was typed is kept.

use actix_web::http::Method;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::{Errors, Field, Frame, Input, Sample, page_with, see_other, sign_in::own};
use crate::http::actor::{Caller, Permission};
use crate::http::error::{Answer, ApiError};
use crate::http::form::Form;
use crate::http::limits::Class;
use crate::http::params::Params;
use crate::http::proof;
use crate::http::route::Route;
use crate::http::shared::Shared;

/// The fields of the proof; no form of ours has others of these names.
pub const PASSWORD: &str = "confirm_password";
pub const CODE: &str = "confirm_code";

/// Where to go afterwards.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Next {
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/confirm.html")]
struct Confirm<'a> {
    frame: &'a Frame,
    errors: &'a Errors,
    /// Where the form goes: to the act that waits for the proof.
    action: &'a str,
    fields: Vec<Field>,
}

/// The address of the page by which a reader comes back to `path`.
pub fn way_to(path: &str) -> String {
    if own(path) { format!("/confirm?next={path}") } else { "/confirm".to_owned() }
}

/// The page, with what was typed for the act that waits.
pub fn page(frame: &Frame, action: &str, typed: &Form, error: &ApiError) -> Answer<HttpResponse> {
    let errors = match error {
        ApiError::Reauthenticate => Errors::default(),
        ApiError::BadCredentials => {
            let mut errors = Errors::default();
            errors.add(PASSWORD, frame.t("confirm-wrong"));
            errors
        }
        ApiError::CodeRequired => {
            let mut errors = Errors::default();
            errors.add(CODE, frame.t("problem-code_required"));
            errors
        }
        error => Errors::of(error, frame.lang),
    };
    page_with(error.status(), &shown(frame, action, typed, &errors))
}

fn shown<'a>(frame: &'a Frame, action: &'a str, typed: &Form, errors: &'a Errors) -> Confirm<'a> {
    let kept = typed.fields().iter().map(|(name, value)| Field::hidden(name, value));
    let none = Form::default();
    let password = Field::new(frame, Input::Password, PASSWORD).class("w-20").with("autocomplete", "current-password");
    let code = Field::text(frame, CODE).optional().class("w-10").with("autocomplete", "one-time-code").with("inputmode", "text");
    let asked = [password.filled(&none, errors), code.filled(&none, errors)];
    Confirm { frame, errors, action, fields: kept.chain(asked).collect() }
}

/// `GET /confirm`
async fn show(frame: Frame, next: Params<Next>) -> Answer {
    let next = next.0.next.filter(|path| own(path)).unwrap_or_default();
    let typed: Form = [("next".to_owned(), next)].into_iter().collect();
    super::page(&shown(&frame, "/confirm", &typed, &Errors::default()))
}

/// `POST /confirm`
async fn confirm(shared: web::Data<Shared>, frame: Frame, caller: Caller, req: HttpRequest, mut form: Form) -> Answer {
    let password = Zeroizing::new(form.take(PASSWORD));
    let code = Some(Zeroizing::new(form.take(CODE))).filter(|code| !code.trim().is_empty());
    match proof::confirm(&shared, &req, &caller, (password, code)).await {
        Ok(()) => Ok(see_other(if own(form.get("next")) { form.get("next") } else { "/account" })),
        Err(error @ (ApiError::BadCredentials | ApiError::CodeRequired | ApiError::TooMany(_))) => page(&frame, "/confirm", &form, &error),
        Err(error) => Err(error),
    }
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let typed: Form = [("name".to_owned(), "Trần <b>".to_owned())].into_iter().collect();
    let mut wrong = Errors::default();
    wrong.add(PASSWORD, frame.t("confirm-wrong"));
    vec![
        Sample::of("confirm", &shown(frame, "/admin/users", &typed, &Errors::default())),
        Sample::of("confirm refused", &shown(frame, "/confirm", &Form::default(), &wrong)),
    ]
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![
        Route::page(Method::GET, "/confirm", "confirm", Permission::SignedIn, show).enrolling(),
        Route::page(Method::POST, "/confirm", "confirm_form", Permission::SignedIn, confirm).class(Class::SignIn).enrolling(),
    ]
}
