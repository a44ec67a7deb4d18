//! One act: its form as a page of its own, and what becomes of it when it is sent.

use actix_web::HttpResponse;
use askama::Template;
use serde::de::DeserializeOwned;

use super::at::{At, Why};
use super::conflict::Conflict;
use super::form::{ActForm, Typed, placed};
use super::result::Secret;
use super::show::Show;
use super::{acts, load};
use crate::actions::act::Act;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::perform::perform;
use crate::actions::read::{case_reads, case_sheet};
use crate::domain::event::By;
use crate::domain::ids::{CaseId, MemberId};
use crate::domain::receipt::ReceiptCode;
use crate::domain::verb::Verb;
use crate::http::actor::Caller;
use crate::http::error::{Answer, ApiError};
use crate::http::form::Form;
use crate::http::pages::{Errors, Frame, page, page_with, see_other};
use crate::http::params::PathId;
use crate::http::shared::block;

/// The page of one form.
#[derive(Template)]
#[template(path = "pages/case/act.html")]
pub struct ActPage<'a> {
    pub frame: &'a Frame,
    /// The address of the case, its number and what it is called.
    pub here: String,
    pub number: String,
    pub title: String,
    pub name: String,
    pub errors: &'a Errors,
    /// Why it is not possible now; the form is shown all the same where something was typed into it.
    pub refused: Option<Why>,
    pub form: Option<ActForm>,
}

impl<'a> ActPage<'a> {
    /// The form of this verb.
    pub fn of(at: At<'a>, verb: Verb, typed: Option<&'a Typed>, errors: &'a Errors) -> Self {
        let refused = at.sheet.act(verb).err().map(|refusal| at.why(refusal));
        let form = (refused.is_none() || typed.is_some()).then(|| ActForm::of(at, verb, "act", typed));
        Self {
            frame: at.frame,
            here: format!("/cases/{}", at.sheet.case.id),
            number: at.sheet.view.number.clone(),
            title: at.sheet.view.title.clone().unwrap_or_default(),
            name: at.frame.word("verb", verb),
            errors,
            refused: refused.filter(|_| typed.is_none()),
            form,
        }
    }
}

/// `GET /cases/{id}/{slug}`
pub async fn open<A: Act>(caller: Caller, mut frame: Frame, id: PathId<CaseId>) -> Answer {
    let sheet = load(&caller, id.0).await?;
    if sheet.may(A::VERB) {
        frame.keeps = Some(form_id(A::VERB));
    }
    page(&ActPage::of(At::of(&frame, &sheet, &caller.ctx), A::VERB, None, &Errors::default()))
}

/// The form of a verb by its id, which the switch of the language sends along.
fn form_id(verb: Verb) -> String {
    format!("act-{verb}")
}

/// The form in the other language with what was typed; nothing is done. Who saw an older version is told what changed, so that
/// a switch never brings the form up to a state that its reader has not seen.
async fn switched(caller: &Caller, frame: &Frame, id: CaseId, version: i64, typed: Typed) -> Answer {
    let sheet = load(caller, id).await?;
    if sheet.case.version != version {
        return stale(caller, frame, id, version, typed).await;
    }
    page(&ActPage::of(At::of(frame, &sheet, &caller.ctx), typed.verb, Some(&typed), &Errors::default()))
}

/// What an act gave: a code or an identity, shown once; and whether its actor still sees the case.
struct Given {
    seen: bool,
    receipt: Option<ReceiptCode>,
}

/// `POST /cases/{id}/{slug}`: the case afterwards, or the form again with all that was typed.
pub async fn send<A>(caller: Caller, mut frame: Frame, id: PathId<CaseId>, form: Form) -> Answer
where
    A: Act + DeserializeOwned + Send + Sync + 'static,
{
    let mut typed = form;
    // Without the version that its reader saw nothing is overwritten.
    let version = typed.version().unwrap_or_default();
    let from = typed.take("from");
    let switch = !typed.take("switch").is_empty();
    frame.keeps = Some(form_id(A::VERB));
    if switch {
        return switched(&caller, &frame, id.0, version, Typed { verb: A::VERB, form: typed, errors: Errors::default() }).await;
    }
    match attempt::<A>(&caller, id.0, version, &typed).await {
        Ok(given) => {
            frame.keeps = None;
            done::<A>(&caller, &frame, id.0, given).await
        }
        Err(ApiError::Stale) => {
            stale(&caller, &frame, id.0, version, Typed { verb: A::VERB, form: typed, errors: Errors::default() }).await
        }
        Err(error @ (ApiError::Field { .. } | ApiError::Refused { .. })) => {
            again(&caller, &frame, id.0, error, from == "act", Typed { verb: A::VERB, form: typed, errors: Errors::default() }).await
        }
        Err(error) => Err(error),
    }
}

async fn attempt<A>(caller: &Caller, id: CaseId, version: i64, typed: &Form) -> Result<Given, ApiError>
where
    A: Act + DeserializeOwned + Send + Sync + 'static,
{
    let (ctx, me, mut form) = (caller.ctx.clone(), caller.member, typed.clone());
    block(move || {
        // Whoever may not know the case learns nothing from what is said about the fields.
        ctx.store.read(|conn| case_reads::see(&ctx, conn, me, id))?;
        resolve(&ctx, me, A::VERB, &mut form)?;
        let act: A = form.parse()?;
        let done = perform(&ctx, By::Member(me), id, Some(version), &act)?;
        let seen = ctx.store.read(|conn| case_reads::see(&ctx, conn, me, id)).is_ok();
        Ok::<_, ApiError>(Given { seen, receipt: done.receipt })
    })
    .await
}

/// What people write in the place of identifiers and codes: a case by its number, a unit by its sign, a ground in words.
fn resolve(ctx: &Context, me: MemberId, verb: Verb, form: &mut Form) -> Result<(), ApiError> {
    match verb {
        Verb::Merge if form.has("into") && form.get("into").parse::<CaseId>().is_err() => {
            let typed = form.get("into").to_owned();
            let found = ctx.store.read(|conn| case_sheet::numbered(ctx, conn, me, &typed));
            let found = found.map_err(|e: ActionError| ApiError::from(e))?;
            let id = found.ok_or(ApiError::Field { field: "into".into(), code: "case_not_found", args: vec![] })?;
            form.set("into", id.to_string());
        }
        Verb::ProposeDisposition => {
            for name in ["ground", "to"] {
                let given: Vec<String> = form.all(name).filter(|v| !v.trim().is_empty()).map(str::to_owned).collect();
                match given.as_slice() {
                    [] => {}
                    [one] => {
                        let unit = if name == "to" { acts::destination(&ctx.directory, one) } else { None };
                        let value = unit.map_or_else(|| one.clone(), |unit| unit.to_string());
                        form.set(name, value);
                    }
                    _ => return Err(ApiError::Field { field: name.into(), code: "choose_or_write", args: vec![] }),
                }
            }
        }
        Verb::Correct => {
            let given: Vec<String> = form.all("value").filter(|v| !v.trim().is_empty()).map(str::to_owned).collect();
            match given.as_slice() {
                [] => {}
                [one] => form.set("value", one.clone()),
                _ => return Err(ApiError::Field { field: "value".into(), code: "choose_or_write", args: vec![] }),
            }
        }
        _ => {}
    }
    Ok(())
}

async fn done<A: Act>(caller: &Caller, frame: &Frame, id: CaseId, given: Given) -> Answer {
    if let Some(code) = given.receipt {
        let sheet = load(caller, id).await?;
        return page(&Secret::receipt(At::of(frame, &sheet, &caller.ctx), &code, &caller.ctx.sender.public_url));
    }
    if A::VERB == Verb::OpenIdentity {
        let sheet = load(caller, id).await?;
        let (ctx, me) = (caller.ctx.clone(), caller.member);
        let opened = block(move || {
            ctx.store.read(|conn| {
                let seen = case_reads::see(&ctx, conn, me, id)?;
                case_reads::addressees(&ctx, conn, &seen, true)
            })
        })
        .await?;
        return page(&Secret::identity(At::of(frame, &sheet, &caller.ctx), &opened));
    }
    // Whoever declared a conflict, or classified a secret case that is not theirs, sees it no more.
    let way = if given.seen { format!("/cases/{id}?done={}", A::VERB) } else { "/desk".to_owned() };
    Ok::<HttpResponse, ApiError>(see_other(&way))
}

/// Somebody saved meanwhile: what they changed beside what was typed.
async fn stale(caller: &Caller, frame: &Frame, id: CaseId, version: i64, typed: Typed) -> Answer {
    let sheet = load(caller, id).await?;
    let at = At::of(frame, &sheet, &caller.ctx);
    page_with(ApiError::Stale.status(), &Conflict::of(at, version, &typed))
}

/// The form again, on the page where it stood.
async fn again(caller: &Caller, frame: &Frame, id: CaseId, error: ApiError, alone: bool, mut typed: Typed) -> Answer {
    let sheet = load(caller, id).await?;
    let at = At::of(frame, &sheet, &caller.ctx);
    let error = at.worded(error);
    let errors = Errors::within(typed.verb.as_str(), &error, frame.lang);
    let fields = acts::fields(at, typed.verb);
    typed.errors = placed(errors, &fields);
    typed.errors.all_missing(frame.lang, &fields, &typed.form);
    let errors = typed.errors.clone();
    if alone {
        page_with(error.status(), &ActPage::of(at, typed.verb, Some(&typed), &errors))
    } else {
        page_with(error.status(), &Show::of(at, None, Some(&typed), &errors))
    }
}
