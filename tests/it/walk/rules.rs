//! Who may use which verb when: the table of DESIGN.md section 3, the freeze and the suspension.

use chrono::NaiveDate;
use redress::domain::deadline::Deadline;
use redress::domain::event::By;
use redress::domain::ids::MemberId;
use redress::domain::kind::{Identity, Kind, Track};
use redress::domain::outcome::ClosedAs;
use redress::domain::permission::Role;
use redress::domain::refusal::Sort;
use redress::domain::verb::Verb;

use super::appeals::Next;
use super::model::{Model, Phase, St, running};
use super::world::World;

/// What the model expects of a move.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// Why it must be refused: any of these. None: it must be accepted.
    pub why: Vec<Sort>,
    /// The documents leave it open: a move without a reason above may also be refused, for a field or a state.
    pub unsure: bool,
    /// A clerk enters it from a signed paper.
    pub on_paper: bool,
}

impl Verdict {
    pub fn refuse(&mut self, sort: Sort, when: bool) {
        if when && !self.why.contains(&sort) {
            self.why.push(sort);
        }
    }
}

/// The column "who" of the table.
fn who(verb: Verb) -> (&'static [Role], bool) {
    use Role::{Clerk, Officer, Supervisor};
    match verb {
        Verb::AddLetter => (&[Clerk], true),
        Verb::Message => (&[Clerk, Officer], true),
        // "citizen (a request), clerk (signed letter or minutes)".
        Verb::Withdraw => (&[Clerk], true),
        // The complainant; a clerk enters the appeal that comes on paper.
        Verb::Appeal => (&[Clerk], true),
        Verb::Classify | Verb::RecordSignature | Verb::RecordAnswer | Verb::Serve | Verb::Correct => (&[Clerk, Officer], false),
        Verb::OpenIdentity | Verb::RequestReveal => (&[Clerk, Officer, Supervisor], false),
        Verb::GrantReveal | Verb::RefuseReveal | Verb::RevokeReveal | Verb::ConfirmConflict | Verb::DismissConflict => {
            (&[Supervisor], false)
        }
        Verb::ReissueReceipt => (&[Clerk], false),
        Verb::ProposeDisposition | Verb::RecordVerification | Verb::RecordDialogue | Verb::DraftDecision | Verb::Publish | Verb::Merge => {
            (&[Officer], false)
        }
        Verb::Assign | Verb::Urge => (&[Officer, Supervisor], false),
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
        | Verb::Reopen => (&[Supervisor], false),
        Verb::DeclareConflict => (&[Clerk, Officer, Supervisor], false),
    }
}

impl Model {
    /// What is not a matter of fields: visibility, role, four eyes, phase, status, suspension.
    pub fn barred(&self, verb: Verb, by: By, today: NaiveDate, world: &World, deadlines: &[Deadline]) -> Verdict {
        let mut verdict = Verdict { why: Vec::new(), unsure: false, on_paper: false };
        match by {
            By::Member(me) if !self.visible(me, world) => {
                verdict.refuse(Sort::Missing, true);
                return verdict;
            }
            By::Member(me) => self.member(verb, me, today, world, &mut verdict),
            By::Citizen => verdict.refuse(Sort::Role, !who(verb).1),
            By::System => {}
        }
        verdict.refuse(Sort::State, !self.phase_allows(verb, today));
        verdict.refuse(Sort::State, !self.status_allows(verb, today, deadlines));
        verdict.refuse(Sort::State, !self.reveal_allows(verb, by.member(), today));
        verdict.refuse(Sort::State, self.suspended.is_some() && !while_suspended(verb));
        // Verification before a filing with own checks concerns letters without signature; whether others are screened so
        // too, the design does not say.
        verdict.unsure |= verb == Verb::RecordVerification && self.status == St::Screening && !self.lacks_signature();
        verdict.unsure |= verb == Verb::Appeal && self.next_body() == Next::Unsaid;
        verdict
    }

    /// DESIGN 3, "Roles": for whom the case exists.
    pub fn visible(&self, me: MemberId, world: &World) -> bool {
        let roles = world.roles(me, self.unit);
        let has = |role| roles.contains(&role);
        let mine = self.registered_by == Some(me) || self.servers.contains(&me);
        let clerk = has(Role::Clerk) && (self.status == St::Received || !self.sealed || mine);
        let officer = has(Role::Officer) && (!self.sealed || self.assignee == Some(me));
        !self.excluded.contains(&me) && (clerk || officer || has(Role::Supervisor))
    }

    fn member(&self, verb: Verb, me: MemberId, today: NaiveDate, world: &World, verdict: &mut Verdict) {
        let roles = world.roles(me, self.unit);
        let has = |role| roles.contains(&role);
        let (allowed, _) = who(verb);
        let own_step = self.own_step(verb);
        let decides = matches!(verb, Verb::GrantReveal | Verb::RefuseReveal);
        let own = |m: MemberId| if decides { self.asked_alone(m) } else { own_step == Some(m) };
        if verb == Verb::OpenIdentity {
            // A sealed one by a grant alone; of another there is nothing for a supervisor to open.
            let handles = has(Role::Clerk) || has(Role::Officer);
            verdict.refuse(Sort::Role, if self.sealed { !self.holds_grant(me, today) } else { !handles });
        }
        // Its code opens the same.
        verdict.refuse(Sort::Role, verb == Verb::ReissueReceipt && self.sealed && !self.holds_grant(me, today));
        if allowed.iter().any(|r| has(*r)) {
            verdict.refuse(Sort::State, own(me));
        } else if (allowed == [Role::Supervisor] || verb == Verb::Assign) && has(Role::Clerk) {
            // A clerk without conflict, if no eligible supervisor is left in the unit or above it.
            let mut eligible = world.supervisors(self.unit, today);
            eligible.retain(|s| !self.excluded.contains(s) && !own(*s));
            verdict.refuse(Sort::Role, !eligible.is_empty());
            verdict.refuse(Sort::State, own(me));
            verdict.on_paper = eligible.is_empty();
        } else {
            verdict.refuse(Sort::Role, true);
        }
        let mine = self.assignee == Some(me);
        let others = match verb {
            Verb::ProposeDisposition | Verb::DraftDecision => !mine,
            Verb::Message => !mine && !has(Role::Clerk),
            _ => false,
        };
        verdict.refuse(Sort::Role, others);
        let taken = verb == Verb::Assign && !has(Role::Supervisor) && !verdict.on_paper && self.assignee.is_some();
        verdict.refuse(Sort::State, taken);
    }

    /// Four eyes: whose own step this would complete.
    pub fn own_step(&self, verb: Verb) -> Option<MemberId> {
        match (verb, &self.status) {
            (Verb::ApproveDisposition, St::Proposed { by, .. }) | (Verb::SignDecision, St::Drafted { by }) => Some(*by),
            (Verb::Reopen, St::Closed { by, .. }) => *by,
            (Verb::Reclassify, _) => self.classifier,
            (Verb::StrikeOff, _) => self.assignee,
            _ => None,
        }
    }

    /// LAW.md 2.1: the list of what stays allowed.
    fn phase_allows(&self, verb: Verb, today: NaiveDate) -> bool {
        let listed = matches!(
            verb,
            Verb::AddLetter
                | Verb::Message
                | Verb::Assign
                | Verb::DeclareConflict
                | Verb::Classify
                | Verb::RecordSignature
                | Verb::Withdraw
                | Verb::Correct
                | Verb::ReissueReceipt
                | Verb::Urge
                // Of the roles, not of the table: it changes nothing in the case.
                | Verb::OpenIdentity
        ) || super::reveals::is_one(verb);
        match self.phase(today) {
            Phase::Open => !matches!(verb, Verb::StrikeOff | Verb::HandOver),
            Phase::Frozen => listed || (verb == Verb::StrikeOff && Some(today) != self.election),
            Phase::HandOver => listed || verb == Verb::HandOver,
        }
    }

    /// The column "from".
    fn status_allows(&self, verb: Verb, today: NaiveDate, deadlines: &[Deadline]) -> bool {
        let open = self.is_open();
        let st = &self.status;
        let settled = *st == St::Settled;
        match verb {
            Verb::AddLetter => open || settled,
            Verb::Classify => *st == St::Received,
            Verb::Reclassify | Verb::ProposeDisposition => matches!(st, St::Screening | St::Accepted),
            Verb::RecordSignature => {
                let waits = !self.form.is_signed() && self.identity != Identity::Anonymous;
                waits && matches!(st, St::Received | St::Screening)
            }
            // "open"; and clerks are given what is to be served, also of a closed case.
            Verb::Assign => open || self.to_serve(),
            Verb::ApproveDisposition => matches!(st, St::Proposed { .. }),
            Verb::SendBack => matches!(st, St::Proposed { .. } | St::Drafted { .. }),
            Verb::SetComplexity => {
                let clock = ["c1.settle", "c2.settle", "d.settle"].iter().find_map(|rule| running(deadlines, rule));
                clock.and_then(|d| d.due).is_some_and(|due| due >= today)
            }
            Verb::Extend => open && deadlines.iter().any(|d| d.is_office_running() && d.due.is_some_and(|due| due >= today)),
            Verb::Suspend => {
                let suspendable = self.kind == Kind::Denunciation && self.track == Track::General;
                suspendable && *st == St::Accepted && self.suspended.is_none()
            }
            Verb::Resume => *st == St::Accepted && self.suspended.is_some(),
            Verb::RecordDialogue | Verb::DraftDecision => *st == St::Accepted,
            Verb::RecordVerification => matches!(st, St::Accepted | St::Screening),
            Verb::Urge => open || self.awaits_answer,
            Verb::RecordAnswer => self.awaits_answer,
            Verb::Message => self.closed() != Some(ClosedAs::Merged),
            Verb::SignDecision => matches!(st, St::Drafted { .. }),
            Verb::Serve => !self.documents.is_empty(),
            Verb::Publish => !open,
            Verb::Withdraw | Verb::Terminate | Verb::StrikeOff | Verb::HandOver | Verb::Merge => open,
            Verb::Appeal => self.may_be_appealed(today, deadlines),
            // Not in the list of what is allowed while the law stops the case that it would be again.
            Verb::Reopen => {
                let over = self.closed().is_some_and(|how| !matches!(how, ClosedAs::HandedOver | ClosedAs::Merged));
                over && self.phase_if_open(today) == Phase::Open
            }
            Verb::ReissueReceipt => self.identity != Identity::Anonymous,
            Verb::Correct | Verb::DeclareConflict | Verb::OpenIdentity => true,
            Verb::RequestReveal | Verb::GrantReveal | Verb::RefuseReveal | Verb::RevokeReveal => true,
            Verb::ConfirmConflict | Verb::DismissConflict => true,
        }
    }
}

/// "Only letters, messages, assign, withdraw, resume, terminate, serve"; a conflict is declared by any member in any state,
/// and opening an identity changes nothing in the case.
const fn while_suspended(verb: Verb) -> bool {
    matches!(
        verb,
        Verb::AddLetter
            | Verb::Message
            | Verb::Assign
            | Verb::Withdraw
            | Verb::Resume
            | Verb::Terminate
            | Verb::Serve
            | Verb::DeclareConflict
            | Verb::OpenIdentity
    ) || super::reveals::is_one(verb)
}
