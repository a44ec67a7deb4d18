//! Turns of a case: joined, reopened, corrected, recomputed; years without calendar; the office's revisions.

use redress::domain::calendar::{CalendarYear, Exception};
use redress::domain::deadline::{State, compute};
use redress::domain::event::{Correctable, Correction, Event, Received};
use redress::domain::ids::CaseId;
use redress::domain::kind::{Kind, Matter, Track};
use redress::domain::law::Law;
use redress::domain::names::Names;
use redress::domain::outcome::Disposition;
use redress::domain::rulebook::Figure;
use redress::domain::status::ProposedFrom;

use crate::law::day;
use crate::law::register::{Register, electoral, letter, met, morning, text};

fn complaint(on: &str) -> Received {
    letter(Kind::Complaint, Matter::AdministrativeAct, Track::General, on)
}

#[test]
fn a_case_joined_to_another_is_under_no_rule() {
    let case = Register::of(complaint("2025-03-03")).classified("2025-03-04").then("2025-03-05", Event::Merged { into: CaseId(7) });
    assert_eq!(case.states(), [("c1.accept", State::Void)]);
}

#[test]
fn a_withdrawn_complaint_takes_the_second_with_it() {
    let case = Register::of(complaint("2025-03-03")).classified("2025-03-04").disposed("2025-03-10", Disposition::Accept);
    let case = case.terminated("2025-03-20");
    assert_eq!(case.states(), [("c1.accept", met("2025-03-10")), ("c1.settle", State::Void), ("c2.file", State::Void)]);
}

#[test]
fn a_reopened_case_runs_again() {
    let case = Register::of(complaint("2025-03-03")).classified("2025-03-04").disposed("2025-03-06", Disposition::File);
    let reopened = case.then("2025-03-20", Event::Reopened { to: ProposedFrom::Screening, reason: text() });
    assert_eq!(reopened.states(), [("c1.accept", met("2025-03-06")), ("file.keep", State::Void)]);
    let accepted = reopened.disposed("2025-03-24", Disposition::Accept);
    assert_eq!((accepted.get("c1.settle").starts_on, accepted.state("c1.accept")), (day("2025-03-24"), met("2025-03-06")));
    let stopped = accepted.terminated("2025-03-25");
    assert_eq!(stopped.state("c1.settle"), State::Void);
    let on = stopped.then("2025-03-26", Event::Reopened { to: ProposedFrom::Accepted, reason: text() });
    assert_eq!((on.state("c1.settle"), on.due("c1.settle")), (State::Running, Some(day("2025-04-23"))));
}

#[test]
fn a_corrected_receipt_moves_what_counts_from_it() {
    let case = Register::of(complaint("2025-03-05"));
    // 23:30 in Vietnam on 02/03 is still 02/03.
    let change = Correction::ReceivedAt { old: morning("2025-03-05"), new: "2025-03-02T16:30:00Z".parse().unwrap() };
    let case = case.then("2025-03-06", Event::Corrected { field: Correctable::ReceivedAt, change, reason: text() });
    assert_eq!((case.get("c1.accept").starts_on, case.due("c1.accept")), (day("2025-03-02"), Some(day("2025-03-12"))));
}

#[test]
fn a_date_in_a_year_without_calendar_names_the_year() {
    let case = Register::of(complaint("2026-11-20")).classified("2026-11-21").disposed("2026-11-23", Disposition::Accept);
    assert_eq!(case.due("c1.settle"), Some(day("2026-12-23")));
    assert!(!case.get("c1.settle").verified, "Luật 136/2025 is in force");
    let second = case.get("c2.file");
    assert_eq!((second.due, second.missing_year), (None, Some(2027)));
    assert!(second.trace[0].note.en.contains("2027"));
    // Loaded later, the year counts for this case too.
    let year = CalendarYear { year: 2027, revision: 4, basis: "test".into(), off: vec![], worked: vec![] };
    let law = case.law.with(9, vec![year], vec![]).unwrap();
    let loaded = compute(&case.deadlines, &case.events, &law).unwrap();
    assert!(loaded.iter().all(|d| d.missing_year.is_none()));
    assert_eq!(loaded.iter().find(|d| d.rule == "c2.file").unwrap().due, Some(day("2027-01-22")));
}

#[test]
fn a_changed_calendar_moves_a_case_only_when_it_is_applied() {
    let shipped = Law::embedded().calendar.newest().year(2025).unwrap().clone();
    let off = Exception { date: day("2025-03-13"), names: Names::fixed("nghỉ thêm", "extra day off") };
    let changed = CalendarYear { revision: 5, off: shipped.off.iter().cloned().chain([off]).collect(), ..shipped };
    let law = Law::embedded().with(9, vec![changed], vec![]).unwrap();
    let case = Register::under(law, complaint("2025-03-03")).classified("2025-03-04");
    assert_eq!(case.due("c1.accept"), Some(day("2025-03-13")));
    let case = case.then("2025-03-05", Event::LawRecomputed { revision: 5, election: None });
    assert_eq!(case.due("c1.accept"), Some(day("2025-03-14")));
    assert!(case.get("c1.accept").trace.iter().any(|s| s.note.en == "extra day off, the end moves on"));
}

#[test]
fn a_figure_of_the_office_holds_from_its_revision() {
    let figure = Figure { rule: "el.other".into(), version: "2025".into(), amount: 7, source: "Kế hoạch 3".into(), revision: 2 };
    let law = Law::embedded().with(9, vec![], vec![figure]).unwrap();
    let received = electoral(Kind::Complaint, Matter::Organisation, "2026-03-01", "2026-03-15");
    let before = Register::under(law.clone(), Received { law_revision: 1, ..received.clone() });
    assert_eq!((before.get("el.other").office_target, before.get("el.other").set_by_office), (Some(day("2026-03-06")), false));
    let after = Register::under(law, Received { law_revision: 2, ..received });
    let other = after.get("el.other");
    assert_eq!((other.office_target, other.set_by_office, other.basis.as_str()), (Some(day("2026-03-08")), true, "Kế hoạch 3"));
    assert_eq!(other.due, None, "a target is not law");
}
