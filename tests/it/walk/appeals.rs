//! Appeals in the model: whether, where to (DESIGN.md 3; LAW.md 2.1, 2.2).

use chrono::NaiveDate;
use redress::domain::deadline::Deadline;
use redress::domain::ids::UnitId;
use redress::domain::kind::{Body, Contest, Kind, Matter, Track};
use redress::domain::outcome::{ClosedAs, DocumentKind, Means};
use redress::domain::party::PartyRole;

use super::model::{Model, Phase, St};
use super::world::{PROVINCE, World, date};

/// The body of the next instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    Body(Body),
    /// This was the last instance, or nothing stands above it.
    Nobody,
    /// The documents do not say.
    Unsaid,
}

impl Model {
    pub fn may_be_appealed(&self, today: NaiveDate, deadlines: &[Deadline]) -> bool {
        let court = self.track == Track::Election && self.matter == Matter::VoterList;
        let kind = self.kind == Kind::Complaint || self.about_candidate();
        let decided = matches!(self.status, St::Settled | St::Closed { how: ClosedAs::Settled, .. }) && self.sender_has_decision();
        let missed = self.phase(today) == Phase::Open
            && deadlines.iter().any(|d| d.is_office_running() && d.rule.contains(".settle") && d.due.is_some_and(|due| due < today));
        !court && kind && !self.appealed && (decided || missed) && self.next_body() != Next::Nobody
    }

    fn sender_has_decision(&self) -> bool {
        let decision = |kind| matches!(kind, DocumentKind::Decision | DocumentKind::Conclusion | DocumentKind::StrikeOff);
        let sender = |role| matches!(role, PartyRole::Petitioner | PartyRole::Representative);
        let mut services = self.documents.iter().filter(|d| decision(d.kind)).flat_map(|d| &d.owed);
        services.any(|(_, role, done)| sender(*role) && done.is_some_and(|means| means != Means::NotOwed))
    }

    pub fn next_body(&self) -> Next {
        let Some(body) = self.body.filter(|_| self.instance == 1) else { return Next::Nobody };
        match self.track {
            // The committee or the Council is final on results.
            Track::Election if self.matter == Matter::Result => Next::Nobody,
            Track::Election => self.next_electoral(body),
            Track::General => match body {
                Body::CommunePeoplesCommittee if self.received < date(2025, 7, 1) => Next::Body(Body::DistrictPeoplesCommittee),
                Body::CommunePeoplesCommittee | Body::DistrictPeoplesCommittee => Next::Body(Body::ProvincialPeoplesCommittee),
                _ => Next::Unsaid,
            },
        }
    }

    /// NA: board or provincial committee -> National Election Council (final). Council: board -> committee of the same level.
    fn next_electoral(&self, body: Body) -> Next {
        let na = self.contest == Some(Contest::Na);
        match (body, self.contest) {
            (Body::NationalElectionCouncil, _) => Next::Nobody,
            (Body::ElectionBoard | Body::ProvincialElectionCommittee, _) if na => Next::Body(Body::NationalElectionCouncil),
            (Body::ElectionBoard, Some(Contest::CouncilProvince)) => Next::Body(Body::ProvincialElectionCommittee),
            (Body::ElectionBoard, Some(Contest::CouncilCommune)) => Next::Body(Body::ElectionCommittee),
            (Body::ProvincialElectionCommittee | Body::ElectionCommittee, Some(_)) if !na => Next::Nobody,
            _ => Next::Unsaid,
        }
    }

    /// The unit that works for this body, nearest first.
    pub fn unit_of(&self, body: Body, world: &World) -> Option<UnitId> {
        [self.unit, PROVINCE].into_iter().find(|unit| world.bodies(*unit).contains(&body))
    }
}
