//! Messages that come in (RFC 5322, RFC 2045): read from their bytes into what an office needs of them. Whatever they hold,
//! reading ends: sizes and depths are bounded, and a message that cannot be read is told from one that can.

mod automatic;
mod report;
mod words;

use std::panic::{AssertUnwindSafe, catch_unwind};

use mail_parser::{Address, Message, MessageParser, MessagePart, MimeHeaders};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

pub use report::{Report, Reported};
pub use words::{before_ours, line, own_words, readable};

/// The largest message that is read, in bytes: papers of 25 MB as they are encoded, and room.
pub const MOST_BYTES: usize = 40 * 1024 * 1024;
/// The largest head, in bytes.
const MOST_HEAD: usize = 256 * 1024;
/// The most parts, and so the deepest nesting: a part in a part has a `Content-Type`.
const MOST_PARTS: usize = 1000;
/// The most addressees that are looked at.
const MOST_ADDRESSEES: usize = 200;
/// The most texts that are joined, and attachments that are looked at.
const MOST_TEXTS: usize = 20;
const MOST_ATTACHED: usize = 50;

/// Why a message is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("the message is empty")]
    Empty,
    #[error("the message is larger than 40 MB")]
    TooLarge,
    #[error("the head of the message is too large")]
    Head,
    #[error("the message has too many parts")]
    Parts,
    #[error("this is no message")]
    Form,
}

/// A message, read.
pub struct Incoming {
    /// Without angle brackets.
    pub message_id: Option<String>,
    /// SHA-256 of what follows the head, in hexadecimal: servers on the way change the head only.
    pub body_digest: String,
    /// When it was written, as it says itself: seconds of Unix time.
    pub date: Option<i64>,
    /// Who wrote it: name and address.
    pub from: Option<(Option<String>, String)>,
    /// To whom it went, as the head and the last server say.
    pub to: Vec<String>,
    pub subject: String,
    /// All it says, as plain text.
    pub text: String,
    pub attached: Vec<Attached>,
    /// A machine wrote it: nothing may answer it (RFC 3834).
    pub automatic: bool,
    /// It tells what became of a mail (RFC 3464).
    pub report: Option<Report>,
}

/// A file that came with it.
pub struct Attached {
    pub name: String,
    pub content: Zeroizing<Vec<u8>>,
}

/// Nothing of what it says.
impl std::fmt::Debug for Incoming {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (characters, files) = (self.text.chars().count(), self.attached.len());
        write!(f, "Incoming({characters} characters, {files} files, automatic: {})", self.automatic)
    }
}

/// Reads a message.
pub fn read(raw: &[u8]) -> Result<Incoming, Unreadable> {
    if raw.iter().all(u8::is_ascii_whitespace) {
        return Err(Unreadable::Empty);
    }
    if raw.len() > MOST_BYTES {
        return Err(Unreadable::TooLarge);
    }
    let (head, body) = split(raw);
    if head.len() > MOST_HEAD {
        return Err(Unreadable::Head);
    }
    if content_types(raw) > MOST_PARTS {
        return Err(Unreadable::Parts);
    }
    // A mistake of the parser's must not keep the office from its mail.
    let parsed = catch_unwind(AssertUnwindSafe(|| MessageParser::default().parse(raw).map(|message| taken(&message, body))));
    parsed.ok().flatten().ok_or(Unreadable::Form)
}

/// Head and body; without an empty line it is all head.
fn split(raw: &[u8]) -> (&[u8], &[u8]) {
    let mut at = 0;
    for line in raw.split_inclusive(|b| *b == b'\n') {
        at += line.len();
        if line.iter().all(|b| matches!(b, b'\r' | b'\n')) {
            break;
        }
    }
    raw.split_at(at)
}

fn content_types(raw: &[u8]) -> usize {
    const NAME: &[u8] = b"content-type";
    let begins = |at: &&[u8]| at.first().is_some_and(|b| matches!(b, b'c' | b'C')) && at.eq_ignore_ascii_case(NAME);
    raw.windows(NAME.len()).filter(begins).count()
}

fn taken(message: &Message<'_>, body: &[u8]) -> Incoming {
    let head: Vec<(&str, &str)> = message.headers_raw().collect();
    let texts = (0..message.text_body_count().min(MOST_TEXTS)).filter_map(|at| message.body_text(at));
    let text = readable(&texts.collect::<Vec<_>>().join("\n\n"));
    let from = message.from().and_then(Address::first).or_else(|| message.sender().and_then(Address::first));
    let from = from.and_then(|a| Some((a.name().map(|n| line(n, 200)).filter(|n| !n.is_empty()), line(a.address()?, 200))));
    Incoming {
        message_id: message.message_id().map(|id| line(id, 500)),
        body_digest: Sha256::digest(body).iter().map(|b| format!("{b:02x}")).collect(),
        date: message.date().map(mail_parser::DateTime::to_timestamp),
        from: from.filter(|(_, address)| address.contains('@')),
        to: addressees(message, &head),
        subject: line(message.subject().unwrap_or_default(), 200),
        text,
        attached: message.attachments().take(MOST_ATTACHED).enumerate().map(|(at, part)| attached(at, part)).collect(),
        automatic: automatic::is(&head),
        report: report::of(message),
    }
}

/// To, Cc, and what the servers wrote of where it really went.
fn addressees(message: &Message<'_>, head: &[(&str, &str)]) -> Vec<String> {
    let named = [message.to(), message.cc()].into_iter().flatten().flat_map(Address::iter);
    let named = named.filter_map(|a| a.address().map(str::to_owned));
    let really = ["Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To"];
    let delivered = head.iter().filter(|(name, _)| really.iter().any(|r| r.eq_ignore_ascii_case(name)));
    let delivered = delivered.map(|(_, value)| value.trim().trim_matches(['<', '>']).to_owned());
    delivered.chain(named).take(MOST_ADDRESSEES).collect()
}

/// One without a name is named by its kind.
fn attached(at: usize, part: &MessagePart<'_>) -> Attached {
    let kind = part.content_type().and_then(|t| t.subtype()).map_or("bin", |s| if s == "plain" { "txt" } else { s });
    let name = part.attachment_name().map(|n| line(n, 200)).filter(|n| !n.is_empty());
    Attached {
        name: name.unwrap_or_else(|| line(&format!("tep-{}.{kind}", at + 1), 60)),
        content: Zeroizing::new(part.contents().to_vec()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_read_whatever_its_encoding() {
        let raw = "Return-Path: <lan@example.org>\r\nDelivered-To: khieunai+ck@example.vn\r\n\
                   From: =?UTF-8?B?Tmd1eeG7hW4gVGjhu4sgTGFu?= <lan@example.org>\r\nTo: Office <khieunai@example.vn>\r\n\
                   Subject: =?UTF-8?Q?V=E1=BB=81_danh_s=C3=A1ch?=\r\nMessage-ID: <a.1@example.org>\r\n\
                   MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n\
                   --b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
                   T=C3=B4i l=C3=A0 c=E1=BB=AD tri.\r\n\
                   --b\r\nContent-Type: application/pdf; name=\"don.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\
                   Content-Disposition: attachment; filename=\"don.pdf\"\r\n\r\nJVBERi0xLjcK\r\n--b--\r\n";
        let read = read(raw.as_bytes()).unwrap();
        assert_eq!(read.message_id.as_deref(), Some("a.1@example.org"));
        assert_eq!(read.from, Some((Some("Nguyễn Thị Lan".to_owned()), "lan@example.org".to_owned())));
        assert_eq!(read.to, ["khieunai+ck@example.vn", "khieunai@example.vn"]);
        assert_eq!((read.subject.as_str(), read.text.as_str()), ("Về danh sách", "Tôi là cử tri."));
        assert_eq!((read.attached.len(), read.attached[0].name.as_str()), (1, "don.pdf"));
        assert_eq!(read.attached[0].content.as_slice(), b"%PDF-1.7\n");
        assert!(!read.automatic && read.report.is_none());
    }

    #[test]
    fn a_web_page_is_read_as_text() {
        let raw = b"From: a@example.org\r\nContent-Type: text/html; charset=windows-1252\r\n\r\n<p>Ch\xe0o</p><script>x()</script><p>b";
        let read = read(raw).unwrap();
        assert!(read.text.starts_with("Chào") && !read.text.contains('<'), "{}", read.text);
    }

    #[test]
    fn what_is_no_message_is_told() {
        assert_eq!(read(b" \r\n ").unwrap_err(), Unreadable::Empty);
        let deep = "Content-Type: multipart/digest; boundary=b\r\n\r\n--b\r\n".repeat(100_000);
        assert_eq!(read(deep.as_bytes()).unwrap_err(), Unreadable::Parts);
        assert_eq!(read(format!("X: {}\r\n\r\nb", "a".repeat(MOST_HEAD)).as_bytes()).unwrap_err(), Unreadable::Head);
        assert!(read(&vec![b'a'; MOST_BYTES + 1]).is_err());
    }
}
