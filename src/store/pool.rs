//! Connections kept open.

use std::time::{Duration, Instant};

use diesel::connection::{Connection, SimpleConnection, TransactionManager};
use diesel::r2d2::{self, ManageConnection};

use super::conn::{Conn, Use, open_postgres, open_sqlite};
use super::error::StoreError;

pub(super) type Pool = r2d2::Pool<Opener>;

/// A connection unused for so long is asked for a sign of life before it is given out.
const IDLE: Duration = Duration::from_secs(10);

/// Opens connections of one kind.
pub(super) enum Opener {
    Sqlite(String),
    Postgres(String),
}

/// A connection in the pool.
pub(super) struct Held {
    pub(super) conn: Conn,
    pub(super) broken: bool,
    used: Instant,
}

impl ManageConnection for Opener {
    type Connection = Held;
    type Error = StoreError;

    fn connect(&self) -> Result<Held, StoreError> {
        let conn = match self {
            Self::Sqlite(path) => open_sqlite(path, Use::Read)?,
            Self::Postgres(url) => open_postgres(url)?,
        };
        Ok(Held { conn, broken: false, used: Instant::now() })
    }

    fn is_valid(&self, held: &mut Held) -> Result<(), StoreError> {
        if held.used.elapsed() > IDLE {
            held.conn.batch_execute("SELECT 1")?;
        }
        held.used = Instant::now();
        Ok(())
    }

    /// In doubt after a panic too: a transaction may be left open.
    fn has_broken(&self, held: &mut Held) -> bool {
        held.broken
            || std::thread::panicking()
            || <Conn as Connection>::TransactionManager::is_broken_transaction_manager(&mut held.conn)
            || !matches!(
                <Conn as Connection>::TransactionManager::transaction_manager_status_mut(&mut held.conn).transaction_depth(),
                Ok(None)
            )
    }
}

pub(super) fn open(opener: Opener, size: u32, patience: Duration) -> Result<Pool, StoreError> {
    let pool = r2d2::Pool::builder()
        .max_size(size.max(1))
        .min_idle(Some(1))
        .connection_timeout(patience)
        .error_handler(Box::new(r2d2::NopErrorHandler))
        .build(opener)?;
    Ok(pool)
}
