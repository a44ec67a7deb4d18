//! The whole life of a case by the pages alone, each step by whom it belongs to.

use serde_json::json;

use super::{Seat, found, options, paper};
use crate::story::steps::{complaint, denunciation, merged};
use crate::story::ward::{Ward, in_the_ward};

/// From classifying to the last service; the case's page is closed at the end.
fn lived(ward: &Ward<'_>, letter: &serde_json::Value, result: &str) {
    let id = ward.who("lan").registered(letter);
    let (kind, matter) = (letter["kind"].as_str().unwrap(), letter["matter"].as_str().unwrap());
    let (minh, tuan) = (Seat::of(ward, "minh"), Seat::of(ward, "tuan"));
    let received = tuan.case(&id);
    assert!(received.says("Classify the letter") && received.says("Received"), "{}", received.text());

    let assigned = tuan.browser.get(&format!("/cases/{id}/assign")).expect(200);
    assert!(options(&assigned, "assignee").contains(&ward.id("minh").to_owned()));
    tuan.does(&id, "assign", &[("assignee", ward.id("minh")), ("note", "Xin xem sớm.")]);
    let classified = minh.does(&id, "classify", &found(kind, matter));
    assert!(classified.says("Classified.") && classified.says("Screening"), "{}", classified.text());
    assert!(classified.says("Người minh (you), to whom it is assigned"), "{}", classified.text());
    let proposal = [("disposition", "accept"), ("ground", "within_competence"), ("legal_basis", "Điều 27")];
    let proposed = minh.does(&id, "propose-disposition", &proposal);
    assert!(proposed.says("The head decides on the proposal") && proposed.says("This step is not yours."), "{}", proposed.text());
    // The supervisor reads what is proposed and on which articles.
    let waiting = tuan.case(&id);
    assert!(waiting.says("Within competence") && waiting.says("Điều 27"), "{}", waiting.text());
    let accepted = tuan.does(&id, "approve-disposition", &paper("11/TB-UBND", &ward.today()));
    assert!(accepted.says("Accepted") && accepted.says("11/TB-UBND"), "{}", accepted.text());

    minh.does(&id, "record-verification", &[("text", "Đã đối chiếu danh sách."), ("on", &ward.today())]);
    let draft = [("result", result), ("reasons", "Qua xác minh thấy đúng như đơn."), ("legal_basis", "Điều 31"), ("remedy", "Sửa lại.")];
    minh.does(&id, "draft-decision", &draft);
    let to_sign = tuan.case(&id);
    assert!(to_sign.says("Qua xác minh thấy đúng như đơn.") && to_sign.says("The head signs the decision"), "{}", to_sign.text());
    let signed = tuan.does(&id, "sign-decision", &paper("25/QĐ-UBND", &ward.today()));
    assert!(signed.says("Settled") && signed.says("Still to be served"), "{}", signed.text());
    let closed = minh.serves_all(&id, &ward.today());
    assert!(closed.says("Closed: Settled"), "{}", closed.text());
    assert!(!closed.says("Still to be served"), "{}", closed.text());
    let told: Vec<String> = ward.who("tuan").part(&id, "events").iter().map(|e| e["type"].as_str().unwrap().to_owned()).collect();
    assert_eq!(
        told[..8],
        [
            "received",
            "assigned",
            "classified",
            "disposition_proposed",
            "disposition_approved",
            "verification_recorded",
            "decision_drafted",
            "decision_signed"
        ]
    );
    // Every event of the register is told in the whole file.
    let file = minh.browser.get(&format!("/cases/{id}/file")).expect(200);
    for seq in 1..=told.len() {
        assert!(file.html.contains(&format!("id=\"e{seq}\"")), "event {seq} is not told");
    }
}

#[test]
fn a_complaint_lives_by_the_pages_alone() {
    in_the_ward("2026-01-05 09:00", |ward| lived(ward, &complaint(), "justified"));
}

#[test]
fn a_denunciation_lives_by_the_pages_alone() {
    in_the_ward("2026-01-05 09:00", |ward| lived(ward, &denunciation(), "true"));
}

#[test]
fn the_box_tells_rule_article_day_and_days_left_in_the_rules_own_unit() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.accepted(&complaint());
        let page = Seat::of(ward, "minh").case(&id);
        assert!(page.says("Verify and settle") && page.says("Complaint Law 02/2011/QH13, art. 28"), "{}", page.text());
        assert!(page.says("04/02/2026 Calendar days left: 30"), "{}", page.text());
        assert!(page.html.contains("next-step\"") && page.html.contains("trace-steps"));
        // The notice of acceptance of a denunciation comes due before its settlement.
        let notice = ward.accepted(&denunciation());
        let page = Seat::of(ward, "minh").case(&notice);
        assert!(page.says("Serve the documents that are still owed") && page.says("Working days left: 5"), "{}", page.text());
        // A denunciation's intake is counted in working days: 10 and 11/01/2026 are a worked Saturday and a Sunday.
        let secret = ward.who("lan").registered(&denunciation());
        let page = Seat::of(ward, "lan").case(&secret);
        assert!(page.says("Working days left: 7"), "{}", page.text());
        ward.at("2026-02-09 09:00");
        let late = Seat::of(ward, "minh").case(&id);
        assert!(
            late.html.contains("next-step is-late") && late.says("Calendar days overdue: 5") && late.says("Overdue"),
            "{}",
            late.text()
        );
    });
}

#[test]
fn a_supervisor_extends_with_the_cap_before_the_eyes() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.accepted(&denunciation());
        let tuan = Seat::of(ward, "tuan");
        let page = tuan.browser.get(&format!("/cases/{id}/extend")).expect(200);
        assert_eq!(options(&page, "rule"), ["d.settle"]);
        assert!(page.says("At most 30 days each time; 0 of 1 extensions used."), "{}", page.text());
        let today = ward.today();
        let fields = [vec![("rule", "d.settle"), ("ground", "several_places"), ("days", "31")], paper("3/QĐ", &today)].concat();
        let refused = tuan.act(&id, "extend", &fields);
        assert_eq!(refused.status, 422);
        assert!(refused.says("The value must be from 1 to 30."), "{}", refused.text());
        assert!(refused.html.contains("value=\"31\"") && refused.html.contains("3/QĐ"), "what was typed is kept");
        let fields = [vec![("rule", "d.settle"), ("ground", "several_places"), ("days", "30")], paper("3/QĐ", &today)].concat();
        assert!(tuan.does(&id, "extend", &fields).says("Time limit extended."));
        let again = tuan.browser.get(&format!("/cases/{id}/extend")).expect(200);
        assert!(again.says("The extensions are used up: at most 1.") && again.says("art. 30"), "{}", again.text());
    });
}

#[test]
fn a_clerk_enters_a_step_from_the_signed_paper_where_no_supervisor_is_left() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.who("lan").registered(&complaint());
        ward.screened(&id, &crate::story::steps::found("complaint", "administrative_act", json!({})));
        let proposal = json!({"disposition": "accept", "ground": "within_competence", "legal_basis": "Điều 27"});
        ward.who("minh").does(&id, "propose-disposition", &proposal);
        // A supervisor can approve: the clerk is told that the step is not theirs.
        let lan = Seat::of(ward, "lan");
        let page = lan.browser.get(&format!("/cases/{id}/approve-disposition")).expect(200);
        assert!(page.says("Not possible now") && page.says("Supervisor") && !page.html.contains("name=\"document_no\""), "{}", page.text());
        for name in ["bao", "tuan", "yen", "quang"] {
            ward.who(name).does(&id, "declare-conflict", &json!({"relation": "Họ hàng với người gửi đơn."}));
        }
        let case = lan.case(&id);
        assert!(case.says("No supervisor is left who may: a clerk enters it from the signed paper"), "{}", case.text());
        let page = lan.browser.get(&format!("/cases/{id}/approve-disposition")).expect(200);
        assert!(page.says("From the signed paper") && !page.says("(optional)"), "{}", page.text());
        let refused = lan.act(&id, "approve-disposition", &[("document_no", "11/TB-UBND")]);
        assert_eq!(refused.status, 422);
        assert!(refused.says("signer, number and date are mandatory"), "{}", refused.text());
        assert!(refused.html.contains("href=\"#approve-disposition-signed_by-name\""), "the summary leads to the field: {}", refused.html);
        let done = lan.does(&id, "approve-disposition", &paper("11/TB-UBND", &ward.today()));
        assert!(done.says("entered from the signed paper"), "{}", done.text());
    });
}

#[test]
fn a_case_is_merged_by_number_and_sent_on_by_a_sign() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let first = ward.who("lan").registered(&complaint());
        let number = ward.who("lan").case(&first)["number"].as_str().unwrap().to_owned();
        ward.at("2026-01-06 09:00");
        let second = ward.who("lan").registered(&complaint());
        let minh = Seat::of(ward, "minh");
        let unknown = minh.act(&second, "merge", &[("into", "9999/2026/CK")]);
        assert_eq!(unknown.status, 422);
        assert!(unknown.says("There is no such case.") && unknown.html.contains("9999/2026/CK"), "{}", unknown.text());
        let joined = minh.does(&second, "merge", &[("into", &number.to_lowercase())]);
        assert!(joined.says("Closed: Joined to another case") && joined.says(&number), "{}", joined.text());

        let letter = merged(denunciation(), json!({"identity": "confidential"}));
        let away = ward.who("lan").registered(&letter);
        ward.screened(&away, &crate::story::steps::found("denunciation", "official_conduct", json!({})));
        let both =
            [("disposition", "transfer"), ("ground", "outside_competence"), ("legal_basis", "Điều 24"), ("to", "court"), ("to", "tb")];
        let refused = minh.act(&away, "propose-disposition", &both);
        assert_eq!(refused.status, 422);
        assert!(refused.says("Choose from the list or write, not both."), "{}", refused.text());
        let fields = [("disposition", "transfer"), ("ground", "Ngoài địa bàn của phường."), ("legal_basis", "Điều 24"), ("to", "tb")];
        let proposed = minh.does(&away, "propose-disposition", &fields);
        assert!(proposed.says("Đơn vị TB") && proposed.says("Ngoài địa bàn của phường."), "{}", proposed.text());
    });
}

#[test]
fn while_a_denunciation_is_suspended_the_notice_is_owed_first() {
    in_the_ward("2026-03-05 09:00", |ward| {
        let id = ward.accepted(&denunciation());
        ward.served(&id, "acceptance");
        ward.at("2026-03-10 09:00");
        let suspend =
            json!({"ground": "expert_assessment", "reason": "Chờ giám định.", "document_no": "8/QĐ", "document_date": "2026-03-10"});
        ward.who("tuan").does(&id, "suspend", &suspend);
        let minh = Seat::of(ward, "minh");
        let box_of = |page: &crate::support::browser::Opened| {
            let (_, rest) = page.html.split_once("class=\"next-step").expect("the box of the next step");
            rest.split_once("</section>").unwrap().0.to_owned()
        };
        let owed = box_of(&minh.case(&id));
        assert!(owed.contains("Serve the documents that are still owed") && owed.contains("17/03/2026"), "{owed}");
        ward.served(&id, "suspension");
        let waits = box_of(&minh.case(&id));
        assert!(waits.contains("resume when the ground is gone") && !waits.contains("17/03/2026"), "{waits}");
    });
}
