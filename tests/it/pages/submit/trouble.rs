//! What goes wrong: each step says it and keeps what was typed; forms that are gone, foreign, or sent twice.

use std::sync::Barrier;

use chrono::TimeDelta;
use redress::domain::permission::Role;

use super::{NAME, TYPED, answer, found, peek, to_papers, upload};
use crate::support::app::each_app;
use crate::support::browser::{Browser, Opened};

/// Sends what is wrong, and gives the page that says so.
#[track_caller]
fn wrong(browser: &Browser<'_>, page: &Opened, fields: &[(&str, &str)], says: &str) -> Opened {
    let path = page.path.split('?').next().unwrap().to_owned();
    let refused = browser.submit(page, &path, fields);
    assert_eq!(refused.status, 422, "{path}: {} {}", refused.location, refused.text());
    assert!(refused.says(says), "{says}: {}", refused.text());
    assert!(refused.html.contains("error-summary") && refused.html.contains("has-error"), "{}", refused.html);
    refused
}

#[test]
fn each_step_says_what_is_wrong_and_keeps_what_was_typed() {
    each_app(|app| {
        found(app);
        let browser = Browser::new(app);
        let page = browser.get("/submit?lang=en").expect(200);
        wrong(&browser, &page, &[], "Choose what it is about");
        wrong(&browser, &page, &[("matter", "weather")], "must be one of");
        let page = answer(&browser, &page, &[("matter", "result")]);
        wrong(&browser, &page, &[], "Choose the body");
        let page = answer(&browser, &page, &[("contest", "unknown")]);
        wrong(&browser, &page, &[], "Choose what you want to do");
        let page = answer(&browser, &page, &[("kind", "complaint")]);
        let long = "ư".repeat(201);
        let refused = wrong(&browser, &page, &[("title", &long), ("body", TYPED)], "200");
        assert!(refused.html.contains(&long) && refused.says("Hoàng Mai Thượng"), "what was typed is there");
        // Also after leaving the page and coming back in the other language.
        assert!(browser.get(&format!("{}?lang=vi", page.path)).expect(200).says("Hoàng Mai Thượng"));
        wrong(&browser, &page, &[("title", "a"), ("body", "  ")], "Xin kể lại");
        browser.get("/submit?lang=en");
        let page = answer(&browser, &page, &[("title", "a"), ("body", TYPED)]);
        let day = |day, month, year| [("occurred_on.day", day), ("occurred_on.month", month), ("occurred_on.year", year)];
        let refused = wrong(&browser, &page, &day("31", "2", "2026"), "no such day");
        assert!(refused.html.contains("value=\"31\""));
        assert_eq!(refused.html.matches("<a href=\"#occurred_on-day\"").count(), 1, "said once");
        wrong(&browser, &page, &day("6", "2", "2026"), "05/02/2026");
        wrong(&browser, &page, &day("6", "", ""), "no such day");
        let page = answer(&browser, &page, &day("5", "2", "2026"));
        let page = answer(&browser, &page, &[]);
        wrong(&browser, &page, &[("identity", "false_name")], "must be one of");
        let page = answer(&browser, &page, &[("identity", "confidential")]);
        let refused = wrong(&browser, &page, &[("petitioner.name", NAME)], "way");
        assert!(refused.html.contains(NAME));
        let refused =
            wrong(&browser, &page, &[("petitioner.email", "no address"), ("petitioner.phone", "call me")], "Write your full name");
        assert!(refused.says("e-mail address") && refused.says("telephone"), "all at once: {}", refused.text());
        let page = answer(&browser, &page, &[("petitioner.name", NAME), ("petitioner.phone", "0912 345 678")]);
        wrong(&browser, &page, &[("signers", "many")], "digits");
        wrong(&browser, &page, &[("signers", "0")], "from 1 to");
        let page = answer(&browser, &page, &[("signers", "11")]);
        assert_eq!(page.html.matches("name=\"representatives.").count(), 15, "11 people: 5 representatives");
        wrong(&browser, &page, &[("representatives.3.phone", "0912 345 678")], "mandatory");
        let back = browser.get(&page.path.replace("representatives", "others")).expect(200);
        let page = answer(&browser, &back, &[("signers", "7")]);
        assert_eq!(page.html.matches("name=\"representatives.").count(), 6, "7 people: 2 representatives");
    });
}

#[test]
fn nobody_jumps_ahead_and_answers_no_longer_asked_are_not_sent() {
    each_app(|app| {
        let ward = found(app);
        app.member("minh", &[(Role::Officer, ward.ward)]);
        let browser = Browser::new(app);
        let page = browser.get("/submit").expect(200);
        let page = answer(&browser, &page, &[("matter", "voter_list")]);
        for later in ["check", "papers", "name"] {
            let sent = peek(&browser, &page.path.replace("kind", later));
            assert_eq!((sent.status, sent.location.as_str()), (303, page.path.as_str()), "{later}");
        }
        assert_eq!(peek(&browser, &page.path.replace("kind", "no-such")).status, 404);
        // With a name and representatives first, then without: intake would refuse both together.
        let page = to_papers(&Browser::new(app), &ward);
        assert!(page.path.ends_with("/papers"));
        let other = Browser::new(app);
        let page = to_papers(&other, &ward);
        let identity = other.get(&page.path.replace("papers", "identity")).expect(200);
        let page = answer(&other, &identity, &[("identity", "anonymous")]);
        let check = other.follow(&upload(&other, &page, "on", &[])).expect(200);
        assert!(!check.says(NAME), "{}", check.text());
        other.follow(&other.submit(&check, &check.path, &[])).expect(200);
    });
}

#[test]
fn a_form_lives_an_hour_after_the_last_answer_and_then_says_so_kindly() {
    each_app(|app| {
        found(app);
        let browser = Browser::new(app);
        let page = browser.get("/submit").expect(200);
        let page = answer(&browser, &page, &[("matter", "other")]);
        app.clock.advance(TimeDelta::minutes(50));
        let page = answer(&browser, &page, &[("kind", "petition")]);
        app.clock.advance(TimeDelta::minutes(50));
        assert!(browser.get("/submit").expect(200).says("viết dở"), "it can be gone on with");
        app.clock.advance(TimeDelta::minutes(11));
        let gone = browser.submit(&page, &page.path, &[("title", "a"), ("body", TYPED)]).expect(410);
        assert!(gone.says("60 phút") && gone.says("Hoàng Mai Thượng"), "what was typed last can be copied: {}", gone.text());
        browser.get(&page.path).expect(410);
        assert!(!browser.get("/submit").expect(200).says("viết dở"));
    });
}

#[test]
fn a_foreign_cookie_opens_nothing_and_a_form_needs_its_token() {
    each_app(|app| {
        found(app);
        let browser = Browser::new(app);
        let page = browser.get("/submit").expect(200);
        let page = answer(&browser, &page, &[("matter", "other")]);
        let stranger = Browser::new(app);
        stranger.get(&page.path).expect(410);
        stranger.set_cookie("redress-form", "x".repeat(43).as_str());
        stranger.get(&page.path).expect(410);
        let token = browser.cookie("redress-form").unwrap();
        let thief = Browser::new(app);
        thief.set_cookie("redress-form", &token);
        thief.post(&page.path, &[("kind", "petition"), ("csrf", "forged")]).expect(403);
        assert_eq!(thief.upload(&page.path.replace("kind", "papers"), "forged", "on", &[]).status, 403);
        // The same form, another number: not there.
        browser.get(&page.path.replace("/1/", "/2/")).expect(410);
        assert_eq!(peek(&browser, &page.path.replace("/1/", "/300/")).status, 410);
        // A cookie that somebody else chose is not taken for a new form.
        let fixed = Browser::new(app);
        fixed.set_cookie("redress-form", "chosen-by-somebody-else");
        let first = fixed.get("/submit").expect(200);
        answer(&fixed, &first, &[("matter", "other")]);
        assert_ne!(fixed.cookie("redress-form").as_deref(), Some("chosen-by-somebody-else"));
    });
}

#[test]
fn two_tabs_do_not_write_over_each_other() {
    each_app(|app| {
        found(app);
        let browser = Browser::new(app);
        let (one, two) = (browser.get("/submit").expect(200), browser.get("/submit").expect(200));
        let one = answer(&browser, &one, &[("matter", "other")]);
        let two = answer(&browser, &two, &[("matter", "voter_list")]);
        assert_ne!(one.path, two.path, "each is a form of its own");
        let one = answer(&browser, &one, &[("kind", "petition")]);
        let two = answer(&browser, &two, &[("kind", "complaint")]);
        let place = answer(&browser, &one, &[("title", "một"), ("body", "điều thứ nhất")]);
        answer(&browser, &two, &[("title", "hai"), ("body", "điều thứ hai")]);
        assert!(browser.get(&one.path).expect(200).says("điều thứ nhất"));
        assert!(browser.get(&two.path).expect(200).says("điều thứ hai"));
        // The same form in two tabs: an old page changes only its own answers.
        answer(&browser, &place, &[("occurred_on.day", "1"), ("occurred_on.month", "2"), ("occurred_on.year", "2026")]);
        answer(&browser, &one, &[("title", "một"), ("body", "điều thứ nhất, sửa")]);
        assert!(browser.get(&place.path).expect(200).html.contains("value=\"2026\""));
    });
}

#[test]
fn pressing_twice_at_once_makes_one_case() {
    each_app(|app| {
        let ward = found(app);
        app.member("minh", &[(Role::Officer, ward.ward)]);
        let browser = Browser::new(app);
        let page = to_papers(&browser, &ward);
        let check = browser.follow(&upload(&browser, &page, "on", &[("a.txt", b"mot")])).expect(200);
        let token = browser.cookie("redress-form").unwrap();
        let gate = Barrier::new(4);
        let answers: Vec<Opened> = std::thread::scope(|threads| {
            let pressed: Vec<_> = (0..4)
                .map(|_| {
                    threads.spawn(|| {
                        let tab = Browser::new(app);
                        tab.set_cookie("redress-form", &token);
                        gate.wait();
                        tab.submit(&check, &check.path, &[])
                    })
                })
                .collect();
            pressed.into_iter().map(|tab| tab.join().unwrap()).collect()
        });
        for answer in &answers {
            assert_eq!((answer.status, answer.location.ends_with("/receipt")), (303, true), "{}", answer.text());
        }
        // And once more later.
        assert_eq!(browser.submit(&check, &check.path, &[]).status, 303);
        let officer = app.sign_in("minh");
        let cases = officer.get("/api/v1/cases").send().expect(200);
        assert_eq!(cases["items"].as_array().unwrap().len(), 1);
    });
}

#[test]
fn what_was_typed_survives_a_switch_of_the_language() {
    each_app(|app| {
        found(app);
        let browser = Browser::new(app);
        let page = answer(&browser, &browser.get("/submit").expect(200), &[("matter", "voter_list")]);
        let page = answer(&browser, &page, &[("kind", "complaint")]);
        let button = page.html.split("name=\"switch\"").next().unwrap().rsplit('<').next().unwrap();
        assert!(
            button.contains("form=\"answers\"") && page.html.contains("id=\"answers\""),
            "a button of the form, without a script: {button}"
        );
        // The title is still missing.
        let typed = [("title", ""), ("body", TYPED), ("switch", "en")];
        let sent = browser.submit(&page, &page.path, &typed);
        assert_eq!(sent.location, format!("{}?lang=en", page.path));
        let english = browser.follow(&sent).expect(200);
        assert!(english.html.contains("<html lang=\"en\">") && english.says("Hoàng Mai Thượng"), "{}", english.text());
        assert!(!english.html.contains("error-summary"), "nothing was sent yet");
        // It is not taken for an answer, and goes on from there.
        assert_ne!(browser.get(&format!("{}/check", page.path.rsplit_once('/').unwrap().0)).status, 200);
        let path = page.path.clone();
        let next =
            browser.submit(&crate::support::browser::Opened { path: path.clone(), ..english }, &path, &[("title", "x"), ("body", TYPED)]);
        assert!(next.status == 303 && next.location != path, "{}", next.text());
    });
}
