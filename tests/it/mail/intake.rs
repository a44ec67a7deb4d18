//! Messages that come in: answers, letters, reports, and what is none of these.

use chrono::Duration;
use redress::actions::receive_mail::{Became, MOST_A_DAY, NotTaken, take};
use redress::config::{Config, IntakeAddress};
use redress::domain::case::Case;
use redress::domain::event::Event;
use redress::domain::ids::CaseId;
use redress::domain::kind::{Channel, Form, Kind};
use redress::jobs::Worker;
use redress::jobs::send_mail::send_due;
use redress::mail::transport::{Failure, Memory};
use redress::store::{StoreError, attachments, mail_attempts, outbox, texts};
use serde_json::json;
use std::sync::Arc;

use super::desk::{Desk, Opened};
use crate::support::app::TestApp;

pub fn intake(config: &mut Config) {
    config.mail.intake = IntakeAddress::parse("khieunai@example.vn");
}

/// On both databases, with an intake address.
pub fn each_office(test: impl Fn(&TestApp, &Desk<'_>)) {
    let sqlite = TestApp::sqlite_with(intake);
    test(&sqlite, &Desk::open(&sqlite));
    if let Some(postgres) = TestApp::postgres_with(intake) {
        test(&postgres, &Desk::open(&postgres));
    }
}

/// A message by Lan; lines of its head, and what it says.
pub fn message(id: &str, to: &str, head: &str, said: &str) -> Vec<u8> {
    format!(
        "From: =?UTF-8?B?Tmd1eeG7hW4gVGjhu4sgTGFu?= <lan@example.org>\r\nTo: {to}\r\nSubject: Don cua toi\r\nMessage-ID: <{id}>\r\n{head}\
         MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{said}\r\n"
    )
    .into_bytes()
}

pub fn header(mail: &Opened, name: &str) -> String {
    let text = mail.text();
    let head = text.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ");
    head.lines().find_map(|l| l.strip_prefix(&format!("{name}: ")).map(str::to_owned)).unwrap_or_default()
}

/// The address to which the first mail of this case may be answered.
pub fn reply_address(desk: &Desk<'_>, case: CaseId) -> String {
    let answerable = desk.mails(case).into_iter().map(|mail| header(&mail, "Reply-To")).find(|to| to.contains("khieunai+")).unwrap();
    answerable.rsplit_once('<').map_or(answerable.clone(), |(_, address)| address.trim_end_matches('>').to_owned())
}

fn letter(became: Became) -> CaseId {
    match became {
        Became::Letter(case) => case,
        other => panic!("{other:?}"),
    }
}

/// The text of the last message or letter of a case.
fn last_text(app: &TestApp, case: &Case) -> String {
    let read = app.app.store.read::<_, StoreError>(|c| {
        let key = redress::store::case_keys::load(c, &app.app.keys, case.id)?;
        let history = redress::store::events::load(c, case.id)?;
        let text = history.iter().rev().find_map(|e| match &e.event {
            Event::MessageSent { text } => Some(text.id),
            Event::Received(received) => Some(received.body.id),
            _ => None,
        });
        texts::get(c, &key, case.id, text.unwrap())
    });
    read.unwrap().unwrap_or_default()
}

fn papers(app: &TestApp, case: CaseId) -> usize {
    app.app.store.read(|c| attachments::of_case(c, case)).unwrap().len()
}

#[test]
fn an_answer_to_a_mail_becomes_a_message_on_its_case_once() {
    each_office(|app, desk| {
        let case = desk.receive(json!({}));
        desk.assign(case);
        let address = reply_address(desk, case);
        assert!(address.starts_with("khieunai+") && address.len() == "khieunai+@example.vn".len() + 32, "{address}");
        let raw = message("1@example.org", &address.to_uppercase(), "", "Tôi gửi thêm.\r\n\r\nOn Monday Office wrote:\r\n> your letter");
        desk.news(case);
        assert_eq!(take(&desk.ctx(), &raw, None).unwrap(), Became::Message(case));
        assert_eq!(take(&desk.ctx(), &raw, None).unwrap(), Became::TakenBefore);
        assert_eq!(last_text(app, &desk.case(case)), "Tôi gửi thêm.");
        assert_eq!(desk.news(case), ["arrived officer@office.vn"], "the officer hears of it, the sender of nothing");
        // The server says to whom it went, the head does not.
        let blind = message("2@example.org", "undisclosed:;", "", "Thêm nữa");
        assert_eq!(take(&desk.ctx(), &blind, Some(&address)).unwrap(), Became::Message(case));
    });
}

#[test]
fn papers_that_come_with_an_answer_are_on_the_register_and_their_sender_sees_them() {
    each_office(|app, desk| {
        let case = desk.receive(json!({}));
        let raw = format!(
            "From: Lan <lan@example.org>\r\nTo: {}\r\nSubject: Re: Don cua toi\r\nMessage-ID: <p@x>\r\n\
             Content-Type: multipart/mixed; boundary=b\r\n\r\n\
             --b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nTôi gửi thêm giấy tờ.\r\n\
             --b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=giay.pdf\r\n\r\n%PDF-1.7\r\n--b--\r\n",
            reply_address(desk, case)
        )
        .into_bytes();
        assert_eq!(take(&desk.ctx(), &raw, None).unwrap(), Became::Message(case));
        let ctx = desk.ctx();
        let own = app.app.store.read(|c| Ok::<_, StoreError>(redress::actions::read::papers::for_sender(&ctx, c, case).unwrap())).unwrap();
        assert_eq!(own.iter().map(|paper| paper.name.as_str()).collect::<Vec<_>>(), ["giay.pdf"]);
        let last = app.app.store.read(|c| redress::store::events::load(c, case)).unwrap().pop().unwrap();
        assert!(matches!(last.event, Event::PapersAdded { ref papers } if papers.iter().any(|(id, _)| *id == own[0].id)));
    });
}

#[test]
fn a_forged_or_expired_token_touches_no_case_and_the_letter_is_kept() {
    each_office(|app, desk| {
        let case = desk.receive(json!({}));
        let (address, before) = (reply_address(desk, case), desk.case(case));
        let forged = format!("khieunai+{}@example.vn", "0".repeat(32));
        let elsewhere = address.replace("example.vn", "example.org");
        for (at, to) in [forged, elsewhere, address.replace("khieunai+", "khieunai+x")].iter().enumerate() {
            let other = letter(
                take(&desk.ctx(), &message(&format!("f{at}@x"), &format!("{to}, khieunai+ck@example.vn"), "", "nội dung"), None).unwrap(),
            );
            assert_ne!(other, case);
        }
        app.clock.advance(Duration::days(181));
        letter(take(&desk.ctx(), &message("late@x", &format!("{address}, khieunai+ck@example.vn"), "", "muộn"), None).unwrap());
        assert_eq!(desk.case(case), before);
    });
}

#[test]
fn after_a_wrong_address_was_corrected_its_holder_can_answer_no_more() {
    each_office(|_, desk| {
        let case = desk.receive(json!({"petitioner": {"name": "Nguyễn Thị Lan", "address": "12 Tổ 3", "email": "somebody@else.org"}}));
        let old = reply_address(desk, case);
        let change = json!({"field": "petitioner_email", "value": "lan@example.org", "reason": "ghi nhầm"});
        desk.act::<redress::actions::correct::Correct>(desk.clerk, case, change);
        let raw = message("w@x", &format!("{old}, khieunai+ck@example.vn"), "", "không phải tôi");
        assert_ne!(letter(take(&desk.ctx(), &raw, None).unwrap()), case);
        desk.classify(case, json!({}));
        desk.assign(case);
        desk.act::<redress::actions::message::Message>(desk.officer, case, json!({"text": "Chào bà"}));
        let fresh = desk.mails(case).into_iter().filter(|m| m.to == "lan@example.org").map(|m| header(&m, "Reply-To")).next().unwrap();
        let fresh = fresh.rsplit_once('<').unwrap().1.trim_end_matches('>').to_owned();
        assert_eq!(take(&desk.ctx(), &message("w2@x", &fresh, "", "là tôi"), None).unwrap(), Became::Message(case));
    });
}

#[test]
fn a_mail_that_is_sent_again_is_not_late_at_once() {
    each_office(|app, desk| {
        let case = desk.receive(json!({}));
        send_due(&desk.ctx(), &Memory::default()).unwrap();
        app.clock.advance(Duration::days(9));
        redress::actions::resend_mail::resend(&desk.ctx(), desk.clerk, desk.mails(case)[0].posted.id).unwrap();
        let worker = Worker::with(Arc::clone(&app.app), Arc::new(Memory::default()));
        assert_eq!(worker.run_once("watch_mail").unwrap(), None);
        app.clock.advance(Duration::hours(3));
        assert_eq!(worker.run_once("watch_mail").unwrap().unwrap().done, 1);
    });
}

#[test]
fn an_answer_on_a_secret_case_stays_sealed_and_is_told_to_nobody() {
    each_office(|app, desk| {
        let (case, _) = desk.submit(json!({"kind": "denunciation", "matter": "official_conduct"}));
        let mail = &desk.mails(case)[0];
        assert_eq!(mail.posted.kind, "news");
        let raw = message("s@example.org", &reply_address(desk, case), "", "Bí mật của tôi");
        assert_eq!(take(&desk.ctx(), &raw, None).unwrap(), Became::Message(case));
        assert_eq!(last_text(app, &desk.case(case)), "Bí mật của tôi");
        let last = app.app.store.read(|c| redress::store::events::load(c, case)).unwrap().pop().unwrap();
        assert_eq!(last.at.timestamp() % 3600, 0, "of a secret case only the hour is kept");
        let stored = std::fs::read_dir(app.folder.path()).unwrap().filter_map(|f| std::fs::read(f.unwrap().path()).ok());
        for bytes in stored {
            assert!(memchr::memmem::find(&bytes, "Bí mật của tôi".as_bytes()).is_none(), "sealed");
        }
    });
}

#[test]
fn a_new_message_becomes_a_letter_with_its_papers_and_a_receipt_without_a_code() {
    each_office(|app, desk| {
        let raw = "From: Lan <lan@example.org>\r\nTo: khieunai+ck@example.vn\r\nSubject: =?UTF-8?Q?V=E1=BB=81_c=E1=BB=AD_tri?=\r\n\
                   Message-ID: <n@example.org>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n\
                   --b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nTôi không có tên.\r\n\
                   --b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=don.pdf\r\n\r\n%PDF-1.7\r\n\
                   --b\r\nContent-Type: application/x-msdownload\r\nContent-Disposition: attachment; filename=a.exe\r\n\r\nMZ\r\n--b--\r\n";
        let id = letter(take(&desk.ctx(), raw.as_bytes(), None).unwrap());
        let case = desk.case(id);
        assert_eq!((case.unit, case.channel, case.form, case.kind), (desk.ward, Channel::Email, Form::Unsigned, Kind::Feedback));
        assert_eq!((case.number.to_string().as_str(), papers(app, id)), ("0001/2026/CK", 1));
        let text = last_text(app, &case);
        assert!(text.starts_with("Tôi không có tên.") && text.contains("a.exe"), "{text}");
        let mails = desk.mails(id);
        assert_eq!((mails.len(), mails[0].posted.kind.as_str(), mails[0].to.as_str()), (1, "receipt", "lan@example.org"));
        let receipt = redress::mail::text_of(&mails[0].bytes).unwrap();
        assert!(receipt.contains("0001/2026/CK") && receipt.contains("giấy tờ tùy thân"), "{receipt}");
        let digits = receipt.split_whitespace().filter(|w| w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit())).count();
        assert_eq!(digits, 0, "no receipt code: {receipt}");
        // It may be answered, and the answer comes to this case.
        let answer = message("n2@example.org", &reply_address(desk, id), "", "Cảm ơn");
        assert_eq!(take(&desk.ctx(), &answer, None).unwrap(), Became::Message(id));
    });
}

#[test]
fn what_a_machine_wrote_is_no_letter_and_is_not_answered() {
    each_office(|app, desk| {
        let case = desk.receive(json!({}));
        let before = desk.case(case);
        let address = reply_address(desk, case);
        let own = header(&desk.mails(case)[0], "Message-ID");
        let heads = [
            "Auto-Submitted: auto-replied\r\n",
            "Precedence: bulk\r\n",
            "List-Id: <news.example.org>\r\n",
            "Return-Path: <>\r\n",
            "X-Auto-Response-Suppress: All\r\n",
        ];
        for (at, head) in heads.iter().enumerate() {
            for to in ["khieunai+ck@example.vn", &address] {
                let raw = message(&format!("a{at}-{}@x", to.len()), to, head, "Tôi đi vắng");
                assert_eq!(take(&desk.ctx(), &raw, None).unwrap(), Became::Nothing, "{head}");
            }
        }
        // Our own mail, come back; and one in our own name.
        let raw = message(own.trim_matches(['<', '>']), "khieunai+ck@example.vn", "", "vòng");
        assert_eq!(take(&desk.ctx(), &raw, None).unwrap(), Became::Nothing);
        let forged = b"From: <khieunai+tb@example.vn>\r\nTo: khieunai+ck@example.vn\r\n\r\nx";
        assert_eq!(take(&desk.ctx(), forged, None).unwrap(), Became::Nothing);
        assert_eq!(desk.case(case), before);
        let all = app.app.store.read(|c| outbox::page(c, None, None, None, 100)).unwrap();
        assert_eq!(all.len(), desk.mails(case).len(), "nothing answered");
    });
}

#[test]
fn one_sender_is_bounded_on_a_day() {
    each_office(|app, desk| {
        let send = |n: i32| take(&desk.ctx(), &message(&format!("{n}@x"), "khieunai+ck@example.vn", "", &format!("thư {n}")), None);
        for n in 0..MOST_A_DAY {
            letter(send(n).unwrap());
        }
        assert!(matches!(send(100), Err(NotTaken::TooMany)));
        app.clock.advance(Duration::days(1));
        // What was refused has left nothing: no number is missing.
        assert_eq!(desk.case(letter(send(100).unwrap())).number.seq, MOST_A_DAY + 1);
    });
}

#[test]
fn a_mail_that_comes_back_is_noted_on_its_case_and_the_supervisors_are_told() {
    each_office(|app, desk| {
        let case = desk.receive(json!({}));
        let memory = Memory::default();
        send_due(&desk.ctx(), &memory).unwrap();
        assert_eq!(memory.sent()[0].from, "khieunai@example.vn", "servers return what they cannot deliver to where it is read");
        let id = header(&desk.mails(case)[0], "Message-ID");
        let report = |digest: &str, action: &str, about: &str| {
            format!(
                "Return-Path: <>\r\nFrom: MAILER-DAEMON@mx\r\nMessage-ID: <{digest}@mx>\r\n\
                 Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n\
                 --b\r\n\r\nSorry.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\n\
                 Final-Recipient: rfc822; lan@example.org\r\nAction: {action}\r\nStatus: 5.1.1\r\n\
                 --b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {about}\r\n--b--\r\n"
            )
            .into_bytes()
        };
        let forged = report("r0", "failed", "<00112233445566778899aabbccddeeff@example.vn>");
        assert_eq!(take(&desk.ctx(), &forged, None).unwrap(), Became::Nothing);
        let mail = desk.mails(case)[0].posted.id;
        assert_eq!(take(&desk.ctx(), &report("r1", "delayed", &id), None).unwrap(), Became::Report(mail));
        assert_eq!(desk.mails(case)[0].posted.state, "sent");
        assert_eq!(take(&desk.ctx(), &report("r2", "failed", &id), None).unwrap(), Became::Report(mail));
        assert_eq!(take(&desk.ctx(), &report("r2", "failed", &id), None).unwrap(), Became::TakenBefore);
        let posted = &desk.mails(case)[0].posted;
        assert_eq!((posted.state.as_str(), posted.last_answer.as_deref()), ("failed", Some("returned 5.1.1")));
        let tries = app.app.store.read(|c| mail_attempts::of_mails(c, &[mail], 9)).unwrap();
        assert_eq!(tries.iter().map(|t| t.outcome.as_str()).collect::<Vec<_>>(), ["sent", "delayed", "returned"]);
        desk.news(case);
        let worker = Worker::with(Arc::clone(&app.app), Arc::new(Memory::default()));
        assert_eq!(worker.run_once("watch_mail").unwrap().unwrap().done, 1);
        assert_eq!(desk.news(case), ["undelivered first@office.vn", "undelivered second@office.vn"]);
        assert_eq!(worker.run_once("watch_mail").unwrap(), None, "once");
    });
}

#[test]
fn supervisors_know_within_four_hours_that_a_notice_does_not_arrive() {
    each_office(|app, desk| {
        let (plain, (secret, _)) = (desk.receive(json!({})), desk.submit(json!({"identity": "confidential"})));
        let worker = Worker::with(Arc::clone(&app.app), Arc::new(Memory::default()));
        desk.news(plain);
        desk.news(secret);
        let busy = Memory::default();
        for _ in 0..23 {
            busy.fail([Failure::Later("450".into()), Failure::Later("450".into())]);
            send_due(&desk.ctx(), &busy).unwrap();
            assert_eq!(worker.run_once("watch_mail").unwrap(), None);
            app.clock.advance(Duration::minutes(7));
        }
        app.clock.advance(Duration::hours(1));
        assert_eq!(worker.run_once("watch_mail").unwrap().unwrap().done, 2);
        assert_eq!(desk.news(plain), ["undelivered first@office.vn", "undelivered second@office.vn"]);
        assert_eq!(desk.news(secret), ["desk_news first@office.vn", "desk_news second@office.vn"]);
        // Told that it waits, they are told again when it fails for good.
        let refused = Memory::default();
        refused.fail((0..6).map(|_| Failure::Never("550".into())));
        app.clock.advance(Duration::hours(2));
        assert_eq!(send_due(&desk.ctx(), &refused).unwrap().failed, 6, "the two notices, and what was told of them");
        assert_eq!(worker.run_once("watch_mail").unwrap().unwrap().done, 2);
        assert_eq!(worker.run_once("watch_mail").unwrap(), None);
    });
}

#[test]
fn what_cannot_be_taken_says_why_and_leaves_nothing() {
    each_office(|app, desk| {
        let before = std::fs::read_dir(app.folder.path().join("files")).unwrap().count();
        let no_sender = b"To: khieunai+ck@example.vn\r\n\r\nx";
        assert!(matches!(take(&desk.ctx(), no_sender, None), Err(NotTaken::NoSender)));
        let nothing = b"From: e@x.vn\r\nTo: khieunai+ck@example.vn\r\nMessage-ID: <nothing@x.vn>\r\n\r\n  ";
        assert!(matches!(take(&desk.ctx(), nothing, None), Err(NotTaken::Empty)));
        // All that was written is the subject.
        letter(take(&desk.ctx(), &message("e@x", "khieunai+ck@example.vn", "", "  "), None).unwrap());
        assert!(matches!(take(&desk.ctx(), b"", None), Err(NotTaken::Unreadable(_))));
        // Two units are open to the public, and the address names none of them: the server keeps it and comes again.
        assert!(matches!(take(&desk.ctx(), &message("u@x", "khieunai@example.vn", "", "x"), None), Err(NotTaken::Action(_))));
        letter(take(&desk.ctx(), &message("u@x", "khieunai+tb@example.vn", "", "x"), None).unwrap());
        assert_eq!(std::fs::read_dir(app.folder.path().join("files")).unwrap().count(), before);
    });
}
