//! A one-time link for an account: sent by mail, or shown once to be handed over.

use actix_web::http::Method;
use askama::Template;

use super::{ADMINS, correctable, sample, user};
use crate::actions::one_time_link::{self, Audience, Delivery, Made};
use crate::domain::directory::Member;
use crate::domain::ids::MemberId;
use crate::http::actor::Caller;
use crate::http::error::{Answer, ApiError};
use crate::http::form::Form;
use crate::http::pages::{Frame, Sample, page, see_other};
use crate::http::params::PathId;
use crate::http::route::Route;
use crate::http::shared::block;

#[derive(Template)]
#[template(path = "pages/admin/invitation.html")]
struct Shown<'a> {
    frame: &'a Frame,
    member: &'a Member,
    made: &'a Made,
}

/// `POST /admin/users/{id}/invitation`. A link that is to be shown stands in this answer and nowhere else.
async fn invite(frame: Frame, caller: Caller, id: PathId<MemberId>, form: Form) -> Answer {
    let delivery = if form.get("how") == "mail" { Delivery::Mail } else { Delivery::Shown };
    let (ctx, me, id) = (caller.ctx.clone(), caller.member, id.0);
    match block(move || one_time_link::make(&ctx, me, id, delivery)).await.map_err(correctable) {
        Ok(_) if delivery == Delivery::Mail => Ok(see_other(&format!("/admin/users/{id}?done=mailed"))),
        Ok(made) => {
            let member = caller.ctx.directory.members.get(&id).ok_or(ApiError::NotFound)?;
            page(&Shown { frame: &frame, member, made: &made })
        }
        Err(Ok(error)) => user::refused(&frame, &caller, id, &error).await,
        Err(Err(error)) => Err(error),
    }
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let directory = sample::directory();
    let made = |audience: Audience| Made {
        audience,
        link: format!("https://bau-cu.example{}/2dGhlIHF1aWNrIGJyb3duIGZveCBqdW1wcyBvdmVyIHRo", audience.path()),
        until: frame.now + audience.life(),
    };
    let shown = |name, audience| {
        directory.members.get(&sample::INVITED).map(|member| Sample::of(name, &Shown { frame, member, made: &made(audience) }))
    };
    [shown("admin/invitation", Audience::Invite), shown("admin/invitation reset", Audience::Reset)].into_iter().flatten().collect()
}

/// The row of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![Route::page(Method::POST, "/admin/users/{id}/invitation", "admin_user_invite", ADMINS, invite).fresh()]
}
