//! A case as its sender reads it: never a member's name, never what is still being drafted.

use chrono::NaiveDate;

use super::working::Working;
use crate::actions::read::case_view::{DeadlineState, DeadlineView};
use crate::actions::read::citizen::{CitizenCase, ServedDocument};
use crate::actions::read::earlier::{DispositionView, EarlierCase};
use crate::actions::read::notices::issued_here;
use crate::domain::case::Phase;
use crate::domain::election::freeze_from;
use crate::domain::event::EventCode;
use crate::domain::law::Law;
use crate::domain::rulebook::Duty;
use crate::domain::zone::local_date;
use crate::http::pages::Frame;

/// The sentence in its panel.
#[derive(Debug, Clone)]
pub struct Panel {
    /// Of the stylesheet: `panel-late`.
    pub class: &'static str,
    /// The state in a word.
    pub title: String,
    pub sentence: String,
    /// How the day it names was counted.
    pub working: Option<Working>,
}

/// A name and what it is.
#[derive(Debug, Clone)]
pub struct Fact {
    pub name: String,
    pub value: String,
}

/// A time limit.
#[derive(Debug, Clone)]
pub struct DeadlineLine {
    pub name: String,
    pub due: Option<NaiveDate>,
    /// The state in a word, and its badge.
    pub state: String,
    pub badge: &'static str,
    /// Not confirmed, the office's own figure, why there is no day.
    pub remarks: Vec<String>,
    pub working: Working,
}

/// A step of the story, or what the law still asks.
#[derive(Debug, Clone)]
pub struct StoryLine {
    pub on: Option<NaiveDate>,
    pub title: String,
    /// The sender's own step.
    pub own: bool,
    /// Of the stylesheet: `is-now`, `is-ahead`, `is-late`, or nothing.
    pub class: &'static str,
}

/// Where the case stands.
pub fn panel(frame: &Frame, law: &Law, case: &CitizenCase) -> Panel {
    let key = case.beside.told.key;
    let (class, title) = match key {
        "late" => ("panel-late", "track-state-late"),
        "frozen" => ("panel-frozen", "track-state-frozen"),
        "hand-over" => ("panel-frozen", "track-state-hand-over"),
        "paused" | "paused-used" => ("panel-paused", "track-state-paused"),
        "unsigned" | "unsigned-nameless" => ("panel-warn", "track-state-unsigned"),
        "closed-settled" => ("panel-success", "track-state-settled"),
        _ if case.closed_as.is_some() => ("panel-info", "track-state-closed"),
        _ => ("panel-info", "track-state-running"),
    };
    // The title says that it is late: not twice.
    let told = &case.beside.told;
    let values: Vec<(&str, String)> = told.args_in(frame.lang.as_str());
    let sentence = if key == "late" { frame.say("late-told", &values) } else { case.sentence.clone() };
    // Only a sentence that names the day of a duty has a working of it.
    let names_it = told.args.iter().any(|(name, _)| *name == "due");
    let duty = case.beside.duty.as_ref().filter(|_| names_it);
    let counted = duty.and_then(|rule| running(case).filter(|d| d.rule == *rule && d.due.is_some()).min_by_key(|d| d.due));
    Panel { class, title: frame.t(title), sentence, working: counted.map(|d| working(frame, law, d)) }
}

fn running(case: &CitizenCase) -> impl Iterator<Item = &DeadlineView> {
    case.deadlines.iter().filter(|d| d.state == DeadlineState::Running)
}

fn working(frame: &Frame, law: &Law, deadline: &DeadlineView) -> Working {
    Working::of(frame, name(frame, law, &deadline.rule), &deadline.basis, &deadline.trace, deadline.due)
}

fn name(frame: &Frame, law: &Law, rule: &str) -> String {
    law.rulebook.rule(rule).map_or_else(|| rule.to_owned(), |r| r.names.of(frame.lang.as_str()).to_owned())
}

/// What it is about.
pub fn facts(frame: &Frame, case: &CitizenCase) -> Vec<Fact> {
    let fact = |name: &str, value: String| Fact { name: frame.t(name), value };
    let first = local_date(case.first_received_at);
    let here = local_date(case.received_at);
    let status = case.closed_as.map_or_else(|| frame.word("status", case.status), |how| frame.word("closed-as", how));
    let mut all = vec![
        fact("track-kind", frame.word("kind", case.kind)),
        fact("track-matter", frame.word("matter", case.matter)),
        fact("track-received", frame.day(&first)),
    ];
    if here != first {
        all.push(fact("track-received-here", frame.day(&here)));
    }
    if case.instance > 1 {
        all.push(fact("track-instance", frame.t("track-instance-second")));
    }
    all.push(fact("track-status", status));
    all.extend(case.result.map(|result| fact("track-result", frame.word("result", result))));
    if !case.identity_opened.is_empty() {
        let days: Vec<String> = case.identity_opened.iter().map(|day| frame.day(day)).collect();
        all.push(fact("track-identity-opened", days.join(", ")));
    }
    all
}

/// Rights that still stand, soonest first.
pub fn rights(frame: &Frame, law: &Law, case: &CitizenCase) -> Vec<DeadlineLine> {
    let stands = |d: &&DeadlineView| d.duty == Duty::Citizen && d.due.is_some_and(|due| due >= frame.today);
    let mut all: Vec<&DeadlineView> = running(case).filter(stands).collect();
    all.sort_by_key(|d| d.due);
    all.into_iter().map(|d| line(frame, law, d, case.phase)).collect()
}

/// What was decided with the letter, other than taking it up: on which ground, by which law, and where it is for.
pub fn disposition(frame: &Frame, told: &DispositionView) -> Vec<Fact> {
    let fact = |name: &str, value: String| Fact { name: frame.t(name), value };
    let ground = told.ground.as_ref().map(|code| frame.word("ground", code));
    let to = told.to_unit.clone().or_else(|| told.to_body.map(|body| frame.word("body", body)));
    let mut all =
        vec![fact("track-disposition", frame.word("disposition", told.disposition)), fact("track-disposition-on", frame.day(&told.on))];
    all.extend(ground.or_else(|| told.ground_text.clone()).map(|ground| fact("track-disposition-ground", ground)));
    all.extend(told.legal_basis.clone().map(|basis| fact("track-answer-basis", basis)));
    all.extend(to.map(|to| fact("track-disposition-to", to)));
    all
}

/// A case that went on as this one.
#[derive(Debug, Clone)]
pub struct Earlier {
    pub number: String,
    pub facts: Vec<Fact>,
    pub papers: Vec<ServedPaper>,
}

/// A document that was served on the sender.
#[derive(Debug, Clone)]
pub struct ServedPaper {
    pub name: String,
    pub value: String,
    /// Where it can be read; none for what other bodies wrote.
    pub href: Option<String>,
}

/// The cases before this one, with all that was told of them.
pub fn earlier(frame: &Frame, case: &CitizenCase) -> Vec<Earlier> {
    let one = |before: &EarlierCase| {
        let fact = |name: &str, value: String| Fact { name: frame.t(name), value };
        let status = before.closed_as.map_or_else(|| frame.word("status", before.status), |how| frame.word("closed-as", how));
        let mut facts = vec![fact("track-status", status)];
        facts.extend(before.disposition.iter().flat_map(|told| disposition(frame, told)));
        facts.extend(before.result.map(|result| fact("track-result", frame.word("result", result))));
        if let Some(answer) = &before.answer {
            let said = [
                ("track-answer-reasons", &answer.reasons),
                ("track-answer-basis", &answer.legal_basis),
                ("track-answer-remedy", &answer.remedy),
            ];
            facts.extend(said.into_iter().filter_map(|(name, text)| Some(fact(name, text.clone()?))));
        }
        Earlier { number: before.number.clone(), facts, papers: papers(frame, &before.documents) }
    };
    case.earlier.iter().map(one).collect()
}

/// What bodies owe and owed, in the order of the law. Void ones concern nobody any more.
pub fn duties(frame: &Frame, law: &Law, case: &CitizenCase) -> Vec<DeadlineLine> {
    let concerns = |d: &&DeadlineView| d.duty == Duty::Office && d.state != DeadlineState::Void;
    case.deadlines.iter().filter(concerns).map(|d| line(frame, law, d, case.phase)).collect()
}

fn line(frame: &Frame, law: &Law, deadline: &DeadlineView, phase: Phase) -> DeadlineLine {
    let late = deadline.missed && deadline.duty == Duty::Office;
    let (state, badge) = match deadline.state {
        // A case that the election has stopped is not late (art. 61).
        DeadlineState::Running if phase != Phase::Open && deadline.duty == Duty::Office => ("track-stopped", "badge-frozen"),
        DeadlineState::Running if late => ("track-late", "badge-late"),
        DeadlineState::Running => ("deadline-state-running", "badge-in_time"),
        DeadlineState::Paused => ("deadline-state-paused", "badge-paused"),
        DeadlineState::Met if late => ("track-met-late", "badge-late"),
        DeadlineState::Met => ("deadline-state-met", "badge-in_time"),
        DeadlineState::Void => ("deadline-state-void", "badge-void"),
    };
    DeadlineLine {
        name: name(frame, law, &deadline.rule),
        due: deadline.due,
        state: frame.t(state),
        badge,
        remarks: remarks(frame, law, deadline),
        working: working(frame, law, deadline),
    }
}

fn remarks(frame: &Frame, law: &Law, deadline: &DeadlineView) -> Vec<String> {
    let target = deadline.office_target.map(|day| frame.t1("track-target", "day", frame.day(&day)));
    let missing = deadline.missing_year.map(|year| frame.t1("track-missing-year", "year", year));
    let before = deadline.law_from.map(|day| frame.t1("track-before-law", "day", frame.day(&day)));
    let none = (deadline.due.is_none() && missing.is_none() && before.is_none()).then(|| {
        let no_term = law.rulebook.version(&deadline.rule, &deadline.version).is_none_or(|v| v.no_term);
        frame.t(if no_term { "track-no-term" } else { "track-no-figure" })
    });
    let office = deadline.set_by_office.then(|| frame.t("track-set-by-office"));
    let unverified = (deadline.due.is_some() && !deadline.verified && !deadline.set_by_office).then(|| frame.t("track-unverified"));
    let ask = unverified.as_ref().filter(|_| deadline.duty == Duty::Citizen).map(|_| frame.t("track-ask"));
    [missing, before, none, target, office, unverified, ask].into_iter().flatten().collect()
}

/// What happened, oldest first, and last what the law still asks.
pub fn story(frame: &Frame, law: &Law, case: &CitizenCase) -> Vec<StoryLine> {
    let step = |step: &crate::actions::read::citizen::StoryStep| {
        let requested = step.by_sender && step.r#type == EventCode::Withdrawn;
        StoryLine {
            on: Some(step.on),
            title: match step.document {
                Some(kind) => frame.t1("track-served", "document", frame.word("document-kind", kind)),
                None if requested => frame.t("event-withdrawn-requested"),
                None => frame.word("event", step.r#type),
            },
            own: step.by_sender,
            class: "",
        }
    };
    let mut all: Vec<StoryLine> = case.timeline.iter().map(step).collect();
    if case.phase == Phase::Open {
        let mut ahead: Vec<&DeadlineView> = running(case).filter(|d| d.duty == Duty::Office && d.due.is_some()).collect();
        ahead.sort_by_key(|d| d.due);
        all.extend(ahead.into_iter().map(|d| StoryLine {
            on: d.due,
            title: frame.t1(if d.missed { "track-ahead-late" } else { "track-ahead" }, "rule", name(frame, law, &d.rule)),
            own: false,
            class: if d.missed { "is-late" } else { "is-ahead" },
        }));
    }
    all.extend(stops(frame, case));
    // What is late stands where its day was, not after what came later.
    all.sort_by_key(|line| line.on);
    // The latest of what has happened.
    if let Some(now) = all.iter_mut().rfind(|line| line.class.is_empty() && line.on.is_some_and(|on| on <= frame.today)) {
        now.class = "is-now";
    }
    all
}

/// The days on which the law stops the case and gives it away (art. 61), as far as they concern it.
fn stops(frame: &Frame, case: &CitizenCase) -> Vec<StoryLine> {
    let Some(day) = case.beside.election_day.filter(|_| case.phase != Phase::Open) else { return Vec::new() };
    let line = |on: NaiveDate, title: String| {
        let class = if on > frame.today { "is-ahead" } else { "" };
        StoryLine { on: Some(on), title, own: false, class }
    };
    // What came in later was stopped when it came.
    let from = freeze_from(day).max(local_date(case.received_at));
    vec![
        line(from, frame.t1("track-story-frozen", "until", frame.day(&day))),
        line(day.succ_opt().unwrap_or(day), frame.t("track-story-hand-over")),
    ]
}

/// Documents that were served on the sender.
pub fn papers(frame: &Frame, documents: &[ServedDocument]) -> Vec<ServedPaper> {
    let line = |d: &ServedDocument| {
        let cited = match (&d.document_no, d.document_date) {
            (Some(no), Some(date)) => frame.t2("track-paper-cited", "number", no, "date", frame.day(&date)),
            (None, Some(date)) => frame.t1("track-paper-dated", "date", frame.day(&date)),
            (Some(_) | None, None) => String::new(),
        };
        let served = frame.t2("track-paper-served", "on", frame.day(&d.served_on), "means", frame.word("means", d.means));
        let value = [cited, served].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ");
        let href = issued_here(d.kind).then(|| format!("/track/documents/{}", d.id));
        ServedPaper { name: frame.word("document-kind", d.kind), value, href }
    };
    documents.iter().map(line).collect()
}
