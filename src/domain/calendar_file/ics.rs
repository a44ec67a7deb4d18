//! iCalendar (RFC 5545): each event is a day off, or several in a row; one on a weekend whose category or summary says that it is
//! worked, a worked day. Repetitions are not unfolded: announcements name each day.

use chrono::{Datelike, NaiveDate, Weekday};

use super::{Day, FileError, MOST};
use crate::domain::calendar::days_after;
use crate::domain::names::Names;

/// A feast with the days around it is no longer than this.
const LONGEST: i64 = 31;
/// How a summary says that a day of the weekend is worked.
const WORKED: [&str; 4] = ["làm bù", "làm việc bù", "đi làm", "work"];

/// An event while it is read.
#[derive(Default)]
struct Event {
    from: Option<NaiveDate>,
    /// Not included.
    to: Option<NaiveDate>,
    vi: Option<String>,
    en: Option<String>,
    worked: bool,
    /// The line of its beginning, or of its date.
    line: usize,
}

pub fn days(text: &str) -> Result<Vec<Day>, FileError> {
    let (mut days, mut event) = (Vec::new(), None::<Event>);
    for (number, line) in unfolded(text) {
        let Some((head, value)) = line.split_once(':') else { continue };
        let mut parts = head.split(';');
        let name = parts.next().unwrap_or_default().to_uppercase();
        let english = parts.clone().any(|p| p.to_lowercase().starts_with("language=en"));
        match (name.as_str(), &mut event) {
            ("BEGIN", _) if value.eq_ignore_ascii_case("VEVENT") => event = Some(Event { line: number, ..Event::default() }),
            ("DTSTART", Some(open)) => (open.from, open.line) = (Some(date(value).ok_or(FileError::Line(number))?), number),
            ("DTEND", Some(open)) => open.to = Some(date(value).ok_or(FileError::Line(number))?),
            ("SUMMARY", Some(open)) if english => open.en = Some(unescaped(value)),
            ("SUMMARY", Some(open)) => open.vi = Some(unescaped(value)),
            ("CATEGORIES", Some(open)) => open.worked |= says_worked(value),
            ("END", Some(_)) if value.eq_ignore_ascii_case("VEVENT") => {
                if let Some(open) = event.take() {
                    days.extend(closed(open)?);
                }
            }
            _ => {}
        }
        if days.len() > MOST {
            return Err(FileError::Line(number));
        }
    }
    Ok(days)
}

fn closed(event: Event) -> Result<Vec<Day>, FileError> {
    let wrong = FileError::Line(event.line);
    let Some(from) = event.from else { return Err(wrong) };
    // Without an end an event of days is of one day.
    let length = event.to.map_or(1, |to| (to - from).num_days()).max(1);
    let name = event.vi.as_ref().or(event.en.as_ref()).filter(|name| !name.trim().is_empty()).cloned();
    let Some(name) = name.filter(|_| length <= LONGEST) else { return Err(wrong) };
    let worked = event.worked || says_worked(&name);
    let names = Names::made(name.clone(), event.en.unwrap_or(name));
    let day = |n: i64| {
        let date = days_after(from, n);
        let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        Day { date, worked: worked && weekend, names: names.clone() }
    };
    Ok((0..length).map(day).filter(|day| !worked || day.worked).collect())
}

fn says_worked(text: &str) -> bool {
    let text = text.to_lowercase();
    WORKED.iter().any(|word| text.starts_with(word))
}

/// The day of a date, or of a date with a time.
fn date(value: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(value.trim().get(..8)?, "%Y%m%d").ok()
}

/// Lines with those that go on in the next one as one (RFC 5545, 3.1), each with its number.
fn unfolded(text: &str) -> Vec<(usize, String)> {
    let mut all: Vec<(usize, String)> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let more = line.strip_prefix([' ', '\t']);
        match (more, all.last_mut()) {
            (Some(more), Some((_, open))) => open.push_str(more),
            _ => all.push((at + 1, line.to_owned())),
        }
    }
    all
}

/// Text without the escapes of RFC 5545, 3.3.11; on one line.
fn unescaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut marks = value.chars();
    while let Some(mark) = marks.next() {
        match mark {
            '\\' => match marks.next() {
                Some('n' | 'N') | None => text.push(' '),
                Some(other) => text.push(other),
            },
            mark if mark.is_control() => text.push(' '),
            mark => text.push(mark),
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
