//! A second person lets whoever asked open who the senders are, for some hours: never whoever asked, never one in conflict.

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Signature, Signer};
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::ids::RevealId;
use crate::domain::refusal::Refusal;
use crate::domain::reveal::{HOURS, waiting};
use crate::domain::text::DocumentNo;
use crate::domain::verb::Verb;

/// Fields of `grant-reveal`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GrantReveal {
    /// The request.
    pub reveal: RevealId,
    /// How long it holds from now: 1 to 168, and no longer than it was asked for; 24 unless given.
    pub hours: Option<i64>,
    pub signed_by: Option<Signer>,
    pub document_no: Option<DocumentNo>,
    pub document_date: Option<Day>,
}

impl Act for GrantReveal {
    const VERB: Verb = Verb::GrantReveal;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let asked = waiting(file.case, self.reveal, file.me())?;
        let (hours, most) = (self.hours.unwrap_or(HOURS), asked.days.saturating_mul(24));
        if !(1..=most).contains(&hours) {
            return Err(Refusal::field("hours", "not_between").with("least", 1).with("most", most));
        }
        let signature = Signature {
            by: self.signed_by.as_ref(),
            document_no: self.document_no.as_ref(),
            document_date: self.document_date.map(Day::into),
        };
        let on = signature.instruction(file, keep)?;
        Ok(Decided::event(Event::RevealGranted { reveal: asked.id, to: asked.by, hours }, on))
    }
}
