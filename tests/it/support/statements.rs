//! Counts what the database is asked.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

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

/// The statements that this needs, as they are sent, without their values; and what it gave.
pub fn texts<T>(conn: &mut Conn, look: impl FnOnce(&mut Conn) -> T) -> (Vec<String>, T) {
    let seen: Arc<Mutex<Vec<String>>> = Arc::default();
    let heard = Arc::clone(&seen);
    conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            let text = query.to_string();
            heard.lock().unwrap().push(text.split(" -- binds").next().unwrap_or_default().trim().to_owned());
        }
    });
    let found = look(conn);
    conn.set_instrumentation(|_: InstrumentationEvent<'_>| {});
    let texts = std::mem::take(&mut *seen.lock().unwrap());
    (texts, found)
}
