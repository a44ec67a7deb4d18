//! Of what is secret no exacter time is kept than the hour: not of the letter, nor of what came of it.

use std::sync::Arc;
use std::time::SystemTime;

use redress::jobs::Worker;
use redress::mail::transport::Memory;
use serde_json::{Value, json};

use crate::bad_input::snapshot;
use crate::story::steps::merged;
use crate::story::ward::{Ward, in_the_ward};

/// At 02:23 UTC of this day; half an hour later a token ends.
const MINUTE: [&str; 4] = ["02 02:23", "02T02:23", "02 02:53", "02T02:53"];

/// Somebody writes, comes back with a paper and a message, and is mailed; which tables say at what minute.
fn told_by(ward: &Ward<'_>, sent: &Value) -> Vec<String> {
    ward.at("2026-03-02 09:23");
    let person =
        json!({"body": "Tôi xin trình bày.", "title": "Kính gửi", "petitioner": {"name": "Nguyễn Thị Mai", "email": "mai@example.vn"}});
    let receipt = ward.submitted(&merged(sent.clone(), person));
    let citizen = receipt.track();
    let papers = ward.app.ask(reqwest::Method::POST, "/api/v1/public/case/papers").token(&citizen.token);
    papers.files(&[("anh.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xd9")]).send().expect(201);
    citizen.act("messages", &json!({"text": "Tôi bổ sung."})).expect(200);
    let worker = Worker::with(Arc::clone(&ward.app.app), Arc::new(Memory::default()));
    assert!(worker.run_once("send_mail").unwrap().unwrap().done > 0, "a mail went out");
    let tables = snapshot::of(ward.app);
    let at = |row: &String| MINUTE.iter().any(|minute| row.contains(minute));
    tables.into_iter().filter(|(_, rows)| rows.iter().any(at)).map(|(table, _)| table.to_string()).collect()
}

#[test]
fn what_is_kept_of_a_secret_letter_says_the_hour_alone() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let secret = told_by(ward, &json!({"kind": "denunciation", "matter": "official_conduct", "identity": "confidential"}));
        assert_eq!(secret, ["job_runs"], "what says when the office itself did something");
        for file in ward.app.folder.path().join("files").read_dir().unwrap() {
            let modified = file.unwrap().metadata().unwrap().modified().unwrap();
            assert_eq!(modified.duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs() % 3600, 0);
        }
        // The search would find them.
        let open = told_by(ward, &json!({"kind": "petition", "matter": "other", "identity": "named"}));
        for table in ["cases", "events", "outbox", "mail_attempts", "track_tokens"] {
            assert!(open.iter().any(|found| found == table), "{table}: {open:?}");
        }
    });
}
