//! The life of a case: its course, done by the actions, in memory.

use chrono::{DateTime, Days, TimeDelta, Utc};

use super::course::{Course, Fate, JOINED, Step, above};
use super::dice::Dice;
use super::office::Desk;
use super::people;
use crate::actions as a;
use crate::actions::act::{Act, Opening, Signer};
use crate::actions::bulk::{Desk as Table, Made};
use crate::actions::error::ActionError;
use crate::actions::receive_case::{ArrivedAt, ChosenIdentity, ReceiveCase};
use crate::domain::day::Day;
use crate::domain::event::By;
use crate::domain::ids::{ElectionId, MemberId};
use crate::domain::kind::{Body, Channel, Contest, IneligibleGround, Kind, Track};
use crate::domain::outcome::{
    Complexity, ComplexityGround, Disposition, DocumentKind, Means, SuspensionGround, TerminationGround, WithdrawalScope,
};
use crate::domain::party::PartyRole;
use crate::domain::receipt::ReceiptCode;
use crate::domain::refusal::Refusal;
use crate::domain::text::{DocumentNo, Line, Text};
use crate::domain::zone::local_date;
use crate::store::StoreError;

/// What every life needs.
pub struct World<'a> {
    pub table: Table<'a>,
    pub desks: &'a [Desk],
    pub election: ElectionId,
}

impl std::fmt::Debug for World<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("World")
    }
}

/// A case and the people on it.
struct Life<'a> {
    world: &'a World<'a>,
    course: &'a Course,
    desk: &'a Desk,
    dice: Dice,
    /// The numbers it takes, in the order of taking.
    numbers: std::slice::Iter<'a, i32>,
    clerk: By,
    officer: MemberId,
    /// Two heads: what one of them does, the other may look at.
    heads: [MemberId; 2],
    /// The case that was joined.
    joined: Option<Made>,
    opening: Option<Opening>,
    /// Of the linked case in a unit above.
    above: bool,
}

type Lived<T> = Result<T, ActionError>;

/// Lives the course of case `which`; gives all cases it comes to.
pub fn live(world: &World<'_>, course: &Course, seed: u64, which: u64, numbers: &[i32]) -> Lived<Vec<Made>> {
    let desk = world.desks.get(course.desk).ok_or(StoreError::Corrupt("the desk of a course"))?;
    let dice = Dice::of(!seed, which);
    let life = Life::at(world, course, desk, dice, numbers.iter(), &[]);
    let mut life = life.ok_or(StoreError::Corrupt("a desk without people"))?;
    let mut made = life.receive(course.received)?;
    let mut linked = None;
    for (at, step) in &course.steps {
        made = life.step(made, *at, *step)?;
        if let Some(opening) = life.opening.take() {
            linked = Some(life.go_above(&made, &opening, *at)?);
        }
    }
    Ok([Some(made), life.joined, linked].into_iter().flatten().collect())
}

fn text(text: &str) -> Lived<Text> {
    Text::parse(text).map_err(|v| Refusal::field("text", v.code()).into())
}

fn line(text: &str) -> Lived<Line> {
    Line::parse(text).map_err(|v| Refusal::field("line", v.code()).into())
}

const BASIS_ELECTION: &str = "Luật Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân";
const BASIS_COMPLAINT: &str = "Luật Khiếu nại 02/2011/QH13";
const BASIS_DENUNCIATION: &str = "Luật Tố cáo 25/2018/QH14";
const BASIS_RECEPTION: &str = "Luật Tiếp công dân 42/2013/QH13";

impl<'a> Life<'a> {
    /// With people of this desk who are not excluded. None: there are not enough.
    fn at(
        world: &'a World<'a>,
        course: &'a Course,
        desk: &'a Desk,
        mut dice: Dice,
        numbers: std::slice::Iter<'a, i32>,
        excluded: &[MemberId],
    ) -> Option<Self> {
        let mut any = |of: &[MemberId]| {
            let free: Vec<MemberId> = of.iter().copied().filter(|m| !excluded.contains(m)).collect();
            let first = dice.below(free.len());
            let both = (free.get(first).copied(), free.get((first + 1) % free.len().max(1)).copied());
            Option::zip(both.0, both.1)
        };
        let ((clerk, _), (officer, _), (one, other)) = (any(&desk.clerks)?, any(&desk.officers)?, any(&desk.supervisors)?);
        let clerk = By::Member(clerk);
        let (heads, joined, opening, above) = ([one, other], None, None, false);
        (one != other).then_some(Self { world, course, desk, dice, numbers, clerk, officer, heads, joined, opening, above })
    }

    fn number(&mut self) -> Lived<i32> {
        Ok(*self.numbers.next().ok_or(StoreError::Corrupt("a course takes more numbers than it foresaw"))?)
    }

    /// Does a verb at a moment.
    fn act<A: Act>(&mut self, made: Made, at: DateTime<Utc>, by: By, act: &A) -> Lived<Made> {
        let (made, opens) = self.world.table.act(at, made, by, act, None, None)?;
        self.opening = opens;
        Ok(made)
    }

    fn officer(&self) -> By {
        By::Member(self.officer)
    }

    fn head(&self, which: usize) -> By {
        By::Member(self.heads.get(which).copied().unwrap_or(self.officer))
    }

    fn receive(&mut self, at: DateTime<Utc>) -> Lived<Made> {
        let course = self.course;
        let (title, body) = course.topic.letter(&mut self.dice);
        let dice = &mut self.dice;
        let kind = course.topic.kind;
        let signers = if kind == Kind::Complaint && dice.percent(6) { dice.between(5, 16) } else { 1 };
        let letter = ReceiveCase {
            kind,
            matter: course.topic.matter,
            identity: if course.anonymous { ChosenIdentity::Anonymous } else { ChosenIdentity::Named },
            title: line(&title)?,
            body: text(&body)?,
            language: None,
            occurred_on: dice.percent(50).then(|| Day(local_date(at) - Days::new(u64::try_from(dice.between(1, 40)).unwrap_or(1)))),
            polling_area: if course.topic.track == Track::Election { dice.one(&self.desk.areas).copied() } else { None },
            unit: Some(self.desk.unit),
            election: Some(self.world.election),
            contest: course.contest,
            channel: (!course.online).then(|| if dice.percent(65) { Channel::InPerson } else { Channel::Post }),
            received_at: (!course.online).then_some(ArrivedAt::Moment(at)),
            form: None,
            petitioner: (!course.anonymous).then(|| people::sender(dice)),
            respondent: (!course.topic.respondent.is_empty())
                .then(|| people::respondent(dice, (!course.topic.respondent.starts_with("Công chức")).then_some(course.topic.respondent))),
            signers: (signers > 1).then(|| i32::try_from(signers).unwrap_or(5)),
            representatives: if signers > 1 { (0..2).filter_map(|_| people::representative(dice)).collect() } else { Vec::new() },
            sent_by: None,
        };
        let code = ReceiptCode::from_random(dice.next());
        let by = if course.online { By::Citizen } else { self.clerk };
        let number = self.number()?;
        self.world.table.receive(at, by, &letter, number, code)
    }

    fn body(&self) -> Body {
        let (general, election) = (self.desk.general, self.desk.election);
        match (self.course.topic.track, self.course.fate) {
            (Track::General, _) if self.above => general,
            (Track::Election, _) if self.above => election,
            (Track::Election, Fate::Above) => self.desk.above_election.map_or(election, |(_, body)| body),
            (Track::General, Fate::Above) => self.desk.above_general.map_or(general, |(_, body)| body),
            (_, Fate::Outside) => Body::Other,
            (_, Fate::Guided) => self.desk.above_general.map_or(Body::Other, |(_, body)| body),
            (_, Fate::Returned) => Body::Court,
            (Track::Election, _) if self.course.topic.matter == crate::domain::kind::Matter::VoterList => general,
            (Track::Election, _) => election,
            (Track::General, _) => general,
        }
    }

    fn basis(&self) -> Lived<Text> {
        text(match (self.course.topic.track, self.course.topic.kind) {
            (Track::Election, _) => BASIS_ELECTION,
            (Track::General, Kind::Complaint) => BASIS_COMPLAINT,
            (Track::General, Kind::Denunciation) => BASIS_DENUNCIATION,
            (Track::General, Kind::Petition | Kind::Feedback) => BASIS_RECEPTION,
        })
    }

    fn signer(&self) -> Lived<Signer> {
        Ok(Signer { name: line("Nguyễn Văn Chủ")?, office: line("Chủ tịch")?, body: line("Ủy ban nhân dân")? })
    }

    fn paper(&mut self, sign: &str) -> Lived<DocumentNo> {
        DocumentNo::parse(&format!("{}/{sign}", self.dice.between(1, 400))).map_err(|v| Refusal::field("document_no", v.code()).into())
    }

    fn step(&mut self, made: Made, at: DateTime<Utc>, step: Step) -> Lived<Made> {
        match step {
            Step::Classify => self.classify(made, at),
            Step::Assign => {
                let assign = a::assign_case::AssignCase { assignee: self.officer, note: None };
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

    fn classify(&mut self, made: Made, at: DateTime<Utc>) -> Lived<Made> {
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
        };
        let by = self.clerk;
        self.act(made, at, by, &classify)
    }

    /// A neighbour's letter on the same matter, received, taken up and joined to this case.
    fn join(&mut self, made: Made, at: DateTime<Utc>) -> Lived<Made> {
        let received = at - JOINED;
        let twin = self.receive(received)?;
        let twin = self.classify(twin, received + TimeDelta::minutes(9))?;
        let assign = a::assign_case::AssignCase { assignee: self.officer, note: None };
        let by = self.head(0);
        let twin = self.act(twin, received + TimeDelta::minutes(21), by, &assign)?;
        let merge = a::merge_case::MergeCase { into: made.case.id };
        let mut into = Some(made);
        let (twin, _) = self.world.table.act(at, twin, self.officer(), &merge, None, Some(&mut into))?;
        self.joined = Some(twin);
        into.ok_or_else(|| StoreError::Corrupt("a case that another was joined to").into())
    }

    fn propose(&mut self, made: Made, at: DateTime<Utc>, disposition: Disposition) -> Lived<Made> {
        let unsigned = crate::domain::classification::needs_signature(made.case.kind, made.case.track) && !made.case.form.is_signed();
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

    /// What does not lead from one status to the next.
    fn aside(&mut self, made: Made, at: DateTime<Utc>, step: Step) -> Lived<Made> {
        let on = Day(local_date(at));
        let (officer, head, clerk) = (self.officer(), self.head(1), self.clerk);
        match step {
            Step::Signature => {
                let form = crate::domain::kind::Form::Signed;
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
            Step::Complex => {
                let complaint = made.case.kind == Kind::Complaint;
                let ground = if complaint { ComplexityGround::ComplexMatter } else { ComplexityGround::SeveralContents };
                let reason = complaint.then(|| text("Vụ việc phải xác minh tại nhiều địa phương.")).transpose()?;
                let (signed_by, document_no, document_date) = (None, None, None);
                let set =
                    a::set_complexity::SetComplexity { level: Complexity::Complex, ground, reason, signed_by, document_no, document_date };
                self.act(made, at, head, &set)
            }
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
            let form = Some(crate::domain::kind::Form::Signed);
            let withdraw = a::withdraw::Withdraw { scope: WithdrawalScope::All, form, party: Some(sender) };
            made = self.act(made, at + TimeDelta::minutes(minute), clerk, &withdraw)?;
        }
        Ok(made)
    }

    /// The linked case in the unit above, as far as somebody there takes it up.
    fn go_above(&mut self, from: &Made, opening: &Opening, at: DateTime<Utc>) -> Lived<Made> {
        let number = self.number()?;
        let by = if matches!(opening.origin, crate::domain::event::Origin::Appeal(_)) { By::Citizen } else { self.head(0) };
        let mut made = self.world.table.open_linked(at, from, opening, by, number)?;
        let desk = self.world.desks.iter().find(|d| d.unit == opening.unit);
        let life = desk.and_then(|desk| Life::at(self.world, self.course, desk, self.dice.clone(), [].iter(), &opening.excluded));
        let Some(mut life) = life else { return Ok(made) };
        life.above = true;
        for (at, step) in &self.course.linked {
            made = life.step(made, *at, *step)?;
        }
        Ok(made)
    }
}
