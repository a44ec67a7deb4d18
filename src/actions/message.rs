//! A message between the sender and the office, on the case.

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Purpose};
use crate::domain::event::Event;
use crate::domain::refusal::Refusal;
use crate::domain::text::Text;
use crate::domain::verb::Verb;

/// Fields of `message`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Message {
    pub text: Text,
}

impl Act for Message {
    const VERB: Verb = Verb::Message;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let text = keep.text(Purpose::Message, self.text.as_str());
        Ok(Decided::event(Event::MessageSent { text }, file.today))
    }
}
