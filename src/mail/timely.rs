//! What the mails to members hold that the clock alone causes: a time limit that presses, the list of a morning.

use chrono::{DateTime, NaiveDate, Utc};

use super::member::Task;
use crate::domain::deadline::Left;
use crate::domain::kind::{Kind, Matter};
use crate::domain::names::Names;
use crate::domain::verb::Verb;

/// Data of `remind` and `escalate`: a time limit of the office on a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pressing {
    pub task: Task,
    /// The rule, by its names.
    pub rule: Names,
    /// Its last day.
    pub due: NaiveDate,
    /// How long that is off.
    pub left: Left,
    /// The act that is missing.
    pub missing: Verb,
    /// From this day the law stops the case (art. 61.2).
    pub stops: Option<NaiveDate>,
    /// When it should have been told, where that is past by hours or days.
    pub meant: Option<DateTime<Utc>>,
}

codes! {
    /// What a part of a list holds.
    pub enum Heading {
        Overdue = "overdue",
        DueToday = "due_today",
        DueSoon = "due_soon",
        /// A disposition or a decision waits for a signature.
        ToSign = "to_sign",
        ToServe = "to_serve",
        /// Stopped by art. 61.2 from tomorrow on.
        FrozenTomorrow = "frozen_tomorrow",
        /// To be handed over by art. 61.4.
        HandOver = "hand_over",
    }
}

/// A case in a list; never a secret one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub number: String,
    pub kind: Kind,
    pub matter: Matter,
    pub due: Option<NaiveDate>,
}

/// A part of a list: how many there are, and some of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub heading: Heading,
    pub cases: usize,
    /// There are more than `cases`.
    pub more: bool,
    pub lines: Vec<Line>,
}

/// Data of `no_calendar`: years whose days off nobody entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoCalendar {
    /// Name of the member's unit.
    pub unit: String,
    pub years: Vec<i32>,
    /// When it should have been told, where that is past by hours or days.
    pub meant: Option<DateTime<Utc>>,
}

/// Data of `digest` and `to_hand_over`: what waits for a member on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Name of the member's unit.
    pub unit: String,
    pub day: NaiveDate,
    pub sections: Vec<Section>,
    /// When it should have been told, where that is past by hours or days.
    pub meant: Option<DateTime<Utc>>,
}
