//! The second factor over the API: asked for, used once by whatever instance, replaced, given up, taken away.

use std::sync::Barrier;

use chrono::Duration;
use redress::config::SecondFactor;
use redress::domain::permission::Role;
use redress::mail::transport::Memory;
use serde_json::json;

use super::{RIGHT, each_asking, enrol, enrolled, sign_in};
use crate::support::app::{Person, each_app};

/// The same person with the tokens of a new session.
fn again<'a>(person: &Person<'a>, body: &serde_json::Value) -> Person<'a> {
    let text = |name: &str| body[name].as_str().unwrap().to_owned();
    Person { token: text("access_token"), refresh: text("refresh_token"), ..person.clone() }
}

#[test]
fn the_password_alone_is_no_longer_enough() {
    each_app(|app| {
        let (_, phone, codes) = enrolled(app, "lan", Role::Clerk);
        assert_eq!(codes.len(), 10);
        sign_in(app, "lan", RIGHT, None).problem(401, "code_required");
        // Only the right password learns that there is a code.
        sign_in(app, "lan", "wrong password", None).problem(401, "bad_credentials");
        let code = phone.code(app);
        let wrong = if code == "000000" { "000001" } else { "000000" };
        let of_code = sign_in(app, "lan", RIGHT, Some(wrong));
        let of_password = sign_in(app, "lan", "wrong password", Some(&code));
        let told = |mut problem: serde_json::Value| {
            problem["instance"].take();
            problem
        };
        assert_eq!(told(of_code.problem(401, "bad_credentials")), told(of_password.problem(401, "bad_credentials")));
        // The wrong password did not use it up.
        sign_in(app, "lan", RIGHT, Some(&code)).expect(200);
        sign_in(app, "lan", RIGHT, Some(&code)).problem(401, "bad_credentials");
        app.clock.advance(Duration::seconds(30));
        sign_in(app, "lan", RIGHT, Some(&code)).problem(401, "bad_credentials");
        let next = phone.code(app);
        sign_in(app, "lan", RIGHT, Some(&next)).expect(200);
        app.clock.advance(Duration::seconds(90));
        // One that nobody used, and that is over.
        let unused = phone.code(app);
        app.clock.advance(Duration::seconds(60));
        sign_in(app, "lan", RIGHT, Some(&unused)).problem(401, "bad_credentials");
    });
}

#[test]
fn whoever_guesses_codes_makes_the_owner_wait_and_locks_nobody_out() {
    each_app(|app| {
        let (_, phone, codes) = enrolled(app, "lan", Role::Clerk);
        let code = phone.code(app);
        // Each from an address of its own: nothing failed of it before.
        let from = |last: u8, password: &str, code: &str| {
            let client = reqwest::blocking::Client::builder().local_address(std::net::IpAddr::from([127, 0, 9, last])).build().unwrap();
            let body = json!({"username": "lan", "password": password, "code": code});
            let answer = client.post(format!("http://{}/api/v1/session", app.address)).json(&body).send().unwrap();
            let wait = answer.headers().get("retry-after").map(|v| v.to_str().unwrap().parse::<u64>().unwrap());
            (answer.status().as_u16(), wait)
        };
        // Somebody who has the password.
        for last in 1..=14 {
            assert_eq!(from(last, RIGHT, "0000000000"), (401, None));
        }
        // Now no six digits are looked at, not even the right ones; who has the password is told so and when to come again.
        let (status, wait) = from(100, RIGHT, &code);
        assert!(status == 429 && wait.is_some_and(|seconds| (1..=61).contains(&seconds)), "{status} {wait:?}");
        assert_eq!(from(101, "wrong password", &code), (401, None));
        // A recovery code lets its owner in meanwhile.
        assert_eq!(from(102, RIGHT, &codes[0]), (200, None));
    });
}

#[test]
fn a_code_opens_one_session_whatever_the_instance() {
    each_app(|app| {
        let (_, phone, codes) = enrolled(app, "lan", Role::Clerk);
        let other = app.another();
        for code in [phone.code(app), codes[0].clone()] {
            let start = Barrier::new(8);
            let opened: usize = std::thread::scope(|scope| {
                let racer = |at: u32| {
                    let (start, code, app) = (&start, &code, if at.is_multiple_of(2) { app } else { &other });
                    scope.spawn(move || {
                        start.wait();
                        usize::from(sign_in(app, "lan", RIGHT, Some(code)).status == 200)
                    })
                };
                let racers: Vec<_> = (0..8).map(racer).collect();
                racers.into_iter().map(|r| r.join().unwrap()).sum()
            });
            assert_eq!(opened, 1, "{code}");
        }
    });
}

#[test]
fn each_recovery_code_works_once_and_only_for_its_account() {
    each_app(|app| {
        let (lan, phone, codes) = enrolled(app, "lan", Role::Clerk);
        let (_, _, others) = enrolled(app, "minh", Role::Clerk);
        sign_in(app, "lan", RIGHT, Some(&others[0])).problem(401, "bad_credentials");
        sign_in(app, "lan", RIGHT, Some(&codes[3].to_lowercase().replace('-', " "))).expect(200);
        sign_in(app, "lan", RIGHT, Some(&codes[3])).problem(401, "bad_credentials");
        let state = again(&lan, &sign_in(app, "lan", RIGHT, Some(&phone.code(app))).expect(200));
        assert_eq!(state.get("/api/v1/me/second-factor").send().expect(200)["recovery_codes_left"], 9);
        let renewed = state.post("/api/v1/me/second-factor/recovery-codes", &json!(null)).send().expect(200);
        sign_in(app, "lan", RIGHT, Some(&codes[4])).problem(401, "bad_credentials");
        sign_in(app, "lan", RIGHT, renewed["recovery_codes"][0].as_str()).expect(200);
    });
}

#[test]
fn nothing_that_proves_lies_readable_in_the_database() {
    each_app(|app| {
        let lan = app.member("lan", &[(Role::Clerk, app.root())]);
        let offered = lan.post("/api/v1/me/second-factor", &json!(null)).send().expect(200);
        let secret = offered["secret"].as_str().unwrap().to_owned();
        assert!(offered["uri"].as_str().unwrap().contains(&secret));
        let (_, codes) = enrol(&lan);
        let dump = crate::bad_input::snapshot::of(app);
        let dump = format!("{dump:?}");
        for hidden in codes.iter().map(|c| c.replace('-', "")).chain([secret]) {
            assert!(!dump.contains(&hidden), "{hidden}");
        }
    });
}

#[test]
fn a_new_telephone_takes_over_with_its_first_code() {
    each_app(|app| {
        let (lan, old, _) = enrolled(app, "lan", Role::Clerk);
        let elsewhere = again(&lan, &sign_in(app, "lan", RIGHT, Some(&old.code(app))).expect(200));
        app.clock.advance(Duration::seconds(30));
        let offered = lan.post("/api/v1/me/second-factor", &json!(null)).send().expect(200);
        // The old one works until then.
        sign_in(app, "lan", RIGHT, Some(&old.code(app))).expect(200);
        lan.post("/api/v1/me/second-factor/confirm", &json!({"code": old.code(app)})).send().problem(422, "wrong_code");
        let new = super::Phone::typed(offered["secret"].as_str().unwrap());
        lan.post("/api/v1/me/second-factor/confirm", &json!({"code": new.code(app)})).send().expect(200);
        elsewhere.get("/api/v1/me").send().problem(401, "no_session");
        app.clock.advance(Duration::seconds(30));
        sign_in(app, "lan", RIGHT, Some(&old.code(app))).problem(401, "bad_credentials");
        sign_in(app, "lan", RIGHT, Some(&new.code(app))).expect(200);
        // What was offered and never confirmed is forgotten.
        let late = lan.post("/api/v1/me/second-factor", &json!(null)).send();
        let late = super::Phone::typed(late.expect(200)["secret"].as_str().unwrap());
        app.clock.advance(Duration::minutes(31));
        let lan = again(&lan, &sign_in(app, "lan", RIGHT, Some(&new.code(app))).expect(200));
        lan.post("/api/v1/me/second-factor/confirm", &json!({"code": late.code(app)})).send().problem(422, "wrong_code");
    });
}

#[test]
fn privileged_accounts_may_only_set_it_up_at_first() {
    each_asking(SecondFactor::Privileged, |app| {
        let clerk = app.member("thu", &[(Role::Clerk, app.root())]);
        clerk.get("/api/v1/cases").send().expect(200);
        for (name, role) in [("tuan", Role::Supervisor), ("admin", Role::Admin)] {
            let person = app.member(name, &[(role, app.root())]);
            for path in ["/api/v1/cases", "/api/v1/units", "/api/v1/users", "/api/v1/me/sessions"] {
                person.get(path).send().problem(403, "second_factor_needed");
            }
            let state = person.get("/api/v1/me/second-factor").send().expect(200);
            assert_eq!((&state["needed"], &state["enrolled_at"]), (&json!(true), &json!(null)));
            enrol(&person);
            person.get("/api/v1/units").send().expect(200);
            person.ask(reqwest::Method::DELETE, "/api/v1/me/second-factor").send().problem(409, "second_factor_kept");
        }
        // Whoever is given such a role later needs it from then on, in the session they have.
        let admin = app.context().directory.members.values().find(|m| m.username == "admin").unwrap().id;
        let grants = json!({"grants": [{"role": "supervisor", "unit": app.root()}]});
        let change = serde_json::from_value(grants).unwrap();
        redress::actions::manage_users::change(&app.context(), Some(admin), clerk.id.parse().unwrap(), &change, |_| ()).unwrap();
        clerk.get("/api/v1/cases").send().problem(403, "second_factor_needed");
    });
    each_asking(SecondFactor::All, |app| {
        app.member("thu", &[(Role::Clerk, app.root())]).get("/api/v1/cases").send().problem(403, "second_factor_needed");
    });
}

#[test]
fn an_admin_takes_one_away_on_record_and_its_holder_is_told() {
    each_app(|app| {
        let admin = app.member("admin", &[(Role::Admin, app.root())]);
        let lan = app.member("lan", &[(Role::Supervisor, app.root())]);
        admin.patch(&format!("/api/v1/users/{}", lan.id), &json!({"email": "lan@example.vn"})).send().expect(200);
        // Of one moment the order is not told.
        app.clock.advance(Duration::seconds(1));
        enrol(&lan);
        let path = format!("/api/v1/users/{}/second-factor", lan.id);
        lan.ask(reqwest::Method::DELETE, &path).send().problem(403, "forbidden");
        let own = format!("/api/v1/users/{}/second-factor", admin.id);
        admin.ask(reqwest::Method::DELETE, &own).send().problem(409, "own_account");
        admin.ask(reqwest::Method::DELETE, &path).send().expect(204);
        lan.get("/api/v1/me").send().problem(401, "no_session");
        admin.ask(reqwest::Method::DELETE, &path).send().problem(409, "no_second_factor");
        sign_in(app, "lan", RIGHT, None).expect(200);
        let id = lan.id.parse().unwrap();
        let history = redress::actions::second_factor::history(&app.context(), id).unwrap();
        let said: Vec<(String, String)> = history.iter().map(|e| (e.what.to_string(), e.by.to_string())).collect();
        let by = |what: &str, id: &str| (what.to_owned(), id.to_owned());
        assert_eq!(said, [by("reset", &admin.id), by("enrolled", &lan.id), by("marks", &admin.id)]);
        let memory = Memory::default();
        redress::jobs::send_mail::send_due(&app.context(), &memory).unwrap();
        assert_eq!(memory.sent().len(), 2, "set up, and taken away");
    });
}
