//! Elections, the latest first.

use std::cmp::Reverse;

use actix_web::http::Method;
use askama::Template;

use super::{ADMINS, places, sample};
use crate::domain::directory::{Directory, Election};
use crate::http::actor::Caller;
use crate::http::error::Answer;
use crate::http::pages::{Frame, Sample, page};
use crate::http::route::Route;

/// An election in the list.
struct Row<'a> {
    election: &'a Election,
    units: Vec<String>,
    /// Letters count as election track today.
    open: bool,
}

#[derive(Template)]
#[template(path = "pages/admin/elections.html")]
struct Elections<'a> {
    frame: &'a Frame,
    rows: Vec<Row<'a>>,
}

impl<'a> Elections<'a> {
    fn of(frame: &'a Frame, directory: &'a Directory) -> Self {
        let mut elections: Vec<&Election> = directory.elections.values().collect();
        elections.sort_by_key(|e| Reverse((e.day, e.id)));
        let row = |election: &'a Election| Row {
            election,
            units: election.units.iter().map(|u| places::name(directory, *u)).collect(),
            open: election.open_on(frame.today),
        };
        Self { frame, rows: elections.into_iter().map(row).collect() }
    }
}

/// `GET /admin/elections`
async fn list(frame: Frame, caller: Caller) -> Answer {
    page(&Elections::of(&frame, &caller.ctx.directory))
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    vec![
        Sample::of("admin/elections", &Elections::of(frame, &sample::directory())),
        Sample::of("admin/elections empty", &Elections { frame, rows: vec![] }),
    ]
}

/// The row of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![Route::page(Method::GET, "/admin/elections", "admin_elections", ADMINS, list)]
}
