//! The second factor of one's own account: set up by an app, its recovery codes, given up.

use actix_web::http::{Method, StatusCode};
use actix_web::web;
use askama::Template;
use serde::Deserialize;

use crate::actions::second_factor::{self as action, Offered, State};
use crate::domain::text::Violation;
use crate::http::actor::{Caller, Permission, needs_second_factor};
use crate::http::api::second_factor::give_up;
use crate::http::error::{Answer, ApiError};
use crate::http::form::Form;
use crate::http::limits::Class;
use crate::http::pages::{Errors, Field, Frame, Sample, page, page_with, qr, see_other};
use crate::http::params::Params;
use crate::http::route::Route;
use crate::http::shared::{Shared, block};

const PATH: &str = "/account/second-factor";

codes! {
    /// What was just done.
    pub enum Done {
        Disabled = "disabled",
    }
}

/// The query of the page.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Back {
    done: Option<Done>,
}

/// How it stands, and what may be done.
#[derive(Template)]
#[template(path = "pages/account/second_factor.html")]
struct Standing<'a> {
    frame: &'a Frame,
    errors: &'a Errors,
    done: Option<Done>,
    state: State,
    /// The office asks one of this account.
    needed: bool,
}

impl Standing<'_> {
    /// Nothing else may be done before.
    fn first(&self) -> bool {
        self.needed && self.state.enrolled_at.is_none()
    }
}

/// What the app is to read.
#[derive(Template)]
#[template(path = "pages/account/second_factor_offered.html")]
struct Offer<'a> {
    frame: &'a Frame,
    errors: &'a Errors,
    /// The QR code, as an element of the page.
    code: String,
    /// The secret in groups of four.
    secret: String,
    fields: Vec<Field>,
}

/// Recovery codes, once.
#[derive(Template)]
#[template(path = "pages/account/recovery_codes.html")]
struct Codes<'a> {
    frame: &'a Frame,
    username: &'a str,
    codes: &'a [String],
}

impl<'a> Offer<'a> {
    fn of(frame: &'a Frame, errors: &'a Errors, offered: &Offered) -> Self {
        let letters: Vec<char> = offered.secret.chars().collect();
        let secret = letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ");
        let field = Field::text(frame, "code").class("w-10").with("autocomplete", "one-time-code").with("inputmode", "numeric");
        let fields = vec![field.filled(&Form::default(), errors)];
        Self { frame, errors, code: qr::svg(&offered.uri, &frame.t("second-factor-qr")), secret, fields }
    }
}

async fn standing(shared: &Shared, frame: &Frame, caller: &Caller, error: Option<ApiError>, done: Option<Done>) -> Answer {
    let member = caller.ctx.directory.members.get(&caller.member).ok_or(ApiError::NoSession)?;
    let needed = needs_second_factor(shared.app.config.second_factor, member);
    let (ctx, me) = (caller.ctx.clone(), caller.member);
    let state = block(move || action::state(&ctx, me)).await?;
    let errors = error.as_ref().map(|e| Errors::of(e, frame.lang)).unwrap_or_default();
    let status = error.as_ref().map_or(StatusCode::OK, ApiError::status);
    page_with(status, &Standing { frame, errors: &errors, done, state, needed })
}

/// `GET /account/second-factor`
async fn show(shared: web::Data<Shared>, frame: Frame, caller: Caller, back: Params<Back>) -> Answer {
    standing(&shared, &frame, &caller, None, back.0.done).await
}

/// `POST /account/second-factor`: the secret stands in this answer, and again only while its first code is awaited.
async fn begin(frame: Frame, caller: Caller, _form: Form) -> Answer {
    let offered = block(move || action::begin(&caller.ctx, caller.member)).await?;
    page(&Offer::of(&frame, &Errors::default(), &offered))
}

/// `POST /account/second-factor/confirm`
async fn confirm(frame: Frame, caller: Caller, form: Form) -> Answer {
    let (ctx, me, session, code) = (caller.ctx.clone(), caller.member, caller.session, form.get("code").to_owned());
    if let Some(codes) = block(move || action::confirm(&ctx, me, session, &code)).await? {
        return show_codes(&frame, &caller, &codes);
    }
    let ctx = caller.ctx.clone();
    let Some(offered) = block(move || action::pending(&ctx, me)).await? else { return Ok(see_other(PATH)) };
    let error = if form.has("code") {
        ApiError::Field { field: "code".into(), code: "wrong_code", args: vec![] }
    } else {
        ApiError::field_error("code", &Violation::Required)
    };
    let errors = Errors::of(&error, frame.lang);
    page_with(error.status(), &Offer::of(&frame, &errors, &offered))
}

fn show_codes(frame: &Frame, caller: &Caller, codes: &[String]) -> Answer {
    let member = caller.ctx.directory.members.get(&caller.member).ok_or(ApiError::NoSession)?;
    page(&Codes { frame, username: &member.username, codes })
}

/// `POST /account/second-factor/codes`
async fn renew_codes(shared: web::Data<Shared>, frame: Frame, caller: Caller, _form: Form) -> Answer {
    let (ctx, me) = (caller.ctx.clone(), caller.member);
    match block(move || action::renew_codes(&ctx, me)).await {
        Ok(codes) => show_codes(&frame, &caller, &codes),
        Err(error @ ApiError::Refused { .. }) => standing(&shared, &frame, &caller, Some(error), None).await,
        Err(error) => Err(error),
    }
}

/// `POST /account/second-factor/disable`
async fn disable(shared: web::Data<Shared>, frame: Frame, caller: Caller, _form: Form) -> Answer {
    match give_up(&shared, caller.clone()).await {
        Ok(()) => Ok(see_other("/account/second-factor?done=disabled")),
        Err(error @ ApiError::Refused { .. }) => standing(&shared, &frame, &caller, Some(error), None).await,
        Err(error) => Err(error),
    }
}

/// The pages with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let none = Errors::default();
    let wrong = Errors::of(&ApiError::Field { field: "code".into(), code: "wrong_code", args: vec![] }, frame.lang);
    let offered = Offered {
        secret: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".to_owned().into(),
        uri: "otpauth://totp/Redress-bau-cu.example:lan?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Redress".to_owned().into(),
    };
    let codes: Vec<String> = (0..10).map(|n| format!("7Q2M{n}-0KD4R")).collect();
    let state = |enrolled_at, codes_left| State { enrolled_at, codes_left };
    let standing = |state, needed, done| Standing { frame, errors: &none, done, state, needed };
    vec![
        Sample::of("account/second_factor", &standing(state(None, 0), false, Some(Done::Disabled))),
        Sample::of("account/second_factor first", &standing(state(None, 0), true, None)),
        Sample::of("account/second_factor set up", &standing(state(Some(frame.now), 9), false, None)),
        Sample::of("account/second_factor_offered", &Offer::of(frame, &none, &offered)),
        Sample::of("account/second_factor_offered refused", &Offer::of(frame, &wrong, &offered)),
        Sample::of("account/recovery_codes", &Codes { frame, username: "lan", codes: &codes }),
    ]
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    let signed_in = Permission::SignedIn;
    vec![
        Route::page(Method::GET, PATH, "account_second_factor", signed_in, show).enrolling(),
        Route::page(Method::POST, PATH, "account_second_factor_begin", signed_in, begin).fresh().enrolling(),
        Route::page(Method::POST, format!("{PATH}/confirm"), "account_second_factor_confirm", signed_in, confirm)
            .class(Class::SignIn)
            .enrolling(),
        Route::page(Method::POST, format!("{PATH}/codes"), "account_second_factor_codes", signed_in, renew_codes).fresh(),
        Route::page(Method::POST, format!("{PATH}/disable"), "account_second_factor_disable", signed_in, disable).fresh(),
    ]
}
