//! Whether an instance can work: only when its database takes writes. Whether it lives: always while it answers.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use crate::support::app::TestApp;

fn is_ready(app: &TestApp) -> bool {
    let reply = app.get("/readyz").send();
    if reply.status == 200 {
        return true;
    }
    assert_ne!(reply.header("retry-after"), "");
    reply.problem(503, "unavailable");
    app.get("/livez").send().expect(200);
    false
}

/// Another connection to the server of this database, to the database `postgres`; and the name of ours.
fn server(app: &TestApp) -> (PgConnection, String) {
    let (server, name) = app.app.config.database_url.as_str().rsplit_once('/').unwrap();
    (PgConnection::establish(&format!("{server}/postgres")).unwrap(), name.to_owned())
}

/// Connections that are open keep their settings: they are ended, as a server that becomes a standby ends them.
fn end_all(server: &mut PgConnection, name: &str) {
    server.batch_execute(&format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")).unwrap();
}

#[test]
fn not_ready_while_postgres_takes_no_writes() {
    let Some(app) = TestApp::postgres() else {
        return eprintln!("SKIPPED on PostgreSQL: not_ready_while_postgres_takes_no_writes (no server found)");
    };
    assert!(is_ready(&app));
    let (mut server, name) = server(&app);
    server.batch_execute(&format!("ALTER DATABASE {name} SET default_transaction_read_only = on")).unwrap();
    end_all(&mut server, &name);
    for _ in 0..12 {
        assert!(!is_ready(&app), "every connection of the pool, old or new");
    }
    server.batch_execute(&format!("ALTER DATABASE {name} RESET default_transaction_read_only")).unwrap();
    end_all(&mut server, &name);
    assert!((0..12).any(|_| is_ready(&app)), "it is found again without a restart");
}

#[test]
fn not_ready_without_a_database_and_the_figures_say_so() {
    let Some(app) = TestApp::postgres() else {
        return eprintln!("SKIPPED on PostgreSQL: not_ready_without_a_database_and_the_figures_say_so (no server found)");
    };
    assert!(app.get("/metrics").send().text.contains("\nredress_database_up 1\n"));
    let (mut server, name) = server(&app);
    server.batch_execute(&format!("DROP DATABASE {name} WITH (FORCE)")).unwrap();
    assert!(!is_ready(&app));
    let reply = app.get("/metrics").send();
    assert_eq!(reply.status, 200);
    assert!(reply.text.contains("\nredress_database_up 0\n") && !reply.text.contains("redress_outbox"), "{}", reply.text);
    assert!(reply.text.contains("redress_http_requests_total{route=\"/readyz\",method=\"GET\",status=\"5xx\"} 1"), "{}", reply.text);
}

#[test]
fn not_ready_while_sqlite_takes_no_writes() {
    let app = TestApp::sqlite();
    assert!(is_ready(&app));
    let file = app.folder.path().join("redress.sqlite3");
    let mut thief = SqliteConnection::establish(file.to_str().unwrap()).unwrap();
    // Somebody holds the file for longer than a writer waits.
    thief.batch_execute("BEGIN IMMEDIATE").unwrap();
    assert!(!is_ready(&app));
    thief.batch_execute("ROLLBACK").unwrap();
    assert!(is_ready(&app));
    // The disk is full: the file may not grow, and not one row more is taken. A full disk is what SQLite itself reports.
    thief
        .batch_execute("CREATE TRIGGER full BEFORE UPDATE ON revisions BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END")
        .unwrap();
    assert!(!is_ready(&app));
    thief.batch_execute("DROP TRIGGER full").unwrap();
    assert!(is_ready(&app));
}
