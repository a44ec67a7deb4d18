//! What only the demo has: its clock, its accounts, its mails. Outside it none of these addresses is there.

pub mod clock;
pub mod outbox;
pub mod welcome;

use super::{Frame, Sample};
use crate::http::route::Route;

/// Every page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    [welcome::samples(frame), outbox::samples(frame)].concat()
}

/// The rows that only the demo has in its table of routes.
pub fn routes() -> Vec<Route> {
    [clock::routes(), outbox::routes(), welcome::routes()].concat()
}
