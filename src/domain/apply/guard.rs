//! What events do to who may have a case and who may know its senders: conflicts of interest, and openings of the identity.

use crate::domain::case::Case;
use crate::domain::event::{Event, Recorded};
use crate::domain::ids::MemberId;
use crate::domain::reveal::{Reveal, ends};
use crate::domain::suspect::{Suspect, once};

/// Applies an event of these; of others nothing follows here.
pub(super) fn guard(case: &mut Case, recorded: &Recorded) -> Result<(), &'static str> {
    match &recorded.event {
        Event::ConflictDeclared { member, .. } | Event::ConflictConfirmed { member, .. } => exclude(case, *member),
        Event::ConflictFound { suspects } => suspect(case, suspects),
        Event::ConflictDismissed { member, .. } => {
            let theirs: Vec<Suspect> = case.detail.suspects.iter().filter(|s| s.member == *member).copied().collect();
            case.detail.suspects.retain(|s| s.member != *member);
            case.detail.cleared.extend(theirs);
        }
        Event::RevealRequested { reveal, days, .. } => {
            let by = recorded.by.member().ok_or("a member asks")?;
            // What they held before is over: else they could not have asked.
            case.detail.reveals.retain(|r| r.by != by);
            case.detail.reveals.push(Reveal { id: *reveal, by, on: recorded.on, days: *days, until: None, granted: None });
        }
        Event::RevealGranted { reveal, hours, .. } => {
            let asked = case.detail.reveals.iter_mut().find(|r| r.id == *reveal && r.waits());
            let asked = asked.ok_or("what is granted was asked for")?;
            asked.until = Some(ends(recorded.at, *hours));
            asked.granted = Some(recorded.at);
        }
        Event::RevealRefused { reveal, .. } | Event::RevealRevoked { reveal, .. } => case.detail.reveals.retain(|r| r.id != *reveal),
        _ => {}
    }
    Ok(())
}

/// The case is lost to a member, with all that they had of it.
pub(super) fn exclude(case: &mut Case, member: MemberId) {
    if !case.detail.excluded.contains(&member) {
        case.detail.excluded.push(member);
    }
    case.detail.suspects.retain(|s| s.member != member);
    case.detail.reveals.retain(|r| r.by != member);
    case.detail.servers.retain(|m| *m != member);
    if case.assignee == Some(member) {
        case.assignee = None;
    }
}

/// What was granted holds no more; what was asked for waits.
pub(super) fn end_grants(case: &mut Case) {
    case.detail.reveals.retain(Reveal::waits);
}

/// The case is another's: whoever gives it away takes no key to it along.
pub(super) fn assign(case: &mut Case, assignee: MemberId) {
    if let Some(before) = case.assignee.filter(|before| *before != assignee) {
        case.detail.reveals.retain(|r| r.by != before);
    }
    case.assignee = Some(assignee);
}

/// A grant of theirs ends with the suspicion; what else they have waits for the decision.
fn suspect(case: &mut Case, found: &[Suspect]) {
    case.detail.reveals.retain(|r| found.iter().all(|s| s.member != r.by));
    let all = case.detail.suspects.iter().chain(found).copied().collect();
    case.detail.suspects = once(all);
}
