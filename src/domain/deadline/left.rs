//! How much of a time limit is left, in the unit in which its rule counts.

use chrono::NaiveDate;

use crate::domain::calendar::{CalendarView, days_after};
use crate::domain::rulebook::Unit;

/// What is left of a time limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// Days after today up to and including the last day; 0: today is the last; below 0: so many days too late.
    pub days: i64,
    /// Calendar days or working days.
    pub unit: Unit,
}

/// What is left on `today` of a term that ends with the day `due`.
///
/// Working days are those of the calendar; where a year between is not loaded, and for a term of years, calendar days are given.
pub fn left(due: NaiveDate, today: NaiveDate, unit: Unit, calendar: CalendarView<'_>) -> Left {
    let span = (due - today).num_days();
    let (from, to) = if span >= 0 { (today, due) } else { (due, today) };
    let between = (1..=(to - from).num_days()).map(|n| calendar.day(days_after(from, n)));
    let worked: Result<Vec<bool>, _> = between.map(|day| day.map(|kind| kind.is_working())).collect();
    match (unit, worked) {
        (Unit::WorkingDays, Ok(worked)) => {
            let count = i64::try_from(worked.iter().filter(|w| **w).count()).unwrap_or(span.abs());
            // Late is late, also on the day off that follows.
            Left { days: if span < 0 { -count.max(1) } else { count }, unit }
        }
        (Unit::WorkingDays | Unit::CalendarDays | Unit::Years, _) => Left { days: span, unit: Unit::CalendarDays },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::law::Law;

    #[test]
    fn days_are_counted_as_the_rule_counts_them() {
        let calendar = Law::embedded().calendar.newest();
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        // 30/04 and 03/05/2021 are off, 01 and 02/05 are a weekend.
        let table = [
            ("2021-04-29", "2021-05-05", 6, 2),
            ("2021-05-05", "2021-05-05", 0, 0),
            ("2021-05-05", "2021-04-29", -6, -2),
            ("2021-05-01", "2021-04-29", -2, -1),
            ("2026-01-09", "2026-01-10", 1, 1),
        ];
        for (today, due, calendar_days, working) in table {
            let count = |unit| left(day(due), day(today), unit, calendar).days;
            assert_eq!((count(Unit::CalendarDays), count(Unit::WorkingDays)), (calendar_days, working), "{today} {due}");
        }
    }

    #[test]
    fn a_year_without_calendar_is_counted_in_calendar_days() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let found = left(day("2031-01-10"), day("2031-01-01"), Unit::WorkingDays, Law::embedded().calendar.newest());
        assert_eq!(found, Left { days: 9, unit: Unit::CalendarDays });
    }
}
