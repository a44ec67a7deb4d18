//! Whether a case is held, so that it is not anonymised when its time is over; placed and lifted by its supervisors.

use actix_web::HttpResponse;

use super::at::At;
use super::load;
use super::show::Show;
use crate::actions::retain::{self, HoldReason};
use crate::domain::ids::CaseId;
use crate::domain::status::StatusCode;
use crate::http::actor::Caller;
use crate::http::error::{Answer, ApiError};
use crate::http::form::Form;
use crate::http::pages::{Errors, Field, Frame, page_with, see_other};
use crate::http::params::PathId;
use crate::http::shared::block;

/// The form on the page, for its texts and the ids of its fields.
const FORM: &str = "hold";

/// The part of the page.
#[derive(Debug, Clone)]
pub struct Hold {
    /// Who holds it, since when and why: a sentence each.
    pub held: Vec<String>,
    /// The form that places one more.
    pub fields: Vec<Field>,
    /// It was sent, and something is to be corrected.
    pub open: bool,
}

/// For whoever may hold the case, once it is closed, or as long as it is held.
pub fn hold(at: At<'_>, typed: &Form, errors: &Errors) -> Option<Hold> {
    let (frame, sheet) = (at.frame, at.sheet);
    let holds = sheet.holds.as_ref()?;
    if holds.is_empty() && sheet.case.status.code() != StatusCode::Closed {
        return None;
    }
    let line = |hold: &retain::HoldView| {
        let values = [("who", at.member_or_me(hold.by)), ("since", frame.day(&hold.since)), ("reason", hold.reason.clone())];
        frame.say("case-held", &values)
    };
    let reason = Field::area(frame, "reason", 2).of(frame, FORM).within(FORM).filled(typed, errors);
    Some(Hold { held: holds.iter().map(line).collect(), fields: vec![reason], open: !typed.fields().is_empty() })
}

fn back(id: CaseId) -> HttpResponse {
    see_other(&format!("/cases/{id}#hold"))
}

/// `POST /cases/{id}/hold`
pub async fn place(caller: Caller, frame: Frame, id: PathId<CaseId>, form: Form) -> Answer {
    // Whoever may not know the case learns nothing from what is said about the field.
    let sheet = load(&caller, id.0).await?;
    let (ctx, me, id, typed) = (caller.ctx.clone(), caller.member, id.0, form.clone());
    let done = block(move || {
        let reason: HoldReason = typed.parse()?;
        retain::hold(&ctx, me, id, &reason).map_err(ApiError::from)
    })
    .await;
    match done {
        Ok(()) => Ok(back(id)),
        Err(error @ ApiError::Field { .. }) => {
            let at = At::of(&frame, &sheet, &caller.ctx);
            let errors = Errors::within(FORM, &error, frame.lang);
            page_with(error.status(), &Show { hold: hold(at, &form, &errors), ..Show::of(at, None, None, &errors) })
        }
        Err(error) => Err(error),
    }
}

/// `POST /cases/{id}/hold/lift`
pub async fn lift(caller: Caller, id: PathId<CaseId>, _form: Form) -> Answer {
    let (ctx, me, id) = (caller.ctx.clone(), caller.member, id.0);
    block(move || retain::lift(&ctx, me, id)).await?;
    Ok(back(id))
}
