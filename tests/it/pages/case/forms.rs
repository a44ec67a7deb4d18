//! The form of each verb has the fields of the verb's JSON body: none forgotten, none invented.

use std::collections::{BTreeMap, BTreeSet};

use redress::domain::verb::Verb;
use redress::http::pages::{Frame, samples};
use redress::texts::Lang;
use serde_json::Value;

/// Fields of a body by their names in a form, and whether each is mandatory.
fn of_schema(document: &Value, verb: Verb) -> BTreeMap<String, bool> {
    let body = &document["paths"][format!("/api/v1/cases/{{id}}/{verb}")]["post"]["requestBody"]["content"]["application/json"]["schema"];
    let mut fields = BTreeMap::new();
    flatten(document, body, "", true, &mut fields);
    assert!(!fields.is_empty(), "{verb}: no body in the document");
    fields
}

/// A field that holds fields is written as `outer.inner`.
fn flatten(document: &Value, schema: &Value, outer: &str, must: bool, fields: &mut BTreeMap<String, bool>) {
    let schema = resolved(document, schema);
    let required: BTreeSet<&str> =
        schema["required"].as_array().map(|all| all.iter().map(|n| n.as_str().unwrap()).collect()).unwrap_or_default();
    let Some(properties) = schema["properties"].as_object() else {
        fields.insert(outer.to_owned(), must);
        return;
    };
    for (name, inner) in properties {
        let path = if outer.is_empty() { name.clone() } else { format!("{outer}.{name}") };
        flatten(document, inner, &path, must && required.contains(name.as_str()), fields);
    }
}

/// What a reference means; of what may be null, the other.
fn resolved<'d>(document: &'d Value, schema: &'d Value) -> &'d Value {
    if let Some(at) = schema["$ref"].as_str() {
        let schema = document.pointer(at.trim_start_matches('#')).unwrap_or_else(|| panic!("{at} is not there"));
        return resolved(document, schema);
    }
    match schema["oneOf"].as_array().or_else(|| schema["anyOf"].as_array()) {
        Some(either) => match either.iter().find(|s| s["type"] != "null" && (s["$ref"].is_string() || s["properties"].is_object())) {
            Some(other) => resolved(document, other),
            None => schema,
        },
        None => schema,
    }
}

/// Names of the fields that people fill in, and whether some control of the name is mandatory.
fn of_form(html: &str, verb: Verb) -> BTreeMap<String, bool> {
    let marked = format!("/{verb}\" id=\"act-{verb}\"");
    let form = html.split("<form").find(|f| f.split('>').next().unwrap().contains(&marked)).unwrap_or_else(|| panic!("{verb}: no form"));
    let form = form.split("</form>").next().unwrap();
    let mut fields = BTreeMap::new();
    for block in form.split("class=\"field").skip(1) {
        let name = block.split(" name=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let must = !block.contains("class=\"optional\"");
        let known = fields.entry(name).or_insert(false);
        *known = *known || must;
    }
    fields
}

#[test]
fn the_fields_of_a_form_are_those_of_the_json_body() {
    let document: Value = serde_json::from_str(&redress::http::openapi::document(false)).unwrap();
    let forms: Vec<String> = samples(&Frame::sample(Lang::En, None))
        .into_iter()
        .filter(|s| s.name == "case/act of each verb")
        .map(|s| s.html.unwrap())
        .collect();
    assert_eq!(forms.len(), Verb::ALL.len());
    for (verb, html) in Verb::ALL.iter().zip(&forms) {
        let (schema, form) = (of_schema(&document, *verb), of_form(html, *verb));
        let names = |fields: &BTreeMap<String, bool>| fields.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&form), names(&schema), "{verb}");
        for (name, must) in &schema {
            // Of the office, form and party of a withdrawal are mandatory; the schema is the citizen's too.
            let more = *verb == Verb::Withdraw && ["form", "party"].contains(&name.as_str());
            assert_eq!(form[name], *must || more, "{verb}: {name} is mandatory in one and not in the other");
        }
    }
}

#[test]
fn every_form_names_itself_in_both_languages() {
    for lang in Lang::ALL {
        let frame = Frame::sample(*lang, None);
        for verb in Verb::ALL {
            assert!(!frame.word("verb", verb).contains('⟦') && !frame.word("verb-done", verb).contains('⟦'), "{verb}");
        }
    }
}
