//! Letters of a flood are admitted to the desk: in bulk, as they came. Nothing on them changes; they were received all along.

use super::context::Context;
use super::error::ActionError;
use crate::domain::ids::{MemberId, UnitId};
use crate::domain::permission::Role;
use crate::store::triage;

/// Admits everything that waits in the units whose letters this member receives; how much it was.
pub fn admit(ctx: &Context, me: MemberId) -> Result<usize, ActionError> {
    let receives = |unit: &UnitId| ctx.directory.roles(me, *unit).iter().any(|role| matches!(role, Role::Clerk | Role::Supervisor));
    let units: Vec<UnitId> = ctx.directory.units.keys().copied().filter(receives).collect();
    ctx.write(|conn| Ok(triage::admit(conn, &units)?))
}
