//! Giving several cases at once: seen before, done one by one, and told of each.

use serde_json::json;

use super::{numbers, row};
use crate::story::steps::{complaint, denunciation};
use crate::story::ward::in_the_ward;
use crate::support::browser::{Browser, Opened};

/// The values of the hidden fields `case` of the second form.
fn chosen(page: &Opened) -> Vec<String> {
    page.hidden("/desk/assign/each").into_iter().filter(|(name, _)| name == "case").map(|(_, value)| value).collect()
}

#[test]
fn one_of_three_is_refused_and_says_why() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let ids: Vec<String> = (0..3).map(|_| ward.who("lan").registered(&complaint())).collect();
        ward.who("minh").does(&ids[1], "declare-conflict", &json!({"relation": "relative"}));
        let browser = Browser::signed_in(ward.app, "tuan");
        browser.set_cookie("redress-lang", "en");
        let desk = browser.get("/desk?queue=unassigned").expect(200);
        assert_eq!(numbers(&desk).len(), 3);
        let minh = ward.id("minh");
        assert!(desk.html.contains(&format!("<option value=\"{minh}\"")), "{}", desk.html);
        assert!(!desk.html.contains(&format!("<option value=\"{}\"", ward.id("hai"))), "officers of other wards are not offered");
        let fields = [("case", ids[0].as_str()), ("case", &ids[1]), ("case", &ids[2]), ("assignee", minh)];
        // Without an officer they stay ticked, and the officer is asked for.
        let asked = browser.submit(&desk, "/desk/assign", &fields[..3]).expect(422);
        assert!(asked.says("Cases selected: 3") && asked.html.contains("id=\"assignee-error\""), "{}", asked.html);
        let still: Vec<String> = asked.hidden("/desk/assign").into_iter().filter(|(name, _)| name == "case").map(|(_, id)| id).collect();
        assert_eq!(still.len(), 3);
        let named = browser.submit(&asked, "/desk/assign", &[("assignee", minh)]).expect(200);
        assert!(named.says("Can be assigned: 2"), "{}", named.text());
        let preview = browser.submit(&desk, "/desk/assign", &fields).expect(200);
        assert!(preview.says("Assign to Người minh") && preview.says("Can be assigned: 2") && preview.says("Cannot be assigned: 1"));
        assert!(row(&preview, "0002/2026/CK").contains("conflict"), "{}", row(&preview, "0002/2026/CK"));
        assert_eq!(ward.who("tuan").case(&ids[0])["assignee"], json!(null), "a preview changes nothing");
        assert!(preview.hidden("/desk/assign/each").contains(&("back".to_owned(), "/desk?queue=unassigned".to_owned())));

        // Meanwhile somebody takes one of them.
        ward.who("hoa").does(&ids[2], "assign", &json!({"assignee": ward.id("hoa")}));
        let (both, csrf) = (chosen(&preview), preview.hidden("/desk/assign/each")[0].1.clone());
        assert_eq!(both.len(), 2);
        let long = "x".repeat(200_000);
        let fields = |note: &str| -> Vec<(String, String)> {
            let given = [("csrf", csrf.as_str()), ("assignee", minh), ("case", &both[0]), ("case", &both[1]), ("note", note)];
            given.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect()
        };
        let post = |note: &str| {
            let fields = fields(note);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            browser.post("/desk/assign/each", &fields)
        };
        let again = post(&long[..30_000]);
        assert_eq!(again.status, 422, "{:.300}", again.html);
        assert!(again.html.contains(&long[..30_000]), "what was typed stays");
        let result = post("Làm trước thứ Sáu.").expect(200);
        assert!(result.says("Only some were assigned") && result.says("Assigned: 1. Not assigned: 1."), "{}", result.text());
        assert!(row(&result, "0003/2026/CK").contains("changed this meanwhile"), "{}", row(&result, "0003/2026/CK"));
        let assignee = |id: &str| ward.who("tuan").case(id)["assignee"].clone();
        assert_eq!([assignee(&ids[0]), assignee(&ids[1]), assignee(&ids[2])], [json!(minh), json!(null), json!(ward.id("hoa"))]);
        let events = ward.who("tuan").part(&ids[0], "events");
        assert_eq!(events.iter().filter(|e| e["type"] == "assigned").count(), 1);
        // Sent once more, nothing happens a second time.
        assert!(post("").expect(200).says("None was assigned"));
        assert_eq!(ward.who("tuan").part(&ids[0], "events").len(), events.len());
    });
}

#[test]
fn what_one_may_not_know_or_give_is_neither_named_nor_given() {
    in_the_ward("2026-03-05 09:00", |ward| {
        let secret = ward.accepted(&denunciation());
        let free = ward.who("lan").registered(&complaint());
        let number = ward.who("tuan").case(&secret)["number"].as_str().unwrap().to_owned();
        let hoa = Browser::signed_in(ward.app, "hoa");
        let desk = hoa.get("/desk?queue=unassigned&lang=en").expect(200);
        assert!(desk.html.contains(&format!("<option value=\"{}\"", ward.id("hoa"))), "an officer takes cases");
        assert!(!desk.html.contains(&format!("<option value=\"{}\"", ward.id("minh"))), "and gives none");
        let fields = [("case", secret.as_str()), ("case", &free), ("assignee", ward.id("hoa"))];
        let preview = hoa.submit(&desk, "/desk/assign", &fields).expect(200);
        assert!(!preview.html.contains(&number) && preview.says("Not found"), "{}", preview.text());
        let chosen = chosen(&preview);
        assert_eq!(chosen.len(), 1);
        let to_minh = [("case", free.as_str()), ("assignee", ward.id("minh"))];
        let refused = hoa.submit(&desk, "/desk/assign", &to_minh).expect(200);
        assert!(refused.says("None of these cases can be assigned") && !refused.html.contains("/desk/assign/each"), "{}", refused.text());
        let csrf = preview.hidden("/desk/assign/each")[0].1.clone();
        let forged = format!("{secret}:9");
        let fields = [("csrf", csrf.as_str()), ("assignee", ward.id("hoa")), ("case", &forged), ("case", &chosen[0])];
        let result = hoa.post("/desk/assign/each", &fields).expect(200);
        assert!(result.says("Assigned: 1. Not assigned: 1.") && !result.html.contains(&number), "{}", result.text());
        assert_eq!(ward.who("tuan").case(&secret)["assignee"], json!(ward.id("minh")));
        let clerk = Browser::signed_in(ward.app, "lan");
        assert!(!clerk.get("/desk").expect(200).html.contains("/desk/assign"), "a clerk gives nothing");
    });
}

#[test]
fn nothing_chosen_is_said_so() {
    in_the_ward("2026-03-05 09:00", |ward| {
        let id = ward.who("lan").registered(&complaint());
        let browser = Browser::signed_in(ward.app, "tuan");
        browser.set_cookie("redress-lang", "en");
        let desk = browser.get("/desk?queue=unassigned").expect(200);
        let none = browser.submit(&desk, "/desk/assign", &[("assignee", "")]).expect(422);
        assert!(none.says("No case is selected") && none.says("Nobody is chosen"), "{}", none.text());
        assert!(none.html.contains("href=\"/desk?queue=unassigned\""), "the way back");
        let evil = [("case", id.as_str()), ("assignee", ""), ("back", "https://evil.example")];
        assert!(!browser.submit(&desk, "/desk/assign", &evil).expect(422).html.contains("evil"));
    });
}
