//! Sample data of the citizen's pages: the ward of the founding story, a voter missing in its list.

use std::collections::HashMap;

use chrono::{NaiveDate, TimeDelta};

use super::check::CheckPage;
use super::draft::Draft;
use super::papers::PapersPage;
use super::receipt::{self, ReceiptPage, SignPaper};
use super::start::Start;
use super::steps::{Office, Step};
use super::submit::{Begun, Question};
use crate::actions::act::Keep;
use crate::actions::half_form::Sent;
use crate::actions::papers::Paper;
use crate::actions::read::receipt::{LetterSheet, ReceiptCard};
use crate::actions::receive_case::Intake;
use crate::domain::apply;
use crate::domain::case::Case;
use crate::domain::deadline::{self, Deadline};
use crate::domain::directory::{Directory, Election, Level, Unit};
use crate::domain::event::{By, Event, Recorded};
use crate::domain::ids::{CaseId, ElectionId, EventId, PaperId, PartyId, TextId, UnitId};
use crate::domain::kind::Contest;
use crate::domain::law::Law;
use crate::domain::paper::PaperKind;
use crate::domain::party::PartyData;
use crate::domain::zone::local_date;
use crate::http::form::Form;
use crate::http::pages::{Errors, Frame, Sample};

/// A ward with two polling areas, and its election.
fn directory(frame: &Frame) -> Directory {
    let unit = |id, parent, level, name: &str, sign: &str| Unit {
        id: UnitId(id),
        parent,
        level,
        name: name.to_owned(),
        sign: sign.to_owned(),
        remote: false,
        bodies: Vec::new(),
        public: level == Level::Ward,
        valid_from: None,
        valid_to: None,
        reminders: None,
    };
    let units = [
        unit(1, None, Level::Ward, "Phường Cự Khối", "CK"),
        unit(2, Some(UnitId(1)), Level::PollingArea, "Khu vực bỏ phiếu số 1", "KV1"),
        unit(3, Some(UnitId(1)), Level::PollingArea, "Khu vực bỏ phiếu số 2", "KV2"),
    ];
    let day = NaiveDate::from_ymd_opt(2021, 5, 23).unwrap_or(frame.today);
    let election = Election {
        id: ElectionId(1),
        name: "Bầu cử đại biểu Quốc hội khóa XV và đại biểu Hội đồng nhân dân các cấp".to_owned(),
        day,
        contests: vec![Contest::Na, Contest::CouncilProvince, Contest::CouncilCommune],
        units: vec![UnitId(1)],
        voter_list_posted: None,
        candidate_list_published: None,
        result_published: None,
        opens_before: 105,
        closes_after: 60,
    };
    Directory::new(1, units.into_iter().map(|u| (u.id, u)).collect(), HashMap::new(), HashMap::from([(election.id, election)]))
}

fn draft(fields: &[(&str, &str)]) -> Draft {
    let form: Form = fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    Draft { form, done: Vec::new() }
}

const ANSWERS: &[(&str, &str)] = &[
    ("matter", "voter_list"),
    ("kind", "complaint"),
    ("title", "Tổ dân phố 4 thiếu bảy cử tri trong danh sách"),
    ("body", "Ngày 03/05/2021 chúng tôi xem danh sách niêm yết tại nhà văn hóa và không thấy tên bảy người.\nĐề nghị bổ sung."),
    ("polling_area", "0000000000002"),
    ("occurred_on.day", "3"),
    ("occurred_on.month", "5"),
    ("occurred_on.year", "2021"),
    ("respondent.name", "Ủy ban nhân dân phường"),
    ("identity", "named"),
    ("petitioner.name", "Nguyễn Thị Hương Thảo"),
    ("petitioner.phone", "0912 345 678"),
    ("signers", "7"),
    ("representatives.0.name", "Trần Văn Khánh"),
];

fn papers_there() -> Vec<Paper> {
    let paper = |id, name: &str, kind, size| Paper {
        id: PaperId(id),
        letter: None,
        name: name.to_owned(),
        kind,
        size,
        sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
        added_at: chrono::DateTime::default(),
    };
    vec![paper(1, "ảnh danh sách niêm yết.jpg", PaperKind::Jpg, 2_411_724), paper(2, "đơn.pdf", PaperKind::Pdf, 81_920)]
}

/// The letter of these answers, received.
fn received(frame: &Frame, directory: &Directory, answers: &Draft) -> Option<(Case, Vec<Deadline>)> {
    let office = Office::on(directory, frame.today);
    let letter = answers.letter(&office, frame.lang.as_str()).ok()?;
    let mut next = 100;
    let mut ids = || {
        next += 1;
        next
    };
    let (digest, present) = (|_: TextId, _: &str| String::new(), |_: PartyId, _| None);
    let mut keep = Keep::new(&mut ids, &digest, &present);
    let intake = Intake { by: By::Citizen, directory, now: frame.now, law_revision: 0, mailed: false };
    let mut received = letter.decide(&intake, &mut keep).ok()?;
    received.number.seq = 12;
    let on = local_date(received.received_at);
    let event = Event::Received(Box::new(received));
    let recorded = Recorded { id: EventId(1), seq: 1, at: frame.now, on, by: By::Citizen, on_paper: false, event };
    let case = apply::open(CaseId(1), &recorded).ok()?;
    let computed = deadline::compute(&[], &[recorded], Law::embedded()).ok()?;
    Some((case, computed))
}

/// The first page: while the election is near, in its freeze, and with none.
pub fn start(frame: &Frame) -> Vec<Sample> {
    let directory = directory(frame);
    let elections: Vec<&Election> = directory.elections.values().collect();
    let units = || vec!["Phường Cự Khối".to_owned()];
    let law = Law::embedded();
    let mut frozen = frame.clone();
    frozen.today += TimeDelta::days(5);
    vec![
        Sample::of("citizen/start", &Start::of(frame, &elections, units(), law)),
        Sample::of("citizen/start frozen", &Start::of(&frozen, &elections, units(), law)),
        Sample::of("citizen/start no election", &Start::of(frame, &[], Vec::new(), law)),
    ]
}

/// Every question; some with what is wrong.
pub fn questions(frame: &Frame) -> Vec<Sample> {
    let directory = directory(frame);
    let office = Office::on(&directory, frame.today);
    let none = Errors::default();
    let answers = draft(ANSWERS);
    let of = |name, step, errors: &Errors, draft: &Draft| Sample::of(name, &Question::of(frame, errors, step, draft, &office, Some(1)));
    let denounced = draft(&[("matter", "candidate"), ("kind", "denunciation")]);
    let mut wrong = Errors::default();
    wrong.add("title", frame.t("submit-required-title"));
    wrong.add("body", frame.t("submit-required-body"));
    let mut no_day = Errors::default();
    no_day.add("occurred_on.day", frame.t("submit-not-a-day"));
    let empty = Directory::default();
    let begun =
        Begun { href: "/submit/1/what".into(), text: frame.t1("submit-begun", "matter", frame.word("matter", "voter_list")), sent: false };
    let sent = Begun { href: "/submit/2/receipt".into(), text: frame.t1("submit-begun-sent", "number", "0012/2021/CK"), sent: true };
    let first = Question::of(frame, &none, Step::Matter, &Draft::default(), &office, None).with_begun(vec![begun, sent]);
    vec![
        Sample::of("citizen/submit", &first),
        Sample::of(
            "citizen/submit nowhere",
            &Question::of(frame, &none, Step::Matter, &Draft::default(), &Office::on(&empty, frame.today), None),
        ),
        of("citizen/submit contest", Step::Contest, &none, &denounced),
        of("citizen/submit kind", Step::Kind, &none, &denounced),
        of("citizen/submit what", Step::What, &none, &answers),
        of("citizen/submit what wrong", Step::What, &wrong, &draft(ANSWERS.get(..2).unwrap_or_default())),
        of("citizen/submit place", Step::Place, &none, &answers),
        of("citizen/submit place wrong", Step::Place, &no_day, &answers),
        of("citizen/submit who", Step::Who, &none, &answers),
        of("citizen/submit identity", Step::Identity, &none, &answers),
        of("citizen/submit identity denunciation", Step::Identity, &none, &denounced),
        of("citizen/submit name", Step::Name, &none, &answers),
        of("citizen/submit others", Step::Others, &none, &answers),
        of("citizen/submit representatives", Step::Representatives, &none, &answers),
    ]
}

/// Papers: none yet, some, one refused.
pub fn papers(frame: &Frame) -> Vec<Sample> {
    let directory = directory(frame);
    let office = Office::on(&directory, frame.today);
    let answers = draft(ANSWERS);
    let mut wrong = Errors::default();
    wrong.add("papers", frame.say("refusal-paper_kind", &[("name", "danh sách.xlsx".to_owned())]));
    let none = Errors::default();
    vec![
        Sample::of("citizen/papers", &PapersPage::of(frame, &none, &answers, &office, 1, &[])),
        Sample::of("citizen/papers refused", &PapersPage::of(frame, &wrong, &answers, &office, 1, &papers_there())),
    ]
}

/// Check answers.
pub fn check(frame: &Frame) -> Vec<Sample> {
    let directory = directory(frame);
    let office = Office::on(&directory, frame.today);
    let mut wrong = Errors::default();
    wrong.add("body", frame.t("submit-required-body"));
    let (answers, none) = (draft(ANSWERS), Errors::default());
    let hidden = draft(&[
        ("matter", "candidate"),
        ("contest", "unknown"),
        ("kind", "denunciation"),
        ("title", "a"),
        ("body", "b"),
        ("identity", "anonymous"),
    ]);
    vec![
        Sample::of("citizen/check", &CheckPage::of(frame, &none, &answers, &office, 1, &papers_there())),
        Sample::of("citizen/check wrong", &CheckPage::of(frame, &wrong, &hidden, &office, 1, &[])),
    ]
}

/// Receipts: of a named complaint, and of a denunciation that has to be signed; the page to sign.
pub fn receipts(frame: &Frame) -> Vec<Sample> {
    let directory = directory(frame);
    let mut signed_for: Vec<(&str, &str)> = ANSWERS.iter().filter(|(n, _)| !["matter", "kind"].contains(n)).copied().collect();
    signed_for.extend([("matter", "official_conduct"), ("kind", "denunciation")]);
    let mut samples = Vec::new();
    for (name, answers) in [("citizen/receipt", draft(ANSWERS)), ("citizen/receipt to be signed", draft(&signed_for))] {
        let Some((case, deadlines)) = received(frame, &directory, &answers) else { continue };
        let sent = Sent { case: case.id, number: case.number.to_string(), code: "4821 0937 5516 2049".to_owned().into() };
        let unsigned = name.ends_with("signed");
        let received_at = case.received_at;
        if unsigned {
            let data = |name: &str| PartyData { name: Some(name.to_owned()), ..PartyData::default() };
            let sheet = LetterSheet {
                matter: case.matter,
                body: answers.form.get("body").to_owned(),
                sender: PartyData { phone: Some("0912 345 678".into()), ..data("Nguyễn Thị Hương Thảo") },
                representatives: vec![data("Trần Văn Khánh")],
                respondent: Some(data("Ủy ban nhân dân phường")),
                papers: papers_there(),
                case: case.clone(),
            };
            samples.push(Sample::of("citizen/sign_paper", &SignPaper::of(frame, &sheet, "Phường Cự Khối".to_owned(), 1)));
        }
        let card = ReceiptCard { case, deadlines, papers: papers_there(), unsigned, provisional: true, received_at };
        let office = receipt::Office { public_url: "https://redress.example", directory: &directory };
        samples.push(Sample::of(name, &ReceiptPage::of(frame, Law::embedded(), &sent, &card, 1, &office)));
    }
    samples
}
