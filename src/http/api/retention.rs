//! What is kept no longer, as a supervisor sees it, and holds on it.

use actix_web::HttpResponse;
use actix_web::http::Method;
use serde::Serialize;
use utoipa::ToSchema;

use crate::actions::retain::{self, HoldReason, Overripe};
use crate::domain::ids::CaseId;
use crate::domain::permission::Role;
use crate::http::actor::{Caller, Permission};
use crate::http::body::Body;
use crate::http::error::Answer;
use crate::http::params::PathId;
use crate::http::route::Route;
use crate::http::shared::block;

/// Who sees what is kept no longer, and holds it.
pub const SUPERVISORS: Permission = Permission::Role(&[Role::Supervisor]);

/// The list.
#[derive(Debug, Serialize, ToSchema)]
pub struct RetentionView {
    pub items: Vec<Overripe>,
}

/// `GET /api/v1/retention`
async fn list(caller: Caller) -> Answer {
    let items = block(move || retain::seen_by(&caller.ctx, caller.member)).await?;
    Ok(HttpResponse::Ok().json(RetentionView { items }))
}

/// `PUT /api/v1/cases/{id}/hold`
async fn hold(caller: Caller, id: PathId<CaseId>, body: Body<HoldReason>) -> Answer {
    block(move || retain::hold(&caller.ctx, caller.member, id.0, &body.value)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// `DELETE /api/v1/cases/{id}/hold`
async fn lift(caller: Caller, id: PathId<CaseId>) -> Answer {
    block(move || retain::lift(&caller.ctx, caller.member, id.0)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    let tag = "retention";
    vec![
        Route::new(Method::GET, "/api/v1/retention", "list_retention", SUPERVISORS, list)
            .says(tag, "Closed cases that are kept no longer, and when each is anonymised")
            .answers::<RetentionView>(200, "The cases of one's units."),
        Route::new(Method::PUT, "/api/v1/cases/{id}/hold", "hold_case", SUPERVISORS, hold)
            .says(tag, "Keep a case from being anonymised, for a reason")
            .body::<HoldReason>()
            .answers_nothing("It is held.")
            .problems(&[404]),
        Route::new(Method::DELETE, "/api/v1/cases/{id}/hold", "lift_hold", SUPERVISORS, lift)
            .says(tag, "Lift the holds of a case")
            .answers_nothing("It is held no longer.")
            .problems(&[404, 409]),
    ]
}
