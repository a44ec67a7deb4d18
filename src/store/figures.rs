//! How the office stands in numbers, for whoever keeps it running: no case, no person, nothing that names either.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::case_list::{self, Count};
use super::columns::{at, time};
use super::conn::Conn;
use super::error::StoreError;
use super::job_runs::{self, Run};
use super::outbox::{self, Counts};
use super::schema::{job_leases, job_runs as runs, sessions};
use super::{Inner, Store};

/// What the database knows.
#[derive(Debug, Clone)]
pub struct Figures {
    pub outbox: Counts,
    /// The last run of each job, by name.
    pub jobs: Vec<Run>,
    /// Which jobs some instance has to itself, and until when.
    pub leases: Vec<(String, DateTime<Utc>)>,
    /// Cases that are late on this day, in all units; counted to [`Count::MOST`].
    pub overdue: Count,
    /// Sessions that live.
    pub sessions: i64,
}

/// Reads them.
pub fn read(c: &mut Conn, now: DateTime<Utc>, today: NaiveDate) -> Result<Figures, StoreError> {
    let mut jobs: Vec<Run> = Vec::new();
    // From name to name on the index: there may be many runs, and are few names.
    loop {
        let before = jobs.last().map_or("", |run| run.job.as_str()).to_owned();
        let next = runs::table.filter(runs::job.gt(before)).order(runs::job).select(runs::job);
        let Some(name) = next.first::<String>(c).optional()? else { break };
        jobs.extend(job_runs::last(c, &name, 1)?);
    }
    let held = job_leases::table.filter(job_leases::until.gt(at(now))).order(job_leases::name);
    let leases: Vec<(String, NaiveDateTime)> = held.select((job_leases::name, job_leases::until)).load(c)?;
    let living = sessions::table.filter(sessions::ended_at.is_null()).filter(sessions::expires_at.gt(at(now)));
    Ok(Figures {
        outbox: outbox::counts(c)?,
        jobs,
        leases: leases.into_iter().map(|(name, until)| (name, time(until))).collect(),
        overdue: case_list::overdue(c, today)?,
        sessions: living.count().get_result(c)?,
    })
}

/// Connections of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Connections {
    /// `reader` and `writer` of SQLite; `any` of PostgreSQL.
    pub kind: &'static str,
    pub in_use: u32,
    pub idle: u32,
    /// There are never more.
    pub most: u32,
}

impl Store {
    /// The connections of this process to its database, and how many acts wait for SQLite's one writer.
    pub fn connections(&self) -> (Vec<Connections>, usize) {
        let of = |kind, pool: &super::Pool| {
            let state = pool.state();
            let idle = state.idle_connections;
            Connections { kind, in_use: state.connections.saturating_sub(idle), idle, most: pool.max_size() }
        };
        match &*self.inner {
            Inner::Postgres { pool } => (vec![of("any", pool)], 0),
            Inner::Sqlite { readers, writer } => {
                let busy = u32::from(writer.is_busy());
                let only = Connections { kind: "writer", in_use: busy, idle: 1 - busy, most: 1 };
                (vec![of("reader", readers), only], writer.waiting())
            }
        }
    }
}
