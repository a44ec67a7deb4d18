//! Office keys are changed while the office works; the old one is worth nothing afterwards.

use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use diesel::prelude::*;
use redress::actions::rotate_keys;
use redress::app::App;
use redress::domain::ids::CaseId;
use redress::seal::{Absent, Keys, SealError, SealKey, Wrapped};
use redress::store::schema::office_root as root_table;
use redress::store::{Options, Store, StoreError, case_keys, office_root};
use serde_json::{Value, json};

use crate::story::steps::{denunciation, letter};
use crate::story::ward::{Ward, in_the_ward};
use crate::support::app::TestApp;

fn folder(ward: &Ward<'_>) -> std::path::PathBuf {
    ward.app.app.config.data.join("keys")
}

fn readable(ward: &Ward<'_>, id: &str) {
    let letters = ward.who("quang").part(id, "letters");
    assert_eq!(letters[0]["body"], "Tôi xin trình bày sự việc như sau.", "{id}");
}

#[test]
fn a_new_key_takes_over_while_others_write_and_the_old_one_is_useless() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let receipt = ward.submitted(&letter("denunciation", "official_conduct", json!({})));
        let mut all: Vec<String> = vec![receipt.id()];
        all.extend((0..25).map(|_| ward.who("lan").registered(&denunciation())));
        let old = ward.app.app.keys.newest();
        // Another process changes the key; this one answers and writes meanwhile.
        let other = ward.app.another();
        let (done, written) = (AtomicBool::new(false), AtomicUsize::new(0));
        let token = ward.token_of("lan");
        let rotated = std::thread::scope(|scope| {
            let writers: Vec<_> = (0..3)
                .map(|_| {
                    scope.spawn(|| {
                        let mut made = Vec::new();
                        while !done.load(Ordering::SeqCst) {
                            let reply = ward.app.post("/api/v1/cases", &denunciation()).token(&token).send();
                            made.push(reply.expect(201)["id"].as_str().unwrap().to_owned());
                            written.fetch_add(1, Ordering::SeqCst);
                        }
                        made
                    })
                })
                .collect();
            while written.load(Ordering::SeqCst) < 10 {
                std::thread::yield_now();
            }
            let rotated = rotate_keys::rotate(&other.context(), |_| ()).unwrap();
            let so_far = written.load(Ordering::SeqCst);
            while written.load(Ordering::SeqCst) < so_far + 10 {
                std::thread::yield_now();
            }
            done.store(true, Ordering::SeqCst);
            writers.into_iter().for_each(|w| all.extend(w.join().unwrap()));
            rotated
        });
        assert!(rotated.new && rotated.wrapped >= 36, "{rotated:?}");
        assert_ne!(rotated.key, old);
        let status = rotate_keys::status(&ward.app.context()).unwrap();
        assert_eq!((&status.in_force, status.root_is_a_key), (&rotated.key, false));
        let wraps: Vec<(&str, i64)> = status.keys.iter().map(|k| (k.id.as_str(), k.wraps)).collect();
        assert_eq!(wraps, [(old.as_str(), 0), (rotated.key.as_str(), all.len() as i64)], "every key is wrapped by the new one");

        // The old file is destroyed: all goes on, here, elsewhere and after a restart.
        let kept = tempfile::tempdir().unwrap();
        std::fs::rename(folder(ward).join("office-1.key"), kept.path().join("office-1.key")).unwrap();
        for app in [ward.app, &other, &ward.app.another()] {
            let found = app.post("/api/v1/public/track", &json!({"number": receipt.number, "receipt_code": receipt.code})).send();
            assert_eq!(found.expect(200)["case"]["number"], json!(receipt.number), "receipt codes hold");
            let mine = app.get("/api/v1/cases").token(&token).send();
            assert_eq!(mine.status, 200, "sessions hold");
        }
        for id in all.iter().take(3).chain(all.last()) {
            readable(ward, id);
        }
        let id = ward.who("lan").registered(&denunciation());
        readable(ward, &id);
        ward.granted("lan", &id);
        let opened = ward.who("lan").does(&id, "open-identity", &json!({"reason": "Liên hệ."}));
        assert!(opened["parties_opened"].to_string().contains("Nguyễn Thị Mai"));

        // With the old key and this database nothing opens: no case's key, no root, no office.
        let stolen = Keys::open(kept.path(), Absent::Refuse).unwrap();
        let store = &ward.app.app.store;
        for id in &all {
            let case: CaseId = id.parse().unwrap();
            let opened = store.read(|c| case_keys::load(c, &stolen, case));
            assert!(matches!(opened, Err(StoreError::Seal(SealError::UnknownKey(_)))), "{opened:?}");
        }
        let root = store.read(office_root::load).unwrap().unwrap();
        let renamed = Wrapped { office_key: stolen.newest(), bytes: root.bytes.clone() };
        assert!(matches!(Keys::open(kept.path(), Absent::Refuse).unwrap().unwrap_root(&renamed), Err(SealError::DoesNotOpen)));
        assert!(stolen.unwrap_root(&root).is_err());
        let config = redress::config::Config { data: kept.path().join("data"), ..ward.app.app.config.clone() };
        std::fs::create_dir_all(config.data.join("keys")).unwrap();
        std::fs::copy(kept.path().join("office-1.key"), config.data.join("keys/office-1.key")).unwrap();
        assert!(App::open(config).is_err(), "an office does not open with a key that wraps nothing");
        // Digests of texts and people are not the old key's either.
        let fresh = Keys::open(kept.path(), Absent::Refuse).unwrap();
        assert_ne!(fresh.blind("name", "nguyen thi mai"), ward.app.app.keys.blind("name", "nguyen thi mai"));
    });
}

#[test]
fn what_broke_off_goes_on_where_it_stopped() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let ids: Vec<String> = (0..7).map(|_| ward.who("lan").registered(&denunciation())).collect();
        let ctx = ward.app.context();
        // As after a crash: the new key is in force, three of the cases are wrapped by it.
        let (old, new) = (ctx.keys.newest(), ctx.keys.make_next().unwrap());
        let wrapped = Wrapped { office_key: new.clone(), bytes: ctx.keys.wrap_root(&new).unwrap() };
        assert!(ctx.store.write(|c| office_root::put_in_force(c, &old, &wrapped)).unwrap());
        assert!(!ctx.store.write(|c| office_root::put_in_force(c, &old, &wrapped)).unwrap(), "once");
        let some = ctx.store.write(|c| office_root::wrap_anew(c, &ctx.keys, &new, i64::MIN, 3)).unwrap();
        assert_eq!(some.unwrap().1, 3);
        let finished = rotate_keys::rotate(&ctx, |_| ()).unwrap();
        assert_eq!((finished.new, finished.wrapped, &finished.key), (false, 4, &new), "no third key is made for it");
        let again = rotate_keys::rotate(&ctx, |_| ()).unwrap();
        assert!(again.new && again.wrapped == 7, "{again:?}");
        ids.iter().for_each(|id| readable(ward, id));
    });
}

#[test]
fn an_installation_from_before_keeps_its_root_and_is_told_so() {
    let folder = tempfile::tempdir().unwrap();
    let keys = Keys::open(folder.path(), Absent::Create).unwrap();
    crate::support::db::each_db(|store| {
        // A case's key as the earlier program left it, and no root.
        let wrapped = keys.wrap(7, &SealKey::random().unwrap()).unwrap();
        assert_eq!(store.read(office_root::load).unwrap(), None);
        assert!(wrapped.office_key.starts_with("1-"));
        let established = store.write(|c| office_root::establish(c, Keys::open(folder.path(), Absent::Refuse).unwrap())).unwrap();
        assert!(!established.root_is_a_key(), "a fresh database has a root of its own");
        let same = store.write(|c| office_root::establish(c, Keys::open(folder.path(), Absent::Refuse).unwrap())).unwrap();
        assert_eq!(established.digest("x"), same.digest("x"), "the first root holds");
    });
}

/// An office as the program left it before roots were secrets of their own: what is derived comes from the first key's file.
fn as_before(config: &mut redress::config::Config) {
    let keys = Keys::open(&config.data.join("keys"), Absent::Create).unwrap();
    let store = Store::open(config.database_url.as_str(), &Options::default()).unwrap();
    store.migrate().unwrap();
    let (key, wrapped) = (keys.newest(), keys.wrap_root(&keys.newest()).unwrap());
    let row = (root_table::id.eq(1_i64), root_table::office_key.eq(key), root_table::wrapped.eq(wrapped));
    store.write::<_, StoreError>(|c| Ok(diesel::insert_into(root_table::table).values(row.clone()).execute(c)?)).unwrap();
}

#[test]
fn an_upgraded_office_changes_its_key_and_opens_what_it_had() {
    let chapter = |app: &TestApp| {
        let ward = Ward::found(app, "2026-01-05 09:00");
        let receipt = ward.submitted(&letter("denunciation", "official_conduct", json!({})));
        let old: Vec<String> = std::iter::once(receipt.id()).chain((0..3).map(|_| ward.who("lan").registered(&denunciation()))).collect();
        // The database of that time has cases and no root; then comes the program of today.
        let forgotten = app.app.store.write::<_, StoreError>(|c| Ok(diesel::delete(root_table::table).execute(c)?));
        assert_eq!(forgotten.unwrap(), 1);
        let upgraded = app.another();
        let before = rotate_keys::status(&upgraded.context()).unwrap();
        assert!(before.root_is_a_key && before.in_force.starts_with("1-"), "{before:?}");
        let rotated = rotate_keys::rotate(&upgraded.context(), |_| ()).unwrap();
        assert_eq!((rotated.new, rotated.wrapped), (true, old.len()));
        // Without the file of the first key, on an instance that never saw it: all goes on.
        let kept = tempfile::tempdir().unwrap();
        std::fs::rename(folder(&ward).join("office-1.key"), kept.path().join("office-1.key")).unwrap();
        let fresh = app.another();
        let after = rotate_keys::status(&fresh.context()).unwrap();
        assert_eq!(
            after.keys.iter().map(|k| (k.id.as_str(), k.here, k.wraps)).collect::<Vec<_>>(),
            [(&*rotated.key, true, old.len() as i64)]
        );
        let quang = fresh.sign_in("quang");
        for id in &old {
            let letters = quang.get(&format!("/api/v1/cases/{id}/letters")).send().expect(200);
            assert_eq!(letters["items"][0]["body"], "Tôi xin trình bày sự việc như sau.", "{id}");
        }
        let track = json!({"number": receipt.number, "receipt_code": receipt.code});
        fresh.post("/api/v1/public/track", &track).send().expect(200);
        // What is new lies under the new key alone, and is opened beside the old.
        let new = fresh.sign_in("lan").post("/api/v1/cases", &denunciation()).send().expect(201)["id"].clone();
        let opened = quang.get(&format!("/api/v1/cases/{}/letters", new.as_str().unwrap())).send().expect(200);
        assert_eq!(opened["items"][0]["body"], "Tôi xin trình bày sự việc như sau.");
        let stolen = Keys::open(kept.path(), Absent::Refuse).unwrap();
        for id in &old {
            let opened = app.app.store.read(|c| case_keys::load(c, &stolen, id.parse::<CaseId>().unwrap()));
            assert!(matches!(opened, Err(StoreError::Seal(SealError::UnknownKey(_)))), "{opened:?}");
        }
    };
    chapter(&TestApp::sqlite_with(as_before));
    match TestApp::postgres_with(as_before) {
        Some(app) => chapter(&app),
        None => eprintln!("SKIPPED on PostgreSQL: an_upgraded_office_changes_its_key_and_opens_what_it_had (no server found)"),
    }
}

fn redress(folder: &Path, arguments: &[&str]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_redress"));
    command.current_dir(folder).env_clear().env("REDRESS_DATA", folder.join("data")).args(arguments);
    let output = command.stdin(std::process::Stdio::null()).output().unwrap();
    (output.status.success(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
}

#[test]
fn on_the_command_line_keys_are_shown_changed_and_brought_back() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let json = |arguments: &[&str]| -> Value {
        let (done, said) = redress(at, arguments);
        assert!(done, "{arguments:?}: {said}");
        serde_json::from_str(&said).unwrap_or_else(|_| panic!("{said}"))
    };
    assert!(redress(at, &["seed", "--cases", "12"]).0);
    let status = json(&["keys", "status", "--json"]);
    assert_eq!((status["keys"].as_array().unwrap().len(), status["root_is_a_key"].clone()), (1, json!(false)), "{status}");
    let wraps = status["keys"][0]["wraps"].as_i64().unwrap();
    assert!(wraps >= 12);
    let prepared = json(&["keys", "rotate", "--prepare", "--json"]);
    assert_eq!(json(&["keys", "status", "--json"])["in_force"], status["in_force"], "prepared is not in force");
    let rotated = json(&["keys", "rotate", "--json"]);
    assert_eq!((&rotated["key"], rotated["wrapped"].as_i64()), (&prepared["prepared"], Some(wraps)));
    assert!(redress(at, &["keys", "status"]).1.contains("in force"));
    // A recovery file, the loss of all keys, and their return.
    std::fs::write(at.join("short"), "kurz\n").unwrap();
    std::fs::write(at.join("phrase"), "con cò bay lả bay la từ cửa phủ\n").unwrap();
    std::fs::write(at.join("wrong"), "con cò bay lả bay la ra cánh đồng\n").unwrap();
    let export = |phrase: &str| redress(at, &["keys", "export-recovery", "recovery", "--passphrase-file", phrase]);
    assert!(!export("short").0);
    assert!(export("phrase").0 && !export("phrase").0, "a file that is there is not written over");
    std::fs::remove_dir_all(at.join("data/keys")).unwrap();
    let (opened, said) = redress(at, &["keys", "status"]);
    assert!(!opened && said.contains("office-"), "{said}");
    let import = |phrase: &str| redress(at, &["keys", "import-recovery", "recovery", "--passphrase-file", phrase]);
    assert!(!import("wrong").0 && !at.join("data/keys").exists());
    let (done, said) = import("phrase");
    assert!(done, "{said}");
    assert_eq!(json(&["keys", "status", "--json"])["in_force"], rotated["key"]);
}
