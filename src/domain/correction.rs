//! Corrections to the data of receipt; the old value stays on record.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::ids::UnitId;
use super::kind::Channel;
use super::party::PartyRef;
use super::text::TextRef;

codes! {
    /// Data of receipt that can be corrected; the old value stays on record.
    pub enum Correctable {
        ReceivedAt = "received_at",
        OccurredOn = "occurred_on",
        Channel = "channel",
        PollingArea = "polling_area",
        Signers = "signers",
        PetitionerName = "petitioner_name",
        PetitionerAddress = "petitioner_address",
        PetitionerPhone = "petitioner_phone",
        PetitionerEmail = "petitioner_email",
        PetitionerIdNumber = "petitioner_id_number",
        /// Whether the sender wants no mail about the progress: `true` or `false`.
        PetitionerNoMail = "petitioner_no_mail",
        RespondentName = "respondent_name",
        RespondentPosition = "respondent_position",
    }
}

/// What a correction changes: plain where the field is plain, by digest where it is sealed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Correction {
    ReceivedAt {
        old: DateTime<Utc>,
        new: DateTime<Utc>,
    },
    /// Of a linked case: the first of them was found to have come at another time.
    FirstReceivedAt {
        old: DateTime<Utc>,
        new: DateTime<Utc>,
    },
    OccurredOn {
        old: Option<NaiveDate>,
        new: NaiveDate,
    },
    Channel {
        old: Channel,
        new: Channel,
    },
    PollingArea {
        old: Option<UnitId>,
        new: UnitId,
    },
    Signers {
        old: i32,
        new: i32,
    },
    /// The party as it can be reached afterwards; both values are sealed texts.
    Sealed {
        party: PartyRef,
        old: Option<TextRef>,
        new: TextRef,
    },
}
