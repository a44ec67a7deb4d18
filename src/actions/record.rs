//! The only writer of case rows: an event is applied to its case and appended to the register, numbers are allotted,
//! deadlines recomputed, texts and parties sealed, and the mails that it causes put into the outbox, all in one transaction.

use chrono::{DateTime, NaiveDate, Utc};

use super::act::{Kept, Paper, PartyChange};
use super::error::ActionError;
use super::{mails, suspects};
use crate::domain::apply;
use crate::domain::case::Case;
use crate::domain::correction::Correctable;
use crate::domain::deadline::{self, Deadline};
use crate::domain::event::{By, Correction, Event, Recorded};
use crate::domain::extension;
use crate::domain::ids::{CaseId, DocumentId, EventId, PartyId};
use crate::domain::kind::Identity;
use crate::domain::law::Law;
use crate::domain::party::{PartyData, PartyRef};
use crate::domain::reminder::first_looks;
use crate::domain::zone::{cut_to_hour, local_date, start_of};
use crate::seal::{Keys, SealKey};
use crate::store::{
    Conn, StoreError, case_keys, cases, deadlines, documents, events, letter_book, letters, parties, search, texts, titles,
};

/// A transaction in which things are recorded.
pub struct Recorder<'a> {
    pub conn: &'a mut Conn,
    pub keys: &'a Keys,
    pub law: &'a Law,
    pub directory: &'a crate::domain::directory::Directory,
    /// From whom mails come.
    pub sender: &'a crate::mail::Sender,
    /// The moment it is.
    pub now: DateTime<Utc>,
    /// A fresh identifier made at the given moment.
    pub id: &'a dyn Fn(DateTime<Utc>) -> i64,
}

impl std::fmt::Debug for Recorder<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Recorder")
    }
}

/// An event to record, and how it was entered.
#[derive(Debug)]
pub struct Entry {
    pub event: Event,
    /// Its legal date.
    pub on: NaiveDate,
    pub by: By,
    pub on_paper: bool,
}

/// A case with its register and deadlines, as loaded or as just recorded.
#[derive(Debug)]
pub struct Loaded {
    pub case: Case,
    pub history: Vec<Recorded>,
    pub deadlines: Vec<Deadline>,
    pub key: SealKey,
}

/// Loads a case with everything that recording on it needs, and keeps it from others until the transaction ends. None: no
/// such case.
pub fn load(conn: &mut Conn, keys: &Keys, id: CaseId) -> Result<Option<Loaded>, ActionError> {
    let Some(case) = cases::load_to_change(conn, id)? else { return Ok(None) };
    let history = events::load(conn, id)?;
    let deadlines = deadlines::load(conn, id)?;
    let key = case_keys::load(conn, keys, id)?;
    Ok(Some(Loaded { case, history, deadlines, key }))
}

impl Recorder<'_> {
    /// Records the receipt that begins a case.
    pub fn open(&mut self, id: CaseId, entry: Entry, keep: &Kept) -> Result<Loaded, ActionError> {
        let mut event = entry.event;
        if let Event::Received(received) = &mut event {
            // Before anybody is shown it or told of it.
            received.suspects = suspects::of_letter(self, received, keep)?;
            received.number.seq = letter_book::allot(self.conn, received.unit, received.number.year)?;
        }
        let recorded = stamp(self.id, self.now, 1, Entry { event, ..entry }, None);
        let mut case = apply::open(id, &recorded)?;
        let history = vec![recorded];
        let computed = deadline::compute(&[], &history, self.law)?;
        take_clocks(&mut case, &computed, self.law);
        cases::insert(self.conn, &case)?;
        let key = case_keys::create(self.conn, self.keys, id)?;
        let loaded = Loaded { case, history, deadlines: computed, key };
        self.write_around(&loaded, keep)?;
        Ok(loaded)
    }

    /// Records an event on a case; refuses as stale what somebody else changed meanwhile.
    pub fn record(&mut self, loaded: Loaded, entry: Entry, keep: &Kept) -> Result<Loaded, ActionError> {
        let Loaded { case, mut history, deadlines: before, key } = loaded;
        let mut event = entry.event;
        if let Event::LetterAdded { number, .. } = &mut event {
            number.year = year(entry.on);
            number.seq = letter_book::allot(self.conn, case.unit, number.year)?;
        }
        let recorded = stamp(self.id, self.now, case.version + 1, Entry { event, ..entry }, Some(&case));
        let mut changed = apply::apply(case.clone(), &recorded)?;
        history.push(recorded);
        let computed = deadline::compute(&before, &history, self.law)?;
        take_clocks(&mut changed, &computed, self.law);
        cases::update(self.conn, &case, &changed)?;
        let loaded = Loaded { case: changed, history, deadlines: computed, key };
        self.write_around(&loaded, keep)?;
        Ok(loaded)
    }

    /// The moment that is kept of what somebody does to this case.
    pub fn moment(&self, by: By, case: &Case) -> DateTime<Utc> {
        moment(self.now, by, case)
    }

    /// Everything that stands in other tables because of the last event.
    fn write_around(&mut self, loaded: &Loaded, keep: &Kept) -> Result<(), ActionError> {
        let Some(recorded) = loaded.history.last() else { return Ok(()) };
        let case = &loaded.case;
        events::append(self.conn, case.id, recorded)?;
        let looks = first_looks(case, &loaded.deadlines, self.directory, self.law);
        deadlines::replace(self.conn, case.id, &loaded.deadlines, &looks)?;
        for (id, purpose, text) in &keep.texts {
            texts::put(self.conn, self.keys, &loaded.key, case.id, *id, purpose.as_str(), text)?;
        }
        for (id, paper) in &keep.papers {
            documents::insert(self.conn, &document(case.id, *id, paper, recorded.at))?;
        }
        for change in &keep.parties {
            self.change_party(loaded, change)?;
        }
        if let Some(title) = &keep.title {
            titles::set(self.conn, case.id, title)?;
        }
        let indexed = keep.title.is_some() || recorded.seq == 1;
        if indexed {
            search::put(self.conn, case.id, &search_text(case, keep.title.as_deref()))?;
        }
        if let Some(letter) = letter(case, recorded) {
            letters::insert(self.conn, &letter)?;
        }
        if let Event::Corrected { change: Correction::ReceivedAt { new, .. }, .. } = &recorded.event {
            self.correct_receipt(loaded, *new)?;
        }
        mails::owe(self, loaded)
    }

    /// The letter book shows the day on which the case's own letter came.
    fn correct_receipt(&mut self, loaded: &Loaded, came: DateTime<Utc>) -> Result<(), StoreError> {
        match loaded.history.first().map(|first| &first.event) {
            Some(Event::Received(received)) => letters::set_received_at(self.conn, received.letter, came),
            _ => Ok(()),
        }
    }

    fn change_party(&mut self, loaded: &Loaded, change: &PartyChange) -> Result<(), ActionError> {
        match change {
            PartyChange::Add(party, data) => self.add_party(loaded, party, data.clone())?,
            PartyChange::Set(id, field, value) => {
                let known = parties::load(self.conn, &loaded.key, loaded.case.id)?;
                if let Some(mut party) = known.into_iter().find(|p| p.id == *id) {
                    set_value(&mut party.data, *field, value.clone());
                    parties::update(self.conn, self.keys, &loaded.key, loaded.case.id, &party)?;
                }
            }
        }
        Ok(())
    }

    /// Seals a new party's data under the case's key, with the blind index.
    pub fn add_party(&mut self, loaded: &Loaded, party: &PartyRef, data: PartyData) -> Result<(), StoreError> {
        let party = parties::Party { id: party.id, role: party.role, data };
        parties::insert(self.conn, self.keys, &loaded.key, loaded.case.id, &party)
    }

    /// The parties' data of a case, opened.
    pub fn parties(&mut self, loaded: &Loaded) -> Result<Vec<(PartyId, PartyData)>, StoreError> {
        Ok(parties::load(self.conn, &loaded.key, loaded.case.id)?.into_iter().map(|p| (p.id, p.data)).collect())
    }
}

/// The moment that is kept of what somebody does to this case now: of a secret submission by the public only its hour.
/// Whatever tells its time, identifiers too, is made of it.
pub(super) fn moment(now: DateTime<Utc>, by: By, case: &Case) -> DateTime<Utc> {
    kept_of(now, by == By::Citizen && (case.confidential || case.identity != Identity::Named))
}

fn kept_of(now: DateTime<Utc>, secret: bool) -> DateTime<Utc> {
    if secret { cut_to_hour(now) } else { now }
}

/// The next event of a register, as it is entered now.
pub(super) fn stamp(id: &dyn Fn(DateTime<Utc>) -> i64, now: DateTime<Utc>, seq: i64, entry: Entry, case: Option<&Case>) -> Recorded {
    let at = match (&entry.event, case) {
        (_, Some(case)) => moment(now, entry.by, case),
        (Event::Received(r), None) => kept_of(now, entry.by == By::Citizen && (r.confidential || r.identity != Identity::Named)),
        (_, None) => kept_of(now, entry.by == By::Citizen),
    };
    Recorded { id: EventId(id(at)), seq, at, on: entry.on, by: entry.by, on_paper: entry.on_paper, event: entry.event }
}

/// The letter that an event brings, if it brings one.
pub(super) fn letter(case: &Case, recorded: &Recorded) -> Option<letters::Letter> {
    let (id, number, received_at, body, channel) = match &recorded.event {
        Event::Received(r) => (r.letter, &r.number, r.received_at, &r.body, r.channel),
        Event::LetterAdded { letter, number, channel, body } => {
            // Paper that came on an earlier day than it was entered.
            let came = if recorded.on < local_date(recorded.at) { start_of(recorded.on) } else { recorded.at };
            (*letter, number, came, body, *channel)
        }
        _ => return None,
    };
    let (number, text) = (number.clone(), body.id);
    Some(letters::Letter { id, case: case.id, unit: case.unit, number, received_at, channel, text })
}

pub(super) fn document(case: CaseId, id: DocumentId, paper: &Paper, created_at: DateTime<Utc>) -> documents::Document {
    documents::Document {
        id,
        case,
        kind: paper.kind,
        document_no: paper.number.clone(),
        document_date: Some(paper.date),
        signer_name: paper.signer.as_ref().map(|s| s.name.as_str().to_owned()),
        signer_office: paper.signer.as_ref().map(|s| s.office.as_str().to_owned()),
        signing_body: paper.body.clone(),
        created_at,
    }
}

fn year(on: NaiveDate) -> i32 {
    chrono::Datelike::year(&on)
}

/// The clocks that run, for lists and for what is allowed next.
pub fn take_clocks(case: &mut Case, computed: &[Deadline], law: &Law) {
    let mut running = deadline::clocks(computed);
    for clock in &mut running {
        clock.extendable = computed.iter().any(|d| d.rule == clock.rule && extension::is_left(case, d, law));
    }
    case.detail.running = running;
    case.next_due = deadline::next_due(computed);
}

/// What search finds a case by: plain text only.
pub(super) fn search_text(case: &Case, title: Option<&str>) -> String {
    format!("{} {}", case.number, title.unwrap_or_default())
}

/// What a party's data has in the field that a correction names.
pub fn value_of(data: &PartyData, field: Correctable) -> Option<String> {
    match field {
        Correctable::PetitionerNoMail => Some(data.no_mail.to_string()),
        _ => field_of(&mut data.clone(), field).clone(),
    }
}

/// Sets the field that a correction names.
pub fn set_value(data: &mut PartyData, field: Correctable, value: String) {
    match field {
        Correctable::PetitionerNoMail => data.no_mail = value == "true",
        _ => *field_of(data, field) = Some(value),
    }
}

fn field_of(data: &mut PartyData, field: Correctable) -> &mut Option<String> {
    match field {
        Correctable::PetitionerAddress => &mut data.address,
        Correctable::PetitionerPhone => &mut data.phone,
        Correctable::PetitionerEmail => &mut data.email,
        Correctable::PetitionerIdNumber => &mut data.id_number,
        Correctable::RespondentPosition => &mut data.position,
        Correctable::PetitionerName
        | Correctable::RespondentName
        | Correctable::ReceivedAt
        | Correctable::OccurredOn
        | Correctable::Channel
        | Correctable::PollingArea
        | Correctable::Signers
        | Correctable::PetitionerNoMail => &mut data.name,
    }
}

/// Today in Vietnam's time.
pub fn today(now: DateTime<Utc>) -> NaiveDate {
    local_date(now)
}
