//! Which passwords are taken, and that however they are typed they are the same.

use redress::domain::permission::Role;
use serde_json::json;

use super::{RIGHT, sign_in};
use crate::support::app::each_app;
use crate::support::browser::Browser;

#[test]
fn what_everybody_tries_and_ones_own_names_are_refused() {
    each_app(|app| {
        let admin = app.member("admin", &[(Role::Admin, app.root())]);
        let make = |password: &str| {
            let new = json!({"username": "thuha", "name": "Lương Thu Hà", "grants": [{"role": "clerk", "unit": app.root()}],
                "password": password});
            admin.post("/api/v1/users", &new).send()
        };
        for common in ["password1234", "Mật khẩu 123456", "qwertyuiop12", "aaaaaaaaaaaa"] {
            make(common).problem(422, "common_password");
        }
        for own in ["thuha-202600", "Lương Thu Hà 1", "redress-2026!"] {
            let refused = make(own);
            assert_eq!(refused.status, 422, "{own}: {}", refused.text);
        }
        make(RIGHT).expect(201);
        let browser = Browser::signed_in(app, "thuha");
        browser.set_cookie("redress-lang", "en");
        let page = browser.get("/account").expect(200);
        let refused = browser.submit(&page, "/account/password", &[("current", RIGHT), ("new", "Lương Thu Hà 1")]).expect(422);
        assert!(refused.says("hardly more than a name"), "{}", refused.text());
        sign_in(app, "thuha", RIGHT, None).expect(200);
    });
}

#[test]
fn composed_and_decomposed_letters_are_one_password() {
    each_app(|app| {
        let admin = app.member("admin", &[(Role::Admin, app.root())]);
        let decomposed = "con co\u{300} bay la\u{309} bay la xa";
        let composed = "con c\u{f2} bay l\u{1ea3} bay la xa";
        let new = json!({"username": "minh", "name": "x", "grants": [{"role": "clerk", "unit": app.root()}], "password": decomposed});
        admin.post("/api/v1/users", &new).send().expect(201);
        for typed in [decomposed, composed, &composed.replace(' ', "\u{a0}")] {
            sign_in(app, "minh", typed, None).expect(200);
        }
        sign_in(app, "minh", "con co bay la bay la xa", None).problem(401, "bad_credentials");
    });
}
