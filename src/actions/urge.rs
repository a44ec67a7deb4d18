//! Urging whoever must act, on the case file.

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Purpose};
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::refusal::Refusal;
use crate::domain::text::Text;
use crate::domain::verb::Verb;

/// Fields of `urge`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Urge {
    pub text: Text,
    /// The day of urging.
    pub on: Day,
}

impl Act for Urge {
    const VERB: Verb = Verb::Urge;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let receipt = crate::domain::zone::local_date(file.case.received_at);
        let on = file.legal_date("on", Some(self.on.0), receipt)?;
        let text = keep.text(Purpose::Note, self.text.as_str());
        Ok(Decided::event(Event::Urged { text }, on))
    }
}
