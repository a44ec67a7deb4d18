//! What can go wrong in the database, said without any of its data.

use std::cell::Cell;

use diesel::result::{DatabaseErrorInformation, DatabaseErrorKind, Error as DieselError};

use crate::seal::SealError;

/// An error of the store. Its text names tables, columns and rules, never values.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The row was changed meanwhile: its version is not the one that was read.
    #[error("the row was changed meanwhile")]
    Stale,
    /// This constraint or index already has such a row: its name, on SQLite its columns.
    #[error("a row with this key exists: {0}")]
    Duplicate(String),
    /// Others held what was needed for too long; the same call may succeed later.
    #[error("the database is busy")]
    Busy,
    /// No connection, or the write could not be made durable.
    #[error("the database cannot be reached: {0}")]
    Unavailable(&'static str),
    /// A row does not hold what this program writes.
    #[error("a row is not as it was written: {0}")]
    Corrupt(&'static str),
    /// A sealed value does not open, or could not be sealed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The database is not one this program takes: scheme, version, settings, file system.
    #[error("{0}")]
    Refused(String),
    /// Anything else, without values.
    #[error("database error: {0}")]
    Database(String),
}

/// What the last failed statement of this thread calls for. The error itself travels through the caller's own type, from
/// which it cannot be read back; the store looks here after a closure has failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Remedy {
    None,
    /// A serialization failure or a deadlock: the whole act may be run again.
    RunAgain,
    /// The connection is lost.
    Reconnect,
}

thread_local! {
    static REMEDY: Cell<Remedy> = const { Cell::new(Remedy::None) };
}

/// What the last failure called for; forgets it.
pub(super) fn take_remedy() -> Remedy {
    REMEDY.replace(Remedy::None)
}

impl StoreError {
    /// The identifier of a new row was taken: chance gave the same one twice.
    pub fn is_taken_id(&self) -> bool {
        matches!(self, Self::Duplicate(name) if name.ends_with(".id") || name.ends_with("_pkey"))
    }
}

impl From<DieselError> for StoreError {
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::DatabaseError(kind, about) => from_database(&kind, about.as_ref()),
            DieselError::NotFound => Self::Corrupt("a row that must be there is not"),
            DieselError::DeserializationError(_) => Self::Corrupt("a column holds a value of another kind"),
            DieselError::BrokenTransactionManager => {
                REMEDY.set(Remedy::Reconnect);
                Self::Unavailable("the transaction is broken")
            }
            other => Self::Database(shape(&other.to_string())),
        }
    }
}

fn from_database(kind: &DatabaseErrorKind, about: &dyn DatabaseErrorInformation) -> StoreError {
    let message = about.message();
    let place = about.constraint_name().or_else(|| about.table_name()).unwrap_or("?");
    match kind {
        DatabaseErrorKind::UniqueViolation => {
            // SQLite names no constraint: "UNIQUE constraint failed: cases.id".
            let name = about.constraint_name().map_or_else(|| message.rsplit(": ").next().unwrap_or("?").to_owned(), str::to_owned);
            StoreError::Duplicate(name)
        }
        DatabaseErrorKind::SerializationFailure => {
            REMEDY.set(Remedy::RunAgain);
            StoreError::Busy
        }
        DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand => {
            REMEDY.set(Remedy::Reconnect);
            StoreError::Unavailable("the connection was lost")
        }
        // A server that was made a standby: another connection may find the new primary.
        DatabaseErrorKind::ReadOnlyTransaction => {
            REMEDY.set(Remedy::Reconnect);
            StoreError::Unavailable("the database takes no writes")
        }
        // Neither database gives diesel a code for these: PostgreSQL's 40P01 and 55P03, SQLite's BUSY and FULL.
        _ if message.starts_with("deadlock detected") => {
            REMEDY.set(Remedy::RunAgain);
            StoreError::Busy
        }
        _ if message.contains("due to lock timeout") || message.starts_with("database is locked") => StoreError::Busy,
        _ if message.starts_with("terminating connection") || message.starts_with("server closed the connection") => {
            REMEDY.set(Remedy::Reconnect);
            StoreError::Unavailable("the connection was lost")
        }
        _ if message.starts_with("database or disk is full") => StoreError::Unavailable("the disk is full"),
        _ if message.starts_with("attempt to write a readonly database") => StoreError::Unavailable("the database takes no writes"),
        _ if message.starts_with("disk I/O error") => StoreError::Unavailable("the disk does not answer"),
        DatabaseErrorKind::Unknown => StoreError::Database(shape(message)),
        named => StoreError::Database(format!("{named:?} at {place}")),
    }
}

/// The part of a message that cannot hold a value: up to the first colon, or whole where it names a part of the schema.
fn shape(message: &str) -> String {
    let schema = message.starts_with("no such ") || message.ends_with("does not exist");
    let part = if schema { message } else { message.split(':').next().unwrap_or_default() };
    part.lines().next().unwrap_or_default().to_owned()
}

impl From<diesel::r2d2::PoolError> for StoreError {
    fn from(_: diesel::r2d2::PoolError) -> Self {
        Self::Unavailable("no free connection in time")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_loses_what_could_be_a_value() {
        assert_eq!(shape("invalid input syntax for type integer: \"Nguyễn Văn A\""), "invalid input syntax for type integer");
        assert_eq!(shape("no such column: cases.x"), "no such column: cases.x");
        assert_eq!(shape("a\nDETAIL b"), "a");
    }

    #[test]
    fn a_deadlock_asks_for_another_run_and_a_duplicate_does_not() {
        let error = |kind, message: &str| StoreError::from(DieselError::DatabaseError(kind, Box::new(message.to_owned())));
        take_remedy();
        assert!(matches!(error(DatabaseErrorKind::Unknown, "deadlock detected"), StoreError::Busy));
        assert_eq!(take_remedy(), Remedy::RunAgain);
        let duplicate = error(DatabaseErrorKind::UniqueViolation, "UNIQUE constraint failed: cases.id");
        assert!(matches!(duplicate, StoreError::Duplicate(name) if name == "cases.id"));
        assert_eq!(take_remedy(), Remedy::None);
    }
}
