//! Signing in: second factors, floods of wrong passwords, fresh proof, sessions, links; each on both databases.

mod flood;
mod fresh;
mod links;
mod passwords;
mod second_factor;
mod second_step;
mod sessions;
mod tokens;
mod uniform;

use redress::config::{Config, SecondFactor};
use redress::domain::permission::Role;
use serde_json::{Value, json};

use crate::support::app::{PASSWORD, Person, TestApp};
use crate::support::http::Reply;

/// An app on a telephone.
pub struct Phone(totp_rs::Totp);

impl Phone {
    /// Reads the secret as it is typed.
    pub fn typed(base32: &str) -> Self {
        let secret = totp_rs::Secret::try_from_base32(base32.replace(' ', "")).unwrap();
        Self(totp_rs::Builder::new().with_secret(secret).build().unwrap())
    }

    /// The code at the time of this office.
    pub fn code(&self, app: &TestApp) -> String {
        self.0.generate(u64::try_from(app.app.clock.now().timestamp()).unwrap()).to_string()
    }
}

/// Runs a test on both databases in an office that asks a second factor of these.
pub fn each_asking(policy: SecondFactor, test: impl Fn(&TestApp)) {
    let asks = |config: &mut Config| config.second_factor = policy;
    test(&TestApp::sqlite_with(asks));
    match TestApp::postgres_with(asks) {
        Some(app) => test(&app),
        None => eprintln!("SKIPPED on PostgreSQL: {} (no server found)", std::thread::current().name().unwrap_or("a test")),
    }
}

/// Signs in as a program.
pub fn sign_in(app: &TestApp, username: &str, password: &str, code: Option<&str>) -> Reply {
    let mut body = json!({"username": username, "password": password});
    if let Some(code) = code {
        body["code"] = json!(code);
    }
    app.post("/api/v1/session", &body).send()
}

/// An account with this role that has just set up a second factor: the telephone, and the recovery codes.
pub fn enrolled<'a>(app: &'a TestApp, username: &str, role: Role) -> (Person<'a>, Phone, Vec<String>) {
    let person = app.member(username, &[(role, app.root())]);
    let (phone, codes) = enrol(&person);
    (person, phone, codes)
}

/// Sets up a second factor.
pub fn enrol(person: &Person<'_>) -> (Phone, Vec<String>) {
    let offered = person.post("/api/v1/me/second-factor", &Value::Null).send().expect(200);
    let phone = Phone::typed(offered["secret"].as_str().unwrap());
    let first = json!({"code": phone.code(person.app)});
    let codes = person.post("/api/v1/me/second-factor/confirm", &first).send().expect(200);
    // What was typed to set it up is used up.
    person.app.clock.advance(chrono::Duration::seconds(30));
    let codes = codes["recovery_codes"].as_array().unwrap().iter().map(|code| code.as_str().unwrap().to_owned()).collect();
    (phone, codes)
}

/// The right password of every account of tests.
pub const RIGHT: &str = PASSWORD;
