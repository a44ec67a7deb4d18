//! Withdrawal: asked for by the sender, recorded from a signed letter, and the case terminated, unless one of the three
//! answers of art. 33.3 is yes.

use serde_json::{Value, json};

use super::steps::{complaint, denunciation, merged, paper};
use super::ward::{Ward, in_the_ward};

fn sender(ward: &Ward<'_>, id: &str) -> Value {
    let case = ward.who("tuan").case(id);
    case["parties"].as_array().unwrap().iter().find(|p| p["role"] == "petitioner").unwrap()["id"].clone()
}

fn terminate(ground: &str, answers: Option<[bool; 3]>) -> Value {
    let mut fields = merged(paper("30/QĐ", "2026-03-06"), json!({"ground": ground}));
    if let Some([signs, threatened, slander]) = answers {
        fields["answers"] = json!({"signs_of_violation": signs, "threatened_or_bribed": threatened, "misused_to_slander": slander});
    }
    fields
}

#[test]
fn a_withdrawn_denunciation_ends_only_if_all_three_answers_are_no() {
    in_the_ward("2026-03-05 09:00", |ward| {
        let given = ward.who("lan").register(&denunciation()).expect(201);
        let id = given["id"].as_str().unwrap();
        ward.screened(id, &super::steps::found("denunciation", "official_conduct", json!({})));
        ward.disposed(id, "accept", "within_competence", None);
        ward.at("2026-03-06 09:00");
        let citizen = ward.receipt(&given).track();
        citizen.act("withdraw", &json!({"scope": "all", "form": "signed"})).problem(422, "for_staff");
        assert_eq!(citizen.act("withdraw", &json!({"scope": "all"})).expect(200)["status"], "accepted", "a request changes no status");
        citizen.act("withdraw", &json!({"scope": "all"})).problem(409, "already_withdrawn");
        let tuan = ward.who("tuan");
        let no = Some([false; 3]);
        // A request is not yet a withdrawal: it is to be signed.
        tuan.act(id, "terminate", &terminate("withdrawal", no)).problem(409, "not_withdrawn");
        let lan = ward.who("lan");
        let withdraw = |change| merged(json!({"scope": "all", "form": "signed", "party": sender(ward, id)}), change);
        assert_eq!(lan.act(id, "withdraw", &withdraw(json!({"form": "e_signed"}))).problem(422, "withdrawal_form")["field"], "form");
        lan.act(id, "withdraw", &withdraw(json!({"form": null}))).problem(422, "required");
        lan.act(id, "withdraw", &withdraw(json!({"party": null}))).problem(422, "required");
        let denounced = tuan.case(id)["parties"].as_array().unwrap().iter().find(|p| p["role"] == "respondent").unwrap()["id"].clone();
        lan.act(id, "withdraw", &withdraw(json!({"party": denounced}))).problem(422, "party_is_no_sender");
        assert_eq!(lan.does(id, "withdraw", &withdraw(json!({})))["status"], "accepted");

        assert_eq!(tuan.act(id, "terminate", &terminate("withdrawal", None)).problem(422, "answers_required")["field"], "answers");
        for yes in 0..3 {
            let mut answers = [false; 3];
            answers[yes] = true;
            let goes_on = tuan.act(id, "terminate", &terminate("withdrawal", Some(answers))).problem(409, "denunciation_goes_on");
            assert!(goes_on["basis"].as_str().unwrap().ends_with("33.3"), "{goes_on}");
        }
        assert_eq!(tuan.case(id)["status"], "accepted");
        let closed = tuan.does(id, "terminate", &terminate("withdrawal", no));
        assert_eq!((&closed["status"], &closed["closed_as"]), (&json!("closed"), &json!("withdrawn")));
        assert_eq!(tuan.deadline(id, "d.settle")["state"], "void");
        // Both are told, within five working days.
        assert_eq!(tuan.deadline(id, "d.terminate-notify")["due"], "2026-03-13");
        ward.served(id, "termination");
        assert_eq!(tuan.deadline(id, "d.terminate-notify")["met_on"], "2026-03-06");
        assert!(ward.receipt(&given).track().sentence().contains("rút"), "the sentence says so");
    });
}

#[test]
fn one_signer_does_not_end_the_case_of_all() {
    in_the_ward("2026-03-05 09:00", |ward| {
        let together = json!({"signers": 7, "representatives": [{"name": "Phạm Văn Dũng", "phone": "0987654321"}]});
        for (sent, basis) in [(complaint(), "điều 10"), (denunciation(), "31/2019")] {
            let given = ward.who("lan").register(&merged(sent, together.clone())).expect(201);
            let id = given["id"].as_str().unwrap();
            let (kind, matter) =
                if basis == "điều 10" { ("complaint", "administrative_act") } else { ("denunciation", "official_conduct") };
            ward.screened(id, &super::steps::found(kind, matter, json!({})));
            ward.disposed(id, "accept", "within_competence", None);
            ward.at("2026-03-06 09:00");
            let citizen = ward.receipt(&given).track();
            let asks = json!({"scope": "all", "all_signers": true});
            assert_eq!(citizen.act("withdraw", &asks).problem(422, "for_staff")["field"], "all_signers");
            let (lan, tuan) = (ward.who("lan"), ward.who("tuan"));
            let one = json!({"scope": "all", "form": "signed", "party": sender(ward, id)});
            lan.does(id, "withdraw", &one);
            let ends = terminate("withdrawal", Some([false; 3]));
            let refused = tuan.act(id, "terminate", &ends).problem(409, "not_withdrawn_by_all_signers");
            assert_eq!(refused["rule"]["signers"], "7");
            assert!(refused["basis"].as_str().unwrap().contains(basis), "{refused}");
            assert_eq!(tuan.case(id)["status"], "accepted");
            // Minutes on which all seven withdraw.
            lan.does(id, "withdraw", &merged(one, json!({"form": "minutes", "all_signers": true})));
            assert_eq!(tuan.does(id, "terminate", &ends)["closed_as"], "withdrawn");
            ward.at("2026-03-05 10:00");
        }
    });
}

#[test]
fn in_a_joined_case_a_collective_sender_leaves_with_all_its_signers() {
    in_the_ward("2026-03-05 09:00", |ward| {
        let first = ward.who("lan").registered(&denunciation());
        let second = ward.who("lan").registered(&merged(denunciation(), json!({"signers": 7})));
        for case in [&first, &second] {
            ward.screened(case, &super::steps::found("denunciation", "official_conduct", json!({})));
        }
        assert_eq!(ward.who("minh").does(&second, "merge", &json!({"into": first}))["closed_as"], "merged");
        let case = ward.who("tuan").case(&first);
        assert_eq!(case["signers"], 8);
        let senders = |case: &Value| {
            let all = case["parties"].as_array().unwrap().clone();
            all.into_iter().filter(|p| p["role"] == "petitioner").collect::<Vec<_>>()
        };
        let collective = senders(&case)[1]["id"].clone();
        let one = json!({"scope": "all", "form": "signed", "party": collective});
        assert_eq!(senders(&ward.who("lan").does(&first, "withdraw", &one))[1]["left"], false, "six others stay");
        let all = merged(one, json!({"all_signers": true}));
        assert_eq!(senders(&ward.who("lan").does(&first, "withdraw", &all))[1]["left"], true);
    });
}

#[test]
fn other_grounds_of_termination() {
    in_the_ward("2026-03-06 09:00", |ward| {
        let (tuan, case) = (ward.who("tuan"), ward.accepted(&complaint()));
        let died = tuan.act(&case, "terminate", &terminate("denounced_died", None)).problem(422, "ground_of_denunciations");
        assert!(died["basis"].as_str().unwrap().ends_with("34.3"), "{died}");
        assert_eq!(tuan.does(&case, "terminate", &terminate("already_decided", None))["closed_as"], "terminated");
        let denunciation = ward.accepted(&denunciation());
        assert_eq!(tuan.does(&denunciation, "terminate", &terminate("denounced_died", None))["closed_as"], "terminated");
        let complaint = ward.accepted(&complaint());
        let withdraw = json!({"scope": "all", "form": "minutes", "party": sender(ward, &complaint)});
        ward.who("lan").does(&complaint, "withdraw", &withdraw);
        // A complaint asks no questions.
        assert_eq!(tuan.does(&complaint, "terminate", &terminate("withdrawal", None))["closed_as"], "withdrawn");
        // After the signature nothing is withdrawn any more.
        let signed = ward.accepted(&super::steps::complaint());
        ward.decided(&signed, "justified");
        let late = json!({"scope": "all", "form": "signed", "party": sender(ward, &signed)});
        assert_eq!(ward.who("lan").act(&signed, "withdraw", &late).problem(409, "wrong_status")["rule"]["status"], "settled");
    });
}

#[test]
fn of_several_denouncers_only_the_one_who_withdraws_leaves() {
    in_the_ward("2026-03-05 09:00", |ward| {
        let first = ward.who("lan").registered(&denunciation());
        let second =
            ward.who("lan").registered(&merged(denunciation(), json!({"petitioner": {"name": "Phạm Văn Dũng", "phone": "0987654321"}})));
        for case in [&first, &second] {
            ward.screened(case, &super::steps::found("denunciation", "official_conduct", json!({})));
        }
        ward.who("minh").does(&second, "merge", &json!({"into": first}));
        let leaving = sender(ward, &first);
        ward.who("lan").does(&first, "withdraw", &json!({"scope": "all", "form": "signed", "party": leaving}));
        ward.at("2026-03-06 09:00");
        ward.who("tuan").act(&first, "terminate", &terminate("withdrawal", Some([false; 3]))).problem(409, "not_withdrawn");
        ward.disposed(&first, "accept", "within_competence", None);
        let owed = ward.owed(&first, "acceptance").1;
        assert!(!owed.iter().any(|(party, _)| json!(party) == leaving), "who left is not served");
        assert_eq!(owed.iter().filter(|(_, role)| role == "petitioner").count(), 1, "{owed:?}");
    });
}
