//! Who declares a conflict of interest loses the case: from then on it does not exist for them.

use serde_json::json;

use super::steps::{complaint, found};
use super::ward::in_the_ward;

#[test]
fn the_case_is_gone_for_them_everywhere() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.accepted(&complaint());
        let minh = ward.who("minh");
        let last = minh.does(&id, "declare-conflict", &json!({"relation": "Anh rể của người khiếu nại."}));
        assert_eq!((&last["assignee"], &last["allowed"]), (&json!(null), &json!([])), "the case is lost to him: {last}");
        let missing = "0000000000000";
        for part in ["", "/events", "/deadlines", "/letters", "/messages", "/documents", "/parties"] {
            let hidden = minh.get(&format!("/api/v1/cases/{id}{part}")).problem(404, "case_not_found");
            let none = minh.get(&format!("/api/v1/cases/{missing}{part}")).problem(404, "case_not_found");
            assert_eq!(without_request(hidden), without_request(none), "{part}");
        }
        for verb in ["draft-decision", "message", "declare-conflict"] {
            let fields = match verb {
                "draft-decision" => json!({"result": "justified", "reasons": "x", "legal_basis": "x"}),
                "message" => json!({"text": "x"}),
                _ => json!({"relation": "x"}),
            };
            minh.act(&id, verb, &fields).problem(404, "case_not_found");
        }
        for list in ["/api/v1/cases", "/api/v1/cases?q=0001", "/api/v1/cases?assignee=me", "/api/v1/overdue"] {
            assert_eq!(minh.get(list).expect(200)["items"], json!([]), "{list}");
        }
        let again = ward.who("tuan").act(&id, "assign", &json!({"assignee": ward.id("minh")}));
        assert_eq!(again.problem(422, "assignee_in_conflict")["field"], "assignee");
        ward.who("tuan").does(&id, "assign", &json!({"assignee": ward.id("hoa")}));
        ward.who("hoa").does(&id, "draft-decision", &json!({"result": "justified", "reasons": "x", "legal_basis": "x"}));
    });
}

#[test]
fn a_supervisor_in_conflict_does_not_approve() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.who("lan").registered(&complaint());
        ward.screened(&id, &found("complaint", "administrative_act", json!({})));
        ward.who("minh").does(
            &id,
            "propose-disposition",
            &json!({"disposition": "accept", "ground": "within_competence", "legal_basis": "x"}),
        );
        ward.who("tuan").does(&id, "declare-conflict", &json!({"relation": "Con trai của người bị khiếu nại."}));
        ward.who("tuan").act(&id, "approve-disposition", &json!({})).problem(404, "case_not_found");
        ward.who("bao").does(&id, "approve-disposition", &json!({}));
    });
}

fn without_request(mut problem: serde_json::Value) -> serde_json::Value {
    problem["instance"].take();
    problem
}
