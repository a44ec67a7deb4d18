//! `redress migrate`: brings the database up to date and ends.

use super::{Failed, open};
use crate::config::Config;

/// Runs it.
pub fn run(config: Config) -> Result<(), Failed> {
    open(config)?;
    super::out::say("The database is up to date.")?;
    Ok(())
}
