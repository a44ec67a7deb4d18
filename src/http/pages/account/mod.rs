//! One's own account, and the ways to a password.

pub mod account;
pub mod forgotten;
pub mod password;

use super::{Frame, Sample};
use crate::http::route::Route;

/// Every page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    [account::samples(frame), forgotten::samples(frame), password::samples(frame)].concat()
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    [account::routes(), forgotten::routes(), password::routes()].concat()
}
