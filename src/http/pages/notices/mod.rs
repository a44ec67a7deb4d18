//! The notices of a case, each as a plain A4 page with the national heading (Nghị định 30/2020).

pub mod show;

use super::{Frame, Sample};
use crate::http::route::Route;

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    show::routes()
}

/// The pages with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    show::samples(frame)
}
