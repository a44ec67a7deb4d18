//! From E-10 the law stops what is about a candidate: one name is struck off, the other file is handed over after E, and every
//! other step is refused with the article.

use serde_json::{Value, json};

use super::steps::{complaint, found, letter, merged, paper, respondent};
use super::ward::{Ward, in_the_ward, words};

/// E = 23/05/2021: the freeze begins on 13/05.
const BEFORE: &str = "2021-05-06 09:00";
const FROZEN: &str = "2021-05-15 09:00";
const ELECTION_DAY: &str = "2021-05-23 09:00";
const AFTER: &str = "2021-05-25 09:00";

/// A complaint about a candidate, classified and given to Minh; its id.
fn about_candidate(ward: &Ward<'_>, contest: &str) -> String {
    let complaint = letter("complaint", "candidate", json!({"form": "signed", "contest": contest, "respondent": respondent()}));
    let id = ward.who("lan").registered(&complaint);
    let track = json!({"track": "election", "contest": contest, "competent_body": "election_committee"});
    ward.screened(&id, &found("complaint", "candidate", track));
    id
}

fn strike_off(change: Value) -> Value {
    let base =
        json!({"body": "election_committee", "document_no": "40/NQ", "document_date": "2021-05-15", "evidence": "Bản án đã có hiệu lực."});
    merged(base, change)
}

/// Every step that the law stops, by whom, with fields that would do on another day.
fn stopped(ward: &Ward<'_>, other: &str) -> Vec<(&'static str, &'static str, Value)> {
    let complaint = |change| merged(found("complaint", "other", json!({"reason": "Xem lại"})), change);
    let signed = paper("1/QĐ", &ward.today());
    let dated = json!({"document_no": "1/QĐ", "document_date": ward.today()});
    let text = json!({"text": "Đã làm việc.", "on": ward.today()});
    let with = |change: Value| merged(dated.clone(), change);
    let nothing = "0000000000000";
    vec![
        ("tuan", "reclassify", complaint(json!({}))),
        ("minh", "propose-disposition", json!({"disposition": "accept", "ground": "within_competence", "legal_basis": "Điều 61"})),
        ("tuan", "approve-disposition", signed.clone()),
        ("tuan", "send-back", json!({"reason": "Xem lại"})),
        ("tuan", "set-complexity", json!({"level": "complex", "ground": "complex_matter", "reason": "x"})),
        ("tuan", "extend", with(json!({"rule": "c1.settle", "ground": "many_people", "days": 5}))),
        ("tuan", "suspend", with(json!({"ground": "awaiting_result", "reason": "x"}))),
        ("tuan", "resume", with(json!({"reason": "x"}))),
        ("minh", "record-verification", text.clone()),
        ("minh", "record-dialogue", text),
        ("lan", "record-answer", with(json!({"body": "x"}))),
        ("minh", "draft-decision", json!({"result": "justified", "reasons": "x", "legal_basis": "x"})),
        ("tuan", "sign-decision", signed),
        ("lan", "serve", json!({"document": nothing, "party": nothing, "means": "post", "served_on": ward.today()})),
        ("minh", "publish", json!({"on": ward.today(), "where": "Bảng tin"})),
        ("tuan", "terminate", with(json!({"ground": "already_decided"}))),
        ("minh", "merge", json!({"into": other})),
        ("lan", "appeal", json!({"reasons": "x"})),
        ("tuan", "reopen", json!({"reason": "x", "to": "screening"})),
    ]
}

/// Each is refused with this code and article, and offers what is allowed instead: never a stopped step.
fn all_refused(ward: &Ward<'_>, id: &str, steps: &[(&'static str, &'static str, Value)], code: &str, article: &str) {
    let before = ward.who("tuan").case(id);
    for (who, verb, fields) in steps {
        let who = ward.who(who);
        let refused = who.act(id, verb, fields).problem(409, code);
        assert!(refused["basis"].as_str().unwrap().ends_with(article), "{verb}: {refused}");
        assert!(refused["detail"].as_str().unwrap().chars().count() > 20, "{verb}: {refused}");
        let allowed = words(&refused["allowed"]);
        assert_eq!(allowed, who.allowed(id), "{verb}: what the refusal offers is what the case allows");
        for (_, stopped, _) in steps {
            assert!(!allowed.contains(&(*stopped).to_owned()), "{verb} offers {stopped}");
        }
        assert!(allowed.contains(&"urge".to_owned()) || allowed.contains(&"message".to_owned()), "{verb}: {allowed:?}");
    }
    assert_eq!(ward.who("tuan").case(id), before, "refused acts change nothing");
}

/// What stays possible does not fail.
fn still_possible(ward: &Ward<'_>, id: &str) {
    ward.who("lan").does(id, "add-letter", &json!({"body": "Đơn bổ sung."}));
    ward.who("lan").does(id, "message", &json!({"text": "Vụ việc đang tạm ngừng theo luật."}));
    ward.who("tuan").does(id, "urge", &json!({"text": "Đề nghị chuẩn bị hồ sơ.", "on": ward.today()}));
    ward.who("lan").does(id, "correct", &json!({"field": "signers", "value": "2", "reason": "Ghi thiếu."}));
    ward.who("lan").does(id, "reissue-receipt", &json!({"identity_checked": "Căn cước công dân"}));
    ward.who("minh").does(id, "open-identity", &json!({"reason": "Liên hệ người khiếu nại."}));
    let sender = ward.who("lan").part(id, "parties")[0]["id"].clone();
    ward.who("lan").does(id, "withdraw", &json!({"scope": "part", "form": "signed", "party": sender}));
    ward.who("thu").does(id, "declare-conflict", &json!({"relation": "Em ruột người ứng cử."}));
}

#[test]
fn one_is_struck_off_during_the_freeze() {
    in_the_ward(BEFORE, |ward| {
        let (id, other) = (about_candidate(ward, "council_commune"), about_candidate(ward, "council_commune"));
        let tuan = ward.who("tuan");
        assert_eq!(tuan.deadline(&id, "el.candidate.settle")["due"], "2021-05-12");
        let early = tuan.act(&id, "strike-off", &strike_off(json!({"document_date": "2021-05-06"}))).problem(409, "not_frozen");
        assert!(early["basis"].as_str().unwrap().ends_with("61.2"), "{early}");

        ward.at("2021-05-12 23:59");
        assert_eq!((&tuan.case(&id)["phase"], &tuan.case(&id)["overdue"]), (&json!("open"), &json!(false)));
        ward.at("2021-05-13 00:00");
        assert_eq!((&tuan.case(&id)["phase"], &tuan.case(&id)["overdue"]), (&json!("frozen"), &json!(false)));
        ward.at(FROZEN);
        let mut steps = stopped(ward, &other);
        steps.push(("tuan", "hand-over", json!({"to": "council_standing_body", "date": ward.today()})));
        all_refused(ward, &id, &steps, "frozen", "61.2");
        still_possible(ward, &id);

        let wrong = tuan.act(&id, "strike-off", &strike_off(json!({"body": "national_election_council"})));
        assert_eq!(wrong.problem(422, "strike_off_by_other_body")["field"], "body");
        let struck = tuan.does(&id, "strike-off", &strike_off(json!({})));
        assert_eq!((&struck["status"], &struck["result"], &struck["phase"]), (&json!("settled"), &json!("struck_off"), &json!("open")));
        let owed = ward.owed(&id, "strike_off").1;
        assert_eq!(owed.iter().map(|(_, role)| role.as_str()).collect::<Vec<_>>(), ["respondent"], "served on the candidate alone");
        let closed = ward.served(&id, "strike_off");
        assert_eq!((&closed["status"], &closed["closed_as"]), (&json!("closed"), &json!("settled")));
        ward.who("minh").does(&id, "publish", &json!({"on": ward.today(), "where": "Khu vực bỏ phiếu số 7"}));
    });
}

#[test]
fn the_other_is_handed_over_after_the_election() {
    in_the_ward(BEFORE, |ward| {
        let (id, other) = (about_candidate(ward, "na"), about_candidate(ward, "na"));
        let tuan = ward.who("tuan");
        let hand_over = |change| merged(json!({"to": "na_standing_committee", "date": "2021-05-24"}), change);
        ward.at(FROZEN);
        tuan.act(&id, "hand-over", &hand_over(json!({"date": "2021-05-15"}))).problem(409, "frozen");
        // On election day not even striking off.
        ward.at(ELECTION_DAY);
        let council = strike_off(json!({"body": "national_election_council", "document_date": "2021-05-20"}));
        let mut steps = stopped(ward, &other);
        steps.push(("tuan", "strike-off", council.clone()));
        all_refused(ward, &id, &steps, "frozen", "61.2");

        ward.at(AFTER);
        assert_eq!(tuan.case(&id)["phase"], "hand_over");
        steps.retain(|(_, verb, _)| *verb != "strike-off");
        steps.push(("tuan", "strike-off", council));
        all_refused(ward, &id, &steps, "to_hand_over", "61.4");
        still_possible(ward, &id);
        let elsewhere =
            tuan.act(&id, "hand-over", &hand_over(json!({"to": "council_standing_body"}))).problem(422, "handed_over_elsewhere");
        assert_eq!((&elsewhere["field"], &elsewhere["rule"]["body"]), (&json!("to"), &json!("na_standing_committee")));
        tuan.act(&id, "hand-over", &hand_over(json!({"date": "2021-05-23"}))).problem(422, "date_before_step");
        tuan.act(&id, "hand-over", &hand_over(json!({"date": "2021-05-26"}))).problem(422, "date_in_future");
        let closed = tuan.does(&id, "hand-over", &hand_over(json!({})));
        assert_eq!((&closed["status"], &closed["closed_as"], &closed["phase"]), (&json!("closed"), &json!("handed_over"), &json!("open")));
        assert_eq!(tuan.deadline(&id, "el.candidate.settle")["state"], "void");
        ward.who("bao").act(&id, "reopen", &json!({"reason": "x", "to": "screening"})).problem(409, "wrong_status");
    });
}

#[test]
fn a_first_classification_and_a_signature_are_taken_in_the_freeze() {
    in_the_ward(FROZEN, |ward| {
        let complaint = letter("complaint", "candidate", json!({"contest": "council_commune", "respondent": respondent()}));
        let receipt = ward.submitted(&complaint);
        let id = receipt.id();
        // Received on or after E-10: no time limit at all.
        assert!(receipt.given["deadlines"].as_array().unwrap().iter().all(|d| d["rule"] != "el.candidate.settle" || d["due"].is_null()));
        assert!(receipt.track().sentence().contains("61.2"), "{}", receipt.track().sentence());
        assert_eq!(receipt.track().allowed(), ["add-letter", "message", "withdraw"]);
        let track = json!({"track": "election", "contest": "council_commune", "competent_body": "election_committee", "form": "unsigned"});
        ward.screened(&id, &found("complaint", "candidate", track));
        ward.who("lan").does(&id, "record-signature", &json!({"form": "signed", "signed_on": ward.today()}));
        let away = found("complaint", "other", json!({"reason": "Không phải về người ứng cử."}));
        ward.who("tuan").act(&id, "reclassify", &away).problem(409, "frozen");
    });
}

#[test]
fn nameless_denunciations_about_candidates_are_only_filed() {
    in_the_ward(BEFORE, |ward| {
        let nameless = letter("denunciation", "candidate", json!({"identity": "anonymous", "petitioner": null, "contest": "na"}));
        let id = ward.submitted(&nameless).id();
        let track = json!({"track": "election", "contest": "na", "competent_body": "election_board", "form": "unsigned"});
        ward.screened(&id, &found("denunciation", "candidate", track));
        for disposition in ["accept", "refuse", "return", "guide"] {
            let proposal = json!({"disposition": disposition, "ground": "within_competence", "legal_basis": "Điều 61"});
            let refused = ward.who("minh").act(&id, "propose-disposition", &proposal).problem(409, "nameless_only_filed");
            assert!(refused["basis"].as_str().unwrap().ends_with("61.3"), "{refused}");
        }
        assert_eq!(ward.disposed(&id, "file", "nameless", None)["closed_as"], "filed");
    });
}

/// Who receives the file follows from the contest: an unclassified letter is classified first, as for striking off.
#[test]
fn without_contest_nothing_is_handed_over() {
    in_the_ward(BEFORE, |ward| {
        let id = ward.who("lan").registered(&letter("complaint", "candidate", json!({"form": "signed", "respondent": respondent()})));
        ward.at(AFTER);
        let fields = json!({"to": "council_standing_body", "date": "2021-05-25"});
        let refused = ward.who("tuan").act(&id, "hand-over", &fields).problem(409, "hand_over_needs_contest");
        assert!(refused["basis"].as_str().unwrap().ends_with("61.4"), "{refused}");
        let track = json!({"track": "election", "contest": "council_commune", "competent_body": "election_board"});
        ward.screened(&id, &found("complaint", "candidate", track));
        assert_eq!(ward.who("tuan").does(&id, "hand-over", &fields)["closed_as"], "handed_over");
    });
}

/// What is joined to a case that awaits handing over is refused by the article of handing over.
#[test]
fn nothing_is_joined_to_a_case_to_be_handed_over() {
    in_the_ward(BEFORE, |ward| {
        let first = about_candidate(ward, "council_commune");
        ward.at(AFTER);
        // A letter of general law: itself it is not stopped.
        let second = ward.who("lan").registered(&complaint());
        ward.screened(&second, &found("complaint", "administrative_act", json!({})));
        let refused = ward.who("minh").act(&second, "merge", &json!({"into": first})).problem(409, "to_hand_over");
        assert!(refused["basis"].as_str().unwrap().ends_with("61.4"), "{refused}");
    });
}
