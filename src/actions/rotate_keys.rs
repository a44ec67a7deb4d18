//! The office key is changed while the office works: a new one is put in force, and the key of every case is wrapped by it
//! anew, some at a time. What breaks off goes on where it stopped.

use super::context::Context;
use super::error::ActionError;
use crate::seal::Wrapped;
use crate::store::{StoreError, office_root};

/// Cases in one transaction: others wait for it no longer than for a letter.
const BATCH: i64 = 200;

/// Which keys there are, and what each wraps.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Status {
    pub in_force: String,
    pub keys: Vec<KeyStatus>,
    /// The root is the first key itself, from before it was a secret of its own: that key stays worth something.
    pub root_is_a_key: bool,
}

/// An office key.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct KeyStatus {
    pub id: String,
    /// Its file is in the folder of keys.
    pub here: bool,
    /// So many cases' keys are wrapped by it.
    pub wraps: i64,
}

/// How it stands.
pub fn status(ctx: &Context) -> Result<Status, ActionError> {
    let (in_force, wraps) = ctx.store.snapshot(|conn| {
        let root = office_root::load(conn)?.ok_or(StoreError::Corrupt("office_root"))?;
        Ok::<_, StoreError>((root.office_key, office_root::wraps(conn)?))
    })?;
    // A key that another process made is here too.
    let _ = ctx.keys.knows(&in_force);
    let here = ctx.keys.ids();
    let gone = wraps.iter().map(|(id, _)| id).filter(|id| !here.contains(id));
    let all = here.iter().chain(gone).map(|id| KeyStatus {
        id: id.clone(),
        here: here.contains(id),
        wraps: wraps.iter().find(|(of, _)| of == id).map_or(0, |(_, rows)| *rows),
    });
    Ok(Status { in_force, keys: all.collect(), root_is_a_key: ctx.keys.root_is_a_key() })
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Rotated {
    /// The key in force.
    pub key: String,
    /// It was put in force now; else an earlier rotation that broke off was brought to its end.
    pub new: bool,
    /// So many cases' keys were wrapped anew.
    pub wrapped: usize,
}

/// Brings an earlier rotation to its end, or makes a new key (the newest file, if none is in force yet), puts it in force and
/// wraps everything by it. `tell` hears how many were wrapped so far.
pub fn rotate(ctx: &Context, mut tell: impl FnMut(usize)) -> Result<Rotated, ActionError> {
    let before = status(ctx)?;
    let unfinished = before.keys.iter().any(|key| key.id != before.in_force && key.wraps > 0);
    let (key, new) = if unfinished { (before.in_force, false) } else { (put_next(ctx, &before.in_force)?, true) };
    let mut wrapped = 0;
    loop {
        let (mut after, mut found) = (i64::MIN, false);
        while let Some((last, anew)) = ctx.store.write(|conn| office_root::wrap_anew(conn, &ctx.keys, &key, after, BATCH))? {
            after = last;
            found = true;
            wrapped += anew;
            tell(wrapped);
        }
        if !found {
            return Ok(Rotated { key, new, wrapped });
        }
    }
}

fn put_next(ctx: &Context, in_force: &str) -> Result<String, ActionError> {
    let newest = ctx.keys.newest();
    let next = if newest == in_force { ctx.keys.make_next()? } else { newest };
    let wrapped = Wrapped { office_key: next.clone(), bytes: ctx.keys.wrap_root(&next)? };
    let put = ctx.store.write(|conn| office_root::put_in_force(conn, in_force, &wrapped))?;
    if put { Ok(next) } else { Err(ActionError::Stale) }
}
