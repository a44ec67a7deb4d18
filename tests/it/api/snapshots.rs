//! A case and its parts are read as they stood at one moment, whatever commits in between.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use redress::domain::ids::CaseId;

use crate::story::steps::complaint;
use crate::story::ward::Ward;
use crate::support::app::TestApp;

/// Holds a table so that a request which has read the case must wait before it reads the rest; changes the rest; lets it go on.
/// On SQLite a reader sees one state by itself once it has begun, and cannot be made to wait.
fn changed_meanwhile(app: &TestApp, table: &str, change: &str, ask: impl FnOnce() -> serde_json::Value + Send) -> serde_json::Value {
    let url = app.app.config.database_url.as_str();
    let (mut other, mut watcher) = (PgConnection::establish(url).unwrap(), PgConnection::establish(url).unwrap());
    other.batch_execute(&format!("BEGIN; LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")).unwrap();
    std::thread::scope(|scope| {
        let asked = scope.spawn(ask);
        #[derive(QueryableByName)]
        struct Waiting {
            #[diesel(sql_type = diesel::sql_types::BigInt)]
            many: i64,
        }
        let waiting = format!("SELECT count(*) AS many FROM pg_locks WHERE NOT granted AND relation = '{table}'::regclass");
        while diesel::sql_query(&waiting).get_result::<Waiting>(&mut watcher).unwrap().many == 0 {
            assert!(!asked.is_finished(), "it did not read {table}");
            std::thread::yield_now();
        }
        other.batch_execute(&format!("{change}; COMMIT")).unwrap();
        asked.join().unwrap()
    })
}

#[test]
fn what_is_read_together_fits_together() {
    let Some(app) = TestApp::postgres() else {
        eprintln!("SKIPPED: what_is_read_together_fits_together (no PostgreSQL found)");
        return;
    };
    let ward = Ward::found(&app, "2026-03-02 09:00");
    let given = ward.who("lan").register(&complaint()).expect(201);
    let case = given["id"].as_str().unwrap();
    let number = case.parse::<CaseId>().unwrap().0;
    let citizen = ward.receipt(&given).track();
    let tuan = ward.token_of("tuan");
    let asks: [(&str, String, &str); 2] =
        [("letters", format!("/api/v1/cases/{case}/letters"), &tuan), ("deadlines", "/api/v1/public/case".to_owned(), &citizen.token)];
    for (table, path, token) in asks {
        let ask = || app.get(&path).token(token).send().expect(200);
        let before = ask();
        let change = format!("DELETE FROM {table} WHERE case_id = {number}");
        assert_eq!(changed_meanwhile(&app, table, &change, ask), before, "{path}");
        assert_ne!(ask(), before, "the change was one that a reader sees: {path}");
    }
}
