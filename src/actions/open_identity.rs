//! Opening who the senders are, with a reason, on the register; where it is sealed, by a grant that holds now.

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Purpose};
use crate::domain::event::Event;
use crate::domain::refusal::Refusal;
use crate::domain::reveal::grant_of;
use crate::domain::text::Text;
use crate::domain::verb::Verb;

/// Fields of `open-identity`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenIdentity {
    /// What it is needed for.
    pub reason: Text,
}

impl Act for OpenIdentity {
    const VERB: Verb = Verb::OpenIdentity;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let reason = keep.text(Purpose::Reason, self.reason.as_str());
        // What is not sealed needs no grant.
        let sealed = file.me().filter(|_| file.case.confidential);
        let reveal = sealed.and_then(|me| grant_of(file.case, me, file.standing.since, file.standing.now));
        Ok(Decided::event(Event::IdentityOpened { reason, reveal }, file.today))
    }
}
