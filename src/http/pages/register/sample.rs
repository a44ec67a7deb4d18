//! Registers as they stood in the ward of the story.

use chrono::NaiveDate;

use crate::actions::read::records::{Figures, Records};
use crate::actions::read::registers::{Entry, Known, Period, Who};
use crate::domain::ids::{CaseId, UnitId};
use crate::domain::kind::{Channel, IneligibleGround, Kind};
use crate::domain::outcome::{CaseResult, ClosedAs};
use crate::domain::status::StatusCode;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, month, day).unwrap_or_default()
}

/// The spring of 2021.
pub fn period() -> Period {
    Period { unit: UnitId(1), from: day(1, 1), to: day(5, 23) }
}

/// Letters of every sort.
pub fn entries() -> Vec<Entry> {
    let plain = Known {
        case: CaseId(1),
        received_on: day(5, 3),
        channel: Channel::InPerson,
        sender: Who::Named("Nguyễn Thị Phương Thảo".into()),
        address: Some("Số 12, ngách 34/56 đường Bát Khối, tổ 7".into()),
        id_number: Some("001180012345".into()),
        people: 7,
        respondent: Who::Nobody,
        content: Some("Bổ sung tên trong danh sách cử tri".into()),
        kind: Kind::Complaint,
        eligible: Some(true),
        ineligible_ground: None,
        status: StatusCode::Accepted,
        closed_as: None,
        document_no: Some("12/TB-TBBC".into()),
        due: Some(day(5, 8)),
        result: None,
        instance: 1,
        late: true,
        frozen: false,
        belongs_to: None,
    };
    let secret = Known {
        sender: Who::Secret,
        address: None,
        id_number: None,
        people: 1,
        respondent: Who::Named("Trần Văn Hùng".into()),
        content: None,
        kind: Kind::Denunciation,
        late: false,
        frozen: true,
        ..plain.clone()
    };
    let filed = Known {
        sender: Who::Nameless,
        eligible: Some(false),
        ineligible_ground: Some(IneligibleGround::Duplicate),
        status: StatusCode::Closed,
        closed_as: Some(ClosedAs::Filed),
        result: Some(CaseResult::Answered),
        instance: 2,
        late: false,
        belongs_to: Some("0001/2021/CK".into()),
        ..plain.clone()
    };
    let entry = |seq: i32, known| Entry { number: format!("{seq:04}/2021/CK"), year: 2021, seq, known };
    vec![entry(1, Some(plain)), entry(2, Some(secret)), entry(3, Some(filed)), entry(4, None)]
}

/// Three polling areas.
pub fn records() -> Records {
    let of = |received: usize, settled: usize| Figures {
        carried_over: 1,
        received,
        complaints: received,
        denunciations: 1,
        settled,
        right: settled,
        not_processed: 1 + received - settled,
        ..Figures::default()
    };
    let area = |number: usize| Some(format!("Khu vực bỏ phiếu số {number}"));
    let sum = Figures {
        carried_over: 3,
        received: 9,
        complaints: 9,
        denunciations: 3,
        settled: 5,
        right: 5,
        not_processed: 7,
        ..Figures::default()
    };
    Records { rows: vec![(area(1), of(4, 3)), (area(2), of(3, 2)), (None, of(2, 0))], sum }
}
