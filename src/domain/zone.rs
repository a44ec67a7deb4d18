//! Vietnam's time: the zone in which every legal day begins and ends.

use chrono::{DateTime, DurationRound, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// Asia/Ho_Chi_Minh: UTC+7, no summer time.
pub const ZONE: Tz = chrono_tz::Asia::Ho_Chi_Minh;

/// The day of a moment, in Vietnam's time.
pub fn local_date(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&ZONE).date_naive()
}

/// The first moment of a day in Vietnam's time.
pub fn start_of(day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    ZONE.from_local_datetime(&midnight).earliest().map_or_else(|| midnight.and_utc(), |at| at.with_timezone(&Utc))
}

/// The beginning of the hour: all that is kept of when something secret came.
pub fn cut_to_hour(at: DateTime<Utc>) -> DateTime<Utc> {
    at.duration_trunc(TimeDelta::hours(1)).unwrap_or(at)
}

/// The same of a file's time: what is secret says no exacter one, in a backup neither.
pub fn file_hour(at: std::time::SystemTime) -> std::time::SystemTime {
    cut_to_hour(DateTime::from(at)).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_begins_at_17_hours_utc() {
        let day = NaiveDate::from_ymd_opt(2021, 5, 23).unwrap();
        let start = start_of(day);
        assert_eq!(start.to_rfc3339(), "2021-05-22T17:00:00+00:00");
        assert_eq!(local_date(start), day);
        assert_eq!(local_date(start - chrono::TimeDelta::seconds(1)), day.pred_opt().unwrap());
    }
}
