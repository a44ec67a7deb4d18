//! Marks: the moments of a case's history from which rules count, and by which they are met.

codes! {
    /// A moment of a case. `domain::deadline::history` finds them among the events.
    pub enum Mark {
        /// E itself: milestones count from it.
        ElectionDay = "election_day",
        /// The voter lists were posted (the election's own date, else the timetable's).
        ListPosted = "list_posted",
        /// The result was published (only the election's own date: a guess could cost a citizen the right).
        ResultPublished = "result_published",
        /// The complainant learnt of the act complained of.
        ActKnown = "act_known",
        /// The letter arrived here.
        Receipt = "receipt",
        /// It arrived and is signed, where the law asks for a signature.
        ReceiptSigned = "receipt_signed",
        /// It was handed in at the counter.
        ReceivedInPerson = "received_in_person",
        /// It arrived before the list of candidates was published: the person is a nominee still.
        ReceiptBeforeList = "receipt_before_list",
        /// It lies here and the list of candidates is published: the later of the two days.
        ReceiptAfterList = "receipt_after_list",
        /// A letter about a polling station arrived on E.
        ReceiptOnElectionDay = "receipt_on_election_day",
        /// It arrived, and is not such a letter.
        ReceiptOtherwise = "receipt_otherwise",
        /// The receipt, once a transfer is proposed and not sent back.
        TransferProposed = "transfer_proposed",
        /// Approved as accepted.
        Accepted = "accepted",
        /// Any disposition was approved.
        Disposed = "disposed",
        /// Approved as filed without action.
        Filed = "filed",
        /// Inside the system: the transfer was approved; outside: the slip was served on the receiving body.
        Transferred = "transferred",
        /// A decision, conclusion, answer or strike-off was signed.
        Signed = "signed",
        /// A written answer was signed here, or came from the body that was asked.
        AnswerSigned = "answer_signed",
        /// The decision was served on the last petitioner (or representative) it is owed to.
        DecisionServed = "decision_served",
        /// The decision was served on the last party it is owed to.
        LastService = "last_service",
        /// Any written answer of the office was served on the petitioners.
        FirstAnswerServed = "first_answer_served",
        /// The notice of acceptance was served on the petitioners.
        AcceptanceServed = "acceptance_served",
        /// A suspension was decided.
        Suspended = "suspended",
        SuspensionServed = "suspension_served",
        /// The termination was decided.
        Terminated = "terminated",
        TerminationServed = "termination_served",
        /// The result was made public.
        Published = "published",
        /// The decision was appealed.
        Appealed = "appealed",
    }
}
