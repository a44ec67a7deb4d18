//! Tells what time limits bring: reminders, escalations, lateness and the freeze.

use super::{Job, JobError, Outcome, Turn};
use crate::actions::remind::{any, remind_all};
use crate::actions::timetable::REMIND;

/// The job.
pub const JOB: Job = Job { name: REMIND.name, every: REMIND.every, alone: true, due: any, run };

fn run(turn: &Turn<'_>) -> Result<Outcome, JobError> {
    let round = remind_all(turn.ctx, &|| turn.goes_on())?;
    Ok(Outcome { done: round.mails, failed: round.failed })
}
