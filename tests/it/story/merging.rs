//! Ten letters on one matter are one case: joined to the earlier one, all senders stay, the stricter secrecy wins.

use serde_json::json;

use super::steps::{complaint, denunciation, found, letter, merged};
use super::ward::in_the_ward;

#[test]
fn a_later_case_is_joined_to_the_earlier() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let first = ward.who("lan").registered(&complaint());
        ward.at("2026-03-03 09:00");
        let other =
            merged(complaint(), json!({"identity": "confidential", "petitioner": {"name": "Phạm Văn Dũng", "phone": "0987654321"}}));
        let given = ward.who("lan").register(&other).expect(201);
        let second = given["id"].as_str().unwrap();
        for case in [first.as_str(), second] {
            ward.screened(case, &found("complaint", "administrative_act", json!({})));
        }
        let minh = ward.who("minh");
        let into = |case: &str| json!({"into": case});
        minh.act(&first, "merge", &into(second)).problem(409, "merge_into_later_case");
        minh.act(second, "merge", &into(second)).problem(422, "merge_into_itself");
        minh.act(second, "merge", &into("0000000000000")).problem(422, "case_not_found");
        // A case that Minh may not know of is none.
        let hidden = ward.who("lan").registered(&denunciation());
        minh.act(second, "merge", &into(&hidden)).problem(422, "case_not_found");

        let number = ward.who("tuan").case(&first)["number"].clone();
        let closed = minh.does(second, "merge", &into(&first));
        assert_eq!((&closed["status"], &closed["closed_as"]), (&json!("closed"), &json!("merged")));
        assert_eq!(closed["links"], json!([{"kind": "merge", "direction": "to", "number": number, "case": first}]));
        let joined = minh.case(&first);
        assert_eq!((&joined["letters"], &joined["signers"], &joined["confidential"]), (&json!(2), &json!(2), &json!(true)));
        let senders = joined["parties"].as_array().unwrap().iter().filter(|p| p["role"] == "petitioner").count();
        assert_eq!(senders, 2, "all senders stay parties: {joined}");
        let deadlines = minh.part(second, "deadlines");
        assert!(deadlines.iter().all(|d| d["duty"] != "office" || d["state"] == "void"), "{deadlines:?}");
        let refused = ward.who("lan").act(second, "add-letter", &json!({"body": "Thêm"})).problem(409, "merged");
        assert_eq!(refused["rule"], json!({"into": number, "case": first}), "the refusal says where it went");
        assert!(refused["detail"].as_str().unwrap().contains(number.as_str().unwrap()), "by number: {refused}");
        // Bảo may not know of the first case any more: he is told its number alone, here and in every other place.
        let bao = ward.who("bao");
        bao.does(&first, "declare-conflict", &json!({"relation": "Con rể"}));
        let refused = bao.act(second, "reopen", &json!({"reason": "x", "to": "screening"})).problem(409, "merged");
        assert_eq!(refused["rule"], json!({"into": number}));
        assert_eq!(bao.case(second)["links"], json!([{"kind": "merge", "direction": "to", "number": number, "case": null}]));
        for part in ["", "/events", "/letters", "/deadlines", "/documents"] {
            let told = bao.get(&format!("/api/v1/cases/{second}{part}"));
            assert!(told.status == 200 && !told.text.contains(&first), "{part}: {}", told.text);
        }
        let refused = ward.receipt(&given).track().act("letters", &json!({"body": "Thêm"})).problem(409, "merged");
        assert_eq!(refused["rule"], json!({"into": number}), "the sender too knows the number only");
        ward.who("lan").act(second, "message", &json!({"text": "Thêm"})).problem(409, "merged");
        ward.who("tuan").act(second, "reopen", &json!({"reason": "x", "to": "screening"})).problem(409, "merged");

        // Served on both, it closes.
        ward.disposed(&first, "accept", "within_competence", None);
        ward.decided(&first, "justified");
        let roles = ward.owed(&first, "decision").1;
        assert_eq!(roles.iter().filter(|(_, role)| role == "petitioner").count(), 2, "{roles:?}");
        // The other sender's code still opens the letter that was joined.
        let citizen = ward.receipt(&given).track();
        assert_eq!((&citizen.case["closed_as"], &citizen.allowed()), (&json!("merged"), &Vec::<String>::new()));
    });
}

#[test]
fn not_into_a_closed_case_nor_one_of_another_unit() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let closed = ward.who("lan").registered(&complaint());
        ward.screened(&closed, &found("complaint", "administrative_act", json!({"eligible": false, "ineligible_ground": "illegible"})));
        ward.disposed(&closed, "file", "illegible", None);
        let elsewhere = ward.who("hai").registered(&letter("complaint", "administrative_act", json!({"form": "signed"})));
        let case = ward.who("lan").registered(&complaint());
        ward.screened(&case, &found("complaint", "administrative_act", json!({})));
        ward.who("minh").act(&case, "merge", &json!({"into": closed})).problem(422, "merge_into_open_case_here");
        ward.who("minh").act(&case, "merge", &json!({"into": elsewhere})).problem(422, "case_not_found");
    });
}

/// LAW 1 and 3: letters are joined that are of one matter, and no time limit gets lost over it.
#[test]
fn only_letters_of_one_matter_are_joined() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let unlike = |change: serde_json::Value, what: &str, other: serde_json::Value, class: serde_json::Value| {
            let first = ward.who("lan").registered(&complaint());
            let second = ward.who("lan").registered(&other);
            ward.screened(&first, &found("complaint", "administrative_act", json!({})));
            ward.screened(&second, &class);
            let refused = ward.who("minh").act(&second, "merge", &json!({"into": first})).problem(422, "merge_other_matter");
            assert_eq!((&refused["field"], &refused["rule"]["what"]), (&json!("into"), &json!(what)), "{change}");
            assert!(refused["basis"].as_str().unwrap().contains("05/2021"), "{refused}");
        };
        unlike(json!(1), "kind", denunciation(), found("denunciation", "official_conduct", json!({})));
        unlike(
            json!(2),
            "kind",
            letter("petition", "other", json!({"form": "signed"})),
            found("petition", "administrative_act", json!({})),
        );
        unlike(json!(3), "matter", complaint(), found("complaint", "official_conduct", json!({})));
        let track = json!({"track": "election", "contest": null});
        unlike(json!(4), "track", complaint(), found("complaint", "administrative_act", track));

        let station = |contest: &str| {
            let id = ward.who("lan").registered(&letter(
                "complaint",
                "candidate",
                json!({"form": "signed", "channel": "post", "contest": contest}),
            ));
            let track = json!({"track": "election", "contest": contest, "competent_body": "election_board"});
            ward.screened(&id, &found("complaint", "candidate", track));
            id
        };
        let (na, council) = (station("na"), station("council_commune"));
        let refused = ward.who("minh").act(&council, "merge", &json!({"into": na})).problem(422, "merge_other_matter");
        assert_eq!(refused["rule"]["what"], "contest");
    });
}

#[test]
fn a_merger_loses_no_time_limit() {
    in_the_ward("2026-03-02 09:00", |ward| {
        // The first waits for its signature: no clock runs. The second is signed, and has one.
        let unsigned = ward.submitted(&letter("complaint", "administrative_act", json!({"identity": "named"})));
        let first = ward.find(&unsigned.number);
        let second = ward.who("lan").registered(&complaint());
        ward.screened(&first, &found("complaint", "administrative_act", json!({"form": "unsigned"})));
        ward.screened(&second, &found("complaint", "administrative_act", json!({})));
        let due = ward.who("tuan").deadline(&second, "c1.accept")["due"].clone();
        let refused = ward.who("minh").act(&second, "merge", &json!({"into": first})).problem(422, "merge_loses_clock");
        assert_eq!((&refused["rule"]["rule"], &due), (&json!("c1.accept"), &json!("2026-03-12")));
        assert_eq!(refused["rule"]["due"], "12/03/2026");
        // Signed too, it has the same time limit, and the letters are one case.
        ward.who("lan").does(&first, "record-signature", &json!({"form": "signed", "signed_on": "2026-03-02"}));
        ward.who("minh").does(&second, "merge", &json!({"into": first}));
    });
}
