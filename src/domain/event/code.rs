//! The word of each event, and which of them count as acting on a case.

use super::Event;

codes! {
    /// The word of an event, as the register shows it.
    pub enum EventCode {
        Received = "received",
        LetterAdded = "letter_added",
        PapersAdded = "papers_added",
        Classified = "classified",
        Reclassified = "reclassified",
        SignatureRecorded = "signature_recorded",
        Assigned = "assigned",
        DispositionProposed = "disposition_proposed",
        DispositionApproved = "disposition_approved",
        SentBack = "sent_back",
        ComplexitySet = "complexity_set",
        Extended = "extended",
        Suspended = "suspended",
        Resumed = "resumed",
        VerificationRecorded = "verification_recorded",
        DialogueRecorded = "dialogue_recorded",
        Urged = "urged",
        AnswerRecorded = "answer_recorded",
        MessageSent = "message_sent",
        DecisionDrafted = "decision_drafted",
        DecisionSigned = "decision_signed",
        Served = "served",
        Published = "published",
        Withdrawn = "withdrawn",
        Terminated = "terminated",
        StruckOff = "struck_off",
        HandedOver = "handed_over",
        Merged = "merged",
        Joined = "joined",
        Appealed = "appealed",
        Reopened = "reopened",
        Corrected = "corrected",
        ConflictDeclared = "conflict_declared",
        ReceiptReissued = "receipt_reissued",
        IdentityOpened = "identity_opened",
        RevealRequested = "reveal_requested",
        RevealGranted = "reveal_granted",
        RevealRefused = "reveal_refused",
        RevealRevoked = "reveal_revoked",
        ConflictFound = "conflict_found",
        ConflictConfirmed = "conflict_confirmed",
        ConflictDismissed = "conflict_dismissed",
        LawRecomputed = "law_recomputed",
    }
}

impl Event {
    /// Its word.
    pub const fn code(&self) -> EventCode {
        match self {
            Self::Received(_) => EventCode::Received,
            Self::LetterAdded { .. } => EventCode::LetterAdded,
            Self::PapersAdded { .. } => EventCode::PapersAdded,
            Self::Classified { .. } => EventCode::Classified,
            Self::Reclassified { .. } => EventCode::Reclassified,
            Self::SignatureRecorded { .. } => EventCode::SignatureRecorded,
            Self::Assigned { .. } => EventCode::Assigned,
            Self::DispositionProposed { .. } => EventCode::DispositionProposed,
            Self::DispositionApproved { .. } => EventCode::DispositionApproved,
            Self::SentBack { .. } => EventCode::SentBack,
            Self::ComplexitySet { .. } => EventCode::ComplexitySet,
            Self::Extended { .. } => EventCode::Extended,
            Self::Suspended { .. } => EventCode::Suspended,
            Self::Resumed { .. } => EventCode::Resumed,
            Self::VerificationRecorded { .. } => EventCode::VerificationRecorded,
            Self::DialogueRecorded { .. } => EventCode::DialogueRecorded,
            Self::Urged { .. } => EventCode::Urged,
            Self::AnswerRecorded { .. } => EventCode::AnswerRecorded,
            Self::MessageSent { .. } => EventCode::MessageSent,
            Self::DecisionDrafted { .. } => EventCode::DecisionDrafted,
            Self::DecisionSigned { .. } => EventCode::DecisionSigned,
            Self::Served { .. } => EventCode::Served,
            Self::Published { .. } => EventCode::Published,
            Self::Withdrawn { .. } => EventCode::Withdrawn,
            Self::Terminated { .. } => EventCode::Terminated,
            Self::StruckOff { .. } => EventCode::StruckOff,
            Self::HandedOver { .. } => EventCode::HandedOver,
            Self::Merged { .. } => EventCode::Merged,
            Self::Joined { .. } => EventCode::Joined,
            Self::Appealed { .. } => EventCode::Appealed,
            Self::Reopened { .. } => EventCode::Reopened,
            Self::Corrected { .. } => EventCode::Corrected,
            Self::ConflictDeclared { .. } => EventCode::ConflictDeclared,
            Self::ReceiptReissued { .. } => EventCode::ReceiptReissued,
            Self::IdentityOpened { .. } => EventCode::IdentityOpened,
            Self::RevealRequested { .. } => EventCode::RevealRequested,
            Self::RevealGranted { .. } => EventCode::RevealGranted,
            Self::RevealRefused { .. } => EventCode::RevealRefused,
            Self::RevealRevoked { .. } => EventCode::RevealRevoked,
            Self::ConflictFound { .. } => EventCode::ConflictFound,
            Self::ConflictConfirmed { .. } => EventCode::ConflictConfirmed,
            Self::ConflictDismissed { .. } => EventCode::ConflictDismissed,
            Self::LawRecomputed { .. } => EventCode::LawRecomputed,
        }
    }

    /// Whether whoever did this has acted on the case (four eyes, second instance): all but receiving, adding letters
    /// and papers, serving, correcting, re-issuing a receipt and writing messages. Nor is it what decides
    /// who may have the case or open who its senders are: conflicts, requests and grants.
    pub const fn is_acting(&self) -> bool {
        !matches!(
            self,
            Self::Received(_)
                | Self::LetterAdded { .. }
                | Self::PapersAdded { .. }
                | Self::Served { .. }
                | Self::Corrected { .. }
                | Self::ReceiptReissued { .. }
                | Self::MessageSent { .. }
                | Self::ConflictDeclared { .. }
                | Self::RevealRequested { .. }
                | Self::RevealGranted { .. }
                | Self::RevealRefused { .. }
                | Self::RevealRevoked { .. }
                | Self::ConflictFound { .. }
                | Self::ConflictConfirmed { .. }
                | Self::ConflictDismissed { .. }
        )
    }
}
