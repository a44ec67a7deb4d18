//! What holds after every accepted move, whatever it was.

use chrono::NaiveDate;
use redress::domain::apply;
use redress::domain::case::Case;
use redress::domain::deadline::{self, Deadline, State};
use redress::domain::event::{Event, EventCode, Recorded};
use redress::domain::ids::MemberId;
use redress::domain::law::Law;
use redress::domain::outcome::{ClosedAs, ComplexityGround, DocumentKind};
use redress::domain::rulebook::Duty;
use redress::domain::status::{Status, StatusCode};
use redress::domain::verb::Verb;

use super::fields::Scene;
use super::intakes::leaks;
use super::model::{Model, Phase};
use super::office::File;
use super::reveals::granted_before;
use super::rules::Verdict;

/// After a move that was accepted today.
pub fn moved(before: &File, before_model: &Model, after: &File, today: NaiveDate) {
    let (case, history) = (&after.case, &after.history);
    let last = history.last().unwrap();
    assert_eq!(case.version, i64::try_from(history.len()).unwrap(), "the version is the number of events");
    assert_eq!((last.seq, &history[..history.len() - 1]), (case.version, &before.history[..]), "events are appended");
    assert!(last.on <= today, "no act is dated in the future");
    assert!(case.confidential || !before.case.confidential, "a seal is never lifted");
    let json = serde_json::to_string(last).unwrap() + &serde_json::to_string(case).unwrap();
    assert!(!leaks(&json), "what somebody typed stands in {json}");
    for member in &case.detail.excluded {
        assert!(case.assignee != Some(*member) && !case.detail.servers.contains(member), "{member} is in conflict and has the case");
    }
    if case.status.code() == StatusCode::Settled {
        assert!(case.to_serve, "settled, nothing to serve, and not closed");
    }
    four_eyes(before, last);
    granted_before(before, last);
    frozen(before_model.phase(today), last);
    if last.event.code() == EventCode::Reopened {
        assert_eq!(case.phase(today), redress::domain::case::Phase::Open, "reopened and stopped at once");
    }
    clocks(case, &after.deadlines);
    closed(case, history, &after.deadlines);
    transitions(&before.deadlines, after);
}

/// What is offered has something to act on: a term that may be longer, a service still owed, a decision not yet published.
pub fn offered(model: &Model, verbs: &[Verb], scene: Scene<'_>) {
    for verb in verbs {
        let some = match verb {
            Verb::Serve => model.to_serve(),
            Verb::Publish => {
                let signed = |kind| matches!(kind, DocumentKind::Decision | DocumentKind::Conclusion | DocumentKind::StrikeOff);
                !model.published && model.documents.iter().any(|d| signed(d.kind))
            }
            Verb::Extend => ["d.settle", "d.intake"].iter().any(|rule| {
                let mut verdict = Verdict { why: Vec::new(), unsure: false, on_paper: false };
                model.extend(rule, ComplexityGround::SeveralPlaces, 1, scene, &mut verdict);
                verdict.why.is_empty()
            }),
            Verb::Reopen => model.classifier.is_some(),
            _ => true,
        };
        assert!(some, "{verb} is offered in vain: {model:#?}");
    }
}

/// Whoever completes a step is not whose step it was.
fn four_eyes(before: &File, last: &Recorded) {
    let by = |codes: &[EventCode]| -> Option<MemberId> { before.history.iter().rfind(|e| codes.contains(&e.event.code()))?.by.member() };
    let first = match last.event.code() {
        EventCode::DispositionApproved => by(&[EventCode::DispositionProposed]),
        EventCode::DecisionSigned => by(&[EventCode::DecisionDrafted]),
        EventCode::Reclassified => by(&[EventCode::Classified, EventCode::Reclassified]),
        EventCode::StruckOff => before.case.assignee,
        EventCode::Reopened => match before.case.status {
            Status::Closed { by, .. } => by,
            _ => None,
        },
        _ => None,
    };
    assert!(first.is_none() || last.by.member() != first, "{:?} by the same member", last.event.code());
}

/// LAW.md 2.1: what happens to a case that the law has stopped.
fn frozen(phase: Phase, last: &Recorded) {
    let code = last.event.code();
    let listed = matches!(
        code,
        EventCode::LetterAdded
            | EventCode::PapersAdded
            | EventCode::MessageSent
            | EventCode::Assigned
            | EventCode::ConflictDeclared
            | EventCode::Classified
            | EventCode::SignatureRecorded
            | EventCode::Withdrawn
            | EventCode::Corrected
            | EventCode::ReceiptReissued
            | EventCode::Urged
            | EventCode::IdentityOpened
            | EventCode::RevealRequested
            | EventCode::RevealGranted
            | EventCode::RevealRefused
            | EventCode::RevealRevoked
    );
    let stops = match phase {
        Phase::Open => false,
        Phase::Frozen => !listed && code != EventCode::StruckOff,
        Phase::HandOver => !listed && code != EventCode::HandedOver,
    };
    assert!(!stops, "{code} in phase {phase:?}");
}

/// What the case keeps of its deadlines is what they are.
fn clocks(case: &Case, deadlines: &[Deadline]) {
    let office = || deadlines.iter().filter(|d| d.duty == Duty::Office);
    let earliest = office().filter(|d| d.state == State::Running).filter_map(|d| d.due).min();
    assert_eq!(case.next_due, earliest, "the next due date is the earliest");
    let mut running: Vec<(&str, bool)> = case.detail.running.iter().map(|c| (c.rule.as_str(), c.paused)).collect();
    let mut kept: Vec<(&str, bool)> = office()
        .filter(|d| matches!(d.state, State::Running | State::Paused))
        .map(|d| (d.rule.as_str(), d.state == State::Paused))
        .collect();
    running.sort_unstable();
    kept.sort_unstable();
    assert_eq!(running, kept, "the clocks of the case");
    assert!(case.detail.suspended.is_some() || !kept.iter().any(|(_, paused)| *paused), "paused, and not suspended");
}

/// DESIGN 3: closing makes void each running office rule that the closing act neither meets nor starts. What a paper that
/// is still to be served must do stays; so does publication of what was settled.
fn closed(case: &Case, history: &[Recorded], deadlines: &[Deadline]) {
    let Some(how) = case.status.closed_as() else { return };
    let closing = |e: &&Recorded| {
        matches!(e.event.code(), EventCode::DispositionApproved | EventCode::Terminated | EventCode::HandedOver | EventCode::Merged)
    };
    let seq = history.iter().rfind(closing).map(|e| e.seq);
    for d in deadlines.iter().filter(|d| d.is_office_running()) {
        let outlives = match d.rule.as_str() {
            "d.transfer" | "el.station.settle" => how == ClosedAs::Transferred,
            "reception.reply" => matches!(how, ClosedAs::Refused | ClosedAs::Guided | ClosedAs::Transferred | ClosedAs::Returned),
            "d.publish" => how == ClosedAs::Settled,
            _ => false,
        };
        let started = how != ClosedAs::Settled && Some(d.started_seq) == seq;
        assert!(outlives || started, "{} runs on a case closed as {how}", d.rule);
    }
}

/// What was met or void runs again only where the case is taken up again, found to be another, or its data are set right.
fn transitions(before: &[Deadline], after: &File) {
    let last = &after.history.last().unwrap().event;
    let may = match last {
        Event::Reopened { .. } | Event::Classified { .. } | Event::Reclassified { .. } | Event::Corrected { .. } => true,
        // A transfer proposed anew after it was sent back.
        Event::DispositionProposed { .. } => true,
        _ => false,
    };
    for old in before.iter().filter(|d| matches!(d.state, State::Met { .. } | State::Void)) {
        let new = after.deadlines.iter().find(|d| d.rule == old.rule && d.started_seq == old.started_seq);
        let again = new.is_some_and(|d| matches!(d.state, State::Running | State::Paused));
        assert!(may || !again, "{} was {:?} and runs again after {:?}", old.rule, old.state, last.code());
    }
}

/// The register alone, read back from JSON, gives the case and its deadlines as they stood after each event.
pub fn replayed(kept: &[File]) {
    let whole = kept.last().unwrap();
    let json = serde_json::to_string(&whole.history).unwrap();
    let history: Vec<Recorded> = serde_json::from_str(&json).unwrap();
    assert_eq!(history, whole.history, "events read back");
    let law = Law::embedded();
    let mut case = apply::open(whole.case.id, &history[0]).unwrap();
    let mut deadlines = Vec::new();
    for (at, recorded) in history.iter().enumerate() {
        if at > 0 {
            case = apply::apply(case, recorded).unwrap();
        }
        deadlines = deadline::compute(&deadlines, &history[..=at], law).unwrap();
        redress::actions::record::take_clocks(&mut case, &deadlines, law);
        assert_eq!(case, kept[at].case, "the case after event {}", recorded.seq);
        assert_eq!(deadlines, kept[at].deadlines, "the deadlines after event {}", recorded.seq);
    }
    let twice = deadline::compute(&deadlines, &history, law).unwrap();
    assert_eq!(twice, deadlines, "computing twice is the same");
}
