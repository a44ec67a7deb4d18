//! Redress: the case tracker of election complaints subcommittees.

#[macro_use]
pub mod domain;

pub mod actions;
pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod http;
pub mod jobs;
pub mod logging;
pub mod mail;
pub mod seal;
pub mod store;
pub mod texts;
