//! What is asked wrongly: a clear problem each, in the reader's language.

use redress::domain::permission::Role;
use reqwest::Method;
use serde_json::json;

use crate::support::app::TestApp;

#[test]
fn unknown_paths_and_methods_come_before_any_sign_in() {
    let app = TestApp::sqlite();
    app.get("/api/v1/nothing").send().problem(404, "not_found");
    app.get("/api/v1/units/").send().problem(404, "not_found");
    for (method, path, allow) in [
        (Method::DELETE, "/api/v1/units", "GET, POST"),
        (Method::OPTIONS, "/api/v1/session", "POST, DELETE"),
        (Method::POST, "/livez", "GET"),
    ] {
        let reply = app.ask(method, path).send();
        let mut allowed: Vec<&str> = reply.header("allow").split(", ").collect();
        allowed.sort_unstable();
        let mut expected: Vec<&str> = allow.split(", ").collect();
        expected.sort_unstable();
        assert_eq!(allowed, expected);
        reply.problem(405, "method_not_allowed");
    }
}

#[test]
fn what_answers_get_answers_head_without_its_content() {
    let app = TestApp::sqlite();
    let got = app.ask(Method::GET, "/livez").send();
    assert!(!got.text.is_empty());
    let head = app.ask(Method::HEAD, "/livez").send();
    assert_eq!((head.status, head.text.as_str(), head.header("content-type")), (200, "", got.header("content-type")));
}

#[test]
fn a_problem_speaks_the_readers_language() {
    let app = TestApp::sqlite();
    let detail = |path: &str, accept: &str| {
        let reply = app.get(path).header("accept-language", accept).send();
        (reply.header("content-language").to_owned(), reply.problem(404, "not_found")["title"].as_str().unwrap().to_owned())
    };
    assert_eq!(detail("/api/x", "en-GB,vi;q=0.5"), ("en".into(), "Not found".into()));
    assert_eq!(detail("/api/x", "fr"), ("vi".into(), "Không tìm thấy".into()));
    assert_eq!(detail("/api/x?lang=en", "vi"), ("en".into(), "Not found".into()));
}

#[test]
fn bodies_that_cannot_be_read_are_named() {
    let app = TestApp::sqlite();
    let post = |media: &str, body: Vec<u8>| app.ask(Method::POST, "/api/v1/session").body(media, body).send();
    post("application/json", b"{".to_vec()).problem(400, "malformed_json");
    post("application/json", vec![]).problem(400, "malformed_json");
    post("application/json", b"{\"username\":\"\xff\",\"password\":\"x\"}".to_vec()).problem(400, "malformed_json");
    post("text/plain", b"{}".to_vec()).problem(415, "not_json");
    post("application/json; charset=latin1", b"{}".to_vec()).problem(415, "not_json");
    app.ask(Method::POST, "/api/v1/session").send().problem(415, "not_json");
    post("application/json", vec![b' '; 600_000]).problem(413, "body_too_large");
    let deep = [vec![b'['; 100_000], vec![b']'; 100_000]].concat();
    let reply = post("application/json", deep);
    assert!([400, 422].contains(&reply.status), "{}", reply.text);
}

#[test]
fn a_wrong_field_is_named_with_its_rule() {
    let app = TestApp::sqlite();
    let admin = app.member("admin", &[(Role::Admin, app.root())]);
    let wrong = |body: serde_json::Value, code: &str, field: &str| {
        let problem = admin.post("/api/v1/users", &body).send().problem(422, code);
        assert_eq!(problem["field"], field, "{problem}");
        let detail = problem["detail"].as_str().unwrap().to_owned();
        assert!(!detail.contains('(') || detail.contains(' '), "{detail}");
        assert!(!detail.contains("{$") && !detail.contains("{ $"), "{detail}");
        problem
    };
    let user = |change: serde_json::Value| {
        let mut user =
            json!({"username": "hoa", "name": "Hoa", "grants": [{"role": "clerk", "unit": app.root()}], "password": "mật khẩu dài"});
        user.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        user
    };
    wrong(user(json!({"username": "Hoa Lan"})), "not_a_username", "username");
    wrong(user(json!({"name": "a\r\nBcc: b"})), "control_character", "name");
    assert_eq!(wrong(user(json!({"name": "x".repeat(201)})), "too_long", "name")["rule"]["most"], "200");
    wrong(user(json!({"name": "   "})), "empty", "name");
    wrong(user(json!({"email": "a@b\nc"})), "control_character", "email");
    wrong(user(json!({"email": "nobody"})), "not_an_email", "email");
    wrong(user(json!({"grants": [{"role": "king", "unit": app.root()}]})), "not_one_of", "grants[0].role");
    wrong(user(json!({"grants": [{"role": "clerk", "unit": "x"}]})), "not_an_id", "grants[0].unit");
    wrong(user(json!({"grants": [{"role": "clerk", "unit": "0000000000000"}]})), "unknown_unit", "grants");
    wrong(user(json!({"grants": {"role": "clerk"}})), "wrong_type", "grants");
    wrong(user(json!({"grants": [["clerk", app.root()]]})), "wrong_type", "grants[0]");
    wrong(user(json!({"admin": true})), "unknown_field", "admin");
    wrong(user(json!({"password": "ngắn"})), "too_short", "password");
    wrong(json!({"username": "hoa"}), "required", "name");
    assert_eq!(admin.get("/api/v1/users?limit=100").send().expect(200)["items"].as_array().unwrap().len(), 1);
}

#[test]
fn a_wrong_query_is_named() {
    let app = TestApp::sqlite();
    let admin = app.member("admin", &[(Role::Admin, app.root())]);
    let wrong = |query: &str, code: &str, field: &str| {
        assert_eq!(admin.get(&format!("/api/v1/users?{query}")).send().problem(422, code)["field"], field, "{query}");
    };
    wrong("limit=0", "not_between", "limit");
    wrong("limit=101", "not_between", "limit");
    wrong("limit=ten", "wrong_type", "limit");
    wrong("cursor=zzz", "bad_cursor", "cursor");
    wrong("page=2", "unknown_field", "page");
    wrong("role=king", "not_one_of", "role");
    for id in ["x", "0000000000000", "%00", "..%2f.."] {
        admin.get(&format!("/api/v1/users/{id}")).send().problem(404, "not_found");
    }
}
