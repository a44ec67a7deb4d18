//! Termination: after withdrawal, death of the denounced, or where a competent body has decided
//! (Luật Khiếu nại art. 10; Luật Tố cáo arts. 33.3, 34.3).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Signature, Signer};
use crate::domain::case::Withdrawal;
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::kind::Kind;
use crate::domain::outcome::{DocumentKind, TerminationGround, WithdrawalScope};
use crate::domain::party::PartyRole;
use crate::domain::refusal::Refusal;
use crate::domain::text::DocumentNo;
use crate::domain::verb::Verb;

/// The three questions of art. 33.3: one yes, and the denunciation goes on.
#[derive(Debug, Clone, Copy, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    /// There are signs of a violation of the law.
    pub signs_of_violation: bool,
    /// The withdrawal was threatened or bribed.
    pub threatened_or_bribed: bool,
    /// The denunciation was misused to slander.
    pub misused_to_slander: bool,
}

/// Fields of `terminate`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Terminate {
    pub ground: TerminationGround,
    pub document_no: DocumentNo,
    pub document_date: Day,
    /// Mandatory when a denunciation was withdrawn.
    pub answers: Option<Answers>,
    pub signed_by: Option<Signer>,
}

impl Act for Terminate {
    const VERB: Verb = Verb::Terminate;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        self.check_ground(file)?;
        let signature =
            Signature { by: self.signed_by.as_ref(), document_no: Some(&self.document_no), document_date: Some(self.document_date.0) };
        signature.check(file.entry)?;
        let on = file.step_date("document_date", Some(self.document_date.0))?;
        let document = keep.paper(signature.paper(DocumentKind::Termination, on));
        let answers = self.answers.map(|a| [a.signs_of_violation, a.threatened_or_bribed, a.misused_to_slander]);
        Ok(Decided::event(Event::Terminated { ground: self.ground, document, answers }, on))
    }
}

impl Terminate {
    fn check_ground(&self, file: &CaseFile<'_>) -> Result<(), Refusal> {
        let denunciation = file.case.kind == Kind::Denunciation;
        match self.ground {
            TerminationGround::Withdrawal => {
                withdrawn_by_all(file)?;
                let Some(answers) = self.answers.filter(|_| denunciation) else {
                    return if denunciation {
                        Err(Refusal::field("answers", "answers_required").by("Luật Tố cáo 25/2018/QH14, điều 33.3"))
                    } else {
                        Ok(())
                    };
                };
                if answers.signs_of_violation || answers.threatened_or_bribed || answers.misused_to_slander {
                    return Err(Refusal::state("denunciation_goes_on").by("Luật Tố cáo 25/2018/QH14, điều 33.3"));
                }
                Ok(())
            }
            TerminationGround::DenouncedDied if !denunciation => {
                Err(Refusal::field("ground", "ground_of_denunciations").by("Luật Tố cáo 25/2018/QH14, điều 34.3"))
            }
            TerminationGround::DenouncedDied | TerminationGround::AlreadyDecided => Ok(()),
        }
    }
}

/// Every sender withdrew all of it, by a signed letter or minutes; who wrote for others, in the name of all of them: with several
/// denouncers only the one who withdraws leaves (ND 31/2019 art. 4).
fn withdrawn_by_all(file: &CaseFile<'_>) -> Result<(), Refusal> {
    let (case, collective) = (file.case, file.case.is_collective());
    let withdrew = |id, for_all: bool| {
        let whole = |w: &&Withdrawal| w.form.is_some() && w.scope == WithdrawalScope::All && w.party == Some(id);
        case.detail.withdrawals.iter().filter(whole).any(|w| w.all_signers || !for_all)
    };
    let senders: Vec<_> = case.detail.parties.iter().filter(|p| p.role == PartyRole::Petitioner).collect();
    if senders.is_empty() || !senders.iter().all(|p| p.left || withdrew(p.id, false)) {
        return Err(Refusal::state("not_withdrawn"));
    }
    if collective && !senders.iter().all(|p| p.left || withdrew(p.id, true)) {
        let basis =
            if case.kind == Kind::Denunciation { "NĐ 31/2019/NĐ-CP, điều 4" } else { "Luật Khiếu nại 02/2011/QH13, điều 10" };
        return Err(Refusal::state("not_withdrawn_by_all_signers").by(basis).with("signers", case.detail.signers));
    }
    Ok(())
}
