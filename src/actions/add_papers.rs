//! Papers are added: to a form that is being filled in, or to a case, by its sender or by members.

use super::act::Kept as Nothing;
use super::context::Context;
use super::error::ActionError;
use super::half_form::{Holder, Kept, hold};
use super::papers::{NewPaper, Paper, Ready, Sheet, fits, opened, prepare, row};
use super::perform::standing;
use super::read::citizen;
use super::record::{self, Entry};
use crate::domain::event::{By, Event};
use crate::domain::gate;
use crate::domain::ids::{CaseId, PaperId};
use crate::domain::paper::MOST_OF_CASE;
use crate::domain::refusal::Refusal;
use crate::store::attachments::{self, Attachment, Owner};
use crate::store::{Conn, case_keys};

/// Adds a paper to a form. None: the form is gone, or was sent.
///
/// Refuses, by the name of the file: another kind, too large, too many, too much together.
pub fn to_form(ctx: &Context, holder: &Holder, new: &NewPaper) -> Result<Option<Paper>, ActionError> {
    let ready = prepare(ctx, new)?;
    kept(ctx, std::slice::from_ref(&ready), |conn, used| {
        if !matches!(hold(ctx, conn, holder)?, Some(Kept::Filling(_))) {
            return Ok(None);
        }
        let (key, hash) = (holder.key(ctx), holder.hash(ctx));
        fits(&opened(&key, attachments::of_form(conn, &hash)?)?, [&ready.sheet])?;
        let entered = row(ctx, &key, ctx.clock.now(), &ready.sheet, &ready.object)?;
        attachments::insert(conn, Owner::Form(&hash), &entered)?;
        used.push(ready.object.clone());
        Ok(Some(ready.sheet.paper(&entered)))
    })
}

/// The bytes are put first, and taken away again where no row came to `used` them.
fn kept<T>(
    ctx: &Context,
    ready: &[Ready],
    mut enter: impl FnMut(&mut Conn, &mut Vec<String>) -> Result<T, ActionError>,
) -> Result<T, ActionError> {
    let files = ctx.store.files()?;
    let put = ready.iter().try_for_each(|one| files.put(&one.object, one.sealed.clone()));
    let mut used = Vec::new();
    let entered = put.map_err(ActionError::from).and_then(|()| {
        ctx.write(|conn| {
            used.clear();
            enter(conn, &mut used)
        })
    });
    for one in ready.iter().filter(|one| entered.is_err() || !used.contains(&one.object)) {
        files.delete(&one.object)?;
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
    Ok(opened(&holder.key(ctx), rows)?.iter().map(|(row, sheet)| sheet.paper(row)).collect())
}

/// Adds papers to a case in one sending, all or none, as one event of its register: by its sender, a clerk, an officer. A file
/// that is there already under the same name is not kept twice; where all of them are, nothing happens.
///
/// Refuses, by the name of the file: another kind, too large, too many, too much together; and what [`gate::papers`] refuses.
pub fn to_case(ctx: &Context, by: By, case: CaseId, new: &[NewPaper]) -> Result<Vec<Paper>, ActionError> {
    if new.is_empty() {
        return Err(Refusal::field("papers", "required").into());
    }
    let ready = new.iter().map(|one| prepare(ctx, one)).collect::<Result<Vec<_>, _>>()?;
    fits(&[], ready.iter().map(|one| &one.sheet))?;
    let now = ctx.clock.now();
    kept(ctx, &ready, |conn, used| {
        let loaded = record::load(conn, &ctx.keys, case)?.ok_or(Refusal::missing("case_not_found"))?;
        let standing = standing(ctx, by, &loaded.case, now)?;
        gate::papers(&loaded.case, &standing, ctx.today())?;
        let there = opened(&loaded.key, attachments::of_case(conn, case)?)?;
        let fresh = fresh(&there, &ready);
        if there.len() + fresh.len() > MOST_OF_CASE {
            return Err(Refusal::field("papers", "case_papers_too_many").with("most", MOST_OF_CASE).into());
        }
        let make = |at| ctx.id(at);
        let mut recorder = ctx.recorder(conn, now, &make);
        let moment = recorder.moment(by, &loaded.case);
        let (mut papers, mut digests) = (Vec::new(), Vec::new());
        for one in fresh {
            let entered = row(ctx, &loaded.key, moment, &one.sheet, &one.object)?;
            attachments::insert(recorder.conn, Owner::Case { case, letter: None }, &entered)?;
            used.push(one.object.clone());
            digests.push((entered.id, one.sheet.digest(ctx, entered.id)));
            papers.push(one.sheet.paper(&entered));
        }
        if !papers.is_empty() {
            let entry = Entry { event: Event::PapersAdded { papers: digests }, on: ctx.today(), by, on_paper: false };
            recorder.record(loaded, entry, &Nothing::default())?;
        }
        Ok(papers)
    })
}

/// The same, by the sender of this case: to the newest link of it.
pub fn of_sender(ctx: &Context, case: CaseId, new: &[NewPaper]) -> Result<Vec<Paper>, ActionError> {
    let newest = ctx.store.snapshot(|conn| citizen::newest_of(conn, case))?;
    to_case(ctx, By::Citizen, newest.id, new)
}

/// Those that are neither in the case nor twice among the new.
fn fresh<'a>(there: &[(Attachment, Sheet)], new: &'a [Ready]) -> Vec<&'a Ready> {
    let mut fresh: Vec<&Ready> = Vec::new();
    for one in new {
        let known = there.iter().any(|(_, sheet)| sheet.is(&one.sheet)) || fresh.iter().any(|other| other.sheet.is(&one.sheet));
        if !known {
            fresh.push(one);
        }
    }
    fresh
}

/// The papers of a case, oldest first. Whoever calls has made sure that their reader may.
pub(super) fn of_case(ctx: &Context, conn: &mut Conn, case: CaseId) -> Result<Vec<(Attachment, Sheet)>, ActionError> {
    let key = case_keys::load(conn, &ctx.keys, case)?;
    opened(&key, attachments::of_case(conn, case)?)
}
