//! Ten letters on one matter are one case with ten letters: this case is joined to an earlier one.

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep};
use crate::domain::case::Case;
use crate::domain::deadline::{Deadline, State};
use crate::domain::event::Event;
use crate::domain::gate;
use crate::domain::ids::CaseId;
use crate::domain::kind::Kind;
use crate::domain::party::{PartyRef, PartyRole};
use crate::domain::refusal::Refusal;
use crate::domain::verb::Verb;

/// Fields of `merge`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeCase {
    /// The earlier case.
    pub into: CaseId,
}

impl Act for MergeCase {
    const VERB: Verb = Verb::Merge;

    fn other(&self) -> Option<CaseId> {
        Some(self.into)
    }

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let into = file.other.ok_or(Refusal::field("into", "case_not_found"))?;
        if into.id == file.case.id {
            return Err(Refusal::field("into", "merge_into_itself"));
        }
        if into.unit != file.case.unit || !into.status.is_open() {
            return Err(Refusal::field("into", "merge_into_open_case_here"));
        }
        gate::stopped(into.phase(file.today))?;
        same_matter(file.case, into)?;
        if into.received_at > file.case.received_at {
            return Err(Refusal::state("merge_into_later_case"));
        }
        clocks_kept(file)?;
        let parties: Vec<PartyRef> = file
            .case
            .detail
            .parties
            .iter()
            .filter(|p| matches!(p.role, PartyRole::Petitioner | PartyRole::Representative) && !p.left)
            .map(|p| keep.copy_party(p))
            .collect();
        let joined = Event::Joined {
            from: file.case.id,
            parties,
            letters: file.case.detail.letters,
            signers: Some(file.case.detail.signers),
            confidential: file.case.confidential,
            excluded: file.case.detail.excluded.clone(),
        };
        Ok(Decided { event: Event::Merged { into: into.id }, on: file.today, opens: None, also: Some((into.id, joined)) })
    }
}

/// Petitions and feedback follow one rule (TT 05/2021); each other kind its own law: what mixes them is split, not joined.
const fn family(kind: Kind) -> Kind {
    match kind {
        Kind::Petition | Kind::Feedback => Kind::Petition,
        Kind::Complaint | Kind::Denunciation => kind,
    }
}

/// Letters on one matter are one case: one law, one body that is elected, one instance.
fn same_matter(from: &Case, into: &Case) -> Result<(), Refusal> {
    let differs = [
        (family(from.kind) != family(into.kind), "kind"),
        (from.track != into.track, "track"),
        (from.matter != into.matter, "matter"),
        (from.contest != into.contest, "contest"),
        (from.detail.instance != into.detail.instance, "instance"),
    ];
    match differs.iter().find(|(differs, _)| *differs) {
        Some((_, what)) => Err(Refusal::field("into", "merge_other_matter").with("what", what).by("TT 05/2021/TT-TTCP, điều 6")),
        None => Ok(()),
    }
}

/// The joined case's deadlines end: each must have gone as far in the other case, or run there and end no later.
fn clocks_kept(file: &CaseFile<'_>) -> Result<(), Refusal> {
    for clock in file.deadlines.iter().filter(|d| d.is_office_running()) {
        let Some(due) = clock.due else { continue };
        let kept = |other: &&Deadline| {
            other.rule == clock.rule
                && match other.state {
                    State::Met { .. } => true,
                    State::Running => other.due.is_some_and(|theirs| theirs <= due),
                    State::Paused | State::Void => false,
                }
        };
        if !file.other_deadlines.iter().any(|other| kept(&other)) {
            let refusal = Refusal::field("into", "merge_loses_clock").with("rule", &clock.rule).with("due", due.format("%d/%m/%Y"));
            return Err(refusal.by(clock.basis.clone()));
        }
    }
    Ok(())
}
