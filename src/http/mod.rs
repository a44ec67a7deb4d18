//! HTTP: parse at the edge, ask an action, answer. Every URL stands in [`routes`], every error in [`error`].

pub mod actor;
pub mod api;
pub mod body;
pub mod cookies;
pub mod csrf;
pub mod cursor;
mod days;
pub mod deadlines;
pub mod envelope;
pub mod error;
pub mod form;
pub mod headers;
pub mod kept;
pub mod limits;
pub mod metrics;
pub mod openapi;
pub mod pages;
pub mod params;
pub mod problem;
pub mod route;
pub mod routes;
pub mod serde_problem;
pub mod server;
pub mod shared;
mod strict;
pub mod tokens;
pub mod upload;
