//! A person finds that a possible conflict of interest is none, as when two people bear one name: the member sees the case again.

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Purpose, Signature, Signer};
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::ids::MemberId;
use crate::domain::refusal::Refusal;
use crate::domain::text::{DocumentNo, Text};
use crate::domain::verb::Verb;

/// Fields of `dismiss-conflict`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DismissConflict {
    /// Whose possible conflict it is.
    pub member: MemberId,
    pub reason: Text,
    pub signed_by: Option<Signer>,
    pub document_no: Option<DocumentNo>,
    pub document_date: Option<Day>,
}

impl Act for DismissConflict {
    const VERB: Verb = Verb::DismissConflict;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        if !file.case.detail.suspects.iter().any(|s| s.member == self.member) {
            return Err(Refusal::field("member", "member_not_suspected"));
        }
        let signature = Signature {
            by: self.signed_by.as_ref(),
            document_no: self.document_no.as_ref(),
            document_date: self.document_date.map(Day::into),
        };
        let on = signature.instruction(file, keep)?;
        let reason = keep.text(Purpose::Reason, self.reason.as_str());
        Ok(Decided::event(Event::ConflictDismissed { member: self.member, reason }, on))
    }
}
