//! `redress law recompute`: changed law or calendars never move a running deadline silently.

use super::out::say;
use super::{Failed, open};
use crate::actions::recompute_law::{self, Move, Which};
use crate::config::Config;

/// Shows what would move, and unless it is a dry run moves it.
pub fn run(config: Config, dry_run: bool, json: bool) -> Result<(), Failed> {
    let app = open(config)?;
    let ctx = app.context_now()?;
    let moves = if dry_run { recompute_law::preview(&ctx, Which::Running)? } else { recompute_law::apply(&ctx, Which::Running)? };
    if json {
        say(serde_json::to_string_pretty(&moves)?)?;
        return Ok(());
    }
    for moved in &moves {
        say(line(moved))?;
    }
    let what = if dry_run { "would move" } else { "moved" };
    say(format_args!("{} deadlines {what}", moves.len()))?;
    Ok(())
}

pub(super) fn line(moved: &Move) -> String {
    let shown = |date: Option<chrono::NaiveDate>| date.map_or("no date".to_owned(), |d| d.format("%d/%m/%Y").to_string());
    format!("{}  {}  {} -> {}", moved.number, moved.rule, shown(moved.from), shown(moved.to))
}
