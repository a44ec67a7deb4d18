//! By what a member is recognised among parties: given on the page of the account, counted there, and never shown again.

use serde_json::json;

use super::html::mistakes;
use crate::story::steps::{complaint, merged};
use crate::story::ward::in_the_ward;
use crate::support::browser::Browser;

#[test]
fn an_admin_gives_what_a_member_is_recognised_by_and_never_reads_it_again() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let admin = Browser::signed_in(ward.app, "admin");
        admin.set_cookie("redress-lang", "en");
        let account = format!("/admin/users/{}", ward.id("minh"));
        let marks = format!("{account}/marks");
        let page = admin.get(&account).expect(200);
        assert!(page.says("Nothing was given but the account itself."), "{}", page.text());
        let wrong = admin.submit(&page, &marks, &[("names", "Trần Thị Kim"), ("phones", "0912 345 678\r\nnone")]).expect(422);
        assert!(wrong.html.contains("href=\"#marks-phones\"") && wrong.html.contains("Trần Thị Kim"), "{}", wrong.html);
        assert_eq!(mistakes(&wrong.html), Vec::<String>::new());
        let given = [
            ("names", "Trần Thị Kim\r\n\r\nKim Trần\r\n"),
            ("phones", "0912 345 678\r\n+84 977 123 987"),
            ("emails", "kim@nha.example"),
            ("id_number", "001099000123"),
        ];
        let saved = admin.follow(&admin.submit(&wrong, &marks, &given)).expect(200);
        assert_eq!(mistakes(&saved.html), Vec::<String>::new());
        for told in ["Saved.", "Other names: 2", "Telephone numbers: 2", "E-mail addresses: 1", "Identity cards: 1"] {
            assert!(saved.says(told), "{told}: {}", saved.text());
        }
        // Where a few digits are looked for: in what is read, not in the chance characters of a token.
        for value in ["Kim", "0912", "977", "nha.example", "001099"] {
            assert!(!saved.text().contains(value), "{value} is shown again");
        }
        for value in ["Trần Thị Kim", "Kim Trần", "0912 345 678", "0912345678", "977 123 987", "977123987", "nha.example", "001099000123"]
        {
            assert!(!saved.html.contains(value), "{value} is shown again");
        }
        // They are what the check for conflicts compares with.
        let letter = merged(complaint(), json!({"petitioner": {"name": "Ai đó", "phone": "0977123987"}}));
        let id = ward.who("lan").registered(&letter);
        ward.who("minh").get(&format!("/api/v1/cases/{id}")).problem(404, "case_not_found");
        // The account's own form leaves them as they are; another list takes their place.
        let all =
            [("name", "Minh"), ("language", "vi"), ("disabled", "false"), ("grants.0.role", "officer"), ("grants.0.unit", ward.unit("CK"))];
        assert!(admin.follow(&admin.submit(&saved, &account, &all)).expect(200).says("Telephone numbers: 2"));
        let less = admin.follow(&admin.submit(&saved, &marks, &[("phones", "0912 345 678")])).expect(200);
        assert!(less.says("Telephone numbers: 1") && !less.says("Other names: "), "{}", less.text());
    });
}

#[test]
fn a_change_of_marks_is_told_to_the_member_and_nobody_tries_many() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let admin = ward.who("admin");
        let minh = format!("/api/v1/users/{}", ward.id("minh"));
        let put = |fields: &serde_json::Value| admin.ask(reqwest::Method::PATCH, &minh).json(fields).send();
        put(&json!({"language": "en"})).expect(200);
        for n in 0..20 {
            put(&json!({"marks": {"names": [format!("Người Thứ {n}")]}})).expect(200);
        }
        for guess in [json!({"marks": {"names": ["Nguyễn Thị Mai"]}}), json!({"name": "Nguyễn Thị Mai"})] {
            put(&guess).problem(409, "marks_too_often");
        }
        put(&json!({"language": "vi"})).expect(200);
        let own = Browser::signed_in(ward.app, "minh");
        own.set_cookie("redress-lang", "en");
        assert!(own.get("/account").expect(200).says("recognised by was changed"));
        ward.at("2026-01-06 09:01");
        ward.who("admin").ask(reqwest::Method::PATCH, &minh).json(&json!({"name": "Người minh"})).send().expect(200);
    });
}

#[test]
fn supervisors_hear_of_another_one_and_a_member_of_a_password_that_was_set() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let admin = ward.who("admin");
        let change = |name: &'static str, fields: &serde_json::Value| {
            admin.ask(reqwest::Method::PATCH, &format!("/api/v1/users/{}", ward.id(name))).json(fields).send().expect(200)
        };
        let told = || -> Vec<String> {
            let mails = ward.app.app.store.read(|c| redress::store::outbox::whole(c, None, 1000)).unwrap();
            mails.into_iter().map(|mail| mail.mail.kind).collect()
        };
        for (name, at) in [("tuan", "tuan@office.vn"), ("yen", "yen@office.vn"), ("minh", "minh@office.vn")] {
            change(name, &json!({"email": at}));
        }
        let before = told().len();
        let grant = |role: &str| json!({"grants": [{"role": role, "unit": ward.unit("CK")}]});
        change("minh", &grant("clerk"));
        assert_eq!(told().len(), before, "nobody became a supervisor");
        change("minh", &grant("supervisor"));
        let named = || told().into_iter().filter(|kind| kind == "supervisor_named").count();
        assert_eq!(named(), 2, "the supervisor of the ward and the one above: {:?}", told());
        change("minh", &grant("supervisor"));
        change("minh", &json!({"name": "Minh"}));
        assert_eq!(named(), 2, "told once");
        // An account that was closed comes back with the role: told again.
        change("minh", &json!({"disabled": true}));
        change("minh", &json!({"disabled": false}));
        assert_eq!(named(), 4);
        let made = json!({"username": "moi", "name": "Người mới", "password": "con cò bay lả bay la", "grants": [{"role": "supervisor", "unit": ward.unit("CK")}]});
        ward.who("admin").ask(reqwest::Method::POST, "/api/v1/users").json(&made).send().expect(201);
        assert_eq!(named(), 7, "the made one is told nothing of herself");

        let password = json!({"password": "một con vịt xòe ra hai cái cánh"});
        admin.ask(reqwest::Method::POST, &format!("/api/v1/users/{}/password", ward.id("minh"))).json(&password).send().expect(204);
        assert_eq!(told().into_iter().filter(|kind| kind == "account_changed").count(), 2, "of the other name, and of the password");
    });
}
