//! A board as it stood in the ward of the story on the morning of 10/05/2021.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};

use crate::actions::read::board::{Age, Board, Group, Signing, TeamMember};
use crate::actions::read::board_rows::{Cap, Row};
use crate::actions::retain::{Basis, HoldView, Overripe};
use crate::domain::day::Day;
use crate::domain::deadline::Left;
use crate::domain::directory::{Directory, Election, Level, Member, Unit};
use crate::domain::ids::{CaseId, ElectionId, MemberId, UnitId};
use crate::domain::kind::{Contest, Kind, Matter};
use crate::domain::law::Law;
use crate::domain::missing::Actor;
use crate::domain::outcome::{CaseResult, Disposition};
use crate::domain::permission::Role;
use crate::domain::status::StatusCode;
use crate::domain::verb::Verb;
use crate::store::case_list::Count;
use crate::store::case_list::board::{DayLoad, Load};

fn day(ahead: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, 5, 1).unwrap_or_default().checked_add_days(Days::new(ahead)).unwrap_or_default()
}

const fn count(cases: usize) -> Count {
    Count { cases, more: false }
}

/// The ward and one of its polling areas, and their people.
pub fn directory() -> Directory {
    let unit = |id: i64, parent: Option<i64>, level: Level, name: &str| Unit {
        id: UnitId(id),
        parent: parent.map(UnitId),
        level,
        name: name.to_owned(),
        sign: "CK".into(),
        remote: false,
        bodies: vec![],
        public: true,
        valid_from: None,
        valid_to: None,
        reminders: None,
    };
    let member = |id: i64, name: &str| Member {
        id: MemberId(id),
        username: name.to_owned(),
        name: name.to_owned(),
        email: None,
        language: "vi".into(),
        disabled: false,
        absent_until: None,
        grants: vec![],
    };
    let units = [unit(1, None, Level::Ward, "Phường Cự Khối"), unit(2, Some(1), Level::PollingArea, "Khu vực bỏ phiếu số 3")];
    let members = [member(1, "Nguyễn Thị Hương Thảo"), member(2, "Đặng Nguyễn Hoàng Bảo Đức")];
    Directory::new(1, units.into_iter().map(|u| (u.id, u)).collect(), members.into_iter().map(|m| (m.id, m)).collect(), HashMap::new())
}

fn row(id: i64, title: &str, days_late: i64, status: StatusCode, missing: Verb, actor: Actor) -> Row {
    let signing = matches!(status, StatusCode::Proposed | StatusCode::Drafted);
    Row {
        id: CaseId(id),
        number: format!("{id:04}/2021/CK"),
        title: Some(title.to_owned()),
        kind: Kind::Complaint,
        matter: Matter::VoterList,
        confidential: false,
        status,
        unit: "Phường Cự Khối".into(),
        officer: (actor != Actor::Nobody).then(|| "Đặng Nguyễn Hoàng Bảo Đức".to_owned()),
        rule: Some("el.voter-list.settle".into()),
        basis: "Luật Bầu cử 85/2015/QH13, điều 33".into(),
        due: day(9).checked_sub_signed(chrono::TimeDelta::days(days_late)),
        left: Some(Left { days: -days_late, unit: crate::domain::rulebook::Unit::CalendarDays }),
        actor,
        missing,
        since: day(2),
        proposed_by: signing.then(|| "Đặng Nguyễn Hoàng Bảo Đức".to_owned()),
        disposition: (status == StatusCode::Proposed).then_some(Disposition::Accept),
        result: (status == StatusCode::Drafted).then_some(CaseResult::PartlyJustified),
        steps: vec![Verb::Urge, Verb::Assign],
        cap: None,
        asks_reveal: false,
        asks_conflict: false,
    }
}

fn rows() -> Vec<Row> {
    let title = "Bổ sung tên trong danh sách cử tri cho cả hộ gia đình tạm trú tại khu vực bỏ phiếu số 3";
    let mut extendable =
        row(14, "Tố cáo hành vi vận động bầu cử trái quy định", -4, StatusCode::Accepted, Verb::DraftDecision, Actor::Officer);
    extendable.steps.push(Verb::Extend);
    extendable.cap = Some(Cap { rule: "d.settle".into(), each: 30, left: 1 });
    extendable.title = None;
    vec![
        row(11, title, 3, StatusCode::Received, Verb::Classify, Actor::Nobody),
        row(12, title, 1, StatusCode::Proposed, Verb::ApproveDisposition, Actor::Head),
        row(13, title, 0, StatusCode::Drafted, Verb::SignDecision, Actor::Head),
        extendable,
    ]
}

/// A full board.
pub fn board() -> Board {
    let election = Election {
        id: ElectionId(1),
        name: "Bầu cử đại biểu Quốc hội khóa XV và đại biểu Hội đồng nhân dân các cấp nhiệm kỳ 2021-2026".into(),
        day: NaiveDate::from_ymd_opt(2021, 5, 23).unwrap_or_default(),
        contests: vec![Contest::Na],
        units: vec![UnitId(1)],
        voter_list_posted: None,
        candidate_list_published: None,
        result_published: None,
        opens_before: 105,
        closes_after: 60,
    };
    let milestones = Law::embedded().timetable.milestones(election.day);
    let load = |(at, (due, stopped)): (usize, (usize, usize))| DayLoad {
        day: day(9 + u64::try_from(at).unwrap_or_default()),
        due: count(due),
        stopped,
    };
    let loads = [(3, 0), (1, 0), (0, 0), (5, 2), (2, 2), (0, 0), (1, 0)];
    let age = |(kind, counts): (&Kind, [usize; 4])| Age { kind: *kind, counts: counts.into_iter().map(count).collect() };
    let ages = [[8, 3, 1, 0], [2, 2, 0, 0], [4, 0, 0, 0], [1, 0, 0, 0]];
    let (late, soon) = rows().into_iter().partition(|r| r.left.is_some_and(|left| left.days < 0));
    Board {
        late: count(2),
        due_soon: 8,
        proposed: count(1),
        drafted: count(1),
        unassigned: count(4),
        paused: count(0),
        frozen: count(0),
        to_hand_over: Count { cases: 1000, more: true },
        by_unit: vec![Group { of: UnitId(1), late: 2, oldest: day(6) }],
        by_officer: vec![Group { of: None, late: 1, oldest: day(6) }, Group { of: Some(MemberId(2)), late: 1, oldest: day(8) }],
        by_rule: vec![Group { of: "el.voter-list.settle".into(), late: 2, oldest: day(6) }],
        late_rows: late,
        soon_rows: soon,
        days: loads.into_iter().enumerate().map(load).collect(),
        ages: Kind::ALL.iter().zip(ages).map(age).collect(),
        elections: vec![(election, milestones)],
    }
}

/// A board with nothing on it.
pub fn empty() -> Board {
    let mut board = board();
    board.late = count(0);
    board.due_soon = 0;
    board.by_unit.clear();
    board.by_officer.clear();
    board.by_rule.clear();
    board.late_rows.clear();
    board.soon_rows.clear();
    board.elections.clear();
    for day in &mut board.days {
        (day.due, day.stopped) = (count(0), 0);
    }
    board
}

/// A proposal and a draft.
pub fn signing() -> Signing {
    let of = |status: StatusCode| rows().into_iter().filter(|r| r.status == status).collect();
    Signing {
        proposals: of(StatusCode::Proposed),
        proposed: count(1),
        drafts: of(StatusCode::Drafted),
        drafted: Count { cases: 1000, more: true },
        asks: rows().into_iter().take(1).map(|row| Row { asks_reveal: true, asks_conflict: true, ..row }).collect(),
        asked: count(1),
    }
}

/// Nothing waits.
pub const fn nothing_to_sign() -> Signing {
    Signing { proposals: Vec::new(), proposed: count(0), drafts: Vec::new(), drafted: count(0), asks: Vec::new(), asked: count(0) }
}

/// Two of the team, one of them away.
pub fn team() -> Vec<TeamMember> {
    let member = |id: i64, name: &str, load: Load, absent_until| TeamMember {
        id: MemberId(id),
        name: name.to_owned(),
        roles: vec![Role::Clerk, Role::Officer],
        units: vec!["Phường Cự Khối".into()],
        absent_until,
        load,
    };
    vec![
        member(1, "Đặng Nguyễn Hoàng Bảo Đức", Load { open: 14, due: 3, late: 2 }, None),
        member(2, "Nguyễn Thị Hương Thảo", Load::default(), Some(day(20))),
    ]
}

/// One case that goes soon, one that nobody has decided on, one that is held.
pub fn retention() -> (Vec<Overripe>, Vec<HoldView>) {
    let one = |id: i64, basis: Basis, listed_on: Option<NaiveDate>, destroyed_on: Option<NaiveDate>| Overripe {
        id: CaseId(id),
        number: format!("{id:04}/2020/CK"),
        since: Day(day(0)),
        basis,
        listed_on: listed_on.map(Day),
        destroyed_on: destroyed_on.map(Day),
    };
    let due = vec![one(7, Basis::HeadDecides, None, None), one(3, Basis::Filed, Some(day(2)), Some(day(32)))];
    let reason = "Tòa án <nhân dân> yêu cầu giữ hồ sơ.".to_owned();
    (due, vec![HoldView { case: CaseId(4), number: "0004/2020/CK".into(), by: MemberId(1), since: day(5), reason }])
}
