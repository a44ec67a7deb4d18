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
    pub ground: ComplexityGround,
    /// Further grounds: a case is specially complex on two or more in all (ND 31/2019 art. 3).
    #[serde(default)]
    #[schema(max_items = 7)]
    pub grounds: Vec<ComplexityGround>,
    /// Mandatory for `complex_matter`: the law lists no grounds for complaints.
    pub reason: Option<Text>,
    pub signed_by: Option<Signer>,
    pub document_no: Option<DocumentNo>,
    pub document_date: Option<Day>,
}

/// The grounds that earlier findings and extensions named.
fn on_record(file: &CaseFile<'_>) -> Vec<ComplexityGround> {
    let named = |event: &Event| match event {
        Event::ComplexitySet { ground, further, .. } => std::iter::once(*ground).chain(further.iter().copied()).collect(),
        Event::Extended { ground, .. } => vec![*ground],
        _ => Vec::new(),
    };
    file.history.iter().flat_map(|recorded| named(&recorded.event)).collect()
}

impl Act for SetComplexity {
    const VERB: Verb = Verb::SetComplexity;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let mut further: Vec<ComplexityGround> = Vec::new();
        for ground in self.grounds.iter().filter(|ground| **ground != self.ground) {
            if !further.contains(ground) {
                further.push(*ground);
            }
        }
        let all: Vec<ComplexityGround> = std::iter::once(self.ground).chain(further.iter().copied()).collect();
        extension::complexity(file.case, self.level, &all, &on_record(file), self.reason.is_some())?;
        let signature = Signature {
            by: self.signed_by.as_ref(),
            document_no: self.document_no.as_ref(),
            document_date: self.document_date.map(Day::into),
        };
        let on = signature.instruction(file, keep)?;
        let reason = keep.opt_text(Purpose::Reason, self.reason.as_ref());
        Ok(Decided::event(Event::ComplexitySet { level: self.level, ground: self.ground, further, reason }, on))
    }
}
