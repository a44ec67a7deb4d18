//! What is owed to whoever sent the letter: the representatives where there are any, else the petitioner, if an e-mail
//! address is known.

use super::{ActionError, Owed, before, paper, secret};
use crate::actions::record::{Loaded, Recorder, today};
use crate::domain::case::{Case, Issued};
use crate::domain::classification::needs_signature;
use crate::domain::event::{By, Event, Origin, Received, Recorded};
use crate::domain::ids::{DocumentId, PartyId};
use crate::domain::kind::{Channel, Identity, Matter};
use crate::domain::outcome::{ClosedAs, DocumentKind, Means};
use crate::domain::party::{PartyRef, PartyRole};
use crate::domain::reminder::Notice;
use crate::domain::sentence::{Sentence, sentence};
use crate::domain::service::speaks;
use crate::domain::status::{Destination, Status};
use crate::domain::zone::local_date;
use crate::mail::{Came, Closed, Decided, Extended, Letter, Mail, Place, Reader, Receipt, Resumed, Served, Suspended};
use crate::store::cases;
use crate::texts::Lang;

/// Who of the senders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    /// Who speaks for all.
    Speakers,
    /// The same, but for one who is told otherwise.
    SpeakersBut(PartyId),
    One(PartyId),
    /// Petitioner and representatives: a new code concerns whoever has the old one.
    Everybody,
}

/// The mails to senders.
pub(super) fn owed(recorder: &mut Recorder<'_>, loaded: &Loaded, recorded: &Recorded) -> Result<Vec<Owed>, ActionError> {
    if !reachable(&loaded.case) {
        return Ok(Vec::new());
    }
    let news = news(recorder, loaded, recorded)?;
    to_each(recorder, loaded, news)
}

/// What the clock tells to whoever speaks for the senders, as the case stands now.
pub(super) fn told_by_clock(recorder: &mut Recorder<'_>, loaded: &Loaded, notice: Notice) -> Result<Vec<Owed>, ActionError> {
    if !reachable(&loaded.case) {
        return Ok(Vec::new());
    }
    let letter = letter(recorder, loaded);
    let mail = match notice {
        Notice::Late => Mail::Late(letter),
        Notice::Frozen => Mail::Frozen(letter),
    };
    to_each(recorder, loaded, vec![(Who::Speakers, mail)])
}

/// Whether a mail goes to any of the senders.
fn reachable(case: &Case) -> bool {
    let sender = |p: &PartyRef| p.email && !p.left && matches!(p.role, PartyRole::Petitioner | PartyRole::Representative);
    case.identity != Identity::Anonymous && case.detail.parties.iter().any(sender)
}

fn to_each(recorder: &mut Recorder<'_>, loaded: &Loaded, news: Vec<(Who, Mail)>) -> Result<Vec<Owed>, ActionError> {
    let case = &loaded.case;
    if news.is_empty() {
        return Ok(Vec::new());
    }
    let data = recorder.parties(loaded)?;
    let lang = case.detail.language.parse().unwrap_or(Lang::Vi);
    let mut owed = Vec::new();
    for (who, mail) in news {
        for party in addressees(case, who) {
            let Some((_, data)) = data.iter().find(|(id, _)| *id == party) else { continue };
            let Some(address) = data.email.clone() else { continue };
            if data.no_mail && mail.is_courtesy() {
                continue;
            }
            let mut mail = mail.clone();
            if !case.detail.joined.is_empty() {
                number(&mut mail, number_for(recorder, loaded, party)?);
            }
            owed.push(Owed { address, reader: Reader { name: data.name.clone(), lang }, mail });
        }
    }
    Ok(owed)
}

/// Representatives speak for all; if none of them has an address, the petitioners are told.
fn addressees(case: &Case, who: Who) -> Vec<PartyId> {
    let reachable = || case.detail.parties.iter().filter(|p| p.email && !p.left);
    let of_role = |role: PartyRole| reachable().filter(|p| p.role == role).map(|p| p.id).collect::<Vec<_>>();
    let speakers = || {
        let speakers: Vec<PartyId> = reachable().filter(|p| speaks(case, p)).map(|p| p.id).collect();
        if speakers.is_empty() { of_role(PartyRole::Petitioner) } else { speakers }
    };
    match who {
        Who::Speakers => speakers(),
        Who::SpeakersBut(one) => speakers().into_iter().filter(|p| *p != one).collect(),
        Who::One(one) => reachable().filter(|p| p.id == one).map(|p| p.id).collect(),
        Who::Everybody => [of_role(PartyRole::Petitioner), of_role(PartyRole::Representative)].concat(),
    }
}

/// What the last event means to the senders.
fn news(recorder: &mut Recorder<'_>, loaded: &Loaded, recorded: &Recorded) -> Result<Vec<(Who, Mail)>, ActionError> {
    let case = &loaded.case;
    let letter = || letter(recorder, loaded);
    let mail = match &recorded.event {
        Event::Received(received) => Mail::Receipt(receipt(case, received, letter())),
        Event::DispositionApproved { disposition, document, .. } => {
            let (letter, to) = (letter(), destination(recorder, loaded));
            Mail::ApproveDisposition(Decided { letter, disposition: *disposition, paper: told(recorder, loaded, *document)?, to })
        }
        Event::Extended { rule, document, .. } => {
            let due = loaded.deadlines.iter().find(|d| d.rule == *rule && d.is_running()).and_then(|d| d.due);
            let rule = recorder.law.rulebook.rule(rule).map(|r| r.names.clone());
            Mail::Extend(Extended { letter: letter(), rule, due, paper: told(recorder, loaded, *document)? })
        }
        Event::Suspended { ground, document, .. } => {
            let paper = told(recorder, loaded, *document)?;
            Mail::Suspend(Suspended { letter: self::letter(recorder, loaded), on: recorded.on, ground: *ground, paper })
        }
        Event::Resumed { document, .. } => {
            let paper = told(recorder, loaded, *document)?;
            Mail::Resume(Resumed { letter: self::letter(recorder, loaded), on: recorded.on, paper })
        }
        Event::Served { document, party, means, .. } => return served(recorder, loaded, recorded, (*document, *party, *means)),
        Event::DecisionSigned { .. } => return Ok(settled_at_once(recorder, loaded, None)?.into_iter().collect()),
        Event::StruckOff { document, .. } => return Ok(settled_at_once(recorder, loaded, Some(*document))?.into_iter().collect()),
        Event::Terminated { document, .. } | Event::HandedOver { document, .. } => closed(recorder, loaded, Some(*document))?,
        Event::Merged { .. } => closed(recorder, loaded, None)?,
        Event::MessageSent { .. } if recorded.by != By::Citizen => Mail::Message(letter()),
        Event::ReceiptReissued { .. } => return Ok(vec![(Who::Everybody, Mail::ReissueReceipt(letter()))]),
        Event::LetterAdded { .. }
        | Event::PapersAdded { .. }
        | Event::Classified { .. }
        | Event::Reclassified { .. }
        | Event::SignatureRecorded { .. }
        | Event::Assigned { .. }
        | Event::DispositionProposed { .. }
        | Event::SentBack { .. }
        | Event::ComplexitySet { .. }
        | Event::VerificationRecorded { .. }
        | Event::DialogueRecorded { .. }
        | Event::Urged { .. }
        | Event::AnswerRecorded { .. }
        | Event::MessageSent { .. }
        | Event::DecisionDrafted { .. }
        | Event::Published { .. }
        | Event::Withdrawn { .. }
        | Event::Joined { .. }
        | Event::Appealed { .. }
        | Event::Reopened { .. }
        | Event::Corrected { .. }
        | Event::ConflictDeclared { .. }
        | Event::IdentityOpened { .. }
        | Event::RevealRequested { .. }
        | Event::RevealGranted { .. }
        | Event::RevealRefused { .. }
        | Event::RevealRevoked { .. }
        | Event::ConflictFound { .. }
        | Event::ConflictConfirmed { .. }
        | Event::ConflictDismissed { .. }
        | Event::LawRecomputed { .. } => return Ok(Vec::new()),
    };
    Ok(vec![(Who::Speakers, mail)])
}

fn receipt(case: &Case, received: &Received, letter: Letter) -> Receipt {
    let came = match received.origin {
        None if received.channel == Channel::Email => Came::Mailed,
        None => Came::Itself,
        Some(Origin::Transfer(_)) => Came::Transferred,
        Some(Origin::Appeal(_)) => Came::Appealed,
    };
    Receipt {
        came,
        to_sign: needs_signature(case.kind, case.track) && !case.form.is_signed(),
        provisional: letter.standing.key == "received",
        needs_contest: case.matter == Matter::Result && case.contest.is_none(),
        letter,
    }
}

/// A decision or conclusion was served on a sender; the last service owed closes the case.
fn served(
    recorder: &mut Recorder<'_>,
    loaded: &Loaded,
    recorded: &Recorded,
    (document, party, means): (DocumentId, PartyId, Means),
) -> Result<Vec<(Who, Mail)>, ActionError> {
    let case = &loaded.case;
    let sender = case.party(party).is_some_and(|p| matches!(p.role, PartyRole::Petitioner | PartyRole::Representative));
    let decides = |d: &Issued| matches!(d.kind, DocumentKind::Decision | DocumentKind::Conclusion);
    let mut news = Vec::new();
    if let Some(issued) = case.document(document).filter(|d| decides(d) && sender && means != Means::NotOwed) {
        let (document, on) = (issued.kind, recorded.on);
        let (letter, paper) = (letter(recorder, loaded), told(recorder, loaded, issued.id)?);
        news.push((Who::One(party), Mail::Serve(Served { letter, document, paper, means, on, result: case.status.result() })));
    }
    let was_settled = || Ok::<_, ActionError>(before(loaded)?.is_some_and(|b| matches!(b.status, Status::Settled { .. })));
    if case.status.closed_as() == Some(ClosedAs::Settled) && was_settled()? {
        let who = if news.is_empty() { Who::Speakers } else { Who::SpeakersBut(party) };
        news.push((who, closed(recorder, loaded, None)?));
    }
    Ok(news)
}

/// Signed, and nobody to serve: closed with the signature.
fn settled_at_once(recorder: &mut Recorder<'_>, loaded: &Loaded, document: Option<DocumentId>) -> Result<Option<(Who, Mail)>, ActionError> {
    match loaded.case.status.closed_as() {
        Some(_) => Ok(Some((Who::Speakers, closed(recorder, loaded, document)?))),
        None => Ok(None),
    }
}

fn closed(recorder: &mut Recorder<'_>, loaded: &Loaded, document: Option<DocumentId>) -> Result<Mail, ActionError> {
    let how = loaded.case.status.closed_as().unwrap_or(ClosedAs::Settled);
    let paper = document.map(|d| told(recorder, loaded, d)).transpose()?.flatten();
    Ok(Mail::Closed(Closed { letter: letter(recorder, loaded), how, paper }))
}

/// The document that the mail names; of a secret case none is named, and none is looked for.
fn told(recorder: &mut Recorder<'_>, loaded: &Loaded, id: DocumentId) -> Result<Option<crate::mail::Paper>, ActionError> {
    if secret(&loaded.case) { Ok(None) } else { paper(recorder, loaded, id) }
}

fn letter(recorder: &Recorder<'_>, loaded: &Loaded) -> Letter {
    let case = &loaded.case;
    Letter {
        unit: recorder.directory.units.get(&case.unit).map(|u| u.name.clone()).unwrap_or_default(),
        number: Some(case.number.to_string()),
        kind: case.kind,
        received_on: local_date(case.received_at),
        standing: standing(recorder, loaded),
    }
}

fn standing(recorder: &Recorder<'_>, loaded: &Loaded) -> Sentence {
    let case = &loaded.case;
    sentence(case, &loaded.deadlines, &recorder.law.rulebook, today(recorder.now)).placed(recorder.directory, case.unit)
}

/// Where the letter goes, as it was proposed.
fn destination(recorder: &Recorder<'_>, loaded: &Loaded) -> Option<Place> {
    let proposed = loaded.history.iter().rev().find_map(|r| match &r.event {
        Event::DispositionProposed { to, .. } => Some(*to),
        _ => None,
    });
    match proposed.flatten()? {
        Destination::Unit(unit) => recorder.directory.units.get(&unit).map(|u| Place::Unit(u.name.clone())),
        Destination::Body(body) => Some(Place::Body(body)),
    }
}

/// The number that this party knows: of somebody whose case was joined to this one, that case's; none where that had been
/// joined to before, and nobody can tell whose was whose.
fn number_for(recorder: &mut Recorder<'_>, loaded: &Loaded, party: PartyId) -> Result<Option<String>, ActionError> {
    let joined = loaded.history.iter().find_map(|r| match &r.event {
        Event::Joined { from, parties, .. } if parties.iter().any(|p| p.id == party) => Some(*from),
        _ => None,
    });
    match joined {
        None => Ok(Some(loaded.case.number.to_string())),
        Some(from) => {
            let own = cases::load(recorder.conn, from)?.filter(|c| c.detail.joined.is_empty());
            Ok(own.map(|c| c.number.to_string()))
        }
    }
}

fn number(mail: &mut Mail, number: Option<String>) {
    if let Some(letter) = mail.letter_mut() {
        letter.number = number;
    }
}
