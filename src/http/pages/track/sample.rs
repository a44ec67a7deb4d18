//! Cases that samples show: in time, late, frozen, paused, settled.

use chrono::{DateTime, Days, NaiveDate, Utc};

use crate::actions::papers::Paper;
use crate::actions::read::case_reads::MessageView;
use crate::actions::read::case_view::{DeadlineState, DeadlineView};
use crate::actions::read::citizen::{AnswerView, Beside, CitizenCase, ServedDocument, StoryStep};
use crate::actions::read::earlier::{DispositionView, EarlierCase};
use crate::domain::case::Phase;
use crate::domain::deadline::Question;
use crate::domain::event::EventCode;
use crate::domain::ids::{DocumentId, EventId, PaperId};
use crate::domain::kind::{Body, Identity, Kind, Matter};
use crate::domain::law::Law;
use crate::domain::outcome::{CaseResult, ClosedAs, Disposition, DocumentKind, Means};
use crate::domain::paper::PaperKind;
use crate::domain::refusal::Refusal;
use crate::domain::sentence::Sentence;
use crate::domain::status::StatusCode;
use crate::domain::verb::Verb;
use crate::http::api::public::worded;
use crate::http::pages::Frame;

fn day(frame: &Frame, back: u64) -> NaiveDate {
    frame.today.checked_sub_days(Days::new(back)).unwrap_or(frame.today)
}

fn moment(frame: &Frame, back: u64) -> DateTime<Utc> {
    frame.now.checked_sub_days(Days::new(back)).unwrap_or(frame.now)
}

/// Computed by the law itself: `rule` from this many days ago, of the election of 23/05/2021 where it needs one.
fn deadline(frame: &Frame, rule: &str, back: u64, state: DeadlineState) -> Option<DeadlineView> {
    let from = Some(day(frame, back));
    let election_day = rule.starts_with("el.").then(|| NaiveDate::from_ymd_opt(2021, 5, 23)).flatten();
    let found = Question { rule: rule.to_owned(), from, election_day, ..Question::default() }.answer(Law::embedded()).ok()?;
    let running = state == DeadlineState::Running;
    Some(DeadlineView {
        rule: found.rule,
        version: found.version,
        duty: found.duty,
        basis: found.basis,
        verified: found.verified,
        set_by_office: false,
        starts_at: found.from,
        due: found.due,
        unrolled: found.unrolled,
        office_target: found.office_target,
        missing_year: None,
        law_from: None,
        state,
        met_on: None,
        missed: running && found.due.is_some_and(|due| due < frame.today),
        trace: found.trace,
    })
}

fn told(key: &'static str, kind: Kind, args: &[(&'static str, &str)]) -> Sentence {
    let whose = [("kind", kind.as_str()), ("actor", "commune_peoples_committee")];
    Sentence { key, args: args.iter().chain(&whose).map(|(n, v)| (*n, (*v).to_owned())).collect(), rule: None }
}

fn by(key: &'static str, due: &str, weekday: &str) -> Sentence {
    let court = [("right", "court"), ("last", "17/05/2021"), ("last_sure", "no")];
    let duty = [("due", due), ("weekday", weekday), ("owed", "settle"), ("sure", "yes"), ("basis", "Luật Bầu cử 85/2015/QH13, điều 33")];
    told(key, Kind::Complaint, &[&duty[..], &court[..]].concat())
}

/// A complaint about the voter list that came some days ago, accepted.
fn complaint(frame: &Frame, back: u64, sentence: Sentence) -> CitizenCase {
    let step =
        |r#type, ago: u64| StoryStep { r#type, on: day(frame, ago.min(back)), by_sender: r#type == EventCode::MessageSent, document: None };
    let limits = [
        deadline(frame, "el.voter-list.settle", back, DeadlineState::Running),
        deadline(frame, "el.voter-list.court", back, DeadlineState::Running),
    ];
    let message = |id, from, text: &str| MessageView { id: EventId(id), at: moment(frame, 1), from, text: Some(text.to_owned()) };
    CitizenCase {
        disposition: None,
        earlier: Vec::new(),
        number: "0012/2021/CK".into(),
        kind: Kind::Complaint,
        matter: Matter::VoterList,
        identity: Identity::Named,
        status: StatusCode::Accepted,
        closed_as: None,
        result: None,
        phase: Phase::Open,
        overdue: sentence.key == "late",
        instance: 1,
        received_at: moment(frame, back),
        first_received_at: moment(frame, back),
        sentence: worded(&sentence, frame.lang),
        identity_opened: vec![],
        timeline: vec![
            step(EventCode::Received, back),
            step(EventCode::Classified, 2),
            step(EventCode::DispositionApproved, 2),
            step(EventCode::MessageSent, 1),
        ],
        deadlines: limits.into_iter().flatten().collect(),
        documents: vec![ServedDocument {
            id: DocumentId(1),
            kind: DocumentKind::Acceptance,
            document_no: Some("11/TB-UBND".into()),
            document_date: Some(day(frame, 2)),
            means: Means::Post,
            served_on: day(frame, 1),
        }],
        answer: None,
        messages: vec![
            message(1, "citizen", "Xin cho biết bao giờ có kết quả."),
            message(2, "office", "Việc xác minh nơi cư trú đã xong.\nKết quả sẽ được gửi trước ngày mai."),
        ],
        allowed: vec![Verb::AddLetter, Verb::Message, Verb::Withdraw],
        beside: Beside {
            told: sentence,
            duty: Some("el.voter-list.settle".into()),
            refused: vec![(
                Verb::Appeal,
                Refusal::state("voter_list_to_court").by("Luật Tố tụng hành chính 93/2015/QH13, điều 116").with("last", "17/05/2021"),
            )],
            appeal_to: None,
            confidential: false,
            election_day: NaiveDate::from_ymd_opt(2021, 5, 23),
        },
    }
}

/// A denunciation: sealed by law.
fn denunciation(frame: &Frame, sentence: Sentence) -> CitizenCase {
    let base = complaint(frame, 4, sentence);
    let beside = Beside { confidential: true, duty: None, refused: Vec::new(), ..base.beside };
    CitizenCase { kind: Kind::Denunciation, identity: Identity::Confidential, messages: Vec::new(), deadlines: Vec::new(), beside, ..base }
}

/// Name of the sample, and the case.
pub fn cases(frame: &Frame) -> Vec<(&'static str, CitizenCase)> {
    let frozen = told("frozen", Kind::Denunciation, &[("election", "23/05/2021"), ("weekday", "sun"), ("body", "na_standing_committee")]);
    let paused = [
        ("since", "22/04/2021"),
        ("ground", "awaiting_result"),
        ("used", "12"),
        ("total", "30"),
        ("basis", "Luật Tố cáo 25/2018/QH14, điều 30"),
    ];
    let until = told("closed-settled", Kind::Complaint, &[("right", "appeal_until"), ("last", "08/06/2021"), ("last_sure", "yes")]);
    let settled = complaint(frame, 40, until);
    let appeal = Beside { appeal_to: Some(Body::ProvincialPeoplesCommittee), refused: Vec::new(), ..settled.beside };
    let settled = CitizenCase {
        matter: Matter::AdministrativeAct,
        status: StatusCode::Closed,
        closed_as: Some(ClosedAs::Settled),
        result: Some(CaseResult::PartlyJustified),
        answer: Some(AnswerView {
            result: CaseResult::PartlyJustified,
            reasons: Some("Qua xác minh, khiếu nại có cơ sở một phần.".into()),
            legal_basis: Some("Luật Khiếu nại 02/2011/QH13, điều 31".into()),
            remedy: Some("Sửa lại quyết định số 05/QĐ-UBND.".into()),
        }),
        deadlines: deadline(frame, "c2.file", 1, DeadlineState::Running).into_iter().collect(),
        allowed: vec![Verb::Message, Verb::Appeal],
        beside: appeal,
        ..settled
    };
    let unsigned = told("unsigned", Kind::Denunciation, &[]);
    vec![
        ("track/case", complaint(frame, 3, by("accepted", "12/05/2021", "wed"))),
        ("track/case late", complaint(frame, 9, by("late", "06/05/2021", "thu"))),
        ("track/case frozen", CitizenCase { phase: Phase::Frozen, ..denunciation(frame, frozen) }),
        ("track/case paused", denunciation(frame, told("paused-used", Kind::Denunciation, &paused))),
        ("track/case unsigned", CitizenCase { status: StatusCode::Received, ..denunciation(frame, unsigned) }),
        ("track/case settled", settled),
        ("track/case guided after a transfer", guided(frame)),
    ]
}

/// One that came from another ward and is another body's matter.
fn guided(frame: &Frame) -> CitizenCase {
    let base = complaint(frame, 9, told("closed-guided", Kind::Complaint, &[]));
    let told = |disposition, ground: &str, to_body, to_unit| DispositionView {
        disposition,
        on: day(frame, 2),
        ground: Some(ground.to_owned()),
        ground_text: None,
        legal_basis: Some("Luật Khiếu nại 02/2011/QH13, điều 17".to_owned()),
        to_unit,
        to_body,
    };
    let before = EarlierCase {
        number: "0031/2021/TB".into(),
        instance: 1,
        status: StatusCode::Closed,
        closed_as: Some(ClosedAs::Transferred),
        result: None,
        documents: Vec::new(),
        answer: None,
        disposition: Some(told(Disposition::Transfer, "outside_competence", None, Some("Phường Cự Khối".to_owned()))),
    };
    CitizenCase {
        status: StatusCode::Closed,
        closed_as: Some(ClosedAs::Guided),
        disposition: Some(told(Disposition::Guide, "outside_competence", Some(Body::ProvincialPeoplesCommittee), None)),
        earlier: vec![before],
        deadlines: Vec::new(),
        allowed: vec![Verb::Message],
        ..base
    }
}

/// A paper that came with the letter.
pub fn paper() -> Paper {
    let (name, sha256) = ("Giấy xác nhận nơi cư trú.pdf".to_owned(), "0".repeat(64));
    Paper { id: PaperId(1), letter: None, name, kind: PaperKind::Pdf, size: 120_000, sha256, added_at: DateTime::default() }
}
