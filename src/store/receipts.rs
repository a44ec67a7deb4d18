//! Receipt codes, as keyed hashes.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::columns::at;
use super::conn::{Conn, each_backend};
use super::error::StoreError;
use super::schema::receipts;
use crate::domain::ids::CaseId;
use crate::domain::receipt::ReceiptCode;
use crate::seal::{Keys, same};

#[derive(Insertable)]
#[diesel(table_name = receipts, treat_none_as_default_value = false)]
pub(super) struct ReceiptRow {
    case_id: i64,
    code_hash: String,
    issued_at: NaiveDateTime,
}

/// The code of a new case as a row.
pub(super) fn row(keys: &Keys, case: CaseId, code: &ReceiptCode, issued_at: DateTime<Utc>) -> ReceiptRow {
    ReceiptRow { case_id: case.0, code_hash: keys.receipt_hash(code.digits()), issued_at: at(issued_at) }
}

/// Gives a case its code; one it had is dead from then on.
pub fn set(c: &mut Conn, keys: &Keys, case: CaseId, code: &ReceiptCode, issued_at: DateTime<Utc>) -> Result<(), StoreError> {
    put(c, case, &keys.receipt_hash(code.digits()), issued_at)
}

/// Gives a linked case the code of the case it came out of.
pub fn carry_over(c: &mut Conn, from: CaseId, to: CaseId, issued_at: DateTime<Utc>) -> Result<(), StoreError> {
    match hash(c, from)? {
        Some(hash) => put(c, to, &hash, issued_at),
        None => Ok(()),
    }
}

/// Whether this is the code of the case. A case without code has none that fits.
pub fn fits(c: &mut Conn, keys: &Keys, case: CaseId, code: &ReceiptCode) -> Result<bool, StoreError> {
    let given = keys.receipt_hash(code.digits());
    Ok(hash(c, case)?.is_some_and(|kept| same(&kept, &given)))
}

fn hash(c: &mut Conn, case: CaseId) -> Result<Option<String>, StoreError> {
    Ok(receipts::table.filter(receipts::case_id.eq(case.0)).select(receipts::code_hash).first(c).optional()?)
}

fn put(c: &mut Conn, case: CaseId, hash: &str, issued_at: DateTime<Utc>) -> Result<(), StoreError> {
    let values = (receipts::code_hash.eq(hash), receipts::issued_at.eq(at(issued_at)));
    let row = (receipts::case_id.eq(case.0), values);
    each_backend!(c, c => {
        diesel::insert_into(receipts::table).values(row).on_conflict(receipts::case_id).do_update().set(values).execute(c)
    })?;
    Ok(())
}
