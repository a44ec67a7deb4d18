//! The plain text of a message that we built (RFC 2045): for the demo, whose mails are read in a browser.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The text of the first plain part. None: it is not one of our messages.
pub fn text_of(message: &[u8]) -> Option<String> {
    let message = std::str::from_utf8(message).ok()?;
    let (_, part) = message.split_once("Content-Type: text/plain")?;
    let (head, body) = part.split_once("\r\n\r\n")?;
    let body = body.split("\r\n--=_").next().unwrap_or(body);
    // Headers of a part may stand in any order: what is before the type is of this part too.
    let before = message.split("Content-Type: text/plain").next()?.rsplit("\r\n--").next()?;
    let named = |head: &str| head.lines().find_map(|l| l.strip_prefix("Content-Transfer-Encoding:")).map(|v| v.trim().to_lowercase());
    let bytes = match named(head).or_else(|| named(before)).as_deref() {
        Some("base64") => STANDARD.decode(body.split_whitespace().collect::<String>()).ok()?,
        Some("quoted-printable") => unquoted(body),
        _ => body.as_bytes().to_vec(),
    };
    Some(String::from_utf8(bytes).ok()?.replace("\r\n", "\n"))
}

/// Quoted-printable read (RFC 2045 section 6.7); what is none stays as it is.
fn unquoted(body: &str) -> Vec<u8> {
    let mut read = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((plain, quoted)) = rest.split_once('=') {
        read.extend_from_slice(plain.as_bytes());
        if let Some(next) = quoted.strip_prefix("\r\n") {
            rest = next;
        } else if let Some((byte, next)) =
            quoted.split_at_checked(2).and_then(|(hex, next)| Some((u8::from_str_radix(hex, 16).ok()?, next)))
        {
            read.push(byte);
            rest = next;
        } else {
            read.push(b'=');
            rest = quoted;
        }
    }
    read.extend_from_slice(rest.as_bytes());
    read
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::{Headers, Reader, Sender, build, samples};
    use crate::texts::Lang;

    #[test]
    fn the_text_of_every_mail_is_read_back() {
        let sender = Sender {
            from: "redress@example.vn".parse().unwrap(),
            reply_to: None,
            public_url: "https://redress.example.vn".to_owned(),
            retry_first: chrono::Duration::minutes(1),
            intake: None,
        };
        for lang in [Lang::Vi, Lang::En] {
            for (name, mail) in samples::all() {
                let reader = Reader { name: Some("Nguyễn Thị Lan = 100%".to_owned()), lang };
                let headers = Headers { to: "lan@example.vn", mark: "abc", thread: None, date: chrono::DateTime::UNIX_EPOCH, reply: None };
                let built = build(&mail, &reader, &sender, &headers).unwrap();
                let text = crate::mail::render(&mail, &reader, &sender).unwrap().text;
                assert_eq!(text_of(&built.bytes).map(|t| t.trim_end().to_owned()).as_deref(), Some(text.trim_end()), "{name}");
            }
        }
        assert_eq!(text_of(b"no mail"), None);
    }
}
