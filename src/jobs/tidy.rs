//! Forgets what has served its time: answers kept for repeated requests, tokens, sessions, links, forms never sent, runs of jobs,
//! and who got which list.

use chrono::Duration;

use super::{Job, JobError, Outcome, Turn};
use crate::actions::context::Context;
use crate::actions::digest;
use crate::actions::error::ActionError;
use crate::actions::half_form;
use crate::actions::idempotent::KEPT;
use crate::actions::timetable::TIDY;
use crate::domain::zone::local_date;
use crate::store::{
    StoreError, idempotency, job_runs, mail_received, mail_replies, one_time_links, reminders, sessions, track_tokens, triage,
};

/// The job.
pub const JOB: Job = Job { name: TIDY.name, every: TIDY.every, alone: true, due, run };

/// How long it is known which messages were taken: mail servers try for five days.
const MESSAGES: Duration = Duration::days(90);
/// How long it is known how many letters came in which hour.
const HOURS: Duration = Duration::hours(48);
/// How long runs of jobs are kept.
const RUNS: Duration = Duration::days(30);

const fn due(_: &Context) -> Result<bool, StoreError> {
    Ok(true)
}

fn run(turn: &Turn<'_>) -> Result<Outcome, JobError> {
    let now = turn.ctx.clock.now();
    let forgotten = turn.ctx.store.write::<_, StoreError>(|conn| {
        idempotency::forget(conn, now - KEPT)?;
        track_tokens::forget_expired(conn, now)?;
        sessions::forget_expired(conn, now)?;
        one_time_links::forget_expired(conn, now)?;
        mail_replies::forget_expired(conn, now)?;
        triage::forget(conn, now - HOURS)?;
        mail_received::forget(conn, (now - MESSAGES).date_naive())?;
        let lists = reminders::forget_lists(conn, local_date(now - digest::KEPT))?;
        Ok(lists + job_runs::forget(conn, now - RUNS)?)
    })?;
    let mut forms = 0;
    while turn.goes_on() {
        let some = half_form::forget_expired(turn.ctx).map_err(trouble)?;
        forms += some;
        if some == 0 {
            break;
        }
    }
    Ok(Outcome { done: forgotten + forms, failed: 0 })
}

fn trouble(error: ActionError) -> JobError {
    match error {
        ActionError::Store(error) => error.into(),
        _ => JobError::BrokeOff,
    }
}
