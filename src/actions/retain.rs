//! What is kept no longer than the law and the office want: listed first, so that a supervisor sees it and may hold it; a month
//! later what says who somebody was and what they wrote is destroyed. Case, register and figures stay.

use chrono::{DateTime, Months, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::context::Context;
use super::error::ActionError;
use crate::domain::calendar::days_after;
use crate::domain::case::Case;
use crate::domain::day::Day;
use crate::domain::ids::{CaseId, MemberId};
use crate::domain::permission::Role;
use crate::domain::refusal::Refusal;
use crate::domain::status::StatusCode;
use crate::domain::text::Text;
use crate::domain::zone::local_date;
use crate::store::retention::{self, Placed, Rested};
use crate::store::{Conn, StoreError, case_keys, cases, conflicts, events};

/// Days between the listing of a case and its destruction.
pub const NOTICE: i64 = 30;
/// Cases looked at in one go.
const SOME: i64 = 200;

codes! {
    /// Why a case is on the list.
    pub enum Basis {
        /// A filed letter, kept as long as the law asks (TT 05/2021 art. 28): the head decides, by setting `REDRESS_KEEP`.
        HeadDecides = "head_decides",
        /// A filed letter whose time by `REDRESS_KEEP` is over too.
        Filed = "filed",
        /// Another closed case whose time by `REDRESS_KEEP` is over.
        Closed = "closed",
    }
}

impl Basis {
    /// Whether the office has decided that it is destroyed.
    pub const fn destroys(self) -> bool {
        matches!(self, Self::Filed | Self::Closed)
    }
}

/// A case that is kept no longer.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Overripe {
    pub id: CaseId,
    pub number: String,
    /// The day something was last recorded on it.
    pub since: Day,
    pub basis: Basis,
    /// When it was first on the list; none: it will be, when the job next runs.
    pub listed_on: Option<Day>,
    /// When it is destroyed, unless somebody holds it; none: nobody has decided that.
    pub destroyed_on: Option<Day>,
}

/// Everything that would be listed today, as it stands; nothing is changed.
pub fn due(ctx: &Context, conn: &mut Conn) -> Result<Vec<Overripe>, ActionError> {
    let (mut all, mut after) = (Vec::new(), CaseId(i64::MIN));
    loop {
        let some = retention::rested(conn, ctx.clock.now(), after, SOME)?;
        let Some(last) = some.last() else { break };
        after = last.case;
        let held = retention::held(conn, &some.iter().map(|one| one.case).collect::<Vec<_>>())?;
        for one in some.iter().filter(|one| !held.contains(&one.case)) {
            let Some(basis) = over(ctx, one.since, one.filed, one.keep_until) else { continue };
            let case = cases::load(conn, one.case)?.ok_or(StoreError::Corrupt("a case that was just there"))?;
            if linked_rest(ctx, conn, &case, one)? {
                all.push(Overripe {
                    id: case.id,
                    number: case.number.to_string(),
                    since: Day(local_date(one.since)),
                    basis,
                    listed_on: None,
                    destroyed_on: None,
                });
            }
        }
    }
    let listed: std::collections::HashMap<CaseId, NaiveDate> =
        retention::list(conn, true, CaseId(i64::MIN), i64::MAX)?.into_iter().map(|row| (row.case, row.listed_on)).collect();
    for one in &mut all {
        let on = listed.get(&one.id).copied();
        one.listed_on = on.map(Day);
        one.destroyed_on = one.basis.destroys().then(|| Day(days_after(on.unwrap_or_else(|| ctx.today()), NOTICE)));
    }
    Ok(all)
}

/// Whether the time of a case that has rested since then is over.
fn over(ctx: &Context, since: DateTime<Utc>, filed: bool, keep_until: Option<NaiveDate>) -> Option<Basis> {
    let today = ctx.today();
    let passed = |years: u32| local_date(since).checked_add_months(Months::new(12 * years)).is_some_and(|end| end < today);
    let keep = ctx.policy.keep;
    if !filed {
        return keep.closed.is_some_and(passed).then_some(Basis::Closed);
    }
    // The law's own year is never cut short, whatever was set.
    if keep_until.is_none_or(|end| end >= today) {
        return None;
    }
    Some(if keep.filed.is_some_and(passed) { Basis::Filed } else { Basis::HeadDecides })
}

/// Whether the cases this one is linked with rest too: what goes on elsewhere may need what was written here.
fn linked_rest(ctx: &Context, conn: &mut Conn, case: &Case, one: &Rested) -> Result<bool, ActionError> {
    let detail = &case.detail;
    let linked = detail.next.iter().map(|link| link.case).chain(detail.joined.iter().copied()).chain(detail.origin.map(|o| o.case()));
    let linked: Vec<CaseId> = linked.collect();
    for other in cases::load_all(conn, &linked)? {
        let last = events::load(conn, other.id)?.last().map_or(one.since, |event| event.at);
        if other.status.code() != StatusCode::Closed || over(ctx, last, one.filed, one.keep_until).is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Brings the list up to date; how many were put on it.
pub fn list(ctx: &Context) -> Result<usize, ActionError> {
    let due = ctx.store.snapshot(|conn| due(ctx, conn))?;
    let fresh = due.iter().filter(|one| one.listed_on.is_none()).count();
    ctx.write(|conn| {
        let waiting = retention::list(conn, true, CaseId(i64::MIN), i64::MAX)?;
        for gone in waiting.iter().filter(|row| due.iter().all(|one| one.id != row.case)) {
            retention::take_off(conn, gone.case)?;
        }
        for one in &due {
            retention::put(conn, one.id, ctx.today(), one.basis.as_str())?;
        }
        Ok(())
    })?;
    Ok(fresh)
}

/// The cases whose month on the list is over and that somebody decided to destroy.
pub fn ripe(ctx: &Context) -> Result<Vec<CaseId>, ActionError> {
    let due = ctx.store.snapshot(|conn| due(ctx, conn))?;
    let today = ctx.today();
    Ok(due.iter().filter(|one| one.listed_on.is_some() && one.destroyed_on.is_some_and(|on| on.0 <= today)).map(|one| one.id).collect())
}

/// Destroys what says who somebody was in this case, if it is still ripe; false: it is not.
pub fn destroy(ctx: &Context, id: CaseId) -> Result<bool, ActionError> {
    let objects = ctx.store.read(|conn| retention::objects(conn, id))?;
    // Bytes first: a row without them is tried again, bytes without a row would lie there for ever.
    let files = ctx.store.files()?;
    let still = |conn: &mut Conn| -> Result<bool, ActionError> {
        let case = cases::load_to_change(conn, id)?;
        Ok(case.is_some_and(|case| case.status.code() == StatusCode::Closed) && retention::held(conn, &[id])?.is_empty())
    };
    if !ctx.store.read(still)? {
        return Ok(false);
    }
    for object in &objects {
        files.delete(object)?;
    }
    ctx.write(|conn| {
        if !still(conn)? {
            return Ok(false);
        }
        retention::anonymise(conn, &ctx.keys, id, ctx.today())?;
        Ok(true)
    })
}

/// Why a case is held.
#[derive(Debug, serde::Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HoldReason {
    pub reason: Text,
}

/// Keeps a case from being destroyed, for a reason, until the hold is lifted. A supervisor of its unit may, who is not in conflict.
pub fn hold(ctx: &Context, me: MemberId, id: CaseId, why: &HoldReason) -> Result<(), ActionError> {
    let now = ctx.clock.now();
    ctx.write(|conn| {
        supervised(ctx, conn, me, id)?;
        let placed = Placed { id: ctx.id(now), case: id, by: me, at: now };
        let key = case_keys::load(conn, &ctx.keys, id)?;
        let sealed = key.seal(&retention::place_of_reason(placed.id), why.reason.as_str().as_bytes())?;
        retention::hold(conn, placed, sealed)?;
        Ok(retention::take_off(conn, id)?)
    })
}

/// Lifts the holds of a case. Refuses one that has none.
pub fn lift(ctx: &Context, me: MemberId, id: CaseId) -> Result<(), ActionError> {
    ctx.write(|conn| {
        supervised(ctx, conn, me, id)?;
        match retention::lift(conn, id, me, ctx.clock.now())? {
            0 => Err(Refusal::state("not_held").into()),
            _ => Ok(()),
        }
    })
}

/// A hold on a case, as its supervisors read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldView {
    pub case: CaseId,
    pub number: String,
    pub by: MemberId,
    /// The day it was placed.
    pub since: NaiveDate,
    pub reason: String,
}

/// The holds on this case, for whoever may place and lift them; none: that is not this member.
pub fn holds_of(ctx: &Context, conn: &mut Conn, me: MemberId, case: &Case) -> Result<Option<Vec<HoldView>>, ActionError> {
    if supervised(ctx, conn, me, case.id).is_err() {
        return Ok(None);
    }
    let rows = retention::holding(conn, Some(case.id))?;
    Ok(Some(rows.iter().map(|row| view(ctx, conn, case, row)).collect::<Result<_, _>>()?))
}

/// The holds on cases that this member supervises, the oldest first.
pub fn held_for(ctx: &Context, me: MemberId) -> Result<Vec<HoldView>, ActionError> {
    ctx.store.snapshot(|conn| {
        let mut seen = Vec::new();
        for row in retention::holding(conn, None)? {
            if supervised(ctx, conn, me, row.case).is_ok()
                && let Some(case) = cases::load(conn, row.case)?
            {
                seen.push(view(ctx, conn, &case, &row)?);
            }
        }
        Ok(seen)
    })
}

fn view(ctx: &Context, conn: &mut Conn, case: &Case, row: &retention::Held) -> Result<HoldView, ActionError> {
    let reason = case_keys::load(conn, &ctx.keys, case.id)?.open(&retention::place_of_reason(row.id), &row.sealed_reason)?;
    Ok(HoldView {
        case: case.id,
        number: case.number.to_string(),
        by: row.by,
        since: local_date(row.at),
        reason: String::from_utf8_lossy(&reason).into_owned(),
    })
}

/// The list as this supervisor may see it.
pub fn seen_by(ctx: &Context, me: MemberId) -> Result<Vec<Overripe>, ActionError> {
    ctx.store.snapshot(|conn| {
        let mut seen = Vec::new();
        for one in due(ctx, conn)? {
            if supervised(ctx, conn, me, one.id).is_ok() {
                seen.push(one);
            }
        }
        Ok(seen)
    })
}

/// That they supervise the case's unit and are not in conflict with it; to others it is not there.
fn supervised(ctx: &Context, conn: &mut Conn, me: MemberId, id: CaseId) -> Result<(), ActionError> {
    let missing = || ActionError::from(Refusal::missing("case_not_found"));
    let case = cases::load(conn, id)?.ok_or_else(missing)?;
    let may = ctx.directory.roles(me, case.unit).contains(&Role::Supervisor) && !conflicts::has(conn, id, me)?;
    if may { Ok(()) } else { Err(missing()) }
}
