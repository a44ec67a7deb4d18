//! The citizen's side, without an account: the first page, the submission with its papers, the receipt.

mod check;
mod draft;
mod due;
mod gone;
mod holder;
pub mod paper;
pub mod papers;
mod questions;
mod receipt;
mod sample;
mod start;
mod steps;
mod submit;

use super::{Frame, Sample};
use crate::http::route::Route;

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    [start::routes(), submit::routes(), papers::routes(), check::routes(), receipt::routes(), paper::routes()].concat()
}

/// Every page in all its states.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    [
        start::samples(frame),
        submit::samples(frame),
        papers::samples(frame),
        check::samples(frame),
        receipt::samples(frame),
        gone::samples(frame),
    ]
    .concat()
}
