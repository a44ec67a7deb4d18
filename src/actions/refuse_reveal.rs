//! A request to open who the senders are is refused, with the reason.

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Purpose, Signature, Signer};
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::ids::RevealId;
use crate::domain::refusal::Refusal;
use crate::domain::reveal::waiting;
use crate::domain::text::{DocumentNo, Text};
use crate::domain::verb::Verb;

/// Fields of `refuse-reveal`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefuseReveal {
    /// The request.
    pub reveal: RevealId,
    pub reason: Text,
    pub signed_by: Option<Signer>,
    pub document_no: Option<DocumentNo>,
    pub document_date: Option<Day>,
}

impl Act for RefuseReveal {
    const VERB: Verb = Verb::RefuseReveal;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let asked = waiting(file.case, self.reveal, file.me())?;
        let signature = Signature {
            by: self.signed_by.as_ref(),
            document_no: self.document_no.as_ref(),
            document_date: self.document_date.map(Day::into),
        };
        let on = signature.instruction(file, keep)?;
        let reason = keep.text(Purpose::Reason, self.reason.as_str());
        Ok(Decided::event(Event::RevealRefused { reveal: asked.id, to: asked.by, reason }, on))
    }
}
