//! Signing in, staying in, being put out.

use chrono::Duration;
use redress::domain::permission::Role;
use redress::http::tokens::Tokens;
use serde_json::json;

use crate::support::app::{PASSWORD, TestApp, each_app};

#[test]
fn a_session_opens_is_renewed_and_ends() {
    each_app(|app| {
        let lan = app.member("lan", &[(Role::Officer, app.root())]);
        let me = lan.get("/api/v1/me").send().expect(200);
        assert_eq!((me["username"].as_str(), me["grants"][0]["role"].as_str()), (Some("lan"), Some("officer")));
        let renewed = app.post("/api/v1/session/refresh", &json!({"refresh_token": lan.refresh})).send().expect(200);
        assert_eq!(renewed["token_type"], "Bearer");
        assert_eq!(renewed["expires_in"], 900);
        let token = renewed["access_token"].as_str().unwrap();
        app.get("/api/v1/me").token(token).send().expect(200);
        app.ask(reqwest::Method::DELETE, "/api/v1/session").token(token).send().expect(204);
        // The session is over for every token of it, and at once.
        lan.get("/api/v1/me").send().problem(401, "no_session");
        let renewed = renewed["refresh_token"].as_str().unwrap();
        app.post("/api/v1/session/refresh", &json!({"refresh_token": renewed})).send().problem(401, "no_session");
    });
}

#[test]
fn a_refresh_token_used_twice_ends_the_whole_session() {
    each_app(|app| {
        let lan = app.member("lan", &[]);
        let renewed = app.post("/api/v1/session/refresh", &json!({"refresh_token": lan.refresh})).send().expect(200);
        app.post("/api/v1/session/refresh", &json!({"refresh_token": lan.refresh})).send().problem(401, "no_session");
        let (token, refresh) = (renewed["access_token"].as_str().unwrap(), renewed["refresh_token"].as_str().unwrap());
        app.get("/api/v1/me").token(token).send().problem(401, "no_session");
        app.post("/api/v1/session/refresh", &json!({"refresh_token": refresh})).send().problem(401, "no_session");
    });
}

#[test]
fn unknown_wrong_and_disabled_are_one_answer() {
    let app = TestApp::sqlite();
    let admin = app.member("admin", &[(Role::Admin, app.root())]);
    let lan = app.member("lan", &[(Role::Clerk, app.root())]);
    let attempt = |name: &str, password: &str| {
        let mut problem =
            app.post("/api/v1/session", &json!({"username": name, "password": password})).send().problem(401, "bad_credentials");
        problem["instance"].take();
        problem
    };
    let wrong = attempt("lan", "something else");
    assert_eq!(wrong, attempt("nobody", PASSWORD));
    admin.patch(&format!("/api/v1/users/{}", lan.id), &json!({"disabled": true})).send().expect(200);
    assert_eq!(wrong, attempt("lan", PASSWORD));
    lan.get("/api/v1/me").send().problem(401, "no_session");
}

#[test]
fn tokens_end_and_forged_ones_never_begin() {
    let app = TestApp::sqlite();
    let lan = app.member("lan", &[]);
    let forged = |token: &str| app.get("/api/v1/me").token(token).send().problem(401, "no_session");
    let mut parts: Vec<&str> = lan.token.split('.').collect();
    // alg none, without a signature; and with the old one.
    let none = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0";
    forged(&format!("{none}.{}.", parts[1]));
    forged(&format!("{none}.{}.{}", parts[1], parts[2]));
    forged("x.y.z");
    forged("");
    let claims = parts[1].to_owned();
    let other = app.another();
    // Another office's key: same claims, signed elsewhere.
    let elsewhere = TestApp::sqlite();
    let stranger = elsewhere.member("lan", &[]);
    forged(&stranger.token);
    parts[1] = &claims;
    assert!(other.get("/api/v1/me").token(&lan.token).send().status == 200, "another instance knows the same key");
    app.clock.advance(Duration::minutes(15) + Duration::seconds(4));
    lan.get("/api/v1/me").send().expect(200);
    app.clock.advance(Duration::seconds(1));
    forged(&lan.token);
    let early = Tokens::of(&app.app);
    let session = lan.token.clone();
    let (member, sid) = early.read(&session, crate::support::app::begin()).unwrap();
    let ahead = early.issue(member, sid, 1, app.app.clock.now() + Duration::seconds(6)).unwrap();
    forged(&ahead);
}

#[test]
fn a_refresh_token_ends_after_a_day_and_a_session_after_a_week() {
    let app = TestApp::sqlite();
    let lan = app.member("lan", &[]);
    app.clock.advance(Duration::hours(24));
    app.post("/api/v1/session/refresh", &json!({"refresh_token": lan.refresh})).send().problem(401, "no_session");
    let mut refresh = app.sign_in("lan").refresh;
    for _ in 0..8 {
        app.clock.advance(Duration::hours(20));
        let renewed = app.post("/api/v1/session/refresh", &json!({"refresh_token": refresh})).send().expect(200);
        refresh = renewed["refresh_token"].as_str().unwrap().to_owned();
    }
    app.clock.advance(Duration::hours(8));
    app.post("/api/v1/session/refresh", &json!({"refresh_token": refresh})).send().problem(401, "no_session");
}

#[test]
fn a_password_is_changed_by_who_knows_it_and_other_sessions_end() {
    let app = TestApp::sqlite();
    let lan = app.member("lan", &[]);
    let elsewhere = app.sign_in("lan");
    let change = |current: &str, new: &str| lan.post("/api/v1/me/password", &json!({"current": current, "new": new})).send();
    assert_eq!(change("wrong", "một mật khẩu mới").problem(422, "wrong_password")["field"], "current");
    assert_eq!(change(PASSWORD, "ngắn").problem(422, "too_short")["rule"]["least"], "12");
    change(PASSWORD, "một mật khẩu mới").expect(204);
    lan.get("/api/v1/me").send().expect(200);
    elsewhere.get("/api/v1/me").send().problem(401, "no_session");
    app.post("/api/v1/session", &json!({"username": "lan", "password": PASSWORD})).send().problem(401, "bad_credentials");
    app.post("/api/v1/session", &json!({"username": "lan", "password": "một mật khẩu mới"})).send().expect(200);
}

#[test]
fn members_change_their_own_language_and_absence() {
    let app = TestApp::sqlite();
    let lan = app.member("lan", &[]);
    let changed = lan.patch("/api/v1/me", &json!({"language": "en", "absent_until": "2026-02-01"})).send().expect(200);
    assert_eq!((changed["language"].as_str(), changed["absent_until"].as_str()), (Some("en"), Some("2026-02-01")));
    let problem = lan.get("/api/v1/users").send().problem(403, "forbidden");
    assert_eq!(problem["detail"], "Your role does not allow this.");
    let back = lan.patch("/api/v1/me", &json!({"absent_until": null})).send().expect(200);
    assert_eq!((back["language"].as_str(), back["absent_until"].is_null()), (Some("en"), true));
    lan.patch("/api/v1/me", &json!({"grants": []})).send().problem(422, "unknown_field");
}
