//! One time limit of the law, and its versions: the rows of `law/vn/rules.toml`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::mark::Mark;
use crate::domain::kind::{Contest, Kind, Matter, Track};
use crate::domain::names::Names;
use crate::domain::outcome::{ClosedAs, Complexity, ComplexityGround};

codes! {
    /// Whose duty a time limit is.
    pub enum Duty {
        /// A body must act; only these make a case late.
        Office = "office",
        /// A right that ends.
        Citizen = "citizen",
        /// Belongs to the election, not to a case.
        Milestone = "milestone",
        /// How long something is kept.
        Retention = "retention",
    }
}

codes! {
    /// What chooses the version of a rule.
    pub enum ValidBy {
        /// Election day E.
        ElectionDay = "election_day",
        /// The day of the starting event.
        Start = "start",
    }
}

codes! {
    /// How a length is counted. The day of the event is not (Civil Code 2015 art. 147).
    pub enum Unit {
        CalendarDays = "calendar_days",
        WorkingDays = "working_days",
        /// Until the same day of a later year.
        Years = "years",
    }
}

/// A time limit. Empty lists of selectors mean any.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    pub id: String,
    pub names: Names,
    pub duty: Duty,
    pub valid_by: ValidBy,
    #[serde(default)]
    pub kind: Vec<Kind>,
    #[serde(default)]
    pub matter: Vec<Matter>,
    #[serde(default)]
    pub track: Vec<Track>,
    /// Not empty: the contest must be known.
    #[serde(default)]
    pub contest: Vec<Contest>,
    #[serde(default)]
    pub instance: Vec<i32>,
    pub started_by: Mark,
    /// The rule whose due date stands in for the starting event until that has happened.
    #[serde(default)]
    pub or_passed: Option<String>,
    /// The first of these ends it.
    pub met_by: Vec<Mark>,
    /// A suspension pauses it.
    #[serde(default)]
    pub pausable: bool,
    /// Ways of closing that leave it running: the paper that meets it is still to be served.
    #[serde(default)]
    pub outlives: Vec<ClosedAs>,
    /// Read as `version`; written row by row, see [`Row`].
    #[serde(rename = "version", skip_serializing)]
    pub versions: Vec<Version>,
}

/// A row of the law: a rule in one version.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct Row<'a> {
    #[serde(flatten)]
    pub rule: &'a Rule,
    #[serde(flatten)]
    pub version: &'a Version,
}

/// A rule as it holds for some time. Offsets are calendar days from E.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Version {
    pub version: String,
    /// First day (E or starting event, as [`Rule::valid_by`] says) it holds for.
    pub valid_from: NaiveDate,
    /// Last such day.
    #[serde(default)]
    pub valid_to: Option<NaiveDate>,
    /// The length; absent with `offset` absent too: no date follows.
    #[serde(default)]
    pub amount: Option<i64>,
    pub unit: Unit,
    /// A fixed day of the election instead of a length.
    #[serde(default)]
    pub offset: Option<i64>,
    /// Such a day whose figure is not confirmed: what the office sets counts back from E.
    #[serde(default)]
    pub anchored: bool,
    /// Vietnam's time `HH:MM` where the law names an hour.
    #[serde(default)]
    pub time: Option<String>,
    /// Nothing falls due for what starts on this day of the election or later.
    #[serde(default)]
    pub none_from: Option<i64>,
    /// Never later than this day of the election.
    #[serde(default)]
    pub cap: Option<i64>,
    /// Whether the cap is confirmed.
    #[serde(default = "yes")]
    pub cap_verified: bool,
    /// The day of the event is counted.
    #[serde(default)]
    pub count_start: bool,
    /// An end on a day off moves to the end of the next working day (Civil Code 2015 art. 148).
    #[serde(default)]
    pub roll: bool,
    /// The length of a complex case.
    #[serde(default)]
    pub complex: Option<i64>,
    /// The length in a remote unit.
    #[serde(default)]
    pub remote: Option<i64>,
    /// The length of a complex case in a remote unit.
    #[serde(default)]
    pub remote_complex: Option<i64>,
    #[serde(default)]
    pub extensions: Option<Extensions>,
    /// The law sets no length: what is missing is not a figure to be confirmed.
    #[serde(default)]
    pub no_term: bool,
    /// A target of the office in calendar days: not law.
    #[serde(default)]
    pub office_target: Option<i64>,
    pub basis: String,
    pub verified: bool,
    #[serde(default)]
    pub note: Option<Names>,
}

const fn yes() -> bool {
    true
}

/// How a rule can be extended, by how complex the case is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Extensions {
    /// The most days of one extension, in the unit of the rule.
    pub each: i64,
    /// How many extensions while nobody set a complexity.
    pub plain: usize,
    pub complex: usize,
    pub specially_complex: usize,
    pub grounds: Vec<ComplexityGround>,
}

/// Why an extension is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoExtension {
    #[error("this rule cannot be extended")]
    NotExtendable,
    #[error("not a ground for extending this rule")]
    Ground,
    /// So many are allowed at this complexity, and they are used up.
    #[error("at most {most} extensions at this complexity")]
    Count { most: usize },
    /// Days of one extension.
    #[error("one extension is 1 to {most} days")]
    Days { most: i64 },
}

impl Extensions {
    /// How many extensions a case of this complexity may have.
    pub const fn most(&self, level: Option<Complexity>) -> usize {
        match level {
            None => self.plain,
            Some(Complexity::Complex) => self.complex,
            Some(Complexity::SpeciallyComplex) => self.specially_complex,
        }
    }

    /// Whether one more extension of so many days may follow those already `used`.
    pub const fn allow(&self, level: Option<Complexity>, used: usize, days: i64) -> Result<(), NoExtension> {
        let most = self.most(level);
        if used >= most {
            Err(NoExtension::Count { most })
        } else if days < 1 || days > self.each {
            Err(NoExtension::Days { most: self.each })
        } else {
            Ok(())
        }
    }
}

impl Version {
    /// Holds on this day.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|to| day <= to)
    }

    /// The length in its unit, by complexity and remoteness of the unit; none where no length is set.
    pub fn length(&self, complexity: Option<Complexity>, remote: bool) -> Option<i64> {
        let complex = self.complex.filter(|_| complexity.is_some());
        let far = self.remote.filter(|_| remote);
        match (complex, far) {
            (Some(complex), Some(_)) => Some(self.remote_complex.unwrap_or(complex)),
            (Some(one), None) | (None, Some(one)) => Some(one),
            (None, None) => self.amount,
        }
    }

    /// Whether one more extension may be granted; `used` counts those of this rule.
    pub fn may_extend(&self, level: Option<Complexity>, ground: ComplexityGround, used: usize, days: i64) -> Result<(), NoExtension> {
        let extensions = self.extensions.as_ref().ok_or(NoExtension::NotExtendable)?;
        if !extensions.grounds.contains(&ground) {
            return Err(NoExtension::Ground);
        }
        extensions.allow(level, used, days)
    }

    /// Counts from E: a fixed day, or one whose figure is not confirmed.
    pub const fn is_anchored(&self) -> bool {
        self.offset.is_some() || self.anchored
    }
}

/// What a rule looks at to know whether a case concerns it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cell {
    pub kind: Kind,
    pub matter: Matter,
    pub track: Track,
    pub contest: Option<Contest>,
    /// 1 first, 2 second.
    pub instance: i32,
}

impl Rule {
    /// Whether cases of this cell are concerned.
    pub fn concerns(&self, cell: &Cell) -> bool {
        fn any<T: PartialEq>(list: &[T], value: &T) -> bool {
            list.is_empty() || list.contains(value)
        }
        any(&self.kind, &cell.kind)
            && any(&self.matter, &cell.matter)
            && any(&self.track, &cell.track)
            && any(&self.instance, &cell.instance)
            && (self.contest.is_empty() || cell.contest.is_some_and(|c| self.contest.contains(&c)))
    }

    /// The version that holds for this election day or starting day, whichever this rule goes by; none: out of validity.
    pub fn version(&self, election_day: Option<NaiveDate>, start: NaiveDate) -> Option<&Version> {
        let day = match self.valid_by {
            ValidBy::ElectionDay => election_day?,
            ValidBy::Start => start,
        };
        self.versions.iter().find(|v| v.holds(day))
    }
}

/// A figure that the office set for a rule that is not confirmed, with its source (LAW.md 2.1). It is used, cited as such,
/// and still shown as set by the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    pub rule: String,
    pub version: String,
    /// In the rule's unit; for a day of the election: days before E; where law sets no length: the office's target.
    pub amount: i64,
    pub source: String,
    /// Revision of law and calendars from which it holds.
    pub revision: i64,
}
