//! The second step of signing in: the code of the app, or a recovery code.

use actix_web::http::{Method, StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use zeroize::Zeroizing;

use super::{Errors, Field, Frame, Sample, page, page_with, see_other, sign_in};
use crate::actions::context::Context;
use crate::actions::sign_in as action;
use crate::domain::ids::MemberId;
use crate::domain::text::Violation;
use crate::http::actor::{Anybody, Permission};
use crate::http::cookies::{self, Purpose};
use crate::http::error::{Answer, ApiError};
use crate::http::form::Form;
use crate::http::limits::Class;
use crate::http::proof;
use crate::http::route::Route;
use crate::http::shared::{Shared, block};

const PATH: &str = "/sign-in/code";

#[derive(Template)]
#[template(path = "pages/second_step.html")]
struct SecondStep<'a> {
    frame: &'a Frame,
    errors: &'a Errors,
    fields: Vec<Field>,
}

impl<'a> SecondStep<'a> {
    fn of(frame: &'a Frame, errors: &'a Errors) -> Self {
        let code = Field::text(frame, "code").class("w-10").with("autocomplete", "one-time-code").with("autocapitalize", "none");
        Self { frame, errors, fields: vec![code.with("spellcheck", "false").filled(&Form::default(), errors)] }
    }
}

/// The password was right: the way to this page, with a cookie that holds what the address must not.
pub(super) async fn begin(shared: &web::Data<Shared>, ctx: Context, member: MemberId, next: &str) -> Answer {
    let token = block(move || action::await_code(&ctx, member)).await?;
    let cookie = cookies::set(shared.secure(), Purpose::Step, format!("{token}:{next}"), Some(action::STEP_LIFE.num_seconds()));
    Ok(HttpResponse::build(StatusCode::SEE_OTHER).insert_header((header::LOCATION, PATH)).cookie(cookie).finish())
}

/// The token of the step, and where to go then.
fn waiting(shared: &Shared, req: &HttpRequest) -> Option<(String, String)> {
    let cookie = cookies::read(req, shared.secure(), Purpose::Step)?;
    let (token, next) = cookie.split_once(':')?;
    Some((token.to_owned(), if sign_in::own(next) { next.to_owned() } else { String::new() }))
}

async fn awaited(ctx: &Context, token: &str) -> Result<Option<MemberId>, ApiError> {
    let (ctx, token) = (ctx.clone(), token.to_owned());
    block(move || action::awaited(&ctx, &token)).await
}

/// `GET /sign-in/code`
async fn show(shared: web::Data<Shared>, frame: Frame, anybody: Anybody, req: HttpRequest) -> Answer {
    let Some((token, _)) = waiting(&shared, &req) else { return Ok(see_other("/sign-in")) };
    match awaited(&anybody.ctx, &token).await? {
        Some(_) => page(&SecondStep::of(&frame, &Errors::default())),
        None => Ok(see_other("/sign-in")),
    }
}

/// `POST /sign-in/code`
async fn take(shared: web::Data<Shared>, frame: Frame, anybody: Anybody, req: HttpRequest, form: Form) -> Answer {
    let Some((token, next)) = waiting(&shared, &req) else { return Ok(see_other("/sign-in")) };
    let Some(member) = awaited(&anybody.ctx, &token).await? else { return Ok(see_other("/sign-in")) };
    if !form.has("code") {
        return refused(&frame, &ApiError::field_error("code", &Violation::Required));
    }
    let username = proof::username(&anybody.ctx, member);
    let visitor = proof::visitor(&shared, &req, &username);
    let code = Zeroizing::new(form.get("code").to_owned());
    match proof::take_code(&shared, anybody.ctx.clone(), &visitor, (token, code)).await {
        Ok(Some(session)) => {
            let mut answer = sign_in::entered(&shared, &anybody, &req, &username, (session, next)).await?;
            answer.add_cookie(&cookies::remove(shared.secure(), Purpose::Step)).map_err(|_| ApiError::Internal)?;
            Ok(answer)
        }
        Ok(None) => refused(&frame, &ApiError::Field { field: "code".into(), code: "wrong_code", args: vec![] }),
        Err(error @ ApiError::TooMany(_)) => refused(&frame, &error),
        Err(error) => Err(error),
    }
}

fn refused(frame: &Frame, error: &ApiError) -> Answer {
    let errors = Errors::of(error, frame.lang);
    page_with(error.status(), &SecondStep::of(frame, &errors))
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let wrong = Errors::of(&ApiError::Field { field: "code".into(), code: "wrong_code", args: vec![] }, frame.lang);
    vec![
        Sample::of("second_step", &SecondStep::of(frame, &Errors::default())),
        Sample::of("second_step refused", &SecondStep::of(frame, &wrong)),
    ]
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![
        Route::page(Method::GET, PATH, "second_step", Permission::Public, show).class(Class::SignIn),
        Route::page(Method::POST, PATH, "second_step_form", Permission::Public, take).class(Class::SignIn),
    ]
}
