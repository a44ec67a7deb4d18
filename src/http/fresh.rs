//! Fresh proof of who asks: what gives accounts, feeds or identities away is done only by whoever typed their password, and the
//! code of their second factor, within the last minutes. A route demands it by [`super::route::Route::fresh`].
//!
//! A program is told `reauthenticate` and proves itself at `POST /api/v1/session/confirm`. In a browser the page that asks keeps
//! what was typed, and sends it on with the proof.

use std::rc::Rc;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, web};
use chrono::{DateTime, Duration, Utc};
use zeroize::Zeroizing;

use super::actor::Caller;
use super::error::ApiError;
use super::form::{Form, Read};
use super::pages::{self, Frame, confirm};
use super::proof;
use super::shared::Shared;

/// A proof is fresh so long.
pub const LIFE: Duration = Duration::minutes(10);

/// Whether the caller proved within the last minutes who they are.
pub fn is(caller: &Caller, now: DateTime<Utc>) -> bool {
    caller.confirmed_at.is_some_and(|at| now < at + LIFE)
}

/// The same as a guard within a handler, where only some requests to a route need it.
pub fn demand(caller: &Caller) -> Result<(), ApiError> {
    if is(caller, caller.ctx.clock.now()) { Ok(()) } else { Err(ApiError::Reauthenticate) }
}

/// Asks in a browser; once the proof was given, the request goes on as it was.
pub async fn ask<B: MessageBody + 'static>(
    shared: &web::Data<Shared>,
    mut req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    if req.method().is_safe() {
        let answer = pages::see_other(&confirm::way_to(req.path()));
        return Ok(req.into_response(answer).map_into_boxed_body());
    }
    let mut form = match req.extract::<Form>().await {
        Ok(form) => form,
        Err(error) => return Ok(req.error_response(error).map_into_boxed_body()),
    };
    let answer = match proven(shared, &req, &mut form).await {
        Ok(()) => {
            req.extensions_mut().insert(Rc::new(Read(form)));
            return next.call(req).await.map(ServiceResponse::map_into_boxed_body);
        }
        Err(error) => Frame::of(req.request()).ok_or(ApiError::Internal).and_then(|frame| confirm::page(&frame, req.path(), &form, &error)),
    };
    match answer {
        Ok(answer) => Ok(req.into_response(answer).map_into_boxed_body()),
        Err(error) => Ok(req.error_response(error).map_into_boxed_body()),
    }
}

/// Takes the proof out of the form, and looks at it.
async fn proven(shared: &web::Data<Shared>, req: &ServiceRequest, form: &mut Form) -> Result<(), ApiError> {
    let password = Zeroizing::new(form.take(confirm::PASSWORD));
    let code = Some(Zeroizing::new(form.take(confirm::CODE))).filter(|code| !code.trim().is_empty());
    if password.is_empty() {
        return Err(ApiError::Reauthenticate);
    }
    let caller = req.extensions().get::<Rc<Caller>>().map(|caller| Caller::clone(caller)).ok_or(ApiError::NoSession)?;
    proof::confirm(shared, req.request(), &caller, (password, code)).await
}
