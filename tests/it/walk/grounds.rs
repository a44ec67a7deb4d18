//! Grounds, combinations and bounds that the law names, verb by verb.

use std::collections::HashSet;

use redress::actions::classify_case::ClassifyCase;
use redress::actions::correct::Correct;
use redress::actions::hand_over::HandOver;
use redress::actions::propose_disposition::ProposeDisposition;
use redress::actions::reclassify_case::ReclassifyCase;
use redress::actions::serve::Serve;
use redress::actions::set_complexity::SetComplexity;
use redress::actions::terminate::Terminate;
use redress::actions::withdraw::Withdraw;
use redress::domain::correction::Correctable;
use redress::domain::day::Day;
use redress::domain::event::By;
use redress::domain::ids::{MemberId, UnitId};
use redress::domain::kind::{Body, Channel, Contest, Form, Kind, Matter, Track};
use redress::domain::outcome::{Complexity, ComplexityGround, Disposition, DocumentKind, Means, TerminationGround, WithdrawalScope};
use redress::domain::party::PartyRole;
use redress::domain::permission::Role;
use redress::domain::refusal::Sort;
use redress::domain::text::fold;

use super::fields::Scene;
use super::model::{Left, Model, Phase, St, To, running};
use super::rules::Verdict;
use super::world::{AREA, GONE, OTHER_WARD, PROVINCE, WARD, World};

/// What `classify` and `reclassify` have in common.
#[derive(Debug, Clone, Copy)]
pub struct Found {
    pub kind: Kind,
    pub matter: Matter,
    pub track: Track,
    pub contest: Option<Contest>,
    pub form: Form,
    pub eligible: bool,
    pub grounded: bool,
    pub body: Body,
    pub false_name: bool,
}

impl Found {
    pub const fn of(a: &ClassifyCase) -> Self {
        Self {
            kind: a.kind,
            matter: a.matter,
            track: a.track,
            contest: a.contest,
            form: a.form,
            eligible: a.eligible,
            grounded: a.ineligible_ground.is_some(),
            body: a.competent_body,
            false_name: a.false_name,
        }
    }

    pub const fn again(a: &ReclassifyCase) -> Self {
        Self {
            kind: a.kind,
            matter: a.matter,
            track: a.track,
            contest: a.contest,
            form: a.form,
            eligible: a.eligible,
            grounded: a.ineligible_ground.is_some(),
            body: a.competent_body,
            false_name: a.false_name,
        }
    }
}

impl Model {
    pub fn classification(&self, found: &Found, world: &World, v: &mut Verdict) {
        let contested = matches!(found.matter, Matter::Nominee | Matter::Candidate | Matter::CandidateList | Matter::Result);
        v.refuse(Sort::Field, contested && found.contest.is_none());
        v.refuse(Sort::Field, found.eligible == found.grounded);
        v.refuse(Sort::Field, found.track == Track::Election && self.election_of(world).is_none());
        // `record-signature` is what makes an unsigned letter signed, with its day.
        v.refuse(Sort::Field, found.form.is_signed() && !self.form.is_signed());
        // ... and what it recorded stays.
        v.refuse(Sort::Field, !found.form.is_signed() && self.signature);
        // "Combination not in law": the documents name no others, the program does.
        v.unsure |= found.track == Track::General && (found.contest.is_some() || found.kind == Kind::Complaint);
    }

    pub fn assign(&self, assignee: MemberId, by: By, world: &World, v: &mut Verdict) {
        let me = by.member();
        let supervises = me.is_some_and(|m| world.roles(m, self.unit).contains(&Role::Supervisor));
        let roles = world.roles(assignee, self.unit);
        let (officer, clerk) = (roles.contains(&Role::Officer), roles.contains(&Role::Clerk));
        v.refuse(Sort::Field, assignee == GONE || !(officer || clerk) || self.excluded.contains(&assignee));
        v.refuse(Sort::Role, !supervises && !v.on_paper && me != Some(assignee));
        v.refuse(Sort::State, officer && !self.is_open());
        v.refuse(Sort::State, if officer { self.assignee == Some(assignee) } else { self.servers.contains(&assignee) });
    }

    pub fn propose(&self, a: &ProposeDisposition, world: &World, v: &mut Verdict) {
        let transfer = a.disposition == Disposition::Transfer;
        let file = a.disposition == Disposition::File;
        let moves_on = transfer || a.disposition == Disposition::Return;
        v.refuse(Sort::Field, self.status == St::Accepted && !(moves_on || (file && self.nameless())));
        v.refuse(Sort::State, self.nameless() && !file);
        v.refuse(Sort::State, a.disposition == Disposition::Accept && self.eligible == Some(false));
        v.refuse(Sort::State, transfer && self.kind == Kind::Complaint && self.track == Track::General);
        let decides = matches!(a.disposition, Disposition::Accept | Disposition::Refuse | Disposition::Return);
        v.refuse(Sort::State, decides && self.lacks_signature());
        let about_signature = matches!(a.ground.as_str(), "not_signed" | "own_checks");
        v.refuse(Sort::Field, about_signature && !(file && self.lacks_signature()));
        v.refuse(Sort::State, a.disposition == Disposition::Accept && !self.competent_here(world));
        v.refuse(Sort::Field, transfer && a.to.is_none());
        if let Some(to) = &a.to {
            v.refuse(Sort::Field, !matches!(a.disposition, Disposition::Transfer | Disposition::Guide));
            v.refuse(Sort::Field, self.destination(to, transfer, world).is_none());
        }
    }

    /// The election it belongs to, or gets with its classification: the one open when the letter came.
    pub fn election_of(&self, world: &World) -> Option<chrono::NaiveDate> {
        let open = |e: &chrono::NaiveDate| (-105..=60).contains(&(self.received - *e).num_days());
        self.election.or_else(|| world.election.filter(open))
    }

    /// Luật Bầu cử art. 75: from the station's team to the board, though one unit works for both.
    pub fn sent_within(&self, to: Body) -> bool {
        let station = self.track == Track::Election && self.matter == Matter::PollingStation;
        station && self.body == Some(Body::ElectionTeam) && to == Body::ElectionBoard
    }

    /// A unit that keeps a register, or a body; none: here, or nowhere.
    pub fn destination(&self, to: &str, transfer: bool, world: &World) -> Option<To> {
        if let Ok(unit) = to.parse::<UnitId>() {
            return (unit != self.unit && [PROVINCE, WARD, OTHER_WARD].contains(&unit)).then_some(To::Inside(unit));
        }
        let body: Body = to.parse().ok()?;
        match self.unit_of(body, world) {
            Some(unit) if unit == self.unit => (transfer && self.sent_within(body)).then_some(To::Outside(body)),
            Some(unit) => Some(To::Inside(unit)),
            None => Some(To::Outside(body)),
        }
    }

    pub fn complexity(&self, a: &SetComplexity, v: &mut Verdict) {
        let specially = a.level == Complexity::SpeciallyComplex;
        let grounds: HashSet<ComplexityGround> = std::iter::once(&a.ground).chain(&a.grounds).copied().collect();
        let own_words = grounds.contains(&ComplexityGround::ComplexMatter);
        match self.kind {
            Kind::Complaint => v.refuse(Sort::Field, specially || !own_words || grounds.len() > 1 || a.reason.is_none()),
            Kind::Denunciation => {
                let known = self.grounds.iter().filter(|g| **g != ComplexityGround::ComplexMatter);
                let all: HashSet<ComplexityGround> = grounds.iter().chain(known).copied().collect();
                v.refuse(Sort::Field, own_words || (specially && all.len() < 2));
            }
            Kind::Petition | Kind::Feedback => v.refuse(Sort::State, true),
        }
        v.refuse(Sort::State, self.complexity == Some(a.level));
    }

    pub fn extend(&self, rule: &str, ground: ComplexityGround, days: i64, scene: Scene<'_>, v: &mut Verdict) {
        let Some(runs) = running(scene.deadlines, rule) else {
            v.refuse(Sort::State, true);
            v.refuse(Sort::Field, true);
            return;
        };
        v.refuse(Sort::State, runs.due.is_some_and(|due| due < scene.today));
        let used = self.extensions.iter().filter(|r| *r == rule).count();
        match rule {
            "d.settle" => {
                let most = match self.complexity {
                    // A decision to extend on a ground of ND 31/2019 art. 3 finds the case complex by itself.
                    None | Some(Complexity::Complex) => 1,
                    Some(Complexity::SpeciallyComplex) => 2,
                };
                v.refuse(Sort::State, used >= most);
                v.refuse(Sort::Field, ground == ComplexityGround::ComplexMatter || !(1..=30).contains(&days));
            }
            // To ten working days where several places must be asked.
            "d.intake" => {
                v.refuse(Sort::State, used >= 1);
                v.refuse(Sort::Field, ground != ComplexityGround::SeveralPlaces || !(1..=3).contains(&days));
            }
            _ => v.refuse(Sort::State, true),
        }
    }

    pub fn service(&self, a: &Serve, today: chrono::NaiveDate, v: &mut Verdict) {
        let Some(doc) = self.documents.iter().find(|d| d.id == a.document) else { return v.refuse(Sort::Field, true) };
        let Some((_, role, done)) = doc.owed.iter().find(|(party, ..)| *party == a.party) else { return v.refuse(Sort::Field, true) };
        v.refuse(Sort::State, done.is_some());
        v.refuse(Sort::Field, a.means == Means::NotOwed && a.reason.is_none());
        let email = self.people.iter().any(|p| p.id == a.party && p.email);
        v.refuse(Sort::Field, a.means == Means::Email && !email);
        let sender = matches!(role, PartyRole::Petitioner | PartyRole::Representative);
        v.refuse(Sort::Field, a.means == Means::TrackPage && !sender);
        v.refuse(Sort::Field, !self.dated(Some(a.served_on), doc.on, today));
    }

    /// Only what was signed is published, and never the sender's data of a sealed case.
    pub fn publish(&self, on: Day, place: &str, scene: Scene<'_>, v: &mut Verdict) {
        let signed = |kind| matches!(kind, DocumentKind::Decision | DocumentKind::Conclusion | DocumentKind::StrikeOff);
        let Some(doc) = self.documents.iter().rfind(|d| signed(d.kind)) else { return v.refuse(Sort::State, true) };
        v.refuse(Sort::State, self.published);
        v.refuse(Sort::Field, !self.dated(Some(on), doc.on, scene.today));
        let senders = self.people.iter().filter(|p| matches!(p.role, PartyRole::Petitioner | PartyRole::Representative));
        let names = senders.filter_map(|p| scene.data.get(&p.id)).filter_map(|d| d.name.as_deref());
        let named = names.into_iter().any(|name| fold(place).contains(&fold(name)));
        v.refuse(Sort::Field, self.sealed && named);
    }

    pub fn withdraw(&self, a: &Withdraw, citizen: bool, v: &mut Verdict) {
        if citizen {
            v.refuse(Sort::Field, a.form.is_some() || a.all_signers);
            let asked = |w: &Left| !w.signed && w.whole == (a.scope == WithdrawalScope::All);
            // Asking twice for the same is no step: the design does not say so.
            v.refuse(Sort::State, self.withdrawals.iter().any(asked));
        } else {
            v.refuse(Sort::Field, !matches!(a.form, Some(Form::Signed | Form::Minutes)) || a.party.is_none());
        }
        v.refuse(Sort::Field, a.party.is_some_and(|p| !self.is_sender(p)));
    }

    pub fn terminate(&self, a: &Terminate, v: &mut Verdict) {
        let denunciation = self.kind == Kind::Denunciation;
        match a.ground {
            TerminationGround::Withdrawal => {
                let whole = |w: &&Left| w.whole && w.signed && (w.for_all || !self.collective());
                let withdrew = |p| self.withdrawals.iter().filter(whole).any(|w| w.who == Some(p));
                let mut senders = self.people.iter().filter(|p| p.role == PartyRole::Petitioner);
                v.refuse(Sort::State, !senders.all(|p| p.left || withdrew(p.id)));
                v.refuse(Sort::Field, denunciation && a.answers.is_none());
                let goes_on = a.answers.is_some_and(|a| a.signs_of_violation || a.threatened_or_bribed || a.misused_to_slander);
                v.refuse(Sort::State, denunciation && goes_on);
            }
            TerminationGround::DenouncedDied => v.refuse(Sort::Field, !denunciation),
            TerminationGround::AlreadyDecided => {}
        }
    }

    /// The National Election Council for the NA, the committee of that level for a council.
    pub fn strike_off(&self, body: Body, v: &mut Verdict) {
        match self.contest {
            None => v.refuse(Sort::State, true),
            Some(Contest::Na) => v.refuse(Sort::Field, body != Body::NationalElectionCouncil),
            Some(Contest::CouncilProvince) => {
                v.refuse(Sort::Field, !matches!(body, Body::ProvincialElectionCommittee | Body::ElectionCommittee));
                // A committee named without its level.
                v.unsure |= body == Body::ElectionCommittee;
            }
            Some(Contest::CouncilDistrict | Contest::CouncilCommune) => v.refuse(Sort::Field, body != Body::ElectionCommittee),
        }
    }

    /// To the NA Standing Committee for the NA, to the Standing Body of the new People's Council otherwise; not before E+1.
    pub fn hand_over(&self, a: &HandOver, today: chrono::NaiveDate, v: &mut Verdict) {
        let to = if self.contest == Some(Contest::Na) { Body::NaStandingCommittee } else { Body::CouncilStandingBody };
        v.refuse(Sort::Field, a.to != to);
        v.refuse(Sort::State, self.contest.is_none());
        let first = self.election.and_then(|e| e.succ_opt()).unwrap_or(self.since);
        v.refuse(Sort::Field, !self.dated(Some(a.date), self.since.max(first), today));
        v.refuse(Sort::Field, a.document_date.is_some() && !self.dated(a.document_date, self.since, today));
        let whole = a.signed_by.is_some() && a.document_no.is_some() && a.document_date.is_some();
        v.refuse(Sort::Field, v.on_paper && !whole);
    }

    /// Into an earlier open case of this unit that the officer may know.
    pub fn merge(&self, itself: bool, known: bool, by: By, scene: Scene<'_>, v: &mut Verdict) {
        let into = scene.other;
        let seen = by.member().is_some_and(|m| into.visible(m, scene.world));
        if itself || !known || !seen {
            return v.refuse(Sort::Field, true);
        }
        v.refuse(Sort::Field, into.unit != self.unit || !into.is_open() || into.received > self.received);
        // The day alone does not say which of two letters of one day came first.
        v.unsure |= into.received == self.received;
        let family = |kind| if kind == Kind::Feedback { Kind::Petition } else { kind };
        let matter = |m: &Self| (family(m.kind), m.track, m.matter, m.contest, m.instance);
        v.refuse(Sort::Field, matter(into) != matter(self));
        // The model keeps no time limits: whether one would be lost, it does not say.
        v.unsure = true;
        v.refuse(Sort::State, into.phase(scene.today) != Phase::Open);
    }

    pub fn correctable(&self, a: &Correct, today: chrono::NaiveDate) -> bool {
        let value = a.value.as_str();
        let past = || value.parse::<Day>().ok().map(|d| d.0).filter(|d| *d <= today);
        let has = |role| self.people.iter().any(|p| p.role == role);
        match a.field {
            Correctable::ReceivedAt => past().is_some_and(|day| {
                let before_steps = self.first_step.is_none_or(|step| day <= step);
                let told = self.occurred.is_none_or(|occurred| occurred <= day);
                before_steps && told && !(self.linked && day < self.first_received)
            }),
            Correctable::OccurredOn => past().is_some_and(|day| day <= self.received),
            Correctable::Channel => value.parse::<Channel>().is_ok(),
            Correctable::PollingArea => value == AREA.to_string() && self.unit != OTHER_WARD,
            Correctable::Signers => {
                let speakers = self.people.iter().filter(|p| p.role == PartyRole::Representative && !p.left).count();
                let most = |signers| match signers {
                    1 => 0,
                    2..=10 => 2,
                    _ => 5,
                };
                value.parse::<i32>().is_ok_and(|n| (1..=100_000).contains(&n) && speakers <= most(n))
            }
            Correctable::PetitionerEmail => has(PartyRole::Petitioner) && value.contains('@'),
            Correctable::PetitionerNoMail => has(PartyRole::Petitioner) && ["true", "false"].contains(&value),
            Correctable::PetitionerPhone => has(PartyRole::Petitioner) && value.chars().filter(char::is_ascii_digit).count() > 5,
            Correctable::PetitionerName | Correctable::PetitionerAddress | Correctable::PetitionerIdNumber => has(PartyRole::Petitioner),
            Correctable::RespondentName | Correctable::RespondentPosition => has(PartyRole::Respondent),
        }
    }
}
