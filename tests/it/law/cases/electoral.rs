//! The election track: voter list, nominee, candidate, station, result, other.

use redress::domain::deadline::{State, next_due};
use redress::domain::event::{Event, Received};
use redress::domain::ids::DocumentId;
use redress::domain::kind::{Body, Contest, Form, Kind, Matter, Track};
use redress::domain::outcome::{Disposition, DocumentKind};
use redress::domain::party::PartyRole;
use redress::domain::status::ProposedFrom;

use crate::law::day;
use crate::law::register::{OUTSIDE, PETITIONER, RESPONDENT, Register, electoral, met, party, text};

const E: &str = "2026-03-15";

fn contested(kind: Kind, matter: Matter, contest: Contest, on: &str, e: &str) -> Received {
    Received { contest: Some(contest), ..electoral(kind, matter, on, e) }
}

#[test]
fn a_voter_list_complaint_from_posting_to_court() {
    let case = Register::of(electoral(Kind::Complaint, Matter::VoterList, "2026-02-14", E));
    assert_eq!(case.due("el.voter-list.file"), Some(day("2026-03-05")), "30 days from the posting on 03/02");
    assert_eq!(case.state("el.voter-list.file"), met("2026-02-14"));
    assert_eq!((case.due("el.voter-list.settle"), case.state("el.voter-list.settle")), (Some(day("2026-02-19")), State::Running));
    // Until it is decided, court opens when the five days have passed.
    let court = case.get("el.voter-list.court");
    assert_eq!((court.starts_on, court.due), (day("2026-02-19"), Some(day("2026-03-09"))));

    let case = case.classified("2026-02-15").disposed("2026-02-16", Disposition::Accept).signed("2026-02-17", DocumentKind::Decision);
    assert_eq!(case.state("el.voter-list.settle"), State::Running, "signed is not served");
    let case = case.served("2026-02-18", PETITIONER);
    assert_eq!(case.state("el.voter-list.settle"), met("2026-02-18"));
    assert_eq!(case.get("el.voter-list.court").starts_on, day("2026-02-18"), "the service replaces the end of the five days");
    let case = case.served("2026-02-19", RESPONDENT);
    assert_eq!(case.state("el.voter-list.settle"), met("2026-02-18"), "closing by settling voids nothing");
}

#[test]
fn a_late_voter_list_complaint_is_due_by_e_minus_5_but_never_before_its_receipt() {
    let due = |on| Register::of(electoral(Kind::Complaint, Matter::VoterList, on, E)).due("el.voter-list.settle");
    assert_eq!(due("2026-03-08"), Some(day("2026-03-10")));
    assert_eq!(due("2026-03-13"), Some(day("2026-03-13")));
    let late = Register::of(electoral(Kind::Complaint, Matter::VoterList, "2026-03-13", E));
    assert!(late.get("el.voter-list.file").missed(day("2026-03-13")), "it came after the 30 days, and shows it");
    assert_eq!(late.due("el.voter-list.court"), None, "the last day to sue had passed");
    let posted = redress::domain::event::ElectionRef { voter_list_posted: Some(day("2026-02-01")), ..crate::law::register::election(E) };
    let earlier = Register::of(Received { election: Some(posted), ..electoral(Kind::Complaint, Matter::VoterList, "2026-02-14", E) });
    assert_eq!(earlier.due("el.voter-list.file"), Some(day("2026-03-03")), "from the actual day of posting");
}

#[test]
fn candidates_until_the_freeze() {
    let candidate = |on| Register::of(contested(Kind::Denunciation, Matter::Candidate, Contest::Na, on, E));
    let case = candidate("2026-02-27");
    assert_eq!((case.get("el.candidate.settle").starts_on, case.due("el.candidate.settle")), (day("2026-02-27"), Some(day("2026-03-04"))));
    // Before the list is published there is no candidate yet: the clock starts with it.
    let early = candidate("2026-02-10");
    assert_eq!(
        (early.get("el.candidate.settle").starts_on, early.due("el.candidate.settle")),
        (day("2026-02-26"), Some(day("2026-03-04")))
    );
    assert!(!candidate("2026-03-05").has("el.candidate.settle"), "nothing falls due for what arrives on E-10");
    assert!(candidate("2026-03-04").has("el.candidate.settle"));
    // No general rule beside it.
    assert_eq!(case.states().len(), 1);
}

#[test]
fn a_strike_off_settles_the_case_of_a_candidate() {
    let case = Register::of(contested(Kind::Denunciation, Matter::Candidate, Contest::Na, "2026-02-27", E)).classified("2026-02-28");
    let struck = Event::StruckOff { body: Body::NationalElectionCouncil, document: DocumentId(9), evidence: text() };
    let case = case.then("2026-03-08", struck);
    assert_eq!(case.state("el.candidate.settle"), met("2026-03-08"));
    assert!(case.get("el.candidate.settle").missed(day("2026-03-09")));
}

#[test]
fn a_case_that_is_handed_over_is_under_no_rule() {
    let case =
        Register::of(contested(Kind::Complaint, Matter::Candidate, Contest::CouncilCommune, "2026-02-27", E)).classified("2026-02-28");
    let case = case.then("2026-03-17", Event::HandedOver { to: Body::CouncilStandingBody, document: DocumentId(9) });
    assert_eq!(case.state("el.candidate.settle"), State::Void);
    assert_eq!(next_due(&case.deadlines), None);
}

#[test]
fn nominees_are_verified_for_the_third_conference() {
    let old = Register::of(contested(Kind::Complaint, Matter::Nominee, Contest::Na, "2021-03-20", "2021-05-23"));
    assert_eq!(old.due("el.nominee.verify"), Some(day("2021-04-13")));
    let new = Register::of(contested(Kind::Complaint, Matter::Nominee, Contest::Na, "2026-02-01", E));
    let verify = new.get("el.nominee.verify");
    assert_eq!((verify.due, verify.verified), (None, false));
    assert_eq!(new.due("el.candidate.settle"), Some(day("2026-03-04")), "once the list is published, as for a candidate");
    let published = Register::of(contested(Kind::Complaint, Matter::Nominee, Contest::Na, "2026-02-27", E));
    assert!(!published.has("el.nominee.verify"));
    let signed = old.classified("2021-03-22").disposed("2021-03-23", Disposition::Accept).signed("2021-03-30", DocumentKind::Decision);
    assert_eq!(signed.state("el.nominee.verify"), met("2021-03-30"));
}

#[test]
fn a_polling_station_on_election_day_and_on_others() {
    let on_e = Register::of(electoral(Kind::Complaint, Matter::PollingStation, E, E));
    assert_eq!((on_e.due("el.station.settle"), on_e.has("el.other")), (Some(day(E)), false));
    let before = Register::of(electoral(Kind::Complaint, Matter::PollingStation, "2026-03-14", E));
    let other = before.get("el.other");
    assert_eq!((other.due, other.office_target), (None, Some(day("2026-03-19"))));
    assert!(!before.has("el.station.settle"));

    let sent_on = on_e.classified(E).proposed(E, Disposition::Transfer, ProposedFrom::Screening);
    let board = party(OUTSIDE, PartyRole::ReceivingBody);
    let sent_on = sent_on.approved(E, Disposition::Transfer, Some(board));
    assert_eq!(sent_on.state("el.station.settle"), State::Running, "the slip is on its way");
    assert_eq!(sent_on.served("2026-03-16", OUTSIDE).state("el.station.settle"), met("2026-03-16"));
}

#[test]
fn results_by_contest() {
    let old = "2016-05-22";
    let result = |contest, on, e| Register::of(contested(Kind::Complaint, Matter::Result, contest, on, e));
    assert_eq!(result(Contest::Na, "2016-06-13", old).due("el.result.settle.na"), Some(day("2016-07-13")));
    assert_eq!(result(Contest::CouncilCommune, "2016-06-03", old).due("el.result.settle.council"), Some(day("2016-06-23")));
    let new = result(Contest::CouncilProvince, "2026-03-27", E);
    assert_eq!((new.due("el.result.settle.council"), new.get("el.result.settle.council").verified), (None, false));
    assert!(!new.has("el.result.file"), "it starts with the actual publication, which is not known");
    let election = redress::domain::event::ElectionRef { result_published: Some(day("2016-06-01")), ..crate::law::register::election(old) };
    let filed = Received { election: Some(election), ..contested(Kind::Complaint, Matter::Result, Contest::Na, "2016-06-08", old) };
    let filed = Register::of(filed);
    assert_eq!(filed.due("el.result.file"), Some(day("2016-06-06")));
    assert!(filed.get("el.result.file").missed(day("2016-06-08")));
    // Without a contest no result rule, until it is classified; then from the receipt.
    let bare = Register::of(electoral(Kind::Complaint, Matter::Result, "2016-06-03", old));
    assert_eq!(bare.deadlines, vec![]);
    let found = bare.classified_as("2016-06-06", Kind::Complaint, Matter::Result, Track::Election, Some(Contest::Na), Form::Signed);
    assert_eq!(found.due("el.result.settle.na"), Some(day("2016-07-03")));
}

#[test]
fn an_election_track_without_an_election_has_no_rule() {
    let case = Received { election: None, ..electoral(Kind::Complaint, Matter::Organisation, "2026-02-14", E) };
    assert_eq!(Register::of(case).deadlines, vec![]);
}
