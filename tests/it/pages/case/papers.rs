//! Papers of a case at the desk: who has them, who adds more, what is not taken.

use redress::domain::paper::MOST_BYTES;
use reqwest::Method;
use serde_json::{Value, json};

use super::{Seat, found};
use crate::pages::html::mistakes;
use crate::pages::submit::PDF;
use crate::story::steps::{complaint, denunciation};
use crate::story::ward::{Ward, in_the_ward};
use crate::support::browser::Opened;

/// Sends files by the form of the case's page.
fn add(seat: &Seat<'_>, case: &str, files: &[(&str, &[u8])]) -> Opened {
    let action = format!("/cases/{case}/papers");
    let page = seat.browser.get(&format!("/cases/{case}"));
    let csrf = if page.status == 200 { page.hidden("/sign-out").remove(0).1 } else { "none".to_owned() };
    seat.browser.upload(&action, &csrf, "more", files)
}

/// The papers as the API lists them to this member.
fn listed(ward: &Ward<'_>, name: &'static str, case: &str) -> Vec<Value> {
    ward.who(name).part(case, "papers")
}

/// How many objects lie in the folder.
fn objects(ward: &Ward<'_>) -> usize {
    std::fs::read_dir(ward.app.folder.path().join("files")).map_or(0, Iterator::count)
}

#[test]
fn members_add_papers_and_the_register_says_so() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let case = ward.accepted(&complaint());
        let before = ward.who("minh").case(&case)["version"].as_i64().unwrap();
        let (lan, minh) = (Seat::of(ward, "lan"), Seat::of(ward, "minh"));
        let hostile = "\"><img src=x onerror=alert(1)>.pdf";
        let sent = add(&lan, &case, &[("giấy xác nhận.pdf", PDF), (hostile, PDF), ("../../etc/a\u{202e}fdp.txt", b"x")]);
        let page = lan.browser.follow(&sent).expect(200);
        assert!(page.says("The papers were added to the case."), "{}", page.text());
        let page = minh.case(&case);
        for name in ["giấy xác nhận.pdf", hostile, "afdp.txt"] {
            assert!(page.says(name), "{name}: {}", page.text());
        }
        assert!(!page.html.contains("<img") && !page.html.contains('\u{202e}') && !page.says("/etc"), "{}", page.html);
        assert!(page.says("Papers added Files: 3") && page.says("added by Người lan"), "{}", page.text());
        let papers = listed(ward, "minh", &case);
        let event = ward.who("minh").part(&case, "events").pop().unwrap();
        assert_eq!((event["type"].as_str(), event["seq"].as_i64()), (Some("papers_added"), Some(before + 1)), "one sending, one event");
        let sums: Vec<&str> = papers.iter().map(|p| p["sha256"].as_str().unwrap()).collect();
        assert!(sums.iter().all(|sum| !event.to_string().contains(sum)), "the register has keyed digests only");
        assert!(page.says(sums[0]), "the page tells the sum");

        // The same again is there already; another is not.
        let again = add(&minh, &case, &[("giấy xác nhận.pdf", PDF)]);
        assert_eq!(again.status, 303);
        assert_eq!((listed(ward, "minh", &case).len(), objects(ward)), (3, 3));
        assert_eq!(add(&minh, &case, &[("biên bản xác minh.txt", b"y")]).status, 303, "an officer adds what verification brings");
        for paper in listed(ward, "minh", &case) {
            let (status, headers, _) = minh.browser.download(&format!("/cases/{case}/papers/{}", paper["id"].as_str().unwrap()));
            assert_eq!(status, 200);
            let disposition = &headers["content-disposition"];
            assert!(disposition.starts_with("attachment; filename=\"") && disposition.matches('"').count() == 2, "{disposition}");
            assert!(!disposition.contains(['<', '>', '/']), "{disposition}");
        }
        let file = minh.browser.get(&format!("/cases/{case}/file")).expect(200);
        assert!(mistakes(&file.html).is_empty() && file.says("biên bản xác minh.txt"), "{:?}", mistakes(&file.html));
    });
}

#[test]
fn papers_are_for_those_who_may_read_the_letters() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let open = ward.accepted(&complaint());
        let secret = ward.who("lan").registered(&denunciation());
        ward.who("tuan").does(&secret, "assign", &json!({"assignee": ward.id("minh")}));
        Seat::of(ward, "minh").does(&secret, "classify", &found("denunciation", "official_conduct"));
        let mut ids = Vec::new();
        for (case, name) in [(&open, "minh"), (&secret, "minh")] {
            assert_eq!(add(&Seat::of(ward, name), case, &[("chứng cứ.pdf", PDF)]).status, 303);
            ids.push(listed(ward, name, case)[0]["id"].as_str().unwrap().to_owned());
        }
        // Whether one gets: the page of the case, the paper, and whether one more is taken.
        for (name, case, paper, page, file, taken) in [
            ("hoa", &open, &ids[0], 200, 200, 303),
            ("tuan", &open, &ids[0], 200, 200, 403),
            ("thu", &open, &ids[0], 200, 404, 303),
            ("hai", &open, &ids[0], 404, 404, 404),
            ("sat", &open, &ids[0], 403, 403, 403),
            ("minh", &secret, &ids[1], 200, 200, 303),
            ("lan", &secret, &ids[1], 200, 200, 303),
            ("hoa", &secret, &ids[1], 404, 404, 404),
            ("thu", &secret, &ids[1], 404, 404, 404),
            // A paper of one case is not one of another.
            ("minh", &open, &ids[1], 200, 404, 303),
        ] {
            let seat = Seat::of(ward, name);
            let shown = seat.browser.get(&format!("/cases/{case}"));
            assert_eq!(shown.status, page, "{name}");
            assert_eq!(shown.says("chứng cứ.pdf"), file == 200 || name == "minh", "{name} reads its name");
            assert_eq!(seat.browser.get(&format!("/cases/{case}/papers/{paper}")).status, file, "{name}");
            let by_program = ward.who(name).get(&format!("/api/v1/cases/{case}/papers/{paper}"));
            assert_eq!(by_program.status, file, "{name}");
            let csrf = seat.browser.get("/account").hidden("/sign-out").remove(0).1;
            let added = seat.browser.upload(&format!("/cases/{case}/papers"), &csrf, "more", &[(&format!("{name}.txt"), b"x")]);
            assert_eq!(added.status, taken, "{name}: {}", added.text());
            let who = ward.who(name);
            let again = who.ask(Method::POST, &format!("/api/v1/cases/{case}/papers")).files(&[(&format!("{name}2.txt"), b"x")]);
            assert_eq!(again.send().status, if taken == 303 { 201 } else { taken }, "{name}");
        }
        assert_eq!(listed(ward, "thu", &open).len(), 0, "only the cover is for this clerk");
    });
}

#[test]
fn what_is_not_taken_is_named_and_nothing_of_it_is_kept() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let case = ward.accepted(&complaint());
        let minh = Seat::of(ward, "minh");
        let mut large = PDF.to_vec();
        large.resize(MOST_BYTES + 1, b' ');
        let refused = add(&minh, &case, &[("tốt.pdf", PDF), ("giả.pdf", b"MZ\x90"), ("to.pdf", &large), ("<b>.exe", b"MZ")]).expect(422);
        for name in ["giả.pdf", "to.pdf", "<b>.exe"] {
            assert!(refused.says(&format!("\"{name}\"")), "{name}: {}", refused.text());
        }
        assert!(!refused.says("\"tốt.pdf\"") && refused.html.contains("id=\"add-papers\" open"), "{}", refused.html);
        assert_eq!(mistakes(&refused.html), Vec::<String>::new());
        add(&minh, &case, &[]).expect(422);
        let many: Vec<(String, &[u8])> = (0..11).map(|n| (format!("{n}.txt"), &b"x"[..])).collect();
        let many: Vec<(&str, &[u8])> = many.iter().map(|(n, c)| (n.as_str(), *c)).collect();
        assert!(add(&minh, &case, &many).expect(422).says("10.txt"));
        let forged = minh.browser.upload(&format!("/cases/{case}/papers"), "forged", "more", &[("a.pdf", PDF)]);
        assert_eq!(forged.status, 403);
        let way = format!("/api/v1/cases/{case}/papers");
        let who = ward.who("minh");
        let ask = || who.ask(Method::POST, &way);
        ask().files(&[("tốt.pdf", PDF), ("giả.pdf", b"MZ")]).send().problem(422, "paper_kind");
        ask().files(&[("to.pdf", &large)]).send().problem(413, "body_too_large");
        ask().files(&[]).send().problem(422, "required");
        ask().json(&json!({})).send().problem(415, "not_form");
        assert_eq!((listed(ward, "minh", &case).len(), objects(ward)), (0, 0), "all or none");
        assert!(ward.who("minh").part(&case, "events").iter().all(|e| e["type"] != "papers_added"));
    });
}
