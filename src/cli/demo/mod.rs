//! `redress demo`: phường Cự Khối before the election of 23/05/2021, with a clock of its own that starts on 10/05/2021.

mod fill;
pub mod folder;
pub mod office;
mod steps;
pub mod story;
pub mod walk;

use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use self::folder::{Folder, Mark};
use super::{Failed, serve, work};
use crate::actions::digest::make_all;
use crate::app::App;
use crate::clock::{Clock, KeptClock, MovableClock};
use crate::config::{Config, SecondFactor};
use crate::domain::zone::start_of;
use crate::jobs::TIMETABLE;
use crate::logging;
use crate::store::events;

/// A running office with a story, in a folder of its own.
#[derive(Debug, Clone, clap::Args)]
pub struct DemoCommand {
    /// Begin anew: deletes what a demo left in its folder
    #[arg(long)]
    pub fresh: bool,
}

/// The folder, unless another is named.
pub const FOLDER: &str = "./demo-data";
/// The case that one may track as its sender, by its name in the script.
const TRACKED: &str = "rac-thai";

/// The clock of the demo in this folder, for another process beside it; none: it is no demo's.
pub fn clock_of(folder: &Path) -> anyhow::Result<Option<MovableClock>> {
    match Folder::stood(folder)? {
        Some(stood) => Ok(Some(MovableClock::running(stood))),
        None => Ok(None),
    }
}

/// Monday, 10/05/2021, 08:00 in Vietnam: three days before the freeze.
pub fn start() -> DateTime<Utc> {
    morning(NaiveDate::from_ymd_opt(2021, 5, 10).unwrap_or_default())
}

/// 08:00 in Vietnam.
fn morning(day: NaiveDate) -> DateTime<Utc> {
    let eight = NaiveTime::from_hms_opt(8, 0, 0).unwrap_or_default();
    start_of(day) + (eight - NaiveTime::MIN)
}

/// Founds the office in an empty database and plays the story up to [`start`]. Blocks for a few seconds.
pub fn build(app: &App) -> anyhow::Result<story::Story> {
    let clock = Arc::new(MovableClock::still(morning(NaiveDate::from_ymd_opt(2021, 2, 1).unwrap_or_default())));
    let founding = crate::actions::context::Context { clock: Arc::clone(&clock) as _, ..app.context_now()? };
    if !founding.directory.units.is_empty() {
        bail!("the database holds an office already: a demo needs an empty one");
    }
    office::found(&founding, app.passwords, clock.now())?;
    let ctx = crate::actions::context::Context { clock: Arc::clone(&clock) as _, ..app.context_now()? };
    let story = story::tell(&ctx, &clock)?;
    // The morning on which the demo begins.
    story::mornings(&ctx, &clock, start())?;
    clock.set(start());
    make_all(&ctx, &|| true)?;
    Ok(story)
}

/// Opens the demo: the story is told at the first start; later ones go on where the clock stood.
pub fn open(config: Config, command: &DemoCommand) -> anyhow::Result<(App, Arc<KeptClock>, Mark)> {
    // Its passwords are printed, and no telephone keeps its time.
    let config = Config { second_factor: SecondFactor::Off, ..config };
    let inside = config.database_url.as_str() == format!("sqlite:{}", config.data.join("redress.sqlite3").display());
    let mut folder = Folder::open(&config.data, command.fresh, inside)?;
    let app = App::open(config)?;
    let mark = match folder.mark.take() {
        Some(mark) => mark,
        None => {
            let story = build(&app).context("the story could not be told")?;
            let mark = mark(&story)?;
            folder.write(&mark)?;
            mark
        }
    };
    let latest = app.store.read(events::latest)?;
    let clock = Arc::new(KeptClock::open(&folder.clock(), start(), latest).context("the demo's clock")?);
    Ok((app.with_demo(Arc::clone(&clock)), clock, mark))
}

fn mark(story: &story::Story) -> anyhow::Result<Mark> {
    let (number, code) = story.receipts.get(TRACKED).context("the case to track is not in the story")?;
    Ok(Mark { built: true, tracked: (number.clone(), code.to_string()) })
}

/// Runs it until it is told to end.
pub fn run(config: Config, command: &DemoCommand) -> Result<(), Failed> {
    logging::start(&config.log.filter, config.log.json);
    let (app, clock, mark) = open(config, command)?;
    let app = Arc::new(app);
    // Whoever moves the clock sees what the time brings with it, without waiting for the jobs' next look.
    let worker = work::worker(Arc::clone(&app))?;
    let moved = Arc::clone(&worker);
    clock.when_moved(move || {
        for job in TIMETABLE {
            if let Err(error) = moved.run_once(job.name) {
                tracing::warn!(job = job.name, %error, "a job did not end well");
            }
        }
    });
    let config = app.config.clone();
    serve::until_ended(app, Some(worker), |address| {
        // Whoever reads no further, as `head` does, does not end the demo.
        let _ = writeln!(std::io::stdout(), "\n{}", walk::printed(&config, &mark, address, clock.now()));
    })?;
    clock.keep()?;
    Ok(())
}
