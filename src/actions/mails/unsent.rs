//! Mails that wait while their case changes: made neutral when it becomes secret, taken back from who is now in conflict.

use chrono::{DateTime, Utc};

use super::{ActionError, Around, Owed, before, built, may_seal, opaque, reply_mark, secret};
use crate::actions::record::{Loaded, Recorder};
use crate::domain::event::{Event, Recorded};
use crate::domain::ids::MemberId;
use crate::domain::zone::cut_to_hour;
use crate::mail::{Mail, Reader, is_neutral, is_to_member};
use crate::seal::SealKey;
use crate::store::outbox::{self, Posted};
use crate::store::reminders;
use crate::texts::Lang;

/// Looks at what was not sent yet of this case, in the light of its last event.
pub(super) fn review(recorder: &mut Recorder<'_>, loaded: &Loaded, recorded: &Recorded) -> Result<(), ActionError> {
    let gone: Vec<MemberId> = match &recorded.event {
        Event::ConflictDeclared { member, .. } | Event::ConflictConfirmed { member, .. } => vec![*member],
        Event::ConflictFound { suspects } => suspects.iter().map(|s| s.member).collect(),
        Event::Joined { excluded, .. } => excluded.clone(),
        _ => Vec::new(),
    };
    let seals = may_seal(&recorded.event) && secret(&loaded.case);
    if gone.is_empty() && !seals {
        return Ok(());
    }
    let newly = seals && before(loaded)?.is_some_and(|before| !secret(&before));
    if newly || !gone.is_empty() {
        neutralise_lists(recorder, (!newly).then_some(gone.as_slice()))?;
    }
    let waiting = outbox::load(recorder.conn, loaded.case.id)?.into_iter().filter(|m| m.state != "sent");
    for mail in waiting.collect::<Vec<_>>() {
        if is_to_member(&mail.kind) && !gone.is_empty() && take_back(recorder, loaded, &mail, &gone)? {
            continue;
        }
        if seals && !is_neutral(&mail.kind) {
            neutralise(recorder, loaded, &mail)?;
        }
    }
    Ok(())
}

/// Members in conflict get no mail, not even a late one.
fn take_back(recorder: &mut Recorder<'_>, loaded: &Loaded, mail: &Posted, gone: &[MemberId]) -> Result<bool, ActionError> {
    let Some((recipient, ..)) = outbox::open(recorder.conn, &loaded.key, mail.id)? else { return Ok(false) };
    let address = |m: &MemberId| recorder.directory.members.get(m).and_then(|m| m.email.as_deref());
    let theirs = gone.iter().filter_map(address).any(|a| a.eq_ignore_ascii_case(&recipient));
    if theirs {
        outbox::take_back(recorder.conn, mail.id)?;
    }
    Ok(theirs)
}

/// A list names cases and belongs to none: those that wait tell nothing any more; of these members, or of all. What asks for a
/// calendar names no case and stays.
fn neutralise_lists(recorder: &mut Recorder<'_>, of: Option<&[MemberId]>) -> Result<(), ActionError> {
    let key = recorder.keys.purpose("outbox");
    for (member, id) in reminders::unsent_lists(recorder.conn, of)? {
        let Some(mail) = outbox::find(recorder.conn, id)?.filter(|mail| names_cases(&mail.kind)) else { continue };
        let Some((address, ..)) = outbox::open(recorder.conn, &key, id)? else { continue };
        let unit = recorder.directory.members.get(&member).and_then(|m| m.grants.first()).map(|g| g.unit);
        let unit = unit.and_then(|u| recorder.directory.units.get(&u)).map(|u| u.name.clone()).unwrap_or_default();
        let lang = mail.language.parse().unwrap_or(Lang::Vi);
        let owed = Owed { address, reader: Reader { name: None, lang }, mail: Mail::DeskNews { unit } };
        rewrite(recorder, &key, &mail, &owed, mail.created_at)?;
    }
    Ok(())
}

fn names_cases(kind: &str) -> bool {
    kind != "no_calendar" && !is_neutral(kind)
}

fn neutralise(recorder: &mut Recorder<'_>, loaded: &Loaded, mail: &Posted) -> Result<(), ActionError> {
    let Some((address, ..)) = outbox::open(recorder.conn, &loaded.key, mail.id)? else { return Ok(()) };
    let unit = recorder.directory.units.get(&loaded.case.unit).map(|u| u.name.clone()).unwrap_or_default();
    let neutral = if is_to_member(&mail.kind) { Mail::DeskNews { unit } } else { Mail::News { unit } };
    let lang = mail.language.parse().unwrap_or(Lang::Vi);
    let owed = Owed { address, reader: Reader { name: None, lang }, mail: neutral };
    rewrite(recorder, &loaded.key, mail, &owed, cut_to_hour(mail.created_at))
}

fn rewrite(recorder: &mut Recorder<'_>, key: &SealKey, mail: &Posted, owed: &Owed, date: DateTime<Utc>) -> Result<(), ActionError> {
    // Another message, so another id: the first may have gone through although its sender did not hear so.
    let mark = opaque(recorder.keys, &format!("neutral mail {}", mail.id));
    let reply = reply_mark(recorder, mail.id, &owed.mail);
    let around = Around { mark: &mark, thread: None, date, reply: reply.as_deref() };
    if let Some(built) = built(recorder.sender, &owed.mail, owed, &around)? {
        outbox::rewrite(recorder.conn, key, mail.id, owed.mail.kind(), &built.subject, &built.bytes, &built.message_id)?;
    }
    Ok(())
}
