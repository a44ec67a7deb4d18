//! The stations of an election's line of time, and their shapes.

use chrono::NaiveDate;

use crate::domain::election::{CANDIDATE_LIST_PUBLISHED, VOTER_LIST_POSTED};

/// Milestones that the line shows: those that a step of somebody depends on.
pub const STATIONS: [&str; 8] = [
    VOTER_LIST_POSTED,
    CANDIDATE_LIST_PUBLISHED,
    "el.freeze",
    "el.voter-list.close",
    "el.day",
    "el.record.team",
    "el.record.board",
    "el.result.publish.council",
];

/// The classes of the stylesheet for this day of an election whose freeze begins on `freeze`.
pub fn class(date: NaiveDate, election_day: NaiveDate, freeze: NaiveDate, today: NaiveDate) -> String {
    let mut classes = Vec::new();
    if date < today {
        classes.push("is-past");
    }
    if date == today {
        classes.push("is-today");
    }
    if freeze <= date && date < election_day {
        classes.push("in-freeze");
    }
    if date == election_day {
        classes.push("is-election");
    }
    classes.join(" ")
}
