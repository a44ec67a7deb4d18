//! The second factor in a browser: the second step, setting up, recovery codes shown once.

use chrono::Duration;
use redress::config::SecondFactor;
use redress::domain::permission::Role;

use super::{Phone, RIGHT, each_asking, enrolled};
use crate::support::app::{TestApp, each_app};
use crate::support::browser::{Browser, Opened};

fn stranger(app: &TestApp) -> Browser<'_> {
    let browser = Browser::new(app);
    browser.set_cookie("redress-lang", "en");
    browser
}

fn first_step(browser: &Browser<'_>, next: &str) -> Opened {
    browser.post("/sign-in", &[("username", "lan"), ("password", RIGHT), ("next", next)])
}

#[test]
fn the_second_step_keeps_nothing_in_the_address() {
    each_app(|app| {
        let (_, phone, codes) = enrolled(app, "lan", Role::Clerk);
        let browser = stranger(app);
        browser.get("/sign-in/code").expect(303);
        let step = first_step(&browser, "/cases");
        assert_eq!((step.status, step.location.as_str()), (303, "/sign-in/code"));
        assert!(browser.cookie("redress").is_none() && browser.cookie("redress-step").is_some());
        assert_eq!(browser.get("/cases").location, "/sign-in?next=/cases", "half signed in is not signed in");
        let page = browser.get("/sign-in/code").expect(200);
        let wrong = browser.submit(&page, "/sign-in/code", &[("code", "12345")]).expect(422);
        assert!(wrong.says("This code is wrong"), "{}", wrong.text());
        browser.post("/sign-in/code", &[("csrf", "forged"), ("code", &phone.code(app))]).expect(403);
        let done = browser.submit(&page, "/sign-in/code", &[("code", &phone.code(app))]);
        assert_eq!((done.status, done.location.as_str()), (303, "/cases"), "{}", done.html);
        assert!(browser.cookie("redress-step").is_none() && browser.cookie("redress-device").is_some());
        browser.get("/cases").expect(200);
        // The step that was taken opens nothing more, nor one that lies open for long; nor is it good anywhere else.
        let other = stranger(app);
        first_step(&other, "//evil.example").expect(303);
        let step = other.cookie("redress-step").unwrap();
        let token = step.split(':').next().unwrap();
        for purpose in ["redress", "redress-link", "redress-track"] {
            let thief = stranger(app);
            thief.set_cookie(purpose, token);
            assert_ne!(thief.get("/desk").status, 200);
            assert_ne!(thief.get("/password/new").status, 200);
        }
        app.get("/api/v1/me").token(token).send().problem(401, "no_session");
        app.clock.advance(Duration::minutes(5));
        let late = other.get("/sign-in/code");
        assert_eq!((late.status, late.location.as_str()), (303, "/sign-in"));
        let recovered = stranger(app);
        first_step(&recovered, "https://evil.example").expect(303);
        let page = recovered.get("/sign-in/code").expect(200);
        let done = recovered.submit(&page, "/sign-in/code", &[("code", &codes[9])]);
        assert_eq!((done.status, done.location.as_str()), (303, "/desk"));
    });
}

#[test]
fn a_supervisor_is_led_to_setting_it_up_and_nowhere_else() {
    each_asking(SecondFactor::Privileged, |app| {
        app.member("lan", &[(Role::Supervisor, app.root())]);
        let browser = Browser::signed_in(app, "lan");
        browser.set_cookie("redress-lang", "en");
        for path in ["/board", "/cases", "/account", "/signing", "/account/calendar"] {
            let led = browser.get(path);
            assert_eq!((led.status, led.location.as_str()), (303, "/account/second-factor"), "{path}");
        }
        browser.get("/").expect(200);
        let page = browser.get("/account/second-factor").expect(200);
        assert!(page.says("First set up a second factor"));
        let offered = browser.submit(&page, "/account/second-factor", &[]).expect(200);
        assert!(offered.html.contains("<svg role=\"img\"") && !offered.html.contains("otpauth"), "drawn, and not in the address");
        let secret = offered.html.split("<code class=\"text\">").nth(1).unwrap().split('<').next().unwrap();
        let phone = Phone::typed(secret);
        let again = browser.submit(&offered, "/account/second-factor/confirm", &[("code", "x")]).expect(422);
        assert!(again.html.contains(secret), "the picture stays while it is tried");
        let codes = browser.submit(&again, "/account/second-factor/confirm", &[("code", &phone.code(app))]).expect(200);
        assert_eq!(codes.html.matches("<li><code>").count(), 10);
        browser.get("/board").expect(200);
        let page = browser.get("/account/second-factor").expect(200);
        assert!(page.says("10 codes are left") && !page.says("Give up"), "{}", page.text());
        assert!(browser.get("/account").expect(200).says("a second factor was set up (Người lan)"));
    });
}
