//! A password is set by a one-time link: an invitation, or a new one.
//!
//! The token in the address is exchanged at once for a cookie, so that it stays in no history and no referrer. Opening the link
//! changes nothing else: it is used up when the form is sent.

use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::own::unfit;
use crate::actions::one_time_link::{self, Audience};
use crate::domain::account::Unfit;
use crate::domain::directory::Member;
use crate::domain::password::Password;
use crate::domain::text::Violation;
use crate::http::actor::{Anybody, Permission};
use crate::http::cookies::{self, Purpose};
use crate::http::error::{Answer, ApiError};
use crate::http::form::Form;
use crate::http::limits::{Class, source};
use crate::http::pages::admin::{correctable, sample};
use crate::http::pages::{Errors, Field, Frame, Input, Sample, page, page_with};
use crate::http::route::Route;
use crate::http::shared::{Shared, block};

/// How long the cookie lasts, in seconds: time to think of a password.
const COOKIE: i64 = 30 * 60;
/// Characters of a token: 256 bits in base64url.
const TOKEN: usize = 43;

#[derive(Template)]
#[template(path = "pages/account/new_password.html")]
struct NewPassword<'a> {
    frame: &'a Frame,
    errors: &'a Errors,
    audience: Audience,
    member: &'a Member,
    fields: Vec<Field>,
}

impl<'a> NewPassword<'a> {
    fn of(frame: &'a Frame, errors: &'a Errors, audience: Audience, member: &'a Member) -> Self {
        let field = Field::new(frame, Input::Password, "new").class("w-20").with("autocomplete", "new-password");
        Self { frame, errors, audience, member, fields: vec![field.filled(&Form::default(), errors)] }
    }
}

#[derive(Template)]
#[template(path = "pages/account/gone.html")]
struct Gone<'a> {
    frame: &'a Frame,
    audience: Audience,
}

#[derive(Template)]
#[template(path = "pages/account/set.html")]
struct Set<'a> {
    frame: &'a Frame,
}

/// `GET /invitation/{token}`, `GET /password/new/{token}`: the token goes into a cookie, the reader to the form.
async fn take(shared: web::Data<Shared>, frame: Frame, req: HttpRequest, audience: Audience) -> Answer {
    let token = req.match_info().get("token").unwrap_or_default();
    let sound = token.len() == TOKEN && token.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
    // Cut short on its way, by a mail program or a hand: the same page as one that was used.
    if !sound {
        return gone(&frame, audience);
    }
    let cookie = cookies::set(shared.secure(), Purpose::Link, token.to_owned(), Some(COOKIE));
    Ok(HttpResponse::build(StatusCode::SEE_OTHER).insert_header(("Location", audience.path())).cookie(cookie).finish())
}

/// `GET /invitation`, `GET /password/new`
async fn show(shared: web::Data<Shared>, frame: Frame, anybody: Anybody, req: HttpRequest, audience: Audience) -> Answer {
    let Some(token) = cookies::read(&req, shared.secure(), Purpose::Link) else { return gone(&frame, audience) };
    let found = block(move || one_time_link::open(&anybody.ctx, audience, &token)).await?;
    match found {
        Some(member) => page(&NewPassword::of(&frame, &Errors::default(), audience, &member)),
        None => gone(&frame, audience),
    }
}

fn gone(frame: &Frame, audience: Audience) -> Answer {
    page_with(StatusCode::GONE, &Gone { frame, audience })
}

/// `POST /invitation`, `POST /password/new`
async fn set(shared: web::Data<Shared>, frame: Frame, anybody: Anybody, req: HttpRequest, form: Form, audience: Audience) -> Answer {
    let Some(token) = cookies::read(&req, shared.secure(), Purpose::Link) else { return gone(&frame, audience) };
    let (ctx, opened) = (anybody.ctx.clone(), token.clone());
    let Some(member) = block(move || one_time_link::open(&ctx, audience, &opened)).await? else { return gone(&frame, audience) };
    let typed = if form.has("new") {
        form.get("new").parse::<Password>().map_err(|e: Unfit| unfit("new", &e))
    } else {
        Err(ApiError::field_error("new", &Violation::Required))
    };
    let new = match typed {
        Ok(new) => new,
        Err(error) => {
            let errors = Errors::of(&error, frame.lang);
            return page_with(error.status(), &NewPassword::of(&frame, &errors, audience, &member));
        }
    };
    let place = shared.gate.member(source(&req, &shared.app.config.proxies), format!("link {}", member.id)).await?;
    let passwords = shared.app.passwords;
    let done: Result<bool, ApiError> = block(move || {
        let _place = place;
        one_time_link::use_up(&anybody.ctx, passwords, audience, &token, &new)
    })
    .await;
    let done = match done.map_err(correctable) {
        Ok(done) => done,
        Err(Ok(error)) => {
            let errors = Errors::of(&error, frame.lang);
            return page_with(error.status(), &NewPassword::of(&frame, &errors, audience, &member));
        }
        Err(Err(error)) => return Err(error),
    };
    if !done {
        return gone(&frame, audience);
    }
    let none = cookies::remove(shared.secure(), Purpose::Link);
    Ok(HttpResponse::build(StatusCode::SEE_OTHER).insert_header(("Location", "/password/set")).cookie(none).finish())
}

/// `GET /password/set`
async fn done(frame: Frame) -> Answer {
    page(&Set { frame: &frame })
}

/// The pages with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let (directory, none) = (sample::directory(), Errors::default());
    let Some(member) = directory.members.get(&sample::INVITED) else { return Vec::new() };
    let wrong = Errors::of(&unfit("new", &Unfit::PasswordTooShort(Password::LEAST)), frame.lang);
    vec![
        Sample::of("account/new_password", &NewPassword::of(frame, &none, Audience::Invite, member)),
        Sample::of("account/new_password refused", &NewPassword::of(frame, &wrong, Audience::Reset, member)),
        Sample::of("account/gone", &Gone { frame, audience: Audience::Invite }),
        Sample::of("account/gone reset", &Gone { frame, audience: Audience::Reset }),
        Sample::of("account/set", &Set { frame }),
    ]
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    let mut rows = vec![Route::page(Method::GET, "/password/set", "password_set", Permission::Public, done)];
    for audience in Audience::ALL.iter().copied() {
        let path = audience.path();
        let public = Permission::Public;
        let takes = move |shared, frame, req| take(shared, frame, req, audience);
        let shows = move |shared, frame, anybody, req| show(shared, frame, anybody, req, audience);
        let sets = move |shared, frame, anybody, req, form| set(shared, frame, anybody, req, form, audience);
        rows.push(Route::page(Method::GET, format!("{path}/{{token}}"), format!("link_{audience}"), public, takes).class(Class::SignIn));
        rows.push(Route::page(Method::GET, path, format!("password_{audience}"), public, shows).class(Class::SignIn));
        rows.push(Route::page(Method::POST, path, format!("password_{audience}_form"), public, sets).class(Class::SignIn));
    }
    rows
}
