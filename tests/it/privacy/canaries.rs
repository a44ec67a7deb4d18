//! A hundred confidential denunciations, each unlike anything else, go through the real program: over HTTP, forwarded, printed,
//! mailed, backed up. Nothing of them lies anywhere in plain. Then all of it is opened with the office's own keys, and the same
//! search finds everything that is kept: so the search is no blind one, and no code exists that could leave a seal out.

use std::fs;
use std::path::Path;
use std::process::Command;

use redress::app::App;
use redress::config::Settings;
use redress::domain::ids::{CaseId, MailId};
use redress::seal::{Place, SealKey};
use redress::store::{Conn, StoreError, case_keys, outbox, parties};
use serde_json::{Value, json};

use crate::secrecy::office::Office;
use crate::secrecy::places;
use crate::support::canary::{assert_absent, search};

const LETTERS: usize = 100;

/// With what each of a sender's canaries begins.
const STEMS: &[&str] = &[
    "Trương Hạc Vũ Thứ ",
    // As long as can be: in so many digits a short one stands by chance.
    "09175364",
    "Ngõ Sáo Sậu ",
    "hac.vu.",
    "Chim cuốc kêu ngoài bãi số ",
    "Việc con cò trắng ",
    "anh-vac-dem-",
    "Canon BoNong ",
    "198.51.100.",
    "TrinhDuyetChimKhuyen/",
];

/// What is known of one sender. What the office keeps, sealed; and what it must not keep at all.
struct Sender {
    kept: Vec<String>,
    never: Vec<String>,
    number: String,
    token: String,
}

/// A photograph with its maker, place and date, as telephones write them (Exif 2.3 in an APP1 segment).
fn photograph(of: &str) -> Vec<u8> {
    let said = format!("Exif\0\0MM\0*\0\0\0\x08{of}\0");
    let length = u16::try_from(said.len() + 2).unwrap().to_be_bytes();
    [b"\xff\xd8\xff\xe1", &length[..], said.as_bytes(), b"\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xd9"].concat()
}

fn submit(office: &Office, at: usize) -> Sender {
    let phone = format!("09175364{at:02}");
    let kept = vec![
        format!("Trương Hạc Vũ Thứ {at}"),
        phone.clone(),
        format!("Ngõ Sáo Sậu {at}, xóm Vành Khuyên"),
        format!("hac.vu.{at}@sao-sau.vn"),
        format!("Chim cuốc kêu ngoài bãi số {at}"),
        format!("Việc con cò trắng {at}"),
        format!("anh-vac-dem-{at}.jpg"),
        format!("Canon BoNong 21.0278N 105.8342E so {at}"),
    ];
    let never = vec![format!("198.51.100.{at}"), format!("TrinhDuyetChimKhuyen/{at}.0")];
    let letter = json!({"kind": "denunciation", "matter": "official_conduct", "identity": "confidential", "title": kept[5], "body": kept[4],
        "petitioner": {"name": kept[0], "phone": phone, "address": kept[2], "email": kept[3]}});
    let headers = [("x-forwarded-for", never[0].as_str()), ("user-agent", never[1].as_str())];
    let given = office.with_headers(&headers, "/api/v1/public/cases", None, "application/json", letter.to_string().into_bytes());
    let text = |v: &Value, name: &str| v[name].as_str().unwrap().to_owned();
    let (number, code) = (text(&given, "number"), text(&given, "receipt_code"));
    let track = json!({"number": number, "receipt_code": code}).to_string().into_bytes();
    let token = text(&office.with_headers(&headers, "/api/v1/public/track", None, "application/json", track), "token");
    let (kind, body) = crate::support::http::multipart(&[], &[(&kept[6], &photograph(&kept[7]))]);
    office.with_headers(&headers, "/api/v1/public/case/papers", Some(&token), &kind, body);
    let never = never.into_iter().chain([code.clone(), code.replace(' ', ""), token.clone()]).collect();
    Sender { kept, never, number, token }
}

/// Classified, and transferred to the province: everything is sealed anew there. Printed by who may, on the way.
fn forward(office: &Office, sender: &Sender) {
    let list = office.items("tuan", &format!("/api/v1/cases?q={}", sender.number.replace('/', "%2F")));
    let id = list[0]["id"].as_str().unwrap().to_owned();
    let act = |who: &str, verb: &str, fields: Value| office.post(who, &format!("/api/v1/cases/{id}/{verb}"), &fields, 200);
    let today = redress::clock::Clock::today(&redress::clock::SystemClock).to_string();
    act("tuan", "assign", json!({"assignee": office.id("minh")}));
    let found = json!({"kind": "denunciation", "matter": "official_conduct", "track": "general", "title": "Vụ việc mật", "form": "unsigned",
        "eligible": true, "competent_body": "provincial_peoples_committee"});
    act("minh", "classify", found);
    act("minh", "record-signature", json!({"form": "signed", "signed_on": today}));
    act("minh", "message", json!({"text": sender.kept[4]}));
    let transfer = json!({"disposition": "transfer", "ground": "outside_competence", "legal_basis": "Điều 24", "to": office.unit("HN")});
    act("minh", "propose-disposition", transfer);
    act("tuan", "approve-disposition", json!({}));
    office.opened("minh", &format!("/cases/{id}"));
    office.opened("minh", &format!("/cases/{id}/file"));
}

/// Everything that lies under a seal, opened into files of this folder, as the program reads it.
fn open_all(data: &Path, to: &Path) {
    let settings = Settings {
        data: Some(data.to_owned()),
        listen: "127.0.0.1:0".into(),
        log: "warn".into(),
        log_format: "text".into(),
        ..Settings::default()
    };
    let app = App::open(settings.check().unwrap()).unwrap();
    let ctx = app.context_now().unwrap();
    let mut opened = Vec::new();
    ctx.store
        .read(|conn| {
            for id in numbers(conn, "SELECT id AS value FROM cases") {
                let key = case_keys::load(conn, &ctx.keys, CaseId(id))?;
                for party in parties::load(conn, &key, CaseId(id))? {
                    opened.push(serde_json::to_vec(&party.data).unwrap());
                }
                for text in numbers(conn, &format!("SELECT id AS value FROM texts WHERE case_id = {id}")) {
                    let sealed = bytes(conn, &format!("SELECT sealed AS value FROM texts WHERE id = {text}"));
                    opened.push(key.open(&Place::row("texts", "sealed", text), &sealed).unwrap().to_vec());
                }
                for mail in numbers(conn, &format!("SELECT id AS value FROM outbox WHERE case_id = {id}")) {
                    let (recipient, subject, bytes) = outbox::open(conn, &key, MailId(mail))?.unwrap();
                    opened.extend([recipient.into_bytes(), subject.into_bytes(), bytes]);
                }
                for paper in numbers(conn, &format!("SELECT id AS value FROM attachments WHERE case_id = {id}")) {
                    opened.extend(paper_of(&ctx, conn, &key, paper));
                }
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();
    fs::write(to.join("opened"), opened.join(&b"\n\n"[..])).unwrap();
}

/// The sheet of a paper, and its bytes.
fn paper_of(ctx: &redress::actions::context::Context, conn: &mut Conn, key: &SealKey, id: i64) -> [Vec<u8>; 2] {
    use base64::Engine;
    let sealed = bytes(conn, &format!("SELECT sealed AS value FROM attachments WHERE id = {id}"));
    let object = String::from_utf8(bytes(conn, &format!("SELECT CAST(object AS BLOB) AS value FROM attachments WHERE id = {id}"))).unwrap();
    let sheet = key.open(&Place::row("attachments", "sealed", id), &sealed).unwrap();
    let said: Value = serde_json::from_slice(&sheet).unwrap();
    let own = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(said["key"].as_str().unwrap()).unwrap();
    let content = ctx.store.files().unwrap().get(&object).unwrap().unwrap();
    let content = SealKey::from_bytes(&own).unwrap().open(&Place::named("files", "content", &object), &content).unwrap();
    [sheet.to_vec(), content.to_vec()]
}

#[derive(diesel::QueryableByName)]
struct Number {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    value: i64,
}

#[derive(diesel::QueryableByName)]
struct Bytes {
    #[diesel(sql_type = diesel::sql_types::Binary)]
    value: Vec<u8>,
}

fn numbers(conn: &mut Conn, sql: &str) -> Vec<i64> {
    let Conn::Sqlite(c) = conn else { panic!("on SQLite") };
    diesel::RunQueryDsl::load::<Number>(diesel::sql_query(sql), c).unwrap().into_iter().map(|n| n.value).collect()
}

fn bytes(conn: &mut Conn, sql: &str) -> Vec<u8> {
    let Conn::Sqlite(c) = conn else { panic!("on SQLite") };
    diesel::RunQueryDsl::get_result::<Bytes>(diesel::sql_query(sql), c).unwrap().value
}

#[test]
fn a_hundred_confidential_denunciations_lie_nowhere_in_plain() {
    let mut office = Office::open_behind(None, "127.0.0.1");
    let senders: Vec<Sender> = (0..LETTERS).map(|at| submit(&office, at)).collect();
    senders.iter().step_by(10).for_each(|sender| forward(&office, sender));
    for sender in senders.iter().take(20) {
        office.public("/api/v1/public/case/messages", Some(&sender.token), &json!({"text": sender.kept[4]}), 200);
    }
    let folder = office.folder().to_owned();
    // The mails of all letters are sent, as files; a copy of everything is made while it runs.
    office.send_mails();
    let copy = folder.join("backup");
    assert!(Command::new("cp").arg("-r").arg(folder.join("data")).arg(&copy).status().unwrap().success());
    // What all of them have in common finds each of them; codes and tokens have nothing in common.
    let given: Vec<&str> = senders.iter().step_by(10).flat_map(|s| &s.never[2..]).map(String::as_str).collect();
    let all = [STEMS, &given].concat();
    for sender in &senders {
        let known = |canary: &&String| STEMS.iter().any(|stem| canary.starts_with(stem));
        assert_eq!(sender.kept.iter().chain(&sender.never).filter(known).count(), STEMS.len());
    }
    assert_absent(&all, &[&folder]);
    office.end();
    assert_absent(&all, &[&folder]);
    places::talkative_of(&folder.join("log"), &["/api/v1/public/cases", "/api/v1/public/case/papers", "/cases/{id}/file"]);
    assert!(fs::read_dir(folder.join("data").join("mail")).unwrap().count() >= LETTERS, "mails were written");

    // With the seals opened the same search finds every one of what is kept, and still none of what is not.
    let opened = tempfile::tempdir().unwrap();
    open_all(&folder.join("data"), opened.path());
    let kept: Vec<&str> = senders.iter().flat_map(|s| &s.kept).map(String::as_str).collect();
    let found = search(&kept, &[opened.path()]);
    let missed: Vec<&&str> = kept.iter().filter(|canary| found.hits.iter().all(|hit| hit.canary != ***canary)).collect();
    assert!(missed.is_empty(), "not found although opened: {missed:?}");
    let never: Vec<&str> = senders.iter().flat_map(|s| &s.never).map(String::as_str).collect();
    assert_absent(&never, &[opened.path()]);
}
