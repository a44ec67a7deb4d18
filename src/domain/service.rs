//! On whom a document is to be served (DESIGN.md 3, "Service owed").

use chrono::NaiveDate;

use super::case::{Case, Done, Service};
use super::kind::Kind;
use super::outcome::{DocumentKind, Means};
use super::party::{PartyRef, PartyRole};

/// The services that a document of this kind owes, dated `on`. Whom nobody can reach is noted as not owed.
pub fn owed(case: &Case, kind: DocumentKind, on: NaiveDate) -> Vec<Service> {
    case.detail
        .parties
        .iter()
        .filter(|p| !p.left && concerns(case, kind, p))
        .map(|p| Service { party: p.id, role: p.role, done: (!p.reachable()).then_some(Done { on, means: Means::NotOwed }) })
        .collect()
}

fn concerns(case: &Case, kind: DocumentKind, party: &PartyRef) -> bool {
    let denunciation = case.kind == Kind::Denunciation;
    match kind {
        DocumentKind::Refusal | DocumentKind::Guidance | DocumentKind::Return => speaks(case, party),
        DocumentKind::Transfer => speaks(case, party) || party.role == PartyRole::ReceivingBody,
        // The denounced is told the content only (Luật Tố cáo art. 56).
        DocumentKind::Acceptance
        | DocumentKind::Extension
        | DocumentKind::Suspension
        | DocumentKind::Resumption
        | DocumentKind::Termination => speaks(case, party) || (denunciation && party.role == PartyRole::Respondent),
        DocumentKind::Decision | DocumentKind::Conclusion => {
            speaks(case, party) || matches!(party.role, PartyRole::Respondent | PartyRole::SendingBody)
        }
        DocumentKind::StrikeOff => party.role == PartyRole::Respondent,
        DocumentKind::Appeal => party.role == PartyRole::ReceivingBody,
        DocumentKind::Filing | DocumentKind::HandOver | DocumentKind::Answer | DocumentKind::Instruction => false,
    }
}

/// The representatives speak for all senders, where there are any.
pub fn speaks(case: &Case, party: &PartyRef) -> bool {
    let represented = case.detail.parties.iter().any(|p| p.role == PartyRole::Representative && !p.left);
    match party.role {
        PartyRole::Representative => true,
        PartyRole::Petitioner => !represented,
        PartyRole::Respondent | PartyRole::SendingBody | PartyRole::ReceivingBody => false,
    }
}
