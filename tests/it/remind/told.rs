//! What is told of one case, to whom, and to whom not.

use std::sync::Arc;

use chrono::{Duration, NaiveDate, TimeZone};
use redress::actions::{classify_case, declare_conflict, manage_units, reclassify_case};
use redress::domain::ids::CaseId;
use redress::domain::zone::ZONE;
use redress::jobs::Worker;
use redress::mail::text_of;
use redress::mail::transport::{Memory, Transport};
use redress::store::{StoreError, deadlines, outbox};
use serde_json::{Value, json};

use crate::mail::desk::Desk;
use crate::support::app::{TestApp, each_app};

/// Puts the clock to this moment in Vietnam and runs the jobs that tell.
fn tick(app: &TestApp, moment: &str) -> usize {
    let local = chrono::NaiveDateTime::parse_from_str(moment, "%Y-%m-%d %H:%M").unwrap();
    app.clock.set(ZONE.from_local_datetime(&local).unwrap().to_utc());
    let worker = Worker::with(Arc::clone(&app.app), Arc::new(Memory::default()) as Arc<dyn Transport>);
    ["remind", "digest"].map(|job| worker.run_once(job).unwrap().map_or(0, |o| o.done)).iter().sum()
}

/// A complaint under c1.accept: received on Monday 05/01/2026, due on Thursday 15/01; half on 10/01.
fn complaint(desk: &Desk<'_>) -> CaseId {
    let case = desk.receive(json!({"form": "signed", "channel": "post"}));
    desk.news(case);
    case
}

/// The text of the newest mail of this kind to somebody.
fn text(desk: &Desk<'_>, case: CaseId, kind: &str, to: &str) -> String {
    let mails = desk.mails(case);
    let mail = mails.iter().rfind(|m| m.posted.kind == kind && m.to == to).unwrap_or_else(|| panic!("no {kind} to {to}: {mails:?}"));
    format!("{}\n{}", mail.subject, text_of(&mail.bytes).unwrap())
}

fn lists(app: &TestApp) -> Vec<String> {
    let app = &app.app;
    let key = app.keys.purpose("outbox");
    let all = app.store.read::<_, StoreError>(|c| {
        let page = outbox::page(c, None, None, None, 100)?;
        let mine = page.into_iter().filter(|m| m.mail.case.is_none());
        let mut read = Vec::new();
        for mail in mine {
            let (to, subject, bytes) = outbox::open(c, &key, mail.mail.id)?.unwrap();
            read.push(format!("{to} {}: {subject}\n{}", mail.mail.kind, text_of(&bytes).unwrap()));
        }
        Ok(read)
    });
    let mut all = all.unwrap();
    all.sort();
    all
}

#[test]
fn a_reminder_names_the_rule_the_day_and_the_act_and_goes_once() {
    each_app(|app| {
        let desk = Desk::open(app);
        let case = complaint(&desk);
        desk.classify(case, json!({}));
        desk.assign(case);
        desk.news(case);
        assert_eq!(tick(app, "2026-01-10 07:29"), 0, "not before its hour");
        assert_eq!(tick(app, "2026-01-10 07:30"), 1);
        assert_eq!(desk.news(case), ["remind officer@office.vn"]);
        assert_eq!(tick(app, "2026-01-10 07:31") + tick(app, "2026-01-10 06:31") + tick(app, "2026-01-10 07:31"), 0, "once");
        let told = text(&desk, case, "remind", "officer@office.vn");
        for said in ["0001/2026/CK", "còn 5 ngày", "15/01/2026", "Đề xuất xử lý đơn", "/cases/"] {
            assert!(told.contains(said), "{said}: {told}");
        }
        assert!(!told.contains("gửi muộn"), "{told}");
    });
}

#[test]
fn what_was_missed_is_told_once_by_its_newest_step_and_says_when_it_was_meant() {
    each_app(|app| {
        let desk = Desk::open(app);
        let case = complaint(&desk);
        desk.classify(case, json!({}));
        desk.assign(case);
        desk.news(case);
        // Half on 10/01, three days before on 12/01, one on 14/01: nobody ran for ten days.
        tick(app, "2026-01-14 15:00");
        assert_eq!(desk.news(case), ["remind officer@office.vn"]);
        let told = text(&desk, case, "remind", "officer@office.vn");
        assert!(told.contains("còn 1 ngày") && told.contains("đúng ra gửi lúc 07:30 ngày 14/01/2026"), "{told}");
        // On the day, and after 2 and 5 working days: officer and supervisors, the province from the second on.
        tick(app, "2026-01-15 07:30");
        assert_eq!(desk.news(case), ["escalate first@office.vn", "escalate officer@office.vn", "escalate second@office.vn"]);
        tick(app, "2026-01-16 07:30");
        assert_eq!(desk.news(case), ["late lan@example.org"]);
        let told = text(&desk, case, "late", "lan@example.org");
        assert!(told.contains("Quá hạn") && told.contains("15/01/2026"), "{told}");
        tick(app, "2026-01-19 07:30");
        let higher = ["escalate above@office.vn", "escalate first@office.vn", "escalate officer@office.vn", "escalate second@office.vn"];
        assert_eq!(desk.news(case), higher);
        assert!(
            text(&desk, case, "escalate", "above@office.vn").contains("quá 4 ngày"),
            "steps go by working days, the rule counts calendar days"
        );
        tick(app, "2026-03-01 07:30");
        assert_eq!(desk.news(case), higher, "the last step");
        tick(app, "2026-06-01 07:30");
        assert!(desk.news(case).is_empty(), "nothing after it");
    });
}

#[test]
fn who_chose_no_mails_is_told_what_the_law_owes_and_nothing_else() {
    each_app(|app| {
        let desk = Desk::open(app);
        let lan = json!({"name": "Nguyễn Thị Lan", "phone": "0912345678", "email": "lan@example.org", "no_mail": true});
        let case = desk.receive(json!({"form": "signed", "channel": "post", "petitioner": lan}));
        assert_eq!(desk.news(case), ["receipt lan@example.org"], "the receipt is owed");
        tick(app, "2026-01-16 07:30");
        let told = desk.news(case);
        assert!(!told.is_empty() && !told.iter().any(|mail| mail.ends_with("lan@example.org")), "{told:?}");
    });
}

#[test]
fn who_chooses_no_mails_later_or_wants_them_again_is_heard() {
    each_app(|app| {
        let desk = Desk::open(app);
        let choose = |case, value: &str| {
            let change = json!({"field": "petitioner_no_mail", "value": value, "reason": "Người gửi đơn đề nghị."});
            desk.act::<redress::actions::correct::Correct>(desk.clerk, case, change);
        };
        let (stops, again) = (complaint(&desk), complaint(&desk));
        choose(stops, "true");
        choose(again, "true");
        choose(again, "false");
        desk.news(stops);
        desk.news(again);
        tick(app, "2026-01-16 07:30");
        let to_lan = |case| desk.news(case).into_iter().filter(|mail| mail.ends_with("lan@example.org")).count();
        assert_eq!((to_lan(stops), to_lan(again)), (0, 1));
    });
}

#[test]
fn nobody_in_conflict_is_told_and_the_step_goes_on_without_them() {
    each_app(|app| {
        let desk = Desk::open(app);
        let case = complaint(&desk);
        desk.classify(case, json!({}));
        desk.assign(case);
        desk.act::<declare_conflict::DeclareConflict>(desk.first, case, json!({"relation": "family"}));
        desk.news(case);
        tick(app, "2026-01-15 07:30");
        assert_eq!(desk.news(case), ["escalate officer@office.vn", "escalate second@office.vn"]);
        desk.act::<declare_conflict::DeclareConflict>(desk.officer, case, json!({"relation": "family"}));
        desk.act::<declare_conflict::DeclareConflict>(desk.second, case, json!({"relation": "family"}));
        desk.news(case);
        tick(app, "2026-01-19 07:30");
        assert_eq!(desk.news(case), ["escalate above@office.vn", "late lan@example.org"], "up the tree");
    });
}

#[test]
fn of_a_secret_case_reminders_tell_nothing_and_lists_count_without_naming() {
    each_app(|app| {
        let desk = Desk::open(app);
        let case = desk.receive(json!({"kind": "denunciation", "matter": "official_conduct", "form": "signed", "channel": "post"}));
        desk.classify(case, json!({"kind": "denunciation", "matter": "official_conduct"}));
        desk.assign(case);
        desk.news(case);
        // d.intake: 7 working days from Monday 05/01, Saturday 10/01 worked: Tuesday 13/01.
        tick(app, "2026-01-13 07:30");
        assert_eq!(desk.news(case), ["desk_news first@office.vn", "desk_news officer@office.vn", "desk_news second@office.vn"]);
        let told = text(&desk, case, "desk_news", "officer@office.vn");
        assert!(!told.contains("0001/2026") && !told.contains("13/01") && !told.contains("tố cáo"), "{told}");
        let lists = lists(app);
        assert_eq!(lists.len(), 4, "officer, both supervisors, the province: {lists:?}");
        for list in lists {
            assert!(list.contains("1 hết hạn hôm nay") && list.contains("1 vụ việc, xem trên bàn làm việc"), "{list}");
            assert!(!list.contains("0001/2026") && !list.contains("Số "), "{list}");
        }
    });
}

#[test]
fn a_list_that_waits_tells_nothing_once_a_case_of_it_is_secret() {
    each_app(|app| {
        let desk = Desk::open(app);
        let case = complaint(&desk);
        desk.act::<classify_case::ClassifyCase>(
            desk.officer,
            case,
            json!({"kind": "complaint", "matter": "official_conduct", "track": "general", "title": "Khiếu nại", "form": "signed",
                   "eligible": true, "competent_body": "commune_peoples_committee"}),
        );
        tick(app, "2026-01-15 07:30");
        assert!(lists(app).iter().any(|l| l.contains("0001/2026/CK")), "{:?}", lists(app));
        desk.act::<reclassify_case::ReclassifyCase>(
            desk.first,
            case,
            json!({"kind": "denunciation", "matter": "official_conduct", "track": "general", "title": "Tố cáo", "form": "signed",
                   "eligible": true, "competent_body": "commune_peoples_committee", "reason": "Nội dung là tố cáo."}),
        );
        for list in lists(app) {
            assert!(list.contains("desk_news") && !list.contains("0001/2026/CK"), "{list}");
        }
    });
}

#[test]
fn a_unit_sets_its_own_steps_and_hours_and_units_below_follow() {
    each_app(|app| {
        let desk = Desk::open(app);
        let case = complaint(&desk);
        desk.classify(case, json!({}));
        desk.assign(case);
        desk.news(case);
        let province = app.context().directory.units[&desk.ward].parent.unwrap();
        let set = |unit, reminders: Value| {
            let change: manage_units::UnitChange = serde_json::from_value(json!({ "reminders": reminders })).unwrap();
            manage_units::change(&desk.ctx(), desk.admin, unit, &change, |_| ()).unwrap();
        };
        set(province, json!({"at": "16:00", "half": false, "before_long": [4], "after_general": [0], "digest": false}));
        assert_eq!(tick(app, "2026-01-11 15:59"), 0, "no half, and not yet four days before");
        tick(app, "2026-01-11 16:00");
        assert_eq!(desk.news(case), ["remind officer@office.vn"]);
        assert!(lists(app).is_empty(), "no digests");
        // A ward of its own mind.
        set(desk.ward, json!({"at": "05:00", "before_long": [2], "after_general": []}));
        tick(app, "2026-01-13 05:00");
        assert_eq!(desk.news(case), ["remind officer@office.vn"]);
        tick(app, "2026-01-15 05:00");
        assert!(desk.news(case).is_empty(), "no escalation");
        assert!(lists(app).iter().any(|l| l.contains("officer@office.vn digest")), "digests at its hour");
        set(desk.ward, Value::Null);
        tick(app, "2026-01-15 16:00");
        assert_eq!(desk.news(case).len(), 3, "as the province again");
    });
}

#[test]
fn the_clerk_is_reminded_to_serve_and_the_digest_says_what_waits() {
    each_app(|app| {
        let desk = Desk::open(app);
        let case = complaint(&desk);
        desk.accept(case, json!({}));
        tick(app, "2026-01-06 07:30");
        let clerk: Vec<String> = lists(app).into_iter().filter(|l| l.starts_with("clerk@")).collect();
        assert_eq!(clerk.len(), 1);
        assert!(clerk[0].contains("1 chờ tống đạt") && clerk[0].contains("0001/2026/CK"), "{clerk:?}");
        assert_eq!(tick(app, "2026-01-06 23:59"), 0, "one list a day");
    });
}

#[test]
fn who_is_away_gets_no_mail_and_the_supervisors_are_told_instead() {
    each_app(|app| {
        let desk = Desk::open(app);
        let case = complaint(&desk);
        desk.classify(case, json!({}));
        desk.assign(case);
        desk.change_account(desk.officer, json!({"absent_until": "2026-01-20"}));
        desk.news(case);
        tick(app, "2026-01-10 07:30");
        assert_eq!(desk.news(case), ["remind first@office.vn", "remind second@office.vn"]);
    });
}

/// The job reads the index of what waits, not all deadlines.
#[test]
fn what_is_to_be_told_is_found_by_its_index() {
    each_app(|app| {
        let desk = Desk::open(app);
        for _ in 0..40 {
            desk.receive(json!({"form": "signed", "petitioner": {"name": "Lan", "phone": "0912345678"}}));
        }
        app.app
            .store
            .write(|c| {
                if let redress::store::Conn::Postgres(c) = c {
                    // So few rows are read as a whole otherwise.
                    diesel::connection::SimpleConnection::batch_execute(c, "ANALYZE; SET enable_seqscan = off")?;
                }
                Ok::<_, StoreError>(())
            })
            .unwrap();
        let now = desk.ctx().clock.now() + Duration::days(90);
        let look = deadlines::Look { at: now, case: CaseId(1) };
        for after in [None, Some(look)] {
            let plan = app.app.store.read(|c| deadlines::plan_to_look_at(c, now, after)).unwrap().join("\n");
            assert!(plan.contains("deadlines_look"), "{plan}");
            assert!(!plan.contains("TEMP B-TREE") && !plan.contains("Sort"), "{plan}");
        }
    });
}

/// A year whose calendar nobody loaded: reminders count Mondays to Fridays and go all the same.
#[test]
fn a_missing_calendar_keeps_no_reminder_back() {
    each_app(|app| {
        tick(app, "2026-12-20 08:00");
        let desk = Desk::open(app);
        let case = complaint(&desk);
        desk.classify(case, json!({}));
        desk.assign(case);
        desk.news(case);
        let due = desk.case(case).next_due.unwrap();
        assert_eq!(due, NaiveDate::from_ymd_opt(2026, 12, 30).unwrap());
        tick(app, "2026-12-30 07:30");
        desk.news(case);
        tick(app, "2027-01-01 07:30");
        assert!(desk.news(case).iter().any(|n| n.starts_with("escalate above")), "two weekdays later");
    });
}

#[test]
fn settings_are_seen_and_set_over_http_and_wrong_ones_are_refused_by_name() {
    each_app(|app| {
        let desk = Desk::open(app);
        let admin = app.sign_in("admin");
        let path = format!("/api/v1/units/{}", desk.ward);
        let set = |reminders: Value| admin.patch(&path, &json!({ "reminders": reminders })).send();
        assert_eq!(set(json!({"at": "06:45", "after_election": [0, 3]})).expect(200)["reminders"]["at"], "06:45");
        let listed = admin.get("/api/v1/units?level=ward").send().expect(200);
        let ward = listed["items"].as_array().unwrap().iter().find(|u| u["sign"] == "CK").unwrap().clone();
        assert_eq!((&ward["reminders"]["after_election"], &ward["reminders"]["half"]), (&json!([0, 3]), &json!(true)));
        for (wrong, field, code) in [
            (json!({"at": "7h"}), "reminders.at", "not_a_time"),
            (json!({"long": 1}), "reminders.long", "not_between"),
            (json!({"before_long": [1, 1]}), "reminders.before_long", "twice"),
            (json!({"after_general": [0, 1, 2, 3, 4, 5]}), "reminders.after_general", "too_many"),
            (json!({"before_short": [61]}), "reminders.before_short", "not_between"),
            (json!({"halfway": true}), "reminders.halfway", "unknown_field"),
        ] {
            assert_eq!(set(wrong).problem(422, code)["field"], field);
        }
        assert_eq!(set(Value::Null).expect(200)["reminders"], Value::Null);
    });
}

#[test]
fn an_operator_runs_one_job_and_is_told_what_came_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let work = |job: &str| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_redress"));
        command.args(["work", "--once", job]).env_clear().env("REDRESS_DATA", folder.path());
        let done = command.output().unwrap();
        (done.status.code(), String::from_utf8(done.stdout).unwrap(), String::from_utf8(done.stderr).unwrap())
    };
    let (code, said, _) = work("tidy");
    assert_eq!((code, said.as_str()), (Some(0), "tidy: 0 done, 0 failed\n"));
    let (code, said, _) = work("remind");
    assert_eq!((code, said.as_str()), (Some(0), "remind: nothing to do, or another process is at it\n"));
    let (code, _, error) = work("no_such_job");
    assert!(code == Some(2) && error.contains("remind") && error.contains("send_mail"), "{error}");
}
