//! What one may not know of shows nowhere: a foreign case answers as a missing one does, to the byte, and a case outside the
//! scope changes no list, count, search, figure, book, feed or page.

use std::collections::BTreeMap;

use redress::domain::permission::Role;
use redress::http::actor::Permission;
use redress::http::route::{Face, Route};
use redress::http::routes;
use reqwest::Method;
use serde_json::{Value, json};

use crate::bad_input::verbs;
use crate::story::steps::{complaint, denunciation, merged};
use crate::story::ward::{Ward, in_the_ward};
use crate::support::browser::Browser;

/// Not an identifier of anything, and as long as one.
const MISSING: &str = "0000000000001";

fn of_cases(face: Face) -> Vec<Route> {
    let below = |r: &Route| r.path.starts_with("/api/v1/cases/{id}") || r.path.starts_with("/cases/{id}");
    routes::table().into_iter().filter(|r| r.face == face && below(r)).collect()
}

/// What is answered to a member who asks about this case; what differs from one asking to the next is taken away.
fn answered(ward: &Ward<'_>, who: &'static str, route: &Route, case: &str, bodies: &BTreeMap<&str, Value>) -> (u16, String, Vec<String>) {
    let path = route.path.replace("{id}", case).replace("{mail}", MISSING).replace("{paper}", MISSING);
    let caller = ward.who(who);
    let mut ask = caller.ask(route.method.as_str().parse().unwrap(), &path);
    if route.doc.has_body {
        ask = ask.json(&bodies[route.path.rsplit('/').next().unwrap()]);
    }
    if route.doc.files {
        ask = ask.files(&[("thêm.txt", b"y")]);
    }
    let reply = ask.send();
    let instance = reply.json["instance"].as_str().unwrap_or("-").to_owned();
    let text = reply.text.replace(case, "CASE").replace(&instance, "INSTANCE");
    let request = instance.rsplit(':').next().unwrap_or("-").to_owned();
    let mut heads: Vec<String> = reply
        .headers
        .iter()
        .filter(|(name, _)| !["date", "connection"].contains(&name.as_str()))
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap().replace(&request, "REQUEST")))
        .collect();
    heads.sort();
    (reply.status, text, heads)
}

#[test]
fn a_foreign_case_answers_as_a_missing_one_to_the_byte() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let bodies: BTreeMap<&str, Value> =
            verbs::right(ward).into_iter().chain([("hold", json!({"reason": "Tòa án yêu cầu giữ hồ sơ"}))]).collect();
        let foreign = ward.who("hai").registered(&complaint());
        let sealed = ward.who("thu").registered(&denunciation());
        ward.who("tuan").does(&sealed, "assign", &json!({"assignee": ward.id("hoa")}));
        ward.who("hoa").does(&sealed, "classify", &crate::story::steps::found("denunciation", "official_conduct", json!({})));
        let conflict = ward.who("thu").registered(&complaint());
        let path = |name: &str| format!("/api/v1/users/{}", ward.id(name));
        let mut hidden = vec![("lan", &foreign), ("minh", &foreign), ("tuan", &foreign), ("lan", &sealed), ("minh", &sealed)];
        for who in ["lan", "minh", "tuan"] {
            ward.who(who).does(&conflict, "declare-conflict", &json!({"relation": "Người nhà"}));
            ward.who("admin").ask(Method::PATCH, &path(who)).json(&json!({"marks": {"phones": ["0977 000 001"]}})).send().expect(200);
        }
        let possible = merged(complaint(), json!({"petitioner": {"name": "Nguyễn Thị Mai", "phone": "0977000001"}}));
        let possible = ward.who("thu").registered(&possible);
        for who in ["lan", "minh", "tuan"] {
            hidden.extend([(who, &conflict), (who, &possible)]);
        }
        let rows = of_cases(Face::Data);
        assert!(rows.len() > 45);
        for (who, case) in hidden {
            for route in &rows {
                let (there, none) = (answered(ward, who, route, case, &bodies), answered(ward, who, route, MISSING, &bodies));
                assert_eq!(there, none, "{who} {} {}", route.method, route.path);
                assert!([403, 404].contains(&there.0), "{who} {} {}: {}", route.method, route.path, there.1);
            }
        }
        // The pages too: the same page says that there is nothing.
        let browser = Browser::signed_in(ward.app, "minh");
        for route in of_cases(Face::Page).iter().filter(|r| r.method.as_str() == "GET") {
            let open = |case: &str| {
                let page = browser.get(&route.path.replace("{id}", case));
                (page.status, page.html.replace(case, "CASE"))
            };
            for case in [&foreign, &sealed, &conflict, &possible] {
                let (there, none) = (open(case), open(MISSING));
                assert_eq!(there.0, none.0, "{}", route.path);
                assert_eq!(without_requests(&there.1), without_requests(&none.1), "{}", route.path);
            }
        }
    });
}

/// A page that says what went wrong names its request.
fn without_requests(html: &str) -> String {
    let code = |line: &&str| line.contains("<p class=\"muted\">") && line.contains("<code>");
    html.lines().filter(|line| !code(line)).collect::<Vec<_>>().join("\n")
}

#[test]
fn admins_and_observers_open_nothing_and_grant_nothing() {
    in_the_ward("2026-01-05 09:00", |ward| {
        let bodies: BTreeMap<&str, Value> =
            verbs::right(ward).into_iter().chain([("hold", json!({"reason": "Tòa án yêu cầu giữ hồ sơ"}))]).collect();
        let sealed = ward.who("lan").registered(&denunciation());
        ward.who("tuan").does(&sealed, "assign", &json!({"assignee": ward.id("minh")}));
        let reveal = ward.asked("minh", &sealed, 1);
        let before = ward.who("tuan").case(&sealed);
        for who in ["admin", "sat"] {
            for route in of_cases(Face::Data) {
                for case in [sealed.as_str(), MISSING] {
                    let (status, text, _) = answered(ward, who, &route, case, &bodies);
                    assert_eq!(status, 403, "{who} {} {}: {text}", route.method, route.path);
                    assert!(text.contains("\"forbidden\""), "{who} {} {}: {text}", route.method, route.path);
                }
            }
            ward.who(who).act(&sealed, "grant-reveal", &json!({"reveal": reveal})).problem(403, "forbidden");
            let browser = Browser::signed_in(ward.app, who);
            for route in of_cases(Face::Page).iter().filter(|r| r.method.as_str() == "GET") {
                let page = browser.get(&route.path.replace("{id}", &sealed));
                assert_eq!(page.status, 403, "{who} {}", route.path);
                assert!(!page.html.contains("Nguyễn Thị Mai"));
            }
        }
        assert_eq!(ward.who("tuan").case(&sealed), before, "nothing was changed");
    });
}

/// Every reading without an identifier that these members may ask for.
fn readings(roles: &[Role]) -> Vec<Route> {
    let theirs = |permission: Permission| match permission {
        Permission::SignedIn => true,
        Permission::Role(any) => any.iter().any(|role| roles.contains(role)),
        Permission::Public | Permission::Track | Permission::Operator => false,
    };
    let plain = |r: &Route| r.method.as_str() == "GET" && !r.path.contains('{');
    routes::table().into_iter().filter(|r| plain(r) && theirs(r.permission)).collect()
}

/// All that a member reads, with the heads by which a change could be told.
struct Reader<'a> {
    who: &'static str,
    browser: Browser<'a>,
    routes: Vec<Route>,
}

impl<'a> Reader<'a> {
    fn of(ward: &Ward<'a>, who: &'static str, roles: &[Role]) -> Self {
        Self { who, browser: Browser::signed_in(ward.app, who), routes: readings(roles) }
    }

    fn all(&self, ward: &Ward<'_>, words: &[&str]) -> BTreeMap<String, String> {
        let mut paths: Vec<(String, Face)> = self.routes.iter().map(|r| (r.path.clone(), r.face)).collect();
        for query in words.iter().map(|word| word.bytes().map(|b| format!("%{b:02X}")).collect::<String>()) {
            paths.push((format!("/api/v1/cases?q={query}"), Face::Data));
            paths.push((format!("/cases?q={query}"), Face::Page));
        }
        for narrow in ["status=received", "kind=denunciation", "overdue=false", "sort=number", "limit=1"] {
            paths.push((format!("/api/v1/cases?{narrow}"), Face::Data));
        }
        let read = |(path, face): (String, Face)| {
            let text = match face {
                Face::Data => {
                    let reply = ward.who(self.who).get(&path);
                    format!("{} {} {}", reply.status, reply.header("etag"), without_instance(&reply.json, &reply.text))
                }
                Face::Page => {
                    let page = self.browser.get(&path);
                    format!("{} {}", page.status, without_key(&page.html))
                }
            };
            (path, text)
        };
        paths.into_iter().map(read).collect()
    }
}

/// The letter book of one's own unit has no gap: of what one may not know there stands the number, and nothing else.
fn without_secret_numbers(text: &str) -> String {
    let secret = |line: &&str| line.contains("0002/2026/CK") && line.contains("giữ bí mật");
    let hidden: Vec<&str> = text.lines().filter(secret).collect();
    assert!(hidden.len() <= 1 && hidden.iter().all(|line| line.len() < 90), "{hidden:?}");
    text.lines().filter(|line| !secret(line)).collect::<Vec<_>>().join("\n")
}

/// A form that is sent once only has a key of its own each time.
fn without_key(html: &str) -> String {
    match html.split_once("name=\"key\" value=\"") {
        Some((before, after)) => format!("{before}{}", after.split_once('"').map_or("", |(_, rest)| rest)),
        None => html.to_owned(),
    }
}

fn without_instance(json: &Value, text: &str) -> String {
    match json["instance"].as_str() {
        Some(instance) => text.replace(instance, "INSTANCE"),
        None => text.to_owned(),
    }
}

#[test]
fn a_case_outside_the_scope_changes_nothing_that_is_read() {
    in_the_ward("2026-01-05 09:00", |ward| {
        use Role::{Clerk, Officer, Supervisor};
        // Something of their own to see.
        ward.who("hai").registered(&complaint());
        let own = ward.who("lan").registered(&complaint());
        ward.who("tuan").does(&own, "assign", &json!({"assignee": ward.id("minh")}));
        let path = format!("/api/v1/users/{}", ward.id("tuan"));
        ward.who("admin").ask(Method::PATCH, &path).json(&json!({"marks": {"phones": ["0977 000 001"]}})).send().expect(200);
        let readers = [
            Reader::of(ward, "hai", &[Clerk, Officer]),
            Reader::of(ward, "dung", &[Supervisor]),
            Reader::of(ward, "minh", &[Officer]),
            Reader::of(ward, "tuan", &[Supervisor]),
        ];
        let words = ["Quyên Canary", "0977 000 001", "canary", "0002/2026/CK", "Trần Văn Bình"];
        let before: Vec<_> = readers.iter().map(|r| r.all(ward, &words)).collect();
        // A denunciation in Cự Khối: foreign to two, not given to the third, a possible conflict of the fourth.
        let letter = json!({"title": "Việc Canary", "petitioner": {"name": "Quyên Canary", "phone": "0977 000 001"}});
        let hidden = ward.who("lan").registered(&merged(denunciation(), letter));
        ward.who("lan").does(
            &hidden,
            "classify",
            &crate::story::steps::found("denunciation", "official_conduct", json!({"title": "Vụ Canary"})),
        );
        ward.asked("lan", &hidden, 1);
        for (reader, before) in readers.iter().zip(&before) {
            let after = reader.all(ward, &words);
            for (path, text) in &after {
                assert!(!text.contains(&hidden), "{} {path} names it", reader.who);
                let own_book = path.starts_with("/register/letters") && ["minh", "tuan"].contains(&reader.who);
                let text = if own_book { without_secret_numbers(text) } else { text.clone() };
                let was = if own_book { without_secret_numbers(&before[path]) } else { before[path].clone() };
                assert_eq!(text, was, "{} {path} shows that there is something", reader.who);
            }
        }
        let seen = ward.who("bao").get("/api/v1/cases?q=canary").expect(200).to_string();
        assert!(seen.contains(&hidden), "who may know of it finds it");
    });
}
