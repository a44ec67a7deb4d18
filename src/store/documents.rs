//! Documents: number, date and signer as the office's clerical register has them; when and on whom is in the events.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::columns::{AsText, at, time};
use super::conn::Conn;
use super::error::StoreError;
use super::fragment::is_among;
use super::schema::documents;
use super::search::Dialect;
use crate::domain::ids::{CaseId, DocumentId};
use crate::domain::outcome::DocumentKind;

/// A document that was issued, or an answer that came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    pub id: DocumentId,
    pub case: CaseId,
    pub kind: DocumentKind,
    pub document_no: Option<String>,
    pub document_date: Option<NaiveDate>,
    pub signer_name: Option<String>,
    pub signer_office: Option<String>,
    pub signing_body: Option<String>,
    pub created_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = documents, treat_none_as_default_value = false)]
pub(super) struct DocumentRow {
    id: i64,
    case_id: i64,
    kind: AsText<DocumentKind>,
    document_no: Option<String>,
    document_date: Option<NaiveDate>,
    signer_name: Option<String>,
    signer_office: Option<String>,
    signing_body: Option<String>,
    created_at: NaiveDateTime,
    seq: i32,
}

/// A document as a row, in this place among those of its case, from 1.
pub(super) fn row(document: &Document, seq: i32) -> DocumentRow {
    let document = document.clone();
    DocumentRow {
        id: document.id.0,
        case_id: document.case.0,
        kind: AsText(document.kind),
        document_no: document.document_no,
        document_date: document.document_date,
        signer_name: document.signer_name,
        signer_office: document.signer_office,
        signing_body: document.signing_body,
        created_at: at(document.created_at),
        seq,
    }
}

/// Enters a document, after those that its case has.
pub fn insert(c: &mut Conn, document: &Document) -> Result<(), StoreError> {
    let here = documents::table.filter(documents::case_id.eq(document.case.0));
    let last: Option<i32> = here.select(diesel::dsl::max(documents::seq)).first(c)?;
    diesel::insert_into(documents::table).values(row(document, last.unwrap_or(0) + 1)).execute(c)?;
    Ok(())
}

/// The documents of a case, in the order they were entered.
pub fn load(c: &mut Conn, case: CaseId) -> Result<Vec<Document>, StoreError> {
    let rows: Vec<DocumentRow> = documents::table
        .filter(documents::case_id.eq(case.0))
        .order((documents::seq, documents::id))
        .select(DocumentRow::as_select())
        .load(c)?;
    Ok(rows.into_iter().map(read).collect())
}

/// The documents of these cases, each case's in the order they were entered, in one query.
pub fn load_all(c: &mut Conn, cases: &[CaseId]) -> Result<HashMap<CaseId, Vec<Document>>, StoreError> {
    let rows: Vec<DocumentRow> = documents::table
        .filter(is_among(Dialect::of(c), "documents.case_id", cases.iter().map(|case| case.0)))
        .order((documents::case_id, documents::seq, documents::id))
        .select(DocumentRow::as_select())
        .load(c)?;
    let mut all: HashMap<CaseId, Vec<Document>> = HashMap::new();
    for row in rows {
        all.entry(CaseId(row.case_id)).or_default().push(read(row));
    }
    Ok(all)
}

fn read(row: DocumentRow) -> Document {
    Document {
        id: DocumentId(row.id),
        case: CaseId(row.case_id),
        kind: row.kind.0,
        document_no: row.document_no,
        document_date: row.document_date,
        signer_name: row.signer_name,
        signer_office: row.signer_office,
        signing_body: row.signing_body,
        created_at: time(row.created_at),
    }
}
