//! Forged, expired and misplaced tokens: 401 each, and nothing is told or changed.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::Duration;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use reqwest::Method;
use serde_json::{Value, json};

use super::{sentence, snapshot};
use crate::story::steps::complaint;
use crate::story::ward::{Ward, in_the_ward};
use crate::support::app::Person;

/// What the token of this person says.
fn claims(person: &Person<'_>) -> Value {
    let body = person.token.split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(body).unwrap()).unwrap()
}

fn signed(algorithm: Algorithm, claims: &Value, key: &[u8]) -> String {
    jsonwebtoken::encode(&Header::new(algorithm), claims, &EncodingKey::from_secret(key)).unwrap()
}

/// Without signature, and with somebody else's.
fn forged(person: &Person<'_>, right: &[u8]) -> Vec<(&'static str, String)> {
    let (said, now) = (claims(person), claims(person)["iat"].as_i64().unwrap());
    let parts: Vec<&str> = person.token.split('.').collect();
    let header = |text: &str| URL_SAFE_NO_PAD.encode(text);
    let change = |field: &str, value: Value| {
        let mut changed = said.clone();
        changed[field] = value;
        signed(Algorithm::HS256, &changed, right)
    };
    let body = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let mut other = said.clone();
    other["sub"] = json!("0000000000000");
    vec![
        ("alg none", format!("{}.{}.", header(r#"{"alg":"none","typ":"JWT"}"#), parts[1])),
        ("alg None with the old signature", format!("{}.{}.{}", header(r#"{"alg":"None"}"#), parts[1], parts[2])),
        ("no signature", format!("{}.{}.", parts[0], parts[1])),
        ("another body", format!("{}.{}.{}", parts[0], body(&other), parts[2])),
        ("another key", signed(Algorithm::HS256, &said, b"not the key of this office at all")),
        ("an empty key", signed(Algorithm::HS256, &said, b"")),
        ("another algorithm", signed(Algorithm::HS512, &said, right)),
        ("another audience", change("aud", json!("receipt"))),
        ("another issuer", change("iss", json!("http://elsewhere"))),
        ("another member", change("sub", json!("0000000000000"))),
        ("another session", change("sid", json!("0000000000000"))),
        ("expired", change("exp", json!(now - 60))),
        ("not yet", change("nbf", json!(now + 60))),
        ("for ever", change("exp", json!(now + 10_000_000))),
        ("no end", {
            let mut endless = said.clone();
            endless.as_object_mut().unwrap().remove("exp");
            signed(Algorithm::HS256, &endless, right)
        }),
        ("a refresh token", person.refresh.clone()),
        ("nothing", "x".to_owned()),
    ]
}

fn nobody(ward: &Ward<'_>, id: &str, token: &str, said: &str) {
    for path in ["/api/v1/me".to_owned(), "/api/v1/cases".to_owned(), format!("/api/v1/cases/{id}"), format!("/api/v1/cases/{id}/events")] {
        sentence(&ward.app.get(&path).token(token).send().problem(401, "no_session"), said);
    }
    for (path, body) in [("/api/v1/cases".to_owned(), complaint()), (format!("/api/v1/cases/{id}/message"), json!({"text": "x"}))] {
        let reply = ward.app.ask(Method::POST, &path).token(token).json(&body).send();
        assert_eq!(reply.header("www-authenticate"), "Bearer", "{said}");
        reply.problem(401, "no_session");
    }
}

#[test]
fn forged_tokens_open_nothing() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.accepted(&complaint());
        let lan = ward.app.sign_in("lan");
        let right = ward.app.app.keys.derive("access tokens");
        // The key is the right one: what it signs unchanged is let in.
        let same = signed(Algorithm::HS256, &claims(&lan), right.as_slice());
        ward.app.get("/api/v1/me").token(&same).send().expect(200);
        let before = snapshot::of(ward.app);
        for (said, token) in forged(&lan, right.as_slice()) {
            nobody(ward, &id, &token, said);
        }
        for header in ["Basic bGFuOng=", "Bearer", "bearer ", &lan.token, "Bearer a b c"] {
            ward.app.get("/api/v1/me").header("authorization", header).send().problem(401, "no_session");
        }
        ward.app.get(&format!("/api/v1/me?access_token={}", lan.token)).send().problem(401, "no_session");
        snapshot::unchanged(&before, ward.app);
    });
}

#[test]
fn tokens_end() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.accepted(&complaint());
        let lan = ward.app.sign_in("lan");
        ward.app.clock.advance(Duration::seconds(15 * 60 + 4));
        lan.get("/api/v1/me").send().expect(200);
        ward.app.clock.advance(Duration::seconds(1));
        nobody(ward, &id, &lan.token, "expired by the clock");
        let lan = ward.app.sign_in("lan");
        ward.app.ask(Method::DELETE, "/api/v1/session").token(&lan.token).send().expect(204);
        nobody(ward, &id, &lan.token, "an ended session");
        let minh = ward.app.sign_in("minh");
        let away = json!({"disabled": true});
        ward.who("admin").ask(Method::PATCH, &format!("/api/v1/users/{}", ward.id("minh"))).json(&away).send().expect(200);
        nobody(ward, &id, &minh.token, "a disabled account");
        let tuan = ward.app.sign_in("tuan");
        let password = json!({"password": "một mật khẩu khác hẳn"});
        ward.who("admin").ask(Method::POST, &format!("/api/v1/users/{}/password", ward.id("tuan"))).json(&password).send().expect(204);
        nobody(ward, &id, &tuan.token, "a password that was changed");
    });
}

#[test]
fn a_track_token_is_no_session_and_a_session_no_track_token() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let given = ward.who("lan").register(&complaint()).expect(201);
        let (id, citizen) = (given["id"].as_str().unwrap(), ward.receipt(&given).track());
        let lan = ward.app.sign_in("lan");
        let before = snapshot::of(ward.app);
        nobody(ward, id, &citizen.token, "a track token");
        for token in [lan.token.as_str(), lan.refresh.as_str(), "", "x", &citizen.token.to_lowercase(), &format!("{}x", citizen.token)] {
            ward.app.get("/api/v1/public/case").token(token).send().problem(401, "no_session");
            for (word, body) in [
                ("letters", json!({"body": "x"})),
                ("messages", json!({"text": "x"})),
                ("withdraw", json!({"scope": "all"})),
                ("appeal", json!({"reasons": "x"})),
            ] {
                ward.app.post(&format!("/api/v1/public/case/{word}"), &body).token(token).send().problem(401, "no_session");
            }
        }
        snapshot::unchanged(&before, ward.app);
    });
}
