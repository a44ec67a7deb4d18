//! Identifiers: 63 bits, sorted by time, shown as 13 letters of Crockford's base 32.
//!
//! 41 bits of milliseconds since 2020-01-01 UTC (until 2089) and 22 random bits. Two cases made one after the other
//! do not show how many lie between them.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};

use super::text::Violation;

/// 2020-01-01T00:00:00Z in milliseconds of the Unix epoch.
const EPOCH_MS: i64 = 1_577_836_800_000;
const RANDOM_BITS: u32 = 22;
const TIME_BITS: u32 = 41;
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters of an identifier as shown: 13 times 5 bits hold 63.
pub const ID_LENGTH: usize = 13;

/// Makes an identifier's number from the time it is made at and 22 random bits.
pub fn id_from(at: DateTime<Utc>, random: u32) -> i64 {
    let ms = (at.timestamp_millis() - EPOCH_MS).clamp(0, (1 << TIME_BITS) - 1);
    (ms << RANDOM_BITS) | i64::from(random & ((1 << RANDOM_BITS) - 1))
}

fn encode(id: i64) -> String {
    (0..ID_LENGTH)
        .rev()
        .map(|place| {
            let at = usize::try_from((id >> (5 * place)) & 31).unwrap_or_default();
            char::from(LETTERS.get(at).copied().unwrap_or(b'0'))
        })
        .collect()
}

/// Reads 13 letters as Crockford asks: case does not matter, I and L are 1, O is 0.
fn decode(shown: &str) -> Option<i64> {
    if shown.len() != ID_LENGTH {
        return None;
    }
    let mut id: i64 = 0;
    for letter in shown.bytes() {
        let letter = match letter.to_ascii_uppercase() {
            b'I' | b'L' => b'1',
            b'O' => b'0',
            other => other,
        };
        let value = LETTERS.iter().position(|l| *l == letter)?;
        id = id.checked_mul(32)?.checked_add(i64::try_from(value).ok()?)?;
    }
    Some(id)
}

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&encode(self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl FromStr for $name {
            type Err = Violation;
            fn from_str(shown: &str) -> Result<Self, Violation> {
                decode(shown).map(Self).ok_or(Violation::NotAnId)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let shown = String::deserialize(from)?;
                shown.parse().map_err(serde::de::Error::custom)
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .pattern(Some("^[0-9A-HJKMNP-TV-Z]{13}$"))
                    .into()
            }
        }

        impl utoipa::ToSchema for $name {}
    )+};
}

ids! {
    /// A case.
    CaseId,
    /// A letter: one submission.
    LetterId,
    /// An event of a case.
    EventId,
    /// A sealed text.
    TextId,
    /// A party to a case.
    PartyId,
    /// A document the office issued, or an answer from outside.
    DocumentId,
    /// An account: a member of the subcommittee, an observer or an admin.
    MemberId,
    /// A unit of the tree: country, province, district, ward, polling area.
    UnitId,
    /// An election day with its contests.
    ElectionId,
    /// A mail in the outbox.
    MailId,
    /// A session of a signed-in member.
    SessionId,
    /// A paper that came with a letter.
    PaperId,
    /// A request to open who the senders of a case are.
    RevealId,
    /// A calendar of deadlines that programs read.
    FeedId,
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    #[test]
    fn an_id_is_shown_as_13_letters_and_read_back() {
        for raw in [0, 1, 31, 32, i64::MAX, 123_456_789_012_345] {
            let shown = CaseId(raw).to_string();
            assert_eq!(shown.len(), ID_LENGTH);
            assert_eq!(shown.parse::<CaseId>(), Ok(CaseId(raw)));
            assert_eq!(shown.to_lowercase().parse::<CaseId>(), Ok(CaseId(raw)));
        }
        assert_eq!("000000000000O".parse::<CaseId>(), Ok(CaseId(0)));
        assert_eq!("000000000000L".parse::<CaseId>(), Ok(CaseId(1)));
    }

    #[test]
    fn what_is_not_an_id_is_refused() {
        for wrong in ["", "1", "ZZZZZZZZZZZZZ", "000000000000U", "0000000000000 ", "é00000000000"] {
            assert_eq!(wrong.parse::<CaseId>(), Err(Violation::NotAnId), "{wrong}");
        }
    }

    #[test]
    fn ids_sort_by_time() {
        let early = id_from(Utc.with_ymd_and_hms(2021, 5, 10, 1, 0, 0).unwrap(), u32::MAX);
        let late = id_from(Utc.with_ymd_and_hms(2021, 5, 10, 1, 0, 1).unwrap(), 0);
        assert!(early < late && early > 0);
    }
}
