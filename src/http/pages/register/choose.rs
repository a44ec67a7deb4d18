//! The registers: of which unit, of which days.

use actix_web::http::Method;
use askama::Template;

use super::super::{Field, Frame, Sample, page};
use super::{Chosen, election, fields, sample, units};
use crate::actions::read::records::READERS;
use crate::domain::permission::Role;
use crate::http::actor::{Caller, Permission};
use crate::http::error::Answer;
use crate::http::params::Params;
use crate::http::route::Route;

#[derive(Template)]
#[template(path = "pages/register/choose.html")]
struct Page<'a> {
    frame: &'a Frame,
    /// None: the reader holds no role in a unit that has registers.
    fields: Vec<Field>,
    /// The reader opens the books too; an observer only the figures.
    books: bool,
}

impl<'a> Page<'a> {
    fn of(frame: &'a Frame, fields: Vec<Field>) -> Self {
        let books = frame.has(Role::Clerk) || frame.has(Role::Officer) || frame.has(Role::Supervisor);
        Self { frame, fields, books }
    }
}

/// `GET /register`
async fn show(frame: Frame, caller: Caller, chosen: Params<Chosen>) -> Answer {
    let units = units(&caller.ctx, caller.member, &READERS);
    if units.is_empty() {
        return page(&Page::of(&frame, Vec::new()));
    }
    let period = chosen.0.period(&caller.ctx, caller.member, &READERS)?;
    let mut fields = fields(&frame, &units, &period);
    fields.extend(election(&frame, &caller.ctx.directory));
    page(&Page::of(&frame, fields))
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let period = sample::period();
    let units = vec![(period.unit, "Phường Cự Khối".to_owned())];
    vec![
        Sample::of("register/choose", &Page::of(frame, fields(frame, &units, &period))),
        Sample::of("register/choose no unit", &Page::of(frame, Vec::new())),
    ]
}

/// Its row.
pub fn routes() -> Vec<Route> {
    vec![Route::page(Method::GET, "/register", "register_page", Permission::Role(&READERS), show)]
}
