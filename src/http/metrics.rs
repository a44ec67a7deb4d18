//! What this instance has answered: counted by route template, method and class of status, with how long it took. The rows
//! are those of the table of routes, made at start: nothing that a client writes makes another.

mod exposition;

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use actix_web::http::{Method, StatusCode};
use chrono::{DateTime, Utc};

use super::route::Route;
pub use exposition::{Exposition, Kind, Labels};

/// Upper bounds of the buckets of durations, in microseconds and as they are shown, in seconds.
const BUCKETS: [(u64, &str); 12] = [
    (500, "0.0005"),
    (1_000, "0.001"),
    (2_500, "0.0025"),
    (5_000, "0.005"),
    (10_000, "0.01"),
    (25_000, "0.025"),
    (50_000, "0.05"),
    (100_000, "0.1"),
    (250_000, "0.25"),
    (1_000_000, "1"),
    (2_500_000, "2.5"),
    (10_000_000, "10"),
];
const CLASSES: [&str; 5] = ["1xx", "2xx", "3xx", "4xx", "5xx"];
/// A method that the route does not have.
const OTHER: &str = "other";
/// An address that no route has.
const NONE: &str = "none";

/// Requests to one route by one method.
struct Series {
    route: String,
    method: String,
    classes: [AtomicU64; CLASSES.len()],
    /// Each duration stands in one bucket; what is longer than the last bound, in none.
    buckets: [AtomicU64; BUCKETS.len()],
    micros: AtomicU64,
}

impl Series {
    fn new(route: &str, method: &str) -> Self {
        let (route, method) = (route.to_owned(), method.to_owned());
        Self { route, method, classes: Default::default(), buckets: Default::default(), micros: AtomicU64::new(0) }
    }

    fn add(&self, status: StatusCode, took: Duration) {
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        let class = usize::from(status.as_u16() / 100).saturating_sub(1);
        let bucket = BUCKETS.iter().position(|(most, _)| micros <= *most);
        for counter in self.classes.get(class).into_iter().chain(bucket.and_then(|at| self.buckets.get(at))) {
            counter.fetch_add(1, Ordering::Relaxed);
        }
        self.micros.fetch_add(micros, Ordering::Relaxed);
    }
}

/// The counters of this instance.
pub struct Metrics {
    began: DateTime<Utc>,
    routes: HashMap<String, Vec<Series>>,
}

impl Metrics {
    /// Counters for these routes, all at nought.
    pub fn since(began: DateTime<Utc>, table: &[Route]) -> Self {
        let mut routes: HashMap<String, Vec<Series>> = HashMap::new();
        for route in table {
            let all = routes.entry(route.path.clone()).or_insert_with(|| vec![Series::new(&route.path, OTHER)]);
            all.push(Series::new(&route.path, route.method.as_str()));
        }
        routes.insert(NONE.to_owned(), vec![Series::new(NONE, OTHER)]);
        Self { began, routes }
    }

    /// When this instance began.
    pub const fn began(&self) -> DateTime<Utc> {
        self.began
    }

    /// A request was answered. The route is its pattern; none, if there is no such route.
    pub fn answered(&self, route: Option<&str>, method: &Method, status: StatusCode, took: Duration) {
        let all = route.and_then(|r| self.routes.get(r)).or_else(|| self.routes.get(NONE));
        let Some(all) = all else { return };
        // The first of a route is for the methods it does not have.
        let series = all.iter().find(|s| s.method == method.as_str()).or_else(|| all.first());
        if let Some(series) = series {
            series.add(status, took);
        }
    }

    /// Writes what was counted, routes in the order of their names.
    pub fn show(&self, out: &mut Exposition) {
        let load = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let mut all: Vec<&Series> = self.routes.values().flatten().filter(|s| s.classes.iter().any(|c| load(c) > 0)).collect();
        all.sort_by(|a, b| (&a.route, &a.method).cmp(&(&b.route, &b.method)));
        out.family("redress_http_requests_total", Kind::Counter, "Requests answered, by route template, method and class of status.");
        for series in &all {
            for (class, counter) in CLASSES.iter().zip(&series.classes).filter(|(_, counter)| load(counter) > 0) {
                out.sample("", &[("route", &series.route), ("method", &series.method), ("status", class)], load(counter));
            }
        }
        out.family("redress_http_request_duration_seconds", Kind::Histogram, "How long an answer took, from head to head.");
        for series in &all {
            let mut sum = 0;
            for ((_, bound), counter) in BUCKETS.iter().zip(&series.buckets) {
                sum += load(counter);
                out.sample("_bucket", &[("route", &series.route), ("method", &series.method), ("le", bound)], sum);
            }
            let count = series.classes.iter().map(load).sum::<u64>().max(sum);
            let labels: Labels<'_> = &[("route", &series.route), ("method", &series.method)];
            out.sample("_bucket", &[("route", &series.route), ("method", &series.method), ("le", "+Inf")], count);
            out.seconds("_sum", labels, Duration::from_micros(load(&series.micros)));
            out.sample("_count", labels, count);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::routes;
    use chrono::TimeZone;

    fn written(metrics: &Metrics) -> String {
        let mut out = Exposition::default();
        metrics.show(&mut out);
        out.into_text()
    }

    #[test]
    fn durations_stand_in_every_bucket_that_holds_them() {
        let metrics = Metrics::since(Utc.timestamp_opt(0, 0).unwrap(), &routes::table());
        for micros in [400, 1_000, 1_001, 20_000_000] {
            metrics.answered(Some("/livez"), &Method::GET, StatusCode::OK, Duration::from_micros(micros));
        }
        let text = written(&metrics);
        for line in [
            "redress_http_requests_total{route=\"/livez\",method=\"GET\",status=\"2xx\"} 4",
            "redress_http_request_duration_seconds_bucket{route=\"/livez\",method=\"GET\",le=\"0.0005\"} 1",
            "redress_http_request_duration_seconds_bucket{route=\"/livez\",method=\"GET\",le=\"0.001\"} 2",
            "redress_http_request_duration_seconds_bucket{route=\"/livez\",method=\"GET\",le=\"10\"} 3",
            "redress_http_request_duration_seconds_bucket{route=\"/livez\",method=\"GET\",le=\"+Inf\"} 4",
            "redress_http_request_duration_seconds_sum{route=\"/livez\",method=\"GET\"} 20.002401",
            "redress_http_request_duration_seconds_count{route=\"/livez\",method=\"GET\"} 4",
        ] {
            assert!(text.lines().any(|l| l == line), "{line}\n{text}");
        }
    }

    #[test]
    fn what_clients_invent_makes_no_row() {
        let metrics = Metrics::since(Utc.timestamp_opt(0, 0).unwrap(), &routes::table());
        let invented = Method::from_bytes(b"NGUYEN").unwrap();
        metrics.answered(Some("/livez"), &invented, StatusCode::METHOD_NOT_ALLOWED, Duration::ZERO);
        metrics.answered(Some("/no/such/pattern"), &Method::GET, StatusCode::NOT_FOUND, Duration::ZERO);
        metrics.answered(None, &Method::GET, StatusCode::NOT_FOUND, Duration::ZERO);
        let text = written(&metrics);
        assert!(text.contains("{route=\"/livez\",method=\"other\",status=\"4xx\"} 1"), "{text}");
        assert!(text.contains("{route=\"none\",method=\"other\",status=\"4xx\"} 2"), "{text}");
        assert!(!text.contains("NGUYEN") && !text.contains("no/such"), "{text}");
    }
}
