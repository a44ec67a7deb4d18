//! Days of a calendar as lines of text, as they are pasted from an announcement or a table:
//! `02/02/2027; Tết Nguyên đán; Lunar New Year`.

use chrono::NaiveDate;

use crate::actions::manage_calendars::{DayName, NewDay};
use crate::domain::calendar::Exception;
use crate::domain::day::Day;
use crate::domain::text::Line;
use crate::http::error::ApiError;

/// More lines than a year has days are no calendar.
const MOST: usize = 366;

/// The days of a text. Refuses the first line that is none, by its number.
pub fn read(field: &'static str, text: &str) -> Result<Vec<NewDay>, ApiError> {
    let wrong = |line: usize| ApiError::Field { field: field.into(), code: "calendar_line", args: vec![("line", line.to_string())] };
    let mut days = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        if days.len() == MOST {
            return Err(wrong(at + 1));
        }
        days.push(day(line).ok_or_else(|| wrong(at + 1))?);
    }
    Ok(days)
}

fn day(line: &str) -> Option<NewDay> {
    // A table copied from a sheet has tabs.
    let mut parts = line.split([';', '\t']).map(str::trim).filter(|part| !part.is_empty());
    let (date, vi, en) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let date = date.parse::<Day>().ok().or_else(|| NaiveDate::parse_from_str(date, "%d/%m/%Y").ok().map(Day))?;
    Some(NewDay { date, name: DayName { vi: Line::parse(vi).ok()?, en: Line::parse(en).ok()? } })
}

/// The same text of days that are loaded.
pub fn lines(days: &[Exception]) -> String {
    let line = |d: &Exception| format!("{}; {}; {}", d.date.format("%d/%m/%Y"), d.names.vi, d.names.en);
    days.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_days_and_days_lines() {
        let text = "01/01/2027; Tết Dương lịch; New Year's Day\n\n2027-02-05\tTết Nguyên đán\tLunar New Year\n";
        let days = read("off", text).unwrap();
        assert_eq!(days.len(), 2);
        let loaded: Vec<Exception> = days
            .iter()
            .map(|d| Exception {
                date: d.date.into(),
                names: crate::domain::names::Names::made(d.name.vi.as_str().to_owned(), d.name.en.as_str().to_owned()),
            })
            .collect();
        assert_eq!(lines(&loaded), "01/01/2027; Tết Dương lịch; New Year's Day\n05/02/2027; Tết Nguyên đán; Lunar New Year");
        assert_eq!(read("off", " \n").unwrap().len(), 0);
    }

    #[test]
    fn the_first_line_that_is_no_day_is_named() {
        for wrong in ["01/01/2027; Tết", "31/02/2027; a; b", "x; a; b", "01/01/2027; a; b; c"] {
            let text = format!("02/01/2027; a; b\n\n{wrong}");
            let ApiError::Field { field, code, args } = read("worked", &text).unwrap_err() else { panic!("{wrong}") };
            assert_eq!((field.as_str(), code, args), ("worked", "calendar_line", vec![("line", "3".to_owned())]), "{wrong}");
        }
        let many = "02/01/2027; a; b\n".repeat(367);
        assert!(read("off", &many).is_err());
    }
}
