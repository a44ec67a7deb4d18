//! Forgets what has served its time: answers kept for repeated requests, tokens, sessions, links, runs of jobs.

use chrono::Duration;

use super::{Job, JobError, Outcome, Turn};
use crate::actions::context::Context;
use crate::actions::idempotent::KEPT;
use crate::actions::timetable::TIDY;
use crate::store::{StoreError, idempotency, job_runs, one_time_links, sessions, track_tokens};

/// The job.
pub const JOB: Job = Job { name: TIDY.name, every: TIDY.every, alone: true, due, run };

/// How long runs of jobs are kept.
const RUNS: Duration = Duration::days(30);

const fn due(_: &Context) -> Result<bool, StoreError> {
    Ok(true)
}

fn run(turn: &Turn<'_>) -> Result<Outcome, JobError> {
    let now = turn.ctx.clock.now();
    let forgotten = turn.ctx.store.write(|conn| {
        idempotency::forget(conn, now - KEPT)?;
        track_tokens::forget_expired(conn, now)?;
        sessions::forget_expired(conn, now)?;
        one_time_links::forget_expired(conn, now)?;
        job_runs::forget(conn, now - RUNS)
    })?;
    Ok(Outcome { done: forgotten, failed: 0 })
}
