//! How fast the real server is, beside what the machine could do at best in the same run.
//!
//! `cargo bench --bench load` measures SQLite, and PostgreSQL where its programs are found, with 10,000 and 1,000,000 seeded
//! cases; `-- --cases 10000 --seconds 3` is a short run, `--database sqlite` one database; `--pages` measures instead every page of
//! the desk and the board, for a supervisor of all units, with 100,000 cases; `--mail` requests beside a mail server that misbehaves. Only ratios mean something: the
//! machine is never quiet. The budgets are those of the design, section 10.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a measurement that fails says where")]

mod client;
mod limits;
mod mail;
mod office;
mod postgres;
mod report;

use std::time::Duration;

use office::{Office, Place};
use report::{Budget, Row, Table};

/// What to measure.
struct Asked {
    cases: Vec<usize>,
    seconds: u64,
    databases: Vec<String>,
    /// The pages of the desk and the board alone.
    pages: bool,
    /// Requests beside a mail server that misbehaves, alone.
    mail: bool,
}

fn asked() -> Asked {
    let mut asked = Asked {
        cases: vec![10_000, 1_000_000],
        seconds: 5,
        databases: vec!["sqlite".into(), "postgres".into()],
        pages: false,
        mail: false,
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().unwrap_or_else(|| panic!("{word} takes a value"));
        match word.as_str() {
            // Cargo says so to every benchmark.
            "--bench" => {}
            "--cases" => asked.cases = vec![value().parse().expect("--cases takes a number")],
            "--seconds" => asked.seconds = value().parse().expect("--seconds takes a number"),
            "--database" => asked.databases = vec![value()],
            "--pages" => (asked.pages, asked.cases) = (true, vec![100_000]),
            "--mail" => (asked.mail, asked.cases, asked.databases) = (true, vec![10_000], vec!["sqlite".into()]),
            _ => panic!("--pages, --mail, --cases N, --seconds N, --database sqlite|postgres; not {word}"),
        }
    }
    asked
}

fn main() {
    // This program is also the server of the limits, in a process of its own.
    if let Ok(url) = std::env::var("REDRESS_BENCH_LIMITS") {
        return limits::serve(&url);
    }
    let asked = asked();
    let lasting = Duration::from_secs(asked.seconds);
    let mut missed = 0;
    for database in &asked.databases {
        let mut overdue = Vec::new();
        for cases in &asked.cases {
            let Some(place) = Place::of(database) else {
                println!("{database}: no server's programs were found; skipped");
                continue;
            };
            let office = Office::seeded(place, *cases);
            if asked.mail {
                missed += mail::measure(&office, lasting);
                continue;
            }
            if asked.pages {
                measure_pages(&office, database, *cases, lasting).print();
                continue;
            }
            let table = measure(&office, database, *cases, lasting);
            overdue.push(table.row("the overdue page of 25", 1).seconds_each());
            missed += table.print();
        }
        if let [small, large] = overdue[..] {
            let ratio = large / small;
            println!("{database}: the overdue page takes {ratio:.2} x as long among the larger number of cases (at most 2)\n");
            missed += usize::from(ratio > 2.0);
        }
    }
    println!("{missed} budgets missed");
}

/// The pages of a supervisor; of each its name and address, `WARD` for the unit with the cases.
const PAGES: [(&str, &str); 11] = [
    ("the desk", "/desk"),
    ("the list", "/cases"),
    ("the list, overdue", "/cases?overdue=true"),
    ("the list, page of 100", "/cases?limit=100"),
    ("the list, one word", "/cases?q=gi%C3%A1o"),
    ("the list, two common words", "/cases?q=danh+sach"),
    ("the board", "/board"),
    ("the signing list", "/signing"),
    ("the team", "/team"),
    ("the letter book", "/register/letters?unit=WARD&from=2021-01-01&to=2026-12-31"),
    ("the reception book", "/register/reception?unit=WARD&from=2021-01-01&to=2026-12-31"),
];

fn measure_pages(office: &Office, database: &str, cases: usize, lasting: Duration) -> Table {
    let mut table = Table::new(database, cases);
    let limits = limits::Limits::start(office);
    for clients in [1, 16] {
        table.add(Row::limit("one point select", clients, client::gets(limits.address(), "/point", &[], clients, lasting)));
    }
    drop(limits);
    let server = office.serve();
    let ids = server.some_cases(&server.sign_in());
    let cookie = [("cookie", server.cookie()), ("accept", "text/html".to_owned())];
    let each: Vec<String> = ids.iter().map(|id| format!("/cases/{id}")).collect();
    for clients in [1, 16] {
        for (name, path) in PAGES {
            let row =
                Row::act(name, clients, client::gets(server.address(), &path.replace("WARD", &office::ward()), &cookie, clients, lasting));
            table.add(row.against("one point select", Budget::None));
        }
        let row = Row::act("the page of a case", clients, client::gets_of(server.address(), &each, &cookie, clients, lasting));
        table.add(row.against("one point select", Budget::None));
    }
    table.memory = server.memory();
    table.first_answer = server.first_answer;
    table
}

fn measure(office: &Office, database: &str, cases: usize, lasting: Duration) -> Table {
    let mut table = Table::new(database, cases);
    let limits = limits::Limits::start(office);
    for clients in [1, 16] {
        let run = |path: &str| client::gets(limits.address(), path, &[], clients, lasting);
        table.add(Row::limit("a bare handler", clients, run("/bare")));
        table.add(Row::limit("one point select", clients, run("/point")));
    }
    drop(limits);
    table.add(Row::limit("bare durable commits", 1, limits::commits(office, lasting)));
    let server = office.serve();
    let token = server.sign_in();
    let bearer = [("authorization", format!("Bearer {token}"))];
    let ids = server.some_cases(&token);
    let cookie = [("cookie", server.cookie()), ("accept", "text/html".to_owned())];
    for clients in [1, 16] {
        let get = |path: &str| client::gets(server.address(), path, &bearer, clients, lasting);
        let each: Vec<String> = ids.iter().map(|id| format!("/api/v1/cases/{id}")).collect();
        let row = Row::act("read a case", clients, client::gets_of(server.address(), &each, &bearer, clients, lasting));
        table.add(row.against("one point select", Budget::AtLeast(0.4)));
        let row = Row::act("the list of 25 by due date", clients, get("/api/v1/cases"));
        table.add(row.against("one point select", Budget::AtLeast(0.25)));
        let row = Row::act("the overdue page of 25", clients, get("/api/v1/overdue"));
        table.add(row.against("one point select", Budget::AtLeast(0.25)));
        let row = Row::act("search of two folded words", clients, get("/api/v1/cases?q=danh+sach"));
        table.add(row.against("one point select", Budget::None));
        let pages: Vec<String> = ids.iter().map(|id| format!("/cases/{id}")).collect();
        let row = Row::act("the page of a case", clients, client::gets_of(server.address(), &pages, &cookie, clients, lasting));
        table.add(row.against("one point select", Budget::AtLeast(0.15)));
        let row = Row::act("receive, whole and durable", clients, client::submits(server.address(), clients, lasting));
        let budget = if clients == 1 { Budget::None } else { Budget::AtLeast(0.3) };
        table.add(row.against("bare durable commits", budget));
    }
    table.memory = server.memory();
    table.first_answer = server.first_answer;
    table
}
