//! Parties: who sent it, who speaks for them, about whom, and which bodies are in it.

use serde::{Deserialize, Serialize};

use super::ids::PartyId;
use super::matching;

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

/// Who a party is: sealed wherever it is stored. The values were parsed where they came in.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PartyData {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Of the citizen's identity card.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_number: Option<String>,
    /// Of a respondent: what the person is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// Chose no mails about how the case goes on; what the law owes is sent all the same.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub no_mail: bool,
}

/// Never who it is.
impl std::fmt::Debug for PartyData {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PartyData(****)")
    }
}

codes! {
    /// By what a party can be found, exactly.
    pub enum PartyField {
        Name = "name",
        Phone = "phone",
        Email = "email",
        IdNumber = "id_number",
    }
}

impl PartyField {
    /// One form of the many in which a value is written: names without diacritics, case, titles and positions, phones by their
    /// digits in the form 0..., cards with their zeros, addresses of e-mail without case. None: nothing is left to find by.
    pub fn fold(self, value: &str) -> Option<String> {
        let folded = match self {
            Self::Name => matching::person(value),
            Self::Phone => matching::phone(value),
            Self::Email => value.trim().to_lowercase(),
            Self::IdNumber => matching::card(value),
        };
        (!folded.is_empty()).then_some(folded)
    }

    /// All to look a value up by: its form, and those under which it may have been indexed before there was that form.
    /// Nothing where there is no form.
    pub fn sought(self, value: &str) -> Vec<String> {
        let Some(form) = self.fold(value) else { return Vec::new() };
        let before = match self {
            Self::Name => matching::person_before(value),
            Self::Phone => form.strip_prefix('0').map(|rest| format!("84{rest}")).into_iter().collect(),
            Self::Email => Vec::new(),
            Self::IdNumber => {
                let plain: String = value.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
                let short = form.trim_start_matches('0').to_owned();
                let one = form.strip_prefix('0').unwrap_or(&form).to_owned();
                vec![plain, one, short]
            }
        };
        let mut all = vec![form];
        for key in before {
            if !key.is_empty() && !all.contains(&key) {
                all.push(key);
            }
        }
        all
    }
}

impl PartyData {
    /// The value of a field by which it can be found.
    pub fn field(&self, field: PartyField) -> Option<&str> {
        match field {
            PartyField::Name => self.name.as_deref(),
            PartyField::Phone => self.phone.as_deref(),
            PartyField::Email => self.email.as_deref(),
            PartyField::IdNumber => self.id_number.as_deref(),
        }
    }

    /// What events may know of it.
    pub const fn reference(&self, id: PartyId, role: PartyRole) -> PartyRef {
        PartyRef { id, role, named: self.name.is_some(), email: self.email.is_some(), post: self.address.is_some(), left: false }
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
    fn one_value_written_in_many_ways_is_found() {
        for phone in ["0912 345 678", "+84 912.345.678", "0084912345678", "(0912) 345678", "+84 0912345678"] {
            assert_eq!(PartyField::Phone.fold(phone).as_deref(), Some("0912345678"), "{phone}");
        }
        assert_eq!(PartyField::Name.fold(" NGUYỄN Văn  Đức "), PartyField::Name.fold("nguyen van duc"));
        assert_eq!(PartyField::Email.fold(" A@B.vn"), PartyField::Email.fold("a@b.VN"));
        assert_eq!(PartyField::IdNumber.fold("001-085 000123"), PartyField::IdNumber.fold("001085000123"));
        assert_eq!(PartyField::Phone.fold("--"), None);
    }

    #[test]
    fn representatives_by_number_of_signers() {
        let table = [(1, 0), (2, 2), (5, 2), (7, 2), (10, 2), (11, 5), (7206, 5)];
        for (signers, most) in table {
            assert_eq!(most_representatives(signers), most, "{signers}");
        }
    }
}
