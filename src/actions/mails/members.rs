//! What is owed to members, at the address and in the language of their account. Never to one who is in conflict with the case.

use chrono::NaiveDate;

use super::Owed;
use crate::actions::record::Loaded;
use crate::domain::case::Case;
use crate::domain::directory::{Directory, Grant};
use crate::domain::event::{By, Event, Recorded};
use crate::domain::ids::MemberId;
use crate::domain::outcome::Disposition;
use crate::domain::permission::Role;
use crate::domain::zone::local_date;
use crate::mail::{Arrival, Arrived, Assigned, Mail, Reader, Task};
use crate::texts::Lang;

/// The mails to members.
pub(super) fn owed(directory: &Directory, loaded: &Loaded, recorded: &Recorded, today: NaiveDate) -> Vec<Owed> {
    let case = &loaded.case;
    let task = |disposition: Option<Disposition>| task(case, directory, disposition);
    let supervisors = || supervisors(case, directory, recorded.by, today);
    let assignee = || case.assignee.into_iter().collect();
    let news = || Mail::DeskNews { unit: task(None).unit };
    let arrived = |what: Arrival| (assignee(), Mail::Arrived(Arrived { task: task(None), what }));
    let (members, mail): (Vec<MemberId>, Mail) = match &recorded.event {
        Event::Assigned { assignee, serves, .. } => (vec![*assignee], Mail::AssignCase(Assigned { task: task(None), serves: *serves })),
        Event::DispositionProposed { disposition, .. } => (supervisors(), Mail::ProposeDisposition(task(Some(*disposition)))),
        Event::DecisionDrafted { .. } => (supervisors(), Mail::DraftDecision(task(None))),
        Event::SentBack { .. } => (assignee(), Mail::SendBack(task(None))),
        Event::LetterAdded { .. } => arrived(Arrival::Letter),
        Event::PapersAdded { .. } => arrived(Arrival::Papers),
        Event::MessageSent { .. } => arrived(Arrival::Message),
        Event::Withdrawn { .. } => arrived(Arrival::Withdrawal),
        Event::AnswerRecorded { .. } => arrived(Arrival::Answer),
        // Only where a seal is: nothing is told but that something waits.
        Event::RevealRequested { .. } => (supervisors(), news()),
        Event::RevealGranted { to, .. } | Event::RevealRefused { to, .. } | Event::RevealRevoked { to, .. } => (vec![*to], news()),
        Event::Received(_) | Event::ConflictFound { .. } if finds_somebody(loaded) => (supervisors(), Mail::PossibleConflict(task(None))),
        Event::Received(_)
        | Event::Classified { .. }
        | Event::Reclassified { .. }
        | Event::SignatureRecorded { .. }
        | Event::DispositionApproved { .. }
        | Event::ComplexitySet { .. }
        | Event::Extended { .. }
        | Event::Suspended { .. }
        | Event::Resumed { .. }
        | Event::VerificationRecorded { .. }
        | Event::DialogueRecorded { .. }
        | Event::Urged { .. }
        | Event::DecisionSigned { .. }
        | Event::Served { .. }
        | Event::Published { .. }
        | Event::Terminated { .. }
        | Event::StruckOff { .. }
        | Event::HandedOver { .. }
        | Event::Merged { .. }
        | Event::Joined { .. }
        | Event::Appealed { .. }
        | Event::Reopened { .. }
        | Event::Corrected { .. }
        | Event::ConflictDeclared { .. }
        | Event::ReceiptReissued { .. }
        | Event::IdentityOpened { .. }
        | Event::ConflictFound { .. }
        | Event::ConflictConfirmed { .. }
        | Event::ConflictDismissed { .. }
        | Event::LawRecomputed { .. } => return Vec::new(),
    };
    let others = members.into_iter().filter(|m| recorded.by.member() != Some(*m) && !case.bars(*m));
    others.filter_map(|member| addressed(directory, member, mail.clone())).collect()
}

/// Whether the last event found a member possibly in conflict of whom nothing was found before: supervisors are asked once about
/// each member, however often more agrees later.
fn finds_somebody(loaded: &Loaded) -> bool {
    let found = |recorded: &Recorded| match &recorded.event {
        Event::Received(received) => received.suspects.iter().map(|s| s.member).collect(),
        Event::ConflictFound { suspects } => suspects.iter().map(|s| s.member).collect(),
        _ => Vec::new(),
    };
    let Some((last, earlier)) = loaded.history.split_last() else { return false };
    let known: Vec<MemberId> = earlier.iter().flat_map(found).collect();
    found(last).iter().any(|member| !known.contains(member))
}

/// None: disabled, or without an address.
pub(super) fn addressed(directory: &Directory, member: MemberId, mail: Mail) -> Option<Owed> {
    let member = directory.members.get(&member).filter(|m| !m.disabled)?;
    let lang = member.language.parse().unwrap_or(Lang::Vi);
    Some(Owed { address: member.email.clone()?, reader: Reader { name: Some(member.name.clone()), lang }, mail })
}

/// The supervisors who are to know what went wrong: present, without conflict, with an address; of the unit, else of the nearest
/// above that has one.
pub(super) fn overseers(case: &Case, directory: &Directory, today: NaiveDate) -> Vec<MemberId> {
    let known = |m: &MemberId| directory.members.get(m).is_some_and(|m| m.email.is_some());
    nearest(case, directory, today, |m| !case.bars(*m) && known(m))
}

/// The supervisors whose step it is: present, without conflict, not who did the step before; of the unit, else of the nearest
/// above that has one.
fn supervisors(case: &Case, directory: &Directory, by: By, today: NaiveDate) -> Vec<MemberId> {
    nearest(case, directory, today, |m| !case.bars(*m) && by.member() != Some(*m))
}

fn nearest(case: &Case, directory: &Directory, today: NaiveDate, eligible: impl Fn(&MemberId) -> bool) -> Vec<MemberId> {
    let near = |unit| {
        let role = Grant { role: Role::Supervisor, unit };
        let holders = directory.members.values().filter(|m| m.present(today) && m.grants.contains(&role)).map(|m| m.id);
        let mut found: Vec<MemberId> = holders.filter(|m| eligible(m)).collect();
        found.sort_unstable();
        found
    };
    directory.chain(case.unit).into_iter().map(near).find(|found| !found.is_empty()).unwrap_or_default()
}

/// What a mail says of the case.
pub(super) fn task(case: &Case, directory: &Directory, disposition: Option<Disposition>) -> Task {
    Task {
        unit: directory.units.get(&case.unit).map(|u| u.name.clone()).unwrap_or_default(),
        case: case.id,
        number: case.number.to_string(),
        kind: case.kind,
        matter: case.matter,
        received_on: local_date(case.received_at),
        due: case.next_due,
        disposition,
    }
}
