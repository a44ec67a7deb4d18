//! The general track: denunciations, with signature, transfer, extension, suspension, termination, conclusion.

use redress::domain::deadline::{State, clocks, next_due};
use redress::domain::event::{Event, Received};
use redress::domain::kind::{Form, Kind, Matter, Track};
use redress::domain::outcome::{Complexity, Disposition, DocumentKind};
use redress::domain::party::PartyRole;
use redress::domain::status::ProposedFrom;

use crate::law::day;
use crate::law::register::{OUTSIDE, PETITIONER, RESPONDENT, Register, letter, met, party, text};

fn denunciation(on: &str) -> Received {
    letter(Kind::Denunciation, Matter::OfficialConduct, Track::General, on)
}

/// Accepted on Monday 10/03/2025.
fn accepted() -> Register {
    Register::of(denunciation("2025-03-03")).classified("2025-03-04").disposed("2025-03-10", Disposition::Accept)
}

#[test]
fn information_until_it_is_signed() {
    let case = Register::of(Received { form: Form::Unsigned, ..denunciation("2025-12-22") });
    assert_eq!(case.deadlines, vec![]);
    let case = case.classified("2025-12-23").then("2025-12-31", Event::SignatureRecorded { form: Form::Signed });
    assert_eq!((case.get("d.intake").starts_on, case.due("d.intake")), (day("2025-12-31"), Some(day("2026-01-12"))));
    let extended = case.extended("2026-01-08", "d.intake", 3);
    assert_eq!(extended.due("d.intake"), Some(day("2026-01-15")), "10 working days");
    assert_eq!(extended.disposed("2026-01-15", Disposition::Accept).state("d.intake"), met("2026-01-15"));
}

#[test]
fn accepted_notified_concluded_published() {
    let case = accepted();
    assert_eq!(case.due("d.accept-notify"), Some(day("2025-03-17")));
    let case = case.served("2025-03-12", PETITIONER);
    assert_eq!(case.state("d.accept-notify"), met("2025-03-12"));
    let case = case.signed("2025-04-02", DocumentKind::Conclusion);
    assert_eq!(case.state("d.settle"), met("2025-04-02"));
    assert_eq!(case.due("d.conclusion-send"), Some(day("2025-04-10")), "07/04 is a holiday");
    assert_eq!(case.due("d.publish"), Some(day("2025-04-14")));
    let case = case.served("2025-04-03", PETITIONER).served("2025-04-04", RESPONDENT);
    assert_eq!(case.state("d.conclusion-send"), met("2025-04-04"));
    assert_eq!(case.state("d.publish"), State::Running, "the case has closed by settling; publishing is still due");
    assert_eq!(next_due(&case.deadlines), Some(day("2025-04-14")));
    assert_eq!(case.then("2025-04-15", Event::Published { place: text() }).state("d.publish"), met("2025-04-15"));
}

#[test]
fn an_anonymous_denouncer_leaves_the_notice_to_the_denounced() {
    let nobody = redress::domain::party::PartyRef { named: false, email: false, post: false, ..party(PETITIONER, PartyRole::Petitioner) };
    let parties = vec![nobody, party(RESPONDENT, PartyRole::Respondent)];
    let case = Register::of(Received { parties, ..denunciation("2025-03-03") }).classified("2025-03-04");
    let case = case.disposed("2025-03-10", Disposition::Accept);
    assert_eq!(case.state("d.accept-notify"), State::Running);
    assert_eq!(case.served("2025-03-13", RESPONDENT).state("d.accept-notify"), met("2025-03-13"));
}

#[test]
fn extensions_count_from_the_unrolled_end() {
    let case = accepted();
    assert_eq!(case.due("d.settle"), Some(day("2025-04-09")));
    let case = case.complex("2025-03-20", Complexity::SpeciallyComplex);
    assert_eq!(case.due("d.settle"), Some(day("2025-04-09")), "complexity alone only allows extensions");
    let case = case.extended("2025-04-01", "d.settle", 25);
    assert_eq!((case.get("d.settle").unrolled, case.due("d.settle")), (Some(day("2025-05-04")), Some(day("2025-05-05"))));
    let case = case.extended("2025-05-05", "d.settle", 30);
    assert_eq!(case.due("d.settle"), Some(day("2025-06-03")), "30 days from Sunday 04/05, not from Monday");
    let trace: Vec<_> = case.get("d.settle").trace.iter().map(|s| s.line("en")).collect();
    assert!(
        trace.iter().any(|line| line == "09/04/2025 extended by 25 days by the decision of 01/04/2025, counted on from here"),
        "{trace:?}"
    );
}

#[test]
fn a_suspension_pauses_and_moves_the_unrolled_end() {
    let case = accepted().suspended("2025-03-20");
    assert_eq!(case.state("d.settle"), State::Paused);
    assert_eq!(case.state("d.accept-notify"), State::Running, "only d.settle pauses");
    assert_eq!(case.due("d.suspend-notify"), Some(day("2025-03-27")));
    assert_eq!(next_due(&case.deadlines), Some(day("2025-03-17")), "the notice of acceptance is late; what is paused is not next");
    assert!(clocks(&case.deadlines).iter().any(|c| c.rule == "d.settle" && c.paused));
    let case = case.served("2025-03-21", PETITIONER).resumed("2025-03-31");
    let settle = case.get("d.settle");
    assert_eq!((settle.state, settle.unrolled, settle.due), (State::Running, Some(day("2025-04-20")), Some(day("2025-04-21"))), "11 days");
    assert_eq!(case.state("d.suspend-notify"), met("2025-03-21"));

    // Each suspension is notified, and each moves the end.
    let case = case.suspended("2025-04-10").resumed("2025-04-13");
    assert_eq!(case.get("d.settle").unrolled, Some(day("2025-04-23")));
    let notices: Vec<_> = case.deadlines.iter().filter(|d| d.rule == "d.suspend-notify").map(|d| (d.due.unwrap(), d.state)).collect();
    assert_eq!(notices, [(day("2025-03-27"), met("2025-03-21")), (day("2025-04-17"), State::Running)]);
}

#[test]
fn a_termination_is_notified_and_voids_the_rest() {
    let case = accepted().terminated("2025-03-18");
    let states = [
        ("d.intake", met("2025-03-10")),
        ("d.accept-notify", State::Void),
        ("d.settle", State::Void),
        ("d.terminate-notify", State::Running),
    ];
    assert_eq!(case.states(), states);
    assert_eq!(case.due("d.terminate-notify"), Some(day("2025-03-25")));
    assert_eq!(case.served("2025-03-20", PETITIONER).state("d.terminate-notify"), met("2025-03-20"));
}

#[test]
fn a_transfer_outside_is_done_when_the_slip_is_served() {
    let case = Register::of(denunciation("2024-04-26")).classified("2024-05-02");
    assert!(!case.has("d.transfer"));
    let case = case.proposed("2024-05-03", Disposition::Transfer, ProposedFrom::Screening);
    assert_eq!((case.due("d.transfer"), case.state("d.transfer")), (Some(day("2024-05-07")), State::Running));
    let back = case.then("2024-05-04", Event::SentBack { reason: text() });
    assert_eq!(back.state("d.transfer"), State::Void);
    let again = back.proposed("2024-05-06", Disposition::Transfer, ProposedFrom::Screening);
    assert_eq!(again.state("d.transfer"), State::Running);
    let case = again.approved("2024-05-06", Disposition::Transfer, Some(party(OUTSIDE, PartyRole::ReceivingBody)));
    assert_eq!(case.states(), [("d.intake", met("2024-05-06")), ("d.transfer", State::Running)]);
    let case = case.served("2024-05-07", PETITIONER);
    assert_eq!(case.state("d.transfer"), State::Running);
    assert_eq!(case.served("2024-05-08", OUTSIDE).state("d.transfer"), met("2024-05-08"));
}

#[test]
fn a_transfer_inside_is_done_with_its_approval() {
    let case = Register::of(denunciation("2024-04-26")).classified("2024-05-02").disposed("2024-05-06", Disposition::Transfer);
    assert_eq!(case.states(), [("d.intake", met("2024-05-06")), ("d.transfer", met("2024-05-06"))]);
}
