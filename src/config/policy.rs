//! What an office decides for itself, where the law leaves it to.

use std::ops::RangeInclusive;

use chrono::TimeDelta;

/// Decisions of the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// Letters of the public that a unit takes in an hour as they come; those beyond are received like any, and wait apart.
    pub flood: u32,
    pub keep: Keep,
    /// A browser's session on which nothing was asked for so long is over.
    pub idle: TimeDelta,
}

impl Policy {
    /// Unless another is set: longer than somebody writes on one page, shorter than half a day's absence (docs/sign-in.md).
    pub const IDLE: TimeDelta = TimeDelta::hours(2);
    /// What may be set, in minutes: no shorter than the note of a use is exact, no longer than a session lasts in all.
    const IDLE_MINUTES: RangeInclusive<i64> = 10..=720;

    /// As it is set.
    pub(super) fn of(flood: Option<u32>, keep: Option<&str>, idle: Option<&str>, wrong: &mut Vec<String>) -> Self {
        let standard = Self::default();
        let keep = Keep::parse(keep.unwrap_or_default()).unwrap_or_else(|part| {
            wrong.push(format!("REDRESS_KEEP: `{part}` is not one of filed, closed with a number of years from 1 to 100"));
            standard.keep
        });
        let idle = idle.map_or(Some(standard.idle), Self::idle_of).unwrap_or_else(|| {
            wrong.push("REDRESS_SESSION_IDLE: not like `2h` or `90m`, from 10m to 12h".into());
            standard.idle
        });
        Self { flood: flood.unwrap_or(standard.flood), keep, idle }
    }

    /// Reads `2h`, `90m`. None: something else, or out of bounds.
    fn idle_of(written: &str) -> Option<TimeDelta> {
        let (number, unit) = written.split_at_checked(written.len().checked_sub(1)?)?;
        let minutes = number.parse::<i64>().ok()?.checked_mul(match unit {
            "m" => 1,
            "h" => 60,
            _ => return None,
        })?;
        Self::IDLE_MINUTES.contains(&minutes).then(|| TimeDelta::minutes(minutes))
    }
}

impl Default for Policy {
    fn default() -> Self {
        // A province gets some 500 letters in a whole election (LAW 5).
        Self { flood: 200, keep: Keep::default(), idle: Self::IDLE }
    }
}

/// After how many years without anything recorded a case is anonymised; none: never. For a filed letter the law asks for a year at
/// least, after which the head decides (TT 05/2021 art. 28): setting it is that decision.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Keep {
    /// Letters filed without action.
    pub filed: Option<u32>,
    /// All other closed cases.
    pub closed: Option<u32>,
}

impl Keep {
    /// Reads `filed=1,closed=10`, in years. The error is the part that is wrong.
    pub fn parse(written: &str) -> Result<Self, String> {
        let mut keep = Self::default();
        for part in written.split(',').map(str::trim).filter(|p| !p.is_empty()) {
            let (name, years) = part.split_once('=').ok_or_else(|| part.to_owned())?;
            let years = years.trim().parse().ok().filter(|years| (1..=100).contains(years)).ok_or_else(|| part.to_owned())?;
            match name.trim() {
                "filed" => keep.filed = Some(years),
                "closed" => keep.closed = Some(years),
                _ => return Err(part.to_owned()),
            }
        }
        Ok(keep)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_idle_time_is_some_minutes_to_half_a_day() {
        assert_eq!(Policy::idle_of("90m"), Some(TimeDelta::minutes(90)));
        assert_eq!(Policy::idle_of("12h"), Some(TimeDelta::hours(12)));
        for wrong in ["", "h", "2", "0h", "9m", "721m", "13h", "-1h", "2d", "9999999999999999999h", "é"] {
            assert_eq!(Policy::idle_of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn years_are_read_by_name() {
        assert_eq!(Keep::parse("filed=1, closed=10"), Ok(Keep { filed: Some(1), closed: Some(10) }));
        assert_eq!(Keep::parse(""), Ok(Keep::default()));
        for wrong in ["filed", "filed=0", "closed=x", "open=1", "closed=101"] {
            assert_eq!(Keep::parse(wrong), Err(wrong.to_owned()));
        }
    }
}
