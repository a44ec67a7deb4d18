//! Termination: after withdrawal, death of the denounced, or where a competent body has decided
//! (Luật Khiếu nại art. 10; Luật Tố cáo arts. 33.3, 34.3).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Signature, Signer};
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
                if !withdrawn_by_all(file) {
                    return Err(Refusal::state("not_withdrawn"));
                }
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

/// Every sender withdrew all of it, by a signed letter or minutes.
fn withdrawn_by_all(file: &CaseFile<'_>) -> bool {
    let withdrew =
        |id| file.case.detail.withdrawals.iter().any(|w| w.form.is_some() && w.scope == WithdrawalScope::All && w.party == Some(id));
    let mut senders = file.case.detail.parties.iter().filter(|p| p.role == PartyRole::Petitioner).peekable();
    senders.peek().is_some() && senders.all(|p| p.left || withdrew(p.id))
}
