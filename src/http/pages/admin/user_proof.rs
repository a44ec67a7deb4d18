//! How somebody else's account is proved: its second factor taken away, its sessions ended. Both are on record, and told.

use actix_web::http::Method;

use super::{ADMINS, correctable, user};
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::second_factor;
use crate::domain::ids::MemberId;
use crate::http::actor::Caller;
use crate::http::error::Answer;
use crate::http::form::Form;
use crate::http::pages::{Frame, see_other};
use crate::http::params::PathId;
use crate::http::route::Route;
use crate::http::shared::block;

async fn done(frame: Frame, caller: Caller, id: MemberId, act: fn(&Context, MemberId, MemberId) -> Result<(), ActionError>) -> Answer {
    let (ctx, me) = (caller.ctx.clone(), caller.member);
    match block(move || act(&ctx, me, id)).await.map_err(correctable) {
        Ok(()) => Ok(see_other(&format!("/admin/users/{id}?done=saved"))),
        Err(Ok(error)) => user::refused(&frame, &caller, id, &error).await,
        Err(Err(error)) => Err(error),
    }
}

/// `POST /admin/users/{id}/second-factor/reset`
async fn reset(frame: Frame, caller: Caller, id: PathId<MemberId>, _form: Form) -> Answer {
    done(frame, caller, id.0, second_factor::reset).await
}

/// `POST /admin/users/{id}/sessions/end`
async fn end_sessions(frame: Frame, caller: Caller, id: PathId<MemberId>, _form: Form) -> Answer {
    done(frame, caller, id.0, second_factor::end_sessions).await
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![
        Route::page(Method::POST, "/admin/users/{id}/second-factor/reset", "admin_user_second_factor_reset", ADMINS, reset).fresh(),
        Route::page(Method::POST, "/admin/users/{id}/sessions/end", "admin_user_sessions_end", ADMINS, end_sessions).fresh(),
    ]
}
