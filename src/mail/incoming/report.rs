//! Reports of mail servers on what became of a mail: in the form of RFC 3462 and RFC 3464, or in words, as qmail, Exim and old
//! servers write them.

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::words::line;

/// What a server says became of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reported {
    /// It will not arrive.
    Failed,
    /// It is still tried.
    Delayed,
    /// Delivered, relayed, expanded: no trouble.
    Otherwise,
}

/// A report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub reported: Reported,
    /// Its code (RFC 3463), e.g. `5.1.1`; empty where it has none.
    pub status: String,
    /// Of the mail that it is about, without angle brackets.
    pub message_id: Option<String>,
}

/// The report that this message is, if it is one.
pub(super) fn of(message: &Message<'_>) -> Option<Report> {
    formal(message).or_else(|| in_words(message))
}

/// In the form of RFC 3464.
fn formal(message: &Message<'_>) -> Option<Report> {
    let kind = message.content_type()?;
    if !(kind.ctype().eq_ignore_ascii_case("multipart") && kind.subtype().is_some_and(|s| s.eq_ignore_ascii_case("report"))) {
        return None;
    }
    let status = message.parts.iter().find(|part| is(part, "message", &["delivery-status", "global-delivery-status"]))?;
    let told = String::from_utf8_lossy(status.contents()).into_owned();
    let reported = match field(&told, "action").as_deref() {
        Some("failed") => Reported::Failed,
        Some("delayed") => Reported::Delayed,
        _ => Reported::Otherwise,
    };
    let status = field(&told, "status").and_then(|s| s.split_whitespace().next().map(str::to_owned)).filter(|s| is_code(s));
    Some(Report { reported, status: status.unwrap_or_default(), message_id: message.parts.iter().find_map(about) })
}

/// What says that a mail is still tried, and what that it will not arrive; the former first, since both may stand there.
const TRIED: [&str; 5] = ["not yet been delivered", "will be retried", "still being retried", "delivery is delayed", "temporary problem"];
const GIVEN_UP: [&str; 7] = [
    "permanent error",
    "permanent fatal error",
    "given up",
    "could not be delivered",
    "undeliverable",
    "returned to sender",
    "wasn't able to deliver",
];

/// From a server, in words, with the mail or its head below them. What is not understood is no report of a failure.
fn in_words(message: &Message<'_>) -> Option<Report> {
    if !from_a_server(message) {
        return None;
    }
    let text = message.body_text(0)?;
    let own = |l: &str| l.trim_start_matches(['>', ' ', '\t']).to_owned();
    let named = |l: &str| own(l).split_once(':').filter(|(n, _)| n.trim().eq_ignore_ascii_case("message-id")).map(|(_, v)| v.to_owned());
    let copied = text.lines().find_map(named).map(|id| line(id.trim().trim_matches(['<', '>']), 500));
    let message_id = copied.or_else(|| message.parts.iter().find_map(about))?;
    // Of the words only those of the server: the mail below them may say anything.
    let words: Vec<&str> = text.lines().take_while(|l| named(l).is_none()).collect();
    let words = words.join(" ").to_lowercase();
    let says = |any: &[&str]| any.iter().any(|phrase| words.contains(phrase));
    let status = words.split(|c: char| !(c.is_ascii_digit() || c == '.')).map(|w| w.trim_matches('.')).find(|w| is_status(w));
    let reported = match status.map(|s| s.starts_with('5')) {
        _ if says(&TRIED) => Reported::Delayed,
        Some(true) => Reported::Failed,
        _ if says(&GIVEN_UP) => Reported::Failed,
        Some(false) => Reported::Delayed,
        None => Reported::Otherwise,
    };
    Some(Report { reported, status: status.unwrap_or_default().to_owned(), message_id: Some(message_id) })
}

/// Nobody is to answer it (RFC 5321, 4.5.5), or it comes from the account that servers write from.
fn from_a_server(message: &Message<'_>) -> bool {
    let null = message.headers_raw().any(|(name, value)| name.eq_ignore_ascii_case("return-path") && value.trim() == "<>");
    let daemon = |address: &str| {
        let local = address.split('@').next().unwrap_or_default().to_lowercase();
        local == "mailer-daemon" || local == "postmaster"
    };
    null || message.from().and_then(mail_parser::Address::first).and_then(|a| a.address()).is_some_and(daemon)
}

/// A code of RFC 3463 that tells of trouble; three numbers may also be part of an address.
fn is_status(word: &str) -> bool {
    is_code(word) && (word.starts_with("5.") || word.starts_with("4."))
}

fn is(part: &MessagePart<'_>, kind: &str, of: &[&str]) -> bool {
    let subtype = |s: &str| of.iter().any(|o| s.eq_ignore_ascii_case(o));
    part.content_type().is_some_and(|t| t.ctype().eq_ignore_ascii_case(kind) && t.subtype().is_some_and(subtype))
}

/// The Message-ID of the mail that comes back, whole or its head only.
fn about(part: &MessagePart<'_>) -> Option<String> {
    let id = |message: &Message<'_>| message.message_id().map(|id| line(id, 500));
    match &part.body {
        PartType::Message(returned) => id(returned),
        PartType::Text(_) | PartType::Binary(_) | PartType::InlineBinary(_)
            if is(part, "text", &["rfc822-headers"]) || is(part, "message", &["global-headers"]) =>
        {
            // A head, which ends with an empty line.
            let head = [part.contents(), b"\r\n\r\n"].concat();
            MessageParser::default().parse(&head).and_then(|head| id(&head))
        }
        _ => None,
    }
}

/// The first field of this name, in lower case.
fn field(told: &str, name: &str) -> Option<String> {
    let value = |l: &str| l.split_once(':').filter(|(n, _)| n.trim().eq_ignore_ascii_case(name)).map(|(_, v)| v.trim().to_lowercase());
    told.lines().find_map(value)
}

fn is_code(word: &str) -> bool {
    word.len() <= 11 && word.split('.').count() == 3 && word.split('.').all(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::incoming::read;

    fn bounce(action: &str, returned: &str) -> String {
        format!(
            "From: MAILER-DAEMON@mx.example\r\nReturn-Path: <>\r\nSubject: Undelivered\r\nMessage-ID: <r@mx.example>\r\n\
             Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
             --b\r\nContent-Type: text/plain\r\n\r\nI'm sorry.\r\n\
             --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n\
             Final-Recipient: rfc822; lan@example.org\r\nAction: {action}\r\nStatus: 5.1.1 (no such user)\r\n\
             --b\r\nContent-Type: {returned}\r\n\r\nMessage-ID: <abc@example.vn>\r\nSubject: x\r\n\r\n--b--\r\n"
        )
    }

    #[test]
    fn a_report_names_its_mail() {
        for returned in ["message/rfc822", "text/rfc822-headers"] {
            let read = read(bounce("failed", returned).as_bytes()).unwrap();
            let told = Report { reported: Reported::Failed, status: "5.1.1".into(), message_id: Some("abc@example.vn".into()) };
            assert_eq!((read.report, read.automatic), (Some(told), true), "{returned}");
        }
        let of = |action: &str| read(bounce(action, "message/rfc822").as_bytes()).unwrap().report.unwrap().reported;
        assert_eq!((of("Delayed"), of("relayed")), (Reported::Delayed, Reported::Otherwise));
    }

    /// qmail writes no report by RFC 3464, nor does Exim in its default form.
    fn plain(from: &str, words: &str, copy: &str) -> Option<Report> {
        let raw = format!(
            "Return-Path: <>\r\nFrom: {from}\r\nSubject: failure notice\r\nMessage-ID: <r@mx.example>\r\n\r\n{words}\r\n\r\n{copy}"
        );
        read(raw.as_bytes()).unwrap().report
    }

    #[test]
    fn a_report_in_words_is_understood() {
        let copy = "--- Below this line is a copy of the message.\r\n\r\nReceived: by x\r\nMessage-ID: <abc@example.vn>\r\nSubject: x\r\n\r\nnot yet been delivered";
        let told = |reported, status: &str| Some(Report { reported, status: status.into(), message_id: Some("abc@example.vn".into()) });
        let daemon = "MAILER-DAEMON@mx.example";
        let qmail = "Hi. This is the qmail-send program at mx.example.\r\nI'm afraid I wasn't able to deliver your message.\r\n\
                     This is a permanent error; I've given up.\r\n\r\n<lan@example.org>:\r\n192.0.2.7 does not like recipient.\r\n";
        assert_eq!(plain(daemon, qmail, copy), told(Reported::Failed, ""));
        let coded = "A message that you sent could not be delivered: 550 5.1.1 unknown user.";
        assert_eq!(plain("Mail Delivery System <x@mx.example>", coded, copy), told(Reported::Failed, "5.1.1"));
        let waits = "Your message has not yet been delivered after 24 hours. No action is required; 5.0.0 so far.";
        assert_eq!(plain(daemon, waits, &copy.replace("Message-ID", "> message-id")), told(Reported::Delayed, "5.0.0"));
        // What says nothing of a failure is none, and without a mail of ours there is nothing to tell of.
        assert_eq!(plain(daemon, "I am on leave until Monday.", copy), told(Reported::Otherwise, ""));
        assert_eq!(plain(daemon, qmail, "no copy"), None);
        let written = "From: lan@example.org\r\n\r\nIt could not be delivered, they say.\r\n> Message-ID: <abc@example.vn>\r\n";
        assert_eq!(read(written.as_bytes()).unwrap().report, None, "a person writes");
    }
}
