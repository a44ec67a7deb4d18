//! A name struck off the list of candidates while the law stops everything else (Luật Bầu cử art. 61.2).

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Paper, Purpose, Signer};
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::gate::{Entry, FREEZE};
use crate::domain::kind::{Body, Contest};
use crate::domain::outcome::DocumentKind;
use crate::domain::refusal::Refusal;
use crate::domain::text::{DocumentNo, Text};
use crate::domain::verb::Verb;

/// Fields of `strike-off`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StrikeOff {
    /// Who decided: the National Election Council for the National Assembly, the committee of that level for a council.
    pub body: Body,
    pub document_no: DocumentNo,
    pub document_date: Day,
    /// The clear and sufficient evidence.
    pub evidence: Text,
    pub signed_by: Option<Signer>,
}

impl Act for StrikeOff {
    const VERB: Verb = Verb::StrikeOff;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let competent: &[Body] = match file.case.contest {
            Some(Contest::Na) => &[Body::NationalElectionCouncil],
            Some(Contest::CouncilProvince) => &[Body::ProvincialElectionCommittee, Body::ElectionCommittee],
            Some(Contest::CouncilDistrict | Contest::CouncilCommune) => &[Body::ElectionCommittee],
            None => return Err(Refusal::state("strike_off_needs_contest").by(FREEZE)),
        };
        if !competent.contains(&self.body) {
            let words = competent.iter().map(|b| b.as_str()).collect::<Vec<_>>().join(", ");
            return Err(Refusal::field("body", "strike_off_by_other_body").with("words", words).by(FREEZE));
        }
        if file.entry == Entry::OnPaper && self.signed_by.is_none() {
            return Err(Refusal::field("signed_by", "required_on_paper"));
        }
        let on = file.step_date("document_date", Some(self.document_date.0))?;
        let document = keep.paper(Paper {
            kind: DocumentKind::StrikeOff,
            number: Some(self.document_no.as_str().to_owned()),
            date: on,
            signer: self.signed_by.clone(),
            body: Some(self.body.as_str().to_owned()),
        });
        let evidence = keep.text(Purpose::Evidence, self.evidence.as_str());
        Ok(Decided::event(Event::StruckOff { body: self.body, document, evidence }, on))
    }
}
