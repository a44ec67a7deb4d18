//! A running office on a loopback port: its own data folder, its own database, a clock that tests move.

use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;

use chrono::{DateTime, TimeZone, Utc};
use redress::actions::context::Context;
use redress::actions::idempotent::Request;
use redress::actions::{manage_units, manage_users};
use redress::app::App;
use redress::clock::{KeptClock, MovableClock, SystemRandomness};
use redress::config::{Config, DatabaseUrl, FilesPlace, Limits, LogConfig, MailConfig, PasswordCost, Policy, Rates, SecondFactor};
use redress::domain::ids::UnitId;
use redress::domain::permission::Role;
use redress::http::server;
use reqwest::Method;
use serde_json::{Value, json};

use super::{http::Ask, postgres};

/// The password of everybody in tests.
pub const PASSWORD: &str = "con cò bay lả bay la";

/// When the clock of tests begins: Monday 05/01/2026, 08:00 in Vietnam.
pub fn begin() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 1, 5, 1, 0, 0).unwrap()
}

/// An office that answers over HTTP until it is dropped.
pub struct TestApp {
    pub address: std::net::SocketAddr,
    pub app: Arc<App>,
    pub clock: Arc<MovableClock>,
    pub client: reqwest::blocking::Client,
    /// Data folder; lives as long as this.
    pub folder: Arc<tempfile::TempDir>,
    stop: Option<(actix_web::dev::ServerHandle, JoinHandle<()>)>,
}

/// Settings of tests: cheap passwords, no limits that a test does not set.
pub fn config(folder: &std::path::Path, database: &str) -> Config {
    Config {
        data: folder.to_path_buf(),
        database_url: DatabaseUrl::parse(database).unwrap(),
        files: FilesPlace::Folder(folder.join("files")),
        listen: "127.0.0.1:0".parse().unwrap(),
        public_url: "http://127.0.0.1".into(),
        tls: None,
        proxies: vec![],
        log: LogConfig { filter: "info".into(), json: true },
        metrics_token: None,
        // Those of its own test ask for it.
        second_factor: SecondFactor::Off,
        policy: Policy::default(),
        limits: Limits {
            rates: Rates { sign_in: 1_000_000, intake: 1_000_000, track: 1_000_000, all: 100_000_000, strangers: 100_000_000 },
            connections_of_one: 4096,
            ..Limits::default()
        },
        mail: MailConfig {
            smtp: None,
            from: "redress@example.vn".parse().unwrap(),
            reply_to: None,
            retry_first: MailConfig::RETRY_FIRST,
            trusted: None,
            intake: None,
        },
        password_cost: PasswordCost { memory_kib: 8, passes: 1 },
    }
}

impl TestApp {
    /// On SQLite.
    pub fn sqlite() -> Self {
        Self::sqlite_with(|_| {})
    }

    /// On SQLite, with other settings.
    pub fn sqlite_with(change: impl FnOnce(&mut Config)) -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let url = format!("sqlite:{}", folder.path().join("redress.sqlite3").display());
        let mut config = config(folder.path(), &url);
        change(&mut config);
        Self::start(folder, config, Arc::new(MovableClock::still(begin())))
    }

    /// On PostgreSQL; None, said by the test's name, where there is no server.
    pub fn postgres() -> Option<Self> {
        Self::postgres_with(|_| {})
    }

    /// On PostgreSQL, with other settings.
    pub fn postgres_with(change: impl FnOnce(&mut Config)) -> Option<Self> {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let mut config = config(folder.path(), &postgres::database()?);
        change(&mut config);
        Some(Self::start(folder, config, Arc::new(MovableClock::still(begin()))))
    }

    /// The demo on SQLite: by a clock of its own, which jumps.
    pub fn demo() -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let url = format!("sqlite:{}", folder.path().join("redress.sqlite3").display());
        let config = config(folder.path(), &url);
        let clock = Arc::new(MovableClock::still(begin()));
        let kept = Arc::new(KeptClock::open(&folder.path().join("clock"), begin(), None).unwrap());
        let app = App::open_at(config, clock.clone(), Arc::new(SystemRandomness)).unwrap().with_demo(kept);
        Self::serve(folder, Arc::new(app), clock)
    }

    /// An account with the password of the demo.
    pub fn demo_member(&self, username: &str, role: Role, unit: UnitId) {
        let new = json!({"username": username, "name": format!("Người {username}"), "grants": [{"role": role, "unit": unit}]});
        let new: manage_users::NewUser = serde_json::from_value(new).unwrap();
        let request = Request { scope: "tests", key: None, bytes: &[] };
        let id = manage_users::create(&self.context(), self.app.passwords, None, request, &new, |m| m.id).unwrap();
        // As the demo does: nobody may choose a password that is hardly more than the name of the ward.
        let hash = self.app.passwords.hash(redress::app::DEMO_PASSWORD.as_bytes()).unwrap();
        self.app.store.write(|conn| redress::store::members::set_password(conn, id, &hash)).unwrap();
    }

    /// Another instance of the same office: same database, keys and clock.
    pub fn another(&self) -> Self {
        Self::start(Arc::clone(&self.folder), self.app.config.clone(), Arc::clone(&self.clock))
    }

    fn start(folder: Arc<tempfile::TempDir>, config: Config, clock: Arc<MovableClock>) -> Self {
        Self::serve(folder, Arc::new(App::open_at(config, clock.clone(), Arc::new(SystemRandomness)).unwrap()), clock)
    }

    fn serve(folder: Arc<tempfile::TempDir>, app: Arc<App>, clock: Arc<MovableClock>) -> Self {
        manage_units::plant(&app.context_now().unwrap()).unwrap();
        let (tell, told) = mpsc::channel();
        let served = Arc::clone(&app);
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let (server, address) = server::start(served, Some(2)).unwrap();
                tell.send((server.handle(), address)).unwrap();
                server.await.unwrap();
            });
        });
        let (handle, address) = told.recv().unwrap();
        let client = reqwest::blocking::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Self { address, app, clock, client, folder, stop: Some((handle, thread)) }
    }

    /// What actions are given, as the office stands now.
    pub fn context(&self) -> Context {
        self.app.context_now().unwrap()
    }

    /// The unit of the country.
    pub fn root(&self) -> UnitId {
        self.context().directory.units.values().find(|u| u.parent.is_none()).unwrap().id
    }

    /// A request to be filled in and sent.
    pub fn ask(&self, method: Method, path: &str) -> Ask<'_> {
        Ask::new(self, method, path)
    }

    /// `GET`, by nobody.
    pub fn get(&self, path: &str) -> Ask<'_> {
        self.ask(Method::GET, path)
    }

    /// `POST` of this, by nobody.
    pub fn post(&self, path: &str, body: &Value) -> Ask<'_> {
        self.ask(Method::POST, path).json(body)
    }

    /// Makes an account as the command line does and signs it in.
    pub fn member(&self, username: &str, roles: &[(Role, UnitId)]) -> Person<'_> {
        let grants: Vec<Value> = roles.iter().map(|(role, unit)| json!({"role": role, "unit": unit})).collect();
        let new = json!({"username": username, "name": format!("Người {username}"), "grants": grants, "password": PASSWORD});
        let new: manage_users::NewUser = serde_json::from_value(new).unwrap();
        let request = Request { scope: "tests", key: None, bytes: &[] };
        manage_users::create(&self.context(), self.app.passwords, None, request, &new, |m| m.id).unwrap();
        self.sign_in(username)
    }

    /// Signs in an account of tests.
    pub fn sign_in(&self, username: &str) -> Person<'_> {
        let reply = self.post("/api/v1/session", &json!({"username": username, "password": PASSWORD})).send();
        let body = reply.expect(200);
        let text = |name: &str| body[name].as_str().unwrap().to_owned();
        let mut person = Person { app: self, id: String::new(), token: text("access_token"), refresh: text("refresh_token") };
        person.id = person.get("/api/v1/me").send().expect(200)["id"].as_str().unwrap().to_owned();
        person
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        if let Some((handle, thread)) = self.stop.take() {
            // The server hears of it on its own thread; the future that waits for its end is not needed.
            drop(handle.stop(false));
            let ended = thread.join();
            if !std::thread::panicking() {
                ended.unwrap();
            }
        }
    }
}

/// Somebody who is signed in.
#[derive(Clone)]
pub struct Person<'a> {
    pub app: &'a TestApp,
    pub id: String,
    pub token: String,
    pub refresh: String,
}

impl<'a> Person<'a> {
    /// A request in their name.
    pub fn ask(&self, method: Method, path: &str) -> Ask<'a> {
        self.app.ask(method, path).token(&self.token)
    }

    /// `GET` in their name.
    pub fn get(&self, path: &str) -> Ask<'a> {
        self.ask(Method::GET, path)
    }

    /// `POST` in their name.
    pub fn post(&self, path: &str, body: &Value) -> Ask<'a> {
        self.ask(Method::POST, path).json(body)
    }

    /// `PATCH` in their name.
    pub fn patch(&self, path: &str, body: &Value) -> Ask<'a> {
        self.ask(Method::PATCH, path).json(body)
    }

    /// `PUT` in their name.
    pub fn put(&self, path: &str, body: &Value) -> Ask<'a> {
        self.ask(Method::PUT, path).json(body)
    }
}

/// Runs a test on both databases, where there is a PostgreSQL.
pub fn each_app(test: impl Fn(&TestApp)) {
    test(&TestApp::sqlite());
    match TestApp::postgres() {
        Some(app) => test(&app),
        None => eprintln!("SKIPPED on PostgreSQL: {} (no server found)", std::thread::current().name().unwrap_or("a test")),
    }
}
