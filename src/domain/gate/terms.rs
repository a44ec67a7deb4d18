//! What the terms of a case allow: calling it complex, suspending it.

use chrono::NaiveDate;

use super::{SUSPENSION, wrong_status};
use crate::domain::case::Case;
use crate::domain::kind::{Kind, Track};
use crate::domain::refusal::Refusal;
use crate::domain::status::StatusCode;

pub(super) fn complexity_allows(case: &Case, today: NaiveDate) -> Result<(), Refusal> {
    let clock = case.detail.running.iter().find(|c| is_settle(&c.rule));
    match clock.map(|c| (c.due, c.missing_year)) {
        None => Err(Refusal::state("no_settle_deadline")),
        Some((Some(due), _)) if due < today => Err(Refusal::state("already_past_due").with("due", due.format("%d/%m/%Y"))),
        Some((Some(_), _)) => Ok(()),
        Some((None, missing)) => Err(undated(missing)),
    }
}

/// Why a rule that runs has no date: the calendar of a year is not loaded, or the law sets no length.
pub fn undated(missing_year: Option<i32>) -> Refusal {
    match missing_year {
        Some(year) => Refusal::state("calendar_missing").with("year", year),
        None => Refusal::state("rule_without_length"),
    }
}

/// The rule that bounds the settlement itself: the one that complexity moves.
pub fn is_settle(rule: &str) -> bool {
    matches!(rule, "c1.settle" | "c2.settle" | "d.settle")
}

pub(super) fn suspension_allows(case: &Case) -> Result<(), Refusal> {
    match (case.kind, case.track) {
        (Kind::Denunciation, Track::General) => {}
        (Kind::Complaint, _) => return Err(Refusal::state("complaint_not_suspended").by("Luật Khiếu nại 02/2011/QH13")),
        (Kind::Denunciation | Kind::Petition | Kind::Feedback, _) => {
            return Err(Refusal::state("only_denunciations_suspended").by(SUSPENSION));
        }
    }
    if case.status.code() != StatusCode::Accepted {
        return Err(wrong_status(case));
    }
    if case.detail.suspended.is_some() {
        return Err(Refusal::state("already_suspended").by(SUSPENSION));
    }
    Ok(())
}
