//! Ten letters on one matter are one case with ten letters: this case is joined to an earlier one.

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep};
use crate::domain::event::Event;
use crate::domain::ids::CaseId;
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
        if into.received_at > file.case.received_at {
            return Err(Refusal::field("into", "merge_into_later_case"));
        }
        if into.phase(file.today) != crate::domain::case::Phase::Open {
            return Err(Refusal::state("frozen").by(crate::domain::gate::FREEZE));
        }
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
