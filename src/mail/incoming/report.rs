//! Reports of mail servers on what became of a mail (RFC 3462, RFC 3464).

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
}
