//! Fresh proof of who asks, for what gives accounts and feeds away.

use chrono::Duration;
use redress::domain::permission::Role;
use redress::http::route::Face;
use redress::http::routes;
use reqwest::Method;
use serde_json::json;

use super::{RIGHT, enrolled};
use crate::story::steps::{denunciation, found};
use crate::story::ward::in_the_ward;
use crate::support::app::each_app;
use crate::support::browser::Browser;

#[test]
fn a_program_proves_itself_again_after_ten_minutes() {
    each_app(|app| {
        let admin = app.member("admin", &[(Role::Admin, app.root())]);
        let new = |name: &str| json!({"username": name, "name": "x", "grants": [{"role": "clerk", "unit": app.root()}]});
        admin.post("/api/v1/users", &new("one")).send().expect(201);
        app.clock.advance(Duration::minutes(10));
        admin.post("/api/v1/users", &new("two")).send().problem(403, "reauthenticate");
        // What gives nothing away goes on.
        admin.get("/api/v1/users").send().expect(200);
        let prove = |password: &str| admin.post("/api/v1/session/confirm", &json!({"password": password})).send();
        prove("wrong password").problem(401, "bad_credentials");
        admin.post("/api/v1/users", &new("two")).send().problem(403, "reauthenticate");
        prove(RIGHT).expect(204);
        admin.post("/api/v1/users", &new("two")).send().expect(201);
    });
}

#[test]
fn with_a_second_factor_the_proof_needs_its_code() {
    each_app(|app| {
        let (lan, phone, _) = enrolled(app, "lan", Role::Clerk);
        let prove = |body| lan.post("/api/v1/session/confirm", &body).send();
        prove(json!({"password": RIGHT})).problem(401, "code_required");
        let code = phone.code(app);
        prove(json!({"password": RIGHT, "code": code})).expect(204);
        prove(json!({"password": RIGHT, "code": code})).problem(401, "bad_credentials");
        app.clock.advance(Duration::minutes(10));
        lan.ask(Method::DELETE, "/api/v1/me/second-factor").send().problem(403, "reauthenticate");
        prove(json!({"password": RIGHT, "code": phone.code(app)})).expect(204);
        lan.ask(Method::DELETE, "/api/v1/me/second-factor").send().expect(204);
    });
}

#[test]
fn a_browser_asks_and_keeps_what_was_typed() {
    each_app(|app| {
        app.member("admin", &[(Role::Admin, app.root())]);
        let browser = Browser::signed_in(app, "admin");
        browser.set_cookie("redress-lang", "en");
        let page = browser.get("/admin/users/new").expect(200);
        app.clock.advance(Duration::minutes(10));
        let root = app.root().to_string();
        let typed = [
            ("username", "minh"),
            ("name", "Trần <b>Minh</b>"),
            ("language", "vi"),
            ("grants.0.role", "clerk"),
            ("grants.0.unit", root.as_str()),
        ];
        let asked = browser.submit(&page, "/admin/users", &typed).expect(403);
        assert!(asked.says("Is it you?") && !asked.html.contains("<b>Minh"), "{}", asked.html);
        let wrong = browser.submit(&asked, "/admin/users", &[("confirm_password", "wrong password")]).expect(401);
        assert!(wrong.says("Password or code is wrong") && !wrong.html.contains("wrong password"));
        browser.post("/admin/users", &[("csrf", "forged"), ("confirm_password", RIGHT)]).expect(403);
        let made = browser.submit(&wrong, "/admin/users", &[("confirm_password", RIGHT)]);
        assert!(made.status == 303 && made.location.ends_with("?done=added"), "{}", made.html);
        let account = browser.follow(&made).expect(200);
        assert!(account.html.contains("Trần &#60;b&#62;Minh&#60;/b&#62;"), "what was typed arrived whole");
        // Once proved, nothing is asked for a while.
        let page = browser.get("/account/calendar").expect(200);
        browser.submit(&page, "/account/calendar", &[("feed_of", "own")]).expect(200);
    });
}

#[test]
fn an_identity_is_granted_only_by_whoever_proved_who_they_are() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let id = ward.who("lan").registered(&denunciation());
        ward.screened(&id, &found("denunciation", "official_conduct", json!({})));
        let reveal = ward.asked("minh", &id, 1);
        let (token, browser) = (ward.token_of("tuan"), Browser::signed_in(ward.app, "tuan"));
        ward.app.clock.advance(Duration::minutes(11));
        let path = format!("/api/v1/cases/{id}/grant-reveal");
        let grant = || ward.app.ask(Method::POST, &path).token(&token).json(&json!({"reveal": reveal})).send();
        grant().problem(403, "reauthenticate");
        assert!(ward.who("tuan").case(&id)["reveals"][0]["until"].is_null());
        // To look at the form asks nothing; to send it does, and keeps what was typed.
        let form = browser.get(&format!("/cases/{id}/grant-reveal")).expect(200);
        let path = format!("/cases/{id}/grant-reveal");
        let asked = browser.submit(&form, &path, &[("reveal", &reveal), ("hours", "3")]).expect(403);
        assert!(asked.hidden(&path).contains(&("hours".to_owned(), "3".to_owned())), "{}", asked.html);
        browser.submit(&asked, &path, &[("confirm_password", "wrong password")]).expect(401);
        assert!(ward.who("tuan").case(&id)["reveals"][0]["until"].is_null());
        let done = browser.submit(&asked, &path, &[("confirm_password", RIGHT)]);
        assert!(done.status == 303 && done.location.ends_with("?done=grant-reveal"), "{} {}", done.status, done.html);
        assert!(ward.who("tuan").case(&id)["reveals"][0]["until"].is_string());
        // The browser's proof is none of the program's, which has a session of its own.
        grant().problem(403, "reauthenticate");
    });
}

#[test]
fn every_act_that_gives_something_away_asks() {
    let fresh: Vec<String> = routes::table().iter().filter(|r| r.fresh).map(|r| format!("{} {}", r.method, r.path)).collect();
    insta::assert_snapshot!(fresh.join("\n"));
    each_app(|app| {
        let admin = app.member("admin", &[(Role::Admin, app.root()), (Role::Supervisor, app.root())]);
        let browser = Browser::signed_in(app, "admin");
        app.clock.advance(Duration::minutes(11));
        for route in routes::table().into_iter().filter(|r| r.fresh) {
            let path = route.path.replace("{id}", "0000000000000");
            if route.face == Face::Data {
                let method: Method = route.method.as_str().parse().unwrap();
                admin.ask(method, &path).json(&json!({})).send().problem(403, "reauthenticate");
            } else {
                let page = browser.get("/account").expect(200);
                let csrf = page.hidden("/account").into_iter().find(|(name, _)| name == "csrf").unwrap().1;
                let asked = browser.post(&path, &[("csrf", &csrf), ("x", "kept")]).expect(403);
                assert!(asked.hidden(&path).contains(&("x".to_owned(), "kept".to_owned())), "{path}");
            }
        }
    });
}
