//! Every route with every role, really called: who gets past the door. The snapshot is the table to review.

use redress::domain::permission::Role;
use redress::http::actor::Permission;
use redress::http::route::{Face, Route};
use redress::http::routes;
use reqwest::Method;
use serde_json::json;

use crate::story::steps::letter;
use crate::story::ward::Ward;
use crate::support::app::{Person, TestApp};

mod cases;
mod extracts;
mod hidden;

/// An identifier that nothing has.
const NOTHING: &str = "0000000000000";

fn path(route: &Route) -> String {
    route.path.replace("{id}", NOTHING).replace("{mail}", NOTHING).replace("{year}", "2199").replace("{file:.*}", "index.css")
}

/// The rows that answer programs; those of people are opened in `pages::doors`.
fn of_programs() -> Vec<Route> {
    routes::table().into_iter().filter(|r| r.face == Face::Data).collect()
}

/// What the door says: in, or why not. Whoever is in meets the next question (404, 415, 422 ...), which is not the door's.
fn door(app: &TestApp, route: &Route, token: Option<&str>) -> &'static str {
    let method: Method = route.method.as_str().parse().unwrap();
    let mut ask = app.ask(method, &path(route));
    if route.doc.has_body {
        // Nothing is created or changed by what is no JSON.
        ask = ask.body("application/json", "{");
    }
    if let Some(token) = token {
        ask = ask.token(token);
    }
    let reply = ask.send();
    match (reply.status, reply.json["code"].as_str()) {
        (401, Some("no_session")) => "401",
        (403, Some("forbidden")) => "403",
        (status, code) => {
            assert!(status < 500, "{route:?}: {status} {code:?}");
            "in"
        }
    }
}

#[test]
fn who_gets_past_which_door() {
    let app = TestApp::sqlite();
    let people: Vec<(&str, Person<'_>)> =
        Role::ALL.iter().map(|role| (role.as_str(), app.member(&format!("some-{role}"), &[(*role, app.root())]))).collect();
    // A sender with a token that is good for a case of theirs.
    let ward = Ward::found(&app, "2026-01-05 08:00");
    let track = ward.submitted(&letter("petition", "other", json!({}))).track().token;
    let mut table = format!("{:<58}{:<8}", "route", "nobody");
    for (role, _) in &people {
        table.push_str(&format!("{role:<11}"));
    }
    table.push_str("no role    track token\n");
    let nothing = app.member("norole", &[]);
    let mut rows = of_programs();
    rows.sort_by(|a, b| (&a.path, a.method.as_str()).cmp(&(&b.path, b.method.as_str())));
    for route in &rows {
        // Signing out would end the session that the rest of the table needs.
        let token = |person: &Person<'_>| if route.id == "sign_out" { app.sign_in(&username(person)).token } else { person.token.clone() };
        table.push_str(&format!("{:<58}{:<8}", format!("{} {}", route.method, route.path), door(&app, route, None)));
        for (_, person) in &people {
            table.push_str(&format!("{:<11}", door(&app, route, Some(&token(person)))));
        }
        table.push_str(&format!("{:<11}", door(&app, route, Some(&token(&nothing)))));
        table.push_str(&format!("{}\n", door(&app, route, Some(&track))));
    }
    insta::assert_snapshot!(table);
}

fn username(person: &Person<'_>) -> String {
    person.get("/api/v1/me").send().expect(200)["username"].as_str().unwrap().to_owned()
}

#[test]
fn no_route_lets_in_by_mistake_what_its_row_does_not() {
    let app = TestApp::sqlite();
    let member = app.member("lan", &[]);
    for route in of_programs() {
        let expected = match route.permission {
            // Tests ask from this machine, and set no token.
            Permission::Public | Permission::Operator => "in",
            Permission::SignedIn | Permission::Role(_) | Permission::Track => "401",
        };
        assert_eq!(door(&app, &route, None), expected, "{route:?}: nobody");
        // A member's token is no track token, and the other way round nothing is either.
        if route.permission == Permission::Track {
            assert_eq!(door(&app, &route, Some(&member.token)), "401", "{route:?}: a member's token");
        }
    }
}

#[test]
fn what_the_server_answers_stands_in_the_table() {
    let app = TestApp::sqlite();
    let rows = routes::table();
    for route in &rows {
        for method in [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
            let known = rows.iter().any(|r| r.path == route.path && r.method.as_str() == method.as_str());
            if !known {
                app.ask(method, &path(route)).json(&json!({})).send().problem(405, "method_not_allowed");
            }
        }
    }
}
