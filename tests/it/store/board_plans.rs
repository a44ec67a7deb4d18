//! The statements of the board and of the figures, as they are sent: none reads all cases.
//!
//! On SQLite the plan of each statement is read; on PostgreSQL the server itself says how often it has read the whole table.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer, Text};
use redress::domain::ids::{MemberId, UnitId};
use redress::domain::kind::Kind;
use redress::domain::permission::Role;
use redress::domain::status::StatusCode;
use redress::domain::zone::start_of;
use redress::store::case_list::{self, Filter, board};
use redress::store::counts::{self, Group};
use redress::store::{Conn, Store, StoreError, figures};

use super::plans::{filled, is_full_scan, scope};
use crate::support::db::each_db;
use crate::support::sample::today;
use crate::support::statements::texts;

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Integer)]
    #[allow(dead_code)]
    id: i32,
    #[diesel(sql_type = Text)]
    detail: String,
}

#[derive(QueryableByName)]
struct Scans {
    #[diesel(sql_type = BigInt)]
    seq_scan: i64,
}

/// Statements of this reading that read every case, and how many statements there were.
fn scans(store: &Store, small: bool, read: impl Fn(&mut Conn)) -> (Vec<String>, usize) {
    store
        .snapshot::<_, StoreError>(|c| {
            let before = whole_readings(c)?;
            let (sent, ()) = texts(c, &read);
            if matches!(c, Conn::Postgres(_)) {
                let after = whole_readings(c)?;
                return Ok((if after > before { sent.clone() } else { Vec::new() }, sent.len()));
            }
            let mut bad = Vec::new();
            for text in &sent {
                let steps: Vec<Step> = diesel::sql_query(format!("EXPLAIN QUERY PLAN {text}")).load(c)?;
                let plan: Vec<String> = steps.into_iter().map(|step| step.detail).collect();
                if is_full_scan(&plan, small) {
                    bad.push(format!("{text}\n  {}", plan.join("\n  ")));
                }
            }
            Ok((bad, sent.len()))
        })
        .unwrap()
}

/// How often this transaction has read the whole of `cases`; SQLite does not tell.
fn whole_readings(c: &mut Conn) -> Result<i64, StoreError> {
    if matches!(c, Conn::Sqlite(_)) {
        return Ok(0);
    }
    let asked = diesel::sql_query("SELECT seq_scan FROM pg_stat_xact_user_tables WHERE relname = 'cases'").get_result::<Scans>(c);
    Ok(asked.map(|found| found.seq_scan)?)
}

#[test]
fn no_statement_of_the_board_reads_all_cases() {
    each_db(|store| {
        filled(store);
        let week = today() + chrono::Days::new(7);
        for (name, unit) in [("ward", 100), ("province", 10), ("country", 1)] {
            let who = scope(&[(Role::Supervisor, unit)]);
            let all = Filter::default();
            let ward = Filter { units: vec![UnitId(100)], ..Filter::default() };
            for filter in [&all, &ward] {
                let small = name == "ward" || !filter.units.is_empty();
                let of = |what: &str, read: &dyn Fn(&mut Conn)| {
                    let (bad, sent) = scans(store, small, read);
                    assert!(sent > 0 && bad.is_empty(), "{what}, {name}, {filter:?}:\n{}", bad.join("\n"));
                };
                of("late", &|c| drop(board::late(c, &who, filter, today()).unwrap()));
                of("due on a day", &|c| drop(board::due_on(c, &who, filter, today(), week)));
                let proposed = Filter { status: vec![StatusCode::Proposed], ..filter.clone() };
                of("to sign", &|c| drop(case_list::count(c, &who, &proposed, today())));
                let month = start_of(today() - chrono::Days::new(30));
                for kind in Kind::ALL {
                    of("age by kind", &|c| drop(board::open_between(c, &who, filter, today(), *kind, Some(month), None)));
                    of("old by kind", &|c| drop(board::open_between(c, &who, filter, today(), *kind, None, Some(month))));
                }
                of("loads", &|c| drop(board::loads(c, &who, filter, &[MemberId(2), MemberId(3)], today(), week)));
            }
        }
    });
}

#[test]
fn no_statement_of_the_figures_reads_all_cases() {
    each_db(|store| {
        filled(store);
        let (from, until) = (start_of(today()), start_of(today() + chrono::Days::new(1)));
        let of = |what: &str, read: &dyn Fn(&mut Conn)| {
            let (bad, sent) = scans(store, true, read);
            assert!(sent > 0 && bad.is_empty(), "{what}:\n{}", bad.join("\n"));
        };
        of("public figures of a period", &|c| drop(counts::by_unit_and_kind(c, Group::Between(from, until), today())));
        of("the operator's figures", &|c| drop(figures::read(c, from, today())));
    });
}

/// The tests above can fail: what no index serves is seen to read everything.
#[test]
fn a_statement_that_reads_all_cases_is_seen() {
    each_db(|store| {
        filled(store);
        let whole = |c: &mut Conn| {
            diesel::sql_query("SELECT count(*) FROM cases WHERE version = 77").execute(c).unwrap();
        };
        let (bad, sent) = scans(store, false, whole);
        assert_eq!((bad.len(), sent), (1, 1), "{bad:?}");
    });
}
