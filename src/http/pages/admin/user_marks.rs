//! By what a member is recognised among the parties of cases: given by an admin, kept as keyed digests, never shown again.

use actix_web::http::Method;

use super::{ADMINS, correctable, user};
use crate::actions::manage_users::{self, NewMarks, UserChange};
use crate::domain::ids::MemberId;
use crate::domain::party::PartyField;
use crate::http::actor::Caller;
use crate::http::error::{Answer, ApiError};
use crate::http::form::Form;
use crate::http::pages::{Errors, Field, Frame, see_other};
use crate::http::params::PathId;
use crate::http::route::Route;
use crate::http::shared::block;

/// The form on the page, for its texts and the ids of its fields.
pub const FORM: &str = "marks";
/// Fields that take one value a line.
const LISTS: [&str; 3] = ["names", "phones", "emails"];

/// What is kept, a sentence each: how many of which kind, no value.
pub fn told(frame: &Frame, kept: &[(PartyField, i64)]) -> Vec<String> {
    kept.iter().map(|(field, many)| frame.t1(&format!("admin-marks-{field}"), "many", many)).collect()
}

/// The fields, empty but for what was typed just now and is to be corrected.
pub fn fields(frame: &Frame, typed: &Form, errors: &Errors) -> Vec<Field> {
    let lists = LISTS.map(|name| Field::area(frame, name, 2).with("autocomplete", "off"));
    let card = Field::text(frame, "id_number").class("w-20").with("autocomplete", "off");
    let worded = |field: Field| field.of(frame, FORM).within(FORM).optional().filled(typed, errors);
    lists.into_iter().chain([card]).map(worded).collect()
}

/// One value a line becomes one field each, as a body of the API has them.
fn spread(form: &Form) -> Form {
    let mut fields: Vec<(String, String)> = Vec::new();
    for (name, value) in form.fields() {
        if LISTS.contains(&name.as_str()) {
            let lines = value.lines().map(str::trim).filter(|line| !line.is_empty());
            fields.extend(lines.enumerate().map(|(at, line)| (format!("{name}.{at}"), line.to_owned())));
        } else {
            fields.push((name.clone(), value.clone()));
        }
    }
    fields.into_iter().collect()
}

/// A mistake in a line is shown at the field that it stands in.
fn of_list(error: ApiError) -> ApiError {
    match error {
        ApiError::Field { field, code, args } => {
            let list = LISTS.iter().find(|list| field.strip_prefix(**list).is_some_and(|rest| rest.starts_with(['.', '['])));
            ApiError::Field { field: list.map_or(field, |list| (*list).to_owned()), code, args }
        }
        other => other,
    }
}

/// `POST /admin/users/{id}/marks`
async fn set(frame: Frame, caller: Caller, id: PathId<MemberId>, form: Form) -> Answer {
    match try_set(&caller, id.0, &form).await.map_err(of_list).map_err(correctable) {
        Ok(()) => Ok(see_other(&format!("/admin/users/{}?done=saved", id.0))),
        Err(Ok(error)) => user::refused_in(&frame, &caller, id.0, &error, (FORM, &form)).await,
        Err(Err(error)) => Err(error),
    }
}

async fn try_set(caller: &Caller, id: MemberId, form: &Form) -> Result<(), ApiError> {
    let marks: NewMarks = spread(form).parse()?;
    let change = UserChange { marks: Some(marks), ..UserChange::default() };
    let (ctx, me) = (caller.ctx.clone(), caller.member);
    block(move || manage_users::change(&ctx, Some(me), id, &change, |_| ())).await
}

/// Its row.
pub fn routes() -> Vec<Route> {
    vec![Route::page(Method::POST, "/admin/users/{id}/marks", "admin_user_marks", ADMINS, set).fresh()]
}
