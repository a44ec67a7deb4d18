//! A year of a ward as a script, and the plain list of what its people are to be told, written down from the script and a wall
//! calendar alone.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, NaiveDateTime};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use super::wall::{By, at, before, day, later, rolled};

/// The first and the last day that are played.
pub fn first() -> NaiveDate {
    day(1, 6)
}

pub fn last() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 5).unwrap()
}

/// Election day: Sunday, 25/05/2025; E-10 is 15/05.
pub fn election() -> NaiveDate {
    day(5, 25)
}

fn freeze() -> NaiveDate {
    day(5, 15)
}

/// When the jobs are run each day.
pub const TICKS: [(u32, u32); 4] = [(0, 10), (7, 29), (7, 31), (13, 0)];

/// The officer is away on these days.
pub fn absence() -> (NaiveDate, NaiveDate) {
    (day(7, 7), day(7, 20))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    Complaint,
    Petition,
    Denunciation,
    VoterList,
    Candidate,
    Station,
}

/// What happens to a case, in this order; what is missing never happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    Receive,
    Classify,
    Assign,
    Propose,
    Approve,
    /// The notice of acceptance is served.
    Notify,
    Draft,
    Sign,
    /// The decision or conclusion is served.
    Serve,
    Publish,
}

const ACTS: [Act; 10] =
    [Act::Receive, Act::Classify, Act::Assign, Act::Propose, Act::Approve, Act::Notify, Act::Draft, Act::Sign, Act::Serve, Act::Publish];

#[derive(Debug, Clone)]
pub struct Script {
    pub sort: Sort,
    pub acts: Vec<(NaiveDateTime, Act)>,
}

/// A time limit of a case, from the moment it is known to the moment it is met.
#[derive(Debug, Clone)]
struct Limit {
    rule: &'static str,
    start: NaiveDate,
    due: NaiveDate,
    by: By,
    length: i64,
    from: NaiveDateTime,
    to: Option<NaiveDateTime>,
}

impl Limit {
    fn runs(&self, t: NaiveDateTime) -> bool {
        self.from <= t && self.to.is_none_or(|to| t < to)
    }
}

/// The scripts of a year: some keep their time limits, some do not.
pub fn scripts(seed: u64) -> Vec<Script> {
    let mut dice = StdRng::seed_from_u64(seed);
    let mut scripts = Vec::new();
    let sorts = [
        (Sort::Complaint, 16),
        (Sort::Petition, 12),
        (Sort::Denunciation, 12),
        (Sort::VoterList, 8),
        (Sort::Candidate, 8),
        (Sort::Station, 3),
    ];
    for (sort, count) in sorts {
        for _ in 0..count {
            scripts.push(script(sort, &mut dice));
        }
    }
    scripts
}

fn script(sort: Sort, dice: &mut StdRng) -> Script {
    let (from, until, slow) = match sort {
        Sort::Complaint | Sort::Petition | Sort::Denunciation => (first(), day(12, 10), true),
        Sort::VoterList => (day(4, 16), day(5, 18), false),
        Sort::Candidate => (day(5, 1), day(5, 13), false),
        Sort::Station => (election(), election(), false),
    };
    let span = u64::try_from((until - from).num_days()).unwrap();
    let mut t = from + Days::new(dice.random_range(0..=span));
    let mut minute = dice.random_range(8 * 60 + 1..9 * 60);
    let mut acts = Vec::new();
    for act in ACTS {
        if act == Act::Publish && sort != Sort::Denunciation {
            continue;
        }
        let days = match (act, slow) {
            (Act::Receive, _) => 0,
            (Act::Approve | Act::Sign | Act::Serve | Act::Notify | Act::Publish, true) => dice.random_range(0..=9),
            (Act::Draft, true) => dice.random_range(1..=40),
            (_, true) => dice.random_range(0..=5),
            (Act::Sign | Act::Serve, false) => dice.random_range(0..=3),
            (_, false) => dice.random_range(0..=1),
        };
        if days > 0 {
            minute = dice.random_range(8 * 60 + 1..9 * 60);
        }
        t = t + Days::new(days);
        // Each a while after the one before, never at the moment of a tick.
        minute += dice.random_range(5..40);
        let moment = at(t, 0, 0) + chrono::Duration::minutes(minute) + chrono::Duration::seconds(7);
        // Nothing is decided while the law stops it; nobody plays beyond the year.
        if sort == Sort::Candidate && moment.date() >= freeze() || moment.date() >= last() {
            break;
        }
        acts.push((moment, act));
    }
    Script { sort, acts }
}

/// Something that somebody is told: the day, the kind of mail, to whom, of which case.
pub type Told = (NaiveDate, String, String, Option<usize>);
/// A step that is done: case, rule, due date, step, on which day.
pub type Done = (usize, String, NaiveDate, String, NaiveDate);

/// The plain lists of a year.
#[derive(Debug, Default)]
pub struct Plain {
    pub told: Vec<Told>,
    pub done: Vec<Done>,
    /// Day, to whom, what the subject counts.
    pub digests: Vec<(NaiveDate, String, String)>,
}

impl Script {
    fn when(&self, act: Act) -> Option<NaiveDateTime> {
        self.acts.iter().find(|(_, a)| *a == act).map(|(t, _)| *t)
    }

    fn had(&self, act: Act, t: NaiveDateTime) -> bool {
        self.when(act).is_some_and(|at| at <= t)
    }

    fn secret(&self) -> bool {
        self.sort == Sort::Denunciation
    }

    fn open(&self, t: NaiveDateTime) -> bool {
        self.had(Act::Receive, t) && !self.had(Act::Sign, t)
    }

    /// Stopped by the law, or to be handed over.
    fn stopped(&self, t: NaiveDateTime) -> bool {
        self.sort == Sort::Candidate && self.open(t) && t.date() >= freeze()
    }

    fn to_serve(&self, t: NaiveDateTime) -> bool {
        self.had(Act::Approve, t) && !self.had(Act::Notify, t) || self.had(Act::Sign, t) && !self.had(Act::Serve, t)
    }

    fn to_sign(&self, t: NaiveDateTime) -> bool {
        let proposed = self.had(Act::Propose, t) && !self.had(Act::Approve, t);
        proposed || self.had(Act::Draft, t) && !self.had(Act::Sign, t)
    }

    fn limits(&self) -> Vec<Limit> {
        let received = self.when(Act::Receive).unwrap();
        let (approved, signed) = (self.when(Act::Approve), self.when(Act::Sign));
        let mut limits = Vec::new();
        let mut add = |rule, from: Option<NaiveDateTime>, length: u64, by: By, rolls: bool, met: Act| {
            let Some(from) = from else { return };
            let start = from.date();
            let end = if length == 0 { start } else { later(start, length, by) };
            let due = if rolls { rolled(end) } else { end };
            limits.push(Limit { rule, start, due, by, length: i64::try_from(length).unwrap(), from, to: self.when(met) });
        };
        match self.sort {
            Sort::Complaint => {
                add("c1.accept", Some(received), 10, By::Calendar, true, Act::Approve);
                add("c1.settle", approved, 30, By::Calendar, true, Act::Sign);
                add("c1.send", signed, 3, By::Working, false, Act::Serve);
            }
            Sort::Petition => add("petition.process", Some(received), 10, By::Working, false, Act::Approve),
            Sort::Denunciation => {
                add("d.intake", Some(received), 7, By::Working, false, Act::Approve);
                add("d.accept-notify", approved, 5, By::Working, false, Act::Notify);
                add("d.settle", approved, 30, By::Calendar, true, Act::Sign);
                add("d.conclusion-send", signed, 5, By::Working, false, Act::Serve);
                add("d.publish", signed, 7, By::Working, false, Act::Publish);
            }
            Sort::VoterList => add("el.voter-list.settle", Some(received), 5, By::Calendar, false, Act::Serve),
            Sort::Candidate => {
                let left = u64::try_from((freeze() - received.date()).num_days() - 1).unwrap();
                add("el.candidate.settle", Some(received), left, By::Calendar, false, Act::Sign);
            }
            Sort::Station => add("el.station.settle", Some(received), 0, By::Calendar, false, Act::Sign),
        }
        limits
    }

    /// Day, word and level (of what comes after the end) of each step.
    fn steps(&self, limit: &Limit) -> Vec<(NaiveDate, String, Option<usize>)> {
        let election_track = matches!(self.sort, Sort::VoterList | Sort::Candidate | Sort::Station);
        let mut steps: Vec<(NaiveDate, String, Option<usize>)> = Vec::new();
        let after: [u64; 3] = if election_track { [0, 1, 2] } else { [0, 2, 5] };
        for (level, days) in after.into_iter().enumerate() {
            let by = if election_track { By::Calendar } else { By::Working };
            let on = if days == 0 { limit.due } else { later(limit.due, days, by) };
            steps.push((on, format!("after_{days}"), Some(level)));
        }
        if limit.length == 0 {
            steps[0] = (limit.due, "at_once".to_owned(), None);
        } else {
            if self.sort == Sort::Candidate {
                // E-13, E-12, E-11; on the last the step after the end takes its place.
                steps.push((day(5, 12), "freeze_3".to_owned(), None));
                steps.push((day(5, 13), "freeze_2".to_owned(), None));
            }
            if limit.length >= 10 {
                steps.push((before(limit.due, 3, limit.by), "before_3".to_owned(), None));
                steps.push((before(limit.due, limit.length.unsigned_abs() / 2, limit.by), "half".to_owned(), None));
            }
            steps.push((before(limit.due, 1, limit.by), "before_1".to_owned(), None));
        }
        // The first that was written for a day is the more pressing.
        let mut days = BTreeSet::new();
        steps.retain(|(on, _, level)| (level.is_some() || *on >= limit.start) && days.insert(*on));
        steps
    }

    /// Whoever must act at this moment.
    fn pressed(&self, rule: &str, t: NaiveDateTime) -> Vec<&'static str> {
        let supervisors = vec!["first", "second"];
        let officer = || if away(t.date()) { vec!["first", "second"] } else { vec!["officer"] };
        if rule == "d.accept-notify" && self.to_serve(t) {
            return vec!["clerk"];
        }
        if !self.had(Act::Classify, t) {
            return vec!["clerk", "first", "second"];
        }
        if !self.had(Act::Assign, t) || self.to_sign(t) {
            return supervisors;
        }
        if self.had(Act::Sign, t) && self.to_serve(t) { vec!["clerk"] } else { officer() }
    }

    fn escalated(&self, level: usize, t: NaiveDateTime) -> Vec<&'static str> {
        let mut told = vec!["first", "second"];
        if self.had(Act::Assign, t) && !away(t.date()) {
            told.push("officer");
        }
        told.extend(["above", "top"].into_iter().take(level));
        told
    }
}

fn away(date: NaiveDate) -> bool {
    (absence().0..=absence().1).contains(&date)
}

/// The moments at which jobs are run.
pub fn ticks() -> Vec<NaiveDateTime> {
    let days = first().iter_days().take_while(|d| *d <= last());
    days.flat_map(|date| TICKS.map(|(hour, minute)| at(date, hour, minute))).collect()
}

/// What everybody is to be told in the year of these scripts.
pub fn plain(scripts: &[Script]) -> Plain {
    let ticks = ticks();
    let next_tick = |t: NaiveDateTime| ticks.iter().copied().find(|tick| *tick >= t);
    let mut plain = Plain::default();
    for (nth, script) in scripts.iter().enumerate() {
        for limit in script.limits() {
            for (on, word, level) in script.steps(&limit) {
                let moment = if on == limit.start { at(on, 0, 0) } else { at(on, 7, 30) };
                let Some(tick) = next_tick(moment.max(limit.from)).filter(|t| limit.runs(*t) && !script.stopped(*t)) else { continue };
                let mut to = match level {
                    Some(level) => script.escalated(level, tick),
                    None => script.pressed(limit.rule, tick),
                };
                if word == "at_once" {
                    to.extend(["first", "second"]);
                }
                let kind = match (script.secret(), level) {
                    (true, _) => "desk_news",
                    (false, Some(_)) => "escalate",
                    (false, None) => "remind",
                };
                let to: BTreeSet<&str> = to.into_iter().collect();
                plain.told.extend(to.into_iter().map(|who| (tick.date(), kind.to_owned(), format!("{who}@office.vn"), Some(nth))));
                plain.done.push((nth, limit.rule.to_owned(), limit.due, word, tick.date()));
            }
            let late = at(limit.due + Days::new(1), 7, 30);
            if let Some(tick) = next_tick(late.max(limit.from)).filter(|t| limit.runs(*t) && !script.stopped(*t)) {
                let kind = if script.secret() { "news" } else { "late" };
                plain.told.push((tick.date(), kind.to_owned(), sender(nth), Some(nth)));
                plain.done.push((nth, limit.rule.to_owned(), limit.due, "sender_late".to_owned(), tick.date()));
            }
        }
        let frozen = at(freeze(), 7, 31);
        if script.stopped(frozen) {
            plain.told.push((freeze(), "frozen".to_owned(), sender(nth), Some(nth)));
            plain.done.push((nth, "freeze".to_owned(), freeze(), "sender_frozen".to_owned(), freeze()));
        }
    }
    for date in first().iter_days().take_while(|d| *d <= last()) {
        digests(scripts, date, &mut plain);
    }
    plain.told.sort();
    plain.done.sort();
    plain.digests.sort();
    plain
}

pub fn sender(nth: usize) -> String {
    format!("lan{nth}@example.org")
}

fn digests(scripts: &[Script], date: NaiveDate, plain: &mut Plain) {
    let t = at(date, 7, 31);
    let tomorrow = date + Days::new(1);
    let next_due = |s: &Script| s.limits().iter().filter(|l| l.runs(t)).map(|l| l.due).min();
    for who in ["clerk", "officer", "first", "second", "above", "top"] {
        let supervises = !matches!(who, "clerk" | "officer");
        let sees = |s: &&Script| match who {
            "clerk" => s.had(Act::Receive, t) && !s.had(Act::Classify, t),
            "officer" => s.had(Act::Assign, t),
            _ => s.had(Act::Receive, t),
        };
        let count = |fits: &dyn Fn(&Script) -> bool| scripts.iter().filter(sees).filter(|s| fits(s)).count();
        let due = |from: Option<u64>, until: u64| {
            count(&|s: &Script| {
                !s.stopped(t)
                    && next_due(s).is_some_and(|due| from.is_none_or(|from| due >= date + Days::new(from)) && due < date + Days::new(until))
            })
        };
        let to_serve = match who {
            "clerk" => scripts.iter().filter(|s| s.to_serve(t)).count(),
            "officer" => count(&|s: &Script| s.to_serve(t)),
            _ => 0,
        };
        let to_sign = if supervises { count(&|s: &Script| s.to_sign(t) && !s.stopped(t)) } else { 0 };
        let frozen = if tomorrow == freeze() { count(&|s: &Script| s.sort == Sort::Candidate && s.open(t)) } else { 0 };
        let parts = [
            (due(None, 0), "quá hạn"),
            (due(Some(0), 1), "hết hạn hôm nay"),
            (due(Some(1), 4), "sắp hết hạn"),
            (to_sign, "chờ ký"),
            (to_serve, "chờ tống đạt"),
            (frozen, "ngừng xem xét từ mai"),
        ];
        let counted: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
        let at_work = who != "officer" || !away(date);
        if at_work && !counted.is_empty() {
            let subject = format!("Việc ngày {}: {}", date.format("%d/%m/%Y"), counted.join(", "));
            plain.digests.push((date, format!("{who}@office.vn"), subject));
        }
        let to_hand_over = count(&|s: &Script| s.stopped(t));
        if date == election() + Days::new(1) && who != "clerk" && to_hand_over > 0 {
            let subject = format!("Hồ sơ cần bàn giao sau bầu cử: {to_hand_over} hồ sơ");
            plain.digests.push((date, format!("{who}@office.vn"), subject));
        }
    }
}
