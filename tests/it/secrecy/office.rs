//! The program as an office runs it: its own process, its own folder, its log kept at the level of `trace`.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use reqwest::Method;
use reqwest::blocking::{Client, Response};
use serde_json::{Value, json};

/// A running office: a ward below a province, and who works there.
pub struct Office {
    child: Option<Child>,
    address: String,
    client: Client,
    folder: tempfile::TempDir,
    units: HashMap<&'static str, String>,
    members: HashMap<&'static str, String>,
    tokens: HashMap<&'static str, String>,
    refresh: RefCell<Vec<String>>,
}

/// Who, which role, in which unit.
const MEMBERS: &[(&str, &[&str], &str)] = &[
    ("lan", &["clerk"], "CK"),
    ("minh", &["officer", "clerk"], "CK"),
    ("bao", &["officer", "supervisor"], "CK"),
    ("tuan", &["supervisor"], "CK"),
    ("quang", &["supervisor"], "HN"),
];

/// The program in its folder.
fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_redress"));
    command.args(arguments).current_dir(folder).env_clear().env("TMPDIR", folder.join("tmp"));
    command.env("REDRESS_DATA", folder.join("data")).env("REDRESS_LISTEN", "127.0.0.1:0").env("REDRESS_SECOND_FACTOR", "off");
    command
}

fn password(name: &str) -> String {
    format!("Hồng hạc đậu sông {name}")
}

impl Office {
    /// Starts it on SQLite in its folder, or on this PostgreSQL, and founds the ward over HTTP.
    pub fn open(postgres: Option<&str>) -> Self {
        Self::open_behind(postgres, "")
    }

    /// The same behind this proxy. What it puts into a place for temporary files lies in its folder too.
    pub fn open_behind(postgres: Option<&str>, proxy: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("tmp")).unwrap();
        let command = |arguments: &[&str]| {
            let mut command = program(folder.path(), arguments);
            command.env("REDRESS_BEHIND_PROXY", proxy);
            command
                .env("REDRESS_LOG", "trace")
                .env("REDRESS_RATES", "sign_in=100000,intake=100000,track=100000,all=1000000,strangers=1000000");
            if let Some(url) = postgres {
                command.env("REDRESS_DATABASE_URL", url);
            }
            command
        };
        let mut adding = command(&["user", "add", "admin", "--role", "admin", "--password-stdin"]);
        let log = || File::options().create(true).append(true).open(folder.path().join("log")).unwrap();
        let mut adding = adding.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(log()).spawn().unwrap();
        writeln!(adding.stdin.take().unwrap(), "{}", password("admin")).unwrap();
        assert!(adding.wait().unwrap().success());
        let mut child = command(&["serve"]).stdout(Stdio::piped()).stderr(log()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().rsplit(' ').next().unwrap().to_owned();
        assert!(address.starts_with("http://127.0.0.1:"), "{line}");
        let mut office = Self {
            child: Some(child),
            address,
            client: Client::new(),
            folder,
            units: HashMap::new(),
            members: HashMap::new(),
            tokens: HashMap::new(),
            refresh: RefCell::default(),
        };
        office.found();
        office
    }

    fn found(&mut self) {
        self.sign_in("admin");
        let root = self.items("admin", "/api/v1/units")[0]["id"].as_str().unwrap().to_owned();
        self.units.insert("VN", root);
        for (sign, above, level, bodies, public) in
            [("HN", "VN", "province", "provincial_peoples_committee", false), ("CK", "HN", "ward", "commune_peoples_committee", true)]
        {
            let unit =
                json!({"parent": self.units[above], "level": level, "name": sign, "sign": sign, "bodies": [bodies], "public": public});
            let unit = self.post("admin", "/api/v1/units", &unit, 201);
            self.units.insert(sign, unit["id"].as_str().unwrap().to_owned());
        }
        for (name, roles, sign) in MEMBERS {
            let grants: Vec<Value> = roles.iter().map(|role| json!({"role": role, "unit": self.units[sign]})).collect();
            let account = json!({"username": name, "name": name, "grants": grants, "password": password(name),
                "email": format!("{name}@vp.example.vn")});
            let account = self.post("admin", "/api/v1/users", &account, 201);
            self.members.insert(name, account["id"].as_str().unwrap().to_owned());
            self.sign_in(name);
        }
    }

    fn sign_in(&mut self, name: &'static str) {
        let session = self.public("/api/v1/session", None, &json!({"username": name, "password": password(name)}), 200);
        self.tokens.insert(name, session["access_token"].as_str().unwrap().to_owned());
        self.refresh.borrow_mut().push(session["refresh_token"].as_str().unwrap().to_owned());
    }

    /// Everybody's password.
    pub fn passwords(&self) -> Vec<String> {
        self.tokens.keys().map(|name| password(name)).collect()
    }

    /// Everybody's tokens.
    pub fn tokens(&self) -> Vec<String> {
        self.tokens.values().cloned().chain(self.refresh.borrow().iter().cloned()).collect()
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn unit(&self, sign: &str) -> &str {
        &self.units[sign]
    }

    pub fn id(&self, name: &str) -> &str {
        &self.members[name]
    }

    fn ask(&self, method: Method, path: &str, token: Option<&str>, body: Option<String>) -> Response {
        let mut request = self.client.request(method, format!("{}{path}", self.address));
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body);
        }
        request.send().unwrap()
    }

    fn expect(answer: Response, status: u16) -> Value {
        let (found, path, text) = (answer.status().as_u16(), answer.url().path().to_owned(), answer.text().unwrap());
        assert_eq!(found, status, "{path}: {text}");
        serde_json::from_str(&text).unwrap()
    }

    /// A member's `POST`.
    #[track_caller]
    pub fn post(&self, who: &str, path: &str, body: &Value, status: u16) -> Value {
        Self::expect(self.ask(Method::POST, path, Some(&self.tokens[who]), Some(body.to_string())), status)
    }

    /// A `POST` without account.
    #[track_caller]
    pub fn public(&self, path: &str, token: Option<&str>, body: &Value, status: u16) -> Value {
        Self::expect(self.ask(Method::POST, path, token, Some(body.to_string())), status)
    }

    /// A creation with an idempotency key.
    pub fn with_key(&self, key: &str, path: &str, body: &Value) -> Value {
        let request = self.client.post(format!("{}{path}", self.address)).header("idempotency-key", key);
        Self::expect(request.header("content-type", "application/json").body(body.to_string()).send().unwrap(), 201)
    }

    /// A `POST` with these headers.
    #[track_caller]
    pub fn with_headers(&self, headers: &[(&str, &str)], path: &str, token: Option<&str>, kind: &str, body: Vec<u8>) -> Value {
        let request = self.client.post(format!("{}{path}", self.address)).header("content-type", kind).body(body);
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        let answer = token.map_or(request.try_clone().unwrap(), |token| request.bearer_auth(token)).send().unwrap();
        assert!(answer.status().is_success(), "{path}: {}", answer.text().unwrap());
        answer.json().unwrap()
    }

    /// Opens a page as a member does, signed in through the page for it.
    #[track_caller]
    pub fn opened(&self, who: &str, path: &str) {
        let browser = Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let fields = format!("username={who}&password={}", password(who).replace(' ', "+"));
        let request = browser.post(format!("{}/sign-in", self.address)).header("sec-fetch-site", "same-origin");
        let answer = request.header("content-type", "application/x-www-form-urlencoded").body(fields).send().unwrap();
        let cookie = answer.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
        let page = browser.get(format!("{}{path}", self.address)).header("cookie", cookie).send().unwrap();
        assert_eq!(page.status(), 200, "{path}");
    }

    /// Sends the mails that wait, as a second process of the office may.
    pub fn send_mails(&self) {
        let log = File::options().append(true).open(self.folder.path().join("log")).unwrap();
        let mut command = program(self.folder.path(), &["work", "--once", "send_mail"]);
        assert!(command.env("REDRESS_LOG", "trace").stdout(Stdio::null()).stderr(log).status().unwrap().success());
    }

    /// The items of a list.
    pub fn items(&self, who: &str, path: &str) -> Vec<Value> {
        Self::expect(self.ask(Method::GET, path, Some(&self.tokens[who]), None), 200)["items"].as_array().unwrap().clone()
    }

    /// A submission that is no JSON.
    pub fn broken(&self, body: &str) {
        Self::expect(self.ask(Method::POST, "/api/v1/public/cases", None, Some(body.to_owned())), 400);
    }

    /// An address that nothing has.
    pub fn path(&self, path: &str) {
        Self::expect(self.ask(Method::GET, &format!("/api/v1/{path}"), None, None), 404);
    }

    /// Ends it as a service manager does.
    pub fn end(&mut self) {
        if let Some(mut child) = self.child.take() {
            let told = Command::new("kill").arg("-TERM").arg(child.id().to_string()).status().unwrap();
            assert!(told.success() && child.wait().unwrap().success());
        }
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
