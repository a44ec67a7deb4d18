//! How a day was counted, for readers without the law at hand: `partials/working.html` writes it.

use chrono::NaiveDate;

use crate::domain::deadline::TraceStep;
use crate::http::pages::Frame;

/// The working of one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Working {
    /// Whose day it is: read by those who hear the page.
    pub of: String,
    /// The article, as it is cited.
    pub basis: String,
    pub lines: Vec<Line>,
}

/// A step of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub date: NaiveDate,
    /// The last day of a run.
    pub through: Option<NaiveDate>,
    pub note: String,
    /// `5`, or `5-12` of a run; empty where the day does not count.
    pub count: String,
    /// ` class="..."`, or nothing.
    pub class: &'static str,
}

impl Working {
    /// Of these steps; `due`: the last of them is the last day.
    pub fn of(frame: &Frame, of: String, basis: &str, steps: &[TraceStep], due: Option<NaiveDate>) -> Self {
        let last = steps.len();
        let line = |(place, step): (usize, &TraceStep)| Line {
            date: step.date,
            through: step.through,
            note: step.note.of(frame.lang.as_str()).to_owned(),
            count: match (step.counted, step.through) {
                (Some(first), Some(_)) => format!("{first}-{}", first + step.days() - 1),
                (Some(n), None) => n.to_string(),
                (None, _) => String::new(),
            },
            class: match step.counted {
                _ if place + 1 == last && due.is_some() => " class=\"is-due\"",
                None if place > 0 => " class=\"is-skipped\"",
                _ => "",
            },
        };
        Self { of, basis: basis.to_owned(), lines: steps.iter().enumerate().map(line).collect() }
    }
}
