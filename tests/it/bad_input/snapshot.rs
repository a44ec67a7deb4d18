//! Everything a database holds, to compare before and after.

use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel::sql_types::Text;
use redress::store::{Conn, StoreError};

use crate::support::app::TestApp;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    value: String,
}

fn lines<C>(conn: &mut C, sql: &str) -> Vec<String>
where
    C: diesel::connection::LoadConnection,
    diesel::query_builder::SqlQuery: diesel::query_dsl::LoadQuery<'static, C, Line>,
{
    diesel::sql_query(sql.to_owned()).load::<Line>(conn).unwrap().into_iter().map(|l| l.value).collect()
}

/// Every row of every table as a text.
pub fn of(app: &TestApp) -> BTreeMap<String, Vec<String>> {
    app.app
        .store
        .read(|conn| {
            let tables = match conn {
                Conn::Sqlite(c) => {
                    let names = lines(c, "SELECT name AS value FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
                    let row = |c: &mut SqliteConnection, name: &str| {
                        let columns = lines(c, &format!("SELECT name AS value FROM pragma_table_info('{name}')"));
                        let row = columns.iter().map(|n| format!("quote(\"{n}\")")).collect::<Vec<_>>().join(" || '|' || ");
                        lines(c, &format!("SELECT {row} AS value FROM \"{name}\" ORDER BY 1"))
                    };
                    names.into_iter().map(|name| (name.clone(), row(c, &name))).collect()
                }
                Conn::Postgres(c) => {
                    let names = lines(c, "SELECT tablename::text AS value FROM pg_tables WHERE schemaname = 'public'");
                    let row = |c: &mut PgConnection, name: &str| lines(c, &format!("SELECT t::text AS value FROM \"{name}\" t ORDER BY 1"));
                    names.into_iter().map(|name| (name.clone(), row(c, &name))).collect()
                }
            };
            Ok::<_, StoreError>(tables)
        })
        .unwrap()
}

/// Fails with the tables in which something changed.
#[track_caller]
pub fn unchanged(before: &BTreeMap<String, Vec<String>>, app: &TestApp) {
    let after = of(app);
    assert!(before.values().map(Vec::len).sum::<usize>() > 20, "there is something to compare");
    let changed: Vec<&String> = before.keys().filter(|name| before[*name] != after[*name]).collect();
    assert!(changed.is_empty() && before.len() == after.len(), "changed: {changed:?}");
}

#[test]
fn a_change_is_seen() {
    use crate::story::steps::letter;
    use crate::story::ward::in_the_ward;
    in_the_ward("2026-01-05 09:00", |ward| {
        let before = of(ward.app);
        unchanged(&before, ward.app);
        ward.submitted(&letter("petition", "other", serde_json::json!({})));
        let after = of(ward.app);
        for table in ["cases", "events", "letters", "letter_book", "texts", "parties", "deadlines"] {
            assert_ne!(before[table], after[table], "{table}");
        }
    });
}
