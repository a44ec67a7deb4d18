//! Withdrawal: asked for by the sender, or recorded from a signed letter or minutes (Luật Khiếu nại art. 10; Luật Tố cáo art. 33).
//! The case goes on until it is terminated.

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep};
use crate::domain::event::{By, Event};
use crate::domain::ids::PartyId;
use crate::domain::kind::Form;
use crate::domain::outcome::WithdrawalScope;
use crate::domain::party::PartyRole;
use crate::domain::refusal::Refusal;
use crate::domain::verb::Verb;

/// Fields of `withdraw`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Withdraw {
    pub scope: WithdrawalScope,
    /// signed or minutes; absent from a citizen's request.
    pub form: Option<Form>,
    /// Who withdraws; mandatory for a clerk.
    pub party: Option<PartyId>,
    /// The letter or minutes state that everybody in whose name this sender wrote withdraws: without it a collective letter
    /// goes on for the others.
    #[serde(default)]
    pub all_signers: bool,
}

impl Act for Withdraw {
    const VERB: Verb = Verb::Withdraw;

    fn decide(&self, file: &CaseFile<'_>, _keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let citizen = file.standing.by == By::Citizen;
        match (citizen, self.form, self.party) {
            (true, Some(_), _) => return Err(Refusal::field("form", "for_staff")),
            (false, None, _) => return Err(Refusal::field("form", "required")),
            (false, Some(Form::Unsigned | Form::ESigned), _) => {
                return Err(Refusal::field("form", "withdrawal_form").by("NĐ 31/2019/NĐ-CP, điều 4"));
            }
            (false, _, None) => return Err(Refusal::field("party", "required")),
            (true, None, _) | (false, Some(Form::Signed | Form::Minutes), Some(_)) => {}
        }
        if citizen && self.all_signers {
            return Err(Refusal::field("all_signers", "for_staff"));
        }
        if let Some(party) = self.party {
            let known = file.case.party(party).filter(|p| p.role == PartyRole::Petitioner && !p.left);
            if known.is_none() {
                return Err(Refusal::field("party", "party_is_no_sender"));
            }
        }
        if citizen && file.case.detail.withdrawals.iter().any(|w| w.form.is_none() && w.scope == self.scope) {
            return Err(Refusal::state("already_withdrawn"));
        }
        let Self { scope, form, party, all_signers } = *self;
        Ok(Decided::event(Event::Withdrawn { scope, party, form, all_signers }, file.today))
    }
}
