//! Cases made in memory by the same decisions as in the database, to be written many at once (`store::bulk`): for rehearsals
//! and measurements. What [`Desk::act`] does here, `perform` does there; a test holds the two against each other.

use chrono::{DateTime, Utc};

use super::act::{Act, CaseFile, Decided, Keep, Kept, Opening, PartyChange};
use super::error::ActionError;
use super::open_linked::{GoesOn, first_letter};
use super::receive_case::{Intake, ReceiveCase};
use super::record::{Entry, document, letter, moment, search_text, set_value, stamp, take_clocks, today, value_of};
use crate::domain::apply;
use crate::domain::case::Case;
use crate::domain::deadline::{self, Deadline};
use crate::domain::directory::Directory;
use crate::domain::event::{By, Event, Recorded};
use crate::domain::gate::{self, Standing};
use crate::domain::ids::{CaseId, PartyId, TextId};
use crate::domain::law::Law;
use crate::domain::party::PartyData;
use crate::domain::receipt::ReceiptCode;
use crate::domain::reminder::first_looks;
use crate::domain::zone::{cut_to_hour, local_date};
use crate::seal::Keys;
use crate::store::StoreError;
use crate::store::bulk::Whole;
use crate::store::parties::Party;

/// Where cases are made: the office and law of one moment, and a clock that is told.
pub struct Desk<'a> {
    pub directory: &'a Directory,
    pub law: &'a Law,
    pub keys: &'a Keys,
    /// A fresh identifier made at the given moment.
    pub id: &'a dyn Fn(DateTime<Utc>) -> i64,
}

/// A case in memory: its register, and all that its acts left.
#[derive(Debug)]
pub struct Made {
    pub case: Case,
    pub history: Vec<Recorded>,
    pub deadlines: Vec<Deadline>,
    /// What lies in other tables.
    left: Left,
}

#[derive(Debug, Default)]
struct Left {
    texts: Vec<(TextId, &'static str, String)>,
    papers: Vec<crate::store::documents::Document>,
    letters: Vec<crate::store::letters::Letter>,
    parties: Vec<Party>,
    title: Option<String>,
    receipt: Option<(ReceiptCode, DateTime<Utc>)>,
}

impl std::fmt::Debug for Desk<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Desk")
    }
}

impl Desk<'_> {
    /// Receives a letter as `intake::receive` does, under this number of the book.
    pub fn receive(&self, now: DateTime<Utc>, by: By, letter: &ReceiveCase, number: i32, code: ReceiptCode) -> Result<Made, ActionError> {
        let moment = if by == By::Citizen && letter.is_secret() { cut_to_hour(now) } else { now };
        let mut ids = || (self.id)(moment);
        let digest = |id: TextId, text: &str| self.keys.text_digest(id.0, text);
        let present = |_: PartyId, _| None;
        let mut keep = Keep::new(&mut ids, &digest, &present);
        let intake = Intake { by, directory: self.directory, now, law_revision: self.law.revision, mailed: false };
        let received = letter.decide(&intake, &mut keep)?;
        let id = CaseId(keep.id());
        let on = local_date(received.received_at);
        let kept = keep.kept;
        let entry = Entry { event: Event::Received(Box::new(received)), on, by, on_paper: false };
        let mut made = self.open(now, id, entry, number, kept)?;
        made.left.receipt = Some((code, made.case.received_at.max(moment)));
        Ok(made)
    }

    fn open(&self, now: DateTime<Utc>, id: CaseId, entry: Entry, number: i32, kept: Kept) -> Result<Made, ActionError> {
        let mut event = entry.event;
        if let Event::Received(received) = &mut event {
            received.number.seq = number;
        }
        let recorded = stamp(self.id, now, 1, Entry { event, ..entry }, None);
        let mut case = apply::open(id, &recorded)?;
        let history = vec![recorded];
        let deadlines = deadline::compute(&[], &history, self.law)?;
        take_clocks(&mut case, &deadlines, self.law);
        let mut made = Made { case, history, deadlines, left: Left::default() };
        made.keep(kept);
        Ok(made)
    }

    /// Does `act` to the case as `perform` does; a linked case that it opens is for [`Desk::open_linked`]. `number`: that of
    /// the letter it adds. `other`: the case that [`Act::other`] names, with what happens to it.
    pub fn act<A: Act>(
        &self,
        now: DateTime<Utc>,
        made: Made,
        by: By,
        act: &A,
        number: Option<i32>,
        other: Option<&mut Option<Made>>,
    ) -> Result<(Made, Option<Opening>), ActionError> {
        let day = today(now);
        let standing = match by {
            By::Member(member) => Standing::member(member, &made.case, self.directory, now),
            By::Citizen => Standing::citizen(),
            By::System => Standing { by: By::System, ..Standing::citizen() },
        };
        let entry = gate::gate(A::VERB, &made.case, &standing, day)?;
        let parties = &made.left.parties;
        let present = |party: PartyId, field| {
            let found = parties.iter().find(|p| p.id == party)?;
            value_of(&found.data, field)
        };
        let kept_moment = moment(now, by, &made.case);
        let mut ids = || (self.id)(kept_moment);
        let digest = |id: TextId, text: &str| self.keys.text_digest(id.0, text);
        let mut keep = Keep::new(&mut ids, &digest, &present);
        let file = CaseFile {
            case: &made.case,
            deadlines: &made.deadlines,
            history: &made.history,
            directory: self.directory,
            law: self.law,
            standing: &standing,
            entry,
            today: day,
            other: other.as_ref().and_then(|o| o.as_ref()).map(|o| &o.case),
            other_deadlines: other.as_ref().and_then(|o| o.as_ref()).map_or(&[], |o| &o.deadlines),
        };
        let Decided { event, on, opens, also } = act.decide(&file, &mut keep)?;
        let kept = keep.kept;
        let copies = kept.copies.clone();
        let made = self.record(now, made, Entry { event, on, by, on_paper: entry == gate::Entry::OnPaper }, kept, number)?;
        if let (Some((_, event)), Some(other)) = (also, other)
            && let Some(into) = other.take()
        {
            let mut into = self.record(now, into, Entry { event, on, by, on_paper: false }, Kept::default(), None)?;
            for (old, copy) in copies {
                if let Some(party) = made.left.parties.iter().find(|p| p.id == old) {
                    into.left.parties.push(Party { id: copy.id, role: copy.role, data: party.data.clone() });
                }
            }
            *other = Some(into);
        }
        Ok((made, opens))
    }

    fn record(&self, now: DateTime<Utc>, made: Made, entry: Entry, kept: Kept, number: Option<i32>) -> Result<Made, ActionError> {
        let Made { case, mut history, deadlines, left } = made;
        let mut event = entry.event;
        if let Event::LetterAdded { number: given, .. } = &mut event {
            given.year = chrono::Datelike::year(&entry.on);
            given.seq = number.ok_or(StoreError::Corrupt("a letter without number"))?;
        }
        let recorded = stamp(self.id, now, case.version + 1, Entry { event, ..entry }, Some(&case));
        let mut case = apply::apply(case, &recorded)?;
        history.push(recorded);
        let deadlines = deadline::compute(&deadlines, &history, self.law)?;
        take_clocks(&mut case, &deadlines, self.law);
        let mut made = Made { case, history, deadlines, left };
        made.keep(kept);
        Ok(made)
    }

    /// Opens the linked case, under this number of its unit's book.
    pub fn open_linked(&self, now: DateTime<Utc>, from: &Made, opening: &Opening, by: By, number: i32) -> Result<Made, ActionError> {
        let now = moment(now, by, &from.case);
        let unit = self.directory.units.get(&opening.unit).ok_or(StoreError::Corrupt("the unit of a linked case"))?;
        let first = first_letter(&from.history).ok_or(StoreError::Corrupt("the receipt of a case"))?;
        let text = |id: TextId| from.left.texts.iter().find(|(text, ..)| *text == id).map(|(.., said)| said.clone());
        let body = match &opening.body {
            Some(body) => body.as_str().to_owned(),
            None => text(first.id).ok_or(StoreError::Corrupt("the text of a letter"))?,
        };
        let titles = from.left.texts.iter().filter(|(_, purpose, _)| *purpose == super::act::Purpose::Title.as_str());
        let goes_on = GoesOn {
            case: &from.case,
            parties: from.left.parties.iter().map(|p| (p.id, p.data.clone())).collect::<Vec<(PartyId, PartyData)>>(),
            body,
            own_title: titles.min_by_key(|(id, ..)| *id).map(|(.., title)| title.clone()),
            title: from.left.title.clone(),
        };
        let mut ids = || (self.id)(now);
        let digest = |id: TextId, text: &str| self.keys.text_digest(id.0, text);
        let present = |_: PartyId, _| None;
        let mut keep = Keep::new(&mut ids, &digest, &present);
        let entry = goes_on.letter(opening, unit, by, (now, self.law.revision), &mut keep);
        let kept = keep.kept;
        self.open(now, opening.id, entry, number, kept)
    }
}

impl Made {
    /// What stands in other tables because of the last event.
    fn keep(&mut self, kept: Kept) {
        let Some(recorded) = self.history.last() else { return };
        self.left.letters.extend(letter(&self.case, recorded));
        self.left.texts.extend(kept.texts.into_iter().map(|(id, purpose, text)| (id, purpose.as_str(), text)));
        self.left.papers.extend(kept.papers.iter().map(|(id, paper)| document(self.case.id, *id, paper, recorded.at)));
        self.left.title = kept.title.or_else(|| self.left.title.take());
        for change in kept.parties {
            match change {
                PartyChange::Add(party, data) => self.left.parties.push(Party { id: party.id, role: party.role, data }),
                PartyChange::Set(id, field, value) => {
                    if let Some(party) = self.left.parties.iter_mut().find(|p| p.id == id) {
                        set_value(&mut party.data, field, value);
                    }
                }
            }
        }
    }

    /// All of it, to be written; by this office and law the moments are found at which something is to be told.
    pub fn whole(&self, directory: &Directory, law: &Law) -> Whole<'_> {
        Whole {
            case: &self.case,
            events: &self.history,
            deadlines: &self.deadlines,
            looks: first_looks(&self.case, &self.deadlines, directory, law),
            texts: &self.left.texts,
            documents: &self.left.papers,
            letters: &self.left.letters,
            parties: &self.left.parties,
            title: self.left.title.as_deref(),
            words: search_text(&self.case, self.left.title.as_deref()),
            receipt: self.left.receipt.as_ref().map(|(code, at)| (code, *at)),
        }
    }
}
