//! The minutes of a dialogue with the parties.

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Purpose};
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::refusal::Refusal;
use crate::domain::text::Text;
use crate::domain::verb::Verb;

/// Fields of `record-dialogue`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordDialogue {
    pub text: Text,
    /// The day of the dialogue.
    pub on: Day,
}

impl Act for RecordDialogue {
    const VERB: Verb = Verb::RecordDialogue;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let on = file.step_date("on", Some(self.on.0))?;
        let text = keep.text(Purpose::Dialogue, self.text.as_str());
        Ok(Decided::event(Event::DialogueRecorded { text }, on))
    }
}
