//! Papers in a bucket: put, had and forgotten as in a folder; sealed; and nothing half done where the service fails.

use redress::config::{Bucket, FilesPlace};
use redress::store::Files;
use reqwest::Method;

use crate::pages::submit::PDF;
use crate::story::steps::complaint;
use crate::story::ward::Ward;
use crate::support::app::TestApp;
use crate::support::s3::{KEY_ID, REGION, S3, SECRET};

fn bucket(s3: &S3, secret: &str) -> FilesPlace {
    let url = format!("s3://papers/ward/ck?region={REGION}&endpoint=http://{}", s3.address);
    FilesPlace::Bucket(Bucket::parse(&url).unwrap().with_keys(KEY_ID.into(), secret.into()))
}

#[test]
fn bytes_come_back_until_they_are_forgotten() {
    let s3 = S3::start();
    let files = Files::of(&bucket(&s3, SECRET)).unwrap();
    files.probe().unwrap();
    assert_eq!((files.get("x").unwrap(), s3.paths().len()), (None, 0), "the probe leaves nothing");
    files.put("x_-9", b"sealed".to_vec()).unwrap();
    assert_eq!(s3.paths(), ["/papers/ward/ck/x_-9"]);
    assert_eq!(files.get("x_-9").unwrap().as_deref(), Some(&b"sealed"[..]));
    files.delete("x_-9").unwrap();
    files.delete("x_-9").unwrap();
    assert_eq!(files.get("x_-9").unwrap(), None);
    let large = vec![7; 10 << 20];
    files.put("large", large.clone()).unwrap();
    assert!(files.get("large").unwrap() == Some(large));
}

#[test]
fn a_wrong_key_is_told_at_the_start() {
    let s3 = S3::start();
    let files = Files::of(&bucket(&s3, "another")).unwrap();
    let told = files.probe().unwrap_err().to_string();
    assert!(told.contains("REDRESS_FILES") && !told.contains("another"), "{told}");
    assert_eq!(s3.paths().len(), 0);
}

#[test]
fn an_office_keeps_its_papers_there_sealed_and_all_or_nothing() {
    let s3 = S3::start();
    let app = TestApp::sqlite_with(|config| config.files = bucket(&s3, SECRET));
    let ward = Ward::found(&app, "2026-01-05 09:00");
    let case = ward.accepted(&complaint());
    let (way, minh) = (format!("/api/v1/cases/{case}/papers"), ward.who("minh"));
    let added = minh.ask(Method::POST, &way).files(&[("a.pdf", PDF), ("b.txt", b"x")]).send().expect(201);
    assert_eq!(s3.paths().len(), 2);
    let lies = s3.bytes();
    assert!(!lies.windows(5).any(|w| w == b"%PDF-") && lies.len() > PDF.len(), "sealed");
    let paper = minh.get(&format!("{way}/{}", added["items"][0]["id"].as_str().unwrap()));
    assert_eq!((paper.status, paper.text.as_bytes()), (200, PDF));
    // The service is away: the office says so and takes nothing; afterwards it goes on.
    s3.falls_ill(true);
    minh.ask(Method::POST, &way).files(&[("c.txt", b"y")]).send().problem(503, "unavailable");
    assert_eq!(minh.get(&format!("{way}/{}", added["items"][1]["id"].as_str().unwrap())).status, 503);
    s3.falls_ill(false);
    assert_eq!((minh.part(&case, "papers").len(), s3.paths().len()), (2, 2));
    minh.ask(Method::POST, &way).files(&[("c.txt", b"y")]).send().expect(201);
    assert_eq!(s3.paths().len(), 3);
}
