//! The signature that a letter lacked: its clock starts on the day it is signed (Luật Tố cáo arts. 22, 25).

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep};
use crate::domain::day::Day;
use crate::domain::disposition::signature_law;
use crate::domain::event::Event;
use crate::domain::kind::Form;
use crate::domain::refusal::Refusal;
use crate::domain::verb::Verb;

/// Fields of `record-signature`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordSignature {
    /// signed, minutes or e_signed.
    pub form: Form,
    pub signed_on: Day,
}

impl Act for RecordSignature {
    const VERB: Verb = Verb::RecordSignature;

    fn decide(&self, file: &CaseFile<'_>, _keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        if !self.form.is_signed() {
            return Err(Refusal::field("form", "not_a_signature").by(signature_law(file.case.kind)));
        }
        let receipt = crate::domain::zone::local_date(file.case.received_at);
        let on = file.legal_date("signed_on", Some(self.signed_on.0), receipt)?;
        Ok(Decided::event(Event::SignatureRecorded { form: self.form }, on))
    }
}
