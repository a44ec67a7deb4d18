//! Jobs of two instances: a mail leaves once, a job that runs alone runs alone.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};

use chrono::Duration;
use redress::actions::context::Context;
use redress::clock::Clock;
use redress::domain::ids::MailId;
use redress::jobs::Worker;
use redress::mail::transport::{Failure, Memory, Outgoing, Transport};
use redress::store::outbox::{self, NewMail};
use redress::store::{StoreError, job_leases};

use crate::support::app::{TestApp, each_app};

/// Puts mails into the outbox that concern no case.
fn queue(ctx: &Context, mails: usize) {
    let key = ctx.keys.purpose("outbox");
    let now = ctx.clock.now();
    for part in (0..mails).collect::<Vec<_>>().chunks(500) {
        let insert = |conn: &mut redress::store::Conn| -> Result<(), StoreError> {
            for at in part {
                let (message_id, bytes) = (format!("<{at}@example.vn>"), format!("Message-ID: <{at}@example.vn>\r\n\r\nbody"));
                let mail = NewMail {
                    // So many in one standing millisecond would draw the same number twice.
                    id: MailId(ctx.id(now + Duration::milliseconds(i64::try_from(*at).unwrap()))),
                    case: None,
                    event: None,
                    kind: "receipt",
                    language: "vi",
                    created_at: now,
                    recipient: "somebody@example.org",
                    subject: "subject",
                    bytes: bytes.as_bytes(),
                    message_id: &message_id,
                    destination: "",
                };
                outbox::insert(conn, &key, &mail)?;
            }
            Ok(())
        };
        ctx.store.write(insert).unwrap();
    }
}

/// How many instances hold a mail in their hands by now.
#[derive(Default)]
struct Meeting {
    arrived: Mutex<usize>,
    all: Condvar,
}

impl Meeting {
    /// Waits until both instances are there: neither can send everything before the other claimed a mail of its own.
    fn join(&self, first: bool) {
        let mut arrived = self.arrived.lock().unwrap();
        if first {
            *arrived += 1;
            self.all.notify_all();
        }
        let (arrived, waited) = self.all.wait_timeout_while(arrived, std::time::Duration::from_secs(60), |n| *n < 2).unwrap();
        assert!(!waited.timed_out(), "{arrived} of 2 instances came by a mail");
    }
}

/// The transport of one instance: nothing leaves before both have something to send, and all goes to one memory.
struct Meets {
    to: Arc<Memory>,
    meeting: Arc<Meeting>,
    begun: AtomicBool,
}

impl Transport for Meets {
    fn send(&self, mail: &Outgoing<'_>) -> Result<String, Failure> {
        self.meeting.join(!self.begun.swap(true, Ordering::SeqCst));
        self.to.send(mail)
    }
}

/// Sends from both instances at once until nothing is left; how many each sent.
fn send_from_both(one: &TestApp, other: &TestApp, transport: &Arc<Memory>) -> [usize; 2] {
    let meeting = Arc::new(Meeting::default());
    let worker = |app: &TestApp| {
        let meets = Meets { to: Arc::clone(transport), meeting: Arc::clone(&meeting), begun: AtomicBool::new(false) };
        Worker::with(Arc::clone(&app.app), Arc::new(meets))
    };
    let send = |worker: Worker| {
        worker.run_once("send_mail").unwrap().map_or(0, |outcome| {
            assert_eq!(outcome.failed, 0);
            outcome.done
        })
    };
    std::thread::scope(|threads| {
        let (a, b) = (worker(one), worker(other));
        let both = [threads.spawn(|| send(a)), threads.spawn(|| send(b))];
        both.map(|thread| thread.join().unwrap())
    })
}

fn none_twice(one: &TestApp, mails: usize) {
    let other = one.another();
    queue(&one.context(), mails);
    let transport = Arc::new(Memory::default());
    let sent = send_from_both(one, &other, &transport);
    let ids: Vec<MailId> = transport.sent().iter().map(|mail| mail.id).collect();
    assert_eq!(ids.len(), mails, "{sent:?}");
    assert_eq!(ids.iter().map(|id| id.0).collect::<HashSet<_>>().len(), mails);
    assert_eq!(sent.iter().sum::<usize>(), mails);
    assert!(sent.iter().all(|n| *n > 0), "both had a share: {sent:?}");
    let left = one.context().store.read(outbox::counts).unwrap();
    assert_eq!((left.queued, left.failed, left.oldest), (0, 0, None));
}

#[test]
fn ten_thousand_mails_from_two_instances_none_twice() {
    match TestApp::postgres() {
        Some(app) => none_twice(&app, 10_000),
        None => eprintln!("SKIPPED on PostgreSQL: ten_thousand_mails_from_two_instances_none_twice (no server found)"),
    }
}

#[test]
fn two_processes_on_one_sqlite_send_none_twice_either() {
    none_twice(&TestApp::sqlite(), 1_000);
}

#[test]
fn a_job_that_runs_alone_waits_for_its_lease() {
    each_app(|one| {
        let other = one.another();
        let transport = Arc::new(Memory::default());
        let worker = |app: &TestApp| Worker::with(Arc::clone(&app.app), Arc::clone(&transport) as Arc<dyn Transport>);
        let (here, there) = (worker(one), worker(&other));
        let now = one.clock.now();
        let until = now + Duration::minutes(2);
        // A third instance holds it, and dies.
        assert!(one.app.store.write(|conn| job_leases::take(conn, "tidy", "third", now, until)).unwrap());
        assert!(here.run_once("tidy").unwrap().is_none() && there.run_once("tidy").unwrap().is_none());
        one.clock.advance(Duration::minutes(2));
        assert!(there.run_once("tidy").unwrap().is_some(), "a lease that ran out is free");
        assert!(here.run_once("tidy").unwrap().is_some(), "and was given back");
    });
}
