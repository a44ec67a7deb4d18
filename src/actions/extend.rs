//! An extension by written decision, while the rule runs (Luật Tố cáo art. 30).

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Signature, Signer};
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::extension;
use crate::domain::outcome::{ComplexityGround, DocumentKind};
use crate::domain::refusal::Refusal;
use crate::domain::text::{DocumentNo, Line};
use crate::domain::verb::Verb;

/// Fields of `extend`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Extend {
    /// The rule that runs, e.g. `d.settle`.
    pub rule: Line,
    pub ground: ComplexityGround,
    /// Days as the rule counts them.
    pub days: i64,
    pub document_no: DocumentNo,
    pub document_date: Day,
    pub signed_by: Option<Signer>,
}

impl Act for Extend {
    const VERB: Verb = Verb::Extend;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        extension::extend(file.case, file.deadlines, file.law, self.rule.as_str(), self.ground, self.days, file.today)?;
        let signature =
            Signature { by: self.signed_by.as_ref(), document_no: Some(&self.document_no), document_date: Some(self.document_date.0) };
        signature.check(file.entry)?;
        let on = file.step_date("document_date", Some(self.document_date.0))?;
        let document = keep.paper(signature.paper(DocumentKind::Extension, on));
        let event = Event::Extended { rule: self.rule.as_str().to_owned(), ground: self.ground, days: self.days, document };
        Ok(Decided::event(event, on))
    }
}
