//! A notice of a case, to be printed and signed.

use actix_web::http::Method;
use actix_web::web;
use askama::Template;
use chrono::Datelike;

use super::super::{Frame, Sample, page};
use crate::actions::read::case_reads::see;
use crate::actions::read::notices::{Notice, Which, notice, served_notice};
use crate::actions::read::registers::STAFF;
use crate::domain::ids::{CaseId, DocumentId};
use crate::domain::kind::{Body, Kind, Matter, Track};
use crate::domain::places::{bare, in_sentence};
use crate::http::actor::{Caller, Permission, Tracked};
use crate::http::error::{Answer, ApiError};
use crate::http::params::PathId;
use crate::http::route::Route;
use crate::http::shared::block;
use crate::texts;

/// The ground whose words a member wrote.
const STATED: &str = "stated";
/// For what somebody fills in by hand.
const BLANK: &str = "……………………";

#[derive(Template)]
#[template(path = "pages/notices/show.html")]
struct Show<'a> {
    frame: &'a Frame,
    notice: &'a Notice,
    /// The page of the case.
    back: String,
    /// It was served on its reader.
    own: bool,
    /// The body above the issuer; none above a committee, which has its own standing (Nghị định 30/2020/NĐ-CP, phụ lục I).
    parent: Option<String>,
    issuer: String,
    place: String,
    title: String,
    subject: String,
    /// None: nobody is known to send it to.
    to: Option<String>,
    /// What it is founded on, one article each.
    bases: Vec<String>,
    body: String,
    /// Headed texts that members wrote.
    quoted: Vec<(&'static str, &'a str)>,
    /// Above the space for the signature: on whose behalf, in whose place, the office of the signer.
    signs: Vec<String>,
}

impl<'a> Show<'a> {
    fn of(frame: &'a Frame, notice: &'a Notice, back: String, own: bool) -> Self {
        let kind = notice.kind;
        let args = args(frame, notice);
        // A ground in words of its own stands in the sentence, and not once more below it.
        let inline = notice.ground.as_deref() == Some(STATED);
        let english = frame.lang == texts::Lang::En;
        let day = [
            ("day", if english { notice.date.day().to_string() } else { format!("{:02}", notice.date.day()) }),
            ("month", if english { notice.date.format("%B").to_string() } else { notice.date.month().to_string() }),
            ("year", notice.date.year().to_string()),
            ("unit", bare(&notice.unit).to_owned()),
        ];
        let texts = [("notice-reasons", &notice.reasons), ("notice-legal-basis", &notice.legal_basis), ("notice-remedy", &notice.remedy)];
        // A petition is answered, not decided.
        let answered = matches!(notice.case_kind, Kind::Petition | Kind::Feedback) && kind == "decision";
        let named = if answered { "answered" } else { kind };
        let issuer = notice.signing_body.clone().unwrap_or_else(|| frame.t("frame-office"));
        let unknown = addressee(kind) == "sender" && notice.nameless;
        Self {
            frame,
            notice,
            back,
            own,
            parent: parent(frame, notice, &issuer),
            signs: signs(frame, notice, &issuer),
            issuer,
            place: frame.say("notice-place", &day),
            title: frame.word("notice-title", named),
            subject: frame.say(&format!("notice-subject-{named}"), &args),
            // A slip that a letter is filed stays in the office.
            to: (!unknown && kind != "filing").then(|| frame.say(&format!("notice-to-{}", addressee(kind)), &args)),
            bases: bases(frame, notice),
            body: frame.say(&format!("notice-body-{named}"), &args),
            quoted: texts
                .into_iter()
                .filter(|(id, _)| !(inline && *id == "notice-reasons"))
                .filter_map(|(id, text)| Some((id, text.as_deref()?)))
                .collect(),
        }
    }
}

/// What stands above the issuer's name.
fn parent(frame: &Frame, notice: &Notice, issuer: &str) -> Option<String> {
    let issuer = issuer.to_lowercase();
    let below = ["tiểu ban", "ban bầu cử", "tổ bầu cử", "the subcommittee", "subcommittee"].iter().any(|sort| issuer.starts_with(sort));
    let unit = notice.committee.as_ref().filter(|_| below)?;
    Some(frame.t1("notice-committee-of", "unit", in_sentence(unit)))
}

/// On whose behalf is signed: `TM.` of a collective body, `KT.` of its head by a deputy (Nghị định 30/2020/NĐ-CP, điều 13).
fn signs(frame: &Frame, notice: &Notice, issuer: &str) -> Vec<String> {
    let whole = issuer.to_lowercase();
    let collective = ["Ủy ban nhân dân", "Ủy ban bầu cử", "Hội đồng bầu cử quốc gia", "Ban bầu cử", "Tổ bầu cử", "Tiểu ban"];
    let behalf = collective.iter().find(|body| whole.starts_with(&body.to_lowercase())).map(|body| format!("TM. {body}"));
    let office = notice.signer_office.clone().unwrap_or_else(|| frame.t("notice-head-of"));
    let head = office.strip_prefix("Phó ").map(|head| format!("KT. {head}"));
    behalf.into_iter().chain(head).chain([office]).collect()
}

/// To whom a kind of notice goes.
fn addressee(kind: &str) -> &'static str {
    match kind {
        "proposal" => "head",
        "urging" => "body",
        "transfer" | "hand_over" | "appeal" => "receiver",
        _ => "sender",
    }
}

/// What the sentences of a notice may name. Whatever is not known is left to be filled in by hand.
fn args(frame: &Frame, notice: &Notice) -> Vec<(&'static str, String)> {
    let or_blank = |text: Option<String>| text.unwrap_or_else(|| BLANK.to_owned());
    let sender = match (&notice.sender, notice.nameless) {
        (Some(name), _) => frame.t1("notice-sender", "name", name),
        (None, true) => frame.t("notice-nameless"),
        (None, false) => frame.t("notice-secret-sender"),
    };
    let addressee = notice.sender.as_ref().map_or_else(|| sender.clone(), |name| frame.t1("notice-addressee", "name", name));
    let body = notice.competent_body.map(|body| body_named(frame, body, notice.seat.as_deref()));
    let receiver = notice.to_unit.clone().or_else(|| notice.to_body.and_then(|body| sort_named(frame, body)));
    let reason = notice.suspension.map(|ground| frame.word("suspension-ground", ground));
    let reason = reason.or_else(|| notice.termination.map(|ground| frame.word("termination-ground", ground)));
    let reason = reason.or_else(|| {
        let family = if notice.kind == "extension" { "complexity-ground" } else { "ground" };
        let ground = notice.ground.as_ref()?;
        if ground != STATED {
            return Some(frame.word(family, ground));
        }
        // The sentence around it ends with a full stop.
        notice.reasons.as_deref().map(|words| words.trim().trim_end_matches('.').to_owned())
    });
    vec![
        ("number", notice.number.clone()),
        ("received", frame.day(&notice.received_on)),
        ("kind", frame.word("kind", notice.case_kind).to_lowercase()),
        ("sender", sender),
        ("addressee", addressee),
        ("address", or_blank(notice.sender_address.clone())),
        ("respondent", or_blank(notice.respondent.clone())),
        ("content", or_blank(notice.title.clone())),
        ("body", or_blank(body)),
        ("receiver", or_blank(receiver)),
        ("officer", or_blank(notice.officer.clone())),
        ("disposition", or_blank(notice.disposition.map(|d| frame.word("disposition", d).to_lowercase()))),
        ("reason", or_blank(reason)),
        ("days", or_blank(notice.days.map(|days| days.to_string()))),
        ("due", or_blank(notice.due.map(|due| frame.day(&due)))),
        ("result", or_blank(notice.result.map(|result| frame.word("result", result).to_lowercase()))),
    ]
}

/// A body by its own name: `Ủy ban nhân dân phường Cự Khối`; by its sort where its place is not known.
fn body_named(frame: &Frame, body: Body, seat: Option<&str>) -> String {
    let of = |unit: &str| texts::text(frame.lang, &format!("body-of-{body}"), &[("unit", in_sentence(unit))]);
    seat.and_then(of).or_else(|| sort_named(frame, body)).unwrap_or_else(|| BLANK.to_owned())
}

/// A body by its sort. `Another body` names none: its name is written by hand.
fn sort_named(frame: &Frame, body: Body) -> Option<String> {
    (body != Body::Other).then(|| frame.word("body", body))
}

/// The laws that such a notice is founded on.
fn bases(frame: &Frame, notice: &Notice) -> Vec<String> {
    let law = match (notice.track, notice.case_kind) {
        (Track::Election, _) => match notice.matter {
            Matter::VoterList => "election-33",
            Matter::Nominee | Matter::Candidate | Matter::CandidateList => "election-61",
            Matter::PollingStation => "election-75",
            Matter::Result => "election-87",
            Matter::Organisation | Matter::AdministrativeAct | Matter::OfficialConduct | Matter::Other => "election",
        },
        (Track::General, Kind::Complaint) => "complaint",
        (Track::General, Kind::Denunciation) => "denunciation",
        (Track::General, Kind::Petition | Kind::Feedback) => "reception",
    };
    // Thông tư 05/2021/TT-TTCP, in force from this day, took the place of 07/2014.
    let replaced = chrono::NaiveDate::from_ymd_opt(2021, 11, 15).is_some_and(|from| from <= notice.date);
    vec![frame.word("notice-basis", law), frame.word("notice-basis", if replaced { "letters" } else { "letters-2014" })]
}

/// `GET /cases/{id}/notices/{document}`
async fn show(frame: Frame, caller: Caller, path: web::Path<(String, String)>) -> Answer {
    let (case, which) = path.into_inner();
    let id: CaseId = case.parse().map_err(|_| ApiError::NotFound)?;
    let which: Which = which.parse().map_err(|_| ApiError::NotFound)?;
    let notice = block(move || {
        let ctx = &caller.ctx;
        ctx.store.snapshot(|conn| {
            let seen = see(ctx, conn, caller.member, id)?;
            notice(ctx, conn, caller.member, &seen, which)
        })
    })
    .await?;
    page(&Show::of(&frame, &notice, format!("/cases/{case}"), false))
}

/// `GET /track/documents/{id}`: a document that was served on the sender, as the office printed it.
async fn served(frame: Frame, holder: Tracked, id: PathId<DocumentId>) -> Answer {
    let notice = block(move || holder.ctx.store.snapshot(|conn| served_notice(&holder.ctx, conn, holder.case, id.0))).await?;
    page(&Show::of(&frame, &notice, "/track/case#documents".to_owned(), true))
}

fn sample() -> Notice {
    let day = |month, day| chrono::NaiveDate::from_ymd_opt(2021, month, day).unwrap_or_default();
    Notice {
        kind: "acceptance",
        document_no: Some("12/TB-TBBC".into()),
        date: day(5, 6),
        signer_name: Some("Nguyễn Hữu Phước".into()),
        signer_office: Some("Chủ tịch".into()),
        signing_body: Some("Ủy ban nhân dân phường Cự Khối".into()),
        unit: "Phường Cự Khối".into(),
        committee: Some("Phường Cự Khối".into()),
        seat: Some("Phường Cự Khối".into()),
        competent_body: Some(Body::CommunePeoplesCommittee),
        number: "0012/2021/CK".into(),
        case_kind: Kind::Complaint,
        matter: Matter::VoterList,
        track: Track::Election,
        received_on: day(5, 3),
        title: Some("Bổ sung tên trong danh sách cử tri".into()),
        sender: Some("Nguyễn Thị Phương Thảo".into()),
        sender_address: Some("Tổ 7, phường Cự Khối".into()),
        nameless: false,
        extract: false,
        respondent: None,
        officer: Some("Đặng Nguyễn Hoàng Bảo Đức".into()),
        disposition: Some("accept"),
        ground: Some("within_competence".into()),
        to_unit: None,
        to_body: Some(Body::CouncilStandingBody),
        rule: Some("d.settle".into()),
        days: Some(30),
        due: Some(day(5, 8)),
        suspension: None,
        termination: None,
        result: None,
        reasons: Some("Có xác nhận cư trú.\nĐã đối chiếu sổ tạm trú.".into()),
        legal_basis: Some("Điều 33 Luật Bầu cử".into()),
        remedy: None,
    }
}

/// Every kind of notice; those of denunciations as extracts.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    use crate::domain::outcome::{CaseResult, SuspensionGround, TerminationGround};
    let kinds: [(&'static str, &'static str); 20] = [
        ("notices/show", "acceptance"),
        ("notices/show receipt", "receipt"),
        ("notices/show proposal", "proposal"),
        ("notices/show urging", "urging"),
        ("notices/show refusal", "refusal"),
        ("notices/show guidance", "guidance"),
        ("notices/show transfer", "transfer"),
        ("notices/show return", "return"),
        ("notices/show filing", "filing"),
        ("notices/show extension", "extension"),
        ("notices/show suspension", "suspension"),
        ("notices/show resumption", "resumption"),
        ("notices/show termination", "termination"),
        ("notices/show decision", "decision"),
        ("notices/show conclusion", "conclusion"),
        ("notices/show strike-off", "strike_off"),
        ("notices/show hand-over", "hand_over"),
        ("notices/show appeal", "appeal"),
        ("notices/show answer", "decision"),
        ("notices/show transfer elsewhere", "transfer"),
    ];
    let of = |(name, kind): (&'static str, &'static str)| {
        let mut notice = Notice { kind, ..sample() };
        match kind {
            "extension" => notice.ground = Some("several_places".into()),
            "suspension" => notice.suspension = Some(SuspensionGround::AwaitingResult),
            "termination" => notice.termination = Some(TerminationGround::Withdrawal),
            "decision" => notice.result = Some(CaseResult::PartlyJustified),
            "conclusion" => {
                notice.result = Some(CaseResult::PartlyTrue);
                (notice.case_kind, notice.track, notice.extract, notice.sender) = (Kind::Denunciation, Track::General, true, None);
                notice.sender_address = None;
            }
            _ => {}
        }
        if kind == "filing" {
            (notice.sender, notice.sender_address, notice.nameless) = (None, None, true);
        }
        if name == "notices/show answer" {
            notice.case_kind = Kind::Petition;
        }
        if name == "notices/show transfer elsewhere" {
            (notice.ground, notice.to_body) = (Some(STATED.into()), Some(Body::Other));
        }
        Sample::of(name, &Show::of(frame, &notice, "/cases/0000000000001".into(), false))
    };
    let served = Notice { kind: "decision", result: Some(CaseResult::Justified), officer: None, ..sample() };
    let served = Sample::of("notices/show served", &Show::of(frame, &served, "/track/case#documents".into(), true));
    kinds.into_iter().map(of).chain([served]).collect()
}

/// Its row.
pub fn routes() -> Vec<Route> {
    vec![
        Route::page(Method::GET, "/cases/{id}/notices/{document}", "notice_page", Permission::Role(&STAFF), show),
        Route::page(Method::GET, "/track/documents/{id}", "track_document", Permission::Track, served),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Lang;

    #[test]
    fn what_was_written_is_printed_in_place_of_the_choice() {
        for lang in [Lang::Vi, Lang::En] {
            let frame = Frame::sample(lang, None);
            let written = Notice { kind: "transfer", ground: Some(STATED.into()), to_body: Some(Body::Other), ..sample() };
            let shown = Show::of(&frame, &written, "/cases/1".into(), false);
            assert!(shown.body.contains("Đã đối chiếu sổ tạm trú"), "{}", shown.body);
            assert!(!shown.body.contains(&frame.t("ground-stated")) && !shown.body.contains(&frame.t("body-other")), "{}", shown.body);
            assert!(shown.body.contains(BLANK) && !shown.quoted.iter().any(|(id, _)| *id == "notice-reasons"));
        }
    }

    #[test]
    fn a_filing_slip_is_addressed_to_nobody_outside() {
        let frame = Frame::sample(Lang::Vi, None);
        assert_eq!(Show::of(&frame, &Notice { kind: "filing", ..sample() }, "/cases/1".into(), false).to, None);
        assert!(Show::of(&frame, &Notice { kind: "return", ..sample() }, "/cases/1".into(), false).to.is_some());
    }

    #[test]
    fn the_date_of_an_english_notice_has_its_month_in_letters() {
        let frame = Frame::sample(Lang::En, None);
        let place =
            Show::of(&frame, &Notice { date: chrono::NaiveDate::from_ymd_opt(2021, 5, 5).unwrap(), ..sample() }, "/cases/1".into(), false)
                .place;
        assert!(place.ends_with(", 5 May 2021"), "{place}");
    }
}
