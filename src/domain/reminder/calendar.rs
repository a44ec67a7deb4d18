//! When admins are asked for the calendar of a year: on 1 November of the year before, then each Monday.

use chrono::{DateTime, Datelike, NaiveDate, Utc, Weekday};

use super::TimeOfDay;
use crate::domain::calendar::{CalendarView, days_after};
use crate::domain::zone::local_date;

/// The month from which on the calendar of the next year is asked for: time limits begin to run into it, and its days off
/// are announced by then.
const ASKED_FROM: u32 = 11;

/// The years of which no calendar is loaded though it is wanted on this day: the day's own, and from 1 November the next.
pub fn missing_years(calendar: CalendarView<'_>, today: NaiveDate) -> Vec<i32> {
    let next = (today.month() >= ASKED_FROM).then_some(today.year() + 1);
    [Some(today.year()), next].into_iter().flatten().filter(|year| calendar.year(*year).is_err()).collect()
}

/// The newest day, with its moment, on which this year was to be asked for by now; none: not yet.
pub fn asked(year: i32, at: TimeOfDay, now: DateTime<Utc>) -> Option<(NaiveDate, DateTime<Utc>)> {
    let first = NaiveDate::from_ymd_opt(year - 1, ASKED_FROM, 1)?;
    let today = local_date(now);
    let days = (0..=7).map(|back| days_after(today, -back));
    let asks = |day: &NaiveDate| *day == first || *day > first && day.weekday() == Weekday::Mon;
    days.filter(asks).map(|day| (day, at.on(day))).find(|(_, moment)| *moment <= now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::{Calendar, CalendarYear};

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    #[test]
    fn the_next_year_is_missing_from_november_and_the_own_one_always() {
        let mut calendar = Calendar::default();
        calendar.add(CalendarYear { year: 2026, revision: 0, basis: "x".into(), off: vec![], worked: vec![] }).unwrap();
        let missing = |on: &str| missing_years(calendar.newest(), day(on));
        assert_eq!(missing("2026-10-31"), Vec::<i32>::new());
        assert_eq!(missing("2026-11-01"), [2027]);
        assert_eq!(missing("2027-01-04"), [2027]);
        assert_eq!(missing("2027-12-31"), [2027, 2028]);
        assert_eq!(missing("2025-11-30"), [2025]);
    }

    #[test]
    fn it_is_asked_for_on_the_first_of_november_and_then_on_mondays() {
        let asked_on = |now: &str| asked(2027, TimeOfDay::default(), now.parse().unwrap()).map(|(day, _)| day.to_string());
        // 07:30 in Vietnam is 00:30 UTC; 1 November 2026 is a Sunday.
        assert_eq!(asked_on("2026-11-01T00:29:59Z"), None);
        assert_eq!(asked_on("2026-11-01T00:30:00Z").unwrap(), "2026-11-01");
        assert_eq!(asked_on("2026-11-02T00:30:00Z").unwrap(), "2026-11-02");
        assert_eq!(asked_on("2026-11-09T00:29:59Z").unwrap(), "2026-11-02");
        assert_eq!(asked_on("2027-01-05T12:00:00Z").unwrap(), "2027-01-04");
    }
}
