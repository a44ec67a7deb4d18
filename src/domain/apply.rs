//! One event changes one case: the fold that turns a register into rows. Nothing else ever changes a case.

mod guard;

use chrono::{DateTime, NaiveDate, Utc};

use super::case::{Case, Detail, Done, Extension, Issued, Link, LinkKind, Suspension, Withdrawal};
use super::classification::Classification;
use super::event::{Correction, ElectionRef, Event, Received, Recorded};
use super::ids::{CaseId, DocumentId, MemberId};
use super::kind::{Identity, Kind};
use super::outcome::{ClosedAs, Complexity, Disposition, DocumentKind, TerminationGround, WithdrawalScope};
use super::party::{PartyRef, PartyRole};
use super::service::owed;
use super::status::{ProposedFrom, Status, StatusCode};
use super::zone::local_date;
use guard::{assign, end_grants, exclude, guard};

/// The register holds an event that cannot follow what stands before it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("event {seq} cannot follow: {why}")]
pub struct Impossible {
    /// Its place in the case's register.
    pub seq: i64,
    pub why: &'static str,
}

/// The first event makes the case.
pub fn open(id: CaseId, recorded: &Recorded) -> Result<Case, Impossible> {
    match &recorded.event {
        Event::Received(received) if recorded.seq == 1 => Ok(settle_derived(opened(id, recorded, received))),
        _ => Err(Impossible { seq: recorded.seq, why: "a register begins with a receipt" }),
    }
}

/// Every later event changes it.
pub fn apply(mut case: Case, recorded: &Recorded) -> Result<Case, Impossible> {
    let impossible = |why| Impossible { seq: recorded.seq, why };
    if recorded.seq != case.version + 1 {
        return Err(impossible("the numbers of events have no gap"));
    }
    let (on, member) = (recorded.on, recorded.by.member());
    let before = case.status.code();
    match &recorded.event {
        Event::Received(_) => return Err(impossible("a case is received once")),
        Event::LetterAdded { .. } => case.detail.letters += 1,
        Event::Classified { classification, identity, election, .. } => {
            classify(&mut case, classification, *identity);
            belongs_to(&mut case, *election);
            case.detail.classified_by = member;
            case.status = Status::Screening;
        }
        Event::Reclassified { classification, identity, election, .. } => {
            classify(&mut case, classification, *identity);
            belongs_to(&mut case, *election);
            case.detail.classified_by = member;
        }
        Event::SignatureRecorded { form } => case.form = *form,
        Event::Assigned { assignee, serves: true, .. } => case.detail.servers.push(*assignee),
        Event::Assigned { assignee, serves: false, .. } => assign(&mut case, *assignee),
        Event::DispositionProposed { disposition, ground, to, from, .. } => {
            let by = member.ok_or_else(|| impossible("a member proposes"))?;
            case.status = Status::Proposed { disposition: *disposition, ground: ground.clone(), to: *to, by, from: *from };
        }
        Event::DispositionApproved { disposition, document, opens, receiver, within } => {
            case.detail.parties.extend(*receiver);
            let (kind, status) = disposed(*disposition, member);
            // Handed to another body of this unit, it is that body's to screen.
            case.status = if within.is_some() { Status::Screening } else { status };
            case.competent_body = within.or(case.competent_body);
            issue(&mut case, *document, kind, on);
            if let Some(opened) = opens {
                case.detail.next.push(Link { kind: LinkKind::Transfer, case: *opened });
            }
            case.detail.awaits_answer |= receiver.is_some();
        }
        Event::SentBack { .. } => {
            case.status = match case.status {
                Status::Proposed { from: ProposedFrom::Screening, .. } => Status::Screening,
                Status::Proposed { from: ProposedFrom::Accepted, .. } | Status::Drafted { .. } => Status::Accepted,
                Status::Received | Status::Screening | Status::Accepted | Status::Settled { .. } | Status::Closed { .. } => {
                    return Err(impossible("only what was proposed or drafted is sent back"));
                }
            }
        }
        Event::ComplexitySet { level, .. } => case.detail.complexity = Some(*level),
        Event::Extended { rule, days, document, .. } => {
            case.detail.extensions.push(Extension { rule: rule.clone(), days: *days, on });
            if rule == "d.settle" {
                case.detail.complexity.get_or_insert(Complexity::Complex);
            }
            issue(&mut case, *document, DocumentKind::Extension, on);
        }
        Event::Suspended { ground, document, .. } => {
            case.detail.suspended = Some(Suspension { since: on, ground: *ground });
            issue(&mut case, *document, DocumentKind::Suspension, on);
        }
        Event::Resumed { document, .. } => {
            case.detail.suspended = None;
            issue(&mut case, *document, DocumentKind::Resumption, on);
        }
        Event::AnswerRecorded { document, .. } => {
            case.detail.awaits_answer = false;
            issue(&mut case, *document, DocumentKind::Answer, on);
        }
        Event::DecisionDrafted { result, .. } => {
            let by = member.ok_or_else(|| impossible("a member drafts"))?;
            case.status = Status::Drafted { result: *result, by };
        }
        Event::DecisionSigned { document, kind } => {
            let Status::Drafted { result, .. } = case.status else {
                return Err(impossible("only a draft is signed"));
            };
            case.status = Status::Settled { result };
            case.detail.published_on = None;
            issue(&mut case, *document, *kind, on);
            close_when_served(&mut case, member);
        }
        Event::Served { document, party, means, .. } => {
            serve(&mut case, *document, *party, Done { on, means: *means }).map_err(impossible)?;
            close_when_served(&mut case, member);
        }
        Event::Published { .. } => case.detail.published_on = Some(on),
        Event::Withdrawn { scope, party, form, all_signers } => {
            case.detail.withdrawals.push(Withdrawal { scope: *scope, party: *party, form: *form, on, all_signers: *all_signers });
            // Of a collective letter one signer's withdrawal does not take the others along.
            let whole = *scope == WithdrawalScope::All && (*all_signers || !case.is_collective());
            if form.is_some() && whole {
                leave(&mut case, *party);
            }
        }
        Event::Terminated { ground, document, .. } => {
            let how = if *ground == TerminationGround::Withdrawal { ClosedAs::Withdrawn } else { ClosedAs::Terminated };
            case.status = Status::Closed { how, result: None, by: member };
            case.detail.suspended = None;
            issue(&mut case, *document, DocumentKind::Termination, on);
        }
        Event::StruckOff { document, .. } => {
            case.status = Status::Settled { result: super::outcome::CaseResult::StruckOff };
            case.detail.suspended = None;
            case.detail.published_on = None;
            issue(&mut case, *document, DocumentKind::StrikeOff, on);
            close_when_served(&mut case, member);
        }
        Event::HandedOver { document, .. } => {
            case.status = Status::Closed { how: ClosedAs::HandedOver, result: None, by: member };
            case.detail.suspended = None;
            issue(&mut case, *document, DocumentKind::HandOver, on);
        }
        Event::Merged { into } => {
            case.status = Status::Closed { how: ClosedAs::Merged, result: None, by: member };
            case.detail.next.push(Link { kind: LinkKind::Merge, case: *into });
        }
        Event::Joined { from, parties, letters, signers, confidential, excluded } => {
            case.detail.joined.push(*from);
            case.detail.parties.extend(parties.iter().copied());
            case.detail.letters += letters;
            case.detail.signers =
                case.detail.signers.saturating_add(signers.unwrap_or_else(|| i32::try_from(parties.len()).unwrap_or(i32::MAX)));
            if *confidential {
                case.confidential = true;
                if case.identity == Identity::Named {
                    case.identity = Identity::Confidential;
                }
            }
            for member in excluded {
                exclude(&mut case, *member);
            }
            // They were granted for the senders that were there, not for those who have come.
            end_grants(&mut case);
        }
        Event::Appealed { opens, dispatch, .. } => {
            if let Some(opened) = opens {
                case.detail.next.push(Link { kind: LinkKind::Appeal, case: *opened });
            }
            if let Some((document, receiver)) = dispatch {
                case.detail.parties.push(*receiver);
                issue(&mut case, *document, DocumentKind::Appeal, on);
                case.detail.awaits_answer = true;
            }
        }
        Event::Reopened { to, .. } => {
            case.status = match to {
                ProposedFrom::Screening => Status::Screening,
                ProposedFrom::Accepted => Status::Accepted,
            };
            case.detail.awaits_answer = false;
        }
        Event::Corrected { change, .. } => correct(&mut case, change),
        Event::ConflictDeclared { .. }
        | Event::ConflictConfirmed { .. }
        | Event::ConflictFound { .. }
        | Event::ConflictDismissed { .. }
        | Event::RevealRequested { .. }
        | Event::RevealGranted { .. }
        | Event::RevealRefused { .. }
        | Event::RevealRevoked { .. } => guard(&mut case, recorded).map_err(impossible)?,
        Event::LawRecomputed { revision, election } => {
            case.detail.law_revision = *revision;
            belongs_to(&mut case, *election);
        }
        Event::VerificationRecorded { .. }
        | Event::DialogueRecorded { .. }
        | Event::Urged { .. }
        | Event::MessageSent { .. }
        | Event::PapersAdded { .. }
        | Event::ReceiptReissued { .. }
        | Event::IdentityOpened { .. } => {}
    }
    // A suspension begins and ends a step too: dated before the resumption it follows, a second one would count the same
    // days twice.
    if case.status.code() != before || matches!(recorded.event, Event::Suspended { .. } | Event::Resumed { .. }) {
        case.detail.since = on;
    }
    // Opened for the work that was before them: it is over, or begins again.
    if (case.status.code() == StatusCode::Closed) != (before == StatusCode::Closed) {
        end_grants(&mut case);
    }
    case.version = recorded.seq;
    note_actor(&mut case, recorded);
    Ok(settle_derived(case))
}

fn note_actor(case: &mut Case, recorded: &Recorded) {
    if let Some(member) = recorded.by.member().filter(|m| recorded.event.is_acting() && !case.detail.acted.contains(m)) {
        case.detail.acted.push(member);
    }
}

fn opened(id: CaseId, recorded: &Recorded, received: &Received) -> Case {
    let r = received.clone();
    let by_law = r.kind == Kind::Denunciation && r.identity == Identity::Named;
    let identity = if by_law { Identity::Confidential } else { r.identity };
    Case {
        id,
        number: r.number,
        unit: r.unit,
        kind: r.kind,
        matter: r.matter,
        contest: r.contest,
        track: r.track,
        channel: r.channel,
        form: r.form,
        identity,
        confidential: r.confidential || r.kind == Kind::Denunciation || identity == Identity::Confidential,
        status: Status::Received,
        competent_body: None,
        assignee: None,
        registered_by: r.registered_by,
        received_at: r.received_at,
        first_received_at: r.first_received_at,
        polling_area: r.polling_area,
        next_due: None,
        freezes_on: None,
        to_serve: false,
        version: 1,
        detail: Detail {
            remote: r.remote,
            election: r.election,
            occurred_on: r.occurred_on,
            language: r.language,
            signers: r.signers,
            parties: r.parties,
            since: recorded.on,
            letters: 1,
            instance: r.instance,
            origin: r.origin,
            next: Vec::new(),
            joined: Vec::new(),
            excluded: r.excluded,
            suspects: r.suspects,
            cleared: Vec::new(),
            reveals: Vec::new(),
            out_of_time: r.out_of_time,
            classified_by: None,
            eligible: None,
            ineligible_ground: None,
            complexity: None,
            extensions: Vec::new(),
            running: Vec::new(),
            suspended: None,
            withdrawals: Vec::new(),
            documents: Vec::new(),
            servers: Vec::new(),
            acted: Vec::new(),
            awaits_answer: false,
            published_on: None,
            law_revision: r.law_revision,
        },
    }
}

fn classify(case: &mut Case, found: &Classification, identity: Identity) {
    case.kind = found.kind;
    case.matter = found.matter;
    case.track = found.track;
    case.contest = found.contest;
    case.form = found.form;
    case.competent_body = Some(found.competent_body);
    case.identity = identity;
    // A seal, once there, stays: only the petitioner's written consent could lift it.
    case.confidential |= found.kind == Kind::Denunciation || identity == Identity::Confidential;
    case.detail.eligible = Some(found.eligible);
    case.detail.ineligible_ground = found.ineligible_ground;
}

const fn belongs_to(case: &mut Case, election: Option<ElectionRef>) {
    if election.is_some() {
        case.detail.election = election;
    }
}

const fn disposed(disposition: Disposition, by: Option<MemberId>) -> (DocumentKind, Status) {
    let (kind, how) = match disposition {
        Disposition::Accept => return (DocumentKind::Acceptance, Status::Accepted),
        Disposition::Refuse => (DocumentKind::Refusal, ClosedAs::Refused),
        Disposition::Guide => (DocumentKind::Guidance, ClosedAs::Guided),
        Disposition::Transfer => (DocumentKind::Transfer, ClosedAs::Transferred),
        Disposition::Return => (DocumentKind::Return, ClosedAs::Returned),
        Disposition::File => (DocumentKind::Filing, ClosedAs::Filed),
    };
    (kind, Status::Closed { how, result: None, by })
}

fn issue(case: &mut Case, id: DocumentId, kind: DocumentKind, on: NaiveDate) {
    let services = owed(case, kind, on);
    case.detail.documents.push(Issued { id, kind, on, services });
}

fn serve(case: &mut Case, document: DocumentId, party: super::ids::PartyId, done: Done) -> Result<(), &'static str> {
    let issued = case.detail.documents.iter_mut().find(|d| d.id == document).ok_or("only an issued document is served")?;
    match issued.services.iter_mut().find(|s| s.party == party) {
        Some(service) if service.done.is_some() => Err("a document is served once on a party"),
        Some(service) => {
            service.done = Some(done);
            Ok(())
        }
        None => Err("the document is not owed to this party"),
    }
}

fn close_when_served(case: &mut Case, by: Option<MemberId>) {
    if let Status::Settled { result } = case.status
        && case.detail.documents.iter().all(Issued::is_served)
    {
        case.status = Status::Closed { how: ClosedAs::Settled, result: Some(result), by };
    }
}

/// With several senders only the one who withdraws leaves (ND 31/2019 art. 4).
fn leave(case: &mut Case, party: Option<super::ids::PartyId>) {
    let senders = case.detail.parties.iter().filter(|p| p.role == PartyRole::Petitioner && !p.left).count();
    if senders > 1
        && let Some(leaving) = case.detail.parties.iter_mut().find(|p| Some(p.id) == party)
    {
        leaving.left = true;
    }
}

fn correct(case: &mut Case, change: &Correction) {
    match change {
        Correction::ReceivedAt { new, .. } => receive_at(case, *new),
        Correction::FirstReceivedAt { new, .. } => case.first_received_at = *new,
        Correction::OccurredOn { new, .. } => case.detail.occurred_on = Some(*new),
        Correction::Channel { new, .. } => case.channel = *new,
        Correction::PollingArea { new, .. } => case.polling_area = Some(*new),
        Correction::Signers { new, .. } => case.detail.signers = *new,
        Correction::Sealed { party, .. } => replace_party(&mut case.detail.parties, party),
    }
}

/// The day it came; of a case that is not a linked one also the day it first came anywhere.
fn receive_at(case: &mut Case, at: DateTime<Utc>) {
    case.received_at = at;
    if case.detail.origin.is_none() {
        case.first_received_at = at;
    }
    // Nothing but the receipt led to this status.
    if case.status == Status::Received {
        case.detail.since = local_date(at);
    }
}

fn replace_party(parties: &mut [PartyRef], party: &PartyRef) {
    if let Some(old) = parties.iter_mut().find(|p| p.id == party.id) {
        *old = *party;
    }
}

/// What follows from the rest: whether the freeze concerns it, whether something is to be served.
fn settle_derived(mut case: Case) -> Case {
    case.freezes_on = case.stopped_from().filter(|_| case.status.is_open());
    case.to_serve = case.detail.documents.iter().any(|d| !d.is_served());
    case
}
