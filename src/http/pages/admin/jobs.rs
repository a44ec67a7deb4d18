//! What happens without a request: the timetable, and the last runs.

use actix_web::http::Method;
use askama::Template;
use chrono::{DateTime, TimeDelta, Utc};

use super::ADMINS;
use crate::actions::timetable::{self, Timing};
use crate::http::actor::Caller;
use crate::http::error::Answer;
use crate::http::pages::{Frame, Sample, page};
use crate::http::route::Route;
use crate::http::shared::block;
use crate::store::StoreError;
use crate::store::job_runs::{self, Run};

/// Runs that are shown of each job.
const RUNS: i64 = 5;

/// A job and its last runs, newest first.
struct Row {
    timing: Timing,
    runs: Vec<Run>,
    /// When there was last nothing to do.
    look: Option<DateTime<Utc>>,
}

#[derive(Template)]
#[template(path = "pages/admin/jobs.html")]
struct Jobs<'a> {
    frame: &'a Frame,
    rows: Vec<Row>,
}

impl Jobs<'_> {
    fn every(&self, timing: &Timing) -> String {
        let seconds = timing.every.as_secs();
        match (seconds % 3600, seconds % 60) {
            (0, _) => self.frame.t1("admin-job-hours", "count", seconds / 3600),
            (_, 0) => self.frame.t1("admin-job-minutes", "count", seconds / 60),
            _ => self.frame.t1("admin-job-seconds", "count", seconds),
        }
    }

    fn took(&self, run: &Run) -> String {
        let Some(ended) = run.ended_at else { return self.frame.t("admin-job-runs") };
        let took: TimeDelta = ended - run.started_at;
        let seconds = took.num_milliseconds() / 1000;
        if seconds == 0 { format!("{} ms", took.num_milliseconds()) } else { format!("{seconds} s") }
    }
}

/// `GET /admin/jobs`
async fn list(frame: Frame, caller: Caller) -> Answer {
    let rows = block(move || {
        caller.ctx.store.snapshot(|conn| {
            let row = |timing: &Timing| {
                Ok(Row { timing: *timing, runs: job_runs::last(conn, timing.name, RUNS)?, look: job_runs::last_look(conn, timing.name)? })
            };
            timetable::ALL.iter().map(row).collect::<Result<Vec<Row>, StoreError>>()
        })
    })
    .await?;
    page(&Jobs { frame: &frame, rows })
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let run = |job: &str, id: i64, seconds: i64, ended: bool| Run {
        id,
        job: job.to_owned(),
        started_at: frame.now,
        ended_at: ended.then(|| frame.now + TimeDelta::seconds(seconds)),
        done: 12,
        failed: i64::from(id == 2),
        note: (id == 2).then(|| "the job broke off; what it had done is kept".to_owned()),
    };
    let mail = Row {
        timing: timetable::SEND_MAIL,
        runs: vec![run("send_mail", 3, 0, false), run("send_mail", 2, 3, true), run("send_mail", 1, 0, true)],
        look: None,
    };
    let idle = Row { timing: timetable::TIDY, runs: vec![], look: Some(frame.now) };
    let rows = vec![mail, idle, Row { timing: timetable::RETAIN, runs: vec![], look: None }];
    vec![Sample::of("admin/jobs", &Jobs { frame, rows })]
}

/// The row of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![Route::page(Method::GET, "/admin/jobs", "admin_jobs", ADMINS, list)]
}
