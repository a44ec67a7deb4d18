//! Check answers, each with its way to change it; and sending the letter.

use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, web};
use askama::Template;

use super::draft::Draft;
use super::gone;
use super::holder::{At, holder, keeping, number};
use super::papers::PaperLine;
use super::steps::{Office, Step};
use crate::actions::half_form::{self, Holder};
use crate::actions::papers::Paper;
use crate::actions::{add_papers, half_form::MINUTES};
use crate::domain::ids::UnitId;
use crate::http::actor::{Anybody, Permission};
use crate::http::error::{Answer, ApiError};
use crate::http::form::Form;
use crate::http::limits::Class;
use crate::http::pages::{Errors, Frame, Sample, page_with, see_other};
use crate::http::route::Route;
use crate::http::shared::{Shared, block};

/// An answer.
#[derive(Debug, Clone)]
pub struct Row {
    pub label: String,
    /// As it was typed; a dash where nothing was.
    pub value: String,
    pub href: String,
}

#[derive(Template)]
#[template(path = "pages/citizen/check.html")]
pub(super) struct CheckPage<'a> {
    frame: &'a Frame,
    errors: &'a Errors,
    /// The page where what is wrong is mended.
    mend: Option<String>,
    back: String,
    action: String,
    rows: Vec<Row>,
    papers: Vec<PaperLine>,
    papers_href: String,
    /// Who receives it.
    unit: Option<String>,
    minutes: i64,
}

impl<'a> CheckPage<'a> {
    pub(super) fn of(frame: &'a Frame, errors: &'a Errors, draft: &Draft, office: &Office<'_>, no: u8, papers: &[Paper]) -> Self {
        let steps = office.steps(&draft.form);
        let before = steps.iter().rev().find(|s| **s != Step::Check).copied().unwrap_or(Step::Matter);
        Self {
            frame,
            errors,
            mend: None,
            back: format!("/submit/{no}/{before}"),
            action: format!("/submit/{no}/check"),
            rows: steps.iter().flat_map(|step| rows(frame, draft, office, *step, no)).collect(),
            papers: papers.iter().map(|p| PaperLine::of(frame, p)).collect(),
            papers_href: format!("/submit/{no}/papers"),
            unit: office.unit(&draft.form).map(|u| u.name.clone()),
            minutes: MINUTES,
        }
    }
}

fn rows(frame: &Frame, draft: &Draft, office: &Office<'_>, step: Step, no: u8) -> Vec<Row> {
    let form = &draft.form;
    let row = |name: &str, value: String| Row {
        label: frame.t(&format!("submit-row-{name}")),
        value: if value.trim().is_empty() { "–".to_owned() } else { value },
        href: format!("/submit/{no}/{step}"),
    };
    let typed = |name: &str| form.get(name).trim().to_owned();
    let unit = |id: &str| {
        let id: Option<UnitId> = id.parse().ok();
        let areas = office.areas(form);
        let found = office.units.iter().chain(&areas).find(|u| Some(u.id) == id);
        found.map(|u| u.name.clone()).unwrap_or_default()
    };
    match step {
        Step::Matter => vec![row("matter", frame.word("matter", typed("matter")))],
        Step::Contest if typed("contest") == "unknown" => vec![row("contest", frame.t("submit-contest-unknown"))],
        Step::Contest => vec![row("contest", frame.word("contest", typed("contest")))],
        Step::Kind => vec![row("kind", frame.word("kind", typed("kind")))],
        Step::Unit => vec![row("unit", unit(&typed("unit")))],
        Step::Election => vec![row("election", office.election(form).map(|e| e.name.clone()).unwrap_or_default())],
        Step::What => vec![row("title", typed("title")), row("body", typed("body"))],
        Step::Place => {
            let [day, month, year] = ["day", "month", "year"].map(|part| typed(&format!("occurred_on.{part}")));
            let empty = day.is_empty() && month.is_empty() && year.is_empty();
            let when = if empty { String::new() } else { format!("{day:0>2}/{month:0>2}/{year}") };
            let area = (!office.areas(form).is_empty()).then(|| row("polling_area", unit(&typed("polling_area"))));
            area.into_iter().chain([row("occurred_on", when)]).collect()
        }
        Step::Who => {
            let said = ["respondent.name", "respondent.position"].map(typed);
            vec![row("respondent", said.into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(", "))]
        }
        Step::Identity => {
            let denounced = typed("kind") == "denunciation";
            let words = if denounced { format!("denunciation-{}", typed("identity")) } else { typed("identity") };
            vec![row("identity", frame.t(&format!("submit-identity-{words}")))]
        }
        Step::Name => vec![
            row("name", typed("petitioner.name")),
            row("phone", typed("petitioner.phone")),
            row("email", typed("petitioner.email")),
            row("address", typed("petitioner.address")),
        ],
        Step::Others => vec![row("signers", typed("signers"))],
        Step::Representatives => {
            let one = |n: usize| ["name", "phone", "email"].map(|part| typed(&format!("representatives.{n}.{part}")));
            let said = |parts: [String; 3]| parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", ");
            let all: Vec<String> = (0..super::draft::rows(form)).map(|n| said(one(n))).filter(|s| !s.is_empty()).collect();
            vec![row("representatives", all.join("\n"))]
        }
        Step::Papers | Step::Check => Vec::new(),
    }
}

/// `GET /submit/{no}/check`
async fn show(shared: web::Data<Shared>, frame: Frame, anybody: Anybody, req: HttpRequest) -> Answer {
    let no = number(&req);
    let (holder, draft) = match holder(&shared, &anybody, &req).await? {
        At::Filling(holder, draft) => (holder, draft),
        At::Sent(..) => return Ok(see_other(&format!("/submit/{no}/receipt"))),
        At::Gone => return gone::answer(&frame, &Form::default()),
    };
    let next = draft.next(&Office::of(&anybody.ctx));
    if next != Step::Check {
        return Ok(see_other(&format!("/submit/{no}/{next}")));
    }
    shown(&frame, &anybody, &draft, &holder, None).await
}

async fn shown(frame: &Frame, anybody: &Anybody, draft: &Draft, holder: &Holder, wrong: Option<(Step, Errors)>) -> Answer {
    let (ctx, of) = (anybody.ctx.clone(), holder.clone());
    let papers = block(move || add_papers::of_form(&ctx, &of)).await?;
    let office = Office::of(&anybody.ctx);
    let none = Errors::default();
    let (errors, mend) = match &wrong {
        Some((step, errors)) => (errors, Some(format!("/submit/{}/{step}", holder.no))),
        None => (&none, None),
    };
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = CheckPage { mend, ..CheckPage::of(frame, errors, draft, &office, holder.no, &papers) };
    page_with(status, &page)
}

/// `POST /submit/{no}/check`: the letter is sent, once.
async fn send(shared: web::Data<Shared>, frame: Frame, anybody: Anybody, req: HttpRequest, _form: Form) -> Answer {
    let (holder, draft) = match holder(&shared, &anybody, &req).await? {
        At::Filling(holder, draft) => (holder, draft),
        // Pressed twice: the first was taken.
        At::Sent(holder, _) => return Ok(see_other(&format!("/submit/{}/receipt", holder.no))),
        At::Gone => return gone::answer(&frame, &Form::default()),
    };
    let office = Office::of(&anybody.ctx);
    let next = draft.next(&office);
    if next != Step::Check {
        return Ok(see_other(&format!("/submit/{}/{next}", holder.no)));
    }
    let letter = match draft.check_all(&anybody.ctx, &office, &frame) {
        Ok(letter) => letter,
        Err(wrong) => return shown(&frame, &anybody, &draft, &holder, Some(wrong)).await,
    };
    let (ctx, of) = (anybody.ctx.clone(), holder.clone());
    match block(move || half_form::submit(&ctx, &of, &letter)).await {
        Ok(Some(_)) => keeping(&shared, see_other(&format!("/submit/{}/receipt", holder.no)), &holder),
        Ok(None) => gone::answer(&frame, &Form::default()),
        Err(error @ ApiError::Refused { .. }) => {
            let errors = Errors::of(&error, frame.lang);
            shown(&frame, &anybody, &draft, &holder, Some((Step::What, errors))).await
        }
        Err(error) => Err(error),
    }
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    super::sample::check(frame)
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![
        Route::page(Method::GET, "/submit/{no}/check", "submit_check_page", Permission::Public, show),
        Route::page(Method::POST, "/submit/{no}/check", "submit_send", Permission::Public, send).class(Class::Intake),
    ]
}
