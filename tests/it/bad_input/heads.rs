//! Headers and bodies as a whole: versions, keys, types, sizes.

use reqwest::Method;
use serde_json::json;

use super::{sentence, snapshot};
use crate::story::steps::{complaint, letter};
use crate::story::ward::in_the_ward;

#[test]
fn a_stale_version_is_412_and_changes_nothing() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.accepted(&complaint());
        let (minh, path) = (ward.who("minh"), format!("/api/v1/cases/{id}"));
        let tag = minh.get(&path).header("etag").to_owned();
        assert_eq!(tag, format!("\"{}\"", minh.case(&id)["version"]));
        let write = |tag: &str| {
            let text = json!({"text": "Đề nghị.", "on": "2026-01-05"});
            minh.ask(Method::POST, &format!("{path}/urge")).header("if-match", tag).json(&text).send()
        };
        let done = write(&tag);
        let next = done.header("etag").to_owned();
        done.expect(200);
        assert_ne!(next, tag);
        let before = snapshot::of(ward.app);
        for stale in [tag.as_str(), "\"0\"", "\"999\"", "\"abc\"", &format!("W/{next}"), "\"99999999999999999999\""] {
            sentence(&write(stale).problem(412, "stale"), stale);
        }
        for malformed in ["5", "\"1\", \"2\"", "", "\"", "\"1\"\"2\""] {
            sentence(&write(malformed).problem(400, "bad_if_match"), malformed);
        }
        snapshot::unchanged(&before, ward.app);
        write(&next).expect(200);
        write("*").expect(200);
    });
}

#[test]
fn a_stale_version_tells_nothing_of_a_hidden_case() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.accepted(&complaint());
        let hai = ward.who("hai");
        let ask = hai.ask(Method::POST, &format!("/api/v1/cases/{id}/add-letter"));
        ask.header("if-match", "\"0\"").json(&json!({"body": "x"})).send().problem(404, "case_not_found");
    });
}

#[test]
fn keys_that_are_none() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let before = snapshot::of(ward.app);
        let petition = letter("petition", "other", json!({}));
        let send = |key: &str| ward.app.post("/api/v1/public/cases", &petition).header("idempotency-key", key).send();
        for bad in ["", " ", "chìa khóa của tôi đây", "a key with tabs\tin it", "a key with a blank"] {
            sentence(&send(bad).problem(400, "bad_idempotency_key"), bad);
        }
        let refused = send(&"k".repeat(256)).problem(422, "idempotency_key_length");
        assert_eq!(refused["field"], "Idempotency-Key");
        assert_eq!(refused["rule"], json!({"least": "1", "most": "255"}));
        assert!(sentence(&refused, "256").contains("255"), "the error says how long a key is: {refused}");
        let twice = ward
            .app
            .post("/api/v1/public/cases", &petition)
            .header("idempotency-key", &"a".repeat(16))
            .header("idempotency-key", &"b".repeat(16))
            .send();
        twice.problem(400, "bad_idempotency_key");
        snapshot::unchanged(&before, ward.app);
        let other = letter("petition", "other", json!({"title": "Đơn khác"}));
        let send_other = |key: &str| ward.app.post("/api/v1/public/cases", &other).header("idempotency-key", key).send();
        for key in ["1", "0123456789abcdef", &"k".repeat(255)] {
            send(key).expect(201);
            // Another's letter under the same key gets nothing of the first one's answer.
            let refused = send_other(key).problem(422, "idempotency_key_reused");
            assert!(refused.get("receipt_code").is_none() && refused.get("number").is_none(), "{refused}");
        }
        // A member's keys are their own.
        let lan = ward.who("lan").ask(Method::POST, "/api/v1/cases").json(&petition).header("idempotency-key", "1").send();
        lan.expect(201);
    });
}

#[test]
fn bodies_and_their_types() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.accepted(&complaint());
        let before = snapshot::of(ward.app);
        let petition = letter("petition", "other", json!({})).to_string();
        let message = json!({"text": "x"}).to_string();
        for (path, token, right) in [
            ("/api/v1/public/cases".to_owned(), None, &petition),
            ("/api/v1/cases".to_owned(), Some(ward.token_of("lan")), &petition),
            (format!("/api/v1/cases/{id}/message"), Some(ward.token_of("lan")), &message),
        ] {
            let send = |media: &str, body: Vec<u8>| {
                let ask = ward.app.ask(Method::POST, &path).body(media, body);
                let reply = match &token {
                    Some(token) => ask.token(token).send(),
                    None => ask.send(),
                };
                assert!((400..500).contains(&reply.status), "{path} {media}: {} {}", reply.status, reply.text);
                sentence(&reply.json, &path);
                reply
            };
            let right = right.as_bytes().to_vec();
            for media in [
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/xml",
                "application/json; charset=utf-16",
                "",
            ] {
                send(media, right.clone()).problem(415, "not_json");
            }
            let json = "application/json";
            for broken in [&b""[..], b"{", b"nul", b"\xff\xfe"] {
                send(json, broken.to_vec()).problem(400, "malformed_json");
            }
            let field = if path.ends_with("message") { "text" } else { "title" };
            for value in ["", "\"\\ud800\"", "\"\\x\"", "1e999", "01", "NaN", "'x'", "\"\n\""] {
                send(json, format!("{{\"{field}\": {value}}}").into_bytes()).problem(400, "malformed_json");
            }
            send(json, [right.clone(), b"}".to_vec()].concat()).problem(400, "malformed_json");
            send(json, vec![b' '; 600_000]).problem(413, "body_too_large");
            for whole in ["null", "5", "\"text\"", "[]", "true"] {
                assert_eq!(send(json, whole.into()).problem(422, "wrong_type")["field"], ".", "{whole}");
            }
            let deep = [b"{\"text\":".to_vec(), vec![b'['; 50_000], vec![b']'; 50_000], b"}".to_vec()].concat();
            assert!([400, 422].contains(&send(json, deep).status));
            let packed = ward.app.ask(Method::POST, &path).header("content-encoding", "gzip").body(json, right.clone());
            let packed = match &token {
                Some(token) => packed.token(token).send(),
                None => packed.send(),
            };
            packed.problem(415, "not_json");
        }
        snapshot::unchanged(&before, ward.app);
    });
}
