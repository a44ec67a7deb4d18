//! A seeded office, and the real server on it.

use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::client::Connection;
use crate::postgres;

const PASSWORD: &str = "con cò bay lả bay la";
static WARD: Mutex<String> = Mutex::new(String::new());

/// The unit to which letters are sent: of the office whose units were asked for last.
pub fn ward() -> String {
    WARD.lock().unwrap().clone()
}

/// Where the cases lie.
pub enum Place {
    Sqlite,
    Postgres(postgres::Server),
}

impl Place {
    /// None: no such server can be started here.
    pub fn of(database: &str) -> Option<Self> {
        match database {
            "sqlite" => Some(Self::Sqlite),
            "postgres" => postgres::Server::start().map(Self::Postgres),
            other => panic!("sqlite or postgres, not {other}"),
        }
    }
}

/// An office with many cases.
pub struct Office {
    folder: tempfile::TempDir,
    place: Place,
}

impl Office {
    /// Seeds it; says how fast.
    pub fn seeded(place: Place, cases: usize) -> Self {
        let office = Self { folder: tempfile::tempdir().unwrap(), place };
        let seeded = office.redress(&["seed", "--cases", &cases.to_string()]).stderr(Stdio::null()).output().unwrap();
        assert!(seeded.status.success(), "the seed failed");
        print!("seeded: {}", String::from_utf8_lossy(&seeded.stdout));
        let mut child = office
            .redress(&[
                "user",
                "add",
                "--username",
                "do.luong",
                "--name",
                "Người đo",
                "--role",
                "supervisor",
                "--unit",
                "VN",
                "--password-stdin",
            ])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(format!("{PASSWORD}\n").as_bytes()).unwrap();
        assert!(child.wait().unwrap().success());
        office
    }

    fn url(&self) -> String {
        match &self.place {
            Place::Sqlite => format!("sqlite:{}", self.folder.path().join("redress.sqlite3").display()),
            Place::Postgres(server) => server.url("redress"),
        }
    }

    /// A database beside the office's, on the same disk or server, for the limits.
    pub fn beside(&self) -> String {
        match &self.place {
            Place::Sqlite => format!("sqlite:{}", self.folder.path().join("limits.sqlite3").display()),
            Place::Postgres(server) => server.url("limits"),
        }
    }

    fn redress(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_redress"));
        command.env_clear().env("REDRESS_DATA", self.folder.path()).env("REDRESS_DATABASE_URL", self.url());
        command.env("REDRESS_LISTEN", "127.0.0.1:0").env("REDRESS_LOG", "error");
        command.env("REDRESS_RATES", "sign_in=4000000,intake=400000000,track=400000000,all=4000000000,strangers=4000000000");
        command.args(arguments);
        command
    }

    /// Starts the real server. What is sent afterwards is another process's: `redress work`.
    pub fn serve(&self) -> Server {
        Self::started(self.redress(&["serve", "--no-jobs"]))
    }

    /// Starts the real server with its jobs: mails go to this mail server, and are tried again a second after a failure.
    pub fn serve_sending(&self, smtp: SocketAddr) -> Server {
        let mut command = self.redress(&["serve"]);
        command.env("REDRESS_SMTP_URL", format!("smtp://{smtp}")).env("REDRESS_MAIL_RETRY_FIRST", "1s");
        Self::started(command)
    }

    fn started(mut command: Command) -> Server {
        let begun = Instant::now();
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap();
        let line = BufReader::new(child.stdout.take().unwrap()).lines().next().unwrap().unwrap();
        let address: SocketAddr = line.rsplit('/').next().unwrap().parse().unwrap();
        Connection::open(address).ask(b"GET /readyz HTTP/1.1\r\nhost: localhost\r\n\r\n", 200);
        Server { child, address, first_answer: begun.elapsed() }
    }
}

/// The real server.
pub struct Server {
    child: Child,
    address: SocketAddr,
    pub first_answer: Duration,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Where it answers.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    fn get(&self, path: &str, token: &str) -> Value {
        let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\n\r\n");
        serde_json::from_slice(&Connection::open(self.address).ask(request.as_bytes(), 200).1).unwrap()
    }

    /// A supervisor's token, good for fifteen minutes.
    pub fn sign_in(&self) -> String {
        let body = json!({"username": "do.luong", "password": PASSWORD}).to_string();
        let head = format!(
            "POST /api/v1/session HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        let (_, answer) = Connection::open(self.address).ask(format!("{head}{body}").as_bytes(), 200);
        let answer: Value = serde_json::from_slice(&answer).unwrap();
        let token = answer["access_token"].as_str().unwrap().to_owned();
        let units = self.get("/api/v1/units?limit=100", &token);
        let ward = units["items"].as_array().unwrap().iter().find(|u| u["public"] == true).unwrap();
        *WARD.lock().unwrap() = ward["id"].as_str().unwrap().to_owned();
        token
    }

    /// A browser's session of the same account.
    pub fn cookie(&self) -> String {
        let body = format!("username=do.luong&password={}", PASSWORD.bytes().map(|b| format!("%{b:02X}")).collect::<String>());
        let head = format!(
            "POST /sign-in HTTP/1.1\r\nhost: localhost\r\naccept: text/html\r\nsec-fetch-site: same-origin\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        let (head, _) = Connection::open(self.address).ask(format!("{head}{body}").as_bytes(), 303);
        let set = head.lines().find_map(|l| l.strip_prefix("set-cookie: ")).unwrap();
        set.split(';').next().unwrap().to_owned()
    }

    /// A hundred cases to read.
    pub fn some_cases(&self, token: &str) -> Vec<String> {
        let page = self.get("/api/v1/cases?limit=100", token);
        page["items"].as_array().unwrap().iter().map(|c| c["id"].as_str().unwrap().to_owned()).collect()
    }

    /// Memory of the process, in kB: what it has resident now, and the most it had. Each password that is checked takes 64 MiB for
    /// a moment, by design: the most is with one sign-in.
    pub fn memory(&self) -> (u64, u64) {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let kilobytes = |name: &str| {
            let line = status.lines().find_map(|l| l.strip_prefix(name)).unwrap_or_default();
            line.split_whitespace().next().and_then(|n| n.parse().ok()).unwrap_or_default()
        };
        (kilobytes("VmRSS:"), kilobytes("VmHWM:"))
    }
}
