//! Where an appeal goes, who may raise it, and when (Luật Khiếu nại arts. 7, 33; Luật Bầu cử arts. 33, 61, 87).

use chrono::NaiveDate;

use super::case::Case;
use super::directory::{Directory, Level, Unit};
use super::ids::UnitId;
use super::kind::{Body, Contest, Kind, Matter, Track};
use super::outcome::{ClosedAs, DocumentKind, Means};
use super::party::PartyRole;
use super::refusal::Refusal;
use super::status::Status;
use super::zone::local_date;

/// From this day there are no districts: a commune's decision is appealed to the province (two-tier local government).
const TWO_TIERS_FROM: Option<NaiveDate> = NaiveDate::from_ymd_opt(2025, 7, 1);

/// Whether an appeal is open at all: to this kind and instance, after service on the appellant or a missed deadline.
pub fn allows(case: &Case, today: NaiveDate) -> Result<(), Refusal> {
    open_to(case)?;
    if case.detail.next.iter().any(|link| link.kind == super::case::LinkKind::Appeal) || appealed_outside(case) {
        return Err(Refusal::state("already_appealed"));
    }
    if settle_missed(case, today) {
        return Ok(());
    }
    match case.status {
        Status::Settled { .. } | Status::Closed { how: ClosedAs::Settled, .. } => {}
        Status::Received
        | Status::Screening
        | Status::Proposed { .. }
        | Status::Accepted
        | Status::Drafted { .. }
        | Status::Closed { .. } => {
            return Err(Refusal::state("nothing_to_appeal").with("status", case.status.code()));
        }
    }
    if served_on_sender(case) { Ok(()) } else { Err(Refusal::state("decision_not_served")) }
}

/// Whether the law knows a next instance for this kind and matter at all, whatever has happened so far.
pub fn open_to(case: &Case) -> Result<(), Refusal> {
    let election = case.track == Track::Election;
    match (case.kind, election && case.matter.freezes()) {
        _ if election && case.matter == Matter::VoterList => {
            let last = case.detail.election.and_then(|e| e.day.checked_sub_days(chrono::Days::new(6)));
            return Err(Refusal::state("voter_list_to_court")
                .by("Luật Tố tụng hành chính 93/2015/QH13, điều 116")
                .with("last", last.map(|d| d.format("%d/%m/%Y").to_string()).unwrap_or_default()));
        }
        (Kind::Complaint, _) | (_, true) => {}
        (Kind::Denunciation, false) => return Err(Refusal::state("denounce_further").by("Luật Tố cáo 25/2018/QH14, điều 37")),
        (Kind::Petition | Kind::Feedback, false) => return Err(Refusal::state("no_appeal_of_petition")),
    }
    match (next_body(case), case.competent_body) {
        (Some(_), _) => Ok(()),
        // Whose decision it will be, and so who is above, classification says.
        (None, None) if case.detail.instance < 2 && !(election && case.matter == Matter::Result) => {
            Err(Refusal::state("next_body_unknown"))
        }
        (None, _) => Err(Refusal::state("last_instance")),
    }
}

fn appealed_outside(case: &Case) -> bool {
    case.detail.documents.iter().any(|d| d.kind == DocumentKind::Appeal)
}

/// The settle deadline of this instance runs and has passed.
pub fn settle_missed(case: &Case, today: NaiveDate) -> bool {
    case.detail.running.iter().any(|c| !c.paused && is_settle(&c.rule) && c.due.is_some_and(|due| due < today))
        && case.phase(today) == super::case::Phase::Open
}

fn is_settle(rule: &str) -> bool {
    super::gate::is_settle(rule) || rule == "el.candidate.settle" || rule == "el.station.settle"
}

fn served_on_sender(case: &Case) -> bool {
    case.detail
        .documents
        .iter()
        .filter(|d| matches!(d.kind, DocumentKind::Decision | DocumentKind::Conclusion | DocumentKind::StrikeOff))
        .flat_map(|d| &d.services)
        .filter(|s| matches!(s.role, PartyRole::Petitioner | PartyRole::Representative))
        .any(|s| s.done.is_some_and(|done| done.means != Means::NotOwed))
}

/// The body of the next instance; none after the last one.
pub fn next_body(case: &Case) -> Option<Body> {
    if case.detail.instance >= 2 {
        return None;
    }
    let competent = case.competent_body?;
    match case.track {
        Track::Election if case.matter == Matter::Result => None,
        Track::Election => next_electoral(case, competent),
        Track::General => next_general(competent, local_date(case.received_at)),
    }
}

/// NA: board or provincial committee, then the National Election Council. Council: board, then the committee of the same level.
fn next_electoral(case: &Case, competent: Body) -> Option<Body> {
    let committee = match case.contest {
        Some(Contest::Na) => Body::NationalElectionCouncil,
        Some(Contest::CouncilProvince) => Body::ProvincialElectionCommittee,
        Some(Contest::CouncilDistrict | Contest::CouncilCommune) | None => Body::ElectionCommittee,
    };
    match competent {
        Body::ElectionTeam => Some(Body::ElectionBoard),
        Body::ElectionBoard => Some(committee),
        Body::ElectionCommittee | Body::ProvincialElectionCommittee if case.contest == Some(Contest::Na) => Some(committee),
        Body::CommunePeoplesCommittee => Some(Body::ElectionCommittee),
        Body::ElectionCommittee
        | Body::ProvincialElectionCommittee
        | Body::NationalElectionCouncil
        | Body::DistrictPeoplesCommittee
        | Body::ProvincialPeoplesCommittee
        | Body::NaStandingCommittee
        | Body::CouncilStandingBody
        | Body::Court
        | Body::Other => None,
    }
}

/// The body above, of a complaint against an administrative act that was received on this day (Luật Khiếu nại arts. 17-21).
pub fn next_general(competent: Body, received: NaiveDate) -> Option<Body> {
    match competent {
        Body::CommunePeoplesCommittee if TWO_TIERS_FROM.is_some_and(|from| received < from) => Some(Body::DistrictPeoplesCommittee),
        Body::CommunePeoplesCommittee | Body::DistrictPeoplesCommittee => Some(Body::ProvincialPeoplesCommittee),
        Body::ElectionTeam
        | Body::ElectionBoard
        | Body::ElectionCommittee
        | Body::ProvincialElectionCommittee
        | Body::NationalElectionCouncil
        | Body::ProvincialPeoplesCommittee
        | Body::NaStandingCommittee
        | Body::CouncilStandingBody
        | Body::Court
        | Body::Other => None,
    }
}

/// The unit that works for this body and exists on this day, nearest first; none: it is outside the system.
pub fn unit_of(body: Body, from: UnitId, directory: &Directory, on: NaiveDate) -> Option<UnitId> {
    units_for(body, from, directory, on).next().map(|u| u.id)
}

fn units_for(body: Body, from: UnitId, directory: &Directory, on: NaiveDate) -> impl Iterator<Item = &Unit> {
    let chain = directory.chain(from).into_iter().filter_map(|unit| directory.units.get(&unit));
    chain.filter(move |u| u.bodies.contains(&body) && u.exists_on(on))
}

/// The unit to which this case's appeal to the body goes on this day. A committee of a council's contest is that of the same
/// level (art. 61): a district's is not its ward's.
pub fn unit_of_appeal(case: &Case, next: Body, directory: &Directory, on: NaiveDate) -> Option<UnitId> {
    let level = match case.contest.filter(|_| case.track == Track::Election && next == Body::ElectionCommittee) {
        Some(Contest::CouncilDistrict) => Some(Level::District),
        Some(Contest::CouncilCommune) => Some(Level::Ward),
        Some(Contest::CouncilProvince) => Some(Level::Province),
        Some(Contest::Na) | None => None,
    };
    units_for(next, case.unit, directory, on).find(|u| level.is_none_or(|level| u.level == level)).map(|u| u.id)
}
