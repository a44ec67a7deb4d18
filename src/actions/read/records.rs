//! Complaints and denunciations of the election by polling area, as the records of the election teams and boards need them
//! (Luật Bầu cử arts. 76, 77). Numbers only: no name, no title.
//!
//! Counted from the register as it stands: a case is processed on the day of the document that ended it.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::registers::{Period, ordered, permit};
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::domain::case::Case;
use crate::domain::directory::Level;
use crate::domain::ids::{ElectionId, MemberId, UnitId};
use crate::domain::kind::{Kind, Track};
use crate::domain::outcome::{CaseResult, ClosedAs, DocumentKind};
use crate::domain::permission::Role;
use crate::domain::refusal::Refusal;
use crate::domain::zone::{local_date, start_of};
use crate::store::{Conn, cases};

/// Cases that one table counts; a unit with more is taken in parts.
pub const MOST: usize = 5000;

/// Who reads it: observers too, since it is figures only.
pub const READERS: [Role; 4] = [Role::Clerk, Role::Officer, Role::Supervisor, Role::Observer];

/// The figures of one polling area in a period. Every count is of cases.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// Came before the period and was not processed before it.
    pub carried_over: usize,
    /// Came within it.
    pub received: usize,
    pub complaints: usize,
    pub denunciations: usize,
    /// Processed within the period: settled, sent on, or ended in another way.
    pub settled: usize,
    pub sent_on: usize,
    pub ended: usize,
    /// Results of what was settled.
    pub right: usize,
    pub partly: usize,
    pub wrong: usize,
    /// Not processed by the end of the period.
    pub not_processed: usize,
    /// Of these past due today.
    pub late: usize,
}

impl Figures {
    /// To be processed in the period.
    pub const fn to_process(&self) -> usize {
        self.carried_over + self.received
    }

    /// Processed in the period.
    pub const fn processed(&self) -> usize {
        self.settled + self.sent_on + self.ended
    }

    /// carried over + received = processed + not processed, and each is a complaint or a denunciation.
    pub const fn holds(&self) -> bool {
        self.to_process() == self.processed() + self.not_processed && self.to_process() == self.complaints + self.denunciations
    }

    fn add(&mut self, other: &Self) {
        self.carried_over += other.carried_over;
        self.received += other.received;
        self.complaints += other.complaints;
        self.denunciations += other.denunciations;
        self.settled += other.settled;
        self.sent_on += other.sent_on;
        self.ended += other.ended;
        self.right += other.right;
        self.partly += other.partly;
        self.wrong += other.wrong;
        self.not_processed += other.not_processed;
        self.late += other.late;
    }
}

/// The table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Records {
    /// A polling area and its figures, by name; the last, without a name: of no polling area.
    pub rows: Vec<(Option<String>, Figures)>,
    /// Counted by itself, over all cases: the control sum of the rows.
    pub sum: Figures,
}

impl Records {
    /// The rows add up to the sum, and the control sum holds in each.
    pub fn holds(&self) -> bool {
        let mut added = Figures::default();
        for (_, figures) in &self.rows {
            added.add(figures);
        }
        added == self.sum && self.sum.holds() && self.rows.iter().all(|(_, figures)| figures.holds())
    }
}

/// Of a unit with its subtree; of one election, or of all whose cases fall into the period.
pub fn records(
    ctx: &Context,
    conn: &mut Conn,
    me: MemberId,
    period: &Period,
    election: Option<ElectionId>,
) -> Result<Records, ActionError> {
    permit(ctx, me, period.unit, &READERS)?;
    ordered(period)?;
    let whole = ctx.directory.root() == Some(period.unit);
    let below = ctx.directory.below(period.unit);
    let units = if whole { Vec::new() } else { below.clone() };
    let end = start_of(period.to.succ_opt().unwrap_or(period.to));
    let kinds = [Kind::Complaint, Kind::Denunciation];
    let most = i64::try_from(MOST).unwrap_or(i64::MAX - 1) + 1;
    let found = cases::received_before(conn, &units, Track::Election, &kinds, end, most)?;
    if found.len() > MOST {
        return Err(Refusal::field("unit", "too_many_cases").with("most", MOST).into());
    }
    let of_it = |case: &&Case| election.is_none_or(|id| case.detail.election.is_some_and(|of| of.id == id));
    let areas = below.iter().filter_map(|id| ctx.directory.units.get(id)).filter(|u| u.level == Level::PollingArea);
    let mut names: Vec<(String, UnitId)> = areas.map(|u| (u.name.clone(), u.id)).collect();
    names.sort();
    let known = |area: Option<UnitId>| area.filter(|id| names.iter().any(|(_, known)| known == id));
    let mut rows: HashMap<Option<UnitId>, Figures> = HashMap::new();
    let mut sum = Figures::default();
    for case in found.iter().filter(of_it) {
        if let Some(figures) = figures(case, period, ctx.today()) {
            rows.entry(known(case.polling_area)).or_default().add(&figures);
            sum.add(&figures);
        }
    }
    let of = |area: Option<UnitId>| rows.get(&area).copied().unwrap_or_default();
    let mut all: Vec<(Option<String>, Figures)> = names.iter().map(|(name, id)| (Some(name.clone()), of(Some(*id)))).collect();
    all.push((None, of(None)));
    Ok(Records { rows: all, sum })
}

/// What one case counts in the period; none: it was processed before it began.
fn figures(case: &Case, period: &Period, today: NaiveDate) -> Option<Figures> {
    let received = local_date(case.received_at);
    let done = processed_on(case).filter(|on| *on <= period.to);
    if done.is_some_and(|on| on < period.from) && received < period.from {
        return None;
    }
    let mut one = Figures::default();
    if received < period.from {
        one.carried_over = 1;
    } else {
        one.received = 1;
    }
    match case.kind {
        Kind::Complaint => one.complaints = 1,
        Kind::Denunciation => one.denunciations = 1,
        Kind::Petition | Kind::Feedback => return None,
    }
    if done.is_none() {
        one.not_processed = 1;
        one.late = usize::from(case.overdue(today));
        return Some(one);
    }
    match case.status.closed_as() {
        None | Some(ClosedAs::Settled) => one.settled = 1,
        Some(ClosedAs::Transferred | ClosedAs::HandedOver) => one.sent_on = 1,
        Some(
            ClosedAs::Refused
            | ClosedAs::Guided
            | ClosedAs::Returned
            | ClosedAs::Filed
            | ClosedAs::Withdrawn
            | ClosedAs::Terminated
            | ClosedAs::Merged,
        ) => one.ended = 1,
    }
    match case.status.result() {
        Some(CaseResult::Justified | CaseResult::True | CaseResult::StruckOff) => one.right = 1,
        Some(CaseResult::PartlyJustified | CaseResult::PartlyTrue) => one.partly = 1,
        Some(CaseResult::Unjustified | CaseResult::False) => one.wrong = 1,
        Some(CaseResult::Answered) | None => {}
    }
    Some(one)
}

/// The day of the document that ended a case; without one (joined to another), of its last step. None: it is open.
pub fn processed_on(case: &Case) -> Option<NaiveDate> {
    if case.status.is_open() {
        return None;
    }
    let ends = |kind: DocumentKind| match kind {
        DocumentKind::Refusal
        | DocumentKind::Guidance
        | DocumentKind::Transfer
        | DocumentKind::Return
        | DocumentKind::Filing
        | DocumentKind::Termination
        | DocumentKind::Decision
        | DocumentKind::Conclusion
        | DocumentKind::StrikeOff
        | DocumentKind::HandOver => true,
        DocumentKind::Acceptance
        | DocumentKind::Extension
        | DocumentKind::Suspension
        | DocumentKind::Resumption
        | DocumentKind::Appeal
        | DocumentKind::Instruction
        | DocumentKind::Answer => false,
    };
    let ended = case.detail.documents.iter().rev().find(|d| ends(d.kind)).map(|d| d.on);
    Some(if case.status.closed_as() == Some(ClosedAs::Merged) { case.detail.since } else { ended.unwrap_or(case.detail.since) })
}
