//! What happens without a request: the timetable, and who keeps to it.

mod digest;
mod remind;
mod retain;
pub mod send_mail;
mod tidy;
mod watch_mail;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::actions::context::Context;
use crate::app::App;
use crate::mail::transport::{self, Failure, Transport};
use crate::store::{StoreError, job_leases, job_runs};

/// Every job, and how often it is looked at. What puts mails into the outbox stands before what sends them.
pub const TIMETABLE: &[Job] = &[remind::JOB, digest::JOB, send_mail::JOB, watch_mail::JOB, tidy::JOB, retain::JOB];

/// A job.
#[derive(Debug, Clone, Copy)]
pub struct Job {
    pub name: &'static str,
    /// The time between two looks.
    pub every: Duration,
    /// Only one instance runs it at a time: it takes a lease first.
    pub alone: bool,
    /// Whether there is something to do: a cheap look.
    pub due: fn(&Context) -> Result<bool, StoreError>,
    pub run: fn(&Turn<'_>) -> Result<Outcome, JobError>,
}

/// A run of a job: what it is given, and whether it may go on.
pub struct Turn<'a> {
    pub ctx: &'a Context,
    pub transport: &'a dyn Transport,
    stop: &'a Stop,
    lease: Option<Lease<'a>>,
}

/// What a run came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outcome {
    pub done: usize,
    pub failed: usize,
}

/// Why a run ended before its end.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("there is no such job")]
    Unknown,
    #[error("the job broke off; what it had done is kept")]
    BrokeOff,
}

/// Tells jobs to end.
#[derive(Debug, Default)]
pub struct Stop {
    told: Mutex<bool>,
    tell: Condvar,
}

impl Stop {
    /// Ends them: each finishes what it has in hand.
    pub fn stop(&self) {
        *self.told.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.tell.notify_all();
    }

    /// Whether they are to end.
    pub fn is_told(&self) -> bool {
        *self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits so long, or until they are to end; true: they are.
    fn wait(&self, time: Duration) -> bool {
        let told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let (told, _) = self.tell.wait_timeout_while(told, time, |told| !*told).unwrap_or_else(PoisonError::into_inner);
        *told
    }
}

/// The lease of a job that runs alone, by the office's clock.
struct Lease<'a> {
    ctx: &'a Context,
    name: &'static str,
    holder: String,
}

/// How long a lease lasts without being renewed: after so long another instance takes over from one that died.
const LEASE: chrono::Duration = chrono::Duration::minutes(2);

impl<'a> Lease<'a> {
    fn take(ctx: &'a Context, name: &'static str) -> Result<Option<Self>, StoreError> {
        let lease = Self { ctx, name, holder: ctx.token() };
        Ok(lease.renew()?.then_some(lease))
    }

    fn renew(&self) -> Result<bool, StoreError> {
        let now = self.ctx.clock.now();
        self.ctx.store.write(|conn| job_leases::take(conn, self.name, &self.holder, now, now + LEASE))
    }
}

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        // If it cannot be given back, it ends by itself.
        let _: Result<(), StoreError> = self.ctx.store.write(|conn| job_leases::give_back(conn, self.name, &self.holder));
    }
}

impl Turn<'_> {
    /// Whether the run may begin with its next piece: it was not told to end, and still has its lease, which this renews.
    pub fn goes_on(&self) -> bool {
        !self.stop.is_told() && self.lease.as_ref().is_none_or(|lease| lease.renew().unwrap_or(false))
    }
}

/// How often it is noted that nothing was due: what is looked at every second is not written every second.
const LOOKS: Duration = Duration::from_secs(60);

/// Keeps to the timetable of one instance.
pub struct Worker {
    app: Arc<App>,
    transport: Arc<dyn Transport>,
    /// Held while a job runs: a second run in this process waits, so that a clock put forward meanwhile ends no lease in use.
    /// In it is when this process last noted that nothing was due.
    in_hand: BTreeMap<&'static str, Mutex<Option<Instant>>>,
}

impl Worker {
    /// With the transport that is set. Fails when TLS to the mail server cannot be set up.
    pub fn open(app: Arc<App>) -> Result<Self, Failure> {
        let transport = transport::open(&app.config.mail, &app.config.data)?;
        Ok(Self::with(app, transport))
    }

    /// With a transport of the caller's.
    pub fn with(app: Arc<App>, transport: Arc<dyn Transport>) -> Self {
        let in_hand = TIMETABLE.iter().map(|job| (job.name, Mutex::default())).collect();
        Self { app, transport, in_hand }
    }

    /// Runs every job when its time comes, until told to end. Blocks: it wants a thread of its own.
    pub fn run_forever(&self, stop: &Stop) {
        std::thread::scope(|threads| {
            for job in TIMETABLE {
                threads.spawn(|| {
                    while !stop.is_told() {
                        if let Err(error) = self.run(job, stop) {
                            tracing::warn!(job = job.name, %error, "a job did not end well");
                        }
                        stop.wait(job.every);
                    }
                });
            }
        });
    }

    /// Runs one job now, if there is something to do and nobody else does it. None: it did not run.
    pub fn run_once(&self, name: &str) -> Result<Option<Outcome>, JobError> {
        let job = TIMETABLE.iter().find(|job| job.name == name).ok_or(JobError::Unknown)?;
        self.run(job, &Stop::default())
    }

    fn run(&self, job: &Job, stop: &Stop) -> Result<Option<Outcome>, JobError> {
        let mut mine = self.in_hand.get(job.name).map(|mine| mine.lock().unwrap_or_else(PoisonError::into_inner));
        let ctx = self.app.context_now()?;
        if !(job.due)(&ctx)? {
            let noted = mine.as_deref().copied().flatten();
            if noted.is_none_or(|at| at.elapsed() >= LOOKS) {
                ctx.store.write(|conn| job_runs::looked(conn, job.name, ctx.clock.now()))?;
                mine.iter_mut().for_each(|mine| **mine = Some(Instant::now()));
            }
            return Ok(None);
        }
        let lease = if job.alone { Lease::take(&ctx, job.name)? } else { None };
        if job.alone && lease.is_none() {
            return Ok(None);
        }
        let (id, begun) = (ctx.id(ctx.clock.now()), ctx.clock.now());
        ctx.store.write(|conn| job_runs::start(conn, id, job.name, begun))?;
        let turn = Turn { ctx: &ctx, transport: &*self.transport, stop, lease };
        let ran = catch_unwind(AssertUnwindSafe(|| (job.run)(&turn))).unwrap_or(Err(JobError::BrokeOff));
        let (outcome, note) = match &ran {
            Ok(outcome) => (*outcome, None),
            Err(error) => (Outcome::default(), Some(error.to_string())),
        };
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let ended = ctx.clock.now();
        let (done, failed) = (count(outcome.done), count(outcome.failed));
        ctx.store.write(|conn| job_runs::finish(conn, id, ended, done, failed, note.as_deref()))?;
        ran.map(Some)
    }
}

impl std::fmt::Debug for Worker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Worker")
    }
}

#[cfg(test)]
mod tests {
    use super::TIMETABLE;
    use crate::actions::timetable;

    #[test]
    fn what_admins_are_shown_is_what_runs() {
        let runs: Vec<_> = TIMETABLE.iter().map(|job| (job.name, job.every)).collect();
        let shown: Vec<_> = timetable::ALL.iter().map(|timing| (timing.name, timing.every)).collect();
        assert_eq!(runs, shown);
    }
}
