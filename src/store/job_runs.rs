//! Tables `job_runs`: when each job ran, and what came of it; `job_looks`: when it was last seen that nothing was due.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::columns::{at, time};
use super::conn::{Conn, each_backend};
use super::error::StoreError;
use super::schema::{job_looks, job_runs};

/// A run of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub id: i64,
    pub job: String,
    pub started_at: DateTime<Utc>,
    /// None: it runs, or its process died.
    pub ended_at: Option<DateTime<Utc>>,
    pub done: i64,
    pub failed: i64,
    /// Why it stopped short.
    pub note: Option<String>,
}

/// A run begins.
pub fn start(c: &mut Conn, id: i64, job: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    let row = (job_runs::id.eq(id), job_runs::job.eq(job), job_runs::started_at.eq(at(now)), job_runs::done.eq(0), job_runs::failed.eq(0));
    diesel::insert_into(job_runs::table).values(row).execute(c)?;
    Ok(())
}

/// It has ended.
pub fn finish(c: &mut Conn, id: i64, now: DateTime<Utc>, done: i64, failed: i64, note: Option<&str>) -> Result<(), StoreError> {
    let ended = (job_runs::ended_at.eq(Some(at(now))), job_runs::done.eq(done), job_runs::failed.eq(failed), job_runs::note.eq(note));
    diesel::update(job_runs::table.filter(job_runs::id.eq(id))).set(ended).execute(c)?;
    Ok(())
}

/// The last runs of a job, newest first.
pub fn last(c: &mut Conn, job: &str, most: i64) -> Result<Vec<Run>, StoreError> {
    type Row = (i64, String, NaiveDateTime, Option<NaiveDateTime>, i64, i64, Option<String>);
    let of_job = job_runs::table.filter(job_runs::job.eq(job));
    let rows: Vec<Row> = of_job.order((job_runs::started_at.desc(), job_runs::id.desc())).limit(most).load(c)?;
    let read = |(id, job, started_at, ended_at, done, failed, note): Row| Run {
        id,
        job,
        started_at: time(started_at),
        ended_at: ended_at.map(time),
        done,
        failed,
        note,
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Nothing was due.
pub fn looked(c: &mut Conn, job: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    let row = (job_looks::job.eq(job), job_looks::looked_at.eq(at(now)));
    let set = job_looks::looked_at.eq(at(now));
    each_backend!(c, c => diesel::insert_into(job_looks::table).values(row).on_conflict(job_looks::job).do_update().set(set).execute(c))?;
    Ok(())
}

/// When a job was last looked at and nothing was due, to a minute.
pub fn last_look(c: &mut Conn, job: &str) -> Result<Option<DateTime<Utc>>, StoreError> {
    let found: Option<NaiveDateTime> = job_looks::table.find(job).select(job_looks::looked_at).first(c).optional()?;
    Ok(found.map(time))
}

/// Forgets runs that began before; how many.
pub fn forget(c: &mut Conn, before: DateTime<Utc>) -> Result<usize, StoreError> {
    Ok(diesel::delete(job_runs::table.filter(job_runs::started_at.lt(at(before)))).execute(c)?)
}
