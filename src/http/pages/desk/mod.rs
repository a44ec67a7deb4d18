//! The desk of clerks, officers and supervisors: queues, lists, giving cases to officers, and the reception of a citizen.

pub mod address;
pub mod assign;
pub mod cases;
pub mod choices;
pub mod counter;
pub mod queues;
pub mod slip;
pub mod table;

use super::{Frame, Sample};
use crate::http::actor::Caller;
use crate::http::route::Route;

/// Its rows of the table of routes.
pub fn routes() -> Vec<Route> {
    [queues::routes(), cases::routes(), assign::routes(), counter::routes()].concat()
}

/// Its pages with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    [queues::samples(frame), cases::samples(frame), assign::samples(frame), counter::samples(frame), slip::samples(frame)].concat()
}

/// As what the reader works, and where: roles with their units, each on its own.
pub fn working_as(frame: &Frame, caller: &Caller) -> Vec<String> {
    let directory = &caller.ctx.directory;
    let grants = directory.members.get(&caller.member).map(|m| m.grants.as_slice()).unwrap_or_default();
    let at = |unit| directory.units.get(&unit).map(|u| u.name.clone()).unwrap_or_default();
    grants.iter().map(|grant| format!("{}, {}", frame.word("role", grant.role), at(grant.unit))).collect()
}
