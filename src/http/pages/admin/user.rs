//! One account: made, changed.

use actix_web::http::{Method, StatusCode};
use actix_web::web;
use askama::Template;
use serde::Deserialize;

use super::users::roles;
use super::{ADMINS, Back, Done, correctable, places, sample, user_marks};
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::idempotent::Request;
use crate::actions::manage_users::{self, NewGrant, NewUser, UserChange, keeps, sees};
use crate::actions::read::office;
use crate::actions::second_factor;
use crate::domain::account::Username;
use crate::domain::contact::Email;
use crate::domain::day::Day;
use crate::domain::directory::{Directory, Member};
use crate::domain::ids::MemberId;
use crate::domain::party::PartyField;
use crate::domain::permission::Role;
use crate::domain::text::{Line, Violation};
use crate::http::actor::Caller;
use crate::http::error::{Answer, ApiError};
use crate::http::form::Form;
use crate::http::pages::account::own::told;
use crate::http::pages::{Choice, Errors, Field, Frame, Input, Sample, page, page_with, see_other};
use crate::http::params::{Params, PathId};
use crate::http::route::Route;
use crate::http::shared::{Shared, block};
use crate::texts::Lang;

/// Rows for further roles below those that an account has.
const SPARE: usize = 2;

/// The admin who looks, and the office as it stands.
pub(super) struct Keeper<'a> {
    pub directory: &'a Directory,
    pub me: MemberId,
}

impl<'a> Keeper<'a> {
    /// Whoever asks.
    pub fn of(caller: &'a Caller) -> Self {
        Self { directory: &caller.ctx.directory, me: caller.member }
    }
}

#[derive(Template)]
#[template(path = "pages/admin/user.html")]
struct User<'a> {
    frame: &'a Frame,
    errors: &'a Errors,
    done: Option<Done>,
    /// None: an account that is to be made.
    member: Option<&'a Member>,
    fields: Vec<Field>,
    /// Role and unit, a row each.
    grants: Vec<[Field; 2]>,
    /// Roles in units of other admins.
    elsewhere: Vec<String>,
    /// What is said after roles.
    rest: Vec<Field>,
    has_password: bool,
    /// By what else the holder is recognised among parties, how many of each kind.
    marks: Vec<String>,
    /// The form that puts others in their place.
    mark_fields: Vec<Field>,
    second_factor: bool,
    /// What happened to how the account is proved, a sentence each.
    history: Vec<String>,
    /// It is the reader's own.
    own: bool,
}

impl<'a> User<'a> {
    fn of(frame: &'a Frame, errors: &'a Errors, office: &Keeper<'_>, member: Option<&'a Member>, typed: &Form) -> Self {
        let (directory, me) = (office.directory, office.me);
        let kept = places::kept(directory, me);
        let mine: Vec<_> = member.iter().flat_map(|m| &m.grants).filter(|g| keeps(directory, me, g.unit)).collect();
        // Rows that a form has taken the place of all that the account has.
        let sent = places::rows(typed, "grants");
        let rows = if typed.fields().is_empty() { mine.len() } else { sent } + SPARE;
        let mut grants = Vec::with_capacity(rows);
        for at in 0..rows {
            let grant = mine.get(at).filter(|_| typed.fields().is_empty());
            let role = Field::select(frame, &format!("grants.{at}.role"), Choice::all(frame, "role", Role::ALL));
            let role = if let Some(grant) = grant { role.value(grant.role) } else { role };
            let unit = places::field(frame, &format!("grants.{at}.unit"), &kept, grant.map(|g| g.unit));
            grants.push([role.optional().filled(typed, errors), unit.optional().filled(typed, errors)]);
        }
        let elsewhere = member.map(|m| roles(frame, directory, m, |u| !keeps(directory, me, u))).unwrap_or_default();
        let (fields, rest) = (first(frame, member, typed, errors), rest(frame, member, typed, errors));
        let second_factor = member.is_some_and(|m| directory.second_factors.contains(&m.id));
        let own = member.is_some_and(|m| m.id == me);
        Self {
            frame,
            errors,
            done: None,
            member,
            fields,
            grants,
            elsewhere,
            rest,
            has_password: true,
            marks: Vec::new(),
            mark_fields: user_marks::fields(frame, &Form::default(), &Errors::default()),
            second_factor,
            history: Vec::new(),
            own,
        }
    }

    fn action(&self) -> String {
        self.member.map_or_else(|| "/admin/users".to_owned(), |m| format!("/admin/users/{}", m.id))
    }
}

fn first(frame: &Frame, member: Option<&Member>, typed: &Form, errors: &Errors) -> Vec<Field> {
    let mut fields = Vec::new();
    if member.is_none() {
        let username = Field::text(frame, "username").class("w-20").with("autocapitalize", "none").with("spellcheck", "false");
        fields.push(username.with("autocomplete", "off"));
    }
    let languages = Choice::all(frame, "language", &[Lang::Vi.as_str(), Lang::En.as_str()]);
    fields.push(
        Field::text(frame, "name").of(frame, "user").value(member.map(|m| m.name.as_str()).unwrap_or_default()).with("autocomplete", "off"),
    );
    let email = member.and_then(|m| m.email.as_deref()).unwrap_or_default();
    fields.push(Field::new(frame, Input::Email, "email").optional().value(email).with("autocomplete", "off"));
    let language = member.map_or(Lang::Vi.as_str(), |m| m.language.as_str());
    fields.push(Field::radios(frame, "language", languages).of(frame, "user").value(language).inline().small());
    fields.into_iter().map(|field| field.filled(typed, errors)).collect()
}

fn rest(frame: &Frame, member: Option<&Member>, typed: &Form, errors: &Errors) -> Vec<Field> {
    let Some(member) = member else { return Vec::new() };
    let until = member.absent_until.map(|day| frame.iso(&day)).unwrap_or_default();
    let away = Field::date(frame, "absent_until").optional().class("w-10").value(until).filled(typed, errors);
    let locked = Field::radios(frame, "disabled", Choice::yes_no(frame)).inline().small().value(member.disabled).filled(typed, errors);
    vec![away, locked]
}

/// `GET /admin/users/new`
async fn fresh(frame: Frame, caller: Caller) -> Answer {
    page(&User::of(&frame, &Errors::default(), &Keeper::of(&caller), None, &Form::default()))
}

/// The account, if this admin may see it.
fn found(caller: &Caller, id: MemberId) -> Result<&Member, ApiError> {
    let directory = &caller.ctx.directory;
    directory.members.get(&id).filter(|m| sees(directory, caller.member, m)).ok_or(ApiError::NotFound)
}

/// Whether the account has a password, and how many marks it has.
async fn kept(frame: &Frame, ctx: &Context, id: MemberId) -> Result<(bool, Vec<String>), ApiError> {
    let ctx = ctx.clone();
    let (without, marks) = block(move || Ok::<_, ActionError>((office::without_password(&ctx)?, office::marks(&ctx, id)?))).await?;
    Ok((!without.contains(&id), user_marks::told(frame, &marks)))
}

/// `GET /admin/users/{id}`
async fn show(frame: Frame, caller: Caller, id: PathId<MemberId>, back: Params<Back>) -> Answer {
    let member = found(&caller, id.0)?;
    let (has_password, marks) = kept(&frame, &caller.ctx, id.0).await?;
    let (errors, typed) = (Errors::default(), Form::default());
    let (ctx, id) = (caller.ctx.clone(), id.0);
    let history = block(move || second_factor::history(&ctx, id)).await?;
    let history = history.iter().map(|entry| told(&frame, &caller.ctx.directory, entry)).collect();
    page(&User { done: back.0.done, has_password, marks, history, ..User::of(&frame, &errors, &Keeper::of(&caller), Some(member), &typed) })
}

/// What the form of an account holds; only a new one has a name to sign in with.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Filled {
    username: Option<Username>,
    name: Line,
    email: Option<Email>,
    language: Lang,
    #[serde(default)]
    grants: Vec<NewGrant>,
    #[serde(default)]
    disabled: bool,
    absent_until: Option<Day>,
}

/// `POST /admin/users`
async fn create(shared: web::Data<Shared>, frame: Frame, caller: Caller, form: Form) -> Answer {
    let form = places::compact(&form, "grants");
    let error = match try_create(&shared, &caller, &form).await {
        Ok(id) => return Ok(see_other(&format!("/admin/users/{id}?done=added"))),
        Err(error) => correctable(error)?,
    };
    let mut errors = Errors::of(&error, frame.lang);
    errors.all_missing(frame.lang, &first(&frame, None, &form, &Errors::default()), &form);
    page_with(error.status(), &User::of(&frame, &errors, &Keeper::of(&caller), None, &form))
}

async fn try_create(shared: &web::Data<Shared>, caller: &Caller, form: &Form) -> Result<MemberId, ApiError> {
    let filled: Filled = places::read(form, &caller.ctx.directory, &["unit"])?.parse()?;
    let required = || ApiError::field_error("username", &Violation::Required);
    let new = NewUser {
        username: filled.username.ok_or_else(required)?,
        name: filled.name,
        email: filled.email,
        language: Some(filled.language),
        grants: filled.grants,
        password: None,
        marks: None,
    };
    let (ctx, me, passwords) = (caller.ctx.clone(), caller.member, shared.app.passwords);
    block(move || {
        let request = Request { scope: "page", key: None, bytes: &[] };
        manage_users::create(&ctx, passwords, Some(me), request, &new, |m| m.id)
    })
    .await
}

/// `POST /admin/users/{id}`
async fn change(frame: Frame, caller: Caller, id: PathId<MemberId>, form: Form) -> Answer {
    let member = found(&caller, id.0)?;
    let form = places::compact(&form, "grants");
    let error = match try_change(&caller, id.0, &form).await {
        Ok(()) => return Ok(see_other(&format!("/admin/users/{}?done=saved", id.0))),
        Err(error) => correctable(error)?,
    };
    let errors = Errors::of(&error, frame.lang);
    let (has_password, marks) = kept(&frame, &caller.ctx, id.0).await?;
    page_with(error.status(), &User { has_password, marks, ..User::of(&frame, &errors, &Keeper::of(&caller), Some(member), &form) })
}

async fn try_change(caller: &Caller, id: MemberId, form: &Form) -> Result<(), ApiError> {
    let filled: Filled = places::read(form, &caller.ctx.directory, &["unit"])?.parse()?;
    let change = UserChange {
        name: Some(filled.name),
        email: Some(filled.email),
        language: Some(filled.language),
        grants: Some(filled.grants),
        disabled: Some(filled.disabled),
        absent_until: Some(filled.absent_until),
        marks: None,
    };
    let (ctx, me) = (caller.ctx.clone(), caller.member);
    block(move || manage_users::change(&ctx, Some(me), id, &change, |_| ())).await
}

/// The page of one account again, with what its link was refused for.
pub(super) async fn refused(frame: &Frame, caller: &Caller, id: MemberId, error: &ApiError) -> Answer {
    refused_in(frame, caller, id, error, ("", &Form::default())).await
}

/// The same, with what was typed into a form that stands below that of the account.
pub(super) async fn refused_in(
    frame: &Frame,
    caller: &Caller,
    id: MemberId,
    error: &ApiError,
    (form, sent): (&'static str, &Form),
) -> Answer {
    let member = found(caller, id)?;
    let (errors, typed) = (Errors::within(form, error, frame.lang), Form::default());
    let (has_password, marks) = kept(frame, &caller.ctx, id).await?;
    let shown = User::of(frame, &errors, &Keeper::of(caller), Some(member), &typed);
    let mark_fields = user_marks::fields(frame, sent, &errors);
    let status = if error.status().is_client_error() { error.status() } else { StatusCode::CONFLICT };
    page_with(status, &User { has_password, marks, mark_fields, ..shown })
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let (directory, none) = (sample::directory(), Errors::default());
    let keeper = Keeper { directory: &directory, me: sample::ADMIN };
    let wrong = Errors::of(&ApiError::Field { field: "grants".into(), code: "grants_needed", args: vec![] }, frame.lang);
    let typed: Form = [("name", "Trần <b>"), ("grants.0.role", "clerk")].map(|(n, v)| (n.to_owned(), v.to_owned())).into_iter().collect();
    let marks = user_marks::told(frame, &PartyField::ALL.iter().map(|field| (*field, 2)).collect::<Vec<_>>());
    let invited = User::of(frame, &none, &keeper, directory.members.get(&sample::INVITED), &Form::default());
    vec![
        Sample::of("admin/user", &User { done: Some(Done::Added), has_password: false, marks, second_factor: true, ..invited }),
        Sample::of("admin/user refused", &User::of(frame, &wrong, &keeper, None, &typed)),
    ]
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![
        Route::page(Method::POST, "/admin/users", "admin_user_create", ADMINS, create).fresh(),
        Route::page(Method::GET, "/admin/users/new", "admin_user_new", ADMINS, fresh),
        Route::page(Method::GET, "/admin/users/{id}", "admin_user", ADMINS, show),
        Route::page(Method::POST, "/admin/users/{id}", "admin_user_change", ADMINS, change).fresh(),
    ]
}
