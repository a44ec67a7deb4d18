//! Who does what is recorded.

use serde::{Deserialize, Serialize};

use crate::domain::ids::MemberId;

/// Who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "as", content = "id", rename_all = "snake_case")]
pub enum By {
    /// A member of the subcommittee.
    Member(MemberId),
    /// The holder of the receipt.
    Citizen,
    /// The software itself.
    System,
}

impl By {
    /// The member, if it was one.
    pub const fn member(self) -> Option<MemberId> {
        match self {
            Self::Member(id) => Some(id),
            Self::Citizen | Self::System => None,
        }
    }
}
