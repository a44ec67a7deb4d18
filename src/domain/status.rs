//! The one legal state of a case; the data of a state lives in its variant.

use serde::{Deserialize, Serialize};

use super::ids::{MemberId, UnitId};
use super::kind::Body;
use super::outcome::{CaseResult, ClosedAs, Disposition};

/// Where a transfer or hand-over goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Destination {
    /// A unit inside the system.
    Unit(UnitId),
    /// A body outside.
    Body(Body),
}

/// The status before `proposed`, to which `send-back` returns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProposedFrom {
    Screening,
    Accepted,
}

/// One legal state. No wildcard arm in a `match` on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Status {
    /// In the book, numbered, receipt given.
    Received,
    /// Classified; checked for form, eligibility, competence.
    Screening,
    /// A disposition awaits the head.
    Proposed {
        disposition: Disposition,
        /// A code of `disposition::grounds`, or `stated`: the text says.
        ground: String,
        to: Option<Destination>,
        by: MemberId,
        from: ProposedFrom,
    },
    /// Verification, dialogue, extension, suspension happen here.
    Accepted,
    /// A decision or conclusion awaits signature.
    Drafted { result: CaseResult, by: MemberId },
    /// Signed; to be served; closes by itself with the last service owed.
    Settled { result: CaseResult },
    /// Done.
    Closed { how: ClosedAs, result: Option<CaseResult>, by: Option<MemberId> },
}

codes! {
    /// The word of a status.
    pub enum StatusCode {
        Received = "received",
        Screening = "screening",
        Proposed = "proposed",
        Accepted = "accepted",
        Drafted = "drafted",
        Settled = "settled",
        Closed = "closed",
    }
}

impl StatusCode {
    /// Those of an open case.
    pub const OPEN: [Self; 5] = [Self::Received, Self::Screening, Self::Proposed, Self::Accepted, Self::Drafted];
}

impl Status {
    /// Its word.
    pub const fn code(&self) -> StatusCode {
        match self {
            Self::Received => StatusCode::Received,
            Self::Screening => StatusCode::Screening,
            Self::Proposed { .. } => StatusCode::Proposed,
            Self::Accepted => StatusCode::Accepted,
            Self::Drafted { .. } => StatusCode::Drafted,
            Self::Settled { .. } => StatusCode::Settled,
            Self::Closed { .. } => StatusCode::Closed,
        }
    }

    /// An open case: received, screening, proposed, accepted or drafted, whatever its phase.
    pub const fn is_open(&self) -> bool {
        match self {
            Self::Received | Self::Screening | Self::Proposed { .. } | Self::Accepted | Self::Drafted { .. } => true,
            Self::Settled { .. } | Self::Closed { .. } => false,
        }
    }

    /// How it closed, if it did.
    pub const fn closed_as(&self) -> Option<ClosedAs> {
        match self {
            Self::Closed { how, .. } => Some(*how),
            Self::Received | Self::Screening | Self::Proposed { .. } | Self::Accepted | Self::Drafted { .. } | Self::Settled { .. } => None,
        }
    }

    /// The result of a settled case.
    pub const fn result(&self) -> Option<CaseResult> {
        match self {
            Self::Settled { result } => Some(*result),
            Self::Closed { result, .. } => *result,
            Self::Received | Self::Screening | Self::Proposed { .. } | Self::Accepted | Self::Drafted { .. } => None,
        }
    }
}
