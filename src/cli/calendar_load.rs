//! `redress law calendar-load`: the calendar of a year from a file; with --dry-run only what it would do.

use std::path::PathBuf;

use anyhow::Context as _;
use serde_json::json;

use super::out::say;
use super::recompute::line;
use super::{Failed, open};
use crate::actions::error::ActionError;
use crate::actions::manage_calendars;
use crate::config::Config;
use crate::domain::calendar_file::{FileError, lacking, read};
use crate::domain::text::Line;

/// Which file, and how.
#[derive(Debug, Clone, clap::Args)]
pub struct CalendarLoad {
    /// A .toml file as in law/vn/calendar, a .csv with the columns date,kind,vi,en, or an .ics
    pub file: PathBuf,
    /// Which year, where the file has several
    #[arg(long)]
    pub year: Option<i32>,
    /// Where the days are announced; a .toml file says so itself
    #[arg(long, default_value = "")]
    pub source: String,
    /// Only show what it would do
    #[arg(long)]
    pub dry_run: bool,
    #[arg(long)]
    pub json: bool,
}

/// Shows what it does, and unless it is a dry run does it.
pub fn run(config: Config, asked: &CalendarLoad) -> Result<(), Failed> {
    let content = std::fs::read(&asked.file).with_context(|| format!("{} cannot be read", asked.file.display()))?;
    let read = read(&asked.file.display().to_string(), &content, asked.year, &asked.source);
    let file = read.map_err(|e: FileError| Failed::usage(anyhow::anyhow!("{}: {e}", asked.file.display())))?;
    let calendar = file.calendar;
    if Line::parse(&calendar.basis).is_err() {
        return Err(Failed::usage(anyhow::anyhow!("--source: say where the days are announced")));
    }
    let app = open(config)?;
    let ctx = app.context_now()?;
    let effect = manage_calendars::preview(&ctx, &calendar, usize::MAX).map_err(told)?;
    if !asked.dry_run {
        manage_calendars::load_year(&ctx, calendar.clone()).map_err(told)?;
    }
    if asked.json {
        let lacks = lacking(&calendar);
        let said = json!({"calendar": calendar, "left_out": file.left_out, "lacking": lacks, "dated": effect.dated,
            "would_move": effect.would_move, "loaded": !asked.dry_run});
        say(serde_json::to_string_pretty(&said)?)?;
        return Ok(());
    }
    say(format_args!("{}: {} days off, {} worked; {} left out", calendar.year, calendar.off.len(), calendar.worked.len(), file.left_out))?;
    for day in lacking(&calendar) {
        say(format_args!("no day off: {}", day.format("%d/%m/%Y")))?;
    }
    for moved in effect.dated.iter().chain(&effect.would_move) {
        say(line(moved))?;
    }
    let (get, got) = if asked.dry_run { ("would get", "would be loaded") } else { ("get", "is loaded") };
    say(format_args!(
        "{} deadlines {get} a date; {} keep theirs until `redress law recompute`",
        effect.dated.len(),
        effect.would_move.len()
    ))?;
    say(format_args!("the calendar of {} {got}", calendar.year))?;
    Ok(())
}

fn told(error: ActionError) -> Failed {
    match error {
        ActionError::Refused { refusal, .. } => Failed::usage(anyhow::anyhow!("refused: {}", refusal.code)),
        other => Failed::from(other),
    }
}
