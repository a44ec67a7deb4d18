//! To whom a case may be given: exactly those whom `assign` takes from this caller, of the members who are there.

use reqwest::Method;
use serde_json::{Value, json};

use crate::story::steps::complaint;
use crate::story::ward::{Ward, in_the_ward};

fn listed(ward: &Ward<'_>, who: &'static str, case: &str) -> Vec<Value> {
    ward.who(who).part(case, "assignees")
}

fn ids(all: &[Value]) -> Vec<&str> {
    let mut ids: Vec<&str> = all.iter().map(|a| a["id"].as_str().unwrap()).collect();
    ids.sort_unstable();
    ids
}

fn of<'w>(ward: &'w Ward<'_>, names: &[&str]) -> Vec<&'w str> {
    let mut ids: Vec<&str> = names.iter().map(|name| ward.id(name)).collect();
    ids.sort_unstable();
    ids
}

#[test]
fn officers_who_are_there_and_clerks_after_them() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let case = ward.who("lan").registered(&complaint());
        let all = listed(ward, "tuan", &case);
        assert_eq!(ids(&all), of(ward, &["minh", "hoa", "bao", "vinh", "phong", "lan", "thu"]), "{all:?}");
        let serving: Vec<bool> = all.iter().map(|a| a["serves"].as_bool().unwrap()).collect();
        assert_eq!(serving, [false, false, false, false, false, true, true], "officers first");
        assert!(all.iter().all(|a| a["open_cases"] == 0), "{all:?}");
        // Away, shut out, in conflict.
        ward.who("bao").ask(Method::PATCH, "/api/v1/me").json(&json!({"absent_until": "2026-03-09"})).send().expect(200);
        let phong = format!("/api/v1/users/{}", ward.id("phong"));
        ward.who("admin").ask(Method::PATCH, &phong).json(&json!({"disabled": true})).send().expect(200);
        ward.who("hoa").does(&case, "declare-conflict", &json!({"relation": "Hàng xóm"}));
        let all = listed(ward, "tuan", &case);
        assert_eq!(ids(&all), of(ward, &["minh", "vinh", "lan", "thu"]), "{all:?}");
        // Each of them can be given it.
        for id in ids(&all) {
            ward.who("tuan").does(&case, "assign", &json!({"assignee": id}));
            assert!(!ids(&listed(ward, "tuan", &case)).contains(&id), "who has it is not offered it");
        }
    });
}

#[test]
fn how_much_each_has_to_do() {
    in_the_ward("2026-03-02 09:00", |ward| {
        for _ in 0..2 {
            let open = ward.who("lan").registered(&complaint());
            ward.who("tuan").does(&open, "assign", &json!({"assignee": ward.id("minh")}));
        }
        let closed = ward.accepted(&complaint());
        ward.decided(&closed, "justified");
        let case = ward.who("lan").registered(&complaint());
        let all = listed(ward, "tuan", &case);
        let open = |name: &str| all.iter().find(|a| a["id"] == ward.id(name)).unwrap()["open_cases"].clone();
        assert_eq!((open("minh"), open("hoa")), (json!(2), json!(0)), "what is settled is no work: {all:?}");
    });
}

#[test]
fn for_whom_it_is() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let case = ward.who("lan").registered(&complaint());
        let path = format!("/api/v1/cases/{case}/assignees");
        assert_eq!(ids(&listed(ward, "minh", &case)), of(ward, &["minh"]), "an officer takes it, and gives it to nobody else");
        ward.who("lan").get(&path).problem(403, "forbidden");
        ward.who("sat").get(&path).problem(403, "forbidden");
        for stranger in ["hai", "dung"] {
            ward.who(stranger).get(&path).problem(404, "case_not_found");
        }
        ward.who("tuan").does(&case, "assign", &json!({"assignee": ward.id("minh")}));
        assert_eq!(ids(&listed(ward, "hoa", &case)), Vec::<String>::new(), "an officer gives nobody the case of another");
        let unreadable = json!({"eligible": false, "ineligible_ground": "illegible"});
        ward.who("minh").does(&case, "classify", &crate::story::steps::found("complaint", "administrative_act", unreadable));
        let closed = ward.disposed(&case, "file", "illegible", None);
        assert_eq!(closed["status"], "closed");
        let left = listed(ward, "tuan", &case);
        assert!(left.iter().all(|a| a["serves"] == true), "a closed case is given to clerks at most, to serve: {left:?}");
    });
}
