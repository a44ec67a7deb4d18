//! A classification that was wrong, set right; deadlines follow from the original receipt.

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Purpose, Signature, Signer};
use super::classify_case::ClassifyCase;
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::kind::{Body, Contest, Form, IneligibleGround, Kind, Matter, Track};
use crate::domain::refusal::Refusal;
use crate::domain::text::{DocumentNo, Line, Text};
use crate::domain::verb::Verb;

/// Fields of `reclassify`: those of `classify`, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReclassifyCase {
    pub kind: Kind,
    pub matter: Matter,
    pub track: Track,
    pub title: Line,
    pub form: Form,
    pub eligible: bool,
    pub ineligible_ground: Option<IneligibleGround>,
    pub competent_body: Body,
    pub contest: Option<Contest>,
    #[serde(default)]
    pub false_name: bool,
    /// What was wrong.
    pub reason: Text,
    pub signed_by: Option<Signer>,
    pub document_no: Option<DocumentNo>,
    pub document_date: Option<Day>,
}

impl Act for ReclassifyCase {
    const VERB: Verb = Verb::Reclassify;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let found = ClassifyCase {
            kind: self.kind,
            matter: self.matter,
            track: self.track,
            title: self.title.clone(),
            form: self.form,
            eligible: self.eligible,
            ineligible_ground: self.ineligible_ground,
            competent_body: self.competent_body,
            contest: self.contest,
            false_name: self.false_name,
        };
        let (classification, identity) = found.checked(file)?;
        let signature = Signature {
            by: self.signed_by.as_ref(),
            document_no: self.document_no.as_ref(),
            document_date: self.document_date.map(Day::into),
        };
        let on = signature.instruction(file, keep)?;
        let title = keep.title(&self.title);
        let reason = keep.text(Purpose::Reason, self.reason.as_str());
        Ok(Decided::event(Event::Reclassified { classification, identity, title, reason }, on))
    }
}
