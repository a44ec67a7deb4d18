//! Redress: the case tracker of election complaints subcommittees.

pub mod clock;
pub mod config;
pub mod domain;
pub mod http;
pub mod logging;
pub mod seal;
pub mod store;
pub mod texts;
