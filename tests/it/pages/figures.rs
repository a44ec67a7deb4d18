//! What everybody may look up: public figures without small numbers, and what would fall due if something were filed.

use serde_json::json;

use crate::story::steps::{denunciation, letter};
use crate::story::ward::in_the_ward;
use crate::support::browser::{Browser, Opened};

/// The cells of the row that begins with this name, in the section of this id.
fn cells(page: &Opened, section: &str, row: &str) -> Vec<String> {
    let section = page.html.split(&format!("id=\"{section}\"")).nth(1).unwrap().split("</section>").next().unwrap();
    let row = section.split("<tr").find(|tr| tr.contains(&format!(">{row}<"))).unwrap_or_else(|| panic!("no {row}: {section}"));
    let cell = |td: &str| td.split('>').nth(1).unwrap().split('<').next().unwrap().replace("&#60;", "<").replace("&lt;", "<");
    let bare = row.replace("<strong>", "").replace("</strong>", "");
    bare.split("<td").skip(1).map(cell).collect()
}

#[test]
fn small_numbers_are_hidden_and_no_total_gives_them_away() {
    in_the_ward("2021-04-16 08:00", |ward| {
        for _ in 0..6 {
            ward.submitted(&letter("complaint", "voter_list", json!({})));
        }
        ward.who("lan").registered(&denunciation());
        let browser = Browser::new(ward.app);
        browser.set_cookie("redress-lang", "en");
        let list = browser.get("/figures").expect(200);
        let election =
            list.html.split("<option value=\"").find(|o| o.contains("2021-05-23")).unwrap().split('"').next().unwrap().to_owned();
        let page = browser.get(&format!("/figures?of={election}")).expect(200);
        let first = cells(&page, "received", "Đơn vị CK");
        assert_eq!(first, ["6", "<5", "<5", "<5", "≥ 6"], "{first:?}");
        // One denunciation more: nothing that is published changes.
        ward.who("lan").registered(&denunciation());
        let page = browser.get(&format!("/figures?of={election}")).expect(200);
        assert_eq!(cells(&page, "received", "Đơn vị CK"), first);
        assert_eq!(cells(&page, "received", "All"), ["6", "<5", "<5", "<5", "≥ 6"]);
        assert_eq!(cells(&page, "late", "Đơn vị CK"), ["<5", "<5", "<5", "<5", "<5"]);
        ward.at("2021-04-23 08:00");
        let page = browser.get(&format!("/figures?of={election}")).expect(200);
        assert_eq!(cells(&page, "late", "Đơn vị CK")[0], "6", "all six are late now");

        assert!(browser.get("/figures/report").location.starts_with("/sign-in"), "full figures are not for everybody");
        let observer = Browser::signed_in(ward.app, "sat");
        observer.set_cookie("redress-lang", "en");
        let report = observer.get("/figures/report?from=2021-04-01&to=2021-04-30").expect(200);
        assert!(report.says("Letters received 8") && report.says("By content: denunciations 2"), "{}", report.text());
        assert!(!report.says("Does not hold") && report.says("Holds"), "{}", report.text());
        let later = observer.get("/figures/report?from=2021-04-20&to=2021-04-30").expect(200);
        assert!(later.says("Letters carried over 8") && later.says("Letters received 0"), "{}", later.text());
        observer.get("/figures/report?from=2021-04-20&to=2021-04-01").expect(422);
    });
}

/// Rule and last day of each row that the calculator shows.
fn found(page: &Opened) -> Vec<(String, Option<String>)> {
    let rows = page.html.split("<tr data-rule=\"").skip(1).map(|row| row.split("</tr>").next().unwrap());
    rows.map(|row| {
        let due = row.rsplit("<td").next().unwrap().split("datetime=\"").nth(1).map(|d| d.split('"').next().unwrap().to_owned());
        (row.split('"').next().unwrap().to_owned(), due)
    })
    .collect()
}

#[test]
fn the_calculator_says_what_the_law_says() {
    in_the_ward("2021-04-16 08:00", |ward| {
        let browser = Browser::new(ward.app);
        browser.set_cookie("redress-lang", "en");
        let days = browser.get("/calendar").expect(200);
        assert!(days.says("10 days before") && days.says("Thursday 13/05/2021") && days.says("Not confirmed"), "{}", days.text());

        let page = browser
            .get("/calendar?kind=complaint&matter=administrative_act&received_on=2021-04-16&complexity=complex&remote=true")
            .expect(200);
        let rows = found(&page);
        let due = |rule: &str| rows.iter().find(|(r, _)| r == rule).unwrap_or_else(|| panic!("no {rule}: {rows:?}")).1.clone().unwrap();
        let law = |query: &str| {
            let answer = ward.who("tuan").get(&format!("/api/v1/law/due?{query}")).expect(200);
            answer["due"].as_str().unwrap().to_owned()
        };
        assert_eq!(due("c1.accept"), law("rule=c1.accept&from=2021-04-16"));
        assert_eq!(due("c1.settle"), law(&format!("rule=c1.settle&from={}&complex=true&remote=true", due("c1.accept"))));
        assert_eq!(due("c2.file"), law(&format!("rule=c2.file&from={}&remote=true", due("c1.settle"))));
        assert_eq!(due("c1.send"), law(&format!("rule=c1.send&from={}", due("c1.settle"))));

        let page = browser.get("/calendar?kind=complaint&matter=voter_list&received_on=2021-04-16").expect(200);
        let receipt = ward.submitted(&letter("complaint", "voter_list", json!({})));
        let rows = found(&page);
        for rule in ["el.voter-list.settle", "el.voter-list.court"] {
            let shown = rows.iter().find(|(r, _)| r == rule).unwrap().1.clone();
            assert_eq!(shown.as_deref(), receipt.deadline(rule)["due"].as_str(), "{rule}: as on the receipt");
        }
        let wrong = browser.get("/calendar?kind=complaint&matter=candidate&received_on=2021-04-30").expect(422);
        assert!(wrong.html.contains("href=\"#if-contest\""), "{}", wrong.html);
        // A day is read as people write it, and in three fields; what is no day is said so in their words.
        for typed in ["received_on=16/04/2021", "received_on.day=16&received_on.month=4&received_on.year=2021"] {
            let same = browser.get(&format!("/calendar?kind=complaint&matter=voter_list&{typed}")).expect(200);
            assert_eq!(found(&same), rows, "{typed}");
        }
        let wrong = browser.get("/calendar?kind=complaint&matter=voter_list&received_on.day=31&received_on.month=4&received_on.year=2021");
        let wrong = wrong.expect(422);
        assert!(wrong.html.contains("href=\"#if-received_on\"") && wrong.says("Write day/month/year"), "{}", wrong.text());
        assert!(wrong.html.contains("name=\"received_on.day\" value=\"31\""), "what was typed is kept: {}", wrong.html);
        let empty = browser.get("/calendar?kind=x").expect(422);
        assert!(empty.html.contains("href=\"#if-kind\"") && empty.html.contains("href=\"#if-matter\""), "all at once: {}", empty.html);
    });
}
