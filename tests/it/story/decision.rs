//! A decision is drafted, its signature recorded by another, served on two parties, and the case closes by itself; the
//! complainant follows each step with number and code.

use serde_json::{Value, json};

use super::steps::{complaint, found, letter, paper};
use super::ward::{Receipt, Ward, in_the_ward};

/// What the complainant sees now: the sentence, which must be another than before.
struct Watched<'w, 'a> {
    receipt: Receipt<'w, 'a>,
    seen: Vec<String>,
}

impl Watched<'_, '_> {
    /// The case as the sender finds it: this status, a sentence that holds these words and was never told before.
    #[track_caller]
    fn is(&mut self, status: &str, words: &[&str], allowed: &[&str]) -> Value {
        let citizen = self.receipt.track();
        assert_eq!(citizen.case["status"], status);
        for word in words {
            assert!(citizen.sentence().contains(word), "{word}: {}", citizen.sentence());
        }
        assert!(!self.seen.contains(&citizen.sentence().to_owned()), "the same sentence again: {}", citizen.sentence());
        self.seen.push(citizen.sentence().to_owned());
        assert_eq!(citizen.allowed(), allowed);
        let told = citizen.case.to_string();
        for hidden in ["Người minh", "Người tuan", "minh", "tuan"] {
            assert!(!told.contains(hidden), "the sender is told who works on it: {told}");
        }
        citizen.case
    }
}

fn sent(ward: &Ward<'_>) -> (String, Value) {
    let given = ward.who("lan").register(&complaint()).expect(201);
    (given["id"].as_str().unwrap().to_owned(), given)
}

#[test]
fn drafted_signed_by_another_served_on_two_and_closed_by_itself() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let (id, given) = sent(ward);
        let mut sender = Watched { receipt: ward.receipt(&given), seen: vec![] };
        let (minh, tuan, open) = (ward.who("minh"), ward.who("tuan"), ["add-letter", "message", "withdraw"]);
        sender.is("received", &["15/01/2026", "điều 27"], &open);
        ward.screened(&id, &found("complaint", "administrative_act", json!({})));
        sender.is("screening", &["15/01/2026"], &open);
        let case = ward.disposed(&id, "accept", "within_competence", None);
        assert_eq!(case["to_serve"], true, "the acceptance is owed to the complainant");
        let seen = sender.is("accepted", &["04/02/2026", "điều 28"], &open);
        assert_eq!(seen["documents"], json!([]), "what is not served is not told");
        ward.served(&id, "acceptance");
        assert_eq!(sender.receipt.track().case["documents"][0]["kind"], "acceptance");

        minh.does(&id, "record-dialogue", &json!({"text": "Đã đối thoại.", "on": "2026-01-05"}));
        let draft = json!({"result": "partly_justified", "reasons": "Đúng một phần.", "legal_basis": "Điều 31", "remedy": "Sửa lại."});
        let wrong = minh.act(&id, "draft-decision", &super::steps::merged(draft.clone(), json!({"result": "true"})));
        assert_eq!(wrong.problem(422, "result_not_of_kind")["field"], "result");
        minh.does(&id, "draft-decision", &draft);
        let seen = sender.is("drafted", &["04/02/2026"], &open);
        assert_eq!((&seen["result"], &seen["answer"]), (&json!(null), &json!(null)), "a draft is not told");
        minh.act(&id, "sign-decision", &paper("25/QĐ", "2026-01-06")).problem(403, "forbidden");
        ward.at("2026-01-20 09:00");
        tuan.act(&id, "sign-decision", &paper("25/QĐ", "2026-01-21")).problem(422, "date_in_future");
        let signed = tuan.does(&id, "sign-decision", &paper("25/QĐ", "2026-01-20"));
        assert_eq!((&signed["status"], &signed["result"]), (&json!("settled"), &json!("partly_justified")));
        // Three working days to send it.
        assert_eq!(signed["next_due"], "2026-01-23");
        let seen = sender.is("settled", &["23/01/2026"], &["add-letter", "message"]);
        assert_eq!(seen["result"], json!(null), "the result is told by serving it");

        let (document, owed) = ward.owed(&id, "decision");
        assert_eq!(owed.iter().map(|(_, role)| role.as_str()).collect::<Vec<_>>(), ["petitioner", "respondent"]);
        let serve = |party: &str, means: &str, on: &str| json!({"document": document, "party": party, "means": means, "served_on": on});
        minh.act(&id, "serve", &serve(&owed[0].0, "email", "2026-01-20")).problem(422, "party_without_email");
        minh.act(&id, "serve", &serve(&owed[1].0, "track_page", "2026-01-20")).problem(422, "track_page_is_the_senders");
        minh.act(&id, "serve", &serve(&owed[0].0, "not_owed", "2026-01-20")).problem(422, "not_owed_needs_reason");
        minh.act(&id, "serve", &serve(&owed[0].0, "in_person", "2026-01-19")).problem(422, "date_before_step");
        ward.at("2026-01-21 09:00");
        let half = minh.does(&id, "serve", &serve(&owed[0].0, "in_person", "2026-01-21"));
        assert_eq!(half["status"], "settled", "one service is still owed");
        minh.act(&id, "serve", &serve(&owed[0].0, "in_person", "2026-01-21")).problem(409, "already_served");
        let closed = ward.who("lan").does(&id, "serve", &serve(&owed[1].0, "post", "2026-01-21"));
        assert_eq!((&closed["status"], &closed["closed_as"], &closed["next_due"]), (&json!("closed"), &json!("settled"), &json!(null)));
        let last = tuan.part(&id, "events").pop().unwrap();
        assert_eq!(last["type"], "served", "it closes with the last service, by no act of its own");
        assert_eq!(
            (&tuan.deadline(&id, "c1.settle")["met_on"], &tuan.deadline(&id, "c1.send")["met_on"]),
            (&json!("2026-01-20"), &json!("2026-01-21"))
        );

        // 30 days from the service on the complainant: Friday 20/02/2026 is Tết, so Monday 23/02.
        let seen = sender.is("closed", &["23/02/2026"], &["message", "appeal"]);
        assert_eq!((&seen["result"], &seen["answer"]["remedy"]), (&json!("partly_justified"), &json!("Sửa lại.")));
    });
}

#[test]
fn nobody_to_serve_closes_it_with_the_signature() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let petition = letter("petition", "other", json!({"identity": "anonymous", "petitioner": null}));
        let id = ward.submitted(&petition).id();
        ward.screened(&id, &found("petition", "other", json!({"form": "unsigned"})));
        ward.disposed(&id, "accept", "within_competence", None);
        let closed = ward.decided(&id, "answered");
        assert_eq!((&closed["status"], &closed["closed_as"]), (&json!("closed"), &json!("settled")));
        let documents = ward.who("tuan").part(&id, "documents");
        let decision = documents.iter().find(|d| d["kind"] == "decision").unwrap();
        assert!(decision["services"].as_array().unwrap().iter().all(|s| s["means"] == "not_owed"), "{decision}");
    });
}

#[test]
fn number_and_code_open_it_and_nothing_else_does() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let (_, given) = sent(ward);
        let receipt = ward.receipt(&given);
        receipt.track();
        let track =
            |number: &str, code: &str| ward.app.post("/api/v1/public/track", &json!({"number": number, "receipt_code": code})).send();
        let spaced = receipt.code.replace(' ', "-");
        track(&receipt.number.to_lowercase(), &spaced).expect(200);
        let mut refused = vec![];
        let swapped: String = receipt.code.chars().rev().collect();
        for (number, code) in [
            (receipt.number.as_str(), "1234 5678 9012 3456"),
            (receipt.number.as_str(), swapped.as_str()),
            ("0002/2026/CK", receipt.code.as_str()),
            ("0001/2026/HN", receipt.code.as_str()),
            ("no number", receipt.code.as_str()),
            ("", ""),
        ] {
            let mut problem = track(number, code).problem(404, "track_not_found");
            problem["instance"].take();
            refused.push(problem);
        }
        assert!(refused.windows(2).all(|two| two[0] == two[1]), "wrong number and wrong code look the same: {refused:?}");
    });
}

#[test]
fn the_sign_of_a_unit_may_have_small_letters() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let sign = json!({"sign": "Ck-Đông"});
        ward.who("admin").ask(reqwest::Method::PATCH, &format!("/api/v1/units/{}", ward.unit("CK"))).json(&sign).send().expect(200);
        let (_, given) = sent(ward);
        assert_eq!(given["number"], "0001/2026/Ck-Đông");
        ward.receipt(&given).track();
    });
}
