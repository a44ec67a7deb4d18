//! Mails as they are listed: what became of them, and to whom they went, sealed until somebody may see it.

use diesel::dsl::exists;
use diesel::prelude::*;

use super::{Posted, Row, columns, place, posted};
use crate::domain::ids::{CaseId, MailId, UnitId};
use crate::seal::SealKey;
use crate::store::conn::{Conn, Db};
use crate::store::error::StoreError;
use crate::store::schema::{cases, outbox};

/// A mail with its address, sealed.
#[derive(Debug, Clone)]
pub struct Addressed {
    pub mail: Posted,
    sealed_recipient: Vec<u8>,
}

impl Addressed {
    /// The address; the key is that of its case, or `Keys::purpose("outbox")` for a mail without one.
    pub fn recipient(&self, key: &SealKey) -> Result<String, StoreError> {
        Ok(key.open_text(&place("sealed_recipient", self.mail.id), &self.sealed_recipient)?)
    }
}

fn addressed(rows: Vec<(Row, Vec<u8>)>) -> Vec<Addressed> {
    rows.into_iter().map(|(row, sealed_recipient)| Addressed { mail: posted(row), sealed_recipient }).collect()
}

/// The mails of a case, in the order they were put in.
pub fn of_case(c: &mut Conn, case: CaseId) -> Result<Vec<Addressed>, StoreError> {
    let mine = outbox::table.filter(outbox::case_id.eq(case.0)).order(outbox::id);
    Ok(addressed(mine.select((columns!(), outbox::sealed_recipient)).load(c)?))
}

/// One mail.
pub fn one(c: &mut Conn, id: MailId) -> Result<Option<Addressed>, StoreError> {
    let row = outbox::table.filter(outbox::id.eq(id.0)).select((columns!(), outbox::sealed_recipient));
    Ok(addressed(row.load(c)?).pop())
}

/// At most `most` mails that are older than `before`, the newest first; of a state, and of cases of these units alone.
pub fn page(
    c: &mut Conn,
    state: Option<&str>,
    units: Option<&[UnitId]>,
    before: Option<MailId>,
    most: i64,
) -> Result<Vec<Addressed>, StoreError> {
    Ok(addressed(listed(state, units, before, most).select((columns!(), outbox::sealed_recipient)).load(c)?))
}

/// How the database would run [`page`], in its own words: for the test that reads them.
pub fn plan(c: &mut Conn, state: Option<&str>, units: Option<&[UnitId]>, most: i64) -> Result<Vec<String>, StoreError> {
    crate::store::case_list::explain(c, listed(state, units, Some(MailId(i64::MAX)), most).select(outbox::id))
}

fn listed(state: Option<&str>, units: Option<&[UnitId]>, before: Option<MailId>, most: i64) -> outbox::BoxedQuery<'static, Db> {
    let mut query = outbox::table.into_boxed::<Db>();
    if let Some(state) = state {
        query = query.filter(outbox::state.eq(state.to_owned()));
    }
    if let Some(units) = units {
        let units: Vec<i64> = units.iter().map(|unit| unit.0).collect();
        let case = cases::table.filter(cases::id.nullable().eq(outbox::case_id)).filter(cases::unit_id.eq_any(units));
        query = query.filter(exists(case));
    }
    if let Some(before) = before {
        query = query.filter(outbox::id.lt(before.0));
    }
    query.order(outbox::id.desc()).limit(most)
}

/// A mail with all it says, sealed.
#[derive(Debug, Clone)]
pub struct Whole {
    pub mail: Posted,
    sealed: (Vec<u8>, Vec<u8>, Vec<u8>),
}

impl Whole {
    /// Recipient, subject and bytes; the key as for [`Addressed::recipient`].
    pub fn open(&self, key: &SealKey) -> Result<(String, String, Vec<u8>), StoreError> {
        let (recipient, subject, bytes) = &self.sealed;
        let place = |column: &str| place(column, self.mail.id);
        Ok((
            key.open_text(&place("sealed_recipient"), recipient)?,
            key.open_text(&place("sealed_subject"), subject)?,
            key.open(&place("sealed_bytes"), bytes)?.to_vec(),
        ))
    }
}

/// At most `most` mails that are older than `before`, the newest first, with all they say: for the demo.
pub fn whole(c: &mut Conn, before: Option<MailId>, most: i64) -> Result<Vec<Whole>, StoreError> {
    let sealed = (outbox::sealed_recipient, outbox::sealed_subject, outbox::sealed_bytes);
    type Sealed = (Vec<u8>, Vec<u8>, Vec<u8>);
    let rows: Vec<(Row, Sealed)> = listed(None, None, before, most).select((columns!(), sealed)).load(c)?;
    Ok(rows.into_iter().map(|(row, sealed)| Whole { mail: posted(row), sealed }).collect())
}
