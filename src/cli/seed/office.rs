//! Where the cases lie: the units of the database that are staffed, or a small invented office.

use anyhow::bail;
use chrono::{DateTime, NaiveDate, Utc};

use super::dice::Dice;
use super::people;
use crate::actions::context::Context;
use crate::domain::appeal;
use crate::domain::directory::{Directory, Election, Grant, Level, Member, Unit};
use crate::domain::ids::{ElectionId, MemberId, UnitId};
use crate::domain::kind::{Body, Contest};
use crate::domain::permission::Role;
use crate::seal::Passwords;
use crate::store::{Conn, StoreError, elections, members, revisions, units};

const WARDS: &[&str] = &[
    "An Lạc",
    "Bình Yên",
    "Cầu Gỗ",
    "Đông Hòa",
    "Gia Phúc",
    "Hòa Thịnh",
    "Khánh Hội",
    "Lạc Thiện",
    "Minh Tân",
    "Nam Sơn",
    "Phú Bình",
    "Quang Trung",
    "Sơn Tây Hạ",
    "Tân Lập",
    "Thanh Hải",
    "Thịnh Đức",
    "Trung Nghĩa",
    "Vạn Xuân",
    "Vĩnh An",
    "Xuân Đài",
];
const AREAS: usize = 5;

/// A unit with people who can take a letter from its receipt to its end.
#[derive(Debug)]
pub struct Desk {
    pub unit: UnitId,
    pub public: bool,
    pub areas: Vec<UnitId>,
    pub clerks: Vec<MemberId>,
    pub officers: Vec<MemberId>,
    pub supervisors: Vec<MemberId>,
    /// The body here that decides by the general laws, and by the Election Law.
    pub general: Body,
    pub election: Body,
    /// Units above whose bodies decide: by the general laws, by the Election Law.
    pub above_general: Option<(UnitId, Body)>,
    pub above_election: Option<(UnitId, Body)>,
    /// The unit here or above that works for each body by the general laws.
    reach: Vec<(Body, UnitId)>,
}

/// Where a complaint goes in the next instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Appeal {
    /// There is none.
    Last,
    /// A body without a unit in this database.
    Outside,
    Unit(UnitId),
}

impl Desk {
    /// None where somebody is missing: a clerk, an officer, and two who may sign.
    fn of(directory: &Directory, unit: &Unit, today: NaiveDate) -> Option<Self> {
        let here = |role| {
            let mut found: Vec<MemberId> = directory
                .members
                .values()
                .filter(|m| m.present(today) && m.grants.contains(&Grant { role, unit: unit.id }))
                .map(|m| m.id)
                .collect();
            found.sort_unstable();
            found
        };
        let officers = here(Role::Officer);
        let mut supervisors = here(Role::Supervisor);
        if supervisors.len() < 2 {
            supervisors = directory.holders(Role::Supervisor, unit.id, today);
        }
        supervisors.retain(|m| !officers.contains(m));
        let mut areas: Vec<UnitId> =
            directory.units.values().filter(|u| u.parent == Some(unit.id) && u.level == Level::PollingArea).map(|u| u.id).collect();
        areas.sort_unstable();
        let first = |of: &[Body]| of.iter().copied().find(|b| unit.bodies.contains(b));
        let above = |of: &[Body]| {
            directory.chain(unit.id).into_iter().skip(1).find_map(|id| {
                let above = directory.units.get(&id)?;
                of.iter().copied().find(|b| above.bodies.contains(b) && !unit.bodies.contains(b)).map(|body| (id, body))
            })
        };
        let desk = Self {
            unit: unit.id,
            public: unit.public,
            areas,
            clerks: here(Role::Clerk),
            officers,
            supervisors,
            general: first(&GENERAL)?,
            election: first(&ELECTION)?,
            above_general: above(&GENERAL),
            above_election: above(&ELECTION),
            reach: GENERAL.into_iter().filter_map(|body| Some((body, appeal::unit_of(body, unit.id, directory, today)?))).collect(),
        };
        (!desk.clerks.is_empty() && !desk.officers.is_empty() && desk.supervisors.len() > 1).then_some(desk)
    }

    /// Where an appeal against a decision of this desk goes, by the law of the day on which the complaint was received.
    pub fn appeal(&self, received: NaiveDate) -> Appeal {
        let Some(next) = appeal::next_general(self.general, received) else { return Appeal::Last };
        self.reach.iter().find(|(body, _)| *body == next).map_or(Appeal::Outside, |(_, unit)| Appeal::Unit(*unit))
    }
}

const GENERAL: [Body; 3] = [Body::CommunePeoplesCommittee, Body::DistrictPeoplesCommittee, Body::ProvincialPeoplesCommittee];
const ELECTION: [Body; 2] = [Body::ElectionCommittee, Body::ProvincialElectionCommittee];

/// The staffed units, in the order of their signs.
pub fn desks(directory: &Directory, today: NaiveDate) -> anyhow::Result<Vec<Desk>> {
    let mut known: Vec<&Unit> = directory.units.values().filter(|u| u.level != Level::PollingArea).collect();
    known.sort_by(|a, b| a.sign.cmp(&b.sign));
    let desks: Vec<Desk> = known.into_iter().filter_map(|unit| Desk::of(directory, unit, today)).collect();
    if desks.is_empty() {
        bail!("no unit has a clerk, an officer, two supervisors, and bodies of both tracks that it works for");
    }
    Ok(desks)
}

/// Makes sure that there is an office and the election of this day; true: something was made.
pub fn prepare(ctx: &Context, passwords: Passwords, seed: u64, day: NaiveDate) -> anyhow::Result<bool> {
    let directory = &ctx.directory;
    let planted = directory.units.len() <= 1;
    let held = directory.elections.values().find(|e| e.day == day);
    if held.is_some_and(|e| ![Contest::CouncilProvince, Contest::CouncilCommune].iter().all(|c| e.contests.contains(c))) {
        bail!("the election of {day} does not elect the councils of province and commune, of whose candidates the letters are");
    }
    let held = held.is_some();
    if !planted && held {
        return Ok(false);
    }
    let now = ctx.clock.now();
    // Nobody knows this password: an admin sets others.
    let hash = passwords.hash(ctx.token().as_bytes())?;
    let root = match directory.root() {
        Some(root) => root,
        None if directory.units.is_empty() => UnitId(ctx.id(now)),
        None => bail!("the database has several trees of units: make the election of {day} first"),
    };
    ctx.write(|conn| {
        revisions::bump(conn, revisions::Revision::Directory)?;
        if directory.units.is_empty() {
            units::insert(conn, &unit(root, None, Level::Country, "Việt Nam", "VN", vec![Body::NationalElectionCouncil], false))?;
        }
        if planted {
            wards(ctx, conn, root, &hash, seed)?;
        }
        if !held {
            elections::insert(conn, &election(ElectionId(ctx.id(now)), root, day))?;
        }
        Ok(())
    })?;
    Ok(true)
}

fn election(id: ElectionId, root: UnitId, day: NaiveDate) -> Election {
    Election {
        id,
        name: format!("Cuộc bầu cử ngày {}", day.format("%d/%m/%Y")),
        day,
        contests: vec![Contest::Na, Contest::CouncilProvince, Contest::CouncilCommune],
        units: vec![root],
        voter_list_posted: None,
        candidate_list_published: None,
        result_published: None,
        opens_before: 105,
        closes_after: 60,
    }
}

fn wards(ctx: &Context, conn: &mut Conn, root: UnitId, hash: &str, seed: u64) -> Result<(), StoreError> {
    let now = ctx.clock.now();
    let mut dice = Dice::of(seed, u64::MAX);
    let province = UnitId(ctx.id(now));
    let bodies = vec![Body::ProvincialElectionCommittee, Body::ProvincialPeoplesCommittee, Body::CouncilStandingBody];
    units::insert(conn, &unit(province, Some(root), Level::Province, "Tỉnh Sông Bình", "SB", bodies, false))?;
    staff(ctx, conn, province, "tinh", hash, &mut dice)?;
    for (number, name) in (1..).zip(WARDS) {
        let (ward, sign) = (UnitId(ctx.id(now)), format!("P{number:02}"));
        let bodies = vec![Body::CommunePeoplesCommittee, Body::ElectionCommittee, Body::ElectionBoard, Body::ElectionTeam];
        units::insert(conn, &unit(ward, Some(province), Level::Ward, &format!("Phường {name}"), &sign, bodies, true))?;
        for area in 1..=AREAS {
            let (name, sign) = (format!("Khu vực bỏ phiếu số {area}"), format!("{sign}-{area}"));
            units::insert(conn, &unit(UnitId(ctx.id(now)), Some(ward), Level::PollingArea, &name, &sign, vec![], false))?;
        }
        staff(ctx, conn, ward, &sign.to_lowercase(), hash, &mut dice)?;
    }
    Ok(())
}

fn unit(id: UnitId, parent: Option<UnitId>, level: Level, name: &str, sign: &str, bodies: Vec<Body>, public: bool) -> Unit {
    let (name, sign) = (name.to_owned(), sign.to_owned());
    Unit { id, parent, level, name, sign, remote: false, bodies, public, valid_from: None, valid_to: None, reminders: None }
}

/// A clerk, two officers, two supervisors. Without e-mail addresses: a rehearsal never writes to anybody.
fn staff(ctx: &Context, conn: &mut Conn, unit: UnitId, prefix: &str, hash: &str, dice: &mut Dice) -> Result<(), StoreError> {
    let now: DateTime<Utc> = ctx.clock.now();
    for (role, post) in [
        (Role::Clerk, "vanthu"),
        (Role::Officer, "chuyenvien1"),
        (Role::Officer, "chuyenvien2"),
        (Role::Supervisor, "lanhdao1"),
        (Role::Supervisor, "lanhdao2"),
    ] {
        let member = Member {
            id: MemberId(ctx.id(now)),
            username: format!("{prefix}-{post}"),
            name: people::name(dice),
            email: None,
            language: "vi".to_owned(),
            disabled: false,
            absent_until: None,
            grants: vec![Grant { role, unit }],
        };
        members::insert(conn, &member, hash, now)?;
    }
    Ok(())
}
