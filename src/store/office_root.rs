//! The root of the office's secrets, wrapped by the office key in force; and by which key each case's is wrapped.

use diesel::prelude::*;

use super::case_keys::any;
use super::conn::{Conn, each_backend};
use super::error::StoreError;
use super::schema::{case_keys, office_root};
use crate::seal::{Keys, Wrapped};

/// The one row.
const ONE: i64 = 1;

/// The root as it is wrapped; none: this database has none yet.
pub fn load(c: &mut Conn) -> Result<Option<Wrapped>, StoreError> {
    let row: Option<(String, Vec<u8>)> =
        office_root::table.filter(office_root::id.eq(ONE)).select((office_root::office_key, office_root::wrapped)).first(c).optional()?;
    Ok(row.map(|(office_key, bytes)| Wrapped { office_key, bytes }))
}

/// The identifier of the office key in force, which stays so until the transaction ends: what is wrapped by it then is found
/// by whoever puts another in force.
pub fn in_force(c: &mut Conn) -> Result<Option<String>, StoreError> {
    let row = office_root::table.filter(office_root::id.eq(ONE)).select(office_root::office_key);
    Ok(match c {
        // One writer.
        Conn::Sqlite(c) => row.first(c).optional()?,
        Conn::Postgres(c) => row.for_share().first(c).optional()?,
    })
}

/// The keys with the root of this database. A fresh one gets a root of its own; one with cases from before there were such
/// roots keeps what they were derived from, the first office key.
pub fn establish(c: &mut Conn, keys: Keys) -> Result<Keys, StoreError> {
    let keys = if any(c)? { keys } else { keys.with_fresh_root()? };
    let office_key = keys.newest();
    let wrapped = keys.wrap_root(&office_key)?;
    let row = (office_root::id.eq(ONE), office_root::office_key.eq(&office_key), office_root::wrapped.eq(&wrapped));
    each_backend!(c, c => diesel::insert_into(office_root::table).values(row).on_conflict_do_nothing().execute(c))?;
    // Of two processes that begin at once, the first one's root holds.
    let held = load(c)?.ok_or(StoreError::Corrupt("office_root"))?;
    Ok(keys.unwrap_root(&held)?)
}

/// Puts another office key in force. False: meanwhile somebody else did.
pub fn put_in_force(c: &mut Conn, from: &str, to: &Wrapped) -> Result<bool, StoreError> {
    let row = office_root::table.filter(office_root::id.eq(ONE)).filter(office_root::office_key.eq(from));
    let set = (office_root::office_key.eq(&to.office_key), office_root::wrapped.eq(&to.bytes));
    Ok(diesel::update(row).set(set).execute(c)? == 1)
}

/// How many cases' keys each office key wraps, by its identifier.
pub fn wraps(c: &mut Conn) -> Result<Vec<(String, i64)>, StoreError> {
    let rows = case_keys::table.group_by(case_keys::office_key).select((case_keys::office_key, diesel::dsl::count_star()));
    Ok(rows.order(case_keys::office_key).load(c)?)
}

/// Wraps the keys of at most `most` cases after this one anew, by this office key; gives the last case looked at and how many
/// were wrapped. None: no key after this case is wrapped by another.
pub fn wrap_anew(c: &mut Conn, keys: &Keys, office_key: &str, after: i64, most: i64) -> Result<Option<(i64, usize)>, StoreError> {
    let rows: Vec<(i64, String, Vec<u8>)> = case_keys::table
        .filter(case_keys::case_id.gt(after))
        .filter(case_keys::office_key.ne(office_key))
        .order(case_keys::case_id)
        .limit(most)
        .select((case_keys::case_id, case_keys::office_key, case_keys::wrapped))
        .load(c)?;
    let Some((last, ..)) = rows.last() else { return Ok(None) };
    let last = *last;
    let mut anew = 0;
    for (case, old, bytes) in rows {
        let key = keys.unwrap(case, &Wrapped { office_key: old.clone(), bytes })?;
        let wrapped = keys.wrap_under(office_key, case, &key)?;
        let row = case_keys::table.filter(case_keys::case_id.eq(case)).filter(case_keys::office_key.eq(&old));
        anew +=
            diesel::update(row).set((case_keys::office_key.eq(&wrapped.office_key), case_keys::wrapped.eq(&wrapped.bytes))).execute(c)?;
    }
    Ok(Some((last, anew)))
}
