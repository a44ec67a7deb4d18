//! Many new cases at once, each with all its rows. Rows are made, and what is sealed is sealed, before the transaction: on
//! another thread than the one that writes.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::cases::CaseRow;
use super::conn::{Conn, insert_rows};
use super::deadlines::DeadlineRow;
use super::documents::{Document, DocumentRow};
use super::error::StoreError;
use super::events::EventRow;
use super::letters::{Letter, LetterRow};
use super::parties::{IndexRow, Party, PartyRow};
use super::receipts::ReceiptRow;
use super::schema;
use super::texts::TextRow;
use super::titles::TitleRow;
use super::{case_keys, deadlines, documents, events, letters, parties, receipts, search, texts};
use crate::domain::case::Case;
use crate::domain::deadline::Deadline;
use crate::domain::event::Recorded;
use crate::domain::ids::TextId;
use crate::domain::receipt::ReceiptCode;
use crate::seal::Keys;

/// A case with everything that belongs to it.
pub struct Whole<'a> {
    pub case: &'a Case,
    pub events: &'a [Recorded],
    pub deadlines: &'a [Deadline],
    /// When there is first something to be told of each.
    pub looks: Vec<Option<DateTime<Utc>>>,
    /// Id, purpose, what it says.
    pub texts: &'a [(TextId, &'static str, String)],
    pub documents: &'a [Document],
    pub letters: &'a [Letter],
    pub parties: &'a [Party],
    /// The title that a member gave it.
    pub title: Option<&'a str>,
    /// What search finds it by.
    pub words: String,
    /// None: a linked case, opened by the code of the first.
    pub receipt: Option<(&'a ReceiptCode, DateTime<Utc>)>,
}

/// The rows of many cases, ready to be written.
#[derive(Default)]
pub struct Bulk {
    cases: Vec<CaseRow>,
    keys: Vec<case_keys::KeyRow>,
    events: Vec<EventRow>,
    texts: Vec<TextRow<'static>>,
    letters: Vec<LetterRow>,
    parties: Vec<PartyRow>,
    index: Vec<IndexRow>,
    deadlines: Vec<DeadlineRow>,
    documents: Vec<DocumentRow>,
    titles: Vec<TitleRow>,
    receipts: Vec<ReceiptRow>,
    search: Vec<(i64, String)>,
    conflicts: Vec<ConflictRow>,
    clerks: Vec<ClerkRow>,
}

#[derive(Insertable)]
#[diesel(table_name = schema::conflicts, treat_none_as_default_value = false)]
struct ConflictRow {
    case_id: i64,
    member_id: i64,
}

#[derive(Insertable)]
#[diesel(table_name = schema::case_clerks, treat_none_as_default_value = false)]
struct ClerkRow {
    case_id: i64,
    member_id: i64,
}

impl Bulk {
    /// Adds a case: makes its key and rows.
    pub fn add(&mut self, keys: &Keys, whole: &Whole<'_>) -> Result<(), StoreError> {
        let case = whole.case;
        let (key, row) = case_keys::row(keys, case.id)?;
        self.keys.push(row);
        self.cases.push(CaseRow::of(case)?);
        for event in whole.events {
            self.events.push(events::row(case.id, event)?);
        }
        for (id, purpose, text) in whole.texts {
            self.texts.push(texts::row(&key, case.id, *id, purpose, text)?);
        }
        self.letters.extend(whole.letters.iter().map(letters::row));
        for party in whole.parties {
            self.parties.push(parties::row(&key, case.id, party)?);
            self.index.extend(parties::index_rows(keys, case.id, party));
        }
        for (nth, deadline) in whole.deadlines.iter().enumerate() {
            self.deadlines.push(deadlines::row(case.id, deadline, whole.looks.get(nth).copied().flatten())?);
        }
        self.documents.extend((1..).zip(whole.documents).map(|(seq, document)| documents::row(document, seq)));
        self.titles.extend(whole.title.map(|title| TitleRow { case_id: case.id.0, title: title.to_owned() }));
        self.receipts.extend(whole.receipt.map(|(code, at)| receipts::row(keys, case.id, code, at)));
        self.search.push((case.id.0, search::kept_words(&whole.words)));
        let each = |members: &[crate::domain::ids::MemberId]| members.iter().map(|m| m.0).collect::<Vec<_>>();
        let (excluded, servers) = (each(&case.barred()), each(&case.detail.servers));
        self.conflicts.extend(excluded.into_iter().map(|member_id| ConflictRow { case_id: case.id.0, member_id }));
        self.clerks.extend(servers.into_iter().map(|member_id| ClerkRow { case_id: case.id.0, member_id }));
        Ok(())
    }

    /// How many cases.
    pub const fn len(&self) -> usize {
        self.cases.len()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.cases.is_empty()
    }

    /// Whether one of the cases is in the database.
    pub fn is_there(&self, c: &mut Conn) -> Result<bool, StoreError> {
        let ids = self.keys.iter().map(case_keys::KeyRow::case);
        let found = schema::case_keys::table.filter(schema::case_keys::case_id.eq_any(ids));
        Ok(diesel::select(diesel::dsl::exists(found)).get_result(c)?)
    }

    /// Writes all of it. `Duplicate` where an id or number is taken.
    pub fn write(&self, c: &mut Conn) -> Result<(), StoreError> {
        insert_rows!(c, schema::cases::table, &self.cases);
        insert_rows!(c, schema::case_keys::table, &self.keys);
        insert_rows!(c, schema::events::table, &self.events);
        insert_rows!(c, schema::texts::table, &self.texts);
        insert_rows!(c, schema::letters::table, &self.letters);
        insert_rows!(c, schema::parties::table, &self.parties);
        insert_rows!(c, schema::party_index::table, &self.index);
        insert_rows!(c, schema::deadlines::table, &self.deadlines);
        insert_rows!(c, schema::documents::table, &self.documents);
        insert_rows!(c, schema::case_titles::table, &self.titles);
        insert_rows!(c, schema::receipts::table, &self.receipts);
        insert_rows!(c, schema::conflicts::table, &self.conflicts);
        insert_rows!(c, schema::case_clerks::table, &self.clerks);
        search::put_new(c, &self.search)
    }
}
