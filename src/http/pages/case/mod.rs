//! The page of a case and every act on it.

mod acts;
mod at;
mod clocks;
pub mod facts;
mod form;
mod sample;
mod step;
mod story;

pub mod act;
pub mod conflict;
pub mod file;
pub mod hold;
pub mod papers;
pub mod result;
pub mod show;

use actix_web::http::Method;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use at::At;
use show::Show;

use super::{Errors, Frame, Sample, page, see_other};
use crate::actions::act::Act;
use crate::actions::read::case_sheet::{self, Sheet};
use crate::actions::resend_mail::resend_of;
use crate::domain::ids::CaseId;
use crate::domain::permission::roles_asking;
use crate::domain::verb::Verb;
use crate::http::actor::{Caller, Permission};
use crate::http::api::cases::STAFF;
use crate::http::api::papers::ADDING;
use crate::http::api::retention::SUPERVISORS;
use crate::http::error::{Answer, ApiError};
use crate::http::form::Form;
use crate::http::params::{Params, PathId, PathMail};
use crate::http::route::Route;
use crate::http::shared::{block, glance};

/// What was just done, for the sentence that says so.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Done {
    done: Option<Verb>,
    /// Papers were added.
    #[serde(default)]
    added: bool,
}

/// All of a case that this member may see.
async fn load(caller: &Caller, id: CaseId) -> Result<Sheet, ApiError> {
    let (ctx, me) = (caller.ctx.clone(), caller.member);
    glance(&caller.ctx.store, move |conn| case_sheet::sheet(&ctx, conn, me, id)).await
}

/// `GET /cases/{id}`
async fn show(caller: Caller, frame: Frame, id: PathId<CaseId>, query: Params<Done>) -> Answer {
    let sheet = load(&caller, id.0).await?;
    let none = Errors::default();
    let shown = Show::of(At::of(&frame, &sheet, &caller.ctx), query.0.done, None, &none);
    page(&if query.0.added { shown.with_new_papers() } else { shown })
}

/// `POST /cases/{id}/mails/{mail}/resend`
async fn resend(caller: Caller, path: PathMail, _form: Form) -> Answer {
    let (case, mail) = (path.case, path.mail);
    block(move || resend_of(&caller.ctx, caller.member, case, mail)).await?;
    Ok(see_other(&format!("/cases/{case}#mails")))
}

/// The form of one verb as a page, and what it sends.
fn verb<A>() -> [Route; 2]
where
    A: Act + DeserializeOwned + Send + Sync + 'static,
{
    let roles = roles_asking(A::VERB);
    let slug = A::VERB.as_str();
    let path = format!("/cases/{{id}}/{slug}");
    let (form, send) = (format!("{slug}_page"), format!("{slug}_form"));
    [
        Route::page(Method::GET, path.clone(), form.replace('-', "_"), Permission::Role(roles), act::open::<A>),
        Route::page(Method::POST, path, send.replace('-', "_"), Permission::Role(roles), act::send::<A>),
    ]
}

/// What the form of an act sends takes a fresh proof; to look at the form none.
fn fresh_to_send(route: Route) -> Route {
    if route.method == Method::POST { route.fresh() } else { route }
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    use crate::actions as a;
    let mut all = vec![
        Route::page(Method::GET, "/cases/{id}", "case_page", STAFF, show),
        Route::page(Method::GET, "/cases/{id}/file", "case_file_page", STAFF, file::show),
        Route::page(Method::POST, "/cases/{id}/papers", "case_papers_form", ADDING, papers::add).files(),
        Route::page(Method::POST, "/cases/{id}/hold", "hold_case_form", SUPERVISORS, hold::place),
        Route::page(Method::POST, "/cases/{id}/hold/lift", "lift_hold_form", SUPERVISORS, hold::lift),
        Route::page(Method::POST, "/cases/{id}/mails/{mail}/resend", "resend_mail_form", STAFF, resend),
    ];
    let verbs = [
        verb::<a::add_letter::AddLetter>(),
        verb::<a::classify_case::ClassifyCase>(),
        verb::<a::reclassify_case::ReclassifyCase>(),
        verb::<a::record_signature::RecordSignature>(),
        verb::<a::assign_case::AssignCase>(),
        verb::<a::propose_disposition::ProposeDisposition>(),
        verb::<a::approve_disposition::ApproveDisposition>(),
        verb::<a::send_back::SendBack>(),
        verb::<a::set_complexity::SetComplexity>(),
        verb::<a::extend::Extend>(),
        verb::<a::suspend::Suspend>(),
        verb::<a::resume::Resume>(),
        verb::<a::record_verification::RecordVerification>(),
        verb::<a::record_dialogue::RecordDialogue>(),
        verb::<a::urge::Urge>(),
        verb::<a::record_answer::RecordAnswer>(),
        verb::<a::message::Message>(),
        verb::<a::draft_decision::DraftDecision>(),
        verb::<a::sign_decision::SignDecision>(),
        verb::<a::serve::Serve>(),
        verb::<a::publish::Publish>(),
        verb::<a::withdraw::Withdraw>(),
        verb::<a::terminate::Terminate>(),
        verb::<a::strike_off::StrikeOff>(),
        verb::<a::hand_over::HandOver>(),
        verb::<a::merge_case::MergeCase>(),
        verb::<a::appeal_case::AppealCase>(),
        verb::<a::reopen_case::ReopenCase>(),
        verb::<a::correct::Correct>(),
        verb::<a::declare_conflict::DeclareConflict>(),
        verb::<a::reissue_receipt::ReissueReceipt>(),
        verb::<a::open_identity::OpenIdentity>(),
        verb::<a::request_reveal::RequestReveal>(),
        verb::<a::grant_reveal::GrantReveal>().map(fresh_to_send),
        verb::<a::refuse_reveal::RefuseReveal>(),
        verb::<a::revoke_reveal::RevokeReveal>(),
        verb::<a::confirm_conflict::ConfirmConflict>(),
        verb::<a::dismiss_conflict::DismissConflict>(),
    ];
    all.extend(verbs.into_iter().flatten());
    all
}

/// The pages with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    sample::samples(frame)
}
