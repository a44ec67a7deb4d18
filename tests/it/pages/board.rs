//! The supervisor's board, signing list and team, on a handful of cases whose figures are known by hand.

use serde_json::json;

use crate::story::ward::{Ward, in_the_ward};
use crate::support::browser::Browser;

fn letter(kind: &str, matter: &str, title: &str) -> serde_json::Value {
    json!({"kind": kind, "matter": matter, "identity": "named", "title": title, "body": "Nội dung của đơn.",
        "channel": "post", "form": "signed", "petitioner": {"name": "Vũ Thị Bí Mật", "phone": "0912 345 678"}})
}

/// A letter registered in the ward.
fn registered(ward: &Ward<'_>, kind: &str, matter: &str, title: &str) -> String {
    ward.who("lan").registered(&letter(kind, matter, title))
}

fn classified(ward: &Ward<'_>, case: &str, kind: &str, matter: &str, title: &str) {
    let mut fields = json!({"kind": kind, "matter": matter, "track": "election", "title": title, "form": "signed", "eligible": true,
        "competent_body": "election_board"});
    if matter == "candidate" {
        fields["contest"] = json!("council_commune");
    }
    ward.who("tuan").does(case, "assign", &json!({"assignee": ward.id("minh")}));
    ward.who("minh").does(case, "classify", &fields);
}

/// The figure above a tile's label.
fn tile(text: &str, label: &str) -> String {
    let before = text.split(label).next().unwrap();
    before.split_whitespace().last().unwrap().to_owned()
}

#[test]
fn the_board_equals_a_list_made_by_hand() {
    in_the_ward("2021-05-03 08:00", |ward| {
        // Due 08/05: nobody has it. Due 08/05: proposed. Due 13/05: received later.
        let alone = registered(ward, "complaint", "voter_list", "Đơn không ai nhận");
        let proposed = registered(ward, "complaint", "voter_list", "Đơn chờ duyệt");
        classified(ward, &proposed, "complaint", "voter_list", "Đơn chờ duyệt");
        let accept = json!({"disposition": "accept", "ground": "within_competence", "legal_basis": "Điều 33"});
        ward.who("minh").does(&proposed, "propose-disposition", &accept);
        ward.at("2021-05-08 08:00");
        registered(ward, "complaint", "voter_list", "Đơn còn hạn");
        ward.at("2021-05-10 08:00");
        let supervisor = Browser::signed_in(ward.app, "tuan");
        supervisor.get("/board?unit=&lang=en").expect(200);
        let page = supervisor.get("/board?lang=en").expect(200);
        let text = page.text();
        assert_eq!(tile(&text, "Overdue"), "2", "{text}");
        assert_eq!(tile(&text, "Due in the next 7 days"), "1");
        assert_eq!(tile(&text, "Proposals to approve"), "1");
        assert_eq!(tile(&text, "Decisions to sign"), "0");
        assert_eq!(tile(&text, "Assigned to nobody"), "2");
        assert!(page.says("Not assigned: classification, since 03/05/2021"), "{text}");
        assert!(page.says("The head: approval of the proposal, since 03/05/2021"), "{text}");
        assert!(page.says("2 days late"), "{text}");
        assert!(page.html.contains(&format!("/cases/{alone}/assign")) && page.html.contains(&format!("/cases/{alone}/urge")));
        assert!(page.html.contains(&format!("/cases/{proposed}/approve-disposition")));
        assert!(!page.html.contains(&format!("/cases/{alone}/extend")), "past due: the law knows no extension");
        assert!(page.html.contains("is-election") && page.html.contains("in-freeze"));
        // The chart's figure of 13/05 stands in its table too.
        assert!(page.says("Thu 13/05 1 0"), "{text}");
        // Whose list this is not, has nothing of it.
        assert_eq!(tile(&Browser::signed_in(ward.app, "dung").get("/board?lang=en").expect(200).text(), "Overdue"), "0");
        Browser::signed_in(ward.app, "minh").get("/board").expect(403);
        let narrow = supervisor.get(&format!("/board?unit={}&lang=en", ward.unit("KV1"))).expect(200);
        assert_eq!(tile(&narrow.text(), "Overdue"), "0");
        supervisor.get(&format!("/board?unit={}", ward.unit("TB"))).expect(422);

        // Accepted: the notice is to be served, but what keeps the voter list waiting is the decision.
        ward.who("tuan").does(&proposed, "approve-disposition", &json!({}));
        let page = supervisor.get("/board?lang=en").expect(200);
        assert!(page.says("Người minh: draft of the decision, since 10/05/2021"), "{}", page.text());
        ward.who("minh").does(
            &proposed,
            "draft-decision",
            &json!({"result": "justified", "reasons": "Có xác nhận.", "legal_basis": "Điều 33"}),
        );
        let signing = supervisor.get("/signing?lang=en").expect(200);
        assert!(
            signing.says("Đơn chờ duyệt")
                && signing.says("Justified")
                && signing.says("Người minh")
                && signing.says("waiting since 10/05/2021"),
            "{}",
            signing.text()
        );
        assert!(signing.html.contains(&format!("/cases/{proposed}/sign-decision")) && !signing.says("Đơn không ai nhận"));

        let team = supervisor.get("/team?lang=en").expect(200).text().replace("7 days", "a week");
        let minh = team.split_once("Người minh").unwrap().1;
        let words: Vec<&str> = minh.split_whitespace().filter(|w| w.parse::<i64>().is_ok()).take(3).collect();
        assert_eq!(words, ["1", "0", "1"], "open, due, late: {minh}");
    });
}

#[test]
fn a_frozen_case_is_not_late_and_a_secret_one_says_nothing_of_its_sender() {
    in_the_ward("2021-05-05 08:00", |ward| {
        let frozen = registered(ward, "denunciation", "candidate", "Đơn về người ứng cử");
        classified(ward, &frozen, "denunciation", "candidate", "Tố cáo người ứng cử");
        let supervisor = Browser::signed_in(ward.app, "tuan");
        let before = supervisor.get("/board?lang=en").expect(200).text();
        assert_eq!((tile(&before, "Overdue"), tile(&before, "Frozen by law")), ("0".into(), "0".into()), "{before}");
        // Due on E-11 = 12/05. From 13/05 on the law stops it: it is not late.
        ward.at("2021-05-13 08:00");
        let supervisor = Browser::signed_in(ward.app, "tuan");
        let page = supervisor.get("/board?lang=en").expect(200);
        let text = page.text();
        assert_eq!((tile(&text, "Overdue"), tile(&text, "Frozen by law")), ("0".into(), "1".into()), "{text}");
        assert!(page.says("are not considered until election day is over"));
        ward.at("2021-05-24 08:00");
        let supervisor = Browser::signed_in(ward.app, "tuan");
        let page = supervisor.get("/board?lang=en").expect(200);
        assert_eq!((tile(&page.text(), "Overdue"), tile(&page.text(), "To hand over")), ("0".into(), "1".into()));
        for path in ["/board", "/signing", "/team"] {
            assert!(!supervisor.get(path).expect(200).says("Bí Mật"), "{path}");
        }
    });
}
