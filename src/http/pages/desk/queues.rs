//! The desk: a queue of cases, the most urgent first, with how many wait in each.

use actix_web::HttpRequest;
use actix_web::http::Method;
use askama::Template;
use serde::Deserialize;

use super::super::{Frame, Sample, page, see_other};
use super::address::{Address, after, filled};
use super::table::{self, Table};
use super::working_as;
use crate::actions::admit_letters;
use crate::actions::read::desk::{self, Queue};
use crate::domain::permission::Role;
use crate::http::actor::{Caller, Permission};
use crate::http::api::cases::STAFF;
use crate::http::cursor::Limit;
use crate::http::error::Answer;
use crate::http::form::Form;
use crate::http::params::Paged;
use crate::http::route::Route;
use crate::http::shared::block;
use crate::store::case_list::Count;

/// Which queue.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    queue: Option<Queue>,
}

/// A queue in the row of tabs.
#[derive(Debug, Clone)]
struct Tab {
    href: String,
    text: String,
    /// As it is written: exact up to 1,000.
    count: String,
    /// Something is late.
    late: bool,
    current: bool,
}

#[derive(Template)]
#[template(path = "pages/desk/queues.html")]
struct Queues<'a> {
    frame: &'a Frame,
    /// Roles and units of the reader.
    working_as: Vec<String>,
    tabs: Vec<Tab>,
    /// What the queue holds, in a sentence.
    about: String,
    table: Table,
    /// The queue is that of a flood, and the reader may admit it.
    admits: bool,
    /// The beginning of the queue, on a later page of it.
    first: Option<String>,
    next: Option<String>,
}

/// `GET /desk`
async fn show(frame: Frame, caller: Caller, req: HttpRequest) -> Answer {
    let Paged { narrowed: asked, page: part } = Paged::<Asked>::parse(&filled(req.query_string()))?;
    let roles = frame.who.as_ref().map(|who| who.roles.clone()).unwrap_or_default();
    let queue = asked.queue.filter(|queue| Queue::of(&roles).contains(queue)).unwrap_or_else(|| Queue::first(&roles));
    let (after, limit) = (after(&part)?, part.limit.unwrap_or_default());
    let working_as = working_as(&frame, &caller);
    let found = block(move || {
        let ctx = &caller.ctx;
        ctx.store.snapshot(|conn| desk::desk(ctx, conn, caller.member, queue, after.as_ref(), limit.rows()))
    })
    .await?;
    let here = at(queue).maybe("limit", part.limit.map(Limit::rows));
    let tab = |(each, count): &(Queue, Count)| Tab {
        href: at(*each).to_string(),
        text: frame.word("desk-queue", each),
        count: counted(&frame, *count),
        late: *each == Queue::Overdue && count.cases > 0,
        current: *each == queue,
    };
    page(&Queues {
        tabs: found.counts.iter().map(tab).collect(),
        about: frame.word("desk-about", queue),
        table: Table::of(&frame, frame.word("desk-queue", queue), &found.lines, here.to_string()),
        admits: queue == Queue::Flood && !found.lines.lines.is_empty() && receives(&frame),
        first: part.cursor.map(|_| here.to_string()),
        next: found.lines.next.map(|next| here.clone().with("cursor", next).to_string()),
        frame: &frame,
        working_as,
    })
}

/// Clerks receive letters, and supervisors in their place.
fn receives(frame: &Frame) -> bool {
    frame.who.as_ref().is_some_and(|who| who.roles.iter().any(|role| matches!(role, Role::Clerk | Role::Supervisor)))
}

/// `POST /desk/admit`
async fn admit(caller: Caller, _: Form) -> Answer {
    block(move || admit_letters::admit(&caller.ctx, caller.member)).await?;
    Ok(see_other(&at(Queue::ToClassify).to_string()))
}

fn at(queue: Queue) -> Address {
    Address::new("/desk").with("queue", queue)
}

/// `12`, or `1.000+` where counting stopped.
fn counted(frame: &Frame, count: Count) -> String {
    if count.more { frame.t("desk-thousand-and-more") } else { count.cases.to_string() }
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let of = |queue: Queue, count: Count, current: bool| Tab {
        href: at(queue).to_string(),
        text: frame.word("desk-queue", queue),
        count: counted(frame, count),
        late: queue == Queue::Overdue,
        current,
    };
    let many = Count { cases: Count::MOST, more: true };
    let tabs = |current: Queue| -> Vec<Tab> {
        let some = |queue| if queue == Queue::ToClassify { many } else { Count { cases: 12, more: false } };
        Queue::ALL.iter().map(|queue| of(*queue, some(*queue), *queue == current)).collect()
    };
    let page = |current: Queue, table: Table| Queues {
        frame,
        working_as: vec![format!("{}, Phường Cự Khối", frame.t("role-officer"))],
        tabs: tabs(current),
        about: frame.word("desk-about", current),
        admits: current == Queue::Flood && !table.rows.is_empty(),
        table,
        first: Some(at(current).to_string()),
        next: Some(at(current).with("cursor", "d.-.0E5K6ZJ3Q8M2T").to_string()),
    };
    let full = table::sample(frame, "/desk");
    let empty = Table { rows: Vec::new(), assignee: None, ..full.clone() };
    let mut warned = frame.clone();
    warned.no_calendar = vec![2021, 2022];
    let mut all = vec![Sample::of("desk/queues no_calendar", &Queues { frame: &warned, ..page(Queue::Overdue, full.clone()) })];
    all.push(Sample::of("desk/queues", &page(Queue::Overdue, full.clone())));
    all.push(Sample::of("desk/queues flood", &page(Queue::Flood, full)));
    for queue in Queue::ALL {
        all.push(Sample::of("desk/queues empty", &page(*queue, empty.clone())));
    }
    all
}

/// Its rows of the table of routes.
pub fn routes() -> Vec<Route> {
    let receive = Permission::Role(&[Role::Clerk, Role::Supervisor]);
    vec![
        Route::page(Method::GET, "/desk", "desk_page", STAFF, show),
        Route::page(Method::POST, "/desk/admit", "desk_admit", receive, admit),
    ]
}
