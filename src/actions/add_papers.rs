//! Papers are added: to a form that is being filled in, or to a case, by its sender or by members.

use super::context::Context;
use super::error::ActionError;
use super::half_form::{Holder, Kept, hold};
use super::papers::{NewPaper, Paper, Ready, fits, opened, prepare, row};
use super::perform::standing;
use super::record;
use crate::domain::event::By;
use crate::domain::gate;
use crate::domain::ids::{CaseId, LetterId, PaperId};
use crate::domain::refusal::Refusal;
use crate::domain::verb::Verb;
use crate::store::attachments::{self, Owner};
use crate::store::{Conn, case_keys};

/// Adds a paper to a form. None: the form is gone, or was sent.
///
/// Refuses, by the name of the file: another kind, too large, too many, too much together.
pub fn to_form(ctx: &Context, holder: &Holder, new: &NewPaper) -> Result<Option<Paper>, ActionError> {
    let ready = prepare(ctx, new)?;
    kept(ctx, &ready, |conn| {
        if !matches!(hold(ctx, conn, holder)?, Some(Kept::Filling(_))) {
            return Ok(None);
        }
        let (key, hash) = (holder.key(ctx), holder.hash(ctx));
        fits(&opened(&key, attachments::of_form(conn, &hash)?)?, &ready.sheet)?;
        let now = ctx.clock.now();
        let entered = row(ctx, &key, now, &ready.sheet, &ready.object)?;
        attachments::insert(conn, Owner::Form(&hash), &entered, now)?;
        Ok(Some(ready.sheet.paper(entered.id, None)))
    })
}

/// The bytes are put first, and taken away again where their row is refused.
fn kept<T>(
    ctx: &Context,
    ready: &Ready,
    mut enter: impl FnMut(&mut Conn) -> Result<Option<T>, ActionError>,
) -> Result<Option<T>, ActionError> {
    let files = ctx.store.files()?;
    files.put(&ready.object, ready.sealed.clone())?;
    let entered = ctx.write(&mut enter);
    if !matches!(entered, Ok(Some(_))) {
        files.delete(&ready.object)?;
    }
    entered
}

/// Takes a paper of a form away; one that is not there is well.
pub fn take_from_form(ctx: &Context, holder: &Holder, id: PaperId) -> Result<(), ActionError> {
    let hash = holder.hash(ctx);
    let rows = ctx.store.read(|conn| attachments::of_form(conn, &hash))?;
    let Some(row) = rows.into_iter().find(|row| row.id == id) else { return Ok(()) };
    ctx.store.files()?.delete(&row.object)?;
    ctx.write(|conn| Ok(attachments::forget(conn, &[id])?))
}

/// The papers of a form.
pub fn of_form(ctx: &Context, holder: &Holder) -> Result<Vec<Paper>, ActionError> {
    let hash = holder.hash(ctx);
    let rows = ctx.store.read(|conn| attachments::of_form(conn, &hash))?;
    Ok(opened(&holder.key(ctx), rows)?.into_iter().map(|(row, sheet)| sheet.paper(row.id, None)).collect())
}

/// Adds a paper to a case, to whoever may add a letter to it now: its sender, or a member. `letter`: the one it belongs to.
pub fn to_case(ctx: &Context, by: By, case: CaseId, letter: Option<LetterId>, new: &NewPaper) -> Result<Paper, ActionError> {
    let ready = prepare(ctx, new)?;
    let now = ctx.clock.now();
    let added = kept(ctx, &ready, |conn| {
        let loaded = record::load(conn, &ctx.keys, case)?.ok_or(Refusal::missing("case_not_found"))?;
        let standing = standing(ctx, by, &loaded.case, now)?;
        gate::gate(Verb::AddLetter, &loaded.case, &standing, ctx.today())?;
        let there = opened(&loaded.key, attachments::of_case(conn, case)?)?;
        let of_letter: Vec<_> = there.into_iter().filter(|(row, _)| row.letter == letter).collect();
        fits(&of_letter, &ready.sheet)?;
        let make = |at| ctx.id(at);
        let moment = ctx.recorder(conn, now, &make).moment(by, &loaded.case);
        let entered = row(ctx, &loaded.key, moment, &ready.sheet, &ready.object)?;
        attachments::insert(conn, Owner::Case { case, letter }, &entered, moment)?;
        Ok(Some(ready.sheet.paper(entered.id, letter)))
    })?;
    added.ok_or_else(|| Refusal::missing("case_not_found").into())
}

/// The papers of a case, oldest first. Whoever calls has made sure that their reader may.
pub(super) fn of_case(
    ctx: &Context,
    conn: &mut Conn,
    case: CaseId,
) -> Result<Vec<(attachments::Attachment, super::papers::Sheet)>, ActionError> {
    let key = case_keys::load(conn, &ctx.keys, case)?;
    opened(&key, attachments::of_case(conn, case)?)
}
