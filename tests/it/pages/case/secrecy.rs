//! Who a sender is stands on no page that its reader may not know it from.

use std::sync::Arc;

use diesel::RunQueryDsl;
use redress::jobs::Worker;
use redress::mail::transport::Memory;
use redress::store::{Conn, StoreError};
use serde_json::json;

use super::{Seat, found};
use crate::story::steps::denunciation;
use crate::story::ward::in_the_ward;

const NAME: &str = "Nguyễn Thị Mai";
const PHONE: &str = "0912 345 678";

#[test]
fn a_sealed_identity_is_said_to_be_sealed_and_opened_once_on_record() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.who("lan").registered(&denunciation());
        ward.who("tuan").does(&id, "assign", &json!({"assignee": ward.id("minh")}));
        let (minh, tuan) = (Seat::of(ward, "minh"), Seat::of(ward, "tuan"));
        minh.does(&id, "classify", &found("denunciation", "official_conduct"));
        let proposal = [("disposition", "accept"), ("ground", "within_competence"), ("legal_basis", "Điều 29")];
        minh.does(&id, "propose-disposition", &proposal);
        for seat in [&minh, &tuan] {
            for page in ["", "/file", "/open-identity", "/correct", "/withdraw"] {
                let answer = seat.browser.get(&format!("/cases/{id}{page}"));
                assert!(!answer.html.contains(NAME) && !answer.html.contains(PHONE), "{page} names the sender: {}", answer.html);
            }
            assert!(seat.case(&id).says("The identity is kept secret."));
        }
        let refused = minh.browser.get(&format!("/cases/{id}/open-identity")).expect(200);
        assert!(
            refused.says("Ask for its opening") && !refused.html.contains("<textarea"),
            "without a grant there is no form: {}",
            refused.text()
        );
        // Asked for, granted and opened over the pages.
        assert!(minh.case(&id).html.contains("/request-reveal") && !minh.case(&id).html.contains("href=\"/cases/{id}/open-identity"));
        minh.does(&id, "request-reveal", &[("purpose", "Mời người tố cáo làm việc."), ("days", "2")]);
        let signing = tuan.browser.get("/signing").expect(200);
        assert!(signing.html.contains(&format!("/cases/{id}")) && signing.says("Opening of the identity"), "{}", signing.text());
        assert!(tuan.case(&id).says("to open the identity, for 2 days"), "{}", tuan.case(&id).text());
        let reveal = ward.who("tuan").case(&id)["reveals"][0]["id"].as_str().unwrap().to_owned();
        tuan.does(&id, "grant-reveal", &[("reveal", &reveal), ("hours", "24")]);
        assert!(minh.case(&id).says("may open the identity until") && minh.case(&id).html.contains("/open-identity"));
        assert!(!tuan.browser.get("/signing").expect(200).says("Opening of the identity"));
        let without = minh.act(&id, "open-identity", &[("reason", "")]);
        assert_eq!(without.status, 422);
        assert!(!without.html.contains(NAME));
        let opened = minh.act(&id, "open-identity", &[("reason", "Mời người tố cáo làm việc.")]).expect(200);
        assert_eq!(crate::pages::html::mistakes(&opened.html), Vec::<String>::new());
        assert!(opened.says(NAME) && opened.says(PHONE), "{}", opened.text());
        // Once, in the answer; the register has it, the page of the case does not.
        let after = minh.case(&id);
        assert!(!after.html.contains(NAME) && after.says("Sender's identity opened"), "{}", after.text());
        assert!(after.says("Mời người tố cáo làm việc."), "{}", after.text());
    });
}

#[test]
fn a_new_receipt_code_is_shown_once_and_stands_in_no_address() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.who("lan").registered(&denunciation());
        ward.granted("lan", &id);
        let lan = Seat::of(ward, "lan");
        let answer = lan.act(&id, "reissue-receipt", &[("identity_checked", "Đã xem căn cước.")]).expect(200);
        assert!(answer.location.is_empty());
        let code: String = answer.html.split("id=\"code\">").nth(1).unwrap().split("</dd>").next().unwrap().to_owned();
        let digits: String = code.chars().filter(char::is_ascii_digit).collect();
        assert_eq!(digits.len(), 16, "{code}");
        let number = ward.who("lan").case(&id)["number"].clone();
        let track = json!({"number": number, "receipt_code": digits});
        ward.app.post("/api/v1/public/track", &track).send().expect(200);
        let later = lan.browser.get(&format!("/cases/{id}/file")).expect(200);
        assert!(!later.text().replace(' ', "").contains(&digits));
        assert!(!later.says("Đã xem căn cước."), "how a secret sender was known is not told");
    });
}

#[test]
fn a_clerk_who_sees_the_cover_reads_no_letter_and_no_reasons() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.accepted(&crate::story::steps::complaint());
        ward.who("minh").does(&id, "record-verification", &json!({"text": "Kết quả xác minh nội bộ.", "on": ward.today()}));
        let thu = Seat::of(ward, "thu").case(&id);
        assert!(thu.says("Only the cover of this letter is for you.") && !thu.says("Tôi xin trình bày"), "{}", thu.text());
        assert!(thu.says("Verification recorded") && !thu.says("Kết quả xác minh nội bộ."), "{}", thu.text());
        assert!(Seat::of(ward, "minh").case(&id).says("Kết quả xác minh nội bộ."));
    });
}

#[test]
fn a_mail_is_sent_again_by_those_who_see_its_case_only() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let letter =
            crate::story::steps::merged(crate::story::steps::complaint(), json!({"petitioner": {"name": NAME, "email": "mai@example.vn"}}));
        let id = ward.who("lan").registered(&letter);
        let lan = Seat::of(ward, "lan");
        let waiting = lan.case(&id);
        assert!(waiting.says("Receipt") && waiting.says("Waiting") && !waiting.html.contains("/resend"), "{}", waiting.text());
        let worker = Worker::with(Arc::clone(&ward.app.app), Arc::new(Memory::default()));
        worker.run_once("send_mail").unwrap();
        let sent = lan.case(&id);
        assert!(sent.says("Sent") && !sent.says("mai@example.vn, sent"), "{}", sent.text());
        let address = sent.html.split("action=\"").find(|a| a.contains("/resend")).unwrap().split('"').next().unwrap().to_owned();
        let csrf = sent.hidden(&address)[0].1.clone();
        let other = ward.who("lan").registered(&letter);
        let foreign = address.replace(&id, &other);
        lan.browser.post(&foreign, &[("csrf", &csrf)]).expect(404);
        lan.browser.post(&address, &[("csrf", &csrf)]).expect(303);
        assert!(lan.case(&id).says("Waiting"));
    });
}

#[test]
fn what_could_not_be_sent_stays_on_the_page_and_what_is_alike_is_one_row() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let letter =
            crate::story::steps::merged(crate::story::steps::complaint(), json!({"petitioner": {"name": NAME, "email": "mai@example.vn"}}));
        let id = ward.who("lan").registered(&letter);
        ward.app
            .app
            .store
            .write(|c| {
                let failed = "UPDATE outbox SET state = 'failed'";
                match c {
                    Conn::Sqlite(c) => diesel::sql_query(failed).execute(c)?,
                    Conn::Postgres(c) => diesel::sql_query(failed).execute(c)?,
                };
                Ok::<_, StoreError>(())
            })
            .unwrap();
        let worker = Worker::with(Arc::clone(&ward.app.app), Arc::new(Memory::default()));
        ward.at("2026-01-05 09:10");
        for n in 0..13 {
            ward.who("lan").does(&id, "message", &json!({"text": format!("Tin thứ {n}")}));
            worker.run_once("send_mail").unwrap();
        }
        let page = Seat::of(ward, "lan").case(&id);
        let rows = page.html.split("id=\"mails\"").nth(1).unwrap().split("</section>").next().unwrap();
        assert!(page.says("(13 times)"), "{}", page.text());
        assert_eq!(rows.matches("/resend").count(), 2, "the newest that was sent, and the failed receipt, the oldest of all: {rows}");
    });
}

#[test]
fn opening_is_offered_to_nobody_whom_the_act_would_refuse() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.who("lan").registered(&denunciation());
        ward.granted("lan", &id);
        for (name, may) in [("lan", true), ("thu", false)] {
            let seat = Seat::of(ward, name);
            assert_eq!(seat.case(&id).html.contains("/open-identity"), may, "{name}");
            assert_eq!(ward.who(name).allowed(&id).iter().any(|verb| verb == "open-identity"), may, "{name}");
            let asked = seat.act(&id, "message", &[("text", "x")]);
            assert_eq!(asked.status, 303, "{name} handles the letter all the same");
        }
        let why = json!({"reason": "x"});
        ward.who("thu").act(&id, "open-identity", &why).problem(403, "reveal_needed");
        ward.who("lan").does(&id, "open-identity", &why);
    });
}
