//! A proposal or draft that the head does not sign goes back, with the reason.

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Purpose, Signature, Signer};
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::refusal::Refusal;
use crate::domain::text::{DocumentNo, Text};
use crate::domain::verb::Verb;

/// Fields of `send-back`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SendBack {
    pub reason: Text,
    pub signed_by: Option<Signer>,
    pub document_no: Option<DocumentNo>,
    pub document_date: Option<Day>,
}

impl Act for SendBack {
    const VERB: Verb = Verb::SendBack;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let signature = Signature {
            by: self.signed_by.as_ref(),
            document_no: self.document_no.as_ref(),
            document_date: self.document_date.map(Day::into),
        };
        let on = signature.instruction(file, keep)?;
        let reason = keep.text(Purpose::Reason, self.reason.as_str());
        Ok(Decided::event(Event::SentBack { reason }, on))
    }
}
