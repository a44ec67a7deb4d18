//! Mails that no event causes: what a time limit or a morning brings.

use super::{ActionError, Around, Owed, built, members, opaque, post_each, senders};
use crate::actions::context::Context;
use crate::actions::record::{Loaded, Recorder};
use crate::domain::directory::Member;
use crate::domain::ids::{MailId, MemberId};
use crate::domain::reminder::Notice;
use crate::mail::{Mail, Pressing, Reader, Task};
use crate::store::Conn;
use crate::store::outbox::{self, NewMail};
use crate::texts::Lang;

/// A time limit of the case is told to these members; how many mails that makes.
pub fn press(
    recorder: &mut Recorder<'_>,
    loaded: &Loaded,
    to: &[MemberId],
    pressing: impl FnOnce(Task) -> Pressing,
    mail: impl FnOnce(Pressing) -> Mail,
) -> Result<usize, ActionError> {
    let directory = recorder.directory;
    let mail = mail(pressing(members::task(&loaded.case, directory, None)));
    let owed = to.iter().filter_map(|member| members::addressed(directory, *member, mail.clone())).collect();
    post_each(recorder, loaded, None, owed)
}

/// Whoever speaks for the senders is told; how many mails that makes.
pub fn tell_senders(recorder: &mut Recorder<'_>, loaded: &Loaded, notice: Notice) -> Result<usize, ActionError> {
    let owed = senders::told_by_clock(recorder, loaded, notice)?;
    post_each(recorder, loaded, None, owed)
}

/// Puts a mail to a member into the outbox that concerns no case. None: the account has no address that one can be sent to.
pub fn post_to_member(ctx: &Context, conn: &mut Conn, member: &Member, mail: &Mail) -> Result<Option<MailId>, ActionError> {
    let (Some(address), now) = (member.email.clone(), ctx.clock.now()) else { return Ok(None) };
    let id = MailId(ctx.id(now));
    let lang = member.language.parse().unwrap_or(Lang::Vi);
    let owed = Owed { address, reader: Reader { name: Some(member.name.clone()), lang }, mail: mail.clone() };
    let mark = opaque(&ctx.keys, &format!("mail {id}"));
    let around = Around { mark: &mark, thread: None, date: now, reply: None };
    let Some(built) = built(&ctx.sender, mail, &owed, &around)? else { return Ok(None) };
    let new = NewMail {
        id,
        case: None,
        event: None,
        kind: mail.kind(),
        language: lang.as_str(),
        created_at: now,
        recipient: &built.recipient,
        subject: &built.subject,
        bytes: &built.bytes,
        message_id: &built.message_id,
        destination: &outbox::destination(&ctx.keys, &built.recipient),
    };
    outbox::insert(conn, &ctx.keys.purpose("outbox"), &new)?;
    Ok(Some(id))
}
