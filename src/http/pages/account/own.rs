//! One's own account: language, absence, sessions, password.

use actix_web::http::Method;
use actix_web::{HttpRequest, web};
use askama::Template;
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::actions::error::ActionError;
use crate::actions::manage_users::{self, OwnChange};
use crate::actions::{second_factor, sign_in};
use crate::domain::day::Day;
use crate::domain::directory::{Directory, Member};
use crate::domain::ids::SessionId;
use crate::domain::password::Password;
use crate::domain::second_factor::Change;
use crate::domain::text::Violation;
use crate::http::actor::{Caller, Permission};
use crate::http::error::{Answer, ApiError};
use crate::http::form::Form;
use crate::http::limits::Class;
use crate::http::pages::admin::{correctable, places};
use crate::http::pages::{Choice, Errors, Field, Frame, Input, Sample, page, page_with, see_other};
use crate::http::params::{Params, PathId};
use crate::http::proof;
use crate::http::route::Route;
use crate::http::shared::{Shared, block};
use crate::store::account_changes::Entry;
use crate::store::sessions::OwnSession;
use crate::texts::Lang;

codes! {
    /// What was just done.
    pub enum Done {
        Saved = "saved",
        Password = "password",
        Ended = "ended",
    }
}

/// The query of the page.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Back {
    done: Option<Done>,
}

#[derive(Template)]
#[template(path = "pages/account/own.html")]
struct Account<'a> {
    frame: &'a Frame,
    errors: &'a Errors,
    done: Option<Done>,
    member: &'a Member,
    roles: Vec<String>,
    settings: Vec<Field>,
    password: Vec<Field>,
    sessions: Vec<OwnSession>,
    /// The one that asks.
    own: SessionId,
    /// The account has one.
    second_factor: bool,
    /// What happened to how the account is proved, a sentence each.
    history: Vec<String>,
}

/// The forms of the page: each shows what was typed in it.
#[derive(Default)]
struct Typed {
    settings: Form,
    password: Form,
}

impl<'a> Account<'a> {
    fn of(
        frame: &'a Frame,
        errors: &'a Errors,
        directory: &Directory,
        member: &'a Member,
        typed: &Typed,
        sessions: Vec<OwnSession>,
        own: SessionId,
    ) -> Self {
        let role = |g: &crate::domain::directory::Grant| format!("{}, {}", frame.word("role", g.role), places::name(directory, g.unit));
        let languages = Choice::all(frame, "language", &[Lang::Vi.as_str(), Lang::En.as_str()]);
        let until = member.absent_until.map(|day| frame.iso(&day)).unwrap_or_default();
        let settings = vec![
            Field::radios(frame, "language", languages).of(frame, "user").inline().value(&member.language),
            Field::date(frame, "absent_until").optional().class("w-10").value(until),
        ];
        let password = vec![
            Field::new(frame, Input::Password, "current").with("autocomplete", "current-password").class("w-20"),
            Field::new(frame, Input::Password, "new").with("autocomplete", "new-password").class("w-20"),
        ];
        let fill = |fields: Vec<Field>, typed: &Form| fields.into_iter().map(|f| f.filled(typed, errors)).collect();
        Self {
            frame,
            errors,
            done: None,
            member,
            roles: member.grants.iter().map(role).collect(),
            settings: fill(settings, &typed.settings),
            password: fill(password, &typed.password),
            sessions,
            own,
            second_factor: directory.second_factors.contains(&member.id),
            history: Vec::new(),
        }
    }

    fn done_text(&self) -> Option<String> {
        self.done.map(|done| self.frame.word("account-done", done))
    }
}

async fn answer(frame: &Frame, caller: &Caller, typed: Typed, error: Option<ApiError>, done: Option<Done>) -> Answer {
    let member = caller.ctx.directory.members.get(&caller.member).ok_or(ApiError::NoSession)?;
    let (ctx, me) = (caller.ctx.clone(), caller.member);
    let (sessions, history) =
        block(move || Ok::<_, ActionError>((sign_in::own_sessions(&ctx, me)?, second_factor::history(&ctx, me)?))).await?;
    let errors = error.as_ref().map(|e| Errors::of(e, frame.lang)).unwrap_or_default();
    let shown = Account::of(frame, &errors, &caller.ctx.directory, member, &typed, sessions, caller.session);
    let history = history.iter().map(|entry| told(frame, &caller.ctx.directory, entry)).collect();
    let shown = Account { done, history, ..shown };
    if let Some(error) = error { page_with(error.status(), &shown) } else { page(&shown) }
}

/// What happened to an account, when, and by whom, as a sentence.
pub fn told(frame: &Frame, directory: &Directory, entry: &Entry) -> String {
    let by = directory.members.get(&entry.by).map(|m| m.name.clone()).unwrap_or_default();
    let args = [("what", entry.what.to_string()), ("moment", frame.moment(&entry.at)), ("by", by)];
    frame.say("account-change", &args)
}

/// `GET /account`
async fn show(frame: Frame, caller: Caller, back: Params<Back>) -> Answer {
    answer(&frame, &caller, Typed::default(), None, back.0.done).await
}

/// What the form of the settings holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    language: Lang,
    absent_until: Option<Day>,
}

/// `POST /account`. The language chosen here is from now on that of this browser too.
async fn change(frame: Frame, caller: Caller, form: Form) -> Answer {
    let parsed: Result<Settings, ApiError> = form.parse();
    let done = match parsed {
        Ok(Settings { language, absent_until }) => {
            let change = OwnChange { language: Some(language), absent_until: Some(absent_until) };
            let (ctx, me) = (caller.ctx.clone(), caller.member);
            block(move || manage_users::change_own(&ctx, me, &change, |_| ())).await.map(|()| language)
        }
        Err(error) => Err(error),
    };
    match done {
        Ok(language) => Ok(see_other(&format!("/account?done=saved&lang={}", language.as_str()))),
        Err(error) => {
            let error = correctable(error)?;
            answer(&frame, &caller, Typed { settings: form, ..Typed::default() }, Some(error), None).await
        }
    }
}

/// `POST /account/sessions/{id}/end`
async fn end(caller: Caller, id: PathId<SessionId>, _form: Form) -> Answer {
    if id.0 == caller.session {
        block(move || sign_in::sign_out(&caller.ctx, caller.session)).await?;
        return Ok(see_other("/"));
    }
    let ended: bool = block(move || sign_in::end_own(&caller.ctx, caller.member, id.0)).await?;
    if ended { Ok(see_other("/account?done=ended")) } else { Err(ApiError::NotFound) }
}

/// `POST /account/password`
async fn password(shared: web::Data<Shared>, frame: Frame, caller: Caller, req: HttpRequest, form: Form) -> Answer {
    match try_password(&shared, &req, &caller, &form).await {
        Ok(()) => Ok(see_other("/account?done=password")),
        Err(error @ (ApiError::TooMany(_) | ApiError::Unavailable(_))) => Err(error),
        Err(error) => {
            let error = correctable(error)?;
            answer(&frame, &caller, Typed { password: form, ..Typed::default() }, Some(error), None).await
        }
    }
}

async fn try_password(shared: &web::Data<Shared>, req: &HttpRequest, caller: &Caller, form: &Form) -> Result<(), ApiError> {
    let present = Zeroizing::new(form.get("current").to_owned());
    if present.is_empty() {
        return Err(ApiError::field_error("current", &Violation::Required));
    }
    if !form.has("new") {
        return Err(ApiError::field_error("new", &Violation::Required));
    }
    let new: Password = form.get("new").parse().map_err(|e: crate::domain::account::Unfit| unfit("new", &e))?;
    let changed = proof::change_password(shared, req, caller, (present, new)).await?;
    if changed { Ok(()) } else { Err(ApiError::Field { field: "current".into(), code: "wrong_password", args: vec![] }) }
}

/// What is wrong with a password that was typed.
pub(super) fn unfit(field: &str, why: &crate::domain::account::Unfit) -> ApiError {
    crate::http::serde_problem::field_problem(field, &why.to_string())
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let (directory, none) = (crate::http::pages::admin::sample::directory(), Errors::default());
    let Some(member) = directory.members.get(&crate::http::pages::admin::sample::ADMIN) else { return Vec::new() };
    let session = |id: i64, audience: &str| OwnSession {
        id: SessionId(id),
        audience: audience.to_owned(),
        created_at: frame.now,
        expires_at: frame.now + sign_in::BROWSER_SESSION,
        last_used_at: Some(frame.now),
    };
    let sessions = || vec![session(2, sign_in::BROWSER), session(1, sign_in::API)];
    let line = |what: &Change| told(frame, &directory, &Entry { by: member.id, what: *what, at: frame.now });
    let wrong = Errors::of(&ApiError::Field { field: "current".into(), code: "wrong_password", args: vec![] }, frame.lang);
    let shown = |errors| Account::of(frame, errors, &directory, member, &Typed::default(), sessions(), SessionId(2));
    vec![
        Sample::of(
            "account/own",
            &Account { done: Some(Done::Password), history: Change::ALL.iter().map(&line).collect(), ..shown(&none) },
        ),
        Sample::of("account/own refused", &shown(&wrong)),
    ]
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![
        Route::page(Method::GET, "/account", "account", Permission::SignedIn, show),
        Route::page(Method::POST, "/account", "account_change", Permission::SignedIn, change),
        Route::page(Method::POST, "/account/sessions/{id}/end", "account_session_end", Permission::SignedIn, end),
        Route::page(Method::POST, "/account/password", "account_password", Permission::SignedIn, password).class(Class::SignIn),
    ]
}
