//! What became of the mails, and sending them again: for whoever works on the case, and for the office's admins.

use redress::domain::permission::Role;
use redress::jobs::send_mail::send_due;
use redress::mail::transport::{Failure, Memory};
use reqwest::Method;
use serde_json::{Value, json};

use crate::story::steps::{complaint, denunciation, letter, merged};
use crate::story::ward::{Ward, in_the_ward};

const ADDRESS: &str = "mai.nguyen@example.org";

fn with_address(base: Value) -> Value {
    merged(base, json!({"petitioner": {"name": "Nguyễn Thị Mai", "phone": "0912 345 678", "email": ADDRESS}}))
}

fn office(ward: &Ward<'_>, who: &'static str, query: &str) -> Vec<Value> {
    ward.who(who).get(&format!("/api/v1/mail?{query}")).expect(200)["items"].as_array().unwrap().clone()
}

#[test]
fn the_mails_of_a_case_and_one_sent_again() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let case = ward.who("lan").registered(&with_address(complaint()));
        let mails = ward.who("minh").part(&case, "mails");
        let [mail] = mails.as_slice() else { panic!("one receipt: {mails:?}") };
        assert_eq!((&mail["kind"], &mail["state"], &mail["attempts"]), (&json!("receipt"), &json!("queued"), &json!(0)));
        assert_eq!((&mail["recipient"], &mail["queued_at"]), (&json!("m***@example.org"), &json!("2026-03-02T02:00:00Z")));
        assert_eq!((&mail["sent_at"], &mail["next_at"]), (&json!(null), &json!("2026-03-02T02:00:00Z")));
        let again = format!("/api/v1/cases/{case}/mails/{}/resend", mail["id"].as_str().unwrap());
        let resend = |who: &'static str, path: &str| ward.who(who).ask(Method::POST, path).send();
        resend("lan", &again).problem(409, "mail_waits");
        let memory = Memory::default();
        send_due(&ward.app.context(), &memory).unwrap();
        let mail = &ward.who("lan").part(&case, "mails")[0];
        assert_eq!((&mail["state"], &mail["sent_at"], &mail["next_at"]), (&json!("sent"), &json!("2026-03-02T02:00:00Z"), &json!(null)));
        assert!(mail["last_answer"].is_string() && mail["attempts"] == 1, "{mail}");
        // Not by those to whom the case is none, nor as the mail of another case.
        for stranger in ["hai", "dung"] {
            ward.who(stranger).get(&format!("/api/v1/cases/{case}/mails")).problem(404, "case_not_found");
            resend(stranger, &again).problem(404, "mail_not_found");
        }
        resend("sat", &again).problem(403, "forbidden");
        let other = ward.who("lan").registered(&complaint());
        resend("lan", &again.replace(&case, &other)).problem(404, "mail_not_found");
        resend("lan", &format!("/api/v1/cases/{case}/mails/0000000000000/resend")).problem(404, "mail_not_found");
        assert_eq!(ward.who("lan").part(&case, "mails")[0]["state"], "sent", "whatever was refused changed nothing");
        let queued = resend("tuan", &again).expect(200);
        assert_eq!((&queued["state"], &queued["recipient"]), (&json!("queued"), &json!("m***@example.org")));
        send_due(&ward.app.context(), &memory).unwrap();
        let sent = memory.sent();
        assert!(sent.len() == 2 && sent[0].bytes == sent[1].bytes, "the same bytes again");
    });
}

#[test]
fn of_a_secret_case_no_address_is_shown() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let case = ward.who("lan").registered(&with_address(denunciation()));
        let mails = ward.who("lan").part(&case, "mails");
        assert!(mails.len() == 1 && mails[0]["recipient"].is_null(), "{mails:?}");
        ward.who("tuan").does(&case, "assign", &json!({"assignee": ward.id("hoa")}));
        ward.who("hoa").does(&case, "classify", &crate::story::steps::found("denunciation", "official_conduct", json!({})));
        ward.who("minh").get(&format!("/api/v1/cases/{case}/mails")).problem(404, "case_not_found");
    });
}

#[test]
fn the_office_sees_what_became_of_its_mails_and_not_what_they_say() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let open = ward.who("lan").register(&with_address(complaint())).expect(201);
        let secret = ward.who("lan").register(&with_address(denunciation())).expect(201);
        let elsewhere = ward.who("hai").register(&with_address(letter("petition", "other", json!({})))).expect(201);
        let list = ward.who("admin").get("/api/v1/mail?limit=100");
        for told in
            [ADDRESS, "Mai", "Nguyễn", open["id"].as_str().unwrap(), secret["id"].as_str().unwrap(), secret["number"].as_str().unwrap()]
        {
            assert!(!list.text.contains(told), "{told}: {}", list.text);
        }
        let all = office(ward, "admin", "limit=100");
        let to_senders: Vec<&Value> = all.iter().filter(|m| m["recipient"] == "m***@example.org").collect();
        let mut numbers: Vec<&Value> = to_senders.iter().map(|m| &m["number"]).collect();
        numbers.sort_by_key(|n| n.as_str());
        let mut known = [&open["number"], &elsewhere["number"]];
        known.sort_by_key(|n| n.as_str());
        assert_eq!(numbers, known, "the number of a secret case stands nowhere: {all:?}");
        assert_eq!(all.iter().filter(|m| m["number"].is_null() && m["recipient"].is_null()).count(), 1, "{all:?}");
        // Page by page it is the same list, each once.
        let (mut paged, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = ward.who("admin").get(&format!("/api/v1/mail?limit=1{cursor}")).expect(200);
            paged.extend(page["items"].as_array().unwrap().clone());
            match page["next"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(paged, all);
        assert!(office(ward, "admin", "state=failed").is_empty() && office(ward, "admin", "state=queued") == all);
        // One is refused for good, and sent again by the admin.
        let memory = Memory::default();
        memory.fail([Failure::Never("550 5.1.1".to_owned())]);
        send_due(&ward.app.context(), &memory).unwrap();
        let failed = office(ward, "admin", "state=failed");
        assert!(failed.len() == 1 && failed[0]["last_answer"] == "550 5.1.1", "{failed:?}");
        let again = format!("/api/v1/mail/{}/resend", failed[0]["id"].as_str().unwrap());
        // The admin of the next ward keeps none of these but its own.
        let next = ward.app.member("next", &[(Role::Admin, ward.unit("TB").parse().unwrap())]);
        let own = next.get("/api/v1/mail").send().expect(200)["items"].as_array().unwrap().clone();
        assert!(own.len() == 1 && own[0]["number"] == elsewhere["number"], "{own:?}");
        if failed[0]["id"] != own[0]["id"] {
            next.ask(Method::POST, &again).send().problem(404, "mail_not_found");
        }
        ward.who("tuan").ask(Method::POST, &again).send().problem(403, "forbidden");
        ward.who("tuan").get("/api/v1/mail").problem(403, "forbidden");
        assert_eq!(ward.who("admin").ask(Method::POST, &again).send().expect(200)["state"], "queued");
        ward.who("admin").ask(Method::POST, "/api/v1/mail/0000000000000/resend").send().problem(404, "mail_not_found");
        ward.who("admin").get("/api/v1/mail?state=lost").problem(422, "not_one_of");
        ward.who("admin").get("/api/v1/mail?cursor=x").problem(422, "bad_cursor");
    });
}

/// A name is refused at the door, or the mail to it has one recipient and leaves; either way the next mail leaves too.
#[test]
fn hostile_names_come_no_further_than_the_door_or_do_no_harm() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let memory = Memory::default();
        let long = "ư".repeat(300);
        let names = [
            ("Lan\r\nBcc: all@example.org", Some("control_character")),
            ("Lan\nX-Evil: 1", Some("control_character")),
            ("Lan\u{202e}nv.elpmaxe@nal\u{202c}", Some("control_character")),
            ("Lan\u{2066}evil\u{2069}", Some("control_character")),
            (&long, Some("too_long")),
            ("\"Lan\" <all@example.org>, \"x", None),
            ("=?utf-8?Q?=0D=0ABcc:_all@example.org?=", None),
            ("O'Neill, a; b: c@d (e) \\", None),
        ];
        for (name, refused) in names {
            let letter = merged(complaint(), json!({"petitioner": {"name": name, "email": ADDRESS}}));
            let before = memory.sent().len();
            match refused {
                Some(code) => {
                    let problem = ward.who("lan").register(&letter).problem(422, code);
                    assert_eq!(problem["field"], "petitioner.name", "{name:?}");
                }
                None => drop(ward.who("lan").register(&letter).expect(201)),
            }
            ward.who("lan").registered(&with_address(complaint()));
            send_due(&ward.app.context(), &memory).unwrap();
            let sent: Vec<_> = memory.sent().split_off(before);
            assert_eq!(sent.len(), if refused.is_some() { 1 } else { 2 }, "{name:?}");
            for mail in sent {
                assert_eq!(mail.to, ADDRESS, "{name:?}");
                let message = String::from_utf8(mail.bytes).unwrap();
                let head = message.split_once("\r\n\r\n").unwrap().0;
                assert!(!head.lines().any(|l| l.starts_with("Bcc") || l.starts_with("X-Evil")), "{name:?}: {head}");
                assert_eq!(head.lines().filter(|l| l.starts_with("To:")).count(), 1, "{name:?}: {head}");
            }
        }
        assert!(office(ward, "admin", "state=queued").is_empty() && office(ward, "admin", "state=failed").is_empty());
    });
}
