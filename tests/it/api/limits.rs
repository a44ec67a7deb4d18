//! How much may be asked, how fast a body must come.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use redress::config::Rates;
use serde_json::json;

use crate::support::app::{PASSWORD, TestApp};

#[test]
fn too_many_attempts_wait() {
    let app = TestApp::sqlite_with(|config| config.limits.rates.sign_in = 3);
    let attempt = || app.post("/api/v1/session", &json!({"username": "lan", "password": PASSWORD})).send();
    for _ in 0..3 {
        attempt().problem(401, "bad_credentials");
    }
    let refused = attempt();
    let wait: u64 = refused.header("retry-after").parse().unwrap();
    assert!((1..=21).contains(&wait), "{wait}");
    refused.problem(429, "too_many_requests");
    // Another class of requests is not concerned.
    app.get("/livez").send().expect(200);
}

#[test]
fn everything_together_has_a_limit_too() {
    let app = TestApp::sqlite_with(|config| config.limits.rates = Rates { all: 2, ..config.limits.rates });
    app.get("/livez").send().expect(200);
    app.get("/api/nothing").send().problem(404, "not_found");
    app.get("/livez").send().problem(429, "too_many_requests");
}

/// Sends this and nothing more; gives the answer and how long the connection stayed open.
fn stall(app: &TestApp, request: &str) -> (String, Duration) {
    let begun = Instant::now();
    let mut connection = TcpStream::connect(app.address).unwrap();
    connection.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    connection.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer).unwrap();
    (String::from_utf8_lossy(&answer).into_owned(), begun.elapsed())
}

#[test]
fn a_body_that_stalls_is_given_up() {
    let app = TestApp::sqlite_with(|config| config.limits.body_deadline = Duration::from_millis(500));
    let head = "POST /api/v1/session HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n";
    for body in ["content-length: 100\r\n\r\n{", "transfer-encoding: chunked\r\n\r\n1\r\n{\r\n"] {
        let (answer, open) = stall(&app, &format!("{head}{body}"));
        assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
        assert!(answer.contains("body_too_slow"), "{answer}");
        assert!(open < Duration::from_secs(5), "{open:?}");
    }
}

#[test]
fn a_body_that_trickles_is_given_up() {
    let app = TestApp::sqlite_with(|config| {
        config.limits.body_grace = Duration::from_millis(200);
        config.limits.body_rate = 1_000_000;
    });
    let request = "POST /api/v1/session HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n{";
    let (answer, open) = stall(&app, request);
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(open < Duration::from_secs(5), "{open:?}");
}

#[test]
fn a_body_that_nobody_reads_holds_no_connection() {
    let app = TestApp::sqlite_with(|config| config.limits.body_deadline = Duration::from_millis(500));
    for body in ["content-length: 100\r\n\r\n{", "transfer-encoding: chunked\r\n\r\n1\r\n{\r\n"] {
        let (answer, open) = stall(&app, &format!("POST /api/v1/units HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n{body}"));
        assert!(answer.starts_with("HTTP/1.1 401 "), "{answer}");
        assert!(open < Duration::from_secs(8), "{open:?}");
    }
}
