//! One computation: from a start and a row of the law to a due date, with its trace.

use chrono::{Datelike, Months, NaiveDate, Weekday};

use super::trace::{self, TraceStep};
use crate::domain::calendar::{CalendarView, DayKind, MissingYear, days_after};
use crate::domain::outcome::Complexity;
use crate::domain::rulebook::{Duty, Figure, Unit, Version};

/// What a term is computed from.
#[derive(Debug, Clone)]
pub struct Given<'a> {
    pub duty: Duty,
    pub version: &'a Version,
    /// What the office set instead of a figure that is not confirmed.
    pub figure: Option<&'a Figure>,
    /// The day of the starting event.
    pub start: NaiveDate,
    /// An office's deadline is never before this day.
    pub receipt: Option<NaiveDate>,
    /// E.
    pub election_day: Option<NaiveDate>,
    pub complexity: Option<Complexity>,
    pub remote: bool,
    /// Days of each extension, with the date of its decision where known.
    pub extensions: Vec<(Option<NaiveDate>, i64)>,
    /// Suspensions that have ended: from, until (not included).
    pub pauses: Vec<(NaiveDate, NaiveDate)>,
    pub calendar: CalendarView<'a>,
}

/// When something falls due, and how that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Last day, until 24:00 in Vietnam; none where law sets no length or its figure is not confirmed.
    pub due: Option<NaiveDate>,
    /// The end before it moved off a day off; pauses and extensions move this one.
    pub unrolled: Option<NaiveDate>,
    /// Not law.
    pub office_target: Option<NaiveDate>,
    /// Whether all that the date rests on is confirmed.
    pub verified: bool,
    pub trace: Vec<TraceStep>,
}

/// Computes it. None: nothing falls due for what starts so late (`none_from`).
pub fn compute_term(given: &Given<'_>) -> Result<Option<Term>, MissingYear> {
    let version = given.version;
    if let (Some(e), Some(none_from)) = (given.election_day, version.none_from)
        && given.start >= days_after(e, none_from)
    {
        return Ok(None);
    }
    let mut count = Count { given, trace: Vec::new(), verified: version.verified && given.figure.is_none() };
    let (due, unrolled) = count.ends()?;
    let office_target = count.office_target();
    Ok(Some(Term { due, unrolled, office_target, verified: count.verified, trace: count.trace }))
}

struct Count<'a> {
    given: &'a Given<'a>,
    trace: Vec<TraceStep>,
    verified: bool,
}

impl Count<'_> {
    fn aside(&mut self, date: NaiveDate, note: crate::domain::names::Names) {
        self.trace.push(TraceStep::aside(date, note));
    }

    /// Due date and unrolled end.
    fn ends(&mut self) -> Result<(Option<NaiveDate>, Option<NaiveDate>), MissingYear> {
        let (given, version) = (self.given, self.given.version);
        if let Some(figure) = given.figure {
            self.aside(given.start, trace::set_by_office(figure.amount, &figure.source));
        }
        if version.is_anchored() {
            return Ok(self.of_election());
        }
        let Some(amount) = self.amount() else {
            self.aside(given.start, if version.no_term { trace::NO_TERM } else { trace::NOT_CONFIRMED });
            return Ok((None, None));
        };
        let unrolled = self.moved(amount)?;
        let unrolled = self.capped(unrolled);
        let unrolled = self.floored(unrolled);
        let due = if version.roll { self.rolled(unrolled)? } else { unrolled };
        if due == unrolled {
            self.aside(due, if amount == 0 { trace::SAME_DAY } else { trace::END });
        }
        Ok((Some(due), Some(unrolled)))
    }

    /// A fixed day of the election.
    fn of_election(&mut self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let given = self.given;
        let offset = given.figure.map(|f| -f.amount).or(given.version.offset);
        let (Some(e), Some(offset)) = (given.election_day, offset) else {
            self.aside(given.start, trace::NOT_CONFIRMED);
            return (None, None);
        };
        self.aside(e, trace::ELECTION_DAY);
        let end = days_after(e, offset);
        if given.duty == Duty::Citizen && end < given.start {
            self.aside(end, trace::of_election(offset, &trace::RIGHT_ENDED));
            return (None, None);
        }
        self.aside(end, trace::of_election(offset, &trace::END));
        let end = self.floored(end);
        (Some(end), Some(end))
    }

    /// The length, by complexity and remoteness; a figure of the office stands in for one that is not confirmed.
    fn amount(&self) -> Option<i64> {
        let version = self.given.version;
        if let Some(figure) = self.given.figure
            && !version.no_term
        {
            return Some(figure.amount);
        }
        version.length(self.given.complexity, self.given.remote)
    }

    /// Counts the length, then each extension from the end so far, then moves by each pause.
    fn moved(&mut self, amount: i64) -> Result<NaiveDate, MissingYear> {
        let given = self.given;
        let mut before = 0;
        let mut end = given.start;
        if given.version.count_start {
            end = days_after(end, -1);
        } else if amount > 0 {
            self.aside(given.start, trace::START);
        }
        end = self.run(end, &mut before, amount)?;
        for (on, days) in &given.extensions {
            self.aside(end, trace::extended(*days, *on));
            end = self.run(end, &mut before, *days)?;
        }
        for (since, until) in &given.pauses {
            let days = (*until - *since).num_days();
            end = days_after(end, days);
            self.aside(end, trace::paused(*since, *until, days));
        }
        Ok(end)
    }

    /// So many days after `from`, in the unit of the rule; numbers them on from `before`.
    fn run(&mut self, from: NaiveDate, before: &mut i64, amount: i64) -> Result<NaiveDate, MissingYear> {
        let first = *before + 1;
        *before = before.saturating_add(amount);
        match self.given.version.unit {
            Unit::CalendarDays => {
                let end = days_after(from, amount);
                if amount > 0 {
                    let through = (amount > 1).then_some(end);
                    self.trace.push(TraceStep { through, ..TraceStep::day(days_after(from, 1), first) });
                }
                Ok(end)
            }
            Unit::Years => {
                let months = u32::try_from(amount).unwrap_or_default().saturating_mul(12);
                Ok(from.checked_add_months(Months::new(months)).unwrap_or(from))
            }
            Unit::WorkingDays => self.working(from, first, *before),
        }
    }

    fn working(&mut self, from: NaiveDate, first: i64, last: i64) -> Result<NaiveDate, MissingYear> {
        let mut day = from;
        let mut counted = first - 1;
        while counted < last {
            day = days_after(day, 1);
            let kind = self.given.calendar.day(day)?;
            if kind.is_working() {
                counted += 1;
                let step = TraceStep::day(day, counted);
                self.trace.push(match kind {
                    DayKind::WorkedInstead(names) => TraceStep { note: trace::worked(names), ..step },
                    DayKind::Working | DayKind::Weekend | DayKind::Off(_) => step,
                });
            } else {
                self.skip(day, kind, false);
            }
        }
        Ok(day)
    }

    fn skip(&mut self, day: NaiveDate, kind: DayKind<'_>, ending: bool) {
        self.aside(day, trace::skipped(kind, trace::weekend(day.weekday() == Weekday::Sat), ending));
    }

    /// The first working day not before `end`.
    fn rolled(&mut self, end: NaiveDate) -> Result<NaiveDate, MissingYear> {
        let mut day = end;
        loop {
            let kind = self.given.calendar.day(day)?;
            if kind.is_working() {
                if day != end {
                    self.aside(day, trace::ROLLED);
                }
                return Ok(day);
            }
            self.skip(day, kind, true);
            day = days_after(day, 1);
        }
    }

    /// Never later than the cap. A date that the cap does not touch does not rest on it.
    fn capped(&mut self, end: NaiveDate) -> NaiveDate {
        let (given, version) = (self.given, self.given.version);
        let (Some(e), Some(cap)) = (given.election_day, version.cap) else {
            return end;
        };
        let latest = days_after(e, cap);
        if end <= latest {
            return end;
        }
        self.verified &= version.cap_verified;
        let note = crate::domain::names::Names::fixed("không muộn hơn ngày này", "never later than this day");
        self.aside(latest, trace::of_election(cap, &note));
        latest
    }

    /// An office's deadline is never before the receipt.
    fn floored(&mut self, end: NaiveDate) -> NaiveDate {
        match self.given.receipt {
            Some(receipt) if end < receipt && self.given.duty == Duty::Office => {
                self.aside(receipt, trace::NOT_BEFORE_RECEIPT);
                receipt
            }
            _ => end,
        }
    }

    fn office_target(&mut self) -> Option<NaiveDate> {
        let version = self.given.version;
        let set = self.given.figure.filter(|_| version.no_term).map(|f| f.amount);
        let target = days_after(self.given.start, set.or(version.office_target)?);
        self.aside(target, trace::TARGET);
        Some(target)
    }
}
