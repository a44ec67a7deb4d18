//! What admins are shown of the office besides the directory: where four eyes are missing, who has no password yet, own sessions.

use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::manage_users::keeps;
use crate::domain::directory::Unit;
use crate::domain::ids::{MemberId, UnitId};
use crate::domain::party::PartyField;
use crate::domain::permission::Role;
use crate::store::{member_marks, members, units};

/// A unit with fewer than two supervisors: approving and signing there go up the tree, or to a signed paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thin {
    /// Name and sign.
    pub unit: String,
    /// Supervisors of the unit or above it who may act today.
    pub holders: usize,
}

/// Those among the units that this admin keeps that have cases, or may have: open to the public. By sign.
pub fn thin(ctx: &Context, admin: MemberId) -> Result<Vec<Thin>, ActionError> {
    let numbered = ctx.store.read(units::with_numbers)?;
    let (directory, today) = (&ctx.directory, ctx.today());
    let has_cases = |u: &Unit| (u.public && holds(u, today)) || numbered.contains(&u.id);
    let mut working: Vec<&Unit> = directory.units.values().filter(|u| has_cases(u) && keeps(directory, admin, u.id)).collect();
    working.sort_by(|a, b| a.sign.cmp(&b.sign));
    let holders = |id: UnitId| directory.holders(Role::Supervisor, id, today).len();
    let counted = working.into_iter().map(|u| Thin { unit: format!("{} ({})", u.name, u.sign), holders: holders(u.id) });
    Ok(counted.filter(|t| t.holders < 2).collect())
}

fn holds(unit: &Unit, today: chrono::NaiveDate) -> bool {
    unit.valid_from.is_none_or(|from| from <= today) && unit.valid_to.is_none_or(|to| today <= to)
}

/// The accounts that have no password yet.
pub fn without_password(ctx: &Context) -> Result<Vec<MemberId>, ActionError> {
    Ok(ctx.store.read(members::without_password)?)
}

/// By how many names, telephones, addresses and cards beside the account's own this member is recognised among parties.
pub fn marks(ctx: &Context, member: MemberId) -> Result<Vec<(PartyField, i64)>, ActionError> {
    Ok(ctx.store.read(|conn| member_marks::count(conn, member))?)
}
