//! The message around a mail: addressed, dated, its bytes fixed (RFC 5322, RFC 2045, RFC 3834).

use std::time::SystemTime;

use chrono::{DateTime, Utc};
use lettre::Message;
use lettre::address::Address;
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};

use super::render::{Reader, office_name, render};
use super::{Mail, MailError, Sender};

/// What the message is told besides its content.
#[derive(Debug, Clone)]
pub struct Headers<'a> {
    /// The only recipient.
    pub to: &'a str,
    /// Opaque, of this mail alone: becomes Message-ID and the boundary of its parts.
    pub mark: &'a str,
    /// Opaque, of all mails about one case to one recipient; none of secret cases, where nothing may lie beside a mail with a number.
    pub thread: Option<&'a str>,
    pub date: DateTime<Utc>,
    /// The mark to which this mail may be answered (`IntakeAddress::marked`).
    pub reply: Option<&'a str>,
}

/// A message as it is sent, now or again: always these bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Built {
    pub recipient: String,
    pub subject: String,
    pub message_id: String,
    pub bytes: Vec<u8>,
}

/// Whether a mail can be sent to this address.
pub fn usable(address: &str) -> bool {
    address.parse::<Address>().is_ok()
}

/// Renders a mail and builds the message around it.
pub fn build(mail: &Mail, reader: &Reader, sender: &Sender, headers: &Headers<'_>) -> Result<Built, MailError> {
    let rendered = render(mail, reader, sender)?;
    let to: Address = headers.to.parse().map_err(|_| MailError::Address)?;
    let domain = sender.from.email.domain();
    let id = |mark: &str| format!("<{mark}@{domain}>");
    let message_id = id(headers.mark);
    let from_name = sender.from.name.clone().unwrap_or_else(|| office_name(mail, reader.lang));
    let mut message = Message::builder()
        .from(mailbox(Some(&from_name), sender.from.email.clone()))
        .reply_to(reply_to(sender, &from_name, headers.reply))
        .to(mailbox(reader.name.as_deref().filter(|_| !mail.is_neutral()), to))
        .subject(&rendered.subject)
        .date(SystemTime::from(headers.date))
        .message_id(Some(message_id.clone()))
        .header(AutoSubmitted);
    if let Some(thread) = headers.thread {
        message = message.in_reply_to(id(thread)).references(id(thread));
    }
    let parts = MultiPart::alternative().boundary(format!("=_{}", headers.mark));
    let parts = parts.singlepart(SinglePart::plain(rendered.text)).singlepart(SinglePart::html(rendered.html));
    let message = message.multipart(parts).map_err(|error| MailError::Build(error.to_string()))?;
    Ok(Built { recipient: headers.to.to_owned(), subject: rendered.subject, message_id, bytes: message.formatted() })
}

/// Where an answer goes: to this very mail's address, else to the one that is set, else to the sender.
fn reply_to(sender: &Sender, from_name: &str, reply: Option<&str>) -> Mailbox {
    let marked = sender.intake.as_ref().zip(reply).and_then(|(intake, mark)| intake.marked(mark).parse().ok());
    match (marked, sender.reply_to.clone()) {
        (Some(address), _) => mailbox(Some(from_name), address),
        (None, Some(set)) => mailbox(set.name.as_deref(), set.email),
        (None, None) => mailbox(Some(from_name), sender.from.email.clone()),
    }
}

/// The longest display name, in characters.
const DISPLAY_NAME: usize = 100;

fn mailbox(name: Option<&str>, address: Address) -> Mailbox {
    let name = name.map(|n| clean(n, DISPLAY_NAME)).filter(|n| !n.is_empty());
    Mailbox::new(name, address)
}

/// One line without what could end a header or turn the direction of what follows; at most so many characters.
///
/// Line breaks and other control characters become a blank, marks that show nothing (joiners, direction, byte order) go.
pub(super) fn clean(raw: &str, most: usize) -> String {
    let unseen = |c: char| matches!(c, '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}');
    let break_or_control = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let plain: String = raw.chars().filter(|c| !unseen(*c)).map(|c| if break_or_control(c) { ' ' } else { c }).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    words.join(" ").chars().take(most).collect::<String>().trim_end().to_owned()
}

/// No answer is expected from machines (RFC 3834 section 5).
#[derive(Debug, Clone, Copy)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn a_name_is_one_line_without_hidden_marks() {
        assert_eq!(clean("Lan\r\nBcc: all@example.org", 100), "Lan Bcc: all@example.org");
        assert_eq!(clean("  Nguyễn\u{202e}  Văn\u{200b} A\0 ", 100), "Nguyễn Văn A");
        assert_eq!(clean(&"ư".repeat(300), 100).chars().count(), 100);
        assert_eq!(clean("\r\n\u{200f}", 100), "");
    }
}
