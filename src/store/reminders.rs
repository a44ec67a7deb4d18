//! Tables `reminders` and `digests`: what was told without anybody's act, each once. A step, or a member's list of a day, is
//! entered in the transaction that puts its mails into the outbox: its key makes "once" of any number of instances.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::columns::{at, time};
use super::conn::{Conn, each_backend};
use super::error::StoreError;
use super::schema::{digests, outbox, reminders};
use crate::domain::ids::{CaseId, MailId, MemberId};

/// A time limit with its due date: what the steps belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit<'a> {
    pub case: CaseId,
    pub rule: &'a str,
    pub started_seq: i64,
    pub due: NaiveDate,
}

/// A step that is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// Its word.
    pub step: String,
    pub told_at: DateTime<Utc>,
    /// How many mails told it; 0: a later step overtook it, or nobody could be told.
    pub mails: i32,
}

/// The steps of this time limit that are done.
pub fn done(c: &mut Conn, limit: Limit<'_>) -> Result<Vec<Done>, StoreError> {
    let of_limit = reminders::table
        .filter(reminders::case_id.eq(limit.case.0))
        .filter(reminders::rule.eq(limit.rule))
        .filter(reminders::started_seq.eq(limit.started_seq))
        .filter(reminders::due.eq(limit.due));
    let rows: Vec<(String, NaiveDateTime, i32)> = of_limit.select((reminders::step, reminders::told_at, reminders::mails)).load(c)?;
    Ok(rows.into_iter().map(|(step, told_at, mails)| Done { step, told_at: time(told_at), mails }).collect())
}

/// Enters a step as done, with how many mails told it. False: it was done already, and nothing changed.
pub fn enter(c: &mut Conn, limit: Limit<'_>, step: &str, now: DateTime<Utc>, mails: usize) -> Result<bool, StoreError> {
    let row = (
        (reminders::case_id.eq(limit.case.0), reminders::rule.eq(limit.rule), reminders::started_seq.eq(limit.started_seq)),
        (reminders::due.eq(limit.due), reminders::step.eq(step), reminders::told_at.eq(at(now))),
        reminders::mails.eq(i32::try_from(mails).unwrap_or(i32::MAX)),
    );
    let made = each_backend!(c, c => diesel::insert_into(reminders::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(made == 1)
}

/// The members for whom the list of this kind and day is made.
pub fn listed(c: &mut Conn, day: NaiveDate, kind: &str) -> Result<Vec<MemberId>, StoreError> {
    let made = digests::table.filter(digests::day.eq(day)).filter(digests::kind.eq(kind));
    let rows: Vec<i64> = made.select(digests::member_id).order(digests::member_id).load(c)?;
    Ok(rows.into_iter().map(MemberId).collect())
}

/// The same of this day and all later ones, each with its day.
pub fn listed_from(c: &mut Conn, first: NaiveDate, kind: &str) -> Result<Vec<(MemberId, NaiveDate)>, StoreError> {
    let made = digests::table.filter(digests::day.ge(first)).filter(digests::kind.eq(kind));
    let rows: Vec<(i64, NaiveDate)> = made.select((digests::member_id, digests::day)).load(c)?;
    Ok(rows.into_iter().map(|(member, day)| (MemberId(member), day)).collect())
}

/// Enters a member's list of a day as made; none: there was nothing to tell. False: it was made already.
pub fn enter_list(
    c: &mut Conn,
    day: NaiveDate,
    kind: &str,
    member: MemberId,
    now: DateTime<Utc>,
    mail: Option<MailId>,
) -> Result<bool, StoreError> {
    let row = (
        (digests::day.eq(day), digests::kind.eq(kind), digests::member_id.eq(member.0)),
        (digests::made_at.eq(at(now)), digests::mail_id.eq(mail.map(|m| m.0))),
    );
    let made = each_backend!(c, c => diesel::insert_into(digests::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(made == 1)
}

/// Lists that were not sent yet, with whom they are for: of these members, or of all.
pub fn unsent_lists(c: &mut Conn, of: Option<&[MemberId]>) -> Result<Vec<(MemberId, MailId)>, StoreError> {
    let waits = outbox::table.filter(outbox::state.eq_any(["queued", "failed"])).filter(outbox::case_id.is_null());
    let mut rows = waits
        .inner_join(digests::table.on(digests::mail_id.eq(outbox::id.nullable())))
        .select((digests::member_id, outbox::id))
        .into_boxed::<super::conn::Db>();
    if let Some(members) = of {
        rows = rows.filter(digests::member_id.eq_any(members.iter().map(|m| m.0).collect::<Vec<_>>()));
    }
    let rows: Vec<(i64, i64)> = rows.order(outbox::id).load(c)?;
    Ok(rows.into_iter().map(|(member, mail)| (MemberId(member), MailId(mail))).collect())
}

/// Forgets lists of days before this one; how many.
pub fn forget_lists(c: &mut Conn, before: NaiveDate) -> Result<usize, StoreError> {
    Ok(diesel::delete(digests::table.filter(digests::day.lt(before))).execute(c)?)
}
