//! Whose act is missing on a case, and which: what supervisors are shown, and whom reminders go to.

use super::case::Case;
use super::rulebook::{Mark, Rule};
use super::status::Status;
use super::verb::Verb;

codes! {
    /// Whose act is missing.
    pub enum Actor {
        /// Nobody has the case.
        Nobody = "nobody",
        /// The assigned officer.
        Officer = "officer",
        /// The head of the competent body, whose signature a supervisor records.
        Head = "head",
        /// Whoever serves.
        Clerk = "clerk",
    }
}

/// Whose act would meet this rule, or take the case to its next status; none: no rule runs.
pub fn missing(case: &Case, rule: Option<&Rule>) -> (Actor, Verb) {
    if case.to_serve && rule.is_some_and(|rule| rule.met_by.iter().all(|mark| by_service(*mark))) {
        return (Actor::Clerk, Verb::Serve);
    }
    let officer = if case.assignee.is_some() { Actor::Officer } else { Actor::Nobody };
    match &case.status {
        Status::Received => (officer, Verb::Classify),
        Status::Screening => (officer, Verb::ProposeDisposition),
        Status::Proposed { .. } => (Actor::Head, Verb::ApproveDisposition),
        Status::Accepted => (officer, Verb::DraftDecision),
        Status::Drafted { .. } => (Actor::Head, Verb::SignDecision),
        Status::Settled { .. } | Status::Closed { .. } if case.to_serve => (Actor::Clerk, Verb::Serve),
        Status::Settled { .. } | Status::Closed { .. } => (officer, Verb::Publish),
    }
}

/// Of an open case the rule asks for a notice that was issued already to be served. Not so for those met by serving the
/// decision: until one is signed, there is none to serve.
const fn by_service(mark: Mark) -> bool {
    matches!(mark, Mark::FirstAnswerServed | Mark::AcceptanceServed | Mark::SuspensionServed | Mark::TerminationServed)
}
