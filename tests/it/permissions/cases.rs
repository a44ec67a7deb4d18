//! Every route of a case, by role and by what the case is to whoever asks. The snapshot is the table to review.

use std::collections::HashMap;

use redress::http::route::Route;
use redress::http::routes;
use reqwest::Method;
use serde_json::{Value, json};

use crate::bad_input::verbs;
use crate::story::steps::{complaint, denunciation, found, merged};
use crate::story::ward::{Ward, words};
use crate::support::app::TestApp;

const LEGEND: &str = "\
own          a complaint of the own unit, accepted: registered by the clerk, assigned to the officer
foreign      a complaint of another unit, received
secret, had  a denunciation, accepted: given to the clerk to serve, assigned to the officer
secret, not  a denunciation that a colleague registered and another officer has, accepted
conflict     a complaint of the own unit, received, with which each of them is in conflict
closed       a complaint of the own unit, filed
possible     a complaint of the own unit, received, whose sender has the telephone of each of them: nobody has looked yet
granted      a denunciation as the third, with a grant to each of them

in   allowed now      -    known, but not theirs to do, or not now (403 or 409 with the rule)
403  the door is shut for the role      404  it does not exist for them
";

/// The cases, by the heads of their columns.
fn cases(ward: &Ward<'_>) -> Vec<(&'static str, String)> {
    // With an address, so that each case has a mail.
    let email = |base: Value| {
        let has = base["petitioner"]["email"].is_string();
        if has { base } else { merged(base, json!({"petitioner": {"name": "Nguyễn Thị Mai", "email": "mai@example.org"}})) }
    };
    let accept = |who: &'static str, id: &str, kind: &str, matter: &str| {
        ward.who("tuan").does(id, "assign", &json!({"assignee": ward.id(who)}));
        ward.who(who).does(id, "classify", &found(kind, matter, json!({})));
        let accept = json!({"disposition": "accept", "ground": "within_competence", "legal_basis": "Điều 27"});
        ward.who(who).does(id, "propose-disposition", &accept);
        ward.who("tuan").does(id, "approve-disposition", &crate::story::steps::paper("1/TB", &ward.today()));
    };
    // Each came with a paper.
    let register = |who: &'static str, letter: Value| {
        let id = ward.who(who).registered(&email(letter));
        ward.who(who).ask(Method::POST, &format!("/api/v1/cases/{id}/papers")).files(&[("đơn.txt", b"x")]).send().expect(201);
        id
    };
    let own = register("lan", complaint());
    accept("minh", &own, "complaint", "administrative_act");
    let foreign = register("hai", complaint());
    let had = register("thu", denunciation());
    accept("minh", &had, "denunciation", "official_conduct");
    ward.who("tuan").does(&had, "assign", &json!({"assignee": ward.id("lan")}));
    let not = register("thu", denunciation());
    accept("hoa", &not, "denunciation", "official_conduct");
    let conflict = register("lan", complaint());
    for who in ["lan", "minh", "tuan"] {
        ward.who(who).does(&conflict, "declare-conflict", &json!({"relation": "Người nhà"}));
    }
    let closed = register("lan", complaint());
    ward.screened(&closed, &found("complaint", "administrative_act", json!({"eligible": false, "ineligible_ground": "illegible"})));
    ward.disposed(&closed, "file", "illegible", None);
    let phone = "0977 000 001";
    for who in ["lan", "minh", "tuan"] {
        let path = format!("/api/v1/users/{}", ward.id(who));
        let marks = json!({"marks": {"phones": [phone]}});
        ward.who("admin").ask(Method::PATCH, &path).json(&marks).send().expect(200);
    }
    let possible =
        register("thu", merged(complaint(), json!({"petitioner": {"name": "Nguyễn Thị Mai", "phone": phone, "email": "mai@example.org"}})));
    let granted = register("lan", denunciation());
    accept("minh", &granted, "denunciation", "official_conduct");
    for who in ["lan", "minh", "tuan"] {
        ward.granted(who, &granted);
    }
    vec![
        ("own", own),
        ("foreign", foreign),
        ("secret, had", had),
        ("secret, not", not),
        ("conflict", conflict),
        ("closed", closed),
        ("possible", possible),
        ("granted", granted),
    ]
}

/// What comes of asking. A version that no case has lets every verb go as far as the case, and no further.
fn asked(ward: &Ward<'_>, who: &'static str, route: &Route, case: &str, bodies: &HashMap<&str, Value>) -> &'static str {
    let mail = || ward.who("quang").part(case, "mails")[0]["id"].as_str().unwrap().to_owned();
    let mut path = route.path.replace("{id}", case);
    if path.contains("{mail}") {
        path = path.replace("{mail}", &mail());
    }
    if path.contains("{paper}") {
        let id = case.parse().unwrap();
        let papers = ward.app.context().store.read(|conn| redress::store::attachments::of_case(conn, id)).unwrap();
        path = path.replace("{paper}", &papers[0].id.to_string());
    }
    let slug = route.path.rsplit('/').next().unwrap();
    let method: Method = route.method.as_str().parse().unwrap();
    let caller = ward.who(who);
    let mut ask = caller.ask(method, &path).header("if-match", "\"0\"");
    if route.doc.has_body {
        ask = ask.json(&bodies[slug]);
    }
    if route.doc.files {
        ask = ask.files(&[("thêm.txt", b"y")]);
    }
    let reply = ask.send();
    match (reply.status, reply.json["code"].as_str()) {
        (200 | 201 | 204, None) => "in",
        // Nothing holds it yet.
        (409, Some("not_held")) => "in",
        (403, Some("forbidden")) => "403",
        (404, Some("case_not_found" | "mail_not_found")) => "404",
        // A reading that is for those who may do the verb now.
        (403, Some("role_lacks_verb" | "already_assigned")) => "-",
        // Only the cover is for them; or it is closed.
        (404, Some("paper_not_found")) => "-",
        (409, Some("wrong_status")) if route.doc.files => "-",
        // Its mail is there, and was not sent yet.
        (409, Some("mail_waits")) => "in",
        (412, Some("stale")) => {
            let allowed = words(&ward.who(who).case(case)["allowed"]);
            if allowed.iter().any(|verb| verb == slug) { "in" } else { "-" }
        }
        other => panic!("{who} {route:?} {path}: {other:?} {}", reply.text),
    }
}

#[test]
fn who_may_do_what_with_which_case() {
    let app = TestApp::sqlite();
    let ward = Ward::found(&app, "2026-01-05 09:00");
    let cases = cases(&ward);
    let hold = ("hold", json!({"reason": "Tòa án yêu cầu giữ hồ sơ"}));
    let bodies: HashMap<&str, Value> = verbs::right(&ward).into_iter().chain([hold]).collect();
    let mut rows: Vec<Route> = routes::table().into_iter().filter(|r| r.path.starts_with("/api/v1/cases/{id}")).collect();
    rows.sort_by(|a, b| (&a.path, a.method.as_str()).cmp(&(&b.path, b.method.as_str())));
    let mut table = LEGEND.to_owned();
    for (role, who) in [("clerk", "lan"), ("officer", "minh"), ("supervisor", "tuan")] {
        table.push_str(&format!("\n{role:<34}"));
        table.push_str(cases.iter().map(|(head, _)| format!("{head:<13}")).collect::<String>().trim_end());
        table.push('\n');
        for route in &rows {
            let what = format!("{} {}", route.method, route.path.trim_start_matches("/api/v1/cases/"));
            let cells: String = cases.iter().map(|(_, case)| format!("{:<13}", asked(&ward, who, route, case, &bodies))).collect();
            table.push_str(format!("{what:<34}{cells}").trim_end());
            table.push('\n');
        }
    }
    insta::assert_snapshot!(table);
}
