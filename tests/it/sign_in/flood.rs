//! Thousands of wrong passwords from many addresses: none gets through, nothing breaks, and the owner signs in all the while.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use redress::config::{PasswordCost, Rates};
use redress::domain::permission::Role;
use serde_json::json;

use super::RIGHT;
use crate::support::app::TestApp;
use crate::support::browser::Browser;

/// Addresses that guess: 127.0.0.2 and on.
const SOURCES: u8 = 50;
/// Guesses of each.
const GUESSES: usize = 100;
/// The owner waits no longer.
const PATIENCE: Duration = Duration::from_secs(5);

fn client(last: u8) -> reqwest::blocking::Client {
    let client = reqwest::blocking::Client::builder().local_address(IpAddr::V4(Ipv4Addr::new(127, 0, 0, last)));
    client.timeout(Duration::from_secs(60)).build().unwrap()
}

/// 5,000 guesses at `lan` while `owner` goes on; gives how often the owner did.
fn flooded(app: &TestApp, mut owner: impl FnMut()) -> usize {
    let (done, looked, wrong) = (AtomicBool::new(false), AtomicUsize::new(0), AtomicUsize::new(0));
    let url = format!("http://{}/api/v1/session", app.address);
    let mut times = 0;
    std::thread::scope(|scope| {
        let guess = |source: u8| {
            let (url, looked, wrong) = (&url, &looked, &wrong);
            scope.spawn(move || {
                let client = client(source + 2);
                for guess in 0..GUESSES {
                    let body = json!({"username": "lan", "password": format!("guess {source} {guess}")});
                    let status = client.post(url).json(&body).send().unwrap().status().as_u16();
                    match status {
                        401 => looked.fetch_add(1, Ordering::Relaxed),
                        429 => 0,
                        _ => wrong.fetch_add(1, Ordering::Relaxed),
                    };
                }
            })
        };
        let guessers: Vec<_> = (0..SOURCES).map(guess).collect();
        let done = &done;
        scope.spawn(move || {
            guessers.into_iter().for_each(|g| g.join().unwrap());
            done.store(true, Ordering::Relaxed);
        });
        while !done.load(Ordering::Relaxed) {
            let begun = Instant::now();
            owner();
            assert!(begun.elapsed() < PATIENCE, "the owner waited {:?}", begun.elapsed());
            times += 1;
        }
    });
    assert_eq!(wrong.into_inner(), 0, "each guess is a wrong password or too many, never anything else");
    let looked = looked.into_inner();
    eprintln!("{looked} of {} guesses were looked at; the owner signed in {times} times", usize::from(SOURCES) * GUESSES);
    assert!(looked <= usize::from(SOURCES) * 12, "growing delay: {looked}");
    times
}

/// One flood at a time: two would measure each other.
static ALONE: Mutex<()> = Mutex::new(());

fn app() -> TestApp {
    // The rates of the door would stop most of it: here the gate stands alone. A quarter of what passwords cost, since tests run
    // unoptimized, many at once, on whatever machine.
    TestApp::sqlite_with(|config| {
        config.password_cost = PasswordCost { memory_kib: PasswordCost::PRODUCTION.memory_kib / 4, ..PasswordCost::PRODUCTION };
        config.limits.rates = Rates { sign_in: 1_000_000, ..config.limits.rates };
    })
}

#[test]
fn the_owner_signs_in_from_anywhere_while_5000_wrong_passwords_come() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let app = app();
    app.member("lan", &[(Role::Clerk, app.root())]);
    let body = json!({"username": "lan", "password": RIGHT});
    // Each time from an address that nobody has seen.
    let mut last = 100;
    let signed_in = flooded(&app, || {
        last += 1;
        let answer = client(last).post(format!("http://{}/api/v1/session", app.address)).json(&body).send().unwrap();
        assert_eq!(answer.status().as_u16(), 200);
    });
    assert!(signed_in > 0);
}

#[test]
fn the_owner_signs_in_at_a_known_device_even_beside_a_guesser() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let app = app();
    app.member("lan", &[(Role::Clerk, app.root())]);
    let owner = Browser::signed_in(&app, "lan");
    // A guesser at the owner's own address, for an instance that has not seen this address sign in.
    let app = app.another();
    let device = owner.cookie("redress-device").unwrap();
    for _ in 0..10 {
        super::sign_in(&app, "lan", "wrong password", None);
    }
    super::sign_in(&app, "lan", RIGHT, None).problem(429, "too_many_requests");
    // The device is known for this account only, and not by a mark that anybody could make.
    for forged in [format!("{}x", device), device.replacen('.', "x.", 1), "x.y".to_owned()] {
        let browser = Browser::new(&app);
        browser.set_cookie("redress-device", &forged);
        assert_eq!(browser.post("/sign-in", &[("username", "lan"), ("password", RIGHT)]).status, 429, "{forged}");
    }
    let signed_in = flooded(&app, || {
        let browser = Browser::new(&app);
        browser.set_cookie("redress-device", &device);
        browser.post("/sign-in", &[("username", "lan"), ("password", RIGHT)]).expect(303);
    });
    assert!(signed_in > 0);
}
