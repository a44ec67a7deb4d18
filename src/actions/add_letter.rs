//! Another letter on a case: numbered in the letter book like the first.

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Purpose};
use crate::domain::day::Day;
use crate::domain::event::{By, Event};
use crate::domain::ids::LetterId;
use crate::domain::kind::Channel;
use crate::domain::number::Number;
use crate::domain::refusal::Refusal;
use crate::domain::text::Text;
use crate::domain::verb::Verb;

/// Fields of `add-letter`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddLetter {
    /// What the letter says.
    pub body: Text,
    /// The day it came, for paper that came earlier; default today.
    pub received_at: Option<Day>,
    /// How it came; default: at the counter, or online from a citizen.
    pub channel: Option<Channel>,
}

impl Act for AddLetter {
    const VERB: Verb = Verb::AddLetter;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let citizen = file.standing.by == By::Citizen;
        if citizen && (self.received_at.is_some() || self.channel.is_some()) {
            return Err(Refusal::field(if self.channel.is_some() { "channel" } else { "received_at" }, "for_staff"));
        }
        let on = file.legal_date("received_at", self.received_at.map(Day::into), crate::domain::zone::local_date(file.case.received_at))?;
        let channel = self.channel.unwrap_or(if citizen { Channel::Online } else { Channel::InPerson });
        let body = keep.text(Purpose::Letter, self.body.as_str());
        // The book allots the number when the letter is recorded.
        let number = Number { seq: 0, ..file.case.number.clone() };
        Ok(Decided::event(Event::LetterAdded { letter: LetterId(keep.id()), number, channel, body }, on))
    }
}
