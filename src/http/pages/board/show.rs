//! The board: what is late and why, what comes, and how the election stands; prints on one A4 page.

use actix_web::http::Method;
use askama::Template;
use serde::Deserialize;

use super::super::{Choice, Field, Frame, Sample, page};
use super::charts::{AgeRow, Column, FOOT, ages, columns};
use super::line::{Line, line};
use super::{RowView, SUPERVISORS, rule_name, sample, shown};
use crate::actions::error::ActionError;
use crate::actions::read::board::{self as read, Board, Group};
use crate::domain::directory::Directory;
use crate::domain::ids::UnitId;
use crate::http::actor::Caller;
use crate::http::error::Answer;
use crate::http::params::Params;
use crate::http::route::Route;
use crate::http::shared::block;

/// Groups of each sort that are shown, and how many of them are printed, as the stylesheet has it.
const GROUPS: usize = 6;
const GROUPS_PRINTED: usize = 4;
/// Rows of the list of late cases that are printed, as the stylesheet has it.
const ROWS_PRINTED: usize = 6;
/// Units to choose from.
const UNITS: usize = 200;

/// Of which unit, with its subtree; none: of all.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Of {
    unit: Option<UnitId>,
}

/// So many late cases with something in common.
struct GroupView {
    name: String,
    /// The list of them; where there is one.
    href: Option<String>,
    late: usize,
    oldest: chrono::NaiveDate,
}

/// One way in which late cases are grouped.
struct Grouped {
    /// Its heading, a text.
    title: &'static str,
    rows: Vec<GroupView>,
    /// Late cases of the groups that are not shown, and of those that are not printed.
    rest: usize,
    rest_printed: usize,
}

impl Grouped {
    fn of<K>(title: &'static str, all: &[Group<K>], view: impl Fn(&Group<K>) -> GroupView) -> Self {
        let beyond = |shown: usize| all.iter().skip(shown).map(|g| g.late).sum();
        Self { title, rows: all.iter().take(GROUPS).map(view).collect(), rest: beyond(GROUPS), rest_printed: beyond(GROUPS_PRINTED) }
    }
}

/// A figure at the head.
struct Tile {
    figure: String,
    label: &'static str,
    class: &'static str,
    href: String,
}

#[derive(Template)]
#[template(path = "pages/board/show.html")]
struct Show<'a> {
    frame: &'a Frame,
    /// The chooser of a unit; empty where there is only one.
    chooser: Vec<Field>,
    /// The unit that was chosen.
    unit: Option<String>,
    tiles: Vec<Tile>,
    /// The three ways in which late cases are grouped.
    groups: Vec<Grouped>,
    /// Whose board it is, for paper: the unit that was chosen, else those above all others.
    of: String,
    /// What the paper leaves out of the list; empty where it leaves out nothing.
    printed: String,
    /// There are more late cases than were counted.
    more: bool,
    /// The oldest late cases.
    late: Vec<RowView<'a>>,
    late_all: String,
    /// What is due soon.
    soon: Vec<RowView<'a>>,
    columns: Vec<Column>,
    foot: usize,
    ages: Vec<AgeRow>,
    lines: Vec<Line>,
}

impl<'a> Show<'a> {
    fn of(frame: &'a Frame, board: &'a Board, directory: &Directory, unit: Option<UnitId>, units: &[(UnitId, String)]) -> Self {
        let narrowed = unit.map(|unit| format!("&unit={unit}")).unwrap_or_default();
        let cases = |query: &str| format!("/cases?{query}{narrowed}");
        let tile = |figure: String, label, class, query: &str| Tile { figure, label, class, href: cases(query) };
        let name = |unit: &UnitId| directory.units.get(unit).map(|u| u.name.clone()).unwrap_or_default();
        let late = |g: &Group<UnitId>| group(g, name(&g.of), Some(format!("/cases?overdue=true&unit={}", g.of)));
        let officer = |g: &Group<Option<crate::domain::ids::MemberId>>| {
            let known = g.of.and_then(|id| directory.members.get(&id)).map(|m| m.name.clone());
            let who = g.of.map_or_else(|| "none".to_owned(), |id| id.to_string());
            group(g, known.unwrap_or_else(|| frame.t("board-actor-nobody")), Some(cases(&format!("overdue=true&assignee={who}"))))
        };
        let rule = |g: &Group<String>| group(g, rule_name(frame, &g.of), None);
        Self {
            frame,
            chooser: chooser(frame, unit, units),
            unit: unit.map(|unit| name(&unit)),
            tiles: vec![
                tile(shown(board.late), "board-tile-late", "tile-late", "overdue=true"),
                tile(board.due_soon.to_string(), "board-tile-soon", "", "overdue=false&sort=next_due"),
                tile(shown(board.proposed), "board-tile-proposed", "", "status=proposed"),
                tile(shown(board.drafted), "board-tile-drafted", "", "status=drafted"),
                tile(shown(board.unassigned), "board-tile-unassigned", "", "assignee=none"),
                tile(shown(board.paused), "board-tile-paused", "", "suspended=true"),
                tile(shown(board.frozen), "board-tile-frozen", "tile-frozen", "phase=frozen"),
                tile(shown(board.to_hand_over), "board-tile-hand-over", "", "phase=hand_over"),
            ],
            groups: vec![
                Grouped::of("board-by-unit", &board.by_unit, late),
                Grouped::of("board-by-officer", &board.by_officer, officer),
                Grouped::of("board-by-rule", &board.by_rule, rule),
            ],
            of: unit.map_or_else(|| top(directory, units), |unit| name(&unit)),
            printed: if board.late.more || board.late.cases > ROWS_PRINTED {
                let values = [("shown", ROWS_PRINTED.to_string()), ("all", shown(board.late)), ("where", cases("overdue=true"))];
                frame.say("board-printed", &values)
            } else {
                String::new()
            },
            more: board.late.more,
            late: RowView::all(frame, &board.late_rows),
            late_all: cases("overdue=true"),
            soon: RowView::all(frame, &board.soon_rows),
            columns: columns(frame, &board.days),
            foot: FOOT,
            ages: ages(&board.ages),
            lines: board.elections.iter().take(2).map(|(election, milestones)| line(frame, election, milestones)).collect(),
        }
    }
}

fn group<K>(group: &Group<K>, name: String, href: Option<String>) -> GroupView {
    GroupView { name, href, late: group.late, oldest: group.oldest }
}

/// The units that lie below no other of these.
fn top(directory: &Directory, units: &[(UnitId, String)]) -> String {
    let listed = |id: UnitId| units.iter().any(|(unit, _)| *unit == id);
    let below = |id: &UnitId| directory.units.get(id).and_then(|unit| unit.parent).is_some_and(listed);
    units.iter().filter(|(id, _)| !below(id)).map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", ")
}

fn chooser(frame: &Frame, unit: Option<UnitId>, units: &[(UnitId, String)]) -> Vec<Field> {
    if units.len() < 2 {
        return Vec::new();
    }
    let all = Choice::new("", frame.t("board-all-units"));
    let choices = std::iter::once(all).chain(units.iter().map(|(id, name)| Choice::new(id, name.clone()))).collect();
    let field = Field::select(frame, "unit", choices).label(frame.t("board-unit")).no_hint().no_blank().class("w-20");
    vec![field.value(unit.map(|u| u.to_string()).unwrap_or_default())]
}

/// `GET /board`
async fn show(frame: Frame, caller: Caller, of: Params<Of>) -> Answer {
    let unit = of.0.unit;
    let directory = caller.ctx.directory.clone();
    let (board, units) = block(move || {
        let ctx = &caller.ctx;
        let board = ctx.store.snapshot(|conn| read::board(ctx, conn, caller.member, unit))?;
        Ok::<_, ActionError>((board, read::units(ctx, caller.member, UNITS)))
    })
    .await?;
    page(&Show::of(&frame, &board, &directory, unit, &units))
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let directory = sample::directory();
    let units: Vec<(UnitId, String)> = directory.units.values().map(|u| (u.id, u.name.clone())).collect();
    let (full, empty) = (sample::board(), sample::empty());
    vec![
        Sample::of("board/show", &Show::of(frame, &full, &directory, None, &units)),
        Sample::of("board/show empty", &Show::of(frame, &empty, &directory, Some(UnitId(1)), &[])),
    ]
}

/// Its row.
pub fn routes() -> Vec<Route> {
    vec![Route::page(Method::GET, "/board", "board_page", SUPERVISORS, show)]
}
