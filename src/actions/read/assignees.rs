//! To whom a case may be given: what `assign` would take from this caller, of the members who are there.

use serde::Serialize;
use utoipa::ToSchema;

use super::case_reads::Seen;
use crate::actions::assign_case::accepts;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::domain::gate::{self, Entry};
use crate::domain::ids::MemberId;
use crate::domain::permission::Role;
use crate::domain::refusal::Sort;
use crate::domain::verb::Verb;
use crate::store::{Conn, cases};

/// A member to whom a case may be given.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssigneeView {
    pub id: MemberId,
    pub name: String,
    /// A clerk, who is given the case to serve its documents.
    pub serves: bool,
    /// How many open cases are assigned to them, here and elsewhere; not counted beyond a thousand.
    pub open_cases: i64,
}

/// Officers of the unit's scope who are present and not in conflict, clerks after them, each by name; to an officer who may
/// only take the case, themselves. Nobody where the state of the case lets it be given to nobody.
pub fn assignees(ctx: &Context, conn: &mut Conn, me: MemberId, seen: &Seen) -> Result<Vec<AssigneeView>, ActionError> {
    let (case, today) = (&seen.case, ctx.today());
    let on_paper = match gate::gate(Verb::Assign, case, &seen.standing, today) {
        Ok(entry) => entry == Entry::OnPaper,
        Err(refusal) if refusal.sort == Sort::State => return Ok(Vec::new()),
        Err(refusal) => return Err(refusal.into()),
    };
    let mut candidates = ctx.directory.holders(Role::Officer, case.unit, today);
    candidates.extend(ctx.directory.holders(Role::Clerk, case.unit, today));
    // An officer who takes a case is at work, whatever their calendar says.
    candidates.push(me);
    candidates.sort_unstable();
    candidates.dedup();
    let taken = |id: MemberId| accepts(case, &ctx.directory, &seen.standing, on_paper, id).ok().map(|serves| (id, serves));
    let taken: Vec<(MemberId, bool)> = candidates.into_iter().filter_map(taken).collect();
    let open = cases::open_of(conn, &taken.iter().map(|(id, _)| *id).collect::<Vec<_>>())?;
    let shown = |(id, serves): (MemberId, bool)| {
        let name = ctx.directory.members.get(&id).map(|m| m.name.clone()).unwrap_or_default();
        AssigneeView { id, name, serves, open_cases: open.get(&id).copied().unwrap_or_default() }
    };
    let mut all: Vec<AssigneeView> = taken.into_iter().map(shown).collect();
    all.sort_by(|a, b| (a.serves, &a.name, a.id).cmp(&(b.serves, &b.name, b.id)));
    Ok(all)
}
