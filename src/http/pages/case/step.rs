//! The box "next legal step": what the law asks for next, by when, of whom, and what this reader may press.

use super::at::At;
use super::clocks::{ClockLine, clock};
use crate::domain::case::Phase;
use crate::domain::classification::needs_signature;
use crate::domain::deadline::{Deadline, State};
use crate::domain::gate::{FREEZE, HAND_OVER, other_eyes};
use crate::domain::ids::MemberId;
use crate::domain::permission::Role;
use crate::domain::rulebook::Mark;
use crate::domain::status::Status;
use crate::domain::verb::Verb;

/// The next step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// ` is-late`, ` is-frozen` or nothing.
    pub class: &'static str,
    /// What is to be done.
    pub what: String,
    /// Who must do it.
    pub who: String,
    /// Why it is stopped, with the article.
    pub stopped: Option<String>,
    /// The time limit that runs for it.
    pub clock: Option<ClockLine>,
    /// The verbs that lead on, as far as this reader may use them now.
    pub verbs: Vec<Verb>,
}

impl Step {
    /// Whether assigning is one of them.
    pub fn assigns(&self) -> bool {
        self.verbs.contains(&Verb::Assign)
    }
}

/// What is to be done next; the word in `case-step-*`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Classify,
    Signature,
    Assign,
    Propose,
    Approve,
    Notify,
    NotifyPause,
    Settle,
    Resume,
    Sign,
    Serve,
    Answer,
    Frozen,
    HandOver,
    Nothing,
}

impl Next {
    const fn word(self) -> &'static str {
        match self {
            Self::Classify => "classify",
            Self::Signature => "signature",
            Self::Assign => "assign",
            Self::Propose => "propose",
            Self::Approve => "approve",
            Self::Notify | Self::NotifyPause => "serve",
            Self::Settle => "settle",
            Self::Resume => "resume",
            Self::Sign => "sign",
            Self::Serve => "serve",
            Self::Answer => "answer",
            Self::Frozen => "frozen",
            Self::HandOver => "hand-over",
            Self::Nothing => "nothing",
        }
    }

    /// The verbs that lead on from here, the one that does it first.
    const fn verbs(self) -> &'static [Verb] {
        match self {
            Self::Classify => &[Verb::Classify, Verb::RecordSignature, Verb::Assign],
            Self::Signature => &[Verb::RecordSignature, Verb::ProposeDisposition, Verb::Assign, Verb::Message],
            Self::Assign => &[Verb::Assign],
            Self::Propose => &[Verb::ProposeDisposition, Verb::RecordVerification],
            Self::Approve => &[Verb::ApproveDisposition, Verb::SendBack],
            Self::Notify => &[Verb::Serve, Verb::DraftDecision, Verb::RecordVerification, Verb::RecordDialogue, Verb::Extend],
            Self::NotifyPause => &[Verb::Serve, Verb::Resume, Verb::Terminate],
            Self::Settle => &[Verb::DraftDecision, Verb::RecordVerification, Verb::RecordDialogue, Verb::Extend, Verb::Urge],
            Self::Resume => &[Verb::Resume, Verb::Terminate],
            Self::Sign => &[Verb::SignDecision, Verb::SendBack],
            Self::Serve => &[Verb::Serve, Verb::Publish],
            Self::Answer => &[Verb::RecordAnswer, Verb::Urge],
            Self::Frozen => &[Verb::StrikeOff, Verb::Classify, Verb::Assign, Verb::Urge],
            Self::HandOver => &[Verb::HandOver],
            Self::Nothing => &[Verb::Publish, Verb::Appeal, Verb::Reopen],
        }
    }
}

/// The next step of this case, for this reader.
pub fn step(at: At<'_>) -> Step {
    let case = &at.sheet.case;
    let next = next(at);
    let clock = running(at).map(|d| clock(at, d));
    let stopped = match next {
        Next::Frozen => Some(at.frame.t2("case-stopped", "basis", FREEZE, "day", election_day(at))),
        Next::HandOver => Some(at.frame.t1("case-to-hand-over", "basis", HAND_OVER)),
        _ => None,
    };
    Step {
        class: match next {
            Next::Frozen | Next::HandOver => " is-frozen",
            _ if case.overdue(at.sheet.today) => " is-late",
            _ => "",
        },
        what: at.frame.word("case-step", next.word()),
        who: who(at, next),
        clock: clock.filter(|_| stopped.is_none()),
        stopped,
        verbs: next.verbs().iter().copied().filter(|verb| at.sheet.may(*verb)).collect(),
    }
}

fn election_day(at: At<'_>) -> String {
    at.sheet.case.detail.election.map(|e| at.frame.day(&e.day)).unwrap_or_default()
}

fn next(at: At<'_>) -> Next {
    let case = &at.sheet.case;
    match case.phase(at.sheet.today) {
        Phase::Frozen => return Next::Frozen,
        Phase::HandOver => return Next::HandOver,
        Phase::Open => {}
    }
    if case.detail.suspended.is_some() {
        // The notice of the suspension is owed at once.
        return if case.to_serve && running(at).is_some_and(|d| d.due.is_some()) { Next::NotifyPause } else { Next::Resume };
    }
    let unsigned = needs_signature(case.kind, case.track) && !case.form.is_signed();
    match case.status {
        Status::Received => Next::Classify,
        Status::Screening if case.assignee.is_none() => Next::Assign,
        Status::Screening if unsigned => Next::Signature,
        Status::Screening => Next::Propose,
        Status::Proposed { .. } => Next::Approve,
        Status::Accepted if case.assignee.is_none() => Next::Assign,
        // The notice of acceptance comes due before the settlement.
        Status::Accepted if case.to_serve && running(at).is_some_and(|d| met_by_service(at, d)) => Next::Notify,
        Status::Accepted => Next::Settle,
        Status::Drafted { .. } => Next::Sign,
        Status::Settled { .. } => Next::Serve,
        Status::Closed { .. } if case.to_serve => Next::Serve,
        Status::Closed { .. } if case.detail.awaits_answer => Next::Answer,
        Status::Closed { .. } => Next::Nothing,
    }
}

/// The time limit that ends first; else one whose end is not known.
fn running<'a>(at: At<'a>) -> Option<&'a Deadline> {
    let office = || at.sheet.deadlines.iter().filter(|d| d.is_office_running());
    let dated = office().filter(|d| d.due.is_some()).min_by_key(|d| d.due);
    let paused = || at.sheet.deadlines.iter().find(|d| d.state == State::Paused);
    dated.or_else(|| office().next()).or_else(paused)
}

/// Whether serving a document ends this time limit.
fn met_by_service(at: At<'_>, deadline: &Deadline) -> bool {
    let serves = |mark: &Mark| matches!(mark, Mark::AcceptanceServed | Mark::LastService | Mark::DecisionServed | Mark::FirstAnswerServed);
    at.law.rulebook.rule(&deadline.rule).is_some_and(|rule| rule.met_by.iter().any(serves))
}

/// Role and, where there is one, person.
fn who(at: At<'_>, next: Next) -> String {
    let (frame, case) = (at.frame, &at.sheet.case);
    let assigned = |role: &str| match case.assignee {
        Some(member) => frame.t1("case-who-assigned", "name", at.member_or_me(member)),
        None => frame.t(role),
    };
    match next {
        Next::Classify => assigned("case-who-classify"),
        Next::Signature => frame.t("case-who-sender"),
        Next::Propose | Next::Settle => assigned("case-who-officer"),
        Next::Assign => supervisors(at, None, false),
        Next::Approve => supervisors(at, other_eyes(Verb::ApproveDisposition, case), true),
        Next::Sign => supervisors(at, other_eyes(Verb::SignDecision, case), true),
        Next::Resume | Next::HandOver => supervisors(at, None, true),
        Next::Serve | Next::Notify | Next::NotifyPause => frame.t("case-who-serve"),
        Next::Answer => frame.t("case-who-outside"),
        Next::Frozen | Next::Nothing => frame.t("case-who-nobody"),
    }
}

/// The supervisors who may take the step, by name; where none is left, a clerk from the signed paper.
fn supervisors(at: At<'_>, not: Option<MemberId>, on_paper: bool) -> String {
    let free: Vec<MemberId> = at.sheet.standing.supervisors.iter().copied().filter(|m| Some(*m) != not).collect();
    if free.is_empty() {
        return at.frame.t(if on_paper { "case-who-on-paper" } else { "case-who-no-supervisor" });
    }
    let own = |m: &&MemberId| {
        at.directory
            .members
            .get(*m)
            .is_some_and(|member| member.grants.iter().any(|g| g.role == Role::Supervisor && g.unit == at.sheet.case.unit))
    };
    let here: Vec<&MemberId> = free.iter().filter(own).collect();
    // Those above take it only where nobody here can.
    let named = if here.is_empty() { free.iter().take(3).collect() } else { here };
    let names: Vec<String> = named.into_iter().map(|m| at.member_or_me(*m)).collect();
    at.frame.t1("case-who-supervisors", "names", names.join(", "))
}
