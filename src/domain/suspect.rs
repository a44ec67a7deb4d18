//! Possible conflicts of interest: a member has the name, telephone, address or card of a party, or works where the
//! respondent is. Names collide; until a person has looked, the case does not exist for that member.

use serde::{Deserialize, Serialize};

use super::case::Case;
use super::ids::MemberId;
use super::party::{PartyField, PartyRole};

codes! {
    /// On which side a member may stand. Never which value agreed.
    pub enum Side {
        /// The senders and who speaks for them.
        Petitioner = "petitioner",
        /// Whom it is about.
        Respondent = "respondent",
        /// The unit that is denounced is the member's own.
        Unit = "unit",
    }
}

impl Side {
    /// Of a party; bodies are nobody's relatives.
    pub const fn of(role: PartyRole) -> Option<Self> {
        match role {
            PartyRole::Petitioner | PartyRole::Representative => Some(Self::Petitioner),
            PartyRole::Respondent => Some(Self::Respondent),
            PartyRole::SendingBody | PartyRole::ReceivingBody => None,
        }
    }
}

/// A possible conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Suspect {
    pub member: MemberId,
    pub side: Side,
    /// More than a name agreed: a telephone, an address of e-mail, the number of a card, or the unit.
    pub strong: bool,
}

/// Whether what agreed is more than a name, which many bear.
pub const fn is_strong(field: PartyField) -> bool {
    !matches!(field, PartyField::Name)
}

/// What of the found is new to this case: not in conflict already, not waiting, and not set aside by a person at the same
/// strength. Each member and side once, the stronger of two.
pub fn news(case: &Case, found: Vec<Suspect>) -> Vec<Suspect> {
    let known = |s: &Suspect| {
        let same = |k: &Suspect| k.member == s.member && k.side == s.side && k.strong >= s.strong;
        case.detail.excluded.contains(&s.member) || case.detail.suspects.iter().any(same) || case.detail.cleared.iter().any(same)
    };
    once(found).into_iter().filter(|s| !known(s)).collect()
}

/// Each member and side once, the stronger of two.
pub fn once(mut found: Vec<Suspect>) -> Vec<Suspect> {
    found.sort_unstable_by_key(|s| (s.member, s.side, !s.strong));
    found.dedup_by_key(|s| (s.member, s.side));
    found
}
