//! A datum of the receipt set right; the old value stays on record, sealed where it was.

use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, PartyChange, Purpose};
use super::receive_case::{before_receipt, not_too_old};
use crate::domain::contact::{Email, Phone};
use crate::domain::correction::{Correctable, Correction};
use crate::domain::day::Day;
use crate::domain::directory::Level;
use crate::domain::event::Event;
use crate::domain::ids::UnitId;
use crate::domain::kind::Channel;
use crate::domain::party::{PartyRef, PartyRole, most_representatives};
use crate::domain::refusal::Refusal;
use crate::domain::text::{Line, Text, Violation};
use crate::domain::verb::Verb;
use crate::domain::zone::local_date;

/// Fields of `correct`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Correct {
    pub field: Correctable,
    /// The right value, written as in the intake.
    pub value: Line,
    pub reason: Text,
}

impl Act for Correct {
    const VERB: Verb = Verb::Correct;
    const NEEDS_PARTIES: bool = true;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let change = self.change(file, keep)?;
        let reason = keep.text(Purpose::Reason, self.reason.as_str());
        Ok(Decided::event(Event::Corrected { field: self.field, change, reason }, file.today))
    }
}

fn invalid(violation: &Violation) -> Refusal {
    Refusal { args: violation.args(), ..Refusal::field("value", violation.code()) }
}

/// A letter comes before everything that was done with it; a linked case's, not before it first came anywhere.
fn receipt_before_steps(file: &CaseFile<'_>, day: NaiveDate) -> Result<(), Refusal> {
    if let Some(step) = file.history.iter().skip(1).map(|e| e.on).min().filter(|step| *step < day) {
        return Err(Refusal::field("value", "receipt_after_step").with("step", step.format("%d/%m/%Y")));
    }
    let first = local_date(file.case.first_received_at);
    if file.case.detail.origin.is_some() && day < first {
        return Err(Refusal::field("value", "receipt_before_first").with("first", first.format("%d/%m/%Y")));
    }
    Ok(())
}

/// No correction stops a clock: on the day that counts from now on, each rule that runs from the receipt is law already.
/// And what the letter tells of has happened by then, as at intake.
fn receipt_under_law(file: &CaseFile<'_>, day: NaiveDate) -> Result<(), Refusal> {
    let election = file.case.detail.election.map(|e| e.day);
    let receipt = local_date(file.case.received_at);
    for deadline in file.deadlines.iter().filter(|d| d.is_office_running() && d.due.is_some() && d.starts_on == receipt) {
        let Some(rule) = file.law.rulebook.rule(&deadline.rule) else { continue };
        if rule.version(election, day).is_none() {
            let first = rule.versions.first().map(|v| v.valid_from.format("%d/%m/%Y").to_string()).unwrap_or_default();
            let refusal = Refusal::field("value", "receipt_before_law").with("rule", &rule.id).with("first", first);
            return Err(refusal.by(deadline.basis.clone()));
        }
    }
    match file.case.detail.occurred_on.filter(|occurred| *occurred > day) {
        Some(occurred) => Err(Refusal::field("value", "receipt_before_act").with("occurred", occurred.format("%d/%m/%Y"))),
        None => Ok(()),
    }
}

impl Correct {
    fn change(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Correction, Refusal> {
        let detail = &file.case.detail;
        match self.field {
            Correctable::ReceivedAt => {
                let day = self.date(file)?;
                let new = crate::domain::zone::start_of(day);
                not_too_old("value", new, crate::domain::zone::start_of(file.today))?;
                receipt_before_steps(file, day)?;
                receipt_under_law(file, day)?;
                Ok(Correction::ReceivedAt { old: file.case.received_at, new })
            }
            Correctable::OccurredOn => {
                let new = self.date(file)?;
                before_receipt("value", new, local_date(file.case.received_at), file.today)?;
                Ok(Correction::OccurredOn { old: detail.occurred_on, new })
            }
            Correctable::Channel => {
                let new: Channel = self.value.as_str().parse().map_err(|v| invalid(&v))?;
                Ok(Correction::Channel { old: file.case.channel, new })
            }
            Correctable::PollingArea => {
                let new: UnitId = self.value.as_str().parse().map_err(|v| invalid(&v))?;
                let area = file.directory.units.get(&new).is_some_and(|u| u.level == Level::PollingArea);
                if !area || !file.directory.within(new, file.case.unit) {
                    return Err(Refusal::field("value", "polling_area_outside_unit"));
                }
                Ok(Correction::PollingArea { old: file.case.polling_area, new })
            }
            Correctable::Signers => {
                let new: i32 = self.value.as_str().parse().map_err(|_| invalid(&Violation::NotBetween(1, 100_000)))?;
                let representatives = detail.parties.iter().filter(|p| p.role == PartyRole::Representative && !p.left).count();
                if !(1..=100_000).contains(&new) {
                    return Err(invalid(&Violation::NotBetween(1, 100_000)));
                }
                if i32::try_from(representatives).is_ok_and(|r| r > most_representatives(new)) {
                    return Err(Refusal::field("value", "too_many_representatives")
                        .by("NĐ 124/2020/NĐ-CP, điều 6")
                        .with("signers", new)
                        .with("most", most_representatives(new)));
                }
                Ok(Correction::Signers { old: detail.signers, new })
            }
            Correctable::PetitionerName
            | Correctable::PetitionerAddress
            | Correctable::PetitionerPhone
            | Correctable::PetitionerEmail
            | Correctable::PetitionerIdNumber
            | Correctable::PetitionerNoMail => self.sealed(file, keep, PartyRole::Petitioner),
            Correctable::RespondentName | Correctable::RespondentPosition => self.sealed(file, keep, PartyRole::Respondent),
        }
    }

    fn date(&self, file: &CaseFile<'_>) -> Result<NaiveDate, Refusal> {
        let day: NaiveDate = self.value.as_str().parse::<Day>().map_err(|v| invalid(&v))?.into();
        if day > file.today {
            return Err(Refusal::field("value", "date_in_future").with("today", file.today.format("%d/%m/%Y")));
        }
        Ok(day)
    }

    /// A party's datum: it stays with the first party of its role.
    fn sealed(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>, role: PartyRole) -> Result<Correction, Refusal> {
        let mut party: PartyRef =
            file.case.detail.parties.iter().find(|p| p.role == role).copied().ok_or(Refusal::field("field", "no_such_party"))?;
        let value = self.value.as_str();
        match self.field {
            Correctable::PetitionerEmail => {
                Email::parse(value).map_err(|v| invalid(&v))?;
                party.email = true;
            }
            Correctable::PetitionerPhone => {
                Phone::parse(value).map_err(|v| invalid(&v))?;
            }
            Correctable::PetitionerNoMail => {
                value.parse::<bool>().map_err(|_| invalid(&Violation::NotOneOf(vec!["true", "false"])))?;
            }
            Correctable::PetitionerAddress => party.post = true,
            Correctable::PetitionerName | Correctable::RespondentName => party.named = true,
            Correctable::PetitionerIdNumber
            | Correctable::RespondentPosition
            | Correctable::ReceivedAt
            | Correctable::OccurredOn
            | Correctable::Channel
            | Correctable::PollingArea
            | Correctable::Signers => {}
        }
        let old = keep.present(party.id, self.field).map(|old| keep.text(Purpose::Value, &old));
        let new = keep.text(Purpose::Value, value);
        keep.kept.parties.push(PartyChange::Set(party.id, self.field, value.to_owned()));
        Ok(Correction::Sealed { party, old, new })
    }
}
