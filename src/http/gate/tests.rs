use super::*;

fn visitor(last: u8, account: &str) -> Visitor {
    Visitor::new(IpAddr::from([127, 0, 0, last]), account, None)
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn fails(gate: &Gate, visitor: &Visitor, now: Instant) {
    let standing = gate.knock(visitor, now).unwrap();
    gate.failed(visitor, standing, now);
}

#[test]
fn the_wait_grows_and_ends() {
    let waits: Vec<u64> = (0..14).map(|failures| delay(failures).as_secs()).collect();
    assert_eq!(waits, [0, 0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60]);
    assert_eq!(delay(u32::MAX), seconds(60));
    assert_eq!((drag(10), drag(20), drag(u32::MAX)), (Duration::ZERO, Duration::from_millis(200), seconds(1)));
}

#[test]
fn a_source_that_guesses_waits_and_others_do_not() {
    let (gate, now) = (Gate::default(), Instant::now());
    let bad = visitor(2, "lan");
    for _ in 0..6 {
        fails(&gate, &bad, now);
    }
    assert!(matches!(gate.knock(&bad, now), Err(ApiError::TooMany(2))));
    assert!(matches!(gate.knock(&visitor(2, "somebody-else"), now), Err(ApiError::TooMany(_))), "by source, whatever the account");
    assert!(gate.knock(&visitor(3, "lan"), now).is_ok(), "the owner elsewhere");
    assert!(gate.knock(&bad, now + seconds(1)).is_ok());
    fails(&gate, &bad, now + seconds(1));
    assert!(gate.knock(&bad, now + seconds(2)).is_err() && gate.knock(&bad, now + seconds(3)).is_ok(), "twice as long");
    assert_eq!(gate.knock(&bad, now + FORGET + seconds(1)).unwrap().drag, Duration::ZERO);
}

#[test]
fn who_was_here_before_passes_a_guesser_at_the_same_address() {
    let (gate, now) = (Gate::default(), Instant::now());
    let device = Visitor { device: Some("d".into()), ..visitor(2, "lan") };
    for _ in 0..8 {
        gate.failed(&visitor(2, "lan"), Standing { known: false, drag: Duration::ZERO }, now);
    }
    assert!(gate.knock(&visitor(2, "lan"), now).is_err());
    assert!(gate.knock(&device, now).unwrap().known);
    // A device that guesses is a stranger.
    for _ in 0..FREE {
        fails(&gate, &device, now);
    }
    assert!(gate.knock(&device, now).is_err());
    // An address is known for the account it signed in to, and for no other.
    gate.passed(&visitor(4, "lan"), now);
    assert!(gate.knock(&visitor(4, "lan"), now).unwrap().known && !gate.knock(&visitor(4, "minh"), now).unwrap().known);
}

#[test]
fn codes_are_not_guessed_at_by_whoever_has_the_password() {
    let (gate, now) = (Gate::default(), Instant::now());
    let stranger = Standing { known: false, drag: Duration::ZERO };
    for source in 0..8 {
        assert!(source > 5 || gate.code_wait(&visitor(source, "lan"), stranger, now).is_zero());
        gate.code_failed(&visitor(source, "lan"), now);
    }
    assert!(!gate.code_wait(&visitor(99, "lan"), stranger, now).is_zero(), "whatever the source");
    assert!(gate.code_wait(&visitor(99, "lan"), Standing { known: true, ..stranger }, now).is_zero());
    assert!(gate.code_wait(&visitor(99, "minh"), stranger, now).is_zero());
}

#[test]
fn the_known_go_first_then_the_clean_then_the_rest() {
    actix_web::rt::System::new().block_on(async {
        let (gate, now) = (Arc::new(Gate::default()), Instant::now());
        let stranger = Standing { known: false, drag: Duration::ZERO };
        let (one, two) = (gate.enter(&visitor(1, "a"), stranger).await.unwrap(), gate.enter(&visitor(2, "a"), stranger).await.unwrap());
        for _ in 0..3 {
            gate.failed(&visitor(9, "lan"), stranger, now);
        }
        let order = Arc::new(Mutex::new(Vec::new()));
        let mut tasks = Vec::new();
        let comers = [("bad", 9, stranger), ("first of three", 5, stranger), ("second of three", 5, stranger), ("clean", 6, stranger)];
        for (name, source, standing) in comers.into_iter().chain([("known", 9, Standing { known: true, ..stranger })]) {
            let (gate, order, visitor) = (Arc::clone(&gate), Arc::clone(&order), visitor(source, "lan"));
            tasks.push(actix_web::rt::spawn(async move {
                let place = gate.enter(&visitor, standing).await.unwrap();
                order.lock().unwrap().push(name);
                drop(place);
            }));
            // Each stands in line before the next comes.
            actix_web::rt::task::yield_now().await;
        }
        drop(one);
        for task in tasks {
            task.await.unwrap();
        }
        drop(two);
        assert_eq!(*order.lock().unwrap(), ["known", "first of three", "clean", "second of three", "bad"]);
        let state = gate.state();
        assert!(state.within == 0 && state.here.is_empty() && state.waiting.is_empty());
    });
}

#[test]
fn who_goes_away_leaves_nothing_behind() {
    actix_web::rt::System::new().block_on(async {
        let gate = Arc::new(Gate::default());
        let stranger = Standing { known: false, drag: Duration::ZERO };
        let one = gate.enter(&visitor(1, "a"), stranger).await.unwrap();
        let _two = gate.enter(&visitor(2, "a"), stranger).await.unwrap();
        let impatient = visitor(3, "a");
        let gone = tokio::time::timeout(Duration::from_millis(1), gate.enter(&impatient, stranger)).await;
        assert!(gone.is_err());
        drop(one);
        let _three = gate.enter(&visitor(4, "a"), stranger).await.unwrap();
        assert_eq!(gate.state().within, 2);
    });
}
