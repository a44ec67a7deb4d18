//! Admins at their pages: people, units, elections, calendars, law, mail, jobs.

use std::sync::Arc;

use chrono::Duration;
use redress::domain::ids::UnitId;
use redress::domain::permission::Role;
use redress::jobs::Worker;
use redress::mail::transport::{Failure, Memory};
use serde_json::json;

use crate::support::app::{TestApp, each_app};
use crate::support::browser::{Browser, Opened};

pub(super) fn admin(app: &TestApp) -> Browser<'_> {
    app.member("admin", &[(Role::Admin, app.root())]);
    let browser = Browser::signed_in(app, "admin");
    browser.set_cookie("redress-lang", "en");
    browser
}

/// Adds a unit through the page.
pub(super) fn unit(app: &TestApp, admin: &Browser<'_>, parent: UnitId, level: &str, sign: &str, public: &str) -> UnitId {
    let page = admin.get(&format!("/admin/units/new?parent={parent}")).expect(200);
    let above = parent.to_string();
    let name = format!("Đơn vị {sign}");
    let fields = [
        ("parent", above.as_str()),
        ("level", level),
        ("name", &name),
        ("sign", sign),
        ("public", public),
        ("bodies", "election_committee"),
    ];
    let added = admin.submit(&page, "/admin/units", &fields);
    assert_eq!(added.location, format!("/admin/units?unit={parent}&done=added"), "{}", added.html);
    assert!(admin.follow(&added).expect(200).says(&name));
    app.context().directory.units.values().find(|u| u.sign == sign).unwrap().id
}

#[test]
fn an_admin_keeps_accounts() {
    each_app(|app| {
        let admin = admin(app);
        let ward = unit(app, &admin, app.root(), "ward", "CK", "true");
        assert!(admin.get("/admin/users").expect(200).says("Đơn vị CK (CK): 0 at work."), "a unit that takes letters has no supervisor");
        let page = admin.get("/admin/users/new").expect(200);
        let unit = ward.to_string();
        let typed = [
            ("username", "Lan Anh"),
            ("name", "Nguyễn <i>Lan"),
            ("email", "lan@example.vn"),
            ("language", "en"),
            ("grants.1.role", "supervisor"),
            ("grants.1.unit", unit.as_str()),
        ];
        let wrong = admin.submit(&page, "/admin/users", &typed).expect(422);
        assert!(wrong.says("small letters") || wrong.says("3 to 40"), "{}", wrong.text());
        for kept in
            ["value=\"Lan Anh\"", "value=\"Nguyễn &#60;i&#62;Lan\"", "value=\"lan@example.vn\"", "<option value=\"supervisor\" selected>"]
        {
            assert!(wrong.html.contains(kept), "{kept} in {}", wrong.html);
        }
        assert!(wrong.html.contains("name=\"grants.0.role\""), "empty rows before it are gone");
        let mut right = typed;
        right[0].1 = "lan";
        let made = admin.submit(&page, "/admin/users", &right);
        let account = made.location.trim_end_matches("?done=added").to_owned();
        assert!(admin.follow(&made).expect(200).says("Added."));
        let taken = admin.submit(&page, "/admin/users", &right).expect(422);
        assert!(taken.html.contains("href=\"#username\""), "{}", taken.html);
        // A row that is half filled in says what is missing, and where.
        let half =
            admin.submit(&page, "/admin/users", &[("username", "minh"), ("name", "Minh"), ("language", "vi"), ("grants.2.role", "clerk")]);
        assert!(half.expect(422).html.contains("href=\"#grants-0-unit\""));
        let page = admin.get(&account).expect(200);
        let changed = [
            ("name", "Lan Hương"),
            ("email", ""),
            ("language", "vi"),
            ("disabled", "false"),
            ("absent_until", "2026-01-09"),
            ("grants.0.role", "officer"),
            ("grants.0.unit", &unit),
        ];
        let saved = admin.submit(&page, &account, &changed);
        assert!(admin.follow(&saved).expect(200).says("Saved."));
        let lan = app.context().directory.members.values().find(|m| m.username == "lan").unwrap().clone();
        assert_eq!((lan.name.as_str(), lan.email.as_deref(), lan.grants.len(), lan.grants[0].role), ("Lan Hương", None, 1, Role::Officer));
        let list = admin.get("/admin/users").expect(200);
        assert!(list.says("Lan Hương"));
        let filtered = admin.get(&format!("/admin/users?role=officer&unit={ward}")).expect(200);
        assert!(filtered.says("Lan Hương") && filtered.html.matches("class=\"row-title\"").count() == 1);
        assert!(!admin.get("/admin/users?role=clerk&unit=").expect(200).says("Lan Hương"));
        let locked = [("name", "Lan Hương"), ("language", "vi"), ("disabled", "true")];
        admin.submit(&page, &account, &locked).expect(303);
        assert!(admin.get("/admin/users").expect(200).says("Disabled"));
        // Nobody locks the last admin out.
        let own = app.context().directory.members.values().find(|m| m.username == "admin").unwrap().id;
        let me = admin.get(&format!("/admin/users/{own}")).expect(200);
        admin.submit(&me, &format!("/admin/users/{own}"), &[("name", "A"), ("language", "vi"), ("disabled", "true")]).expect(409);
    });
}

#[test]
fn a_list_of_accounts_is_paged_by_name() {
    let app = TestApp::sqlite();
    let admin = admin(&app);
    for number in 0..60 {
        app.member(&format!("m{number:02}"), &[(Role::Clerk, app.root())]);
    }
    let (mut seen, mut path) = (Vec::new(), "/admin/users?role=clerk".to_owned());
    loop {
        let page = admin.get(&path).expect(200);
        seen.extend(page.html.split("<td data-label=\"Name to sign in with\">").skip(1).map(|c| c.split('<').next().unwrap().to_owned()));
        let Some(next) = page.html.split("rel=\"next\" href=\"").nth(1) else { break };
        path = next.split('"').next().unwrap().replace("&#38;", "&");
    }
    let expected: Vec<String> = (0..60).map(|number| format!("m{number:02}")).collect();
    assert_eq!(seen, expected);
}

#[test]
fn an_admin_keeps_units() {
    each_app(|app| {
        let admin = admin(app);
        let ward = unit(app, &admin, app.root(), "ward", "CK", "true");
        unit(app, &admin, ward, "polling_area", "CK-1", "false");
        let page = admin.get(&format!("/admin/units/new?parent={ward}")).expect(200);
        let fields =
            [("parent", &*ward.to_string()), ("level", "polling_area"), ("name", "Khu vực <2>"), ("sign", "CK-1"), ("public", "false")];
        let refused = admin.submit(&page, "/admin/units", &fields).expect(422);
        assert!(refused.html.contains("href=\"#sign\"") && refused.html.contains("value=\"Khu vực &#60;2&#62;\""), "{}", refused.html);
        let path = format!("/admin/units/{ward}");
        let page = admin.get(&path).expect(200);
        assert!(page.html.contains("value=\"election_committee\" checked"));
        let same = app.root().to_string();
        let change = [
            ("parent", same.as_str()),
            ("name", "Phường Cự Khối"),
            ("sign", "CK"),
            ("public", "false"),
            ("remote", "true"),
            ("valid_to", "2026-12-31"),
        ];
        let wrong = [&change[..], &[("own_reminders", "true"), ("reminders.at", "7h30"), ("reminders.before_long", "9, 3")]].concat();
        let refused = admin.submit(&page, &path, &wrong).expect(422);
        assert!(refused.html.contains("href=\"#reminders-at\"") && refused.html.contains("value=\"9, 3\""), "{}", refused.html);
        let right = [&change[..], &[("own_reminders", "true"), ("reminders.at", "06:45"), ("reminders.before_long", "-")]].concat();
        admin.submit(&page, &path, &right);
        let own = app.context().directory.units[&ward].reminders.clone().unwrap();
        assert_eq!((own.at.to_string().as_str(), own.before_long.all(), own.digest), ("06:45", &[][..], true));
        assert!(admin.get(&path).expect(200).html.contains("value=\"06:45\""));
        let saved = admin.submit(&page, &path, &change);
        assert!(admin.follow(&saved).expect(200).says("Phường Cự Khối"));
        assert_eq!(app.context().directory.units[&ward].reminders, None, "as the unit above it again");
        let unit = app.context().directory.units[&ward].clone();
        assert_eq!((unit.public, unit.remote, unit.bodies.len()), (false, true, 0), "what was ticked off is off");
        let tree = admin.get("/admin/units").expect(200);
        assert!(tree.html.contains("<div class=\"tree-2\">") && tree.says("until 31/12/2026"));
        // An admin of the ward keeps it, and sees the rest.
        app.member("local", &[(Role::Admin, ward)]);
        let local = Browser::signed_in(app, "local");
        local.get(&format!("/admin/units/{}", app.root())).expect(404);
        local.get(&path).expect(200);
        local.get("/admin/units").expect(200);
    });
}

#[test]
fn an_admin_keeps_elections() {
    each_app(|app| {
        let admin = admin(app);
        let page = admin.get("/admin/elections/new").expect(200);
        let none = admin.submit(&page, "/admin/elections", &[("name", "Bầu cử 2026"), ("day", "2026-03-15")]).expect(422);
        assert!(none.html.contains("href=\"#contests\"") && none.html.contains("value=\"2026-03-15\""), "{}", none.html);
        let none =
            admin.submit(&page, "/admin/elections", &[("name", "Bầu cử 2026"), ("day", "2026-03-15"), ("contests", "na")]).expect(422);
        assert!(none.html.contains("href=\"#units\"") && none.html.contains("value=\"na\" checked"), "{}", none.html);
        // The unit by its identifier, or its sign.
        let full = [("name", "Bầu cử 2026"), ("day", "2026-03-15"), ("contests", "na"), ("contests", "council_commune"), ("units.1", "vn")];
        let made = admin.submit(&page, "/admin/elections", &full);
        let page = admin.follow(&made).expect(200);
        assert!(page.says("Added.") && page.html.contains("class=\"is-election\""), "{}", page.html);
        let path = made.location.trim_end_matches("?done=added").to_owned();
        let root = app.root().to_string();
        let actual = [
            ("name", "Bầu cử 2026"),
            ("day", "2026-03-15"),
            ("contests", "na"),
            ("units.0", root.as_str()),
            ("voter_list_posted", "2026-02-04"),
            ("opens_before", "100"),
        ];
        let saved = admin.submit(&page, &path, &actual);
        let page = admin.follow(&saved).expect(200);
        assert!(page.says("04/02/2026") && page.says("(as it was)"));
        let election = app.context().directory.elections.values().next().unwrap().clone();
        assert_eq!((election.opens_before, election.closes_after, election.contests.len()), (100, 60, 1));
        assert_eq!(election.voter_list_posted.map(|d| d.to_string()).as_deref(), Some("2026-02-04"));
        assert!(admin.get("/admin/elections").expect(200).says("Bầu cử 2026"));
        let unknown = admin.submit(&page, &path, &[("name", "x"), ("day", "2026-03-15"), ("contests", "na"), ("units.0", "NOWHERE")]);
        assert!(unknown.expect(422).html.contains("value=\"NOWHERE\"") || app.context().directory.units.len() <= 30);
    });
}

#[test]
fn an_admin_loads_a_year() {
    each_app(|app| {
        let admin = admin(app);
        let page = admin.get("/admin/calendars").expect(200);
        assert!(page.says("Years that are missing 2027"), "{}", page.text());
        let wrong = [("year", "2027"), ("source", "Thông báo"), ("off", "01/01/2027; Tết Dương lịch; New Year's Day\n31/02/2027; x; y")];
        let refused = admin.submit(&page, "/admin/calendars", &wrong).expect(422);
        assert!(refused.says("Line 2 cannot be read") && refused.says("31/02/2027; x; y"), "{}", refused.text());
        let weekend = [("year", "2027"), ("source", "Thông báo"), ("off", "02/01/2027; a; b")];
        assert!(admin.submit(&page, "/admin/calendars", &weekend).expect(422).html.contains("href=\"#off\""));
        let right = [("year", "2027"), ("source", "Thông báo 5"), ("off", "01/01/2027; Tết Dương lịch; New Year's Day"), ("worked", "")];
        let loaded = admin.submit(&page, "/admin/calendars", &right);
        assert!(!admin.follow(&loaded).expect(200).says("Years that are missing"));
        let year = admin.get("/admin/calendars/2027").expect(200);
        assert!(
            year.says("Friday 01/01/2027 : New Year's Day") && year.says("01/01/2027; Tết Dương lịch; New Year's Day"),
            "{}",
            year.text()
        );
        let json = json!({"source": "Tệp", "off": [{"date": "2027-02-05", "name": {"vi": "Tết", "en": "Tết"}}], "worked": []}).to_string();
        admin.submit(&year, "/admin/calendars", &[("year", "2027"), ("json", &json)]).expect(303);
        assert!(admin.get("/admin/calendars/2027").expect(200).says("05/02/2027"));
        assert!(
            admin
                .submit(&year, "/admin/calendars", &[("year", "2027"), ("json", "{\"off\": 1}")])
                .expect(422)
                .html
                .contains("href=\"#json\"")
        );
        admin.get("/admin/calendars/1999").expect(404);
        // The calendar is the whole country's.
        let ward = unit(app, &admin, app.root(), "ward", "CK", "false");
        app.member("local", &[(Role::Admin, ward)]);
        let local = Browser::signed_in(app, "local");
        local.set_cookie("redress-lang", "en");
        let seen = local.get("/admin/calendars").expect(200);
        assert!(!seen.html.contains("<textarea"));
        let csrf = seen.hidden("/sign-out").into_iter().find(|(name, _)| name == "csrf").unwrap().1;
        for path in ["/admin/calendars", "/admin/law/figures"] {
            local.post(path, &[("csrf", &csrf), ("year", "2028")]).expect(403);
        }
    });
}

#[test]
fn an_admin_reads_the_law_and_sets_what_it_leaves_open() {
    each_app(|app| {
        let admin = admin(app);
        let law = admin.get("/admin/law").expect(200);
        assert!(law.html.contains("el.voter-list.settle") && law.says("Never later than: 5 days before election day"));
        let (mut ids, mut path) = (0, "/admin/law?which=all".to_owned());
        loop {
            let page = admin.get(&path).expect(200);
            ids += page.html.matches("<span class=\"row-title\">").count();
            let Some(next) = page.html.split("rel=\"next\" href=\"").nth(1) else { break };
            path = next.split('"').next().unwrap().replace("&#38;", "&");
        }
        assert_eq!(ids, app.context().law.rulebook.rows().count());
        assert!(admin.get("/admin/law?which=unverified").expect(200).says("Not confirmed"));
        let page = admin.get("/admin/law/figures").expect(200);
        let open = page.html.split("<option value=\"").nth(2).unwrap().split('"').next().unwrap().to_owned();
        let refused =
            admin.submit(&page, "/admin/law/figures", &[("rule", &open), ("amount", "400"), ("source", "Công văn 12")]).expect(422);
        assert!(refused.html.contains("href=\"#amount\"") && refused.html.contains("value=\"Công văn 12\""), "{}", refused.html);
        assert!(admin.submit(&page, "/admin/law/figures", &[("amount", "4"), ("source", "x")]).expect(422).html.contains("href=\"#rule\""));
        let set = admin.submit(&page, "/admin/law/figures", &[("rule", &open), ("amount", "12"), ("source", "Công văn 12")]);
        assert!(admin.follow(&set).expect(200).says("Công văn 12"));
        let (rule, version) = open.rsplit_once('/').unwrap();
        let ctx = app.context();
        assert_eq!(ctx.law.rulebook.figure(rule, version, ctx.law.revision).map(|f| f.amount), Some(12));
    });
}

/// A letter of the public about the ward, with words that nobody may find on an admin's page.
fn complain(app: &TestApp, ward: UnitId) {
    let letter = json!({"kind": "complaint", "matter": "organisation", "identity": "named", "title": "TIEUDE-KIN", "body": "NOIDUNG-KIN",
        "unit": ward, "petitioner": {"name": "NGUOIGUI-KIN", "email": "nguoigui-kin@example.vn"}});
    app.post("/api/v1/public/cases", &letter).send().expect(201);
}

fn mail_page(admin: &Browser<'_>, query: &str) -> Opened {
    let page = admin.get(&format!("/admin/mail{query}")).expect(200);
    for secret in ["TIEUDE-KIN", "NOIDUNG-KIN", "NGUOIGUI-KIN", "nguoigui-kin"] {
        assert!(!page.html.contains(secret), "{secret} in {}", page.html);
    }
    page
}

#[test]
fn an_admin_sees_what_became_of_mails_and_jobs_and_nothing_of_cases() {
    each_app(|app| {
        let admin = admin(app);
        let ward = unit(app, &admin, app.root(), "ward", "CK", "true");
        assert!(mail_page(&admin, "").says("There is no mail."));
        assert!(admin.get("/admin/jobs").expect(200).says("It has not run yet."));
        complain(app, ward);
        let waiting = mail_page(&admin, "?state=queued");
        assert!(waiting.says("n***@example.vn") && !waiting.html.contains("/resend"), "{}", waiting.text());
        let memory = Arc::new(Memory::default());
        memory.fail([Failure::Never("550 5.1.1 unknown".to_owned())]);
        let worker = Worker::with(Arc::clone(&app.app), memory.clone());
        worker.run_once("send_mail").unwrap();
        let failed = mail_page(&admin, "?state=failed");
        assert!(failed.says("550 5.1.1 unknown"));
        let resend = failed.html.split("action=\"/admin/mail/").nth(1).unwrap().split('"').next().unwrap();
        let action = format!("/admin/mail/{resend}");
        let again = admin.submit(&failed, &action, &[]);
        assert!(admin.follow(&again).expect(200).says("The mail will be sent again."));
        assert!(admin.submit(&failed, &action, &[]).expect(409).says("wait"), "it waits already");
        // A server that cannot be spoken to holds up all mails, also those that were never tried: the page says why.
        memory.fail([Failure::Down("STARTTLS is not offered".to_owned())]);
        worker.run_once("send_mail").unwrap();
        let held = mail_page(&admin, "?state=failed");
        assert!(held.says("The mail server could not be used at the last try") && held.says("STARTTLS is not offered"));
        app.clock.advance(Duration::hours(1));
        worker.run_once("send_mail").unwrap();
        assert_eq!(memory.sent().len(), 1);
        assert!(!mail_page(&admin, "").says("could not be used"));
        assert!(mail_page(&admin, "?state=sent").says("Sent"));
        // A look at which nothing was due is told too: a job that never had to run is not one that stands still.
        assert!(!admin.get("/admin/jobs").says("with nothing to do"));
        worker.run_once("send_mail").unwrap();
        let jobs = admin.get("/admin/jobs").expect(200);
        assert!(jobs.says("Looked last, with nothing to do: "), "{}", jobs.text());
        assert!(jobs.says("Sending mails") && jobs.html.matches("<th scope=\"row\">").count() == 3, "{}", jobs.text());
        for path in ["/admin/users", "/admin/units", "/admin/elections", "/admin/calendars", "/admin/law", "/admin/jobs"] {
            let page = admin.get(path).expect(200);
            assert!(!page.html.contains("-KIN") && !page.html.contains("/2026/CK"), "{path}");
        }
        // Who keeps another unit sees none of these mails.
        let other = unit(app, &admin, app.root(), "ward", "XX", "false");
        app.member("local", &[(Role::Admin, other)]);
        let local = Browser::signed_in(app, "local");
        local.set_cookie("redress-lang", "en");
        assert!(mail_page(&local, "").says("There is no mail."));
        let csrf = local.get("/admin/mail").hidden("/sign-out").into_iter().find(|(name, _)| name == "csrf").unwrap().1;
        local.post(&action, &[("csrf", &csrf)]).expect(404);
    });
}

#[test]
fn mails_are_paged() {
    let app = TestApp::sqlite();
    let admin = admin(&app);
    let ward = unit(&app, &admin, app.root(), "ward", "CK", "true");
    for _ in 0..30 {
        complain(&app, ward);
    }
    let first = admin.get("/admin/mail").expect(200);
    assert_eq!(first.html.matches("<th scope=\"row\">").count(), 25);
    let next = first.html.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&#38;", "&");
    let second = admin.get(&next).expect(200);
    assert_eq!(second.html.matches("<th scope=\"row\">").count(), 5);
    assert!(second.html.contains("rel=\"prev\" href=\"/admin/mail\""));
    admin.get("/admin/mail?cursor=x").expect(422);
}

#[test]
fn nobody_else_opens_these_pages() {
    let app = TestApp::sqlite();
    for role in [Role::Clerk, Role::Officer, Role::Supervisor, Role::Observer] {
        app.member(role.as_str(), &[(role, app.root())]);
        let browser = Browser::signed_in(&app, role.as_str());
        for way in ["users", "users/new", "units", "elections", "calendars", "law", "law/figures", "mail", "jobs"] {
            browser.get(&format!("/admin/{way}")).expect(403);
        }
    }
}
