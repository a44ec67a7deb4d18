//! What only the demo has: a clock that jumps, accounts at one click, mails to read. Elsewhere none of it is there.

use redress::domain::ids::UnitId;
use redress::domain::permission::Role;
use redress::http::routes;
use serde_json::json;

use crate::support::app::{PASSWORD, TestApp, each_app};
use crate::support::browser::Browser;

#[test]
fn outside_the_demo_nothing_of_it_is_there() {
    each_app(|app| {
        let browser = Browser::new(app);
        for path in ["/demo", "/outbox"] {
            browser.get(path).expect(404);
        }
        browser.post("/demo/clock", &[("days", "1")]).expect(404);
        assert!(!browser.get("/sign-in").expect(200).html.contains("demo-band"));
        let more = routes::table_for(true).len() - routes::table_for(false).len();
        assert!(more >= 4, "{more}");
    });
}

/// The ward of the demo's story, with a letter and its mail.
fn ward(app: &TestApp) -> UnitId {
    let admin = app.member("admin", &[(Role::Admin, app.root())]);
    let new = json!({"parent": app.root(), "level": "ward", "name": "Phường Cự Khối", "sign": "CK", "public": true,
        "bodies": ["election_committee", "commune_peoples_committee"]});
    let ward: UnitId = admin.post("/api/v1/units", &new).send().expect(201)["id"].as_str().unwrap().parse().unwrap();
    for (kind, identity, name) in [("petition", "named", "Sen"), ("denunciation", "confidential", "Mật")] {
        let letter = json!({"kind": kind, "matter": "organisation", "identity": identity, "title": "Xin ghế ngồi chờ", "body": "Chỗ chờ thiếu ghế.",
            "unit": ward, "petitioner": {"name": name, "email": format!("{kind}@thu.example")}});
        app.post("/api/v1/public/cases", &letter).send().expect(201);
    }
    ward
}

#[test]
fn one_day_on_brings_the_reader_back_signed_in() {
    let app = TestApp::demo();
    let unit = ward(&app);
    app.member("khanh", &[(Role::Supervisor, unit)]);
    let browser = Browser::new(&app);
    browser.set_cookie("redress-lang", "en");
    browser.post("/sign-in", &[("username", "khanh"), ("password", PASSWORD)]).expect(303);
    let before = app.context().today();
    let page = browser.get("/account").expect(200);
    assert!(page.html.contains("demo-band"));
    let moved = browser.submit(&page, "/demo/clock", &[("days", "1")]);
    assert_eq!((moved.status, moved.location.as_str()), (303, "/account"));
    assert_eq!((app.context().today() - before).num_days(), 1);
    browser.follow(&moved).expect(200);
    assert_eq!(browser.post("/demo/clock", &[("days", "1"), ("back", "https://evil.example")]).location, "/");
    for wrong in ["0", "61", "x", ""] {
        browser.post("/demo/clock", &[("days", wrong)]).expect(422);
    }
    // Whoever only waits is signed out as everywhere.
    let other = Browser::signed_in(&app, "khanh");
    browser.post("/demo/clock", &[("days", "1")]).expect(303);
    assert_eq!(other.get("/account").status, 303);
}

#[test]
fn the_demo_shows_who_is_in_it_and_signs_one_in() {
    let app = TestApp::demo();
    let unit = ward(&app);
    app.demo_member("thao", Role::Clerk, unit);
    let browser = Browser::new(&app);
    browser.set_cookie("redress-lang", "en");
    let page = browser.get("/demo").expect(200);
    assert!(page.says("Người thao") && page.says("Five minutes"), "{}", page.text());
    let form = page.html.split("value=\"thao\"").nth(1).unwrap().split("</form>").next().unwrap();
    let password = form.split("name=\"password\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let signed = browser.post("/sign-in", &[("username", "thao"), ("password", password)]);
    assert_eq!((signed.status, signed.location.as_str()), (303, "/desk"), "{}", signed.html);
}

#[test]
fn the_outbox_shows_each_mail_with_its_text() {
    let app = TestApp::demo();
    ward(&app);
    let browser = Browser::new(&app);
    browser.set_cookie("redress-lang", "en");
    let page = browser.get("/outbox").expect(200);
    for said in ["petition@thu.example", "denunciation@thu.example", "0001/", "secret case", "Waiting"] {
        assert!(page.says(said), "{said}: {}", page.text());
    }
    assert!(!page.says("Chỗ chờ thiếu ghế"), "a mail does not repeat the letter");
}
