//! A time limit as a sender reads it, with its working.

use chrono::NaiveDate;

use crate::domain::deadline::Deadline;
use crate::domain::law::Law;
use crate::domain::rulebook::Duty;
use crate::http::pages::Frame;

/// A step of the working.
#[derive(Debug, Clone)]
pub struct TraceLine {
    pub iso: String,
    pub day: String,
    /// The last day of a run.
    pub through: Option<String>,
    pub note: String,
    /// Which days of the term.
    pub count: String,
    /// `is-skipped`, `is-due` or nothing.
    pub class: &'static str,
}

/// A time limit.
#[derive(Debug, Clone)]
pub struct DueLine {
    /// What is due, in the rule's own name.
    pub name: String,
    /// A right of the sender's, not a duty of the office.
    pub own: bool,
    pub due: Option<NaiveDate>,
    pub basis: String,
    pub unverified: bool,
    pub trace: Vec<TraceLine>,
}

/// Those of these that run, the office's duties first.
pub fn lines(frame: &Frame, law: &Law, deadlines: &[Deadline]) -> Vec<DueLine> {
    let mut running: Vec<&Deadline> =
        deadlines.iter().filter(|d| d.is_running() && matches!(d.duty, Duty::Office | Duty::Citizen)).collect();
    running.sort_by_key(|d| (d.duty != Duty::Office, d.due.is_none(), d.due));
    running.into_iter().map(|d| line(frame, law, d)).collect()
}

fn line(frame: &Frame, law: &Law, deadline: &Deadline) -> DueLine {
    let lang = frame.lang.as_str();
    let name = law.rulebook.rule(&deadline.rule).map_or_else(|| deadline.rule.clone(), |r| r.names.of(lang).to_owned());
    let trace = deadline.trace.iter().map(|step| TraceLine {
        iso: frame.iso(&step.date),
        day: frame.day(&step.date),
        through: step.through.map(|day| frame.day(&day)),
        note: step.note.of(lang).to_owned(),
        count: match (step.counted, step.through) {
            (Some(first), Some(_)) => format!("{first}–{}", first + step.days() - 1),
            (Some(n), None) => n.to_string(),
            (None, _) => String::new(),
        },
        class: match step.counted {
            Some(_) if step.through.or(Some(step.date)) == deadline.due => "is-due",
            None if deadline.due.is_some_and(|due| step.date < due) && step.date > deadline.starts_on => "is-skipped",
            _ => "",
        },
    });
    DueLine {
        name,
        own: deadline.duty == Duty::Citizen,
        due: deadline.due,
        basis: deadline.basis.clone(),
        unverified: !deadline.verified && !deadline.set_by_office,
        trace: trace.collect(),
    }
}
