//! What the next runs of `retain` would destroy of the reader's units, and what is held from it.

use actix_web::http::Method;
use askama::Template;

use super::super::{Frame, Sample, page};
use super::SUPERVISORS;
use crate::actions::error::ActionError;
use crate::actions::retain::{self, HoldView, Overripe};
use crate::domain::directory::Directory;
use crate::http::actor::Caller;
use crate::http::error::Answer;
use crate::http::route::Route;
use crate::http::shared::block;

#[derive(Template)]
#[template(path = "pages/board/retention.html")]
struct Retention<'a> {
    frame: &'a Frame,
    directory: &'a Directory,
    /// Those with a day first, the nearest before the others.
    due: Vec<&'a Overripe>,
    held: &'a [HoldView],
}

impl<'a> Retention<'a> {
    fn of(frame: &'a Frame, directory: &'a Directory, due: &'a [Overripe], held: &'a [HoldView]) -> Self {
        let mut due: Vec<&Overripe> = due.iter().collect();
        due.sort_by_key(|one| (one.destroyed_on.is_none(), one.destroyed_on.map(|on| on.0), one.id.0));
        Self { frame, directory, due, held }
    }

    fn who(&self, hold: &HoldView) -> String {
        self.directory.members.get(&hold.by).map_or_else(|| self.frame.t("actor-member"), |m| m.name.clone())
    }
}

/// `GET /retention`
async fn show(frame: Frame, caller: Caller) -> Answer {
    let (ctx, me) = (caller.ctx.clone(), caller.member);
    let (due, held) = block(move || Ok::<_, ActionError>((retain::seen_by(&ctx, me)?, retain::held_for(&ctx, me)?))).await?;
    page(&Retention::of(&frame, &caller.ctx.directory, &due, &held))
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let directory = super::sample::directory();
    let (due, held) = super::sample::retention();
    vec![
        Sample::of("board/retention", &Retention::of(frame, &directory, &due, &held)),
        Sample::of("board/retention empty", &Retention::of(frame, &directory, &[], &[])),
    ]
}

/// Its row.
pub fn routes() -> Vec<Route> {
    vec![Route::page(Method::GET, "/retention", "retention_page", SUPERVISORS, show)]
}
