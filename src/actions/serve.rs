//! Serving a document on a party; the last service owed on a settled case closes it.

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Purpose};
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::ids::{DocumentId, PartyId};
use crate::domain::outcome::Means;
use crate::domain::party::PartyRole;
use crate::domain::refusal::Refusal;
use crate::domain::text::Text;
use crate::domain::verb::Verb;

/// Fields of `serve`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Serve {
    pub document: DocumentId,
    pub party: PartyId,
    pub means: Means,
    pub served_on: Day,
    /// Mandatory for `not_owed`.
    pub reason: Option<Text>,
}

impl Act for Serve {
    const VERB: Verb = Verb::Serve;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let issued = file.case.document(self.document).ok_or(Refusal::field("document", "document_not_issued"))?;
        let service = issued.services.iter().find(|s| s.party == self.party).ok_or(Refusal::field("party", "service_not_owed"))?;
        if service.done.is_some() {
            return Err(Refusal::state("already_served"));
        }
        let party = file.case.party(self.party).ok_or(Refusal::field("party", "service_not_owed"))?;
        match self.means {
            Means::NotOwed if self.reason.is_none() => return Err(Refusal::field("reason", "not_owed_needs_reason")),
            Means::Email if !party.email => return Err(Refusal::field("means", "party_without_email")),
            Means::TrackPage if !matches!(party.role, PartyRole::Petitioner | PartyRole::Representative) => {
                return Err(Refusal::field("means", "track_page_is_the_senders"));
            }
            Means::InPerson | Means::Post | Means::Email | Means::TrackPage | Means::Posting | Means::NotOwed => {}
        }
        let on = file.legal_date("served_on", Some(self.served_on.0), issued.on)?;
        let reason = keep.opt_text(Purpose::Reason, self.reason.as_ref());
        Ok(Decided::event(Event::Served { document: self.document, party: self.party, means: self.means, reason }, on))
    }
}
