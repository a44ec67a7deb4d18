//! Whose word counts about who asks: only that of a proxy that was named, and of it only what it added itself.

use redress::config::Config;
use serde_json::json;

use crate::support::app::TestApp;

/// An office where three sign-ins a minute are allowed from one source; the tests' own address is a proxy, or is not.
fn office(proxies: &[&str]) -> TestApp {
    TestApp::sqlite_with(|config: &mut Config| {
        config.limits.rates.sign_in = 3;
        config.proxies = proxies.iter().map(|p| p.parse().unwrap()).collect();
    })
}

/// How many of ten attempts, each said to come from elsewhere, get past the limit of one source.
fn through(app: &TestApp, headers: impl Fn(usize) -> Vec<(&'static str, String)>) -> usize {
    let attempt = |n: usize| {
        let body = json!({"username": format!("somebody-{n}"), "password": "một mật khẩu dài"});
        let ask = headers(n).into_iter().fold(app.post("/api/v1/session", &body), |ask, (name, value)| ask.header(name, &value));
        ask.send().status
    };
    (0..10).map(attempt).filter(|status| *status == 401).count()
}

#[test]
fn nobody_else_says_for_whom_they_ask() {
    for name in
        ["x-forwarded-for", "forwarded", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip", "x-forwarded-host", "via"]
    {
        let app = office(&[]);
        let value = |n: usize| if name == "forwarded" { format!("for=198.51.100.{n}") } else { format!("198.51.100.{n}") };
        assert_eq!(through(&app, |n| vec![(name, value(n))]), 3, "{name}");
    }
    // Nor when a proxy is named that is somebody else.
    let app = office(&["10.0.0.1"]);
    assert_eq!(through(&app, |n| vec![("x-forwarded-for", format!("198.51.100.{n}"))]), 3);
    let app = office(&["10.0.0.1"]);
    assert_eq!(through(&app, |n| vec![("x-forwarded-for", format!("198.51.100.{n}, 10.0.0.1"))]), 3);
}

#[test]
fn a_proxy_says_who_asked_it_and_nobody_before() {
    let proxies = ["127.0.0.1", "10.0.0.2"];
    // It tells sources apart.
    assert_eq!(through(&office(&proxies), |n| vec![("x-forwarded-for", format!("198.51.100.{n}"))]), 10);
    // What the client had put there itself stands before, and is not believed.
    assert_eq!(through(&office(&proxies), |n| vec![("x-forwarded-for", format!("198.51.100.{n}, 203.0.113.7"))]), 3);
    // Several hops of ours are stepped over, in one header or in two; as IPv6 too.
    assert_eq!(through(&office(&proxies), |n| vec![("x-forwarded-for", format!("203.0.113.7, 198.51.100.{n}, 10.0.0.2"))]), 10);
    assert_eq!(
        through(&office(&proxies), |n| vec![("x-forwarded-for", format!("198.51.100.{n}")), ("x-forwarded-for", "203.0.113.7".into())]),
        3
    );
    assert_eq!(through(&office(&proxies), |n| vec![("x-forwarded-for", format!("198.51.100.{n}, ::ffff:10.0.0.2"))]), 10);
    // All of a /64 is one source; two of them are two.
    assert_eq!(through(&office(&proxies), |n| vec![("x-forwarded-for", format!("2001:db8::{n}"))]), 3);
    assert_eq!(through(&office(&proxies), |n| vec![("x-forwarded-for", format!("2001:db8:0:{n}::1"))]), 10);
    // An IPv4 address written as IPv6 is that address.
    assert_eq!(
        through(&office(&proxies), |n| vec![("x-forwarded-for", (if n % 2 == 0 { "::ffff:198.51.100.1" } else { "198.51.100.1" }).into())]),
        3
    );
    // What cannot be read is nobody's: all of it counts as the proxy's own.
    assert_eq!(through(&office(&proxies), |n| vec![("x-forwarded-for", format!("198.51.100.{n}, unknown"))]), 3);
    // The other names for it are not read, also from a proxy.
    assert_eq!(
        through(&office(&proxies), |n| vec![("forwarded", format!("for=198.51.100.{n}")), ("x-real-ip", format!("198.51.100.{n}"))]),
        3
    );
}
