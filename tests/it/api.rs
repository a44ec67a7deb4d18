//! The API, asked over HTTP.

mod limits;
mod office;
mod openapi;
mod problems;
mod running;
mod session;
