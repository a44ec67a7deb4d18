//! A year of one ward under a moving clock, with two instances: what everybody is told is exactly the plain list of
//! `world.rs`. The same with instances that are killed at random points and with a clock that is set back and forward.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{Datelike, Duration, NaiveDateTime, TimeZone, Timelike};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use redress::actions::{draft_decision, publish, sign_decision};
use redress::domain::ids::CaseId;
use redress::domain::outcome::DocumentKind;
use redress::domain::zone::{ZONE, local_date};
use redress::jobs::Worker;
use redress::mail::transport::{Memory, Transport};
use redress::store::schema::reminders;
use redress::store::{Conn, Store, StoreError, case_keys, job_leases, outbox};
use serde_json::json;

use super::world::{Act, Done, Plain, Script, Sort, Told, absence, election, first, plain, scripts, sender, ticks};
use crate::mail::desk::Desk;
use crate::support::app::{TestApp, each_app};

fn utc(local: NaiveDateTime) -> chrono::DateTime<chrono::Utc> {
    ZONE.from_local_datetime(&local).unwrap().to_utc()
}

/// What tells, and what sends it.
const JOBS: [&str; 3] = ["remind", "digest", "send_mail"];

/// Two processes of the office; each can be killed and started anew.
struct Processes<'a> {
    office: &'a TestApp,
    running: [(TestApp, Worker); 2],
}

fn process(office: &TestApp) -> (TestApp, Worker) {
    let app = office.another();
    let worker = Worker::with(Arc::clone(&app.app), Arc::new(Memory::default()) as Arc<dyn Transport>);
    (app, worker)
}

impl<'a> Processes<'a> {
    fn of(office: &'a TestApp) -> Self {
        Self { office, running: [process(office), process(office)] }
    }

    fn run(&self) {
        self.run_one(0);
        self.run_one(1);
    }

    fn run_one(&self, which: usize) {
        for job in JOBS {
            self.running[which].1.run_once(job).unwrap();
        }
    }

    /// Runs them at once, on threads.
    fn run_together(&self) {
        std::thread::scope(|threads| {
            for (_, worker) in &self.running {
                threads.spawn(|| {
                    for job in JOBS {
                        worker.run_once(job).unwrap();
                    }
                });
            }
        });
    }

    fn kill(&mut self, which: usize) {
        self.running[which] = process(self.office);
    }
}

fn play(desk: &Desk<'_>, script: &Script, nth: usize, case: Option<CaseId>, act: Act) -> Option<CaseId> {
    let (kind, matter, contest) = match script.sort {
        Sort::Complaint => ("complaint", "administrative_act", None),
        Sort::Petition => ("petition", "other", None),
        Sort::Denunciation => ("denunciation", "official_conduct", None),
        Sort::VoterList => ("complaint", "voter_list", None),
        Sort::Candidate => ("complaint", "candidate", Some("council_commune")),
        Sort::Station => ("complaint", "polling_station", None),
    };
    let track = if matches!(script.sort, Sort::VoterList | Sort::Candidate | Sort::Station) { "election" } else { "general" };
    let Some(case) = case else {
        let petitioner = json!({"name": format!("Nguyễn Thị Lan {nth}"), "address": "12 Tổ 3", "email": sender(nth)});
        let letter =
            json!({"kind": kind, "matter": matter, "contest": contest, "channel": "post", "form": "signed", "petitioner": petitioner});
        return Some(desk.receive(letter));
    };
    let decision = if script.sort == Sort::Denunciation { DocumentKind::Conclusion } else { DocumentKind::Decision };
    match act {
        Act::Receive => {}
        Act::Classify => desk.classify(case, json!({"kind": kind, "matter": matter, "track": track, "contest": contest})),
        Act::Assign => desk.assign(case),
        Act::Propose => desk.propose(case, "accept", None),
        Act::Approve => {
            desk.approve(case);
        }
        Act::Notify => desk.serve(case, DocumentKind::Acceptance, 0),
        Act::Draft => {
            let result = match script.sort {
                Sort::Petition => "answered",
                Sort::Denunciation => "true",
                Sort::Complaint | Sort::VoterList | Sort::Candidate | Sort::Station => "justified",
            };
            let draft = json!({"result": result, "reasons": "Đã xác minh.", "legal_basis": "Luật"});
            desk.act::<draft_decision::DraftDecision>(desk.officer, case, draft);
        }
        Act::Sign => {
            let mut signed = desk.paper();
            signed["signed_by"] = json!({"name": "Phạm Văn C", "office": "Chủ tịch", "body": "UBND phường"});
            desk.act::<sign_decision::SignDecision>(desk.first, case, signed);
        }
        Act::Serve => desk.serve(case, decision, 0),
        Act::Publish => {
            let published = json!({"on": desk.ctx().today(), "where": "Trụ sở UBND phường"});
            desk.act::<publish::Publish>(desk.officer, case, published);
        }
    }
    Some(case)
}

/// Statements of jobs that fail now and then, while armed.
fn rig(store: &Store) {
    let sqlite = "CREATE TABLE fault (armed INTEGER NOT NULL) STRICT; INSERT INTO fault VALUES (0);
        CREATE TRIGGER fault_step BEFORE INSERT ON reminders WHEN (SELECT armed FROM fault) = 1 AND abs(random()) % 3 = 0
            BEGIN SELECT RAISE(ABORT, 'killed'); END;
        CREATE TRIGGER fault_list BEFORE INSERT ON digests WHEN (SELECT armed FROM fault) = 1 AND abs(random()) % 3 = 0
            BEGIN SELECT RAISE(ABORT, 'killed'); END;
        CREATE TRIGGER fault_mail BEFORE INSERT ON outbox WHEN (SELECT armed FROM fault) = 1 AND abs(random()) % 5 = 0
            BEGIN SELECT RAISE(ABORT, 'killed'); END;
        CREATE TRIGGER fault_look BEFORE UPDATE ON deadlines WHEN (SELECT armed FROM fault) = 1 AND abs(random()) % 3 = 0
            BEGIN SELECT RAISE(ABORT, 'killed'); END;";
    let postgres = "CREATE TABLE fault (armed INTEGER NOT NULL); INSERT INTO fault VALUES (0);
        CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF (SELECT armed FROM fault) = 1 AND random() < 0.3 THEN RAISE EXCEPTION 'killed'; END IF; RETURN NEW; END $$;
        CREATE TRIGGER fault_step BEFORE INSERT ON reminders FOR EACH ROW EXECUTE FUNCTION fault();
        CREATE TRIGGER fault_list BEFORE INSERT ON digests FOR EACH ROW EXECUTE FUNCTION fault();
        CREATE TRIGGER fault_mail BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION fault();
        CREATE TRIGGER fault_look BEFORE UPDATE ON deadlines FOR EACH ROW EXECUTE FUNCTION fault();";
    store.write(|c| c.batch_execute(if matches!(c, Conn::Sqlite(_)) { sqlite } else { postgres }).map_err(StoreError::from)).unwrap();
}

fn arm(store: &Store, armed: bool) {
    let sql = format!("UPDATE fault SET armed = {}", u8::from(armed));
    store.write(|c| c.batch_execute(&sql).map_err(StoreError::from)).unwrap();
}

/// Plays the year; `rough`: processes die, statements fail, the clock is set back and forward.
fn live(office: &TestApp, scripts: &[Script], rough: bool) -> HashMap<CaseId, usize> {
    let mut dice = StdRng::seed_from_u64(7);
    office.clock.set(utc(first().and_hms_opt(0, 5, 0).unwrap()));
    let desk = Desk::open(office);
    Desk::account(office, "top", "Hà Văn Trung Ương", &[("supervisor", office.root())]);
    desk.election(&election().to_string());
    if rough {
        rig(&office.app.store);
    }
    let mut happens: Vec<(NaiveDateTime, Option<(usize, Act)>)> = ticks().into_iter().map(|t| (t, None)).collect();
    for (nth, script) in scripts.iter().enumerate() {
        happens.extend(script.acts.iter().map(|(t, act)| (*t, Some((nth, *act)))));
    }
    happens.sort_by_key(|(t, what)| (*t, what.is_some()));
    let mut cases: HashMap<usize, CaseId> = HashMap::new();
    let mut processes = Processes::of(office);
    let mut gone = false;
    for (t, what) in happens {
        office.clock.set(utc(t));
        if !gone && t.date() >= absence().0 {
            gone = true;
            desk.change_account(desk.officer, json!({"absent_until": absence().1}));
        }
        let Some((nth, act)) = what else {
            if rough {
                roughly(&mut processes, &mut dice);
            } else if is_morning(t) {
                processes.run();
            } else {
                // Little is told at other hours: one of the two looks, today this one, tomorrow the other.
                processes.run_one(usize::try_from(t.date().num_days_from_ce() % 2).unwrap());
            }
            continue;
        };
        if let Some(case) = play(&desk, &scripts[nth], nth, cases.get(&nth).copied(), act) {
            cases.insert(nth, case);
        }
    }
    cases.into_iter().map(|(nth, case)| (case, nth)).collect()
}

/// About the hour at which mails go.
fn is_morning(t: NaiveDateTime) -> bool {
    t.hour() == 7
}

/// A tick on which things go wrong; at its end a process that lives has had its turn.
fn roughly(processes: &mut Processes<'_>, dice: &mut StdRng) {
    let office = processes.office;
    let now = redress::clock::Clock::now(&*office.clock);
    let morning = is_morning(now.with_timezone(&ZONE).naive_local());
    if morning && dice.random_bool(0.15) {
        arm(&office.app.store, true);
        if office.app.store.is_sqlite() {
            processes.run()
        } else {
            processes.run_together()
        }
        arm(&office.app.store, false);
    }
    if dice.random_bool(0.01) {
        processes.kill(usize::from(dice.random_bool(0.5)));
    }
    if dice.random_bool(0.05) {
        // A process died with the lease in hand; the next look comes after its end.
        for job in ["remind", "digest"] {
            office.app.store.write(|c| job_leases::take(c, job, "dead", now, now + Duration::minutes(2))).unwrap();
        }
        processes.run();
        office.clock.advance(Duration::minutes(2));
    }
    if morning {
        processes.run();
    } else {
        processes.run_one(usize::from(dice.random_bool(0.5)));
    }
    if morning && dice.random_bool(0.2) {
        for hour in [-1, 2, -1] {
            office.clock.advance(Duration::hours(hour));
            processes.run();
        }
    }
}

/// What was told, as it lies in the database.
fn actual(office: &TestApp, cases: &HashMap<CaseId, usize>) -> Plain {
    let app = &office.app;
    let mut seen = Plain::default();
    let mut keys = HashMap::new();
    let mut before = None;
    loop {
        let page = app.store.read(|c| outbox::page(c, None, None, before, 500)).unwrap();
        let Some(last) = page.last() else { break };
        before = Some(last.mail.id);
        // What an event caused is not the clock's.
        for mail in page.iter().map(|a| &a.mail).filter(|m| m.event.is_none()) {
            let key = match mail.case {
                Some(case) => keys.entry(case).or_insert_with(|| app.store.read(|c| case_keys::load(c, &app.keys, case)).unwrap()),
                None => &mut app.keys.purpose("outbox"),
            };
            let (to, subject, _) = app.store.read(|c| outbox::open(c, key, mail.id)).unwrap().unwrap();
            let on = local_date(mail.created_at);
            match mail.case {
                Some(case) => seen.told.push((on, mail.kind.clone(), to, Some(cases[&case]))),
                None => seen.digests.push((on, to, subject)),
            }
        }
    }
    let rows = app.store.read::<_, StoreError>(|c| {
        let columns = (reminders::case_id, reminders::rule, reminders::due, reminders::step, reminders::told_at);
        Ok(reminders::table.select(columns).load::<(i64, String, chrono::NaiveDate, String, NaiveDateTime)>(c)?)
    });
    let done =
        rows.unwrap().into_iter().map(|(case, rule, due, step, at)| (cases[&CaseId(case)], rule, due, step, local_date(at.and_utc())));
    seen.done = done.collect();
    seen.told.sort();
    seen.done.sort();
    seen.digests.sort();
    seen
}

/// Fails with what is in one list and not in the other.
fn same<T: PartialEq + std::fmt::Debug>(what: &str, is: &[T], should: &[T]) {
    let count = |list: &[T], one: &T| list.iter().filter(|o| *o == one).count();
    let extra: Vec<&T> = is.iter().filter(|one| count(is, one) > count(should, one)).take(20).collect();
    let missing: Vec<&T> = should.iter().filter(|one| count(should, one) > count(is, one)).take(20).collect();
    assert!(
        extra.is_empty() && missing.is_empty(),
        "{what}: told though not in the list {extra:#?}; in the list and not told {missing:#?}"
    );
}

fn year(office: &TestApp, rough: bool) {
    let scripts = scripts(2025);
    let cases = live(office, &scripts, rough);
    let (is, should): (Plain, Plain) = (actual(office, &cases), plain(&scripts));
    let done: &[Done] = &should.done;
    for step in ["half", "before_3", "before_1", "freeze_3", "freeze_2", "at_once", "after_0", "after_1", "after_2", "after_5"] {
        assert!(done.iter().any(|d| d.3 == step), "the year has no {step}: it proves nothing of it");
    }
    for kind in ["remind", "escalate", "desk_news", "late", "frozen", "news"] {
        assert!(should.told.iter().any(|t: &Told| t.1 == kind), "the year has no {kind}");
    }
    same("steps", &is.done, &should.done);
    same("mails", &is.told, &should.told);
    same("lists", &is.digests, &should.digests);
    eprintln!("{} steps, {} mails, {} lists", should.done.len(), should.told.len(), should.digests.len());
}

#[test]
fn in_a_year_of_a_ward_everybody_is_told_what_the_plain_list_says_and_once() {
    each_app(|office| year(office, false));
}

#[test]
fn the_same_with_processes_that_die_and_a_clock_that_jumps() {
    each_app(|office| year(office, true));
}
