//! The place where the mails are made that an event causes: called by `record`, inside its transaction.

use super::error::ActionError;
use super::record::{Loaded, Recorder};

/// Puts into the outbox what the last event owes to whom.
pub fn owe(_recorder: &mut Recorder<'_>, _loaded: &Loaded) -> Result<(), ActionError> {
    Ok(())
}
