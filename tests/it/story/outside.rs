//! A transfer to a body outside: served on it, urged, and awaited until its answer is recorded.

use reqwest::Method;
use serde_json::json;

use super::steps::{complaint, denunciation, found};
use super::ward::in_the_ward;

#[test]
fn its_answer_is_awaited_and_recorded() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let given = ward.who("lan").register(&denunciation()).expect(201);
        let id = given["id"].as_str().unwrap();
        ward.screened(id, &found("denunciation", "official_conduct", json!({"competent_body": "court"})));
        let closed = ward.disposed(id, "transfer", "outside_competence", Some("court"));
        assert_eq!((&closed["closed_as"], &closed["awaits_answer"]), (&json!("transferred"), &json!(true)));
        // Outside, the transfer is done when the slip is served on the receiving body.
        let tuan = ward.who("tuan");
        assert_eq!(tuan.deadline(id, "d.transfer")["state"], "running");
        let (document, owed) = ward.owed(id, "transfer");
        let body = &owed.iter().find(|(_, role)| role == "receiving_body").unwrap().0;
        ward.at("2026-03-04 09:00");
        ward.who("lan").does(id, "serve", &json!({"document": document, "party": body, "means": "post", "served_on": "2026-03-03"}));
        assert_eq!(tuan.deadline(id, "d.transfer")["met_on"], "2026-03-03");
        assert!(ward.receipt(&given).track().case["sentence"].as_str().unwrap().len() > 10);
        let awaited = ward.who("tuan").get("/api/v1/cases?awaits_answer=true").expect(200);
        assert_eq!(awaited["items"][0]["id"], json!(id));
        ward.who("minh").does(id, "urge", &json!({"text": "Đề nghị trả lời.", "on": "2026-03-04"}));
        let answer = json!({"body": "Đã giải quyết.", "document_no": "77/CV", "document_date": "2026-03-04", "result": "true"});
        let wrong = super::steps::merged(answer.clone(), json!({"result": "justified"}));
        ward.who("lan").act(id, "record-answer", &wrong).problem(422, "result_not_of_kind");
        let done = ward.who("lan").does(id, "record-answer", &answer);
        assert_eq!((&done["status"], &done["awaits_answer"]), (&json!("closed"), &json!(false)));
        assert!(tuan.part(id, "documents").iter().any(|d| d["kind"] == "answer" && d["document_no"] == "77/CV"));
        ward.who("lan").act(id, "record-answer", &answer).problem(409, "no_answer_awaited");
    });
}

#[test]
fn an_appeal_to_a_body_outside_is_dispatched_and_awaited() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let given = ward.who("lan").register(&complaint()).expect(201);
        let id = given["id"].as_str().unwrap();
        ward.screened(id, &found("complaint", "administrative_act", json!({})));
        ward.disposed(id, "accept", "within_competence", None);
        ward.decided(id, "unjustified");
        ward.all_served(id);
        // The People's Committee of the province is not in the system.
        let bodies = json!({"bodies": ["provincial_election_committee"]});
        ward.who("admin").ask(Method::PATCH, &format!("/api/v1/units/{}", ward.unit("HN"))).json(&bodies).send().expect(200);
        let after = ward.receipt(&given).track().act("appeal", &json!({"reasons": "Không đồng ý."})).expect(200);
        assert_eq!((&after["number"], &after["instance"]), (&given["number"], &json!(1)), "no case opens here");
        ward.receipt(&given).track().act("appeal", &json!({"reasons": "Lần nữa"})).problem(409, "already_appealed");
        let case = ward.who("tuan").case(id);
        assert_eq!((&case["awaits_answer"], &case["to_serve"]), (&json!(true), &json!(true)));
        let roles: Vec<String> = ward.owed(id, "appeal").1.into_iter().map(|(_, role)| role).collect();
        assert_eq!(roles, ["receiving_body"], "it is sent on in writing");
        ward.served(id, "appeal");
        let answer = json!({"body": "Giữ nguyên.", "document_no": "9/QĐ", "document_date": "2026-01-05", "result": "unjustified"});
        assert_eq!(ward.who("lan").does(id, "record-answer", &answer)["awaits_answer"], false);
    });
}
