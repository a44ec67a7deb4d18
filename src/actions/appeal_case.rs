//! The next instance: a linked case in the next body's unit, or a dispatch to a body outside.

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Opening, Paper, Purpose};
use crate::domain::appeal;
use crate::domain::event::{By, Event, Origin};
use crate::domain::ids::PartyId;
use crate::domain::outcome::DocumentKind;
use crate::domain::party::PartyRole;
use crate::domain::refusal::Refusal;
use crate::domain::text::Text;
use crate::domain::verb::Verb;

/// Fields of `appeal`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AppealCase {
    pub reasons: Text,
    /// Why it comes after its time: illness, disaster, mission (Luật Khiếu nại art. 9).
    pub late_reason: Option<Text>,
    /// Who appeals, entered by a clerk; default the first sender.
    pub party: Option<PartyId>,
}

impl Act for AppealCase {
    const VERB: Verb = Verb::Appeal;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let party = self.appellant(file)?;
        let last = file.deadlines.iter().filter(|d| d.rule == "c2.file").find_map(|d| d.due);
        let late = last.is_some_and(|last| last < file.today);
        if late && self.late_reason.is_none() {
            let last = last.map(|d| d.format("%d/%m/%Y").to_string()).unwrap_or_default();
            return Err(Refusal::field("late_reason", "appeal_out_of_time").with("last", last).by("Luật Khiếu nại 02/2011/QH13, điều 33"));
        }
        let next = appeal::next_body(file.case).ok_or(Refusal::state("last_instance"))?;
        let reasons = keep.text(Purpose::Letter, self.reasons.as_str());
        let late_reason = keep.opt_text(Purpose::Reason, self.late_reason.as_ref().filter(|_| late));
        let mut decided = Decided::event(
            Event::Appealed {
                party,
                opens: None,
                sent_to: None,
                dispatch: None,
                reasons: reasons.clone(),
                late_reason: late_reason.clone(),
            },
            file.today,
        );
        if let Some(unit) = appeal::unit_of_appeal(file.case, next, file.directory, file.today) {
            let id = keep.case_id();
            decided.opens = Some(Opening {
                id,
                unit,
                origin: Origin::Appeal(file.case.id),
                instance: file.case.detail.instance + 1,
                out_of_time: late,
                excluded: excluded(file),
                election: file.case.detail.election,
                body: Some(self.reasons.clone()),
            });
            decided.event = Event::Appealed { party, opens: Some(id), sent_to: None, dispatch: None, reasons, late_reason };
        } else {
            let document = keep.paper(Paper { kind: DocumentKind::Appeal, number: None, date: file.today, signer: None, body: None });
            let dispatch = Some((document, keep.receiving_body(next)));
            decided.event = Event::Appealed { party, opens: None, sent_to: Some(next), dispatch, reasons, late_reason };
        }
        Ok(decided)
    }
}

impl AppealCase {
    fn appellant(&self, file: &CaseFile<'_>) -> Result<PartyId, Refusal> {
        if file.standing.by == By::Citizen && self.party.is_some() {
            return Err(Refusal::field("party", "for_staff"));
        }
        let mut senders = file.case.detail.parties.iter().filter(|p| p.role == PartyRole::Petitioner && !p.left);
        let found = match self.party {
            Some(party) => senders.find(|p| p.id == party),
            None => senders.next(),
        };
        found.map(|p| p.id).ok_or(Refusal::field("party", "party_is_no_sender"))
    }
}

/// Who acted on the first instance is in conflict in the second; who was in conflict stays so.
fn excluded(file: &CaseFile<'_>) -> Vec<crate::domain::ids::MemberId> {
    let mut excluded = file.case.detail.excluded.clone();
    for member in &file.case.detail.acted {
        if !excluded.contains(member) {
            excluded.push(*member);
        }
    }
    excluded
}
