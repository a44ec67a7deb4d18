//! HTTP: parse at the edge, ask an action, answer. Every URL stands in [`routes`], every error in [`error`].

pub mod body;
pub mod cursor;
pub mod deadlines;
pub mod error;
pub mod headers;
pub mod params;
pub mod problem;
pub mod serde_problem;
mod strict;
