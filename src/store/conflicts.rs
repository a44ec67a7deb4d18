//! Who is in conflict with a case. Written with the case itself (`cases::insert`, `cases::update`).

use diesel::prelude::*;

use super::conn::Conn;
use super::error::StoreError;
use super::schema::conflicts;
use crate::domain::ids::{CaseId, MemberId};

/// Whether this member is in conflict with this case.
pub fn has(c: &mut Conn, case: CaseId, member: MemberId) -> Result<bool, StoreError> {
    let row = conflicts::table.filter(conflicts::case_id.eq(case.0)).filter(conflicts::member_id.eq(member.0));
    Ok(row.select(conflicts::case_id).first::<i64>(c).optional()?.is_some())
}
