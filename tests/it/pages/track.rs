//! The way of somebody who holds a receipt: open, read, act, leave; in the pages as a browser gets them.

use serde_json::json;

use crate::story::steps::{denunciation, letter, merged, respondent};
use crate::story::ward::{Receipt, Ward, in_the_ward};
use crate::support::browser::{Browser, Opened};

fn english<'a>(ward: &Ward<'a>) -> Browser<'a> {
    let browser = Browser::new(ward.app);
    browser.set_cookie("redress-lang", "en");
    browser
}

/// Number and code are typed into the form.
fn opened(browser: &Browser<'_>, number: &str, code: &str) -> Opened {
    let form = browser.get("/track").expect(200);
    let answer = browser.submit(&form, "/track", &[("number", number), ("receipt_code", code)]);
    assert_eq!(answer.location, "/track/case");
    browser.follow(&answer).expect(200)
}

fn submitted<'w, 'a>(ward: &'w Ward<'a>) -> Receipt<'w, 'a> {
    ward.submitted(&letter("complaint", "voter_list", json!({})))
}

#[test]
fn number_and_code_open_the_case_and_nothing_else_does() {
    in_the_ward("2021-04-16 08:00", |ward| {
        let receipt = submitted(ward);
        let browser = english(ward);
        assert_eq!(browser.get("/track/case").location, "/track", "without a cookie there is no case");
        let form = browser.get("/track").expect(200);
        let other = submitted(ward);
        let mut answers = Vec::new();
        for (number, code) in [
            (receipt.number.as_str(), other.code.as_str()),
            ("9999/2021/CK", receipt.code.as_str()),
            (receipt.number.as_str(), "1234 5678 9012 3456"),
            ("not a number", receipt.code.as_str()),
        ] {
            let answer = browser.submit(&form, "/track", &[("number", number), ("receipt_code", code)]);
            assert!(answer.html.contains(&format!("value=\"{number}\"")), "what was typed stays: {}", answer.html);
            let said = answer.text();
            answers.push((answer.status, said));
            assert!(browser.cookie("redress-track").is_none());
        }
        answers.dedup();
        assert_eq!(answers.len(), 1, "one answer, whatever was wrong: {answers:?}");
        assert_eq!(answers[0].0, 404);
        // What is no code at all is said to be none, of whatever number.
        for number in [receipt.number.as_str(), "9999/2021/CK"] {
            let short = browser.submit(&form, "/track", &[("number", number), ("receipt_code", "1111")]).expect(422);
            assert!(short.html.contains("href=\"#receipt_code\"") && short.says("16 digits"), "{}", short.text());
        }
        let empty = browser.submit(&form, "/track", &[("number", ""), ("receipt_code", "")]).expect(422);
        assert!(empty.html.contains("href=\"#number\"") && empty.html.contains("href=\"#receipt_code\""), "{}", empty.html);

        let case = opened(&browser, &receipt.number.to_lowercase(), &receipt.code);
        let (code, number) = (receipt.code.as_str(), receipt.number.as_str());
        assert!(case.says(number) && !case.html.contains(code), "the code is not shown again");
        assert!(case.says("The subcommittee has your complaint and is classifying it."), "{}", case.text());
        assert!(case.says("by Wednesday 21/04/2021") && case.says("21/04/2021 last day, until 24:00"), "{}", case.text());
        assert!(case.says("until Monday 17/05/2021"), "the right to sue, with its last day: {}", case.text());
        assert!(!case.html.contains("exit-page"), "nobody is kept secret here");
        assert!(browser.get("/track/case?lang=vi").says("Tiểu ban đã nhận đơn khiếu nại của ông/bà"));
    });
}

#[test]
fn what_a_sender_does_comes_in_and_what_is_refused_comes_back_as_typed() {
    in_the_ward("2021-04-16 08:00", |ward| {
        let receipt = submitted(ward);
        let browser = english(ward);
        let page = opened(&browser, &receipt.number, &receipt.code);
        let told = browser.submit(&page, "/track/case/message", &[("text", "Bao giờ có kết quả <b>?")]);
        assert_eq!(told.location, "/track/case?done=message");
        let page = browser.follow(&told).expect(200);
        assert!(page.says("Bao giờ có kết quả <b>?") && page.says("Your message was sent"), "{}", page.text());

        let more = browser.submit(&page, "/track/case/add-letter", &[("body", "Tôi bổ sung giấy xác nhận.")]);
        let page = browser.follow(&more).expect(200);
        assert!(page.says("Your own step."), "{}", page.text());
        let letters = ward.who("tuan").part(&receipt.id(), "letters");
        assert_eq!(letters.len(), 2, "{letters:?}");

        let asked = browser.submit(&page, "/track/case/withdraw", &[("scope", "all")]);
        let page = browser.follow(&asked).expect(200);
        assert!(page.says("Asked to withdraw") || page.says("withdraw"), "{}", page.text());
        let again = browser.submit(&page, "/track/case/withdraw", &[("scope", "all")]).expect(409);
        assert!(again.html.contains("id=\"withdraw\" open"), "the form is unfolded: {}", again.html);
        assert!(again.html.contains("value=\"all\" checked"), "{}", again.html);

        let long = "x".repeat(200_000);
        let refused = browser.submit(&page, "/track/case/message", &[("text", "  ")]).expect(422);
        assert!(refused.html.contains("href=\"#message-text\""), "{}", refused.html);
        let refused = browser.submit(&page, "/track/case/message", &[("text", &long)]);
        assert!(refused.status == 422 || refused.status == 413, "{}", refused.status);

        // Against a decision about the voter list one goes to court: the page says so instead of a form.
        assert!(!page.html.contains("action=\"/track/case/appeal\""));
        assert!(page.html.contains("act-refused") && page.says("art. 116"), "{}", page.text());
        // And whoever sends the form all the same is refused with the article.
        let csrf = page.hidden("/track/case/message").into_iter().find(|(name, _)| name == "csrf").unwrap().1;
        let forced = browser.post("/track/case/appeal", &[("csrf", &csrf), ("reasons", "Không đồng ý")]);
        assert_eq!(forced.status, 409, "{}", forced.html);
        assert_eq!(browser.post("/track/case/message", &[("text", "x")]).status, 403, "without the token of the form");
    });
}

#[test]
fn the_case_closes_after_half_an_hour_and_when_one_leaves() {
    in_the_ward("2021-04-16 08:00", |ward| {
        let receipt = submitted(ward);
        let browser = english(ward);
        let page = opened(&browser, &receipt.number, &receipt.code);
        let cookie = browser.cookie("redress-track").unwrap();
        let left = browser.submit(&page, "/track/leave", &[]);
        assert_eq!(left.location, "/track?left=true");
        assert!(browser.cookie("redress-track").is_none(), "the browser forgets it");
        assert!(browser.follow(&left).says("keeps nothing of the case"));
        browser.set_cookie("redress-track", &cookie);
        assert_eq!(browser.get("/track/case").location, "/track", "the office forgot it too");

        let page = opened(&browser, &receipt.number, &receipt.code);
        ward.at("2021-04-16 08:29");
        browser.get("/track/case").expect(200);
        ward.at("2021-04-16 08:31");
        assert_eq!(browser.get("/track/case").location, "/track");
        assert_eq!(browser.submit(&page, "/track/case/message", &[("text", "Muộn")]).status, 401);
    });
}

#[test]
fn an_appeal_from_the_page_with_its_last_day() {
    in_the_ward("2025-03-03 08:00", |ward| {
        let given = ward.who("lan").register(&crate::story::steps::complaint()).expect(201);
        let (receipt, id) = (ward.receipt(&given), given["id"].as_str().unwrap().to_owned());
        ward.screened(&id, &crate::story::steps::found("complaint", "administrative_act", json!({})));
        ward.disposed(&id, "accept", "within_competence", None);
        ward.all_served(&id);
        ward.at("2025-03-20 08:00");
        ward.decided(&id, "unjustified");
        let browser = english(ward);
        let before = opened(&browser, &receipt.number, &receipt.code);
        assert!(!before.says("Qua xác minh"), "not served is not known: {}", before.text());
        ward.all_served(&id);
        let page = browser.get("/track/case").expect(200);
        assert!(page.says("Qua xác minh thấy đúng như đơn.") && page.says("Sửa lại danh sách."), "{}", page.text());
        assert!(page.says("appeal to the next instance until"), "{}", page.text());
        assert!(
            page.says("The case is closed, so no letter can be added.") && !page.html.contains("&#34;"),
            "no code of a state: {}",
            page.text()
        );
        for name in ["Người minh", "Người tuan", "Người lan", "Lê Văn Chủ"] {
            assert!(!page.says(name), "{name} is nobody's business here");
        }
        let gone = browser.submit(&page, "/track/case/appeal", &[("reasons", "Tôi không đồng ý.")]);
        let page = browser.follow(&gone).expect(200);
        assert!(page.says("We have received your appeal"), "{}", page.text());
        assert!(page.says("Second"), "the newest link of the case is shown: {}", page.text());
    });
}

#[test]
fn a_denunciation_shows_no_name_and_can_be_left_at_once() {
    in_the_ward("2025-03-03 08:00", |ward| {
        let named = merged(denunciation(), json!({"respondent": respondent()}));
        let given = ward.who("lan").register(&named).expect(201);
        let receipt = ward.receipt(&given);
        let browser = english(ward);
        let page = opened(&browser, &receipt.number, &receipt.code);
        for name in ["Nguyễn Thị Mai", "0912", "Tổ 5", "Trần Văn Bình", "Người lan", "Vụ việc của phường", "Về việc lập danh sách"]
        {
            assert!(!page.html.contains(name), "{name} on the page: {}", page.text());
        }
        let title = page.html.split("<title>").nth(1).unwrap().split("</title>").next().unwrap().to_owned();
        assert!(!title.contains(&receipt.number), "{title}");
        assert!(page.html.contains("<form class=\"exit-page\" method=\"post\" action=\"/track/exit\">"), "{}", page.html);
        let left = browser.submit(&page, "/track/exit", &[]);
        assert_eq!(left.location, "/", "to a page that says nothing of a case");
        assert!(browser.cookie("redress-track").is_none());
    });
}
