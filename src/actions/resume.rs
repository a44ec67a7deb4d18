//! The end of a suspension: the term goes on where it stood.

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Purpose, Signature, Signer};
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::outcome::DocumentKind;
use crate::domain::refusal::Refusal;
use crate::domain::text::{DocumentNo, Text};
use crate::domain::verb::Verb;

/// Fields of `resume`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Resume {
    pub reason: Text,
    pub document_no: DocumentNo,
    pub document_date: Day,
    pub signed_by: Option<Signer>,
}

impl Act for Resume {
    const VERB: Verb = Verb::Resume;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let signature =
            Signature { by: self.signed_by.as_ref(), document_no: Some(&self.document_no), document_date: Some(self.document_date.0) };
        signature.check(file.entry)?;
        let since = file.case.detail.suspended.map_or(file.case.detail.since, |s| s.since);
        let on = file.legal_date("document_date", Some(self.document_date.0), since)?;
        let document = keep.paper(signature.paper(DocumentKind::Resumption, on));
        let reason = keep.text(Purpose::Reason, self.reason.as_str());
        Ok(Decided::event(Event::Resumed { reason, document }, on))
    }
}
