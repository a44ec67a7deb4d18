//! When and whom a unit reminds: what it set itself, else what the unit above it set, else the standard.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Timelike, Utc};
use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::ToSchema;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema, Type};

use crate::domain::text::Violation;
use crate::domain::zone::{ZONE, start_of};

/// A time of day in Vietnam, `HH:MM`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeOfDay(NaiveTime);

impl TimeOfDay {
    /// This moment of a day, in UTC.
    pub fn on(self, day: NaiveDate) -> DateTime<Utc> {
        let at = ZONE.from_local_datetime(&day.and_time(self.0)).earliest();
        at.map_or_else(|| start_of(day), |at| at.with_timezone(&Utc))
    }
}

/// 07:30: before the office opens.
impl Default for TimeOfDay {
    fn default() -> Self {
        Self(NaiveTime::from_hms_opt(7, 30, 0).unwrap_or(NaiveTime::MIN))
    }
}

impl FromStr for TimeOfDay {
    type Err = Violation;
    fn from_str(written: &str) -> Result<Self, Violation> {
        let time = NaiveTime::parse_from_str(written.trim(), "%H:%M").map_err(|_| Violation::NotATime)?;
        Ok(Self(time))
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0.hour(), self.0.minute())
    }
}

impl Serialize for TimeOfDay {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TimeOfDay {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

impl utoipa::PartialSchema for TimeOfDay {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).pattern(Some("^([01][0-9]|2[0-3]):[0-5][0-9]$")).into()
    }
}

impl ToSchema for TimeOfDay {}

/// Numbers of days: at most [`DayCounts::MOST`] different ones of 0 to [`DayCounts::FARTHEST`]. Read from a list, or from a
/// line such as `3, 1`; `-` is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayCounts(Vec<i64>);

impl DayCounts {
    /// How many.
    pub const MOST: usize = 5;
    /// How far.
    pub const FARTHEST: i64 = 60;

    /// In the order in which they were given.
    pub fn all(&self) -> &[i64] {
        &self.0
    }

    fn of(days: Vec<i64>) -> Result<Self, Violation> {
        if let Some(twice) = days.iter().enumerate().find_map(|(at, day)| days.iter().skip(at + 1).any(|d| d == day).then_some(*day)) {
            return Err(Violation::Twice(twice));
        }
        if days.len() > Self::MOST {
            return Err(Violation::TooMany(Self::MOST));
        }
        if days.iter().all(|day| (0..=Self::FARTHEST).contains(day)) {
            Ok(Self(days))
        } else {
            Err(Violation::NotBetween(0, Self::FARTHEST))
        }
    }

    fn fixed(days: &[i64]) -> Self {
        Self(days.to_vec())
    }
}

impl FromStr for DayCounts {
    type Err = Violation;
    fn from_str(written: &str) -> Result<Self, Violation> {
        let parts = written.split([',', ';', ' ']).map(str::trim).filter(|part| !part.is_empty() && *part != "-");
        let days = parts.map(|part| part.parse::<i64>().map_err(|_| Violation::NotBetween(0, Self::FARTHEST)));
        Self::of(days.collect::<Result<_, _>>()?)
    }
}

impl fmt::Display for DayCounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("-");
        }
        let days: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&days.join(", "))
    }
}

impl Serialize for DayCounts {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(to)
    }
}

impl<'de> Deserialize<'de> for DayCounts {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Days;
        impl<'de> Visitor<'de> for Days {
            type Value = DayCounts;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of numbers of days")
            }
            fn visit_str<E: serde::de::Error>(self, written: &str) -> Result<DayCounts, E> {
                written.parse().map_err(E::custom)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<DayCounts, A::Error> {
                let mut days = Vec::new();
                while let Some(day) = list.next_element()? {
                    days.push(day);
                }
                DayCounts::of(days).map_err(serde::de::Error::custom)
            }
        }
        from.deserialize_any(Days)
    }
}

impl utoipa::PartialSchema for DayCounts {
    fn schema() -> RefOr<Schema> {
        let day = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(0)).maximum(Some(Self::FARTHEST));
        ArrayBuilder::new().items(day).max_items(Some(Self::MOST)).unique_items(true).into()
    }
}

impl ToSchema for DayCounts {}

/// When mails go that nobody's act causes. What is absent is as in the standard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// When in the day they go, in Vietnam's time.
    pub at: TimeOfDay,
    /// Terms of so many units or more are long.
    #[schema(minimum = 2, maximum = 60)]
    pub long: LongFrom,
    /// Of a long term: when half of it is left.
    pub half: bool,
    /// So many units of the rule before the end of a long term.
    pub before_long: DayCounts,
    /// The same of a shorter one.
    pub before_short: DayCounts,
    /// So many calendar days before the freeze of art. 61.2 begins (E-10), on cases about candidates.
    pub before_freeze: DayCounts,
    /// So many working days after the end, on the general track; each step goes one unit higher. 0: on the last day itself.
    pub after_general: DayCounts,
    /// So many calendar days after it, on the election track.
    pub after_election: DayCounts,
    /// Whether members get a digest each morning.
    pub digest: bool,
}

/// From how many units on a term is long: 2 to 60.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct LongFrom(i64);

impl LongFrom {
    /// The number of units.
    pub const fn units(self) -> i64 {
        self.0
    }
}

impl fmt::Display for LongFrom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> Deserialize<'de> for LongFrom {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let units = i64::deserialize(from)?;
        if (2..=60).contains(&units) { Ok(Self(units)) } else { Err(serde::de::Error::custom(Violation::NotBetween(2, 60))) }
    }
}

impl utoipa::PartialSchema for LongFrom {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(2)).maximum(Some(60)).into()
    }
}

impl ToSchema for LongFrom {}

impl Default for Settings {
    fn default() -> Self {
        Self {
            at: TimeOfDay::default(),
            long: LongFrom(10),
            half: true,
            before_long: DayCounts::fixed(&[3, 1]),
            before_short: DayCounts::fixed(&[1]),
            before_freeze: DayCounts::fixed(&[3, 2, 1]),
            after_general: DayCounts::fixed(&[0, 2, 5]),
            after_election: DayCounts::fixed(&[0, 1, 2]),
            digest: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_counts_are_read_or_refused_by_name() {
        assert_eq!("07:30".parse(), Ok(TimeOfDay::default()));
        assert_eq!("23:05".parse::<TimeOfDay>().unwrap().to_string(), "23:05");
        for wrong in ["", "24:00", "7h30", "07:60", "07:30:00"] {
            assert_eq!(wrong.parse::<TimeOfDay>(), Err(Violation::NotATime), "{wrong}");
        }
        assert_eq!("3, 1".parse::<DayCounts>().unwrap().all(), [3, 1]);
        assert_eq!("-".parse::<DayCounts>().unwrap().to_string(), "-");
        assert_eq!("1 1".parse::<DayCounts>(), Err(Violation::Twice(1)));
        assert_eq!("1,2,3,4,5,6".parse::<DayCounts>(), Err(Violation::TooMany(5)));
        for wrong in ["61", "-1", "x"] {
            assert_eq!(wrong.parse::<DayCounts>(), Err(Violation::NotBetween(0, 60)), "{wrong}");
        }
    }

    #[test]
    fn what_is_absent_is_standard_and_what_is_written_is_read_back() {
        let some: Settings = serde_json::from_str(r#"{"at": "06:45", "before_long": [5], "digest": false}"#).unwrap();
        assert_eq!(some.before_short, Settings::default().before_short);
        assert_eq!(serde_json::from_str::<Settings>(&serde_json::to_string(&some).unwrap()).unwrap(), some);
        assert!(serde_json::from_str::<Settings>(r#"{"long": 1}"#).is_err());
        assert!(serde_json::from_str::<Settings>(r#"{"halfway": true}"#).is_err());
    }

    #[test]
    fn half_past_seven_is_half_past_midnight_utc() {
        let day = NaiveDate::from_ymd_opt(2021, 5, 10).unwrap();
        assert_eq!(TimeOfDay::default().on(day).to_rfc3339(), "2021-05-10T00:30:00+00:00");
    }
}
