//! Table `mail_replies`: addresses to which mails may be answered. Tokens lie here only as keyed hashes.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::columns::at;
use super::conn::{Conn, each_backend};
use super::error::StoreError;
use super::schema::mail_replies as replies;
use crate::domain::ids::{CaseId, MailId};

/// Keeps the hash of a mail's token. One that is there stays.
pub fn insert(c: &mut Conn, hash: &str, mail: MailId, case: CaseId, expires_at: DateTime<Utc>) -> Result<(), StoreError> {
    let row = (replies::hash.eq(hash), replies::mail_id.eq(mail.0), replies::case_id.eq(case.0), replies::expires_at.eq(at(expires_at)));
    each_backend!(c, c => diesel::insert_into(replies::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// The case of a token that has not expired.
pub fn case_of(c: &mut Conn, hash: &str, now: DateTime<Utc>) -> Result<Option<CaseId>, StoreError> {
    let row = replies::table.filter(replies::hash.eq(hash)).filter(replies::expires_at.gt(at(now)));
    Ok(row.select(replies::case_id).first(c).optional()?.map(CaseId))
}

/// Forgets all tokens of a case: an address of its senders was wrong, or its receipt was issued anew.
pub fn forget(c: &mut Conn, case: CaseId) -> Result<(), StoreError> {
    diesel::delete(replies::table.filter(replies::case_id.eq(case.0))).execute(c)?;
    Ok(())
}

/// Forgets the tokens that have expired.
pub fn forget_expired(c: &mut Conn, now: DateTime<Utc>) -> Result<usize, StoreError> {
    Ok(diesel::delete(replies::table.filter(replies::expires_at.le(at(now)))).execute(c)?)
}
