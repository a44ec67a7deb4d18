//! Sample data of the pages of a case: a register as the office would keep it, told by the pages' own code.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::act::ActPage;
use super::at::At;
use super::conflict::Conflict;
use super::file::File;
use super::form::{Typed, placed};
use super::result::Secret;
use super::show::Show;
use crate::actions::read::assignees::AssigneeView;
use crate::actions::read::case_reads::{DocumentView, LetterView, PartyView, ServiceView};
use crate::actions::read::case_sheet::Sheet;
use crate::actions::read::case_view::CaseView;
use crate::actions::read::links::Links;
use crate::actions::read::mails::{MailState, MailView, TryOutcome, TryView};
use crate::actions::retain::HoldView;
use crate::domain::apply;
use crate::domain::case::Case;
use crate::domain::classification::Classification;
use crate::domain::deadline::compute;
use crate::domain::directory::{Directory, Grant, Level, Member, Unit};
use crate::domain::event::{By, Event, Received, Recorded};
use crate::domain::gate::{self, Standing};
use crate::domain::ids::{CaseId, DocumentId, EventId, LetterId, MailId, MemberId, PartyId, TextId, UnitId};
use crate::domain::kind::{Body, Channel, Form as LetterForm, Identity, Kind, Matter, Track};
use crate::domain::law::Law;
use crate::domain::number::Number;
use crate::domain::outcome::{Disposition, DocumentKind, Means};
use crate::domain::party::{PartyRef, PartyRole};
use crate::domain::permission::Role;
use crate::domain::receipt::ReceiptCode;
use crate::domain::refusal::Refusal;
use crate::domain::status::ProposedFrom;
use crate::domain::text::TextRef;
use crate::domain::verb::Verb;
use crate::domain::zone::start_of;
use crate::http::error::ApiError;
use crate::http::form::Form;
use crate::http::pages::{Errors, Frame, Sample};

const CASE: CaseId = CaseId(7);
const WARD: UnitId = UnitId(10);
const OFFICER: MemberId = MemberId(1);
const HEAD: MemberId = MemberId(2);
const CLERK: MemberId = MemberId(3);
const PAPER: DocumentId = DocumentId(40);

/// Every page, with a denunciation that is being verified.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let directory = directory();
    let law = Law::embedded();
    let Some(sheet) = sheet(&directory, law) else { return Vec::new() };
    let at = At { frame, sheet: &sheet, directory: &directory, law };
    let none = Errors::default();
    let written: Form = [("result", "true"), ("reasons", "Qua xác minh thấy đúng như đơn."), ("legal_basis", "")]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let lacking = ApiError::Field { field: "legal_basis".into(), code: "required", args: vec![] };
    let errors = placed(Errors::within("draft-decision", &lacking, frame.lang), &super::acts::fields(at, Verb::DraftDecision));
    let typed = Typed { verb: Verb::DraftDecision, form: written, errors: errors.clone() };
    let refused = ApiError::from(Refusal::state("four_eyes").with("verb", Verb::Reclassify));
    let other = Errors::within("reclassify", &at.worded(refused), frame.lang);
    let paper = Typed { verb: Verb::Reclassify, form: Form::default(), errors: other.clone() };
    let mut all = vec![
        Sample::of("case/show", &Show::of(at, Some(Verb::RecordVerification), None, &none)),
        Sample::of("case/show to be corrected", &Show::of(at, None, Some(&typed), &errors)),
        Sample::of("case/show refused", &Show::of(at, None, Some(&paper), &other)),
        Sample::of("case/act to be corrected", &ActPage::of(at, Verb::DraftDecision, Some(&typed), &errors)),
        Sample::of("case/act refused", &ActPage::of(at, Verb::SignDecision, None, &none)),
        Sample::of("case/conflict", &Conflict::of(at, 4, &typed)),
        Sample::of("case/result receipt", &Secret::receipt(at, &ReceiptCode::from_random(482_109_375_516_204), "https://redress.example")),
        Sample::of("case/result identity", &Secret::identity(at, &sheet.parties)),
        Sample::of("case/file", &File::of(at)),
    ];
    all.extend(Verb::ALL.iter().map(|verb| {
        let blank = Typed { verb: *verb, form: Form::default(), errors: Errors::default() };
        Sample::of("case/act of each verb", &ActPage::of(at, *verb, Some(&blank), &none))
    }));
    all
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_default()
}

fn directory() -> Directory {
    let unit = |id, parent, level, name: &str, sign: &str| Unit {
        id,
        parent,
        level,
        name: name.into(),
        sign: sign.into(),
        remote: false,
        bodies: vec![Body::CommunePeoplesCommittee, Body::ElectionCommittee],
        public: true,
        valid_from: None,
        valid_to: None,
        reminders: None,
    };
    let member = |id, name: &str, role| Member {
        id,
        username: "x".into(),
        name: name.into(),
        email: None,
        language: "vi".into(),
        disabled: false,
        absent_until: None,
        grants: vec![Grant { role, unit: WARD }],
    };
    let units = [
        unit(UnitId(1), None, Level::Country, "Việt Nam", "VN"),
        unit(WARD, Some(UnitId(1)), Level::Ward, "Phường Cự Khối", "CK"),
        unit(UnitId(11), Some(UnitId(1)), Level::Ward, "Phường Thạch Bàn", "TB"),
    ];
    let members = [
        member(OFFICER, "Nguyễn Thị Hương Thảo", Role::Officer),
        member(HEAD, "Trần Công Tuấn", Role::Supervisor),
        member(CLERK, "Lê Thị Lan", Role::Clerk),
    ];
    Directory::new(1, units.into_iter().map(|u| (u.id, u)).collect(), members.into_iter().map(|m| (m.id, m)).collect(), HashMap::new())
}

fn text(id: i64) -> TextRef {
    TextRef { id: TextId(id), digest: String::new() }
}

fn received() -> Received {
    let at = start_of(day("2021-04-20")) + TimeDelta::hours(9);
    let party = |id, role| PartyRef { id: PartyId(id), role, named: true, email: false, post: true, left: false };
    Received {
        number: Number { seq: 12, year: 2021, sign: "CK".into() },
        unit: WARD,
        remote: false,
        kind: Kind::Denunciation,
        matter: Matter::OfficialConduct,
        track: Track::General,
        contest: None,
        channel: Channel::Post,
        form: LetterForm::Signed,
        identity: Identity::Confidential,
        received_at: at,
        first_received_at: at,
        occurred_on: None,
        polling_area: None,
        election: None,
        signers: 3,
        parties: vec![party(20, PartyRole::Petitioner), party(21, PartyRole::Respondent)],
        letter: LetterId(30),
        body: text(1),
        language: "vi".into(),
        registered_by: Some(CLERK),
        instance: 1,
        origin: None,
        excluded: vec![],
        suspects: vec![],
        confidential: true,
        out_of_time: false,
        law_revision: 0,
    }
}

/// Received, assigned, classified, accepted, verified; a message came.
fn register() -> Vec<Recorded> {
    let classification = Classification {
        kind: Kind::Denunciation,
        matter: Matter::OfficialConduct,
        track: Track::General,
        contest: None,
        form: LetterForm::Signed,
        eligible: true,
        ineligible_ground: None,
        competent_body: Body::CommunePeoplesCommittee,
        false_name: false,
    };
    let proposed = Event::DispositionProposed {
        disposition: Disposition::Accept,
        ground: "within_competence".into(),
        ground_text: None,
        legal_basis: text(4),
        to: None,
        from: ProposedFrom::Screening,
    };
    let approved =
        Event::DispositionApproved { disposition: Disposition::Accept, document: PAPER, opens: None, receiver: None, within: None };
    let story = [
        ("2021-04-20", By::Member(CLERK), Event::Received(Box::new(received()))),
        ("2021-04-20", By::Member(HEAD), Event::Assigned { assignee: OFFICER, serves: false, note: Some(text(2)) }),
        (
            "2021-04-22",
            By::Member(OFFICER),
            Event::Classified { classification, identity: Identity::Confidential, title: text(3), election: None },
        ),
        ("2021-04-23", By::Member(OFFICER), proposed),
        ("2021-04-26", By::Member(HEAD), approved),
        ("2021-05-06", By::Member(OFFICER), Event::VerificationRecorded { text: text(5) }),
        ("2021-05-07", By::Citizen, Event::MessageSent { text: text(6) }),
    ];
    let recorded = |(seq, (on, by, event)): (i64, (&str, By, Event))| Recorded {
        id: EventId(seq),
        seq,
        at: start_of(day(on)) + TimeDelta::hours(10),
        on: day(on),
        by,
        on_paper: seq == 5,
        event,
    };
    (1..).zip(story).map(recorded).collect()
}

fn replay(register: &[Recorded]) -> Option<Case> {
    let (first, later) = register.split_first()?;
    later.iter().try_fold(apply::open(CASE, first).ok()?, |case, event| apply::apply(case, event).ok())
}

fn sheet(directory: &Directory, law: &Law) -> Option<Sheet> {
    let today = day("2021-05-10");
    let register = register();
    let case = replay(&register)?;
    let standing = Standing::member(OFFICER, &case, directory, crate::domain::zone::start_of(today));
    let title = Some("Tố cáo công chức tư pháp - hộ tịch không đóng dấu thẻ cử tri của tổ dân phố số 5".to_owned());
    let written = [
        (2, "Đề nghị xác minh sớm."),
        (4, "Điều 29 Luật Tố cáo 25/2018/QH14."),
        (5, "Đã làm việc với tổ dân phố số 5 và kiểm tra sổ đóng dấu thẻ cử tri."),
        (6, "Tôi xin bổ sung tên hai người chứng kiến."),
    ];
    Some(Sheet {
        me: OFFICER,
        today,
        view: CaseView::of(&case, title, gate::allowed(&case, &standing, today), &Links::default(), directory, today),
        acts: Verb::ALL.iter().map(|verb| (*verb, gate::gate(*verb, &case, &standing, today))).collect(),
        texts: written.into_iter().map(|(id, said)| (TextId(id), said.to_owned())).collect(),
        letters: vec![LetterView {
            id: LetterId(30),
            number: case.number.to_string(),
            received_at: case.received_at,
            channel: Channel::Post,
            body: Some("Kính gửi Tiểu ban,\nTôi xin trình bày sự việc như sau.".into()),
        }],
        papers: vec![crate::http::pages::track::sample_paper()],
        adds_papers: Ok(()),
        documents: vec![document()],
        parties: parties(),
        deadlines: compute(&[], &register, law).ok()?,
        mails: vec![mail(start_of(day("2021-05-07")))],
        holds: Some(vec![HoldView {
            case: case.id,
            number: case.number.to_string(),
            by: CLERK,
            since: day("2021-05-08"),
            reason: "Tòa án yêu cầu <giữ> hồ sơ.".into(),
        }]),
        assignees: vec![AssigneeView { id: CLERK, name: "Lê Thị Lan".into(), serves: true, open_cases: 4 }],
        register,
        standing,
        case,
    })
}

fn document() -> DocumentView {
    let service = |party, role, done: Option<(Means, &str)>| ServiceView {
        party: PartyId(party),
        role,
        means: done.map(|d| d.0),
        served_on: done.map(|d| day(d.1)),
    };
    DocumentView {
        id: PAPER,
        kind: DocumentKind::Acceptance,
        document_no: Some("11/TB-UBND".into()),
        document_date: Some(day("2021-04-26")),
        signer_name: Some("Lê Văn Chủ".into()),
        signer_office: Some("Chủ tịch".into()),
        signing_body: Some("Ủy ban nhân dân phường Cự Khối".into()),
        services: vec![service(20, PartyRole::Petitioner, Some((Means::Post, "2021-04-28"))), service(21, PartyRole::Respondent, None)],
    }
}

fn parties() -> Vec<PartyView> {
    let party = |id, role, sealed, name: Option<&str>, position: Option<&str>| PartyView {
        id: PartyId(id),
        role,
        sealed,
        left: false,
        name: name.map(str::to_owned),
        address: None,
        phone: None,
        email: None,
        id_number: None,
        position: position.map(str::to_owned),
    };
    vec![
        party(20, PartyRole::Petitioner, true, None, None),
        party(21, PartyRole::Respondent, false, Some("Trần Văn Bình"), Some("Công chức tư pháp - hộ tịch")),
    ]
}

fn mail(at: DateTime<Utc>) -> MailView {
    MailView {
        id: MailId(50),
        kind: "news".into(),
        language: "vi".into(),
        state: MailState::Failed,
        recipient: None,
        queued_at: at,
        next_at: None,
        sent_at: None,
        attempts: 3,
        last_answer: Some("550 mailbox unavailable".into()),
        tries: vec![TryView { at, outcome: TryOutcome::Never, answer: "550 5.1.1".into() }],
    }
}
