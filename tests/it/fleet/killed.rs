//! Killed without warning under sixteen writers, again and again: what was acknowledged is there, whole, with its mails; and
//! the office answers again at once.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, Instant};

use redress::actions::record;
use redress::app::App;
use redress::config::Config;
use redress::domain::number::Number;
use redress::domain::permission::Role;
use redress::domain::{apply, deadline};
use redress::store::{letters, outbox};
use reqwest::blocking::Client;
use serde_json::{Value, json};

use super::office::letter;
use crate::support::app::{PASSWORD, TestApp};

const WRITERS: usize = 16;
const KILLS: usize = 25;
/// From the start of the process to the first answer that says it is ready, as it mostly is: this is a debug build beside
/// other tests, and one start of many may have had to wait for a core.
const READY: Duration = Duration::from_secs(2);

/// What was acknowledged.
enum Ack {
    /// A letter that opened a case: its number and receipt code.
    Submitted(String, String),
    /// A letter added to this case: its version afterwards.
    Added(String, i64),
}

/// The program at work, until it is killed.
struct Process {
    child: Child,
    address: String,
    ready_after: Duration,
}

impl Process {
    /// Started, and ready within the limit.
    fn start(config: &Config) -> Self {
        let begun = Instant::now();
        let mut command = Command::new(env!("CARGO_BIN_EXE_redress"));
        command.current_dir(&config.data).env_clear().env("REDRESS_DATA", &config.data).env("REDRESS_LISTEN", "127.0.0.1:0");
        command.env("REDRESS_DATABASE_URL", config.database_url.as_str()).env("REDRESS_LOG", "error");
        command.env("REDRESS_RATES", "sign_in=1000000,intake=1000000,track=1000000,all=100000000");
        let mut child = command.arg("serve").stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap();
        let line = BufReader::new(child.stdout.take().unwrap()).lines().next().unwrap().unwrap();
        let address = line.rsplit(' ').next().unwrap().to_owned();
        let mut started = Self { child, address, ready_after: Duration::MAX };
        assert_eq!(Client::new().get(format!("{}/readyz", started.address)).send().unwrap().status(), 200);
        started.ready_after = begun.elapsed();
        started
    }

    fn post(&self, client: &Client, path: &str, token: Option<&str>, body: &Value) -> Option<(u16, Value)> {
        let mut request = client.post(format!("{}{path}", self.address)).json(body);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let answer = request.send().ok()?;
        let status = answer.status().as_u16();
        Some((status, answer.json().ok()?))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // SIGKILL.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Submits and adds until the process is gone.
fn write(process: &Process, at: usize, token: &str, case: &str, told: &Sender<Ack>) {
    let client = Client::new();
    loop {
        let ack = if at.is_multiple_of(2) {
            process.post(&client, "/api/v1/public/cases", None, &letter()).map(|(status, receipt)| {
                assert_eq!(status, 201, "{receipt}");
                let text = |name: &str| receipt[name].as_str().unwrap().to_owned();
                Ack::Submitted(text("number"), text("receipt_code"))
            })
        } else {
            let added = json!({"body": format!("Bổ sung của {at}")});
            process.post(&client, &format!("/api/v1/cases/{case}/add-letter"), Some(token), &added).map(|(status, case)| {
                assert_eq!(status, 200, "{case}");
                Ack::Added(case["id"].as_str().unwrap().to_owned(), case["version"].as_i64().unwrap())
            })
        };
        let Some(ack) = ack else { return };
        if told.send(ack).is_err() {
            return;
        }
    }
}

/// One life of the process: writers at work, and it is killed after so many acknowledgements. What they were told,
/// and how long the start took.
fn life(config: &Config, acknowledged: usize) -> (Vec<Ack>, Duration) {
    let mut process = Process::start(config);
    let client = Client::new();
    let (status, session) = process.post(&client, "/api/v1/session", None, &json!({"username": "lan", "password": PASSWORD})).unwrap();
    assert_eq!(status, 200, "{session}");
    let token = session["access_token"].as_str().unwrap().to_owned();
    let (status, case) = process
        .post(
            &client,
            "/api/v1/cases",
            Some(&token),
            &json!({"kind": "petition", "matter": "other",
        "identity": "named", "channel": "in_person", "title": "Đề nghị", "body": "Đề nghị sửa đường",
        "petitioner": {"name": "Nguyễn Thị Canary", "email": "canary@example.org"}}),
        )
        .unwrap();
    assert_eq!(status, 201, "{case}");
    let case = case["id"].as_str().unwrap();
    let (tell, told) = channel();
    let pid = process.child.id().to_string();
    let acks = std::thread::scope(|threads| {
        for at in 0..WRITERS {
            let (process, token, tell) = (&process, token.as_str(), tell.clone());
            threads.spawn(move || write(process, at, token, case, &tell));
        }
        drop(tell);
        let mut acks: Vec<Ack> = told.iter().take(acknowledged).collect();
        assert!(Command::new("kill").args(["-KILL", &pid]).status().unwrap().success());
        // Answers that were on their way when it died were given too.
        acks.extend(told.iter());
        acks
    });
    process.child.wait().unwrap();
    (acks, process.ready_after)
}

/// Everything that was acknowledged, looked for in the database itself.
fn check(config: &Config, acks: &[Ack]) {
    let app = App::open(config.clone()).unwrap();
    let law = app.office_now().unwrap().law;
    let mut added: BTreeMap<&str, i64> = BTreeMap::new();
    let mut seen = std::collections::BTreeSet::new();
    app.store
        .write(|conn| {
            for ack in acks {
                match ack {
                    Ack::Submitted(number, _) => {
                        assert!(seen.insert(number.clone()), "{number} was given twice");
                        let found = letters::cases_of(conn, &number.parse::<Number>().unwrap())?;
                        assert_eq!(found.len(), 1, "{number} was acknowledged and is not there");
                        let mails = outbox::load(conn, found[0])?;
                        assert!(
                            mails.iter().any(|m| m.kind == "receipt"),
                            "{number} was acknowledged and its receipt is not in the outbox"
                        );
                    }
                    Ack::Added(case, version) => {
                        let last = added.entry(case).or_default();
                        *last = (*last).max(*version);
                    }
                }
            }
            for (case, version) in &added {
                let loaded = record::load(conn, &app.keys, case.parse().unwrap()).unwrap().unwrap();
                assert!(loaded.case.version >= *version, "{case}: version {version} was acknowledged");
            }
            Ok::<_, redress::store::StoreError>(())
        })
        .unwrap();
    whole(&app, &law);
}

/// No act is half there: each case is what its register says, and the letter book has no gap.
fn whole(app: &App, law: &redress::domain::law::Law) {
    use diesel::prelude::*;
    use redress::store::schema::letters::dsl;
    let (mut seqs, ids) = app
        .store
        .snapshot(|conn| {
            let rows: Vec<(i32, i64)> = dsl::letters.select((dsl::seq, dsl::case_id)).load(conn)?;
            let (seqs, ids): (Vec<i32>, Vec<i64>) = rows.into_iter().unzip();
            Ok::<_, redress::store::StoreError>((seqs, ids))
        })
        .unwrap();
    seqs.sort_unstable();
    assert_eq!(seqs, (1..=i32::try_from(seqs.len()).unwrap()).collect::<Vec<_>>(), "the letter book has a gap");
    let cases: std::collections::BTreeSet<i64> = ids.into_iter().collect();
    for id in cases {
        let loaded = app.store.write(|conn| record::load(conn, &app.keys, redress::domain::ids::CaseId(id))).unwrap().unwrap();
        let mut case = apply::open(loaded.case.id, &loaded.history[0]).unwrap();
        let mut deadlines = Vec::new();
        for (at, recorded) in loaded.history.iter().enumerate() {
            if at > 0 {
                case = apply::apply(case, recorded).unwrap();
            }
            deadlines = deadline::compute(&deadlines, &loaded.history[..=at], law).unwrap();
            record::take_clocks(&mut case, &deadlines, law);
        }
        assert_eq!(case, loaded.case, "the row and the replay of its register");
        assert_eq!(deadlines.len(), loaded.deadlines.len());
    }
}

fn killed_again_and_again(app: TestApp) {
    let (config, folder) = (app.app.config.clone(), app.folder.clone());
    let root = app.root();
    let admin = app.member("admin", &[(Role::Admin, root)]);
    let bodies = ["commune_peoples_committee", "election_committee", "election_board"];
    let unit = json!({"level": "ward", "name": "Phường Cự Khối", "sign": "CK", "public": true, "bodies": bodies});
    let ward: redress::domain::ids::UnitId = admin.post("/api/v1/units", &unit).send().expect(201)["id"].as_str().unwrap().parse().unwrap();
    app.member("lan", &[(Role::Clerk, ward)]);
    // From here on nobody else has the database open: a start has to recover what the killed one left.
    drop(app);
    let (mut acks, mut starts) = (Vec::new(), Vec::new());
    for kill in 0..KILLS {
        let (told, start) = life(&config, 8 + 7 * kill);
        acks.extend(told);
        starts.push(start);
    }
    starts.sort();
    assert!(starts[KILLS / 2] < READY, "ready again only after: {starts:?}");
    assert!(acks.len() > KILLS * 8);
    let process = Process::start(&config);
    let Some(Ack::Submitted(number, code)) = acks.iter().rfind(|a| matches!(a, Ack::Submitted(..))) else {
        panic!("nothing was submitted")
    };
    let opened = process.post(&Client::new(), "/api/v1/public/track", None, &json!({"number": number, "receipt_code": code}));
    assert_eq!(opened.unwrap().0, 200, "the last receipt opens its case");
    drop(process);
    check(&config, &acks);
    println!("{} acts acknowledged over {KILLS} kills, none lost; ready again after {:?}", acks.len(), starts[KILLS / 2]);
    drop(folder);
}

#[test]
fn nothing_acknowledged_is_lost_on_sqlite() {
    killed_again_and_again(TestApp::sqlite());
}

#[test]
fn nothing_acknowledged_is_lost_on_postgresql() {
    match TestApp::postgres() {
        Some(app) => killed_again_and_again(app),
        None => eprintln!("SKIPPED on PostgreSQL: nothing_acknowledged_is_lost_on_postgresql (no server found)"),
    }
}
