//! A year's calendar from a file: seen with what it would move, then loaded.

use redress::domain::permission::Role;
use serde_json::json;

use super::admin::{admin, unit};
use crate::support::app::each_app;

#[test]
fn a_calendar_comes_from_a_file_after_it_was_seen() {
    each_app(|app| {
        // A complaint that runs into a year of which no calendar is loaded.
        app.clock.set("2026-12-30T02:00:00Z".parse().unwrap());
        let admin = admin(app);
        let ward = unit(app, &admin, app.root(), "ward", "CK", "true");
        app.member("lan", &[(Role::Clerk, ward)]);
        let letter = json!({"kind": "complaint", "matter": "administrative_act", "identity": "named", "title": "x", "body": "y", "form": "signed",
            "channel": "post", "petitioner": {"name": "Mai", "phone": "0912 345 678"}, "respondent": {"name": "Ủy ban"}});
        let case = app.sign_in("lan").post("/api/v1/cases", &letter).send().expect(201)["id"].as_str().unwrap().to_owned();
        let undated = || {
            let all = app.sign_in("lan").get(&format!("/api/v1/cases/{case}/deadlines")).send().expect(200);
            all["items"].as_array().unwrap().iter().filter(|d| d["state"] == "running" && d["due"].is_null()).count()
        };
        let before = undated();
        let page = admin.get("/admin/calendars").expect(200);
        let csrf = page.hidden("/admin/calendars/file").remove(0).1;
        let send = |name: &str, text: &str, more: &[(&str, &str)]| {
            let fields: Vec<(&str, &str)> = [("csrf", csrf.as_str())].into_iter().chain(more.iter().copied()).collect();
            admin.send_files("/admin/calendars/file", &fields, &[(name, text.as_bytes())])
        };
        let csv = "date,kind,vi,en\n2027-01-01,off,Tết <b>Dương</b> lịch,New Year\n2027-09-02,off,Quốc khánh,National Day\n";
        for (name, text, more, wrong) in [
            ("a.xls", csv, &[("source", "x")][..], "must end in"),
            ("a.csv", "date,kind,vi,en\nsoon,off,a,b\n", &[("source", "x")], "Line 2"),
            ("a.csv", csv, &[], "Please enter: source"),
            ("a.csv", "date,kind,vi,en\n2027-01-01,off,a,b\n2028-01-03,off,a,b\n", &[("source", "x")], "several years (2027, 2028)"),
            ("a.toml", "year = 2027", &[], "not right"),
        ] {
            let refused = send(name, text, more).expect(422);
            assert!(refused.says(wrong), "{name} {wrong}: {}", refused.text());
            assert_eq!(crate::pages::html::mistakes(&refused.html), Vec::<String>::new());
        }
        let seen = send("lịch 2027.csv", csv, &[("source", "Thông báo \"1\"")]).expect(200);
        assert_eq!(crate::pages::html::mistakes(&seen.html), Vec::<String>::new());
        assert!(
            seen.says("Nothing is loaded yet.") && seen.says("Tết <b>Dương</b> lịch") && !seen.html.contains("<b>Dương"),
            "{}",
            seen.text()
        );
        assert!(seen.says("Friday 30/04/2027") && !seen.says("Saturday 01/05/2027"), "what is missing is seen: {}", seen.text());
        assert!(seen.says(&format!("Get a date as soon as it is loaded: {before}")), "{}", seen.text());
        assert!(app.context().law.calendar.newest().year(2027).is_err(), "nothing is loaded by looking");
        assert_eq!(undated(), before);
        assert!(before > 0 && seen.says("0001/2026/CK"), "{before}: {}", seen.text());
        let loaded = admin.submit(&seen, "/admin/calendars", &[]);
        assert_eq!(loaded.location, "/admin/calendars?done=saved", "{}", loaded.text());
        assert_eq!(app.context().law.calendar.newest().year(2027).unwrap().basis, "Thông báo \"1\"");
        assert_eq!(undated(), 0, "dated as the preview said");
        // Another version of it moves nothing by itself, and the preview says what it would move.
        let ics = "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270104\r\nDTEND;VALUE=DATE:20270123\r\nSUMMARY:Nghỉ\r\nEND:VEVENT\r\n";
        let again = send("2027.ics", ics, &[("source", "Khác")]).expect(200);
        assert!(
            again.says("This year has a calendar already") && !again.says("Keep their date until they are recomputed: 0"),
            "{}",
            again.text()
        );
        // Of a secret case the keeper of calendars learns neither number nor kind.
        let secret = json!({"kind": "denunciation", "matter": "official_conduct", "identity": "named", "title": "x", "body": "y",
            "form": "signed", "channel": "post", "petitioner": {"name": "Mai", "phone": "0912 345 678"}, "respondent": {"name": "Ông Bình"}});
        app.sign_in("lan").post("/api/v1/cases", &secret).send().expect(201);
        let again = send("2027.ics", ics, &[("source", "Khác")]).expect(200);
        assert!(again.says("kept secret") && !again.says("0002/") && !again.says("enunciation"), "{}", again.text());
    });
}
