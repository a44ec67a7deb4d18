//! A linked case: the next body's, or the next instance. Secrecy and conflicts travel; sealed data are sealed anew.

use chrono::{DateTime, Utc};

use super::act::{Keep, Opening, PartyChange, Purpose};
use super::error::ActionError;
use super::record::{Entry, Loaded, Recorder, today};
use crate::domain::case::{Case, LinkKind};
use crate::domain::directory::Unit;
use crate::domain::event::{By, Event, Origin, Received, Recorded};
use crate::domain::ids::{CaseId, LetterId, PartyId, TextId};
use crate::domain::kind::Channel;
use crate::domain::number::Number;
use crate::domain::party::{PartyData, PartyRef, PartyRole};
use crate::domain::text::TextRef;
use crate::store::{Conn, StoreError, cases, texts, titles};

/// How many links are followed at most: no case has so many.
const FAR: usize = 32;

/// Opens the linked case; its clocks start now, the day it arrives.
pub fn open_linked(recorder: &mut Recorder<'_>, from: &Loaded, opening: Opening, by: By) -> Result<Loaded, ActionError> {
    let now = recorder.moment(by, &from.case);
    let unit = recorder.directory.units.get(&opening.unit).ok_or(StoreError::Corrupt("the unit of a linked case"))?;
    let letter = first_letter(&from.history).ok_or(StoreError::Corrupt("the receipt of a case"))?;
    let body = match &opening.body {
        Some(body) => body.as_str().to_owned(),
        None => texts::get(recorder.conn, &from.key, from.case.id, letter.id)?.ok_or(StoreError::Corrupt("the text of a letter"))?,
    };
    let goes_on = GoesOn {
        case: &from.case,
        parties: recorder.parties(from)?,
        body,
        own_title: texts::first_of(recorder.conn, &from.key, from.case.id, Purpose::Title.as_str())?,
        title: titles::of(recorder.conn, &[from.case.id])?.remove(&from.case.id),
    };
    let (make, keys, revision) = (recorder.id, recorder.keys, recorder.law.revision);
    let mut ids = || make(now);
    let digest = |id: TextId, text: &str| keys.text_digest(id.0, text);
    let present = |_: PartyId, _| None;
    let mut keep = Keep::new(&mut ids, &digest, &present);
    let entry = goes_on.letter(&opening, unit, by, (now, revision), &mut keep);
    let kept = keep.kept;
    recorder.open(opening.id, entry, &kept)
}

/// What of a case goes on in the linked one, opened.
pub(super) struct GoesOn<'a> {
    pub case: &'a Case,
    pub parties: Vec<(PartyId, PartyData)>,
    /// What the letter there says.
    pub body: String,
    /// The title that its sender gave it.
    pub own_title: Option<String>,
    /// The title that a member gave it.
    pub title: Option<String>,
}

impl GoesOn<'_> {
    /// The receipt of the linked case in this unit, now, under this revision of law.
    pub(super) fn letter(
        self,
        opening: &Opening,
        unit: &Unit,
        by: By,
        (now, law_revision): (DateTime<Utc>, i64),
        keep: &mut Keep<'_>,
    ) -> Entry {
        let mut parties = Vec::new();
        for party in self.case.detail.parties.iter().filter(|p| !p.left && p.role != PartyRole::ReceivingBody) {
            let copy = PartyRef { id: PartyId(keep.id()), ..*party };
            let opened = self.parties.iter().find(|(id, _)| *id == party.id).map(|(_, data)| data.clone()).unwrap_or_default();
            keep.kept.parties.push(PartyChange::Add(copy, opened));
            parties.push(copy);
        }
        if let Some(title) = &self.own_title {
            keep.text(Purpose::Title, title);
        }
        // Who withdrew does not come along.
        let gone = self.case.detail.parties.iter().filter(|p| p.left && p.role == PartyRole::Petitioner).count();
        let gone = i32::try_from(gone).unwrap_or(i32::MAX);
        let (case, transferred) = (self.case, matches!(opening.origin, Origin::Transfer(_)));
        let received = Received {
            number: Number { seq: 0, year: chrono::Datelike::year(&today(now)), sign: unit.sign.clone() },
            unit: unit.id,
            remote: unit.remote,
            kind: case.kind,
            matter: case.matter,
            track: case.track,
            contest: case.contest,
            channel: if transferred { Channel::Transferred } else { appealed_by(by) },
            // Who appeals has shown the code of the first letter: its signature stands for this one.
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
            body: keep.text(Purpose::Letter, &self.body),
            language: case.detail.language.clone(),
            registered_by: None,
            instance: opening.instance,
            origin: Some(opening.origin),
            excluded: opening.excluded.clone(),
            suspects: Vec::new(),
            confidential: case.confidential,
            out_of_time: opening.out_of_time,
            law_revision,
        };
        keep.kept.title = self.title;
        Entry { event: Event::Received(Box::new(received)), on: today(now), by: via(by), on_paper: false }
    }
}

/// An appeal comes in by the page of its sender's case, or a clerk takes it down.
const fn appealed_by(by: By) -> Channel {
    match by {
        By::Citizen => Channel::Online,
        By::Member(_) | By::System => Channel::InPerson,
    }
}

/// A citizen's appeal is the citizen's; a transfer arrives by the software, nobody at the new unit having acted.
const fn via(by: By) -> By {
    match by {
        By::Citizen => By::Citizen,
        By::Member(_) | By::System => By::System,
    }
}

pub(super) fn first_letter(history: &[Recorded]) -> Option<TextRef> {
    history.iter().find_map(|recorded| match &recorded.event {
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
