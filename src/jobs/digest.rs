//! Makes the lists that members get in the morning, and on the day after an election.

use super::{Job, JobError, Outcome, Turn};
use crate::actions::context::Context;
use crate::actions::digest::{make_all, wanted};
use crate::actions::timetable::DIGEST;
use crate::store::StoreError;

/// The job.
pub const JOB: Job = Job { name: DIGEST.name, every: DIGEST.every, alone: true, due, run };

fn due(ctx: &Context) -> Result<bool, StoreError> {
    Ok(!wanted(ctx)?.is_empty())
}

fn run(turn: &Turn<'_>) -> Result<Outcome, JobError> {
    let round = make_all(turn.ctx, &|| turn.goes_on())?;
    Ok(Outcome { done: round.mails, failed: round.failed })
}
