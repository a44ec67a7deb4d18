//! Who a denouncer is and what was written lies nowhere in plain: the program runs as it is run in an office, at its most
//! talkative, and then everything it left is searched: the data folder, the write-ahead log, PostgreSQL's own files, the logs.

pub mod office;
pub mod places;

use redress::clock::{Clock, SystemClock};
use serde_json::{Value, json};

use crate::support::canary::{assert_absent, search};
use crate::support::postgres;
use office::Office;

/// What must be found nowhere: one letter's worth of personal data and texts, each of it unlike anything else.
struct Canaries(Vec<String>);

impl Canaries {
    /// `Hoàng Bạch Nhạn 3`: a person by number, with everything an intake takes.
    fn person(&mut self, at: usize) -> Value {
        let phone = format!("0907 53{at:02} 64{at:02}");
        let person = json!({
            "name": format!("Hoàng Bạch Nhạn Thứ {at}"),
            "address": format!("Ngõ Chim Lạc {at}, xóm Kim Tước"),
            "phone": phone,
            "email": format!("bach.nhan.{at}@chim-lac.vn"),
            "id_number": format!("0011859075{at:02}"),
        });
        self.0.extend(person.as_object().unwrap().values().map(|v| v.as_str().unwrap().to_owned()));
        self.0.push(phone.replace(' ', ""));
        person
    }

    /// A text that says nothing else.
    fn text(&mut self, about: &str) -> String {
        let text = format!("Kim tước bay qua đồng lúa {about} {}", self.0.len());
        self.0.push(text.clone());
        text
    }

    /// A secret that was given: a code, a token, a password.
    fn secret(&mut self, secret: &Value) {
        let secret = secret.as_str().unwrap();
        self.0.push(secret.to_owned());
        self.0.push(secret.replace(' ', ""));
    }

    fn all(&self) -> Vec<&str> {
        self.0.iter().map(String::as_str).collect()
    }
}

/// The title that a member writes is plain by design: what a search must find.
const PLANTED: &str = "Vụ chim hồng hạc đỏ ở phường";

fn today() -> String {
    SystemClock.today().to_string()
}

/// Letters come in on paper and online, are handled, corrected, opened, transferred, decided, merged; wrong things are asked too.
fn live(office: &mut Office, canaries: &mut Canaries) {
    for password in office.passwords() {
        canaries.secret(&json!(password));
    }
    let paper = received(office, canaries);
    let online = submitted(office, canaries);
    worked_on(office, canaries, &paper);
    transferred(office, canaries, &online);
    asked_wrongly(office, canaries, &paper);
    for token in office.tokens() {
        canaries.secret(&json!(token));
    }
}

/// A paper denunciation, named on paper; its id.
fn received(office: &Office, canaries: &mut Canaries) -> String {
    let letter = json!({"kind": "denunciation", "matter": "official_conduct", "identity": "named", "channel": "in_person", "form": "minutes",
        "title": canaries.text("tiêu đề"), "body": canaries.text("đơn giấy"), "petitioner": canaries.person(1),
        "respondent": {"name": canaries.text("bị tố cáo"), "position": canaries.text("chức vụ")}, "signers": 3,
        "representatives": [{"name": canaries.text("đại diện"), "phone": "0907531699", "email": "dai.dien@chim-lac.vn"}]});
    canaries.0.extend(["0907531699".to_owned(), "dai.dien@chim-lac.vn".to_owned()]);
    let given = office.post("lan", "/api/v1/cases", &letter, 201);
    canaries.secret(&given["receipt_code"]);
    given["id"].as_str().unwrap().to_owned()
}

/// One sent online, with a key, tracked, added to; number and code.
fn submitted(office: &Office, canaries: &mut Canaries) -> (String, String) {
    let letter = json!({"kind": "denunciation", "matter": "official_conduct", "identity": "confidential",
        "title": canaries.text("tiêu đề"), "body": canaries.text("đơn trực tuyến"), "petitioner": canaries.person(2)});
    let key = canaries.text("khóa").replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    let given = office.with_key(&key, "/api/v1/public/cases", &letter);
    assert_eq!(given, office.with_key(&key, "/api/v1/public/cases", &letter));
    canaries.0.push(key);
    canaries.secret(&given["receipt_code"]);
    let (number, code) = (given["number"].as_str().unwrap().to_owned(), given["receipt_code"].as_str().unwrap().to_owned());
    let tracked = office.public("/api/v1/public/track", None, &json!({"number": number, "receipt_code": code}), 200);
    canaries.secret(&tracked["token"]);
    let token = tracked["token"].as_str().unwrap();
    office.public("/api/v1/public/case/letters", Some(token), &json!({"body": canaries.text("đơn bổ sung")}), 200);
    office.public("/api/v1/public/case/messages", Some(token), &json!({"text": canaries.text("tin nhắn")}), 200);
    office.public("/api/v1/public/case/withdraw", Some(token), &json!({"scope": "part"}), 200);
    (number, code)
}

/// Every verb that takes a text or a person, on the paper letter.
fn worked_on(office: &Office, canaries: &mut Canaries, id: &str) {
    let act = |who: &str, verb: &str, fields: Value| office.post(who, &format!("/api/v1/cases/{id}/{verb}"), &fields, 200);
    let day = today();
    act("tuan", "assign", json!({"assignee": office.id("minh"), "note": canaries.text("ghi chú")}));
    let found = json!({"kind": "denunciation", "matter": "official_conduct", "track": "general", "title": PLANTED, "form": "minutes",
        "eligible": true, "competent_body": "commune_peoples_committee"});
    act("minh", "classify", found);
    for (field, value) in canaries.person(3).as_object().unwrap() {
        let reason = canaries.text("lý do sửa");
        act("lan", "correct", json!({"field": format!("petitioner_{field}"), "value": value, "reason": reason}));
    }
    let asked = act("lan", "request-reveal", json!({"purpose": canaries.text("đề nghị mở")}));
    let reveal = asked["reveals"][0]["id"].clone();
    act("tuan", "refuse-reveal", json!({"reveal": reveal, "reason": canaries.text("không cho mở")}));
    let asked = act("lan", "request-reveal", json!({"purpose": canaries.text("đề nghị mở lại")}));
    let reveal = asked["reveals"][0]["id"].clone();
    act("tuan", "grant-reveal", json!({"reveal": reveal}));
    act("lan", "reissue-receipt", json!({"identity_checked": canaries.text("kiểm tra")}))["receipt_code"]
        .as_str()
        .map(|code| canaries.secret(&json!(code)))
        .unwrap();
    act("lan", "open-identity", json!({"reason": canaries.text("mở danh tính")}));
    act("lan", "add-letter", json!({"body": canaries.text("đơn thêm")}));
    act("lan", "message", json!({"text": canaries.text("trả lời")}));
    let because = |canaries: &mut Canaries| json!({"disposition": "accept", "ground": canaries.text("căn cứ"), "legal_basis": canaries.text("điều luật")});
    act("minh", "propose-disposition", because(canaries));
    act("tuan", "send-back", json!({"reason": canaries.text("trả lại")}));
    act("minh", "propose-disposition", because(canaries));
    act("tuan", "approve-disposition", json!({}));
    act("minh", "record-verification", json!({"text": canaries.text("xác minh"), "on": day}));
    act("minh", "record-dialogue", json!({"text": canaries.text("đối thoại"), "on": day}));
    act("minh", "urge", json!({"text": canaries.text("đôn đốc"), "on": day}));
    let paper = |reason: String| json!({"ground": "awaiting_result", "reason": reason, "document_no": "1/QĐ", "document_date": day});
    act("tuan", "suspend", paper(canaries.text("tạm đình chỉ")));
    let mut resume = paper(canaries.text("tiếp tục"));
    resume.as_object_mut().unwrap().remove("ground");
    act("tuan", "resume", resume);
    act(
        "minh",
        "draft-decision",
        json!({"result": "true", "reasons": canaries.text("nhận định"), "legal_basis": canaries.text("cơ sở"), "remedy": canaries.text("kiến nghị")}),
    );
    let signed =
        json!({"signed_by": {"name": "Lê Văn Chủ", "office": "Chủ tịch", "body": "UBND"}, "document_no": "2/KL", "document_date": day});
    act("tuan", "sign-decision", signed);
    for document in office.items("minh", &format!("/api/v1/cases/{id}/documents")) {
        for service in document["services"].as_array().unwrap() {
            let fields = json!({"document": document["id"], "party": service["party"], "means": "not_owed", "served_on": day, "reason": canaries.text("tống đạt")});
            act("lan", "serve", fields);
        }
    }
    act("minh", "publish", json!({"on": day, "where": canaries.text("nơi công bố")}));
    act("bao", "declare-conflict", json!({"relation": canaries.text("quan hệ")}));
    act("tuan", "reopen", json!({"reason": canaries.text("mở lại"), "to": "screening"}));
}

/// The online letter goes to another unit, with its parties and texts sealed anew.
fn transferred(office: &Office, canaries: &mut Canaries, (number, code): &(String, String)) {
    let list = office.items("tuan", &format!("/api/v1/cases?q={}", number.replace('/', "%2F")));
    let id = list[0]["id"].as_str().unwrap();
    let act = |who: &str, verb: &str, fields: Value| office.post(who, &format!("/api/v1/cases/{id}/{verb}"), &fields, 200);
    act("tuan", "assign", json!({"assignee": office.id("minh")}));
    let found = json!({"kind": "denunciation", "matter": "official_conduct", "track": "general", "title": PLANTED, "form": "unsigned",
        "eligible": true, "competent_body": "provincial_peoples_committee"});
    act("minh", "classify", found);
    act("minh", "record-signature", json!({"form": "signed", "signed_on": today()})).as_object().unwrap();
    let transfer = json!({"disposition": "transfer", "ground": canaries.text("ngoài thẩm quyền"), "legal_basis": canaries.text("điều 24"), "to": office.unit("HN")});
    act("minh", "propose-disposition", transfer);
    act("tuan", "approve-disposition", json!({}));
    let tracked = office.public("/api/v1/public/track", None, &json!({"number": number, "receipt_code": code}), 200);
    assert!(tracked["case"]["number"].as_str().unwrap().ends_with("/HN"), "{tracked}");
    canaries.secret(&tracked["token"]);
    let there = office.items("quang", "/api/v1/cases");
    let there = there.iter().find(|c| c["number"] == tracked["case"]["number"]).unwrap()["id"].as_str().unwrap().to_owned();
    let read = office.items("quang", &format!("/api/v1/cases/{there}/letters"));
    assert!(read[0]["body"].as_str().unwrap().starts_with("Kim tước"), "the text can be read by whom it is for: {read:?}");
}

/// What is refused is not written down either: not in the log, not in the database.
fn asked_wrongly(office: &Office, canaries: &mut Canaries, id: &str) {
    let name = canaries.text("tên trường");
    let wrong = json!({"kind": "denunciation", "matter": "official_conduct", "identity": "named", "title": canaries.text("đơn hỏng"),
        "body": canaries.text("đơn hỏng"), "petitioner": canaries.person(4), name.clone(): 1});
    office.public("/api/v1/public/cases", None, &wrong, 422);
    let wrong = json!({"kind": canaries.text("loại"), "matter": "x"});
    office.public("/api/v1/public/cases", None, &wrong, 422);
    office.public("/api/v1/public/track", None, &json!({"number": canaries.text("số"), "receipt_code": canaries.text("mã")}), 404);
    office.public("/api/v1/session", None, &json!({"username": "nobody", "password": canaries.text("mật khẩu")}), 401);
    office.post("lan", &format!("/api/v1/cases/{id}/{}", "message"), &json!({"text": [canaries.text("sai kiểu")]}), 422);
    let searched = canaries.text("tìm").replace(' ', "%20");
    office.items("tuan", &format!("/api/v1/cases?q={searched}"));
    office.broken(&format!("{{\"title\": \"{}\", ", canaries.text("JSON hỏng")));
    office.path(&canaries.text("đường dẫn").replace(' ', "%20"));
}

#[test]
fn on_sqlite_nothing_lies_in_plain() {
    let mut canaries = Canaries(vec![]);
    let mut office = Office::open(None);
    live(&mut office, &mut canaries);
    let folder = office.folder().to_owned();
    // While it runs, the write-ahead log is there and full.
    let wal = folder.join("data").join("redress.sqlite3-wal");
    assert!(std::fs::metadata(&wal).unwrap().len() > 100_000, "the write-ahead log holds what was written");
    assert_absent(&canaries.all(), &[&folder]);
    let planted = search(&[PLANTED], &[&folder]).hits;
    assert!(planted.iter().any(|h| h.file == wal), "what is plain is found in the write-ahead log: {planted:?}");
    office.end();
    assert_absent(&canaries.all(), &[&folder]);
    let planted = search(&[PLANTED], &[&folder]).hits;
    let database = folder.join("data").join("redress.sqlite3");
    assert!(planted.iter().any(|h| h.file == database), "what is plain is found in the database: {planted:?}");
    places::talkative(&folder.join("log"));
}

#[test]
fn on_postgresql_nothing_lies_in_plain() {
    let Some(url) = postgres::database() else {
        eprintln!("SKIPPED on PostgreSQL: on_postgresql_nothing_lies_in_plain (no server found)");
        return;
    };
    let mut canaries = Canaries(vec![]);
    let mut office = Office::open(Some(&url));
    live(&mut office, &mut canaries);
    office.end();
    let folder = office.folder().to_owned();
    assert_absent(&canaries.all(), &[&folder]);
    places::talkative(&folder.join("log"));
    let dump = folder.join("dump");
    places::dump(&url, &dump);
    assert_absent(&canaries.all(), &[&dump]);
    assert!(!search(&[PLANTED], &[&dump]).hits.is_empty(), "what is plain is found in the rows");
    let found = places::search_files(&url, &canaries.all(), PLANTED);
    assert!(found.planted, "what is plain is found in PostgreSQL's files");
    assert!(found.hits.is_empty(), "in PostgreSQL's files lies: {:?}", found.hits);
}
