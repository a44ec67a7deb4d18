//! The supervisor's pages: the board, what waits for a signature, the team.

pub mod retention;
pub mod show;
pub mod signing;
pub mod team;

mod charts;
mod line;
mod sample;

use super::desk::table::in_words;
use super::{Frame, Sample};
use crate::actions::read::board_rows::Row;
use crate::domain::law::Law;
use crate::domain::permission::Role;
use crate::http::actor::Permission;
use crate::http::route::Route;
use crate::store::case_list::Count;

const SUPERVISORS: Permission = Permission::Role(&[Role::Supervisor]);

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    [show::routes(), signing::routes(), team::routes(), retention::routes()].concat()
}

/// The pages with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    [show::samples(frame), signing::samples(frame), team::samples(frame), retention::samples(frame)].concat()
}

/// A number as it is counted: `12`, or `1000+` where counting stopped.
fn shown(count: Count) -> String {
    if count.more { format!("{}+", count.cases) } else { count.cases.to_string() }
}

/// What a rule is called in the reader's language; its id where the law does not know it any more.
fn rule_name(frame: &Frame, id: &str) -> String {
    let rule = Law::embedded().rulebook.rule(id);
    rule.map_or_else(|| id.to_owned(), |rule| rule.names.of(frame.lang.as_str()).to_owned())
}

/// A row of a list, in words.
struct RowView<'a> {
    row: &'a Row,
    /// `quá 2 ngày`, `còn 3 ngày`, `hôm nay`.
    days: String,
    rule: String,
    /// Whose act is missing, since when.
    cause: String,
    steps: Vec<Step>,
    /// How far it can be extended.
    cap: Option<String>,
    /// It stands in the list of what a supervisor is asked.
    asked: bool,
}

/// A lawful step, one click away.
struct Step {
    href: String,
    name: String,
}

impl<'a> RowView<'a> {
    fn of(frame: &Frame, row: &'a Row) -> Self {
        let days = row.left.map(|left| in_words(frame, left)).unwrap_or_default();
        let who = match &row.officer {
            Some(name) if row.actor == crate::domain::missing::Actor::Officer => name.clone(),
            _ => frame.word("board-actor", row.actor),
        };
        let act = frame.word("board-missing", row.missing);
        let since = frame.day(&row.since);
        let cause = frame.say("board-cause", &[("who", who), ("act", act), ("since", since)]);
        let step =
            |verb: &crate::domain::verb::Verb| Step { href: format!("/cases/{}/{verb}", row.id), name: frame.word("board-step", verb) };
        Self {
            row,
            days,
            rule: row.rule.as_deref().map(|rule| rule_name(frame, rule)).unwrap_or_default(),
            cause,
            steps: row.steps.iter().map(step).collect(),
            asked: false,
            cap: row.cap.as_ref().map(|cap| frame.t2("board-cap", "days", cap.each, "left", cap.left)),
        }
    }

    fn all(frame: &Frame, rows: &'a [Row]) -> Vec<Self> {
        rows.iter().map(|row| Self::of(frame, row)).collect()
    }

    fn late(&self) -> bool {
        self.row.left.is_some_and(|left| left.days < 0)
    }

    fn title(&self, frame: &Frame) -> String {
        self.row.title.clone().unwrap_or_else(|| frame.word("matter", self.row.matter))
    }
}
