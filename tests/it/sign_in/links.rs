//! Links from mails lead to the office's own address, whatever a request says of itself; and no page leads elsewhere.

use redress::domain::permission::Role;
use redress::mail::transport::Memory;
use serde_json::json;

use super::RIGHT;
use crate::support::app::each_app;
use crate::support::browser::Browser;

#[test]
fn a_forged_host_is_in_no_link() {
    each_app(|app| {
        let admin = app.member("admin", &[(Role::Admin, app.root())]);
        let new = json!({"username": "lan", "name": "Lan", "email": "lan@example.vn", "grants": [{"role": "clerk", "unit": app.root()}]});
        admin.post("/api/v1/users", &new).send().expect(201);
        let browser = Browser::new(app);
        for (name, value) in [("host", "evil.example"), ("x-forwarded-host", "evil.example"), ("forwarded", "host=evil.example")] {
            let headers = [("sec-fetch-site", "same-origin"), (name, value)];
            let asked = browser.send(reqwest::Method::POST, "/password/forgotten", &headers, Some("username=lan".to_owned()));
            assert!(asked.status < 500 && !asked.location.contains("evil"), "{name}: {} {}", asked.status, asked.location);
        }
        let memory = Memory::default();
        redress::jobs::send_mail::send_due(&app.context(), &memory).unwrap();
        let sent = memory.sent();
        assert!(!sent.is_empty());
        for mail in sent {
            let text = String::from_utf8(mail.bytes.clone()).unwrap();
            assert!(text.contains("http://127.0.0.1/password/new") && !text.contains("evil"), "{text}");
        }
    });
}

#[test]
fn nothing_leads_elsewhere_after_signing_in_or_a_proof() {
    each_app(|app| {
        app.member("lan", &[(Role::Clerk, app.root())]);
        let elsewhere = [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "/%2f/evil.example",
            "javascript:alert(1)",
            "/x\r\nSet-Cookie: a=b",
        ];
        for next in elsewhere {
            let browser = Browser::new(app);
            let done = browser.post("/sign-in", &[("username", "lan"), ("password", RIGHT), ("next", next)]);
            assert_eq!((done.status, done.location.as_str()), (303, "/desk"), "{next}");
            let page = browser.get("/confirm").expect(200);
            let done = browser.submit(&page, "/confirm", &[("confirm_password", RIGHT), ("next", next)]);
            assert_eq!((done.status, done.location.as_str()), (303, "/account"), "{next}");
        }
    });
}
