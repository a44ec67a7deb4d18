//! Logs: what happened, never to whom. Fields that may be written are named here; addresses, names, texts, tokens and
//! query strings are in none of them.

use tracing::{Level, Metadata, Subscriber};
use tracing_subscriber::filter::FilterFn;
use tracing_subscriber::{EnvFilter, Layer, layer::SubscriberExt, registry::LookupSpan, util::SubscriberInitExt};

/// The fields of our own log lines. Lines of libraries pass only from the level `warn` on, since their fields are not ours.
pub const FIELDS: &[&str] = &["message", "error", "code", "method", "route", "status", "ms", "request", "address", "case", "rows", "job"];

/// Starts logging to standard error, as text or one JSON object a line. A second call changes nothing.
pub fn start(filter: &str, as_json: bool) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let registry = tracing_subscriber::registry().with(filter);
    let started = if as_json {
        registry.with(json(std::io::stderr)).try_init()
    } else {
        registry.with(tracing_subscriber::fmt::layer().with_target(false).with_writer(std::io::stderr).with_filter(ours())).try_init()
    };
    if started.is_err() {
        tracing::debug!("logging was started before");
    }
}

fn json<S, W>(writer: W) -> impl Layer<S>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    W: for<'w> tracing_subscriber::fmt::MakeWriter<'w> + Send + Sync + 'static,
{
    tracing_subscriber::fmt::layer().json().flatten_event(true).with_target(false).with_writer(writer).with_filter(ours())
}

/// Our lines with allowed fields only; of others, warnings and errors.
fn ours() -> FilterFn<fn(&Metadata<'_>) -> bool> {
    FilterFn::new(|meta| {
        if meta.target().starts_with("redress") {
            meta.fields().iter().all(|field| FIELDS.contains(&field.name()))
        } else {
            *meta.level() <= Level::WARN
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    #[derive(Clone, Default)]
    struct Sink(Arc<Mutex<Vec<u8>>>);

    impl Write for Sink {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_line_with_a_field_that_is_not_allowed_is_not_written() {
        let sink = Sink::default();
        let writer = sink.clone();
        let subscriber = tracing_subscriber::registry().with(json(move || writer.clone()));
        tracing::subscriber::with_default(subscriber, || {
            tracing::info!(status = 200, route = "/livez", "answered");
            tracing::info!(email = "a@example.org", "answered");
        });
        let written = String::from_utf8(sink.0.lock().unwrap().clone()).unwrap();
        assert_eq!(written.lines().count(), 1, "{written}");
        assert!(written.contains("\"status\":200") && !written.contains("example.org"));
    }
}
