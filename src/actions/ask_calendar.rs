//! Admins are asked for the calendar of a year that nobody loaded: on 1 November of the year before and then each Monday,
//! once each. Time limits that run into such a year have no date.

use chrono::Duration;

use super::context::Context;
use super::digest::{List, Wanted};
use super::remind::GRACE;
use crate::domain::directory::Member;
use crate::domain::permission::Role;
use crate::domain::reminder::{asked, missing_years};
use crate::mail::{Mail, NoCalendar};
use crate::store::{StoreError, reminders};

/// Who of these members is to be asked by now and was not. Of days that were missed only the newest counts.
pub fn wanted(ctx: &Context, members: &[&Member]) -> Result<Vec<Wanted>, StoreError> {
    let (now, today) = (ctx.clock.now(), ctx.today());
    let Some(year) = missing_years(ctx.law.calendar.newest(), today).first().copied() else { return Ok(Vec::new()) };
    let mut wanted = Vec::new();
    for member in members {
        let admin = member.grants.iter().filter(|g| g.role == Role::Admin);
        let hour = admin.map(|g| ctx.directory.reminding(g.unit).at).min_by_key(|at| at.on(today));
        if let Some((day, at)) = hour.and_then(|hour| asked(year, hour, now)) {
            wanted.push(Wanted { list: List::Calendar, day, member: member.id, at });
        }
    }
    let Some(first) = wanted.iter().map(|w| w.day).min() else { return Ok(wanted) };
    // A clock that was set back finds the newer day told, and asks no more for the one before; a week bounds it.
    let told = ctx.store.read(|conn| reminders::listed_from(conn, first, List::Calendar.as_str()))?;
    wanted.retain(|w| !told.iter().any(|(member, day)| *member == w.member && (w.day..=w.day + Duration::days(7)).contains(day)));
    Ok(wanted)
}

/// The mail; none: everything is loaded by now.
pub fn mail(ctx: &Context, wanted: &Wanted, unit: String) -> Option<Mail> {
    let years = missing_years(ctx.law.calendar.newest(), ctx.today());
    let meant = (ctx.clock.now() > wanted.at + GRACE).then_some(wanted.at);
    (!years.is_empty()).then_some(Mail::NoCalendar(NoCalendar { unit, years, meant }))
}
