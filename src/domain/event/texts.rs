//! What is written with an event: which texts its story tells, what each is, and which of them may name a sender.

use super::Event;
use crate::domain::text::TextRef;

/// A text of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told<'a> {
    /// What it is, by the word of its purpose.
    pub what: &'static str,
    pub text: &'a TextRef,
    /// It may name the sender: where their identity is sealed it is not told.
    pub may_name: bool,
}

const fn told<'a>(what: &'static str, text: &'a TextRef) -> Told<'a> {
    Told { what, text, may_name: false }
}

const fn may_name<'a>(what: &'static str, text: &'a TextRef) -> Told<'a> {
    Told { what, text, may_name: true }
}

impl Event {
    /// Its texts, in the order of the story. Letters are told apart from it; the values that a correction changed are not told.
    pub fn texts(&self) -> Vec<Told<'_>> {
        match self {
            Self::Reclassified { reason, .. }
            | Self::SentBack { reason }
            | Self::Suspended { reason, .. }
            | Self::Resumed { reason, .. }
            | Self::Reopened { reason, .. }
            | Self::RevealRefused { reason, .. }
            | Self::RevealRevoked { reason, .. }
            | Self::IdentityOpened { reason, .. } => vec![told("reason", reason)],
            Self::RevealRequested { purpose, .. } => vec![told("note", purpose)],
            Self::ConflictConfirmed { reason, .. } | Self::ConflictDismissed { reason, .. } => vec![may_name("reason", reason)],
            Self::Corrected { reason, .. } => vec![may_name("reason", reason)],
            Self::ConflictDeclared { relation, .. } => vec![may_name("reason", relation)],
            Self::ComplexitySet { reason, .. } => reason.iter().map(|t| told("reason", t)).collect(),
            Self::Served { reason, .. } => reason.iter().map(|t| may_name("reason", t)).collect(),
            Self::Assigned { note, .. } => note.iter().map(|t| told("note", t)).collect(),
            Self::DispositionProposed { ground_text, legal_basis, .. } => {
                ground_text.iter().map(|t| told("reason", t)).chain([told("legal_basis", legal_basis)]).collect()
            }
            Self::VerificationRecorded { text } => vec![told("verification", text)],
            Self::DialogueRecorded { text } => vec![told("dialogue", text)],
            Self::Urged { text } => vec![told("note", text)],
            Self::AnswerRecorded { text, .. } => vec![told("answer", text)],
            Self::MessageSent { text } => vec![told("message", text)],
            Self::DecisionDrafted { reasons, legal_basis, remedy, .. } => {
                let both = [told("draft", reasons), told("legal_basis", legal_basis)];
                both.into_iter().chain(remedy.iter().map(|t| told("remedy", t))).collect()
            }
            Self::Published { place } => vec![told("place", place)],
            Self::StruckOff { evidence, .. } => vec![told("evidence", evidence)],
            Self::Appealed { reasons, late_reason, .. } => {
                [told("letter", reasons)].into_iter().chain(late_reason.iter().map(|t| told("reason", t))).collect()
            }
            Self::ReceiptReissued { identity_checked, .. } => vec![may_name("note", identity_checked)],
            Self::Received(_)
            | Self::LetterAdded { .. }
            | Self::PapersAdded { .. }
            | Self::Classified { .. }
            | Self::SignatureRecorded { .. }
            | Self::DispositionApproved { .. }
            | Self::Extended { .. }
            | Self::DecisionSigned { .. }
            | Self::Withdrawn { .. }
            | Self::Terminated { .. }
            | Self::HandedOver { .. }
            | Self::Merged { .. }
            | Self::Joined { .. }
            | Self::RevealGranted { .. }
            | Self::ConflictFound { .. }
            | Self::LawRecomputed { .. } => Vec::new(),
        }
    }
}
