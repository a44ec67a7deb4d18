//! A closed case is taken up again, by somebody who did not close it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Purpose, Signature, Signer};
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::outcome::DocumentKind;
use crate::domain::refusal::Refusal;
use crate::domain::status::ProposedFrom;
use crate::domain::text::{DocumentNo, Text};
use crate::domain::verb::Verb;

/// Where a reopened case goes on.
#[derive(Debug, Clone, Copy, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReopenTo {
    Screening,
    Accepted,
}

/// Fields of `reopen`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReopenCase {
    pub reason: Text,
    pub to: ReopenTo,
    pub signed_by: Option<Signer>,
    pub document_no: Option<DocumentNo>,
    pub document_date: Option<Day>,
}

impl Act for ReopenCase {
    const VERB: Verb = Verb::Reopen;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        if file.case.detail.classified_by.is_none() {
            return Err(Refusal::state("never_classified"));
        }
        // Reopened as accepted goes on what was accepted once.
        let was_accepted = file.case.detail.documents.iter().any(|d| d.kind == DocumentKind::Acceptance);
        if matches!(self.to, ReopenTo::Accepted) && !was_accepted {
            return Err(Refusal::field("to", "never_accepted"));
        }
        let signature = Signature {
            by: self.signed_by.as_ref(),
            document_no: self.document_no.as_ref(),
            document_date: self.document_date.map(Day::into),
        };
        let on = signature.instruction(file, keep)?;
        let to = match self.to {
            ReopenTo::Screening => ProposedFrom::Screening,
            ReopenTo::Accepted => ProposedFrom::Accepted,
        };
        let reason = keep.text(Purpose::Reason, self.reason.as_str());
        Ok(Decided::event(Event::Reopened { to, reason }, on))
    }
}
