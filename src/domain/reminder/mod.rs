//! What is told without anybody's act as a time limit of the office runs out: the steps before its end, on it and after it,
//! each with its day. Pure: which of them are due now, and which are done, is the business of who asks.
//!
//! What the documents leave open is decided here, once:
//! - A step before the end counts back from the due date in the rule's own unit; a term is as long as its trace counts, or, where
//!   a day of the election ends it, as its days.
//! - Of two steps on one day the more pressing one is taken.
//! - A term that ends on the day it starts is told at once, to the officer and the supervisors; that is its last-day step too.
//! - A due date that is not law (`office_target`), and a rule without date, remind of nothing.
//! - Where the calendar of a year is missing, Mondays to Fridays count as working days: a reminder is no legal date.

mod calendar;
mod settings;
mod whom;

use chrono::{DateTime, Datelike, NaiveDate, Utc, Weekday};

pub use calendar::{asked, missing_years};
pub use settings::{DayCounts, LongFrom, Settings, TimeOfDay};
pub use whom::{escalated, pressed, supervisors};

use super::calendar::{CalendarView, days_after};
use super::case::Case;
use super::deadline::Deadline;
use super::directory::Directory;
use super::kind::Track;
use super::law::Law;
use super::rulebook::Unit;
use super::zone::start_of;

/// A step of a time limit, the later the more pressing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Half of a long term is left.
    Half,
    /// So many units of the rule are left.
    Before(i64),
    /// So many calendar days until the law stops the case (art. 61.2).
    Freeze(i64),
    /// The term ends on the day it starts.
    AtOnce,
    /// So many days after the end, told so many units above the case's own; on the last day itself both are 0.
    After { days: i64, level: usize },
}

impl Step {
    /// Its word, by which it is known to be done: `half`, `before_3`, `freeze_2`, `at_once`, `after_0`.
    pub fn word(self) -> String {
        match self {
            Self::Half => "half".to_owned(),
            Self::Before(units) => format!("before_{units}"),
            Self::Freeze(days) => format!("freeze_{days}"),
            Self::AtOnce => "at_once".to_owned(),
            Self::After { days, .. } => format!("after_{days}"),
        }
    }
}

codes! {
    /// What the sender of a letter is told.
    pub enum Notice {
        /// The case is late: what may be done about it.
        Late = "sender_late",
        /// The law stops the case until election day is over (art. 61.2).
        Frozen = "sender_frozen",
    }
}

/// Something to be told, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due<T> {
    /// Vietnam's day.
    pub on: NaiveDate,
    pub at: DateTime<Utc>,
    pub what: T,
}

/// What a time limit is looked at with.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    pub track: Track,
    /// From this day (E-10) the law stops the case; none: it is not concerned, or no longer open.
    pub stops: Option<NaiveDate>,
    /// How the rule counts.
    pub unit: Unit,
    pub settings: &'a Settings,
    pub calendar: CalendarView<'a>,
}

/// The steps told to members, in the order of their moments; empty for what is not a dated duty of the office that runs.
pub fn steps(given: &Given<'_>, deadline: &Deadline) -> Vec<Due<Step>> {
    let Some(due) = deadline.due.filter(|_| deadline.is_office_running()) else { return Vec::new() };
    let same_day = due <= deadline.starts_on;
    let mut days: Vec<(NaiveDate, Step)> = if same_day { vec![(deadline.starts_on, Step::AtOnce)] } else { before(given, deadline, due) };
    let after = match given.track {
        Track::General => &given.settings.after_general,
        Track::Election => &given.settings.after_election,
    };
    for (level, days_later) in after.all().iter().enumerate().filter(|(_, days)| !(same_day && **days == 0)) {
        let on = match given.track {
            Track::General => working_days_after(due, *days_later, given.calendar),
            Track::Election => days_after(due, *days_later),
        };
        days.push((on, Step::After { days: *days_later, level }));
    }
    // Stopped by the law it is not late.
    days.retain(|(on, _)| given.stops.is_none_or(|from| *on < from));
    days.sort_unstable();
    let more_pressing = |(at, (on, _)): (usize, &(NaiveDate, Step))| days.get(at + 1).is_none_or(|(next, _)| next != on);
    let kept = days.iter().enumerate().filter(|(at, day)| more_pressing((*at, day)));
    kept.map(|(_, (on, step))| Due { on: *on, at: moment(given, deadline, *on, *step), what: *step }).collect()
}

fn before(given: &Given<'_>, deadline: &Deadline, due: NaiveDate) -> Vec<(NaiveDate, Step)> {
    let Given { stops, unit, settings, calendar, .. } = *given;
    let length = length(deadline, due, unit, calendar);
    let long = length >= settings.long.units();
    let counts = if long { &settings.before_long } else { &settings.before_short };
    let mut days: Vec<(NaiveDate, Step)> = Vec::new();
    if long && settings.half {
        days.push((units_before(due, length / 2, unit, calendar), Step::Half));
    }
    days.extend(counts.all().iter().filter(|n| **n > 0).map(|n| (units_before(due, *n, unit, calendar), Step::Before(*n))));
    if let Some(from) = stops.filter(|from| days_after(*from, -1) == due) {
        days.extend(settings.before_freeze.all().iter().filter(|n| **n > 0).map(|n| (days_after(from, -*n), Step::Freeze(*n))));
    }
    days.retain(|(on, _)| *on >= deadline.starts_on);
    days
}

/// At the unit's hour; what is due on the day its term starts, as soon as that is known.
fn moment(given: &Given<'_>, deadline: &Deadline, on: NaiveDate, step: Step) -> DateTime<Utc> {
    let first = on == deadline.starts_on;
    if first || step == Step::AtOnce { start_of(on) } else { given.settings.at.on(on) }
}

/// What the sender is told, and when: of lateness on the day after the last one, of the freeze on its first.
pub fn notices(given: &Given<'_>, deadline: &Deadline) -> Vec<Due<Notice>> {
    let Some(due) = deadline.due.filter(|_| deadline.is_office_running()) else { return Vec::new() };
    let at = |on: NaiveDate, what: Notice| Due { on, at: given.settings.at.on(on), what };
    let late = days_after(due, 1);
    let mut notices = Vec::with_capacity(2);
    if given.stops.is_none_or(|from| late < from) {
        notices.push(at(late, Notice::Late));
    }
    notices.extend(given.stops.map(|from| at(from, Notice::Frozen)));
    notices.sort_by_key(|n| n.at);
    notices
}

/// When there is first something to be told of a time limit; none: never.
pub fn first_look(given: &Given<'_>, deadline: &Deadline) -> Option<DateTime<Utc>> {
    let steps = steps(given, deadline).into_iter().map(|s| s.at);
    steps.chain(notices(given, deadline).into_iter().map(|n| n.at)).min()
}

/// The same for each of these, in their order.
pub fn first_looks(case: &Case, deadlines: &[Deadline], directory: &Directory, law: &Law) -> Vec<Option<DateTime<Utc>>> {
    let settings = directory.reminding(case.unit);
    deadlines.iter().map(|d| first_look(&given(case, d, settings, law), d)).collect()
}

/// What this deadline of the case is looked at with.
pub fn given<'a>(case: &Case, deadline: &Deadline, settings: &'a Settings, law: &'a Law) -> Given<'a> {
    let unit = law.rulebook.version(&deadline.rule, &deadline.version).map_or(Unit::CalendarDays, |v| v.unit);
    let stops = case.freezes_on.filter(|_| case.status.is_open());
    Given { track: case.track, stops, unit, settings, calendar: law.calendar.at(case.detail.law_revision) }
}

/// How many units of its rule a term has.
fn length(deadline: &Deadline, due: NaiveDate, unit: Unit, calendar: CalendarView<'_>) -> i64 {
    let counted = deadline.trace.iter().filter_map(|step| step.counted.map(|first| first + step.days() - 1)).max();
    counted.unwrap_or_else(|| match unit {
        Unit::WorkingDays => {
            let mut day = due;
            let mut units = 0;
            while day > deadline.starts_on {
                units += i64::from(is_working(day, calendar));
                day = days_after(day, -1);
            }
            units
        }
        Unit::CalendarDays | Unit::Years => (due - deadline.starts_on).num_days(),
    })
}

/// The day on which so many units are left until `due`, that day not counted and `due` counted.
fn units_before(due: NaiveDate, units: i64, unit: Unit, calendar: CalendarView<'_>) -> NaiveDate {
    match unit {
        Unit::CalendarDays | Unit::Years => days_after(due, -units),
        Unit::WorkingDays => {
            let (mut day, mut left) = (due, units);
            while left > 0 || !is_working(day, calendar) {
                left -= i64::from(is_working(day, calendar));
                day = days_after(day, -1);
            }
            day
        }
    }
}

/// The day so many working days after this one; 0: this one.
fn working_days_after(from: NaiveDate, days: i64, calendar: CalendarView<'_>) -> NaiveDate {
    let (mut day, mut counted) = (from, 0);
    while counted < days {
        day = days_after(day, 1);
        counted += i64::from(is_working(day, calendar));
    }
    day
}

fn is_working(day: NaiveDate, calendar: CalendarView<'_>) -> bool {
    calendar.day(day).map_or_else(|_| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun), |kind| kind.is_working())
}

#[cfg(test)]
mod tests;
