//! Tables `mail_received` and `mail_senders`: messages that came in, so that none is taken twice, and how many of a sender.
//! Both hold keyed digests and days only.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::conn::{Conn, each_backend};
use super::error::StoreError;
use super::schema::{mail_received as received, mail_senders as senders};

/// Notes a message. False: it is noted already, and was taken.
pub fn note(c: &mut Conn, digest: &str, on: NaiveDate, became: &str) -> Result<bool, StoreError> {
    let row = (received::digest.eq(digest), received::received_on.eq(on), received::became.eq(became));
    let made = each_backend!(c, c => diesel::insert_into(received::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(made == 1)
}

/// Whether a message was taken.
pub fn is_known(c: &mut Conn, digest: &str) -> Result<bool, StoreError> {
    Ok(received::table.filter(received::digest.eq(digest)).select(received::digest).first::<String>(c).optional()?.is_some())
}

/// Counts one more message of this sender on this day; how many there are now.
pub fn count(c: &mut Conn, sender: &str, on: NaiveDate) -> Result<i32, StoreError> {
    let first = (senders::hash.eq(sender), senders::received_on.eq(on), senders::taken.eq(0));
    each_backend!(c, c => diesel::insert_into(senders::table).values(first).on_conflict_do_nothing().execute(c))?;
    let mine = senders::table.filter(senders::hash.eq(sender)).filter(senders::received_on.eq(on));
    Ok(diesel::update(mine).set(senders::taken.eq(senders::taken + 1)).returning(senders::taken).get_result(c)?)
}

/// Forgets what came before this day.
pub fn forget(c: &mut Conn, before: NaiveDate) -> Result<usize, StoreError> {
    let messages = diesel::delete(received::table.filter(received::received_on.lt(before))).execute(c)?;
    let counted = diesel::delete(senders::table.filter(senders::received_on.lt(before))).execute(c)?;
    Ok(messages + counted)
}
