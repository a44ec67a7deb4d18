//! Three hundred hostile messages: none crashes the program, and none touches a case that is there.

use std::collections::HashMap;
use std::io::Write;
use std::process::{Command, Stdio};

use redress::actions::receive_mail::{Became, take};
use redress::clock::{Clock, SystemClock};
use serde_json::json;

use super::desk::Desk;
use super::intake::{each_office, header, intake, message, reply_address};
use crate::support::app::TestApp;

const TO: &str = "khieunai+ck@example.vn";

/// Numbers that look drawn, the same in each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }
}

fn with_head(id: &str, head: &str, body: &str) -> Vec<u8> {
    format!("From: <h@example.org>\r\nTo: {TO}\r\nMessage-ID: <{id}@h>\r\n{head}\r\n{body}\r\n").into_bytes()
}

/// Parts in parts in parts, of this kind.
fn nested(id: &str, kind: &str, depth: usize) -> Vec<u8> {
    let mut body = String::new();
    for level in 0..depth {
        body.push_str(&format!("Content-Type: {kind}; boundary=b{level}\r\n\r\n--b{level}\r\n"));
    }
    with_head(id, body.trim_end(), "")
}

/// What is done to the texts of a message, and what it might break.
fn messages(token: &str, own_id: &str) -> Vec<Vec<u8>> {
    let mut all: Vec<Vec<u8>> = Vec::new();
    for (at, depth) in [3, 30, 300, 999, 3000, 30_000, 200_000].iter().enumerate() {
        for kind in ["multipart/mixed", "multipart/alternative", "multipart/digest", "message/rfc822", "multipart/report"] {
            all.push(nested(&format!("n{at}{}", kind.len()), kind, *depth));
        }
        let quoted = "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n".repeat(*depth);
        all.push(with_head(&format!("q{at}"), &quoted, "AAAA"));
    }
    for (at, encoding) in ["base64", "quoted-printable", "x-uuencode", "8bit", "binary", "nonsense", ""].iter().enumerate() {
        for charset in ["utf-8", "utf-7", "windows-1258", "iso-2022-jp", "gb18030", "no-such", "\"", "utf-16"] {
            let head = format!("Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: {encoding}\r\n");
            let mut raw = with_head(&format!("e{at}{charset}"), &head, "=FF=FE=?==\u{1}=\r\n+/v8-====%%%");
            raw.extend([0xff, 0xfe, 0x00, 0xc3, 0x28, 0xed, 0xa0, 0x80, b'\r', b'\n']);
            all.push(raw);
        }
    }
    for (at, size) in [10_usize, 100_000, 300_000, 3_000_000].iter().enumerate() {
        for name in ["Subject", "From", "To", "X-Long", "References", "Content-Type", "Message-ID"] {
            all.push(format!("{name}: {}\r\nFrom: <h@x.vn>\r\nTo: {TO}\r\n\r\nb{at}{name}", "a ".repeat(*size)).into_bytes());
        }
        all.push(with_head(&format!("l{at}"), &"X-Many: 1\r\n".repeat(size / 12), "x"));
        all.push(with_head(&format!("c{at}"), &format!("Cc: {}\r\n", "a@b.vn, ".repeat(size / 10)), "x"));
    }
    let marks = [
        "0".repeat(32),
        "f".repeat(32),
        token[..31].to_owned(),
        format!("{token}0"),
        token.chars().rev().collect(),
        format!("{}\0", &token[..31]),
        "' OR 1=1 --".to_owned(),
        "../../etc".to_owned(),
        "%".repeat(32),
        "ư".repeat(16),
        String::new(),
        "+".repeat(9),
    ];
    for (at, mark) in marks.iter().enumerate() {
        for to in
            [format!("khieunai+{mark}@example.vn, {TO}"), format!("<khieunai+{mark}@example.vn>"), format!("x+{token}@example.vn, {TO}")]
        {
            all.push(message(
                &format!("t{at}{}@h", to.len()),
                &to,
                &format!("In-Reply-To: {own_id}\r\nReferences: {own_id}\r\n"),
                "giả mạo",
            ));
        }
    }
    for (at, head) in [
        "Auto-Submitted: auto-replied\r\n",
        "Precedence: list\r\n",
        "List-Id: <x>\r\n",
        "Return-Path: <>\r\n",
        "Auto-Submitted:\r\n",
        "auto-submitted: \tauto-generated (x)\r\n",
    ]
    .iter()
    .enumerate()
    {
        all.push(message(&format!("a{at}@h"), &format!("khieunai+{token}@example.vn"), head, "vắng mặt"));
    }
    all.push(message(own_id.trim_matches(['<', '>']), &format!("khieunai+{token}@example.vn"), "", "vòng lặp"));
    for (at, name) in
        ["../../x.pdf", "a\0b.pdf", "C:\\x.pdf", "\u{202e}fdp.exe", "=?utf-8?b?////?=", &"n".repeat(9000), "", ".", "con.pdf."]
            .iter()
            .enumerate()
    {
        for content in ["%PDF-1.7", "MZ", "PK\u{3}\u{4}", ""] {
            let head = "Content-Type: multipart/mixed; boundary=b\r\n";
            let part = format!(
                "--b\r\nContent-Type: application/pdf; name=\"{name}\"\r\nContent-Disposition: attachment; filename*=utf-8''{name}; filename*0=a; filename*0=b; filename=\"{name}\"\r\n\r\n{content}\r\n"
            );
            all.push(with_head(&format!("p{at}{}", content.len()), head, &format!("{}--b--", part.repeat(1 + at * 3))));
        }
    }
    for (at, from) in
        ["", "x", "@", "<>", "a@b@c", "\"\\\"@x\" <a@b>", "G: a@b, c@d;", "a@[127.0.0.1]", "ư@ư.vn", "a@b\r\n\tc", &"a@b, ".repeat(999)]
            .iter()
            .enumerate()
    {
        all.push(format!("From: {from}\r\nTo: {TO}\r\nMessage-ID: <f{at}@h>\r\n\r\nai gửi {at}").into_bytes());
    }
    let report = |status: &str, about: &str| {
        format!(
            "From: MAILER-DAEMON@x\r\nContent-Type: multipart/report; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n\
             {status}\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: {about}\r\n\r\n--b--\r\n"
        )
        .into_bytes()
    };
    for (at, about) in ["<x@y>", "", "<>", &"<".repeat(5000), "<m@example.vn>", "' OR 1=1"].iter().enumerate() {
        all.push(report(&format!("Action: failed\r\nStatus: 5.{at}.1"), about));
        all.push(report(&format!("Status: {}", "9".repeat(99_999)), about));
    }
    for html in
        ["<", &"<div>".repeat(100_000), "<script>x</script>", &"&#x".repeat(50_000), "<!--", &format!("<a {}", "b='".repeat(50_000))]
    {
        all.push(with_head(&format!("h{}", html.len()), "Content-Type: text/html\r\n", html));
    }
    let good = message(
        "good@h",
        TO,
        "Content-Type: multipart/mixed; boundary=b\r\n",
        "--b\r\n\r\nx\r\n--b\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--",
    );
    let mut dice = Dice(7);
    while all.len() < 330 {
        let mut broken = good.clone();
        match dice.roll(3) {
            0 => broken.truncate(dice.roll(good.len())),
            1 => (0..9).for_each(|_| {
                let at = dice.roll(broken.len());
                broken[at] = u8::try_from(dice.roll(256)).unwrap();
            }),
            _ => broken = (0..dice.roll(4000)).map(|_| u8::try_from(dice.roll(256)).unwrap()).collect(),
        }
        all.push(broken);
    }
    all
}

#[test]
fn hostile_messages_touch_no_case_and_end_well() {
    each_office(|app, desk| {
        let (case, (secret, _)) = (desk.receive(json!({})), desk.submit(json!({"kind": "denunciation"})));
        let before = (desk.case(case), desk.case(secret));
        let address = reply_address(desk, case);
        let token = address["khieunai+".len()..].split('@').next().unwrap().to_owned();
        let all = messages(&token, &header(&desk.mails(case)[0], "Message-ID"));
        assert!(all.len() >= 300, "{}", all.len());
        let mut tally: HashMap<&str, usize> = HashMap::new();
        let mut day = 0;
        for (at, raw) in all.iter().enumerate() {
            // One address may send only so many on a day.
            if at / 15 > day {
                day = at / 15;
                app.clock.advance(chrono::Duration::days(1));
            }
            let outcome = match take(&desk.ctx(), raw, None) {
                Ok(Became::Letter(new)) => {
                    assert!(new != case && new != secret);
                    "letter"
                }
                Ok(Became::Nothing) => "nothing",
                Ok(Became::TakenBefore) => "before",
                Ok(became @ (Became::Message(_) | Became::Report(_))) => panic!("{at}: {became:?}"),
                Err(_) => "refused",
            };
            *tally.entry(outcome).or_default() += 1;
        }
        assert_eq!((desk.case(case), desk.case(secret)), before);
        assert!(tally["letter"] > 50 && tally["refused"] > 50 && tally["nothing"] >= 18, "{tally:?}");
        println!("{} messages: {tally:?}", all.len());
    });
}

/// The program itself, as a mail server calls it.
fn redress(app: &TestApp, arguments: &[&str], given: &[u8]) -> i32 {
    let mut child = Command::new(env!("CARGO_BIN_EXE_redress"))
        .args(["intake", "mail"])
        .args(arguments)
        .env("REDRESS_DATA", app.folder.path())
        .env("REDRESS_INTAKE_ADDRESS", "khieunai@example.vn")
        .env("REDRESS_MAIL_FROM", "redress@example.vn")
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // Who has seen enough reads no further.
    let _ = child.stdin.take().unwrap().write_all(given);
    child.wait().unwrap().code().expect("it ends by itself")
}

#[test]
fn the_program_tells_the_mail_server_what_to_do() {
    let app = TestApp::sqlite_with(intake);
    // The program goes by the machine's clock.
    app.clock.advance(SystemClock.now() - app.context().clock.now());
    let desk = Desk::open(&app);
    let case = desk.receive(json!({}));
    let answer = message("1@x", &reply_address(&desk, case), "", "Tôi bổ sung");
    assert_eq!(redress(&app, &[], &answer), 0);
    assert_eq!(desk.case(case).version, 2);
    assert_eq!(redress(&app, &["--recipient", TO], &message("2@x", "undisclosed:;", "", "thư mới")), 0);
    assert_eq!(redress(&app, &[], b""), 65);
    assert_eq!(redress(&app, &[], &vec![b'a'; 41 * 1024 * 1024]), 65);
    assert_eq!(redress(&app, &[], &message("3@x", "khieunai@example.vn", "", "đơn vị nào")), 75);
    assert_eq!(redress(&app, &["--maildir", "/no/such/folder"], b""), 75);
}

#[test]
fn a_maildir_of_hostile_messages_is_worked_off() {
    let app = TestApp::sqlite_with(intake);
    let desk = Desk::open(&app);
    let case = desk.receive(json!({}));
    let before = desk.case(case);
    let address = reply_address(&desk, case);
    let all = messages(&address["khieunai+".len()..][..32], &header(&desk.mails(case)[0], "Message-ID"));
    let maildir = tempfile::tempdir().unwrap();
    std::fs::create_dir(maildir.path().join("new")).unwrap();
    for (at, raw) in all.iter().enumerate() {
        std::fs::write(maildir.path().join(format!("new/{at:04}.test")), raw).unwrap();
    }
    // One sender's are too many for one day: those wait for the next.
    assert_eq!(redress(&app, &["--maildir", maildir.path().to_str().unwrap()], b""), 75);
    let count = |folder: &str, flag: &str| {
        let names = std::fs::read_dir(maildir.path().join(folder)).unwrap().map(|f| f.unwrap().file_name().into_string().unwrap());
        names.filter(|n| n.ends_with(flag)).count()
    };
    let (taken, bad, waiting) = (count("cur", ":2,S"), count("cur", ":2,F"), count("new", ""));
    assert_eq!(taken + bad + waiting, all.len());
    assert!(taken > 40 && bad > 40 && waiting > 0, "{taken} {bad} {waiting}");
    assert_eq!(desk.case(case), before);
}
