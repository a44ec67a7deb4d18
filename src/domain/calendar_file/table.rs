//! A table of days: `date,kind,vi,en`, kind being `off` or `worked`; commas or semicolons, dates ISO or dd/mm/yyyy.

use chrono::NaiveDate;

use super::{Day, FileError, MOST};
use crate::domain::names::Names;

const HEADS: [&str; 4] = ["date", "kind", "vi", "en"];

pub fn days(text: &str) -> Result<Vec<Day>, FileError> {
    let semicolons = text.lines().next().is_some_and(|first| first.contains(';'));
    let mut reader = csv::ReaderBuilder::new();
    let mut reader =
        reader.delimiter(if semicolons { b';' } else { b',' }).trim(csv::Trim::All).flexible(true).from_reader(text.as_bytes());
    let heads = reader.headers().map_err(|_| FileError::Line(1))?;
    if !heads.iter().map(str::to_lowercase).eq(HEADS) {
        return Err(FileError::Line(1));
    }
    let mut days = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|e| FileError::Line(line(text, e.position())))?;
        let wrong = FileError::Line(line(text, row.position()));
        if days.len() == MOST {
            return Err(wrong);
        }
        days.push(day(&row).ok_or(wrong)?);
    }
    Ok(days)
}

/// The line that somebody sees who opens the file: for the reader a row begins with the empty lines before it.
fn line(text: &str, position: Option<&csv::Position>) -> usize {
    let at = position.and_then(|p| usize::try_from(p.byte()).ok()).unwrap_or_default();
    let empty = text.get(at..).map_or(0, |rest| rest.len() - rest.trim_start_matches(['\r', '\n']).len());
    text.get(..at + empty).unwrap_or_default().matches('\n').count() + 1
}

fn day(row: &csv::StringRecord) -> Option<Day> {
    let mut cells = row.iter();
    let (date, kind, vi, en) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
    let date = NaiveDate::parse_from_str(date, "%Y-%m-%d").or_else(|_| NaiveDate::parse_from_str(date, "%d/%m/%Y")).ok()?;
    let worked = match kind.to_lowercase().as_str() {
        "off" => false,
        "worked" => true,
        _ => return None,
    };
    let names = Names::made(vi.to_owned(), en.to_owned());
    (names.complete() && cells.next().is_none()).then_some(Day { date, worked, names })
}
