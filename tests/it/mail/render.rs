//! Every mail with its sample data, in both languages, as somebody reads it.

use std::fmt::Write;

use chrono::{TimeZone, Utc};
use redress::mail::{Headers, Mail, Reader, Rendered, Sender, build, is_to_member, render, samples};
use redress::texts::Lang;

pub fn sender() -> Sender {
    Sender {
        from: "redress@example.vn".parse().unwrap(),
        reply_to: None,
        public_url: "https://redress.example.vn".to_owned(),
        retry_first: chrono::Duration::minutes(1),
        intake: None,
    }
}

fn reader(lang: Lang) -> Reader {
    Reader { name: Some("Nguyễn Thị Lan".to_owned()), lang }
}

fn rendered(mail: &Mail, lang: Lang) -> Rendered {
    render(mail, &reader(lang), &sender()).unwrap()
}

/// All texts of a language below each other.
fn book(lang: Lang) -> String {
    let mut book = String::new();
    for (name, mail) in samples::all() {
        let read = rendered(&mail, lang);
        writeln!(book, "=== {name}\nSubject: {}\n\n{}", read.subject, read.text).unwrap();
    }
    book
}

#[test]
fn all_mails_in_vietnamese() {
    insta::assert_snapshot!("texts_vi", book(Lang::Vi));
}

#[test]
fn all_mails_in_english() {
    insta::assert_snapshot!("texts_en", book(Lang::En));
}

#[test]
fn the_page_of_a_mail() {
    let (_, receipt) = samples::all().into_iter().find(|(name, _)| name == "receipt.unsigned").unwrap();
    insta::assert_snapshot!("receipt_unsigned_vi_html", rendered(&receipt, Lang::Vi).html);
}

#[test]
fn every_kind_has_a_sample_and_a_folder_and_nothing_is_left_unsaid() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/mail");
    let mut folders: Vec<String> = std::fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().unwrap().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    folders.sort();
    let mut kinds: Vec<&str> = samples::all().iter().map(|(_, mail)| mail.kind()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(kinds, folders);
    for lang in [Lang::Vi, Lang::En] {
        for (name, mail) in samples::all() {
            let read = rendered(&mail, lang);
            // A text that is missing shows its key; a value that is missing shows its name in braces.
            for part in [&read.subject, &read.text, &read.html] {
                assert!(
                    !part.contains("mail-") && !part.contains("sign-") && !part.contains("{$") && !part.contains("{ $"),
                    "{name}: {part}"
                );
                assert!(!part.contains("  ,") && !part.contains(" .") && !part.contains("\"\""), "{name}: {part}");
            }
            assert!(!read.subject.is_empty() && !read.subject.contains('\n'), "{name}");
        }
    }
}

/// What a page says without its tags.
fn said(html: &str) -> String {
    let body = html.split_once("<body").unwrap().1;
    let mut text = String::new();
    let mut inside = true;
    for c in body.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                text.push(' ');
            }
            c if !inside => text.push(c),
            _ => {}
        }
    }
    let unescaped = [("&#34;", "\""), ("&#39;", "'"), ("&#60;", "<"), ("&#62;", ">"), ("&#38;", "&")];
    let plain = unescaped.iter().fold(text, |text, (code, sign)| text.replace(code, sign));
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn text_and_html_say_the_same() {
    for lang in [Lang::Vi, Lang::En] {
        for (name, mail) in samples::all() {
            let read = rendered(&mail, lang);
            let marks = |line: &str| line.trim_start_matches("- ").to_owned();
            let text: Vec<String> = read.text.lines().filter(|l| *l != "--").map(marks).collect();
            assert_eq!(said(&read.html), text.join(" ").split_whitespace().collect::<Vec<_>>().join(" "), "{name}");
        }
    }
}

#[test]
fn neutral_mails_tell_nothing() {
    for lang in [Lang::Vi, Lang::En] {
        for (name, mail) in samples::all() {
            let neutral = mail.neutral();
            assert!(neutral.is_neutral() && is_to_member(neutral.kind()) == is_to_member(mail.kind()), "{name}");
            let read = rendered(&neutral, lang);
            for part in [&read.subject, &read.text, &read.html] {
                for told in ["0012", "2021", "Lan", "khiếu nại", "tố cáo", "omplaint", "enunciation", "cử tri", "/cases/"] {
                    assert!(!part.contains(told), "{name} tells {told}: {part}");
                }
            }
        }
    }
}

#[test]
fn a_name_is_escaped_in_html() {
    let (_, mail) = samples::all().swap_remove(0);
    let hostile = Reader { name: Some("<script>alert(1)</script> & \"Lan\"".to_owned()), lang: Lang::En };
    let read = render(&mail, &hostile, &sender()).unwrap();
    assert!(!read.html.contains("<script"), "{}", read.html);
    assert!(read.html.contains("&#60;script&#62;"), "{}", read.html);
    assert!(read.text.contains("Dear <script>alert(1)</script> & \"Lan\","), "{}", read.text);
}

fn built(name: &str, to: &str, sender: &Sender) -> Result<String, redress::mail::MailError> {
    let (_, mail) = samples::all().swap_remove(0);
    let reader = Reader { name: Some(name.to_owned()), lang: Lang::Vi };
    let date = Utc.with_ymd_and_hms(2021, 4, 14, 1, 0, 0).unwrap();
    let headers = Headers { to, mark: "a1b2c3", thread: Some("d4e5f6"), date, reply: None };
    build(&mail, &reader, sender, &headers).map(|built| String::from_utf8(built.bytes).unwrap())
}

fn head(message: &str) -> Vec<&str> {
    message.split_once("\r\n\r\n").unwrap().0.split("\r\n").collect()
}

#[test]
fn the_message_has_its_headers_and_always_the_same_bytes() {
    let message = built("Nguyễn Thị Lan", "lan@example.vn", &sender()).unwrap();
    let head = head(&message);
    for line in [
        "Message-ID: <a1b2c3@example.vn>",
        "In-Reply-To: <d4e5f6@example.vn>",
        "References: <d4e5f6@example.vn>",
        "Auto-Submitted: auto-generated",
        "Date: Wed, 14 Apr 2021 01:00:00 +0000",
        "MIME-Version: 1.0",
    ] {
        assert!(head.contains(&line), "{line}\n{head:#?}");
    }
    assert_eq!(head.iter().filter(|line| line.starts_with("To: ")).count(), 1);
    assert!(head.iter().any(|l| l.starts_with("From: ") && l.ends_with("<redress@example.vn>")), "{head:#?}");
    assert!(head.iter().any(|l| l.starts_with("Reply-To: ")), "{head:#?}");
    assert!(message.contains("Content-Type: text/plain; charset=utf-8") && message.contains("Content-Type: text/html; charset=utf-8"));
    assert!(message.lines().all(|line| line.len() <= 998) && !message.replace("\r\n", "").contains(['\r', '\n']));
    assert_eq!(message, built("Nguyễn Thị Lan", "lan@example.vn", &sender()).unwrap());
}

#[test]
fn a_hostile_name_is_harmless() {
    let names = [
        "Lan\r\nBcc: all@example.org",
        "Lan\nX-Evil: 1",
        "\"Lan\" <all@example.org>, \"x",
        "Lan\u{202e}nv.elpmaxe@nal\u{202c}",
        "a, b; c: d@e (f) \\ \0",
        "=?utf-8?Q?=0D=0ABcc:_all@example.org?=",
        &"Nguyễn ".repeat(60),
        "\r\n\u{200f}",
        "",
    ];
    for name in names {
        let message = built(name, "lan@example.vn", &sender()).unwrap();
        let names: Vec<&str> =
            head(&message).iter().filter(|l| !l.starts_with([' ', '\t'])).map(|l| l.split(':').next().unwrap()).collect();
        let known = [
            "From",
            "Reply-To",
            "To",
            "Subject",
            "Date",
            "Message-ID",
            "Auto-Submitted",
            "In-Reply-To",
            "References",
            "MIME-Version",
            "Content-Type",
        ];
        assert!(names.iter().all(|n| known.contains(n)), "{name:?}: {names:?}");
        assert_eq!(names.len(), known.len(), "{name:?}: {names:?}");
        assert!(!message.contains('\u{202e}') && !message.contains('\0'), "{name:?}");
        // Whoever reads the header reads one recipient.
        let unfolded = message.split_once("\r\n\r\n").unwrap().0.replace("\r\n ", " ").replace("\r\n\t", " ");
        let to = unfolded.lines().find_map(|l| l.strip_prefix("To: ")).unwrap().trim();
        let read: lettre::message::Mailboxes = to.parse().unwrap();
        let read: Vec<_> = read.into_iter().map(|m| m.email.to_string()).collect();
        assert_eq!(read, ["lan@example.vn"], "{name:?}: {to}");
    }
}

#[test]
fn a_hostile_address_builds_no_mail() {
    for address in ["", "lan", "lan@", "a@b\r\nBcc: c@d", "a@b, c@d", "a b@c", "<a@b>"] {
        assert!(built("Lan", address, &sender()).is_err(), "{address}");
    }
    let named = Sender { from: "Our Office <office@example.vn>".parse().unwrap(), ..sender() };
    assert!(built("Lan", "lan@example.vn", &named).unwrap().contains("From: \"Our Office\" <office@example.vn>"));
}

proptest::proptest! {
    #[test]
    fn whatever_the_edge_takes_as_an_address_can_be_sent_to(
        local in "[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,66}", domain in "[A-Za-z0-9.-]{1,80}"
    ) {
        let written = format!("{local}@{domain}");
        if redress::domain::contact::Email::parse(&written).is_ok() {
            proptest::prop_assert!(redress::mail::usable(&written), "{}", written);
        }
    }
}
