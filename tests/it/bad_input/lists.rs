//! Addresses and their parameters.

use reqwest::Method;

use super::{sentence, snapshot};
use crate::story::steps::complaint;
use crate::story::ward::in_the_ward;

#[test]
fn parameters_of_lists() {
    in_the_ward("2026-01-05 09:00", |ward| {
        ward.accepted(&complaint());
        let before = snapshot::of(ward.app);
        let long = format!("q={}", "a".repeat(201));
        for (query, code, field) in [
            ("limit=0", "not_between", "limit"),
            ("limit=101", "not_between", "limit"),
            ("limit=-1", "", "limit"),
            ("limit=many", "", "limit"),
            ("cursor=x", "bad_cursor", "cursor"),
            ("cursor=", "bad_cursor", "cursor"),
            ("cursor=AAAAAAAAAAAAAAAAAAAAAAAA", "bad_cursor", "cursor"),
            ("status=open", "not_one_of", "status"),
            ("kind=", "not_one_of", "kind"),
            ("phase=later", "not_one_of", "phase"),
            ("sort=name", "not_one_of", "sort"),
            ("unit=CK", "not_an_id", "unit"),
            ("assignee=minh", "", "assignee"),
            ("overdue=perhaps", "", "overdue"),
            ("due_before=2026-02-30", "not_a_date", "due_before"),
            ("title=x", "unknown_field", "title"),
            ("status=received&status=closed", "duplicate_field", "status"),
            (&long, "too_long", "q"),
        ] {
            for path in ["/api/v1/cases", "/api/v1/overdue"] {
                let reply = ward.who("tuan").get(&format!("{path}?{query}"));
                assert_eq!(reply.status, 422, "{query}: {}", reply.text);
                if !code.is_empty() {
                    assert_eq!(reply.json["code"], code, "{query}: {}", reply.text);
                }
                assert_eq!(reply.json["field"], field, "{query}: {}", reply.text);
                sentence(&reply.json, query);
            }
        }
        // What is looked for is cut into words: whatever is none is not looked for.
        for odd in ["q=%00", "q=a%0Ab", "q=%ff", "q=%zz", "q='", "q=%22*%22", "q=a%26%7C!(b", "q=%5C", "q=%25_"] {
            let reply = ward.who("tuan").get(&format!("/api/v1/cases?{odd}"));
            assert!([200, 400, 422].contains(&reply.status), "{odd}: {}", reply.text);
        }
        snapshot::unchanged(&before, ward.app);
    });
}

#[test]
fn a_filter_that_says_no_is_heard() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let late = ward.accepted(&complaint());
        ward.at("2026-06-01 09:00");
        let fresh = ward.who("lan").registered(&complaint());
        let found = |query: &str| -> Vec<String> {
            let list = ward.who("tuan").get(&format!("/api/v1/cases?{query}")).expect(200);
            list["items"].as_array().unwrap().iter().map(|c| c["id"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(found("overdue=true"), [late.as_str()]);
        assert_eq!(found("overdue=false"), [fresh.as_str()]);
        // The acceptance of the late one was never served.
        assert_eq!(found("to_serve=true"), [late.as_str()]);
        assert_eq!(found("to_serve=false"), [fresh.as_str()]);
        for (yes, no) in [("suspended=true", "suspended=false"), ("awaits_answer=true", "awaits_answer=false")] {
            assert_eq!((found(yes).len(), found(no).len()), (0, 2), "{no}");
        }
        // What is late cannot be what is not.
        let refused = ward.who("tuan").get("/api/v1/overdue?overdue=false").problem(422, "not_one_of");
        assert_eq!((&refused["field"], &refused["rule"]["words"]), (&"overdue".into(), &"true".into()));
        ward.who("tuan").get("/api/v1/overdue?overdue=true").expect(200);
    });
}

#[test]
fn identifiers_in_addresses() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.accepted(&complaint());
        let before = snapshot::of(ward.app);
        let tuan = ward.who("tuan");
        for bad in ["x", "0000000000000", "%00", "..%2F..", "'%20OR%201=1", "ZZZZZZZZZZZZZ", "UUUUUUUUUUUUU", "%ff", "null", "-1"] {
            for method in [Method::GET, Method::POST] {
                let path = if method == Method::GET { format!("/api/v1/cases/{bad}") } else { format!("/api/v1/cases/{bad}/urge") };
                let ask = tuan.ask(method, &path).json(&serde_json::json!({"text": "x", "on": "2026-01-05"}));
                let reply = ask.send();
                assert!([400, 404].contains(&reply.status), "{path}: {} {}", reply.status, reply.text);
                sentence(&reply.json, &path);
            }
        }
        for path in
            [format!("/api/v1/cases/{id}/no-such-verb"), format!("/api/v1/cases/{id}/urge/"), format!("/api/v1/cases/{id}/events/1")]
        {
            tuan.get(&path).problem(404, "not_found");
        }
        let put = tuan.ask(Method::PUT, &format!("/api/v1/cases/{id}")).send();
        put.problem(405, "method_not_allowed");
        // Case does not matter in an identifier.
        tuan.get(&format!("/api/v1/cases/{}", id.to_lowercase())).expect(200);
        snapshot::unchanged(&before, ward.app);
    });
}
