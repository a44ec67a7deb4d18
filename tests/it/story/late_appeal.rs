//! An appeal after its time: refused without a reason; with one received, and a missed deadline opens the way without a decision.

use serde_json::json;

use super::steps::complaint;
use super::ward::in_the_ward;

#[test]
fn out_of_time_it_needs_a_reason() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let given = ward.who("lan").register(&complaint()).expect(201);
        let id = given["id"].as_str().unwrap();
        ward.screened(id, &super::steps::found("complaint", "administrative_act", json!({})));
        ward.disposed(id, "accept", "within_competence", None);
        ward.decided(id, "unjustified");
        ward.all_served(id);
        // 30 days from 05/01: Wednesday 04/02/2026 is the last.
        assert_eq!(ward.who("tuan").deadline(id, "c2.file")["due"], "2026-02-04");
        ward.at("2026-02-05 09:00");
        let citizen = ward.receipt(&given).track();
        let refused = citizen.act("appeal", &json!({"reasons": "Không đồng ý."})).problem(422, "appeal_out_of_time");
        assert_eq!((&refused["field"], &refused["rule"]["last"]), (&json!("late_reason"), &json!("04/02/2026")));
        assert!(refused["basis"].as_str().unwrap().contains("điều 33"), "{refused}");
        let late = json!({"reasons": "Không đồng ý.", "late_reason": "Tôi nằm viện cả tháng."});
        let second = citizen.act("appeal", &late).expect(200);
        assert_eq!((&second["instance"], &second["status"]), (&json!(2), &json!("received")));
        let linked = ward.find("0001/2026/HN");
        let received = &ward.who("quang").part(&linked, "events")[0];
        assert_eq!(received["data"]["out_of_time"], true, "{received}");
    });
}

#[test]
fn a_missed_deadline_opens_the_way_without_a_decision() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let given = ward.who("lan").register(&complaint()).expect(201);
        let id = given["id"].as_str().unwrap();
        ward.screened(id, &super::steps::found("complaint", "administrative_act", json!({})));
        ward.disposed(id, "accept", "within_competence", None);
        ward.at("2026-02-04 23:59");
        let citizen = ward.receipt(&given).track();
        assert!(!citizen.allowed().contains(&"appeal".to_owned()));
        citizen.act("appeal", &json!({"reasons": "Đã quá hạn."})).problem(409, "nothing_to_appeal");
        ward.at("2026-02-05 00:01");
        let citizen = ward.receipt(&given).track();
        assert!(citizen.case["overdue"] == true && citizen.allowed().contains(&"appeal".to_owned()), "{}", citizen.case);
        // 30 days from the end of c1.settle, 04/02: Friday 06/03.
        assert!(citizen.sentence().contains("04/02/2026") && citizen.sentence().contains("06/03/2026"), "{}", citizen.sentence());
        assert_eq!(citizen.act("appeal", &json!({"reasons": "Đã quá hạn."})).expect(200)["instance"], 2);
    });
}
