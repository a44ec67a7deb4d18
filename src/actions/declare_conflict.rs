//! A member declares a conflict of interest: the case is lost to them, cannot be given to them, cannot be found by them.

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Purpose};
use crate::domain::event::Event;
use crate::domain::refusal::Refusal;
use crate::domain::text::Text;
use crate::domain::verb::Verb;

/// Fields of `declare-conflict`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclareConflict {
    /// What one is to the case: party, relative, complained of, candidate.
    pub relation: Text,
}

impl Act for DeclareConflict {
    const VERB: Verb = Verb::DeclareConflict;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let member = file.me().ok_or(Refusal::role("not_for_citizens"))?;
        let relation = keep.text(Purpose::Reason, self.relation.as_str());
        Ok(Decided::event(Event::ConflictDeclared { member, relation }, file.today))
    }
}
