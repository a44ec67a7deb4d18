//! Whether the program's case is what the model expects.

use redress::domain::case::{Case, LinkKind};
use redress::domain::outcome::DocumentKind;
use redress::domain::status::{Destination, ProposedFrom, Status};
use redress::domain::zone::local_date;

use super::model::{Doc, Model, St, To};

impl Model {
    /// What the program keeps is what the model expects.
    pub fn agrees(&self, case: &Case) {
        assert_eq!(self.status, status(&case.status), "status");
        let mine = (self.kind, self.matter, self.track, self.contest, self.identity, self.form, self.channel, self.sealed, self.body);
        let kept = (
            case.kind,
            case.matter,
            case.track,
            case.contest,
            case.identity,
            case.form,
            case.channel,
            case.confidential,
            case.competent_body,
        );
        assert_eq!(mine, kept, "classification");
        let detail = &case.detail;
        let mine = (self.assignee, self.registered_by, self.classifier, &self.servers, &self.excluded, &self.acted);
        let kept = (case.assignee, case.registered_by, detail.classified_by, &detail.servers, &detail.excluded, &detail.acted);
        assert_eq!(mine, kept, "members");
        let reveals: Vec<_> = self.reveals.iter().map(|r| (r.id, r.by, r.days, r.until.is_some())).collect();
        let held: Vec<_> = detail.reveals.iter().map(|r| (r.id, r.by, r.days, r.until.is_some())).collect();
        assert_eq!(reveals, held, "openings");
        let mine = (self.suspended, self.complexity, self.awaits_answer, self.letters, self.signers, self.since, self.received);
        let kept = (
            detail.suspended.map(|s| s.since),
            detail.complexity,
            detail.awaits_answer,
            detail.letters,
            detail.signers,
            detail.since,
            local_date(case.received_at),
        );
        assert_eq!(mine, kept, "standing");
        assert_eq!(self.first_received, local_date(case.first_received_at), "first received");
        assert_eq!((self.eligible, self.published), (detail.eligible, detail.published_on.is_some()), "eligible, published");
        assert_eq!(self.to_serve(), case.to_serve, "something to be served");
        assert_eq!(self.appealed, detail.next.iter().any(|l| l.kind == LinkKind::Appeal) || has_appeal(case), "appealed");
        let documents = detail.documents.iter().map(|d| Doc {
            id: d.id,
            kind: d.kind,
            on: d.on,
            owed: d.services.iter().map(|s| (s.party, s.role, s.done.map(|done| done.means))).collect(),
        });
        assert_eq!(self.documents, documents.collect::<Vec<_>>(), "documents and whom they are owed to");
        let people = detail.parties.iter().map(|p| (p.id, p.role, p.left));
        assert!(self.people.iter().map(|p| (p.id, p.role, p.left)).eq(people), "parties");
    }
}

fn has_appeal(case: &Case) -> bool {
    case.detail.documents.iter().any(|d| d.kind == DocumentKind::Appeal)
}

fn status(status: &Status) -> St {
    match status {
        Status::Received => St::Received,
        Status::Screening => St::Screening,
        Status::Proposed { disposition, to, by, from, .. } => St::Proposed {
            by: *by,
            accepted_before: *from == ProposedFrom::Accepted,
            what: *disposition,
            to: to.map(|to| match to {
                Destination::Unit(unit) => To::Inside(unit),
                Destination::Body(body) => To::Outside(body),
            }),
        },
        Status::Accepted => St::Accepted,
        Status::Drafted { by, .. } => St::Drafted { by: *by },
        Status::Settled { .. } => St::Settled,
        Status::Closed { how, by, .. } => St::Closed { how: *how, by: *by },
    }
}
