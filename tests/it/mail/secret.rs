//! Of secret cases a mail tells nothing, and what waits is made to tell nothing.

use redress::actions::{extend, reissue_receipt, resend_mail, resume, suspend};
use redress::domain::event::By;
use redress::jobs::send_mail::send_due;
use redress::mail::transport::{Files, Memory};
use redress::store::{StoreError, outbox};
use serde_json::json;

use super::desk::{Desk, Opened};
use super::owed::header;
use crate::support::app::each_app;
use crate::support::canary;

const NAME: &str = "Hoàng Thị Kín";

fn secret(desk: &Desk<'_>) -> redress::domain::ids::CaseId {
    let respondent = json!({"name": "Vũ Văn Bị Tố", "position": "cán bộ"});
    desk.receive(json!({
        "kind": "denunciation", "matter": "official_conduct", "respondent": respondent,
        "petitioner": {"name": NAME, "address": "7 Tổ 1", "email": "kin@example.org"},
    }))
}

/// What may stand in no mail of a secret case, looked for in every way it can be written.
fn tells_nothing(mails: &[Opened], told: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    for (at, mail) in mails.iter().enumerate() {
        std::fs::write(folder.path().join(format!("{at}.eml")), &mail.bytes).unwrap();
        std::fs::write(folder.path().join(format!("{at}.subject")), &mail.subject).unwrap();
    }
    let found = canary::search(told, &[folder.path()]);
    assert!(found.files == mails.len() * 2 && found.hits.is_empty(), "{:?}", found.hits);
}

#[test]
fn a_denunciation_is_told_neutrally_whatever_happens() {
    each_app(|app| {
        let desk = Desk::open(app);
        app.clock.advance(chrono::Duration::minutes(17));
        let case = secret(&desk);
        assert_eq!(desk.news(case), ["news kin@example.org"]);
        let change = json!({"kind": "denunciation", "matter": "official_conduct", "title": "Tố cáo cán bộ"});
        desk.accept(case, change);
        assert_eq!(
            desk.news(case),
            ["desk_news first@office.vn", "desk_news officer@office.vn", "desk_news second@office.vn", "news kin@example.org"]
        );
        let mut extended = desk.paper();
        extended["rule"] = json!("d.settle");
        extended["ground"] = json!("several_places");
        extended["days"] = json!(30);
        let complex = json!({"level": "complex", "ground": "several_places"});
        desk.act::<redress::actions::set_complexity::SetComplexity>(desk.first, case, complex);
        desk.act::<extend::Extend>(desk.first, case, extended);
        assert_eq!(desk.news(case), ["news kin@example.org"]);
        let mut suspended = desk.paper();
        suspended["ground"] = json!("awaiting_result");
        suspended["reason"] = json!("Chờ kết quả giám định");
        desk.act::<suspend::Suspend>(desk.first, case, suspended);
        assert_eq!(desk.news(case), ["news kin@example.org"]);
        let mut resumed = desk.paper();
        resumed["reason"] = json!("Đã có kết quả");
        desk.act::<resume::Resume>(desk.first, case, resumed);
        assert_eq!(desk.news(case), ["news kin@example.org"]);
        let mails = desk.mails(case);
        let (number, id) = (desk.case(case).number.to_string(), case.to_string());
        tells_nothing(&mails, &[NAME, &number, &id, "Vũ Văn Bị Tố", "denunciation", "official_conduct"]);
        for mail in &mails {
            let text = mail.text();
            assert!(header(&text, "Date").ends_with(":00:00 +0000"), "{}", header(&text, "Date"));
            assert!(!text.contains("References:") && !text.contains("In-Reply-To:"));
            assert_eq!(header(&text, "Auto-Submitted"), "auto-generated");
            assert_eq!(mail.posted.created_at.format("%M:%S").to_string(), "00:00");
        }
    });
}

#[test]
fn what_waits_becomes_neutral_when_the_case_becomes_secret() {
    each_app(|app| {
        let desk = Desk::open(app);
        let (sent_before, waiting) = (desk.receive(json!({})), desk.receive(json!({})));
        let before = desk.mails(waiting);
        let key_of = |case| desk.mails(case)[0].posted.id;
        let first = key_of(sent_before);
        // One of the two goes out before: the other waits for its server.
        let memory = Memory::default();
        desk.ctx()
            .store
            .write::<_, StoreError>(|c| {
                let claimed = outbox::claim(c, "me", desk.ctx().clock.now(), desk.ctx().clock.now(), 10, &[])?;
                assert_eq!(claimed.len(), 2);
                assert!(outbox::sent(c, first, "me", desk.ctx().clock.now(), "250")?);
                outbox::release(c, "me")
            })
            .unwrap();
        for case in [sent_before, waiting] {
            desk.classify(case, json!({"kind": "denunciation", "matter": "official_conduct", "title": "Tố cáo"}));
        }
        let after = desk.mails(waiting);
        assert_eq!((after.len(), after[0].posted.kind.as_str(), after[0].to.as_str()), (1, "news", "lan@example.org"));
        assert_ne!(header(&after[0].text(), "Message-ID"), header(&before[0].text(), "Message-ID"));
        tells_nothing(&after, &["Nguyễn Thị Lan", &desk.case(waiting).number.to_string()]);
        send_due(&desk.ctx(), &memory).unwrap();
        assert_eq!(memory.sent().len(), 1);
        assert_eq!(memory.sent()[0].bytes, after[0].bytes);
        // What went out before the seal does not go out again.
        let refused = resend_mail::resend(&desk.ctx(), desk.first, first).unwrap_err();
        assert!(format!("{refused:?}").contains("mail_told_before_sealing"), "{refused:?}");
    });
}

#[test]
fn the_receipt_code_stands_in_no_mail() {
    each_app(|app| {
        let desk = Desk::open(app);
        let (case, code) = desk.submit(json!({}));
        let done = desk.try_act::<reissue_receipt::ReissueReceipt>(By::Member(desk.clerk), case, json!({"identity_checked": "CCCD"}));
        let new = done.unwrap().receipt.unwrap().to_string();
        let mails = desk.mails(case);
        assert_eq!(mails.len(), 2);
        let plain: Vec<String> = [&code, &new].iter().map(|c| c.replace(' ', "")).collect();
        tells_nothing(&mails, &[&code, &new, &plain[0], &plain[1]]);
    });
}

#[test]
fn the_folder_of_mails_tells_nothing_of_secret_cases() {
    each_app(|app| {
        let desk = Desk::open(app);
        let (open, case) = (desk.receive(json!({})), secret(&desk));
        let folder = app.folder.path().join("mail");
        let report = send_due(&desk.ctx(), &Files::new(folder.clone())).unwrap();
        assert_eq!((report.sent, report.failed + report.retried), (2, 0));
        let mut names: Vec<String> = std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        let (open, sealed) = (&desk.mails(open)[0], &desk.mails(case)[0]);
        let mut expected = [format!("{}.eml", open.posted.id), format!("{}.eml.sealed", sealed.posted.id)];
        expected.sort();
        assert_eq!(names, expected);
        assert_eq!(std::fs::read(folder.join(format!("{}.eml", open.posted.id))).unwrap(), open.bytes);
        let told =
            canary::search(&["kin@example.org", NAME, "Auto-Submitted"], &[&folder.join(format!("{}.eml.sealed", sealed.posted.id))]);
        assert!(told.hits.is_empty(), "{:?}", told.hits);
    });
}
