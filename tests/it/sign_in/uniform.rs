//! Whether an account exists shows neither in words nor in time.

use std::time::{Duration, Instant};

use redress::config::PasswordCost;
use redress::domain::permission::Role;

use super::{RIGHT, sign_in};
use crate::support::app::TestApp;

/// The middle of so many measurements.
const TRIES: usize = 15;

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

#[test]
fn every_failure_reads_the_same_and_takes_as_long() {
    let app = TestApp::sqlite_with(|config| config.password_cost = PasswordCost { memory_kib: 16 * 1024, passes: 2 });
    app.member("lan", &[(Role::Clerk, app.root())]);
    app.member("locked", &[(Role::Clerk, app.root())]);
    let id = app.context().directory.members.values().find(|m| m.username == "locked").unwrap().id;
    let change = redress::actions::manage_users::UserChange { disabled: Some(true), ..Default::default() };
    redress::actions::manage_users::change(&app.context(), None, id, &change, |_| ()).unwrap();
    let cases = [("lan", "wrong password"), ("nobody", "wrong password"), ("locked", RIGHT), ("locked", "wrong password")];
    let mut words = Vec::new();
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); cases.len()];
    for _ in 0..TRIES {
        for (at, (username, password)) in cases.iter().enumerate() {
            // A gate that has seen nothing: waiting is the same for all, and would only hide what differs.
            let fresh = app.another();
            let begun = Instant::now();
            let mut problem = sign_in(&fresh, username, password, None).problem(401, "bad_credentials");
            times[at].push(begun.elapsed());
            problem["instance"].take();
            words.push(problem);
        }
    }
    assert!(words.windows(2).all(|pair| pair[0] == pair[1]));
    let middles: Vec<Duration> = times.into_iter().map(median).collect();
    let (least, most) = (middles.iter().min().unwrap(), middles.iter().max().unwrap());
    // Other tests share the machine: generous, and still far from the thousandfold of an answer without a hash.
    assert!(*most < *least * 2 + Duration::from_millis(20), "{middles:?}");
    assert!(*least > Duration::from_millis(5), "each costs a hash: {middles:?}");
}
