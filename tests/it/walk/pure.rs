//! Walks on the pure domain: 10,000 of them.

use std::cell::RefCell;
use std::collections::BTreeMap;

use chrono::{DateTime, Days, Duration, NaiveDate, Utc};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use redress::domain::event::By;
use redress::domain::gate;
use redress::domain::refusal::{Refusal, Sort};
use redress::domain::status::StatusCode;
use redress::domain::verb::Verb;
use redress::domain::zone::start_of;

use super::chance::Chance;
use super::checks;
use super::deed::Deed;
use super::fields::Scene;
use super::intakes;
use super::model::Model;
use super::moves::Mover;
use super::office::{File, Office};
use super::rules::Verdict;
use super::world::{World, mood, world};

/// What the walks reached.
#[derive(Debug, Default)]
pub struct Tally {
    pub moves: usize,
    pub accepted: BTreeMap<&'static str, usize>,
    pub refused: BTreeMap<&'static str, usize>,
    pub statuses: BTreeMap<&'static str, usize>,
    pub paper: usize,
    pub open: usize,
}

/// A case, as the program and as the model see it.
struct Pair {
    /// As it stood after each event.
    kept: Vec<File>,
    model: Model,
}

impl Pair {
    fn file(&self) -> &File {
        self.kept.last().unwrap()
    }
}

/// The program's word to a move and the model's verdict agree.
pub fn compare(answer: Option<&Refusal>, verdict: &Verdict, what: &dyn std::fmt::Debug, model: &Model) {
    let agree = match answer {
        None => verdict.why.is_empty(),
        Some(refusal) if verdict.why.is_empty() => verdict.unsure && matches!(refusal.sort, Sort::Field | Sort::State),
        Some(refusal) => verdict.why.contains(&refusal.sort) || (verdict.unsure && matches!(refusal.sort, Sort::Field | Sort::State)),
    };
    assert!(agree, "{what:?}\nthe program says {answer:?}\nthe model {verdict:?}\nof {model:#?}");
}

/// A working hour of this day.
pub fn morning(day: NaiveDate) -> DateTime<Utc> {
    start_of(day) + Duration::hours(9)
}

/// The first day of a walk: anywhere around the election, often near the freeze.
pub fn first_day(chance: &mut Chance, world: &World) -> NaiveDate {
    let far = chance.below(190);
    let near = 90 + chance.below(35);
    let after = if chance.percent(50) { far } else { near };
    world.middle - Days::new(120) + Days::new(u64::try_from(after).unwrap())
}

/// How many days pass before a move.
pub fn days(chance: &mut Chance) -> i64 {
    if chance.percent(70) { 0 } else { chance.of(&[1, 1, 1, 2, 3, 6, 12, 32]) }
}

/// Brings a letter in, at the second or third try without a slip.
fn letter(chance: &mut Chance, office: &mut Office<'_>, tally: &mut Tally, like: Option<&Model>) -> Pair {
    for slips in [15, 0, 0, 0] {
        let (by, mut letter) = intakes::letter(chance, office.world, office.today(), slips);
        // Often on the same matter as another: only such letters are joined.
        if let Some(like) = like.filter(|_| slips > 0) {
            (letter.kind, letter.matter, letter.contest) = (like.kind, like.matter, like.contest);
        }
        let why = intakes::judge(&letter, by, office.world, office.today());
        match office.receive(by, &letter) {
            Ok(file) => {
                assert!(why.is_empty(), "taken, though the model says {why:?}: {by:?} {letter:?}");
                let model = Model::received(&letter, by, office.world, office.today(), &file.case);
                model.agrees(&file.case);
                let json = serde_json::to_string(&file.history).unwrap() + &serde_json::to_string(&file.case).unwrap();
                assert!(!intakes::leaks(&json), "what was typed stands in {json}");
                return Pair { kept: vec![file], model };
            }
            Err(refusal) => {
                *tally.refused.entry(refusal.code).or_default() += 1;
                assert!(why.contains(&refusal.sort), "{refusal:?}, the model says {why:?}: {by:?} {letter:?}");
            }
        }
    }
    panic!("no sound letter in four");
}

fn walk(seeds: &[u64], tally: &mut Tally) {
    let mut chance = Chance::new(seeds[0]);
    let world = world(&mut chance);
    let mood = mood(&mut chance);
    let mut office = Office::new(world, morning(first_day(&mut chance, world)));
    let mut pairs = vec![letter(&mut chance, &mut office, tally, None)];
    office.now += Duration::days(days(&mut chance));
    let like = chance.percent(60).then(|| pairs[0].model.clone());
    pairs.push(letter(&mut chance, &mut office, tally, like.as_ref()));
    for seed in &seeds[1..] {
        let mut chance = Chance::new(*seed);
        office.now += Duration::days(days(&mut chance)) + Duration::minutes(1);
        let at = usize::from(chance.percent(80));
        step(&mut chance, mood, &mut office, &mut pairs, at, tally);
    }
    for pair in &pairs {
        checks::replayed(&pair.kept);
    }
}

fn step(chance: &mut Chance, (slips, odd): (usize, usize), office: &mut Office<'_>, pairs: &mut [Pair], at: usize, tally: &mut Tally) {
    let today = office.today();
    let (file, other) = (pairs[at].file(), &pairs[1 - at]);
    let mut mover = Mover { chance, world: office.world, model: &pairs[at].model, other: other.model.id, today, slips, odd };
    let (by, deed) = mover.next();
    let scene = Scene { world: office.world, today, deadlines: &file.deadlines, data: &file.data, other: &other.model };
    let verdict = pairs[at].model.judge(&deed, by, scene);
    let answer = office.act(file, Some(other.file()), by, &deed);
    tally.moves += 1;
    tally.open += usize::from(verdict.why.is_empty() && verdict.unsure);
    compare(answer.as_ref().err(), &verdict, &(by, &deed), &pairs[at].model);
    if let Ok(standing) = office.standing(&file.case, by) {
        checks::offered(&pairs[at].model, &gate::allowed(&file.case, &standing, today), scene);
    }
    match answer {
        Err(refusal) => *tally.refused.entry(refusal.code).or_default() += 1,
        Ok(after) => {
            tally.note(&deed, &after.file, &verdict);
            let offered = gate::allowed(&file.case, &office.standing(&file.case, by).unwrap(), today);
            assert!(offered.contains(&deed.verb()), "accepted though it was not offered: {by:?} {deed:?} of {offered:?}");
            let recorded = after.file.history.last().unwrap();
            assert_eq!(recorded.on_paper, verdict.on_paper, "entered from a paper");
            checks::moved(file, &pairs[at].model, &after.file, today);
            opened(&pairs[at].model, &after, office.world);
            accepted(pairs, at, &deed, by, after, today, office.world);
        }
    }
}

fn accepted(pairs: &mut [Pair], at: usize, deed: &Deed, by: By, after: super::office::After, today: NaiveDate, world: &World) {
    let before = pairs[at].model.clone();
    pairs[at].model.follow(deed, by, after.file.history.last().unwrap(), today, world);
    pairs[at].model.agrees(&after.file.case);
    pairs[at].kept.push(after.file);
    if let Some(joined) = after.joined {
        let into = &mut pairs[1 - at];
        checks::moved(into.file(), &into.model, &joined, today);
        into.model.joined(&before, by, joined.history.last().unwrap());
        into.model.agrees(&joined.case);
        into.kept.push(joined);
    }
}

/// A linked case opens in the right unit; conflicts travel, and whoever acted on the first instance has none of the second.
fn opened(before: &Model, after: &super::office::After, world: &World) {
    use super::appeals::Next;
    use super::model::{St, To};
    let Some(opening) = &after.opens else { return };
    assert!(before.excluded.iter().all(|m| opening.excluded.contains(m)), "conflicts travel");
    if let St::Proposed { to: Some(To::Inside(unit)), .. } = before.status {
        assert_eq!((opening.unit, opening.instance), (unit, before.instance));
    } else {
        assert_eq!(opening.instance, before.instance + 1, "the next instance");
        assert!(before.acted.iter().all(|m| opening.excluded.contains(m)), "who acted on the first is in conflict in the second");
        if let Next::Body(body) = before.next_body() {
            assert_eq!(Some(opening.unit), before.unit_of(body, world));
        }
    }
}

impl Tally {
    fn note(&mut self, deed: &Deed, file: &File, verdict: &Verdict) {
        *self.accepted.entry(deed.verb().as_str()).or_default() += 1;
        let word = file.case.status.closed_as().map_or_else(|| file.case.status.code().as_str(), |how| how.as_str());
        *self.statuses.entry(word).or_default() += 1;
        self.paper += usize::from(verdict.on_paper);
    }
}

/// A number from the environment, for longer runs by hand.
pub fn setting(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}

fn run(half: u64) {
    let cases = u32::try_from(setting("REDRESS_WALKS", 10_000) / 2).unwrap();
    let seed = setting("REDRESS_WALK_SEED", 2021) * 2 + half;
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 400, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    let tally = RefCell::new(Tally::default());
    let seeds = proptest::collection::vec(any::<u64>().no_shrink(), 6..=41);
    let ran = runner.run(&seeds, |seeds| {
        walk(&seeds, &mut tally.borrow_mut());
        Ok(())
    });
    ran.unwrap_or_else(|failed| panic!("seed {seed}: {failed}"));
    let tally = tally.into_inner();
    if std::env::var_os("REDRESS_WALK_TALLY").is_some() {
        eprintln!("{tally:#?}");
    }
    if cases >= 1000 {
        reached(&tally);
    }
}

/// The walks go everywhere: each verb accepted, each status and way of closing reached, many rules met.
fn reached(tally: &Tally) {
    // Nobody in the walks has the name of a party: what follows from that is told in `story::suspects`.
    let told = |verb: &&Verb| !matches!(verb, Verb::ConfirmConflict | Verb::DismissConflict);
    for verb in Verb::ALL.iter().filter(told) {
        assert!(tally.accepted.contains_key(verb.as_str()), "no walk did {verb}: {tally:#?}");
    }
    for status in StatusCode::ALL.iter().filter(|s| **s != StatusCode::Closed) {
        assert!(tally.statuses.contains_key(status.as_str()), "no walk reached {status}");
    }
    for how in redress::domain::outcome::ClosedAs::ALL {
        assert!(tally.statuses.contains_key(how.as_str()), "no walk closed as {how}");
    }
    assert!(tally.paper > 0 && tally.refused.len() > 60, "{tally:#?}");
}

#[test]
fn five_thousand_walks() {
    run(0);
}

#[test]
fn five_thousand_more() {
    run(1);
}
