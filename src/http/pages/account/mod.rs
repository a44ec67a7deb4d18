//! One's own account, and the ways to a password.

pub mod calendar;
pub mod forgotten;
pub mod own;
pub mod password;
pub mod second_factor;

use super::{Frame, Sample};
use crate::http::route::Route;

/// Every page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    [own::samples(frame), calendar::samples(frame), forgotten::samples(frame), password::samples(frame), second_factor::samples(frame)]
        .concat()
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    [own::routes(), calendar::routes(), forgotten::routes(), password::routes(), second_factor::routes()].concat()
}
