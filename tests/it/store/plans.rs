//! The plans of the desk's and the supervisor's lists: an index each, no scan of all cases.
//!
//! On SQLite a plan names its steps; on PostgreSQL the table is filled and analysed first, so that a scan is what the planner
//! would take if there were no fit index.

use diesel::connection::SimpleConnection;
use redress::domain::case::{Case, Phase};
use redress::domain::directory::{Directory, Grant};
use redress::domain::ids::{CaseId, MailId, MemberId, UnitId};
use redress::domain::permission::{Role, Scope};
use redress::domain::status::StatusCode;
use redress::seal::Keys;
use redress::store::case_list::{self, Assignee, Filter, Sort};
use redress::store::outbox::{self, NewMail};
use redress::store::{Conn, Store, StoreError, cases};

use crate::support::db::each_db;
use crate::support::sample::{Maker, directory, found_office, today};

/// Enough that reading all of them costs the planner more than any index.
const CASES: i64 = 6000;

pub(super) fn filled(store: &Store) {
    found_office(store);
    let mut maker = Maker::new(41);
    let cases: Vec<Case> = (1..=CASES)
        .map(|id| {
            let mut case = maker.case(id);
            // As in life: most are closed, few are late, few owe a service.
            if id % 20 != 0 {
                case.status =
                    redress::domain::status::Status::Closed { how: redress::domain::outcome::ClosedAs::Settled, result: None, by: None };
                case.next_due = None;
                case.to_serve = false;
                case.detail.suspended = None;
                case.detail.awaits_answer = false;
            }
            // A ward is a small part of the country.
            if id % 25 != 0 && case.unit == UnitId(100) {
                case.unit = UnitId(111);
            }
            // One member handles a small part of what there is.
            if id % 10 != 0 {
                case.assignee = None;
            }
            case.detail.excluded.clear();
            case.detail.servers.clear();
            case
        })
        .collect();
    store.write(|c| cases.iter().try_for_each(|case| cases::insert(c, case))).unwrap();
    store
        .write(|c| {
            // As a server does by itself, and `redress` on SQLite does not: its plans must hold without statistics.
            if let Conn::Postgres(c) = c {
                c.batch_execute("ANALYZE")?;
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();
}

pub(super) fn scope(grants: &[(Role, i64)]) -> Scope {
    let office: Directory = directory();
    let mut member = office.members[&MemberId(2)].clone();
    member.grants = grants.iter().map(|(role, unit)| Grant { role: *role, unit: UnitId(*unit) }).collect();
    Scope::of(&member, &office)
}

fn lists() -> Vec<(&'static str, Scope, Filter, Sort)> {
    let ward_desk = || scope(&[(Role::Clerk, 100), (Role::Officer, 100)]);
    let ward_head = || scope(&[(Role::Supervisor, 100)]);
    let province_head = || scope(&[(Role::Supervisor, 10)]);
    let country_head = || scope(&[(Role::Supervisor, 1)]);
    let none = Filter::default;
    let mut all = Vec::new();
    for (name, who) in [
        ("desk of a ward", &ward_desk as &dyn Fn() -> Scope),
        ("supervisor of a ward", &ward_head),
        ("supervisor of a province", &province_head),
        ("supervisor of the country", &country_head),
    ] {
        for sort in [Sort::NextDue, Sort::Received, Sort::Newest, Sort::Number, Sort::NumberDown] {
            all.push((name, who(), none(), sort));
        }
        for filter in [
            Filter { status: vec![StatusCode::Accepted], ..none() },
            Filter { overdue: Some(true), ..none() },
            Filter { due_before: Some(today()), ..none() },
            Filter { assignee: Some(Assignee::Nobody), ..none() },
            Filter { assignee: Some(Assignee::Member(MemberId(2))), ..none() },
            Filter { assignee: Some(Assignee::Member(MemberId(2))), open: true, ..none() },
            Filter { to_sign: true, ..none() },
            Filter { due_from: Some(today()), due_before: Some(today() + chrono::Days::new(4)), phase: Some(Phase::Open), ..none() },
            Filter { to_serve: Some(true), ..none() },
            Filter { overdue: Some(false), ..none() },
            Filter { to_serve: Some(false), ..none() },
            Filter { suspended: Some(true), ..none() },
            Filter { awaits_answer: Some(true), ..none() },
            Filter { phase: Some(Phase::Frozen), ..none() },
            Filter { phase: Some(Phase::HandOver), ..none() },
            Filter { units: vec![UnitId(100)], ..none() },
            Filter { units: vec![UnitId(100)], status: vec![StatusCode::Received], ..none() },
        ] {
            all.push((name, who(), filter, Sort::NextDue));
        }
    }
    all
}

/// The indexes on cases: name, first column, and whether it holds only some cases.
fn indexes() -> Vec<(String, String, bool)> {
    let migrations = [
        include_str!("../../../migrations/sqlite/2026-01-01-000000_register/up.sql"),
        include_str!("../../../migrations/sqlite/2026-11-23-000002_lists/up.sql"),
    ];
    let statements = migrations.iter().flat_map(|m| m.split(';')).filter(|s| s.contains(" ON cases ("));
    let statements = statements.filter_map(|s| s.trim().rsplit_once("INDEX cases_").map(|(_, rest)| rest));
    let read = |rest: &str| {
        let (name, rest) = rest.split_once(" ON cases (").unwrap();
        let first: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        (format!("cases_{name}"), first, rest.contains("WHERE"))
    };
    statements.map(read).collect()
}

/// Whether the plan reads every case, or every entry of an index over all of them.
///
/// Walking an index in the order of the list ends with the page; it is taken for a whole tree, and for a part of it only when
/// the part is large: in a ward's list it would read the whole country's cases to find a few.
pub(super) fn is_full_scan(plan: &[String], small: bool) -> bool {
    let sorted = plan.iter().any(|line| line.contains("TEMP B-TREE") || line.trim_start().trim_start_matches("->  ").starts_with("Sort"));
    plan.iter().enumerate().any(|(at, line)| {
        if line.contains("Seq Scan on cases") || line.trim() == "SCAN cases" {
            return true;
        }
        let Some((name, first, _)) = indexes().into_iter().find(|(name, _, partial)| {
            !partial && (line.ends_with(name.as_str()) || line.contains(&format!("{name} "))) && !line.contains("PRIMARY KEY")
        }) else {
            return false;
        };
        let sought = if line.starts_with("SEARCH") || line.starts_with("SCAN") {
            line.contains(&format!("{name} ({first}"))
        } else {
            plan[at + 1..].iter().take(1).any(|next| next.contains("Index Cond") && next.contains(&first))
        };
        !sought && (sorted || small)
    })
}

#[test]
fn no_list_of_the_desk_or_the_supervisor_reads_all_cases() {
    each_db(|store| {
        filled(store);
        let mut bad = Vec::new();
        for (name, scope, filter, sort) in lists() {
            let plan = store.read(|c| case_list::plan(c, &scope, &filter, today(), sort, 26)).unwrap();
            assert!(plan.iter().any(|line| line.contains("cases")), "a plan was read: {plan:?}");
            if is_full_scan(&plan, name.ends_with("of a ward")) {
                bad.push(format!("{name}, {sort:?}, {filter:?}:\n  {}", plan.join("\n  ")));
            }
        }
        assert!(bad.is_empty(), "{}", bad.join("\n"));
    });
}

/// The test above can fail: without the indexes of the lists it does.
#[test]
fn without_its_index_a_list_reads_all_cases() {
    each_db(|store| {
        filled(store);
        let dropped = "DROP INDEX cases_unit_due; DROP INDEX cases_unit_status_due; DROP INDEX cases_due_unit; DROP INDEX cases_in_hand; \
                       DROP INDEX cases_to_serve; DROP INDEX cases_suspended; DROP INDEX cases_awaiting; DROP INDEX cases_unit_number; \
                       DROP INDEX cases_unit_received";
        store.write(|c| c.batch_execute(dropped).map_err(StoreError::from)).unwrap();
        for filter in
            [Filter::default(), Filter { overdue: Some(true), ..Filter::default() }, Filter { to_serve: Some(true), ..Filter::default() }]
        {
            let scope = scope(&[(Role::Supervisor, 100)]);
            let plan = store.read(|c| case_list::plan(c, &scope, &filter, today(), Sort::NextDue, 26)).unwrap();
            assert!(is_full_scan(&plan, true), "{filter:?}: {plan:?}");
        }
    });
}

/// The steps by which the board and the team count over all units; on SQLite, whether no case is read for it.
fn counted(store: &Store) -> (Vec<String>, Option<bool>) {
    let scope = scope(&[(Role::Supervisor, 1)]);
    let members: Vec<MemberId> = (1..=20).map(MemberId).collect();
    let steps = store.read(|c| case_list::board::plans(c, &scope, &members, today())).unwrap();
    let of_cases: Vec<&String> = steps.iter().filter(|s| s.starts_with("SEARCH cases") || s.starts_with("SCAN cases")).collect();
    let covered = of_cases.len() == 4 && of_cases.iter().all(|s| s.contains("SEARCH cases USING COVERING INDEX"));
    let sqlite = store.read(|c| Ok::<_, StoreError>(matches!(c, Conn::Sqlite(_)))).unwrap();
    (steps, sqlite.then_some(covered))
}

#[test]
fn what_the_board_counts_is_read_from_indexes_alone() {
    each_db(|store| {
        filled(store);
        let (steps, covered) = counted(store);
        assert!(!is_full_scan(&steps, false) && covered != Some(false), "{steps:?}");
    });
}

/// The test above can fail: without the indexes of the board it does.
#[test]
fn without_its_indexes_the_board_reads_cases_to_count_them() {
    each_db(|store| {
        filled(store);
        store.write(|c| c.batch_execute("DROP INDEX cases_open_age; DROP INDEX cases_assignee_due").map_err(StoreError::from)).unwrap();
        let (steps, covered) = counted(store);
        assert_ne!(covered, Some(true), "{steps:?}");
    });
}

/// The office's mails, newest first: an index each. Those of some units alone are found by their cases, or by walking the newest,
/// as the database finds cheaper; cases are not read one and all for it.
#[test]
fn no_list_of_mails_reads_or_sorts_the_whole_outbox() {
    each_db(|store| {
        filled(store);
        let key = Keys::from_secrets(vec![(1, [7; 32].into())]).unwrap().purpose("outbox");
        store
            .write::<_, StoreError>(|c| {
                for id in 1..=3000 {
                    let at = chrono::DateTime::from_timestamp(1_620_600_000 + id, 0).unwrap();
                    let mail = NewMail {
                        id: MailId(id),
                        case: Some(CaseId(id)),
                        event: None,
                        kind: "receipt",
                        language: "vi",
                        created_at: at,
                        recipient: "lan@example.org",
                        subject: "x",
                        bytes: b"x",
                        message_id: "<x@example.org>",
                        destination: "",
                    };
                    outbox::insert(c, &key, &mail)?;
                }
                if let Conn::Postgres(c) = c {
                    c.batch_execute("ANALYZE")?;
                }
                Ok(())
            })
            .unwrap();
        let ward = [UnitId(100)];
        for state in [None, Some("queued"), Some("failed")] {
            for units in [None, Some(ward.as_slice())] {
                let plan = store.read(|c| outbox::plan(c, state, units, 26)).unwrap().join("\n");
                let whole = ["Seq Scan on outbox", "TEMP B-TREE", "Sort"];
                let bad = [["Seq Scan on cases", "SCAN cases"].as_slice(), if units.is_none() { &whole } else { &[] }].concat();
                assert!(plan.contains("outbox") && bad.iter().all(|scan| !plan.contains(scan)), "{state:?} {units:?}:\n{plan}");
            }
        }
    });
}
