//! An office for the samples of these pages.

use chrono::NaiveDate;

use crate::domain::directory::{Directory, Election, Grant, Level, Member, Unit};
use crate::domain::ids::{ElectionId, MemberId, UnitId};
use crate::domain::kind::{Body, Contest};
use crate::domain::permission::Role;

/// Keeps all of it.
pub const ADMIN: MemberId = MemberId(1);
/// Has no password yet.
pub const INVITED: MemberId = MemberId(2);
/// The ward.
pub const WARD: UnitId = UnitId(13);

fn unit(id: i64, parent: Option<i64>, level: Level, name: &str, sign: &str) -> (UnitId, Unit) {
    let unit = Unit {
        id: UnitId(id),
        parent: parent.map(UnitId),
        level,
        name: name.to_owned(),
        sign: sign.to_owned(),
        remote: id == WARD.0,
        bodies: if level == Level::Ward { vec![Body::ElectionCommittee, Body::ElectionBoard] } else { vec![] },
        public: level == Level::Ward,
        valid_from: NaiveDate::from_ymd_opt(2021, 1, 1),
        valid_to: None,
        reminders: None,
    };
    (unit.id, unit)
}

fn member(id: MemberId, username: &str, name: &str, role: Role, unit: i64) -> (MemberId, Member) {
    let member = Member {
        id,
        username: username.to_owned(),
        name: name.to_owned(),
        email: Some(format!("{username}@bau-cu.example")),
        language: "vi".to_owned(),
        disabled: id.0 == 4,
        absent_until: (id.0 == 3).then(|| NaiveDate::from_ymd_opt(2021, 5, 20)).flatten(),
        grants: vec![Grant { role, unit: UnitId(unit) }],
    };
    (id, member)
}

/// The election of 2021.
pub fn election() -> Election {
    Election {
        id: ElectionId(21),
        name: "Bầu cử đại biểu Quốc hội khóa XV và đại biểu Hội đồng nhân dân các cấp nhiệm kỳ 2021-2026".to_owned(),
        day: NaiveDate::from_ymd_opt(2021, 5, 23).unwrap_or_default(),
        contests: Contest::ALL.to_vec(),
        units: vec![UnitId(11)],
        voter_list_posted: NaiveDate::from_ymd_opt(2021, 4, 13),
        candidate_list_published: None,
        result_published: None,
        opens_before: 105,
        closes_after: 60,
    }
}

/// A country, a ward with two polling areas, five accounts.
pub fn directory() -> Directory {
    let units = [
        unit(11, None, Level::Country, "Việt Nam", "VN"),
        unit(12, Some(11), Level::Province, "Thành phố Hà Nội", "HN"),
        unit(13, Some(12), Level::Ward, "Phường Cự Khối", "CK"),
        unit(14, Some(13), Level::PollingArea, "Khu vực bỏ phiếu số 1", "CK-1"),
        unit(15, Some(13), Level::PollingArea, "Khu vực bỏ phiếu số 2", "CK-2"),
    ];
    let members = [
        member(ADMIN, "quantri", "Quản trị hệ thống", Role::Admin, 11),
        member(INVITED, "thao", "Nguyễn Thị Hương Thảo", Role::Clerk, 13),
        member(MemberId(3), "khanh", "Phạm Quốc Khánh", Role::Supervisor, 13),
        member(MemberId(4), "hanh", "Lê Thị Hạnh", Role::Officer, 13),
        member(MemberId(5), "mai", "Đỗ Thị Mai", Role::Observer, 12),
    ];
    let election = election();
    Directory::new(1, units.into_iter().collect(), members.into_iter().collect(), [(election.id, election)].into_iter().collect())
}
