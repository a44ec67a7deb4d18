//! The headers of every answer, whatever it is: pages, data, static files, refusals, what is not there.

use std::collections::BTreeMap;

use redress::http::routes;
use reqwest::Method;

use crate::support::app::TestApp;

/// Name, and what its value begins with.
const ALWAYS: [(&str, &str); 8] = [
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("permissions-policy", "camera=()"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("content-security-policy", "default-src 'none'"),
    ("cache-control", ""),
];

#[test]
fn every_answer_has_its_headers() {
    let app = TestApp::sqlite_with(|config| config.public_url = "https://redress.example".into());
    let mut met: BTreeMap<u16, usize> = BTreeMap::new();
    let mut look = |method: Method, path: &str, kind: &str, body: Vec<u8>| {
        let request = app.client.request(method.clone(), format!("http://{}{path}", app.address));
        let answer = request.header("content-type", kind).body(body).send().unwrap();
        let status = answer.status().as_u16();
        let headers = answer.headers();
        for (name, begins) in ALWAYS {
            let all: Vec<_> = headers.get_all(name).iter().collect();
            assert_eq!(all.len(), 1, "{method} {path}: {status} {name}");
            let value = all[0].to_str().unwrap();
            assert!(value.starts_with(begins) && !value.contains("unsafe"), "{method} {path}: {status} {name}: {value}");
        }
        assert_eq!(headers["strict-transport-security"], "max-age=31536000; includeSubDomains", "{method} {path}");
        assert!(!headers.contains_key("server") && !headers.contains_key("x-powered-by"), "{method} {path}");
        assert!(status < 500, "{method} {path}: {status}");
        *met.entry(status).or_default() += 1;
    };
    for route in routes::table() {
        let path = route.path.replace("{file:.*}", "index.css");
        let path: Vec<&str> = path.split('/').map(|part| if part.starts_with('{') { "0" } else { part }).collect();
        for method in [route.method.as_str().parse().unwrap(), Method::PATCH, Method::OPTIONS, Method::HEAD, Method::TRACE] {
            look(method, &path.join("/"), "application/json", vec![]);
        }
    }
    for path in
        ["/no-such-page", "/api/v1/nothing", "/static/nothing.css", "/%00", "/..%2f..%2fetc/passwd", "/track?lang=en", "//", "/a/../b"]
    {
        look(Method::GET, path, "text/plain", vec![]);
        look(Method::POST, path, "text/plain", b"x".to_vec());
    }
    look(Method::POST, "/api/v1/session", "application/json", vec![b' '; 600_000]);
    look(Method::POST, "/api/v1/session", "application/json", b"{".to_vec());
    look(Method::POST, "/api/v1/session", "text/plain", b"{}".to_vec());
    look(Method::POST, "/sign-in", "text/plain", b"{".to_vec());
    for status in [200, 303, 400, 401, 403, 404, 405, 413, 415] {
        assert!(met.contains_key(&status), "no answer of {status} was looked at: {met:?}");
    }
}

#[test]
fn a_refusal_for_asking_too_much_has_them_too() {
    let app = TestApp::sqlite_with(|config| config.limits.rates.all = 1);
    app.get("/livez").send().expect(200);
    // `send` looks at the headers.
    let refused = app.get("/livez").send();
    assert!(refused.header("retry-after").parse::<u64>().unwrap() >= 1);
    refused.problem(429, "too_many_requests");
}

#[test]
fn strangers_who_are_too_many_leave_members_their_service() {
    let app = TestApp::sqlite_with(|config| config.limits.rates.strangers = 3);
    let lan = app.member("lan", &[]);
    for _ in 0..3 {
        app.get("/api/openapi.json").send().expect(200);
    }
    let refused = app.get("/api/openapi.json").send();
    assert!(refused.header("retry-after").parse::<u64>().unwrap() >= 1);
    refused.problem(429, "too_many_requests");
    app.get("/track").header("accept", "application/json").send().problem(429, "too_many_requests");
    lan.get("/api/v1/me").send().expect(200);
    app.sign_in("lan");
    app.get("/livez").send().expect(200);
}

#[test]
fn one_source_does_not_take_every_connection() {
    use std::io::Read;
    use std::net::TcpStream;
    let app = TestApp::sqlite_with(|config| config.limits.connections_of_one = 3);
    let connect = || TcpStream::connect(app.address).unwrap();
    let held: Vec<TcpStream> = (0..3).map(|_| connect()).collect();
    // Counted when the server has seen them: the fourth is told so before it has asked anything, and its connection ends.
    let refused = (0..100).find_map(|_| {
        let mut one = connect();
        one.set_read_timeout(Some(std::time::Duration::from_millis(100))).unwrap();
        let mut answer = String::new();
        one.read_to_string(&mut answer).is_ok().then_some(answer)
    });
    let refused = refused.expect("the fourth connection is refused");
    assert!(refused.starts_with("HTTP/1.1 503 ") && refused.contains("retry-after: 10\r\n"), "{refused}");
    drop(held);
    // Their places are free again.
    let patience = std::time::Instant::now() + std::time::Duration::from_secs(5);
    let served = std::iter::repeat_n((), 10_000)
        .take_while(|()| std::time::Instant::now() < patience)
        .any(|()| app.client.get(format!("http://{}/livez", app.address)).send().is_ok_and(|a| a.status() == 200));
    assert!(served);
}
