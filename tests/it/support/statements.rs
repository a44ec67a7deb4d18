//! Counts what the database is asked.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use diesel::connection::{Connection, InstrumentationEvent};
use redress::store::Conn;

/// How many statements this needs on this connection, and what it gave.
pub fn count<T>(conn: &mut Conn, look: impl FnOnce(&mut Conn) -> T) -> (usize, T) {
    let seen = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&seen);
    conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
        if matches!(event, InstrumentationEvent::StartQuery { .. }) {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    });
    let found = look(conn);
    conn.set_instrumentation(|_: InstrumentationEvent<'_>| {});
    (seen.load(Ordering::Relaxed), found)
}
