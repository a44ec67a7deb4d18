//! Redress: the case tracker of election complaints subcommittees.

pub mod cli;
pub mod domain;
