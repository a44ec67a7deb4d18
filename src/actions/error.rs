//! What an action can fail with. Rules refuse in the domain's words ([`Refusal`]); the rest is trouble of the machine.

use crate::domain::apply::Impossible;
use crate::domain::refusal::Refusal;
use crate::domain::verb::Verb;
use crate::seal::SealError;
use crate::store::StoreError;

/// Why an action did not happen. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ActionError {
    /// A rule refuses; `allowed` is what this caller may do instead.
    #[error("refused: {}", .refusal.code)]
    Refused { refusal: Refusal, allowed: Vec<Verb> },
    /// The case was changed since the caller read it (If-Match, or a race).
    #[error("the case was changed meanwhile")]
    Stale,
    #[error(transparent)]
    Store(StoreError),
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The register does not fit the case: a bug, or a row written by somebody else.
    #[error(transparent)]
    Register(#[from] Impossible),
    /// The deadlines cannot be computed from the register.
    #[error(transparent)]
    Law(#[from] crate::domain::law::LawError),
}

impl From<StoreError> for ActionError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stale => Self::Stale,
            other => Self::Store(other),
        }
    }
}

impl From<Refusal> for ActionError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused { refusal, allowed: Vec::new() }
    }
}
