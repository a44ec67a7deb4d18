//! Mails that wait while their case changes: made neutral when it becomes secret, taken back from who is now in conflict.

use super::{ActionError, Around, Owed, built, may_seal, opaque, reply_mark, secret};
use crate::actions::receive_case::cut_to_hour;
use crate::actions::record::{Loaded, Recorder};
use crate::domain::event::{Event, Recorded};
use crate::domain::ids::MemberId;
use crate::mail::{Mail, Reader, is_neutral, is_to_member};
use crate::store::outbox::{self, Posted};
use crate::texts::Lang;

/// Looks at what was not sent yet of this case, in the light of its last event.
pub(super) fn review(recorder: &mut Recorder<'_>, loaded: &Loaded, recorded: &Recorded) -> Result<(), ActionError> {
    let gone: Vec<MemberId> = match &recorded.event {
        Event::ConflictDeclared { member, .. } => vec![*member],
        Event::Joined { excluded, .. } => excluded.clone(),
        _ => Vec::new(),
    };
    let seals = may_seal(&recorded.event) && secret(&loaded.case);
    if gone.is_empty() && !seals {
        return Ok(());
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

fn neutralise(recorder: &mut Recorder<'_>, loaded: &Loaded, mail: &Posted) -> Result<(), ActionError> {
    let Some((address, ..)) = outbox::open(recorder.conn, &loaded.key, mail.id)? else { return Ok(()) };
    let unit = recorder.directory.units.get(&loaded.case.unit).map(|u| u.name.clone()).unwrap_or_default();
    let neutral = if is_to_member(&mail.kind) { Mail::DeskNews { unit } } else { Mail::News { unit } };
    let lang = mail.language.parse().unwrap_or(Lang::Vi);
    // Another message, so another id: the first may have gone through although its sender did not hear so.
    let mark = opaque(recorder.keys, &format!("neutral mail {}", mail.id));
    let owed = Owed { address, reader: Reader { name: None, lang }, mail: neutral };
    let reply = reply_mark(recorder, mail.id, &owed.mail);
    let around = Around { mark: &mark, thread: None, date: cut_to_hour(mail.created_at), reply: reply.as_deref() };
    if let Some(built) = built(recorder.sender, &owed.mail, &owed, &around)? {
        outbox::rewrite(recorder.conn, &loaded.key, mail.id, owed.mail.kind(), &built.subject, &built.bytes, &built.message_id)?;
    }
    Ok(())
}
