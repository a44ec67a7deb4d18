//! The working of a deadline, in steps that a person can read and check with a wall calendar.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::calendar::{DayKind, days_after};
use crate::domain::day::shown;
use crate::domain::names::Names;

/// One step. A run of days that all count is one step: from `date`, which is day `counted`, through `through`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TraceStep {
    pub date: NaiveDate,
    /// Which day of the term it is; none: the day does not count.
    pub counted: Option<i64>,
    /// The last day of a run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub through: Option<NaiveDate>,
    pub note: Names,
}

impl TraceStep {
    /// A day that does not count, and why.
    pub const fn aside(date: NaiveDate, note: Names) -> Self {
        Self { date, counted: None, through: None, note }
    }

    /// A day that counts.
    pub const fn day(date: NaiveDate, counted: i64) -> Self {
        Self { date, counted: Some(counted), through: None, note: COUNTED }
    }

    /// The days of a run, the last included; 1 where it is no run.
    pub fn days(&self) -> i64 {
        self.through.map_or(1, |last| (last - self.date).num_days() + 1)
    }

    /// As a line, in `vi` or English: `29/04/2021 counted, 1`.
    pub fn line(&self, language: &str) -> String {
        let (date, note) = (shown(self.date), self.note.of(language));
        match (self.counted, self.through) {
            (Some(first), Some(through)) => format!("{date} - {} {note}, {first}-{}", shown(through), first + self.days() - 1),
            (Some(n), None) => format!("{date} {note}, {n}"),
            (None, _) => format!("{date} {note}"),
        }
    }
}

/// Every day a step of its own.
pub fn every_day(steps: &[TraceStep]) -> Vec<TraceStep> {
    let mut days = Vec::with_capacity(steps.len());
    for step in steps {
        match step.counted {
            Some(first) if step.through.is_some() => {
                days.extend(
                    (0..step.days()).map(|n| TraceStep { note: step.note.clone(), ..TraceStep::day(days_after(step.date, n), first + n) }),
                );
            }
            _ => days.push(step.clone()),
        }
    }
    days
}

const COUNTED: Names = Names::fixed("tính", "counted");

pub(super) const START: Names = Names::fixed(
    "ngày của sự kiện, không tính (Bộ luật Dân sự 2015, điều 147)",
    "day of the event, not counted (Civil Code 2015, art. 147)",
);
pub(super) const END: Names = Names::fixed("ngày cuối, đến 24 giờ", "last day, until 24:00");
pub(super) const SAME_DAY: Names = Names::fixed("phải làm ngay trong ngày", "at once: the same day is the last");
pub(super) const ROLLED: Names = Names::fixed(
    "ngày làm việc kế tiếp: ngày cuối (Bộ luật Dân sự 2015, điều 148)",
    "the next working day: last day (Civil Code 2015, art. 148)",
);
pub(super) const ELECTION_DAY: Names = Names::fixed("ngày bầu cử (E)", "election day (E)");
pub(super) const NOT_BEFORE_RECEIPT: Names =
    Names::fixed("thời hạn không thể trước ngày nhận đơn", "a deadline is never before the receipt");
pub(super) const NO_TERM: Names = Names::fixed("luật không định thời hạn", "the law sets no length");
pub(super) const NOT_CONFIRMED: Names =
    Names::fixed("con số chưa xác nhận: không suy đoán", "the figure is not confirmed: nothing is guessed");
pub(super) const TARGET: Names = Names::fixed("mục tiêu của cơ quan, không phải luật", "the office's target, not law");
pub(super) const RIGHT_ENDED: Names =
    Names::fixed("ngày cuối của quyền này đã qua khi nó bắt đầu", "the last day of this right had passed when it began");

/// A skipped day off, by its name.
pub(super) fn skipped(kind: DayKind<'_>, weekend: Names, ending: bool) -> Names {
    let (vi, en) = if ending { ("hạn chuyển tiếp", "the end moves on") } else { ("không tính", "skipped") };
    let names = match kind {
        DayKind::Off(names) | DayKind::WorkedInstead(names) => names.clone(),
        DayKind::Weekend | DayKind::Working => weekend,
    };
    Names::made(format!("{}, {vi}", names.vi), format!("{}, {en}", names.en))
}

/// A Saturday worked instead of a weekday.
pub(super) fn worked(names: &Names) -> Names {
    Names::made(format!("{}, tính", names.vi), format!("{}, counted", names.en))
}

/// A day of the election's timetable.
pub(super) fn of_election(offset: i64, then: &Names) -> Names {
    let at = if offset < 0 { format!("E{offset}") } else { format!("E+{offset}") };
    Names::made(format!("{at}: {}", then.vi), format!("{at}: {}", then.en))
}

/// The end before it was extended.
pub(super) fn extended(days: i64, on: Option<NaiveDate>) -> Names {
    let by = on.map(shown);
    let vi = by.as_ref().map(|d| format!(" theo quyết định ngày {d}")).unwrap_or_default();
    let en = by.map(|d| format!(" by the decision of {d}")).unwrap_or_default();
    Names::made(
        format!("gia hạn thêm {days} ngày{vi}, tính tiếp từ ngày này"),
        format!("extended by {days} days{en}, counted on from here"),
    )
}

/// A suspension that has ended.
pub(super) fn paused(since: NaiveDate, until: NaiveDate, days: i64) -> Names {
    let (since, until) = (shown(since), shown(until));
    Names::made(
        format!("tạm đình chỉ từ {since} đến {until}: hạn lùi {days} ngày đến ngày này"),
        format!("suspended from {since} to {until}: the end moves by {days} days to this day"),
    )
}

/// What the office set, with its source.
pub(super) fn set_by_office(amount: i64, source: &str) -> Names {
    Names::made(
        format!("con số {amount} do cơ quan đặt, nguồn: {source}"),
        format!("the figure {amount} is set by the office, source: {source}"),
    )
}

/// A right whose end lies in a year without calendar.
pub(super) fn year_missing(year: i32) -> Names {
    Names::made(
        format!("chưa có lịch năm {year}: ngày cuối được tính khi có lịch"),
        format!("no calendar is loaded for {year}: the last day is computed once it is"),
    )
}

/// A rule that was not law yet.
pub(super) fn before_law(first: NaiveDate) -> Names {
    let first = shown(first);
    Names::made(
        format!("quy định này có hiệu lực từ {first}, sau ngày bắt đầu: không có quy định nào ở đây áp dụng, không có hạn"),
        format!("this rule is law from {first}, after the start: no rule known here covers it, and nothing falls due"),
    )
}

/// The weekend's own names.
pub(super) const fn weekend(saturday: bool) -> Names {
    if saturday {
        Names { vi: Cow::Borrowed("Thứ Bảy"), en: Cow::Borrowed("Saturday") }
    } else {
        Names { vi: Cow::Borrowed("Chủ nhật"), en: Cow::Borrowed("Sunday") }
    }
}
