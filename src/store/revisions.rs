//! Counters that rise with every change, so that an instance knows when what it keeps in memory is old.

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::revisions;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Revision {
    /// Units, members and elections.
    Directory,
    /// Calendars and figures of the law.
    Law,
}

impl Revision {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Directory => "directory",
            Self::Law => "law",
        }
    }
}

/// The present revision.
pub fn get(c: &mut Conn, of: Revision) -> Result<i64, StoreError> {
    Ok(revisions::table.filter(revisions::name.eq(of.name())).select(revisions::value).first(c)?)
}

/// Counts up, in the transaction of the change; gives the new revision.
pub fn bump(c: &mut Conn, of: Revision) -> Result<i64, StoreError> {
    let row = revisions::table.filter(revisions::name.eq(of.name()));
    Ok(diesel::update(row).set(revisions::value.eq(revisions::value + 1)).returning(revisions::value).get_result(c)?)
}
