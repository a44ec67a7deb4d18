//! Every unsafe route of the table, asked as another site's page can make a browser ask: with the cookies, without the rest.

use redress::http::actor::Permission;
use redress::http::route::{Face, Route};
use redress::http::routes;
use reqwest::Method;
use serde_json::json;

use crate::bad_input::snapshot;
use crate::story::steps::{complaint, letter};
use crate::story::ward::{Ward, in_the_ward};
use crate::support::browser::Browser;

/// A forged request: what it says of where it comes from, and what stands in the field of the token.
struct Forged {
    name: &'static str,
    headers: Vec<(&'static str, String)>,
    /// The fields, url-encoded.
    body: String,
    kind: &'static str,
    query: String,
    /// Refused for where it comes from, whatever session it has.
    foreign: bool,
}

/// What a page of ours sends, but for one thing. `token` is right, `others` are right elsewhere.
fn variants(token: &str, other_session: &str, other_purpose: &str) -> Vec<Forged> {
    let form = "application/x-www-form-urlencoded";
    let same = || vec![("sec-fetch-site", "same-origin".to_owned())];
    let from = |name, headers: &[(&'static str, &str)]| Forged {
        name,
        headers: headers.iter().map(|(n, v)| (*n, (*v).to_owned())).collect(),
        body: format!("csrf={token}"),
        kind: form,
        query: String::new(),
        foreign: true,
    };
    let with = |name, body: String| Forged { name, headers: same(), body, kind: form, query: String::new(), foreign: false };
    vec![
        from("says nothing of where it comes from", &[]),
        from("cross-site", &[("sec-fetch-site", "cross-site")]),
        from("same-site: a neighbour below the same domain", &[("sec-fetch-site", "same-site")]),
        from("none: typed or from a bookmark", &[("sec-fetch-site", "none")]),
        from("two sites", &[("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site")]),
        from("cross-site with our origin", &[("sec-fetch-site", "cross-site"), ("origin", "http://127.0.0.1")]),
        from("an older browser, another origin", &[("origin", "https://evil.example")]),
        from("an older browser, no origin", &[("origin", "null")]),
        from("an origin that begins like ours", &[("origin", "http://127.0.0.1.evil.example")]),
        from("our host over another scheme", &[("origin", "https://127.0.0.1")]),
        from("only a referrer of ours", &[("referer", "http://127.0.0.1/desk")]),
        with("no token", "x=1".into()),
        with("an empty token", "csrf=".into()),
        with("a token of nobody", format!("csrf={}", "A".repeat(token.len()))),
        with("the token of another session", format!("csrf={other_session}")),
        with("the token of another purpose", format!("csrf={other_purpose}")),
        with("the token cut short", format!("csrf={}", &token[..token.len() - 1])),
        Forged { query: format!("?csrf={token}"), ..with("the token in the address", "x=1".into()) },
        Forged { kind: "text/plain", ..with("a form as text", format!("csrf={token}")) },
        Forged { kind: "application/json", ..with("JSON", format!("{{\"csrf\": \"{token}\"}}")) },
    ]
}

fn unsafe_rows(face: Face) -> Vec<Route> {
    routes::table().into_iter().filter(|r| r.face == face && !r.method.is_safe()).collect()
}

fn path(route: &Route, case: &str) -> String {
    let parts = route.path.split('/').map(|part| match part {
        "{id}" if route.path.contains("/cases/") => case,
        "{no}" => "1",
        "{step}" => "what",
        "{year}" => "2199",
        part if part.starts_with('{') => "0000000000000",
        part => part,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// The token that a page shows.
fn token_of(browser: &Browser<'_>, page: &str, action: &str) -> String {
    browser.get(page).expect(200).hidden(action).into_iter().find(|(name, _)| name == "csrf").unwrap().1
}

/// A member and a citizen in one browser: every cookie a browser of ours can have.
fn victim<'a>(ward: &Ward<'a>, member: &str, number: &str, code: &str) -> Browser<'a> {
    let browser = Browser::signed_in(ward.app, member);
    let track = browser.get("/track").expect(200);
    let fields = [("number", number), ("receipt_code", code)];
    assert_eq!(browser.submit(&track, "/track", &fields).status, 303);
    assert!(browser.cookie("redress-track").is_some() && browser.cookie("redress").is_some());
    browser
}

#[test]
fn no_form_of_another_site_changes_anything() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let case = ward.accepted(&complaint());
        let receipt = ward.submitted(&letter("petition", "other", json!({})));
        let other = Browser::signed_in(ward.app, "lan");
        let other_session = token_of(&other, "/account", "/sign-out");
        let members: Vec<(Browser<'_>, String)> = ["minh", "admin", "tuan", "lan"]
            .iter()
            .map(|name| {
                let browser = victim(ward, name, &receipt.number, &receipt.code);
                let token = token_of(&browser, "/account", "/sign-out");
                (browser, token)
            })
            .collect();
        let tracked = token_of(&members[0].0, "/track/case", "/track/leave");
        let before = snapshot::of(ward.app);
        let (mut asked, mut rows) = (0, 0);
        for route in unsafe_rows(Face::Page) {
            rows += 1;
            for (browser, token) in &members {
                // On the citizen's pages the member's token is the one of another purpose, and the other way round.
                let citizens = route.permission == Permission::Track || route.path.starts_with("/track/");
                let (right, wrong) = if citizens { (&tracked, token) } else { (token, &tracked) };
                for forged in variants(right, &other_session, wrong) {
                    if route.permission == Permission::Public && !forged.foreign {
                        // Without a session there is none to misuse; that it comes from our own page is asked all the same.
                        continue;
                    }
                    let at = format!("{}{}", path(&route, &case), forged.query);
                    let mut request = ward.app.client.request(Method::POST, format!("http://{}{at}", ward.app.address));
                    for (name, value) in &forged.headers {
                        request = request.header(*name, value);
                    }
                    let cookies = ["redress", "redress-track"].map(|n| format!("{n}={}", browser.cookie(n).unwrap()));
                    let request = request.header("cookie", cookies.join("; ")).header("accept", "text/html");
                    let status = request.header("content-type", forged.kind).body(forged.body).send().unwrap().status().as_u16();
                    // 415 where a form was no form.
                    assert!([403, 415].contains(&status), "{route:?} {}: {status}", forged.name);
                    assert!(!forged.foreign || status == 403, "{route:?} {}: {status}", forged.name);
                    asked += 1;
                }
            }
        }
        assert!(rows > 60 && asked > rows * 4 * 11, "{rows} rows, {asked} requests");
        snapshot::unchanged(&before, ward.app);
    });
}

#[test]
fn cookies_open_nothing_that_is_for_programs() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let case = ward.accepted(&complaint());
        let receipt = ward.submitted(&letter("petition", "other", json!({})));
        let browser = victim(ward, "admin", &receipt.number, &receipt.code);
        let token = token_of(&browser, "/account", "/sign-out");
        let before = snapshot::of(ward.app);
        for route in unsafe_rows(Face::Data) {
            let address = format!("http://{}{}", ward.app.address, path(&route, &case));
            let cookies = ["redress", "redress-track"].map(|n| format!("{n}={}", browser.cookie(n).unwrap())).join("; ");
            // What a page can send without asking first (Fetch: simple requests), and what our own could.
            for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
                for site in ["cross-site", "same-origin"] {
                    let request = ward.app.client.request(route.method.as_str().parse().unwrap(), &address);
                    let request = request.header("cookie", &cookies).header("sec-fetch-site", site).header("content-type", kind);
                    let status = request.body(format!("csrf={token}")).send().unwrap().status().as_u16();
                    let refused = if route.permission == Permission::Public { 415 } else { 401 };
                    assert_eq!(status, refused, "{route:?} {kind} {site}");
                }
            }
            // JSON of another site is asked for first, and nothing allows it.
            let preflight = ward.app.client.request(Method::OPTIONS, &address).header("origin", "https://evil.example");
            let preflight = preflight.header("access-control-request-method", route.method.as_str()).send().unwrap();
            assert_eq!(preflight.status(), 405, "{route:?}");
            assert!(!preflight.headers().keys().any(|name| name.as_str().starts_with("access-control-")), "{route:?}");
            // A method in a header or a field is no method.
            let hidden = ward.app.client.get(&address).header("x-http-method-override", route.method.as_str()).header("cookie", &cookies);
            assert!([401, 404, 405].contains(&hidden.send().unwrap().status().as_u16()), "{route:?}");
        }
        snapshot::unchanged(&before, ward.app);
    });
}
