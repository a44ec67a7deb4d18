//! A linked case: the next body's, or the next instance. Secrecy and conflicts travel; sealed data are sealed anew.

use super::act::{Keep, Opening, PartyChange, Purpose};
use super::error::ActionError;
use super::record::{Entry, Loaded, Recorder, today};
use crate::domain::case::{Case, LinkKind};
use crate::domain::event::{By, Event, Origin, Received};
use crate::domain::ids::{CaseId, LetterId, PartyId};
use crate::domain::kind::Channel;
use crate::domain::number::Number;
use crate::domain::party::{PartyRef, PartyRole};
use crate::domain::text::TextRef;
use crate::store::{Conn, StoreError, cases, texts, titles};

/// How many links are followed at most: no case has so many.
const FAR: usize = 32;

/// Opens the linked case; its clocks start now, the day it arrives.
pub fn open_linked(recorder: &mut Recorder<'_>, from: &Loaded, opening: Opening, by: By) -> Result<Loaded, ActionError> {
    let now = recorder.moment(by, &from.case);
    let unit = recorder.directory.units.get(&opening.unit).ok_or(StoreError::Corrupt("the unit of a linked case"))?.clone();
    let data = recorder.parties(from)?;
    let letter = first_letter(from).ok_or(StoreError::Corrupt("the receipt of a case"))?;
    let body = match &opening.body {
        Some(body) => body.as_str().to_owned(),
        None => texts::get(recorder.conn, &from.key, from.case.id, letter.id)?.ok_or(StoreError::Corrupt("the text of a letter"))?,
    };
    let own_title = texts::first_of(recorder.conn, &from.key, from.case.id, Purpose::Title.as_str())?;
    let (make, keys) = (recorder.id, recorder.keys);
    let mut ids = || make(now);
    let digest = |text: &str| keys.digest(text);
    let present = |_: PartyId, _| None;
    let mut keep = Keep::new(&mut ids, &digest, &present);
    let mut parties = Vec::new();
    for party in from.case.detail.parties.iter().filter(|p| !p.left && p.role != PartyRole::ReceivingBody) {
        let copy = PartyRef { id: PartyId(keep.id()), ..*party };
        let opened = data.iter().find(|(id, _)| *id == party.id).map(|(_, data)| data.clone()).unwrap_or_default();
        keep.kept.parties.push(PartyChange::Add(copy, opened));
        parties.push(copy);
    }
    if let Some(title) = own_title {
        keep.text(Purpose::Title, &title);
    }
    // Who withdrew does not come along.
    let gone = from.case.detail.parties.iter().filter(|p| p.left && p.role == PartyRole::Petitioner).count();
    let gone = i32::try_from(gone).unwrap_or(i32::MAX);
    let (case, transferred) = (&from.case, matches!(opening.origin, Origin::Transfer(_)));
    let received = Received {
        number: Number { seq: 0, year: chrono::Datelike::year(&today(now)), sign: unit.sign.clone() },
        unit: unit.id,
        remote: unit.remote,
        kind: case.kind,
        matter: case.matter,
        track: case.track,
        contest: case.contest,
        channel: if transferred { Channel::Transferred } else { case.channel },
        form: case.form,
        identity: case.identity,
        received_at: now,
        first_received_at: case.first_received_at,
        occurred_on: case.detail.occurred_on,
        polling_area: case.polling_area,
        election: opening.election,
        signers: (case.detail.signers - gone).max(1),
        parties,
        letter: LetterId(keep.id()),
        body: keep.text(Purpose::Letter, &body),
        language: case.detail.language.clone(),
        registered_by: None,
        instance: opening.instance,
        origin: Some(opening.origin),
        excluded: opening.excluded,
        confidential: case.confidential,
        out_of_time: opening.out_of_time,
        law_revision: recorder.law.revision,
    };
    if let Some(title) = titles::of(recorder.conn, &[case.id])?.remove(&case.id) {
        keep.kept.title = Some(title);
    }
    let entry = Entry { event: Event::Received(Box::new(received)), on: today(now), by: via(by), on_paper: false };
    recorder.open(opening.id, entry, &keep.kept)
}

/// A citizen's appeal is the citizen's; a transfer arrives by the software, nobody at the new unit having acted.
const fn via(by: By) -> By {
    match by {
        By::Citizen => By::Citizen,
        By::Member(_) | By::System => By::System,
    }
}

fn first_letter(from: &Loaded) -> Option<TextRef> {
    from.history.iter().find_map(|recorded| match &recorded.event {
        Event::Received(received) => Some(received.body.clone()),
        _ => None,
    })
}

/// The first of linked cases: the receipt code belongs to it.
pub fn root(conn: &mut Conn, case: &Case) -> Result<CaseId, StoreError> {
    let (mut id, mut origin) = (case.id, case.detail.origin);
    for _ in 0..FAR {
        let Some(before) = origin else { break };
        id = before.case();
        origin = cases::load(conn, id)?.and_then(|c| c.detail.origin);
    }
    Ok(id)
}

/// The newest link of a case: where it was transferred to, or its appeal. A merged case stays itself: the case it was
/// joined to has other senders too.
pub fn newest(conn: &mut Conn, case: Case) -> Result<Case, StoreError> {
    let mut newest = case;
    for _ in 0..FAR {
        let next = newest.detail.next.iter().rfind(|l| matches!(l.kind, LinkKind::Transfer | LinkKind::Appeal)).map(|l| l.case);
        match next {
            Some(next) => newest = cases::load(conn, next)?.ok_or(StoreError::Corrupt("a linked case"))?,
            None => break,
        }
    }
    Ok(newest)
}
