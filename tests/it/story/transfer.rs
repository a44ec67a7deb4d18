//! A transfer opens a linked case whose clock starts at its arrival; secrecy and conflicts travel; one code opens the newest.

use serde_json::json;

use super::steps::{complaint, denunciation, found};
use super::ward::in_the_ward;

#[test]
fn inside_the_system_a_linked_case_opens_there() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let given = ward.who("lan").register(&denunciation()).expect(201);
        let (id, receipt) = (given["id"].as_str().unwrap(), ward.receipt(&given));
        ward.who("bao").does(id, "declare-conflict", &json!({"relation": "Em họ"}));
        ward.screened(id, &found("denunciation", "official_conduct", json!({"competent_body": "provincial_peoples_committee"})));
        let propose = |disposition: &str| {
            let fields =
                json!({"disposition": disposition, "ground": "outside_competence", "legal_basis": "Điều 24", "to": ward.unit("HN")});
            ward.who("minh").act(id, "propose-disposition", &fields)
        };
        let here = json!({"disposition": "accept", "ground": "within_competence", "legal_basis": "Điều 24"});
        let refused = ward.who("minh").act(id, "propose-disposition", &here).problem(409, "outside_competence");
        assert_eq!(refused["rule"]["instead"], "transfer");
        ward.at("2026-03-04 09:00");
        propose("transfer").expect(200);
        assert_eq!(ward.who("tuan").deadline(id, "d.transfer")["due"], "2026-03-09", "five working days from the receipt");
        ward.at("2026-03-05 15:30");
        let closed = ward.who("tuan").does(id, "approve-disposition", &super::steps::paper("5/PC", "2026-03-05"));
        assert_eq!((&closed["status"], &closed["closed_as"]), (&json!("closed"), &json!("transferred")));
        assert!(closed["opened"].is_null(), "Tuấn may not know of a case of the province: {closed}");
        assert_eq!(ward.who("tuan").deadline(id, "d.transfer")["met_on"], "2026-03-05");

        let citizen = receipt.track();
        assert_eq!((&citizen.case["number"], &citizen.case["status"]), (&json!("0001/2026/HN"), &json!("received")));
        let before = &citizen.case["earlier"][0];
        let told = ["disposition", "ground", "legal_basis", "to_unit"].map(|name| before["disposition"][name].clone());
        assert_eq!(told, ["transfer", "outside_competence", "Điều 24", "Đơn vị HN"].map(|v| json!(v)), "{before}");
        assert_eq!(before["number"], "0001/2026/CK");
        let (received, first) = (&citizen.case["received_at"], &citizen.case["first_received_at"]);
        assert_eq!((received, first), (&json!("2026-03-05T08:30:00Z"), &json!("2026-03-02T02:00:00Z")));
        // Seven working days from its arrival on Thursday 05/03.
        let intake = citizen.deadline("d.intake");
        assert_eq!((&intake["starts_at"], &intake["due"]), (&json!("2026-03-05"), &json!("2026-03-16")));

        let to = &ward.find("0001/2026/HN");
        let case = ward.who("quang").case(to);
        assert_eq!((&case["confidential"], &case["channel"], &case["instance"]), (&json!(true), &json!("transferred"), &json!(1)));
        assert_eq!(case["links"], json!([{"kind": "transfer", "direction": "from", "number": "0001/2026/CK", "case": id}]));
        // Tuấn is told the number, by which people ask; the id of what he may not know of stands nowhere.
        let seen = ward.who("tuan").case(id);
        assert_eq!(seen["links"], json!([{"kind": "transfer", "direction": "to", "number": "0001/2026/HN", "case": null}]));
        let approved = ward.who("tuan").part(id, "events");
        let opened = approved.iter().filter(|e| e["data"].get("opens").is_some()).collect::<Vec<_>>();
        assert!(!opened.is_empty() && opened.iter().all(|e| e["data"]["opens"].is_null()), "{opened:?}");
        let list = ward.who("tuan").get("/api/v1/cases?limit=100");
        for text in [seen.to_string(), json!(approved).to_string(), list.text] {
            assert!(!text.contains(to.as_str()), "{text}");
        }
        assert!(ward.who("quang").get(&format!("/api/v1/cases/{id}/events")).text.contains(to.as_str()), "who may know sees the id");
        let letters = ward.who("quang").part(to, "letters");
        assert_eq!(letters[0]["body"], "Tôi xin trình bày sự việc như sau.", "what the letter says went with it");
        let received = &ward.who("quang").part(to, "events")[0];
        assert_eq!(received["data"]["excluded"], json!([ward.id("bao")]), "conflicts travel");
        // The transfer is still to be told to the sender.
        assert_eq!(ward.owed(id, "transfer").1.len(), 1);
        let told = ward.who("lan").act(id, "add-letter", &json!({"body": "Thêm"})).problem(409, "goes_on_elsewhere");
        assert_eq!(told["rule"], json!({"into": "0001/2026/HN"}), "the number alone: Lan may not know of the case");
        let elsewhere = citizen.act("letters", &json!({"body": "Đơn bổ sung."})).expect(200);
        assert_eq!(elsewhere["number"], "0001/2026/HN", "what the sender adds goes to the newest link");
        assert_eq!(ward.who("quang").part(to, "letters").len(), 2);
    });
}

#[test]
fn to_the_unit_of_a_body_or_to_the_unit_itself() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let id = ward.who("lan").registered(&denunciation());
        ward.screened(&id, &found("denunciation", "official_conduct", json!({"competent_body": "provincial_peoples_committee"})));
        let to = |to: Option<&str>, disposition: &str| {
            let mut fields = json!({"disposition": disposition, "ground": "outside_competence", "legal_basis": "Điều 24"});
            if let Some(to) = to {
                fields["to"] = json!(to);
            }
            ward.who("minh").act(&id, "propose-disposition", &fields)
        };
        assert_eq!(to(None, "transfer").problem(422, "transfer_needs_destination")["field"], "to");
        to(Some(ward.unit("CK")), "transfer").problem(422, "destination_is_here");
        to(Some("election_committee"), "transfer").problem(422, "destination_is_here");
        to(Some("0000000000001"), "transfer").problem(422, "destination_unknown");
        to(Some("somewhere"), "transfer").problem(422, "destination_unknown");
        to(Some("court"), "file").problem(422, "destination_without_transfer");
        to(Some("provincial_peoples_committee"), "transfer").expect(200);
        ward.who("tuan").does(&id, "approve-disposition", &json!({}));
        ward.find_as("quang", "0001/2026/HN");
    });
}

#[test]
fn a_complaint_of_the_general_track_is_guided_not_transferred() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let id = ward.who("lan").registered(&complaint());
        ward.screened(&id, &found("complaint", "administrative_act", json!({"competent_body": "provincial_peoples_committee"})));
        let transfer = json!({"disposition": "transfer", "ground": "outside_competence", "legal_basis": "Điều 6", "to": ward.unit("HN")});
        let refused = ward.who("minh").act(&id, "propose-disposition", &transfer).problem(409, "complaint_guided_not_transferred");
        assert!(refused["basis"].as_str().unwrap().contains("05/2021"), "{refused}");
        let guided = ward.disposed(&id, "guide", "outside_competence", Some("provincial_peoples_committee"));
        assert_eq!(guided["closed_as"], "guided");
    });
}

/// Luật Bầu cử art. 75: the team writes its opinion and sends the complaint on to the board, though one ward works for both.
#[test]
fn a_stations_complaint_goes_from_the_team_to_the_board_of_the_same_ward() {
    in_the_ward("2026-03-15 10:00", |ward| {
        let about = super::steps::letter("complaint", "polling_station", json!({"form": "signed"}));
        let id = ward.who("lan").registered(&about);
        let track = json!({"track": "election", "competent_body": "election_team"});
        ward.screened(&id, &found("complaint", "polling_station", track));
        assert_eq!(ward.who("tuan").deadline(&id, "el.station.settle")["due"], "2026-03-15");
        let to = |disposition: &str, body: &str| {
            let fields = json!({"disposition": disposition, "ground": "outside_competence", "legal_basis": "Điều 75", "to": body});
            ward.who("minh").act(&id, "propose-disposition", &fields)
        };
        to("transfer", "election_committee").problem(422, "destination_is_here");
        to("guide", "election_board").problem(422, "destination_is_here");
        to("transfer", "election_board").expect(200);
        let case = ward.who("tuan").does(&id, "approve-disposition", &json!({}));
        assert_eq!((&case["status"], &case["competent_body"]), (&json!("screening"), &json!("election_board")));
        assert_eq!(case["links"], json!([]));
        let settle = ward.who("tuan").deadline(&id, "el.station.settle");
        assert_eq!((&settle["state"], &settle["met_on"]), (&json!("met"), &json!("2026-03-15")));
        let events = ward.who("tuan").part(&id, "events");
        assert_eq!(events.last().unwrap()["data"]["within"], "election_board");
        assert_eq!(ward.owed(&id, "transfer").1.len(), 1, "the sender is told");
        // The board takes it up.
        assert_eq!(ward.disposed(&id, "accept", "within_competence", None)["status"], "accepted");
        to("transfer", "election_team").problem(422, "destination_is_here");
    });
}
