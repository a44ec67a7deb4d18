//! What a letter is found to be, and what that leaves: not eligible, under a false name, without any.

use serde_json::{Value, json};

use super::steps::{complaint, denunciation, found, letter, merged, respondent};
use super::ward::in_the_ward;

fn proposal(disposition: &str, ground: &str) -> Value {
    json!({"disposition": disposition, "ground": ground, "legal_basis": "Thông tư 05/2021"})
}

/// Fields of `reclassify`.
fn again(found: Value) -> Value {
    merged(found, json!({"reason": "Xem lại đơn."}))
}

#[test]
fn what_is_not_eligible_is_not_accepted() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.who("lan").registered(&complaint());
        let is = |change| found("complaint", "administrative_act", change);
        ward.screened(&id, &is(json!({"eligible": false, "ineligible_ground": "no_content"})));
        let minh = ward.who("minh");
        let refused = minh.act(&id, "propose-disposition", &proposal("accept", "within_competence"));
        let refused = refused.problem(409, "not_eligible_not_accepted");
        assert!(refused["basis"].as_str().unwrap().contains("05/2021"), "{refused}");
        // Found eligible after all, it is; as it stood, it would have been filed.
        ward.who("bao").does(&id, "reclassify", &again(is(json!({}))));
        assert_eq!(minh.does(&id, "propose-disposition", &proposal("accept", "within_competence"))["status"], "proposed");
        let other = ward.who("lan").registered(&complaint());
        ward.screened(&other, &is(json!({"eligible": false, "ineligible_ground": "no_content"})));
        assert_eq!(ward.disposed(&other, "file", "not_eligible", None)["closed_as"], "filed");
    });
}

#[test]
fn a_denunciation_found_nameless_after_acceptance_is_filed() {
    in_the_ward("2021-05-05 09:00", |ward| {
        let about = json!({"form": "signed", "channel": "post", "contest": "council_commune", "respondent": respondent()});
        let id = ward.who("lan").registered(&letter("denunciation", "candidate", about));
        let track = |change| {
            let electoral = json!({"track": "election", "contest": "council_commune", "competent_body": "election_board"});
            found("denunciation", "candidate", merged(electoral, change))
        };
        ward.screened(&id, &track(json!({})));
        assert_eq!(ward.disposed(&id, "accept", "within_competence", None)["status"], "accepted");
        let (minh, bao) = (ward.who("minh"), ward.who("bao"));
        // With a name it is settled, not filed.
        minh.act(&id, "propose-disposition", &proposal("file", "nameless")).problem(422, "accepted_only_transfer_or_return");
        assert_eq!(bao.does(&id, "reclassify", &again(track(json!({"false_name": true}))))["identity"], "false_name");
        minh.act(&id, "propose-disposition", &proposal("accept", "within_competence")).problem(422, "accepted_only_transfer_or_return");
        let refused = minh.act(&id, "propose-disposition", &proposal("return", "not_eligible")).problem(409, "nameless_only_filed");
        assert!(refused["basis"].as_str().unwrap().ends_with("61.3"), "{refused}");
        let filed = ward.disposed(&id, "file", "nameless", None);
        assert_eq!((&filed["status"], &filed["closed_as"]), (&json!("closed"), &json!("filed")));
        assert_eq!(ward.who("tuan").deadline(&id, "el.candidate.settle")["state"], "void");
    });
}

#[test]
fn a_false_name_is_a_finding_and_can_be_taken_back() {
    in_the_ward("2026-01-05 09:00", |ward| {
        // Who gave no name stays anonymous, whatever is found.
        let unnamed = json!({"identity": "anonymous", "petitioner": null, "channel": "post", "respondent": respondent()});
        let id = ward.who("lan").registered(&letter("complaint", "administrative_act", unnamed));
        let is = |kind: &str, matter: &str, change| found(kind, matter, change);
        let unsigned = |false_name: bool| json!({"form": "unsigned", "false_name": false_name});
        ward.screened(&id, &is("complaint", "administrative_act", unsigned(true)));
        let bao = ward.who("bao");
        assert_eq!(bao.case(&id)["identity"], "anonymous");
        let back = bao.does(&id, "reclassify", &again(is("complaint", "administrative_act", unsigned(false))));
        assert_eq!((&back["identity"], &back["confidential"]), (&json!("anonymous"), &json!(false)));
        // A named complaint is named again; a denunciation confidential, as every one.
        for (sent, kind, matter, identity) in [
            (complaint(), "complaint", "administrative_act", "named"),
            (denunciation(), "denunciation", "official_conduct", "confidential"),
        ] {
            let id = ward.who("lan").registered(&sent);
            ward.screened(&id, &is(kind, matter, json!({"false_name": true})));
            assert_eq!(bao.case(&id)["identity"], "false_name");
            let back = bao.does(&id, "reclassify", &again(is(kind, matter, json!({}))));
            assert_eq!((&back["identity"], &back["confidential"]), (&json!(identity), &json!(identity == "confidential")), "{kind}");
        }
    });
}
