//! Moves by chance: somebody does something to the case, mostly what could come next, often with a slip.

use chrono::NaiveDate;
use redress::actions::{
    add_letter::AddLetter, appeal_case::AppealCase, approve_disposition::ApproveDisposition, assign_case::AssignCase,
    declare_conflict::DeclareConflict, draft_decision::DraftDecision, merge_case::MergeCase, message::Message, open_identity::OpenIdentity,
    publish::Publish, record_answer::RecordAnswer, record_dialogue::RecordDialogue, record_signature::RecordSignature,
    record_verification::RecordVerification, reissue_receipt::ReissueReceipt, reopen_case::ReopenCase, reopen_case::ReopenTo,
    resume::Resume, send_back::SendBack, sign_decision::SignDecision, suspend::Suspend, urge::Urge,
};
use redress::domain::ids::CaseId;
use redress::domain::kind::{Channel, Form};
use redress::domain::outcome::SuspensionGround;
use redress::domain::text::Text;
use redress::domain::verb::Verb;

use super::chance::Chance;
use super::choices::{number, signer};
use super::deed::Deed;
use super::intakes::{NAME, text};
use super::model::Model;
use super::world::World;

/// Makes moves on one case.
#[derive(Debug)]
pub struct Mover<'a> {
    pub chance: &'a mut Chance,
    pub world: &'a World,
    pub model: &'a Model,
    /// The case on the other side of a merger.
    pub other: CaseId,
    pub today: NaiveDate,
    /// In so many of a hundred choices, a slip.
    pub slips: usize,
    /// In so many of a hundred, something that nobody would do now.
    pub odd: usize,
}

impl Mover<'_> {
    pub fn deed(&mut self, verb: Verb) -> Deed {
        match verb {
            Verb::AddLetter => Deed::AddLetter(AddLetter {
                body: text("letter"),
                received_at: self.chance.maybe(20, |_| ()).map(|()| self.date()),
                channel: self.chance.maybe(20, |c| c.of(Channel::ALL)),
            }),
            Verb::Classify => Deed::Classify(self.classification()),
            Verb::Reclassify => Deed::Reclassify(self.reclassification()),
            Verb::RecordSignature => Deed::RecordSignature(RecordSignature { form: self.chance.of(Form::ALL), signed_on: self.date() }),
            Verb::Assign => Deed::Assign(AssignCase {
                assignee: self.assignee(),
                note: self.chance.maybe(30, |_| text("note")),
                signed_by: self.signer(),
                document_no: self.number(),
                document_date: self.perhaps_date(),
            }),
            Verb::ProposeDisposition => Deed::Propose(self.proposal()),
            Verb::ApproveDisposition => Deed::Approve(ApproveDisposition {
                signed_by: self.signer(),
                document_no: self.number(),
                document_date: self.perhaps_date(),
            }),
            Verb::SendBack => Deed::SendBack(SendBack {
                reason: text("reason"),
                signed_by: self.signer(),
                document_no: self.number(),
                document_date: self.perhaps_date(),
            }),
            Verb::SetComplexity => self.complexity(),
            Verb::Extend => self.extension(),
            Verb::Suspend => Deed::Suspend(Suspend {
                ground: self.chance.of(SuspensionGround::ALL),
                reason: text("reason"),
                document_no: number(),
                document_date: self.date(),
                signed_by: self.signer(),
            }),
            Verb::Resume => {
                Deed::Resume(Resume { reason: text("reason"), document_no: number(), document_date: self.date(), signed_by: self.signer() })
            }
            Verb::RecordVerification => Deed::RecordVerification(RecordVerification { text: text("found"), on: self.date() }),
            Verb::RecordDialogue => Deed::RecordDialogue(RecordDialogue { text: text("minutes"), on: self.date() }),
            Verb::Urge => Deed::Urge(Urge { text: text("urging"), on: self.date() }),
            Verb::RecordAnswer => Deed::RecordAnswer(RecordAnswer {
                body: text("answer"),
                document_no: number(),
                document_date: self.date(),
                result: self.chance.maybe(50, |_| ()).map(|()| self.result()),
            }),
            Verb::Message => Deed::Message(Message { text: text("message") }),
            Verb::DraftDecision => Deed::Draft(DraftDecision {
                result: self.result(),
                reasons: text("reasons"),
                legal_basis: text("basis"),
                remedy: self.chance.maybe(30, |_| text("remedy")),
            }),
            Verb::SignDecision => Deed::Sign(SignDecision { signed_by: signer(), document_no: number(), document_date: self.date() }),
            Verb::Serve => Deed::Serve(self.service()),
            Verb::Publish => {
                Deed::Publish(Publish { on: self.date(), place: if self.slip() { Text::parse(NAME).unwrap() } else { text("board") } })
            }
            Verb::Withdraw => Deed::Withdraw(self.withdrawal()),
            Verb::Terminate => Deed::Terminate(self.termination()),
            Verb::StrikeOff => self.strike_off(),
            Verb::HandOver => self.hand_over(),
            Verb::Merge => Deed::Merge(MergeCase { into: if self.slip() { self.model.id } else { self.other } }),
            Verb::Appeal => Deed::Appeal(AppealCase {
                reasons: text("appeal"),
                late_reason: self.chance.maybe(50, |_| text("illness")),
                party: if self.chance.percent(20) { Some(self.party()) } else { None },
            }),
            Verb::Reopen => Deed::Reopen(ReopenCase {
                reason: text("reason"),
                to: self.chance.of(&[ReopenTo::Screening, ReopenTo::Accepted]),
                signed_by: self.signer(),
                document_no: self.number(),
                document_date: self.perhaps_date(),
            }),
            Verb::Correct => self.correction(),
            Verb::DeclareConflict => Deed::DeclareConflict(DeclareConflict { relation: text("cousin") }),
            Verb::ReissueReceipt => Deed::ReissueReceipt(ReissueReceipt { identity_checked: text("card") }),
            Verb::OpenIdentity => Deed::OpenIdentity(OpenIdentity { reason: text("reason") }),
            Verb::RequestReveal
            | Verb::GrantReveal
            | Verb::RefuseReveal
            | Verb::RevokeReveal
            | Verb::ConfirmConflict
            | Verb::DismissConflict => self.about_secrecy(verb),
        }
    }
}
