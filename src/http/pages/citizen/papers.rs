//! Papers of a submission: added and taken away, with or without a script.

use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, web};
use askama::Template;

use super::draft::Draft;
use super::gone;
use super::holder::{At, holder, keeping, number};
use super::steps::{Office, Step};
use crate::actions::half_form::{self, Holder, Kept};
use crate::actions::papers::Paper;
use crate::actions::{add_papers, papers::NewPaper};
use crate::domain::ids::PaperId;
use crate::http::actor::{Anybody, Permission};
use crate::http::error::{Answer, ApiError};
use crate::http::form::Form;
use crate::http::limits::Class;
use crate::http::pages::papers::{self, PapersField};
use crate::http::pages::{Errors, Frame, Sample, page_with, see_other};
use crate::http::problem::Problem;
use crate::http::route::Route;
use crate::http::shared::{Shared, block};
use crate::http::upload::Upload;

#[derive(Template)]
#[template(path = "pages/citizen/papers.html")]
pub(super) struct PapersPage<'a> {
    frame: &'a Frame,
    errors: &'a Errors,
    back: String,
    action: String,
    progress: String,
    papers: Vec<PaperLine>,
    field: PapersField,
}

/// A paper in a list.
#[derive(Debug, Clone)]
pub struct PaperLine {
    pub id: String,
    pub name: String,
    /// "1,2 MB".
    pub size: String,
    pub sha256: String,
}

impl PaperLine {
    /// For a list in this reader's language.
    pub fn of(frame: &Frame, paper: &Paper) -> Self {
        Self { id: paper.id.to_string(), name: paper.name.clone(), size: size(frame, paper.size), sha256: paper.sha256.clone() }
    }
}

/// Bytes as people say them.
pub fn size(frame: &Frame, bytes: usize) -> String {
    let comma = |text: String| if frame.lang == crate::texts::Lang::Vi { text.replace('.', ",") } else { text };
    // A size needs no more digits than these.
    #[allow(clippy::cast_precision_loss)]
    let of = |unit: usize| bytes as f64 / unit as f64;
    if bytes >= 1 << 20 { comma(format!("{:.1} MB", of(1 << 20))) } else { format!("{:.0} kB", of(1 << 10).max(1.0)) }
}

impl<'a> PapersPage<'a> {
    pub(super) fn of(frame: &'a Frame, errors: &'a Errors, draft: &Draft, office: &Office<'_>, no: u8, papers: &[Paper]) -> Self {
        let steps = office.steps(&draft.form);
        let place = steps.iter().position(|s| *s == Step::Papers).unwrap_or_default();
        let before = place.checked_sub(1).and_then(|p| steps.get(p)).copied().unwrap_or(Step::Matter);
        Self {
            frame,
            errors,
            back: format!("/submit/{no}/{before}"),
            action: format!("/submit/{no}/papers"),
            progress: frame.t2("submit-progress", "at", place + 1, "of", steps.len()),
            papers: papers.iter().map(|p| PaperLine::of(frame, p)).collect(),
            field: PapersField::of(frame, errors),
        }
    }
}

/// `GET /submit/{no}/papers`
async fn show(shared: web::Data<Shared>, frame: Frame, anybody: Anybody, req: HttpRequest) -> Answer {
    let no = number(&req);
    let (holder, draft) = match holder(&shared, &anybody, &req).await? {
        At::Filling(holder, draft) => (holder, draft),
        At::Sent(..) => return Ok(see_other(&format!("/submit/{no}/receipt"))),
        At::Gone => return gone::answer(&frame, &Form::default()),
    };
    let office = Office::of(&anybody.ctx);
    let next = draft.next(&office);
    if next < Step::Papers {
        return Ok(see_other(&format!("/submit/{no}/{next}")));
    }
    listed(&frame, &anybody, &Errors::default(), &draft, &holder, StatusCode::OK).await
}

async fn listed(frame: &Frame, anybody: &Anybody, errors: &Errors, draft: &Draft, holder: &Holder, status: StatusCode) -> Answer {
    let (ctx, of) = (anybody.ctx.clone(), holder.clone());
    let papers = block(move || add_papers::of_form(&ctx, &of)).await?;
    let office = Office::of(&anybody.ctx);
    page_with(status, &PapersPage::of(frame, errors, draft, &office, holder.no, &papers))
}

/// `POST /submit/{no}/papers`: what was chosen is added; the other button goes on.
async fn add(shared: web::Data<Shared>, frame: Frame, anybody: Anybody, req: HttpRequest, upload: Upload) -> Answer {
    let (holder, draft) = match holder(&shared, &anybody, &req).await? {
        At::Filling(holder, draft) => (holder, draft),
        At::Sent(holder, _) => return Ok(see_other(&format!("/submit/{}/receipt", holder.no))),
        At::Gone => return gone::answer(&frame, &Form::default()),
    };
    let on = upload.has("on");
    let mut errors = papers::too_large(&frame, &upload);
    for new in upload.files {
        match added(&anybody, &holder, new).await {
            Ok(true) => {}
            Ok(false) => return gone::answer(&frame, &Form::default()),
            Err(error @ ApiError::Refused { .. }) => errors.add("papers", Problem::of(&error, frame.lang, None).detail),
            Err(error) => return Err(error),
        }
    }
    if !errors.is_empty() {
        let page = listed(&frame, &anybody, &errors, &draft, &holder, StatusCode::UNPROCESSABLE_ENTITY).await?;
        return keeping(&shared, page, &holder);
    }
    if !on {
        return keeping(&shared, see_other(&format!("/submit/{}/papers", holder.no)), &holder);
    }
    let (ctx, of) = (anybody.ctx.clone(), holder.clone());
    let kept = block(move || {
        half_form::change(&ctx, &of, |kept| {
            let mut draft = Draft::of(kept);
            draft.set_done(Step::Papers, true);
            draft.keep(kept);
        })
    })
    .await?;
    let Some(Kept::Filling(kept)) = kept else { return gone::answer(&frame, &Form::default()) };
    let next = Draft::of(&kept).next(&Office::of(&anybody.ctx));
    keeping(&shared, see_other(&format!("/submit/{}/{next}", holder.no)), &holder)
}

async fn added(anybody: &Anybody, holder: &Holder, new: NewPaper) -> Result<bool, ApiError> {
    let (ctx, of) = (anybody.ctx.clone(), holder.clone());
    Ok(block(move || add_papers::to_form(&ctx, &of, &new)).await?.is_some())
}

/// `POST /submit/{no}/papers/remove`
async fn remove(shared: web::Data<Shared>, frame: Frame, anybody: Anybody, req: HttpRequest, form: Form) -> Answer {
    let At::Filling(holder, _) = holder(&shared, &anybody, &req).await? else { return gone::answer(&frame, &Form::default()) };
    if let Ok(id) = form.get("paper").parse::<PaperId>() {
        let (ctx, of) = (anybody.ctx.clone(), holder.clone());
        block(move || add_papers::take_from_form(&ctx, &of, id)).await?;
    }
    keeping(&shared, see_other(&format!("/submit/{}/papers", holder.no)), &holder)
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    super::sample::papers(frame)
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![
        Route::page(Method::GET, "/submit/{no}/papers", "submit_papers_page", Permission::Public, show),
        Route::page(Method::POST, "/submit/{no}/papers", "submit_papers", Permission::Public, add).class(Class::Intake).files(),
        Route::page(Method::POST, "/submit/{no}/papers/remove", "submit_papers_remove", Permission::Public, remove),
    ]
}
