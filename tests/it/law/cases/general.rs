//! The general track: complaints of both instances, petitions, reception, filed letters.

use redress::domain::deadline::{State, next_due};
use redress::domain::event::{Event, Received};
use redress::domain::kind::{Channel, Form, Kind, Matter, Track};
use redress::domain::outcome::{Complexity, Disposition, DocumentKind};

use crate::law::day;
use crate::law::register::{PETITIONER, RESPONDENT, Register, letter, met, text};

fn complaint(on: &str) -> Received {
    letter(Kind::Complaint, Matter::AdministrativeAct, Track::General, on)
}

#[test]
fn a_complaint_from_receipt_to_the_second() {
    let case = Register::of(Received { occurred_on: Some(day("2025-01-02")), ..complaint("2025-03-03") });
    assert_eq!((case.due("c1.file"), case.state("c1.file")), (Some(day("2025-04-02")), met("2025-03-03")));
    assert_eq!(case.due("c1.accept"), Some(day("2025-03-13")));
    assert!(!case.has("c1.settle") && !case.has("c2.file"));

    let case = case.classified("2025-03-04").disposed("2025-03-10", Disposition::Accept);
    assert_eq!(case.state("c1.accept"), met("2025-03-10"));
    assert_eq!(case.due("c1.settle"), Some(day("2025-04-09")));
    let second = case.get("c2.file");
    assert_eq!((second.starts_on, second.due), (day("2025-04-09"), Some(day("2025-05-09"))), "as if c1.settle passed");

    let case = case.complex("2025-03-20", Complexity::Complex);
    assert_eq!(case.due("c1.settle"), Some(day("2025-04-24")), "day 45");
    assert_eq!(case.get("c2.file").starts_on, day("2025-04-24"));

    let case = case.signed("2025-04-14", DocumentKind::Decision);
    assert_eq!(case.state("c1.settle"), met("2025-04-14"));
    assert_eq!(case.due("c1.send"), Some(day("2025-04-17")));
    let case = case.served("2025-04-15", PETITIONER);
    assert_eq!(case.state("c1.send"), State::Running, "the respondent is still to be served");
    assert_eq!((case.get("c2.file").starts_on, case.due("c2.file")), (day("2025-04-15"), Some(day("2025-05-15"))));
    let case = case.served("2025-04-18", RESPONDENT);
    assert_eq!(case.state("c1.send"), met("2025-04-18"));
    assert!(case.get("c1.send").missed(day("2025-04-18")), "a day late");
    assert_eq!(next_due(&case.deadlines), None);

    let appealed = Event::Appealed { party: PETITIONER, opens: None, sent_to: None, dispatch: None, reasons: text(), late_reason: None };
    assert_eq!(case.then("2025-05-05", appealed).state("c2.file"), met("2025-05-05"));
}

#[test]
fn longer_terms_of_remote_units() {
    let case = Register::of(Received { remote: true, ..complaint("2025-03-03") });
    let case = case.classified("2025-03-04").disposed("2025-03-10", Disposition::Accept);
    assert_eq!(case.due("c1.settle"), Some(day("2025-04-24")), "remote: 45");
    assert_eq!(case.due("c2.file"), Some(day("2025-06-09")), "remote: 45, from the end of c1.settle; Sunday moves to Monday");
    assert_eq!(case.complex("2025-03-11", Complexity::Complex).due("c1.settle"), Some(day("2025-05-09")), "both: 60");
}

#[test]
fn an_unsigned_complaint_waits_for_its_signature() {
    let case = Register::of(Received { form: Form::Unsigned, ..complaint("2025-03-03") }).classified("2025-03-04");
    assert!(!case.has("c1.accept"));
    let case = case.then("2025-03-17", Event::SignatureRecorded { form: Form::Minutes });
    assert_eq!((case.get("c1.accept").starts_on, case.due("c1.accept")), (day("2025-03-17"), Some(day("2025-03-27"))));
    assert_eq!(case.get("c1.accept").started_seq, 3);
}

#[test]
fn the_second_instance_has_its_own_rules() {
    let case = Register::of(Received { instance: 2, ..complaint("2025-03-03") });
    assert_eq!(case.states(), [("c2.accept", State::Running)]);
    let case = case.classified("2025-03-04").disposed("2025-03-10", Disposition::Accept);
    assert_eq!(case.due("c2.settle"), Some(day("2025-04-24")));
    let case = case.signed("2025-04-20", DocumentKind::Decision);
    assert_eq!(case.due("c2.send"), Some(day("2025-04-28")), "27/04 is a Sunday");
    assert!(!case.has("c2.file"), "there is no third");
}

#[test]
fn a_petition_and_the_reception() {
    let petition = Received { channel: Channel::InPerson, ..letter(Kind::Petition, Matter::Other, Track::General, "2021-11-10") };
    let case = Register::of(petition);
    assert_eq!((case.due("petition.process"), case.get("petition.process").version.as_str()), (Some(day("2021-11-24")), "2014"));
    assert_eq!(case.due("reception.reply"), Some(day("2021-11-24")));
    let accepted = case.classified("2021-11-11").disposed("2021-11-16", Disposition::Accept);
    assert_eq!(accepted.state("petition.process"), met("2021-11-16"));
    assert_eq!((accepted.due("petition.settle"), accepted.state("petition.settle")), (None, State::Running));
    let told = accepted.served("2021-11-18", PETITIONER);
    assert_eq!(told.state("reception.reply"), met("2021-11-18"), "the notice of acceptance is the first written answer");
}

#[test]
fn guidance_is_still_to_be_served_on_who_came_in_person() {
    let case = Register::of(Received { channel: Channel::InPerson, ..complaint("2025-03-03") }).classified("2025-03-04");
    let guided = case.disposed("2025-03-06", Disposition::Guide);
    assert_eq!(guided.states(), [("c1.accept", met("2025-03-06")), ("reception.reply", State::Running)]);
    assert_eq!(guided.served("2025-03-20", PETITIONER).state("reception.reply"), met("2025-03-20"));
}

#[test]
fn a_filed_letter_is_kept_a_year() {
    let case = Register::of(complaint("2025-03-03")).classified("2025-03-04").disposed("2025-03-06", Disposition::File);
    assert_eq!((case.due("file.keep"), case.state("file.keep")), (Some(day("2026-03-06")), State::Running));
    assert_eq!(next_due(&case.deadlines), None, "keeping is no duty to act");
}

#[test]
fn a_provisional_track_changes_with_the_classification() {
    let provisional = Received {
        election: Some(crate::law::register::election("2026-03-15")),
        ..letter(Kind::Complaint, Matter::PollingStation, Track::Election, "2026-02-02")
    };
    let case = Register::of(provisional);
    assert_eq!(case.states(), [("el.other", State::Running)]);
    let case = case.classified_as("2026-02-05", Kind::Complaint, Matter::PollingStation, Track::General, None, Form::Signed);
    assert_eq!(case.states(), [("c1.accept", State::Running), ("el.other", State::Void)]);
    assert_eq!(case.due("c1.accept"), Some(day("2026-02-12")), "from the original receipt");
    let case = case.classified_as("2026-02-06", Kind::Denunciation, Matter::OfficialConduct, Track::General, None, Form::Signed);
    assert_eq!(case.states(), [("d.intake", State::Running), ("c1.accept", State::Void), ("el.other", State::Void)]);
    assert_eq!(case.get("d.intake").starts_on, day("2026-02-02"));
}
