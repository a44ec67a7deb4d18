//! What `allowed` lists is what the caller could really do now: something is left to extend, to serve, to publish.

use serde_json::json;

use super::steps::{complaint, denunciation, merged, paper};
use super::ward::{Ward, in_the_ward};

fn offers(ward: &Ward<'_>, who: &'static str, id: &str, verb: &str) -> bool {
    ward.who(who).allowed(id).contains(&verb.to_owned())
}

#[test]
fn extend_while_the_law_leaves_an_extension() {
    in_the_ward("2026-03-05 09:00", |ward| {
        // No time limit of a complaint is extended.
        let never = ward.accepted(&complaint());
        assert!(!offers(ward, "tuan", &never, "extend"));
        let refused = ward.who("tuan").act(
            &never,
            "extend",
            &merged(paper("7/QĐ", "2026-03-05"), json!({"rule": "c1.settle", "ground": "many_people", "days": 10})),
        );
        assert!(!refused.problem(409, "rule_not_extendable")["allowed"].to_string().contains("extend"));
        let id = ward.accepted(&denunciation());
        let longer = merged(paper("7/QĐ", "2026-03-05"), json!({"rule": "d.settle", "ground": "many_people", "days": 10}));
        assert!(offers(ward, "tuan", &id, "extend"));
        assert!(!offers(ward, "minh", &id, "extend"), "the supervisor's");
        ward.who("tuan").does(&id, "extend", &longer);
        assert!(!offers(ward, "tuan", &id, "extend"), "one as complex, and that is used");
        ward.who("tuan").does(
            &id,
            "set-complexity",
            &json!({"level": "specially_complex", "ground": "several_places", "grounds": ["many_people"]}),
        );
        assert!(offers(ward, "tuan", &id, "extend"), "two as specially complex");
        ward.at("2026-05-30 09:00");
        assert!(!offers(ward, "tuan", &id, "extend"), "past due");
    });
}

#[test]
fn serve_while_something_is_owed_and_publish_what_was_signed_once() {
    in_the_ward("2026-03-05 09:00", |ward| {
        let id = ward.accepted(&denunciation());
        assert!(offers(ward, "minh", &id, "serve"));
        ward.served(&id, "acceptance");
        assert!(!offers(ward, "minh", &id, "serve"), "all of it is served");
        ward.decided(&id, "true");
        assert!(offers(ward, "minh", &id, "serve") && offers(ward, "minh", &id, "publish"));
        let publish = json!({"on": "2026-03-05", "where": "Bảng tin của phường"});
        ward.who("minh").does(&id, "publish", &publish);
        assert!(!offers(ward, "minh", &id, "publish"));
        let again = ward.who("minh").act(&id, "publish", &publish).problem(409, "already_published");
        assert_eq!(again["rule"]["on"], "05/03/2026");
        ward.all_served(&id);
        assert!(!offers(ward, "minh", &id, "serve"));
        // Taken up again and decided anew, the new conclusion is to be published.
        ward.who("tuan").does(&id, "reopen", &json!({"reason": "Có tình tiết mới.", "to": "accepted"}));
        ward.decided(&id, "false");
        assert!(offers(ward, "minh", &id, "publish"));
        // What closed without a decision has nothing to publish.
        let filed = ward.accepted(&complaint());
        ward.who("tuan").does(&filed, "terminate", &merged(paper("8/QĐ", "2026-03-05"), json!({"ground": "already_decided"})));
        assert!(!offers(ward, "minh", &filed, "publish"));
        ward.who("minh").act(&filed, "publish", &publish).problem(409, "nothing_to_publish");
    });
}
