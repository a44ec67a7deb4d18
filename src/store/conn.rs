//! A connection to either database, and what each is set to when it is opened.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::error::StoreError;

/// One connection, to whichever database was chosen by its address.
///
/// The derive carries filters, joins, boxed queries, grouping and `returning(columns)`; for upserts, batch inserts and
/// `as_returning` use `each_backend!`.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    Postgres(diesel::PgConnection),
    Sqlite(diesel::SqliteConnection),
}

/// The backend of [`Conn`]: what boxed queries and own column types are written for.
pub type Db = <Conn as Connection>::Backend;

/// Runs the same expression on the connection itself, whichever it is, for what [`Conn`] does not carry:
/// `each_backend!(conn, c => diesel::insert_into(t).values(rows).on_conflict_do_nothing().execute(c))`.
macro_rules! each_backend {
    ($conn:expr, $inner:ident => $body:expr) => {
        match $conn {
            $crate::store::conn::Conn::Postgres($inner) => $body,
            $crate::store::conn::Conn::Sqlite($inner) => $body,
        }
    };
}
pub(crate) use each_backend;

/// Enters many rows: by COPY on PostgreSQL; on SQLite one by one with a prepared statement, which nothing there surpasses.
macro_rules! insert_rows {
    ($conn:expr, $table:expr, $rows:expr) => {
        match $conn {
            $crate::store::conn::Conn::Postgres(c) => {
                if !$rows.is_empty() {
                    diesel::copy_from($table).from_insertable($rows).execute(c)?;
                }
            }
            $crate::store::conn::Conn::Sqlite(c) => {
                for row in $rows {
                    diesel::insert_into($table).values(row).execute(c)?;
                }
            }
        }
    };
}
pub(crate) use insert_rows;

/// What a SQLite connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    Write,
    Read,
}

/// SQLite settings, each read back after it is set: WAL and FULL make a commit durable; `trusted_schema` off and
/// `secure_delete` are for files that come from elsewhere and leave; temporary tables never touch the disk.
const PRAGMAS: &[(&str, &str, i64)] = &[
    ("busy_timeout", "5000", 5000),
    ("synchronous", "FULL", 2),
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("secure_delete", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("cache_size", "-8000", -8000),
];

/// The oldest SQLite without the WAL-reset bug.
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    value: i64,
}

#[derive(QueryableByName)]
struct Word {
    #[diesel(sql_type = Text)]
    value: String,
}

fn number(c: &mut SqliteConnection, sql: &str) -> Result<i64, StoreError> {
    Ok(diesel::sql_query(sql).get_result::<Number>(c)?.value)
}

fn word(c: &mut SqliteConnection, sql: &str) -> Result<String, StoreError> {
    Ok(diesel::sql_query(sql).get_result::<Word>(c)?.value)
}

/// Opens a SQLite file and sets it up.
pub(super) fn open_sqlite(path: &str, what_for: Use) -> Result<Conn, StoreError> {
    let mut c = SqliteConnection::establish(path).map_err(|_| StoreError::Unavailable("the database file cannot be opened"))?;
    // First of all: another process may be opening the same file.
    c.batch_execute("PRAGMA busy_timeout = 5000")?;
    let version = word(&mut c, "SELECT sqlite_version() AS value")?;
    if parse_version(&version) < Some(OLDEST_SQLITE) {
        return Err(StoreError::Refused(format!("SQLite {version} is too old: 3.51.3 or newer is needed")));
    }
    for (name, set, _) in PRAGMAS {
        c.batch_execute(&format!("PRAGMA {name} = {set}"))?;
    }
    to_wal(&mut c)?;
    c.batch_execute("PRAGMA journal_size_limit = 67108864")?;
    for (name, _, expected) in PRAGMAS {
        // `PRAGMA busy_timeout` calls its column `timeout`; the table-valued function names it as the others.
        let found = if *name == "busy_timeout" {
            number(&mut c, "SELECT timeout AS value FROM pragma_busy_timeout")?
        } else {
            number(&mut c, &format!("SELECT {name} AS value FROM pragma_{name}"))?
        };
        if found != *expected {
            return Err(StoreError::Refused(format!("SQLite does not take the setting {name}: it is {found}")));
        }
    }
    if word(&mut c, "SELECT journal_mode AS value FROM pragma_journal_mode")? != "wal" {
        return Err(StoreError::Refused("SQLite does not take journal_mode WAL here".to_owned()));
    }
    if what_for == Use::Read {
        c.batch_execute("PRAGMA query_only = ON")?;
        if number(&mut c, "SELECT query_only AS value FROM pragma_query_only")? != 1 {
            return Err(StoreError::Refused("SQLite does not take the setting query_only".to_owned()));
        }
    }
    Ok(Conn::Sqlite(c))
}

/// While very many rows are written: 256 MB of cache, the log copied back every 64 MB, and references not looked up row by
/// row; or as [`PRAGMAS`] has it again. Outside a transaction.
pub(super) fn expect_many(c: &mut Conn, many: bool) -> Result<(), StoreError> {
    let (cache, log, references) = if many { (-262_144, 16_384, "OFF") } else { (-8000, 1000, "ON") };
    Ok(c.batch_execute(&format!("PRAGMA cache_size = {cache}; PRAGMA wal_autocheckpoint = {log}; PRAGMA foreign_keys = {references}"))?)
}

/// Turns a fresh file to WAL. For this one change SQLite does not wait for others who open the file at the same moment.
fn to_wal(c: &mut SqliteConnection) -> Result<(), StoreError> {
    let mut patience = 200;
    loop {
        match c.batch_execute("PRAGMA journal_mode = WAL").map_err(StoreError::from) {
            Err(StoreError::Busy) if patience > 0 => patience -= 1,
            other => return other,
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
}

fn parse_version(shown: &str) -> Option<(u32, u32, u32)> {
    let mut parts = shown.split('.').map(str::parse);
    Some((parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?))
}

/// Opens a PostgreSQL connection and sets it up: times in UTC, nobody waits for a lock or a statement without end.
pub(super) fn open_postgres(url: &str) -> Result<Conn, StoreError> {
    // The message of libpq may hold the address with its password.
    let mut c = PgConnection::establish(url).map_err(|_| StoreError::Unavailable("no connection to the PostgreSQL server"))?;
    c.batch_execute(
        "SET TIME ZONE 'UTC'; SET client_encoding = 'UTF8'; SET lock_timeout = '5s'; SET statement_timeout = '30s'; \
         SET idle_in_transaction_session_timeout = '60s'; SET jit = off; SET application_name = 'redress'",
    )?;
    let encoding = diesel::sql_query("SELECT current_setting('server_encoding') AS value").get_result::<Word>(&mut c)?.value;
    if encoding != "UTF8" {
        return Err(StoreError::Refused(format!("the PostgreSQL database is encoded in {encoding}: UTF8 is needed")));
    }
    Ok(Conn::Postgres(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `.cargo/config.toml` says how: without it every list is planned anew each time it is read.
    #[test]
    fn statements_keep_their_plans() {
        let mut c = SqliteConnection::establish(":memory:").unwrap();
        let set = "SELECT count(*) AS value FROM pragma_compile_options WHERE compile_options = 'ENABLE_QPSG'";
        assert_eq!(number(&mut c, set).unwrap(), 1);
    }

    #[test]
    fn versions_compare_as_numbers() {
        assert!(parse_version("3.9.0") < Some(OLDEST_SQLITE));
        assert!(parse_version("3.51.2") < Some(OLDEST_SQLITE));
        assert!(parse_version("3.53.2") >= Some(OLDEST_SQLITE));
        assert!(parse_version("x") < Some(OLDEST_SQLITE));
    }
}
