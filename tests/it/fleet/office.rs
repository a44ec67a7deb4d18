//! A ward with a few members, in which instances are tried.

use redress::domain::ids::UnitId;
use redress::domain::permission::Role;
use serde_json::{Value, json};

use crate::support::app::{Person, TestApp};

/// The ward and who works there, signed in at the instance that founded it.
pub struct Office<'a> {
    pub ward: String,
    pub admin: Person<'a>,
    pub clerk: Person<'a>,
    pub officer: Person<'a>,
}

impl<'a> Office<'a> {
    /// Founds it at this instance.
    pub fn found(app: &'a TestApp) -> Self {
        let admin = app.member("admin", &[(Role::Admin, app.root())]);
        let bodies = ["commune_peoples_committee", "election_committee", "election_board"];
        let unit = json!({"level": "ward", "name": "Phường Cự Khối", "sign": "CK", "public": true, "bodies": bodies});
        let ward = admin.post("/api/v1/units", &unit).send().expect(201)["id"].as_str().unwrap().to_owned();
        let id: UnitId = ward.parse().unwrap();
        let clerk = app.member("lan", &[(Role::Clerk, id)]);
        let officer = app.member("minh", &[(Role::Officer, id)]);
        Self { ward, admin, clerk, officer }
    }
}

/// A letter of somebody with an address for mails: a petition, due ten working days after its receipt.
pub fn letter() -> Value {
    json!({"kind": "petition", "matter": "other", "identity": "named", "title": "Đề nghị sửa đường vào khu vực bỏ phiếu",
        "body": "Đường vào khu vực bỏ phiếu số 1 bị ngập khi mưa.",
        "petitioner": {"name": "Nguyễn Thị Canary", "email": "canary@example.org"}})
}

/// The same person at another instance: sessions belong to the office, not to an instance.
pub fn at<'b>(person: &Person<'_>, app: &'b TestApp) -> Person<'b> {
    Person { app, id: person.id.clone(), token: person.token.clone(), refresh: person.refresh.clone() }
}

/// The numbers of a list of cases.
pub fn numbers(list: &Value) -> Vec<String> {
    list["items"].as_array().unwrap().iter().map(|case| case["number"].as_str().unwrap().to_owned()).collect()
}
