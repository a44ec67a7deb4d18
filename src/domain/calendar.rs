//! Which days are worked (LAW.md sections 2 and 4): Monday to Friday, less public holidays and days off in lieu, plus
//! Saturdays worked instead. A year that nobody loaded is an error that names it, never a guess.

use std::collections::BTreeMap;

use chrono::{Datelike, Duration, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::names::Names;

/// A day of the calendar that is not what its weekday says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Exception {
    pub date: NaiveDate,
    #[serde(flatten)]
    pub names: Names,
}

/// The calendar of one year, as it is loaded from a file or entered by the admin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CalendarYear {
    pub year: i32,
    /// Revision of law and calendars from which this version of the year holds; 0 for what the program ships.
    #[serde(default)]
    pub revision: i64,
    /// Where the days are announced.
    pub basis: String,
    /// Days off that fall on a weekday.
    pub off: Vec<Exception>,
    /// Saturdays and Sundays that are worked.
    pub worked: Vec<Exception>,
}

/// What is wrong with the calendar of a year.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// Not TOML, or a field is missing or wrong.
    #[error("the calendar cannot be read: {0}")]
    Unreadable(String),
    #[error("{date}: not a day of {year}")]
    OtherYear { date: NaiveDate, year: i32 },
    #[error("{0}: a day off falls on a weekday, a worked day on a weekend")]
    WrongWeekday(NaiveDate),
    #[error("{0}: entered twice")]
    Twice(NaiveDate),
    #[error("{0}: a name in each language is missing")]
    Nameless(NaiveDate),
}

/// The calendar of this year has not been loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no calendar is loaded for the year {0}")]
pub struct MissingYear(pub i32);

impl CalendarYear {
    /// Reads `law/vn/calendar/YYYY.toml` and checks it.
    pub fn parse(toml: &str) -> Result<Self, CalendarError> {
        let year: Self = toml::from_str(toml).map_err(|e| CalendarError::Unreadable(one_line(&e)))?;
        year.check()?;
        Ok(year)
    }

    /// Refuses days of another year, days off on a weekend, worked days in the week, doubles, and days without a name.
    pub fn check(&self) -> Result<(), CalendarError> {
        let mut seen = Vec::with_capacity(self.off.len() + self.worked.len());
        for (day, off) in self.off.iter().map(|d| (d, true)).chain(self.worked.iter().map(|d| (d, false))) {
            if day.date.year() != self.year {
                return Err(CalendarError::OtherYear { date: day.date, year: self.year });
            }
            if is_weekend(day.date) == off {
                return Err(CalendarError::WrongWeekday(day.date));
            }
            if seen.contains(&day.date) {
                return Err(CalendarError::Twice(day.date));
            }
            if !day.names.complete() {
                return Err(CalendarError::Nameless(day.date));
            }
            seen.push(day.date);
        }
        Ok(())
    }
}

/// An error of the TOML reader on one line: where, and what.
pub(super) fn one_line(error: &toml::de::Error) -> String {
    let drawn = error.to_string();
    let place = drawn.lines().next().unwrap_or_default();
    format!("{place}: {}", error.message().split_whitespace().collect::<Vec<_>>().join(" "))
}

/// So many calendar days later, earlier if negative; the same day where the calendar itself ends.
pub fn days_after(day: NaiveDate, days: i64) -> NaiveDate {
    Duration::try_days(days).and_then(|d| day.checked_add_signed(d)).unwrap_or(day)
}

fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// What a day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayKind<'a> {
    /// Monday to Friday.
    Working,
    /// A day of the weekend that is worked.
    WorkedInstead(&'a Names),
    /// Saturday or Sunday.
    Weekend,
    /// A weekday off.
    Off(&'a Names),
}

impl DayKind<'_> {
    /// Counts as a working day.
    pub const fn is_working(self) -> bool {
        matches!(self, Self::Working | Self::WorkedInstead(_))
    }
}

/// All years that are loaded, each in every version it ever had.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    /// Versions of a year by revision.
    years: BTreeMap<i32, BTreeMap<i64, CalendarYear>>,
}

impl Calendar {
    /// Adds a year, or another version of it; one of the same revision is replaced.
    pub fn add(&mut self, year: CalendarYear) -> Result<(), CalendarError> {
        year.check()?;
        self.years.entry(year.year).or_default().insert(year.revision, year);
        Ok(())
    }

    /// The years that are loaded, in order.
    pub fn years(&self) -> impl Iterator<Item = i32> + '_ {
        self.years.keys().copied()
    }

    /// The calendar as a case of this revision sees it: of each year the newest version not newer than the revision, else
    /// the earliest (a year that was first loaded later).
    pub const fn at(&self, revision: i64) -> CalendarView<'_> {
        CalendarView { calendar: self, revision }
    }

    /// The calendar in its newest version.
    pub const fn newest(&self) -> CalendarView<'_> {
        self.at(i64::MAX)
    }
}

/// The calendar at one revision.
#[derive(Debug, Clone, Copy)]
pub struct CalendarView<'a> {
    calendar: &'a Calendar,
    revision: i64,
}

impl<'a> CalendarView<'a> {
    /// The version of a year that holds at this revision.
    pub fn year(&self, year: i32) -> Result<&'a CalendarYear, MissingYear> {
        let versions = self.calendar.years.get(&year).ok_or(MissingYear(year))?;
        let held = versions.range(..=self.revision).next_back().or_else(|| versions.first_key_value());
        held.map(|(_, version)| version).ok_or(MissingYear(year))
    }

    /// What this day is.
    pub fn day(&self, date: NaiveDate) -> Result<DayKind<'a>, MissingYear> {
        let year = self.year(date.year())?;
        let listed = |days: &'a [Exception]| days.iter().find(|d| d.date == date).map(|d| &d.names);
        Ok(if is_weekend(date) {
            listed(&year.worked).map_or(DayKind::Weekend, DayKind::WorkedInstead)
        } else {
            listed(&year.off).map_or(DayKind::Working, DayKind::Off)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    fn year(revision: i64, off: &[&str]) -> CalendarYear {
        let off = off.iter().map(|d| Exception { date: day(d), names: Names::fixed("nghỉ", "off") }).collect();
        CalendarYear { year: 2027, revision, basis: "test".into(), off, worked: vec![] }
    }

    #[test]
    fn a_case_keeps_the_version_of_its_revision() {
        let mut calendar = Calendar::default();
        calendar.add(year(3, &["2027-01-01"])).unwrap();
        calendar.add(year(7, &["2027-01-01", "2027-02-05"])).unwrap();
        let off = |revision| !calendar.at(revision).day(day("2027-02-05")).unwrap().is_working();
        assert_eq!([0, 3, 6, 7, 99].map(off), [false, false, false, true, true]);
        assert!(!calendar.at(0).day(day("2027-01-01")).unwrap().is_working(), "the earliest version stands in for an earlier revision");
        assert_eq!(calendar.newest().day(day("2028-01-03")), Err(MissingYear(2028)));
    }

    #[test]
    fn a_wrong_year_is_refused_by_its_day() {
        assert_eq!(year(1, &["2027-01-02"]).check(), Err(CalendarError::WrongWeekday(day("2027-01-02"))));
        assert_eq!(year(1, &["2026-12-31"]).check(), Err(CalendarError::OtherYear { date: day("2026-12-31"), year: 2027 }));
        assert_eq!(year(1, &["2027-01-01", "2027-01-01"]).check(), Err(CalendarError::Twice(day("2027-01-01"))));
        assert!(matches!(CalendarYear::parse("year = 2027"), Err(CalendarError::Unreadable(_))));
    }
}
