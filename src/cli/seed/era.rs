//! The time in which the cases live: before one election, in working hours.

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc, Weekday};

use super::dice::Dice;
use crate::domain::law::Law;
use crate::domain::zone::{local_date, start_of};

/// How many days before the last the first letter comes.
const SPREAD: u64 = 120;
/// So many days after the election the cases go on.
const AFTER: u64 = 12;

/// The dates of a rehearsal.
#[derive(Debug)]
pub struct Era<'a> {
    /// E.
    pub day: NaiveDate,
    /// First and last day on which letters come.
    pub first: NaiveDate,
    pub last: NaiveDate,
    /// Nothing happens after this moment.
    pub until: DateTime<Utc>,
    pub law: &'a Law,
}

impl<'a> Era<'a> {
    /// Before the election of this day, as far as it is past. None: nothing of it is.
    pub fn before(day: NaiveDate, now: DateTime<Utc>, law: &'a Law) -> Option<Self> {
        let last = day.pred_opt()?.min(local_date(now).pred_opt()?);
        let first = last.checked_sub_days(Days::new(SPREAD))?;
        let until = start_of(day.checked_add_days(Days::new(AFTER))?).min(now);
        (first < day).then_some(Self { day, first, last, until, law })
    }

    /// E-10, from which the law stops cases of candidates.
    pub fn freeze(&self) -> NaiveDate {
        self.day - Days::new(10)
    }

    /// Some moment at which a letter comes: online at any waking hour, else while the office is open.
    pub fn arrival(&self, dice: &mut Dice, online: bool) -> DateTime<Utc> {
        let days = (self.last - self.first).num_days();
        // More the nearer the election is.
        let back = dice.between(0, days).min(dice.between(0, days));
        let day = self.last - Days::new(u64::try_from(back).unwrap_or_default());
        if online {
            start_of(day) + TimeDelta::minutes(dice.between(6 * 60, 22 * 60)) + moments(dice)
        } else {
            self.opening(self.working(day)) + TimeDelta::minutes(dice.between(0, 8 * 60)) + moments(dice)
        }
        .min(start_of(self.day) - TimeDelta::hours(6))
    }

    /// A moment so many days later, while the office is open; on the same day if it still is.
    pub fn later(&self, dice: &mut Dice, from: DateTime<Utc>, (least, most): (i64, i64)) -> DateTime<Utc> {
        let days = dice.between(least, most);
        let today = local_date(from);
        if days == 0 {
            let soon = from + TimeDelta::minutes(dice.between(10, 80)) + moments(dice);
            let open = self.opening(today);
            if self.is_working(today) && soon > open && soon < open + TimeDelta::hours(9) {
                return soon;
            }
        }
        let next = today + Days::new(u64::try_from(days.max(1)).unwrap_or(1));
        self.opening(self.working(next)) + TimeDelta::minutes(dice.between(0, 8 * 60)) + moments(dice)
    }

    /// 08:00 in Vietnam.
    fn opening(&self, day: NaiveDate) -> DateTime<Utc> {
        start_of(day) + TimeDelta::hours(8)
    }

    /// This day, or the next that is worked.
    fn working(&self, day: NaiveDate) -> NaiveDate {
        // No run of days off is longer than two weeks.
        (0..15).map(|n| day + Days::new(n)).find(|d| self.is_working(*d)).unwrap_or(day)
    }

    fn is_working(&self, day: NaiveDate) -> bool {
        let weekday = !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        self.law.calendar.newest().day(day).map_or(weekday, |kind| kind.is_working())
    }
}

/// Seconds and milliseconds, so that no two things happen at once.
fn moments(dice: &mut Dice) -> TimeDelta {
    TimeDelta::milliseconds(dice.between(0, 59_999))
}
