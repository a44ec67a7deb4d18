//! What does not lead from one status to the next.

use chrono::{DateTime, TimeDelta, Utc};

use super::words::{line, text};
use super::{Life, Lived};
use crate::actions as a;
use crate::actions::bulk::Made;
use crate::cli::seed::course::Step;
use crate::domain::day::Day;
use crate::domain::event::By;
use crate::domain::gate::is_settle;
use crate::domain::kind::{Body, Contest, Form, Kind};
use crate::domain::outcome::{Complexity, ComplexityGround, SuspensionGround, TerminationGround, WithdrawalScope};
use crate::domain::party::PartyRole;
use crate::domain::zone::local_date;

impl Life<'_> {
    /// What does not lead from one status to the next.
    pub(super) fn aside(&mut self, made: Made, at: DateTime<Utc>, step: Step) -> Lived<Made> {
        let on = Day(local_date(at));
        let (officer, head, clerk) = (self.officer(), self.head(1), self.clerk);
        match step {
            Step::Signature => {
                let form = Form::Signed;
                self.act(made, at, officer, &a::record_signature::RecordSignature { form, signed_on: on })
            }
            Step::Verify => {
                let text = text("Đã làm việc với tổ dân phố và các bên liên quan, lập biên bản, thu thập tài liệu, chứng cứ kèm theo.")?;
                self.act(made, at, officer, &a::record_verification::RecordVerification { text, on })
            }
            Step::Dialogue => {
                let text = text("Đối thoại tại phòng tiếp công dân, các bên trình bày ý kiến và ký biên bản.")?;
                self.act(made, at, officer, &a::record_dialogue::RecordDialogue { text, on })
            }
            // Too late for it, or a law that knows no such term.
            Step::Complex | Step::Extend if !settles_by_then(&made, at) => Ok(made),
            Step::Complex => {
                let complaint = made.case.kind == Kind::Complaint;
                let ground = if complaint { ComplexityGround::ComplexMatter } else { ComplexityGround::SeveralContents };
                let reason = complaint.then(|| text("Vụ việc phải xác minh tại nhiều địa phương.")).transpose()?;
                let (signed_by, document_no, document_date) = (None, None, None);
                let set = a::set_complexity::SetComplexity {
                    level: Complexity::Complex,
                    ground,
                    grounds: Vec::new(),
                    reason,
                    signed_by,
                    document_no,
                    document_date,
                };
                self.act(made, at, head, &set)
            }
            Step::Extend if made.case.detail.complexity.is_none() => Ok(made),
            Step::Extend => {
                let days = self.dice.between(1, 3) * 10;
                let extend = a::extend::Extend {
                    rule: line("d.settle")?,
                    ground: ComplexityGround::SeveralContents,
                    days,
                    document_no: self.paper("QĐ-UBND")?,
                    document_date: on,
                    signed_by: Some(self.signer()?),
                };
                self.act(made, at, head, &extend)
            }
            Step::Suspend => {
                let suspend = a::suspend::Suspend {
                    ground: SuspensionGround::AwaitingResult,
                    reason: text("Chờ kết quả của cơ quan khác về cùng nội dung.")?,
                    document_no: self.paper("QĐ-UBND")?,
                    document_date: on,
                    signed_by: Some(self.signer()?),
                };
                self.act(made, at, head, &suspend)
            }
            Step::Resume => {
                let reason = text("Đã có kết quả của cơ quan khác.")?;
                let (document_no, signed_by) = (self.paper("QĐ-UBND")?, Some(self.signer()?));
                self.act(made, at, head, &a::resume::Resume { reason, document_no, document_date: on, signed_by })
            }
            Step::Publish => {
                let place = text("Niêm yết tại trụ sở Ủy ban nhân dân")?;
                self.act(made, at, officer, &a::publish::Publish { on, place })
            }
            Step::AddLetter => {
                let body = text("Tôi xin bổ sung tài liệu và đề nghị cơ quan xem xét sớm.")?;
                let number = self.number()?;
                let add = a::add_letter::AddLetter { body, received_at: None, channel: None };
                let by = if self.course.online { By::Citizen } else { clerk };
                Ok(self.world.table.act(at, made, by, &add, Some(number), None)?.0)
            }
            Step::Message => {
                let text = text("Cơ quan đang xác minh nội dung đơn và sẽ trả lời trong thời hạn.")?;
                self.act(made, at, officer, &a::message::Message { text })
            }
            Step::Answer => {
                let (body, document_no) = (text("Cơ quan nhận đơn đã xem xét, giải quyết theo thẩm quyền.")?, self.paper("CV")?);
                let answer = a::record_answer::RecordAnswer { body, document_no, document_date: on, result: None };
                self.act(made, at, officer, &answer)
            }
            Step::Withdraw => self.withdraw(made, at, clerk),
            Step::Terminate => {
                let denunciation = made.case.kind == Kind::Denunciation;
                let no = a::terminate::Answers { signs_of_violation: false, threatened_or_bribed: false, misused_to_slander: false };
                let terminate = a::terminate::Terminate {
                    ground: TerminationGround::Withdrawal,
                    document_no: self.paper("QĐ-UBND")?,
                    document_date: on,
                    answers: denunciation.then_some(no),
                    signed_by: Some(self.signer()?),
                };
                self.act(made, at, head, &terminate)
            }
            Step::Appeal => {
                let reasons = text("Tôi không đồng ý với quyết định giải quyết lần đầu, đề nghị cấp trên xem xét lại.")?;
                let appeal = a::appeal_case::AppealCase { reasons, late_reason: None, party: None };
                self.act(made, at, By::Citizen, &appeal)
            }
            Step::StrikeOff => {
                let commune = made.case.contest == Some(Contest::CouncilCommune);
                let strike_off = a::strike_off::StrikeOff {
                    body: if commune { Body::ElectionCommittee } else { Body::ProvincialElectionCommittee },
                    document_no: self.paper("NQ-UBBC")?,
                    document_date: on,
                    evidence: text("Kết luận của cơ quan có thẩm quyền kèm theo hồ sơ.")?,
                    signed_by: Some(self.signer()?),
                };
                self.act(made, at, head, &strike_off)
            }
            Step::HandOver => {
                let to = Body::CouncilStandingBody;
                let (document_no, signed_by) = (Some(self.paper("BB-UBBC")?), Some(self.signer()?));
                self.act(made, at, head, &a::hand_over::HandOver { to, date: on, document_no, document_date: None, signed_by })
            }
            Step::Classify
            | Step::Assign
            | Step::Join
            | Step::Propose(_)
            | Step::SendBack
            | Step::Approve
            | Step::Serve(_)
            | Step::Draft(_)
            | Step::Sign => Ok(made),
        }
    }

    /// Every sender withdraws, by a signed letter.
    fn withdraw(&mut self, mut made: Made, at: DateTime<Utc>, clerk: By) -> Lived<Made> {
        let senders: Vec<_> =
            made.case.detail.parties.iter().filter(|p| p.role == PartyRole::Petitioner && !p.left).map(|p| p.id).collect();
        for (minute, sender) in (0..).zip(senders) {
            let form = Some(Form::Signed);
            let all_signers = made.case.detail.signers > 1;
            let withdraw = a::withdraw::Withdraw { scope: WithdrawalScope::All, form, party: Some(sender), all_signers };
            made = self.act(made, at + TimeDelta::minutes(minute), clerk, &withdraw)?;
        }
        Ok(made)
    }
}

/// Whether the settlement has a term that is not past.
fn settles_by_then(made: &Made, at: DateTime<Utc>) -> bool {
    made.case.detail.running.iter().any(|clock| is_settle(&clock.rule) && clock.due.is_some_and(|due| due >= local_date(at)))
}
