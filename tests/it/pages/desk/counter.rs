//! A citizen comes to the counter: one form, whose mistakes cost nothing that was typed, and one slip with the code.

use serde_json::json;

use crate::story::ward::{Ward, in_the_ward};
use crate::support::browser::{Browser, Opened};

/// Everything a clerk types for a collective complaint.
fn typed(ward: &Ward<'_>) -> Vec<(&'static str, String)> {
    let plain = [
        ("kind", "complaint"),
        ("matter", "administrative_act"),
        ("identity", "named"),
        ("title", "Không cấp thẻ cử tri"),
        ("body", "Tôi xin trình bày:\r\n<b>Thẻ</b> & \"sổ\"."),
        ("occurred_on", "2021-05-07"),
        ("petitioner.name", "Nguyễn Thị Mai"),
        ("petitioner.address", "Tổ 5, phường Cự Khối"),
        ("petitioner.phone", "0912 345 678"),
        ("petitioner.email", ""),
        ("petitioner.id_number", "001085000123"),
        ("respondent.name", "Trần Văn Bình"),
        ("respondent.position", "Công chức tư pháp - hộ tịch"),
        ("channel", "in_person"),
        ("received_at", "2021-05-08"),
        ("form", "signed"),
        ("contest", ""),
        ("language", "vi"),
        ("sent_by", ""),
        ("signers", "7"),
        ("representatives.0.name", ""),
        ("representatives.1.name", "Đỗ Văn Hà"),
        ("representatives.1.phone", "0988 111 222"),
    ];
    let mut all: Vec<(&str, String)> = plain.into_iter().map(|(n, v)| (n, v.to_owned())).collect();
    all.push(("polling_area", ward.unit("KV7").to_owned()));
    all
}

fn send(browser: &Browser<'_>, page: &Opened, fields: &[(&'static str, String)], change: &[(&'static str, &str)]) -> Opened {
    let changed = |name: &str| change.iter().find(|(n, _)| *n == name).map(|(_, v)| *v);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, changed(n).unwrap_or(v))).collect();
    browser.submit(page, "/counter", &fields)
}

/// Number and code on a slip.
fn slip(page: &Opened) -> (String, String) {
    let between = |from: &str, to: &str| page.html.split(from).nth(1).unwrap().split(to).next().unwrap().to_owned();
    let code = between("id=\"code\">", "</dd>").replace("<span>", "").replace("</span>", "");
    (between("receipt-number\">", "<"), code.trim().to_owned())
}

#[test]
fn from_the_form_to_the_slip_and_to_the_case() {
    in_the_ward("2021-05-10 08:00", |ward| {
        let browser = Browser::signed_in(ward.app, "lan");
        browser.set_cookie("redress-lang", "en");
        let page = browser.get("/counter").expect(200);
        let fields = typed(ward);
        let done = send(&browser, &page, &fields, &[]).expect(200);
        let (number, code) = slip(&done);
        assert_eq!(number, "0001/2021/CK");
        assert!(done.html.contains("class=\"slip\"") && done.html.contains("<svg role=\"img\""));
        assert!(done.says("http://127.0.0.1/track"));
        // Ten days from Saturday 08/05, the day the paper came.
        assert!(done.says("by Tuesday 18/05/2021"), "{}", done.text());
        assert!(done.says("counted from 08/05/2021") && done.says("Đơn vị CK"), "{}", done.text());
        let opened = ward.app.post("/api/v1/public/track", &json!({"number": number, "receipt_code": code})).send().expect(200);
        assert_eq!(opened["case"]["number"], json!(number));
        let id = ward.find(&number);
        let case = ward.who("lan").case(&id);
        assert_eq!((&case["channel"], &case["form"], &case["signers"]), (&json!("in_person"), &json!("signed"), &json!(7)));
        let letters = ward.who("lan").part(&id, "letters");
        assert_eq!(letters[0]["body"], json!("Tôi xin trình bày:\n<b>Thẻ</b> & \"sổ\"."));
        let parties = ward.who("lan").part(&id, "parties");
        let names: Vec<&str> = parties.iter().filter_map(|p| p["name"].as_str()).collect();
        assert_eq!(names, ["Nguyễn Thị Mai", "Đỗ Văn Hà", "Trần Văn Bình"]);
        let listed = browser.get("/desk?queue=to_classify").expect(200);
        assert!(super::row(&listed, &number).contains("Đơn vị KV7"), "{}", listed.text());

        // Reloaded, it is the same slip; changed, it is refused; neither makes a second case.
        assert_eq!(slip(&send(&browser, &page, &fields, &[]).expect(200)), (number, code));
        let changed = send(&browser, &page, &fields, &[("title", "Khác")]);
        assert_eq!(changed.status, 422);
        assert!(changed.says("registered already") && changed.html.contains("value=\"Khác\""), "{}", changed.text());
        assert_eq!(ward.who("tuan").get("/api/v1/cases").expect(200)["items"].as_array().unwrap().len(), 1);
        // A fresh form is another letter.
        let (second, _) = slip(&send(&browser, &browser.get("/counter").expect(200), &fields, &[]).expect(200));
        assert_eq!(second, "0002/2021/CK");
    });
}

#[test]
fn a_mistake_keeps_all_that_was_typed_and_is_said_at_its_field() {
    in_the_ward("2021-05-10 08:00", |ward| {
        let browser = Browser::signed_in(ward.app, "lan");
        browser.set_cookie("redress-lang", "en");
        let page = browser.get("/counter").expect(200);
        let fields = typed(ward);
        /// What is changed, the status it has, and what is then said.
        type Wrong<'a> = (&'a [(&'a str, &'a str)], u16, &'a str);
        let table: &[Wrong<'_>] = &[
            (&[("kind", ""), ("title", " "), ("body", "")], 422, "#kind"),
            (&[("petitioner.phone", "many")], 422, "#petitioner-phone"),
            (&[("petitioner.name", "")], 422, "#petitioner-name"),
            (&[("petitioner.address", ""), ("petitioner.phone", "")], 422, "#petitioner\""),
            (&[("received_at", "2021-05-11")], 422, "#received_at"),
            (&[("occurred_on", "2021-05-09")], 422, "#occurred_on"),
            (&[("representatives.1.phone", "x")], 422, "#representatives-0-phone"),
            (&[("signers", "1")], 422, "#representatives\""),
            (&[("identity", "anonymous")], 422, "#"),
        ];
        for (change, status, link) in table {
            let change: Vec<(&'static str, &str)> = change.to_vec();
            let again = send(&browser, &page, &fields, &change);
            assert_eq!(again.status, *status, "{change:?}");
            let summary = again.html.split("error-summary").nth(1).unwrap_or_default().split("</div>").next().unwrap();
            assert!(summary.contains(&format!("href=\"{link}")), "{change:?}: {summary}");
            let target = link.trim_start_matches('#').trim_end_matches('"');
            assert!(target.is_empty() || again.html.contains(&format!("id=\"{target}\"")), "{change:?}: {target}");
            for (name, value) in &fields {
                let value = change.iter().find(|(n, _)| n == name).map_or(value.as_str(), |(_, v)| *v);
                let shown =
                    value.replace("\r\n", "\n").replace('&', "&#38;").replace('<', "&#60;").replace('>', "&#62;").replace('"', "&#34;");
                assert!(shown.trim().is_empty() || again.html.contains(&shown), "{change:?}: {name} is lost");
            }
            assert_eq!(again.hidden("/counter"), page.hidden("/counter"), "the same form is sent again");
        }
        assert_eq!(ward.who("tuan").get("/api/v1/cases").expect(200)["items"], json!([]));
        // The corrected form is taken.
        send(&browser, &page, &fields, &[]).expect(200);
    });
}

#[test]
fn an_unsigned_denunciation_says_how_to_sign_and_names_no_date() {
    in_the_ward("2021-05-10 08:00", |ward| {
        let browser = Browser::signed_in(ward.app, "minh");
        browser.set_cookie("redress-lang", "en");
        let page = browser.get("/counter").expect(200);
        let change = [
            ("kind", "denunciation"),
            ("matter", "official_conduct"),
            ("form", "unsigned"),
            ("signers", ""),
            ("representatives.1.name", ""),
            ("representatives.1.phone", ""),
        ];
        let done = send(&browser, &page, &typed(ward), &change).expect(200);
        assert!(done.says("it is registered as information") && done.says("Come to the reception counter"), "{}", done.text());
        assert!(!done.says("The office must: Process the denunciation"), "{}", done.text());
        Browser::signed_in(ward.app, "tuan").get("/counter").expect(403);
        let forged = browser.submit(&page, "/counter", &[("key", "short")]);
        assert_eq!(forged.status, 400);
    });
}
