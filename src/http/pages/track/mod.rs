//! What everybody may look up: one's own case with number and receipt code, the election's calendar, the public figures.

pub mod acts;
pub mod calendar;
pub mod case;
pub mod figures;
pub mod open;
pub mod report;
mod sample;
pub mod view;
pub mod what_if;
pub mod working;

pub use sample::paper as sample_paper;

use super::{Frame, Sample};
use crate::http::route::Route;

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    [open::routes(), case::routes(), calendar::routes(), figures::routes(), report::routes()].concat()
}

/// The pages with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    [open::samples(frame), case::samples(frame), calendar::samples(frame), figures::samples(frame), report::samples(frame)].concat()
}
