//! The office of the founding story: phường Cự Khối in 2021 with what stands above it. All persons are invented.

use chrono::{DateTime, NaiveDate, Utc};

use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::domain::directory::{Election, Grant, Level, Member, Unit};
use crate::domain::ids::{ElectionId, MemberId, UnitId};
use crate::domain::kind::{Body, Contest};
use crate::domain::permission::Role;
use crate::seal::Passwords;
use crate::store::{elections, members, revisions, units};

/// The password of every account of the demo; no other installation has an account with a known one.
pub const PASSWORD: &str = crate::app::DEMO_PASSWORD;
/// The election of the deputies to the XV National Assembly and to the councils, term 2021-2026.
pub const ELECTION_DAY: NaiveDate = match NaiveDate::from_ymd_opt(2021, 5, 23) {
    Some(day) => day,
    None => NaiveDate::MAX,
};
/// The ward's sign.
pub const WARD: &str = "CK";
const AREAS: usize = 7;

struct Place {
    sign: &'static str,
    above: Option<&'static str>,
    level: Level,
    name: &'static str,
    bodies: &'static [Body],
    public: bool,
}

const PLACES: &[Place] = &[
    Place {
        sign: "VN",
        above: None,
        level: Level::Country,
        name: "Việt Nam",
        bodies: &[Body::NationalElectionCouncil, Body::NaStandingCommittee],
        public: false,
    },
    Place {
        sign: "HN",
        above: Some("VN"),
        level: Level::Province,
        name: "Thành phố Hà Nội",
        bodies: &[Body::ProvincialElectionCommittee, Body::ProvincialPeoplesCommittee],
        public: false,
    },
    Place {
        sign: "LB",
        above: Some("HN"),
        level: Level::District,
        name: "Quận Long Biên",
        bodies: &[Body::DistrictPeoplesCommittee],
        public: false,
    },
    Place {
        sign: WARD,
        above: Some("LB"),
        level: Level::Ward,
        name: "Phường Cự Khối",
        bodies: &[Body::CommunePeoplesCommittee, Body::ElectionCommittee, Body::ElectionBoard, Body::ElectionTeam],
        public: true,
    },
];

/// An account of the demo.
#[derive(Debug)]
pub struct Account {
    pub username: &'static str,
    pub name: &'static str,
    /// Sign of the unit in which the role is held.
    pub unit: &'static str,
    pub role: Role,
    /// What the person does, in the words of the list that is printed.
    pub office: &'static str,
}

/// Every account.
pub const ACCOUNTS: &[Account] = &[
    account("thao", "Nguyễn Thị Thảo", WARD, Role::Clerk, "văn thư, tiếp công dân"),
    account("duc", "Trần Minh Đức", WARD, Role::Officer, "chuyên viên Tiểu ban"),
    account("hanh", "Lê Thị Hạnh", WARD, Role::Officer, "chuyên viên Tiểu ban"),
    account("khanh", "Phạm Quốc Khánh", WARD, Role::Supervisor, "Trưởng Tiểu ban"),
    account("lan", "Vũ Thị Lan", WARD, Role::Supervisor, "Phó Trưởng Tiểu ban"),
    account("mai", "Đỗ Thị Mai", WARD, Role::Observer, "Ủy ban Mặt trận Tổ quốc phường"),
    account("quan", "Hoàng Anh Quân", WARD, Role::Admin, "quản trị của phường"),
    account("nga", "Bùi Thị Nga", "LB", Role::Clerk, "văn thư của quận"),
    account("tung", "Ngô Thanh Tùng", "LB", Role::Officer, "chuyên viên của quận"),
    account("binh", "Đinh Văn Bình", "LB", Role::Supervisor, "Trưởng Tiểu ban quận"),
    account("son", "Phan Hồng Sơn", "HN", Role::Officer, "chuyên viên của thành phố"),
    account("thuha", "Lương Thu Hà", "HN", Role::Supervisor, "Trưởng Tiểu ban thành phố"),
    account("quantri", "Quản trị hệ thống", "VN", Role::Admin, "quản trị toàn hệ thống"),
];

const fn account(username: &'static str, name: &'static str, unit: &'static str, role: Role, office: &'static str) -> Account {
    Account { username, name, unit, role, office }
}

/// Founds the office in an empty database, `at` this moment.
pub fn found(ctx: &Context, passwords: Passwords, at: DateTime<Utc>) -> Result<(), ActionError> {
    // One computation for all: each takes a tenth of a second, on purpose.
    let hash = passwords.hash(PASSWORD.as_bytes())?;
    let places = places(ctx, at);
    let unit = |sign: &str| places.iter().find(|u| u.sign == sign).map_or(UnitId(0), |u| u.id);
    let accounts: Vec<Member> = ACCOUNTS.iter().map(|a| member(ctx, a, unit(a.unit), at)).collect();
    let election = Election {
        id: ElectionId(ctx.id(at)),
        name: "Bầu cử đại biểu Quốc hội khóa XV và đại biểu Hội đồng nhân dân các cấp nhiệm kỳ 2021-2026".to_owned(),
        day: ELECTION_DAY,
        contests: Contest::ALL.to_vec(),
        units: vec![unit("VN")],
        voter_list_posted: NaiveDate::from_ymd_opt(2021, 4, 13),
        candidate_list_published: NaiveDate::from_ymd_opt(2021, 4, 28),
        result_published: None,
        opens_before: 105,
        closes_after: 60,
    };
    ctx.store.write(|conn| {
        revisions::bump(conn, revisions::Revision::Directory)?;
        for place in &places {
            units::insert(conn, place)?;
        }
        for account in &accounts {
            members::insert(conn, account, &hash, at)?;
        }
        Ok(elections::insert(conn, &election)?)
    })
}

fn member(ctx: &Context, account: &Account, unit: UnitId, at: DateTime<Utc>) -> Member {
    Member {
        id: MemberId(ctx.id(at)),
        username: account.username.to_owned(),
        name: account.name.to_owned(),
        email: Some(format!("{}@bau-cu.example", account.username)),
        language: "vi".to_owned(),
        disabled: false,
        absent_until: None,
        grants: vec![Grant { role: account.role, unit }],
    }
}

/// The tree, parents first.
fn places(ctx: &Context, at: DateTime<Utc>) -> Vec<Unit> {
    let mut made: Vec<Unit> = Vec::new();
    for place in PLACES {
        let parent = place.above.and_then(|above| made.iter().find(|u| u.sign == above)).map(|u| u.id);
        made.push(unit(ctx, at, parent, place.level, place.name, place.sign, place.bodies, place.public));
    }
    let ward = made.last().map(|u| u.id);
    for number in 1..=AREAS {
        let (name, sign) = (format!("Khu vực bỏ phiếu số {number}"), format!("{WARD}-{number}"));
        made.push(unit(ctx, at, ward, Level::PollingArea, &name, &sign, &[], false));
    }
    made
}

#[allow(clippy::too_many_arguments, reason = "a unit has as many properties")]
fn unit(
    ctx: &Context,
    at: DateTime<Utc>,
    parent: Option<UnitId>,
    level: Level,
    name: &str,
    sign: &str,
    bodies: &[Body],
    public: bool,
) -> Unit {
    Unit {
        id: UnitId(ctx.id(at)),
        parent,
        level,
        name: name.to_owned(),
        sign: sign.to_owned(),
        remote: false,
        bodies: bodies.to_vec(),
        public,
        valid_from: None,
        valid_to: None,
        reminders: None,
    }
}
