//! The receipt of a letter that was just sent, shown to the browser that sent it until it is left; and the page to print and sign.

use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, web};
use askama::Template;

use super::due::{DueLine, lines};
use super::gone;
use super::holder::{At, holder, number};
use super::papers::PaperLine;
use crate::actions::half_form::Sent;
use crate::actions::read::receipt::{self, LetterSheet, ReceiptCard};
use crate::domain::directory::Directory;
use crate::domain::kind::{Identity, Kind};
use crate::domain::law::Law;
use crate::domain::places::in_sentence;
use crate::domain::sentence::sentence;
use crate::domain::zone::local_date;
use crate::http::actor::{Anybody, Permission};
use crate::http::api::public::worded;
use crate::http::error::Answer;
use crate::http::form::Form;
use crate::http::pages::{Frame, Sample, page_with, qr, see_other};
use crate::http::route::Route;
use crate::http::shared::{Shared, block};

#[derive(Template)]
#[template(path = "pages/citizen/receipt.html")]
pub(super) struct ReceiptPage<'a> {
    frame: &'a Frame,
    number: String,
    /// Where it was sent, and what it is about; for paper.
    unit: String,
    about: String,
    /// The four groups of the code.
    code: Vec<String>,
    /// A drawing of the address of the track page, and nothing else.
    qr: String,
    track: String,
    received: String,
    /// Where the case stands.
    sentence: String,
    dues: Vec<DueLine>,
    papers: Vec<PaperLine>,
    unsigned: bool,
    provisional: bool,
    /// A way to leave at once.
    secret: bool,
    anonymous: bool,
    sign_href: String,
    leave: String,
}

/// What of this office stands on a receipt.
pub(super) struct Office<'o> {
    pub public_url: &'o str,
    pub directory: &'o Directory,
}

impl<'a> ReceiptPage<'a> {
    pub(super) fn of(frame: &'a Frame, law: &Law, sent: &Sent, card: &ReceiptCard, no: u8, office: &Office<'_>) -> Self {
        let case = &card.case;
        let public_url = office.public_url;
        let told = sentence(case, &card.deadlines, &law.rulebook, frame.today).placed(office.directory, case.unit);
        let track = format!("{public_url}/track");
        let secret = case.identity != Identity::Named || case.confidential;
        Self {
            frame,
            number: sent.number.clone(),
            unit: office.directory.units.get(&case.unit).map(|u| u.name.clone()).unwrap_or_default(),
            about: format!("{} · {}", frame.word("kind", case.kind), frame.word("matter", case.matter)),
            code: sent.code.split(' ').map(str::to_owned).collect(),
            qr: qr::svg(&track, &frame.t("receipt-qr")),
            track,
            // Of a secret letter only the day is told: nothing here says more than the register.
            received: if secret { frame.day_of(&card.received_at) } else { frame.moment(&card.received_at) },
            sentence: worded(&told, frame.lang),
            dues: lines(frame, law, &card.deadlines),
            papers: card.papers.iter().map(|p| PaperLine::of(frame, p)).collect(),
            unsigned: card.unsigned,
            provisional: card.provisional,
            secret,
            anonymous: case.identity == Identity::Anonymous,
            sign_href: format!("/submit/{no}/sign-paper"),
            leave: format!("/submit/{no}/leave"),
        }
    }
}

/// `GET /submit/{no}/receipt`
async fn show(shared: web::Data<Shared>, frame: Frame, anybody: Anybody, req: HttpRequest) -> Answer {
    let no = number(&req);
    let sent = match holder(&shared, &anybody, &req).await? {
        At::Sent(_, sent) => sent,
        At::Filling(..) => return Ok(see_other(&format!("/submit/{no}/check"))),
        At::Gone => return gone::answer(&frame, &Form::default()),
    };
    let (ctx, case) = (anybody.ctx.clone(), sent.case);
    let card = block(move || receipt::receipt(&ctx, case)).await?;
    let office = Office { public_url: &shared.app.config.public_url, directory: &anybody.ctx.directory };
    page_with(StatusCode::OK, &ReceiptPage::of(&frame, &anybody.ctx.law, &sent, &card, no, &office))
}

#[derive(Template)]
#[template(path = "pages/citizen/sign_paper.html")]
pub(super) struct SignPaper<'a> {
    frame: &'a Frame,
    back: String,
    number: String,
    kind: Kind,
    matter: String,
    /// To whom it goes.
    unit: String,
    sheet: &'a LetterSheet,
    papers: Vec<PaperLine>,
    received: String,
    /// Where a secret letter is left at once, and forgotten by this browser.
    leave: Option<String>,
}

impl<'a> SignPaper<'a> {
    pub(super) fn of(frame: &'a Frame, sheet: &'a LetterSheet, unit: String, no: u8) -> Self {
        let case = &sheet.case;
        Self {
            frame,
            back: format!("/submit/{no}/receipt"),
            number: case.number.to_string(),
            kind: case.kind,
            matter: frame.word("matter", sheet.matter),
            unit: in_sentence(&unit),
            papers: sheet.papers.iter().map(|p| PaperLine::of(frame, p)).collect(),
            received: frame.day(&local_date(case.received_at)),
            leave: (case.identity != Identity::Named || case.confidential).then(|| format!("/submit/{no}/leave")),
            sheet,
        }
    }
}

/// `GET /submit/{no}/sign-paper`
async fn sign_paper(shared: web::Data<Shared>, frame: Frame, anybody: Anybody, req: HttpRequest) -> Answer {
    let no = number(&req);
    let sent = match holder(&shared, &anybody, &req).await? {
        At::Sent(_, sent) => sent,
        At::Filling(..) => return Ok(see_other(&format!("/submit/{no}/check"))),
        At::Gone => return gone::answer(&frame, &Form::default()),
    };
    let ctx = anybody.ctx.clone();
    let sheet = block(move || receipt::letter(&ctx, sent.case)).await?;
    let unit = anybody.ctx.directory.units.get(&sheet.case.unit).map(|u| u.name.clone()).unwrap_or_default();
    page_with(StatusCode::OK, &SignPaper::of(&frame, &sheet, unit, no))
}

/// The pages with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    super::sample::receipts(frame)
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![
        Route::page(Method::GET, "/submit/{no}/receipt", "submit_receipt", Permission::Public, show),
        Route::page(Method::GET, "/submit/{no}/sign-paper", "submit_sign_paper", Permission::Public, sign_paper),
    ]
}
