//! An officer registers what is sealed: the receipt is given all the same, and from then on the case is not found.

use serde_json::json;

use super::steps::{denunciation, letter};
use super::ward::in_the_ward;
use crate::support::browser::Browser;

#[test]
fn an_officer_gives_the_receipt_of_a_sealed_letter() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let confidential = letter("petition", "other", json!({"identity": "confidential", "form": "signed"}));
        for sealed in [denunciation(), confidential] {
            let given = ward.who("minh").register(&sealed).expect(201);
            assert_eq!((&given["identity"], &given["status"]), (&json!("confidential"), &json!("received")));
            assert_eq!(given["allowed"], json!([]), "the last look");
            assert!(!given["deadlines"].as_array().unwrap().is_empty(), "{given}");
            ward.receipt(&given).track();
            let id = given["id"].as_str().unwrap();
            ward.who("minh").get(&format!("/api/v1/cases/{id}")).problem(404, "case_not_found");
            ward.who("lan").case(id);
        }
    });
}

#[test]
fn the_slip_of_the_counter_leads_only_whom_the_case_is_open_to() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let fields = [
            ("kind", "denunciation"),
            ("matter", "official_conduct"),
            ("identity", "named"),
            ("title", "Nhận tiền"),
            ("body", "Tôi tố cáo."),
            ("petitioner.name", "Nguyễn Thị Mai"),
            ("petitioner.phone", "0912 345 678"),
            ("channel", "in_person"),
            ("form", "signed"),
        ];
        for (who, opens) in [("minh", false), ("lan", true)] {
            let browser = Browser::signed_in(ward.app, who);
            let page = browser.get("/counter").expect(200);
            let slip = browser.submit(&page, "/counter", &fields).expect(200);
            assert!(slip.html.contains("receipt-number"), "{}", slip.text());
            assert_eq!(slip.html.contains("href=\"/cases/"), opens, "{who}");
        }
    });
}
