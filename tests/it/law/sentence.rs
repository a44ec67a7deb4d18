//! The one sentence for every status, in time and late, paused, frozen, closed in each way, in both languages: a page to be read.

use std::collections::BTreeSet;
use std::fmt::Write;

use redress::domain::apply::{apply, open};
use redress::domain::case::Case;
use redress::domain::deadline::{clocks, next_due};
use redress::domain::event::{Event, Received};
use redress::domain::ids::{CaseId, DocumentId};
use redress::domain::kind::{Body, Channel, Contest, Form, Identity, Kind, Matter, Track};
use redress::domain::law::Law;
use redress::domain::outcome::{CaseResult, Disposition, DocumentKind, WithdrawalScope};
use redress::domain::party::{PartyRef, PartyRole};
use redress::domain::rulebook::Figure;
use redress::domain::sentence::{Sentence, sentence};
use redress::domain::status::ProposedFrom;
use redress::texts::{Lang, text as worded};

use super::day;
use super::register::{OUTSIDE, PETITIONER, Register, electoral, letter, party, text};

/// What it is, the day it is read, its register, the body that decides.
type Row = (&'static str, &'static str, Register, Option<Body>);

const WARD: Option<Body> = Some(Body::CommunePeoplesCommittee);

impl Register {
    /// The case as the program keeps it after the last event.
    fn case(&self, body: Option<Body>) -> Case {
        let mut case = open(CaseId(1), &self.events[0]).unwrap();
        for event in &self.events[1..] {
            case = apply(case, event).unwrap();
        }
        case.competent_body = case.competent_body.and(body);
        case.detail.running = clocks(&self.deadlines);
        case.next_due = next_due(&self.deadlines);
        case
    }

    fn told(&self, body: Option<Body>, today: &str) -> Sentence {
        sentence(&self.case(body), &self.deadlines, &self.law.rulebook, day(today))
    }
}

fn complaint() -> Received {
    letter(Kind::Complaint, Matter::AdministrativeAct, Track::General, "2025-03-03")
}

fn denunciation() -> Received {
    letter(Kind::Denunciation, Matter::OfficialConduct, Track::General, "2025-03-03")
}

fn voter_list() -> Received {
    Received { channel: Channel::Online, ..electoral(Kind::Complaint, Matter::VoterList, "2021-04-16", "2021-05-23") }
}

fn candidate(contest: Contest) -> Received {
    Received { contest: Some(contest), ..electoral(Kind::Denunciation, Matter::Candidate, "2021-05-04", "2021-05-23") }
}

fn result(e: &str, on: &str) -> Received {
    Received { contest: Some(Contest::CouncilCommune), ..electoral(Kind::Complaint, Matter::Result, on, e) }
}

fn petition() -> Received {
    letter(Kind::Petition, Matter::Other, Track::General, "2025-03-03")
}

fn screened(received: Received) -> Register {
    let next = (received.received_at + chrono::TimeDelta::days(1)).date_naive();
    Register::of(received).classified(&next.to_string())
}

fn accepted(received: Received, on: &str) -> Register {
    screened(received).disposed(on, Disposition::Accept)
}

fn drafted(received: Received, on: &str) -> Register {
    accepted(received, on).then(on, drafting())
}

fn drafting() -> Event {
    Event::DecisionDrafted { result: CaseResult::Justified, reasons: text(), legal_basis: text(), remedy: None }
}

fn closed(received: Received, disposition: Disposition, receiver: Option<PartyRef>) -> Register {
    let proposed = screened(received).proposed("2025-03-06", disposition, ProposedFrom::Screening);
    proposed.approved("2025-03-07", disposition, receiver)
}

fn withdrawn() -> Register {
    let asked = Event::Withdrawn { scope: WithdrawalScope::All, party: Some(PETITIONER), form: Some(Form::Signed), all_signers: true };
    let ground = redress::domain::outcome::TerminationGround::Withdrawal;
    screened(complaint()).then("2025-03-06", asked).then("2025-03-07", Event::Terminated { ground, document: DocumentId(4), answers: None })
}

/// The office knows what the new law does not yet say for sure.
fn with_a_figure() -> Register {
    let mut law = Law::embedded().clone();
    let (rule, source) = ("el.result.settle.council".to_owned(), "Công văn 12/HĐBCQG".to_owned());
    law.rulebook.set_figure(Figure { rule, version: "2025".into(), amount: 20, source, revision: 0 }).unwrap();
    Register::under(law, result("2026-03-15", "2026-03-26"))
}

fn open_cases() -> Vec<Row> {
    vec![
        ("received", "2021-04-17", Register::of(voter_list()), None),
        ("received, its day not confirmed", "2025-03-04", Register::of(denunciation()), None),
        ("received, by a figure of the office", "2026-03-27", with_a_figure(), None),
        ("received, the figure of the new law not confirmed", "2026-03-27", Register::of(result("2026-03-15", "2026-03-26")), None),
        ("received, unsigned", "2025-03-04", Register::of(Received { form: Form::Unsigned, ..denunciation() }), None),
        (
            "received, unsigned and nameless",
            "2025-03-04",
            Register::of(Received { form: Form::Unsigned, identity: Identity::Anonymous, ..denunciation() }),
            None,
        ),
        ("received, petition", "2025-03-04", Register::of(petition()), None),
        (
            "received, no calendar of the year",
            "2028-03-04",
            Register::of(letter(Kind::Denunciation, Matter::OfficialConduct, Track::General, "2028-03-03")),
            None,
        ),
        ("screening", "2025-03-05", screened(complaint()), WARD),
        ("screening, unsigned", "2025-03-05", screened(Received { form: Form::Unsigned, ..complaint() }), WARD),
        ("screening, the law sets no length", "2021-04-18", screened(other()), Some(Body::ElectionCommittee)),
        ("proposed", "2025-03-06", screened(complaint()).proposed("2025-03-06", Disposition::Accept, ProposedFrom::Screening), WARD),
        (
            "proposed once more after acceptance",
            "2025-03-20",
            accepted(complaint(), "2025-03-07").proposed("2025-03-20", Disposition::Transfer, ProposedFrom::Accepted),
            WARD,
        ),
        ("accepted, voter list", "2021-04-18", accepted(voter_list(), "2021-04-17"), WARD),
        ("accepted, complaint", "2025-03-20", accepted(complaint(), "2025-03-07"), WARD),
        ("accepted, second instance", "2025-03-20", accepted(Received { instance: 2, ..complaint() }, "2025-03-07"), WARD),
        ("accepted, notice owed", "2025-03-11", accepted(denunciation(), "2025-03-10"), WARD),
        ("accepted, denunciation", "2025-03-20", accepted(denunciation(), "2025-03-10").served("2025-03-12", PETITIONER), WARD),
        ("accepted, candidate", "2021-05-06", accepted(candidate(Contest::Na), "2021-05-05"), Some(Body::ElectionBoard)),
        ("accepted, petition without a term", "2025-03-20", accepted(petition(), "2025-03-07"), WARD),
        ("drafted", "2025-03-20", drafted(complaint(), "2025-03-10"), WARD),
        ("drafted, without a term", "2025-03-20", drafted(petition(), "2025-03-10"), WARD),
        ("late, not yet accepted", "2025-03-20", screened(complaint()), WARD),
        ("late, voter list", "2021-04-23", accepted(voter_list(), "2021-04-17"), WARD),
        ("late, complaint", "2025-04-20", accepted(complaint(), "2025-03-07"), WARD),
        ("late, denunciation", "2025-05-20", accepted(denunciation(), "2025-03-10").served("2025-03-12", PETITIONER), WARD),
        ("paused", "2025-03-28", paused(), WARD),
        (
            "paused, extended before",
            "2025-03-28",
            accepted(denunciation(), "2025-03-10").extended("2025-03-20", "d.settle", 30).suspended("2025-03-22"),
            WARD,
        ),
        ("paused a second time", "2025-04-15", paused().resumed("2025-04-01").suspended("2025-04-11"), WARD),
        ("frozen, National Assembly", "2021-05-13", accepted(candidate(Contest::Na), "2021-05-05"), Some(Body::ElectionBoard)),
        ("frozen, council", "2021-05-23", Register::of(candidate(Contest::CouncilCommune)), None),
        ("to be handed over", "2021-05-24", accepted(candidate(Contest::CouncilCommune), "2021-05-05"), Some(Body::ElectionBoard)),
    ]
}

fn other() -> Received {
    electoral(Kind::Feedback, Matter::Organisation, "2021-04-16", "2021-05-23")
}

fn paused() -> Register {
    accepted(denunciation(), "2025-03-10").served("2025-03-12", PETITIONER).suspended("2025-03-22")
}

/// Accepted, the notice of it served, and signed.
fn decided(received: Received, on: &str, kind: DocumentKind) -> Register {
    told(accepted(received, "2025-03-07"), "2025-03-10").signed(on, kind)
}

/// The newest document served on all to whom it is owed.
fn told(case: Register, on: &str) -> Register {
    let owed: Vec<_> = case.case(None).detail.documents.last().unwrap().services.iter().map(|s| s.party).collect();
    owed.into_iter().fold(case, |case, party| case.served(on, party))
}

fn settled_cases() -> Vec<Row> {
    let decision = || decided(complaint(), "2025-03-20", DocumentKind::Decision);
    let served = |case: Register| told(case, "2025-03-24");
    let list = || told(accepted(voter_list(), "2021-04-17"), "2021-04-17").signed("2021-04-19", DocumentKind::Decision);
    let strike = Event::StruckOff { body: Body::NationalElectionCouncil, document: DocumentId(9), evidence: text() };
    let struck = accepted(candidate(Contest::Na), "2021-05-05").then("2021-05-14", strike);
    vec![
        ("settled, to be sent", "2025-03-21", decision(), WARD),
        ("settled, served on the sender", "2025-03-25", decision().served("2025-03-24", PETITIONER), WARD),
        ("settled, voter list", "2021-04-19", list(), WARD),
        ("settled, conclusion", "2025-03-21", decided(denunciation(), "2025-03-20", DocumentKind::Conclusion), WARD),
        ("settled, petition", "2025-03-21", decided(petition(), "2025-03-20", DocumentKind::Decision), WARD),
        ("settled, struck off", "2021-05-14", struck, Some(Body::ElectionBoard)),
        ("settled, sending late", "2025-04-02", decision(), WARD),
        ("closed: settled, appeal open", "2025-03-25", served(decision()), WARD),
        ("closed: settled, its time over", "2025-06-25", served(decision()), WARD),
        (
            "closed: settled in the second instance",
            "2025-03-25",
            served(decided(Received { instance: 2, ..complaint() }, "2025-03-20", DocumentKind::Decision)),
            WARD,
        ),
        ("closed: settled, court", "2021-04-21", told(list(), "2021-04-20"), WARD),
        (
            "closed: settled, candidate",
            "2021-05-10",
            told(
                told(accepted(candidate(Contest::Na), "2021-05-05"), "2021-05-06").signed("2021-05-07", DocumentKind::Conclusion),
                "2021-05-08",
            ),
            Some(Body::ElectionBoard),
        ),
        (
            "closed: settled, result",
            "2021-06-12",
            told(
                told(accepted(result("2021-05-23", "2021-06-04"), "2021-06-07"), "2021-06-08").signed("2021-06-10", DocumentKind::Decision),
                "2021-06-11",
            ),
            Some(Body::ElectionCommittee),
        ),
        ("closed: denunciation", "2025-03-25", served(decided(denunciation(), "2025-03-20", DocumentKind::Conclusion)), WARD),
        ("closed: petition answered", "2025-03-25", served(decided(petition(), "2025-03-20", DocumentKind::Decision)), WARD),
        ("closed: refused", "2025-03-08", closed(complaint(), Disposition::Refuse, None), WARD),
        ("closed: guided", "2025-03-08", closed(complaint(), Disposition::Guide, None), Some(Body::Court)),
        ("closed: transferred inside", "2025-03-08", closed(petition(), Disposition::Transfer, None), Some(Body::Other)),
        (
            "closed: transferred outside",
            "2025-03-08",
            closed(petition(), Disposition::Transfer, Some(party(OUTSIDE, PartyRole::ReceivingBody))),
            Some(Body::Other),
        ),
        ("closed: returned", "2025-03-08", closed(complaint(), Disposition::Return, None), WARD),
        ("closed: filed", "2025-03-08", closed(complaint(), Disposition::File, None), WARD),
        ("closed: withdrawn", "2025-03-08", withdrawn(), WARD),
        ("closed: terminated", "2025-03-20", accepted(denunciation(), "2025-03-10").terminated("2025-03-19"), WARD),
        (
            "closed: handed over",
            "2021-05-26",
            accepted(candidate(Contest::Na), "2021-05-05")
                .then("2021-05-25", Event::HandedOver { to: Body::NaStandingCommittee, document: DocumentId(5) }),
            Some(Body::ElectionBoard),
        ),
        ("closed: joined to another", "2025-03-08", screened(petition()).then("2025-03-07", Event::Merged { into: CaseId(2) }), WARD),
    ]
}

fn said(told: &Sentence, lang: Lang) -> String {
    worded(lang, &format!("sentence-{}", told.key), &told.args_in(lang.as_str())).unwrap()
}

#[test]
fn where_a_case_stands() {
    let mut page = String::new();
    for (name, today, register, body) in open_cases().into_iter().chain(settled_cases()) {
        let told = register.told(body, today);
        writeln!(page, "{name} ({})", day(today).format("%d/%m/%Y")).unwrap();
        for lang in Lang::ALL {
            let said = said(&told, *lang);
            assert!(!said.contains('{') && !said.contains("  ") && !said.contains(".."), "{name}: {said}");
            assert!(said.chars().next().is_some_and(char::is_uppercase) && said.ends_with('.'), "{name}: {said}");
            writeln!(page, "  {said}").unwrap();
        }
    }
    insta::assert_snapshot!(page);
}

/// Every sentence that the texts have is told in the table above, but the one for a suspension without a clock.
#[test]
fn the_table_leaves_no_sentence_out() {
    let told: BTreeSet<String> =
        open_cases().into_iter().chain(settled_cases()).map(|(_, today, r, body)| r.told(body, today).key.to_owned()).collect();
    let texts = include_str!("../../../locales/vi/sentence.ftl");
    let keys = texts.lines().filter_map(|line| line.strip_prefix("sentence-")?.split(" =").next());
    let missing: Vec<&str> = keys.filter(|key| !told.contains(*key) && *key != "paused").collect();
    assert!(missing.is_empty(), "no row of the table tells {missing:?}");
}

/// What was decided is the sender's to know only once it is served: no sentence names a result.
#[test]
fn no_sentence_tells_a_result_before_it_is_served() {
    for (name, today, register, body) in settled_cases() {
        let told = register.told(body, today);
        assert!(told.args.iter().all(|(arg, _)| *arg != "result"), "{name}");
    }
}
