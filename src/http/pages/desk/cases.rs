//! All cases the reader may know of, narrowed by what stands in the address.

use actix_web::HttpRequest;
use actix_web::http::Method;
use askama::Template;

use super::super::{Choice, Errors, Field, Frame, Input, Sample, page};
use super::address::{Address, after, filled};
use super::choices::{officers, units};
use super::table::{self, Sorts, Table};
use crate::actions::read::case_lists::{ListQuery, Order};
use crate::actions::read::desk;
use crate::domain::case::Phase;
use crate::domain::day::Day;
use crate::domain::kind::{Kind, Matter, Track};
use crate::domain::status::StatusCode;
use crate::http::actor::Caller;
use crate::http::api::cases::STAFF;
use crate::http::cursor::Limit;
use crate::http::error::Answer;
use crate::http::form::Form;
use crate::http::params::Paged;
use crate::http::route::Route;
use crate::http::shared::block;

/// The list from its beginning.
fn address(asked: &ListQuery, limit: Option<Limit>) -> Address {
    Address::new("/cases")
        .maybe("q", asked.q.as_ref())
        .maybe("status", asked.status)
        .maybe("kind", asked.kind)
        .maybe("matter", asked.matter)
        .maybe("track", asked.track)
        .maybe("unit", asked.unit)
        .maybe("assignee", asked.assignee.as_ref())
        .maybe("phase", asked.phase)
        .maybe("due_before", asked.due_before.map(|day| day.0))
        .maybe("overdue", asked.overdue)
        .maybe("to_serve", asked.to_serve)
        .maybe("suspended", asked.suspended)
        .maybe("awaits_answer", asked.awaits_answer)
        .maybe("sort", asked.sort)
        .maybe("limit", limit.map(Limit::rows))
}

/// A filter that is on, and the list without it.
#[derive(Debug, Clone)]
struct On {
    name: String,
    text: String,
    href: String,
}

#[derive(Template)]
#[template(path = "pages/desk/cases.html")]
struct Cases<'a> {
    frame: &'a Frame,
    /// What is looked for.
    q: String,
    /// What narrows the list beside the words looked for, to be sent along with these.
    kept: Vec<(String, String)>,
    filters: Vec<Field>,
    on: Vec<On>,
    table: Table,
    first: Option<String>,
    next: Option<String>,
}

/// `GET /cases`
async fn show(frame: Frame, caller: Caller, req: HttpRequest) -> Answer {
    let Paged { narrowed: asked, page: part } = Paged::<ListQuery>::parse(&filled(req.query_string()))?;
    let (after, limit) = (after(&part)?, part.limit.unwrap_or_default());
    let here = address(&asked, part.limit);
    let filters = filters(&frame, &asked, units(&caller, asked.unit), officers(&frame, &caller, asked.assignee.as_deref()));
    let (q, sorts) = (asked.q.clone().unwrap_or_default(), sorts(&here, asked.sort));
    let found = block(move || {
        let ctx = &caller.ctx;
        ctx.store.snapshot(|conn| desk::cases(ctx, conn, caller.member, &asked, after.as_ref(), limit.rows()))
    })
    .await?;
    page(&Cases {
        kept: here.pairs().iter().filter(|(name, _)| name != "q").cloned().collect(),
        on: on(&frame, &here, &filters),
        table: Table { sorts: Some(sorts), ..Table::of(&frame, frame.t("cases-title"), &found, here.to_string()) },
        first: part.cursor.map(|_| here.to_string()),
        next: found.next.map(|next| here.clone().with("cursor", next).to_string()),
        frame: &frame,
        filters,
        q,
    })
}

/// The fields of the filter panel, with what is chosen.
fn filters(frame: &Frame, asked: &ListQuery, units: Vec<Choice>, officers: Vec<Choice>) -> Vec<Field> {
    let any = |mut field: Field, value: Option<String>| {
        // An empty first choice: any of them.
        field.blank = false;
        field.choices.insert(0, Choice::new("", frame.t("cases-any")));
        field.no_hint().value(value.unwrap_or_default())
    };
    let one = |name: &str, choices: Vec<Choice>, value: Option<String>| any(Field::select(frame, name, choices), value);
    let mut all = vec![
        one("status", Choice::all(frame, "status", StatusCode::ALL), asked.status.map(|v| v.to_string())),
        one("kind", Choice::all(frame, "kind", Kind::ALL), asked.kind.map(|v| v.to_string())),
        one("matter", Choice::all(frame, "matter", Matter::ALL), asked.matter.map(|v| v.to_string())),
        one("track", Choice::all(frame, "track", Track::ALL), asked.track.map(|v| v.to_string())),
    ];
    if units.len() > 1 {
        all.push(one("unit", units, asked.unit.map(|v| v.to_string())));
    }
    all.push(one("assignee", officers, asked.assignee.clone()).label(frame.t("desk-column-owner")));
    all.push(one("phase", Choice::all(frame, "phase", Phase::ALL), asked.phase.map(|v| v.to_string())));
    all.push(Field::new(frame, Input::Date, "due_before").value(asked.due_before.map(|day| day.0.to_string()).unwrap_or_default()));
    all.push(one("sort", Choice::all(frame, "order", Order::ALL), asked.sort.map(|v| v.to_string())));
    for (name, value) in
        [("overdue", asked.overdue), ("to_serve", asked.to_serve), ("suspended", asked.suspended), ("awaits_answer", asked.awaits_answer)]
    {
        all.push(one(name, Choice::yes_no(frame), value.map(|v| v.to_string())));
    }
    let (form, errors) = (Form::default(), Errors::default());
    all.into_iter().map(|field| field.within("filter").filled(&form, &errors)).collect()
}

/// Each filter that is on, with the list without it. The order of a list narrows nothing.
fn on(frame: &Frame, here: &Address, filters: &[Field]) -> Vec<On> {
    let pairs = here.pairs().iter().filter(|(name, _)| !["sort", "limit"].contains(&name.as_str()));
    let shown = |(name, value): &(String, String)| {
        let field = filters.iter().find(|field| field.name == *name);
        let word = field.and_then(|f| f.choices.iter().find(|c| c.value == *value)).map(|c| c.text.clone());
        let day = value.parse::<Day>().ok().map(|day| frame.day(&day.0));
        let label = field.map_or_else(|| frame.t("field-q"), |f| f.label.clone());
        let text = word.or(day).unwrap_or_else(|| value.clone());
        On { name: label, text, href: here.clone().without(name).to_string() }
    };
    pairs.map(shown).collect()
}

/// The orders by column: one leads up, once more down where there is a down.
fn sorts(here: &Address, sort: Option<Order>) -> Sorts {
    let to = |order: Order| here.clone().with("sort", order).to_string();
    let number = match sort {
        Some(Order::Number) => (to(Order::NumberDown), "ascending"),
        Some(Order::NumberDown) => (to(Order::Number), "descending"),
        _ => (to(Order::Number), ""),
    };
    let by_due = matches!(sort, None | Some(Order::NextDue));
    Sorts { number, due: (to(Order::NextDue), if by_due { "ascending" } else { "" }) }
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let asked = ListQuery {
        q: Some("danh sach <b>\"cử tri\"".into()),
        kind: Some(Kind::Complaint),
        overdue: Some(true),
        due_before: Some(Day(frame.today)),
        ..ListQuery::default()
    };
    let of = |asked: &ListQuery, full: bool| {
        let here = address(asked, None);
        let filters = filters(frame, asked, Vec::new(), vec![Choice::new("me", frame.t("cases-me"))]);
        let table = Table { sorts: Some(sorts(&here, Some(Order::Number))), ..table::sample(frame, &here.to_string()) };
        let rows = if full { table.rows.clone() } else { Vec::new() };
        Cases {
            frame,
            q: asked.q.clone().unwrap_or_default(),
            kept: here.pairs().to_vec(),
            on: on(frame, &here, &filters),
            filters,
            table: Table { rows, ..table },
            first: full.then(|| here.to_string()),
            next: full.then(|| here.with("cursor", "d.-.0E5K6ZJ3Q8M2T").to_string()),
        }
    };
    vec![
        Sample::of("desk/cases", &of(&asked, true)),
        Sample::of("desk/cases nothing found", &of(&asked, false)),
        Sample::of("desk/cases none at all", &of(&ListQuery::default(), false)),
    ]
}

/// Its row of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![Route::page(Method::GET, "/cases", "cases_page", STAFF, show)]
}
