//! What is kept no longer: listed, held, destroyed a month later; the case, its register and the figures stay.

use std::sync::Arc;

use redress::config::{Config, Keep};
use redress::domain::ids::CaseId;
use redress::jobs::Worker;
use redress::mail::transport::Memory;
use redress::store::{case_keys, retention};
use serde_json::{Value, json};

use crate::bad_input::snapshot;
use crate::pages::html::mistakes;
use crate::story::steps::{complaint, found, letter};
use crate::story::ward::Ward;
use crate::support::app::TestApp;
use crate::support::browser::Browser;

fn office(keep: Keep, test: impl Fn(&TestApp)) {
    let kept = |config: &mut Config| config.policy.keep = keep;
    test(&TestApp::sqlite_with(kept));
    match TestApp::postgres_with(kept) {
        Some(app) => test(&app),
        None => eprintln!("SKIPPED on PostgreSQL: {} (no server found)", std::thread::current().name().unwrap_or("a test")),
    }
}

fn run(app: &TestApp) {
    let outcome = Worker::with(Arc::clone(&app.app), Arc::new(Memory::default())).run_once("retain").unwrap().unwrap();
    assert_eq!(outcome.failed, 0);
}

/// A letter of a citizen with a paper and a message, filed; its id and receipt code.
fn filed(ward: &Ward<'_>) -> (String, String, String) {
    let sent = letter(
        "petition",
        "other",
        json!({"petitioner": {"name": "Hoàng Bạch Nhạn", "address": "Ngõ Chim Lạc", "phone": "0907 530 164",
        "email": "bach.nhan@chim-lac.vn"}}),
    );
    let receipt = ward.submitted(&sent);
    let (id, number, code) = (receipt.id(), receipt.number.clone(), receipt.code.clone());
    let citizen = receipt.track();
    ward.app.ask(reqwest::Method::POST, "/api/v1/public/case/papers").token(&citizen.token).files(&[("anh.jpg", JPEG)]).send().expect(201);
    citizen.act("messages", &json!({"text": "Kim tước bay qua"})).expect(200);
    ward.at("2026-01-05 10:00");
    ward.screened(&id, &found("petition", "other", json!({"title": "Vụ hồng hạc", "form": "unsigned"})));
    assert_eq!(ward.disposed(&id, "file", "illegible", None)["status"], "closed");
    (id, number, code)
}

const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xd9";

fn list(ward: &Ward<'_>, who: &'static str) -> Vec<Value> {
    ward.who(who).get("/api/v1/retention").expect(200)["items"].as_array().unwrap().clone()
}

/// Rows of a table that hold this id.
fn rows(app: &TestApp, table: &str) -> Vec<String> {
    snapshot::of(app)[table].clone()
}

#[test]
fn what_is_kept_no_longer_is_listed_held_and_destroyed() {
    office(Keep { filed: Some(1), closed: None }, |app| {
        let ward = Ward::found(app, "2026-01-05 09:00");
        let (id, number, code) = filed(&ward);
        let open = ward.accepted(&complaint());
        let case: CaseId = id.parse().unwrap();
        let old_key = app.app.store.read(|c| case_keys::load(c, &app.context().keys, case)).unwrap();
        assert!(app.folder.path().join("files").read_dir().unwrap().count() > 0);

        // What is kept of them they can have, whole: the sender's own, and of nobody else.
        let own = app.post("/api/v1/public/track", &json!({"number": number, "receipt_code": code})).send().expect(200);
        let own = app.get("/api/v1/public/case/export").token(own["token"].as_str().unwrap()).send();
        assert!(own.header("content-disposition").starts_with("attachment"));
        let own = own.expect(200);
        assert_eq!(own["people"].as_array().unwrap().len(), 1);
        assert_eq!((&own["people"][0]["name"], &own["people"][0]["phone"]), (&json!("Hoàng Bạch Nhạn"), &json!("0907 530 164")));
        assert_eq!(
            (&own["letters"][0]["body"], &own["title"]),
            (&json!("Tôi xin trình bày sự việc như sau."), &json!("Về việc lập danh sách"))
        );
        assert_eq!((&own["papers"][0]["name"], &own["case"]["messages"][0]["text"]), (&json!("anh.jpg"), &json!("Kim tước bay qua")));
        assert!(own["mails"].as_array().is_some_and(|mails| mails.iter().any(|mail| mail["kind"] == "receipt")));

        // The law's year: not yet.
        ward.at("2027-01-04 09:00");
        run(app);
        assert_eq!(list(&ward, "tuan"), Vec::<Value>::new());
        // It is over: listed, and said when it will be destroyed.
        ward.at("2027-01-08 09:00");
        run(app);
        let listed = list(&ward, "tuan");
        assert_eq!(listed.len(), 1, "{listed:?}");
        assert_eq!((&listed[0]["id"], &listed[0]["basis"]), (&json!(id), &json!("filed")));
        assert_eq!((&listed[0]["listed_on"], &listed[0]["destroyed_on"]), (&json!("2027-01-08"), &json!("2027-02-07")));
        // Others than its supervisors see nothing of it, nor may they hold it.
        assert_eq!(list(&ward, "dung"), Vec::<Value>::new());
        ward.who("minh").get("/api/v1/retention").problem(403, "forbidden");
        let hold = format!("/api/v1/cases/{id}/hold");
        let reason = json!({"reason": "Tòa án yêu cầu giữ hồ sơ"});
        ward.who("dung").ask(reqwest::Method::PUT, &hold).json(&reason).send().problem(404, "case_not_found");
        // Held: off the list, and nothing happens however long.
        ward.who("tuan").ask(reqwest::Method::PUT, &hold).json(&reason).send().expect(204);
        ward.at("2027-06-01 09:00");
        run(app);
        assert_eq!(list(&ward, "tuan"), Vec::<Value>::new());
        assert_eq!(ward.who("minh").part(&id, "letters")[0]["body"], "Tôi xin trình bày sự việc như sau.");
        // Lifted: listed anew, and a month passes again.
        ward.who("tuan").ask(reqwest::Method::DELETE, &hold).send().expect(204);
        ward.who("tuan").ask(reqwest::Method::DELETE, &hold).send().problem(409, "not_held");
        run(app);
        ward.at("2027-06-30 09:00");
        run(app);
        assert_eq!(list(&ward, "tuan")[0]["destroyed_on"], "2027-07-01");
        assert_eq!(ward.who("minh").part(&id, "letters")[0]["body"], "Tôi xin trình bày sự việc như sau.");

        let before = snapshot::of(app);
        ward.at("2027-07-01 09:00");
        run(app);
        // Figures and register are to the byte what they were.
        let after = snapshot::of(app);
        for table in ["cases", "events", "letters", "letter_book", "deadlines", "documents"] {
            assert_eq!(before[table], after[table], "{table}");
        }
        assert_eq!(ward.who("minh").part(&id, "letters")[0]["body"], retention::DESTROYED);
        assert_eq!(ward.who("minh").case(&id)["status"], "closed");
        assert_eq!(ward.who("minh").case(&id)["title"], "…");
        // Nobody works on what is left, and nothing of it changes.
        let reopen = json!({"reason": "Xem lại", "to": "screening", "document_no": "9/QĐ", "document_date": "2027-07-01"});
        for (who, verb, fields) in [("tuan", "reopen", &reopen), ("minh", "message", &json!({"text": "Còn ai không?"}))] {
            ward.who(who).act(&id, verb, fields).problem(409, "anonymised");
        }
        assert_eq!(ward.who("tuan").case(&id)["allowed"], json!([]));
        let page = crate::support::browser::Browser::signed_in(app, "tuan").get(&format!("/cases/{id}")).expect(200);
        assert!(!page.html.contains(&format!("action=\"/cases/{id}/reopen\"")), "no form that would be refused: {}", page.text());
        let key = app.app.store.read(|c| case_keys::load(c, &app.context().keys, case)).unwrap();
        assert_ne!(old_key.expose(), key.expose());
        let parties = app.app.store.read(|c| redress::store::parties::load(c, &key, case)).unwrap();
        assert!(!parties.is_empty() && parties.iter().all(|p| p.data == Default::default()));
        // Nothing finds it by who it was from or what it was about, no code opens it, no file or mail of it is left.
        for q in ["Hoàng Bạch Nhạn", "0907530164", "hồng hạc"] {
            let q = q.replace(' ', "%20");
            let hits = ward.who("tuan").get(&format!("/api/v1/cases?q={q}")).expect(200);
            assert_eq!(hits["items"], json!([]), "{q}");
        }
        app.post("/api/v1/public/track", &json!({"number": number, "receipt_code": code})).send().problem(404, "track_not_found");
        assert_eq!(app.folder.path().join("files").read_dir().unwrap().filter(|f| f.as_ref().unwrap().path().is_file()).count(), 0);
        let number_of = case.0.to_string();
        for table in ["party_index", "outbox", "attachments", "receipts", "track_tokens", "mail_replies"] {
            assert!(rows(app, table).iter().all(|row| !row.contains(&number_of)), "{table}");
        }
        // Every other case is as it was, and nothing is listed twice.
        assert_eq!(ward.who("minh").part(&open, "letters")[0]["body"], "Tôi xin trình bày sự việc như sau.");
        assert_eq!(list(&ward, "tuan"), Vec::<Value>::new());
        run(app);
    });
}

#[test]
fn nothing_that_was_kept_in_memory_outlives_the_destruction() {
    office(Keep { filed: Some(1), closed: None }, |app| {
        let ward = Ward::found(app, "2026-01-05 09:00");
        let (id, ..) = filed(&ward);
        ward.at("2027-01-08 09:00");
        run(app);
        // On the very day, in the same version, on two instances: each has shown the case and the list before.
        ward.at("2027-02-07 09:00");
        let other = app.another();
        let one = format!("/api/v1/cases/{id}");
        let token = ward.token_of("minh");
        let browser = Browser::signed_in(app, "minh");
        let title = |at: &TestApp| {
            let shown = at.get(&one).token(&token).send().expect(200);
            let listed = at.get("/api/v1/cases").token(&token).send().expect(200);
            let found = listed["items"].as_array().unwrap().iter().find(|case| case["id"] == json!(id)).unwrap();
            assert_eq!(shown["title"], found["title"], "{listed}");
            shown["title"].as_str().unwrap().to_owned()
        };
        for at in [app, &other] {
            assert_eq!(title(at), "Vụ hồng hạc");
            assert_eq!(title(at), "Vụ hồng hạc");
        }
        assert!(browser.get(&format!("/cases/{id}")).expect(200).says("Vụ hồng hạc"));
        run(app);
        for at in [app, &other] {
            assert_eq!(title(at), "…");
        }
        for page in [format!("/cases/{id}"), format!("/cases/{id}/file"), "/cases".into(), "/desk".into(), "/register".into()] {
            let shown = browser.get(&page);
            assert!(shown.status < 400 && !shown.html.contains("hồng hạc"), "{page}: {}", shown.html);
        }
    });
}

#[test]
fn a_supervisor_reads_holds_and_lifts_on_pages() {
    office(Keep { filed: Some(1), closed: None }, |app| {
        let ward = Ward::found(app, "2026-01-05 09:00");
        let (id, number, _) = filed(&ward);
        let open = ward.accepted(&complaint());
        ward.at("2027-01-08 09:00");
        run(app);
        let seat = |name: &str| {
            let browser = Browser::signed_in(app, name);
            browser.set_cookie("redress-lang", "en");
            browser
        };
        let sound = |browser: &Browser<'_>, path: &str| {
            let page = browser.get(path).expect(200);
            assert_eq!(mistakes(&page.html), Vec::<String>::new(), "{path}");
            page
        };
        let (tuan, case) = (seat("tuan"), format!("/cases/{id}"));
        assert!(sound(&tuan, "/board").html.contains("href=\"/retention\""));
        let listed = sound(&tuan, "/retention");
        assert!(listed.says(&number) && listed.says("08/01/2027") && listed.says("07/02/2027"), "{}", listed.text());
        assert!(listed.says("No case of your units is held.") && !listed.says("hồng hạc"));
        // Of other units nothing; officers and admins have no such page, nor may they hold.
        let elsewhere = sound(&seat("dung"), "/retention");
        assert!(!elsewhere.says(&number) && elsewhere.says("Nothing of your units is to be destroyed."));
        for name in ["minh", "lan", "admin"] {
            seat(name).get("/retention").expect(403);
        }
        assert!(!seat("minh").get(&case).expect(200).html.contains("/hold"));
        assert!(!sound(&tuan, &format!("/cases/{open}")).html.contains("/hold"), "a case that goes on needs none");
        let page = sound(&tuan, &case);
        let place = format!("{case}/hold");
        let empty = tuan.submit(&page, &place, &[("reason", " ")]).expect(422);
        assert!(empty.html.contains("href=\"#hold-reason\"") && mistakes(&empty.html).is_empty(), "{}", empty.html);
        seat("dung").post(&place, &[("csrf", "x"), ("reason", "x")]).expect(403);
        let held = tuan.submit(&page, &place, &[("reason", "Tòa án <b>yêu cầu</b>")]);
        assert_eq!((held.status, held.location.as_str()), (303, format!("{case}#hold").as_str()));
        let shown = sound(&tuan, &case);
        assert!(shown.says("Tòa án <b>yêu cầu</b>") && shown.html.contains("/hold/lift"), "{}", shown.text());
        let list = sound(&tuan, "/retention");
        assert!(list.says("Tòa án <b>yêu cầu</b>") && list.says("Nothing of your units is to be destroyed."), "{}", list.text());
        ward.at("2027-06-01 09:00");
        run(app);
        assert_eq!(ward.who("minh").part(&id, "letters")[0]["body"], "Tôi xin trình bày sự việc như sau.");
        let tuan = seat("tuan");
        let shown = sound(&tuan, &case);
        tuan.submit(&shown, &format!("{case}/hold/lift"), &[]).expect(303);
        let again = tuan.submit(&shown, &format!("{case}/hold/lift"), &[]).expect(409);
        assert!(again.says("Nothing holds this case."), "{}", again.text());
        assert!(sound(&tuan, "/retention").says("No case of your units is held."));
    });
}

#[test]
fn without_a_decision_of_the_office_nothing_is_destroyed() {
    office(Keep::default(), |app| {
        let ward = Ward::found(app, "2026-01-05 09:00");
        let (id, ..) = filed(&ward);
        ward.at("2027-01-08 09:00");
        run(app);
        ward.at("2029-01-08 09:00");
        run(app);
        let listed = list(&ward, "tuan");
        assert_eq!((&listed[0]["basis"], &listed[0]["destroyed_on"]), (&json!("head_decides"), &json!(null)));
        assert_eq!(ward.who("minh").part(&id, "letters")[0]["body"], "Tôi xin trình bày sự việc như sau.");
    });
}
