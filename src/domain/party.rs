//! Parties: who sent it, who speaks for them, about whom, and which bodies are in it.

use serde::{Deserialize, Serialize};

use super::ids::PartyId;

codes! {
    /// What a party is to the case.
    pub enum PartyRole {
        /// Complainant, denouncer, petitioner: who sent the letter.
        Petitioner = "petitioner",
        /// One of the senders who speaks for all (ND 124/2020 art. 6).
        Representative = "representative",
        /// About whom: complained of, denounced, the candidate.
        Respondent = "respondent",
        /// A body that sent the letter in.
        SendingBody = "sending_body",
        /// A body that a case or an appeal was sent to.
        ReceivingBody = "receiving_body",
    }
}

/// A party as events know it: no name, only how it can be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyRef {
    pub id: PartyId,
    pub role: PartyRole,
    /// There is a name, and so somebody to serve on.
    pub named: bool,
    /// An e-mail address is known.
    pub email: bool,
    /// A postal address is known.
    pub post: bool,
    /// Has withdrawn and left the case.
    #[serde(default)]
    pub left: bool,
}

impl PartyRef {
    /// Somebody on whom a document can be served: named, with any way to be found. Respondents and bodies are found at their office.
    pub const fn reachable(&self) -> bool {
        !self.left
            && match self.role {
                PartyRole::Petitioner | PartyRole::Representative => self.named || self.email || self.post,
                PartyRole::Respondent | PartyRole::SendingBody | PartyRole::ReceivingBody => self.named,
            }
    }
}

/// What is known of a party: sealed at rest, opened only by need.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyData {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id_number: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
}

/// Never what it says: personal data stay out of logs.
impl std::fmt::Debug for PartyData {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PartyData(sealed)")
    }
}

/// The most representatives that so many signers may appoint (ND 124/2020 art. 6).
pub const fn most_representatives(signers: i32) -> i32 {
    match signers {
        ..=1 => 0,
        2..=10 => 2,
        _ => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn representatives_by_number_of_signers() {
        let table = [(1, 0), (2, 2), (5, 2), (7, 2), (10, 2), (11, 5), (7206, 5)];
        for (signers, most) in table {
            assert_eq!(most_representatives(signers), most, "{signers}");
        }
    }
}
