//! What each member of the team has to do.

use actix_web::http::Method;
use askama::Template;
use serde::Deserialize;

use super::super::{Frame, Sample, page};
use super::{SUPERVISORS, sample};
use crate::actions::read::board::{self as read, TeamMember};
use crate::domain::ids::MemberId;
use crate::http::actor::Caller;
use crate::http::error::Answer;
use crate::http::params::Params;
use crate::http::route::Route;
use crate::http::shared::block;

/// Where the page begins.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct From {
    after: Option<MemberId>,
}

#[derive(Template)]
#[template(path = "pages/board/team.html")]
struct Team<'a> {
    frame: &'a Frame,
    members: &'a [TeamMember],
    /// Where the next page begins.
    next: Option<MemberId>,
    /// This is not the first page.
    later: bool,
}

impl Team<'_> {
    fn roles(&self, member: &TeamMember) -> String {
        member.roles.iter().map(|role| self.frame.word("role", role)).collect::<Vec<_>>().join(", ")
    }
}

/// `GET /team`
async fn show(frame: Frame, caller: Caller, from: Params<From>) -> Answer {
    let after = from.0.after;
    let (members, more) = block(move || {
        let ctx = &caller.ctx;
        ctx.store.snapshot(|conn| read::team(ctx, conn, caller.member, after))
    })
    .await?;
    let next = members.last().filter(|_| more).map(|m| m.id);
    page(&Team { frame: &frame, members: &members, next, later: after.is_some() })
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let members = sample::team();
    let full = Team { frame, members: &members, next: Some(MemberId(1)), later: true };
    let empty = Team { frame, members: &[], next: None, later: false };
    vec![Sample::of("board/team", &full), Sample::of("board/team empty", &empty)]
}

/// Its row.
pub fn routes() -> Vec<Route> {
    vec![Route::page(Method::GET, "/team", "team_page", SUPERVISORS, show)]
}
