//! Signing in with a browser, being brought back, and out.

use redress::domain::permission::Role;

use crate::support::app::{PASSWORD, TestApp, each_app};
use crate::support::browser::Browser;

#[test]
fn one_signs_in_comes_back_and_out() {
    each_app(|app| {
        app.member("thao", &[(Role::Clerk, app.root())]);
        let browser = Browser::new(app);
        let way = browser.post("/sign-out", &[]);
        assert_eq!(way.status, 401);
        let page = browser.get("/sign-in?next=/desk&lang=en").expect(200);
        assert!(page.says("Sign in"));
        let answer = browser.submit(&page, "/sign-in", &[("username", "thao"), ("password", PASSWORD)]);
        assert_eq!((answer.status, answer.location.as_str()), (303, "/desk"));
        let cookie = browser.cookie("redress").unwrap();
        // Without the token of the session the form is not ours.
        browser.post("/sign-out", &[("csrf", "x")]).expect(403);
        let problem = browser.get("/no-such").expect(404);
        assert!(problem.says("nothing here"), "the language stays: {}", problem.html);
        let other = Browser::new(app);
        other.set_cookie("redress", &cookie);
        let csrf = app.app.keys.token_hash(&format!("csrf {cookie}"));
        assert_eq!(other.post("/sign-out", &[("csrf", &csrf)]).status, 303);
        assert_eq!(browser.post("/sign-out", &[("csrf", &csrf)]).status, 401, "the session has ended everywhere");
    });
}

#[test]
fn who_does_not_get_in_is_not_told_why_and_keeps_the_name_typed() {
    each_app(|app| {
        app.member("thao", &[(Role::Clerk, app.root())]);
        let browser = Browser::new(app);
        let page = browser.get("/sign-in?next=//evil.example&lang=en").expect(200);
        assert_eq!(page.hidden("/sign-in"), [("next".to_owned(), String::new())]);
        for (name, password) in [("thao", "wrong password"), ("nobody", PASSWORD)] {
            let answer = browser.submit(&page, "/sign-in", &[("username", name), ("password", password), ("next", "https://evil.example")]);
            assert_eq!(answer.status, 401);
            assert!(answer.says("Name or password is wrong"), "{}", answer.html);
            assert!(answer.html.contains(&format!("value=\"{name}\"")));
            assert!(!answer.html.contains(password) && !answer.html.contains("evil"), "{}", answer.html);
        }
        let answer = browser.submit(&page, "/sign-in", &[("username", ""), ("password", "")]);
        assert_eq!(answer.status, 422);
        assert!(browser.cookie("redress").is_none());
    });
}

#[test]
fn an_api_session_is_no_browser_session_and_the_other_way_round() {
    each_app(|app| {
        let person = app.member("thao", &[(Role::Clerk, app.root())]);
        let stolen = Browser::new(app);
        stolen.set_cookie("redress", &person.token);
        assert_eq!(stolen.post("/sign-out", &[]).status, 401);
        let browser = Browser::signed_in(app, "thao");
        app.get("/api/v1/me").token(&browser.cookie("redress").unwrap()).send().problem(401, "no_session");
    });
}

#[test]
fn a_member_who_opens_a_public_page_is_known_there() {
    let app = TestApp::sqlite();
    app.member("thao", &[(Role::Clerk, app.root())]);
    let browser = Browser::signed_in(&app, "thao");
    browser.set_cookie("redress-lang", "en");
    let start = browser.get("/").expect(200);
    assert!(start.says("Signed in: Người thao (Clerk)") && start.html.contains("href=\"/desk\""), "{}", start.text());
    assert!(browser.get("/figures").expect(200).says("Người thao") && browser.get("/calendar").expect(200).says("Người thao"));
    // From there they leave too; and a session that ended keeps nobody out.
    browser.submit(&start, "/sign-out", &[]).expect(303);
    let stranger = browser.get("/").expect(200);
    assert!(!stranger.says("Người thao") && stranger.html.contains("href=\"/sign-in\""), "{}", stranger.text());
    browser.set_cookie("redress-session", "forged");
    assert!(!browser.get("/").expect(200).says("Signed in"));
}
