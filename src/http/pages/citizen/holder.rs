//! Whose half-filled form a request is about: the cookie, and the number in the address.

use actix_web::{HttpRequest, HttpResponse, web};

use super::draft::Draft;
use super::steps::Step;
use crate::actions::half_form::{self, Holder, Kept, MINUTES, Sent};
use crate::http::actor::Anybody;
use crate::http::cookies::{self, Purpose};
use crate::http::error::{Answer, ApiError};
use crate::http::shared::{Shared, block};

/// What stands there.
#[derive(Debug)]
pub enum At {
    Filling(Holder, Draft),
    /// It was sent: its receipt.
    Sent(Holder, Sent),
    /// Nothing: expired, left, or never of this browser.
    Gone,
}

/// The number in the address; 0 where it is none.
pub fn number(req: &HttpRequest) -> u8 {
    req.match_info().get("no").and_then(|no| no.parse().ok()).unwrap_or_default()
}

/// The step in the address.
pub fn step_of(req: &HttpRequest) -> Option<Step> {
    req.match_info().get("step").and_then(|step| step.parse().ok()).filter(|step| !matches!(step, Step::Papers | Step::Check))
}

/// The form of this request.
pub async fn holder(shared: &web::Data<Shared>, anybody: &Anybody, req: &HttpRequest) -> Result<At, ApiError> {
    let Some(token) = cookies::read(req, shared.secure(), Purpose::Form) else { return Ok(At::Gone) };
    let holder = Holder { token, no: number(req) };
    let (ctx, asked) = (anybody.ctx.clone(), holder.clone());
    Ok(match block(move || half_form::find(&ctx, &asked)).await? {
        Some(Kept::Filling(form)) => At::Filling(holder, Draft::of(&form)),
        Some(Kept::Sent(sent)) => At::Sent(holder, sent),
        None => At::Gone,
    })
}

/// The answer, with the cookie for an hour more.
pub fn keeping(shared: &Shared, mut answer: HttpResponse, holder: &Holder) -> Answer {
    let cookie = cookies::set(shared.secure(), Purpose::Form, holder.token.clone(), Some(MINUTES * 60));
    answer.add_cookie(&cookie).map_err(|_| ApiError::Internal)?;
    Ok(answer)
}
