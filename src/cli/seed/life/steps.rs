//! What leads a case from one status to the next.

use chrono::{DateTime, TimeDelta, Utc};

use super::words::{line, text};
use super::{Life, Lived};
use crate::actions as a;
use crate::actions::bulk::Made;
use crate::cli::seed::course::{Fate, Step, above};
use crate::domain::classification::needs_signature;
use crate::domain::day::Day;
use crate::domain::kind::{Body, IneligibleGround, Track};
use crate::domain::outcome::{Disposition, DocumentKind, Means};
use crate::domain::party::PartyRole;
use crate::domain::zone::local_date;

impl Life<'_> {
    pub(super) fn step(&mut self, made: Made, at: DateTime<Utc>, step: Step) -> Lived<Made> {
        match step {
            Step::Classify => self.classify(made, at),
            Step::Assign => {
                let assign = a::assign_case::AssignCase {
                    assignee: self.officer,
                    note: None,
                    signed_by: None,
                    document_no: None,
                    document_date: None,
                };
                let by = self.head(0);
                self.act(made, at, by, &assign)
            }
            Step::Join => self.join(made, at),
            Step::Propose(disposition) => self.propose(made, at, disposition),
            Step::Approve => {
                let approve = a::approve_disposition::ApproveDisposition {
                    signed_by: Some(self.signer()?),
                    document_no: Some(self.paper("TB-UBND")?),
                    document_date: Some(Day(local_date(at))),
                };
                let by = self.head(0);
                self.act(made, at, by, &approve)
            }
            Step::SendBack => {
                let reason = text("Đề nghị bổ sung căn cứ pháp lý và làm rõ nội dung trước khi trình lại.")?;
                let send_back = a::send_back::SendBack { reason, signed_by: None, document_no: None, document_date: None };
                let by = self.head(1);
                self.act(made, at, by, &send_back)
            }
            Step::Serve(document) => self.serve(made, at, document),
            Step::Draft(result) => {
                let draft = a::draft_decision::DraftDecision {
                    result,
                    reasons: text("Qua xác minh, đối chiếu hồ sơ và làm việc với các bên, nội dung đơn được làm rõ như dự thảo.")?,
                    legal_basis: self.basis()?,
                    remedy: None,
                };
                let by = self.officer();
                self.act(made, at, by, &draft)
            }
            Step::Sign => {
                let sign = a::sign_decision::SignDecision {
                    signed_by: self.signer()?,
                    document_no: self.paper("QĐ-UBND")?,
                    document_date: Day(local_date(at)),
                };
                let by = self.head(1);
                self.act(made, at, by, &sign)
            }
            other => self.aside(made, at, other),
        }
    }

    pub(super) fn classify(&mut self, made: Made, at: DateTime<Utc>) -> Lived<Made> {
        let topic = self.course.topic;
        let ineligible_ground = match self.course.fate {
            _ if self.above => None,
            Fate::Filed if self.course.anonymous => Some(IneligibleGround::NoNameOrAddress),
            Fate::Filed => Some(IneligibleGround::Duplicate),
            Fate::Settled | Fate::Refused | Fate::Guided | Fate::Returned | Fate::Above | Fate::Outside | Fate::Withdrawn => None,
        };
        let (title, _) = topic.letter(&mut self.dice);
        let classify = a::classify_case::ClassifyCase {
            kind: topic.kind,
            matter: topic.matter,
            track: topic.track,
            title: line(&title)?,
            form: made.case.form,
            eligible: ineligible_ground.is_none(),
            ineligible_ground,
            competent_body: self.body(),
            contest: self.course.contest,
            false_name: false,
            election: None,
        };
        let by = self.clerk;
        self.act(made, at, by, &classify)
    }

    fn propose(&mut self, made: Made, at: DateTime<Utc>, disposition: Disposition) -> Lived<Made> {
        let unsigned = needs_signature(made.case.kind, made.case.track) && !made.case.form.is_signed();
        let ground = match disposition {
            Disposition::Accept => "within_competence",
            Disposition::Refuse => "Không đủ điều kiện thụ lý theo quy định.",
            Disposition::Guide | Disposition::Transfer => "outside_competence",
            Disposition::Return => "Vụ việc đã được Tòa án thụ lý.",
            Disposition::File if self.course.anonymous && made.case.track == Track::Election => "nameless",
            Disposition::File if self.course.anonymous => "own_checks",
            Disposition::File if unsigned => "not_signed",
            Disposition::File => "duplicate",
        };
        let to = match (disposition, self.course.fate) {
            (Disposition::Transfer, Fate::Above) => above(self.course.topic, self.desk).map(|(unit, _)| unit.to_string()),
            (Disposition::Transfer, _) => Some(Body::Other.to_string()),
            _ => None,
        };
        let propose = a::propose_disposition::ProposeDisposition { disposition, ground: text(ground)?, legal_basis: self.basis()?, to };
        let by = self.officer();
        self.act(made, at, by, &propose)
    }

    /// Serves all that is owed of the last document of this kind, a minute apart.
    fn serve(&mut self, mut made: Made, at: DateTime<Utc>, kind: DocumentKind) -> Lived<Made> {
        let Some(issued) = made.case.detail.documents.iter().rfind(|d| d.kind == kind) else { return Ok(made) };
        let document = issued.id;
        let owed: Vec<_> = issued.services.iter().filter(|s| s.done.is_none()).map(|s| (s.party, s.role)).collect();
        for (minute, (party, role)) in (0..).zip(owed) {
            let means = match role {
                PartyRole::ReceivingBody | PartyRole::SendingBody => Means::Post,
                PartyRole::Petitioner | PartyRole::Representative if self.dice.percent(30) => Means::TrackPage,
                PartyRole::Petitioner | PartyRole::Representative | PartyRole::Respondent => {
                    if self.dice.percent(60) {
                        Means::InPerson
                    } else {
                        Means::Post
                    }
                }
            };
            let serve = a::serve::Serve { document, party, means, served_on: Day(local_date(at)), reason: None };
            let by = self.officer();
            made = self.act(made, at + TimeDelta::minutes(minute), by, &serve)?;
        }
        Ok(made)
    }
}
