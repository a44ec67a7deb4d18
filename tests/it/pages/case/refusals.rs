//! What is not possible says why, with the article; what is to be corrected keeps what was typed.

use serde_json::json;

use super::{Seat, found, paper};
use crate::story::steps::{complaint, denunciation, letter};
use crate::story::ward::in_the_ward;

#[test]
fn an_act_that_is_not_possible_is_shown_with_its_reason_and_article() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.accepted(&complaint());
        let page = Seat::of(ward, "tuan").case(&id);
        assert!(page.says("Suspend The Complaint Law knows no suspension of complaints. (Complaint Law 02/2011/QH13)"), "{}", page.text());
        assert!(page.says("Record the strike-off A strike-off is recorded only during the freeze"), "{}", page.text());
        // The state is told in words, never as a code.
        assert!(page.says("The case is \"Accepted\""), "{}", page.text());
        let own = Seat::of(ward, "tuan").browser.get(&format!("/cases/{id}/suspend")).expect(200);
        assert!(own.says("Not possible now") && own.says("Complaint Law 02/2011/QH13") && !own.html.contains("<textarea"));
    });
}

#[test]
fn four_eyes_refuse_on_the_page_of_the_case_and_keep_what_was_typed() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.who("lan").registered(&complaint());
        ward.who("tuan").does(&id, "assign", &json!({"assignee": ward.id("bao")}));
        let (bao, tuan) = (Seat::of(ward, "bao"), Seat::of(ward, "tuan"));
        bao.does(&id, "classify", &found("complaint", "administrative_act"));
        let proposal = [("disposition", "accept"), ("ground", "within_competence"), ("legal_basis", "Điều 27")];
        bao.does(&id, "propose-disposition", &proposal);
        assert!(bao.case(&id).says("Whoever proposed, drafted or took the step before"), "the reason stands on the page");
        assert!(bao.case(&id).says("Supervisor: Người tuan"), "who must act: {}", bao.case(&id).text());
        // The form of another's page, sent by the proposer: refused, nothing typed is lost.
        let page = tuan.case(&id);
        let version = page.hidden(&format!("/cases/{id}/approve-disposition")).into_iter().find(|(n, _)| n == "version").unwrap().1;
        let own = bao.case(&id);
        let csrf = own.hidden(&format!("/cases/{id}/message")).into_iter().find(|(n, _)| n == "csrf").unwrap().1;
        let today = ward.today();
        let fields = [vec![("csrf", csrf.as_str()), ("version", &version), ("from", "case")], paper("11/TB-UBND", &today)].concat();
        let refused = bao.browser.post(&format!("/cases/{id}/approve-disposition"), &fields).expect(409);
        assert!(refused.says("There is something to correct") && refused.html.contains("11/TB-UBND"), "{}", refused.text());
        assert!(refused.html.contains("<details class=\"act\" id=\"approve-disposition\" open>"), "{}", refused.html);
        assert_eq!(crate::pages::html::mistakes(&refused.html), Vec::<String>::new());
        assert_eq!(ward.who("tuan").case(&id)["status"], "proposed");
    });
}

#[test]
fn a_field_that_is_wrong_is_named_and_all_that_was_typed_is_kept() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.who("lan").registered(&complaint());
        let lan = Seat::of(ward, "lan");
        let page = lan.case(&id);
        let mut fields = found("complaint", "administrative_act");
        fields.retain(|(name, _)| *name != "title");
        fields.push(("title", ""));
        let wrong = lan.browser.submit(&page, &format!("/cases/{id}/classify"), &fields).expect(422);
        assert!(wrong.html.contains("href=\"#classify-title\"") && wrong.says("Please enter: title."), "{}", wrong.text());
        assert!(wrong.html.contains("<details class=\"act\" id=\"classify\" open>"), "{}", wrong.html);
        assert!(wrong.html.contains("<option value=\"commune_peoples_committee\" selected>"), "{}", wrong.html);
        assert!(wrong.html.contains("value=\"true\" checked"), "{}", wrong.html);
        fields.retain(|(name, _)| *name != "title");
        fields.push(("title", "Khiếu nại việc lập danh sách"));
        let right = lan.browser.submit(&wrong, &format!("/cases/{id}/classify"), &fields);
        assert_eq!(right.status, 303, "{}", right.text());
    });
}

#[test]
fn the_freeze_stops_the_case_and_says_so() {
    in_the_ward("2021-05-03 09:00", |ward| {
        let candidate = letter("complaint", "candidate", json!({"form": "signed", "channel": "post", "contest": "council_commune"}));
        let id = ward.who("lan").registered(&candidate);
        ward.who("tuan").does(&id, "assign", &json!({"assignee": ward.id("minh")}));
        let minh = Seat::of(ward, "minh");
        let classification = [
            ("kind", "complaint"),
            ("matter", "candidate"),
            ("track", "election"),
            ("contest", "council_commune"),
            ("title", "Về người ứng cử"),
            ("form", "signed"),
            ("eligible", "true"),
            ("competent_body", "election_committee"),
        ];
        minh.does(&id, "classify", &classification);
        ward.at("2021-05-13 00:01");
        let page = Seat::of(ward, "minh").case(&id);
        assert!(page.html.contains("next-step is-frozen") && page.says("Election Law 85/2015/QH13, art. 61.2"), "{}", page.text());
        assert!(!page.html.contains("badge-late") && !page.html.contains("days-left"), "what the law stopped is not late: {}", page.html);
        assert!(page.says("Propose what becomes of it From ten days before election day"), "{}", page.text());
        assert!(Seat::of(ward, "tuan").case(&id).html.contains("id=\"strike-off\""));
        ward.at("2021-05-24 09:00");
        let after = Seat::of(ward, "tuan").case(&id);
        assert!(after.says("Hand the file over") && after.html.contains("id=\"hand-over\""), "{}", after.text());
    });
}

#[test]
fn what_one_may_not_know_is_not_there_and_a_conflict_ends_ones_part() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.who("lan").registered(&complaint());
        let foreign = Seat::of(ward, "hai");
        let missing = foreign.browser.get("/cases/0000000000000").expect(404);
        let hidden = foreign.browser.get(&format!("/cases/{id}")).expect(404);
        let words = |page: &crate::support::browser::Opened| page.text().split("give this number").next().unwrap().to_owned();
        assert_eq!(words(&missing), words(&hidden));
        for page in ["/file", "/classify", "/message"] {
            foreign.browser.get(&format!("/cases/{id}{page}")).expect(404);
        }
        let minh = Seat::of(ward, "minh");
        let answer = minh.act(&id, "declare-conflict", &[("relation", "Người gửi đơn là em ruột tôi.")]);
        assert_eq!((answer.status, answer.location.as_str()), (303, "/desk"));
        minh.browser.get(&format!("/cases/{id}")).expect(404);
        // A letter that turns out to be a denunciation is no more of a clerk who did not register it.
        let secret = ward.who("lan").registered(&denunciation());
        let thu = Seat::of(ward, "thu");
        let answer = thu.act(&secret, "classify", &found("denunciation", "official_conduct"));
        assert_eq!((answer.status, answer.location.as_str()), (303, "/desk"));
    });
}

#[test]
fn a_channel_and_a_polling_area_are_corrected_by_choosing_their_names() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let admin = ward.who("admin");
        let area = json!({"parent": ward.unit("CK"), "level": "polling_area", "name": "Khu vực bỏ phiếu số 3", "sign": "CK3"});
        let area = admin.ask(reqwest::Method::POST, "/api/v1/units").json(&area).send().expect(201)["id"].as_str().unwrap().to_owned();
        let id = ward.who("lan").registered(&complaint());
        let lan = Seat::of(ward, "lan");
        let form = lan.browser.get(&format!("/cases/{id}/correct")).expect(200);
        assert!(form.says("Khu vực bỏ phiếu số 3") && form.says("The right channel"), "{}", form.text());
        // As a browser sends it: the text left empty, one of the two lists chosen from.
        let empty = ("value", "");
        lan.does(&id, "correct", &[("field", "polling_area"), empty, empty, ("value", area.as_str()), ("reason", "Ghi nhầm")]);
        lan.does(&id, "correct", &[("field", "channel"), empty, ("value", "post"), empty, ("reason", "Ghi nhầm")]);
        let after = lan.case(&id);
        assert!(after.says("Khu vực bỏ phiếu số 3") && ward.who("lan").case(&id)["channel"] == "post", "{}", after.text());
        let both = [("field", "channel"), empty, ("value", "post"), ("value", area.as_str()), ("reason", "Ghi nhầm")];
        let page = lan.browser.get(&format!("/cases/{id}/correct")).expect(200);
        lan.browser.submit(&page, &format!("/cases/{id}/correct"), &both).expect(422);
        // Nothing chosen: said, and what was typed stays.
        let page = lan.browser.get(&format!("/cases/{id}/correct")).expect(200);
        let none = lan.browser.submit(&page, &format!("/cases/{id}/correct"), &[("field", "channel"), ("reason", "Còn nhầm")]).expect(422);
        assert!(none.html.contains("Còn nhầm") && none.html.contains("href=\"#correct-value\""), "{}", none.text());
    });
}
