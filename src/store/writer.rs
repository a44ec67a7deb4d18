//! The one writer of a SQLite file, with group commit.
//!
//! Whoever finds others waiting leaves the transaction open for them and sleeps; each runs its act in a savepoint of its
//! own, and the last commits for all. Nobody is told "done" before the commit that holds their act. So a durable commit,
//! the slow part, is shared by as many acts as wait for it, and an act alone costs what it did.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use diesel::Connection;
use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};

use super::conn::{Conn, Use, open_sqlite};
use super::error::StoreError;

/// The most acts in one transaction: bounds how long the first of them waits.
const MOST: usize = 64;

pub(super) struct Writer {
    path: String,
    /// Threads that are about to act: one of them will take the open transaction over.
    waiting: AtomicUsize,
    state: Mutex<State>,
}

struct State {
    /// Absent after a failure that left it in doubt: the next act opens another.
    conn: Option<Conn>,
    batch: Option<Batch>,
}

struct Batch {
    acts: usize,
    outcome: Arc<Outcome>,
}

/// How a transaction ended, for all who acted in it.
#[derive(Default)]
struct Outcome {
    committed: Mutex<Option<bool>>,
    decided: Condvar,
}

impl Outcome {
    fn decide(&self, committed: bool) {
        *held(&self.committed) = Some(committed);
        self.decided.notify_all();
    }

    fn wait(&self) -> bool {
        let mut committed = held(&self.committed);
        loop {
            if let Some(decided) = *committed {
                return decided;
            }
            committed = self.decided.wait(committed).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// A panic while it was held leaves nothing half done here: acts run under `catch_unwind`.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

const NOT_DURABLE: StoreError = StoreError::Unavailable("the transaction could not be committed");

impl Writer {
    pub(super) fn open(path: &str) -> Result<Self, StoreError> {
        let conn = open_sqlite(path, Use::Write)?;
        Ok(Self { path: path.to_owned(), waiting: AtomicUsize::new(0), state: Mutex::new(State { conn: Some(conn), batch: None }) })
    }

    /// Runs an act in the transaction that is open, or in a new one; returns after its commit.
    pub(super) fn write<T, E: From<StoreError>>(&self, act: impl FnOnce(&mut Conn) -> Result<T, E>) -> Result<T, E> {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        let mut state = held(&self.state);
        self.waiting.fetch_sub(1, Ordering::SeqCst);

        let outcome = state.enter(&self.path)?;
        let Some(conn) = state.conn.as_mut() else { return Err(NOT_DURABLE.into()) };
        let done = catch_unwind(AssertUnwindSafe(|| act(conn)));
        let end = if matches!(done, Ok(Ok(_))) { "RELEASE act" } else { "ROLLBACK TO act; RELEASE act" };
        let ended = conn.batch_execute(end);

        let committed = if ended.is_err() {
            // SQLite itself rolled the transaction back (disk full, I/O error), or the act ended it: nobody's act is in.
            state.abandon();
            false
        } else if self.waiting.load(Ordering::SeqCst) > 0 && state.batch.as_ref().is_some_and(|b| b.acts < MOST) {
            drop(state);
            outcome.wait()
        } else {
            state.commit()
        };
        match done {
            Err(panic) => resume_unwind(panic),
            Ok(Ok(value)) if committed => Ok(value),
            Ok(Ok(_)) => Err(NOT_DURABLE.into()),
            Ok(Err(refused)) => Err(refused),
        }
    }

    /// Whether somebody acts, or a transaction is open for others.
    pub(super) fn is_busy(&self) -> bool {
        self.state.try_lock().map_or(true, |state| state.batch.is_some())
    }

    /// How many threads wait for their turn.
    pub(super) fn waiting(&self) -> usize {
        self.waiting.load(Ordering::SeqCst)
    }

    /// The connection outside any transaction: for migrations, before anybody else writes.
    pub(super) fn alone<T>(&self, act: impl FnOnce(&mut Conn) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let mut state = held(&self.state);
        if state.batch.is_some() {
            state.commit();
        }
        act(state.conn(&self.path)?)
    }
}

impl State {
    fn conn(&mut self, path: &str) -> Result<&mut Conn, StoreError> {
        let conn = match self.conn.take() {
            Some(conn) => conn,
            None => open_sqlite(path, Use::Write)?,
        };
        Ok(self.conn.insert(conn))
    }

    /// Begins a transaction if none is open, and a savepoint in it.
    fn enter(&mut self, path: &str) -> Result<Arc<Outcome>, StoreError> {
        if self.batch.is_none() {
            // IMMEDIATE: a transaction that first reads and then writes would find itself locked out.
            if let Conn::Sqlite(c) = self.conn(path)? {
                AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE")?;
            }
            self.batch = Some(Batch { acts: 0, outcome: Arc::default() });
        }
        let opened = self.conn(path)?.batch_execute("SAVEPOINT act");
        match (self.batch.as_mut(), opened) {
            (Some(batch), Ok(())) => {
                batch.acts += 1;
                Ok(Arc::clone(&batch.outcome))
            }
            (_, opened) => {
                self.abandon();
                Err(opened.map_or_else(StoreError::from, |()| NOT_DURABLE))
            }
        }
    }

    fn commit(&mut self) -> bool {
        let Some(batch) = self.batch.take() else { return false };
        let committed = match self.conn.as_mut() {
            Some(Conn::Sqlite(c)) => <diesel::SqliteConnection as Connection>::TransactionManager::commit_transaction(c).is_ok(),
            Some(Conn::Postgres(_)) | None => false,
        };
        if !committed {
            // Closing the connection rolls back what is left of it.
            self.conn = None;
        }
        batch.outcome.decide(committed);
        committed
    }

    /// Rolls everything back and tells all who acted.
    fn abandon(&mut self) {
        self.conn = None;
        if let Some(batch) = self.batch.take() {
            batch.outcome.decide(false);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use diesel::prelude::*;
    use diesel::sql_types::BigInt;

    #[derive(QueryableByName)]
    struct Rows {
        #[diesel(sql_type = BigInt)]
        many: i64,
    }

    fn count(c: &mut Conn) -> i64 {
        match c {
            Conn::Sqlite(c) => diesel::sql_query("SELECT count(*) AS many FROM t").get_result::<Rows>(c).unwrap().many,
            Conn::Postgres(_) => unreachable!("a SQLite file was opened"),
        }
    }

    fn run(c: &mut Conn, sql: &str) -> Result<(), StoreError> {
        Ok(c.batch_execute(sql)?)
    }

    /// Runs `first`, keeping the writer until the second waits for it, then `second`; gives what both were told, and the rows
    /// that another connection saw before the second ended, and afterwards.
    fn two(first: &str, second: &str) -> ([Result<(), StoreError>; 2], [i64; 2]) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let path = path.to_str().unwrap();
        let writer = Writer::open(path).unwrap();
        let tables = "CREATE TABLE t (id INTEGER PRIMARY KEY, other INTEGER REFERENCES t (id) DEFERRABLE INITIALLY DEFERRED)";
        writer.alone(|c| run(c, tables)).unwrap();
        let mut reader = open_sqlite(path, Use::Read).unwrap();
        let (told, between) = std::thread::scope(|scope| {
            let waiter = std::sync::OnceLock::new();
            let told_first = writer.write(|c| {
                let _ = waiter.set(scope.spawn(|| {
                    let mut between = -1;
                    let told = writer.write(|c| {
                        run(c, second)?;
                        between = count(&mut open_sqlite(path, Use::Read)?);
                        Ok::<_, StoreError>(())
                    });
                    (told, between)
                }));
                while writer.waiting.load(Ordering::SeqCst) == 0 {
                    std::thread::yield_now();
                }
                run(c, first)
            });
            let (told_second, between) = waiter.into_inner().unwrap().join().unwrap();
            ([told_first, told_second], between)
        });
        let after = count(&mut reader);
        writer.write(|c| run(c, "INSERT INTO t (id) VALUES (99)")).unwrap();
        assert_eq!(count(&mut reader), after + 1, "the writer goes on");
        (told, [between, after])
    }

    #[test]
    fn whoever_waits_shares_the_commit() {
        let (told, seen) = two("INSERT INTO t (id) VALUES (1)", "INSERT INTO t (id) VALUES (2)");
        assert!(told.iter().all(Result::is_ok), "{told:?}");
        assert_eq!(seen, [0, 2], "the first is durable only with the second");
    }

    #[test]
    fn a_commit_that_fails_is_told_to_all_who_are_in_it() {
        let (told, seen) = two("INSERT INTO t (id) VALUES (1)", "INSERT INTO t (id, other) VALUES (2, 77)");
        assert!(told.iter().all(|t| matches!(t, Err(StoreError::Unavailable(_)))), "{told:?}");
        assert_eq!(seen, [0, 0]);
    }

    #[test]
    fn an_act_that_ends_the_transaction_takes_all_with_it() {
        let (told, seen) = two("INSERT INTO t (id) VALUES (1)", "ROLLBACK");
        assert!(told.iter().all(|t| matches!(t, Err(StoreError::Unavailable(_)))), "{told:?}");
        assert_eq!(seen[1], 0);
    }

    #[test]
    fn a_refused_act_leaves_the_other_in() {
        let (told, seen) = two("INSERT INTO t (id) VALUES (1)", "INSERT INTO t (id) VALUES (1)");
        assert!(matches!(told, [Ok(()), Err(StoreError::Duplicate(_))]), "{told:?}");
        assert_eq!(seen[1], 1);
    }
}
