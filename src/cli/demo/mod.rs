//! `redress demo`: phường Cự Khối before the election of 23/05/2021, with a clock of its own that starts on 10/05/2021.

mod fill;
pub mod office;
mod steps;
pub mod story;

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use crate::actions::context::Context;
use crate::clock::{MovableClock, Randomness};
use crate::config::PasswordCost;
use crate::domain::directory::Directory;
use crate::domain::law::Law;
use crate::domain::zone::start_of;
use crate::seal::Keys;
use crate::store::{Store, calendars, directory};

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
pub fn build(store: &Store, keys: &Arc<Keys>, random: &Arc<dyn Randomness>, cost: PasswordCost) -> anyhow::Result<story::Story> {
    let clock = Arc::new(MovableClock::still(morning(NaiveDate::from_ymd_opt(2021, 2, 1).unwrap_or_default())));
    let empty = Context {
        store: store.clone(),
        keys: Arc::clone(keys),
        clock: Arc::clone(&clock) as _,
        random: Arc::clone(random),
        directory: Arc::new(Directory::default()),
        law: Arc::new(Law::embedded().clone()),
    };
    office::found(&empty, cost, empty.clock.now())?;
    let (directory, (revision, years, figures)) =
        store.snapshot(|conn| Ok::<_, crate::store::StoreError>((directory::load(conn)?, calendars::load(conn)?)))?;
    let law = Law::embedded().with(revision, years, figures).map_err(anyhow::Error::msg)?;
    let ctx = Context { directory: Arc::new(directory), law: Arc::new(law), ..empty };
    story::tell(&ctx, &clock)
}
