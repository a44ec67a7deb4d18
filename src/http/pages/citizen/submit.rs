//! Submitting a letter, one question a page. What was answered is kept on the server for an hour, sealed.

use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::draft::Draft;
use super::gone;
use super::holder::{At, holder, keeping, step_of};
use super::questions::{WhenField, fields, when};
use super::steps::{Office, Step};
use crate::actions::half_form::{self, HalfForm, Kept};
use crate::http::actor::{Anybody, Permission};
use crate::http::cookies::{self, Purpose};
use crate::http::error::{Answer, ApiError};
use crate::http::form::Form;
use crate::http::pages::{Errors, Field, Frame, Sample, page_with, see_other};
use crate::http::route::Route;
use crate::http::shared::{Shared, block};
use crate::texts::Lang;

/// A form that was begun earlier in this browser.
#[derive(Debug, Clone)]
pub struct Begun {
    pub href: String,
    /// What it is about, in the words of its matter; or that it was sent.
    pub text: String,
    pub sent: bool,
}

#[derive(Template)]
#[template(path = "pages/citizen/submit.html")]
pub(super) struct Question<'a> {
    frame: &'a Frame,
    errors: &'a Errors,
    /// The heading, where no field is the one question of its page.
    title: Option<String>,
    /// For the title of the document.
    name: String,
    lede: Option<String>,
    back: String,
    action: String,
    /// "Question 2 of 11".
    progress: String,
    fields: Vec<Field>,
    /// When it happened.
    when: Option<WhenField>,
    begun: Vec<Begun>,
    /// Receipts of letters that this browser sent within the hour.
    sent: Vec<Begun>,
    /// No office takes letters from the public.
    nowhere: bool,
}

impl<'a> Question<'a> {
    pub(super) fn of(frame: &'a Frame, errors: &'a Errors, step: Step, draft: &Draft, office: &Office<'_>, at: Option<u8>) -> Self {
        let steps = office.steps(&draft.form);
        let place = steps.iter().position(|s| *s == step).unwrap_or_default();
        let before = place.checked_sub(1).and_then(|p| steps.get(p));
        let address = |step: Step| at.map_or_else(|| "/submit".to_owned(), |no| format!("/submit/{no}/{step}"));
        let fields = fields(step, frame, draft, office, errors);
        let title = frame.maybe(&format!("submit-title-{step}"));
        let one = fields.iter().find(|f| f.page).map(|f| f.label.clone());
        Self {
            frame,
            errors,
            name: title.clone().or(one).unwrap_or_else(|| frame.t("way-submit")),
            title,
            lede: frame.maybe(&format!("submit-lede-{step}")),
            back: before.map_or_else(|| "/".to_owned(), |step| address(*step)),
            action: address(step),
            progress: frame.t2("submit-progress", "at", place + 1, "of", steps.len()),
            when: (step == Step::Place).then(|| when(frame, draft, errors)),
            fields,
            begun: Vec::new(),
            sent: Vec::new(),
            nowhere: office.units.is_empty(),
        }
    }

    /// With the ways back to forms that were begun, and to receipts.
    pub(super) fn with_begun(self, begun: Vec<Begun>) -> Self {
        let (sent, begun) = begun.into_iter().partition(|form| form.sent);
        Self { begun, sent, ..self }
    }
}

/// `GET /submit`: the first question, and the way back to a form that was begun.
async fn begin_page(shared: web::Data<Shared>, frame: Frame, anybody: Anybody, req: HttpRequest) -> Answer {
    let token = cookies::read(&req, shared.secure(), Purpose::Form);
    let ctx = anybody.ctx.clone();
    let begun = match token {
        Some(token) => block(move || half_form::all(&ctx, &token)).await?,
        None => Vec::new(),
    };
    let office = Office::of(&anybody.ctx);
    let errors = Errors::default();
    let begun = begun.iter().map(|(no, kept)| begun_before(&frame, *no, kept, &office)).collect();
    page_with(StatusCode::OK, &Question::of(&frame, &errors, Step::Matter, &Draft::default(), &office, None).with_begun(begun))
}

fn begun_before(frame: &Frame, no: u8, kept: &Kept, office: &Office<'_>) -> Begun {
    match kept {
        Kept::Sent(sent) => {
            Begun { href: format!("/submit/{no}/receipt"), text: frame.t1("submit-begun-sent", "number", &sent.number), sent: true }
        }
        Kept::Filling(form) => {
            let draft = Draft::of(form);
            let matter = super::steps::matter(&draft.form).map(|m| frame.word("matter", m)).unwrap_or_default();
            Begun { href: format!("/submit/{no}/{}", draft.next(office)), text: frame.t1("submit-begun", "matter", matter), sent: false }
        }
    }
}

/// `POST /submit`: the first answer begins the form.
async fn begin(shared: web::Data<Shared>, frame: Frame, anybody: Anybody, req: HttpRequest, form: Form) -> Answer {
    let office = Office::of(&anybody.ctx);
    let mut draft = Draft::default();
    draft.answer(Step::Matter, &form);
    let errors = draft.check(Step::Matter, &anybody.ctx, &office, &frame);
    if !errors.is_empty() || office.units.is_empty() {
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &Question::of(&frame, &errors, Step::Matter, &draft, &office, None));
    }
    draft.set_done(Step::Matter, true);
    let next = draft.next(&office);
    let mut answered = HalfForm::default();
    draft.keep(&mut answered);
    let (ctx, token) = (anybody.ctx.clone(), cookies::read(&req, shared.secure(), Purpose::Form));
    let holder = block(move || half_form::begin(&ctx, token.as_deref(), &answered)).await?;
    keeping(&shared, see_other(&format!("/submit/{}/{next}", holder.no)), &holder)
}

/// `GET /submit/{no}/{step}`
async fn show(shared: web::Data<Shared>, frame: Frame, anybody: Anybody, req: HttpRequest) -> Answer {
    let step = step_of(&req).ok_or(ApiError::NotFound)?;
    let draft = match holder(&shared, &anybody, &req).await? {
        At::Filling(_, draft) => draft,
        At::Sent(holder, _) => return Ok(see_other(&format!("/submit/{}/receipt", holder.no))),
        At::Gone => return gone::answer(&frame, &Form::default()),
    };
    let office = Office::of(&anybody.ctx);
    let no = super::holder::number(&req);
    // A page whose question is not put yet, or not to this letter.
    let next = draft.next(&office);
    if !step.asked(&draft.form, &office) || (step > next && !draft.is_done(step)) {
        return Ok(see_other(&format!("/submit/{no}/{next}")));
    }
    let frame = keeping_answers(frame);
    page_with(StatusCode::OK, &Question::of(&frame, &Errors::default(), step, &draft, &office, Some(no)))
}

/// The language is switched by a button of the form: what was typed goes along, and is kept.
fn keeping_answers(mut frame: Frame) -> Frame {
    frame.keeps = Some("answers".to_owned());
    frame
}

/// `POST /submit/{no}/{step}`
async fn answer(shared: web::Data<Shared>, frame: Frame, anybody: Anybody, req: HttpRequest, mut form: Form) -> Answer {
    let switch: Option<Lang> = form.take("switch").parse().ok();
    let frame = keeping_answers(frame);
    let step = step_of(&req).ok_or(ApiError::NotFound)?;
    let (holder, mut draft) = match holder(&shared, &anybody, &req).await? {
        At::Filling(holder, draft) => (holder, draft),
        At::Sent(holder, _) => return Ok(see_other(&format!("/submit/{}/receipt", holder.no))),
        At::Gone => return gone::answer(&frame, &form),
    };
    let office = Office::of(&anybody.ctx);
    draft.answer(step, &form);
    let errors = draft.check(step, &anybody.ctx, &office, &frame);
    // Who only switched the language has not said that this is all.
    let done = errors.is_empty() && (switch.is_none() || draft.is_done(step));
    let (ctx, kept_by, sent) = (anybody.ctx.clone(), holder.clone(), form.clone());
    // Only this page's answers are taken over: what another tab answered meanwhile stays.
    let kept = block(move || {
        half_form::change(&ctx, &kept_by, |kept| {
            let mut draft = Draft::of(kept);
            draft.answer(step, &sent);
            draft.set_done(step, done);
            draft.keep(kept);
        })
    })
    .await?;
    let draft = match kept {
        Some(Kept::Filling(kept)) => Draft::of(&kept),
        Some(Kept::Sent(_)) => return Ok(see_other(&format!("/submit/{}/receipt", holder.no))),
        None => return gone::answer(&frame, &form),
    };
    if let Some(lang) = switch {
        return keeping(&shared, see_other(&format!("/submit/{}/{step}?lang={}", holder.no, lang.as_str())), &holder);
    }
    if !done {
        let page = Question::of(&frame, &errors, step, &draft, &office, Some(holder.no));
        return keeping(&shared, page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)?, &holder);
    }
    keeping(&shared, see_other(&format!("/submit/{}/{}", holder.no, draft.next(&office))), &holder)
}

/// `POST /submit/{no}/leave`: the form, or the receipt, is forgotten here.
async fn leave(shared: web::Data<Shared>, anybody: Anybody, req: HttpRequest, _form: Form) -> Answer {
    if let At::Filling(holder, _) | At::Sent(holder, _) = holder(&shared, &anybody, &req).await? {
        let ctx = anybody.ctx.clone();
        let others = block(move || {
            half_form::leave(&ctx, &holder)?;
            half_form::all(&ctx, &holder.token)
        })
        .await?;
        if !others.is_empty() {
            return Ok(see_other("/"));
        }
    }
    let mut answer: HttpResponse = see_other("/");
    answer.add_cookie(&cookies::remove(shared.secure(), Purpose::Form)).map_err(|_| ApiError::Internal)?;
    Ok(answer)
}

/// The pages with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    super::sample::questions(frame)
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![
        Route::page(Method::GET, "/submit", "submit_page", Permission::Public, begin_page),
        Route::page(Method::POST, "/submit", "submit_begin", Permission::Public, begin),
        Route::page(Method::GET, "/submit/{no}/{step}", "submit_step_page", Permission::Public, show),
        Route::page(Method::POST, "/submit/{no}/{step}", "submit_step", Permission::Public, answer),
        Route::page(Method::POST, "/submit/{no}/leave", "submit_leave", Permission::Public, leave),
    ]
}
