//! A case found complex: for complaints a longer term (arts. 28, 37), for denunciations what allows extensions (ND 31/2019 art. 3).

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Purpose, Signature, Signer};
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::extension;
use crate::domain::outcome::{Complexity, ComplexityGround};
use crate::domain::refusal::Refusal;
use crate::domain::text::{DocumentNo, Text};
use crate::domain::verb::Verb;

/// Fields of `set-complexity`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetComplexity {
    pub level: Complexity,
    /// A ground; this or `grounds` is mandatory.
    pub ground: Option<ComplexityGround>,
    /// Grounds, or further ones: a case is specially complex on two or more (ND 31/2019 art. 3).
    #[serde(default)]
    #[schema(max_items = 7)]
    pub grounds: Vec<ComplexityGround>,
    /// Mandatory for `complex_matter`: the law lists no grounds for complaints.
    pub reason: Option<Text>,
    pub signed_by: Option<Signer>,
    pub document_no: Option<DocumentNo>,
    pub document_date: Option<Day>,
}

impl Act for SetComplexity {
    const VERB: Verb = Verb::SetComplexity;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let mut all: Vec<ComplexityGround> = Vec::new();
        for ground in self.ground.iter().chain(&self.grounds) {
            if !all.contains(ground) {
                all.push(*ground);
            }
        }
        let (ground, further) = all.split_first().ok_or(Refusal::field("ground", "required"))?;
        extension::complexity(file.case, self.level, &all, self.reason.is_some())?;
        let signature = Signature {
            by: self.signed_by.as_ref(),
            document_no: self.document_no.as_ref(),
            document_date: self.document_date.map(Day::into),
        };
        let on = signature.instruction(file, keep)?;
        let reason = keep.opt_text(Purpose::Reason, self.reason.as_ref());
        Ok(Decided::event(Event::ComplexitySet { level: self.level, ground: *ground, further: further.to_vec(), reason }, on))
    }
}
