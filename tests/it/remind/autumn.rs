//! The autumn of a year whose next calendar nobody loaded, with two instances: admins are asked for it on the days written
//! down here, and no more once it is loaded.

use std::sync::Arc;

use chrono::{Duration, NaiveDateTime, TimeZone};
use redress::actions::manage_calendars::{self, NewCalendar};
use redress::domain::zone::{ZONE, local_date};
use redress::jobs::Worker;
use redress::mail::text_of;
use redress::mail::transport::{Memory, Transport};
use redress::store::{StoreError, outbox};
use serde_json::json;

use crate::mail::desk::Desk;
use crate::support::app::{TestApp, each_app};
use crate::support::browser::Browser;

fn moment(local: &str) -> chrono::DateTime<chrono::Utc> {
    let local = NaiveDateTime::parse_from_str(local, "%Y-%m-%d %H:%M").unwrap();
    ZONE.from_local_datetime(&local).unwrap().to_utc()
}

fn process(office: &TestApp) -> (TestApp, Worker) {
    let app = office.another();
    let worker = Worker::with(Arc::clone(&app.app), Arc::new(Memory::default()) as Arc<dyn Transport>);
    (app, worker)
}

/// Day, to whom, subject and text of each mail about no case.
fn told(office: &TestApp) -> Vec<(String, String, String, String)> {
    let app = &office.app;
    let key = app.keys.purpose("outbox");
    let all = app.store.read::<_, StoreError>(|c| {
        let mut all = Vec::new();
        for mail in outbox::page(c, None, None, None, 500)?.into_iter().map(|m| m.mail) {
            let (to, subject, bytes) = outbox::open(c, &key, mail.id)?.unwrap();
            all.push((local_date(mail.created_at).to_string(), to, subject, text_of(&bytes).unwrap()));
        }
        Ok(all)
    });
    let mut all = all.unwrap();
    all.sort();
    all
}

#[test]
fn admins_are_asked_for_the_next_year_once_each_week_until_it_is_loaded() {
    each_app(|office| {
        office.clock.set(moment("2026-10-25 00:10"));
        let desk = Desk::open(office);
        let warden = Desk::account(office, "warden", "Bùi Thị Quản Trị", &[("admin", desk.ward)]);
        desk.change_account(warden, json!({"language": "en"}));
        let processes = [process(office), process(office)];
        let run = || {
            processes.iter().for_each(|(_, worker)| {
                worker.run_once("digest").unwrap();
            })
        };
        let play = |from: &str, until: &str| {
            office.clock.set(moment(from));
            while redress::clock::Clock::now(&*office.clock) < moment(until) {
                run();
                // The clock is set back and forward now and then.
                for hours in [-1, 2, -1] {
                    office.clock.advance(Duration::hours(hours));
                    run();
                }
                office.clock.advance(Duration::hours(4));
            }
        };
        play("2026-10-25 03:31", "2026-11-12 00:00");
        // Nothing runs for two weeks: Mondays 16 and 23 are missed, and told once.
        play("2026-11-26 11:31", "2026-12-10 00:00");
        assert_eq!(desk.ctx().today().to_string(), "2026-12-10");
        play("2026-12-31 15:31", "2027-01-06 00:00");
        let new: NewCalendar = serde_json::from_value(json!({"source": "Thông báo", "off": [], "worked": []})).unwrap();
        manage_calendars::put_calendar(&desk.ctx(), 2027, &new).unwrap();
        play("2027-01-06 03:31", "2027-01-20 00:00");

        let days = ["2026-11-01", "2026-11-02", "2026-11-09", "2026-11-26", "2026-11-30", "2026-12-07", "2026-12-31", "2027-01-04"];
        let should: Vec<(&str, &str)> = days.iter().flat_map(|day| [(*day, "admin@office.vn"), (*day, "warden@office.vn")]).collect();
        let all = told(office);
        let is: Vec<(&str, &str)> = all.iter().map(|m| (m.0.as_str(), m.1.as_str())).collect();
        assert_eq!(is, should, "nobody else, no other day, each once");
        let (vi, en) = (&all[0], &all[1]);
        assert_eq!(vi.2, "Chưa nạp lịch nghỉ năm 2027");
        assert!(
            vi.3.contains("chưa tính được ngày hết hạn") && vi.3.contains("/admin/calendars") && !vi.3.contains("gửi muộn"),
            "{}",
            vi.3
        );
        assert_eq!(en.2, "The calendar of 2027 is not loaded");
        assert!(all[6].3.contains("đúng ra gửi lúc 07:30 ngày 23/11/2026"), "{}", all[6].3);
    });
}

#[test]
fn the_desk_the_board_and_admins_see_it_and_only_admins_the_way() {
    each_app(|office| {
        let desk = Desk::open(office);
        let line = |user: &str, path: &str| {
            let read = Browser::signed_in(office, user).get(path).expect(200).html;
            let says = read.contains("2027: thời hạn kéo sang năm đó") || read.contains("The calendar of 2027 is not loaded");
            (
                says,
                read.contains("href=\"/admin/calendars\">Nạp lịch</a></p>") || read.contains("href=\"/admin/calendars\">Load it</a></p>"),
            )
        };
        office.clock.set(moment("2026-10-31 23:59"));
        assert_eq!(line("officer", "/desk"), (false, false));
        for at in ["2026-11-01 00:00", "2027-01-05 08:00"] {
            office.clock.set(moment(at));
            assert_eq!(line("officer", "/desk"), (true, false), "{at}");
            assert_eq!(line("first", "/board"), (true, false), "{at}");
            assert_eq!(line("admin", "/admin/users"), (true, true), "{at}");
        }
        let new: NewCalendar = serde_json::from_value(json!({"source": "Thông báo", "off": [], "worked": []})).unwrap();
        manage_calendars::put_calendar(&desk.ctx(), 2027, &new).unwrap();
        assert_eq!(line("officer", "/desk"), (false, false));
    });
}
