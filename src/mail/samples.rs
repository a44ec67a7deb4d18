//! Sample data: one of every mail, in all its forms, for the tests that render them and for whoever changes a text.

use chrono::NaiveDate;

use super::citizen::{Came, Closed, Decided, Extended, Letter, Paper, Place, Receipt, Resumed, Served, Suspended};
use super::member::{AccountChanged, Arrival, Arrived, Assigned, OneTime, SupervisorNamed, Task, Undelivered};
use super::timely::{Heading, Line, Listed, NoCalendar, Pressing, Section};
use super::{Mail, is_to_member};
use crate::domain::deadline::Left;
use crate::domain::ids::CaseId;
use crate::domain::kind::{Body, Kind, Matter};
use crate::domain::names::Names;
use crate::domain::outcome::{CaseResult, ClosedAs, Disposition, DocumentKind, Means, SuspensionGround};
use crate::domain::rulebook::Unit;
use crate::domain::second_factor::Change;
use crate::domain::sentence::Sentence;
use crate::domain::verb::Verb;
use crate::domain::zone::start_of;

const UNIT: &str = "Phường Cự Khối";

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, month, day).unwrap_or_default()
}

fn standing(key: &'static str, args: &[(&'static str, &str)]) -> Sentence {
    let rule = Names::fixed("Giải quyết khiếu nại về danh sách cử tri", "Settling a complaint about the voter list");
    let whose = [("kind", "complaint"), ("actor", "commune_peoples_committee")];
    let args = args.iter().chain(&whose).map(|(name, value)| (*name, (*value).to_owned())).collect();
    Sentence { key, args, rule: Some(rule) }
}

fn dated(key: &'static str) -> Sentence {
    let due =
        [("due", "19/04/2021"), ("weekday", "mon"), ("basis", "Luật Bầu cử 85/2015/QH13, điều 33"), ("owed", "settle"), ("sure", "yes")];
    standing(key, &[&due[..], &[("right", "court"), ("last", "17/05/2021"), ("last_sure", "no")]].concat())
}

/// Of an election whose time limit nobody has confirmed.
fn result_undated() -> Sentence {
    let args = [("kind", "petition"), ("actor", "none"), ("why", "unconfirmed")];
    Sentence { key: "received-undated", args: args.map(|(name, value)| (name, value.to_owned())).to_vec(), rule: None }
}

fn letter(standing: Sentence) -> Letter {
    Letter { unit: UNIT.to_owned(), number: Some("0012/2021/CK".to_owned()), kind: Kind::Complaint, received_on: day(4, 14), standing }
}

fn paper() -> Option<Paper> {
    Some(Paper { number: Some("27/TB-UBBC".to_owned()), date: day(4, 16) })
}

fn task() -> Task {
    Task {
        unit: UNIT.to_owned(),
        case: CaseId(6_271_043_801_235),
        number: "0012/2021/CK".to_owned(),
        kind: Kind::Complaint,
        matter: Matter::VoterList,
        received_on: day(4, 14),
        due: Some(day(4, 19)),
        disposition: None,
    }
}

/// One of every mail, each with a word for the form it shows. Names: `kind` or `kind.form`.
pub fn all() -> Vec<(String, Mail)> {
    let mut samples = receipts();
    samples.extend(dispositions());
    samples.extend(course());
    samples.extend(members());
    samples.extend(timely());
    samples.into_iter().map(|(form, mail)| (name(&mail, form), mail)).collect()
}

fn name(mail: &Mail, form: &str) -> String {
    if form.is_empty() { mail.kind().to_owned() } else { format!("{}.{form}", mail.kind()) }
}

fn receipts() -> Vec<(&'static str, Mail)> {
    let receipt =
        Receipt { letter: letter(dated("received")), came: Came::Itself, to_sign: false, provisional: true, needs_contest: false };
    let unsigned = Receipt { letter: letter(standing("unsigned", &[])), to_sign: true, provisional: false, ..receipt.clone() };
    let result = Letter { kind: Kind::Petition, ..letter(result_undated()) };
    vec![
        ("", Mail::Receipt(receipt.clone())),
        ("unsigned", Mail::Receipt(unsigned)),
        ("result", Mail::Receipt(Receipt { letter: result, provisional: false, needs_contest: true, ..receipt.clone() })),
        ("transferred", Mail::Receipt(Receipt { came: Came::Transferred, provisional: false, ..receipt.clone() })),
        ("mailed", Mail::Receipt(Receipt { came: Came::Mailed, ..receipt.clone() })),
        ("appealed", Mail::Receipt(Receipt { came: Came::Appealed, provisional: false, ..receipt })),
        ("", Mail::ReissueReceipt(letter(dated("received")))),
    ]
}

fn dispositions() -> Vec<(&'static str, Mail)> {
    let decided = |disposition: Disposition| {
        let to = match disposition {
            Disposition::Transfer => Some(Place::Unit("Quận Long Biên".to_owned())),
            Disposition::Guide => Some(Place::Body(Body::ProvincialPeoplesCommittee)),
            Disposition::Accept | Disposition::Refuse | Disposition::Return | Disposition::File => None,
        };
        let mail = Mail::ApproveDisposition(Decided { letter: letter(dated("accepted")), disposition, paper: paper(), to });
        (disposition.as_str(), mail)
    };
    Disposition::ALL.iter().copied().map(decided).collect()
}

fn course() -> Vec<(&'static str, Mail)> {
    let rule = Some(Names::fixed("Giải quyết tố cáo", "Settling a denunciation"));
    let appeal = || letter(standing("closed-settled", &[("right", "appeal_until"), ("last", "20/05/2021"), ("last_sure", "yes")]));
    let closed = |how: ClosedAs, standing: Sentence| Mail::Closed(Closed { letter: letter(standing), how, paper: paper() });
    let served = Served {
        letter: appeal(),
        document: DocumentKind::Decision,
        paper: paper(),
        means: Means::Post,
        on: day(4, 20),
        result: Some(CaseResult::PartlyJustified),
    };
    let handed_over = standing("closed-handed-over", &[("body", "council_standing_body")]);
    let joined = Letter { number: None, ..letter(dated("accepted")) };
    vec![
        ("", Mail::Extend(Extended { letter: letter(dated("accepted")), rule, due: Some(day(5, 20)), paper: paper() })),
        (
            "",
            Mail::Suspend(Suspended {
                letter: letter(dated("accepted")),
                on: day(4, 20),
                ground: SuspensionGround::AwaitingResult,
                paper: paper(),
            }),
        ),
        ("", Mail::Resume(Resumed { letter: letter(dated("accepted")), on: day(4, 28), paper: paper() })),
        ("", Mail::Serve(served.clone())),
        ("answered", Mail::Serve(Served { result: Some(CaseResult::Answered), means: Means::TrackPage, paper: None, ..served })),
        ("settled", closed(ClosedAs::Settled, appeal().standing)),
        ("withdrawn", closed(ClosedAs::Withdrawn, standing("closed-withdrawn", &[]))),
        ("terminated", closed(ClosedAs::Terminated, standing("closed-terminated", &[]))),
        ("handed_over", closed(ClosedAs::HandedOver, handed_over)),
        ("merged", closed(ClosedAs::Merged, standing("closed-merged", &[]))),
        ("", Mail::Message(letter(dated("accepted")))),
        ("joined", Mail::Message(joined)),
        ("", Mail::News { unit: UNIT.to_owned() }),
    ]
}

fn once(path: &str, until: u32) -> OneTime {
    OneTime {
        unit: UNIT.to_owned(),
        username: "lan".to_owned(),
        path: format!("{path}/2dGhlIHF1aWNrIGJyb3duIGZveCBqdW1wcyBvdmVyIHRo"),
        until: crate::domain::zone::start_of(day(5, until)) + chrono::TimeDelta::hours(8),
    }
}

fn members() -> Vec<(&'static str, Mail)> {
    let proposed = Task { disposition: Some(Disposition::Accept), ..task() };
    let arrived = |what: Arrival| (what.as_str(), Mail::Arrived(Arrived { task: Task { due: None, ..task() }, what }));
    let at = crate::domain::zone::start_of(day(5, 10)) + chrono::TimeDelta::hours(8);
    let changed = |what: Change| {
        (what.as_str(), Mail::AccountChanged(AccountChanged { unit: UNIT.to_owned(), username: "lan".to_owned(), what, at }))
    };
    let undelivered = |failed| Mail::Undelivered(Undelivered { task: task(), notice: "approve_disposition".to_owned(), failed });
    let mut samples = vec![
        ("", Mail::AssignCase(Assigned { task: task(), serves: false })),
        ("serves", Mail::AssignCase(Assigned { task: task(), serves: true })),
        ("", Mail::ProposeDisposition(proposed)),
        ("", Mail::DraftDecision(task())),
        ("", Mail::SendBack(task())),
        ("failed", undelivered(true)),
        ("waits", undelivered(false)),
        ("", Mail::PossibleConflict(task())),
        ("", Mail::DeskNews { unit: UNIT.to_owned() }),
        ("", Mail::Invite(once("/invitation", 17))),
        ("", Mail::ResetPassword(once("/password/new", 11))),
        ("", Mail::SupervisorNamed(SupervisorNamed { unit: UNIT.to_owned(), name: "Trần Thị Mới".to_owned(), at })),
    ];
    samples.extend(Arrival::ALL.iter().copied().map(arrived));
    samples.extend(Change::ALL.iter().copied().map(changed));
    debug_assert!(samples.iter().all(|(_, mail)| is_to_member(mail.kind())));
    samples
}

/// What the clock alone causes.
fn timely() -> Vec<(&'static str, Mail)> {
    let left = |days: i64, unit: Unit| Left { days, unit };
    let pressing = Pressing {
        task: task(),
        rule: Names::fixed("Giải quyết khiếu nại về danh sách cử tri", "Settling a complaint about the voter list"),
        due: day(4, 19),
        left: left(3, Unit::WorkingDays),
        missing: Verb::DraftDecision,
        stops: None,
        meant: None,
    };
    let candidate = Pressing {
        task: Task { matter: Matter::Candidate, ..task() },
        left: left(1, Unit::CalendarDays),
        missing: Verb::SignDecision,
        stops: Some(day(4, 20)),
        ..pressing.clone()
    };
    let eight = start_of(day(4, 16)) + chrono::TimeDelta::hours(8);
    let overdue = |days: i64, meant| Pressing { left: left(-days, Unit::CalendarDays), meant, ..pressing.clone() };
    let line =
        |number: &str, due: Option<NaiveDate>| Line { number: number.to_owned(), kind: Kind::Complaint, matter: Matter::VoterList, due };
    let section = |heading: Heading, cases: usize, lines: Vec<Line>| Section { heading, cases, more: false, lines };
    let full = Heading::ALL.iter().filter(|h| **h != Heading::HandOver);
    let full = full.map(|h| section(*h, 3, vec![line("0012/2021/CK", Some(day(4, 19))), line("0013/2021/CK", None)])).collect();
    let hidden = vec![section(Heading::Overdue, 2, vec![])];
    let digest = |sections: Vec<Section>| Listed { unit: UNIT.to_owned(), day: day(4, 17), sections, meant: None };
    let many = Section { more: true, ..section(Heading::HandOver, 1000, vec![line("0012/2021/CK", Some(day(5, 12)))]) };
    vec![
        ("", Mail::Remind(pressing.clone())),
        ("frozen_soon", Mail::Remind(candidate)),
        ("today", Mail::Escalate(Pressing { left: left(0, Unit::CalendarDays), ..pressing.clone() })),
        ("late", Mail::Escalate(overdue(1, None))),
        ("late_told_late", Mail::Escalate(overdue(5, Some(eight)))),
        ("", Mail::Digest(digest(full))),
        ("secret", Mail::Digest(Listed { meant: Some(eight), ..digest(hidden) })),
        ("", Mail::ToHandOver(digest(vec![many]))),
        ("", Mail::NoCalendar(NoCalendar { unit: UNIT.to_owned(), years: vec![2022], meant: None })),
        ("two_told_late", Mail::NoCalendar(NoCalendar { unit: UNIT.to_owned(), years: vec![2021, 2022], meant: Some(eight) })),
        ("", Mail::Late(letter(standing_late()))),
        (
            "",
            Mail::Frozen(letter(standing("frozen", &[("election", "23/05/2021"), ("weekday", "sun"), ("body", "council_standing_body")]))),
        ),
    ]
}

fn standing_late() -> Sentence {
    Sentence { key: "late", ..dated("late") }
}
