//! The fields of an intake, by the public and by staff.

use serde_json::{Value, json};

use super::{long, refused_in_both, snapshot, with, without};
use crate::story::steps::letter;
use crate::story::ward::{Ward, in_the_ward};

type Row = (&'static str, Value, &'static str, Option<&'static str>);

fn base() -> Value {
    letter("petition", "other", json!({}))
}

/// A change to the letter's field, the code and the field that the answer names.
fn fields(ward: &Ward<'_>) -> Vec<Row> {
    let named = |more: Value| crate::story::steps::merged(json!({"name": "Nguyễn Thị Mai", "phone": "0912345678"}), more);
    let people = |count: usize| Value::Array(vec![json!({"name": "Một người"}); count]);
    let mut rows: Vec<Row> = vec![
        ("kind", json!("wish"), "not_one_of", Some("kind")),
        ("kind", json!(5), "wrong_type", Some("kind")),
        ("kind", json!(null), "wrong_type", Some("kind")),
        ("matter", json!("VOTER_LIST"), "not_one_of", Some("matter")),
        ("identity", json!("false_name"), "not_one_of", Some("identity")),
        ("language", json!("fr"), "not_one_of", Some("language")),
        ("contest", json!("mayor"), "not_one_of", Some("contest")),
        ("title", long(201), "too_long", Some("title")),
        ("title", json!("  \t "), "empty", Some("title")),
        ("title", json!("hai\ndòng"), "control_character", Some("title")),
        ("title", json!("hai\r\ndòng"), "control_character", Some("title")),
        ("title", json!("a\u{0}b"), "control_character", Some("title")),
        ("title", json!("a\u{202e}b"), "control_character", Some("title")),
        ("title", json!(["a"]), "wrong_type", Some("title")),
        ("body", long(20_001), "too_long", Some("body")),
        ("body", json!(""), "empty", Some("body")),
        ("body", json!("a\u{7}b"), "control_character", Some("body")),
        ("body", json!(true), "wrong_type", Some("body")),
        ("polling_area", json!("KV7"), "not_an_id", Some("polling_area")),
        ("polling_area", json!("0000000000000"), "polling_area_unknown", Some("polling_area")),
        ("polling_area", json!(ward.unit("CK")), "polling_area_unknown", Some("polling_area")),
        ("unit", json!("CK"), "not_an_id", Some("unit")),
        ("unit", json!("0000000000000"), "unit_unknown", Some("unit")),
        ("unit", json!(ward.unit("KV7")), "unit_unknown", Some("unit")),
        ("unit", json!("ZZZZZZZZZZZZZ"), "not_an_id", Some("unit")),
        ("election", json!("0000000000000"), "election_unknown", Some("election")),
        ("election", json!(-1), "wrong_type", Some("election")),
        ("petitioner", json!("Mai"), "wrong_type", Some("petitioner")),
        ("petitioner", json!(["Mai", null, "0912345678"]), "wrong_type", Some("petitioner")),
        ("petitioner", json!(null), "required", Some("petitioner")),
        ("petitioner", json!({}), "required", Some("petitioner.name")),
        ("petitioner", json!({"name": "Mai"}), "one_way_of_contact", Some("petitioner")),
        ("petitioner", json!({"name": "Mai", "nickname": "x"}), "unknown_field", Some("petitioner.nickname")),
        ("petitioner", named(json!({"name": "Mai\r\nBcc: x@example.vn"})), "control_character", Some("petitioner.name")),
        ("petitioner", named(json!({"name": long(201)})), "too_long", Some("petitioner.name")),
        ("petitioner", named(json!({"address": "Tổ 5\u{0}"})), "control_character", Some("petitioner.address")),
        ("petitioner", named(json!({"phone": "12345"})), "not_a_phone", Some("petitioner.phone")),
        ("petitioner", named(json!({"phone": "0912345678;ext=9"})), "not_a_phone", Some("petitioner.phone")),
        ("petitioner", named(json!({"email": "mai"})), "not_an_email", Some("petitioner.email")),
        ("petitioner", named(json!({"email": "a@b.vn, c@d.vn"})), "not_an_email", Some("petitioner.email")),
        ("petitioner", named(json!({"email": "a@b.vn\r\nBcc: x@y.vn"})), "control_character", Some("petitioner.email")),
        ("petitioner", named(json!({"no_mail": "yes"})), "wrong_type", Some("petitioner.no_mail")),
        ("petitioner", named(json!({"id_number": long(201)})), "too_long", Some("petitioner.id_number")),
        ("respondent", json!({"name": ""}), "empty", Some("respondent.name")),
        ("respondent", json!({"position": 3}), "wrong_type", Some("respondent.position")),
        ("signers", json!(0), "not_between", Some("signers")),
        ("signers", json!(-7), "not_between", Some("signers")),
        ("signers", json!(100_001), "not_between", Some("signers")),
        ("signers", json!(99_999_999_999_i64), "wrong_value", Some("signers")),
        ("signers", json!("7"), "wrong_type", Some("signers")),
        ("signers", json!(1.5), "wrong_type", Some("signers")),
        ("representatives", json!("Mai"), "wrong_type", Some("representatives")),
        ("representatives", json!([{}]), "required", Some("representatives[0].name")),
        ("representatives", json!([{"name": "a\tb"}]), "control_character", Some("representatives[0].name")),
        ("representatives", json!([{"name": "Một", "email": "x"}]), "not_an_email", Some("representatives[0].email")),
        ("representatives", people(1), "too_many_representatives", Some("representatives")),
        ("representatives", people(6), "too_many_representatives", Some("representatives")),
        ("status", json!("closed"), "unknown_field", Some("status")),
        ("number", json!("0001/2026/CK"), "unknown_field", Some("number")),
        ("<script>", json!(1), "unknown_field", Some("<script>")),
    ];
    for day in ["2026-02-30", "05/01/2026", "2026-1-5", "tomorrow", "", "1899-12-31", "2200-01-01", "+2026-01-05", "2026-01-05T00:00:00Z"] {
        rows.push(("occurred_on", json!(day), "not_a_date", Some("occurred_on")));
    }
    rows.push(("occurred_on", json!("2026-01-06"), "date_in_future", Some("occurred_on")));
    rows.push(("occurred_on", json!(20_260_105), "wrong_type", Some("occurred_on")));
    rows
}

#[test]
fn each_field_of_the_public_intake() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let before = snapshot::of(ward.app);
        let ask = |body: &Value, code: &str, field: Option<&str>| {
            refused_in_both(ward, None, "/api/v1/public/cases", &body.to_string(), (422, code, field), &body.to_string());
        };
        for (field, value, code, named) in fields(ward) {
            ask(&with(base(), field, value), code, named);
        }
        for mandatory in ["kind", "matter", "identity", "title", "body"] {
            ask(&without(base(), mandatory), "required", Some(mandatory));
        }
        for (field, value) in [
            ("channel", json!("post")),
            ("form", json!("signed")),
            ("received_at", json!("2026-01-04")),
            ("sent_by", json!("Mặt trận Tổ quốc")),
        ] {
            ask(&with(base(), field, value), "for_staff", Some(field));
        }
        let anonymous = with(base(), "identity", json!("anonymous"));
        ask(&anonymous, "anonymous_names_nobody", Some("petitioner"));
        let twice = base().to_string().replacen('{', "{\"kind\": \"petition\", ", 1);
        refused_in_both(ward, None, "/api/v1/public/cases", &twice, (422, "duplicate_field", Some("kind")), "a field twice");
        snapshot::unchanged(&before, ward.app);
    });
}

#[test]
fn each_field_of_the_register() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let token = ward.app.sign_in("lan").token;
        let before = snapshot::of(ward.app);
        let ask = |body: &Value, code: &str, field: Option<&str>| {
            refused_in_both(ward, Some(&token), "/api/v1/cases", &body.to_string(), (422, code, field), &body.to_string());
        };
        for (field, value, code, named) in fields(ward) {
            ask(&with(base(), field, value), code, named);
        }
        for (field, value, code) in [
            ("received_at", json!("2026-01-06"), "date_in_future"),
            ("received_at", json!("2026-01-05T02:00:01Z"), "date_in_future"),
            ("received_at", json!("2015-01-05"), "date_too_old"),
            ("received_at", json!("yesterday"), "not_a_date"),
            ("received_at", json!("2026-02-30"), "not_a_date"),
            ("received_at", json!("2026-01-05T02:00:00"), "not_a_date"),
            ("received_at", json!("9999-12-31T23:59:59Z"), "date_in_future"),
            ("received_at", json!(5), "wrong_type"),
            ("channel", json!("pigeon"), "not_one_of"),
            ("form", json!("oral"), "not_one_of"),
            ("sent_by", long(201), "too_long"),
        ] {
            ask(&with(base(), field, value), code, Some(field));
        }
        let anonymous = without(with(with(base(), "identity", json!("anonymous")), "form", json!("signed")), "petitioner");
        ask(&anonymous, "anonymous_cannot_sign", Some("form"));
        snapshot::unchanged(&before, ward.app);
    });
}

#[test]
fn at_its_limit_a_field_is_taken() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let letter = with(with(base(), "title", long(200)), "body", long(20_000));
        let letter = with(with(letter, "signers", json!(100_000)), "occurred_on", json!("2026-01-05"));
        let people: Vec<Value> = (0..5).map(|_| json!({"name": "ư".repeat(200)})).collect();
        let full = with(letter, "representatives", json!(people));
        let id = ward.submitted(&full).id();
        let told = ward.who("minh").part(&id, "letters")[0]["body"].as_str().unwrap().chars().count();
        assert_eq!(told, 20_000);
        let clerk = with(base(), "received_at", json!("2026-01-05T02:00:00Z"));
        ward.who("lan").registered(&clerk);
    });
}
