//! The signature of the head of the competent body under a decision or conclusion, recorded.

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Signature, Signer};
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::kind::Kind;
use crate::domain::outcome::DocumentKind;
use crate::domain::refusal::Refusal;
use crate::domain::text::DocumentNo;
use crate::domain::verb::Verb;

/// Fields of `sign-decision`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignDecision {
    pub signed_by: Signer,
    /// From the office's clerical register: entered, not allotted.
    pub document_no: DocumentNo,
    pub document_date: Day,
}

impl Act for SignDecision {
    const VERB: Verb = Verb::SignDecision;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let signature =
            Signature { by: Some(&self.signed_by), document_no: Some(&self.document_no), document_date: Some(self.document_date.0) };
        let on = file.step_date("document_date", Some(self.document_date.0))?;
        let kind = match file.case.kind {
            Kind::Denunciation => DocumentKind::Conclusion,
            Kind::Complaint | Kind::Petition | Kind::Feedback => DocumentKind::Decision,
        };
        let document = keep.paper(signature.paper(kind, on));
        Ok(Decided::event(Event::DecisionSigned { document, kind }, on))
    }
}
