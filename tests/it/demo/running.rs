//! The program itself: what a newcomer types and sees.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

use redress::http::routes;
use reqwest::blocking::Client;
use serde_json::{Value, json};

use crate::support::app::TestApp;

/// The demo, running until it is dropped.
struct Demo {
    process: Child,
    printed: String,
    address: String,
}

impl Demo {
    fn start(folder: &Path, more: &[&str]) -> Self {
        // The last line that is printed.
        let last = if more.contains(&"--smtp-url") { "phase=frozen" } else { "base64 -d" };
        let mut command = Command::new(env!("CARGO_BIN_EXE_redress"));
        command.arg("demo").args(more).env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("REDRESS_DATA", folder).env("REDRESS_LISTEN", "127.0.0.1:0").env("REDRESS_LOG", "warn");
        let mut process = command.stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let mut printed = String::new();
        for line in lines {
            let line = line.unwrap();
            printed = printed + &line + "\n";
            if line.contains(last) {
                break;
            }
        }
        let first = printed.lines().next().unwrap_or_default();
        let address = first.strip_prefix("Redress answers on ").unwrap_or_else(|| panic!("{printed}")).to_owned();
        Self { process, printed, address }
    }

    fn forward(&self, by: &Value) -> (u16, Value) {
        let answer = Client::new().post(format!("{}/api/v1/demo/clock", self.address)).json(by).send().unwrap();
        (answer.status().as_u16(), answer.json().unwrap())
    }

    /// Ends it as an operator does; it must say that all went well.
    fn end(mut self) {
        let told = Command::new("kill").arg(self.process.id().to_string()).status().unwrap();
        assert!(told.success() && self.process.wait().unwrap().success());
    }

    /// The number and code of the printed receipt.
    fn receipt(&self) -> &str {
        self.printed.lines().find(|l| l.contains("receipt code")).unwrap()
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn refused(folder: &Path, more: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_redress"));
    let output = command.arg("demo").args(more).env("REDRESS_DATA", folder).env("REDRESS_LISTEN", "127.0.0.1:0").output().unwrap();
    assert!(!output.status.success());
    String::from_utf8(output.stderr).unwrap()
}

/// The mails of a day come about as the clock is moved, a day at a time: nobody waits for the next look of a job.
#[test]
fn one_day_on_brings_reminders_lists_and_the_freeze() {
    let folder = tempfile::tempdir().unwrap();
    let demo = Demo::start(&folder.path().join("demo-data"), &[]);
    let outbox = || {
        let (mut all, mut next) = (String::new(), Some("/outbox".to_owned()));
        while let Some(path) = next.take() {
            let page = Client::new().get(format!("{}{path}", demo.address)).send().unwrap().text().unwrap();
            next = page.split_once("rel=\"next\" href=\"").and_then(|(_, rest)| rest.split_once('"')).map(|(path, _)| path.to_owned());
            all += &page;
        }
        all
    };
    assert!(outbox().contains("Việc ngày 10/05/2021"), "the digest of the first morning");
    demo.forward(&json!({"days": 1}));
    let eleventh = outbox();
    assert!(eleventh.contains("Việc ngày 11/05/2021") && eleventh.contains("Nhắc thời hạn"));
    assert!(!eleventh.contains("Ngừng xem xét cho đến hết ngày bầu cử"));
    demo.forward(&json!({"days": 2}));
    let thirteenth = outbox();
    for told in ["Việc ngày 12/05/2021", "Việc ngày 13/05/2021", "Ngừng xem xét cho đến hết ngày bầu cử"] {
        assert!(thirteenth.contains(told), "{told}");
    }
    demo.end();
}

#[test]
fn a_restart_goes_on_where_the_clock_stood_and_fresh_begins_anew() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("demo-data");
    let first = Demo::start(&data, &[]);
    assert!(first.printed.contains("10/05/2021 08:0"), "{}", first.printed);
    assert_eq!(first.forward(&json!({ "days": 2 })).1["today"], "2021-05-12");
    assert_eq!(first.forward(&json!({ "hours": 24 })).1["today"], "2021-05-13");
    for wrong in [json!({}), json!({ "days": 0 }), json!({ "days": 61 }), json!({ "hours": 1441 }), json!({ "days": 1, "hours": 1 })] {
        assert_eq!(first.forward(&wrong).0, 422, "{wrong}");
    }
    let receipt = first.receipt().to_owned();
    first.end();
    let again = Demo::start(&data, &[]);
    assert!(again.printed.contains("13/05/2021 08:0"), "{}", again.printed);
    assert_eq!(again.receipt(), receipt);
    again.end();
    let fresh = Demo::start(&data, &["--fresh"]);
    assert!(fresh.printed.contains("10/05/2021 08:0") && fresh.receipt() != receipt);
}

#[test]
fn a_folder_or_database_of_somebody_elses_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("redress.sqlite3"), "an office").unwrap();
    for more in [&[][..], &["--fresh"]] {
        assert!(refused(folder.path(), more).contains("not a demo's"));
    }
    assert_eq!(std::fs::read(folder.path().join("redress.sqlite3")).unwrap(), b"an office");
}

/// The printed lines, pasted into a shell, walk the case to its closing and show the freeze.
#[test]
fn the_printed_lines_walk_a_case() {
    let folder = tempfile::tempdir().unwrap();
    let demo = Demo::start(&folder.path().join("d"), &[]);
    let lines: Vec<&str> = demo.printed.lines().skip_while(|l| !l.trim_start().starts_with("A=http")).collect();
    let script = format!("set -eo pipefail\n{}\n", lines.join("\n"));
    let output = Command::new("bash").arg("-c").arg(&script).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{script}\n{said}\n{}", String::from_utf8_lossy(&output.stderr));
    for seen in [
        r#""status":"screening""#,
        r#""status":"proposed""#,
        r#""status":"accepted""#,
        r#""status":"drafted""#,
        r#""status":"settled""#,
        r#""status":"closed""#,
        r#"["el.voter-list.settle","2021-05-15","met"]"#,
        r#""today":"2021-05-13""#,
        "Kính gửi ông/bà Kim Thị Sen,",
    ] {
        assert!(said.contains(seen), "{seen} is not in\n{said}");
    }
    assert_eq!(said.matches("ứng cử").count(), 3, "three titles of cases that the law has stopped at the ward:\n{said}");
    assert!(said.contains("bảy công nhân trọ"), "late after three days:\n{said}");
    let again = Command::new("bash").arg("-c").arg(&script).output().unwrap();
    assert!(again.status.success(), "the lines can be pasted again\n{}", String::from_utf8_lossy(&again.stderr));
}

/// Anybody may move the demo's clock; no other office has one.
#[test]
fn the_clock_is_the_demos_only() {
    let names = |demo| routes::table_for(demo).iter().map(|r| format!("{} {} {:?}", r.method, r.path, r.permission)).collect::<Vec<_>>();
    let usual = names(false);
    let more: Vec<String> = names(true).into_iter().filter(|name| !usual.contains(name)).collect();
    assert_eq!(more, ["POST /api/v1/demo/clock Public", "POST /demo/clock Public", "GET /outbox Public", "GET /demo Public"]);
    let app = TestApp::sqlite();
    assert_eq!(app.ask(reqwest::Method::POST, "/api/v1/demo/clock").json(&json!({ "days": 1 })).send().status, 404);
    for page in ["/demo", "/outbox"] {
        assert_eq!(app.get(page).send().status, 404, "{page}");
    }
}

/// Date, id and domain of each mail.
type Caught = Mutex<Vec<(String, String, String)>>;

/// A mail server that takes everything; gives the dates and ids of what came, in the order of coming.
fn catcher() -> (u16, Arc<Caught>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (port, caught) = (listener.local_addr().unwrap().port(), Arc::new(Caught::default()));
    let all = Arc::clone(&caught);
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let all = Arc::clone(&all);
            std::thread::spawn(move || take(stream, &all));
        }
    });
    (port, caught)
}

fn take(stream: TcpStream, all: &Caught) {
    let mut to = stream.try_clone().unwrap();
    let mut say = |line: &str| to.write_all(format!("{line}\r\n").as_bytes()).is_ok();
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    say("220 peer.example ESMTP");
    let mut to_whom = String::new();
    while let Some(line) = lines.next() {
        let goes_on = match line.to_uppercase() {
            command if command.starts_with("EHLO") => say("250-peer.example") && say("250 8BITMIME"),
            command if command.starts_with("DATA") => {
                say("354 go on");
                let message: Vec<String> = lines.by_ref().take_while(|line| line != ".").collect();
                let head = |name: &str| message.iter().find_map(|line| line.strip_prefix(name)).unwrap().trim().to_owned();
                let domain = to_whom.rsplit_once('@').unwrap().1.to_owned();
                all.lock().unwrap().push((head("Date:"), head("Message-ID:"), domain));
                say("250 taken")
            }
            command if command.starts_with("RCPT") => {
                to_whom = command.trim_end_matches('>').to_owned();
                say("250 ok")
            }
            _ => say("250 ok"),
        };
        if !goes_on {
            return;
        }
    }
}

/// The mails of the story go first, to each domain in its order, each once, to the server that is set; else they are files.
#[test]
fn the_mails_of_the_story_go_where_mails_go() {
    let folder = tempfile::tempdir().unwrap();
    let files = Demo::start(&folder.path().join("files"), &[]);
    files.forward(&json!({ "hours": 1 }));
    let written = std::fs::read_dir(folder.path().join("files/mail")).unwrap().count();

    let (port, caught) = catcher();
    let data = folder.path().join("smtp");
    let sent = Demo::start(&data, &["--smtp-url", &format!("smtp://127.0.0.1:{port}")]);
    assert!(sent.printed.contains("Mails go to the mail server that is set."));
    sent.forward(&json!({ "hours": 1 }));
    let caught = caught.lock().unwrap().clone();
    assert!(written > 100 && caught.len() == written, "{written} files, {} mails", caught.len());
    assert_eq!(caught.iter().map(|(_, id, _)| id).collect::<BTreeSet<_>>().len(), written, "each once");
    let mut domains: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for (date, _, domain) in &caught {
        domains.entry(domain).or_default().push(chrono::DateTime::parse_from_rfc2822(date).unwrap());
    }
    assert!(domains.len() > 1 && domains.values().all(|dates| dates.is_sorted()), "{domains:?}");
    assert!(domains.values().any(|dates| dates[0].to_rfc3339().starts_with("2021-02")), "{domains:?}");
    assert!(!data.join("mail").exists());
}
