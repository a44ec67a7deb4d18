//! `/figures`: what came in, what was settled, what is late; small numbers hidden.

use actix_web::http::Method;
use askama::Template;
use serde::Deserialize;

use crate::actions::read::figures::{self, Measure, Scope};
use crate::domain::kind::Kind;
use crate::domain::permission::Role;
use crate::domain::suppression::{SMALLEST, Shown, cell, total};
use crate::http::actor::{Anybody, Permission};
use crate::http::error::{Answer, ApiError};
use crate::http::pages::{Choice, Frame, Sample, page};
use crate::http::params::Params;
use crate::http::route::Route;
use crate::http::shared::block;

/// Units on one page; totals are of all.
const ROWS: usize = 40;

/// Which figures: `election-<id>` or `year-<year>`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    of: Option<String>,
    /// The page of units, from 1.
    page: Option<usize>,
}

#[derive(Template)]
#[template(path = "pages/track/figures.html")]
struct FiguresPage<'a> {
    frame: &'a Frame,
    scopes: Vec<Choice>,
    chosen: String,
    kinds: Vec<String>,
    measures: Vec<Measure>,
    /// The next units, where there are more.
    next: Option<usize>,
}

impl FiguresPage<'_> {
    /// What a column counts, for a table that became cards.
    fn kind_at(&self, at: &usize) -> &str {
        self.kinds.get(*at).map_or("", String::as_str)
    }

    /// Whether the report is worth naming: not to a member whom it refuses.
    fn report(&self) -> bool {
        self.frame.who.is_none() || self.frame.has(Role::Observer) || self.frame.has(Role::Supervisor)
    }

    /// A count as people read it.
    fn shown(&self, count: &Shown) -> String {
        match count {
            Shown::Few => format!("<{SMALLEST}"),
            Shown::Exactly(count) => count.to_string(),
            Shown::AtLeast(count) => format!("≥ {count}"),
        }
    }
}

/// `GET /figures`
async fn show(frame: Frame, anybody: Anybody, asked: Params<Asked>) -> Answer {
    let (elections, years) = figures::scopes(&anybody.ctx);
    let named = |e: &crate::domain::directory::Election| {
        (format!("election-{}", e.id), format!("{} ({})", e.name, frame.day(&e.day)), Scope::Election(e.day))
    };
    let year = |year: &i32| (format!("year-{year}"), frame.t1("figures-year", "year", year), Scope::Year(*year));
    let all: Vec<(String, String, Scope)> = elections.iter().map(named).chain(years.iter().map(year)).collect();
    let (chosen, _, scope) = match &asked.0.of {
        Some(of) => all.iter().find(|(value, _, _)| value == of).ok_or(ApiError::NotFound)?,
        None => all.first().ok_or(ApiError::NotFound)?,
    }
    .clone();
    let mut measures = block(move || figures::public(&anybody.ctx, scope)).await?;
    let at = asked.0.page.unwrap_or(1).max(1);
    let before = (at - 1).saturating_mul(ROWS);
    let more = measures.first().is_some_and(|m| m.rows.len() > before.saturating_add(ROWS));
    for measure in &mut measures {
        measure.rows = measure.rows.drain(..).skip(before).take(ROWS).collect();
    }
    page(&FiguresPage {
        frame: &frame,
        scopes: all.iter().map(|(value, text, _)| Choice::new(value, text)).collect(),
        chosen,
        kinds: Kind::ALL.iter().map(|kind| frame.word("kind", kind)).collect(),
        measures,
        next: more.then_some(at + 1),
    })
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let row = |name: &str, counts: [i64; 4]| {
        let cells: Vec<Shown> = counts.iter().map(|n| cell(*n)).collect();
        (name.to_owned(), cells.clone(), total(cells))
    };
    let measure = |name, rows: Vec<(String, Vec<Shown>, Shown)>| {
        let totals: Vec<Shown> = (0..4).map(|at| total(rows.iter().filter_map(|(_, cells, _)| cells.get(at).copied()))).collect();
        let all = total(totals.iter().copied());
        Measure { name, rows, totals, total: all }
    };
    let wards = |a, b| vec![row("Phường Cự Khối", a), row("Phường Thạch Bàn", b)];
    let of = |measures: Vec<Measure>, next| FiguresPage {
        frame,
        scopes: vec![Choice::new("election-1", "Bầu cử 23/05/2021"), Choice::new("year-2021", frame.t1("figures-year", "year", 2021))],
        chosen: "election-1".into(),
        kinds: Kind::ALL.iter().map(|kind| frame.word("kind", kind)).collect(),
        measures,
        next,
    };
    let full = vec![
        measure("received", wards([24, 3, 7, 0], [12, 5, 2, 6])),
        measure("settled", wards([15, 1, 5, 0], [9, 5, 0, 5])),
        measure("late", wards([2, 0, 0, 0], [0, 0, 0, 0])),
    ];
    let empty = vec![measure("received", Vec::new())];
    vec![Sample::of("track/figures", &of(full, Some(2))), Sample::of("track/figures empty", &of(empty, None))]
}

/// The rows of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![Route::page(Method::GET, "/figures", "figures_page", Permission::Public, show)]
}
