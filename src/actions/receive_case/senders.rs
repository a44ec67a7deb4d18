//! Who is in a letter: parsed, counted, and kept to be sealed.

use super::{ChosenIdentity, ReceiveCase};
use crate::actions::act::{Keep, PartyChange};
use crate::domain::ids::PartyId;
use crate::domain::party::{PartyData, PartyRef, PartyRole, most_representatives};
use crate::domain::refusal::Refusal;

impl ReceiveCase {
    /// Senders, representatives, whom it is about, and the body that sent it in; refuses what the number of signers does not allow.
    pub(super) fn parties(&self, keep: &mut Keep<'_>) -> Result<Vec<PartyRef>, Refusal> {
        let signers = self.signers.unwrap_or(1);
        if !(1..=100_000).contains(&signers) {
            return Err(Refusal::field("signers", "not_between").with("least", 1).with("most", 100_000));
        }
        let represented = i32::try_from(self.representatives.len()).unwrap_or(i32::MAX);
        if represented > most_representatives(signers) {
            return Err(Refusal::field("representatives", "too_many_representatives")
                .by("NĐ 124/2020/NĐ-CP, điều 6")
                .with("signers", signers)
                .with("most", most_representatives(signers)));
        }
        let anonymous = self.identity == ChosenIdentity::Anonymous;
        if anonymous && (self.petitioner.is_some() || represented > 0) {
            return Err(Refusal::field(if represented > 0 { "representatives" } else { "petitioner" }, "anonymous_names_nobody"));
        }
        let mut parties = vec![self.sender(anonymous, keep)?];
        for person in &self.representatives {
            let data = PartyData {
                name: Some(person.name.as_str().to_owned()),
                phone: person.phone.as_ref().map(|p| p.as_str().to_owned()),
                email: person.email.as_ref().map(|e| e.as_str().to_owned()),
                ..PartyData::default()
            };
            parties.push(add(keep, PartyRole::Representative, data));
        }
        if let Some(respondent) = &self.respondent
            && (respondent.name.is_some() || respondent.position.is_some())
        {
            let data = PartyData {
                name: respondent.name.as_ref().map(|n| n.as_str().to_owned()),
                position: respondent.position.as_ref().map(|p| p.as_str().to_owned()),
                ..PartyData::default()
            };
            parties.push(add(keep, PartyRole::Respondent, data));
        }
        if let Some(body) = &self.sent_by {
            let data = PartyData { name: Some(body.as_str().to_owned()), ..PartyData::default() };
            parties.push(add(keep, PartyRole::SendingBody, data));
        }
        Ok(parties)
    }

    fn sender(&self, anonymous: bool, keep: &mut Keep<'_>) -> Result<PartyRef, Refusal> {
        if anonymous {
            return Ok(add(keep, PartyRole::Petitioner, PartyData::default()));
        }
        let person = self.petitioner.as_ref().ok_or(Refusal::field("petitioner", "required"))?;
        let name = person.name.as_ref().ok_or(Refusal::field("petitioner.name", "required"))?;
        if person.address.is_none() && person.phone.is_none() && person.email.is_none() {
            return Err(Refusal::field("petitioner", "one_way_of_contact"));
        }
        let data = PartyData {
            name: Some(name.as_str().to_owned()),
            address: person.address.as_ref().map(|a| a.as_str().to_owned()),
            phone: person.phone.as_ref().map(|p| p.as_str().to_owned()),
            email: person.email.as_ref().map(|e| e.as_str().to_owned()),
            id_number: person.id_number.as_ref().map(|n| n.as_str().to_owned()),
            position: None,
            no_mail: person.no_mail,
        };
        Ok(add(keep, PartyRole::Petitioner, data))
    }
}

fn add(keep: &mut Keep<'_>, role: PartyRole, data: PartyData) -> PartyRef {
    let named = data.name.is_some() || (role == PartyRole::Respondent && data.position.is_some());
    let party = PartyRef { id: PartyId(keep.id()), role, named, email: data.email.is_some(), post: data.address.is_some(), left: false };
    keep.kept.parties.push(PartyChange::Add(party, data));
    party
}
