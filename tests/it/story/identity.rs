//! Opening who a denouncer is: asked for with a purpose, granted by a second person, to one, for a time, on the register.

use serde_json::{Value, json};

use super::steps::{complaint, denunciation, found, paper};
use super::ward::{Ward, in_the_ward};

fn why() -> Value {
    json!({"reason": "Làm việc với người tố cáo."})
}

/// A denunciation that lan registered and minh has.
fn given(ward: &Ward<'_>) -> String {
    let id = ward.who("lan").registered(&denunciation());
    ward.screened(&id, &found("denunciation", "official_conduct", json!({})));
    id
}

#[test]
fn asked_granted_opened_and_each_of_it_on_record() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let id = given(ward);
        let (minh, tuan) = (ward.who("minh"), ward.who("tuan"));
        let refused = minh.act(&id, "open-identity", &why()).problem(403, "reveal_needed");
        assert!(refused["basis"].as_str().unwrap().contains("điều 8, 56"), "{refused}");
        assert!(refused["detail"].as_str().unwrap().contains("request-reveal"), "it says how to ask: {refused}");
        assert!(!minh.allowed(&id).contains(&"open-identity".to_owned()) && minh.allowed(&id).contains(&"request-reveal".to_owned()));
        minh.act(&id, "request-reveal", &json!({})).problem(422, "required");
        for days in [0, 8, -1] {
            minh.act(&id, "request-reveal", &json!({"purpose": "x", "days": days})).problem(422, "not_between");
        }
        let reveal = ward.asked("minh", &id, 2);
        minh.act(&id, "request-reveal", &json!({"purpose": "x"})).problem(409, "reveal_already_asked");
        minh.act(&id, "open-identity", &why()).problem(403, "reveal_needed");
        // Longer than it was asked for, or nobody's request.
        tuan.act(&id, "grant-reveal", &json!({"reveal": reveal, "hours": 49})).problem(422, "not_between");
        tuan.act(&id, "grant-reveal", &json!({"reveal": "0000000000000"})).problem(422, "reveal_unknown");
        let granted = tuan.does(&id, "grant-reveal", &json!({"reveal": reveal, "hours": 48}));
        assert_eq!(granted["reveals"][0]["by"], json!(ward.id("minh")));
        minh.act(&id, "request-reveal", &json!({"purpose": "x"})).problem(409, "reveal_already_granted");
        let opened = minh.does(&id, "open-identity", &why());
        let sender = opened["parties_opened"].as_array().unwrap().iter().find(|p| p["role"] == "petitioner").unwrap().clone();
        assert_eq!((&sender["name"], &sender["phone"]), (&json!("Nguyễn Thị Mai"), &json!("0912 345 678")));
        // A grant to minh is nobody else's.
        for other in ["lan", "tuan", "bao"] {
            ward.who(other).act(&id, "open-identity", &why()).problem(403, "reveal_needed");
        }
        let events = tuan.part(&id, "events");
        let kinds: Vec<&str> = events.iter().rev().take(3).map(|e| e["type"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["identity_opened", "reveal_granted", "reveal_requested"]);
        let last = events.last().unwrap();
        assert_eq!((&last["by"]["member"], &last["data"]["reveal"]), (&json!(ward.id("minh")), &json!(reveal)));
        // It was shown once; the parties stay sealed.
        assert!(minh.part(&id, "parties").iter().filter(|p| p["role"] == "petitioner").all(|p| p["sealed"] == true && p["name"].is_null()));
        // To the minute: it holds until it ends.
        ward.at("2026-03-04 08:59");
        ward.who("minh").does(&id, "open-identity", &why());
        let may = |name: &'static str, verb: &str| ward.who(name).allowed(&id).contains(&verb.to_owned());
        assert!(may("minh", "open-identity") && may("tuan", "revoke-reveal"));
        ward.at("2026-03-04 09:00");
        assert!(!may("minh", "open-identity") && !may("tuan", "revoke-reveal"), "nothing changed on the case but the hour");
        ward.who("minh").act(&id, "open-identity", &why()).problem(403, "reveal_needed");
        ward.asked("minh", &id, 1);
    });
}

#[test]
fn nobody_grants_to_themselves_and_nobody_in_conflict_grants() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let id = given(ward);
        // A supervisor asks: another grants.
        let own = ward.asked("tuan", &id, 1);
        ward.who("tuan").act(&id, "grant-reveal", &json!({"reveal": own})).problem(409, "four_eyes");
        ward.who("tuan").act(&id, "refuse-reveal", &json!({"reveal": own, "reason": "x"})).problem(409, "four_eyes");
        // Beside somebody else's request one's own is still one's own.
        let other = ward.asked("minh", &id, 1);
        ward.who("tuan").act(&id, "grant-reveal", &json!({"reveal": own})).problem(409, "four_eyes");
        for name in ["minh", "hoa", "lan", "thu", "hai", "dung"] {
            let status = ward.who(name).act(&id, "grant-reveal", &json!({"reveal": other})).status;
            assert!([403, 404].contains(&status), "{name}: {status}");
        }
        ward.who("bao").does(&id, "declare-conflict", &json!({"relation": "Người nhà"}));
        ward.who("bao").act(&id, "grant-reveal", &json!({"reveal": own})).problem(404, "case_not_found");
        // Above the ward there is one who may.
        ward.who("yen").does(&id, "grant-reveal", &json!({"reveal": own}));
        ward.who("yen").act(&id, "grant-reveal", &json!({"reveal": own})).problem(409, "reveal_decided");
        ward.who("tuan").does(&id, "open-identity", &why());
        ward.who("tuan").does(&id, "refuse-reveal", &json!({"reveal": other, "reason": "Chưa cần."}));
        ward.who("minh").act(&id, "open-identity", &why()).problem(403, "reveal_needed");
        ward.asked("minh", &id, 1);
    });
}

#[test]
fn nobody_is_made_a_supervisor_for_one_grant() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let admin = ward.who("admin");
        let made = |username: &str| {
            let new = json!({"username": username, "name": "Người Mới", "password": crate::support::app::PASSWORD,
                "grants": [{"role": "supervisor", "unit": ward.unit("CK")}]});
            admin.ask(reqwest::Method::POST, "/api/v1/users").json(&new).send().expect(201)["id"].as_str().unwrap().to_owned()
        };
        ward.at("2026-03-20 09:00");
        made("moi1");
        made("moi2");
        let id = given(ward);
        let asks = json!({"purpose": "Xác minh", "days": 1});
        let act = |name: &'static str, verb: &str, fields: &Value| ward.who(name).act(&id, verb, fields);
        let asked = act("moi1", "request-reveal", &asks).expect(200);
        let reveal = asked["reveals"][0]["id"].as_str().unwrap().to_owned();
        let grant = json!({"reveal": reveal});
        let refused = act("moi2", "grant-reveal", &grant).problem(403, "supervisor_new");
        assert!(refused["detail"].as_str().unwrap().contains('7'), "{refused}");
        // Whoever was there before decides; and after a week the new one is new no more.
        ward.at("2026-03-27 08:59");
        act("moi2", "grant-reveal", &grant).problem(403, "supervisor_new");
        ward.at("2026-03-27 09:00");
        act("moi2", "grant-reveal", &grant).expect(200);
    });
}

#[test]
fn with_no_supervisor_left_a_clerk_enters_it_from_a_signed_paper() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let id = given(ward);
        let reveal = ward.asked("minh", &id, 1);
        let signed = crate::story::steps::merged(paper("3/QĐ", &ward.today()), json!({"reveal": reveal}));
        ward.who("lan").act(&id, "grant-reveal", &signed).problem(403, "role_lacks_verb");
        for name in ["tuan", "bao", "yen", "quang"] {
            ward.who(name).does(&id, "declare-conflict", &json!({"relation": "Người nhà"}));
        }
        ward.who("lan").act(&id, "grant-reveal", &json!({"reveal": reveal})).problem(422, "required_on_paper");
        let after = ward.who("lan").does(&id, "grant-reveal", &signed);
        assert!(after["reveals"][0]["until"].is_string(), "{after}");
        assert_eq!(ward.who("lan").part(&id, "events").pop().unwrap()["on_paper"], true);
        ward.who("minh").does(&id, "open-identity", &why());
    });
}

#[test]
fn a_grant_dies_with_reassignment_conflict_the_account_the_role_and_by_revocation() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let admin = ward.who("admin");
        let ask_and_grant = |name: &'static str, id: &str| ward.granted(name, id);
        let back = |grants: Value| json!({"grants": grants, "disabled": false});
        let officer = || json!([{"role": "officer", "unit": ward.unit("CK")}]);

        let id = given(ward);
        ask_and_grant("minh", &id);
        ward.who("tuan").does(&id, "assign", &json!({"assignee": ward.id("hoa")}));
        ward.who("minh").act(&id, "open-identity", &why()).problem(404, "case_not_found");
        ward.who("tuan").does(&id, "assign", &json!({"assignee": ward.id("minh")}));
        ward.who("minh").act(&id, "open-identity", &why()).problem(403, "reveal_needed");
        // A clerk's own grant is not touched by that.
        ask_and_grant("lan", &id);
        ward.who("tuan").does(&id, "assign", &json!({"assignee": ward.id("hoa")}));
        ward.who("lan").does(&id, "open-identity", &why());

        let id = given(ward);
        let reveal = ask_and_grant("minh", &id);
        let revoke = json!({"reveal": reveal, "reason": "Đã làm việc xong."});
        ward.who("minh").act(&id, "revoke-reveal", &revoke).problem(403, "forbidden");
        ward.who("bao").does(&id, "revoke-reveal", &revoke);
        ward.who("bao").act(&id, "revoke-reveal", &revoke).problem(409, "no_reveal_granted");
        ward.who("minh").act(&id, "open-identity", &why()).problem(403, "reveal_needed");

        ask_and_grant("minh", &id);
        // With no role left he has nothing.
        admin.ask(reqwest::Method::PATCH, &format!("/api/v1/users/{}", ward.id("minh"))).json(&json!({"grants": []})).send().expect(200);
        ward.who("minh").act(&id, "open-identity", &why()).problem(403, "forbidden");
        admin
            .ask(reqwest::Method::PATCH, &format!("/api/v1/users/{}", ward.id("minh")))
            .json(&json!({"disabled": true, "grants": officer()}))
            .send()
            .expect(200);
        assert_eq!(ward.who("minh").act(&id, "open-identity", &why()).status, 401);
        ward.at("2026-03-02 09:30");
        admin.ask(reqwest::Method::PATCH, &format!("/api/v1/users/{}", ward.id("minh"))).json(&back(officer())).send().expect(200);
        // His sessions ended with the account; he signs in anew. What was granted before does not come back with the account.
        ward.at("2026-03-02 10:00");
        ward.who("minh").act(&id, "open-identity", &why()).problem(403, "reveal_needed");
        assert!(!ward.who("minh").allowed(&id).contains(&"open-identity".to_owned()));

        // Nor with a role that is taken and given again; one more role changes nothing.
        let id = given(ward);
        ask_and_grant("minh", &id);
        let minh = format!("/api/v1/users/{}", ward.id("minh"));
        let roles = |grants: Value| admin.ask(reqwest::Method::PATCH, &minh).json(&json!({"grants": grants})).send().expect(200);
        roles(json!([{"role": "officer", "unit": ward.unit("CK")}, {"role": "clerk", "unit": ward.unit("CK")}]));
        ward.who("minh").does(&id, "open-identity", &why());
        roles(json!([]));
        ward.at("2026-03-02 10:01");
        roles(officer());
        ward.who("minh").act(&id, "open-identity", &why()).problem(403, "reveal_needed");

        // With the case it was for: closed, it is over.
        let id = given(ward);
        ask_and_grant("minh", &id);
        ward.who("minh").does(&id, "open-identity", &why());
        assert_eq!(ward.disposed(&id, "file", "illegible", None)["status"], "closed");
        ward.who("minh").act(&id, "open-identity", &why()).problem(403, "reveal_needed");

        let id = given(ward);
        ask_and_grant("lan", &id);
        ward.who("lan").does(&id, "declare-conflict", &json!({"relation": "Hàng xóm"}));
        ward.who("lan").act(&id, "open-identity", &why()).problem(404, "case_not_found");
        assert_eq!(ward.who("tuan").case(&id)["reveals"], json!([]));
    });
}

#[test]
fn the_sender_sees_that_and_when_and_not_by_whom() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let receipt = ward.submitted(&super::steps::letter("denunciation", "official_conduct", json!({})));
        let id = receipt.id();
        ward.who("tuan").does(&id, "assign", &json!({"assignee": ward.id("minh")}));
        ward.granted("minh", &id);
        let asked = receipt.track().case;
        assert_eq!(asked["identity_opened"], json!([]), "asking and granting are no opening");
        let told = |case: &Value| case["timeline"].as_array().unwrap().iter().map(|s| s["type"].clone()).collect::<Vec<_>>();
        assert!(!told(&asked).iter().any(|t| t.as_str().unwrap().starts_with("reveal")), "{asked}");
        ward.who("minh").does(&id, "open-identity", &why());
        ward.at("2026-03-03 08:00");
        ward.who("minh").does(&id, "open-identity", &why());
        let case = receipt.track().case;
        assert_eq!(case["identity_opened"], json!(["2026-03-02", "2026-03-03"]));
        let text = case.to_string();
        assert!(!text.contains(ward.id("minh")) && !text.contains("minh"), "by whom is not told: {text}");
        let page = crate::support::browser::Browser::new(ward.app);
        page.post("/track", &[("number", &receipt.number), ("receipt_code", &receipt.code)]);
        let opened = page.get("/track/case").expect(200);
        assert!(opened.says("02/03/2026, 03/03/2026") || opened.says("03/03/2026"), "{}", opened.text());
    });
}

#[test]
fn what_is_not_confidential_is_shown_to_the_ward_and_needs_no_grant() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let id = ward.who("lan").registered(&complaint());
        for who in ["lan", "thu", "minh", "tuan"] {
            let parties = ward.who(who).part(&id, "parties");
            assert!(parties.iter().any(|p| p["name"] == "Nguyễn Thị Mai" && p["sealed"] == false), "{who}: {parties:?}");
            ward.who(who).act(&id, "request-reveal", &json!({"purpose": "x"})).problem(409, "identity_not_sealed");
        }
        ward.who("minh").does(&id, "open-identity", &why());
        ward.who("tuan").act(&id, "open-identity", &why()).problem(403, "role_lacks_verb");
    });
}

#[test]
fn a_new_code_of_a_sealed_case_is_an_opening_and_takes_a_grant() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let receipt = ward.submitted(&super::steps::letter("denunciation", "official_conduct", json!({})));
        let id = receipt.id();
        let checked = json!({"identity_checked": "Đã xem căn cước công dân."});
        // Whoever has the code can read who the sender is: the clerk gets neither without a second person.
        ward.who("lan").act(&id, "reissue-receipt", &checked).problem(403, "reveal_needed");
        receipt.track();
        let asked = ward.asked("lan", &id, 1);
        ward.who("lan").act(&id, "reissue-receipt", &checked).problem(403, "reveal_needed");
        ward.who("tuan").does(&id, "grant-reveal", &json!({"reveal": asked}));
        let given = ward.who("lan").does(&id, "reissue-receipt", &checked);
        let code = given["receipt_code"].as_str().unwrap();
        assert_eq!(ward.who("lan").part(&id, "events").pop().unwrap()["data"]["reveal"], json!(asked));
        // The sender sees that, and when.
        let new = json!({"number": receipt.number, "receipt_code": code});
        let tracked = ward.app.post("/api/v1/public/track", &new).send().expect(200);
        assert_eq!(tracked["case"]["identity_opened"], json!(["2026-03-02"]), "{}", tracked);
    });
}

#[test]
fn a_grant_does_not_stretch_to_senders_who_come_later() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let first = given(ward);
        let second = given(ward);
        ward.granted("minh", &first);
        ward.who("minh").does(&first, "open-identity", &why());
        ward.who("minh").does(&second, "merge", &json!({"into": first}));
        ward.who("minh").act(&first, "open-identity", &why()).problem(403, "reveal_needed");
        assert_eq!(ward.who("tuan").case(&first)["reveals"], json!([]));
    });
}

#[test]
fn the_same_words_have_another_digest_in_every_place() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let ids = [given(ward), given(ward)];
        let fix = json!({"field": "petitioner_name", "value": "Lê Thị Một", "reason": "Viết nhầm."});
        let digests = |id: &str| {
            ward.who("lan").does(id, "correct", &fix);
            let last = ward.who("lan").part(id, "events").pop().unwrap();
            let mut found = Vec::new();
            fn walk(v: &Value, found: &mut Vec<String>) {
                match v {
                    Value::Object(o) => {
                        found.extend(o.get("digest").and_then(Value::as_str).map(str::to_owned));
                        o.values().for_each(|v| walk(v, found));
                    }
                    Value::Array(a) => a.iter().for_each(|v| walk(v, found)),
                    _ => {}
                }
            }
            walk(&last, &mut found);
            found
        };
        let mut all: Vec<String> = ids.iter().flat_map(|id| digests(id)).collect();
        let count = all.len();
        assert!(count >= 4, "{all:?}");
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count, "a digest that tells two texts alike");
    });
}
