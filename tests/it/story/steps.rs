//! Letters, and the steps that many chapters begin with.

use serde_json::{Value, json};

use super::ward::Ward;

/// A letter with everything the public may say of it; `change` sets what this one says otherwise.
pub fn letter(kind: &str, matter: &str, change: Value) -> Value {
    let letter = json!({
        "kind": kind,
        "matter": matter,
        "identity": "named",
        "title": "Về việc lập danh sách",
        "body": "Tôi xin trình bày sự việc như sau.",
        "petitioner": {"name": "Nguyễn Thị Mai", "address": "Tổ 5, phường Cự Khối", "phone": "0912 345 678"},
    });
    merged(letter, change)
}

/// `base` with the fields of `change` in place of its own; `null` takes a field away.
pub fn merged(mut base: Value, change: Value) -> Value {
    let fields = base.as_object_mut().unwrap();
    for (name, value) in change.as_object().unwrap() {
        if value.is_null() {
            fields.remove(name);
        } else {
            fields.insert(name.clone(), value.clone());
        }
    }
    base
}

/// The respondent of most letters.
pub fn respondent() -> Value {
    json!({"name": "Trần Văn Bình", "position": "Công chức tư pháp - hộ tịch"})
}

/// A signed complaint of the general track about an administrative act, as a clerk registers it.
pub fn complaint() -> Value {
    letter("complaint", "administrative_act", json!({"form": "signed", "channel": "post", "respondent": respondent()}))
}

/// A signed denunciation of the general track, as a clerk registers it.
pub fn denunciation() -> Value {
    letter("denunciation", "official_conduct", json!({"form": "signed", "channel": "post", "respondent": respondent()}))
}

/// Fields of `classify`: a signed letter of the general track, eligible, for the ward's People's Committee.
pub fn found(kind: &str, matter: &str, change: Value) -> Value {
    let found = json!({"kind": kind, "matter": matter, "track": "general", "title": "Vụ việc của phường", "form": "signed",
        "eligible": true, "competent_body": "commune_peoples_committee"});
    merged(found, change)
}

/// Who signed.
pub fn signer() -> Value {
    json!({"name": "Lê Văn Chủ", "office": "Chủ tịch", "body": "Ủy ban nhân dân phường Cự Khối"})
}

/// A signed paper of this number and day.
pub fn paper(no: &str, date: &str) -> Value {
    json!({"signed_by": signer(), "document_no": no, "document_date": date})
}

impl Ward<'_> {
    /// The day it is, as dates are written.
    pub fn today(&self) -> String {
        redress::domain::zone::local_date(self.now()).to_string()
    }

    /// Tuấn gives it to Minh (a denunciation is hidden from him before), Minh classifies.
    pub fn screened(&self, id: &str, classification: &Value) {
        self.who("tuan").does(id, "assign", &json!({"assignee": self.id("minh")}));
        self.who("minh").does(id, "classify", classification);
    }

    /// Minh proposes, Tuấn records the head's approval, today. The case afterwards.
    pub fn disposed(&self, id: &str, disposition: &str, ground: &str, to: Option<&str>) -> Value {
        let mut proposal = json!({"disposition": disposition, "ground": ground, "legal_basis": "Điều 27"});
        if let Some(to) = to {
            proposal["to"] = json!(to);
        }
        self.who("minh").does(id, "propose-disposition", &proposal);
        self.who("tuan").does(id, "approve-disposition", &paper("11/TB-UBND", &self.today()))
    }

    /// Registered by Lan, classified, accepted today; its id.
    pub fn accepted(&self, letter: &Value) -> String {
        let id = self.who("lan").registered(letter);
        let (kind, matter) = (letter["kind"].as_str().unwrap(), letter["matter"].as_str().unwrap());
        self.screened(&id, &found(kind, matter, json!({})));
        let case = self.disposed(&id, "accept", "within_competence", None);
        assert_eq!(case["status"], "accepted", "{case}");
        id
    }

    /// Minh drafts, Tuấn records the signature, today.
    pub fn decided(&self, id: &str, result: &str) -> Value {
        let draft = json!({"result": result, "reasons": "Qua xác minh thấy đúng như đơn.", "legal_basis": "Điều 31",
            "remedy": "Sửa lại danh sách."});
        self.who("minh").does(id, "draft-decision", &draft);
        self.who("tuan").does(id, "sign-decision", &paper("25/QĐ-UBND", &self.today()))
    }

    /// A document of this kind of which something is owed: its id and, of each party still to be served, id and role.
    pub fn owed(&self, id: &str, kind: &str) -> (String, Vec<(String, String)>) {
        let documents = self.who("tuan").part(id, "documents");
        let open = |d: &&Value| d["services"].as_array().unwrap().iter().any(|s| s["means"].is_null());
        let document = documents.iter().filter(open).find(|d| d["kind"] == kind).unwrap_or_else(|| panic!("no {kind}: {documents:?}"));
        let text = |v: &Value| v.as_str().unwrap().to_owned();
        let services = document["services"].as_array().unwrap().iter();
        let open = services.filter(|s| s["means"].is_null()).map(|s| (text(&s["party"]), text(&s["role"]))).collect();
        (text(&document["id"]), open)
    }

    /// Minh serves all that is still owed to anybody, as a case closes only then. The case afterwards.
    pub fn all_served(&self, id: &str) -> Value {
        let documents = self.who("tuan").part(id, "documents");
        let open = |d: &&Value| d["services"].as_array().unwrap().iter().any(|s| s["means"].is_null());
        let kinds: Vec<&str> = documents.iter().filter(open).map(|d| d["kind"].as_str().unwrap()).collect();
        for kind in kinds {
            self.served(id, kind);
        }
        self.who("tuan").case(id)
    }

    /// Minh serves the document of this kind on all to whom it is owed, in person, today. The case afterwards.
    pub fn served(&self, id: &str, kind: &str) -> Value {
        let (document, open) = self.owed(id, kind);
        assert!(!open.is_empty(), "nothing is owed");
        for (party, _) in &open {
            let service = json!({"document": document, "party": party, "means": "in_person", "served_on": self.today()});
            self.who("minh").does(id, "serve", &service);
        }
        self.who("tuan").case(id)
    }
}
