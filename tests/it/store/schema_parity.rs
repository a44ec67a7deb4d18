//! Both databases, migrated, have the same tables, columns, nullability, types and indexes; and diesel's schema names them.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use diesel::sql_types::{Integer, Text};
use redress::store::{Conn, Store, StoreError};

use crate::support::db::{postgres, sqlite};

/// Table and column to type class and nullability; index to table, uniqueness and columns.
#[derive(Debug, Default, PartialEq, Eq)]
struct Shape {
    columns: BTreeMap<(String, String), (&'static str, bool)>,
    indexes: BTreeMap<String, (String, bool, String)>,
    primary_keys: BTreeMap<String, String>,
    foreign_keys: BTreeSet<(String, String, String)>,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    a: String,
    #[diesel(sql_type = Text)]
    b: String,
    #[diesel(sql_type = Text)]
    d: String,
    #[diesel(sql_type = Integer)]
    flag: i32,
}

fn rows(store: &Store, sql: &str) -> Vec<Row> {
    store
        .read(|c| {
            Ok::<_, StoreError>(match c {
                Conn::Sqlite(c) => diesel::sql_query(sql).load(c)?,
                Conn::Postgres(c) => diesel::sql_query(sql).load(c)?,
            })
        })
        .unwrap()
}

/// Search is each database's own; diesel keeps its list of migrations.
fn ours(table: &str) -> bool {
    !table.starts_with("case_search") && !table.starts_with("__diesel") && !table.starts_with("sqlite_")
}

fn sqlite_shape(store: &Store) -> Shape {
    let mut shape = Shape::default();
    let columns = "SELECT t.name AS a, c.name AS b, c.type || '|' || CASE WHEN c.name LIKE 'is\\_%' THEN '' ELSE '' END AS d, \
                   c.\"notnull\" + 2 * (c.pk > 0) AS flag FROM pragma_table_list t JOIN pragma_table_info(t.name) c \
                   WHERE t.schema = 'main' AND t.type = 'table'";
    for row in rows(store, columns).into_iter().filter(|r| ours(&r.a)) {
        let class = match row.d.trim_end_matches('|') {
            "INTEGER" => "number",
            "TEXT" => "text",
            "BLOB" => "bytes",
            other => panic!("type {other}"),
        };
        shape.columns.insert((row.a, row.b), (class, row.flag == 0));
    }
    let indexes = "SELECT i.name AS a, t.name AS b, (SELECT group_concat(name, ',') FROM pragma_index_info(i.name)) AS d, \
                   i.\"unique\" AS flag FROM pragma_table_list t JOIN pragma_index_list(t.name) i WHERE t.schema = 'main' AND i.origin = 'c'";
    for row in rows(store, indexes).into_iter().filter(|r| ours(&r.b)) {
        shape.indexes.insert(row.a, (row.b, row.flag == 1, row.d));
    }
    let keys = "SELECT t.name AS a, '' AS b, group_concat(c.name, ',') AS d, 0 AS flag FROM pragma_table_list t \
                JOIN (SELECT * FROM pragma_table_list) x ON x.name = t.name JOIN pragma_table_info(t.name) c \
                WHERE t.schema = 'main' AND c.pk > 0 GROUP BY t.name";
    for row in rows(store, keys).into_iter().filter(|r| ours(&r.a)) {
        shape.primary_keys.insert(row.a, row.d);
    }
    let foreign = "SELECT t.name AS a, f.\"from\" AS b, f.\"table\" AS d, 0 AS flag FROM pragma_table_list t \
                   JOIN pragma_foreign_key_list(t.name) f WHERE t.schema = 'main'";
    for row in rows(store, foreign).into_iter().filter(|r| ours(&r.a)) {
        shape.foreign_keys.insert((row.a, row.b, row.d));
    }
    shape
}

fn postgres_shape(store: &Store) -> Shape {
    let mut shape = Shape::default();
    let columns = "SELECT table_name::text AS a, column_name::text AS b, data_type::text AS d, (is_nullable = 'NO')::int AS flag \
                   FROM information_schema.columns WHERE table_schema = 'public'";
    for row in rows(store, columns).into_iter().filter(|r| ours(&r.a)) {
        let class = match row.d.as_str() {
            "bigint" | "integer" | "boolean" => "number",
            "text" | "date" | "timestamp without time zone" => "text",
            "bytea" => "bytes",
            other => panic!("type {other}"),
        };
        shape.columns.insert((row.a, row.b), (class, row.flag == 0));
    }
    let indexes = "SELECT i.relname::text AS a, t.relname::text AS b, x.indisunique::int + 2 * x.indisprimary::int AS flag, \
                   (SELECT string_agg(a.attname, ',' ORDER BY k.n) FROM unnest(x.indkey) WITH ORDINALITY k(attnum, n) \
                    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum)::text AS d \
                   FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid \
                   JOIN pg_namespace s ON s.oid = t.relnamespace WHERE s.nspname = 'public'";
    for row in rows(store, indexes).into_iter().filter(|r| ours(&r.b)) {
        if row.flag >= 2 {
            shape.primary_keys.insert(row.b, row.d);
        } else {
            shape.indexes.insert(row.a, (row.b, row.flag == 1, row.d));
        }
    }
    let foreign = "SELECT t.relname::text AS a, a.attname::text AS b, r.relname::text AS d, 0 AS flag FROM pg_constraint f \
                   JOIN pg_class t ON t.oid = f.conrelid JOIN pg_class r ON r.oid = f.confrelid \
                   JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = f.conkey[1] WHERE f.contype = 'f'";
    for row in rows(store, foreign).into_iter().filter(|r| ours(&r.a)) {
        shape.foreign_keys.insert((row.a, row.b, row.d));
    }
    shape
}

#[test]
fn both_databases_have_one_shape() {
    let (small, _folder) = sqlite();
    let one = sqlite_shape(&small);
    assert!(one.columns.len() > 150 && one.indexes.len() > 20 && one.primary_keys.len() > 25 && one.foreign_keys.len() > 20);
    let Some(large) = postgres() else { return };
    let other = postgres_shape(&large);
    assert_eq!(one.columns, other.columns);
    assert_eq!(one.indexes, other.indexes);
    assert_eq!(one.primary_keys, other.primary_keys);
    assert_eq!(one.foreign_keys, other.foreign_keys);
}

/// Every partial index has the same predicate, as written, in both migrations: a query must repeat it letter for letter.
#[test]
fn partial_indexes_are_written_alike() {
    let read = |dialect: &str| {
        let folder = format!("{}/migrations/{dialect}", env!("CARGO_MANIFEST_DIR"));
        let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path().join("up.sql")).collect();
        files.retain(|f| f.exists());
        files.sort();
        let names: Vec<_> = files.iter().map(|f| f.parent().unwrap().file_name().unwrap().to_owned()).collect();
        let text: String = files.iter().map(|f| std::fs::read_to_string(f).unwrap()).collect();
        let partial: Vec<String> =
            text.split(';').filter(|s| s.contains(" INDEX ") && s.contains("WHERE")).map(|s| s.trim().to_owned()).collect();
        (names, partial)
    };
    let (sqlite, postgres) = (read("sqlite"), read("postgres"));
    assert!(sqlite.1.len() >= 6);
    assert_eq!(sqlite, postgres);
}

/// Each table of `schema.rs` can be read whole on both databases: its columns exist and have the types it says.
#[test]
fn the_schema_of_diesel_is_that_of_the_databases() {
    let source = include_str!("../../../src/store/schema.rs");
    let (store, _folder) = sqlite();
    let shape = sqlite_shape(&store);
    let mut declared = BTreeMap::new();
    let (mut table, mut renamed) = (String::new(), None);
    for line in source.lines().map(str::trim) {
        if let Some((name, _)) = line.split_once(" (").filter(|(_, rest)| rest.ends_with(") {")) {
            table = name.to_owned();
        } else if let Some(name) = line.strip_prefix("#[sql_name = \"").and_then(|l| l.strip_suffix("\"]")) {
            renamed = Some(name.to_owned());
        } else if let Some((column, kind)) = line.trim_end_matches(',').split_once(" -> ") {
            let (inner, nullable) = kind.strip_prefix("Nullable<").map_or((kind, false), |k| (k.trim_end_matches('>'), true));
            let class = match inner {
                "BigInt" | "Integer" | "Bool" => "number",
                "Text" | "Date" | "Timestamp" => "text",
                "Binary" => "bytes",
                other => panic!("{other}"),
            };
            declared.insert((table.clone(), renamed.take().unwrap_or_else(|| column.to_owned())), (class, nullable));
        }
    }
    assert_eq!(declared, shape.columns);
}
