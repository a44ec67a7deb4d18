//! One step of the script, done by the action of its verb.

use anyhow::{anyhow, bail};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::fill::{self, Fields};
use super::story::Story;
use crate::actions as a;
use crate::actions::act::Act;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::perform::{Done, perform};
use crate::domain::case::Case;
use crate::domain::event::By;
use crate::domain::ids::CaseId;
use crate::domain::verb::Verb;
use crate::store::cases;

/// Does it; `serve` serves every service of a document that is still owed.
pub fn play(
    ctx: &Context,
    story: &Story,
    by: By,
    id: CaseId,
    slug: &str,
    written: &Fields,
    letter: &Fields,
) -> anyhow::Result<Option<Done>> {
    let verb: Verb = slug.parse().map_err(|_| anyhow!("`{slug}` is no verb"))?;
    let case = load(ctx, id)?;
    if verb == Verb::Serve {
        serve_all(ctx, by, &case, written)?;
        return Ok(None);
    }
    let fields = Value::Object(fill::act(ctx, story, &case, verb, written, letter)?);
    act(ctx, by, id, verb, fields).map(Some)
}

fn load(ctx: &Context, id: CaseId) -> anyhow::Result<Case> {
    ctx.store.read(|conn| cases::load(conn, id))?.ok_or_else(|| anyhow!("no such case"))
}

/// An error of an action, with the field that a refusal names.
pub fn said(error: ActionError) -> anyhow::Error {
    match error {
        ActionError::Refused { refusal, .. } => anyhow!("refused: {refusal:?}"),
        other => other.into(),
    }
}

fn done<A: Act + DeserializeOwned>(ctx: &Context, by: By, id: CaseId, fields: Value) -> anyhow::Result<Done> {
    let act: A = serde_json::from_value(fields)?;
    perform(ctx, by, id, None, &act).map_err(said)
}

fn act(ctx: &Context, by: By, id: CaseId, verb: Verb, fields: Value) -> anyhow::Result<Done> {
    match verb {
        Verb::AddLetter => done::<a::add_letter::AddLetter>(ctx, by, id, fields),
        Verb::Classify => done::<a::classify_case::ClassifyCase>(ctx, by, id, fields),
        Verb::Reclassify => done::<a::reclassify_case::ReclassifyCase>(ctx, by, id, fields),
        Verb::RecordSignature => done::<a::record_signature::RecordSignature>(ctx, by, id, fields),
        Verb::Assign => done::<a::assign_case::AssignCase>(ctx, by, id, fields),
        Verb::ProposeDisposition => done::<a::propose_disposition::ProposeDisposition>(ctx, by, id, fields),
        Verb::ApproveDisposition => done::<a::approve_disposition::ApproveDisposition>(ctx, by, id, fields),
        Verb::SendBack => done::<a::send_back::SendBack>(ctx, by, id, fields),
        Verb::SetComplexity => done::<a::set_complexity::SetComplexity>(ctx, by, id, fields),
        Verb::Extend => done::<a::extend::Extend>(ctx, by, id, fields),
        Verb::Suspend => done::<a::suspend::Suspend>(ctx, by, id, fields),
        Verb::Resume => done::<a::resume::Resume>(ctx, by, id, fields),
        Verb::RecordVerification => done::<a::record_verification::RecordVerification>(ctx, by, id, fields),
        Verb::RecordDialogue => done::<a::record_dialogue::RecordDialogue>(ctx, by, id, fields),
        Verb::Urge => done::<a::urge::Urge>(ctx, by, id, fields),
        Verb::RecordAnswer => done::<a::record_answer::RecordAnswer>(ctx, by, id, fields),
        Verb::Message => done::<a::message::Message>(ctx, by, id, fields),
        Verb::DraftDecision => done::<a::draft_decision::DraftDecision>(ctx, by, id, fields),
        Verb::SignDecision => done::<a::sign_decision::SignDecision>(ctx, by, id, fields),
        Verb::Serve => done::<a::serve::Serve>(ctx, by, id, fields),
        Verb::Publish => done::<a::publish::Publish>(ctx, by, id, fields),
        Verb::Withdraw => done::<a::withdraw::Withdraw>(ctx, by, id, fields),
        Verb::Terminate => done::<a::terminate::Terminate>(ctx, by, id, fields),
        Verb::StrikeOff => done::<a::strike_off::StrikeOff>(ctx, by, id, fields),
        Verb::HandOver => done::<a::hand_over::HandOver>(ctx, by, id, fields),
        Verb::Merge => done::<a::merge_case::MergeCase>(ctx, by, id, fields),
        Verb::Appeal => done::<a::appeal_case::AppealCase>(ctx, by, id, fields),
        Verb::Reopen => done::<a::reopen_case::ReopenCase>(ctx, by, id, fields),
        Verb::Correct => done::<a::correct::Correct>(ctx, by, id, fields),
        Verb::DeclareConflict => done::<a::declare_conflict::DeclareConflict>(ctx, by, id, fields),
        Verb::ReissueReceipt => done::<a::reissue_receipt::ReissueReceipt>(ctx, by, id, fields),
        Verb::OpenIdentity => done::<a::open_identity::OpenIdentity>(ctx, by, id, fields),
        Verb::RequestReveal => done::<a::request_reveal::RequestReveal>(ctx, by, id, fields),
        Verb::GrantReveal => done::<a::grant_reveal::GrantReveal>(ctx, by, id, fields),
        Verb::RefuseReveal => done::<a::refuse_reveal::RefuseReveal>(ctx, by, id, fields),
        Verb::RevokeReveal => done::<a::revoke_reveal::RevokeReveal>(ctx, by, id, fields),
        Verb::ConfirmConflict => done::<a::confirm_conflict::ConfirmConflict>(ctx, by, id, fields),
        Verb::DismissConflict => done::<a::dismiss_conflict::DismissConflict>(ctx, by, id, fields),
    }
}

/// `document`: a kind of document; `to`: only on parties of this role.
fn serve_all(ctx: &Context, by: By, case: &Case, written: &Fields) -> anyhow::Result<()> {
    let word = |name: &str| written.get(name).and_then(Value::as_str);
    let (document, to) = (word("document").unwrap_or_default(), word("to"));
    let issued = case.detail.documents.iter().rfind(|d| d.kind.as_str() == document);
    let issued = issued.ok_or_else(|| anyhow!("no document `{document}` was issued"))?;
    let owed: Vec<_> = issued.services.iter().filter(|s| s.done.is_none() && to.is_none_or(|role| s.role.as_str() == role)).collect();
    if owed.is_empty() {
        bail!("nothing is owed of `{document}`");
    }
    for service in owed {
        let means = word("means").unwrap_or("in_person");
        let served = json!({ "document": issued.id, "party": service.party, "means": means, "served_on": ctx.today() });
        act(ctx, by, case.id, Verb::Serve, served)?;
    }
    Ok(())
}
