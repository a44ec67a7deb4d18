//! A wall calendar of 2025, counted by hand: nothing here asks the program.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Weekday};

pub fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, month, day).unwrap()
}

pub fn at(date: NaiveDate, hour: u32, minute: u32) -> NaiveDateTime {
    date.and_hms_opt(hour, minute, 0).unwrap()
}

/// Weekdays off from 2025 to the spring of 2026 (LAW.md section 4), as month and day.
const OFF_2025: &[(u32, u32)] = &[(1, 1), (1, 27), (1, 28), (1, 29), (1, 30), (1, 31), (4, 7), (4, 30), (5, 1), (5, 2), (9, 1), (9, 2)];
const OFF_2026: &[(u32, u32)] = &[(1, 1), (1, 2), (2, 16), (2, 17), (2, 18), (2, 19), (2, 20)];
const WORKED: &[(i32, u32, u32)] = &[(2025, 4, 26), (2026, 1, 10)];

pub fn is_worked(date: NaiveDate) -> bool {
    let (year, month, day) = (date.year(), date.month(), date.day());
    if matches!(date.weekday(), Weekday::Sat | Weekday::Sun) {
        return WORKED.contains(&(year, month, day));
    }
    let off = if year == 2025 { OFF_2025 } else { OFF_2026 };
    !off.contains(&(month, day))
}

/// How a time limit is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Calendar,
    Working,
}

pub fn later(date: NaiveDate, days: u64, by: By) -> NaiveDate {
    match by {
        By::Calendar => date + Days::new(days),
        By::Working => date.iter_days().skip(1).filter(|d| is_worked(*d)).nth(usize::try_from(days).unwrap() - 1).unwrap(),
    }
}

/// The day on which so many days are left.
pub fn before(due: NaiveDate, days: u64, by: By) -> NaiveDate {
    match by {
        By::Calendar => due - Days::new(days),
        By::Working => {
            let backwards = std::iter::successors(Some(due), |d| d.pred_opt());
            backwards.filter(|d| is_worked(*d)).nth(usize::try_from(days).unwrap()).unwrap()
        }
    }
}

/// On a day off it ends on the next working day.
pub fn rolled(end: NaiveDate) -> NaiveDate {
    end.iter_days().find(|d| is_worked(*d)).unwrap()
}
