//! What leaves a sealed case is an extract: no page, print, notice, book, file or list names the sender, to whomever, also while
//! somebody holds a grant; and a case that is sent on is sealed where it arrives.

use redress::http::route::Face;
use redress::http::routes;
use serde_json::json;

use crate::story::steps::{denunciation, found, merged};
use crate::story::ward::{Ward, in_the_ward};
use crate::support::browser::Browser;

const CANARIES: [&str; 6] = ["Hoàng Thị Canary", "0977 123 987", "0977123987", "số 7 ngõ Canary", "canary@example.org", "001099000777"];

fn names_nobody(what: &str, text: &str) {
    for canary in CANARIES {
        assert!(!text.contains(canary), "{what} tells {canary}: {text}");
    }
}

/// Everything that this member can read of the case and beside it.
fn read_all(ward: &Ward<'_>, who: &'static str, id: &str) -> usize {
    let browser = Browser::signed_in(ward.app, who);
    let ids = |part: &str| -> Vec<String> {
        let reply = ward.who(who).get(&format!("/api/v1/cases/{id}/{part}"));
        reply.json["items"].as_array().map(|all| all.iter().map(|i| i["id"].as_str().unwrap().to_owned()).collect()).unwrap_or_default()
    };
    let (documents, papers) = (ids("documents"), ids("papers"));
    let mut read = 0;
    for route in routes::table().iter().filter(|r| r.method.as_str() == "GET") {
        let mut paths = vec![route.path.replace("{id}", id)];
        for (hole, values) in [("{document}", &documents), ("{paper}", &papers)] {
            if route.path.contains(hole) {
                paths = paths.iter().flat_map(|p| values.iter().map(move |v| p.replace(hole, v))).collect();
            }
        }
        for path in paths.into_iter().filter(|p| !p.contains('{')) {
            let text = match route.face {
                Face::Data => ward.who(who).get(&path).text,
                Face::Page => browser.get(&path).html,
            };
            names_nobody(&format!("{who} {path}"), &text);
            read += 1;
        }
    }
    for canary in CANARIES {
        let query: String = canary.bytes().map(|b| format!("%{b:02X}")).collect();
        let found = ward.who(who).get(&format!("/api/v1/cases?q={query}"));
        assert!(!found.text.contains(id), "{who} finds it by {canary}");
    }
    read
}

#[test]
fn nothing_that_is_printed_sent_on_or_listed_names_a_sealed_sender() {
    in_the_ward("2026-03-02 09:00", |ward| {
        let sender =
            json!({"name": CANARIES[0], "phone": CANARIES[1], "address": CANARIES[3], "email": CANARIES[4], "id_number": CANARIES[5]});
        let letter = merged(denunciation(), json!({"petitioner": sender}));
        // One is settled, one goes to another unit, one to a body outside.
        let settled = ward.accepted(&letter);
        ward.decided(&settled, "true");
        let sent = |to: &str| {
            let id = ward.who("lan").registered(&letter);
            let body = json!({"competent_body": "provincial_peoples_committee"});
            ward.screened(&id, &found("denunciation", "official_conduct", body));
            ward.disposed(&id, "transfer", "outside_competence", Some(to));
            id
        };
        let inside = sent(ward.unit("HN"));
        let outside = sent("court");
        ward.granted("minh", &settled);
        ward.who("minh").does(&settled, "open-identity", &json!({"reason": "Làm việc với người tố cáo."}));
        for id in [&settled, &inside, &outside] {
            for who in ["lan", "minh", "tuan", "bao", "yen", "quang", "phong", "sat", "admin"] {
                assert!(read_all(ward, who, id) > 40);
            }
        }
        // Where it arrived it is sealed, and a grant from here opens nothing there.
        let list = ward.who("quang").get("/api/v1/cases?sort=-received_at").expect(200);
        let there = list["items"].as_array().unwrap().iter().find(|c| c["unit"]["name"] == "Đơn vị HN").unwrap()["id"].clone();
        let there = there.as_str().unwrap();
        for who in ["quang", "phong"] {
            read_all(ward, who, there);
            let status = ward.who(who).act(there, "open-identity", &json!({"reason": "x"})).status;
            assert!([403, 404].contains(&status), "{who}: {status}");
        }
    });
}
