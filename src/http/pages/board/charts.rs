//! Charts without script: columns whose places are percentages, so that the text keeps its size on a phone.

use chrono::Datelike;

use super::super::Frame;
use super::shown;
use crate::actions::read::board::Age;
use crate::domain::kind::Kind;
use crate::store::case_list::board::DayLoad;

/// Pixels from the foot of the highest column to its head.
const HEIGHT: usize = 110;
/// Where the columns stand.
pub const FOOT: usize = 150;
/// Width of a day, and of its column, in hundredths of a percent.
const STEP: usize = 1428;
const WIDTH: usize = 1030;

/// A column of the next days.
pub struct Column {
    pub x: String,
    pub width: String,
    pub middle: String,
    /// What will be due.
    pub y: usize,
    pub height: usize,
    /// What the freeze will have stopped, above it.
    pub stopped_y: usize,
    pub stopped_height: usize,
    /// Where the figure stands.
    pub label_y: usize,
    pub weekday: String,
    pub date: String,
    pub figure: String,
    pub stopped: usize,
}

/// The columns of these days.
pub fn columns(frame: &Frame, days: &[DayLoad]) -> Vec<Column> {
    let most = days.iter().map(|d| d.due.cases).max().unwrap_or(0).max(1);
    let percent = |hundredths: usize| format!("{}.{:02}%", hundredths / 100, hundredths % 100);
    let column = |(at, day): (usize, &DayLoad)| {
        let due = day.due.cases - day.stopped.min(day.due.cases);
        let scaled = |cases: usize| (cases * HEIGHT).div_ceil(most);
        let (height, stopped_height) = (scaled(due), scaled(day.due.cases).saturating_sub(scaled(due)));
        let left = 200 + at * STEP;
        Column {
            x: percent(left),
            width: percent(WIDTH),
            middle: percent(left + WIDTH / 2),
            y: FOOT - height,
            height,
            stopped_y: FOOT - height - stopped_height,
            stopped_height,
            label_y: FOOT - height - stopped_height - 8,
            weekday: frame.t1("board-weekday", "weekday", day.day.weekday().to_string().to_lowercase()),
            date: day.day.format("%d/%m").to_string(),
            figure: shown(day.due),
            stopped: day.stopped,
        }
    };
    days.iter().enumerate().map(column).collect()
}

/// A row of the ages: the figures, and one bar of four parts, the oldest darkest.
pub struct AgeRow {
    pub kind: Kind,
    pub counts: Vec<String>,
    pub sum: usize,
    /// Where each part begins and how long it is, in percent of the longest bar.
    pub bars: Vec<(usize, usize)>,
}

/// The ages of open cases by kind.
pub fn ages(ages: &[Age]) -> Vec<AgeRow> {
    let sum = |age: &Age| age.counts.iter().map(|c| c.cases).sum::<usize>();
    let most = ages.iter().map(sum).max().unwrap_or(0).max(1);
    let parts = |age: &Age, most: usize| {
        let mut before = 0;
        let part = |count: &crate::store::case_list::Count| {
            let begin = before * 100 / most;
            before += count.cases;
            (begin, before * 100 / most - begin)
        };
        age.counts.iter().map(part).collect()
    };
    let row = |age: &Age| AgeRow {
        kind: age.kind,
        counts: age.counts.iter().map(|c| shown(*c)).collect(),
        sum: sum(age),
        bars: parts(age, most),
    };
    ages.iter().map(row).collect()
}
