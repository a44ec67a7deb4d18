//! `/metrics`: what it counts, who reads it, and that it names nobody.

use std::collections::{BTreeMap, HashSet};

use chrono::Duration;
use redress::config::MetricsToken;

use super::office::{Office, letter};
use crate::support::app::{TestApp, each_app};

/// Samples by name and labels; every line must be as the text format says, every family announced before its samples.
fn samples(text: &str) -> BTreeMap<String, f64> {
    let mut announced = HashSet::new();
    let mut found = BTreeMap::new();
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("# TYPE ") {
            let (name, kind) = rest.split_once(' ').unwrap();
            assert!(["counter", "gauge", "histogram"].contains(&kind), "{line}");
            assert!(announced.insert(name.to_owned()), "announced twice: {line}");
        } else if !line.starts_with("# HELP ") {
            let (key, value) = line.rsplit_once(' ').unwrap();
            let name = key.split('{').next().unwrap();
            let family = ["_bucket", "_sum", "_count"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
            assert!(announced.contains(name) || announced.contains(family), "{line}");
            assert!(found.insert(key.to_owned(), value.parse().unwrap()).is_none(), "twice: {line}");
        }
    }
    assert!(text.ends_with('\n'));
    found
}

fn read(app: &TestApp) -> (String, BTreeMap<String, f64>) {
    let reply = app.get("/metrics").send();
    assert_eq!(reply.header("content-type"), "text/plain; version=0.0.4; charset=utf-8");
    assert_eq!(reply.status, 200);
    let found = samples(&reply.text);
    (reply.text, found)
}

#[test]
fn it_counts_what_was_asked_and_how_the_office_stands() {
    each_app(|app| {
        let office = Office::found(app);
        let taken = app.post("/api/v1/public/cases", &letter()).send().expect(201);
        let list = office.clerk.get("/api/v1/cases").send().expect(200);
        let id = list["items"][0]["id"].as_str().unwrap();
        office.clerk.get(&format!("/api/v1/cases/{id}")).send().expect(200);
        office.officer.get("/api/v1/cases/0000000000000?lang=en").send().expect(404);
        app.get("/nowhere/canary").send().expect(404);
        let (text, found) = read(app);
        let requests = |labels: &str| found[&format!("redress_http_requests_total{{{labels}}}")];
        assert_eq!(requests("route=\"/api/v1/public/cases\",method=\"POST\",status=\"2xx\""), 1.0);
        assert_eq!(requests("route=\"/api/v1/cases/{id}\",method=\"GET\",status=\"2xx\""), 1.0);
        assert_eq!(requests("route=\"/api/v1/cases/{id}\",method=\"GET\",status=\"4xx\""), 1.0);
        assert_eq!(requests("route=\"none\",method=\"other\",status=\"4xx\""), 1.0);
        let read_case = "route=\"/api/v1/cases/{id}\",method=\"GET\"";
        assert_eq!(found[&format!("redress_http_request_duration_seconds_count{{{read_case}}}")], 2.0);
        assert_eq!(found[&format!("redress_http_request_duration_seconds_bucket{{{read_case},le=\"+Inf\"}}")], 2.0);
        assert!(found[&format!("redress_http_request_duration_seconds_sum{{{read_case}}}")] > 0.0);
        // The receipt waits in the outbox.
        assert!(found["redress_outbox_mails{state=\"queued\"}"] >= 1.0, "{text}");
        assert_eq!(found["redress_outbox_mails{state=\"failed\"}"], 0.0);
        assert_eq!((found["redress_sessions"], found["redress_cases_overdue"], found["redress_database_up"]), (3.0, 0.0, 1.0));
        let kind = if app.app.store.is_sqlite() { "reader" } else { "any" };
        assert!(found[&format!("redress_store_connections{{kind=\"{kind}\",state=\"in_use\"}}")] >= 0.0);
        assert!(found[&format!("redress_store_connections_most{{kind=\"{kind}\"}}")] >= 4.0);
        // Nobody and no case is named.
        let number = taken["number"].as_str().unwrap();
        for secret in [id, number, &office.ward, &office.clerk.id, "CK", "lan", "Nguyễn", "example.org", "canary", "0000000000000"] {
            let named = text.lines().filter(|l| !l.starts_with('#')).any(|l| l.contains(secret));
            assert!(!named, "{secret} in\n{text}");
        }

        // Time passes: the petition is late, the mail grows old, two sessions end.
        app.clock.advance(Duration::days(30));
        let (_, later) = read(app);
        assert_eq!(later["redress_cases_overdue"], 1.0);
        assert_eq!(later["redress_outbox_oldest_queued_seconds"], 30.0 * 86_400.0);
        assert_eq!(later["redress_sessions"], 0.0);
    });
}

#[test]
fn it_tells_when_a_job_ran_and_what_came_of_it() {
    each_app(|app| {
        let worker = redress::jobs::Worker::with(app.app.clone(), std::sync::Arc::new(redress::mail::transport::Memory::default()));
        worker.run_once("tidy").unwrap().unwrap();
        app.clock.advance(Duration::hours(1));
        worker.run_once("tidy").unwrap().unwrap();
        let (text, found) = read(app);
        let began = redress::clock::Clock::now(&*app.clock).timestamp();
        assert_eq!(found["redress_job_last_start_seconds{job=\"tidy\"}"] as i64, began, "{text}");
        assert_eq!(found["redress_job_last_duration_seconds{job=\"tidy\"}"], 0.0);
        assert_eq!(found["redress_job_last_items{job=\"tidy\",result=\"failed\"}"], 0.0);
        assert!(!text.contains("redress_job_lease_until_seconds{"), "the lease was given back");
    });
}

#[test]
fn only_this_machine_reads_it_or_who_has_the_token() {
    let app = TestApp::sqlite();
    app.get("/metrics").send().expect(200);
    // A proxy on this machine lends nobody its address.
    for forwarded in ["x-forwarded-for", "forwarded", "x-real-ip"] {
        app.get("/metrics").header(forwarded, "198.51.100.1").send().problem(404, "not_found");
    }
    let token = "a-token-of-enough-signs";
    let app = TestApp::sqlite_with(|config| config.metrics_token = MetricsToken::parse(token));
    app.get("/metrics").send().problem(401, "no_session");
    app.get("/metrics").token("a-token-of-enough-sign").send().problem(401, "no_session");
    app.get("/metrics").token(token).header("x-forwarded-for", "198.51.100.1").send().expect(200);
    // It opens nothing else, and nothing else opens it.
    app.get("/api/v1/me").token(token).send().problem(401, "no_session");
    let admin = app.member("admin", &[(redress::domain::permission::Role::Admin, app.root())]);
    admin.get("/metrics").send().problem(401, "no_session");
}
