//! Lists what is kept no longer, and destroys what was listed a month ago and nobody holds.

use super::{Job, JobError, Outcome, Turn};
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::retain;
use crate::actions::timetable::RETAIN;
use crate::store::{StoreError, retention};

/// The job.
pub const JOB: Job = Job { name: RETAIN.name, every: RETAIN.every, alone: true, due, run };

const fn due(_: &Context) -> Result<bool, StoreError> {
    Ok(true)
}

fn run(turn: &Turn<'_>) -> Result<Outcome, JobError> {
    let ctx = turn.ctx;
    let listed = retain::list(ctx).map_err(trouble)?;
    let mut outcome = Outcome { done: listed, failed: 0 };
    let mut destroyed = 0;
    for case in retain::ripe(ctx).map_err(trouble)? {
        if !turn.goes_on() {
            break;
        }
        match retain::destroy(ctx, case) {
            Ok(done) => destroyed += usize::from(done),
            // One that cannot be destroyed keeps no other.
            Err(error) => {
                tracing::warn!(%error, case = %case, "a case could not be anonymised");
                outcome.failed += 1;
            }
        }
    }
    if destroyed > 0 {
        ctx.store.write(retention::tidy_search)?;
    }
    outcome.done += destroyed;
    Ok(outcome)
}

fn trouble(error: ActionError) -> JobError {
    match error {
        ActionError::Store(error) => error.into(),
        _ => JobError::BrokeOff,
    }
}
