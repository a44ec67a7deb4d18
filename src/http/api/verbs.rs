//! The verbs: `POST /api/v1/cases/{id}/{slug}`, one path each, all carried out by `actions::perform`.

use actix_web::HttpResponse;
use actix_web::http::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;
use utoipa::ToSchema;

use crate::actions::act::Act;
use crate::actions::perform::perform;
use crate::actions::read::case_reads::{self, PartyView};
use crate::actions::read::case_view::CaseView;
use crate::domain::event::By;
use crate::domain::ids::CaseId;
use crate::domain::permission::roles_asking;
use crate::domain::verb::Verb;
use crate::http::actor::{Caller, Permission};
use crate::http::body::Body;
use crate::http::error::Answer;
use crate::http::headers::{IfMatch, etag};
use crate::http::params::PathId;
use crate::http::route::Route;
use crate::http::shared::block;

/// The case after an act, and what the act gave besides.
#[derive(Debug, Serialize, ToSchema)]
pub struct Acted {
    #[serde(flatten)]
    pub case: CaseView,
    /// The linked case that opened, if this caller may know of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opened: Option<CaseId>,
    /// `reissue-receipt`: the new code, shown once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receipt_code: Option<String>,
    /// `open-identity`: the parties with their data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parties_opened: Option<Vec<PartyView>>,
}

/// Does one verb; answers with the case as its caller sees it afterwards.
pub async fn act<A>(caller: Caller, id: PathId<CaseId>, if_match: IfMatch, body: Body<A>) -> Answer
where
    A: Act + DeserializeOwned + Send + Sync + 'static,
{
    let answer = block(move || {
        let ctx = &caller.ctx;
        let done = perform(ctx, By::Member(caller.member), id.0, if_match.0, &body.value)?;
        ctx.store.snapshot(|conn| {
            let me = caller.member;
            let after = match case_reads::see(ctx, conn, me, id.0) {
                Ok(seen) => seen,
                // Whoever declared a conflict, or assigned a secret case away, sees it no more: the answer is the last look.
                Err(_) => case_reads::Seen::last(done.case.clone()),
            };
            let opened = done.opened.as_ref().map(|c| c.id).filter(|opened| case_reads::see(ctx, conn, me, *opened).is_ok());
            let parties_opened = if A::VERB == Verb::OpenIdentity { Some(case_reads::addressees(ctx, conn, &after, true)?) } else { None };
            Ok::<_, crate::actions::error::ActionError>(Acted {
                case: case_reads::view(ctx, conn, me, &after)?,
                opened,
                receipt_code: done.receipt.as_ref().map(ToString::to_string),
                parties_opened,
            })
        })
    })
    .await?;
    Ok(HttpResponse::Ok().insert_header(etag(answer.case.version)).json(answer))
}

/// The row of one verb: who holds a role for it may ask; a clerk enters a supervisor's step from a signed paper.
fn row<A>(summary: &'static str) -> Route
where
    A: Act + DeserializeOwned + ToSchema + Send + Sync + 'static,
{
    let slug = A::VERB.as_str();
    let (path, id) = (format!("/api/v1/cases/{{id}}/{slug}"), slug.replace('-', "_"));
    Route::new(Method::POST, path, id, Permission::Role(roles_asking(A::VERB)), act::<A>)
        .says("verbs", summary)
        .body::<A>()
        .versioned()
        .answers::<Acted>(200, "the case after the act")
        .problems(&[409])
}

/// The rows of the table of routes, one a verb.
pub fn routes() -> Vec<Route> {
    use crate::actions as a;
    vec![
        row::<a::add_letter::AddLetter>("Add a letter to a case"),
        row::<a::classify_case::ClassifyCase>("Classify a letter by its content"),
        row::<a::reclassify_case::ReclassifyCase>("Set a classification right"),
        row::<a::record_signature::RecordSignature>("Record the signature a letter lacked"),
        row::<a::assign_case::AssignCase>("Give a case to an officer, or to a clerk to serve"),
        row::<a::propose_disposition::ProposeDisposition>("Propose what becomes of a letter"),
        row::<a::approve_disposition::ApproveDisposition>("Record the head's approval"),
        row::<a::send_back::SendBack>("Send a proposal or draft back"),
        row::<a::set_complexity::SetComplexity>("Call a case complex"),
        row::<a::extend::Extend>("Extend a running time limit"),
        row::<a::suspend::Suspend>("Suspend a denunciation"),
        row::<a::resume::Resume>("Resume a suspended denunciation"),
        row::<a::record_verification::RecordVerification>("Record what verification found"),
        row::<a::record_dialogue::RecordDialogue>("Record a dialogue"),
        row::<a::urge::Urge>("Urge whoever must act"),
        row::<a::record_answer::RecordAnswer>("Record the answer of a body outside"),
        row::<a::message::Message>("Write to the sender"),
        row::<a::draft_decision::DraftDecision>("Draft a decision or conclusion"),
        row::<a::sign_decision::SignDecision>("Record the signature under a decision"),
        row::<a::serve::Serve>("Record the service of a document"),
        row::<a::publish::Publish>("Record a publication"),
        row::<a::withdraw::Withdraw>("Record a withdrawal"),
        row::<a::terminate::Terminate>("Terminate a case"),
        row::<a::strike_off::StrikeOff>("Record that a candidate was struck off"),
        row::<a::hand_over::HandOver>("Hand a case over after the election"),
        row::<a::merge_case::MergeCase>("Join a case to an earlier one"),
        row::<a::appeal_case::AppealCase>("Enter an appeal"),
        row::<a::reopen_case::ReopenCase>("Take up a closed case again"),
        row::<a::correct::Correct>("Correct a datum of the receipt"),
        row::<a::declare_conflict::DeclareConflict>("Declare a conflict of interest"),
        row::<a::reissue_receipt::ReissueReceipt>("Issue a new receipt code"),
        row::<a::open_identity::OpenIdentity>("Open the identity of the senders; a sealed one by a grant"),
        row::<a::request_reveal::RequestReveal>("Ask to open the sealed identity of the senders"),
        row::<a::grant_reveal::GrantReveal>("Grant the opening of the identity to whoever asked, for a time").fresh(),
        row::<a::refuse_reveal::RefuseReveal>("Refuse the opening of the identity"),
        row::<a::revoke_reveal::RevokeReveal>("End a grant before its time"),
        row::<a::confirm_conflict::ConfirmConflict>("Confirm a member's possible conflict of interest"),
        row::<a::dismiss_conflict::DismissConflict>("Set a member's possible conflict of interest aside"),
    ]
}
