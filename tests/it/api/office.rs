//! Keeping the office: accounts, units, elections, calendars, figures.

use redress::domain::ids::UnitId;
use redress::domain::permission::Role;
use serde_json::{Value, json};

use crate::support::app::{PASSWORD, Person, each_app};

fn unit(admin: &Person<'_>, parent: &str, level: &str, sign: &str) -> Value {
    let new = json!({"parent": parent, "level": level, "name": format!("Đơn vị {sign}"), "sign": sign, "bodies": ["election_committee"]});
    admin.post("/api/v1/units", &new).send().expect(201)
}

fn id(of: &Value) -> UnitId {
    of["id"].as_str().unwrap().parse().unwrap()
}

#[test]
fn an_act_on_one_instance_is_seen_on_the_other_at_once() {
    each_app(|app| {
        let admin = app.member("admin", &[(Role::Admin, app.root())]);
        let other = app.another();
        let there = |path: &str| other.get(path).token(&admin.token).send();
        there("/api/v1/units").expect(200);
        let ward = unit(&admin, &app.root().to_string(), "ward", "CK");
        let seen = there("/api/v1/units").expect(200);
        assert!(seen["items"].as_array().unwrap().contains(&ward), "{seen}");
        let lan = app.member("lan", &[(Role::Clerk, id(&ward))]);
        other.get("/api/v1/me").token(&lan.token).send().expect(200);
        admin.patch(&format!("/api/v1/users/{}", lan.id), &json!({"disabled": true})).send().expect(200);
        other.get("/api/v1/me").token(&lan.token).send().problem(401, "no_session");
        let year = json!({"source": "Thông báo", "off": [{"date": "2027-01-01", "name": {"vi": "Tết", "en": "New Year"}}], "worked": []});
        admin.put("/api/v1/calendars/2027", &year).send().expect(200);
        let years = there("/api/v1/calendars").expect(200);
        assert!(years["items"].as_array().unwrap().iter().any(|y| y["year"] == 2027), "{years}");
    });
}

#[test]
fn units_form_a_tree() {
    each_app(|app| {
        let admin = app.member("admin", &[(Role::Admin, app.root())]);
        let province = unit(&admin, &app.root().to_string(), "province", "HN");
        let ward = unit(&admin, province["id"].as_str().unwrap(), "ward", "CK");
        let refused = |body: Value, code: &str| {
            admin.post("/api/v1/units", &body).send().problem(422, code);
        };
        let new = |parent: &Value, level: &str, sign: &str| json!({"parent": parent, "level": level, "name": "x", "sign": sign});
        refused(new(&ward["id"], "province", "X"), "parent_level");
        refused(new(&ward["id"], "polling_area", "CK"), "sign_taken");
        refused(new(&json!("0000000000000"), "ward", "X"), "unknown_parent");
        refused(
            json!({"parent": ward["id"], "level": "polling_area", "name": "x", "sign": "X", "valid_from": "2026-02-01", "valid_to": "2026-01-01"}),
            "valid_to_before_from",
        );
        let path = |unit: &Value| format!("/api/v1/units/{}", unit["id"].as_str().unwrap());
        admin.patch(&path(&province), &json!({"parent": ward["id"]})).send().problem(422, "unit_cycle");
        let changed = admin.patch(&path(&ward), &json!({"remote": true, "valid_to": "2030-01-01"})).send().expect(200);
        assert_eq!((changed["remote"].as_bool(), changed["valid_to"].as_str()), (Some(true), Some("2030-01-01")));
        assert!(admin.patch(&path(&ward), &json!({"valid_to": null})).send().expect(200)["valid_to"].is_null());
        admin.patch(&path(&ward), &json!({"level": "district"})).send().problem(422, "unknown_field");
    });
}

#[test]
fn an_admin_keeps_the_units_below_theirs_and_no_others() {
    each_app(|app| {
        let root = app.member("root", &[(Role::Admin, app.root())]);
        let north = unit(&root, &app.root().to_string(), "province", "HN");
        let south = unit(&root, &app.root().to_string(), "province", "SG");
        let admin = app.member("north", &[(Role::Admin, id(&north))]);
        let stranger = app.member("stranger", &[(Role::Clerk, id(&south))]);
        unit(&admin, north["id"].as_str().unwrap(), "ward", "CK");
        let there = json!({"parent": south["id"], "level": "ward", "name": "x", "sign": "X"});
        admin.post("/api/v1/units", &there).send().problem(422, "unknown_parent");
        admin
            .patch(&format!("/api/v1/units/{}", south["id"].as_str().unwrap()), &json!({"name": "x"}))
            .send()
            .problem(404, "unit_not_found");
        let user =
            |unit: &Value| json!({"username": "hoa", "name": "Hoa", "grants": [{"role": "clerk", "unit": unit}], "password": PASSWORD});
        admin.post("/api/v1/users", &user(&south["id"])).send().problem(422, "unknown_unit");
        let hoa = admin.post("/api/v1/users", &user(&north["id"])).send().expect(201);
        root.post("/api/v1/users", &user(&north["id"])).send().problem(422, "username_taken");
        let path = format!("/api/v1/users/{}", stranger.id);
        admin.get(&path).send().problem(404, "not_found");
        admin.patch(&path, &json!({"disabled": true})).send().problem(404, "user_not_found");
        admin.post(&format!("{path}/password"), &json!({"password": PASSWORD})).send().problem(404, "user_not_found");
        let names = |person: &Person<'_>| -> Vec<String> {
            let page = person.get("/api/v1/users").send().expect(200);
            page["items"].as_array().unwrap().iter().map(|u| u["username"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(names(&admin), ["hoa", "north"]);
        assert_eq!(names(&root), ["hoa", "north", "root", "stranger"]);
        // A role that another admin gave stays when this one changes theirs.
        let both = json!({"grants": [{"role": "clerk", "unit": north["id"]}, {"role": "officer", "unit": south["id"]}]});
        let hoa = format!("/api/v1/users/{}", hoa["id"].as_str().unwrap());
        root.patch(&hoa, &both).send().expect(200);
        let changed = admin.patch(&hoa, &json!({"grants": [{"role": "supervisor", "unit": north["id"]}]})).send().expect(200);
        let mut roles: Vec<&str> = changed["grants"].as_array().unwrap().iter().map(|g| g["role"].as_str().unwrap()).collect();
        roles.sort_unstable();
        assert_eq!(roles, ["officer", "supervisor"]);
        // Calendars and figures are the whole country's.
        admin.put("/api/v1/calendars/2027", &json!({"source": "x", "off": [], "worked": []})).send().problem(403, "forbidden");
    });
}

#[test]
fn nobody_locks_the_office() {
    each_app(|app| {
        let admin = app.member("admin", &[(Role::Admin, app.root())]);
        let me = format!("/api/v1/users/{}", admin.id);
        admin.patch(&me, &json!({"disabled": true})).send().problem(409, "own_account");
        admin.patch(&me, &json!({"grants": [{"role": "clerk", "unit": app.root()}]})).send().problem(409, "own_account");
        admin.get("/api/v1/me").send().expect(200);
    });
}

#[test]
fn a_creation_sent_twice_happens_once() {
    each_app(|app| {
        let admin = app.member("admin", &[(Role::Admin, app.root())]);
        let new = |sign: &str| json!({"parent": app.root(), "level": "ward", "name": "Phường", "sign": sign});
        let send = |person: &Person<'_>, body: &Value| person.post("/api/v1/units", body).header("idempotency-key", "k-1").send();
        let first = send(&admin, &new("CK")).expect(201);
        assert_eq!(send(&admin, &new("CK")).expect(201), first);
        assert_eq!(send(&admin, &new("XX")).problem(422, "idempotency_key_reused")["field"], "Idempotency-Key");
        // Another caller's key of the same name is another key.
        let second = app.member("second", &[(Role::Admin, app.root())]);
        send(&second, &new("YY")).expect(201);
        admin.post("/api/v1/units", &new("ZZ")).header("idempotency-key", "").send().problem(400, "bad_idempotency_key");
        app.clock.advance(chrono::Duration::hours(48));
        let admin = app.sign_in("admin");
        send(&admin, &new("AA")).expect(201);
        let signs: Vec<String> = admin.get("/api/v1/units?level=ward").send().expect(200)["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|u| u["sign"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(signs, ["AA", "CK", "YY"]);
    });
}

#[test]
fn one_key_sent_by_many_at_once_creates_one() {
    each_app(|app| {
        let admin = app.member("admin", &[(Role::Admin, app.root())]);
        let new = json!({"parent": app.root(), "level": "ward", "name": "Phường", "sign": "CK"});
        let ids: Vec<String> = std::thread::scope(|scope| {
            let send = || admin.post("/api/v1/units", &new).header("idempotency-key", "race").send().expect(201)["id"].to_string();
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(send)).collect();
            threads.into_iter().map(|t| t.join().unwrap()).collect()
        });
        assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    });
}

#[test]
fn lists_come_in_pages_without_loss() {
    each_app(|app| {
        let admin = app.member("admin", &[(Role::Admin, app.root())]);
        for n in 0..7 {
            unit(&admin, &app.root().to_string(), "ward", &format!("W{n}"));
        }
        let (mut signs, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = admin.get(&format!("/api/v1/units?limit=3{cursor}")).send().expect(200);
            signs.extend(page["items"].as_array().unwrap().iter().map(|u| u["sign"].as_str().unwrap().to_owned()));
            match page["next"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(signs, ["VN", "W0", "W1", "W2", "W3", "W4", "W5", "W6"]);
    });
}

#[test]
fn elections_are_held_somewhere_and_know_whether_they_are_open() {
    each_app(|app| {
        let admin = app.member("admin", &[(Role::Admin, app.root())]);
        let new = json!({"name": "Bầu cử 2026", "day": "2026-03-15", "contests": ["na", "council_commune", "na"], "units": [app.root()]});
        let election = admin.post("/api/v1/elections", &new).send().expect(201);
        assert_eq!(election["contests"], json!(["na", "council_commune"]));
        assert_eq!(
            (election["opens_before"].as_i64(), election["closes_after"].as_i64(), election["open"].as_bool()),
            (Some(105), Some(60), Some(true))
        );
        let path = format!("/api/v1/elections/{}", election["id"].as_str().unwrap());
        let changed = admin.patch(&path, &json!({"voter_list_posted": "2026-02-03", "opens_before": 10})).send().expect(200);
        assert_eq!((changed["voter_list_posted"].as_str(), changed["open"].as_bool()), (Some("2026-02-03"), Some(false)));
        admin.patch(&path, &json!({"units": []})).send().problem(422, "no_units");
        admin.patch(&path, &json!({"contests": []})).send().problem(422, "no_contests");
        admin.patch(&path, &json!({"day": "2026-02-30"})).send().problem(422, "not_a_date");
        admin.patch(&path, &json!({"opens_before": 1001})).send().problem(422, "not_between");
        assert_eq!(admin.get("/api/v1/elections").send().expect(200)["items"][0], changed);
    });
}

#[test]
fn calendars_and_figures_are_added_by_revision() {
    each_app(|app| {
        let admin = app.member("admin", &[(Role::Admin, app.root())]);
        assert_eq!(admin.get("/api/v1/calendars").send().expect(200)["missing"], json!([2027]));
        let day = |date: &str| json!({"date": date, "name": {"vi": "Tết", "en": "Tet"}});
        let put = |off: Value, worked: Value| {
            admin.put("/api/v1/calendars/2027", &json!({"source": "Thông báo", "off": off, "worked": worked})).send()
        };
        assert_eq!(put(json!([day("2027-01-02")]), json!([])).problem(422, "day_on_wrong_weekday")["field"], "off");
        assert_eq!(put(json!([]), json!([day("2027-01-04")])).problem(422, "day_on_wrong_weekday")["field"], "worked");
        put(json!([day("2026-01-01")]), json!([])).problem(422, "day_of_other_year");
        put(json!([day("2027-01-01"), day("2027-01-01")]), json!([])).problem(422, "day_twice");
        let first = put(json!([day("2027-01-01")]), json!([day("2027-01-09")])).expect(200);
        assert_eq!(put(json!([day("2027-01-01")]), json!([day("2027-01-09")])).expect(200), first, "the same again is no new revision");
        let second = put(json!([day("2027-01-01"), day("2027-02-08")]), json!([])).expect(200);
        assert!(second["revision"].as_i64() > first["revision"].as_i64());
        assert_eq!(admin.get("/api/v1/calendars").send().expect(200)["missing"], json!([]));
        admin.put("/api/v1/calendars/never", &json!({"source": "x", "off": [], "worked": []})).send().problem(404, "not_found");

        let open = admin.get("/api/v1/law/figures").send().expect(200);
        let open = open["items"].as_array().unwrap();
        let file = open.iter().find(|f| f["rule"] == "el.result.file").unwrap();
        assert!(file["amount"].is_null());
        let figure = |rule: &str, version: &Value, amount: i64| json!({"rule": rule, "version": version, "amount": amount, "source": "Nghị quyết 1"});
        let set = admin.put("/api/v1/law/figures", &figure("el.result.file", &file["version"], 5)).send().expect(200);
        assert_eq!((set["amount"].as_i64(), set["source"].as_str()), (Some(5), Some("Nghị quyết 1")));
        admin.put("/api/v1/law/figures", &figure("el.result.file", &file["version"], 366)).send().problem(422, "figure_out_of_bounds");
        admin.put("/api/v1/law/figures", &figure("no.rule", &file["version"], 5)).send().problem(422, "rule_unknown");
        admin.put("/api/v1/law/figures", &figure("c1.settle", &json!("1"), 5)).send();
    });
}

#[test]
fn the_law_answers_over_http_as_on_the_command_line() {
    let app = crate::support::app::TestApp::sqlite();
    let lan = app.member("lan", &[]);
    let due = |query: &str| lan.get(&format!("/api/v1/law/due?{query}")).send();
    let answer = due("rule=d.intake&from=2025-12-31").expect(200);
    assert_eq!(answer["due"], "2026-01-12");
    assert_eq!(due("rule=c1.settle&from=2026-01-05&complex=true").expect(200)["rule"], "c1.settle");
    assert_eq!(due("rule=no&from=2025-12-31").problem(422, "rule_unknown")["field"], "rule");
    assert_eq!(due("rule=d.intake").problem(422, "required")["field"], "from");
    assert_eq!(due("rule=d.intake&from=2026-12-30").problem(422, "calendar_missing")["rule"]["year"], "2027");
    assert_eq!(due("rule=d.intake&from=2025-12-31&paused=x").problem(422, "not_a_pause")["field"], "paused");
    due("rule=d.intake&from=2025-12-31&remote=true").problem(422, "option_unknown");
    due("rule=d.intake&from=31/12/2025").problem(422, "not_a_date");
    let calendar = lan.get("/api/v1/law/calendar?election_day=2026-03-15").send().expect(200);
    let freeze = calendar.as_array().unwrap().iter().find(|m| m["offset_days"] == -10).unwrap();
    assert_eq!(freeze["date"], "2026-03-05");
    lan.get("/api/v1/law/calendar?election_day=1990-01-01").send().problem(422, "no_timetable");
    assert!(lan.get("/api/v1/law/rules").send().expect(200).as_array().unwrap().len() > 30);
}
