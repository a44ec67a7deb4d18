//! The timetable: runs on record, one instance at a time where one must be alone, an end when told.

use std::sync::Arc;

use chrono::Duration;
use redress::jobs::{Stop, Worker};
use redress::mail::transport::Memory;
use redress::store::{StoreError, job_leases, job_runs};
use serde_json::json;

use super::desk::Desk;
use crate::support::app::each_app;

#[test]
fn a_run_is_on_record_and_an_idle_job_does_not_run() {
    each_app(|app| {
        let memory = Arc::new(Memory::default());
        let worker = Worker::with(Arc::clone(&app.app), memory.clone());
        assert_eq!(worker.run_once("send_mail").unwrap(), None);
        let desk = Desk::open(app);
        desk.receive(json!({}));
        let outcome = worker.run_once("send_mail").unwrap().unwrap();
        assert_eq!((outcome.done, outcome.failed, memory.sent().len()), (1, 0, 1));
        let runs = app.app.store.read(|c| job_runs::last(c, "send_mail", 10)).unwrap();
        assert_eq!((runs.len(), runs[0].done, runs[0].ended_at.is_some(), &runs[0].note), (1, 1, true, &None));
        assert!(worker.run_once("no_such_job").is_err());
    });
}

#[test]
fn a_job_that_runs_alone_waits_for_the_lease_of_another() {
    each_app(|app| {
        let worker = Worker::with(Arc::clone(&app.app), Arc::new(Memory::default()));
        let take = |holder: &str, minutes: i64| {
            let now = app.context().clock.now();
            app.app.store.write::<_, StoreError>(|c| job_leases::take(c, "tidy", holder, now, now + Duration::minutes(minutes))).unwrap()
        };
        assert!(take("other", 2) && take("other", 2), "whoever has it renews it");
        assert!(!take("third", 2));
        assert_eq!(worker.run_once("tidy").unwrap(), None);
        app.clock.advance(Duration::minutes(2));
        assert!(worker.run_once("tidy").unwrap().is_some(), "a lease that ended holds nobody up");
        assert!(take("third", 2), "it was given back");
        app.app.store.write::<_, StoreError>(|c| job_leases::give_back(c, "tidy", "other")).unwrap();
        assert!(!take("fourth", 2), "one gives back only one's own");
    });
}

#[test]
fn jobs_end_when_told() {
    each_app(|app| {
        let memory = Arc::new(Memory::default());
        let worker = Worker::with(Arc::clone(&app.app), memory.clone());
        let desk = Desk::open(app);
        desk.receive(json!({}));
        let stop = Stop::default();
        std::thread::scope(|threads| {
            let running = threads.spawn(|| worker.run_forever(&stop));
            while memory.sent().is_empty() {
                std::thread::yield_now();
            }
            stop.stop();
            running.join().unwrap();
        });
        assert_eq!(memory.sent().len(), 1);
    });
}
