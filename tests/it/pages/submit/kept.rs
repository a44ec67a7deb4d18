//! What lies on the disk while a form is half filled in, and what is left of it afterwards.

use std::path::Path;

use chrono::TimeDelta;
use diesel::prelude::*;
use memchr::memmem;
use redress::jobs::Worker;
use redress::store::schema::{attachments, half_forms};

use super::{NAME, PDF, TYPED, found, to_papers, upload};
use crate::support::app::{TestApp, each_app};
use crate::support::browser::Browser;

fn rows(app: &TestApp) -> (i64, i64) {
    let count = |c: &mut redress::store::Conn| -> Result<(i64, i64), redress::store::StoreError> {
        Ok((half_forms::table.count().get_result(c)?, attachments::table.count().get_result(c)?))
    };
    app.app.store.read(count).unwrap()
}

/// Every file below the folder that holds this.
fn holding(folder: &Path, what: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(holding(&path, what));
        } else if memmem::find(&std::fs::read(&path).unwrap(), what).is_some() {
            found.push(path.display().to_string());
        }
    }
    found
}

fn searched(app: &TestApp) {
    for what in [NAME, "Hoàng Mai Thượng", "Thiếu tên bảy", "0912 345 678", "chứng cứ.pdf", "chung cu rieng biet", "Trần Văn Khánh"]
    {
        assert_eq!(holding(app.folder.path(), what.as_bytes()), Vec::<String>::new(), "{what}");
    }
}

#[test]
fn half_a_form_is_sealed_and_gone_once_it_is_sent() {
    each_app(|app| {
        let ward = found(app);
        let browser = Browser::new(app);
        let page = to_papers(&browser, &ward);
        let check = browser.follow(&upload(&browser, &page, "on", &[("chứng cứ.pdf", PDF)])).expect(200);
        assert!(check.says("Hoàng Mai Thượng"));
        assert_eq!(rows(app), (1, 1));
        searched(app);
        assert!(
            !holding(app.folder.path(), b"Khu v\xe1\xbb\xb1c b\xe1\xbb\x8f phi\xe1\xba\xbfu s\xe1\xbb\x91 4").is_empty()
                || !app.app.store.is_sqlite(),
            "the search finds what is plain"
        );
        let receipt = browser.follow(&browser.submit(&check, &check.path, &[])).expect(200);
        searched(app);
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
        assert_eq!(code.len(), 16);
        assert_eq!(holding(app.folder.path(), code.as_bytes()), Vec::<String>::new());
        let groups: Vec<String> = code.as_bytes().chunks(4).map(|g| String::from_utf8(g.to_vec()).unwrap()).collect();
        assert_eq!(holding(app.folder.path(), groups.join(" ").as_bytes()), Vec::<String>::new());
        let kept = sealed(app);
        assert!(kept < 400, "what was typed has left the form: {kept} bytes of a receipt are left, of {} typed", TYPED.len());
        assert!(check.path != receipt.path);
        browser.submit(&receipt, &receipt.path.replace("receipt", "leave"), &[]);
        assert_eq!(rows(app), (0, 1), "the paper is the case's");
    });
}

/// The size of the only form.
fn sealed(app: &TestApp) -> usize {
    let sealed: Vec<u8> =
        app.app.store.read(|c| Ok::<_, redress::store::StoreError>(half_forms::table.select(half_forms::sealed).first(c)?)).unwrap();
    sealed.len()
}

#[test]
fn what_was_never_sent_is_tidied_with_its_papers() {
    each_app(|app| {
        let ward = found(app);
        let browser = Browser::new(app);
        let page = to_papers(&browser, &ward);
        upload(&browser, &page, "on", &[("chứng cứ.pdf", PDF)]);
        let files = app.folder.path().join("files");
        let count = || std::fs::read_dir(&files).unwrap().count();
        let worker = Worker::with(app.app.clone(), std::sync::Arc::new(redress::mail::transport::Memory::default()));
        worker.run_once("tidy").unwrap().unwrap();
        assert_eq!((rows(app), count()), ((1, 1), 1), "it lives");
        app.clock.advance(TimeDelta::minutes(61));
        worker.run_once("tidy").unwrap().unwrap();
        assert_eq!((rows(app), count()), ((0, 0), 0));
    });
}
