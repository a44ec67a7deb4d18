//! A transfer to a body outside: served on it, urged, and awaited until its answer is recorded.

use serde_json::json;

use super::steps::{denunciation, found, letter};
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
    in_the_ward("2021-05-05 09:00", |ward| {
        // The National Election Council decides over a complaint about a candidate for the National Assembly in the last instance;
        // it works in the unit of the country.
        let about = letter("complaint", "candidate", json!({"form": "signed", "contest": "council_province"}));
        let given = ward.who("lan").register(&about).expect(201);
        let id = given["id"].as_str().unwrap();
        let track = json!({"track": "election", "contest": "council_province", "competent_body": "election_board"});
        ward.screened(id, &found("complaint", "candidate", track));
        ward.disposed(id, "accept", "within_competence", None);
        ward.decided(id, "unjustified");
        ward.all_served(id);
        let second = ward.receipt(&given).track().act("appeal", &json!({"reasons": "Không đồng ý."})).expect(200);
        assert_eq!((&second["number"], &second["instance"]), (&json!("0001/2021/HN"), &json!(2)), "the committee of the province");
        assert_eq!(ward.find_as("quang", "0001/2021/HN").len(), 13);
    });
}
