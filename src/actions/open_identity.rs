//! Opening who the senders are, with a reason, on the register.

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Purpose};
use crate::domain::event::Event;
use crate::domain::refusal::Refusal;
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
        Ok(Decided::event(Event::IdentityOpened { reason }, file.today))
    }
}
