//! A ward's office with its people, and what they do.

use std::collections::HashSet;
use std::sync::Mutex;

use redress::actions::act::Act;
use redress::actions::context::Context;
use redress::actions::error::ActionError;
use redress::actions::idempotent::Request;
use redress::actions::intake;
use redress::actions::perform::{Done, perform};
use redress::actions::{manage_elections, manage_units, manage_users};
use redress::domain::event::By;
use redress::domain::ids::{CaseId, MailId, MemberId, UnitId};
use redress::domain::outcome::DocumentKind;
use redress::store::outbox::{self, Posted};
use redress::store::{StoreError, case_keys, cases};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::support::app::{PASSWORD, TestApp};

pub struct Desk<'a> {
    pub app: &'a TestApp,
    pub ward: UnitId,
    /// Another ward of the same province.
    pub next_ward: UnitId,
    pub admin: MemberId,
    pub clerk: MemberId,
    pub officer: MemberId,
    /// Supervisors of the ward.
    pub first: MemberId,
    pub second: MemberId,
    /// The mails that were looked at.
    seen: Mutex<HashSet<MailId>>,
}

/// A mail that was put in, opened.
#[derive(Debug, Clone)]
pub struct Opened {
    pub posted: Posted,
    pub to: String,
    pub subject: String,
    pub bytes: Vec<u8>,
}

impl Opened {
    pub fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).unwrap()
    }
}

fn parsed<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

const ONCE: Request<'_> = Request { scope: "tests", key: None, bytes: &[] };

impl<'a> Desk<'a> {
    pub fn open(app: &'a TestApp) -> Self {
        let admin = Self::account(app, "admin", "Quản trị", &[("admin", app.root())]);
        let unit = |parent: UnitId, level: &str, name: &str, sign: &str| {
            let bodies = ["commune_peoples_committee", "election_committee", "election_board"];
            let new = json!({"parent": parent, "level": level, "name": name, "sign": sign, "bodies": bodies, "public": level == "ward"});
            manage_units::create(&app.context(), admin, ONCE, &parsed(new), |u| u.id).unwrap()
        };
        let province = unit(app.root(), "province", "Thành phố Hà Nội", "HN");
        let ward = unit(province, "ward", "Phường Cự Khối", "CK");
        let next_ward = unit(province, "ward", "Phường Thạch Bàn", "TB");
        Self::account(app, "above", "Ngô Thị Thành Phố", &[("supervisor", province)]);
        Self {
            app,
            ward,
            next_ward,
            admin,
            clerk: Self::account(app, "clerk", "Phạm Thị Văn Thư", &[("clerk", ward)]),
            officer: Self::account(app, "officer", "Lê Văn Chuyên Viên", &[("officer", ward)]),
            first: Self::account(app, "first", "Trần Thị Trưởng Ban", &[("supervisor", ward)]),
            second: Self::account(app, "second", "Đỗ Văn Phó Ban", &[("supervisor", ward)]),
            seen: Mutex::default(),
        }
    }

    /// Makes an account with the address `<name>@office.vn`.
    pub fn account(app: &TestApp, username: &str, name: &str, roles: &[(&str, UnitId)]) -> MemberId {
        let grants: Vec<Value> = roles.iter().map(|(role, unit)| json!({"role": role, "unit": unit})).collect();
        let email = format!("{username}@office.vn");
        let new = json!({"username": username, "name": name, "email": email, "grants": grants, "password": PASSWORD});
        manage_users::create(&app.context(), app.app.passwords, None, ONCE, &parsed(new), |m| m.id).unwrap()
    }

    pub fn change_account(&self, member: MemberId, change: Value) {
        manage_users::change(&self.ctx(), None, member, &parsed(change), |_| ()).unwrap();
    }

    /// An election in the ward on this day.
    pub fn election(&self, day: &str) {
        let new = json!({"name": "Bầu cử", "day": day, "contests": ["council_commune"], "units": [self.ward]});
        manage_elections::create(&self.ctx(), self.admin, ONCE, &parsed(new), |_| ()).unwrap();
    }

    pub fn ctx(&self) -> Context {
        self.app.context()
    }

    /// A complaint about an administrative act by Nguyễn Thị Lan, as the clerk registers it; `change` overrides its fields.
    pub fn letter(change: Value) -> Value {
        let mut letter = json!({
            "kind": "complaint", "matter": "administrative_act", "identity": "named", "title": "Về việc từ chối xác nhận",
            "body": "Tôi khiếu nại việc từ chối xác nhận cư trú.", "channel": "in_person",
            "petitioner": {"name": "Nguyễn Thị Lan", "address": "12 Tổ 3", "email": "lan@example.org"},
        });
        for (field, value) in change.as_object().unwrap() {
            letter[field] = value.clone();
        }
        letter
    }

    pub fn receive(&self, change: Value) -> CaseId {
        let letter = parsed(Self::letter(change));
        intake::receive(&self.ctx(), By::Member(self.clerk), &letter).unwrap().loaded.case.id
    }

    /// A letter by the public, with its receipt code.
    pub fn submit(&self, change: Value) -> (CaseId, String) {
        let mut letter = Self::letter(change);
        letter.as_object_mut().unwrap().remove("channel");
        letter["unit"] = json!(self.ward);
        let receipt = intake::receive(&self.ctx(), By::Citizen, &parsed(letter)).unwrap();
        (receipt.loaded.case.id, receipt.code.to_string())
    }

    pub fn try_act<A: Act + DeserializeOwned>(&self, by: By, case: CaseId, fields: Value) -> Result<Done, ActionError> {
        perform(&self.ctx(), by, case, None, &parsed::<A>(fields))
    }

    pub fn act<A: Act + DeserializeOwned>(&self, by: MemberId, case: CaseId, fields: Value) -> Done {
        self.try_act::<A>(By::Member(by), case, fields).unwrap()
    }

    pub fn classify(&self, case: CaseId, change: Value) {
        let mut fields = json!({
            "kind": "complaint", "matter": "administrative_act", "track": "general", "title": "Khiếu nại hành vi hành chính",
            "form": "signed", "eligible": true, "competent_body": "commune_peoples_committee",
        });
        for (field, value) in change.as_object().unwrap() {
            fields[field] = value.clone();
        }
        let by = if self.case(case).confidential { self.clerk } else { self.officer };
        self.act::<redress::actions::classify_case::ClassifyCase>(by, case, fields);
    }

    pub fn assign(&self, case: CaseId) {
        self.act::<redress::actions::assign_case::AssignCase>(self.first, case, json!({"assignee": self.officer}));
    }

    pub fn propose(&self, case: CaseId, disposition: &str, to: Option<String>) {
        let mut fields = json!({"disposition": disposition, "ground": "within_competence", "legal_basis": "Điều 27"});
        if let Some(to) = to {
            fields["to"] = json!(to);
        }
        self.act::<redress::actions::propose_disposition::ProposeDisposition>(self.officer, case, fields);
    }

    pub fn approve(&self, case: CaseId) -> Done {
        self.act::<redress::actions::approve_disposition::ApproveDisposition>(self.first, case, json!({"document_no": "27/TB-UBBC"}))
    }

    /// Classified, assigned and accepted.
    pub fn accept(&self, case: CaseId, change: Value) {
        self.classify(case, change);
        self.assign(case);
        self.propose(case, "accept", None);
        self.approve(case);
    }

    pub fn paper(&self) -> Value {
        json!({"document_no": "31/QĐ-UBBC", "document_date": self.ctx().today()})
    }

    /// Serves a document of this kind on the party at this place of the list of those it is owed to.
    pub fn serve(&self, case: CaseId, kind: DocumentKind, at: usize) {
        let found = self.case(case);
        let issued = found.detail.documents.iter().find(|d| d.kind == kind).unwrap();
        let fields = json!({"document": issued.id, "party": issued.services[at].party, "means": "post", "served_on": self.ctx().today()});
        self.act::<redress::actions::serve::Serve>(self.clerk, case, fields);
    }

    pub fn case(&self, id: CaseId) -> redress::domain::case::Case {
        self.app.app.store.read::<_, StoreError>(|c| Ok(cases::load(c, id)?.unwrap())).unwrap()
    }

    /// The mails of a case, opened.
    pub fn mails(&self, case: CaseId) -> Vec<Opened> {
        let app = &self.app.app;
        let opened = app.store.read::<_, StoreError>(|c| {
            let key = case_keys::load(c, &app.keys, case)?;
            let mut mails = Vec::new();
            for posted in outbox::load(c, case)? {
                let (to, subject, bytes) = outbox::open(c, &key, posted.id)?.unwrap();
                mails.push(Opened { posted, to, subject, bytes });
            }
            Ok(mails)
        });
        opened.unwrap()
    }

    /// Kind and recipient of the mails of a case that were not looked at before, sorted.
    pub fn news(&self, case: CaseId) -> Vec<String> {
        let mut seen = self.seen.lock().unwrap();
        let new = self.mails(case).into_iter().filter(|m| seen.insert(m.posted.id));
        let mut news: Vec<String> = new.map(|m| format!("{} {}", m.posted.kind, m.to)).collect();
        news.sort();
        news
    }
}
