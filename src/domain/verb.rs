//! The verbs of a case: one file in `actions/`, one path in the API each.

codes! {
    /// What can be done with a case. The word is the slug of its address.
    pub enum Verb {
        AddLetter = "add-letter",
        Classify = "classify",
        Reclassify = "reclassify",
        RecordSignature = "record-signature",
        Assign = "assign",
        ProposeDisposition = "propose-disposition",
        ApproveDisposition = "approve-disposition",
        SendBack = "send-back",
        SetComplexity = "set-complexity",
        Extend = "extend",
        Suspend = "suspend",
        Resume = "resume",
        RecordVerification = "record-verification",
        RecordDialogue = "record-dialogue",
        Urge = "urge",
        RecordAnswer = "record-answer",
        Message = "message",
        DraftDecision = "draft-decision",
        SignDecision = "sign-decision",
        Serve = "serve",
        Publish = "publish",
        Withdraw = "withdraw",
        Terminate = "terminate",
        StrikeOff = "strike-off",
        HandOver = "hand-over",
        Merge = "merge",
        Appeal = "appeal",
        Reopen = "reopen",
        Correct = "correct",
        DeclareConflict = "declare-conflict",
        ReissueReceipt = "reissue-receipt",
        /// Opens the sealed identity of the senders, with a reason, on the register.
        OpenIdentity = "open-identity",
        RequestReveal = "request-reveal",
        GrantReveal = "grant-reveal",
        RefuseReveal = "refuse-reveal",
        RevokeReveal = "revoke-reveal",
        /// A member's possible conflict of interest is one.
        ConfirmConflict = "confirm-conflict",
        /// It is none.
        DismissConflict = "dismiss-conflict",
    }
}
