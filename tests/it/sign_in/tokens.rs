//! Forged and misused tokens: each is refused with 401, whatever route it is shown to, and changes nothing.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use redress::actions::one_time_link;
use redress::domain::permission::Role;
use reqwest::Method;
use serde_json::{Value, json};

use super::RIGHT;
use crate::story::steps::complaint;
use crate::story::ward::in_the_ward;
use crate::support::app::{Person, TestApp};
use crate::support::browser::Browser;

fn claims(person: &Person<'_>) -> Value {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(person.token.split('.').nth(1).unwrap()).unwrap()).unwrap()
}

fn signed(header: &Header, claims: &Value, key: &[u8]) -> String {
    jsonwebtoken::encode(header, claims, &EncodingKey::from_secret(key)).unwrap()
}

/// A head of our own making over the right body, with the right signature over both.
fn with_head(head: &str, claims: &Value, key: &[u8]) -> String {
    let parts = [URL_SAFE_NO_PAD.encode(head), URL_SAFE_NO_PAD.encode(claims.to_string())].join(".");
    let mark = jsonwebtoken::crypto::sign(parts.as_bytes(), &EncodingKey::from_secret(key), Algorithm::HS256).unwrap();
    format!("{parts}.{mark}")
}

/// What is made of a token that was good.
fn forged(person: &Person<'_>, key: &[u8]) -> Vec<(&'static str, String)> {
    let (said, parts): (Value, Vec<&str>) = (claims(person), person.token.split('.').collect());
    let now = said["iat"].as_i64().unwrap();
    let ours = Header::new(Algorithm::HS256);
    let change = |field: &str, value: Value| {
        let mut changed = said.clone();
        changed[field] = value;
        signed(&ours, &changed, key)
    };
    let without = |field: &str| {
        let mut less = said.clone();
        less.as_object_mut().unwrap().remove(field);
        signed(&ours, &less, key)
    };
    let head = |head: &str| URL_SAFE_NO_PAD.encode(head);
    let body = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let mut other = said.clone();
    other["sub"] = json!("0000000000001");
    let flipped = parts[2].replacen(|c: char| c != 'A', "A", 1);
    vec![
        ("alg none", format!("{}.{}.", head(r#"{"alg":"none","typ":"JWT"}"#), parts[1])),
        ("alg nOnE", format!("{}.{}.{}", head(r#"{"alg":"nOnE","typ":"JWT"}"#), parts[1], parts[2])),
        ("no signature", format!("{}.{}.", parts[0], parts[1])),
        ("two parts", format!("{}.{}", parts[0], parts[1])),
        ("a body that was changed", format!("{}.{}.{}", parts[0], body(&other), parts[2])),
        ("a signature that was changed", format!("{}.{}.{flipped}", parts[0], parts[1])),
        ("HS512", signed(&Header::new(Algorithm::HS512), &said, key)),
        ("HS384", signed(&Header::new(Algorithm::HS384), &said, key)),
        ("RS256 over an HMAC", with_head(r#"{"alg":"RS256","typ":"JWT"}"#, &said, key)),
        ("the public address as a key", signed(&ours, &said, b"http://127.0.0.1")),
        ("an empty key", signed(&ours, &said, b"")),
        ("a key identifier", with_head(r#"{"alg":"HS256","typ":"JWT","kid":"../../../dev/null"}"#, &said, key)),
        ("a key's address", with_head(r#"{"alg":"HS256","typ":"JWT","jku":"https://evil.example/keys"}"#, &said, key)),
        ("another issuer", change("iss", json!("https://evil.example"))),
        ("another audience", change("aud", json!("receipt"))),
        ("audience of invitations", change("aud", json!("invite"))),
        ("no audience", without("aud")),
        ("no issuer", without("iss")),
        ("no end", without("exp")),
        ("no beginning", without("nbf")),
        ("no session", without("sid")),
        ("no member", without("sub")),
        ("expired", change("exp", json!(now - 6))),
        ("not yet", change("nbf", json!(now + 6))),
        ("longer than any", change("exp", json!(now + 86_400))),
        ("a time that is no number", change("exp", json!("tomorrow"))),
        ("another member", change("sub", json!("0000000000001"))),
        ("another session", change("sid", json!("0000000000001"))),
    ]
}

/// Good tokens of this office and of another, where they do not belong.
fn misused(app: &TestApp, citizen: &str, lan: &Person<'_>, admin: &Person<'_>) -> Vec<(&'static str, String)> {
    let foreign = TestApp::sqlite();
    let stranger = foreign.member("lan", &[(Role::Clerk, foreign.root())]);
    let id = lan.id.parse().unwrap();
    let made = one_time_link::make(&app.context(), admin.id.parse().unwrap(), id, one_time_link::Delivery::Shown).unwrap();
    let ended = app.sign_in("lan");
    ended.ask(Method::DELETE, "/api/v1/session").send().expect(204);
    vec![
        ("a token of another office", stranger.token.clone()),
        ("a refresh token", lan.refresh.clone()),
        ("a track token", citizen.to_owned()),
        ("a link's token", made.link.rsplit('/').next().unwrap().to_owned()),
        ("a browser's cookie", Browser::signed_in(app, "lan").cookie("redress").unwrap()),
        ("a session that ended", ended.token),
        ("a password", RIGHT.replace(|c: char| !c.is_ascii_alphanumeric(), "-")),
    ]
}

#[test]
fn none_of_thirty_five_is_let_in() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.accepted(&complaint());
        let given = ward.who("lan").register(&complaint()).expect(201);
        let citizen = ward.receipt(&given).track().token;
        let (lan, admin) = (ward.app.sign_in("lan"), ward.app.sign_in("admin"));
        let key = ward.app.app.keys.derive("access tokens");
        // The key is the right one: what it signs unchanged is let in.
        ward.app.get("/api/v1/me").token(&signed(&Header::new(Algorithm::HS256), &claims(&lan), key.as_slice())).send().expect(200);
        let mut all = forged(&lan, key.as_slice());
        all.extend(misused(ward.app, &citizen, &lan, &admin));
        assert_eq!(all.len(), 35);
        let before = crate::bad_input::snapshot::of(ward.app);
        for (said, token) in &all {
            let routes = [
                (Method::GET, "/api/v1/me".to_owned()),
                (Method::GET, format!("/api/v1/cases/{id}")),
                (Method::POST, format!("/api/v1/cases/{id}/message")),
                (Method::POST, "/api/v1/session/confirm".to_owned()),
                (Method::DELETE, "/api/v1/me/second-factor".to_owned()),
                (Method::DELETE, format!("/api/v1/users/{}/second-factor", lan.id)),
                (Method::DELETE, "/api/v1/session".to_owned()),
            ];
            for (method, path) in routes {
                let reply = ward.app.ask(method.clone(), &path).token(token).json(&json!({"text": "x"})).send();
                assert_eq!(reply.status, 401, "{said}: {method} {path}: {}", reply.text);
            }
            // Nor as a cookie: of a session, a link, a step. The browser's own is one.
            if *said != "a browser's cookie" && token.bytes().all(|b| b.is_ascii_graphic() && !b";,".contains(&b)) {
                let thief = Browser::new(ward.app);
                thief.set_cookie("redress", token);
                assert_eq!(thief.get("/desk").status, 303, "{said}: as a session");
                assert_ne!(thief.get("/sign-in/code").status, 200, "{said}: as a step");
            }
            // Nor to renew a session, but for what is for that.
            if *said != "a refresh token" {
                ward.app.post("/api/v1/session/refresh", &json!({"refresh_token": token})).send().problem(401, "no_session");
            }
            if *said != "a track token" {
                ward.app.get("/api/v1/public/case").token(token).send().problem(401, "no_session");
            }
        }
        crate::bad_input::snapshot::unchanged(&before, ward.app);
    });
}

#[test]
fn a_cookie_is_not_good_with_the_forms_of_another() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let (lan, thu) = (Browser::signed_in(ward.app, "lan"), Browser::signed_in(ward.app, "thu"));
        let csrf = |browser: &Browser<'_>| {
            let page = browser.get("/account").expect(200);
            page.hidden("/account").into_iter().find(|(name, _)| name == "csrf").unwrap().1
        };
        let (of_lan, own) = (csrf(&lan), csrf(&thu));
        thu.post("/account", &[("csrf", &of_lan), ("language", "vi")]).expect(403);
        thu.post("/account", &[("csrf", &own), ("language", "vi")]).expect(303);
    });
}
