//! The law as data and the deadline engine, from outside.

mod calendar;
mod cases;
mod cells;
mod cli;
mod due;
mod properties;
mod register;
mod sentence;

use chrono::NaiveDate;

/// A day as the law writes it here.
fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}
