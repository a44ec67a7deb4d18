//! Members who bear the name, telephone, address or card of a party, or work in the unit that is denounced: until a person has
//! looked, the case does not exist for them.

use reqwest::Method;
use serde_json::{Value, json};

use super::steps::{complaint, denunciation, found, merged};
use super::ward::{Ward, in_the_ward};

/// Gives an account a whole name, or other marks.
fn change(ward: &Ward<'_>, name: &str, fields: &Value) {
    let path = format!("/api/v1/users/{}", ward.id(name));
    ward.who("admin").ask(Method::PATCH, &path).json(fields).send().expect(200);
}

fn about(base: Value, name: &str) -> Value {
    merged(base, json!({"respondent": {"name": name, "position": "Công chức"}}))
}

/// It is nowhere for them: not to be seen, found, counted, given, decided on or told of.
fn nowhere(ward: &Ward<'_>, who: &'static str, id: &str) {
    let member = ward.who(who);
    member.get(&format!("/api/v1/cases/{id}")).problem(404, "case_not_found");
    for list in ["/api/v1/cases", "/api/v1/cases?q=0001", "/api/v1/overdue"] {
        let text = member.get(list).expect(200).to_string();
        assert!(!text.contains(id), "{who} {list}: {text}");
    }
    for (verb, fields) in [
        ("assign", json!({"assignee": ward.id("minh")})),
        ("approve-disposition", json!({})),
        ("request-reveal", json!({"purpose": "x"})),
        ("confirm-conflict", json!({"member": ward.id("bao"), "reason": "x"})),
        ("dismiss-conflict", json!({"member": ward.id("bao"), "reason": "x"})),
    ] {
        let reply = member.act(id, verb, &fields);
        assert!([403, 404].contains(&reply.status), "{who} {verb}: {}", reply.text);
        assert!(reply.status == 404 || reply.json["code"] == "forbidden", "{who} {verb}: {}", reply.text);
    }
}

#[test]
fn a_name_that_agrees_is_only_possible_and_a_person_decides() {
    in_the_ward("2026-03-02 09:00", |ward| {
        change(ward, "minh", &json!({"name": "Trần Văn Bình"}));
        let id = ward.who("lan").registered(&about(complaint(), "TRAN VAN  BINH"));
        nowhere(ward, "minh", &id);
        ward.who("tuan").act(&id, "assign", &json!({"assignee": ward.id("minh")})).problem(422, "assignee_in_conflict");
        let case = ward.who("tuan").case(&id);
        assert_eq!(case["possible_conflicts"], json!([{"member": ward.id("minh"), "side": "respondent", "strong": false}]));
        // Who may not decide on it is not shown the list; nobody reads it in the register.
        assert_eq!(ward.who("lan").case(&id)["possible_conflicts"], json!([]));
        let register = ward.who("tuan").get(&format!("/api/v1/cases/{id}/events")).expect(200).to_string();
        assert!(!register.contains("suspects") && !register.contains("strong"), "{register}");
        ward.who("hoa").act(&id, "dismiss-conflict", &json!({"member": ward.id("minh"), "reason": "x"})).problem(403, "forbidden");
        ward.who("tuan")
            .act(&id, "dismiss-conflict", &json!({"member": ward.id("hoa"), "reason": "x"}))
            .problem(422, "member_not_suspected");
        ward.who("tuan").does(&id, "dismiss-conflict", &json!({"member": ward.id("minh"), "reason": "Hai người trùng tên."}));
        ward.who("minh").case(&id);
        ward.who("tuan").act(&id, "dismiss-conflict", &json!({"member": ward.id("minh"), "reason": "x"})).problem(409, "no_conflict_found");
        ward.who("tuan").does(&id, "assign", &json!({"assignee": ward.id("minh")}));
        // What was set aside is not found again by the same name ...
        change(ward, "minh", &json!({"name": "Trần Văn  Bình", "email": "binh@example.vn"}));
        ward.who("minh").case(&id);
        // ... but more than a name is more; confirmed, the case is lost.
        change(ward, "minh", &json!({"marks": {"phones": ["+84 912 345 678"]}}));
        nowhere(ward, "minh", &id);
        let strong = ward.who("tuan").case(&id)["possible_conflicts"].clone();
        assert_eq!(strong, json!([{"member": ward.id("minh"), "side": "petitioner", "strong": true}]));
        ward.who("tuan").does(&id, "confirm-conflict", &json!({"member": ward.id("minh"), "reason": "Cùng số điện thoại."}));
        let after = ward.who("tuan").case(&id);
        assert_eq!((&after["assignee"], &after["possible_conflicts"]), (&json!(null), &json!([])));
        nowhere(ward, "minh", &id);
    });
}

#[test]
fn telephone_address_and_card_agree_however_they_are_written_and_are_never_told() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let marks = [
            ("minh", json!({"phones": ["+84 977 123 987"]}), json!({"phone": "0977123987"})),
            ("hoa", json!({"emails": ["HOA@Example.vn"]}), json!({"email": "hoa@example.vn"})),
            ("bao", json!({"id_number": "001 099 000 123"}), json!({"id_number": "001099000123", "phone": "0912 000 111"})),
            ("lan", json!({"names": ["Đỗ Thị Kim Oanh"]}), json!({"name": "do thi kim oanh", "phone": "0912 000 222"})),
        ];
        for (who, marks, petitioner) in marks {
            change(ward, who, &json!({"marks": marks}));
            let letter = merged(denunciation(), json!({"petitioner": merged(json!({"name": "Huỳnh Thị Canary"}), petitioner)}));
            let id = ward.who("thu").registered(&letter);
            nowhere(ward, who, &id);
            let shown = ward.who("tuan").case(&id);
            let all = shown["possible_conflicts"].as_array().unwrap();
            assert_eq!((all.len(), &all[0]["member"], &all[0]["strong"]), (1, &json!(ward.id(who)), &json!(who != "lan")), "{shown}");
            let everything = shown.to_string() + &ward.who("tuan").get(&format!("/api/v1/cases/{id}/events")).text;
            for value in ["0977", "977123", "hoa@example", "HOA@", "001099", "Canary", "kim oanh", "Kim Oanh"] {
                assert!(!everything.contains(value), "{who}: {value} in {everything}");
            }
        }
        let account = ward.who("admin").get(&format!("/api/v1/users/{}", ward.id("minh"))).expect(200).to_string();
        assert!(!account.contains("977") && !account.contains("marks"), "given, and never shown again: {account}");
    });
}

#[test]
fn a_party_that_is_corrected_and_a_member_who_comes_later_are_looked_at_too() {
    in_the_ward("2026-03-02 09:00", |ward| {
        change(ward, "minh", &json!({"name": "Trần Văn Bình"}));
        let id = ward.who("lan").registered(&about(complaint(), "Lê Thị Khác"));
        ward.who("tuan").does(&id, "assign", &json!({"assignee": ward.id("minh")}));
        let right = json!({"field": "respondent_name", "value": "Trần Văn Bình", "reason": "Ghi nhầm."});
        ward.who("lan").does(&id, "correct", &right);
        nowhere(ward, "minh", &id);
        assert_eq!(ward.who("tuan").case(&id)["assignee"], json!(ward.id("minh")), "he keeps it until somebody has looked");
        // An account that is made, or given a role here, afterwards.
        let grants = json!([{"role": "clerk", "unit": ward.unit("CK")}]);
        let new = json!({"username": "binh.moi", "name": "Trần Văn Bình", "grants": grants, "password": "mat khau rat dai 1"});
        let made = ward.who("admin").ask(Method::POST, "/api/v1/users").json(&new).send().expect(201)["id"].clone();
        let elsewhere = json!({"username": "binh.xa", "name": "Trần Văn Bình", "grants": [{"role": "clerk", "unit": ward.unit("TB")}]});
        let far = ward.who("admin").ask(Method::POST, "/api/v1/users").json(&elsewhere).send().expect(201)["id"].clone();
        let hit = |case: &Value| case["possible_conflicts"].as_array().unwrap().iter().map(|s| s["member"].clone()).collect::<Vec<_>>();
        let seen = hit(&ward.who("tuan").case(&id));
        assert!(seen.contains(&made) && !seen.contains(&far), "{seen:?}");
        ward.who("admin")
            .ask(Method::PATCH, &format!("/api/v1/users/{}", far.as_str().unwrap()))
            .json(&json!({"grants": grants}))
            .send()
            .expect(200);
        assert!(hit(&ward.who("tuan").case(&id)).contains(&far));
    });
}

#[test]
fn a_title_a_position_or_another_way_of_writing_hides_nobody() {
    in_the_ward("2026-03-02 09:00", |ward| {
        change(ward, "minh", &json!({"name": "Trần Văn Bình"}));
        for name in ["Ông Trần Văn Bình", "Đ/c Trần Văn Bình (Chủ tịch)", "Trần Văn Bình - Phó Chủ tịch", "Trần-Văn\u{200B} Bình"]
        {
            nowhere(ward, "minh", &ward.who("lan").registered(&about(complaint(), name)));
        }
        change(ward, "hoa", &json!({"marks": {"names": ["Bà Đỗ Thị Kim Oanh"], "phones": ["+84 977 123 987"]}}));
        nowhere(ward, "hoa", &ward.who("lan").registered(&about(complaint(), "Đỗ Thị Kim Oanh, cán bộ")));
        let by_phone = merged(complaint(), json!({"petitioner": {"name": "Lê Thị Khác", "phone": "0084 977 123 987"}}));
        nowhere(ward, "hoa", &ward.who("lan").registered(&by_phone));
    });
}

#[test]
fn the_head_who_is_hit_does_not_decide_it_goes_up_the_tree() {
    in_the_ward("2026-03-02 09:00", |ward| {
        change(ward, "tuan", &json!({"name": "Trần Văn Bình"}));
        change(ward, "bao", &json!({"marks": {"phones": ["0912 345 678"]}}));
        let id = ward.who("lan").registered(&about(denunciation(), "Trần Văn Bình"));
        nowhere(ward, "tuan", &id);
        nowhere(ward, "bao", &id);
        let yen = ward.who("yen");
        assert_eq!(yen.case(&id)["possible_conflicts"].as_array().unwrap().len(), 2);
        assert!(yen.get("/signing").status < 500);
        yen.does(&id, "confirm-conflict", &json!({"member": ward.id("tuan"), "reason": "Chính là người bị tố cáo."}));
        yen.does(&id, "dismiss-conflict", &json!({"member": ward.id("bao"), "reason": "Số điện thoại cũ."}));
        ward.who("bao").case(&id);
        nowhere(ward, "tuan", &id);
    });
}

#[test]
fn whose_unit_is_denounced_does_not_have_it_and_whoever_is_above_does() {
    in_the_ward("2026-03-02 09:00", |ward| {
        for name in ["Ðơn vị TB".to_owned(), "ĐƠN  VỊ TB, quận Long Biên".to_owned()] {
            nowhere(ward, "dung", &ward.who("hai").registered(&merged(about(denunciation(), &name), json!({"unit": ward.unit("TB")}))));
        }
        let id = ward.who("hai").registered(&merged(about(denunciation(), "don vi TB"), json!({"unit": ward.unit("TB")})));
        nowhere(ward, "dung", &id);
        let sides = ward.who("yen").case(&id)["possible_conflicts"].clone();
        assert!(sides.as_array().unwrap().iter().all(|s| s["side"] == "unit" && s["strong"] == true), "{sides}");
        // A complaint is settled by the very body whose act it is about (Luật Khiếu nại art. 17).
        let complaint = ward.who("hai").registered(&merged(about(complaint(), "Đơn vị TB"), json!({"unit": ward.unit("TB")})));
        ward.who("dung").case(&complaint);
    });
}

#[test]
fn what_agrees_is_looked_for_again_in_the_next_unit_and_after_a_merger() {
    in_the_ward("2026-03-02 09:00", |ward| {
        change(ward, "minh", &json!({"name": "Hồ Thị Ngọc Lan"}));
        let into = ward.who("lan").registered(&complaint());
        let other = merged(complaint(), json!({"petitioner": {"name": "ho thi ngoc lan", "phone": "0900 000 001"}}));
        let from = ward.who("lan").registered(&other);
        nowhere(ward, "minh", &from);
        for id in [&into, &from] {
            ward.who("tuan").does(id, "assign", &json!({"assignee": ward.id("hoa")}));
            ward.who("hoa").does(id, "classify", &found("complaint", "administrative_act", json!({})));
        }
        ward.who("minh").case(&into);
        ward.who("hoa").does(&from, "merge", &json!({"into": into}));
        nowhere(ward, "minh", &into);
    });
}

#[test]
fn whoever_comes_into_a_denounced_unit_later_and_a_unit_that_is_renamed_are_looked_at() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let id = ward.who("lan").registered(&about(denunciation(), "Đơn vị CK"));
        // A supervisor of another ward is put over this one too.
        let roles = |units: &[&str]| {
            let grants: Vec<Value> = units.iter().map(|sign| json!({"role": "supervisor", "unit": ward.unit(sign)})).collect();
            change(ward, "dung", &json!({"grants": grants}));
        };
        roles(&["TB", "CK"]);
        nowhere(ward, "dung", &id);
        // A unit that takes the name of what was denounced.
        let other = ward.who("lan").registered(&about(denunciation(), "Ban giám sát Sông Hồng"));
        ward.who("tuan").case(&other);
        let unit = format!("/api/v1/units/{}", ward.unit("CK"));
        ward.who("admin").ask(Method::PATCH, &unit).json(&json!({"name": "Ban giám sát Sông Hồng"})).send().expect(200);
        nowhere(ward, "tuan", &other);
    });
}
