//! The rules, pure: no database, no HTTP, no clock. What time it is, is an argument.

#[macro_use]
mod codes;

pub mod account;
pub mod appeal;
pub mod apply;
pub mod calendar;
pub mod calendar_file;
pub mod case;
pub mod classification;
pub mod contact;
pub mod correction;
pub mod day;
pub mod deadline;
pub mod directory;
pub mod disposition;
pub mod election;
pub mod event;
pub mod extension;
pub mod gate;
pub mod ical;
pub mod ids;
pub mod kind;
pub mod law;
pub mod missing;
pub mod names;
pub mod number;
pub mod outcome;
pub mod paper;
pub mod party;
pub mod permission;
pub mod places;
pub mod publication;
pub mod receipt;
pub mod refusal;
pub mod reminder;
pub mod report;
pub mod reveal;
pub mod rulebook;
pub mod sentence;
pub mod service;
pub mod status;
pub mod suppression;
pub mod suspect;
pub mod text;
pub mod verb;
pub mod zone;
