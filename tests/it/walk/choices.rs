//! Fields by chance, sound or with a slip.

use redress::actions::act::Signer;
use redress::actions::terminate::Answers;
use redress::actions::{
    classify_case::ClassifyCase, correct::Correct, extend::Extend, hand_over::HandOver, propose_disposition::ProposeDisposition,
    reclassify_case::ReclassifyCase, serve::Serve, set_complexity::SetComplexity, strike_off::StrikeOff, terminate::Terminate,
    withdraw::Withdraw,
};
use redress::domain::correction::Correctable;
use redress::domain::day::Day;
use redress::domain::ids::{DocumentId, MemberId, PartyId};
use redress::domain::kind::{Body, Contest, Form, IneligibleGround, Kind, Matter, Track};
use redress::domain::outcome::{CaseResult, Complexity, ComplexityGround, Disposition, Means, TerminationGround, WithdrawalScope};
use redress::domain::party::PartyRole;
use redress::domain::text::{DocumentNo, Line, Text};

use super::deed::Deed;
use super::intakes::{line, text};
use super::model::St;
use super::moves::Mover;
use super::world::{AREA, BOTH, CLERK, CLERK2, GONE, NEIGHBOUR, OFFICER, OFFICER2, OTHER_WARD, PROVINCE_OFFICER, SUPERVISOR, WARD};

impl Mover<'_> {
    pub(super) fn slip(&mut self) -> bool {
        self.chance.percent(self.slips)
    }

    /// Between the last step and today; with a slip the day before the receipt, before the step, or tomorrow.
    pub(super) fn date(&mut self) -> Day {
        let (model, today) = (self.model, self.today);
        if self.slip() {
            let wrong = [model.received.pred_opt(), model.since.pred_opt(), today.succ_opt()];
            return Day(self.chance.of(&wrong).unwrap());
        }
        let span = usize::try_from((today - model.since).num_days().max(0)).unwrap();
        let back = if self.chance.percent(60) { 0 } else { self.chance.below(span + 1) };
        Day(today - chrono::Days::new(u64::try_from(back).unwrap()))
    }

    pub(super) fn perhaps_date(&mut self) -> Option<Day> {
        if self.chance.percent(60) { Some(self.date()) } else { None }
    }

    pub(super) fn signer(&mut self) -> Option<Signer> {
        self.chance.maybe(80, |_| signer())
    }

    pub(super) fn number(&mut self) -> Option<DocumentNo> {
        self.chance.maybe(80, |_| number())
    }

    pub(super) fn party(&mut self) -> PartyId {
        if self.model.people.is_empty() || self.slip() { PartyId(5) } else { self.chance.of(&self.model.people).id }
    }

    pub(super) fn assignee(&mut self) -> MemberId {
        if self.slip() {
            self.chance.of(&[GONE, NEIGHBOUR, SUPERVISOR])
        } else if self.model.to_serve() && self.chance.percent(40) {
            self.chance.of(&[CLERK, CLERK2])
        } else {
            self.chance.of(&[OFFICER, OFFICER2, OFFICER, BOTH, PROVINCE_OFFICER])
        }
    }

    pub(super) fn classification(&mut self) -> ClassifyCase {
        let model = self.model;
        let kind = if self.chance.percent(75) { model.kind } else { self.chance.of(Kind::ALL) };
        let matter = if self.chance.percent(80) { model.matter } else { self.chance.of(Matter::ALL) };
        let track = if self.chance.percent(85) { model.track } else { self.chance.of(Track::ALL) };
        let eligible = self.chance.percent(80);
        let grounded = eligible == self.slip();
        let bodies: &[Body] = match track {
            Track::Election => &[Body::ElectionBoard, Body::ElectionCommittee, Body::ElectionBoard, Body::ProvincialElectionCommittee],
            Track::General => &[Body::CommunePeoplesCommittee, Body::CommunePeoplesCommittee, Body::ProvincialPeoplesCommittee],
        };
        ClassifyCase {
            kind,
            matter,
            track,
            title: line("classified"),
            form: if self.chance.percent(85) { model.form } else { self.chance.of(Form::ALL) },
            eligible,
            ineligible_ground: grounded.then(|| self.chance.of(IneligibleGround::ALL)),
            competent_body: if self.chance.percent(85) { self.chance.of(bodies) } else { self.chance.of(Body::ALL) },
            contest: if self.slip() {
                None
            } else {
                model.contest.or_else(|| matter.needs_contest().then(|| self.chance.of(Contest::ALL)))
            },
            false_name: self.chance.percent(8),
            election: None,
        }
    }

    pub(super) fn reclassification(&mut self) -> ReclassifyCase {
        let found = self.classification();
        ReclassifyCase {
            kind: found.kind,
            matter: found.matter,
            track: found.track,
            title: found.title,
            form: found.form,
            eligible: found.eligible,
            ineligible_ground: found.ineligible_ground,
            competent_body: found.competent_body,
            contest: found.contest,
            false_name: found.false_name,
            election: None,
            reason: text("reason"),
            signed_by: self.signer(),
            document_no: self.number(),
            document_date: self.perhaps_date(),
        }
    }

    pub(super) fn proposal(&mut self) -> ProposeDisposition {
        let unsigned = self.model.lacks_signature();
        let likely: &[Disposition] = match self.model.status {
            St::Accepted if self.model.nameless() => &[Disposition::File],
            St::Accepted => &[Disposition::Transfer, Disposition::Return],
            _ if unsigned => &[Disposition::File, Disposition::Guide, Disposition::Transfer],
            _ => &[Disposition::Accept, Disposition::Accept, Disposition::Accept, Disposition::Refuse, Disposition::Transfer],
        };
        let disposition = if self.chance.percent(75) { self.chance.of(likely) } else { self.chance.of(Disposition::ALL) };
        let ground = if disposition == Disposition::File && unsigned {
            self.chance.of(&["not_signed", "own_checks", "duplicate"])
        } else if self.slip() {
            "own_checks"
        } else {
            self.chance.of(&["within_competence", "zqx for a reason of its own", "outside_competence"])
        };
        let places = [
            OTHER_WARD.to_string(),
            Body::ProvincialPeoplesCommittee.to_string(),
            Body::Court.to_string(),
            Body::NationalElectionCouncil.to_string(),
        ];
        let wrong = [WARD.to_string(), AREA.to_string(), "nowhere".to_owned(), Body::ElectionBoard.to_string()];
        let to = if self.slip() { self.chance.of(&wrong) } else { self.chance.of(&places) };
        let given = if disposition == Disposition::Transfer { !self.slip() } else { self.slip() };
        ProposeDisposition { disposition, ground: Text::parse(ground).unwrap(), legal_basis: text("basis"), to: given.then_some(to) }
    }

    pub(super) fn complexity(&mut self) -> Deed {
        let own_words = self.model.kind == Kind::Complaint;
        let ground = if own_words && !self.slip() { ComplexityGround::ComplexMatter } else { self.chance.of(ComplexityGround::ALL) };
        let level = if own_words && !self.slip() { Complexity::Complex } else { self.chance.of(Complexity::ALL) };
        Deed::SetComplexity(SetComplexity {
            level,
            ground,
            grounds: if level == Complexity::SpeciallyComplex && !self.slip() {
                vec![ComplexityGround::ManyPeople, ComplexityGround::SeveralPlaces]
            } else {
                Vec::new()
            },
            reason: self.chance.maybe(85, |_| text("reason")),
            signed_by: self.signer(),
            document_no: self.number(),
            document_date: self.perhaps_date(),
        })
    }

    pub(super) fn extension(&mut self) -> Deed {
        let rule = if self.model.status == St::Screening { "d.intake" } else { "d.settle" };
        let rule = if self.slip() { self.chance.of(&["c1.settle", "no.rule", "d.intake", "d.accept-notify"]) } else { rule };
        Deed::Extend(Extend {
            rule: Line::parse(rule).unwrap(),
            ground: if self.slip() {
                ComplexityGround::ComplexMatter
            } else {
                self.chance.of(&[ComplexityGround::SeveralPlaces, ComplexityGround::ManyPeople])
            },
            days: self.chance.of(&[1, 3, 3, 30, 31, 0]),
            document_no: number(),
            document_date: self.date(),
            signed_by: self.signer(),
        })
    }

    pub(super) fn result(&mut self) -> CaseResult {
        let of_kind: &[CaseResult] = match self.model.kind {
            Kind::Complaint => &[CaseResult::Justified, CaseResult::Unjustified],
            Kind::Denunciation => &[CaseResult::PartlyTrue, CaseResult::False],
            Kind::Petition | Kind::Feedback => &[CaseResult::Answered],
        };
        if self.slip() { self.chance.of(CaseResult::ALL) } else { self.chance.of(of_kind) }
    }

    pub(super) fn service(&mut self) -> Serve {
        let open: Vec<(DocumentId, PartyId)> =
            self.model.documents.iter().flat_map(|d| d.owed.iter().filter(|o| o.2.is_none()).map(|o| (d.id, o.0))).collect();
        let (document, party) = if open.is_empty() || self.slip() {
            let any: Vec<DocumentId> = self.model.documents.iter().map(|d| d.id).chain([DocumentId(3)]).collect();
            (self.chance.of(&any), self.party())
        } else {
            self.chance.of(&open)
        };
        let means = self.chance.of(&[Means::InPerson, Means::Post, Means::Post, Means::Email, Means::TrackPage, Means::NotOwed]);
        Serve { document, party, means, served_on: self.date(), reason: self.chance.maybe(70, |_| text("reason")) }
    }

    pub(super) fn withdrawal(&mut self) -> Withdraw {
        let sender = self.model.people.iter().find(|p| p.role == PartyRole::Petitioner && !p.left).map(|p| p.id);
        Withdraw {
            all_signers: self.chance.percent(50),
            scope: self.chance.of(&[WithdrawalScope::All, WithdrawalScope::All, WithdrawalScope::Part]),
            form: self.chance.of(&[None, Some(Form::Signed), Some(Form::Minutes), Some(Form::Signed), Some(Form::ESigned)]),
            party: if self.chance.percent(75) {
                sender
            } else if self.chance.percent(50) {
                None
            } else {
                Some(self.party())
            },
        }
    }

    pub(super) fn termination(&mut self) -> Terminate {
        let answers = self.chance.maybe(85, |c| Answers {
            signs_of_violation: c.percent(10),
            threatened_or_bribed: c.percent(10),
            misused_to_slander: c.percent(10),
        });
        Terminate {
            ground: self.chance.of(&[
                TerminationGround::Withdrawal,
                TerminationGround::Withdrawal,
                TerminationGround::DenouncedDied,
                TerminationGround::AlreadyDecided,
            ]),
            document_no: number(),
            document_date: self.date(),
            answers,
            signed_by: self.signer(),
        }
    }

    pub(super) fn strike_off(&mut self) -> Deed {
        let right = match self.model.contest {
            Some(Contest::Na) => Body::NationalElectionCouncil,
            Some(Contest::CouncilProvince) => Body::ProvincialElectionCommittee,
            _ => Body::ElectionCommittee,
        };
        Deed::StrikeOff(StrikeOff {
            body: if self.slip() { self.chance.of(Body::ALL) } else { right },
            document_no: number(),
            document_date: self.date(),
            evidence: text("evidence"),
            signed_by: self.signer(),
        })
    }

    pub(super) fn hand_over(&mut self) -> Deed {
        let right = if self.model.contest == Some(Contest::Na) { Body::NaStandingCommittee } else { Body::CouncilStandingBody };
        Deed::HandOver(HandOver {
            to: if self.slip() { self.chance.of(Body::ALL) } else { right },
            date: if self.chance.percent(70) { Day(self.today) } else { self.date() },
            document_no: self.number(),
            document_date: self.perhaps_date(),
            signed_by: self.signer(),
        })
    }

    pub(super) fn correction(&mut self) -> Deed {
        let field = self.chance.of(Correctable::ALL);
        let today = self.today;
        let value = match field {
            Correctable::ReceivedAt | Correctable::OccurredOn => {
                let days = [self.model.received, self.model.received.pred_opt().unwrap(), self.model.since, today.succ_opt().unwrap()];
                self.chance.of(&days).to_string()
            }
            Correctable::Channel => self.chance.of(&["post", "in_person", "pigeon"]).to_owned(),
            Correctable::PollingArea => self.chance.of(&[AREA, AREA, WARD, OTHER_WARD]).to_string(),
            Correctable::Signers => self.chance.of(&["1", "4", "20", "0", "many"]).to_owned(),
            Correctable::PetitionerEmail => self.chance.of(&["zqx2@example.vn", "zqx"]).to_owned(),
            Correctable::PetitionerPhone => self.chance.of(&["0987 345 678", "zqx"]).to_owned(),
            Correctable::PetitionerNoMail => self.chance.of(&["true", "false", "zqx"]).to_owned(),
            _ => "zqx corrected".to_owned(),
        };
        Deed::Correct(Correct { field, value: Line::parse(&value).unwrap(), reason: text("reason") })
    }
}

pub(super) fn signer() -> Signer {
    Signer { name: line("head"), office: line("chair"), body: line("committee") }
}

pub(super) fn number() -> DocumentNo {
    DocumentNo::parse("12/QD-zqx").unwrap()
}
