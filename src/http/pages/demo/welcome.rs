//! What this is, in one minute: the story, who is in it, and what to try as whom.

use actix_web::http::Method;
use askama::Template;

use crate::app::DEMO_PASSWORD;
use crate::domain::directory::{Directory, Member};
use crate::domain::permission::Role;
use crate::http::actor::{Anybody, Permission};
use crate::http::error::Answer;
use crate::http::pages::admin::{places, sample};
use crate::http::pages::{Frame, Sample, page};
use crate::http::route::Route;

/// The accounts of a role.
struct Part<'a> {
    role: Role,
    accounts: Vec<Account<'a>>,
}

/// An account, signed in by one click.
struct Account<'a> {
    member: &'a Member,
    unit: String,
}

#[derive(Template)]
#[template(path = "pages/demo/welcome.html")]
struct Welcome<'a> {
    frame: &'a Frame,
    password: &'static str,
    parts: Vec<Part<'a>>,
}

impl<'a> Welcome<'a> {
    fn of(frame: &'a Frame, directory: &'a Directory) -> Self {
        let part = |role: Role| {
            let unit = |m: &'a Member| m.grants.iter().find(|g| g.role == role).map(|g| g.unit);
            let mut accounts: Vec<(Option<crate::domain::directory::Level>, Account<'a>)> = directory
                .members
                .values()
                .filter(|m| !m.disabled)
                .filter_map(|m| unit(m).map(|u| (m, u)))
                .map(|(member, u)| (directory.units.get(&u).map(|u| u.level), Account { member, unit: places::name(directory, u) }))
                .collect();
            // The ward's first: the story is theirs.
            accounts.sort_by(|a, b| (b.0, a.1.member.id).cmp(&(a.0, b.1.member.id)));
            Part { role, accounts: accounts.into_iter().map(|(_, account)| account).collect() }
        };
        let parts = Role::ALL.iter().copied().map(part).filter(|p| !p.accounts.is_empty()).collect();
        Self { frame, password: DEMO_PASSWORD, parts }
    }
}

/// `GET /demo`
async fn show(frame: Frame, anybody: Anybody) -> Answer {
    page(&Welcome::of(&frame, &anybody.ctx.directory))
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    vec![Sample::of("demo/welcome", &Welcome::of(frame, &sample::directory()))]
}

/// The row of the demo's table of routes.
pub fn routes() -> Vec<Route> {
    vec![Route::page(Method::GET, "/demo", "demo_welcome", Permission::Public, show)]
}
