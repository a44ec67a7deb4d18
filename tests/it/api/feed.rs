//! Calendars of deadlines: what is in them, for whom, and that RFC 5545 is kept.

use std::collections::BTreeMap;

use redress::actions::calendar_feed;
use redress::domain::ids::MemberId;
use serde_json::json;

use crate::mail::desk::Desk;
use crate::support::app::{TestApp, each_app};

/// A calendar as a program reads it: lines unfolded, one map of properties an entry, alarms counted.
struct Read {
    name: String,
    entries: Vec<BTreeMap<String, String>>,
}

/// Reads by RFC 5545 and holds it to what that demands.
fn read(raw: &str) -> Read {
    assert!(raw.ends_with("\r\n") && !raw.replace("\r\n", "").contains(['\r', '\n']), "lines end with CRLF");
    assert!(raw.split("\r\n").all(|l| l.len() <= 75), "folded at 75 octets");
    let unfolded = raw.replace("\r\n ", "");
    let mut stack: Vec<&str> = Vec::new();
    let (mut top, mut entries): (BTreeMap<String, String>, Vec<BTreeMap<String, String>>) = Default::default();
    for line in unfolded.trim_end().split("\r\n") {
        let (name, value) = line.split_once(':').unwrap();
        match name {
            "BEGIN" => {
                stack.push(value);
                if value == "VEVENT" {
                    entries.push(BTreeMap::new());
                }
                if value == "VALARM" {
                    let alarms = entries.last_mut().unwrap().entry("alarms".into()).or_default();
                    alarms.push('.');
                }
            }
            "END" => assert_eq!(stack.pop(), Some(value)),
            _ => {
                let into = match stack.last().copied() {
                    Some("VCALENDAR") => &mut top,
                    Some("VEVENT") => entries.last_mut().unwrap(),
                    Some("VALARM" | "VTIMEZONE" | "STANDARD") => continue,
                    other => panic!("{other:?}"),
                };
                assert!(into.insert(name.to_owned(), value.to_owned()).is_none(), "{name} twice");
            }
        }
    }
    assert!(stack.is_empty());
    assert_eq!((top["VERSION"].as_str(), top["METHOD"].as_str()), ("2.0", "PUBLISH"));
    for entry in &entries {
        for must in ["UID", "DTSTAMP", "SEQUENCE", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "SUMMARY"] {
            assert!(entry.contains_key(must), "{must}: {entry:?}");
        }
        assert_eq!(entry["alarms"], "..");
    }
    Read { name: top["X-WR-CALNAME"].clone(), entries }
}

fn made(desk: &Desk<'_>, me: MemberId, unit: Option<redress::domain::ids::UnitId>) -> String {
    let address = calendar_feed::make(&desk.ctx(), me, unit).unwrap().address;
    address.strip_prefix("http://127.0.0.1").unwrap().to_owned()
}

fn fetched(app: &TestApp, path: &str) -> Read {
    let reply = app.get(path).send();
    assert_eq!((reply.status, reply.header("content-type")), (200, "text/calendar; charset=utf-8"));
    read(&reply.text)
}

#[test]
fn a_member_reads_the_deadlines_of_their_cases_and_a_unit_all_of_its() {
    each_app(|app| {
        let desk = Desk::open(app);
        let mine = desk.receive(json!({}));
        desk.classify(mine, json!({"title": "Khiếu nại của bà Lan"}));
        desk.assign(mine);
        let other = desk.receive(json!({}));
        let (own, of_unit) = (made(&desk, desk.officer, None), made(&desk, desk.officer, Some(desk.ward)));
        let first = fetched(app, &own);
        assert!(!first.entries.is_empty());
        let number = desk.case(mine).number.to_string();
        for entry in &first.entries {
            assert!(entry["SUMMARY"].starts_with(&format!("{number}: ")) && entry["URL"].ends_with(&format!("/cases/{mine}")), "{entry:?}");
            assert!(!format!("{entry:?}").contains("Lan"), "no name, no title");
        }
        let due = desk.case(mine).next_due.unwrap().format("%Y%m%d").to_string();
        assert!(first.entries.iter().any(|e| e["DTSTART;VALUE=DATE"] == due), "{due}");
        let all = fetched(app, &of_unit);
        assert!(all.name.contains("Cự Khối") && all.entries.len() > first.entries.len());
        assert!(all.entries.iter().any(|e| e["SUMMARY"].contains(&desk.case(other).number.to_string())));
        // The same entry is known again, and a change of its case shows.
        let uid = |r: &Read| r.entries.iter().map(|e| e["UID"].clone()).collect::<Vec<_>>();
        let sequence = |r: &Read| r.entries[0]["SEQUENCE"].parse::<i64>().unwrap();
        app.clock.advance(chrono::Duration::hours(1));
        desk.act::<redress::actions::message::Message>(desk.officer, mine, json!({"text": "Chào bà"}));
        let again = fetched(app, &own);
        assert_eq!(uid(&first), uid(&again));
        assert_eq!(sequence(&again), sequence(&first) + 1);
        assert!(uid(&all).iter().any(|u| uid(&first).contains(u)), "in every calendar it is the same entry");
    });
}

#[test]
fn of_a_secret_case_a_calendar_tells_only_that_something_falls_due() {
    each_app(|app| {
        let desk = Desk::open(app);
        let case = desk.receive(json!({"kind": "denunciation", "matter": "official_conduct", "respondent": {"name": "Phạm Văn Cán"}}));
        desk.classify(case, json!({"kind": "denunciation", "matter": "official_conduct", "title": "Tố cáo ông Cán"}));
        desk.assign(case);
        let raw = app.get(&made(&desk, desk.officer, None)).send().text;
        let found = read(&raw);
        assert!(!found.entries.is_empty() && found.entries.iter().all(|e| e["SUMMARY"] == "Đến hạn một vụ việc giữ bí mật"), "{raw}");
        let number = desk.case(case).number.to_string();
        for secret in ["Cán", "Lan", "Tố cáo", number.as_str(), &case.to_string(), "Giải quyết"] {
            assert!(!raw.replace("\r\n ", "").contains(secret), "{secret}: {raw}");
        }
        // Whoever may not see the case does not learn of it either.
        let blind = made(&desk, desk.officer, Some(desk.ward));
        desk.act::<redress::actions::declare_conflict::DeclareConflict>(desk.officer, case, json!({"relation": "relative"}));
        assert!(fetched(app, &blind).entries.is_empty());
    });
}

#[test]
fn a_revoked_or_forged_address_leads_nowhere_and_a_lost_role_takes_its_deadlines() {
    each_app(|app| {
        let desk = Desk::open(app);
        desk.receive(json!({}));
        let path = made(&desk, desk.officer, Some(desk.ward));
        assert!(!fetched(app, &path).entries.is_empty());
        let status = |path: &str| app.get(path).send().status;
        for forged in ["/feed/x.ics", "/feed/.ics", &path.replace(".ics", "x.ics"), &path.replace(".ics", ""), "/feed/%00.ics"] {
            assert_eq!(status(forged), 404, "{forged}");
        }
        desk.change_account(desk.officer, json!({"grants": [{"role": "observer", "unit": desk.ward}]}));
        assert!(fetched(app, &path).entries.is_empty());
        desk.change_account(desk.officer, json!({"grants": [{"role": "officer", "unit": desk.ward}]}));
        assert!(!fetched(app, &path).entries.is_empty());
        let feed = calendar_feed::of_member(&desk.ctx(), desk.officer).unwrap()[0];
        assert!(calendar_feed::revoke(&desk.ctx(), desk.clerk, feed.id).is_err(), "only one's own");
        calendar_feed::revoke(&desk.ctx(), desk.officer, feed.id).unwrap();
        assert_eq!(status(&path), 404);
        let other = made(&desk, desk.officer, None);
        desk.change_account(desk.officer, json!({"disabled": true}));
        assert_eq!(status(&other), 404);
        assert!(calendar_feed::make(&desk.ctx(), desk.clerk, Some(desk.next_ward)).is_err());
        for _ in 0..10 {
            made(&desk, desk.clerk, None);
        }
        assert!(format!("{:?}", calendar_feed::make(&desk.ctx(), desk.clerk, None).unwrap_err()).contains("too_many_feeds"));
    });
}
