//! Watches that notices arrive: supervisors are told of one that failed, was returned, or has waited for too long.

use chrono::Duration;

use super::{Job, JobError, Outcome, Turn};
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::mails::alert;
use crate::actions::timetable::WATCH_MAIL;
use crate::mail::NOTICES;
use crate::store::{StoreError, outbox};

/// The job.
pub const JOB: Job = Job { name: WATCH_MAIL.name, every: WATCH_MAIL.every, alone: true, due, run };

/// A notice that waits for longer does not arrive in time. With the hour that a try may be away, somebody knows within four.
const PATIENCE: Duration = Duration::hours(3);
/// Mails looked at in one query.
const BATCH: i64 = 50;

fn due(ctx: &Context) -> Result<bool, StoreError> {
    let since = ctx.clock.now() - PATIENCE;
    Ok(!ctx.store.read(|conn| outbox::unarrived(conn, NOTICES, since, 1))?.is_empty())
}

fn run(turn: &Turn<'_>) -> Result<Outcome, JobError> {
    let ctx = turn.ctx;
    let mut outcome = Outcome::default();
    while turn.goes_on() {
        let since = ctx.clock.now() - PATIENCE;
        let found = ctx.store.read(|conn| outbox::unarrived(conn, NOTICES, since, BATCH))?;
        let before = outcome.done;
        for id in &found {
            match alert(ctx, *id) {
                Ok(told) => outcome.done += usize::from(told),
                Err(ActionError::Store(error)) => return Err(error.into()),
                Err(_) => outcome.failed += 1,
            }
        }
        if outcome.done == before {
            break;
        }
    }
    Ok(outcome)
}
