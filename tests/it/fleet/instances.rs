//! Two instances on one database: no request waits for what the other did.

use serde_json::json;

use super::office::{Office, at, letter, numbers};
use crate::support::app::{TestApp, each_app};

/// Two instances of a fresh office, on each database.
fn pair(test: impl Fn(&TestApp, &TestApp)) {
    each_app(|one| test(one, &one.another()));
}

#[test]
fn an_act_at_one_is_seen_at_the_other_at_once() {
    pair(|one, other| {
        let office = Office::found(one);
        let (officer, clerk) = (at(&office.officer, other), at(&office.clerk, other));
        let taken = one.post("/api/v1/public/cases", &letter()).send().expect(201);
        let list = officer.get("/api/v1/cases").send().expect(200);
        assert_eq!(numbers(&list), [taken["number"].as_str().unwrap()]);
        let list = clerk.get("/api/v1/cases").send().expect(200);
        assert_eq!(numbers(&list), [taken["number"].as_str().unwrap()]);
        // The citizen's code opens it there; what is done there is seen here; a stale version is refused across them.
        let code = json!({"number": taken["number"], "receipt_code": taken["receipt_code"]});
        other.post("/api/v1/public/track", &code).send().expect(200);
        let id = list["items"][0]["id"].as_str().unwrap();
        let before = office.clerk.get(&format!("/api/v1/cases/{id}")).send();
        let tag = before.header("etag").to_owned();
        clerk.post(&format!("/api/v1/cases/{id}/add-letter"), &json!({"body": "Bổ sung"})).send().expect(200);
        let after = office.clerk.get(&format!("/api/v1/cases/{id}")).send();
        assert_ne!(after.header("etag"), tag);
        let late = office.clerk.post(&format!("/api/v1/cases/{id}/add-letter"), &json!({"body": "Muộn"}));
        late.header("if-match", &tag).send().expect(412);
    });
}

#[test]
fn numbers_are_one_series_over_both() {
    pair(|one, other| {
        Office::found(one);
        let numbers = std::thread::scope(|threads| {
            let submit = |app: &TestApp| -> Vec<String> {
                (0..10).map(|_| app.post("/api/v1/public/cases", &letter()).send().expect(201)["number"].as_str().unwrap().into()).collect()
            };
            let both = [threads.spawn(move || submit(one)), threads.spawn(move || submit(other))];
            both.into_iter().flat_map(|thread| thread.join().unwrap()).collect::<Vec<String>>()
        });
        let mut numbers = numbers;
        numbers.sort();
        let expected: Vec<String> = (1..=20).map(|n| format!("{n:04}/2026/CK")).collect();
        assert_eq!(numbers, expected);
    });
}

#[test]
fn a_session_ended_at_one_is_dead_at_the_other() {
    pair(|one, other| {
        let office = Office::found(one);
        let there = at(&office.clerk, other);
        there.get("/api/v1/me").send().expect(200);
        office.clerk.ask(reqwest::Method::DELETE, "/api/v1/session").send().expect(204);
        there.get("/api/v1/me").send().problem(401, "no_session");
        let again = json!({"refresh_token": there.refresh});
        assert_eq!(other.post("/api/v1/session/refresh", &again).send().status, 401);
        // A refresh token used at one is used up at the other.
        let used = json!({"refresh_token": office.officer.refresh});
        one.post("/api/v1/session/refresh", &used).send().expect(200);
        assert_eq!(other.post("/api/v1/session/refresh", &used).send().status, 401);
        at(&office.officer, one).get("/api/v1/me").send().problem(401, "no_session");
    });
}

#[test]
fn changes_of_the_office_at_one_hold_at_the_other() {
    pair(|one, other| {
        let office = Office::found(one);
        let (admin, clerk) = (at(&office.admin, other), at(&office.clerk, other));
        // Both keep the office in memory by now.
        assert_eq!(admin.get("/api/v1/units").send().expect(200)["items"].as_array().unwrap().len(), 2);
        let unit = json!({"parent": office.ward, "level": "polling_area", "name": "Khu vực 1", "sign": "KV1"});
        office.admin.post("/api/v1/units", &unit).send().expect(201);
        let units = admin.get("/api/v1/units").send().expect(200);
        assert!(units["items"].as_array().unwrap().iter().any(|u| u["sign"] == "KV1"), "{units}");

        // An account that is disabled here is out there, whatever its token says.
        clerk.get("/api/v1/cases").send().expect(200);
        office.admin.patch(&format!("/api/v1/users/{}", clerk.id), &json!({"disabled": true})).send().expect(200);
        clerk.get("/api/v1/cases").send().problem(401, "no_session");

        // A role that is taken away here opens no door there.
        let officer = at(&office.officer, other);
        officer.get("/api/v1/cases").send().expect(200);
        office.admin.patch(&format!("/api/v1/users/{}", officer.id), &json!({"grants": []})).send().expect(200);
        officer.get("/api/v1/cases").send().problem(403, "forbidden");
    });
}

#[test]
fn law_that_is_set_at_one_holds_at_the_other() {
    pair(|one, other| {
        let office = Office::found(one);
        let admin = at(&office.admin, other);
        let figures = admin.get("/api/v1/law/figures").send().expect(200);
        let open = figures["items"].as_array().unwrap().iter().find(|f| f["amount"].is_null()).unwrap();
        let figure = json!({"rule": open["rule"], "version": open["version"], "amount": 7, "source": "Công văn 12/UBND"});
        office.admin.put("/api/v1/law/figures", &figure).send().expect(200);
        let figures = admin.get("/api/v1/law/figures").send().expect(200);
        let set = figures["items"].as_array().unwrap().iter().find(|f| f["rule"] == open["rule"] && f["version"] == open["version"]);
        assert_eq!(set.unwrap()["amount"], 7);
    });
}

#[test]
fn an_idempotency_key_used_at_one_is_known_at_the_other() {
    pair(|one, other| {
        let office = Office::found(one);
        let submit = |app: &TestApp| {
            app.post("/api/v1/public/cases", &letter()).header("idempotency-key", "one-letter-two-doors").send().expect(201)
        };
        assert_eq!(submit(one)["number"], submit(other)["number"]);
        let list = at(&office.clerk, other).get("/api/v1/cases").send().expect(200);
        assert_eq!(numbers(&list).len(), 1);
    });
}
