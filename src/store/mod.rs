//! The database: the only code that knows diesel. [`Store::read`], [`Store::snapshot`] and [`Store::write`] are the only ways in.
//!
//! All three block: over HTTP they run inside `web::block` (never `block_in_place`, which panics in actix).

pub mod account_changes;
mod address;
pub mod attachments;
pub mod bulk;
pub mod calendar_feeds;
pub mod calendars;
pub mod case_keys;
pub mod case_list;
pub mod cases;
pub mod columns;
pub mod conflicts;
pub mod conn;
pub mod counts;
pub mod deadlines;
pub mod directory;
pub mod documents;
pub mod elections;
mod error;
pub mod events;
pub mod figures;
pub mod files;
mod fragment;
pub mod half_forms;
pub mod idempotency;
pub mod job_leases;
pub mod job_runs;
pub mod letter_book;
pub mod letters;
pub mod mail_attempts;
pub mod mail_received;
pub mod mail_replies;
pub mod member_marks;
pub mod members;
mod migrations;
pub mod office_root;
pub mod one_time_links;
pub mod outbox;
pub mod parties;
mod pool;
pub mod receipts;
pub mod reminders;
pub mod retention;
pub mod revisions;
pub mod schema;
pub mod search;
pub mod second_factors;
pub mod sessions;
pub mod texts;
pub mod titles;
pub mod track_tokens;
pub mod triage;
pub mod units;
mod writer;

use std::sync::Arc;
use std::time::Duration;

use diesel::connection::{AnsiTransactionManager, TransactionManager};
use diesel::prelude::*;
use rand::Rng;

use address::Address;
pub use conn::{Conn, Db};
pub use error::StoreError;
use error::{Remedy, take_remedy};
pub use files::Files;
use pool::{Opener, Pool};
use writer::Writer;

/// How many connections, and how long to wait for one.
#[derive(Debug, Clone)]
pub struct Options {
    /// SQLite: connections that read, beside the one that writes.
    pub readers: u32,
    /// PostgreSQL: connections in all.
    pub connections: u32,
    /// How long a caller waits for a free connection.
    pub patience: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self { readers: 4, connections: 10, patience: Duration::from_secs(5) }
    }
}

/// The database. Cheap to clone; all clones share the connections.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
    /// Where papers lie.
    files: Option<Files>,
}

enum Inner {
    Sqlite { readers: Pool, writer: Writer },
    Postgres { pool: Pool },
}

/// How often a serialization failure or deadlock is tried again on PostgreSQL.
const RETRIES: u32 = 5;

impl Store {
    /// Opens the database at this address, `sqlite:<file>` or `postgres://...`, and sets it up.
    ///
    /// Refuses other schemes, a SQLite older than 3.51.3, settings that do not hold, and network file systems under SQLite.
    pub fn open(url: &str, options: &Options) -> Result<Self, StoreError> {
        let inner = match Address::parse(url)? {
            Address::Sqlite(path) => {
                address::prepare_file(&path)?;
                let writer = Writer::open(&path)?;
                let readers = pool::open(Opener::Sqlite(path), options.readers, options.patience)?;
                Inner::Sqlite { readers, writer }
            }
            Address::Postgres(url) => {
                // One connection outside the pool, for an error that says what is wrong.
                conn::open_postgres(&url)?;
                Inner::Postgres { pool: pool::open(Opener::Postgres(url), options.connections, options.patience)? }
            }
        };
        Ok(Self { inner: Arc::new(inner), files: None })
    }

    /// With a place for papers beside the database.
    #[must_use]
    pub fn with_files(self, files: Files) -> Self {
        Self { files: Some(files), ..self }
    }

    /// Where papers lie.
    pub fn files(&self) -> Result<&Files, StoreError> {
        self.files.as_ref().ok_or(StoreError::Unavailable("there is no place for papers"))
    }

    /// Runs the migrations that this database has not seen. Several processes may do so at once.
    pub fn migrate(&self) -> Result<(), StoreError> {
        match &*self.inner {
            Inner::Sqlite { writer, .. } => writer.alone(migrations::run),
            Inner::Postgres { pool } => migrations::run(&mut pool.get()?.conn),
        }
    }

    /// Runs what writes very many rows that are known to fit together: meanwhile the writer of a SQLite file has a large
    /// cache, for its random places in many indexes, and looks no reference up. PostgreSQL goes on as ever.
    pub fn many<T, E: From<StoreError>>(&self, write: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        let expect = |many| match &*self.inner {
            Inner::Sqlite { writer, .. } => writer.alone(|c| conn::expect_many(c, many)),
            Inner::Postgres { .. } => Ok(()),
        };
        expect(true)?;
        let done = write();
        expect(false)?;
        done
    }

    /// Reads. Each statement sees the database as it is then; [`Store::snapshot`] sees one state throughout.
    pub fn read<T, E: From<StoreError>>(&self, look: impl FnOnce(&mut Conn) -> Result<T, E>) -> Result<T, E> {
        let pool = match &*self.inner {
            Inner::Sqlite { readers, .. } => readers,
            Inner::Postgres { pool } => pool,
        };
        AtHand(pool.get().map_err(StoreError::from)?).read(look)
    }

    /// A connection to read a few rows by their keys on the calling thread, where that waits for nobody: in SQLite's own memory,
    /// over a connection that is free. To change threads costs as much as such a read. None: read on a thread that may wait.
    pub fn at_hand(&self) -> Option<AtHand> {
        match &*self.inner {
            Inner::Sqlite { readers, .. } => readers.try_get().map(AtHand),
            Inner::Postgres { .. } => None,
        }
    }

    /// Reads several things that must fit together, in one transaction that sees one state.
    pub fn snapshot<T, E: From<StoreError>>(&self, look: impl FnOnce(&mut Conn) -> Result<T, E>) -> Result<T, E> {
        self.read(|c| at_one_moment(c, look))
    }

    /// Writes: all of the closure, or none of it. `Err` rolls back; `Ok` is returned only when the commit is durable.
    ///
    /// On PostgreSQL the closure may run several times (a deadlock, a serialization failure): it must not count on running
    /// once. It must not call [`Store::write`] itself.
    pub fn write<T, E: From<StoreError>>(&self, mut act: impl FnMut(&mut Conn) -> Result<T, E>) -> Result<T, E> {
        match &*self.inner {
            Inner::Sqlite { writer, .. } => writer.write(act),
            Inner::Postgres { pool } => {
                let mut attempt = 0;
                loop {
                    let mut held = pool.get().map_err(StoreError::from)?;
                    take_remedy();
                    let done = write_once(&mut held.conn, &mut act);
                    let remedy = if done.is_err() { take_remedy() } else { Remedy::None };
                    held.broken = remedy == Remedy::Reconnect;
                    if remedy != Remedy::RunAgain || attempt == RETRIES {
                        return done;
                    }
                    drop(held);
                    attempt += 1;
                    let most = 5_u64 << attempt;
                    std::thread::sleep(Duration::from_millis(rand::rng().random_range(1..=most)));
                }
            }
        }
    }

    /// Whether a row can be written and made durable now.
    pub fn ready(&self) -> Result<(), StoreError> {
        self.write(|c| {
            let same = diesel::update(schema::revisions::table.filter(schema::revisions::name.eq("law")));
            let changed = same.set(schema::revisions::value.eq(schema::revisions::value)).execute(c)?;
            if changed == 1 { Ok(()) } else { Err(StoreError::Unavailable("the database is not migrated")) }
        })
    }

    /// SQLite inside, or PostgreSQL.
    pub fn is_sqlite(&self) -> bool {
        matches!(&*self.inner, Inner::Sqlite { .. })
    }
}

/// One attempt on PostgreSQL.
///
/// READ COMMITTED, on purpose: what must not be lost is guarded by the rows themselves. An act changes a case only where
/// its version is the one it read, and otherwise is stale; the letter book gives numbers by updating its one row, for which
/// the next waits. Under REPEATABLE READ the same waiters would fail and run again, the more the busier the office.
fn write_once<T, E: From<StoreError>>(c: &mut Conn, act: &mut impl FnMut(&mut Conn) -> Result<T, E>) -> Result<T, E> {
    begin(c, "BEGIN IMMEDIATE", "BEGIN ISOLATION LEVEL READ COMMITTED")?;
    match act(c) {
        Ok(value) => finish(c, true).map(|()| value).map_err(E::from),
        Err(refused) => {
            // The act's own error says more than a failure to roll back; the connection is then marked broken by diesel.
            let _ = rollback(c);
            Err(refused)
        }
    }
}

/// A connection taken from the pool, for one reading.
pub struct AtHand(diesel::r2d2::PooledConnection<pool::Opener>);

impl AtHand {
    /// Reads.
    pub fn read<T, E: From<StoreError>>(mut self, look: impl FnOnce(&mut Conn) -> Result<T, E>) -> Result<T, E> {
        take_remedy();
        let seen = look(&mut self.0.conn);
        self.0.broken = seen.is_err() && take_remedy() == Remedy::Reconnect;
        seen
    }

    /// Reads, all of it at one moment.
    pub fn snapshot<T, E: From<StoreError>>(self, look: impl FnOnce(&mut Conn) -> Result<T, E>) -> Result<T, E> {
        self.read(|c| at_one_moment(c, look))
    }
}

fn at_one_moment<T, E: From<StoreError>>(c: &mut Conn, look: impl FnOnce(&mut Conn) -> Result<T, E>) -> Result<T, E> {
    begin(c, "BEGIN DEFERRED", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?;
    let seen = look(c);
    finish(c, false)?;
    seen
}

fn begin(c: &mut Conn, sqlite: &str, postgres: &str) -> Result<(), StoreError> {
    match c {
        Conn::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, sqlite)?,
        Conn::Postgres(c) => AnsiTransactionManager::begin_transaction_sql(c, postgres)?,
    }
    Ok(())
}

fn finish(c: &mut Conn, commit: bool) -> Result<(), StoreError> {
    if commit {
        <Conn as Connection>::TransactionManager::commit_transaction(c)?;
        Ok(())
    } else {
        rollback(c)
    }
}

fn rollback(c: &mut Conn) -> Result<(), StoreError> {
    <Conn as Connection>::TransactionManager::rollback_transaction(c)?;
    Ok(())
}
