//! The schema's changes, carried in the binary. See `migrations/README.md`.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::conn::Conn;
use super::error::StoreError;

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Any number will do, as long as nobody else on this server takes it: "redress" in ASCII.
const LOCK: i64 = 0x72_6564_7265_7373;

/// Runs what is pending, in one transaction that other processes wait for.
pub(super) fn run(c: &mut Conn) -> Result<(), StoreError> {
    let failed = |e: Box<dyn std::error::Error + Send + Sync>| StoreError::Database(format!("a migration failed: {e}"));
    match c {
        Conn::Sqlite(c) => c.immediate_transaction(|c| c.run_pending_migrations(SQLITE).map(|_| ()).map_err(failed)),
        Conn::Postgres(c) => c.transaction(|c| {
            c.batch_execute(&format!("SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0; SELECT pg_advisory_xact_lock({LOCK})"))?;
            c.run_pending_migrations(POSTGRES).map(|_| ()).map_err(failed)
        }),
    }
}
