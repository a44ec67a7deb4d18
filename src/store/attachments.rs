//! Table `attachments`: the papers of letters, and of forms that are not submitted yet. The bytes lie outside ([`super::files`]).

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::columns::at;
use super::conn::Conn;
use super::error::StoreError;
use super::schema::attachments;
use crate::domain::ids::{CaseId, LetterId, PaperId};

/// To what a paper belongs.
#[derive(Debug, Clone, Copy)]
pub enum Owner<'a> {
    /// A half-filled form, by its hash.
    Form(&'a str),
    Case {
        case: CaseId,
        /// The letter it came with; none: it was entered by itself.
        letter: Option<LetterId>,
    },
}

/// A row.
#[derive(Debug, Clone)]
pub struct Attachment {
    pub id: PaperId,
    pub letter: Option<LetterId>,
    /// The name of its bytes.
    pub object: String,
    /// What it is, and the key of its bytes.
    pub sealed: Vec<u8>,
    /// When it was added; of secret submissions by the public the hour.
    pub added_at: DateTime<Utc>,
}

/// Enters a paper.
pub fn insert(conn: &mut Conn, owner: Owner<'_>, row: &Attachment) -> Result<(), StoreError> {
    let (form, case, letter) = match owner {
        Owner::Form(hash) => (Some(hash), None, None),
        Owner::Case { case, letter } => (None, Some(case.0), letter.map(|l| l.0)),
    };
    let values = (
        attachments::id.eq(row.id.0),
        attachments::case_id.eq(case),
        attachments::letter_id.eq(letter),
        attachments::form_hash.eq(form),
        attachments::object.eq(&row.object),
        attachments::sealed.eq(&row.sealed),
        attachments::created_at.eq(at(row.added_at)),
    );
    diesel::insert_into(attachments::table).values(values).execute(conn)?;
    Ok(())
}

type Row = (i64, Option<i64>, String, Vec<u8>, NaiveDateTime);
type Columns = (attachments::id, attachments::letter_id, attachments::object, attachments::sealed, attachments::created_at);
const COLUMNS: Columns = (attachments::id, attachments::letter_id, attachments::object, attachments::sealed, attachments::created_at);

fn read(rows: Vec<Row>) -> Vec<Attachment> {
    rows.into_iter()
        .map(|(id, letter, object, sealed, added_at)| Attachment {
            id: PaperId(id),
            letter: letter.map(LetterId),
            object,
            sealed,
            added_at: added_at.and_utc(),
        })
        .collect()
}

/// Those of a form, oldest first.
pub fn of_form(conn: &mut Conn, hash: &str) -> Result<Vec<Attachment>, StoreError> {
    let rows = attachments::table.filter(attachments::form_hash.eq(hash)).order(attachments::id);
    Ok(read(rows.select(COLUMNS).load(conn)?))
}

/// Those of a case, oldest first.
pub fn of_case(conn: &mut Conn, case: CaseId) -> Result<Vec<Attachment>, StoreError> {
    let rows = attachments::table.filter(attachments::case_id.eq(case.0)).order(attachments::id);
    Ok(read(rows.select(COLUMNS).load(conn)?))
}

/// Forgets these rows.
pub fn forget(conn: &mut Conn, ids: &[PaperId]) -> Result<(), StoreError> {
    diesel::delete(attachments::table.filter(attachments::id.eq_any(ids.iter().map(|id| id.0)))).execute(conn)?;
    Ok(())
}
