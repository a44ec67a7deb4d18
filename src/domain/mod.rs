//! The rules, pure: no database, no HTTP, no clock. What time it is, is an argument.

#[macro_use]
mod codes;

pub mod case;
pub mod classification;
pub mod day;
pub mod directory;
pub mod event;
pub mod ids;
pub mod kind;
pub mod number;
pub mod outcome;
pub mod party;
pub mod permission;
pub mod receipt;
pub mod refusal;
pub mod status;
pub mod text;
pub mod verb;
