//! Whether somebody may use a verb on a case today: role, four eyes, status, suspension, the freeze.
//!
//! What the fields of an act add is in the file of its action. The same function answers a request and fills `allowed`.

mod terms;

use chrono::{DateTime, NaiveDate, Utc};

use super::case::{Case, LinkKind, Phase};
use super::directory::Directory;
use super::event::By;
use super::ids::MemberId;
use super::kind::Identity;
use super::outcome::ClosedAs;
use super::permission::{Role, citizen_may, entered_on_paper, roles_for};
use super::refusal::Refusal;
use super::reveal;
use super::status::{Status, StatusCode};
use super::verb::Verb;
use super::zone::local_date;
use terms::{complexity_allows, suspension_allows};
pub use terms::{is_settle, undated};

/// The article of the freeze.
pub const FREEZE: &str = "Luật Bầu cử 85/2015/QH13, điều 61.2";
/// The article of handing over after the election.
pub const HAND_OVER: &str = "Luật Bầu cử 85/2015/QH13, điều 61.4";
/// The article of suspension.
pub const SUSPENSION: &str = "Luật Tố cáo 25/2018/QH14, điều 34";

/// What an actor is to a case.
#[derive(Debug, Clone)]
pub struct Standing {
    pub by: By,
    /// The roles held in the case's unit or above it.
    pub roles: Vec<Role>,
    /// In conflict with the case: it does not exist for them.
    pub conflict: bool,
    /// The members present who hold the supervisor's role in the unit or above it and have no conflict.
    pub supervisors: Vec<MemberId>,
    /// Since when a member holds roles that work on cases here; none: since long ago.
    pub since: Option<DateTime<Utc>>,
    /// New as a supervisor, where one of longer standing could decide on openings too.
    pub new: bool,
    /// The moment it is: grants end within a day.
    pub now: DateTime<Utc>,
}

impl Standing {
    /// Of a member.
    pub fn member(id: MemberId, case: &Case, directory: &Directory, now: DateTime<Utc>) -> Self {
        let mut supervisors = directory.holders(Role::Supervisor, case.unit, local_date(now));
        supervisors.retain(|m| !case.bars(*m));
        let since = directory.held_since(id, &[Role::Clerk, Role::Officer, Role::Supervisor], case.unit);
        let is_new = |m: MemberId| reveal::is_new(directory.held_since(m, &[Role::Supervisor], case.unit), now);
        let asks = |m: MemberId| case.detail.reveals.iter().any(|r| r.waits() && r.by == m);
        let new = case.confidential && is_new(id) && supervisors.iter().any(|m| *m != id && !is_new(*m) && !asks(*m));
        Self { by: By::Member(id), roles: directory.roles(id, case.unit), conflict: case.bars(id), supervisors, since, new, now }
    }

    /// Of whoever holds the receipt.
    pub const fn citizen() -> Self {
        Self {
            by: By::Citizen,
            roles: Vec::new(),
            conflict: false,
            supervisors: Vec::new(),
            since: None,
            new: false,
            now: DateTime::UNIX_EPOCH,
        }
    }

    /// Of nobody: nothing may be done.
    pub fn nobody() -> Self {
        Self { conflict: true, ..Self::citizen() }
    }

    /// Holds this role here.
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}

/// How an act is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// By somebody whose role it is.
    Own,
    /// By a clerk, from a signed paper, no supervisor being eligible: signer, number and date are mandatory.
    OnPaper,
}

/// Whether this verb is open to this actor on this case today, and how it would be entered.
pub fn gate(verb: Verb, case: &Case, standing: &Standing, today: NaiveDate) -> Result<Entry, Refusal> {
    let entry = entry(verb, case, standing)?;
    phase_allows(verb, case, today)?;
    status_allows(verb, case, today)?;
    reveal::allows(verb, case, standing.by.member(), standing.now)?;
    if case.detail.suspended.is_some() && !while_suspended(verb) {
        return Err(Refusal::state("suspended").by(SUSPENSION));
    }
    Ok(entry)
}

/// Whether papers may be added to this case by this actor: by its sender and by clerks as letters are, and by the officers who
/// may see it, to whom verification brings them. Like letters they are no verb of the freeze: evidence is taken at any time.
pub fn papers(case: &Case, standing: &Standing, today: NaiveDate) -> Result<(), Refusal> {
    let officer = standing.by.member().is_some() && standing.has(Role::Officer) && !standing.conflict;
    if officer { status_allows(Verb::AddLetter, case, today) } else { gate(Verb::AddLetter, case, standing, today).map(|_| ()) }
}

/// The member whose own step this verb completes: four eyes keep them from it.
pub const fn other_eyes(verb: Verb, case: &Case) -> Option<MemberId> {
    match (verb, &case.status) {
        (Verb::ApproveDisposition, Status::Proposed { by, .. }) | (Verb::SignDecision, Status::Drafted { by, .. }) => Some(*by),
        (Verb::Reopen, Status::Closed { by, .. }) => *by,
        (Verb::Reclassify, _) => case.detail.classified_by,
        (Verb::StrikeOff, _) => case.assignee,
        _ => None,
    }
}

/// Whether this verb could only complete this member's own step.
fn own_step(verb: Verb, case: &Case, member: MemberId) -> bool {
    match verb {
        Verb::GrantReveal | Verb::RefuseReveal => reveal::asked_alone(case, member),
        _ => other_eyes(verb, case) == Some(member),
    }
}

fn entry(verb: Verb, case: &Case, standing: &Standing) -> Result<Entry, Refusal> {
    let me = match standing.by {
        By::Member(me) => me,
        By::Citizen if citizen_may(verb) && !standing.conflict => return Ok(Entry::Own),
        By::System => return Ok(Entry::Own),
        By::Citizen => return Err(Refusal::role("not_for_citizens")),
    };
    if standing.conflict {
        return Err(Refusal::missing("case_not_found"));
    }
    let allowed = roles_for(verb);
    let clerk = entered_on_paper(verb) && standing.has(Role::Clerk);
    if !standing.roles.iter().any(|r| allowed.contains(r)) {
        return if clerk {
            on_paper(verb, case, standing, me)
        } else {
            Err(Refusal::role("role_lacks_verb").with("roles", words(allowed)))
        };
    }
    if own_step(verb, case, me) {
        return Err(Refusal::state("four_eyes").with("verb", verb));
    }
    match assigned(verb, case, standing, me) {
        Ok(()) => Ok(Entry::Own),
        // An officer who is a clerk too enters from a paper what is not an officer's.
        Err(refusal) if clerk => on_paper(verb, case, standing, me).map_err(|_| refusal),
        Err(refusal) => Err(refusal),
    }
}

fn eligible(verb: Verb, case: &Case, standing: &Standing) -> Vec<MemberId> {
    standing.supervisors.iter().copied().filter(|m| !own_step(verb, case, *m)).collect()
}

/// No eligible supervisor in the unit or above it: a clerk enters the step from a signed paper.
fn on_paper(verb: Verb, case: &Case, standing: &Standing, me: MemberId) -> Result<Entry, Refusal> {
    if !eligible(verb, case, standing).is_empty() {
        return Err(Refusal::role("role_lacks_verb").with("roles", words(roles_for(verb))));
    }
    if own_step(verb, case, me) {
        return Err(Refusal::state("four_eyes").with("verb", verb));
    }
    Ok(Entry::OnPaper)
}

/// Some steps are the assigned officer's.
fn assigned(verb: Verb, case: &Case, standing: &Standing, me: MemberId) -> Result<(), Refusal> {
    let mine = case.assignee == Some(me);
    match verb {
        Verb::ProposeDisposition | Verb::DraftDecision if !mine => Err(Refusal::role("not_assigned")),
        Verb::Message if !mine && !standing.has(Role::Clerk) => Err(Refusal::role("not_assigned")),
        // An officer takes an unassigned case; giving it to others is the supervisor's.
        Verb::Assign if !standing.has(Role::Supervisor) && case.assignee.is_some() => Err(Refusal::state("already_assigned")),
        // A sealed identity is opened by a grant alone, whoever has the case; and the code of the receipt opens it too.
        Verb::OpenIdentity | Verb::ReissueReceipt if case.confidential => match reveal::grant_of(case, me, standing.since, standing.now) {
            Some(_) => Ok(()),
            None => Err(Refusal::role("reveal_needed").by(reveal::SECRECY)),
        },
        Verb::GrantReveal if standing.new => Err(Refusal::role("supervisor_new").with("days", reveal::NEW_DAYS).by(reveal::SECRECY)),
        // What is not sealed is before a supervisor's eyes anyway.
        Verb::OpenIdentity if !standing.has(Role::Clerk) && !standing.has(Role::Officer) => {
            Err(Refusal::role("role_lacks_verb").with("roles", words(&[Role::Clerk, Role::Officer])))
        }
        _ => Ok(()),
    }
}

/// LAW.md 2.1: what stays possible while the law stops a case. Everything else names the article.
fn phase_allows(verb: Verb, case: &Case, today: NaiveDate) -> Result<(), Refusal> {
    let always = matches!(
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
            | Verb::OpenIdentity
    ) || guards(verb);
    match case.phase(today) {
        Phase::Open => match verb {
            Verb::StrikeOff => Err(Refusal::state("not_frozen").by(FREEZE)),
            Verb::HandOver => Err(Refusal::state("not_in_hand_over").by(HAND_OVER)),
            _ => Ok(()),
        },
        Phase::Frozen => {
            let election_day = case.detail.election.is_some_and(|e| e.day == today);
            if always || (verb == Verb::StrikeOff && !election_day) { Ok(()) } else { stopped(Phase::Frozen) }
        }
        Phase::HandOver => {
            if always || verb == Verb::HandOver {
                Ok(())
            } else {
                stopped(Phase::HandOver)
            }
        }
    }
}

/// The article that stops a case in this phase.
pub fn stopped(phase: Phase) -> Result<(), Refusal> {
    match phase {
        Phase::Open => Ok(()),
        Phase::Frozen => Err(Refusal::state("frozen").by(FREEZE)),
        Phase::HandOver => Err(Refusal::state("to_hand_over").by(HAND_OVER)),
    }
}

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
    ) || guards(verb)
}

/// Who may have the case and know its senders is decided whatever stops it: it changes nothing in the matter.
const fn guards(verb: Verb) -> bool {
    matches!(
        verb,
        Verb::RequestReveal | Verb::GrantReveal | Verb::RefuseReveal | Verb::RevokeReveal | Verb::ConfirmConflict | Verb::DismissConflict
    )
}

/// From which statuses a verb leads on (DESIGN.md 3).
fn status_allows(verb: Verb, case: &Case, today: NaiveDate) -> Result<(), Refusal> {
    let code = case.status.code();
    let open = case.status.is_open();
    let closed_as = case.status.closed_as();
    let accepted = code == StatusCode::Accepted;
    let fits = match verb {
        Verb::AddLetter => open || code == StatusCode::Settled,
        Verb::Classify => code == StatusCode::Received,
        Verb::Reclassify => matches!(code, StatusCode::Screening | StatusCode::Accepted),
        Verb::RecordSignature => return signature_allows(case),
        Verb::Assign => open || case.to_serve,
        Verb::ProposeDisposition => matches!(code, StatusCode::Screening | StatusCode::Accepted),
        Verb::ApproveDisposition => code == StatusCode::Proposed,
        Verb::SendBack => matches!(code, StatusCode::Proposed | StatusCode::Drafted),
        Verb::SetComplexity => return complexity_allows(case, today),
        Verb::Extend => {
            let running = &case.detail.running;
            if !running.iter().any(|c| c.missing_year.is_some() || c.due.is_some_and(|due| due >= today)) {
                return Err(Refusal::state("nothing_to_extend"));
            }
            open
        }
        Verb::Suspend => return suspension_allows(case),
        Verb::Resume => {
            if case.detail.suspended.is_none() {
                return Err(Refusal::state("not_suspended").by(SUSPENSION));
            }
            accepted
        }
        Verb::DraftDecision | Verb::RecordDialogue => accepted,
        Verb::RecordVerification => accepted || code == StatusCode::Screening,
        Verb::Urge => open || case.detail.awaits_answer,
        Verb::RecordAnswer => {
            if !case.detail.awaits_answer {
                return Err(Refusal::state("no_answer_awaited"));
            }
            true
        }
        Verb::Message => closed_as != Some(ClosedAs::Merged),
        Verb::SignDecision => code == StatusCode::Drafted,
        Verb::Serve => {
            if case.detail.documents.is_empty() {
                return Err(Refusal::state("nothing_to_serve"));
            }
            true
        }
        Verb::Publish => !open,
        Verb::Withdraw | Verb::Terminate | Verb::StrikeOff | Verb::HandOver | Verb::Merge => open,
        Verb::Appeal => return super::appeal::allows(case, today),
        Verb::Reopen => {
            if closed_as.is_some_and(|how| !matches!(how, ClosedAs::HandedOver | ClosedAs::Merged)) {
                // Taken up again it would be stopped at once: neither list of what stays possible then has reopening.
                return stopped(case.phase_if_open(today));
            }
            false
        }
        Verb::ReissueReceipt => {
            if case.identity == Identity::Anonymous {
                return Err(Refusal::state("anonymous_has_no_receipt_to_check"));
            }
            true
        }
        Verb::ConfirmConflict | Verb::DismissConflict if case.detail.suspects.is_empty() => {
            return Err(Refusal::state("no_conflict_found"));
        }
        Verb::ConfirmConflict | Verb::DismissConflict => true,
        Verb::Correct | Verb::DeclareConflict | Verb::OpenIdentity => true,
        Verb::RequestReveal | Verb::GrantReveal | Verb::RefuseReveal | Verb::RevokeReveal => true,
    };
    match (verb, case.detail.next.last()) {
        _ if fits => Ok(()),
        // What is added now belongs where the case went on.
        (Verb::AddLetter, Some(link)) if link.kind != LinkKind::Merge => Err(Refusal::state("goes_on_elsewhere").with("into", "?")),
        _ => Err(wrong_status(case)),
    }
}

fn wrong_status(case: &Case) -> Refusal {
    match case.status.closed_as() {
        // A case knows the other by its id only, which is not for everybody: its number is put in by whoever can look there.
        Some(ClosedAs::Merged) => Refusal::state("merged").with("into", "?"),
        _ => Refusal::state("wrong_status").with("status", case.status.code()),
    }
}

fn signature_allows(case: &Case) -> Result<(), Refusal> {
    if !matches!(case.status.code(), StatusCode::Received | StatusCode::Screening) {
        return Err(wrong_status(case));
    }
    if case.form.is_signed() {
        return Err(Refusal::state("already_signed"));
    }
    if case.identity == Identity::Anonymous {
        return Err(Refusal::state("anonymous_cannot_sign"));
    }
    Ok(())
}

fn words(roles: &[Role]) -> String {
    roles.iter().map(|r| r.as_str()).collect::<Vec<_>>().join(", ")
}

/// The verbs that this actor may use now, in the order of the table: open to them, and with something to act on.
pub fn allowed(case: &Case, standing: &Standing, today: NaiveDate) -> Vec<Verb> {
    Verb::ALL.iter().copied().filter(|verb| gate(*verb, case, standing, today).is_ok() && has_object(*verb, case, today)).collect()
}

/// Whether there is anything that the verb could be about. Asked for in vain, the act itself says why with its article.
pub fn has_object(verb: Verb, case: &Case, today: NaiveDate) -> bool {
    match verb {
        Verb::Extend => case.detail.running.iter().any(|c| c.extendable && c.due.is_some_and(|due| due >= today)),
        Verb::Serve => case.to_serve,
        Verb::Publish => super::publication::to_publish(case).is_ok(),
        Verb::Reopen => case.detail.classified_by.is_some(),
        _ => true,
    }
}
