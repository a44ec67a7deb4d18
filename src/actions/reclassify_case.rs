//! A classification that was wrong, set right; deadlines follow from the original receipt.

use super::act::{Act, CaseFile, Decided, Keep, Purpose, Signature, Signer};
use super::classify_case::{Checked, checked, classifying};
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::refusal::Refusal;
use crate::domain::text::{DocumentNo, Text};
use crate::domain::verb::Verb;

classifying! {
    /// Fields of `reclassify`: those of `classify`, and why.
    pub struct ReclassifyCase {
        /// What was wrong.
        pub reason: Text,
        pub signed_by: Option<Signer>,
        pub document_no: Option<DocumentNo>,
        pub document_date: Option<Day>,
    }
}

impl Act for ReclassifyCase {
    const VERB: Verb = Verb::Reclassify;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let Checked { classification, identity, election } = checked(self.found(), self.election, file)?;
        let signature = Signature {
            by: self.signed_by.as_ref(),
            document_no: self.document_no.as_ref(),
            document_date: self.document_date.map(Day::into),
        };
        let on = signature.instruction(file, keep)?;
        let title = keep.title(&self.title);
        let reason = keep.text(Purpose::Reason, self.reason.as_str());
        Ok(Decided::event(Event::Reclassified { classification, identity, title, reason, election }, on))
    }
}
