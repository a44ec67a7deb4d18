//! The command line: settings from flags and the environment, one file a command. Errors go to standard error in one line
//! each; exit 2 for what was asked wrongly, 1 for what failed.

mod calendar_load;
pub mod demo;
mod health;
pub mod intake;
mod keys;
pub mod law;
mod migrate;
mod out;
mod recompute;
mod retain;
pub mod seed;
mod serve;
mod user;
mod work;

use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand};

use crate::actions::manage_units;
use crate::app::App;
use crate::config::{Config, Settings};

/// The case tracker of an election complaints subcommittee.
#[derive(Debug, Parser)]
#[command(name = "redress", version, propagate_version = true)]
struct Cli {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Answer requests and run the jobs; migrates the database first
    Serve {
        /// Leave the jobs to another process: `redress work`
        #[arg(long)]
        no_jobs: bool,
    },
    /// Run the jobs alone, such as sending mails; any number of processes may
    Work {
        /// Run this one job now, say what came of it, and end
        #[arg(long, value_name = "JOB", value_parser = work::job_names())]
        once: Option<String>,
    },
    /// Ask the instance that answers on this machine whether it is ready: exit 0 if so, else 1
    Health,
    /// A ward before the election of 23/05/2021, with a clock of its own, in ./demo-data
    Demo(demo::DemoCommand),
    /// Fill the database with invented cases, for rehearsals and measurements
    Seed(seed::SeedCommand),
    /// What is kept no longer: lists it, and a month later anonymises it, as the job of that name does
    Retain {
        /// Only show what is due
        #[arg(long)]
        dry_run: bool,
        #[arg(long)]
        json: bool,
    },
    /// Bring the database up to date
    Migrate,
    /// Accounts: add, list, disable
    #[command(subcommand)]
    User(user::UserCommand),
    /// Office keys: status, rotate, export-recovery, import-recovery
    #[command(subcommand)]
    Keys(keys::KeysCommand),
    /// Take what comes in from outside
    #[command(subcommand)]
    Intake(intake::IntakeCommand),
    /// The law in force: calendar of an election, one time limit with its working
    #[command(subcommand)]
    Law(Law),
}

#[derive(Debug, Subcommand)]
enum Law {
    #[command(flatten)]
    Data(law::LawCommand),
    /// Load the calendar of a year from a file; with --dry-run only what it would do
    CalendarLoad(calendar_load::CalendarLoad),
    /// Which running deadlines changed law or calendars would move; without --dry-run moves them, on the register of each case
    Recompute {
        /// Only show what would move
        #[arg(long)]
        dry_run: bool,
        #[arg(long)]
        json: bool,
    },
}

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub struct Failed {
    /// 2: asked wrongly; 1: anything else.
    code: u8,
    error: anyhow::Error,
}

impl Failed {
    /// Something that was asked wrongly.
    pub fn usage(error: impl Into<anyhow::Error>) -> Self {
        Self { code: 2, error: error.into() }
    }
}

impl<E: Into<anyhow::Error>> From<E> for Failed {
    fn from(error: E) -> Self {
        Self { code: 1, error: error.into() }
    }
}

/// Runs the command of this process.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        // Help and the version are asked for; else what is wrong, in one line.
        Err(error) if !error.use_stderr() => error.exit(),
        Err(error) => {
            out::warn(format_args!("redress: {}", one_line(&error.to_string())));
            return ExitCode::from(2);
        }
    };
    match command(&cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failed) if out::heard_enough(&failed.error) => ExitCode::SUCCESS,
        Err(failed) => {
            for line in format!("{:#}", failed.error).lines() {
                out::warn(format_args!("redress: {line}"));
            }
            ExitCode::from(failed.code)
        }
    }
}

/// What clap says up to its usage, without its breaks and its first word.
fn one_line(said: &str) -> String {
    let what = said.split("\n\nUsage:").next().unwrap_or(said).split("\n\nFor more").next().unwrap_or(said);
    what.trim_start_matches("error: ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn command(cli: &Cli) -> Result<(), Failed> {
    let config = || cli.settings.check().map_err(Failed::usage);
    match &cli.command {
        Command::Serve { no_jobs } => serve::run(config()?, !no_jobs),
        Command::Work { once: Some(job) } => work::once(config()?, job),
        Command::Work { once: None } => work::run(config()?),
        Command::Health => health::run(&config()?),
        Command::Demo(demo) => demo::run(cli.settings.in_folder(demo::FOLDER).check().map_err(Failed::usage)?, demo),
        Command::Seed(seed) => seed::run(config()?, seed),
        Command::Retain { dry_run, json } => retain::run(config()?, *dry_run, *json),
        Command::Migrate => migrate::run(config()?),
        Command::Keys(command) => keys::run(config()?, command),
        Command::User(command) => user::run(config()?, command),
        Command::Law(Law::CalendarLoad(asked)) => calendar_load::run(config()?, asked),
        Command::Intake(command) => intake::run(config().map_err(|failed| Failed { code: 75, ..failed })?, command),
        Command::Law(Law::Recompute { dry_run, json }) => recompute::run(config()?, *dry_run, *json),
        Command::Law(Law::Data(command)) => {
            let failed = |error: law::LawCliError| match error {
                law::LawCliError::Output(error) => Failed::from(out::Unheard::from(error)),
                error => Failed { code: error.exit_code(), error: error.into() },
            };
            law::run(command, &mut std::io::stdout().lock()).map_err(failed)
        }
    }
}

/// Opens the office, and plants the unit of the country in a fresh one.
/// For a process beside a demo: by its clock, as it last stood; else as [`open`].
fn open_beside(config: Config) -> Result<Arc<App>, Failed> {
    let Some(clock) = demo::clock_of(&config.data)? else { return open(config) };
    Ok(Arc::new(App::open_at(config, Arc::new(clock), Arc::new(crate::clock::SystemRandomness))?))
}

fn open(config: Config) -> Result<Arc<App>, Failed> {
    let app = Arc::new(App::open(config)?);
    manage_units::plant(&app.context_now()?)?;
    Ok(app)
}
