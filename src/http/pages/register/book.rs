//! The letter book and the reception book of a period, with the columns of LAW.md section 3.

use actix_web::http::Method;
use askama::Template;

use super::super::{Frame, Sample, page};
use super::{Chosen, csv, query, sample};
use crate::actions::error::ActionError;
use crate::actions::read::registers::{self as read, Entry, Known, Period, Register, STAFF, Who};
use crate::http::actor::{Caller, Permission};
use crate::http::error::Answer;
use crate::http::params::Params;
use crate::http::route::Route;
use crate::http::shared::block;

/// The columns of the letter book (Sổ theo dõi đơn).
const LETTERS: [&str; 13] = [
    "number",
    "received",
    "source",
    "sender",
    "respondent",
    "content",
    "kind",
    "eligibility",
    "handling",
    "document",
    "deadline",
    "result",
    "note",
];
/// The columns of the reception book (Sổ tiếp công dân).
const RECEPTION: [&str; 11] =
    ["number", "received", "name", "address", "id", "content", "kind-people", "settled-before", "handling", "result", "note"];

/// The columns of a register.
fn columns(frame: &Frame, register: Register) -> Vec<String> {
    let ids: &[&str] = match register {
        Register::Letters => &LETTERS,
        Register::Reception => &RECEPTION,
    };
    ids.iter().map(|id| frame.word("register-column", id)).collect()
}

/// The cells of an entry, in the order of the columns.
fn cells(frame: &Frame, register: Register, entry: &Entry) -> Vec<String> {
    let Some(known) = &entry.known else {
        let mut cells = vec![entry.number.clone(), frame.t("register-secret")];
        cells.resize(columns(frame, register).len(), String::new());
        return cells;
    };
    let received = frame.day(&known.received_on);
    let content = known.content.clone().unwrap_or_else(|| frame.t("register-cover-only"));
    let kind = frame.word("kind", known.kind);
    match register {
        Register::Letters => vec![
            entry.number.clone(),
            received,
            frame.word("channel", known.channel),
            sender(frame, known),
            who(frame, &known.respondent),
            content,
            kind,
            eligibility(frame, known),
            handling(frame, known),
            known.document_no.clone().unwrap_or_default(),
            known.due.as_ref().map(|due| frame.day(due)).unwrap_or_default(),
            result(frame, known),
            note(frame, known),
        ],
        Register::Reception => vec![
            entry.number.clone(),
            received,
            who(frame, &known.sender),
            known.address.clone().unwrap_or_default(),
            known.id_number.clone().unwrap_or_default(),
            content,
            format!("{kind}; {}", frame.t1("register-people", "people", known.people)),
            if known.instance > 1 { frame.t("register-first-instance") } else { String::new() },
            handling(frame, known),
            result(frame, known),
            note(frame, known),
        ],
    }
}

fn who(frame: &Frame, who: &Who) -> String {
    match who {
        Who::Named(name) => name.clone(),
        Who::Nameless => frame.t("register-nameless"),
        Who::Secret => frame.t("register-secret"),
        Who::Nobody => String::new(),
    }
}

fn sender(frame: &Frame, known: &Known) -> String {
    let first = who(frame, &known.sender);
    if known.people > 1 { format!("{first} ({})", frame.t1("register-people", "people", known.people)) } else { first }
}

fn eligibility(frame: &Frame, known: &Known) -> String {
    match (known.eligible, known.ineligible_ground) {
        (None, _) => String::new(),
        (Some(true), _) => frame.t("register-eligible"),
        (Some(false), None) => frame.t("register-not-eligible"),
        (Some(false), Some(ground)) => format!("{}: {}", frame.t("register-not-eligible"), frame.word("ineligible-ground", ground)),
    }
}

fn handling(frame: &Frame, known: &Known) -> String {
    match known.closed_as {
        Some(how) => frame.word("closed-as", how),
        None if known.frozen => format!("{}; {}", frame.word("status", known.status), frame.t("register-stopped")),
        None => frame.word("status", known.status),
    }
}

fn result(frame: &Frame, known: &Known) -> String {
    known.result.map(|result| frame.word("result", result)).unwrap_or_default()
}

fn note(frame: &Frame, known: &Known) -> String {
    let belongs = known.belongs_to.as_ref().map(|number| frame.t1("register-belongs", "number", number));
    let late = known.late.then(|| frame.t("register-late"));
    belongs.into_iter().chain(late).collect::<Vec<_>>().join("; ")
}

/// An entry, ready to be written.
struct Row {
    /// Only the number is for this reader: one cell goes across.
    secret: bool,
    cells: Vec<String>,
}

#[derive(Template)]
#[template(path = "pages/register/book.html")]
struct Page<'a> {
    frame: &'a Frame,
    title: String,
    unit: String,
    period: &'a Period,
    columns: Vec<String>,
    rows: Vec<Row>,
    /// This register as a file, and another part of it.
    file: String,
    first: Option<String>,
    next: Option<String>,
    /// The whole period on one sheet, where this is a part of it.
    whole: Option<String>,
}

/// Which part of a register it is.
#[derive(Clone, Copy, Default)]
struct Part {
    /// Something goes before it.
    later: bool,
    /// Something comes after it.
    more: bool,
}

impl<'a> Page<'a> {
    fn of(frame: &'a Frame, register: Register, period: &'a Period, unit: String, entries: &[Entry], part: Part) -> Self {
        let here = format!("/register/{register}");
        let query = query(period);
        let next = entries.last().filter(|_| part.more).map(|last| format!("{here}?{query}&after={}-{}", last.year, last.seq));
        Self {
            frame,
            title: frame.t(&format!("register-{register}")),
            unit,
            period,
            columns: columns(frame, register),
            rows: entries.iter().map(|entry| Row { secret: entry.known.is_none(), cells: cells(frame, register, entry) }).collect(),
            file: format!("{here}.csv?{query}"),
            first: part.later.then(|| format!("{here}?{query}")),
            whole: (part.later || part.more).then(|| format!("{here}?{query}&whole=true")),
            next,
        }
    }
}

async fn show(register: Register, frame: Frame, caller: Caller, chosen: Params<Chosen>) -> Answer {
    let period = chosen.0.period(&caller.ctx, caller.member, &STAFF)?;
    let after = chosen.0.after();
    let unit = caller.ctx.directory.units.get(&period.unit).map(|u| u.name.clone()).unwrap_or_default();
    let whole = chosen.0.whole.unwrap_or_default();
    let (entries, part) = block(move || {
        let ctx = &caller.ctx;
        ctx.store.snapshot(|conn| {
            if whole {
                return Ok((read::whole(ctx, conn, caller.member, register, &period)?, Part::default()));
            }
            let (entries, more) = read::page(ctx, conn, caller.member, register, &period, after)?;
            Ok::<_, ActionError>((entries, Part { later: after.is_some(), more }))
        })
    })
    .await?;
    page(&Page::of(&frame, register, &period, unit, &entries, part))
}

async fn file(register: Register, frame: Frame, caller: Caller, chosen: Params<Chosen>) -> Answer {
    let period = chosen.0.period(&caller.ctx, caller.member, &STAFF)?;
    let entries = block(move || {
        let ctx = &caller.ctx;
        ctx.store.snapshot(|conn| read::whole(ctx, conn, caller.member, register, &period))
    })
    .await?;
    let rows = entries.iter().map(|entry| cells(&frame, register, entry));
    let lines: Vec<Vec<String>> = std::iter::once(columns(&frame, register)).chain(rows).collect();
    csv::file(&format!("{register}-{}-{}", period.from, period.to), &lines)
}

/// `GET /register/letters`
async fn letters(frame: Frame, caller: Caller, chosen: Params<Chosen>) -> Answer {
    show(Register::Letters, frame, caller, chosen).await
}

/// `GET /register/letters.csv`
async fn letters_file(frame: Frame, caller: Caller, chosen: Params<Chosen>) -> Answer {
    file(Register::Letters, frame, caller, chosen).await
}

/// `GET /register/reception`
async fn reception(frame: Frame, caller: Caller, chosen: Params<Chosen>) -> Answer {
    show(Register::Reception, frame, caller, chosen).await
}

/// `GET /register/reception.csv`
async fn reception_file(frame: Frame, caller: Caller, chosen: Params<Chosen>) -> Answer {
    file(Register::Reception, frame, caller, chosen).await
}

/// The pages with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let (period, entries) = (sample::period(), sample::entries());
    let of = |register, entries: &[Entry], some: bool| {
        Page::of(frame, register, &period, "Phường Cự Khối".into(), entries, Part { later: some, more: some })
    };
    vec![
        Sample::of("register/book", &of(Register::Letters, &entries, true)),
        Sample::of("register/book reception", &of(Register::Reception, &entries, false)),
        Sample::of("register/book empty", &of(Register::Letters, &[], false)),
    ]
}

/// Their rows.
pub fn routes() -> Vec<Route> {
    let staff = || Permission::Role(&STAFF);
    vec![
        Route::page(Method::GET, "/register/letters", "letter_book_page", staff(), letters),
        Route::page(Method::GET, "/register/letters.csv", "letter_book_file", staff(), letters_file).media_type("text/csv"),
        Route::page(Method::GET, "/register/reception", "reception_book_page", staff(), reception),
        Route::page(Method::GET, "/register/reception.csv", "reception_book_file", staff(), reception_file).media_type("text/csv"),
    ]
}
