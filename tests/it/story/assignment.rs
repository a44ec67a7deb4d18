//! To whom a case is given, and by whom.

use reqwest::Method;
use serde_json::{Value, json};

use super::steps::{complaint, denunciation};
use super::ward::in_the_ward;

#[test]
fn an_officer_takes_a_free_case_a_supervisor_gives_it() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.who("lan").registered(&complaint());
        let to = |who: &str| json!({"assignee": ward.id(who)});
        let refused = |by: &'static str, to: &Value, status: u16, code: &str| ward.who(by).act(&id, "assign", to).problem(status, code);
        refused("lan", &to("minh"), 403, "role_lacks_verb");
        refused("minh", &to("hoa"), 403, "officer_takes_only_for_self");
        for (whom, code) in [("hai", "assignee_outside_unit"), ("yen", "assignee_outside_unit"), ("sat", "assignee_outside_unit")] {
            assert_eq!(refused("tuan", &to(whom), 422, code)["field"], "assignee", "{whom}");
        }
        refused("tuan", &json!({"assignee": "0000000000000"}), 422, "assignee_outside_unit");
        refused("tuan", &json!({"assignee": "minh"}), 422, "not_an_id");
        ward.who("minh").does(&id, "assign", &to("minh"));
        refused("hoa", &to("hoa"), 409, "already_assigned");
        refused("tuan", &to("minh"), 409, "already_assigned_so");
        let given = ward.who("tuan").does(&id, "assign", &json!({"assignee": ward.id("hoa"), "note": "Minh nghỉ phép."}));
        assert_eq!(given["assignee"], json!(ward.id("hoa")));
        let hoa = format!("/api/v1/users/{}", ward.id("minh"));
        ward.who("admin").ask(Method::PATCH, &hoa).json(&json!({"disabled": true})).send().expect(200);
        refused("tuan", &to("minh"), 422, "assignee_disabled");
        let mine = ward.who("hoa").get("/api/v1/cases?assignee=me").expect(200);
        assert_eq!(mine["items"].as_array().unwrap().len(), 1);
        assert_eq!(ward.who("tuan").get("/api/v1/cases?assignee=none").expect(200)["items"], json!([]));
    });
}

#[test]
fn a_clerk_is_given_a_denunciation_to_serve() {
    in_the_ward("2026-03-05 09:00", |ward| {
        let id = ward.accepted(&denunciation());
        ward.who("thu").get(&format!("/api/v1/cases/{id}")).problem(404, "case_not_found");
        ward.who("tuan").does(&id, "assign", &json!({"assignee": ward.id("thu")}));
        let case = ward.who("thu").case(&id);
        assert_eq!((&case["assignee"], &case["to_serve"]), (&json!(ward.id("minh")), &json!(true)));
        assert!(ward.who("thu").part(&id, "letters").iter().all(|l| l["body"].is_null()), "the cover, not what the letter says");
        let (document, owed) = ward.owed(&id, "acceptance");
        for (party, _) in owed {
            ward.who("thu").does(&id, "serve", &json!({"document": document, "party": party, "means": "post", "served_on": "2026-03-05"}));
        }
        assert_eq!(ward.who("tuan").deadline(&id, "d.accept-notify")["met_on"], "2026-03-05");
    });
}

#[test]
fn taken_from_an_officer_a_denunciation_is_hidden_again() {
    in_the_ward("2026-03-05 09:00", |ward| {
        let id = ward.accepted(&denunciation());
        ward.who("minh").case(&id);
        ward.who("tuan").does(&id, "assign", &json!({"assignee": ward.id("hoa")}));
        ward.who("minh").get(&format!("/api/v1/cases/{id}")).problem(404, "case_not_found");
        ward.who("hoa").case(&id);
    });
}
