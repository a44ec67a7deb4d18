//! How long a time limit still runs, in the unit of its own rule.

use chrono::{Datelike, NaiveDate};

use crate::domain::calendar::{CalendarView, MissingYear};
use crate::domain::rulebook::Unit;

/// What lies between today and a due date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// 0: it ends today; negative: it ended so many days ago.
    pub days: i64,
    /// Working days for a rule that counts these, else calendar days.
    pub unit: Unit,
}

/// The days from today, which is not counted, to the due date, which is. Where the calendar of a year is missing, and where
/// nothing but days off has passed since the end, calendar days.
pub fn left(due: NaiveDate, today: NaiveDate, unit: Unit, calendar: CalendarView<'_>) -> Left {
    let plain = Left { days: (due - today).num_days(), unit: Unit::CalendarDays };
    if unit != Unit::WorkingDays {
        return plain;
    }
    let counted = if due < today { working_days(due, today, calendar).map(|days| -days) } else { working_days(today, due, calendar) };
    match counted {
        Ok(0) | Err(MissingYear(_)) => plain,
        Ok(days) => Left { days, unit },
    }
}

/// Working days after `from` up to and with `to`.
fn working_days(from: NaiveDate, to: NaiveDate, calendar: CalendarView<'_>) -> Result<i64, MissingYear> {
    let mut days = weekdays_until(to) - weekdays_until(from);
    for year in from.year()..=to.year() {
        let year = calendar.year(year)?;
        let within = |date: NaiveDate| from < date && date <= to;
        let count = |all: &[crate::domain::calendar::Exception]| all.iter().filter(|day| within(day.date)).count();
        days += i64::try_from(count(&year.worked)).unwrap_or_default() - i64::try_from(count(&year.off)).unwrap_or_default();
    }
    Ok(days)
}

/// Mondays to Fridays since the calendar began, on a Monday.
fn weekdays_until(day: NaiveDate) -> i64 {
    let days = i64::from(day.num_days_from_ce());
    days / 7 * 5 + (days % 7).min(5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::{Calendar, CalendarYear, DayKind, days_after};

    fn calendar() -> Calendar {
        let mut all = Calendar::default();
        for toml in [include_str!("../../../law/vn/calendar/2025.toml"), include_str!("../../../law/vn/calendar/2026.toml")] {
            all.add(CalendarYear::parse(toml).unwrap()).unwrap();
        }
        all
    }

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    #[test]
    fn each_rule_counts_in_its_own_unit() {
        let calendar = calendar();
        let table = [
            ("2026-01-12", "2026-01-05", Unit::CalendarDays, 7, Unit::CalendarDays),
            // Saturday 10/01 is worked.
            ("2026-01-12", "2026-01-05", Unit::WorkingDays, 6, Unit::WorkingDays),
            ("2026-01-12", "2026-01-12", Unit::WorkingDays, 0, Unit::CalendarDays),
            // Tết: 16 to 20/02 are off.
            ("2026-02-23", "2026-02-13", Unit::WorkingDays, 1, Unit::WorkingDays),
            ("2026-02-13", "2026-02-23", Unit::WorkingDays, -1, Unit::WorkingDays),
            ("2026-02-13", "2026-02-22", Unit::WorkingDays, -9, Unit::CalendarDays),
            ("2025-12-31", "2026-01-12", Unit::WorkingDays, -7, Unit::WorkingDays),
            ("2027-01-04", "2026-12-31", Unit::WorkingDays, 4, Unit::CalendarDays),
        ];
        for (due, today, unit, days, counted) in table {
            assert_eq!(left(day(due), day(today), unit, calendar.newest()), Left { days, unit: counted }, "{due} on {today}");
        }
    }

    /// The sum says what counting day by day says.
    #[test]
    fn the_sum_is_the_count() {
        let calendar = calendar();
        let view = calendar.newest();
        let from = day("2025-11-20");
        let mut counted = 0;
        for ahead in 1..400 {
            let at = days_after(from, ahead);
            counted += i64::from(view.day(at).map(DayKind::is_working).unwrap());
            assert_eq!(working_days(from, at, view), Ok(counted), "{at}");
        }
    }
}
