//! Signing in with a browser, and out.

use actix_web::http::{Method, StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::{Errors, Field, Frame, Input, Sample, page, page_with, second_step, see_other};
use crate::actions::sign_in::{self as action, Entered};
use crate::domain::permission::Role;
use crate::domain::text::Line;
use crate::http::actor::{Anybody, Caller, Permission};
use crate::http::cookies::{self, Purpose};
use crate::http::error::{Answer, ApiError};
use crate::http::form::Form;
use crate::http::limits::Class;
use crate::http::params::Params;
use crate::http::proof::{self, Credentials};
use crate::http::route::Route;
use crate::http::shared::{Shared, block};

/// Where to go afterwards.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Next {
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/sign_in.html")]
struct SignIn<'a> {
    frame: &'a Frame,
    errors: &'a Errors,
    fields: Vec<Field>,
}

impl<'a> SignIn<'a> {
    fn of(frame: &'a Frame, errors: &'a Errors, username: &str, next: &str) -> Self {
        let name = Field::text(frame, "username").no_hint().value(username).with("autocomplete", "username").with("autocapitalize", "none");
        let password = Field::new(frame, Input::Password, "password").no_hint().with("autocomplete", "current-password");
        let typed = Form::default();
        let fields = vec![
            Field::hidden("next", next),
            name.with("spellcheck", "false").class("w-20").filled(&typed, errors),
            password.class("w-20").filled(&typed, errors),
        ];
        Self { frame, errors, fields }
    }
}

/// The address of the page to sign in, by which a reader comes back to `path`.
pub fn way_to(path: &str) -> String {
    if own(path) { format!("/sign-in?next={path}") } else { "/sign-in".to_owned() }
}

/// Whether this is a path of ours and nothing else: what somebody wrote into a link must lead nowhere else.
pub fn own(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//") && path.bytes().all(|b| b.is_ascii_alphanumeric() || b"/-_.".contains(&b))
}

/// `GET /sign-in`
async fn show(frame: Frame, next: Params<Next>) -> Answer {
    let next = next.0.next.filter(|path| own(path)).unwrap_or_default();
    page(&SignIn::of(&frame, &Errors::default(), "", &next))
}

/// `POST /sign-in`
async fn sign_in(shared: web::Data<Shared>, frame: Frame, anybody: Anybody, req: HttpRequest, form: Form) -> Answer {
    let (username, next) = (form.get("username").to_owned(), form.get("next").to_owned());
    let next = if own(&next) { next } else { String::new() };
    match try_sign_in(&shared, &anybody, &req, &form).await {
        Ok(Entered::In(token)) => entered(&shared, &anybody, &req, &username, (token, next)).await,
        // The password was right. Where the code is typed, nothing of it stands in the address.
        Ok(Entered::CodeNeeded(member)) => second_step::begin(&shared, anybody.ctx, member, &next).await,
        Ok(Entered::No) => refused(&frame, &ApiError::BadCredentials, &username, &next),
        Err(error @ (ApiError::Field { .. } | ApiError::TooMany(_) | ApiError::Unavailable(_))) => {
            refused(&frame, &error, &username, &next)
        }
        Err(error) => Err(error),
    }
}

fn refused(frame: &Frame, error: &ApiError, username: &str, next: &str) -> Answer {
    let errors = Errors::of(error, frame.lang);
    let mut answer = page_with(error.status(), &SignIn::of(frame, &errors, username, next))?;
    if let ApiError::TooMany(seconds) = error {
        answer.headers_mut().insert(header::RETRY_AFTER, header::HeaderValue::from(*seconds));
    }
    Ok(answer)
}

/// A session was opened: its cookie, one by which the device is known again, and the way to the work.
pub(super) async fn entered(
    shared: &web::Data<Shared>,
    anybody: &Anybody,
    req: &HttpRequest,
    username: &str,
    (token, next): (String, String),
) -> Answer {
    if let Some(old) = cookies::read(req, shared.secure(), Purpose::Session) {
        let ctx = anybody.ctx.clone();
        block(move || action::sign_out_token(&ctx, &old)).await?;
    }
    let way = if next.is_empty() { home(anybody, username) } else { next };
    let secure = shared.secure();
    let mut answer = HttpResponse::build(StatusCode::SEE_OTHER);
    answer.insert_header((header::LOCATION, way));
    answer.cookie(cookies::set(secure, Purpose::Session, token, Some(action::BROWSER_SESSION.num_seconds())));
    answer.cookie(cookies::set(secure, Purpose::Device, proof::device(shared, &anybody.ctx, username), Some(DEVICE)));
    Ok(answer.finish())
}

/// A device is known for a year, in seconds.
const DEVICE: i64 = 365 * 24 * 3600;

async fn try_sign_in(shared: &web::Data<Shared>, anybody: &Anybody, req: &HttpRequest, form: &Form) -> Result<Entered<String>, ApiError> {
    let username = Line::parse(form.get("username")).map_err(|v| ApiError::field_error("username", &v))?;
    let password = zeroize::Zeroizing::new(form.get("password").to_owned());
    if password.is_empty() {
        return Err(ApiError::field_error("password", &crate::domain::text::Violation::Required));
    }
    let visitor = proof::visitor(shared, req, username.as_str());
    let given = Credentials { username: username.as_str().to_owned(), password, code: None };
    proof::sign_in_browser(shared, anybody.ctx.clone(), &visitor, given).await
}

/// Where a member's work begins.
fn home(anybody: &Anybody, username: &str) -> String {
    let member = anybody.ctx.directory.members.values().find(|m| m.username == username);
    let holds = |role: Role| member.is_some_and(|m| m.grants.iter().any(|g| g.role == role));
    let order = [(Role::Supervisor, "/board"), (Role::Officer, "/desk"), (Role::Clerk, "/desk"), (Role::Admin, "/admin/users")];
    order.iter().find(|(role, _)| holds(*role)).map_or("/figures", |(_, home)| home).to_owned()
}

/// `POST /sign-out`
async fn sign_out(shared: web::Data<Shared>, caller: Caller, _form: Form) -> Answer {
    block(move || action::sign_out(&caller.ctx, caller.session)).await?;
    let mut answer = see_other("/");
    let gone = cookies::remove(shared.secure(), Purpose::Session);
    answer.add_cookie(&gone).map_err(|_| ApiError::Internal)?;
    Ok(answer)
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let refused = Errors::of(&ApiError::BadCredentials, frame.lang);
    vec![
        Sample::of("sign_in", &SignIn::of(frame, &Errors::default(), "", "")),
        Sample::of("sign_in refused", &SignIn::of(frame, &refused, "thao", "/desk")),
    ]
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![
        Route::page(Method::GET, "/sign-in", "sign_in_page", Permission::Public, show),
        Route::page(Method::POST, "/sign-in", "sign_in_form", Permission::Public, sign_in).class(Class::SignIn),
        Route::page(Method::POST, "/sign-out", "sign_out_form", Permission::SignedIn, sign_out).enrolling(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_back_into_this_office_only() {
        assert_eq!(way_to("/cases/0ABC"), "/sign-in?next=/cases/0ABC");
        for path in ["//evil.example", "https://evil.example", "/\\evil", "/a?b", "/a%0d", ""] {
            assert_eq!(way_to(path), "/sign-in", "{path}");
        }
    }
}
