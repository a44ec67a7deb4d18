//! The list of all cases: filters in its address, search with and without diacritics, nothing that is not for the reader.

use serde_json::json;

use super::{next, numbers};
use crate::story::steps::{complaint, denunciation, found, letter, merged};
use crate::story::ward::in_the_ward;
use crate::support::browser::Browser;

#[test]
fn a_list_is_narrowed_by_its_address() {
    in_the_ward("2021-05-10 08:00", |ward| {
        let clerk = ward.who("lan");
        let first = clerk.registered(&merged(complaint(), json!({"polling_area": ward.unit("KV7")})));
        ward.screened(&first, &found("complaint", "administrative_act", json!({"title": "Về việc cấp thẻ cử tri ở Đường Đê"})));
        clerk.registered(&letter("petition", "voter_list", json!({})));
        clerk.registered(&letter("feedback", "polling_station", json!({})));
        let other = letter("feedback", "organisation", json!({"unit": ward.unit("TB")}));
        ward.who("hai").registered(&other);
        let browser = Browser::signed_in(ward.app, "tuan");
        let list = |query: &str| numbers(&browser.get(&format!("/cases?{query}")).expect(200));
        let (one, two, three) = ("0001/2021/CK".to_owned(), "0002/2021/CK".to_owned(), "0003/2021/CK".to_owned());
        let table: &[(&str, &[&String])] = &[
            ("sort=number", &[&one, &two, &three]),
            ("sort=-number", &[&three, &two, &one]),
            ("kind=petition", &[&two]),
            ("kind=petition&status=screening", &[]),
            ("status=screening&kind=&assignee=", &[&one]),
            ("track=general", &[&one]),
            ("matter=polling_station", &[&three]),
            ("assignee=none&sort=number", &[&two, &three]),
            ("q=duong%20de", &[&one]),
            ("q=%C4%90%C6%B0%E1%BB%9Dng", &[&one]),
            ("q=DUONG", &[&one]),
            ("q=duong+hoa", &[]),
            ("q=0002%2F2021", &[&two]),
            ("due_before=2021-05-01", &[]),
            ("overdue=true", &[]),
            ("phase=frozen", &[]),
        ];
        for (query, expected) in table {
            assert_eq!(list(query).iter().collect::<Vec<_>>(), expected.to_vec(), "{query}");
        }
        assert_eq!(list(&format!("assignee={}", ward.id("minh"))), std::slice::from_ref(&one));
        assert_eq!(list(&format!("unit={}", ward.unit("CK"))).len(), 3);
        let high = Browser::signed_in(ward.app, "quang").get(&format!("/cases?unit={}", ward.unit("TB"))).expect(200);
        assert_eq!(numbers(&high), ["0001/2021/TB"]);
        assert!(browser.get("/cases?q=duong").expect(200).says("Khu vực"), "headings");
        assert!(super::row(&browser.get("/cases?q=duong").expect(200), &one).contains("Đơn vị KV7"), "the polling area");
        ward.at("2021-06-01 08:00");
        let late = Browser::signed_in(ward.app, "tuan").get("/cases?overdue=true").expect(200);
        assert!(numbers(&late).contains(&one));
    });
}

#[test]
fn filters_that_are_on_are_seen_and_taken_off_one_by_one() {
    in_the_ward("2021-05-10 08:00", |ward| {
        let browser = Browser::signed_in(ward.app, "tuan");
        let page = browser.get("/cases?q=%22%3E%3Cscript%3E&kind=petition&due_before=2021-05-20&sort=-number&lang=en").expect(200);
        assert!(page.says("Remove filter Kind of letter: Petition"), "{}", page.text());
        assert!(page.says("Due before: 20/05/2021"), "{}", page.text());
        assert!(page.says("No case fits") && !page.html.contains("<script>"));
        let without_kind = "/cases?q=%22%3E%3Cscript%3E&#38;due_before=2021-05-20&#38;sort=-number\"";
        assert!(page.html.contains(without_kind), "{}", page.html);
        // What was chosen stays chosen in the form, and is sent along with other words.
        assert!(page.html.contains("<option value=\"petition\" selected>"));
        assert_eq!(page.html.matches("type=\"hidden\" name=\"kind\" value=\"petition\"").count(), 1);
        assert!(browser.get("/cases").expect(200).says("There is no case yet that you may see."));
        for wrong in ["kind=x", "q=a&q=b", "limit=0", "unknown=1", "due_before=31/05/2021", "unit=0000000000000", "assignee=x"] {
            browser.get(&format!("/cases?{wrong}")).expect(422);
        }
        browser.get(&format!("/cases?q={}", "a".repeat(201))).expect(422);
    });
}

#[test]
fn nobody_finds_what_is_not_theirs_to_know() {
    in_the_ward("2026-03-05 09:00", |ward| {
        let id = ward.accepted(&denunciation());
        let number = ward.who("tuan").case(&id)["number"].as_str().unwrap().to_owned();
        let sees = |name: &str| {
            let browser = Browser::signed_in(ward.app, name);
            let found = ["/cases", "/cases?q=vu+viec", "/desk?queue=to_serve", "/desk?queue=due_soon"]
                .map(|at| numbers(&browser.get(at).expect(200)));
            found.iter().any(|list| list.contains(&number))
        };
        for name in ["minh", "tuan", "lan", "quang", "yen"] {
            assert!(sees(name), "{name}");
        }
        for name in ["hoa", "thu", "hai", "dung", "vinh", "phong"] {
            assert!(!sees(name), "{name}");
        }
        ward.who("tuan").does(&id, "declare-conflict", &json!({"relation": "relative"}));
        assert!(!sees("tuan"));
    });
}

#[test]
fn pages_follow_each_other_without_gap() {
    in_the_ward("2021-05-10 08:00", |ward| {
        for _ in 0..7 {
            ward.who("lan").registered(&letter("petition", "voter_list", json!({})));
        }
        let browser = Browser::signed_in(ward.app, "lan");
        let mut at = Some("/cases?kind=petition&sort=number&limit=3".to_owned());
        let mut pages = Vec::new();
        while let Some(address) = at {
            let page = browser.get(&address).expect(200);
            assert_eq!(page.html.contains("rel=\"prev\""), !pages.is_empty(), "a later page leads to the first");
            pages.push(numbers(&page).len());
            at = next(&page);
        }
        assert_eq!(pages, [3, 3, 1]);
    });
}
