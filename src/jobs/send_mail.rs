//! Sends what lies in the outbox. Any number of instances may do so at once: each mail is claimed with a lease.
//!
//! Several mails are on their way at once, one of them to one domain: so they arrive there in their order, and a domain that
//! answers slowly holds up no other; it is left in peace for a while. When the server itself cannot be spoken to, nothing is tried before the next look.
//!
//! A mail that was taken by the server while this process died is sent once more, with the same bytes and Message-ID, by
//! which receivers know it.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Instant;

use chrono::{DateTime, Duration, Utc};

use super::{Job, JobError, Outcome, Turn};
use crate::actions::context::Context;
use crate::actions::timetable::SEND_MAIL;
use crate::domain::zone::cut_to_hour;
use crate::mail::is_neutral;
use crate::mail::transport::{Failure, Outgoing, Transport};
use crate::store::mail_attempts::{self, Attempt};
use crate::store::outbox::{self, Claimed};
use crate::store::{StoreError, case_keys};

/// The job.
pub const JOB: Job = Job { name: SEND_MAIL.name, every: SEND_MAIL.every, alone: false, due, run };

/// So many mails are on their way at once.
const LANES: usize = 4;
/// How long a claim lasts: a slow server may take minutes for one mail.
const LEASE: Duration = Duration::minutes(10);
/// The longest wait between two tries.
const LONGEST: Duration = Duration::hours(1);
/// A domain for which a mail failed after so long is slow, and gets nothing for a while.
const SLOW: std::time::Duration = std::time::Duration::from_secs(5);
const REST: Duration = Duration::minutes(5);

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

/// What the lanes of a run have in common.
struct Run<'a> {
    ctx: &'a Context,
    transport: &'a dyn Transport,
    goes_on: &'a (dyn Fn() -> bool + Sync),
    /// The server cannot be spoken to.
    down: AtomicBool,
    hands: Mutex<Hands>,
    /// Nothing is on its way any more.
    back: Condvar,
}

/// What is on its way.
#[derive(Default)]
struct Hands {
    mails: usize,
    /// Keyed digests of the domains they go to.
    to: HashSet<String>,
}

fn send(ctx: &Context, transport: &dyn Transport, goes_on: &(dyn Fn() -> bool + Sync)) -> Result<Report, StoreError> {
    let run = Run { ctx, transport, goes_on, down: AtomicBool::new(false), hands: Mutex::default(), back: Condvar::new() };
    let reports = std::thread::scope(|threads| {
        let lanes: Vec<_> = (0..LANES).map(|_| threads.spawn(|| run.lane())).collect();
        lanes.into_iter().map(|lane| lane.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect::<Vec<_>>()
    });
    let mut all = Report::default();
    for report in reports {
        let Report { sent, retried, failed } = report?;
        all = Report { sent: all.sent + sent, retried: all.retried + retried, failed: all.failed + failed };
    }
    Ok(all)
}

impl Run<'_> {
    /// Sends one mail after the other until none is left.
    fn lane(&self) -> Result<Report, StoreError> {
        // Known to nobody else: whoever finds it in a row knows that the row is its own.
        let holder = self.ctx.token();
        let mut report = Report::default();
        while let Some(mail) = self.claim(&holder)? {
            let done = self.one(&holder, &mail, &mut report);
            self.back(&mail);
            done?;
        }
        Ok(report)
    }

    fn one(&self, holder: &str, mail: &Claimed, report: &mut Report) -> Result<(), StoreError> {
        if self.down.load(Ordering::Relaxed) {
            return self.ctx.store.write(|conn| outbox::release(conn, holder));
        }
        let (at, begun) = (self.ctx.clock.now(), Instant::now());
        let tried = try_one(self.ctx, self.transport, mail);
        if matches!(tried, Err(Failure::Down(_))) {
            self.down.store(true, Ordering::Relaxed);
        }
        conclude(self.ctx, holder, &Try { mail, at, took: begun.elapsed(), tried }, report)
    }

    /// The next mail to a domain to which none is on its way. Claimed under the lock, so that no two lanes go to one. While
    /// others are on their way it looks again and again: what comes in meanwhile does not wait for a slow one.
    fn claim(&self, holder: &str) -> Result<Option<Claimed>, StoreError> {
        let mut hands = self.hands.lock().unwrap_or_else(PoisonError::into_inner);
        while (self.goes_on)() && !self.down.load(Ordering::Relaxed) {
            let to: Vec<String> = hands.to.iter().cloned().collect();
            let now = self.ctx.clock.now();
            if let Some(mail) = self.ctx.store.write(|conn| outbox::claim(conn, holder, now, now + LEASE, 1, &to))?.pop() {
                hands.mails += 1;
                if !mail.destination.is_empty() {
                    hands.to.insert(mail.destination.clone());
                }
                return Ok(Some(mail));
            }
            if hands.mails == 0 {
                break;
            }
            hands = self.back.wait_timeout(hands, SEND_MAIL.every).unwrap_or_else(PoisonError::into_inner).0;
        }
        Ok(None)
    }

    fn back(&self, mail: &Claimed) {
        let mut hands = self.hands.lock().unwrap_or_else(PoisonError::into_inner);
        hands.mails = hands.mails.saturating_sub(1);
        hands.to.remove(&mail.destination);
        // What became free is this lane's to claim; the others are told only that nothing is left to wait for.
        if hands.mails == 0 {
            self.back.notify_all();
        }
    }
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
    let from = ctx.sender.envelope();
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

/// A try, and what it came to.
struct Try<'a> {
    mail: &'a Claimed,
    at: DateTime<Utc>,
    took: std::time::Duration,
    tried: Result<String, Failure>,
}

impl Try<'_> {
    /// The word of its outcome, and what was said.
    fn told(&self) -> (&'static str, &str) {
        match &self.tried {
            Ok(answer) => ("sent", answer),
            Err(Failure::Down(answer)) => ("down", answer),
            Err(Failure::Later(answer)) => ("later", answer),
            Err(Failure::Never(answer)) => ("never", answer),
        }
    }

    /// The domain answers so slowly that others would wait for it.
    fn is_slow(&self) -> bool {
        matches!(self.tried, Err(Failure::Later(_))) && self.took >= SLOW && !self.mail.destination.is_empty()
    }
}

/// The mail's new state and the record of the try, in one transaction.
fn conclude(ctx: &Context, holder: &str, one: &Try<'_>, report: &mut Report) -> Result<(), StoreError> {
    let now = ctx.clock.now();
    let noted = |at: DateTime<Utc>| if one.mail.hour_only { cut_to_hour(at) } else { at };
    let id = one.mail.id;
    let (outcome, answer) = one.told();
    let next = match &one.tried {
        Err(Failure::Down(_) | Failure::Later(_)) => next_try(ctx, one.mail, now),
        Ok(_) | Err(Failure::Never(_)) => None,
    };
    match (&one.tried, next) {
        (Ok(_), _) => report.sent += 1,
        (Err(_), Some(_)) => report.retried += 1,
        (Err(_), None) => report.failed += 1,
    }
    let took_ms = i64::try_from(one.took.as_millis()).unwrap_or(i64::MAX);
    let record = Attempt { mail: id, at: noted(one.at), outcome: outcome.to_owned(), answer: answer.to_owned(), took_ms };
    let kept = ctx.store.write(|conn| {
        let kept = match (&one.tried, next) {
            (Ok(_), _) => outbox::sent(conn, id, holder, noted(now), answer)?,
            (Err(_), Some(next)) => outbox::retry(conn, id, holder, next, answer)?,
            (Err(_), None) => outbox::failed(conn, id, holder, answer)?,
        };
        if kept {
            mail_attempts::insert(conn, &record)?;
        }
        if one.is_slow() {
            outbox::put_off(conn, &one.mail.destination, now + REST)?;
        }
        Ok::<_, StoreError>(kept)
    })?;
    match &one.tried {
        Err(Failure::Down(_)) => tracing::warn!(job = JOB.name, code = answer, "the mail server cannot be used: all mails wait"),
        Err(_) if kept && next.is_none() => tracing::warn!(job = JOB.name, code = answer, "a mail failed for good"),
        Ok(_) | Err(_) => {}
    }
    if !kept {
        tracing::warn!(job = JOB.name, "a mail was taken back, or its lease was lost while it was sent");
    }
    Ok(())
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
