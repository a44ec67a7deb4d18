//! After the election, what is not settled goes to the elected body's standing organ (Luật Bầu cử art. 61.4).

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Signature, Signer};
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::gate::HAND_OVER;
use crate::domain::kind::{Body, Contest};
use crate::domain::outcome::DocumentKind;
use crate::domain::refusal::Refusal;
use crate::domain::text::DocumentNo;
use crate::domain::verb::Verb;

/// Fields of `hand-over`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandOver {
    /// na_standing_committee for the National Assembly, council_standing_body for a council.
    pub to: Body,
    /// The day of the minutes; not before E+1.
    pub date: Day,
    pub document_no: Option<DocumentNo>,
    pub document_date: Option<Day>,
    pub signed_by: Option<Signer>,
}

impl Act for HandOver {
    const VERB: Verb = Verb::HandOver;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let receiver = match file.case.contest {
            Some(Contest::Na) => Body::NaStandingCommittee,
            Some(Contest::CouncilProvince | Contest::CouncilDistrict | Contest::CouncilCommune) => Body::CouncilStandingBody,
            None => return Err(Refusal::state("hand_over_needs_contest").by(HAND_OVER)),
        };
        if self.to != receiver {
            return Err(Refusal::field("to", "handed_over_elsewhere").with("body", receiver).by(HAND_OVER));
        }
        let signature = Signature {
            by: self.signed_by.as_ref(),
            document_no: self.document_no.as_ref(),
            document_date: self.document_date.map(Day::into),
        };
        signature.check(file.entry)?;
        let first = file.case.detail.election.and_then(|e| e.day.succ_opt()).unwrap_or(file.case.detail.since);
        let on = file.legal_date("date", Some(self.date.0), first.max(file.case.detail.since))?;
        let dated = match signature.document_date {
            Some(date) => file.legal_date("document_date", Some(date), file.case.detail.since)?,
            None => on,
        };
        let document = keep.paper(signature.paper(DocumentKind::HandOver, dated));
        Ok(Decided::event(Event::HandedOver { to: self.to, document }, on))
    }
}
