//! What the clock brings to one case: reminders and escalations to members, lateness and the freeze to senders. Each step is
//! entered as done in the transaction of its mails.
//!
//! Of several steps that were missed the newest is told, and says when it was meant; the others are done with it.

use chrono::{DateTime, Duration, NaiveDate, Utc};

use super::context::Context;
use super::error::ActionError;
use super::mails;
use super::record::{self, Loaded, Recorder};
use crate::domain::case::Phase;
use crate::domain::deadline::{Deadline, left};
use crate::domain::ids::CaseId;
use crate::domain::missing::missing;
use crate::domain::names::Names;
use crate::domain::reminder::{self, Due, Given, Notice, Step, escalated, pressed, supervisors};
use crate::domain::zone::local_date;
use crate::mail::{Mail, Pressing};
use crate::store::reminders::{self, Limit};
use crate::store::{StoreError, deadlines};

/// What is told so much later than it was meant says so.
pub const GRACE: Duration = Duration::hours(2);

/// What a round of looks came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Round {
    pub mails: usize,
    /// Cases that failed; each is looked at again in the next round.
    pub failed: usize,
}

/// Cases found at once.
const BATCH: i64 = 100;

/// Whether something is to be told by now: a cheap look.
pub fn any(ctx: &Context) -> Result<bool, StoreError> {
    let now = ctx.clock.now();
    ctx.store.read(|conn| Ok(!deadlines::to_look_at(conn, now, None, 1)?.is_empty()))
}

/// Looks at every case of which something is to be told by now, the longest waiting first, one transaction each; a case that
/// fails holds up none.
pub fn remind_all(ctx: &Context, goes_on: &dyn Fn() -> bool) -> Result<Round, StoreError> {
    let now = ctx.clock.now();
    let mut round = Round::default();
    let mut after = None;
    while goes_on() {
        let found = ctx.store.read(|conn| deadlines::to_look_at(conn, now, after, BATCH))?;
        let Some(last) = found.last().copied() else { break };
        let mut cases: Vec<CaseId> = found.iter().map(|look| look.case).collect();
        // Deadlines of one case are looked at together.
        cases.dedup();
        for case in cases {
            match remind(ctx, case) {
                Ok(mails) => round.mails += mails,
                Err(error) => {
                    round.failed += 1;
                    tracing::warn!(%case, %error, "a case could not be reminded of");
                }
            }
        }
        after = Some(last);
    }
    Ok(round)
}

/// Tells what is to be told of this case by now, and notes when to look at it again; how many mails that makes.
pub fn remind(ctx: &Context, id: CaseId) -> Result<usize, ActionError> {
    let now = ctx.clock.now();
    ctx.write(|conn| {
        let Some(loaded) = record::load(conn, &ctx.keys, id)? else { return Ok(0) };
        let ids = |at| ctx.id(at);
        let mut look = Look { recorder: ctx.recorder(conn, now, &ids), loaded: &loaded, today: local_date(now) };
        let mut mails = 0;
        for deadline in &loaded.deadlines {
            mails += look.at(deadline)?;
        }
        Ok(mails)
    })
}

/// A look at a case.
struct Look<'a> {
    recorder: Recorder<'a>,
    loaded: &'a Loaded,
    today: NaiveDate,
}

/// In the table of steps the freeze belongs to the case, not to one of its time limits.
const FREEZE: &str = "freeze";

impl Look<'_> {
    fn at(&mut self, deadline: &Deadline) -> Result<usize, ActionError> {
        let (case, now) = (&self.loaded.case, self.recorder.now);
        let Some(due) = deadline.due.filter(|_| deadline.is_office_running()) else { return Ok(0) };
        let given = reminder::given(case, deadline, self.recorder.directory.reminding(case.unit), self.recorder.law);
        let limit = Limit { case: case.id, rule: &deadline.rule, started_seq: deadline.started_seq, due };
        let done = reminders::done(self.recorder.conn, limit)?;

        let steps = reminder::steps(&given, deadline);
        // What came before a step that was told is overtaken by it.
        let last = done.iter().filter(|d| !d.step.starts_with("sender_")).map(|d| d.told_at).max();
        let open = |s: &&Due<Step>| last.is_none_or(|told| s.at > told) && !done.iter().any(|d| d.step == s.what.word());
        let (passed, ahead): (Vec<&Due<Step>>, Vec<&Due<Step>>) = steps.iter().filter(open).partition(|s| s.at <= now);
        let mut next: Vec<DateTime<Utc>> = ahead.iter().map(|s| s.at).collect();
        let mut mails = 0;
        if let Some((newest, overtaken)) = passed.split_last()
            && case.phase(self.today) == Phase::Open
        {
            for step in overtaken {
                self.enter(limit, &step.what.word(), 0)?;
            }
            let told = self.press(&given, deadline, due, newest)?;
            self.enter(limit, &newest.what.word(), told)?;
            mails += told;
        }

        let notices = reminder::notices(&given, deadline);
        next.extend(notices.iter().map(|n| n.at).filter(|at| *at > now));
        for notice in notices.iter().filter(|n| n.at <= now) {
            mails += self.tell(limit, notice)?;
        }
        deadlines::look_next(self.recorder.conn, case.id, deadline, next.into_iter().min())?;
        Ok(mails)
    }

    fn enter(&mut self, limit: Limit<'_>, step: &str, mails: usize) -> Result<(), ActionError> {
        let now = self.recorder.now;
        // Entered by somebody else since it was read: nothing of this look holds.
        if reminders::enter(self.recorder.conn, limit, step, now, mails)? { Ok(()) } else { Err(StoreError::Stale.into()) }
    }

    /// A step is told to members.
    fn press(&mut self, given: &Given<'_>, deadline: &Deadline, due: NaiveDate, step: &Due<Step>) -> Result<usize, ActionError> {
        let (case, directory, today) = (&self.loaded.case, self.recorder.directory, self.today);
        let rule = self.recorder.law.rulebook.rule(&deadline.rule);
        let (actor, verb) = missing(case, rule);
        let mut to = match step.what {
            Step::After { level, .. } => escalated(case, level, directory, today),
            Step::Half | Step::Before(_) | Step::Freeze(_) | Step::AtOnce => pressed(case, actor, verb, directory, today),
        };
        if step.what == Step::AtOnce {
            to.extend(supervisors(case, directory, today));
        }
        // Nobody could tell it before the case came to be as it is.
        let meant = self.loaded.history.last().map_or(step.at, |event| event.at.max(step.at));
        let late = self.recorder.now > meant + GRACE;
        let names = rule.map_or_else(|| Names::made(deadline.rule.clone(), deadline.rule.clone()), |r| r.names.clone());
        let pressing = |mut task: crate::mail::Task| {
            task.due = Some(due);
            Pressing {
                task,
                rule: names,
                due,
                left: left(due, today, given.unit, given.calendar),
                missing: verb,
                stops: case.freezes_on.filter(|from| *from > today && case.status.is_open()),
                meant: late.then_some(meant),
            }
        };
        let mail = if matches!(step.what, Step::After { .. }) { Mail::Escalate } else { Mail::Remind };
        mails::press(&mut self.recorder, self.loaded, &to, pressing, mail)
    }

    /// The sender is told, if it is so: what a later event or the freeze has overtaken is told no more.
    fn tell(&mut self, limit: Limit<'_>, notice: &Due<Notice>) -> Result<usize, ActionError> {
        let case = &self.loaded.case;
        let phase = case.phase(self.today);
        let limit = match notice.what {
            Notice::Late if phase == Phase::Open && limit.due < self.today => limit,
            Notice::Frozen if phase == Phase::Frozen => Limit { rule: FREEZE, started_seq: 0, due: notice.on, ..limit },
            Notice::Late | Notice::Frozen => return Ok(0),
        };
        let word = notice.what.as_str();
        if reminders::done(self.recorder.conn, limit)?.iter().any(|d| d.step == word) {
            return Ok(0);
        }
        let told = mails::tell_senders(&mut self.recorder, self.loaded, notice.what)?;
        self.enter(limit, word, told)?;
        Ok(told)
    }
}
