//! How mails leave: by SMTP, into files, or into memory for tests.

mod files;
mod memory;
mod smtp;

use std::path::Path;
use std::sync::Arc;

pub use files::Files;
pub use memory::{Memory, Sent};
pub use smtp::Smtp;

use crate::config::MailConfig;
use crate::domain::ids::MailId;

/// A mail on its way: one recipient.
#[derive(Debug, Clone, Copy)]
pub struct Outgoing<'a> {
    pub id: MailId,
    /// Envelope sender.
    pub from: &'a str,
    /// Envelope recipient.
    pub to: &'a str,
    /// The message (RFC 5322).
    pub bytes: &'a [u8],
    /// Of a secret case: the message as it lies sealed in the database, which is all that may be left on a disk.
    pub sealed: Option<&'a [u8]>,
}

/// Why a mail did not leave. What is said names no address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The server cannot be spoken to, or does not let us in: nothing is said of this mail, and no other would leave now.
    Down(String),
    /// Worth trying again: the connection broke, a transient answer (4xx of RFC 5321).
    Later(String),
    /// Refused for good (5xx).
    Never(String),
}

/// Takes mails. Blocks.
pub trait Transport: Send + Sync {
    /// Hands a mail over; what was answered, without addresses.
    fn send(&self, mail: &Outgoing<'_>) -> Result<String, Failure>;
}

/// The transport that is set: SMTP, or files in the folder `mail` of the data.
pub fn open(config: &MailConfig, data: &Path) -> Result<Arc<dyn Transport>, Failure> {
    Ok(match &config.smtp {
        Some(url) => Arc::new(Smtp::new(url, config.trusted.as_deref())?),
        None => Arc::new(Files::new(data.join("mail"))),
    })
}
