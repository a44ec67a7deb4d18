//! Whole ways from the first page to the receipt.

use redress::domain::permission::Role;
use serde_json::Value;

use super::{NAME, PDF, TYPED, answer, found, to_papers, upload};
use crate::support::app::{TestApp, each_app};
use crate::support::browser::{Browser, Opened};

/// The four groups on a receipt.
fn code(receipt: &Opened) -> String {
    let after = receipt.html.split("id=\"code\">").nth(1).unwrap().split("</dd>").next().unwrap();
    let groups: Vec<&str> = after.split("<span>").skip(1).map(|g| g.split('<').next().unwrap()).collect();
    assert_eq!(groups.len(), 4);
    groups.join(" ")
}

fn cases(app: &TestApp) -> Vec<Value> {
    let officer = app.sign_in("minh");
    officer.get("/api/v1/cases").send().expect(200)["items"].as_array().unwrap().clone()
}

#[test]
fn a_named_complaint_of_seven_with_papers_reaches_its_receipt() {
    each_app(|app| {
        let ward = found(app);
        app.member("minh", &[(Role::Officer, ward.ward)]);
        let browser = Browser::new(app);
        let start = browser.get("/").expect(200);
        assert!(start.says("Danh sách cử tri") && start.says("05/03/2026") && start.says("điều 61"), "{}", start.text());
        assert!(start.says("05/03/2026"), "the last day to complain about the list: 30 days from 03/02/2026");
        let page = to_papers(&browser, &ward);
        assert!(page.says("10 MB") && page.says("25 MB") && page.says("10 tệp"), "{}", page.text());
        let sent = upload(&browser, &page, "more", &[("chứng cứ.pdf", PDF), ("ảnh.txt", "Ảnh số 1".as_bytes())]);
        let page = browser.follow(&sent).expect(200);
        assert!(page.says("chứng cứ.pdf") && page.says("ảnh.txt"));
        let check = browser.follow(&upload(&browser, &page, "on", &[])).expect(200);
        for said in [NAME, "Thiếu tên bảy cử tri", "Khu vực bỏ phiếu số 4", "04/02/2026", "Trần Văn Khánh", "chứng cứ.pdf"]
        {
            assert!(check.says(said), "{said}: {}", check.text());
        }
        // An answer is changed, and only that one is asked again.
        let who = browser.get(check.path.replace("check", "who").as_str()).expect(200);
        assert!(who.html.contains("Ủy ban nhân dân phường"));
        let check = answer(&browser, &who, &[("respondent.name", "Chủ tịch phường")]);
        assert!(check.path.ends_with("/check") && check.says("Chủ tịch phường"), "{}", check.path);

        let receipt = browser.follow(&browser.submit(&check, &check.path, &[])).expect(200);
        assert!(receipt.says("0001/2026/CK"), "{}", receipt.text());
        assert!(receipt.says("10/02/2026"), "5 days from 05/02/2026: {}", receipt.text());
        assert!(receipt.says("điều 33") && receipt.says("tạm tính"), "{}", receipt.text());
        let sha = "SHA-256: ";
        assert_eq!(receipt.text().matches(sha).count(), 2);
        assert!(!receipt.says("Thoát khỏi trang này"), "it is no secret letter");
        assert!(receipt.html.contains("<svg role=\"img\"") && receipt.says("http://127.0.0.1/track"));
        let code = code(&receipt);
        assert!(!receipt.path.contains(&code.replace(' ', "")));

        // Number and code open it, and the office has it with all that was written.
        let key = serde_json::json!({"number": "0001/2026/CK", "receipt_code": code});
        let tracked = app.post("/api/v1/public/track", &key).send().expect(200);
        assert_eq!(tracked["case"]["matter"], "voter_list");
        let all = cases(app);
        assert_eq!(all.len(), 1);
        let case = &all[0];
        assert_eq!((case["signers"].as_i64(), case["channel"].as_str()), (Some(7), Some("online")));
        let officer = app.sign_in("minh");
        let id = case["id"].as_str().unwrap();
        let letters = officer.get(&format!("/api/v1/cases/{id}/letters")).send().expect(200);
        assert_eq!(letters["items"][0]["body"], TYPED);

        // The page is there until it is left; then nothing is.
        let again = browser.get(&receipt.path).expect(200);
        let left = browser.submit(&again, &receipt.path.replace("receipt", "leave"), &[]);
        assert_eq!((left.status, left.location.as_str()), (303, "/"));
        browser.get(&receipt.path).expect(410);
    });
}

#[test]
fn a_denunciation_without_a_name_has_two_choices_and_a_way_out() {
    each_app(|app| {
        let ward = found(app);
        app.member("minh", &[(Role::Supervisor, ward.ward)]);
        let browser = Browser::new(app);
        let page = browser.get("/submit?lang=en").expect(200);
        let page = answer(&browser, &page, &[("matter", "candidate")]);
        assert!(page.says("The election of which body"));
        let page = answer(&browser, &page, &[("contest", "council_commune")]);
        let page = answer(&browser, &page, &[("kind", "denunciation")]);
        let page = answer(&browser, &page, &[("title", "Một người ứng cử tặng quà"), ("body", "Tặng quà ngày 1/2 tại nhà văn hóa.")]);
        let page = answer(&browser, &page, &[]);
        let page = answer(&browser, &page, &[("respondent.name", "Ông Ba")]);
        assert_eq!(page.html.matches("type=\"radio\"").count(), 2, "{}", page.html);
        assert!(page.says("which the law keeps secret") && page.says("is not considered"));
        // No name is asked for, nor others: the next question is that of papers.
        let page = answer(&browser, &page, &[("identity", "anonymous")]);
        assert!(page.path.ends_with("/papers"), "{}", page.path);
        let check = browser.follow(&upload(&browser, &page, "on", &[])).expect(200);
        let receipt = browser.follow(&browser.submit(&check, &check.path, &[])).expect(200);
        assert!(receipt.says("Exit this page") && receipt.says("A letter without a name"), "{}", receipt.text());
        let case = &cases(app)[0];
        assert_eq!((case["identity"].as_str(), case["contest"].as_str()), (Some("anonymous"), Some("council_commune")));
        // Left at once, it is forgotten: neither its address nor the first page of a letter shows it again.
        assert!(receipt.html.contains("<form class=\"exit-page\" method=\"post\""), "{}", receipt.html);
        let left = browser.submit(&receipt, &receipt.path.replace("receipt", "leave"), &[]);
        assert_eq!((left.status, left.location.as_str()), (303, "/"));
        browser.get(&receipt.path).expect(410);
        let number = case["number"].as_str().unwrap();
        assert!(!browser.get("/submit").expect(200).html.contains(number));
    });
}

#[test]
fn where_the_law_asks_for_a_signature_the_letter_can_be_printed() {
    each_app(|app| {
        found(app);
        let browser = Browser::new(app);
        let page = browser.get("/submit").expect(200);
        let page = answer(&browser, &page, &[("matter", "official_conduct")]);
        let page = answer(&browser, &page, &[("kind", "denunciation")]);
        let page = answer(&browser, &page, &[("title", "Nhận tiền"), ("body", TYPED)]);
        let page = answer(&browser, &page, &[]);
        let page = answer(&browser, &page, &[]);
        let page = answer(&browser, &page, &[("identity", "named")]);
        let page = answer(&browser, &page, &[("petitioner.name", NAME), ("petitioner.address", "Số 7")]);
        let page = answer(&browser, &page, &[("signers", "1")]);
        let check = browser.follow(&upload(&browser, &page, "on", &[("đơn.pdf", PDF)])).expect(200);
        let receipt = browser.follow(&browser.submit(&check, &check.path, &[])).expect(200);
        assert!(receipt.says("Đơn còn phải ký") && receipt.says("Thoát khỏi trang này"), "{}", receipt.text());
        let sheet = browser.get(&receipt.path.replace("receipt", "sign-paper")).expect(200);
        for said in ["Cộng hòa xã hội chủ nghĩa Việt Nam", NAME, "ngõ Hoàng Mai Thượng", "phường Cự Khối", "0001/2026/CK", "đơn.pdf"]
        {
            assert!(sheet.says(said), "{said}: {}", sheet.text());
        }
    });
}
