//! Parties, sealed; found by the exact values of some fields over a keyed blind index.

use std::collections::HashMap;

use diesel::prelude::*;
use zeroize::Zeroizing;

use super::columns::{AsText, from_json, to_json};
use super::conn::{Conn, each_backend};
use super::error::StoreError;
use super::fragment::is_among;
use super::schema::{parties, party_index};
use super::search::Dialect;
use crate::domain::ids::{CaseId, PartyId};
use crate::domain::party::{PartyData, PartyField, PartyRole};
use crate::seal::{Keys, Place, SealKey};

/// A party, opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    pub id: PartyId,
    pub role: PartyRole,
    pub data: PartyData,
}

fn place(id: PartyId) -> Place {
    Place::row("parties", "sealed", id.0)
}

#[derive(Insertable)]
#[diesel(table_name = parties, treat_none_as_default_value = false)]
pub(super) struct PartyRow {
    id: i64,
    case_id: i64,
    role: AsText<PartyRole>,
    sealed: Vec<u8>,
}

#[derive(Insertable)]
#[diesel(table_name = party_index, treat_none_as_default_value = false)]
pub(super) struct IndexRow {
    party_id: i64,
    field: &'static str,
    blind: String,
    case_id: i64,
}

/// A party as a row, sealed.
pub(super) fn row(case_key: &SealKey, case: CaseId, party: &Party) -> Result<PartyRow, StoreError> {
    Ok(PartyRow { id: party.id.0, case_id: case.0, role: AsText(party.role), sealed: seal(case_key, party)? })
}

/// What a party can be found by.
pub(super) fn index_rows(keys: &Keys, case: CaseId, party: &Party) -> impl Iterator<Item = IndexRow> {
    let row = move |field: PartyField| {
        let folded = field.fold(party.data.field(field)?)?;
        let blind = keys.blind(field.as_str(), &folded);
        Some(IndexRow { party_id: party.id.0, field: field.as_str(), blind, case_id: case.0 })
    };
    PartyField::ALL.iter().copied().filter_map(row)
}

/// Enters a party, sealed under the case's key, and what it can be found by.
pub fn insert(c: &mut Conn, keys: &Keys, case_key: &SealKey, case: CaseId, party: &Party) -> Result<(), StoreError> {
    diesel::insert_into(parties::table).values(row(case_key, case, party)?).execute(c)?;
    index(c, keys, case, party)
}

/// Puts other data in the place of a party's: a correction. `Stale` when the case has no such party.
pub fn update(c: &mut Conn, keys: &Keys, case_key: &SealKey, case: CaseId, party: &Party) -> Result<(), StoreError> {
    let row = parties::table.filter(parties::id.eq(party.id.0)).filter(parties::case_id.eq(case.0));
    let changed = diesel::update(row).set((parties::role.eq(AsText(party.role)), parties::sealed.eq(seal(case_key, party)?))).execute(c)?;
    if changed != 1 {
        return Err(StoreError::Stale);
    }
    diesel::delete(party_index::table.filter(party_index::party_id.eq(party.id.0))).execute(c)?;
    index(c, keys, case, party)
}

/// The parties of a case, opened, by identifier.
pub fn load(c: &mut Conn, case_key: &SealKey, case: CaseId) -> Result<Vec<Party>, StoreError> {
    let rows: Vec<(i64, AsText<PartyRole>, Vec<u8>)> = parties::table
        .filter(parties::case_id.eq(case.0))
        .order(parties::id)
        .select((parties::id, parties::role, parties::sealed))
        .load(c)?;
    rows.into_iter()
        .map(|(id, role, sealed)| {
            let id = PartyId(id);
            let json = Zeroizing::new(case_key.open_text(&place(id), &sealed)?);
            Ok(Party { id, role: role.0, data: from_json(&json, "parties.sealed")? })
        })
        .collect()
}

/// The parties of the cases of these keys, opened, in one query; each case's by identifier.
pub fn load_all(c: &mut Conn, keys: &HashMap<CaseId, SealKey>) -> Result<HashMap<CaseId, Vec<Party>>, StoreError> {
    let rows: Vec<(i64, i64, AsText<PartyRole>, Vec<u8>)> = parties::table
        .filter(is_among(Dialect::of(c), "parties.case_id", keys.keys().map(|case| case.0)))
        .order(parties::id)
        .select((parties::case_id, parties::id, parties::role, parties::sealed))
        .load(c)?;
    let mut all: HashMap<CaseId, Vec<Party>> = HashMap::new();
    for (case, id, role, sealed) in rows {
        let Some(key) = keys.get(&CaseId(case)) else { continue };
        let id = PartyId(id);
        let json = Zeroizing::new(key.open_text(&place(id), &sealed)?);
        all.entry(CaseId(case)).or_default().push(Party { id, role: role.0, data: from_json(&json, "parties.sealed")? });
    }
    Ok(all)
}

/// Of each field, so many forms are looked for: the present one, and the value as it was indexed before there was that.
const FORMS: usize = 2;
/// The most digests that are looked for.
pub const MOST_DIGESTS: usize = FORMS * PartyField::ALL.len();

/// By what a party of exactly this name, phone, e-mail address or id number is found, however it is written, at most
/// [`MOST_DIGESTS`]; empty where nothing is left of the value to find by.
pub fn digests(keys: &Keys, value: &str) -> Digests {
    let forms = |field: &PartyField| field.sought(value).into_iter().take(FORMS).map(|key| keys.blind(field.as_str(), &key)).collect();
    PartyField::ALL.iter().flat_map(|field| -> Digests { forms(field) }).collect()
}

/// What the blind index is asked for.
pub type Digests = Vec<String>;

fn seal(case_key: &SealKey, party: &Party) -> Result<Vec<u8>, StoreError> {
    let json = Zeroizing::new(to_json(&party.data)?);
    Ok(case_key.seal(&place(party.id), json.as_bytes())?)
}

fn index(c: &mut Conn, keys: &Keys, case: CaseId, party: &Party) -> Result<(), StoreError> {
    let rows: Vec<IndexRow> = index_rows(keys, case, party).collect();
    if !rows.is_empty() {
        each_backend!(c, c => diesel::insert_into(party_index::table).values(rows).execute(c))?;
    }
    Ok(())
}
