//! Who does what: mostly what could come next, by somebody whose verb it is.

use redress::domain::event::By;
use redress::domain::ids::MemberId;
use redress::domain::kind::{Identity, Kind};
use redress::domain::verb::Verb;

use super::deed::Deed;
use super::model::{Phase, St};
use super::moves::Mover;
use super::world::{BOTH, CLERK, CLERK2, EVERYBODY, NEIGHBOUR, OFFICER, OFFICER2, PROVINCE_OFFICER};

impl Mover<'_> {
    /// Who does what.
    pub fn next(&mut self) -> (By, Deed) {
        let verb = if self.chance.percent(self.odd) { self.chance.of(Verb::ALL) } else { self.likely() };
        (self.actor(verb), self.deed(verb))
    }

    /// What may well come next.
    fn likely(&mut self) -> Verb {
        let model = self.model;
        match model.phase(self.today) {
            Phase::Frozen if self.chance.percent(25) => return Verb::StrikeOff,
            Phase::HandOver if self.chance.percent(25) => return Verb::HandOver,
            Phase::Open | Phase::Frozen | Phase::HandOver => {}
        }
        if model.sealed && self.chance.percent(12) {
            return self.chance.of(self.likely_reveal());
        }
        let may_sign = !model.form.is_signed() && model.identity != Identity::Anonymous;
        let unassigned = model.is_open() && model.status != St::Received && model.assignee.is_none();
        if unassigned && self.chance.percent(70) {
            return Verb::Assign;
        }
        let next: &[Verb] = match model.status {
            St::Received if may_sign => &[Verb::Classify, Verb::RecordSignature],
            St::Received => &[Verb::Classify, Verb::Classify, Verb::Classify, Verb::Classify, Verb::Assign, Verb::Withdraw],
            St::Screening if may_sign => {
                &[Verb::ProposeDisposition, Verb::RecordSignature, Verb::RecordSignature, Verb::RecordVerification]
            }
            St::Screening => &[
                Verb::ProposeDisposition,
                Verb::ProposeDisposition,
                Verb::ProposeDisposition,
                Verb::ProposeDisposition,
                Verb::Reclassify,
                Verb::Extend,
            ],
            St::Proposed { .. } => &[Verb::ApproveDisposition, Verb::ApproveDisposition, Verb::ApproveDisposition, Verb::SendBack],
            St::Accepted if model.suspended.is_some() => {
                &[Verb::Resume, Verb::Resume, Verb::Resume, Verb::Serve, Verb::Withdraw, Verb::Terminate]
            }
            St::Accepted if model.kind == Kind::Denunciation && self.chance.percent(60) => {
                &[Verb::Suspend, Verb::Extend, Verb::Extend, Verb::SetComplexity, Verb::Terminate]
            }
            St::Accepted => &[
                Verb::DraftDecision,
                Verb::DraftDecision,
                Verb::DraftDecision,
                Verb::ProposeDisposition,
                Verb::SetComplexity,
                Verb::Serve,
                Verb::RecordVerification,
                Verb::RecordDialogue,
                Verb::Terminate,
                Verb::Withdraw,
                Verb::Appeal,
            ],
            St::Drafted { .. } => &[Verb::SignDecision, Verb::SignDecision, Verb::SignDecision, Verb::SendBack, Verb::SetComplexity],
            St::Settled => &[Verb::Serve, Verb::Serve, Verb::Serve, Verb::Appeal, Verb::Publish],
            St::Closed { .. } => &[Verb::Serve, Verb::Appeal, Verb::Appeal, Verb::Reopen, Verb::Publish, Verb::RecordAnswer],
        };
        self.chance.of(next)
    }

    /// Somebody whose verb it is, mostly.
    fn actor(&mut self, verb: Verb) -> By {
        if self.chance.percent(self.odd / 2) {
            return if self.chance.percent(10) { By::Citizen } else { By::Member(self.chance.of(&EVERYBODY)) };
        }
        let officers = [OFFICER, OFFICER2, BOTH, PROVINCE_OFFICER, NEIGHBOUR];
        let officer = self.model.assignee.unwrap_or_else(|| self.chance.of(&officers));
        let member = match verb {
            Verb::ProposeDisposition
            | Verb::DraftDecision
            | Verb::RecordVerification
            | Verb::RecordDialogue
            | Verb::Publish
            | Verb::Merge => officer,
            Verb::OpenIdentity | Verb::RequestReveal => self.revealer(verb, officer).unwrap_or(officer),
            Verb::Assign | Verb::Urge if self.chance.percent(20) => officer,
            Verb::Withdraw | Verb::Message | Verb::AddLetter | Verb::Appeal if self.chance.percent(50) => return By::Citizen,
            Verb::AddLetter
            | Verb::Message
            | Verb::Withdraw
            | Verb::Appeal
            | Verb::ReissueReceipt
            | Verb::Serve
            | Verb::RecordAnswer
            | Verb::Classify
            | Verb::RecordSignature
            | Verb::Correct => {
                let registrar = self.model.registered_by.unwrap_or(CLERK);
                let server = self.model.servers.last().copied().unwrap_or(registrar);
                self.chance.of(&[registrar, server, if self.model.sealed { officer } else { CLERK }])
            }
            Verb::DeclareConflict => self.chance.of(&EVERYBODY),
            Verb::Reclassify
            | Verb::ApproveDisposition
            | Verb::SendBack
            | Verb::SetComplexity
            | Verb::Extend
            | Verb::Suspend
            | Verb::Resume
            | Verb::SignDecision
            | Verb::Terminate
            | Verb::StrikeOff
            | Verb::HandOver
            | Verb::Reopen
            | Verb::GrantReveal
            | Verb::RefuseReveal
            | Verb::RevokeReveal
            | Verb::ConfirmConflict
            | Verb::DismissConflict
            | Verb::Assign
            | Verb::Urge => self.supervisor(verb),
        };
        By::Member(member)
    }

    /// An eligible supervisor, or else a clerk who may know the case.
    pub(super) fn supervisor(&mut self, verb: Verb) -> MemberId {
        let mut eligible = self.world.supervisors(self.model.unit, self.today);
        eligible.retain(|m| !self.model.excluded.contains(m) && self.model.own_step(verb) != Some(*m));
        if matches!(verb, Verb::GrantReveal | Verb::RefuseReveal) {
            eligible.retain(|m| !self.model.asked_alone(*m));
        }
        if eligible.is_empty() {
            let clerks = [self.model.registered_by.unwrap_or(CLERK), self.model.servers.last().copied().unwrap_or(CLERK2)];
            self.chance.of(&clerks)
        } else {
            self.chance.of(&eligible)
        }
    }
}
