//! The calendar of a year as people have it in a file: TOML as in `law/vn/calendar`, a table (CSV), or iCalendar (RFC 5545).

mod ics;
mod table;

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Weekday};

use super::calendar::{CalendarError, CalendarYear, Exception, one_line};
use super::names::Names;

/// More days than this are no calendar of days off.
const MOST: usize = 2000;

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FromFile {
    pub calendar: CalendarYear,
    /// Days of the file that were left out: of another year, or off on a weekend, which they are anyway.
    pub left_out: usize,
}

/// Why a file is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    #[error("neither a .toml, a .csv nor an .ics file")]
    Kind,
    #[error("not text in UTF-8")]
    NotText,
    /// By the number of the line.
    #[error("line {0} is no day of a calendar")]
    Line(usize),
    #[error("there is no day in it")]
    Empty,
    /// It has days of these, and none was chosen.
    #[error("it has days of several years; choose one of them")]
    Years(Vec<i32>),
    #[error(transparent)]
    Calendar(#[from] CalendarError),
}

/// A day as a file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Day {
    date: NaiveDate,
    worked: bool,
    names: Names,
}

/// Reads a file by the ending of its name. `year`: the one that is meant, where the file has several. `source`: where the days
/// are announced; a TOML file says so itself.
pub fn read(name: &str, content: &[u8], year: Option<i32>, source: &str) -> Result<FromFile, FileError> {
    let text = std::str::from_utf8(content).map_err(|_| FileError::NotText)?.trim_start_matches('\u{feff}');
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    let days = match ending.as_str() {
        "toml" => return shipped(text, source),
        "csv" => table::days(text)?,
        "ics" => ics::days(text)?,
        _ => return Err(FileError::Kind),
    };
    of_days(&days, year, source)
}

fn shipped(text: &str, source: &str) -> Result<FromFile, FileError> {
    let mut calendar: CalendarYear = toml::from_str(text).map_err(|e| CalendarError::Unreadable(one_line(&e)))?;
    if !source.is_empty() {
        source.clone_into(&mut calendar.basis);
    }
    calendar.revision = 0;
    calendar.check()?;
    Ok(FromFile { calendar, left_out: 0 })
}

fn of_days(days: &[Day], year: Option<i32>, source: &str) -> Result<FromFile, FileError> {
    let years: BTreeSet<i32> = days.iter().map(|day| day.date.year()).collect();
    let year = match (year, years.first()) {
        (_, None) => return Err(FileError::Empty),
        (Some(year), _) if years.contains(&year) => year,
        (None, Some(only)) if years.len() == 1 => *only,
        _ => return Err(FileError::Years(years.into_iter().collect())),
    };
    let weekend = |date: NaiveDate| matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    let of = |worked: bool| {
        let mut all: Vec<Exception> = days
            .iter()
            .filter(|day| day.date.year() == year && day.worked == worked && (worked || !weekend(day.date)))
            .map(|day| Exception { date: day.date, names: day.names.clone() })
            .collect();
        all.sort_by_key(|day| day.date);
        // Two feasts on one day, or one entry twice, are one day off.
        all.dedup_by_key(|day| day.date);
        all
    };
    let calendar = CalendarYear { year, revision: 0, basis: source.to_owned(), off: of(false), worked: of(true) };
    calendar.check()?;
    Ok(FromFile { left_out: days.len() - calendar.off.len() - calendar.worked.len(), calendar })
}

/// The feasts with a fixed date that fall on a weekday of this year and are not off in it (Bộ luật Lao động 45/2019/QH14,
/// art. 112): a file that lacks one was hardly finished.
pub fn lacking(calendar: &CalendarYear) -> Vec<NaiveDate> {
    let fixed = [(1, 1), (4, 30), (5, 1), (9, 2)].into_iter().filter_map(|(m, d)| NaiveDate::from_ymd_opt(calendar.year, m, d));
    let weekday = |date: &NaiveDate| !matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    fixed.filter(weekday).filter(|date| calendar.off.iter().all(|off| off.date != *date)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_three_kinds_say_the_same() {
        let toml = "year = 2027\nbasis = \"Thông báo\"\n\
            off = [{ date = \"2027-01-01\", vi = \"Tết Dương lịch\", en = \"New Year\" }]\n\
            worked = [{ date = \"2027-01-09\", vi = \"Làm bù\", en = \"Worked\" }]\n";
        let csv = "date;kind;vi;en\n01/01/2027;off;Tết Dương lịch;New Year\n2027-01-09;worked;Làm bù;Worked\n";
        let ics = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270101\r\nSUMMARY:Tết Dương \r\n lịch\r\nEND:VEVENT\r\n\
            BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270109\r\nSUMMARY:Làm bù\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        let one = read("2027.toml", toml.as_bytes(), None, "").unwrap();
        assert_eq!(read("lịch.CSV", csv.as_bytes(), None, "Thông báo").unwrap(), one);
        let feed = read("a.ics", ics.as_bytes(), Some(2027), "Thông báo").unwrap().calendar;
        let dates = |days: &[Exception]| days.iter().map(|d| d.date).collect::<Vec<_>>();
        assert_eq!((dates(&feed.off), dates(&feed.worked)), (vec![day("2027-01-01")], vec![day("2027-01-09")]));
        assert_eq!(feed.off[0].names.of("vi"), "Tết Dương lịch");
    }

    #[test]
    fn several_days_years_and_weekends() {
        let event =
            |from: &str, to: &str| format!("BEGIN:VEVENT\nDTSTART;VALUE=DATE:{from}\nDTEND;VALUE=DATE:{to}\nSUMMARY:Tết\nEND:VEVENT\n");
        // Friday to Tuesday, the last day not included: two days are of the weekend anyway.
        let text = format!("{}{}", event("20270205", "20270210"), event("20280103", "20280104"));
        assert_eq!(read("a.ics", text.as_bytes(), None, "x"), Err(FileError::Years(vec![2027, 2028])));
        let read = read("a.ics", text.as_bytes(), Some(2027), "x").unwrap();
        assert_eq!(read.calendar.off.len(), 3);
        assert_eq!(read.left_out, 3, "two of the weekend, one of another year");
        assert_eq!(lacking(&read.calendar), ["2027-01-01", "2027-04-30", "2027-09-02"].map(day), "01/05/2027 is a Saturday");
    }

    #[test]
    fn what_is_no_calendar_is_told_by_its_line() {
        let csv = |row: &str| read("a.csv", format!("date,kind,vi,en\n\n{row}\n").as_bytes(), None, "x");
        for row in ["31/02/2027,off,a,b", "2027-01-01,holiday,a,b", "2027-01-01,off,a", "2027-01-01,off,,b"] {
            assert_eq!(csv(row), Err(FileError::Line(3)), "{row}");
        }
        assert!(matches!(csv("2027-01-02,worked,a,b\n2027-01-04,worked,a,b"), Err(FileError::Calendar(_))), "a Monday is worked anyway");
        assert_eq!(read("a.csv", b"day,what\n", None, "x"), Err(FileError::Line(1)));
        assert_eq!(read("a.ics", b"BEGIN:VEVENT\nDTSTART:soon\nEND:VEVENT\n", None, "x"), Err(FileError::Line(2)));
        assert_eq!(read("a.ics", b"", None, "x"), Err(FileError::Empty));
        assert_eq!(read("a.xlsx", b"", None, "x"), Err(FileError::Kind));
        assert_eq!(read("a.csv", b"\xff", None, "x"), Err(FileError::NotText));
        assert!(read("a.toml", b"year = 2027", None, "x").is_err());
        let long = "BEGIN:VEVENT\nDTSTART;VALUE=DATE:19000101\nDTEND;VALUE=DATE:21990101\nSUMMARY:x\nEND:VEVENT\n";
        assert!(read("a.ics", long.as_bytes(), Some(2027), "x").is_err(), "no feast lasts for centuries");
    }
}
