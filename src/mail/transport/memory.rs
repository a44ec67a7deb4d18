//! Mails kept in memory, with answers as a test wants them.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use super::{Failure, Outgoing, Transport};
use crate::domain::ids::MailId;

/// A mail that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    pub id: MailId,
    pub from: String,
    pub to: String,
    pub bytes: Vec<u8>,
}

/// Takes every mail, or answers as it was told.
#[derive(Debug, Default)]
pub struct Memory {
    sent: Mutex<Vec<Sent>>,
    answers: Mutex<VecDeque<Failure>>,
}

impl Memory {
    /// The next mails fail so, one each; those after them are taken.
    pub fn fail(&self, answers: impl IntoIterator<Item = Failure>) {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner).extend(answers);
    }

    /// What was taken, in its order.
    pub fn sent(&self) -> Vec<Sent> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Transport for Memory {
    fn send(&self, mail: &Outgoing<'_>) -> Result<String, Failure> {
        if let Some(failure) = self.answers.lock().unwrap_or_else(PoisonError::into_inner).pop_front() {
            return Err(failure);
        }
        let sent = Sent { id: mail.id, from: mail.from.to_owned(), to: mail.to.to_owned(), bytes: mail.bytes.to_vec() };
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).push(sent);
        Ok("250".to_owned())
    }
}
