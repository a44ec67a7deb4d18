//! Sixteen clients at once, over HTTP on both databases: each step is won once, numbers have no gap, nothing waits for ever.

use std::collections::BTreeSet;
use std::sync::Barrier;
use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::{Value, json};

use crate::story::steps::{complaint, found, letter, paper};
use crate::story::ward::{Ward, in_the_ward};
use crate::support::http::Reply;

const CLIENTS: usize = 16;
/// Longer than this, something waited for something that waited for it.
const PATIENCE: Duration = Duration::from_secs(60);

/// All clients ask at one moment; what each was answered.
fn at_once(ask: impl Fn(usize) -> Reply + Sync) -> Vec<Reply> {
    so_many_at_once(CLIENTS, ask)
}

fn so_many_at_once(clients: usize, ask: impl Fn(usize) -> Reply + Sync) -> Vec<Reply> {
    let (gate, begun) = (Barrier::new(clients), Instant::now());
    let replies: Vec<Reply> = std::thread::scope(|scope| {
        let client = |at: usize| {
            let (gate, ask) = (&gate, &ask);
            scope.spawn(move || {
                gate.wait();
                ask(at)
            })
        };
        let clients: Vec<_> = (0..clients).map(client).collect();
        clients.into_iter().map(|c| c.join().unwrap()).collect()
    });
    assert!(begun.elapsed() < PATIENCE, "{:?}", begun.elapsed());
    replies
}

/// One was answered with 200; the others that it was done already (409), or that they had seen an older state (412).
#[track_caller]
fn one_wins(step: &str, replies: &[Reply]) {
    let statuses: Vec<u16> = replies.iter().map(|r| r.status).collect();
    assert_eq!(statuses.iter().filter(|s| **s == 200).count(), 1, "{step}: {statuses:?}");
    assert!(statuses.iter().all(|s| [200, 409, 412].contains(s)), "{step}: {statuses:?}");
}

/// Everybody does the same verb on the case, with the version they have all seen or without.
fn race(ward: &Ward<'_>, id: &str, who: &'static str, verb: &str, fields: &Value, seen: bool) {
    let (path, token) = (format!("/api/v1/cases/{id}"), ward.token_of(who));
    let tag = ward.app.get(&path).token(&token).send().header("etag").to_owned();
    let replies = at_once(|_| {
        let ask = ward.app.ask(Method::POST, &format!("{path}/{verb}")).token(&token).json(fields);
        if seen { ask.header("if-match", &tag).send() } else { ask.send() }
    });
    one_wins(verb, &replies);
    let lost = if seen { 412 } else { 409 };
    assert!(replies.iter().all(|r| [200, lost].contains(&r.status)), "{verb}: whoever named a version is stale, others came too late");
}

#[test]
fn exactly_one_wins_each_step() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.who("lan").registered(&complaint());
        ward.who("tuan").does(&id, "assign", &json!({"assignee": ward.id("minh")}));
        let proposal = json!({"disposition": "accept", "ground": "within_competence", "legal_basis": "Điều 27"});
        let draft = json!({"result": "justified", "reasons": "Đúng", "legal_basis": "Điều 31"});
        let steps = [
            ("minh", "classify", found("complaint", "administrative_act", json!({}))),
            ("minh", "propose-disposition", proposal),
            ("tuan", "approve-disposition", paper("1/TB", "2026-01-05")),
            ("minh", "draft-decision", draft),
            ("tuan", "sign-decision", paper("2/QĐ", "2026-01-05")),
        ];
        for (at, (who, verb, fields)) in steps.iter().enumerate() {
            race(ward, &id, who, verb, fields, at % 2 == 0);
        }
        let events = ward.who("tuan").part(&id, "events");
        let seqs: Vec<i64> = events.iter().map(|e| e["seq"].as_i64().unwrap()).collect();
        assert_eq!(seqs, (1..=7).collect::<Vec<i64>>(), "one event a step: {events:?}");
        let documents = ward.who("tuan").part(&id, "documents");
        assert_eq!(documents.len(), 2, "what the losers wrote is not there: {documents:?}");

        // Each service once; the last of them closes it.
        for kind in ["acceptance", "decision"] {
            let (document, owed) = ward.owed(&id, kind);
            for (party, _) in owed {
                let service = json!({"document": document, "party": party, "means": "post", "served_on": "2026-01-05"});
                race(ward, &id, "lan", "serve", &service, false);
            }
        }
        assert_eq!(ward.who("tuan").case(&id)["status"], "closed");
    });
}

#[test]
fn of_thirty_two_grants_at_once_one_is_given_and_the_others_change_nothing() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.who("lan").registered(&crate::story::steps::denunciation());
        ward.who("tuan").does(&id, "assign", &json!({"assignee": ward.id("minh")}));
        let reveal = ward.asked("minh", &id, 7);
        // Two supervisors and two above them, each asking for another length.
        let tokens = ["tuan", "bao", "yen", "quang"].map(|name| ward.token_of(name));
        let replies = so_many_at_once(32, |at| {
            let fields = json!({"reveal": reveal, "hours": 24 + at});
            ward.app.ask(Method::POST, &format!("/api/v1/cases/{id}/grant-reveal")).token(&tokens[at % 4]).json(&fields).send()
        });
        one_wins("grant-reveal", &replies);
        assert!(
            replies.iter().all(|r| r.status == 200 || ["no_reveal_waiting", "reveal_decided"].contains(&r.json["code"].as_str().unwrap()))
        );
        let won = replies.iter().position(|r| r.status == 200).unwrap();
        let events = ward.who("tuan").part(&id, "events");
        let grants: Vec<&Value> = events.iter().filter(|e| e["type"] == "reveal_granted").collect();
        assert_eq!((grants.len(), &grants[0]["data"]["hours"]), (1, &json!(24 + won)), "{grants:?}");
        // As many openings at once as there are grants for: each on the register, none without.
        let tokens = ["minh", "lan", "tuan", "bao"].map(|name| ward.token_of(name));
        let replies = at_once(|at| {
            let fields = json!({"reason": "x"});
            ward.app.ask(Method::POST, &format!("/api/v1/cases/{id}/open-identity")).token(&tokens[at % 4]).json(&fields).send()
        });
        for (at, reply) in replies.iter().enumerate() {
            assert_eq!(reply.status, if at % 4 == 0 { 200 } else { 403 }, "{}", reply.text);
        }
        let opened = ward.who("tuan").part(&id, "events").iter().filter(|e| e["type"] == "identity_opened").count();
        assert_eq!(opened, 4);
    });
}

#[test]
fn different_acts_on_one_case_all_stand_in_its_register() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let id = ward.accepted(&complaint());
        let before = ward.who("tuan").case(&id)["version"].as_i64().unwrap();
        let tokens = ["lan", "minh", "tuan"].map(|name| ward.token_of(name));
        let replies = at_once(|at| {
            let (token, verb, fields) = match at % 4 {
                0 => (&tokens[0], "add-letter", json!({"body": format!("Đơn {at}")})),
                1 => (&tokens[0], "message", json!({"text": format!("Tin {at}")})),
                2 => (&tokens[1], "record-verification", json!({"text": format!("Lần {at}"), "on": "2026-01-05"})),
                _ => (&tokens[2], "urge", json!({"text": format!("Lần {at}"), "on": "2026-01-05"})),
            };
            ward.app.ask(Method::POST, &format!("/api/v1/cases/{id}/{verb}")).token(token).json(&fields).send()
        });
        // Nobody named a version, and none of these shuts another out: they follow each other.
        assert!(replies.iter().all(|r| r.status == 200), "{replies:?}");
        let events = ward.who("tuan").part(&id, "events");
        assert_eq!(events.len() as i64, before + CLIENTS as i64, "as many events as acts that were told to be done");
        let numbers: BTreeSet<String> = ward.who("minh").part(&id, "letters").iter().map(|l| l["number"].to_string()).collect();
        assert_eq!(numbers.len(), 1 + CLIENTS / 4);
        gapless(ward, 1 + CLIENTS / 4);
    });
}

/// The book's numbers are 1 to so many.
fn gapless(ward: &Ward<'_>, letters: usize) {
    use diesel::prelude::*;
    use redress::store::schema::letters::dsl;
    let seqs: Vec<i32> =
        ward.app.app.store.read(|c| Ok::<_, redress::store::StoreError>(dsl::letters.select(dsl::seq).order(dsl::seq).load(c)?)).unwrap();
    assert_eq!(seqs, (1..=i32::try_from(letters).unwrap()).collect::<Vec<i32>>());
}

#[test]
fn numbers_have_no_gap_under_sixteen_submitters() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let clerk = ward.token_of("lan");
        // Half are refused at different depths, and take no number.
        let wrong = letter("petition", "other", json!({"signers": 2, "representatives": [{"name": "A"}, {"name": "B"}, {"name": "C"}]}));
        for round in 0..3 {
            let replies = at_once(|at| match at % 4 {
                0 => ward.submit(&letter("petition", "other", json!({"title": format!("Đơn {round}/{at}")}))),
                1 => ward.app.ask(Method::POST, "/api/v1/cases").token(&clerk).json(&complaint()).send(),
                2 => ward.submit(&wrong),
                _ => ward
                    .app
                    .post("/api/v1/public/cases", &letter("petition", "other", json!({})))
                    .header("idempotency-key", "one-letter-in-a-race")
                    .send(),
            });
            let statuses: Vec<u16> = replies.iter().map(|r| r.status).collect();
            for (at, status) in statuses.iter().enumerate() {
                assert_eq!(*status, if at % 4 == 2 { 422 } else { 201 }, "{at}: {statuses:?}");
            }
            let same: BTreeSet<&str> = replies.iter().skip(3).step_by(4).map(|r| r.text.as_str()).collect();
            assert_eq!(same.len(), 1, "one key, one letter");
        }
        gapless(ward, 3 * 8 + 1);
    });
}

#[test]
fn two_units_and_a_transfer_between_them_do_not_wait_for_each_other() {
    in_the_ward("2026-03-02 09:00", |ward| {
        // Cases of the ward that are transferred to the province while both register letters.
        let cases: Vec<String> = (0..8)
            .map(|_| {
                let id = ward.who("lan").registered(&crate::story::steps::denunciation());
                ward.screened(&id, &found("denunciation", "official_conduct", json!({"competent_body": "provincial_peoples_committee"})));
                let to = json!({"disposition": "transfer", "ground": "outside_competence", "legal_basis": "x", "to": ward.unit("HN")});
                ward.who("minh").does(&id, "propose-disposition", &to);
                id
            })
            .collect();
        let (tuan, lan, phong) = (ward.token_of("tuan"), ward.token_of("lan"), ward.token_of("phong"));
        let replies = at_once(|at| {
            let (path, token, body) = match at % 4 {
                0 | 1 => (format!("/api/v1/cases/{}/approve-disposition", cases[at / 4 * 2 + at % 4]), &tuan, json!({})),
                2 => ("/api/v1/cases".to_owned(), &lan, complaint()),
                _ => ("/api/v1/cases".to_owned(), &phong, complaint()),
            };
            ward.app.ask(Method::POST, &path).token(token).json(&body).send()
        });
        let statuses: Vec<u16> = replies.iter().map(|r| r.status).collect();
        assert!(statuses.iter().all(|s| [200, 201].contains(s)), "{statuses:?}");
        let list = ward.who("quang").get("/api/v1/cases?limit=100&sort=number").expect(200);
        let mut there: Vec<String> = list["items"].as_array().unwrap().iter().map(|c| c["number"].as_str().unwrap().to_owned()).collect();
        there.retain(|number| number.ends_with("/HN"));
        there.sort();
        assert_eq!(there, (1..=12).map(|n| format!("{n:04}/2026/HN")).collect::<Vec<_>>());
    });
}

#[test]
fn one_code_is_reissued_to_one() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let given = ward.who("lan").register(&complaint()).expect(201);
        let (id, token) = (given["id"].as_str().unwrap(), ward.token_of("lan"));
        let replies = at_once(|_| {
            let checked = json!({"identity_checked": "Căn cước"});
            ward.app.ask(Method::POST, &format!("/api/v1/cases/{id}/reissue-receipt")).token(&token).json(&checked).send()
        });
        assert!(replies.iter().all(|r| r.status == 200), "{replies:?}");
        let codes: Vec<&str> = replies.iter().filter_map(|r| r.json["receipt_code"].as_str()).collect();
        let track = |code: &str| {
            let key = json!({"number": given["number"], "receipt_code": code});
            ward.app.post("/api/v1/public/track", &key).send().status
        };
        let good = codes.iter().filter(|code| track(code) == 200).count();
        assert_eq!((good, track(given["receipt_code"].as_str().unwrap())), (1, 404), "only the last one opens it");
    });
}
