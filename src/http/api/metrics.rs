//! `/metrics`: how this instance and its office stand, in numbers; for Prometheus, or anything that reads its text format.
//! No case, no person, no address is in it.

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};

use crate::http::metrics::{Exposition, Kind};
use crate::http::shared::{Shared, block};
use crate::store::Store;
use crate::store::figures::{self, Figures};

use Kind::Gauge;

/// Answers also when the database does not: `redress_database_up` then says so, and what only it knows is left out.
pub async fn show(shared: web::Data<Shared>) -> HttpResponse {
    let now = shared.app.clock.now();
    let app = Arc::clone(&shared.app);
    let figures = block(move || app.store.read(|c| figures::read(c, now, app.clock.today()))).await;
    let mut out = Exposition::default();
    process(&mut out, shared.metrics.began());
    shared.metrics.show(&mut out);
    connections(&mut out, &shared.app.store);
    out.single("redress_database_up", Gauge, "Whether the database answered just now.", u8::from(figures.is_ok()));
    if let Ok(figures) = figures {
        office(&mut out, &figures, now);
    }
    HttpResponse::Ok().content_type(Exposition::MEDIA_TYPE).body(out.into_text())
}

fn process(out: &mut Exposition, began: DateTime<Utc>) {
    out.family("redress_build_info", Gauge, "The version that runs.");
    out.sample("", &[("version", env!("CARGO_PKG_VERSION"))], 1);
    out.single("process_start_time_seconds", Gauge, "When this instance began, since 1970.", began.timestamp());
    if let Some(bytes) = resident() {
        out.single("process_resident_memory_bytes", Gauge, "Memory that this process holds.", bytes);
    }
}

/// Linux only; elsewhere the line is left out.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()?.checked_mul(1024)
}

fn connections(out: &mut Exposition, store: &Store) {
    let (all, waiting) = store.connections();
    out.family("redress_store_connections", Gauge, "Connections of this instance to the database.");
    for kind in &all {
        out.sample("", &[("kind", kind.kind), ("state", "in_use")], kind.in_use);
        out.sample("", &[("kind", kind.kind), ("state", "idle")], kind.idle);
    }
    out.family("redress_store_connections_most", Gauge, "There are never more connections than these.");
    for kind in &all {
        out.sample("", &[("kind", kind.kind)], kind.most);
    }
    out.single("redress_store_writes_waiting", Gauge, "Acts that wait for the one writer of SQLite.", waiting);
}

fn office(out: &mut Exposition, figures: &Figures, now: DateTime<Utc>) {
    let seconds = |since: DateTime<Utc>| (now - since).num_seconds().max(0);
    out.family("redress_outbox_mails", Gauge, "Mails that were not sent: waiting, or given up.");
    out.sample("", &[("state", "queued")], figures.outbox.queued);
    out.sample("", &[("state", "failed")], figures.outbox.failed);
    let age = figures.outbox.oldest.map_or(0, seconds);
    out.single("redress_outbox_oldest_queued_seconds", Gauge, "For how long the oldest waiting mail has waited.", age);
    jobs(out, figures);
    let overdue = "Open cases with an office deadline past due; counting stops at 1000.";
    out.single("redress_cases_overdue", Gauge, overdue, figures.overdue.cases);
    out.single("redress_sessions", Gauge, "Sessions of members that live.", figures.sessions);
}

fn jobs(out: &mut Exposition, figures: &Figures) {
    out.family("redress_job_last_start_seconds", Gauge, "When a job last began, since 1970.");
    for run in &figures.jobs {
        out.sample("", &[("job", &run.job)], run.started_at.timestamp());
    }
    let ended = || figures.jobs.iter().filter_map(|run| Some((run, run.ended_at?)));
    out.family("redress_job_last_duration_seconds", Gauge, "How long its last run took; not there while it runs.");
    for (run, end) in ended() {
        out.seconds("", &[("job", &run.job)], (end - run.started_at).to_std().unwrap_or_default());
    }
    out.family("redress_job_last_items", Gauge, "What its last run did, and what it failed at.");
    for (run, _) in ended() {
        out.sample("", &[("job", &run.job), ("result", "done")], run.done);
        out.sample("", &[("job", &run.job), ("result", "failed")], run.failed);
    }
    out.family("redress_job_lease_until_seconds", Gauge, "Until when some instance has a job to itself, since 1970.");
    for (job, until) in &figures.leases {
        out.sample("", &[("job", job)], until.timestamp());
    }
}
