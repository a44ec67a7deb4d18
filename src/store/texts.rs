//! Sealed texts: what letters, messages, reasons, drafts and decisions say.

use std::collections::HashMap;

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::fragment::is_among;
use super::schema::texts;
use super::search::Dialect;
use crate::domain::ids::{CaseId, TextId};
use crate::domain::text::TextRef;
use crate::seal::{Keys, Place, SealKey};

fn place(id: TextId) -> Place {
    Place::row("texts", "sealed", id.0)
}

#[derive(Insertable)]
#[diesel(table_name = texts, treat_none_as_default_value = false)]
pub(super) struct TextRow<'a> {
    id: i64,
    case_id: i64,
    purpose: &'a str,
    sealed: Vec<u8>,
}

/// A text as a row, sealed.
pub(super) fn row<'a>(case_key: &SealKey, case: CaseId, id: TextId, purpose: &'a str, text: &str) -> Result<TextRow<'a>, StoreError> {
    Ok(TextRow { id: id.0, case_id: case.0, purpose, sealed: case_key.seal(&place(id), text.as_bytes())? })
}

/// Seals a text and gives what an event may know of it. `purpose` is a word for the field it fills, e.g. `body`.
pub fn put(
    c: &mut Conn,
    keys: &Keys,
    case_key: &SealKey,
    case: CaseId,
    id: TextId,
    purpose: &str,
    text: &str,
) -> Result<TextRef, StoreError> {
    diesel::insert_into(texts::table).values(row(case_key, case, id, purpose, text)?).execute(c)?;
    Ok(TextRef { id, digest: keys.text_digest(id.0, text) })
}

/// The oldest text for a purpose of each of these cases, opened with their keys.
pub fn first_of_each(c: &mut Conn, keys: &HashMap<CaseId, SealKey>, purpose: &str) -> Result<HashMap<CaseId, String>, StoreError> {
    let rows: Vec<(i64, i64, Vec<u8>)> = texts::table
        .filter(is_among(Dialect::of(c), "texts.case_id", keys.keys().map(|case| case.0)))
        .filter(texts::purpose.eq(purpose))
        .order(texts::id.desc())
        .select((texts::id, texts::case_id, texts::sealed))
        .load(c)?;
    let mut opened = HashMap::new();
    for (id, case, sealed) in rows {
        if let Some(key) = keys.get(&CaseId(case)) {
            opened.insert(CaseId(case), key.open_text(&place(TextId(id)), &sealed)?);
        }
    }
    Ok(opened)
}

/// The oldest text of this case for a purpose, opened.
pub fn first_of(c: &mut Conn, case_key: &SealKey, case: CaseId, purpose: &str) -> Result<Option<String>, StoreError> {
    let rows = texts::table.filter(texts::case_id.eq(case.0)).filter(texts::purpose.eq(purpose));
    let row: Option<(i64, Vec<u8>)> = rows.order(texts::id).select((texts::id, texts::sealed)).first(c).optional()?;
    Ok(row.map(|(id, sealed)| case_key.open_text(&place(TextId(id)), &sealed)).transpose()?)
}

/// Opens a text of this case.
pub fn get(c: &mut Conn, case_key: &SealKey, case: CaseId, id: TextId) -> Result<Option<String>, StoreError> {
    let row = texts::table.filter(texts::id.eq(id.0)).filter(texts::case_id.eq(case.0)).select(texts::sealed);
    let sealed: Option<Vec<u8>> = row.first(c).optional()?;
    Ok(sealed.map(|bytes| case_key.open_text(&place(id), &bytes)).transpose()?)
}

/// Opens these texts of this case, in the order of their ids.
pub fn get_all(c: &mut Conn, case_key: &SealKey, case: CaseId, ids: &[TextId]) -> Result<Vec<(TextId, String)>, StoreError> {
    let rows: Vec<(i64, Vec<u8>)> = texts::table
        .filter(texts::case_id.eq(case.0))
        .filter(is_among(Dialect::of(c), "texts.id", ids.iter().map(|id| id.0)))
        .order(texts::id)
        .select((texts::id, texts::sealed))
        .load(c)?;
    rows.into_iter()
        .map(|(id, sealed)| {
            let id = TextId(id);
            Ok((id, case_key.open_text(&place(id), &sealed)?))
        })
        .collect()
}

/// Puts the same words in the place of all texts of a case, sealed under this key.
pub fn overwrite(c: &mut Conn, case_key: &SealKey, case: CaseId, words: &str) -> Result<(), StoreError> {
    let ids: Vec<i64> = texts::table.filter(texts::case_id.eq(case.0)).select(texts::id).load(c)?;
    for id in ids {
        let sealed = case_key.seal(&place(TextId(id)), words.as_bytes())?;
        diesel::update(texts::table.filter(texts::id.eq(id))).set(texts::sealed.eq(sealed)).execute(c)?;
    }
    Ok(())
}
