//! What the office can find, decide and issue.

codes! {
    /// What is proposed for a letter after screening.
    pub enum Disposition {
        Accept = "accept",
        Refuse = "refuse",
        Guide = "guide",
        Transfer = "transfer",
        Return = "return",
        /// Filed without action (lưu đơn).
        File = "file",
    }
}

codes! {
    /// The result of a settled case, by its kind.
    pub enum CaseResult {
        Justified = "justified",
        PartlyJustified = "partly_justified",
        Unjustified = "unjustified",
        True = "true",
        PartlyTrue = "partly_true",
        False = "false",
        Answered = "answered",
        StruckOff = "struck_off",
    }
}

impl CaseResult {
    /// The results that a decision on this kind can have.
    pub const fn of(kind: super::kind::Kind) -> &'static [Self] {
        use super::kind::Kind;
        match kind {
            Kind::Complaint => &[Self::Justified, Self::PartlyJustified, Self::Unjustified],
            Kind::Denunciation => &[Self::True, Self::PartlyTrue, Self::False],
            Kind::Petition | Kind::Feedback => &[Self::Answered],
        }
    }
}

codes! {
    /// How a case closed.
    pub enum ClosedAs {
        Settled = "settled",
        Refused = "refused",
        Guided = "guided",
        Transferred = "transferred",
        Returned = "returned",
        Filed = "filed",
        Withdrawn = "withdrawn",
        Terminated = "terminated",
        HandedOver = "handed_over",
        Merged = "merged",
    }
}

codes! {
    /// A document that the office issues or receives in a case.
    pub enum DocumentKind {
        Acceptance = "acceptance",
        Refusal = "refusal",
        Guidance = "guidance",
        Transfer = "transfer",
        Return = "return",
        Filing = "filing",
        Extension = "extension",
        Suspension = "suspension",
        Resumption = "resumption",
        Termination = "termination",
        /// The settlement decision on a complaint, the answer to a petition or feedback.
        Decision = "decision",
        /// The conclusion on a denunciation.
        Conclusion = "conclusion",
        StrikeOff = "strike_off",
        /// The record of handing over after the election.
        HandOver = "hand_over",
        /// An appeal sent on to a body outside the system.
        Appeal = "appeal",
        /// The head's signed instruction for a step without a document of its own.
        Instruction = "instruction",
        /// An answer that came from a body outside.
        Answer = "answer",
    }
}

codes! {
    /// How a document was served.
    pub enum Means {
        InPerson = "in_person",
        Post = "post",
        Email = "email",
        TrackPage = "track_page",
        Posting = "posting",
        /// Nobody to serve it on: with a reason.
        NotOwed = "not_owed",
    }
}

codes! {
    /// How complex a case is.
    pub enum Complexity {
        Complex = "complex",
        /// Denunciations only.
        SpeciallyComplex = "specially_complex",
    }
}

codes! {
    /// Why a case is complex: of complaints the law lists nothing; of denunciations ND 31/2019 art. 3 does.
    pub enum ComplexityGround {
        /// Complaints: the reason says why.
        ComplexMatter = "complex_matter",
        SeveralPlaces = "several_places",
        SeveralContents = "several_contents",
        ManyPeople = "many_people",
        ForeignElement = "foreign_element",
        SeveralBodies = "several_bodies",
        BodiesDisagree = "bodies_disagree",
    }
}

codes! {
    /// Why a denunciation is suspended (Luật Tố cáo art. 34.1).
    pub enum SuspensionGround {
        /// (a) The result of another body or of a related case is awaited.
        AwaitingResult = "awaiting_result",
        /// (b) A supplementary or repeated expert assessment.
        ExpertAssessment = "expert_assessment",
    }
}

codes! {
    /// Why a case is terminated (Luật Khiếu nại art. 10; Luật Tố cáo art. 34.3).
    pub enum TerminationGround {
        Withdrawal = "withdrawal",
        DenouncedDied = "denounced_died",
        AlreadyDecided = "already_decided",
    }
}

codes! {
    /// How much of a denunciation or complaint is withdrawn.
    pub enum WithdrawalScope {
        All = "all",
        Part = "part",
    }
}
