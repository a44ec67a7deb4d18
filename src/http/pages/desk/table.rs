//! The table of cases, the same in every list: `partials/case_table.html`.

use chrono::NaiveDate;

use super::super::{Choice, Field, Frame};
use crate::actions::read::desk::{Line, Lines};
use crate::domain::case::Phase;
use crate::domain::classification::needs_signature;
use crate::domain::deadline::Left;
use crate::domain::kind::Identity;
use crate::domain::rulebook::Unit;
use crate::domain::status::StatusCode;

/// A word with its shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Badge {
    /// `badge-<...>`; empty: without a shape of its own.
    pub class: &'static str,
    pub text: String,
}

/// A case in the table.
#[derive(Debug, Clone)]
pub struct Row {
    pub id: String,
    pub number: String,
    pub title: String,
    /// Kind and matter.
    pub sub: String,
    /// Polling area; where there is none, the unit.
    pub place: String,
    pub owner: Option<String>,
    pub due: Option<NaiveDate>,
    /// How long is left, in the unit of the rule.
    pub left: String,
    pub late: bool,
    pub badges: Vec<Badge>,
    pub may_assign: bool,
}

/// A list of cases.
#[derive(Debug, Clone)]
pub struct Table {
    /// What it lists.
    pub caption: String,
    pub rows: Vec<Row>,
    /// To whom ticked cases can be given; none: there is nobody, or the reader gives nothing.
    pub assignee: Option<Field>,
    /// The address of this list.
    pub back: String,
    /// The ways to other orders, of the columns of numbers and dates.
    pub sorts: Option<Sorts>,
}

/// An order by column: its address, and how the list stands now for `aria-sort`.
#[derive(Debug, Clone)]
pub struct Sorts {
    pub number: (String, &'static str),
    pub due: (String, &'static str),
}

impl Table {
    /// Of the lines of a list with this address.
    pub fn of(frame: &Frame, caption: String, lines: &Lines, back: String) -> Self {
        let rows = lines.lines.iter().map(|line| row(frame, line)).collect();
        let choices: Vec<Choice> = lines.candidates.iter().map(|c| Choice::new(c.id, &c.name)).collect();
        let assignee = (!choices.is_empty()).then(|| assignee(frame, choices));
        Self { caption, rows, assignee, back, sorts: None }
    }

    /// Whether something can be ticked.
    pub const fn ticks(&self) -> bool {
        self.assignee.is_some()
    }
}

/// The field that names an officer.
pub fn assignee(frame: &Frame, choices: Vec<Choice>) -> Field {
    Field::select(frame, "assignee", choices).label(frame.t("desk-assign-to")).no_hint()
}

fn row(frame: &Frame, line: &Line) -> Row {
    let case = &line.case;
    Row {
        id: case.id.to_string(),
        number: case.number.to_string(),
        title: line.title.clone().unwrap_or_else(|| frame.t("desk-untitled")),
        sub: format!("{} · {}", frame.word("kind", case.kind), frame.word("matter", case.matter)),
        place: line.polling_area.clone().unwrap_or_else(|| line.unit.clone()),
        owner: line.assignee.clone(),
        due: line.due.map(|due| due.on),
        left: left(frame, line),
        late: line.overdue,
        badges: badges(frame, line),
        may_assign: line.may_assign,
    }
}

/// How long is left; of what the law has stopped nothing runs.
fn left(frame: &Frame, line: &Line) -> String {
    match (line.due, line.phase) {
        (Some(due), Phase::Open) => in_words(frame, due.left),
        (Some(_), Phase::Frozen | Phase::HandOver) | (None, _) => String::new(),
    }
}

/// "quá 2 ngày làm việc", "còn 3 ngày", "hết hạn hôm nay": in the unit of the rule.
pub fn in_words(frame: &Frame, left: Left) -> String {
    let unit = match left.unit {
        Unit::WorkingDays => "working_days",
        Unit::CalendarDays | Unit::Years => "calendar_days",
    };
    let one = if left.days.abs() == 1 { "-one" } else { "" };
    match left.days {
        0 => frame.t("desk-left-today"),
        days @ 1.. => frame.t1(&format!("desk-left-{unit}{one}"), "days", days),
        days => frame.t1(&format!("desk-past-{unit}{one}"), "days", -days),
    }
}

fn badges(frame: &Frame, line: &Line) -> Vec<Badge> {
    let case = &line.case;
    let mut all = Vec::new();
    let mut add = |there: bool, class: &'static str, text: &str| {
        if there {
            all.push(Badge { class, text: frame.t(text) });
        }
    };
    add(line.overdue, "badge-late", "desk-badge-late");
    add(line.due_soon, "badge-due_soon", "desk-badge-due-soon");
    add(line.phase == Phase::Frozen, "badge-frozen", "phase-frozen");
    add(line.phase == Phase::HandOver, "badge-hand_over", "phase-hand_over");
    add(case.detail.suspended.is_some(), "badge-paused", "desk-badge-paused");
    add(case.confidential, "badge-confidential", "identity-confidential");
    add(case.identity == Identity::Anonymous, "badge-anonymous", "identity-anonymous");
    add(needs_signature(case.kind, case.track) && !case.form.is_signed(), "badge-unsigned", "form-unsigned");
    add(case.to_serve, "", "desk-badge-to-serve");
    add(case.detail.awaits_answer, "", "desk-badge-awaits-answer");
    add(line.due.is_some_and(|due| !due.verified), "badge-unverified", "desk-badge-unverified");
    let (class, text) = match case.status.code() {
        StatusCode::Received => ("badge-received", "status-received"),
        StatusCode::Screening => ("badge-screening", "status-screening"),
        StatusCode::Proposed => ("badge-proposed", "status-proposed"),
        StatusCode::Accepted => ("badge-accepted", "status-accepted"),
        StatusCode::Drafted => ("badge-drafted", "status-drafted"),
        StatusCode::Settled => ("badge-settled", "status-settled"),
        StatusCode::Closed => ("badge-closed", "status-closed"),
    };
    let how = case.status.closed_as().map(|how| frame.word("closed-as", how));
    let text = frame.t(text);
    all.insert(0, Badge { class, text: how.map_or(text.clone(), |how| format!("{text}: {how}")) });
    all
}

/// A table as the pages' samples show it.
pub fn sample(frame: &Frame, back: &str) -> Table {
    let badge = |class, id: &str| Badge { class, text: frame.t(id) };
    let row = |number: &str, title: &str, left: &str, late: bool, badges: Vec<Badge>| Row {
        id: "0E5K6ZJ3Q8M2T".into(),
        number: number.into(),
        title: title.into(),
        sub: format!("{} · {}", frame.t("kind-complaint"), frame.t("matter-voter_list")),
        place: "Khu vực bỏ phiếu số 7".into(),
        owner: late.then(|| "Nguyễn Thị Hương Thảo".into()),
        due: frame.today.pred_opt(),
        left: left.into(),
        late,
        badges,
        may_assign: true,
    };
    let title = "Về việc bỏ sót tên cử tri <b>trong</b> danh sách cử tri niêm yết tại nhà văn hóa tổ dân phố số 5";
    let late = vec![badge("badge-screening", "status-screening"), badge("badge-late", "desk-badge-late")];
    let frozen = vec![badge("badge-accepted", "status-accepted"), badge("badge-frozen", "phase-frozen")];
    let past = frame.t1("desk-past-calendar_days-one", "days", 1);
    let mut rows = vec![row("0012/2021/CK", title, &past, true, late), row("0013/2021/CK", &frame.t("desk-untitled"), "", false, frozen)];
    for (at, row) in rows.iter_mut().enumerate() {
        row.id.push_str(&at.to_string());
    }
    let assignee = assignee(frame, vec![Choice::new("1", "Nguyễn Thị Hương Thảo")]);
    Table { caption: frame.t("desk-queue-overdue"), rows, assignee: Some(assignee), back: back.into(), sorts: None }
}
