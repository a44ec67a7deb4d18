//! What an accepted act changes, by the model; and whether the program's case agrees.

use chrono::NaiveDate;
use redress::domain::correction::Correctable;
use redress::domain::day::Day;
use redress::domain::event::{By, Event, Recorded};
use redress::domain::ids::{DocumentId, MemberId};
use redress::domain::kind::{Body, Identity, Kind, Track};
use redress::domain::outcome::{ClosedAs, Complexity, Disposition, DocumentKind, TerminationGround, WithdrawalScope};
use redress::domain::party::PartyRole;
use redress::domain::permission::Role;

use redress::actions::reopen_case::ReopenTo;

use super::deed::Deed;
use super::grounds::Found;
use super::model::{Doc, Left, Model, Person, St, To};
use super::world::World;

impl Model {
    /// The model after an accepted act. Of the event it uses what only the program can know: identifiers.
    pub fn follow(&mut self, deed: &Deed, by: By, recorded: &Recorded, today: NaiveDate, world: &World) {
        let me = by.member();
        let before = self.status.clone();
        let or_today = |day: Option<Day>| day.map_or(today, |d| d.0);
        let on = match deed {
            Deed::Classify(a) => {
                self.classified(&Found::of(a), me, world);
                self.status = St::Screening;
                today
            }
            Deed::Reclassify(a) => {
                self.classified(&Found::again(a), me, world);
                or_today(a.document_date)
            }
            Deed::AddLetter(a) => {
                self.letters += 1;
                or_today(a.received_at)
            }
            Deed::RecordSignature(a) => {
                self.form = a.form;
                self.signature = true;
                a.signed_on.0
            }
            Deed::Assign(a) => {
                if world.roles(a.assignee, self.unit).contains(&Role::Officer) {
                    // Whoever had it loses what was granted to them.
                    let before = self.assignee.filter(|m| *m != a.assignee);
                    self.reveals.retain(|r| Some(r.by) != before);
                    self.assignee = Some(a.assignee);
                } else {
                    self.servers.push(a.assignee);
                }
                or_today(a.document_date)
            }
            Deed::Propose(a) => {
                let to = a.to.as_deref().and_then(|to| self.destination(to, a.disposition == Disposition::Transfer, world));
                let accepted_before = self.status == St::Accepted;
                self.status = St::Proposed { by: me.unwrap(), accepted_before, what: a.disposition, to };
                today
            }
            Deed::Approve(a) => self.approved(me, recorded, or_today(a.document_date)),
            Deed::SendBack(a) => {
                let screening = matches!(self.status, St::Proposed { accepted_before: false, .. });
                self.status = if screening { St::Screening } else { St::Accepted };
                or_today(a.document_date)
            }
            Deed::SetComplexity(a) => {
                self.complexity = Some(a.level);
                self.grounds.extend(std::iter::once(&a.ground).chain(&a.grounds));
                or_today(a.document_date)
            }
            Deed::Extend(a) => {
                self.extensions.push(a.rule.as_str().to_owned());
                self.grounds.push(a.ground);
                if a.rule.as_str() == "d.settle" {
                    self.complexity.get_or_insert(Complexity::Complex);
                }
                self.issue(recorded, DocumentKind::Extension, a.document_date.0)
            }
            Deed::Suspend(a) => {
                self.suspended = Some(a.document_date.0);
                self.since = a.document_date.0;
                self.issue(recorded, DocumentKind::Suspension, a.document_date.0)
            }
            Deed::Resume(a) => {
                self.suspended = None;
                self.since = a.document_date.0;
                self.issue(recorded, DocumentKind::Resumption, a.document_date.0)
            }
            Deed::RecordAnswer(a) => {
                self.awaits_answer = false;
                self.issue(recorded, DocumentKind::Answer, a.document_date.0)
            }
            Deed::Draft(_) => {
                self.status = St::Drafted { by: me.unwrap() };
                today
            }
            Deed::Sign(a) => {
                let kind = if self.kind == Kind::Denunciation { DocumentKind::Conclusion } else { DocumentKind::Decision };
                self.status = St::Settled;
                self.published = false;
                self.issue(recorded, kind, a.document_date.0);
                self.close_if_served(me);
                a.document_date.0
            }
            Deed::Serve(a) => {
                let doc = self.documents.iter_mut().find(|d| d.id == a.document).unwrap();
                doc.owed.iter_mut().find(|(party, ..)| *party == a.party).unwrap().2 = Some(a.means);
                self.close_if_served(me);
                a.served_on.0
            }
            Deed::Withdraw(a) => {
                let all = a.scope == WithdrawalScope::All;
                let for_all = a.all_signers;
                self.withdrawals.push(Left { who: a.party, whole: all, signed: a.form.is_some(), for_all });
                // With several senders only the one who withdraws leaves.
                let several = self.people.iter().filter(|p| p.role == PartyRole::Petitioner && !p.left).count() > 1;
                let together = for_all || !self.collective();
                if all && a.form.is_some() && several && together {
                    self.people.iter_mut().find(|p| Some(p.id) == a.party).unwrap().left = true;
                }
                today
            }
            Deed::Terminate(a) => {
                let how = if a.ground == TerminationGround::Withdrawal { ClosedAs::Withdrawn } else { ClosedAs::Terminated };
                self.status = St::Closed { how, by: me };
                self.suspended = None;
                self.issue(recorded, DocumentKind::Termination, a.document_date.0)
            }
            Deed::StrikeOff(a) => {
                self.status = St::Settled;
                self.published = false;
                self.issue(recorded, DocumentKind::StrikeOff, a.document_date.0);
                self.close_if_served(me);
                a.document_date.0
            }
            Deed::HandOver(a) => {
                self.status = St::Closed { how: ClosedAs::HandedOver, by: me };
                self.issue(recorded, DocumentKind::HandOver, a.date.0)
            }
            Deed::Merge(_) => {
                self.status = St::Closed { how: ClosedAs::Merged, by: me };
                today
            }
            Deed::Appeal(_) => self.was_appealed(recorded, today),
            Deed::Reopen(a) => {
                self.status = match a.to {
                    ReopenTo::Screening => St::Screening,
                    ReopenTo::Accepted => St::Accepted,
                };
                self.awaits_answer = false;
                or_today(a.document_date)
            }
            Deed::Correct(a) => {
                self.corrected(a.field, a.value.as_str());
                today
            }
            Deed::DeclareConflict(_) => {
                self.exclude(me.unwrap());
                today
            }
            Deed::RecordVerification(a) => a.on.0,
            Deed::RecordDialogue(a) => a.on.0,
            Deed::Urge(a) => a.on.0,
            Deed::Publish(a) => {
                self.published = true;
                a.on.0
            }
            Deed::Message(_) | Deed::ReissueReceipt(_) | Deed::OpenIdentity(_) => today,
            Deed::RequestReveal(a) => {
                self.asked(me.unwrap(), a.days.unwrap_or(1), recorded);
                today
            }
            Deed::GrantReveal(a) => {
                self.granted(a.reveal, a.hours, today);
                or_today(a.document_date)
            }
            Deed::RefuseReveal(a) => {
                self.reveals.retain(|r| r.id != a.reveal);
                or_today(a.document_date)
            }
            Deed::RevokeReveal(a) => {
                self.reveals.retain(|r| r.id != a.reveal);
                or_today(a.document_date)
            }
            Deed::ConfirmConflict(_) | Deed::DismissConflict(_) => panic!("nobody is suspected in walks"),
        };
        if std::mem::discriminant(&before) != std::mem::discriminant(&self.status) {
            self.since = on;
        }
        // What was granted was for the work before.
        if matches!(before, St::Closed { .. }) != matches!(self.status, St::Closed { .. }) {
            self.reveals.retain(|r| r.until.is_none());
        }
        self.first_step = Some(self.first_step.map_or(on, |step| step.min(on)));
        let counts = !matches!(
            deed,
            Deed::AddLetter(_)
                | Deed::Serve(_)
                | Deed::Correct(_)
                | Deed::ReissueReceipt(_)
                | Deed::Message(_)
                | Deed::DeclareConflict(_)
                | Deed::RequestReveal(_)
                | Deed::GrantReveal(_)
                | Deed::RefuseReveal(_)
                | Deed::RevokeReveal(_)
        );
        self.has_acted(me.filter(|_| counts));
    }

    fn has_acted(&mut self, member: Option<MemberId>) {
        if let Some(member) = member.filter(|m| !self.acted.contains(m)) {
            self.acted.push(member);
        }
    }

    fn classified(&mut self, found: &Found, by: Option<MemberId>, world: &World) {
        if found.track == Track::Election {
            self.election = self.election_of(world);
        }
        self.kind = found.kind;
        self.matter = found.matter;
        self.track = found.track;
        self.contest = found.contest;
        self.form = found.form;
        self.body = Some(found.body);
        self.eligible = Some(found.eligible);
        self.classifier = by;
        self.identity = match (found.false_name, self.identity) {
            (_, Identity::Anonymous) => Identity::Anonymous,
            (true, _) => Identity::FalseName,
            (false, Identity::Named) if found.kind == Kind::Denunciation => Identity::Confidential,
            // A name that is not false after all: sealed if it was, or if this is a denunciation.
            (false, Identity::FalseName) if self.sealed || found.kind == Kind::Denunciation => Identity::Confidential,
            (false, Identity::FalseName) => Identity::Named,
            (false, before) => before,
        };
        self.sealed |= found.kind == Kind::Denunciation || self.identity == Identity::Confidential;
    }

    fn approved(&mut self, me: Option<MemberId>, recorded: &Recorded, on: NaiveDate) -> NaiveDate {
        let St::Proposed { what, to, .. } = self.status else { panic!("approved without a proposal") };
        let (kind, how) = match what {
            Disposition::Accept => (DocumentKind::Acceptance, None),
            Disposition::Refuse => (DocumentKind::Refusal, Some(ClosedAs::Refused)),
            Disposition::Guide => (DocumentKind::Guidance, Some(ClosedAs::Guided)),
            Disposition::Transfer => (DocumentKind::Transfer, Some(ClosedAs::Transferred)),
            Disposition::Return => (DocumentKind::Return, Some(ClosedAs::Returned)),
            Disposition::File => (DocumentKind::Filing, Some(ClosedAs::Filed)),
        };
        self.status = how.map_or(St::Accepted, |how| St::Closed { how, by: me });
        let Event::DispositionApproved { receiver, opens, .. } = &recorded.event else { panic!("an approval") };
        let transfer = what == Disposition::Transfer;
        assert_eq!(opens.is_some(), transfer && matches!(to, Some(To::Inside(_))), "a transfer inside opens a case there");
        let within = matches!(to, Some(To::Outside(body)) if transfer && self.sent_within(body));
        if within {
            // The case stays, and the board has it to screen.
            self.status = St::Screening;
            self.body = Some(Body::ElectionBoard);
        }
        assert_eq!(receiver.is_some(), !within && transfer && matches!(to, Some(To::Outside(_))), "a body outside is a party");
        if let Some(receiver) = receiver {
            self.joins(receiver.id, PartyRole::ReceivingBody);
            self.awaits_answer = true;
        }
        self.issue(recorded, kind, on)
    }

    fn was_appealed(&mut self, recorded: &Recorded, today: NaiveDate) -> NaiveDate {
        self.appealed = true;
        let Event::Appealed { dispatch, .. } = &recorded.event else { panic!("an appeal") };
        if let Some((_, receiver)) = dispatch {
            self.joins(receiver.id, PartyRole::ReceivingBody);
            self.awaits_answer = true;
            self.issue(recorded, DocumentKind::Appeal, today);
        }
        today
    }

    fn joins(&mut self, id: redress::domain::ids::PartyId, role: PartyRole) {
        self.people.push(Person { id, role, reachable: true, email: false, left: false });
    }

    fn issue(&mut self, recorded: &Recorded, kind: DocumentKind, on: NaiveDate) -> NaiveDate {
        let id = document_of(&recorded.event).expect("an act that issues a document names it");
        self.documents.push(Doc { id, kind, on, owed: self.owed(kind) });
        on
    }

    /// Closes by itself with the last service owed.
    fn close_if_served(&mut self, me: Option<MemberId>) {
        if self.status == St::Settled && !self.to_serve() {
            self.status = St::Closed { how: ClosedAs::Settled, by: me };
        }
    }

    pub fn exclude(&mut self, member: MemberId) {
        if !self.excluded.contains(&member) {
            self.excluded.push(member);
        }
        self.reveals.retain(|r| r.by != member);
        self.servers.retain(|m| *m != member);
        self.assignee = self.assignee.filter(|m| *m != member);
    }

    fn corrected(&mut self, field: Correctable, value: &str) {
        let first = |people: &mut Vec<Person>, role| people.iter().position(|p| p.role == role).unwrap();
        match field {
            Correctable::ReceivedAt => {
                self.received = value.parse::<Day>().unwrap().0;
                if !self.linked {
                    self.first_received = self.received;
                }
                if self.status == St::Received {
                    self.since = self.received;
                }
            }
            Correctable::Channel => self.channel = value.parse().unwrap(),
            Correctable::Signers => self.signers = value.parse().unwrap(),
            Correctable::PetitionerEmail => {
                let at = first(&mut self.people, PartyRole::Petitioner);
                self.people[at].email = true;
                self.people[at].reachable = true;
            }
            Correctable::PetitionerName | Correctable::PetitionerAddress => {
                let at = first(&mut self.people, PartyRole::Petitioner);
                self.people[at].reachable = true;
            }
            Correctable::RespondentName => {
                let at = first(&mut self.people, PartyRole::Respondent);
                self.people[at].reachable = true;
            }
            Correctable::OccurredOn => self.occurred = Some(value.parse::<Day>().unwrap().0),
            Correctable::PollingArea
            | Correctable::PetitionerPhone
            | Correctable::PetitionerIdNumber
            | Correctable::PetitionerNoMail
            | Correctable::RespondentPosition => {}
        }
    }

    /// The other side of a merger: all senders stay parties, the stricter secrecy wins.
    pub fn joined(&mut self, from: &Self, by: By, recorded: &Recorded) {
        let Event::Joined { parties, .. } = &recorded.event else { panic!("a joined case") };
        let senders = from.people.iter().filter(|p| matches!(p.role, PartyRole::Petitioner | PartyRole::Representative) && !p.left);
        let senders: Vec<&Person> = senders.collect();
        assert_eq!(senders.len(), parties.len(), "every sender of the joined case stays a party");
        for (sender, copy) in senders.into_iter().zip(parties) {
            self.people.push(Person { id: copy.id, ..*sender });
        }
        self.letters += from.letters;
        self.signers += from.signers;
        // Nobody was granted the senders who come now.
        self.reveals.retain(|r| r.until.is_none());
        self.first_step = Some(self.first_step.map_or(recorded.on, |step| step.min(recorded.on)));
        if from.sealed {
            self.sealed = true;
            if self.identity == Identity::Named {
                self.identity = Identity::Confidential;
            }
        }
        for member in from.excluded.clone() {
            self.exclude(member);
        }
        self.has_acted(by.member());
    }
}

fn document_of(event: &Event) -> Option<DocumentId> {
    match event {
        Event::DispositionApproved { document, .. }
        | Event::Extended { document, .. }
        | Event::Suspended { document, .. }
        | Event::Resumed { document, .. }
        | Event::AnswerRecorded { document, .. }
        | Event::DecisionSigned { document, .. }
        | Event::Terminated { document, .. }
        | Event::StruckOff { document, .. }
        | Event::HandedOver { document, .. } => Some(*document),
        Event::Appealed { dispatch, .. } => dispatch.map(|(document, _)| document),
        _ => None,
    }
}
