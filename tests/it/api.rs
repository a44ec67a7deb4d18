//! The API, asked over HTTP.

mod assignees;
mod feed;
mod limits;
mod mails;
mod office;
mod openapi;
mod problems;
mod running;
mod session;
mod snapshots;
