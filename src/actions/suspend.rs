//! Suspension of a denunciation, on one of the law's two grounds (Luật Tố cáo art. 34.1).

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Purpose, Signature, Signer};
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::outcome::{DocumentKind, SuspensionGround};
use crate::domain::refusal::Refusal;
use crate::domain::text::{DocumentNo, Text};
use crate::domain::verb::Verb;

/// Fields of `suspend`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Suspend {
    pub ground: SuspensionGround,
    pub reason: Text,
    pub document_no: DocumentNo,
    pub document_date: Day,
    pub signed_by: Option<Signer>,
}

impl Act for Suspend {
    const VERB: Verb = Verb::Suspend;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let signature =
            Signature { by: self.signed_by.as_ref(), document_no: Some(&self.document_no), document_date: Some(self.document_date.0) };
        signature.check(file.entry)?;
        let on = file.step_date("document_date", Some(self.document_date.0))?;
        let document = keep.paper(signature.paper(DocumentKind::Suspension, on));
        let reason = keep.text(Purpose::Reason, self.reason.as_str());
        Ok(Decided::event(Event::Suspended { ground: self.ground, reason, document }, on))
    }
}
