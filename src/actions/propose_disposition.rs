//! What the officer proposes to the head for a letter.

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Purpose};
use crate::domain::disposition::{self, Ground};
use crate::domain::event::Event;
use crate::domain::outcome::Disposition;
use crate::domain::refusal::Refusal;
use crate::domain::status::{Destination, ProposedFrom, StatusCode};
use crate::domain::text::Text;
use crate::domain::verb::Verb;

/// Fields of `propose-disposition`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposeDisposition {
    pub disposition: Disposition,
    /// A ground of the list (`not_signed`, `own_checks`, `duplicate`, `outside_competence`, ...), or in words.
    pub ground: Text,
    /// The articles it rests on.
    pub legal_basis: Text,
    /// Of a transfer: a unit's id, or the code of a body outside.
    pub to: Option<String>,
}

impl Act for ProposeDisposition {
    const VERB: Verb = Verb::ProposeDisposition;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let from = if file.case.status.code() == StatusCode::Accepted { ProposedFrom::Accepted } else { ProposedFrom::Screening };
        let ground = Ground::read(self.ground.as_str());
        disposition::check(file.case, self.disposition, &ground, from)?;
        let to = self.destination(file)?;
        if self.disposition == Disposition::Accept {
            disposition::competence_here(file.case, file.directory)?;
        }
        let ground_text = matches!(ground, Ground::Stated).then(|| keep.text(Purpose::Reason, self.ground.as_str()));
        let legal_basis = keep.text(Purpose::LegalBasis, self.legal_basis.as_str());
        let event = Event::DispositionProposed {
            disposition: self.disposition,
            ground: ground.as_str().to_owned(),
            ground_text,
            legal_basis,
            to,
            from,
        };
        Ok(Decided::event(event, file.today))
    }
}

impl ProposeDisposition {
    fn destination(&self, file: &CaseFile<'_>) -> Result<Option<Destination>, Refusal> {
        match (self.disposition, self.to.as_deref()) {
            (Disposition::Transfer, None) => Err(Refusal::field("to", "transfer_needs_destination")),
            (Disposition::Transfer | Disposition::Guide, Some(to)) => {
                disposition::destination(self.disposition, to, file.case, file.directory, file.today).map(Some)
            }
            (_, Some(_)) => Err(Refusal::field("to", "destination_without_transfer")),
            (_, None) => Ok(None),
        }
    }
}
