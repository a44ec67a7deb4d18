//! A new receipt code for a sender who lost it: the old one dies. The code opens what is kept of its sender, so where the
//! identity is sealed it is given by a grant alone, and counts as an opening (Luật Tố cáo 25/2018/QH14 arts. 8, 56).

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Purpose};
use crate::domain::event::Event;
use crate::domain::refusal::Refusal;
use crate::domain::reveal::grant_of;
use crate::domain::text::Text;
use crate::domain::verb::Verb;

/// Fields of `reissue-receipt`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReissueReceipt {
    /// How it was made sure that this is the sender.
    pub identity_checked: Text,
}

impl Act for ReissueReceipt {
    const VERB: Verb = Verb::ReissueReceipt;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let identity_checked = keep.text(Purpose::Note, self.identity_checked.as_str());
        keep.kept.new_receipt = true;
        let sealed = file.me().filter(|_| file.case.confidential);
        let reveal = sealed.and_then(|me| grant_of(file.case, me, file.standing.since, file.standing.now));
        Ok(Decided::event(Event::ReceiptReissued { identity_checked, reveal }, file.today))
    }
}
