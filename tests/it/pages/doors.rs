//! Every page with every role, really opened: who gets past the door; and no form without the token of its session.

use redress::domain::permission::Role;
use redress::http::actor::Permission;
use redress::http::route::{Face, Route};
use redress::http::routes;
use reqwest::Method;

use crate::support::app::TestApp;
use crate::support::browser::Browser;

fn pages() -> Vec<Route> {
    let mut rows: Vec<Route> = routes::table().into_iter().filter(|r| r.face == Face::Page).collect();
    rows.sort_by(|a, b| (&a.path, a.method.as_str()).cmp(&(&b.path, b.method.as_str())));
    rows
}

/// With identifiers that nothing has.
fn path(route: &Route) -> String {
    let parts: Vec<&str> = route.path.split('/').map(|part| if part.starts_with('{') { "0000000000000" } else { part }).collect();
    parts.join("/")
}

/// What the door says. A form is sent without its token: who is in meets that question next.
fn door(browser: &Browser<'_>, route: &Route) -> &'static str {
    let method: Method = route.method.as_str().parse().unwrap();
    let answer = match method {
        Method::GET => browser.get(&path(route)),
        _ if route.doc.files => browser.upload(&path(route), "forged", "more", &[("a.txt", b"x")]),
        _ => browser.post(&path(route), &[("csrf", "forged")]),
    };
    assert!(answer.status < 500, "{route:?}: {} {}", answer.status, answer.html);
    match answer.status {
        303 if answer.location.starts_with("/sign-in") && route.permission != Permission::Public => "sign in",
        303 if answer.location == "/track" && route.permission == Permission::Track => "track",
        401 => "sign in",
        403 if answer.says("does not come from") || answer.says("did not come from") => "form",
        403 => "403",
        _ => "in",
    }
}

#[test]
fn who_gets_past_which_page() {
    let app = TestApp::sqlite();
    let mut table = format!("{:<52}{:<10}", "page", "nobody");
    for role in Role::ALL {
        app.member(role.as_str(), &[(*role, app.root())]);
        table.push_str(&format!("{:<11}", role.as_str()));
    }
    table.push('\n');
    for route in pages() {
        let nobody = Browser::new(&app);
        nobody.set_cookie("redress-lang", "en");
        table.push_str(&format!("{:<52}{:<10}", format!("{} {}", route.method, route.path), door(&nobody, &route)));
        for role in Role::ALL {
            // A fresh session each: signing out ends it.
            let browser = Browser::signed_in(&app, role.as_str());
            browser.set_cookie("redress-lang", "en");
            let said = door(&browser, &route);
            if route.method != actix_web::http::Method::GET && matches!(route.permission, Permission::SignedIn | Permission::Role(_)) {
                assert_ne!(said, "in", "{route:?}: a form without its token was taken");
            }
            table.push_str(&format!("{said:<11}"));
        }
        table.push('\n');
    }
    insta::assert_snapshot!(table);
}

#[test]
fn a_form_of_another_site_is_refused() {
    let app = TestApp::sqlite();
    app.member("thao", &[(Role::Clerk, app.root())]);
    let browser = Browser::signed_in(&app, "thao");
    let rows = pages();
    for route in rows.iter().filter(|r| r.method != actix_web::http::Method::GET) {
        for headers in [&[("sec-fetch-site", "cross-site")][..], &[("origin", "https://evil.example")], &[]] {
            let answer = browser.send(Method::POST, &path(route), headers, Some(String::new()));
            assert_eq!(answer.status, 403, "{route:?} {headers:?}");
        }
    }
}

#[test]
fn what_is_not_there_is_a_page_in_the_readers_language() {
    let app = TestApp::sqlite();
    let lost = Browser::new(&app).get("/no-such-page?lang=en").expect(404);
    assert!(lost.content_type.starts_with("text/html"));
    assert!(lost.says("There is nothing here that you may see."));
}
