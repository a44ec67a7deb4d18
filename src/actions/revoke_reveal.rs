//! A grant to open who the senders are is ended before its time.

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Purpose, Signature, Signer};
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::ids::RevealId;
use crate::domain::refusal::Refusal;
use crate::domain::text::{DocumentNo, Text};
use crate::domain::verb::Verb;

/// Fields of `revoke-reveal`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RevokeReveal {
    /// The request that was granted.
    pub reveal: RevealId,
    pub reason: Text,
    pub signed_by: Option<Signer>,
    pub document_no: Option<DocumentNo>,
    pub document_date: Option<Day>,
}

impl Act for RevokeReveal {
    const VERB: Verb = Verb::RevokeReveal;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let found = file.case.detail.reveals.iter().find(|r| r.id == self.reveal);
        let granted = found.ok_or(Refusal::field("reveal", "reveal_unknown"))?;
        if !granted.lives(file.standing.now) {
            return Err(Refusal::state("no_reveal_granted"));
        }
        let signature = Signature {
            by: self.signed_by.as_ref(),
            document_no: self.document_no.as_ref(),
            document_date: self.document_date.map(Day::into),
        };
        let on = signature.instruction(file, keep)?;
        let reason = keep.text(Purpose::Reason, self.reason.as_str());
        Ok(Decided::event(Event::RevealRevoked { reveal: granted.id, to: granted.by, reason }, on))
    }
}
