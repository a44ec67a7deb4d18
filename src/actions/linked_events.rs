//! What is true of all linked cases is recorded on each of them: who is in conflict, and the day the first of them came.

use chrono::{DateTime, Utc};

use super::act::{Keep, Kept, Purpose};
use super::error::ActionError;
use super::record::{self, Entry, Loaded, Recorder, today};
use crate::domain::case::{Case, LinkKind};
use crate::domain::correction::{Correctable, Correction};
use crate::domain::event::{By, Event};
use crate::domain::ids::{CaseId, PartyId, TextId};
use crate::domain::refusal::Refusal;
use crate::domain::text::TextRef;
use crate::domain::zone::local_date;
use crate::store::{Conn, StoreError, cases};

/// Records on the cases linked with this one what its last event means for them; `kept`: the texts of that event.
pub fn follow(recorder: &mut Recorder<'_>, after: &Loaded, by: By, kept: &Kept) -> Result<(), ActionError> {
    let Some(event) = after.history.last().map(|recorded| recorded.event.clone()) else { return Ok(()) };
    match event {
        Event::ConflictDeclared { member, relation } => {
            for id in concerned(recorder.conn, &after.case)? {
                let linked = load(recorder, id)?;
                if !linked.case.detail.excluded.contains(&member) {
                    let told = |relation| Event::ConflictDeclared { member, relation };
                    also(recorder, linked, by, (Purpose::Reason, text(kept, &relation)), told)?;
                }
            }
        }
        Event::ConflictConfirmed { member, reason } => {
            for id in concerned(recorder.conn, &after.case)? {
                let linked = load(recorder, id)?;
                if !linked.case.detail.excluded.contains(&member) {
                    let told = |reason| Event::ConflictConfirmed { member, reason };
                    also(recorder, linked, by, (Purpose::Reason, text(kept, &reason)), told)?;
                }
            }
        }
        Event::Corrected { field: Correctable::ReceivedAt, change: Correction::ReceivedAt { new, .. }, reason }
            if after.case.detail.origin.is_none() =>
        {
            for id in descendants(recorder.conn, &after.case)? {
                first_came(recorder, id, by, new, text(kept, &reason))?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// The first of the linked cases came at another time than was written; none of them came before it.
fn first_came(recorder: &mut Recorder<'_>, id: CaseId, by: By, new: DateTime<Utc>, reason: &str) -> Result<(), ActionError> {
    let linked = load(recorder, id)?;
    let arrived = local_date(linked.case.received_at);
    if local_date(new) > arrived {
        let (number, arrived) = (&linked.case.number, arrived.format("%d/%m/%Y"));
        return Err(Refusal::field("value", "receipt_after_link").with("number", number).with("arrived", arrived).into());
    }
    let change = Correction::FirstReceivedAt { old: linked.case.first_received_at, new };
    also(recorder, linked, by, (Purpose::Reason, reason), |reason| Event::Corrected { field: Correctable::ReceivedAt, change, reason })
}

/// One event on a linked case, with its text sealed there anew.
fn also(
    recorder: &mut Recorder<'_>,
    linked: Loaded,
    by: By,
    (purpose, text): (Purpose, &str),
    event: impl FnOnce(TextRef) -> Event,
) -> Result<(), ActionError> {
    let (moment, make, keys) = (recorder.moment(by, &linked.case), recorder.id, recorder.keys);
    let mut ids = || make(moment);
    let digest = |id: TextId, text: &str| keys.text_digest(id.0, text);
    let present = |_: PartyId, _| None;
    let mut keep = Keep::new(&mut ids, &digest, &present);
    let event = event(keep.text(purpose, text));
    let kept = keep.kept;
    let on = today(recorder.now);
    recorder.record(linked, Entry { event, on, by, on_paper: false }, &kept)?;
    Ok(())
}

fn load(recorder: &mut Recorder<'_>, id: CaseId) -> Result<Loaded, ActionError> {
    Ok(record::load(recorder.conn, recorder.keys, id)?.ok_or(StoreError::Corrupt("a linked case"))?)
}

fn text<'k>(kept: &'k Kept, which: &TextRef) -> &'k str {
    kept.texts.iter().find(|(id, ..)| *id == which.id).map_or("", |(.., said)| said)
}

/// The cases that a conflict with this one concerns too: all that transfers and appeals link, and those that these were
/// joined to. Not those joined to it: their senders may have nothing to do with the member.
fn concerned(conn: &mut Conn, case: &Case) -> Result<Vec<CaseId>, StoreError> {
    reached(conn, case, |case| {
        let origin = case.detail.origin.map(|origin| origin.case());
        case.detail.next.iter().map(|link| link.case).chain(origin).collect()
    })
}

/// The cases that came out of this one by transfer or appeal.
pub fn descendants(conn: &mut Conn, case: &Case) -> Result<Vec<CaseId>, StoreError> {
    let further = |kind| matches!(kind, LinkKind::Transfer | LinkKind::Appeal);
    reached(conn, case, |case| case.detail.next.iter().filter(|link| further(link.kind)).map(|link| link.case).collect())
}

/// All cases that these steps lead to, the case itself left out, in the order of their ids.
fn reached(conn: &mut Conn, case: &Case, step: impl Fn(&Case) -> Vec<CaseId>) -> Result<Vec<CaseId>, StoreError> {
    let (mut found, mut ahead) = (Vec::new(), step(case));
    while let Some(id) = ahead.pop() {
        if id == case.id || found.contains(&id) {
            continue;
        }
        found.push(id);
        ahead.extend(cases::load(conn, id)?.iter().flat_map(&step));
    }
    found.sort_unstable();
    Ok(found)
}
