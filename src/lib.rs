//! Redress: the case tracker of election complaints subcommittees.

pub mod domain;
pub mod seal;
pub mod store;
