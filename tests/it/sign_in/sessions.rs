//! Sessions: listed, ended, on every instance at once; a stolen refresh token ends what it belongs to.

use std::time::{Duration, Instant};

use redress::domain::permission::Role;
use reqwest::Method;
use serde_json::json;

use super::{RIGHT, sign_in};
use crate::support::app::each_app;
use crate::support::browser::Browser;

#[test]
fn one_sees_and_ends_ones_own() {
    each_app(|app| {
        let lan = app.member("lan", &[(Role::Clerk, app.root())]);
        let minh = app.member("minh", &[(Role::Clerk, app.root())]);
        let desk = Browser::signed_in(app, "lan");
        app.clock.advance(chrono::Duration::minutes(5));
        // Of one moment, by the still clock of tests: in whatever order.
        let list = || {
            let mut items = lan.get("/api/v1/me/sessions").send().expect(200)["items"].as_array().unwrap().clone();
            items.sort_by_key(|s| s["current"] == true);
            items
        };
        let said: Vec<_> = list().iter().map(|s| (s["kind"].clone(), s["current"].clone())).collect();
        assert_eq!(said, [(json!("browser"), json!(false)), (json!("api"), json!(true))]);
        assert_eq!(list()[0]["last_used_at"], "2026-01-05T01:00:00Z", "cut to the hour");
        let of_desk = format!("/api/v1/me/sessions/{}", list()[0]["id"].as_str().unwrap());
        minh.ask(Method::DELETE, &of_desk).send().problem(404, "not_found");
        desk.get("/desk").expect(200);
        lan.ask(Method::DELETE, &of_desk).send().expect(204);
        desk.get("/desk").expect(303);
        lan.ask(Method::DELETE, &of_desk).send().problem(404, "not_found");
    });
}

#[test]
fn the_hour_of_last_use_is_noted() {
    each_app(|app| {
        let lan = app.member("lan", &[(Role::Clerk, app.root())]);
        let desk = Browser::signed_in(app, "lan");
        app.clock.advance(chrono::Duration::minutes(100));
        desk.get("/desk").expect(200);
        // It is noted behind the answer.
        let begun = Instant::now();
        let used = || {
            let person = lan.id.parse().unwrap();
            let sessions = redress::actions::sign_in::own_sessions(&app.context(), person).unwrap();
            sessions.iter().find(|s| s.audience == "browser").unwrap().last_used_at.unwrap().to_rfc3339()
        };
        while used() != "2026-01-05T02:00:00+00:00" {
            assert!(begun.elapsed() < Duration::from_secs(5), "{}", used());
            std::thread::yield_now();
        }
    });
}

#[test]
fn a_browser_that_nobody_uses_is_signed_out_on_every_instance() {
    each_app(|app| {
        let (other, lan) = (app.another(), app.member("lan", &[(Role::Clerk, app.root())]));
        let (desk, forgotten) = (Browser::signed_in(app, "lan"), Browser::signed_in(app, "lan"));
        let noted = |at: &str| {
            // It is noted behind the answer.
            let (begun, member) = (Instant::now(), lan.id.parse().unwrap());
            let used = || {
                let sessions = redress::actions::sign_in::own_sessions(&app.context(), member).unwrap();
                sessions.iter().filter(|s| s.audience == "browser").map(|s| s.last_used_at.unwrap().to_rfc3339()).max().unwrap()
            };
            while used() != at {
                assert!(begun.elapsed() < Duration::from_secs(5), "{}", used());
                std::thread::yield_now();
            }
        };
        let minutes = |many: i64| app.clock.advance(chrono::Duration::minutes(many));
        // Used every hundred minutes it goes on, well beyond two hours.
        minutes(100);
        desk.get("/desk").expect(200);
        noted("2026-01-05T02:00:00+00:00");
        minutes(100);
        desk.get("/desk").expect(200);
        noted("2026-01-05T04:00:00+00:00");
        // The other was not used: it is over, here and elsewhere, and is listed no more.
        let gone = forgotten.get("/desk");
        assert!(gone.status == 303 && gone.location.starts_with("/sign-in"), "{} {}", gone.status, gone.location);
        let there = Browser::new(&other);
        there.set_cookie("redress", &forgotten.cookie("redress").unwrap());
        there.get("/desk").expect(303);
        let renewed = app.post("/api/v1/session/refresh", &json!({"refresh_token": lan.refresh})).send().expect(200);
        let list = || app.get("/api/v1/me/sessions").token(renewed["access_token"].as_str().unwrap()).send().expect(200);
        let browsers = |list: &serde_json::Value| list["items"].as_array().unwrap().iter().filter(|s| s["kind"] == "browser").count();
        assert_eq!(browsers(&list()), 1);
        // To the minute: within the two hours it lives, and then no more, though its twelve hours are not over.
        minutes(119);
        desk.get("/account").expect(200);
        noted("2026-01-05T06:00:00+00:00");
        minutes(125);
        desk.get("/account").expect(303);
    });
}

#[test]
fn what_ends_ends_on_every_instance_within_a_second() {
    each_app(|app| {
        let (other, admin) = (app.another(), app.member("admin", &[(Role::Admin, app.root())]));
        type Way<'a> = (&'a str, &'a dyn Fn(&str));
        let ways: [Way<'_>; 4] = [
            ("signs out", &|_| ()),
            ("ended by an admin", &|id| {
                admin.ask(Method::DELETE, &format!("/api/v1/users/{id}/sessions")).send().expect(204);
            }),
            ("disabled", &|id| {
                admin.patch(&format!("/api/v1/users/{id}"), &json!({"disabled": true})).send().expect(200);
            }),
            ("another password", &|id| {
                let new = json!({"password": "một mật khẩu khác hẳn"});
                admin.post(&format!("/api/v1/users/{id}/password"), &new).send().expect(204);
            }),
        ];
        for (at, (said, act)) in ways.into_iter().enumerate() {
            let person = app.member(&format!("person-{at}"), &[(Role::Clerk, app.root())]);
            let there = || other.get("/api/v1/me").token(&person.token).send();
            there().expect(200);
            act(&person.id);
            if said == "signs out" {
                person.ask(Method::DELETE, "/api/v1/session").send().expect(204);
            }
            let begun = Instant::now();
            there().problem(401, "no_session");
            assert!(begun.elapsed() < Duration::from_secs(1), "{said}");
            other.post("/api/v1/session/refresh", &json!({"refresh_token": person.refresh})).send().problem(401, "no_session");
        }
    });
}

#[test]
fn a_refresh_token_shown_twice_ends_its_family_and_no_other() {
    each_app(|app| {
        let (other, lan) = (app.another(), app.member("lan", &[(Role::Clerk, app.root())]));
        let second = sign_in(app, "lan", RIGHT, None).expect(200);
        let renewed = app.post("/api/v1/session/refresh", &json!({"refresh_token": lan.refresh})).send().expect(200);
        other.post("/api/v1/session/refresh", &json!({"refresh_token": lan.refresh})).send().problem(401, "no_session");
        for token in [lan.token.as_str(), renewed["access_token"].as_str().unwrap()] {
            app.get("/api/v1/me").token(token).send().problem(401, "no_session");
        }
        let next = json!({"refresh_token": renewed["refresh_token"]});
        app.post("/api/v1/session/refresh", &next).send().problem(401, "no_session");
        app.get("/api/v1/me").token(second["access_token"].as_str().unwrap()).send().expect(200);
    });
}
