//! `redress retain`: what is kept no longer. With `--dry-run` only the list; else what the job of that name does.

use super::out::say;
use super::{Failed, open};
use crate::actions::retain;
use crate::config::Config;
use crate::domain::day::Day;

/// Shows the list, or brings it up to date and destroys what is ripe.
pub fn run(config: Config, dry_run: bool, json: bool) -> Result<(), Failed> {
    let app = open(config)?;
    let ctx = app.context_now()?;
    let due = ctx.store.snapshot(|conn| retain::due(&ctx, conn))?;
    if json {
        say(serde_json::to_string_pretty(&due)?)?;
    } else {
        let shown = |day: Option<Day>| day.map_or("-".to_owned(), |day| day.0.format("%d/%m/%Y").to_string());
        for one in &due {
            let (since, listed, destroyed) = (shown(Some(one.since)), shown(one.listed_on), shown(one.destroyed_on));
            say(format_args!("{}  rests since {since}  {}  listed {listed}  destroyed {destroyed}", one.number, one.basis))?;
        }
        say(format_args!("{} cases are kept no longer", due.len()))?;
    }
    if dry_run {
        return Ok(());
    }
    let listed = retain::list(&ctx)?;
    let mut destroyed = 0;
    for case in retain::ripe(&ctx)? {
        destroyed += usize::from(retain::destroy(&ctx, case)?);
    }
    if destroyed > 0 {
        ctx.store.write(crate::store::retention::tidy_search)?;
    }
    Ok(say(format_args!("{listed} newly listed, {destroyed} anonymised"))?)
}
