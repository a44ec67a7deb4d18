//! `/track`: number and receipt code open one's case for half an hour; leaving forgets it.

use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::Datelike;
use serde::Deserialize;

use crate::actions::read::citizen::{self, TRACK_MINUTES};
use crate::domain::text::Violation;
use crate::http::actor::{Anybody, Permission};
use crate::http::api::public::worded;
use crate::http::cookies::{self, Purpose};
use crate::http::error::{Answer, ApiError};
use crate::http::form::Form;
use crate::http::limits::Class;
use crate::http::pages::{Errors, Field, Frame, Sample, page, page_with, see_other};
use crate::http::params::Params;
use crate::http::route::Route;
use crate::http::shared::{Shared, block};

/// The form by its id, which the switch of the language sends along.
const FORM: &str = "open-case";
/// Digits of a receipt code.
const CODE: usize = 16;

/// Whether the reader has just closed a case.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Left {
    #[serde(default)]
    left: bool,
}

#[derive(Template)]
#[template(path = "pages/track/open.html")]
struct Open<'a> {
    frame: &'a Frame,
    errors: &'a Errors,
    fields: Vec<Field>,
    /// A case was closed just now.
    left: bool,
}

impl<'a> Open<'a> {
    fn of(frame: &'a Frame, errors: &'a Errors, typed: &Form, left: bool) -> Self {
        let code = |field: Field| field.with("autocomplete", "off").with("spellcheck", "false").class("w-20");
        let fields = vec![
            code(Field::text(frame, "number").hint(frame.t1("track-hint-number", "year", frame.today.year())))
                .with("autocapitalize", "characters")
                .filled(typed, errors),
            code(Field::text(frame, "receipt_code")).with("inputmode", "numeric").filled(typed, errors),
        ];
        Self { frame, errors, fields, left }
    }
}

/// `GET /track`
async fn show(mut frame: Frame, left: Params<Left>) -> Answer {
    frame.keeps = Some(FORM.to_owned());
    page(&Open::of(&frame, &Errors::default(), &Form::default(), left.0.left))
}

/// `POST /track`. Whatever does not fit, the answer is the same.
async fn open(shared: web::Data<Shared>, mut frame: Frame, anybody: Anybody, req: HttpRequest, mut form: Form) -> Answer {
    frame.keeps = Some(FORM.to_owned());
    if !form.take("switch").is_empty() {
        // Nothing is looked up: the same form in the other language.
        return page(&Open::of(&frame, &Errors::default(), &form, false));
    }
    let empty = ["number", "receipt_code"].into_iter().filter(|name| form.get(name).trim().is_empty());
    let mut missing: Vec<ApiError> = empty.map(|name| ApiError::field_error(name, &Violation::Required)).collect();
    let digits = form.get("receipt_code").chars().filter(char::is_ascii_digit).count();
    if form.has("receipt_code") && digits != CODE {
        missing.push(ApiError::Field {
            field: "receipt_code".into(),
            code: "not_a_receipt_code",
            args: vec![("digits", digits.to_string())],
        });
    }
    if !missing.is_empty() {
        let mut errors = Errors::default();
        for error in &missing {
            errors.all.extend(Errors::of(error, frame.lang).all);
        }
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &Open::of(&frame, &errors, &form, false));
    }
    let (number, code) = (form.get("number").trim().to_owned(), form.get("receipt_code").to_owned());
    let before = cookies::read(&req, shared.secure(), Purpose::Track);
    let found = block(move || {
        let (_, token) = citizen::track(&anybody.ctx, &number, &code, &|told| worded(told, anybody.lang))?;
        if let Some(before) = before {
            citizen::leave(&anybody.ctx, &before)?;
        }
        Ok::<_, crate::actions::error::ActionError>(token)
    })
    .await;
    match found {
        Ok(token) => {
            let cookie = cookies::set(shared.secure(), Purpose::Track, token, Some(TRACK_MINUTES * 60));
            Ok(HttpResponse::build(StatusCode::SEE_OTHER).insert_header(("Location", "/track/case")).cookie(cookie).finish())
        }
        Err(error @ (ApiError::Refused { .. } | ApiError::Unavailable(_))) => {
            let mut errors = Errors::of(&error, frame.lang);
            // Neither of the two is told to be right; both are to be looked at, the first one first.
            for wrong in errors.all.iter_mut().filter(|e| e.id.is_empty()) {
                "number".clone_into(&mut wrong.id);
            }
            page_with(error.status(), &Open::of(&frame, &errors, &form, false))
        }
        Err(error) => Err(error),
    }
}

/// `POST /track/leave`: the token opens nothing any more, and the browser forgets it.
async fn leave(shared: web::Data<Shared>, anybody: Anybody, req: HttpRequest, _form: Form) -> Answer {
    forgotten(&shared, anybody, &req, "/track?left=true").await
}

/// `POST /track/exit`: the same, and at once to a page that says nothing of a case.
async fn exit(shared: web::Data<Shared>, anybody: Anybody, req: HttpRequest, _form: Form) -> Answer {
    forgotten(&shared, anybody, &req, "/").await
}

async fn forgotten(shared: &web::Data<Shared>, anybody: Anybody, req: &HttpRequest, way: &str) -> Answer {
    if let Some(token) = cookies::read(req, shared.secure(), Purpose::Track) {
        block(move || citizen::leave(&anybody.ctx, &token)).await?;
    }
    let mut answer = see_other(way);
    answer.add_cookie(&cookies::remove(shared.secure(), Purpose::Track)).map_err(|_| ApiError::Internal)?;
    Ok(answer)
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let unknown = ApiError::from(crate::domain::refusal::Refusal::missing("track_not_found"));
    let refused = Errors::of(&unknown, frame.lang);
    let typed: Form = [("number".to_owned(), "0012/2021/CK".to_owned())].into_iter().collect();
    vec![
        Sample::of("track/open", &Open::of(frame, &Errors::default(), &Form::default(), false)),
        Sample::of("track/open unknown", &Open::of(frame, &refused, &typed, false)),
        Sample::of("track/open left", &Open::of(frame, &Errors::default(), &Form::default(), true)),
    ]
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![
        Route::page(Method::GET, "/track", "track_page", Permission::Public, show),
        Route::page(Method::POST, "/track", "track_form", Permission::Public, open).class(Class::Track),
        Route::page(Method::POST, "/track/leave", "leave_case_form", Permission::Public, leave),
        Route::page(Method::POST, "/track/exit", "exit_case_form", Permission::Public, exit),
    ]
}
