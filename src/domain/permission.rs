//! Who may do what: the table of roles and verbs.

use super::verb::Verb;

codes! {
    /// A role, held in a unit and its subtree. Citizens have no account.
    pub enum Role {
        Clerk = "clerk",
        Officer = "officer",
        Supervisor = "supervisor",
        Observer = "observer",
        Admin = "admin",
    }
}

/// Which roles may enter a verb at all; what the state of the case adds is in `domain/gate.rs`.
/// Citizens: the verbs of [`citizen_may`].
pub const fn roles_for(verb: Verb) -> &'static [Role] {
    use Role::{Clerk, Officer, Supervisor};
    match verb {
        Verb::AddLetter
        | Verb::Classify
        | Verb::RecordSignature
        | Verb::RecordAnswer
        | Verb::Message
        | Verb::Serve
        | Verb::Correct
        | Verb::OpenIdentity => &[Clerk, Officer],
        Verb::Withdraw | Verb::ReissueReceipt | Verb::Appeal => &[Clerk],
        Verb::ProposeDisposition | Verb::RecordVerification | Verb::RecordDialogue | Verb::DraftDecision | Verb::Publish | Verb::Merge => {
            &[Officer]
        }
        Verb::Assign | Verb::Urge => &[Officer, Supervisor],
        Verb::Reclassify
        | Verb::ApproveDisposition
        | Verb::SendBack
        | Verb::SetComplexity
        | Verb::Extend
        | Verb::Suspend
        | Verb::Resume
        | Verb::SignDecision
        | Verb::Terminate
        | Verb::StrikeOff
        | Verb::HandOver
        | Verb::Reopen => &[Supervisor],
        Verb::DeclareConflict => &[Clerk, Officer, Supervisor],
    }
}

/// What a citizen does with number and receipt code, without an account.
pub const fn citizen_may(verb: Verb) -> bool {
    matches!(verb, Verb::AddLetter | Verb::Message | Verb::Withdraw | Verb::Appeal)
}

/// A verb that only a supervisor enters: the step goes up the tree, or to a signed paper, when none is eligible.
pub fn supervisors_only(verb: Verb) -> bool {
    roles_for(verb) == [Role::Supervisor]
}
