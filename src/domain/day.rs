//! A calendar day that somebody entered.

use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize};

use super::text::Violation;

/// A day written `YYYY-MM-DD` (ISO 8601), of the years 1900 to 2199: no database or calendar here knows others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Day(pub NaiveDate);

/// As Vietnam writes a day: 23/05/2021. Written digit by digit: each step of a trace has one, and a pattern would be parsed anew
/// each time.
pub fn shown(day: NaiveDate) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

impl FromStr for Day {
    type Err = Violation;
    fn from_str(written: &str) -> Result<Self, Violation> {
        let digits = written.len() == 10 && written.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        NaiveDate::parse_from_str(written, "%Y-%m-%d")
            .ok()
            .filter(|day| digits && (1900..2200).contains(&day.year()))
            .map(Self)
            .ok_or(Violation::NotADate)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

impl From<Day> for NaiveDate {
    fn from(day: Day) -> Self {
        day.0
    }
}

impl utoipa::PartialSchema for Day {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)))
            .description(Some("A day of the years 1900 to 2199."))
            .into()
    }
}

impl utoipa::ToSchema for Day {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_shown_as_vietnam_writes_it() {
        assert_eq!(shown(NaiveDate::from_ymd_opt(2021, 5, 3).unwrap()), "03/05/2021");
    }

    #[test]
    fn days_that_exist_are_read_and_others_refused() {
        assert_eq!("2024-02-29".parse(), Ok(Day(NaiveDate::from_ymd_opt(2024, 2, 29).unwrap())));
        for wrong in
            ["2023-02-29", "1899-12-31", "2200-01-01", "+12345-01-01", "2024-2-9", "2024-02-29T00:00", "29/02/2024", "", "2024-02- 9"]
        {
            assert_eq!(wrong.parse::<Day>(), Err(Violation::NotADate), "{wrong}");
        }
    }
}
