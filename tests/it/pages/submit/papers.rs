//! Papers: what is taken, what is refused by its name, who may have them back.

use redress::actions::read::papers as reads;
use redress::domain::ids::CaseId;
use redress::domain::paper::{MOST_BYTES, MOST_TOGETHER};
use redress::domain::permission::Role;

use super::{PDF, answer, found, to_papers, upload};
use crate::support::app::{TestApp, each_app};
use crate::support::browser::{Browser, Opened};

fn large(bytes: usize) -> Vec<u8> {
    let mut pdf = PDF.to_vec();
    pdf.resize(bytes, b' ');
    pdf
}

/// How many objects lie in the folder.
fn objects(app: &TestApp) -> usize {
    std::fs::read_dir(app.folder.path().join("files")).unwrap().count()
}

#[test]
fn what_is_not_taken_is_refused_by_its_name_and_the_rest_is_kept() {
    each_app(|app| {
        let ward = found(app);
        let browser = Browser::new(app);
        let page = to_papers(&browser, &ward);
        let too_large = large(MOST_BYTES + 1);
        let files: &[(&str, &[u8])] =
            &[("hồ sơ.exe", b"MZ\x90"), ("giả.pdf", b"MZ\x90"), ("tốt.pdf", PDF), ("to.pdf", &too_large), ("trống.txt", b"")];
        let refused = upload(&browser, &page, "on", files).expect(422);
        for name in ["hồ sơ.exe", "giả.pdf", "to.pdf", "trống.txt"] {
            assert!(refused.says(&format!("Tệp \"{name}\"")), "{name}: {}", refused.text());
        }
        assert!(refused.says("tốt.pdf, 1 kB") && !refused.says("Tệp \"tốt.pdf\""), "{}", refused.text());
        assert_eq!(objects(app), 1, "nothing of what was refused lies there");
        // It can be taken away again.
        let there = Opened { path: page.path.clone(), ..refused };
        let removed = browser.submit(&there, &format!("{}/remove", page.path), &[]);
        let page = browser.follow(&removed).expect(200);
        assert!(!page.says("tốt.pdf"));
        assert_eq!(objects(app), 0);
    });
}

#[test]
fn there_is_a_most_of_papers_and_of_all_together() {
    each_app(|app| {
        let ward = found(app);
        let browser = Browser::new(app);
        let page = to_papers(&browser, &ward);
        let nine = large(9 << 20);
        let sent = upload(&browser, &page, "more", &[("1.pdf", &nine), ("2.pdf", &nine)]);
        let page = browser.follow(&sent).expect(200);
        const { assert!(18 << 20 < MOST_TOGETHER) };
        let refused = upload(&browser, &page, "more", &[("3.pdf", &nine)]).expect(422);
        assert!(refused.says("3.pdf") && refused.says("25 MB"), "{}", refused.text());
        let small: Vec<(String, &[u8])> = (4..13).map(|n| (format!("{n}.txt"), &b"x"[..])).collect();
        let files: Vec<(&str, &[u8])> = small.iter().map(|(n, c)| (n.as_str(), *c)).collect();
        let refused = upload(&browser, &page, "more", &files).expect(422);
        assert!(refused.says("Tệp") || refused.says("tệp \"12.txt\""), "{}", refused.text());
        assert!(refused.says("11.txt, 1 kB") && !refused.says("12.txt, 1 kB"), "ten are there: {}", refused.text());
    });
}

#[test]
fn papers_go_with_the_case_and_back_only_to_whoever_may_read_it() {
    each_app(|app| {
        let ward = found(app);
        app.member("minh", &[(Role::Officer, ward.ward)]);
        app.member("lan", &[(Role::Clerk, ward.ward)]);
        app.member("nga", &[(Role::Observer, ward.ward)]);
        app.member("xuan", &[(Role::Officer, other_ward(app))]);
        let browser = Browser::new(app);
        let page = to_papers(&browser, &ward);
        let check = browser.follow(&upload(&browser, &page, "on", &[("chứng cứ \"1\".pdf", PDF)])).expect(200);
        browser.follow(&browser.submit(&check, &check.path, &[])).expect(200);
        let officer = app.sign_in("minh");
        let cases = officer.get("/api/v1/cases").send().expect(200);
        let case: CaseId = cases["items"][0]["id"].as_str().unwrap().parse().unwrap();
        let ctx = app.context();
        let all = ctx.store.read(|conn| reads::for_sender(&ctx, conn, case)).unwrap();
        assert_eq!((all.len(), all[0].size), (1, PDF.len()));
        assert!(all[0].letter.is_some(), "it belongs to the letter it came with");
        let way = format!("/cases/{case}/papers/{}", all[0].id);
        let desk = Browser::signed_in(app, "minh");
        let (status, headers, bytes) = desk.download(&way);
        assert_eq!((status, bytes.as_slice()), (200, PDF));
        assert!(
            headers["content-disposition"].starts_with("attachment; filename=\"ch_ng_c___1_.pdf\"; filename*=UTF-8''ch%E1"),
            "{headers:?}"
        );
        assert!(headers["content-security-policy"].contains("sandbox"));
        assert_eq!((headers["x-content-type-options"].as_str(), headers["cache-control"].as_str()), ("nosniff", "no-store"));
        assert_eq!(Browser::signed_in(app, "xuan").get(&way).status, 404);
        assert_eq!(Browser::signed_in(app, "nga").get(&way).status, 403);
        assert_eq!(Browser::new(app).get(&way).status, 303, "by way of signing in");
        desk.get(&format!("/cases/{case}/papers/{case}")).expect(404);
    });
}

#[test]
fn the_sender_has_them_by_the_track_token() {
    each_app(|app| {
        let ward = found(app);
        let browser = Browser::new(app);
        let page = to_papers(&browser, &ward);
        let check = browser.follow(&upload(&browser, &page, "on", &[("a.pdf", PDF)])).expect(200);
        let receipt = browser.follow(&browser.submit(&check, &check.path, &[])).expect(200);
        let code: String = receipt
            .html
            .split("id=\"code\">")
            .nth(1)
            .unwrap()
            .split("</dd>")
            .next()
            .unwrap()
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        let key = serde_json::json!({"number": "0001/2026/CK", "receipt_code": code});
        let token = app.post("/api/v1/public/track", &key).send().expect(200)["token"].as_str().unwrap().to_owned();
        app.member("minh", &[(Role::Officer, ward.ward)]);
        let case: CaseId = app.sign_in("minh").get("/api/v1/cases").send().expect(200)["items"][0]["id"].as_str().unwrap().parse().unwrap();
        let ctx = app.context();
        let paper = ctx.store.read(|conn| reads::for_sender(&ctx, conn, case)).unwrap().remove(0).id;
        browser.set_cookie("redress-track", &token);
        let (status, _, bytes) = browser.download(&format!("/track/papers/{paper}"));
        assert_eq!((status, bytes.as_slice()), (200, PDF));
        assert_eq!(Browser::new(app).get(&format!("/track/papers/{paper}")).location, "/track");
        browser.get("/track/papers/0000000000000").expect(404);
    });
}

fn other_ward(app: &TestApp) -> redress::domain::ids::UnitId {
    let admin = app.sign_in("founder");
    let unit =
        serde_json::json!({"parent": app.root(), "level": "ward", "name": "Phường khác", "sign": "PK", "public": false, "bodies": []});
    admin.post("/api/v1/units", &unit).send().expect(201)["id"].as_str().unwrap().parse().unwrap()
}

#[test]
fn a_form_without_its_step_takes_no_papers() {
    each_app(|app| {
        found(app);
        let browser = Browser::new(app);
        let first = browser.get("/submit").expect(200);
        let page = answer(&browser, &first, &[("matter", "other")]);
        let papers = Opened { path: page.path.replace("kind", "papers"), ..page };
        let sent = browser.upload(&papers.path, "forged", "on", &[("a.pdf", PDF)]);
        assert_eq!(sent.status, 403);
        assert_eq!(objects(app), 0);
    });
}
