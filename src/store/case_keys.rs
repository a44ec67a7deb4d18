//! The key of each case, wrapped by the office key.

use std::collections::HashMap;

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::fragment::is_among;
use super::office_root;
use super::schema::case_keys;
use super::search::Dialect;
use crate::domain::ids::CaseId;
use crate::seal::{Keys, SealError, SealKey, Wrapped};

#[derive(Insertable)]
#[diesel(table_name = case_keys, treat_none_as_default_value = false)]
pub(super) struct KeyRow {
    case_id: i64,
    office_key: String,
    wrapped: Vec<u8>,
}

impl KeyRow {
    /// Whose key it is.
    pub(super) const fn case(&self) -> i64 {
        self.case_id
    }
}

/// The key of a new case, and its row.
pub(super) fn row(keys: &Keys, case: CaseId) -> Result<(SealKey, KeyRow), StoreError> {
    let key = SealKey::random()?;
    let wrapped = keys.wrap(case.0, &key)?;
    Ok((key, KeyRow { case_id: case.0, office_key: wrapped.office_key, wrapped: wrapped.bytes }))
}

/// Makes the key of a new case.
pub fn create(c: &mut Conn, keys: &Keys, case: CaseId) -> Result<SealKey, StoreError> {
    let key = SealKey::random()?;
    let wrapped = match office_root::in_force(c)? {
        Some(office_key) => keys.wrap_under(&office_key, case.0, &key)?,
        None => keys.wrap(case.0, &key)?,
    };
    let row = KeyRow { case_id: case.0, office_key: wrapped.office_key, wrapped: wrapped.bytes };
    diesel::insert_into(case_keys::table).values(row).execute(c)?;
    Ok(key)
}

/// Gives a case another key, in the place of the one it had: what lies under that opens never again.
pub fn replace(c: &mut Conn, keys: &Keys, case: CaseId) -> Result<SealKey, StoreError> {
    let (key, row) = row(keys, case)?;
    let changed = (case_keys::office_key.eq(row.office_key), case_keys::wrapped.eq(row.wrapped));
    diesel::update(case_keys::table.filter(case_keys::case_id.eq(case.0))).set(changed).execute(c)?;
    Ok(key)
}

/// The key of a case.
pub fn load(c: &mut Conn, keys: &Keys, case: CaseId) -> Result<SealKey, StoreError> {
    let (office_key, bytes) = case_keys::table
        .filter(case_keys::case_id.eq(case.0))
        .select((case_keys::office_key, case_keys::wrapped))
        .first::<(String, Vec<u8>)>(c)
        .optional()?
        .ok_or(StoreError::Corrupt("a case without key"))?;
    Ok(keys.unwrap(case.0, &Wrapped { office_key, bytes })?)
}

/// Whether this database holds anything sealed under a case's key.
pub fn any(c: &mut Conn) -> Result<bool, StoreError> {
    Ok(case_keys::table.select(case_keys::case_id).first::<i64>(c).optional()?.is_some())
}

/// The keys of these cases.
pub fn load_all(c: &mut Conn, keys: &Keys, cases: &[CaseId]) -> Result<HashMap<CaseId, SealKey>, StoreError> {
    let rows: Vec<(i64, String, Vec<u8>)> = case_keys::table
        .filter(is_among(Dialect::of(c), "case_keys.case_id", cases.iter().map(|case| case.0)))
        .select((case_keys::case_id, case_keys::office_key, case_keys::wrapped))
        .load(c)?;
    let unwrap = |(id, office_key, bytes): (i64, String, Vec<u8>)| Ok((CaseId(id), keys.unwrap(id, &Wrapped { office_key, bytes })?));
    rows.into_iter().map(unwrap).collect()
}

/// Refuses keys that cannot open what this database holds: another installation's, or one that was lost. For the start:
/// the oldest case and the newest tell of a wrong folder without reading all.
pub fn check(c: &mut Conn, keys: &Keys) -> Result<(), StoreError> {
    let oldest = case_keys::table.order(case_keys::case_id.asc()).select(case_keys::office_key).first::<String>(c).optional()?;
    let newest = case_keys::table.order(case_keys::case_id.desc()).select(case_keys::office_key).first::<String>(c).optional()?;
    match oldest.into_iter().chain(newest).find(|id| !keys.knows(id)) {
        Some(unknown) => Err(StoreError::Seal(SealError::UnknownKey(unknown))),
        None => Ok(()),
    }
}
