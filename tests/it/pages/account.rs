//! One's own account; and the ways to a password by links that work once.

use chrono::Duration;
use redress::domain::permission::Role;
use redress::mail::transport::Memory;
use serde_json::json;

use crate::support::app::{PASSWORD, Person, TestApp, each_app};
use crate::support::browser::{Browser, Opened};

const NEW: &str = "mật khẩu mới rất dài";

/// An admin's browser, and the page of an account.
fn admin(app: &TestApp) -> Browser<'_> {
    app.member("admin", &[(Role::Admin, app.root())]);
    let browser = Browser::signed_in(app, "admin");
    browser.set_cookie("redress-lang", "en");
    browser
}

/// An account with an address, made as an admin makes it: without a password.
fn invited(app: &TestApp, admin: &Browser<'_>) -> String {
    let page = admin.get("/admin/users/new").expect(200);
    let root = app.root().to_string();
    let fields = [
        ("username", "lan"),
        ("name", "Vũ Thị Lan"),
        ("email", "lan@example.vn"),
        ("language", "en"),
        ("grants.0.role", "clerk"),
        ("grants.0.unit", root.as_str()),
    ];
    let made = admin.submit(&page, "/admin/users", &fields);
    assert_eq!(made.status, 303, "{}", made.html);
    made.location.trim_end_matches("?done=added").to_owned()
}

/// The link of an answer that shows it once, below the office's address.
fn shown(answer: &Opened) -> String {
    let link = answer.html.split("id=\"link\">").nth(1).unwrap().split('<').next().unwrap();
    link.strip_prefix("http://127.0.0.1").unwrap().to_owned()
}

/// An admin has the link of this account shown.
fn link(admin: &Browser<'_>, account: &str) -> String {
    let page = admin.get(account).expect(200);
    shown(&admin.submit(&page, &format!("{account}/invitation"), &[("how", "show")]).expect(200))
}

/// The links in the mails that are sent now.
fn mailed(app: &TestApp) -> Vec<String> {
    let memory = Memory::default();
    redress::jobs::send_mail::send_due(&app.context(), &memory).unwrap();
    let link = |bytes: &[u8]| {
        let text = String::from_utf8(bytes.to_vec()).unwrap().replace("=\r\n", "").replace("=3D", "=");
        let link = text.split("http://127.0.0.1").nth(1).unwrap().split(['\r', '\n', '<', '"']).next().unwrap();
        link.to_owned()
    };
    memory.sent().iter().map(|sent| link(&sent.bytes)).collect()
}

fn stranger(app: &TestApp) -> Browser<'_> {
    let browser = Browser::new(app);
    browser.set_cookie("redress-lang", "en");
    browser
}

/// Opens a link and sends a password by it.
fn set(browser: &Browser<'_>, link: &str, password: &str) -> Opened {
    let taken = browser.get(link).expect(303);
    let page = browser.get(&taken.location);
    if page.status != 200 {
        return page;
    }
    browser.submit(&page, &taken.location, &[("new", password)])
}

fn signs_in(app: &TestApp, password: &str) -> bool {
    app.post("/api/v1/session", &json!({"username": "lan", "password": password})).send().status == 200
}

#[test]
fn an_invitation_leads_to_a_first_password_once() {
    each_app(|app| {
        let admin = admin(app);
        let account = invited(app, &admin);
        assert!(admin.get(&account).expect(200).says("no password yet"));
        assert!(admin.get("/admin/users").expect(200).says("No password yet"));
        let link = link(&admin, &account);
        assert!(link.starts_with("/invitation/"), "{link}");
        let token = link.rsplit('/').next().unwrap();
        let lan = stranger(app);
        let taken = lan.get(&link).expect(303);
        assert_eq!(taken.location, "/invitation", "the token is out of the address at once");
        assert_eq!(lan.cookie("redress-link").as_deref(), Some(token));
        let page = lan.get("/invitation").expect(200);
        assert!(page.says("The account lan of Vũ Thị Lan.") && !page.html.contains(token));
        // Looking changes nothing: mail servers open links too.
        stranger(app).get(&link).expect(303);
        let short = lan.submit(&page, "/invitation", &[("new", "ngắn quá")]).expect(422);
        assert!(short.says("at least 12"), "{}", short.text());
        assert!(!short.html.contains("ngắn quá"));
        lan.post("/invitation", &[("csrf", "forged"), ("new", NEW)]).expect(403);
        let done = lan.submit(&page, "/invitation", &[("new", NEW)]);
        assert_eq!((done.status, done.location.as_str()), (303, "/password/set"), "{}", done.html);
        assert!(lan.cookie("redress-link").is_none() && signs_in(app, NEW));
        lan.get("/password/set").expect(200);
        assert!(set(&lan, &link, "một mật khẩu khác").expect(410).says("no longer works"));
        assert!(signs_in(app, NEW) && !signs_in(app, "một mật khẩu khác"));
    });
}

#[test]
fn a_link_is_good_for_its_own_purpose_and_time_only() {
    each_app(|app| {
        let admin = admin(app);
        let account = invited(app, &admin);
        let invitation = link(&admin, &account);
        let token = invitation.rsplit('/').next().unwrap();
        // The same token at the other door.
        assert_eq!(set(&stranger(app), &format!("/password/new/{token}"), NEW).status, 410);
        let crossed = stranger(app);
        let page = {
            crossed.get(&invitation).expect(303);
            crossed.get("/invitation").expect(200)
        };
        let csrf = page.hidden("/invitation").into_iter().find(|(name, _)| name == "csrf").unwrap().1;
        crossed.post("/password/new", &[("csrf", &csrf), ("new", NEW)]).expect(410);
        for wrong in ["x", "../../etc/passwd", "%0d%0aSet-Cookie:a=b", &"A".repeat(44)] {
            let gone = stranger(app).get(&format!("/invitation/{wrong}"));
            if wrong.contains('/') {
                gone.expect(404);
                continue;
            }
            let gone = gone.expect(410);
            assert!(gone.html.contains("/password/forgotten"), "cut short on its way: {}", gone.html);
        }
        assert_eq!(set(&stranger(app), &format!("/invitation/{}", "A".repeat(43)), NEW).status, 410);
        app.clock.advance(Duration::days(7));
        assert_eq!(set(&stranger(app), &invitation, NEW).status, 410, "seven days are over");
        assert!(!signs_in(app, NEW));
    });
}

#[test]
fn a_used_link_ends_the_others_and_every_session() {
    each_app(|app| {
        let admin = admin(app);
        let account = invited(app, &admin);
        assert_eq!(set(&stranger(app), &link(&admin, &account), PASSWORD).status, 303);
        let person = app.sign_in("lan");
        let desk = Browser::signed_in(app, "lan");
        let (one, other) = (link(&admin, &account), link(&admin, &account));
        assert!(one.starts_with("/password/new/"), "an account with a password is given a new one: {one}");
        // The answer leads where we say, whatever is added to the address.
        let bent = stranger(app).get(&format!("{one}?next=https://evil.example")).expect(303);
        assert_eq!(bent.location, "/password/new");
        assert_eq!(set(&stranger(app), &one, NEW).status, 303);
        assert_eq!(set(&stranger(app), &other, "một mật khẩu khác").status, 410);
        app.get("/api/v1/me").token(&person.token).send().problem(401, "no_session");
        assert_eq!(desk.get("/account").status, 303, "signed out");
        assert!(signs_in(app, NEW) && !signs_in(app, PASSWORD));
    });
}

#[test]
fn a_disabled_account_and_a_changed_address_end_links() {
    each_app(|app| {
        let admin = admin(app);
        let account = invited(app, &admin);
        let id = account.rsplit('/').next().unwrap().to_owned();
        let api = app.sign_in("admin");
        let patch = |body| api.patch(&format!("/api/v1/users/{id}"), &body).send().expect(200);
        let first = link(&admin, &account);
        patch(json!({"email": "other@example.vn"}));
        assert_eq!(set(&stranger(app), &first, NEW).status, 410);
        let second = link(&admin, &account);
        patch(json!({"disabled": true}));
        assert_eq!(set(&stranger(app), &second, NEW).status, 410);
        let page = admin.get("/admin/users").expect(200);
        let csrf = page.hidden("/sign-out").into_iter().find(|(name, _)| name == "csrf").unwrap().1;
        let refused = admin.post(&format!("{account}/invitation"), &[("csrf", &csrf), ("how", "show")]).expect(409);
        assert!(refused.says("The account is disabled"));
        patch(json!({"disabled": false}));
        assert_eq!(set(&stranger(app), &second, NEW).status, 410, "it does not come back to life");
    });
}

#[test]
fn who_keeps_a_part_gets_no_link_of_whoever_works_above_it() {
    each_app(|app| {
        let chief = app.member("chief", &[(Role::Admin, app.root())]);
        let new = json!({"parent": app.root(), "level": "ward", "name": "Phường", "sign": "CK"});
        let ward: redress::domain::ids::UnitId =
            chief.post("/api/v1/units", &new).send().expect(201)["id"].as_str().unwrap().parse().unwrap();
        app.member("local", &[(Role::Admin, ward)]);
        let both: Person<'_> = app.member("both", &[(Role::Admin, app.root()), (Role::Clerk, ward)]);
        let local = Browser::signed_in(app, "local");
        local.set_cookie("redress-lang", "en");
        let path = format!("/admin/users/{}", both.id);
        let page = local.get(&path).expect(200);
        let refused = local.submit(&page, &format!("{path}/invitation"), &[("how", "show")]).expect(409);
        assert!(refused.says("roles in other units") && !refused.html.contains("/password/new/"));
        let taken = local.submit(&page, &path, &[("name", "x"), ("language", "vi"), ("disabled", "false"), ("email", "me@example.org")]);
        assert!(taken.expect(409).says("roles in other units"));
        let api = app.sign_in("local");
        api.post(&format!("/api/v1/users/{}/password", both.id), &json!({"password": NEW})).send().problem(409, "roles_elsewhere");
        app.get(&format!("/api/v1/users/{}", chief.id)).token(&api.token).send().problem(404, "not_found");
    });
}

/// Answer and time of asking for a new password, with the browser's own marks taken out.
fn asked(app: &TestApp, username: &str) -> (u16, String, String, std::time::Duration) {
    let browser = stranger(app);
    let page = browser.get("/password/forgotten").expect(200);
    let begun = std::time::Instant::now();
    let answer = browser.submit(&page, "/password/forgotten", &[("username", username)]);
    let took = begun.elapsed();
    let said = browser.follow(&answer).expect(200).html;
    (answer.status, answer.location, said, took)
}

#[test]
fn asking_for_a_password_tells_nobody_which_accounts_there_are() {
    each_app(|app| {
        invited(app, &admin(app));
        app.member("minh", &[(Role::Clerk, app.root())]);
        let (known, unknown, without) = (asked(app, "lan"), asked(app, "nobody"), asked(app, "minh"));
        assert_eq!((known.0, &known.1, &known.2), (unknown.0, &unknown.1, &unknown.2));
        assert_eq!((known.0, &known.1, &known.2), (without.0, &without.1, &without.2));
        let links = mailed(app);
        assert_eq!(links.len(), 1, "only who has an address gets a mail");
        assert_eq!(set(&stranger(app), &links[0], PASSWORD).status, 303);
        assert!(signs_in(app, PASSWORD));
        stranger(app).post("/password/forgotten", &[("username", "")]).expect(422);
        // However often it is asked for, three links are open.
        for _ in 0..6 {
            asked(app, "lan");
        }
        let links = mailed(app);
        assert_eq!(links.len(), 3);
        app.clock.advance(Duration::hours(24));
        assert_eq!(set(&stranger(app), &links[0], NEW).status, 410, "a day is over");
        asked(app, "lan");
        assert_eq!(mailed(app).len(), 1);
    });
}

#[test]
fn asking_for_an_unknown_account_takes_the_time_of_a_known_one() {
    let app = TestApp::sqlite();
    invited(&app, &admin(&app));
    let median = |mut times: Vec<std::time::Duration>| {
        times.sort();
        times[times.len() / 2]
    };
    // A machine that is busy with other things may spoil a round; an answer that tells spoils every one.
    let mut rounds = Vec::new();
    for _ in 0..4 {
        let (mut known, mut unknown) = (Vec::new(), Vec::new());
        for _ in 0..21 {
            known.push(asked(&app, "lan").3);
            unknown.push(asked(&app, "nobody").3);
            // Every known one makes a link.
            app.clock.advance(Duration::hours(25));
        }
        let (known, unknown) = (median(known), median(unknown));
        rounds.push((known, unknown));
        if unknown * 2 > known && known * 2 > unknown {
            return;
        }
    }
    panic!("known and unknown in each round: {rounds:?}");
}

#[test]
fn one_keeps_ones_own_account() {
    each_app(|app| {
        app.member("thao", &[(Role::Clerk, app.root())]);
        let here = Browser::signed_in(app, "thao");
        here.set_cookie("redress-lang", "en");
        let elsewhere = Browser::signed_in(app, "thao");
        let page = here.get("/account").expect(200);
        assert!(page.says("Registry clerk") || page.says("Clerk"), "{}", page.text());
        let wrong = here.submit(&page, "/account", &[("language", "en"), ("absent_until", "2026-02-31")]).expect(422);
        assert!(wrong.html.contains("value=\"2026-02-31\""), "what was typed stays");
        let saved = here.submit(&page, "/account", &[("language", "vi"), ("absent_until", "2026-02-01")]);
        assert_eq!(saved.location, "/account?done=saved&lang=vi");
        assert!(here.follow(&saved).expect(200).says("Tài khoản của tôi"), "the language chosen is that of this browser at once");
        here.set_cookie("redress-lang", "en");
        let member = app.context().directory.members.values().find(|m| m.username == "thao").unwrap().clone();
        assert_eq!((member.language.as_str(), member.absent_until.map(|d| d.to_string()).as_deref()), ("vi", Some("2026-02-01")));
        // A session of one's own is ended; somebody else's is not there.
        let page = here.get("/account").expect(200);
        let end = page.html.split("action=\"/account/sessions/").nth(1).unwrap().split('"').next().unwrap();
        app.member("minh", &[(Role::Clerk, app.root())]);
        let minh = Browser::signed_in(app, "minh");
        let own = minh.get("/account").expect(200);
        let csrf = own.hidden("/account").into_iter().find(|(name, _)| name == "csrf").unwrap().1;
        minh.post(&format!("/account/sessions/{end}"), &[("csrf", &csrf)]).expect(404);
        let count = |page: &Opened| page.html.matches("/account/sessions/").count();
        let before = count(&page);
        let ended = here.submit(&page, &format!("/account/sessions/{end}"), &[]);
        assert_eq!(count(&here.follow(&ended).expect(200)), before - 1);
        let elsewhere_again = Browser::signed_in(app, "thao");
        // The password: the present one must be right, the new one long enough; the other sessions end.
        let page = here.get("/account").expect(200);
        let refused = |fields: &[(&str, &str)], said: &str| {
            let answer = here.submit(&page, "/account/password", fields).expect(422);
            assert!(answer.says(said), "{}", answer.text());
        };
        refused(&[("current", "sai mật khẩu rồi"), ("new", NEW)], "not your present password");
        refused(&[("current", PASSWORD), ("new", "ngắn")], "at least 12");
        refused(&[("current", ""), ("new", NEW)], "Please enter: present password.");
        let changed = here.submit(&page, "/account/password", &[("current", PASSWORD), ("new", NEW)]);
        assert!(here.follow(&changed).expect(200).says("The password is changed"));
        assert_eq!((elsewhere.get("/account").status, elsewhere_again.get("/account").status), (303, 303));
        here.get("/account").expect(200);
    });
}

#[test]
fn a_calendar_address_is_shown_once_and_revoked() {
    each_app(|app| {
        app.member("clerk", &[(Role::Clerk, app.root())]);
        let browser = Browser::signed_in(app, "clerk");
        browser.set_cookie("redress-lang", "en");
        assert!(browser.get("/account").expect(200).html.contains("href=\"/account/calendar\""));
        let page = browser.get("/account/calendar").expect(200);
        let root = app.root().to_string();
        let made = browser.submit(&page, "/account/calendar", &[("feed_of", root.as_str())]).expect(200);
        let address = shown(&made);
        assert!(address.starts_with("/feed/") && address.ends_with(".ics") && address.len() > 45, "{address}");
        assert_eq!(app.get(&address).send().status, 200);
        let page = browser.get("/account/calendar").expect(200);
        assert!(!page.html.contains("/feed/"), "shown once");
        let revoke = page.html.split("action=\"").find_map(|a| a.split('"').next().filter(|a| a.ends_with("/revoke"))).unwrap().to_owned();
        let done = browser.submit(&page, &revoke, &[]);
        assert_eq!((done.status, done.location.as_str()), (303, "/account/calendar?done=revoked"));
        assert_eq!(app.get(&address).send().status, 404);
        let wrong = browser.submit(&browser.get("/account/calendar").expect(200), "/account/calendar", &[("feed_of", "nothing")]);
        assert_eq!(wrong.status, 422);
        assert_eq!(browser.post(&revoke, &[("csrf", "forged")]).status, 403);
    });
}
