//! Sends what lies in the outbox. Any number of instances may do so at once: each mail is claimed with a lease.
//!
//! A mail that was taken by the server while this process died is sent once more, with the same bytes and Message-ID, by
//! which receivers know it.

use chrono::{DateTime, Duration, Utc};

use super::{Job, JobError, Outcome, Turn};
use crate::actions::context::Context;
use crate::actions::timetable::SEND_MAIL;
use crate::domain::ids::MailId;
use crate::mail::is_neutral;
use crate::mail::transport::{Failure, Outgoing, Transport};
use crate::store::outbox::{self, Claimed};
use crate::store::{StoreError, case_keys};

/// The job.
pub const JOB: Job = Job { name: SEND_MAIL.name, every: SEND_MAIL.every, alone: false, due, run };

/// Mails claimed at once.
const BATCH: i64 = 20;
/// How long a claim lasts; and what must be left of it to begin with another mail: a slow server may take minutes for one.
const LEASE: Duration = Duration::minutes(10);
const ENOUGH: Duration = Duration::minutes(5);
/// The longest wait between two tries.
const LONGEST: Duration = Duration::hours(1);

/// What a run came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Report {
    pub sent: usize,
    /// To be tried again.
    pub retried: usize,
    /// Refused for good, or tried for too long.
    pub failed: usize,
}

fn due(ctx: &Context) -> Result<bool, StoreError> {
    let now = ctx.clock.now();
    ctx.store.read(|conn| outbox::due(conn, now))
}

fn run(turn: &Turn<'_>) -> Result<Outcome, JobError> {
    let report = send(turn.ctx, turn.transport, &|| turn.goes_on())?;
    Ok(Outcome { done: report.sent, failed: report.retried + report.failed })
}

/// Sends every mail that is due.
pub fn send_due(ctx: &Context, transport: &dyn Transport) -> Result<Report, StoreError> {
    send(ctx, transport, &|| true)
}

fn send(ctx: &Context, transport: &dyn Transport, goes_on: &dyn Fn() -> bool) -> Result<Report, StoreError> {
    // Known to nobody else: whoever finds it in a row knows that the row is its own.
    let holder = ctx.token();
    let mut report = Report::default();
    while goes_on() {
        let now = ctx.clock.now();
        let until = now + LEASE;
        let claimed = ctx.store.write(|conn| outbox::claim(conn, &holder, now, until, BATCH))?;
        if claimed.is_empty() {
            break;
        }
        for mail in &claimed {
            if !goes_on() || ctx.clock.now() + ENOUGH > until {
                ctx.store.write(|conn| outbox::release(conn, &holder))?;
                break;
            }
            let tried = try_one(ctx, transport, mail);
            conclude(ctx, &holder, mail, tried, &mut report)?;
        }
    }
    Ok(report)
}

/// Whatever is wrong with a mail stays with this mail.
fn try_one(ctx: &Context, transport: &dyn Transport, mail: &Claimed) -> Result<String, Failure> {
    let (recipient, bytes, sealed) = match opened(ctx, mail) {
        Ok(Some(opened)) => opened,
        // Taken back meanwhile: nothing is left to conclude either.
        Ok(None) => return Err(Failure::Never("taken back".to_owned())),
        Err(StoreError::Seal(_)) => return Err(Failure::Never("it does not open".to_owned())),
        Err(error) => {
            tracing::warn!(%error, "a mail could not be read");
            return Err(Failure::Later("the database did not answer".to_owned()));
        }
    };
    let from = ctx.sender.from.email.to_string();
    transport.send(&Outgoing { id: mail.id, from: &from, to: &recipient, bytes: &bytes, sealed: sealed.as_deref() })
}

type Opened = (String, Vec<u8>, Option<Vec<u8>>);

fn opened(ctx: &Context, mail: &Claimed) -> Result<Option<Opened>, StoreError> {
    ctx.store.read(|conn| {
        let key = match mail.case {
            Some(case) => case_keys::load(conn, &ctx.keys, case)?,
            None => ctx.keys.purpose("outbox"),
        };
        // What it is now, not what it was when it was claimed: its case may have become secret.
        let Some(posted) = outbox::find(conn, mail.id)? else { return Ok(None) };
        let Some((recipient, _, bytes)) = outbox::open(conn, &key, mail.id)? else { return Ok(None) };
        let sealed = if is_neutral(&posted.kind) { Some(outbox::sealed_bytes(conn, mail.id)?) } else { None };
        Ok(Some((recipient, bytes, sealed)))
    })
}

fn conclude(ctx: &Context, holder: &str, mail: &Claimed, tried: Result<String, Failure>, report: &mut Report) -> Result<(), StoreError> {
    let now = ctx.clock.now();
    let id = mail.id;
    let kept = match tried {
        Ok(answer) => {
            report.sent += 1;
            ctx.store.write(|conn| outbox::sent(conn, id, holder, now, &answer))?
        }
        Err(Failure::Later(answer)) => match next_try(ctx, mail, now) {
            Some(next) => {
                report.retried += 1;
                ctx.store.write(|conn| outbox::retry(conn, id, holder, next, &answer))?
            }
            None => fail(ctx, id, holder, &answer, report)?,
        },
        Err(Failure::Never(answer)) => fail(ctx, id, holder, &answer, report)?,
    };
    if !kept {
        tracing::warn!(job = JOB.name, "a mail was taken back, or its lease was lost while it was sent");
    }
    Ok(())
}

fn fail(ctx: &Context, id: MailId, holder: &str, answer: &str, report: &mut Report) -> Result<bool, StoreError> {
    report.failed += 1;
    tracing::warn!(job = JOB.name, code = answer, "a mail failed for good");
    ctx.store.write(|conn| outbox::failed(conn, id, holder, answer))
}

/// The wait doubles with each failure, up to an hour, and is lengthened by up to a quarter so that what failed together does
/// not come back together. None: it has been tried long enough.
fn next_try(ctx: &Context, mail: &Claimed, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let doublings = u32::try_from(mail.attempts).unwrap_or(0).min(12);
    let wait = (ctx.sender.retry_first * 2_i32.pow(doublings)).min(LONGEST);
    let jitter = wait.num_milliseconds() / 4 * i64::from(ctx.random.u32() >> 16) / 65_536;
    let next = now + wait + Duration::milliseconds(jitter);
    (next <= mail.give_up_at).then_some(next)
}
