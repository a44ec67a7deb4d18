//! A flood of letters: each has its number and receipt, the desk keeps its order, and the flood is admitted in one go.

use std::collections::BTreeSet;

use redress::config::Config;
use serde_json::json;

use crate::story::steps::letter;
use crate::story::ward::Ward;
use crate::support::app::TestApp;
use crate::support::browser::Browser;

/// Both databases, with five letters of an hour as they come.
fn with_five(test: impl Fn(&TestApp)) {
    let five = |config: &mut Config| config.policy.flood = 5;
    test(&TestApp::sqlite_with(five));
    match TestApp::postgres_with(five) {
        Some(app) => test(&app),
        None => eprintln!("SKIPPED on PostgreSQL: {} (no server found)", std::thread::current().name().unwrap_or("a test")),
    }
}

#[test]
fn letters_of_a_flood_are_receipted_and_wait_apart() {
    with_five(|app| {
        let ward = Ward::found(app, "2026-01-05 09:10");
        let submit = || ward.submitted(&letter("petition", "other", json!({})));
        let receipts: Vec<_> = (0..12).map(|_| submit()).collect();
        // Numbers without a gap, each letter tracked, its time limits running.
        let numbers: BTreeSet<&str> = receipts.iter().map(|r| r.number.as_str()).collect();
        assert_eq!(numbers.into_iter().collect::<Vec<_>>(), (1..=12).map(|n| format!("{n:04}/2026/CK")).collect::<Vec<_>>());
        assert_eq!(receipts[11].track().case["status"], "received");
        assert!(receipts[11].given["deadlines"].as_array().is_some_and(|all| !all.is_empty()));
        // What comes over the counter is nobody's flood.
        let paper = ward.who("lan").registered(&letter("petition", "other", json!({"channel": "in_person"})));
        let lan = Browser::signed_in(app, "lan");
        let queue = |queue: &str| lan.get(&format!("/desk?queue={queue}&limit=100")).expect(200);
        let classify = queue("to_classify");
        assert!(classify.html.contains(&paper));
        let shown = |page: &crate::support::browser::Opened, from: usize, to: usize| {
            (from..=to).filter(|n| page.html.contains(&format!("{n:04}/2026/CK"))).count()
        };
        assert_eq!((shown(&classify, 1, 5), shown(&classify, 6, 12)), (5, 0));
        let flood = queue("flood");
        assert_eq!((shown(&flood, 1, 5), shown(&flood, 6, 12), shown(&flood, 13, 13)), (0, 7, 0));
        // Whoever receives no letters admits none.
        let minh = Browser::signed_in(app, "minh");
        assert!(!minh.get("/desk?queue=flood").expect(200).html.contains("/desk/admit"));
        assert_eq!(minh.post("/desk/admit", &[("csrf", &minh.get("/account").hidden("/sign-out")[0].1)]).status, 403);
        assert_eq!(lan.submit(&flood, "/desk/admit", &[]).status, 303);
        let classify = queue("to_classify");
        assert_eq!(shown(&classify, 1, 13), 13);
        assert!(!classify.html.contains("queue=flood"), "the queue is gone with the flood");
        // The next hour begins anew.
        ward.at("2026-01-05 10:01");
        let next = submit();
        assert!(queue("to_classify").html.contains(&next.number));
    });
}
