//! A verb with its fields, any of them.

use redress::actions::act::{Act, CaseFile, Decided, Keep};
use redress::actions::error::ActionError;
use redress::actions::perform::{Context, Done, perform};
use redress::actions::{
    add_letter::AddLetter, appeal_case::AppealCase, approve_disposition::ApproveDisposition, assign_case::AssignCase,
    classify_case::ClassifyCase, confirm_conflict::ConfirmConflict, correct::Correct, declare_conflict::DeclareConflict,
    dismiss_conflict::DismissConflict, draft_decision::DraftDecision, extend::Extend, grant_reveal::GrantReveal, hand_over::HandOver,
    merge_case::MergeCase, message::Message, open_identity::OpenIdentity, propose_disposition::ProposeDisposition, publish::Publish,
    reclassify_case::ReclassifyCase, record_answer::RecordAnswer, record_dialogue::RecordDialogue, record_signature::RecordSignature,
    record_verification::RecordVerification, refuse_reveal::RefuseReveal, reissue_receipt::ReissueReceipt, reopen_case::ReopenCase,
    request_reveal::RequestReveal, resume::Resume, revoke_reveal::RevokeReveal, send_back::SendBack, serve::Serve,
    set_complexity::SetComplexity, sign_decision::SignDecision, strike_off::StrikeOff, suspend::Suspend, terminate::Terminate, urge::Urge,
    withdraw::Withdraw,
};
use redress::domain::event::By;
use redress::domain::ids::CaseId;
use redress::domain::refusal::Refusal;
use redress::domain::verb::Verb;

macro_rules! deeds {
    ($($name:ident($act:ty)),+ $(,)?) => {
        /// One of all acts.
        #[derive(Debug)]
        pub enum Deed { $($name($act)),+ }

        impl Deed {
            pub const fn verb(&self) -> Verb {
                match self { $(Self::$name(_) => <$act as Act>::VERB),+ }
            }

            /// The other case that it concerns.
            pub fn other(&self) -> Option<CaseId> {
                match self { $(Self::$name(act) => act.other()),+ }
            }

            pub fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
                match self { $(Self::$name(act) => act.decide(file, keep)),+ }
            }

            /// Does it on the store.
            pub fn perform(&self, ctx: &Context, by: By, id: CaseId, if_match: Option<i64>) -> Result<Done, ActionError> {
                match self { $(Self::$name(act) => perform(ctx, by, id, if_match, act)),+ }
            }
        }
    };
}

deeds! {
    AddLetter(AddLetter),
    Classify(ClassifyCase),
    Reclassify(ReclassifyCase),
    RecordSignature(RecordSignature),
    Assign(AssignCase),
    Propose(ProposeDisposition),
    Approve(ApproveDisposition),
    SendBack(SendBack),
    SetComplexity(SetComplexity),
    Extend(Extend),
    Suspend(Suspend),
    Resume(Resume),
    RecordVerification(RecordVerification),
    RecordDialogue(RecordDialogue),
    Urge(Urge),
    RecordAnswer(RecordAnswer),
    Message(Message),
    Draft(DraftDecision),
    Sign(SignDecision),
    Serve(Serve),
    Publish(Publish),
    Withdraw(Withdraw),
    Terminate(Terminate),
    StrikeOff(StrikeOff),
    HandOver(HandOver),
    Merge(MergeCase),
    Appeal(AppealCase),
    Reopen(ReopenCase),
    Correct(Correct),
    DeclareConflict(DeclareConflict),
    ReissueReceipt(ReissueReceipt),
    OpenIdentity(OpenIdentity),
    RequestReveal(RequestReveal),
    GrantReveal(GrantReveal),
    RefuseReveal(RefuseReveal),
    RevokeReveal(RevokeReveal),
    ConfirmConflict(ConfirmConflict),
    DismissConflict(DismissConflict),
}
