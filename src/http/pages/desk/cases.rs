//! All cases the reader may know of, narrowed by what stands in the address.

use actix_web::HttpRequest;
use actix_web::http::Method;
use askama::Template;
use serde::Deserialize;

use super::super::{Choice, Errors, Field, Frame, Input, Sample, page};
use super::address::{Address, bad_cursor, filled};
use super::choices::{officers, units};
use super::table::{self, Sorts, Table};
use crate::actions::read::case_lists::{ListQuery, Order};
use crate::actions::read::desk;
use crate::domain::case::Phase;
use crate::domain::day::Day;
use crate::domain::ids::UnitId;
use crate::domain::kind::{Kind, Matter, Track};
use crate::domain::status::StatusCode;
use crate::http::actor::Caller;
use crate::http::api::cases::STAFF;
use crate::http::cursor::Limit;
use crate::http::error::Answer;
use crate::http::form::Form;
use crate::http::params::parse;
use crate::http::route::Route;
use crate::http::shared::block;
use crate::store::case_list::Cursor;

/// What the list is narrowed to: the parameters of the API's list.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    status: Option<StatusCode>,
    kind: Option<Kind>,
    matter: Option<Matter>,
    track: Option<Track>,
    unit: Option<UnitId>,
    assignee: Option<String>,
    overdue: Option<bool>,
    phase: Option<Phase>,
    due_before: Option<Day>,
    to_serve: Option<bool>,
    suspended: Option<bool>,
    awaits_answer: Option<bool>,
    q: Option<String>,
    sort: Option<Order>,
    limit: Option<Limit>,
    cursor: Option<String>,
}

impl Asked {
    fn query(&self) -> ListQuery {
        ListQuery {
            status: self.status,
            kind: self.kind,
            matter: self.matter,
            track: self.track,
            unit: self.unit,
            assignee: self.assignee.clone(),
            overdue: self.overdue,
            phase: self.phase,
            due_before: self.due_before,
            to_serve: self.to_serve,
            suspended: self.suspended,
            awaits_answer: self.awaits_answer,
            q: self.q.clone(),
            sort: self.sort,
        }
    }

    /// The list from its beginning.
    fn address(&self) -> Address {
        Address::new("/cases")
            .maybe("q", self.q.as_ref())
            .maybe("status", self.status)
            .maybe("kind", self.kind)
            .maybe("matter", self.matter)
            .maybe("track", self.track)
            .maybe("unit", self.unit)
            .maybe("assignee", self.assignee.as_ref())
            .maybe("phase", self.phase)
            .maybe("due_before", self.due_before.map(|day| day.0))
            .maybe("overdue", self.overdue)
            .maybe("to_serve", self.to_serve)
            .maybe("suspended", self.suspended)
            .maybe("awaits_answer", self.awaits_answer)
            .maybe("sort", self.sort)
            .maybe("limit", self.limit.map(Limit::rows))
    }
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
    let asked: Asked = parse(&filled(req.query_string()))?;
    let after = asked.cursor.as_deref().map(str::parse::<Cursor>).transpose().map_err(|_| bad_cursor())?;
    let (query, limit) = (asked.query(), asked.limit.unwrap_or_default());
    let units = units(&caller, asked.unit);
    let officers = officers(&frame, &caller, asked.assignee.as_deref());
    let found = block(move || {
        let ctx = &caller.ctx;
        ctx.store.snapshot(|conn| desk::cases(ctx, conn, caller.member, &query, after.as_ref(), limit.rows()))
    })
    .await?;
    let here = asked.address();
    let filters = filters(&frame, &asked, units, officers);
    let mut table = Table::of(&frame, frame.t("cases-title"), &found, here.to_string());
    table.sorts = Some(sorts(&here, asked.sort));
    page(&Cases {
        q: asked.q.clone().unwrap_or_default(),
        kept: here.pairs().iter().filter(|(name, _)| name != "q").cloned().collect(),
        on: on(&frame, &here, &filters),
        filters,
        table,
        first: asked.cursor.map(|_| here.to_string()),
        next: found.next.map(|next| here.clone().with("cursor", next).to_string()),
        frame: &frame,
    })
}

/// The fields of the filter panel, with what is chosen.
fn filters(frame: &Frame, asked: &Asked, units: Vec<Choice>, officers: Vec<Choice>) -> Vec<Field> {
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
    let asked = Asked {
        q: Some("danh sach <b>\"cử tri\"".into()),
        kind: Some(Kind::Complaint),
        overdue: Some(true),
        due_before: Some(Day(frame.today)),
        ..Asked::default()
    };
    let of = |asked: &Asked, full: bool| {
        let here = asked.address();
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
        Sample::of("desk/cases none at all", &of(&Asked::default(), false)),
    ]
}

/// Its row of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![Route::page(Method::GET, "/cases", "cases_page", STAFF, show)]
}
