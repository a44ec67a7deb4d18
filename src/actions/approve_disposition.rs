//! The head's approval of what was proposed, recorded.

use serde::Deserialize;
use utoipa::ToSchema;

use super::act::{Act, CaseFile, Decided, Keep, Opening, Signature, Signer};
use crate::domain::day::Day;
use crate::domain::disposition;
use crate::domain::event::{Event, Origin};
use crate::domain::outcome::{Disposition, DocumentKind};
use crate::domain::refusal::Refusal;
use crate::domain::status::{Destination, Status};
use crate::domain::text::DocumentNo;
use crate::domain::verb::Verb;

/// Fields of `approve-disposition`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApproveDisposition {
    pub signed_by: Option<Signer>,
    pub document_no: Option<DocumentNo>,
    pub document_date: Option<Day>,
}

impl Act for ApproveDisposition {
    const VERB: Verb = Verb::ApproveDisposition;

    fn decide(&self, file: &CaseFile<'_>, keep: &mut Keep<'_>) -> Result<Decided, Refusal> {
        let Status::Proposed { disposition: proposed, to, .. } = file.case.status else {
            return Err(Refusal::state("wrong_status").with("status", file.case.status.code()));
        };
        let signature = Signature {
            by: self.signed_by.as_ref(),
            document_no: self.document_no.as_ref(),
            document_date: self.document_date.map(Day::into),
        };
        signature.check(file.entry)?;
        let on = file.step_date("document_date", self.document_date.map(Day::into))?;
        let document = keep.paper(signature.paper(paper_of(proposed), on));
        let (mut opens, mut receiver, mut within) = (None, None, None);
        match (proposed, to) {
            (Disposition::Transfer, Some(Destination::Unit(unit))) => {
                // It may have ended since it was proposed.
                if !file.directory.units.get(&unit).is_some_and(|u| u.exists_on(file.today)) {
                    return Err(Refusal::state("destination_not_in_being"));
                }
                opens = Some(Opening {
                    id: keep.case_id(),
                    unit,
                    origin: Origin::Transfer(file.case.id),
                    instance: file.case.detail.instance,
                    out_of_time: file.case.detail.out_of_time,
                    excluded: file.case.detail.excluded.clone(),
                    election: file.case.detail.election,
                    body: None,
                });
            }
            (Disposition::Transfer, Some(Destination::Body(body)))
                if disposition::sent_on_within(file.case, body)
                    && file.directory.units.get(&file.case.unit).is_some_and(|u| u.bodies.contains(&body)) =>
            {
                within = Some(body);
            }
            (Disposition::Transfer, Some(Destination::Body(body))) => receiver = Some(keep.receiving_body(body)),
            (
                Disposition::Accept
                | Disposition::Refuse
                | Disposition::Guide
                | Disposition::Transfer
                | Disposition::Return
                | Disposition::File,
                _,
            ) => {}
        }
        let event = Event::DispositionApproved { disposition: proposed, document, opens: opens.as_ref().map(|o| o.id), receiver, within };
        Ok(Decided { event, on, opens, also: None })
    }
}

const fn paper_of(disposition: Disposition) -> DocumentKind {
    match disposition {
        Disposition::Accept => DocumentKind::Acceptance,
        Disposition::Refuse => DocumentKind::Refusal,
        Disposition::Guide => DocumentKind::Guidance,
        Disposition::Transfer => DocumentKind::Transfer,
        Disposition::Return => DocumentKind::Return,
        Disposition::File => DocumentKind::Filing,
    }
}
