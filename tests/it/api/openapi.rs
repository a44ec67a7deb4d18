//! The document says what is served, and its browser asks nobody else.

use std::collections::BTreeSet;

use redress::http::routes;
use serde_json::Value;

use crate::support::app::TestApp;

#[test]
fn every_route_of_the_api_is_described_once() {
    let app = TestApp::sqlite();
    let document = app.get("/api/openapi.json").send().expect(200);
    assert_eq!(document["openapi"], "3.1.0");
    let mut described = BTreeSet::new();
    let mut ids = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            assert!(ids.insert(operation["operationId"].as_str().unwrap().to_owned()), "{path}");
            assert!(!operation["summary"].as_str().unwrap().is_empty(), "{method} {path} says nothing");
            let responses = operation["responses"].as_object().unwrap();
            assert!(responses.keys().any(|s| s.starts_with('2')), "{method} {path} never succeeds");
            described.insert(format!("{} {path}", method.to_uppercase()));
        }
    }
    let served: BTreeSet<String> =
        routes::table().iter().filter(|r| r.path.starts_with("/api/v1")).map(|r| format!("{} {}", r.method, r.path)).collect();
    assert_eq!(described, served);
}

#[test]
fn words_are_described_as_they_are_written() {
    let app = TestApp::sqlite();
    let document = app.get("/api/openapi.json").send().expect(200);
    assert_eq!(document["components"]["schemas"]["Level"]["enum"][4], "polling_area");
}

/// Every `$ref` below this value.
fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            found.extend(object.get("$ref").and_then(Value::as_str).map(str::to_owned));
            object.values().for_each(|v| references(v, found));
        }
        Value::Array(list) => list.iter().for_each(|v| references(v, found)),
        _ => {}
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let app = TestApp::sqlite();
    let document = app.get("/api/openapi.json").send().expect(200);
    let mut found = BTreeSet::new();
    references(&document, &mut found);
    assert!(found.len() > 10);
    for reference in found {
        let place = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(place).is_some(), "{reference}");
    }
}

#[test]
fn the_browser_of_the_api_is_served_from_here() {
    let app = TestApp::sqlite();
    let entry = app.get("/api/docs").send();
    assert_eq!((entry.status, entry.header("location")), (303, "/api/docs/"));
    let page = app.get("/api/docs/").send();
    assert_eq!((page.status, page.header("content-type")), (200, "text/html"));
    assert!(page.header("content-security-policy").contains("script-src 'self';"));
    for tag in page.text.split('<').filter(|t| t.starts_with("script") || t.starts_with("link") || t.starts_with("style")) {
        assert!(tag.contains("src=\"./") || tag.contains("href=\"./") || tag.contains("href=\"index"), "inline or foreign: <{tag}");
    }
    let start = app.get("/api/docs/swagger-initializer.js").send();
    assert!(start.text.contains("\"/api/openapi.json\"") && start.text.contains("\"validatorUrl\": \"none\""), "{}", start.text);
    for file in ["swagger-ui.css", "swagger-ui-bundle.js", "swagger-ui-standalone-preset.js", "index.css"] {
        assert_eq!(app.get(&format!("/api/docs/{file}")).send().status, 200, "{file}");
    }
    app.get("/api/docs/../../etc/passwd").send().problem(404, "not_found");
    app.get("/api/docs/none.js").send().problem(404, "not_found");
}
