//! The way of somebody who holds a receipt: open, read, act, leave; in the pages as a browser gets them.

use serde_json::json;

use crate::pages::html::mistakes;
use crate::pages::submit::PDF;
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

#[test]
fn a_sender_adds_papers_later_and_has_what_they_sent_and_no_more() {
    in_the_ward("2021-04-16 08:00", |ward| {
        let receipt = submitted(ward);
        let browser = english(ward);
        let page = opened(&browser, &receipt.number, &receipt.code);
        let csrf = page.hidden("/track/case/papers").remove(0).1;
        let send = |files: &[(&str, &[u8])]| browser.upload("/track/case/papers", &csrf, "more", files);
        let wrong = send(&[("thật.pdf", PDF), ("<i>giả.pdf", b"MZ")]).expect(422);
        assert!(wrong.says("\"<i>giả.pdf\"") && !wrong.says("thật.pdf,") && !wrong.html.contains("<i>"), "{}", wrong.text());
        assert_eq!(send(&[]).status, 422);
        assert_eq!(browser.upload("/track/case/papers", "forged", "more", &[("a.pdf", PDF)]).status, 403);
        let page = browser.follow(&send(&[("giấy khai sinh.pdf", PDF)])).expect(200);
        assert!(page.says("Your papers have arrived.") && page.says("giấy khai sinh.pdf, 1 kB"), "{}", page.text());
        assert!(page.says("Papers added") && page.says("Your own step."), "{}", page.text());

        // What the office adds in the course of the case is not the sender's to read.
        let case = receipt.id();
        let minh = ward.who("minh");
        let office = minh.ask(reqwest::Method::POST, &format!("/api/v1/cases/{case}/papers"));
        let added = office.files(&[("kết quả xác minh.pdf", PDF)]).send().expect(201);
        let inner = added["items"][0]["id"].as_str().unwrap().to_owned();
        assert!(!browser.get("/track/case").says("kết quả xác minh.pdf"));
        assert_eq!(browser.get(&format!("/track/papers/{inner}")).status, 404);
        let token = receipt.track().token;
        let own = ward.app.get("/api/v1/public/case/papers").token(&token).send().expect(200);
        assert_eq!(own["items"].as_array().unwrap().len(), 1, "{own}");
        let paper = own["items"][0]["id"].as_str().unwrap();
        assert_eq!(ward.app.get(&format!("/api/v1/public/case/papers/{paper}")).token(&token).send().status, 200);
        assert_eq!(ward.app.get(&format!("/api/v1/public/case/papers/{inner}")).token(&token).send().status, 404);
        assert_eq!(browser.download(&format!("/track/papers/{paper}")).2, PDF);
        // Nor has another sender it.
        let other = submitted(ward);
        let stranger = english(ward);
        opened(&stranger, &other.number, &other.code);
        assert_eq!(stranger.get(&format!("/track/papers/{paper}")).status, 404);
        // By the program too; and not where no letter is taken any more.
        let more = ward.app.ask(reqwest::Method::POST, "/api/v1/public/case/papers").token(&token);
        more.files(&[("thêm.txt", b"x")]).send().expect(201);
        let into = ward.who("lan").registered(&letter("complaint", "voter_list", json!({"form": "signed", "channel": "post"})));
        ward.who("minh").act(&into, "merge", &json!({"into": case})).expect(200);
        assert_eq!(ward.who("minh").part(&into, "papers").len(), 0);
        assert_eq!(ward.who("minh").part(&case, "papers").len(), 3);
    });
}

#[test]
fn the_page_says_why_and_where_and_what_was_decided_before() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let given = ward.who("lan").register(&crate::story::steps::complaint()).expect(201);
        let (id, receipt) = (given["id"].as_str().unwrap(), ward.receipt(&given));
        let outside = json!({"competent_body": "provincial_peoples_committee"});
        ward.screened(id, &crate::story::steps::found("complaint", "administrative_act", outside));
        let browser = english(ward);
        let running = opened(&browser, &receipt.number, &receipt.code);
        assert!(!running.says("What was decided about the letter"), "nothing was decided yet: {}", running.text());
        assert_eq!(ward.disposed(id, "guide", "outside_competence", Some("provincial_peoples_committee"))["closed_as"], "guided");
        let page = opened(&browser, &receipt.number, &receipt.code);
        for told in ["What was decided about the letter, and why", "Who is competent Đơn vị HN", "Legal basis Điều 27"] {
            assert!(page.says(told), "{told}: {}", page.text());
        }
        assert_eq!(mistakes(&page.html), Vec::<String>::new());
    });
}

#[test]
fn a_case_that_the_election_stopped_is_nowhere_called_late() {
    in_the_ward("2021-05-06 09:00", |ward| {
        let about = json!({"kind": "denunciation", "matter": "candidate", "contest": "council_commune", "identity": "confidential",
            "title": "Tố cáo", "body": "Nội dung", "petitioner": {"name": "Nguyễn Thị Mai", "address": "Tổ 5"},
            "respondent": {"name": "Trần Văn Bình"}});
        let receipt = ward.submitted(&about);
        ward.at("2021-05-20 09:00");
        let page = opened(&english(ward), &receipt.number, &receipt.code);
        assert!(page.says("art. 61") && !page.says("Late") && !page.says("Overdue"), "{}", page.text());
    });
}

#[test]
fn what_was_served_is_read_there_as_the_office_printed_it() {
    in_the_ward("2025-03-03 08:00", |ward| {
        let given = ward.who("lan").register(&crate::story::steps::complaint()).expect(201);
        let (receipt, id) = (ward.receipt(&given), given["id"].as_str().unwrap().to_owned());
        ward.screened(&id, &crate::story::steps::found("complaint", "administrative_act", json!({})));
        ward.disposed(&id, "accept", "within_competence", None);
        ward.all_served(&id);
        ward.decided(&id, "unjustified");
        let browser = english(ward);
        let page = opened(&browser, &receipt.number, &receipt.code);
        let decision = ward.owed(&id, "decision").0;
        let address = format!("/track/documents/{decision}");
        assert!(!page.html.contains(&address) && browser.get(&address).status == 404, "not served yet: {}", page.text());
        ward.all_served(&id);
        let page = browser.get("/track/case").expect(200);
        assert!(page.html.contains(&format!("href=\"{address}\"")), "{}", page.html);
        let shown = browser.get(&address).expect(200);
        for said in ["25/QĐ-UBND", "Qua xác minh thấy đúng như đơn.", "Sửa lại danh sách."] {
            assert!(shown.says(said), "{said}: {}", shown.text());
        }
        assert_eq!(mistakes(&shown.html), Vec::<String>::new());
        for name in ["Người minh", "Người lan"] {
            assert!(!shown.says(name), "{name}: {}", shown.text());
        }
        // It stays to be read after an appeal; and is nobody else's.
        browser.submit(&page, "/track/case/appeal", &[("reasons", "Tôi không đồng ý.")]);
        assert!(browser.get("/track/case").html.contains(&address));
        browser.get(&address).expect(200);
        let linked = ward.find("0001/2025/LB");
        assert_eq!(ward.who("yen").part(&linked, "letters")[0]["channel"], "online", "it was typed on the page");
        let stranger = english(ward);
        let other = submitted(ward);
        opened(&stranger, &other.number, &other.code);
        assert_eq!(stranger.get(&address).status, 404);
        assert_eq!(Browser::new(ward.app).get(&address).location, "/track");
    });
}

/// Sends a form by the button of the other language.
fn switched(browser: &Browser<'_>, page: &Opened, action: &str, typed: &[(&str, &str)]) -> Opened {
    let hidden = page.hidden(action);
    let all: Vec<(&str, &str)> = hidden.iter().map(|(n, v)| (n.as_str(), v.as_str())).chain(typed.iter().copied()).collect();
    browser.post(&format!("{action}?lang=vi"), &all)
}

#[test]
fn the_other_language_keeps_what_was_typed_and_does_nothing() {
    in_the_ward("2021-04-16 08:00", |ward| {
        let receipt = submitted(ward);
        let browser = english(ward);
        let form = browser.get("/track").expect(200);
        assert!(form.html.contains("form=\"open-case\" name=\"switch\" value=\"vi\" formaction=\"/track?lang=vi\""), "{}", form.html);
        let typed = [("number", receipt.number.as_str()), ("receipt_code", "12"), ("switch", "vi")];
        let turned = switched(&browser, &form, "/track", &typed).expect(200);
        assert!(turned.says("Mã biên nhận") && turned.html.contains(&format!("value=\"{}\"", receipt.number)), "{}", turned.html);
        assert!(turned.html.contains("value=\"12\"") && !turned.html.contains("error-summary"), "{}", turned.html);
        browser.set_cookie("redress-lang", "en");

        let page = opened(&browser, &receipt.number, &receipt.code);
        // Where nothing came back with errors, the link is that of the page.
        assert!(page.html.contains("href=\"/track/case?lang=vi\""), "{}", page.html);
        let typed = [("text", "Bao giờ có kết quả?"), ("switch", "vi")];
        let turned = switched(&browser, &page, "/track/case/message", &typed).expect(200);
        assert!(turned.says("Bao giờ có kết quả?") && turned.says("Nhắn tin"), "{}", turned.text());
        assert!(turned.html.contains("form=\"form-message\" name=\"switch\" value=\"en\" formaction=\"/track/case/message?lang=en\""));
        assert_eq!(receipt.track().case["messages"].as_array().unwrap().len(), 0, "nothing was sent");
        // Files cannot come back: the link leads to the page, which there is, and not to where the form was sent.
        let csrf = page.hidden("/track/case/papers").remove(0).1;
        browser.set_cookie("redress-lang", "en");
        let refused = browser.upload("/track/case/papers", &csrf, "more", &[("giả.pdf", b"MZ")]).expect(422);
        assert!(refused.html.contains("href=\"/track/case?lang=vi\""), "{}", refused.html);
    });
}
