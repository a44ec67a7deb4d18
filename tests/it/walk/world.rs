//! A province, two wards below it, one with a polling area; a member of each role and some who cannot act; an election.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::chance::Chance;
use chrono::{Days, NaiveDate};
use redress::domain::directory::{Directory, Election, Grant, Level, Member, Unit};
use redress::domain::ids::{ElectionId, MemberId, UnitId};
use redress::domain::kind::{Body, Contest};
use redress::domain::permission::Role;

pub const PROVINCE: UnitId = UnitId(1);
/// Open to the public; all letters come in here.
pub const WARD: UnitId = UnitId(2);
/// Not open to the public.
pub const OTHER_WARD: UnitId = UnitId(3);
pub const AREA: UnitId = UnitId(4);
pub const ELECTION: ElectionId = ElectionId(9);

pub const CLERK: MemberId = MemberId(11);
pub const CLERK2: MemberId = MemberId(12);
pub const OFFICER: MemberId = MemberId(13);
pub const OFFICER2: MemberId = MemberId(14);
pub const SUPERVISOR: MemberId = MemberId(15);
pub const SUPERVISOR2: MemberId = MemberId(16);
/// Officer and supervisor of the ward.
pub const BOTH: MemberId = MemberId(17);
pub const PROVINCE_OFFICER: MemberId = MemberId(18);
pub const PROVINCE_SUPERVISOR: MemberId = MemberId(19);
/// Officer of the other ward.
pub const NEIGHBOUR: MemberId = MemberId(20);
pub const OBSERVER: MemberId = MemberId(21);
pub const ADMIN: MemberId = MemberId(22);
/// A disabled officer.
pub const GONE: MemberId = MemberId(23);

pub const EVERYBODY: [MemberId; 13] = [
    CLERK,
    CLERK2,
    OFFICER,
    OFFICER2,
    SUPERVISOR,
    SUPERVISOR2,
    BOTH,
    PROVINCE_OFFICER,
    PROVINCE_SUPERVISOR,
    NEIGHBOUR,
    OBSERVER,
    ADMIN,
    GONE,
];

/// Which supervisors can act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Staffing {
    Full,
    /// Those of the ward are away up to the middle of the time.
    WardAway,
    /// One in the ward, none above.
    One,
    /// All are away up to the middle of the time.
    AllAway,
    /// Their accounts are disabled.
    Nobody,
}

pub const STAFFINGS: [Staffing; 5] = [Staffing::Full, Staffing::WardAway, Staffing::One, Staffing::AllAway, Staffing::Nobody];

/// The office and its election.
#[derive(Debug)]
pub struct World {
    pub directory: Directory,
    /// E, where there is an election.
    pub election: Option<NaiveDate>,
    /// E, or a day without meaning.
    pub middle: NaiveDate,
}

pub fn date(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

/// A world, mostly one whose supervisors are there.
pub fn world(chance: &mut Chance) -> &'static World {
    let year = chance.below(3) * STAFFINGS.len();
    let staffing = if chance.percent(60) { 0 } else { chance.below(STAFFINGS.len()) };
    &worlds()[year + staffing]
}

/// Whether a walk is one of diligent people, who mostly do what comes next, or of anybody: slips and odd moves of a hundred.
pub fn mood(chance: &mut Chance) -> (usize, usize) {
    if chance.percent(60) { (3, 8) } else { (8, 35) }
}

/// Every world, made once: the election of 2021, that of 2026, and a year without one, each with every staffing.
pub fn worlds() -> &'static [World] {
    static WORLDS: OnceLock<Vec<World>> = OnceLock::new();
    WORLDS.get_or_init(|| {
        let years = [(date(2021, 5, 23), true), (date(2026, 3, 15), true), (date(2024, 6, 3), false)];
        years.into_iter().flat_map(|(middle, held)| STAFFINGS.map(|staffing| World::new(middle, held, staffing))).collect()
    })
}

impl World {
    fn new(middle: NaiveDate, held: bool, staffing: Staffing) -> Self {
        let members = EVERYBODY.map(|id| (id, member(id, staffing, middle)));
        let mut elections = HashMap::new();
        if held {
            elections.insert(ELECTION, election(middle));
        }
        let units = units().into_iter().map(|u| (u.id, u)).collect();
        let directory = Directory::new(1, units, members.into_iter().collect(), elections);
        Self { directory, election: held.then_some(middle), middle }
    }

    /// The roles of a member on cases of this unit, found anew: a grant holds in its unit and below it.
    pub fn roles(&self, member: MemberId, unit: UnitId) -> Vec<Role> {
        let Some(member) = self.directory.members.get(&member).filter(|m| !m.disabled) else { return Vec::new() };
        member.grants.iter().filter(|g| g.unit == unit || g.unit == PROVINCE).map(|g| g.role).collect()
    }

    /// The supervisors of this unit who are there on this day.
    pub fn supervisors(&self, unit: UnitId, today: NaiveDate) -> Vec<MemberId> {
        let away = |m: &MemberId| self.directory.members[m].absent_until.is_some_and(|until| today <= until);
        EVERYBODY.into_iter().filter(|m| self.roles(*m, unit).contains(&Role::Supervisor) && !away(m)).collect()
    }

    /// The bodies that a unit works for.
    pub fn bodies(&self, unit: UnitId) -> &[Body] {
        &self.directory.units[&unit].bodies
    }
}

fn unit(id: UnitId, parent: Option<UnitId>, level: Level, sign: &str, bodies: &[Body]) -> Unit {
    Unit {
        id,
        parent,
        level,
        name: format!("Unit {sign}"),
        sign: sign.to_owned(),
        remote: id == OTHER_WARD,
        bodies: bodies.to_vec(),
        public: id == WARD,
        valid_from: None,
        valid_to: None,
        reminders: None,
    }
}

fn units() -> Vec<Unit> {
    let ward = [Body::CommunePeoplesCommittee, Body::ElectionCommittee, Body::ElectionBoard, Body::ElectionTeam];
    let province = [Body::ProvincialPeoplesCommittee, Body::ProvincialElectionCommittee];
    vec![
        unit(PROVINCE, None, Level::Province, "HN", &province),
        unit(WARD, Some(PROVINCE), Level::Ward, "CK", &ward),
        unit(OTHER_WARD, Some(PROVINCE), Level::Ward, "TB", &ward),
        unit(AREA, Some(WARD), Level::PollingArea, "CK-1", &[]),
    ]
}

fn member(id: MemberId, staffing: Staffing, middle: NaiveDate) -> Member {
    use Role::{Admin, Clerk, Observer, Officer, Supervisor};
    let (name, unit, roles): (&str, UnitId, &[Role]) = match id {
        CLERK => ("clerk", WARD, &[Clerk]),
        CLERK2 => ("clerk2", WARD, &[Clerk]),
        OFFICER => ("officer", WARD, &[Officer]),
        OFFICER2 => ("officer2", WARD, &[Officer]),
        SUPERVISOR => ("supervisor", WARD, &[Supervisor]),
        SUPERVISOR2 => ("supervisor2", WARD, &[Supervisor]),
        BOTH => ("both", WARD, &[Officer, Supervisor]),
        PROVINCE_OFFICER => ("province-officer", PROVINCE, &[Officer]),
        PROVINCE_SUPERVISOR => ("province-supervisor", PROVINCE, &[Supervisor]),
        NEIGHBOUR => ("neighbour", OTHER_WARD, &[Officer]),
        OBSERVER => ("observer", PROVINCE, &[Observer]),
        ADMIN => ("admin", PROVINCE, &[Admin]),
        _ => ("gone", WARD, &[Officer]),
    };
    let ward = [SUPERVISOR, SUPERVISOR2, BOTH];
    let supervises = roles.contains(&Supervisor);
    let disabled = match staffing {
        Staffing::Full | Staffing::WardAway | Staffing::AllAway => false,
        Staffing::One => supervises && id != SUPERVISOR,
        Staffing::Nobody => supervises,
    };
    let away = match staffing {
        Staffing::WardAway => ward.contains(&id),
        Staffing::AllAway => supervises,
        Staffing::Full | Staffing::One | Staffing::Nobody => false,
    };
    Member {
        id,
        username: name.to_owned(),
        name: name.to_owned(),
        email: None,
        language: "vi".to_owned(),
        disabled: disabled || id == GONE,
        absent_until: away.then_some(middle),
        grants: roles.iter().map(|role| Grant { role: *role, unit }).collect(),
    }
}

fn election(day: NaiveDate) -> Election {
    Election {
        id: ELECTION,
        name: "An election".to_owned(),
        day,
        contests: Contest::ALL.to_vec(),
        units: vec![PROVINCE],
        voter_list_posted: None,
        candidate_list_published: None,
        result_published: day.checked_add_days(Days::new(9)),
        opens_before: 105,
        closes_after: 60,
    }
}
