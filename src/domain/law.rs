//! The law in force here, as one value: rules, timetable, calendars. Shipped in the program, added to by the office.

use std::sync::OnceLock;

use super::calendar::{Calendar, CalendarYear};
use super::election::Timetable;
use super::rulebook::{Figure, Rulebook};

const RULES: &str = include_str!("../../law/vn/rules.toml");
const TIMETABLE: &str = include_str!("../../law/vn/timetable.toml");
const YEARS: [&str; 6] = [
    include_str!("../../law/vn/calendar/2021.toml"),
    include_str!("../../law/vn/calendar/2022.toml"),
    include_str!("../../law/vn/calendar/2023.toml"),
    include_str!("../../law/vn/calendar/2024.toml"),
    include_str!("../../law/vn/calendar/2025.toml"),
    include_str!("../../law/vn/calendar/2026.toml"),
];

/// Everything a deadline is computed with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Law {
    pub rulebook: Rulebook,
    pub timetable: Timetable,
    pub calendar: Calendar,
    /// The newest revision of law and calendars: what a case received now computes with.
    pub revision: i64,
}

/// Why a deadline cannot be computed. Never guessed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LawError {
    /// The events are not the register of a case.
    #[error(transparent)]
    Register(#[from] super::apply::Impossible),
    #[error("a register begins with a receipt")]
    NoReceipt,
}

impl Law {
    /// Reads the files that the program carries; the error names the file and what is wrong, in one line.
    pub fn read_embedded() -> Result<Self, String> {
        let mut calendar = Calendar::default();
        for year in YEARS {
            CalendarYear::parse(year).and_then(|y| calendar.add(y)).map_err(|e| format!("law/vn/calendar: {e}"))?;
        }
        Ok(Self {
            rulebook: Rulebook::parse(RULES).map_err(|e| format!("law/vn/rules.toml: {e}"))?,
            timetable: Timetable::parse(TIMETABLE).map_err(|e| format!("law/vn/timetable.toml: {e}"))?,
            calendar,
            revision: 0,
        })
    }

    /// The law as shipped, read once.
    ///
    /// # Panics
    /// When a shipped file is broken: a test reads them all, so no build that passes its tests can.
    pub fn embedded() -> &'static Self {
        static LAW: OnceLock<Law> = OnceLock::new();
        LAW.get_or_init(|| Self::read_embedded().unwrap_or_else(|broken| panic!("{broken}")))
    }

    /// With the years and figures that the office added, each at its revision, the newest being `revision`; the error is one line.
    pub fn with(&self, revision: i64, years: Vec<CalendarYear>, figures: Vec<Figure>) -> Result<Self, String> {
        let mut law = Self { revision, ..self.clone() };
        for year in years {
            let number = year.year;
            law.calendar.add(year).map_err(|e| format!("calendar of {number}: {e}"))?;
        }
        for figure in figures {
            law.rulebook.set_figure(figure).map_err(|e| e.to_string())?;
        }
        Ok(law)
    }
}
