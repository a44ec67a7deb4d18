//! Giving several cases to one officer: first what would happen to each, then each by its own act.
//!
//! There is no act on many cases: each is assigned in its own transaction, and says for itself whether it was.

use std::collections::HashMap;

use super::assign_case::{AssignCase, accepts};
use super::context::Context;
use super::error::ActionError;
use super::perform::{perform, standing};
use crate::domain::case::Case;
use crate::domain::event::By;
use crate::domain::gate::{self, Entry};
use crate::domain::ids::{CaseId, MemberId};
use crate::domain::refusal::Refusal;
use crate::domain::verb::Verb;
use crate::store::{Conn, cases, titles};

/// No more cases than these in one go: as many as the longest page of a list has.
pub const MOST: usize = 100;

/// What assigning one case would come to.
#[derive(Debug)]
pub struct Planned {
    pub id: CaseId,
    /// None: not there, or not for this member to know.
    pub case: Option<Case>,
    /// What members call it; not of a confidential case, which not every member may know more of than that it is there.
    pub title: Option<String>,
    /// Why it cannot be.
    pub refused: Option<Refusal>,
}

/// What became of one case.
#[derive(Debug)]
pub struct Assigned {
    pub id: CaseId,
    /// As it stood before; None as in [`Planned`].
    pub case: Option<Case>,
    pub done: Result<(), ActionError>,
}

/// What [`assign_each`] would do now, case by case, in the order given. Nothing is changed.
pub fn plan(ctx: &Context, conn: &mut Conn, me: MemberId, ids: &[CaseId], to: MemberId) -> Result<Vec<Planned>, ActionError> {
    let mut found: HashMap<CaseId, Case> = cases::load_all(conn, ids)?.into_iter().map(|case| (case.id, case)).collect();
    let mut called = titles::of(conn, ids)?;
    let planned = |id: CaseId| {
        let case = found.remove(&id).filter(|case| standing(ctx, By::Member(me), case, ctx.clock.now()).is_ok());
        let refused = match &case {
            Some(case) => try_one(ctx, me, case, to).err(),
            None => Some(Refusal::missing("case_not_found")),
        };
        let title = called.remove(&id).filter(|_| case.as_ref().is_some_and(|case| !case.confidential));
        Planned { id, case, title, refused }
    };
    Ok(ids.iter().copied().map(planned).collect())
}

/// What the act itself would say.
fn try_one(ctx: &Context, me: MemberId, case: &Case, to: MemberId) -> Result<(), Refusal> {
    let standing = standing(ctx, By::Member(me), case, ctx.clock.now())?;
    if gate::gate(Verb::Assign, case, &standing, ctx.today())? == Entry::OnPaper {
        // Each paper names one case: it is entered there.
        return Err(Refusal::field("signed_by", "required_on_paper"));
    }
    accepts(case, &ctx.directory, &standing, false, to).map(|_| ())
}

/// Assigns each of these cases, at the version that was looked at, and says of each what became of it.
pub fn assign_each(ctx: &Context, me: MemberId, chosen: &[(CaseId, i64)], act: &AssignCase) -> Result<Vec<Assigned>, ActionError> {
    let ids: Vec<CaseId> = chosen.iter().map(|(id, _)| *id).collect();
    let before = ctx.store.read(|conn| plan(ctx, conn, me, &ids, act.assignee))?;
    let each = before.into_iter().zip(chosen).map(|(Planned { id, case, .. }, (_, version))| {
        let done = perform(ctx, By::Member(me), id, Some(*version), act).map(|_| ());
        Assigned { id, case, done }
    });
    Ok(each.collect())
}
