//! The timetable of an election: every milestone in days from election day E (LAW.md 2.1).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::calendar::{days_after, one_line};
use super::names::Names;

/// The milestone on which the voter lists are posted (art. 32).
pub const VOTER_LIST_POSTED: &str = "el.voter-list.post";
/// The milestone on which the lists of candidates are published (arts. 57, 58).
pub const CANDIDATE_LIST_PUBLISHED: &str = "el.candidate-list.publish";
/// Days before E on which the freeze of art. 61.2 begins.
pub const FREEZE_DAYS: i64 = 10;

/// The day from which the law stops cases about candidates: E-10 (Luật Bầu cử 85/2015/QH13, art. 61.2).
pub fn freeze_from(election_day: NaiveDate) -> NaiveDate {
    days_after(election_day, -FREEZE_DAYS)
}

/// One date of an election's timetable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Milestone {
    pub id: String,
    /// Days from E, negative before it.
    pub offset_days: i64,
    pub date: NaiveDate,
    /// Vietnam's time `HH:MM`, where the law names an hour.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    pub name: Names,
    pub basis: String,
    /// Whether the figure was read in the law's text or in several official pages.
    pub verified: bool,
}

/// All versions of the timetable.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Timetable {
    #[serde(rename = "version")]
    versions: Vec<TimetableVersion>,
}

/// The timetable for elections held from one day on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimetableVersion {
    pub version: String,
    /// The first election day it holds for.
    pub valid_from: NaiveDate,
    /// The last election day it holds for.
    pub valid_to: Option<NaiveDate>,
    #[serde(rename = "milestone")]
    pub entries: Vec<Entry>,
}

/// A row of the timetable.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Entry {
    pub id: String,
    pub offset: i64,
    pub time: Option<String>,
    #[serde(flatten)]
    pub name: Names,
    pub basis: String,
    pub verified: bool,
}

impl Timetable {
    /// Reads `law/vn/timetable.toml`; the error is one line.
    pub fn parse(toml: &str) -> Result<Self, String> {
        toml::from_str(toml).map_err(|e| one_line(&e))
    }

    /// All versions, for `law check`.
    pub fn versions(&self) -> &[TimetableVersion] {
        &self.versions
    }

    /// The version for an election on this day; none before the Election Law of 2015.
    pub fn version(&self, election_day: NaiveDate) -> Option<&TimetableVersion> {
        self.versions.iter().find(|v| v.valid_from <= election_day && v.valid_to.is_none_or(|to| election_day <= to))
    }

    /// The day of one milestone.
    pub fn date(&self, id: &str, election_day: NaiveDate) -> Option<NaiveDate> {
        let entry = self.version(election_day)?.entries.iter().find(|e| e.id == id)?;
        Some(days_after(election_day, entry.offset))
    }

    /// Every milestone of an election, in the order of dates; empty where no timetable holds.
    pub fn milestones(&self, election_day: NaiveDate) -> Vec<Milestone> {
        let entries = self.version(election_day).map(|v| v.entries.as_slice()).unwrap_or_default();
        let mut milestones: Vec<Milestone> = entries
            .iter()
            .map(|e| Milestone {
                id: e.id.clone(),
                offset_days: e.offset,
                date: days_after(election_day, e.offset),
                time: e.time.clone(),
                name: e.name.clone(),
                basis: e.basis.clone(),
                verified: e.verified,
            })
            .collect();
        milestones.sort_by_key(|m| m.date);
        milestones
    }
}
