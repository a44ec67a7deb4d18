//! `redress seed`: many believable cases, for rehearsals and measurements; the same for the same seed.
//!
//! Each case is made by the actions themselves, in memory, and written with many others at once. An interrupted seed leaves
//! gaps in the letter books: whoever minds begins anew.

mod course;
mod dice;
mod era;
mod life;
pub mod office;
mod people;
mod topics;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use anyhow::{Context as _, anyhow, bail};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use indicatif::{ProgressBar, ProgressStyle};

use self::course::Course;
use self::dice::Dice;
use self::era::Era;
use self::life::World;
use self::office::Desk;
use super::Failed;
use crate::actions::bulk::Desk as Table;
use crate::actions::context::Context;
use crate::app::App;
use crate::config::Config;
use crate::domain::ids::{UnitId, id_from};
use crate::domain::zone::local_date;
use crate::store::bulk::Bulk;
use crate::store::{StoreError, letter_book};

/// How many cases, and which.
#[derive(Debug, Clone, clap::Args)]
pub struct SeedCommand {
    /// How many cases
    #[arg(long)]
    pub cases: usize,
    /// The same seed gives the same cases
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// The election before which they come
    #[arg(long, default_value = "2026-03-15")]
    pub election_day: NaiveDate,
}

/// Courses made together; and so many of these batches are written in one transaction: the more, the fewer times a page of
/// an index is written, the longer others wait for the writer.
const BATCH: usize = 500;
const TOGETHER: usize = 4;
/// The bits that tell identifiers of one moment apart: so many cases one after the other, so many identifiers a case.
const CASES_APART: u64 = 1 << 16;
const IDS_APART: u32 = 1 << 6;

/// Runs it: a bar on standard error, one line at the end.
pub fn run(config: Config, command: &SeedCommand) -> Result<(), Failed> {
    let app = App::open(config)?;
    let bar = ProgressBar::new(u64::try_from(command.cases).unwrap_or(u64::MAX));
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} cases, {per_sec}, {eta} left")?;
    bar.set_style(style);
    let seeded = seed(&app, command, |many| bar.inc(u64::try_from(many).unwrap_or_default()))?;
    let took = bar.elapsed();
    bar.finish_and_clear();
    println!("{seeded} cases in {:.1} s: {:.0} a second", took.as_secs_f64(), seeded as f64 / took.as_secs_f64());
    Ok(())
}

/// Seeds; `told` hears of each batch that is in the database. Gives the number of cases. Blocks.
pub fn seed(app: &App, command: &SeedCommand, told: impl Fn(usize)) -> anyhow::Result<usize> {
    let ctx = app.context_now()?;
    office::prepare(&ctx, app.passwords, command.seed, command.election_day)?;
    let ctx = app.context_now()?;
    let desks = office::desks(&ctx.directory, ctx.today())?;
    let Some(era) = Era::before(command.election_day, ctx.clock.now(), &ctx.law) else {
        bail!("the election of {} is too far ahead: no letter about it has come", command.election_day);
    };
    let plan = Plan::of(&era, &desks, command)?;
    let election = ctx.directory.elections.values().find(|e| e.day == command.election_day).map(|e| e.id);
    let election = election.ok_or_else(|| anyhow!("the election is not there"))?;
    let mut maker = Maker { ctx: &ctx, desks: &desks, command, plan: &plan, numbers: vec![1; plan.places], election, era: &era };
    // The same cases twice are refused before a number is taken.
    let first = maker.batch(0..1)?;
    if ctx.store.read(|conn| first.is_there(conn))? {
        return Err(taken(StoreError::Duplicate(String::new())));
    }
    maker.numbers = book(&ctx, &plan)?;
    ctx.store.many(|| write(&maker, &told))
}

/// A letter book: of a unit and a year.
type Book = (UnitId, i32);

/// All cases to come, in the order of their receipt, with the numbers that they take.
struct Plan {
    /// Which course each is.
    which: Vec<u64>,
    /// Where each one's numbers begin in `numbers`.
    begins: Vec<u32>,
    /// Of each unit and year, which places of `numbers` take its numbers, in the order of time.
    books: BTreeMap<Book, Vec<u32>>,
    places: usize,
    cases: usize,
}

impl Plan {
    fn of(era: &Era<'_>, desks: &[Desk], command: &SeedCommand) -> anyhow::Result<Self> {
        let mut courses: Vec<(DateTime<Utc>, u64)> = Vec::with_capacity(command.cases);
        let (mut cases, mut next) = (0, 0);
        while cases < command.cases {
            let course = Course::of(era, desks, command.seed, next).context("there is nothing to write about")?;
            // The last ones come alone, so that the number is exact.
            if cases + course.cases <= command.cases {
                cases += course.cases;
                courses.push((course.received, next));
            }
            next += 1;
        }
        courses.sort_unstable();
        let mut plan = Self { which: Vec::new(), begins: Vec::new(), books: BTreeMap::new(), places: 0, cases };
        let mut taken: BTreeMap<Book, Vec<(DateTime<Utc>, u32)>> = BTreeMap::new();
        for (_, which) in courses {
            let course = Course::of(era, desks, command.seed, which).context("there is nothing to write about")?;
            plan.which.push(which);
            plan.begins.push(u32::try_from(plan.places)?);
            for (at, unit) in course.numbers {
                let place = u32::try_from(plan.places)?;
                taken.entry((unit, local_date(at).year())).or_default().push((at, place));
                plan.places += 1;
            }
        }
        for (book, mut entries) in taken {
            entries.sort_unstable();
            plan.books.insert(book, entries.into_iter().map(|(_, place)| place).collect());
        }
        Ok(plan)
    }

    /// The numbers of a case.
    fn numbers<'n>(&self, rank: usize, numbers: &'n [i32]) -> &'n [i32] {
        let at = |rank: usize| self.begins.get(rank).map_or(self.places, |at| usize::try_from(*at).unwrap_or_default());
        numbers.get(at(rank)..at(rank + 1)).unwrap_or_default()
    }
}

/// Takes all numbers from the letter books, in one transaction: by their place.
fn book(ctx: &Context, plan: &Plan) -> anyhow::Result<Vec<i32>> {
    let mut numbers = vec![0; plan.places];
    let firsts = ctx.store.write(|conn| {
        let allot = |((unit, year), places): (&Book, &Vec<u32>)| {
            let many = i32::try_from(places.len()).map_err(|_| StoreError::Refused("too many numbers for one book".to_owned()))?;
            letter_book::allot_many(conn, *unit, *year, many)
        };
        plan.books.iter().map(allot).collect::<Result<Vec<i32>, StoreError>>()
    })?;
    for (places, first) in plan.books.values().zip(firsts) {
        for (place, number) in places.iter().zip(first..) {
            if let Some(slot) = numbers.get_mut(usize::try_from(*place)?) {
                *slot = number;
            }
        }
    }
    Ok(numbers)
}

/// Makes the cases on the other threads, writes them on this one.
fn write(maker: &Maker<'_>, told: &dyn Fn(usize)) -> anyhow::Result<usize> {
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let workers = std::thread::available_parallelism().map_or(1, |n| n.get().saturating_sub(1)).max(1);
    std::thread::scope(|threads| {
        let (send, made) = sync_channel::<anyhow::Result<Bulk>>(2);
        for _ in 0..workers {
            let (send, next, stop) = (send.clone(), &next, &stop);
            threads.spawn(move || maker.make(next, stop, &send));
        }
        drop(send);
        let done = write_all(maker, &made, told);
        stop.store(true, Ordering::Relaxed);
        drop(made);
        let (written, due) = (done?, maker.plan.cases);
        if written == due { Ok(written) } else { Err(anyhow!("{written} of {due} cases were written")) }
    })
}

fn write_all(maker: &Maker<'_>, made: &Receiver<anyhow::Result<Bulk>>, told: &dyn Fn(usize)) -> anyhow::Result<usize> {
    let mut written = 0;
    loop {
        // Kept until the commit: a transaction that PostgreSQL runs again begins with what came in the first run.
        let (mut held, mut failed) = (Vec::new(), None);
        let wrote = maker.ctx.store.write(|conn| {
            held.iter().try_for_each(|bulk: &Bulk| bulk.write(conn))?;
            while held.len() < TOGETHER {
                match made.recv() {
                    Ok(Ok(bulk)) => {
                        bulk.write(conn)?;
                        held.push(bulk);
                    }
                    Ok(Err(error)) => {
                        failed = Some(error);
                        break;
                    }
                    Err(_) => break,
                }
            }
            Ok(())
        });
        wrote.map_err(taken)?;
        if let Some(error) = failed {
            return Err(error);
        }
        if held.is_empty() {
            return Ok(written);
        }
        let many = held.iter().map(Bulk::len).sum();
        written += many;
        told(many);
    }
}

fn taken(error: StoreError) -> anyhow::Error {
    match error {
        StoreError::Duplicate(_) => anyhow!("these cases, or some with the same identifiers, are there already: choose another --seed"),
        other => other.into(),
    }
}

/// Makes batches of cases on a thread of its own.
struct Maker<'a> {
    ctx: &'a Context,
    desks: &'a [Desk],
    command: &'a SeedCommand,
    plan: &'a Plan,
    /// By their place in the plan.
    numbers: Vec<i32>,
    election: crate::domain::ids::ElectionId,
    era: &'a Era<'a>,
}

impl Maker<'_> {
    fn make(&self, next: &AtomicUsize, stop: &AtomicBool, send: &SyncSender<anyhow::Result<Bulk>>) {
        loop {
            let from = next.fetch_add(BATCH, Ordering::Relaxed);
            if from >= self.plan.which.len() || stop.load(Ordering::Relaxed) {
                return;
            }
            let batch = self.batch(from..(from + BATCH).min(self.plan.which.len()));
            if send.send(batch).is_err() {
                return;
            }
        }
    }

    fn batch(&self, ranks: std::ops::Range<usize>) -> anyhow::Result<Bulk> {
        let keys = &Arc::clone(&self.ctx.keys);
        let offset = Dice::of(self.command.seed, u64::MAX - 1).next();
        let apart = Cell::new((0, 0));
        // Cases of one moment follow one another in rank: their identifiers differ by it.
        let id = |at: DateTime<Utc>| {
            let (case, made): (u32, u32) = apart.get();
            apart.set((case, made + 1));
            id_from(at, case * IDS_APART + made % IDS_APART)
        };
        let table = Table { directory: &self.ctx.directory, law: &self.ctx.law, keys, id: &id };
        let world = World { table, desks: self.desks, election: self.election };
        let mut bulk = Bulk::default();
        for rank in ranks {
            let Some(which) = self.plan.which.get(rank).copied() else { break };
            let nth = u64::try_from(rank).unwrap_or_default().wrapping_add(offset) % CASES_APART;
            apart.set((u32::try_from(nth).unwrap_or_default(), 0));
            let Some(course) = Course::of(self.era, self.desks, self.command.seed, which) else { break };
            let numbers = self.plan.numbers(rank, &self.numbers);
            for made in
                life::live(&world, &course, self.command.seed, which, numbers).with_context(|| format!("case {which} of the seed"))?
            {
                bulk.add(keys, &made.whole(&self.ctx.directory, &self.ctx.law))?;
            }
        }
        Ok(bulk)
    }
}
