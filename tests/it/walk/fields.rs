//! What the fields of an act add: the columns "fields" and "refused when" of DESIGN.md's table. The longer ones: `grounds`.

use std::collections::HashMap;

use chrono::NaiveDate;
use redress::actions::act::Signer;
use redress::actions::reopen_case::ReopenTo;
use redress::domain::day::Day;
use redress::domain::deadline::Deadline;
use redress::domain::event::By;
use redress::domain::ids::PartyId;
use redress::domain::kind::Form;
use redress::domain::outcome::{CaseResult, DocumentKind};
use redress::domain::party::{PartyData, PartyRole};
use redress::domain::refusal::Sort;
use redress::domain::text::DocumentNo;

use super::appeals::Next;
use super::deed::Deed;
use super::grounds::Found;
use super::model::Model;
use super::rules::Verdict;
use super::world::World;

/// What a move is judged by.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    pub world: &'a World,
    pub today: NaiveDate,
    pub deadlines: &'a [Deadline],
    pub data: &'a HashMap<PartyId, PartyData>,
    /// The other case of a merger.
    pub other: &'a Model,
}

impl Model {
    /// What the documents say to this move.
    pub fn judge(&self, deed: &Deed, by: By, scene: Scene<'_>) -> Verdict {
        let mut v = self.barred(deed.verb(), by, scene.today, scene.world, scene.deadlines);
        if v.why.contains(&Sort::Missing) {
            return v;
        }
        let citizen = by == By::Citizen;
        let step = |v: &mut Verdict, on: Option<Day>| v.refuse(Sort::Field, !self.dated(on, self.since, scene.today));
        match deed {
            Deed::AddLetter(a) => {
                v.refuse(Sort::Field, citizen && (a.received_at.is_some() || a.channel.is_some()));
                v.refuse(Sort::Field, !self.dated(a.received_at, self.received, scene.today));
            }
            Deed::Classify(a) => self.classification(&Found::of(a), scene.world, &mut v),
            Deed::Reclassify(a) => {
                self.classification(&Found::again(a), scene.world, &mut v);
                self.instruction(a.signed_by.as_ref(), a.document_no.as_ref(), a.document_date, scene.today, &mut v);
            }
            Deed::RecordSignature(a) => {
                v.refuse(Sort::Field, a.form == Form::Unsigned);
                v.refuse(Sort::Field, !self.dated(Some(a.signed_on), self.received, scene.today));
            }
            Deed::Assign(a) => {
                self.assign(a.assignee, by, scene.world, &mut v);
                self.instruction(a.signed_by.as_ref(), a.document_no.as_ref(), a.document_date, scene.today, &mut v);
            }
            Deed::Propose(a) => self.propose(a, scene.world, &mut v),
            Deed::Approve(a) => self.instruction(a.signed_by.as_ref(), a.document_no.as_ref(), a.document_date, scene.today, &mut v),
            Deed::SendBack(a) => self.instruction(a.signed_by.as_ref(), a.document_no.as_ref(), a.document_date, scene.today, &mut v),
            Deed::SetComplexity(a) => {
                self.complexity(a, &mut v);
                self.instruction(a.signed_by.as_ref(), a.document_no.as_ref(), a.document_date, scene.today, &mut v);
            }
            Deed::Extend(a) => {
                self.extend(a.rule.as_str(), a.ground, a.days, scene, &mut v);
                self.paper(a.signed_by.as_ref(), a.document_date, self.since, scene.today, &mut v);
            }
            Deed::Suspend(a) => self.paper(a.signed_by.as_ref(), a.document_date, self.since, scene.today, &mut v),
            Deed::Resume(a) => {
                self.paper(a.signed_by.as_ref(), a.document_date, self.suspended.unwrap_or(self.since), scene.today, &mut v);
            }
            Deed::RecordVerification(a) => step(&mut v, Some(a.on)),
            Deed::RecordDialogue(a) => step(&mut v, Some(a.on)),
            Deed::Urge(a) => v.refuse(Sort::Field, !self.dated(Some(a.on), self.received, scene.today)),
            Deed::RecordAnswer(a) => {
                v.refuse(Sort::Field, a.result.is_some_and(|r| !self.possible(r)));
                // The step that an answer follows is the sending.
                let sent = self.documents.iter().rfind(|d| matches!(d.kind, DocumentKind::Transfer | DocumentKind::Appeal));
                v.refuse(Sort::Field, sent.is_some_and(|d| !self.dated(Some(a.document_date), d.on, scene.today)));
                step(&mut v, Some(a.document_date));
            }
            Deed::Message(_) | Deed::ReissueReceipt(_) | Deed::DeclareConflict(_) => {}
            Deed::Draft(a) => v.refuse(Sort::Field, !self.possible(a.result)),
            Deed::Sign(a) => step(&mut v, Some(a.document_date)),
            Deed::Serve(a) => self.service(a, scene.today, &mut v),
            Deed::Publish(a) => self.publish(a.on, a.place.as_str(), scene, &mut v),
            Deed::Withdraw(a) => self.withdraw(a, citizen, &mut v),
            Deed::Terminate(a) => {
                self.terminate(a, &mut v);
                self.paper(a.signed_by.as_ref(), a.document_date, self.since, scene.today, &mut v);
            }
            Deed::StrikeOff(a) => {
                self.strike_off(a.body, &mut v);
                self.paper(a.signed_by.as_ref(), a.document_date, self.since, scene.today, &mut v);
            }
            Deed::HandOver(a) => self.hand_over(a, scene.today, &mut v),
            Deed::Merge(a) => self.merge(a.into == self.id, a.into == scene.other.id, by, scene, &mut v),
            Deed::Appeal(a) => {
                let last = scene.deadlines.iter().find(|d| d.rule == "c2.file").and_then(|d| d.due);
                v.refuse(Sort::Field, last.is_some_and(|last| last < scene.today) && a.late_reason.is_none());
                v.refuse(Sort::Field, citizen && a.party.is_some());
                v.refuse(Sort::Field, a.party.is_some_and(|p| !self.is_sender(p)));
                v.unsure |= self.next_body() == Next::Unsaid;
            }
            Deed::Reopen(a) => {
                // What was never classified has no status to go back to: the design does not say so.
                v.refuse(Sort::State, self.classifier.is_none());
                let accepted = self.documents.iter().any(|d| d.kind == DocumentKind::Acceptance);
                v.refuse(Sort::Field, matches!(a.to, ReopenTo::Accepted) && !accepted);
                self.instruction(a.signed_by.as_ref(), a.document_no.as_ref(), a.document_date, scene.today, &mut v);
            }
            Deed::Correct(a) => v.refuse(Sort::Field, !self.correctable(a, scene.today)),
            // Who may is a matter of the case, not of fields.
            Deed::OpenIdentity(_) => {}
            Deed::RequestReveal(a) => v.refuse(Sort::Field, !(1..=7).contains(&a.days.unwrap_or(1))),
            Deed::GrantReveal(a) => {
                self.decides(a.reveal, by.member(), &mut v);
                v.refuse(Sort::Field, !self.hours_fit(a.reveal, a.hours));
                self.instruction(a.signed_by.as_ref(), a.document_no.as_ref(), a.document_date, scene.today, &mut v);
            }
            Deed::RefuseReveal(a) => {
                self.decides(a.reveal, by.member(), &mut v);
                self.instruction(a.signed_by.as_ref(), a.document_no.as_ref(), a.document_date, scene.today, &mut v);
            }
            Deed::RevokeReveal(a) => {
                let found = self.reveals.iter().find(|r| r.id == a.reveal);
                v.refuse(Sort::Field, found.is_none());
                v.refuse(Sort::State, found.is_some_and(|r| !r.lives(scene.today)));
                self.instruction(a.signed_by.as_ref(), a.document_no.as_ref(), a.document_date, scene.today, &mut v);
            }
            // Nobody is suspected in walks: what bars them says so before any field is looked at.
            Deed::ConfirmConflict(_) | Deed::DismissConflict(_) => {}
        }
        v
    }

    /// The legal date of an act: never in the future, before the receipt, or before the step it follows; absent, today.
    pub fn dated(&self, on: Option<Day>, follows: NaiveDate, today: NaiveDate) -> bool {
        let on = on.map_or(today, |d| d.0);
        self.received <= on && follows <= on && on <= today
    }

    /// The results that a decision on this kind can have (LAW.md 3).
    pub fn possible(&self, result: CaseResult) -> bool {
        use redress::domain::kind::Kind;
        match self.kind {
            Kind::Complaint => matches!(result, CaseResult::Justified | CaseResult::PartlyJustified | CaseResult::Unjustified),
            Kind::Denunciation => matches!(result, CaseResult::True | CaseResult::PartlyTrue | CaseResult::False),
            Kind::Petition | Kind::Feedback => result == CaseResult::Answered,
        }
    }

    pub fn is_sender(&self, party: PartyId) -> bool {
        self.people.iter().any(|p| p.id == party && p.role == PartyRole::Petitioner && !p.left)
    }

    /// A step whose signed paper is mandatory: from a clerk with the signer too.
    pub fn paper(&self, by: Option<&Signer>, dated: Day, follows: NaiveDate, today: NaiveDate, v: &mut Verdict) {
        v.refuse(Sort::Field, v.on_paper && by.is_none());
        v.refuse(Sort::Field, !self.dated(Some(dated), follows, today));
    }

    /// A step whose paper may be absent: from a clerk, signer, number and date are mandatory.
    fn instruction(&self, by: Option<&Signer>, no: Option<&DocumentNo>, dated: Option<Day>, today: NaiveDate, v: &mut Verdict) {
        v.refuse(Sort::Field, v.on_paper && (by.is_none() || no.is_none() || dated.is_none()));
        v.refuse(Sort::Field, !self.dated(dated, self.since, today));
    }
}
