//! By what members are recognised among parties: keyed digests only, in the form of the parties' own index.

use diesel::prelude::*;

use super::conn::{Conn, each_backend};
use super::error::StoreError;
use super::fragment::is_among;
use super::schema::{cases, member_marks, parties, party_index};
use super::search::Dialect;
use crate::domain::ids::{CaseId, MemberId};
use crate::domain::party::{PartyField, PartyRole};
use crate::seal::Keys;
use crate::store::columns::AsText;

/// A value by which a member is recognised; nothing where nothing is left of it to find by.
pub fn digest(keys: &Keys, field: PartyField, value: &str) -> Option<String> {
    field.fold(value).map(|folded| keys.blind(field.as_str(), &folded))
}

/// All that this value of a party may be indexed under, also since before the present form.
pub fn sought(keys: &Keys, field: PartyField, value: &str) -> Vec<String> {
    field.sought(value).iter().map(|key| keys.blind(field.as_str(), key)).collect()
}

/// Puts these in the place of what a member was recognised by. Digests are of the field they are given with.
pub fn replace(c: &mut Conn, member: MemberId, marks: &[(PartyField, String)]) -> Result<(), StoreError> {
    diesel::delete(member_marks::table.filter(member_marks::member_id.eq(member.0))).execute(c)?;
    let rows: Vec<_> = marks
        .iter()
        .map(|(field, blind)| (member_marks::member_id.eq(member.0), member_marks::field.eq(field.as_str()), member_marks::blind.eq(blind)))
        .collect();
    if !rows.is_empty() {
        each_backend!(c, c => diesel::insert_into(member_marks::table).values(rows).on_conflict_do_nothing().execute(c))?;
    }
    Ok(())
}

/// How many values of which kind this member is recognised by; kinds that there are, in their order.
pub fn count(c: &mut Conn, member: MemberId) -> Result<Vec<(PartyField, i64)>, StoreError> {
    let own = || member_marks::table.filter(member_marks::member_id.eq(member.0));
    let mut counted = Vec::new();
    for field in PartyField::ALL {
        let many = own().filter(member_marks::field.eq(field.as_str())).count().get_result::<i64>(c)?;
        if many > 0 {
            counted.push((*field, many));
        }
    }
    Ok(counted)
}

/// All by which this member is recognised.
pub fn of(c: &mut Conn, member: MemberId) -> Result<Vec<String>, StoreError> {
    Ok(member_marks::table.filter(member_marks::member_id.eq(member.0)).select(member_marks::blind).load(c)?)
}

/// The members whom one of these values recognises, with the value.
pub fn bearing(c: &mut Conn, blinds: &[&str]) -> Result<Vec<(MemberId, String)>, StoreError> {
    let rows: Vec<(i64, String)> = member_marks::table
        .filter(member_marks::blind.eq_any(blinds))
        .select((member_marks::member_id, member_marks::blind))
        .order((member_marks::member_id, member_marks::blind))
        .load(c)?;
    Ok(rows.into_iter().map(|(member, blind)| (MemberId(member), blind)).collect())
}

/// A party of a case in which a value agrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agrees {
    pub case: CaseId,
    pub role: PartyRole,
    pub field: PartyField,
}

/// The parties that one of these values is of, by case.
pub fn parties_bearing(c: &mut Conn, blinds: &[String]) -> Result<Vec<Agrees>, StoreError> {
    let found: Vec<(i64, i64, String)> = party_index::table
        .filter(party_index::blind.eq_any(blinds))
        .select((party_index::case_id, party_index::party_id, party_index::field))
        .order((party_index::case_id, party_index::party_id))
        .load(c)?;
    let roles: std::collections::HashMap<i64, PartyRole> = parties::table
        .filter(is_among(Dialect::of(c), "parties.id", found.iter().map(|(_, party, _)| *party)))
        .select((parties::id, parties::role))
        .load::<(i64, AsText<PartyRole>)>(c)?
        .into_iter()
        .map(|(id, role)| (id, role.0))
        .collect();
    let agrees = |(case, party, field): (i64, i64, String)| {
        Some(Agrees { case: CaseId(case), role: *roles.get(&party)?, field: field.parse().ok()? })
    };
    Ok(found.into_iter().filter_map(agrees).collect())
}

/// Of these cases those of one of these units, ascending: without loading what no role of the member reaches.
pub fn within(c: &mut Conn, ids: &[CaseId], units: &[crate::domain::ids::UnitId]) -> Result<Vec<CaseId>, StoreError> {
    let dialect = Dialect::of(c);
    let rows: Vec<i64> = cases::table
        .filter(is_among(dialect, "cases.id", ids.iter().map(|id| id.0)))
        .filter(is_among(dialect, "cases.unit_id", units.iter().map(|unit| unit.0)))
        .select(cases::id)
        .order(cases::id)
        .load(c)?;
    Ok(rows.into_iter().map(CaseId).collect())
}
