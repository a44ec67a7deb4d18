//! The mails that an event owes: called by `record`, inside its transaction, so that an act and its mails are one.
//!
//! A mail is built, addressed and sealed here; `jobs/send_mail` only hands over what lies in the outbox.

mod members;
mod senders;
mod timely;
mod undelivered;
mod unsent;

pub use timely::{post_to_member, press, tell_senders};
pub use undelivered::alert;

use chrono::{DateTime, Duration, Utc};

use super::error::ActionError;
use super::record::{Loaded, Recorder, today};
use crate::domain::apply;
use crate::domain::case::Case;
use crate::domain::correction::Correctable;
use crate::domain::event::Event;
use crate::domain::ids::{DocumentId, EventId, MailId};
use crate::domain::kind::{Identity, Kind};
use crate::domain::zone::cut_to_hour;
use crate::mail::{self, Built, Headers, Mail, MailError, Paper, Reader, Sender};
use crate::seal::Keys;
use crate::store::outbox::{self, NewMail};
use crate::store::{StoreError, documents, mail_replies};

/// A mail to one address.
struct Owed {
    address: String,
    reader: Reader,
    mail: Mail,
}

/// Puts into the outbox what the last event owes to whom.
pub fn owe(recorder: &mut Recorder<'_>, loaded: &Loaded) -> Result<(), ActionError> {
    let Some(recorded) = loaded.history.last() else { return Ok(()) };
    unsent::review(recorder, loaded, recorded)?;
    if ends_answers(&recorded.event) {
        mail_replies::forget(recorder.conn, loaded.case.id)?;
    }
    let mut owed = senders::owed(recorder, loaded, recorded)?;
    owed.extend(members::owed(recorder.directory, loaded, recorded, today(recorder.now)));
    post_each(recorder, loaded, Some(recorded.id), owed)?;
    Ok(())
}

/// Puts these into the outbox, one an address: two representatives with one address are told once. How many there were.
fn post_each(recorder: &mut Recorder<'_>, loaded: &Loaded, event: Option<EventId>, owed: Vec<Owed>) -> Result<usize, ActionError> {
    let mut told: Vec<String> = Vec::new();
    let mut posted = 0;
    for one in owed {
        let address = one.address.to_lowercase();
        if !told.contains(&address) {
            posted += usize::from(post(recorder, loaded, event, &one)?);
            told.push(address);
        }
    }
    Ok(posted)
}

/// Of such a case a mail tells nothing: confidential, a denunciation whatever its status, a false name (whose address may be
/// somebody else's). To anonymous senders no mail goes at all.
pub fn secret(case: &Case) -> bool {
    case.confidential || case.kind == Kind::Denunciation || case.identity != Identity::Named
}

/// Puts one mail into the outbox; `event`: what caused it, if not the clock. False: no mail can be sent to this address.
fn post(recorder: &mut Recorder<'_>, loaded: &Loaded, event: Option<EventId>, owed: &Owed) -> Result<bool, ActionError> {
    let case = &loaded.case;
    let secret = secret(case);
    let neutral = secret.then(|| owed.mail.neutral());
    let mail = neutral.as_ref().unwrap_or(&owed.mail);
    let at = if secret { cut_to_hour(recorder.now) } else { recorder.now };
    let id = mail_id(recorder, at, secret);
    let thread = (!secret).then(|| opaque(recorder.keys, &format!("thread {} {}", case.id, owed.address)));
    let mark = opaque(recorder.keys, &format!("mail {id}"));
    let reply = reply_mark(recorder, id, mail);
    let around = Around { mark: &mark, thread: thread.as_deref(), date: at, reply: reply.as_deref() };
    let Some(built) = built(recorder.sender, mail, owed, &around)? else {
        tracing::warn!(case = %case.id, "no mail can be sent to the address of a party");
        return Ok(false);
    };
    let new = NewMail {
        id,
        case: Some(case.id),
        event,
        kind: mail.kind(),
        language: owed.reader.lang.as_str(),
        created_at: at,
        recipient: &built.recipient,
        subject: &built.subject,
        bytes: &built.bytes,
        message_id: &built.message_id,
        destination: &outbox::destination(recorder.keys, &built.recipient),
    };
    outbox::insert(recorder.conn, &loaded.key, &new)?;
    if let Some(token) = &reply {
        mail_replies::insert(recorder.conn, &recorder.keys.token_hash(token), id, case.id, at + ANSWERABLE)?;
    }
    Ok(true)
}

/// Whether earlier mails may no longer be answered: one went to a wrong address, or somebody was not who they seemed to be.
const fn ends_answers(event: &Event) -> bool {
    match event {
        Event::Corrected { field, .. } => matches!(field, Correctable::PetitionerEmail),
        Event::ReceiptReissued { .. } => true,
        _ => false,
    }
}

/// How long a mail may be answered.
const ANSWERABLE: Duration = Duration::days(180);

/// The token in the address to which a mail to a sender may be answered: 128 bits that nobody makes without the office key.
/// None: to a member, or no mails come in here.
fn reply_mark(recorder: &Recorder<'_>, id: MailId, mail: &Mail) -> Option<String> {
    let answerable = recorder.sender.intake.is_some() && !mail::is_to_member(mail.kind());
    answerable.then(|| opaque(recorder.keys, &format!("reply to mail {id}")))
}

/// Of secret cases an id tells its hour only; the moment within it is drawn, since an hour of mails in one millisecond would
/// soon have two of one id.
fn mail_id(recorder: &Recorder<'_>, at: DateTime<Utc>, secret: bool) -> MailId {
    let id = (recorder.id)(at);
    if !secret {
        return MailId(id);
    }
    let drawn = (id & 0x3F_FFFF) % 3_600_000;
    MailId((recorder.id)(at + Duration::milliseconds(drawn)))
}

/// A mark that tells nothing to whoever has not the office key, and is the same whenever it is made.
fn opaque(keys: &Keys, of: &str) -> String {
    keys.digest(of).chars().take(32).collect()
}

/// What stands in the head of a mail beside its recipient.
struct Around<'a> {
    mark: &'a str,
    thread: Option<&'a str>,
    date: DateTime<Utc>,
    reply: Option<&'a str>,
}

/// None: the address is none that a mail can be sent to, which must not keep the office from acting.
fn built(sender: &Sender, mail: &Mail, owed: &Owed, around: &Around<'_>) -> Result<Option<Built>, ActionError> {
    let headers = Headers { to: &owed.address, mark: around.mark, thread: around.thread, date: around.date, reply: around.reply };
    match mail::build(mail, &owed.reader, sender, &headers) {
        Ok(built) => Ok(Some(built)),
        Err(MailError::Address) => Ok(None),
        Err(MailError::Build(_)) => Err(StoreError::Corrupt("a mail that is owed cannot be built").into()),
    }
}

/// The document that an event names, as the clerical register has it.
fn paper(recorder: &mut Recorder<'_>, loaded: &Loaded, id: DocumentId) -> Result<Option<Paper>, ActionError> {
    let row = documents::load(recorder.conn, loaded.case.id)?.into_iter().find(|d| d.id == id);
    Ok(row.and_then(|d| d.document_date.map(|date| Paper { number: d.document_no, date })))
}

/// The case before its last event.
fn before(loaded: &Loaded) -> Result<Option<Case>, ActionError> {
    let mut events = loaded.history.iter().take(loaded.history.len().saturating_sub(1));
    let Some(first) = events.next() else { return Ok(None) };
    let mut case = apply::open(loaded.case.id, first)?;
    for recorded in events {
        case = apply::apply(case, recorded)?;
    }
    Ok(Some(case))
}

/// Whether the last event may have made the case secret.
const fn may_seal(event: &Event) -> bool {
    matches!(event, Event::Classified { .. } | Event::Reclassified { .. } | Event::Joined { .. })
}
