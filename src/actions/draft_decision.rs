//! The officer's draft of a decision or conclusion.

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Purpose};
use crate::domain::event::Event;
use crate::domain::outcome::CaseResult;
use crate::domain::refusal::Refusal;
use crate::domain::text::Text;
use crate::domain::verb::Verb;

/// Fields of `draft-decision`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftDecision {
    /// Complaint: justified, partly_justified, unjustified. Denunciation: true, partly_true, false. Petition, feedback: answered.
    pub result: CaseResult,
    pub reasons: Text,
    /// The articles it rests on.
    pub legal_basis: Text,
    /// What is to be put right.
    pub remedy: Option<Text>,
}

impl Act for DraftDecision {
    const VERB: Verb = Verb::DraftDecision;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let possible = CaseResult::of(file.case.kind);
        if !possible.contains(&self.result) {
            let words = possible.iter().map(|r| r.as_str()).collect::<Vec<_>>().join(", ");
            return Err(Refusal::field("result", "result_not_of_kind").with("kind", file.case.kind).with("words", words));
        }
        let reasons = keep.text(Purpose::Draft, self.reasons.as_str());
        let legal_basis = keep.text(Purpose::LegalBasis, self.legal_basis.as_str());
        let remedy = keep.opt_text(Purpose::Remedy, self.remedy.as_ref());
        Ok(Decided::event(Event::DecisionDrafted { result: self.result, reasons, legal_basis, remedy }, file.today))
    }
}
