//! What verification found, on the case file.

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Purpose};
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::refusal::Refusal;
use crate::domain::text::Text;
use crate::domain::verb::Verb;

/// Fields of `record-verification`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordVerification {
    pub text: Text,
    /// The day it was done.
    pub on: Day,
}

impl Act for RecordVerification {
    const VERB: Verb = Verb::RecordVerification;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let on = file.step_date("on", Some(self.on.0))?;
        let text = keep.text(Purpose::Verification, self.text.as_str());
        Ok(Decided::event(Event::VerificationRecorded { text }, on))
    }
}
