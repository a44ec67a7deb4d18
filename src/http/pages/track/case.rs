//! `/track/case`: where one's case stands, and what its sender may do.

use actix_web::HttpResponse;
use actix_web::http::{Method, StatusCode};
use askama::Template;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::acts::{ActForm, RefusedAct, forms, refused, told};
use super::view::{DeadlineLine, Earlier, Fact, Panel, ServedPaper, StoryLine};
use super::{sample, view};
use crate::actions::act::Act;
use crate::actions::add_letter::AddLetter;
use crate::actions::add_papers;
use crate::actions::appeal_case::AppealCase;
use crate::actions::error::ActionError;
use crate::actions::message::Message;
use crate::actions::papers::Paper;
use crate::actions::perform::perform;
use crate::actions::read::citizen::{self, CitizenCase};
use crate::actions::read::papers;
use crate::actions::withdraw::Withdraw;
use crate::domain::event::By;
use crate::domain::law::Law;
use crate::domain::verb::Verb;
use crate::http::actor::{Permission, Tracked};
use crate::http::api::public::look;
use crate::http::error::{Answer, ApiError};
use crate::http::form::Form;
use crate::http::limits::Class;
use crate::http::pages::citizen::papers::PaperLine;
use crate::http::pages::papers::{PapersField, wrong};
use crate::http::pages::{Errors, Frame, Sample, page, page_with, see_other};
use crate::http::params::Params;
use crate::http::route::Route;
use crate::http::shared::block;
use crate::http::upload::Upload;

/// What was just done.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Done {
    done: Option<Verb>,
    /// Papers were added.
    #[serde(default)]
    added: bool,
}

#[derive(Template)]
#[template(path = "pages/track/case.html")]
struct CasePage<'a> {
    frame: &'a Frame,
    errors: &'a Errors,
    case: &'a CitizenCase,
    /// What was just done, in words.
    done: Option<String>,
    /// The one sentence, with the shape of its state.
    panel: Panel,
    facts: Vec<Fact>,
    /// Rights that end, with their last days.
    rights: Vec<DeadlineLine>,
    /// What bodies owe.
    duties: Vec<DeadlineLine>,
    forms: Vec<ActForm>,
    refused: Vec<RefusedAct>,
    story: Vec<StoryLine>,
    papers: Vec<ServedPaper>,
    /// How the letter was disposed of.
    disposition: Vec<Fact>,
    /// The cases from which this one came.
    earlier: Vec<Earlier>,
    /// What the sender sent with the letters.
    attached: Vec<PaperLine>,
    /// The form that takes more of them, as long as a letter may be added.
    adds: Option<PapersField>,
}

/// What was typed into one of the forms, and what is wrong with it.
struct Typed<'a> {
    verb: Option<Verb>,
    form: &'a Form,
    errors: &'a Errors,
}

impl<'a> CasePage<'a> {
    fn of(frame: &'a Frame, law: &Law, case: &'a CitizenCase, done: Option<Verb>, typed: &Typed<'a>) -> Self {
        let done = done.filter(|verb| crate::domain::permission::citizen_may(*verb));
        Self {
            frame,
            errors: typed.errors,
            case,
            done: done.map(|verb| frame.word("verb-citizen-done", verb)),
            panel: view::panel(frame, law, case),
            facts: view::facts(frame, case),
            rights: view::rights(frame, law, case),
            duties: view::duties(frame, law, case),
            forms: forms(frame, case, typed.verb, typed.form, typed.errors),
            refused: refused(frame, law, case),
            story: view::story(frame, law, case),
            papers: view::papers(frame, &case.documents),
            disposition: case.disposition.iter().flat_map(|told| view::disposition(frame, told)).collect(),
            earlier: view::earlier(frame, case),
            attached: Vec::new(),
            adds: case.allowed.contains(&Verb::AddLetter).then(|| PapersField::of(frame, typed.errors)),
        }
    }

    fn with(self, papers: &[Paper]) -> Self {
        Self { attached: papers.iter().map(|paper| PaperLine::of(self.frame, paper)).collect(), ..self }
    }
}

/// A form of the page by its id, which the switch of the language sends along.
fn form_id(slug: &str) -> String {
    format!("form-{slug}")
}

/// The case as it stands, and the papers of its letters: of the case that was opened, and of one that followed it since.
async fn seen(holder: &Tracked) -> Result<(CitizenCase, Vec<Paper>), ApiError> {
    let (ctx, id, lang) = (holder.ctx.clone(), holder.case, holder.lang);
    block(move || {
        let view = look(&ctx, id, lang)?;
        let papers = ctx.store.snapshot(|conn| papers::for_sender(&ctx, conn, id))?;
        Ok::<_, ActionError>((view, papers))
    })
    .await
}

/// `GET /track/case`
async fn show(frame: Frame, holder: Tracked, done: Params<Done>) -> Answer {
    let (view, papers) = seen(&holder).await?;
    let typed = Typed { verb: None, form: &Form::default(), errors: &Errors::default() };
    let mut shown = CasePage::of(&frame, &holder.ctx.law, &view, done.0.done, &typed).with(&papers);
    if done.0.added {
        shown.done = Some(frame.t("track-papers-added"));
    }
    page(&shown)
}

/// `POST /track/case/papers`: all of them, or none and what is wrong with which.
async fn add_papers(frame: Frame, holder: Tracked, upload: Upload) -> Answer {
    let mut errors = wrong(&frame, &upload);
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if errors.is_empty() {
        let (ctx, id) = (holder.ctx.clone(), holder.case);
        match block(move || add_papers::of_sender(&ctx, id, &upload.files)).await {
            Ok(_) => return Ok(see_other("/track/case?added=true#attached")),
            Err(error @ (ApiError::Field { .. } | ApiError::Refused { .. } | ApiError::Unavailable(_))) => {
                (errors, status) = (Errors::of(&error, frame.lang), error.status());
            }
            Err(error) => return Err(error),
        }
    }
    let (view, papers) = seen(&holder).await?;
    let typed = Typed { verb: None, form: &Form::default(), errors: &errors };
    page_with(status, &CasePage::of(&frame, &holder.ctx.law, &view, None, &typed).with(&papers))
}

/// `POST /track/case/{add-letter|message|withdraw|appeal}`: what was refused comes back as it was typed.
async fn act<A>(mut frame: Frame, holder: Tracked, mut form: Form) -> Answer
where
    A: Act + DeserializeOwned + Send + Sync + 'static,
{
    frame.keeps = Some(form_id(A::VERB.as_str()));
    if !form.take("switch").is_empty() {
        // Nothing is done: the same page in the other language, with what was typed.
        let (view, papers) = seen(&holder).await?;
        let typed = Typed { verb: Some(A::VERB), form: &form, errors: &Errors::default() };
        return page(&CasePage::of(&frame, &holder.ctx.law, &view, None, &typed).with(&papers));
    }
    let error = match form.parse::<A>() {
        Ok(body) => match do_it(&holder, body).await {
            Ok(()) => return Ok(see_other(&format!("/track/case?done={}", A::VERB))),
            Err(error) => error,
        },
        Err(error) => error,
    };
    if !matches!(error, ApiError::Field { .. } | ApiError::Refused { .. } | ApiError::Unavailable(_)) {
        return Err(error);
    }
    again(&frame, &holder, &form, A::VERB, &error).await
}

async fn do_it<A: Act + Send + Sync + 'static>(holder: &Tracked, body: A) -> Result<(), ApiError> {
    let (ctx, id) = (holder.ctx.clone(), holder.case);
    block(move || {
        let case = ctx.store.snapshot(|conn| citizen::newest_of(conn, id))?;
        perform(&ctx, By::Citizen, case.id, None, &body).map(|_| ())
    })
    .await
}

async fn again(frame: &Frame, holder: &Tracked, form: &Form, verb: Verb, error: &ApiError) -> Result<HttpResponse, ApiError> {
    let (view, papers) = seen(holder).await?;
    let mut errors = Errors::within(verb.as_str(), error, frame.lang);
    let said = told(frame, &holder.ctx.law, verb, error);
    for wrong in &mut errors.all {
        wrong.text.clone_from(&said.0);
    }
    let typed = Typed { verb: Some(verb), form, errors: &errors };
    page_with(error.status(), &CasePage::of(frame, &holder.ctx.law, &view, None, &typed).with(&papers))
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let law = Law::embedded();
    let nothing = Typed { verb: None, form: &Form::default(), errors: &Errors::default() };
    let mut all: Vec<Sample> =
        sample::cases(frame).iter().map(|(name, case)| Sample::of(name, &CasePage::of(frame, law, case, None, &nothing))).collect();
    if let Some((_, case)) = sample::cases(frame).first() {
        all.push(Sample::of("track/case done", &CasePage::of(frame, law, case, Some(Verb::Message), &nothing).with(&[sample::paper()])));
        let error = ApiError::field_error("text", &crate::domain::text::Violation::Required);
        let errors = Errors::within(Verb::Message.as_str(), &error, frame.lang);
        let typed = Typed { verb: Some(Verb::Message), form: &Form::default(), errors: &errors };
        all.push(Sample::of("track/case refused", &CasePage::of(frame, law, case, None, &typed)));
    }
    all
}

fn row<A>(id: &str) -> Route
where
    A: Act + DeserializeOwned + Send + Sync + 'static,
{
    Route::page(Method::POST, format!("/track/case/{}", A::VERB), id, Permission::Track, act::<A>).class(Class::Intake)
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![
        Route::page(Method::GET, "/track/case", "track_case_page", Permission::Track, show),
        Route::page(Method::POST, "/track/case/papers", "track_papers_form", Permission::Track, add_papers).class(Class::Intake).files(),
        row::<AddLetter>("track_add_letter_form"),
        row::<Message>("track_message_form"),
        row::<Withdraw>("track_withdraw_form"),
        row::<AppealCase>("track_appeal_form"),
    ]
}
