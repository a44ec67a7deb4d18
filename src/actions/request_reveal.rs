//! A member who handles a case asks to open who its senders are: with a purpose, for some days.

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Purpose};
use crate::domain::event::Event;
use crate::domain::ids::RevealId;
use crate::domain::refusal::Refusal;
use crate::domain::reveal::MOST_DAYS;
use crate::domain::text::Text;
use crate::domain::verb::Verb;

/// Fields of `request-reveal`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestReveal {
    /// What the identity is needed for; sealed with the case.
    pub purpose: Text,
    /// For how many days it is wanted, 1 to 7; one unless given.
    pub days: Option<i64>,
}

impl Act for RequestReveal {
    const VERB: Verb = Verb::RequestReveal;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let days = self.days.unwrap_or(1);
        if !(1..=MOST_DAYS).contains(&days) {
            return Err(Refusal::field("days", "not_between").with("least", 1).with("most", MOST_DAYS));
        }
        let purpose = keep.text(Purpose::Note, self.purpose.as_str());
        let reveal = RevealId(keep.id());
        Ok(Decided::event(Event::RevealRequested { reveal, purpose, days }, file.today))
    }
}
