//! Calendars of deadlines for calendar programs, under an address that is a credential: shown once, kept as a keyed hash, revocable.

use chrono::{DateTime, Utc};

use super::context::Context;
use super::error::ActionError;
use super::mails::secret;
use crate::domain::directory::{Directory, Member};
use crate::domain::ical::{self, Entry};
use crate::domain::ids::{FeedId, MemberId, UnitId};
use crate::domain::permission::{Role, Scope};
use crate::domain::refusal::Refusal;
use crate::store::calendar_feeds::{self as feeds, Feed};
use crate::store::case_list::{self, Assignee, Filter, Sort};
use crate::store::columns::NO_DUE;
use crate::store::deadlines::{self, Dated};
use crate::store::{Conn, StoreError};
use crate::texts::{Lang, text};

/// The most feeds of an account.
const MOST: usize = 10;
/// The most cases in a feed, the most urgent first.
const CASES: usize = 500;

/// A feed that was made.
#[derive(Debug, Clone)]
pub struct Made {
    /// The whole address. Whoever has it reads the feed.
    pub address: String,
}

/// Where a feed is read; the token and `.ics` follow.
pub const PATH: &str = "/feed/";

/// Whether the member works on cases of this unit, and so may have a calendar of its deadlines.
pub fn may_have(directory: &Directory, member: &Member, unit: UnitId) -> bool {
    let works = |role: &Role| matches!(role, Role::Clerk | Role::Officer | Role::Supervisor);
    directory.roles(member.id, unit).iter().any(works)
}

/// Makes a feed: of the cases that the member handles, or of a unit they work in, with those below it.
///
/// Refuses a unit in which they do not work, and more than ten.
pub fn make(ctx: &Context, me: MemberId, unit: Option<UnitId>) -> Result<Made, ActionError> {
    let member = ctx.directory.members.get(&me).filter(|m| !m.disabled).ok_or(Refusal::missing("user_not_found"))?;
    if unit.is_some_and(|unit| !may_have(&ctx.directory, member, unit)) {
        return Err(Refusal::field("unit", "unit_unknown").into());
    }
    let (now, token) = (ctx.clock.now(), ctx.token());
    ctx.write(|conn| {
        if feeds::of_member(conn, me)?.len() >= MOST {
            return Err(Refusal::state("too_many_feeds").with("most", MOST).into());
        }
        let feed = Feed { id: FeedId(ctx.id(now)), member: me, unit, created_at: now };
        Ok(feeds::insert(conn, &ctx.keys.token_hash(&token), &feed)?)
    })?;
    Ok(Made { address: format!("{}{PATH}{token}.ics", ctx.sender.public_url) })
}

/// The feeds of an account that work.
pub fn of_member(ctx: &Context, me: MemberId) -> Result<Vec<Feed>, ActionError> {
    Ok(ctx.store.read(|conn| feeds::of_member(conn, me))?)
}

/// Revokes a feed of one's own; its address leads nowhere from now on.
pub fn revoke(ctx: &Context, me: MemberId, id: FeedId) -> Result<(), ActionError> {
    let now = ctx.clock.now();
    if ctx.store.write(|conn| feeds::revoke(conn, me, id, now))? { Ok(()) } else { Err(Refusal::missing("feed_not_found").into()) }
}

/// The calendar of this token, as text. None: no such feed, revoked, or its maker's account is disabled.
///
/// It shows what its maker may see at this moment, and of secret cases only that something falls due: no number, no rule, no name.
pub fn read(ctx: &Context, token: &str) -> Result<Option<String>, ActionError> {
    let (now, hash) = (ctx.clock.now(), ctx.keys.token_hash(token));
    ctx.store.snapshot(|conn| {
        let Some(feed) = feeds::find(conn, &hash)? else { return Ok(None) };
        let Some(member) = ctx.directory.members.get(&feed.member).filter(|m| !m.disabled) else { return Ok(None) };
        written(ctx, conn, member, feed.unit, now).map(Some)
    })
}

fn written(ctx: &Context, conn: &mut Conn, member: &Member, unit: Option<UnitId>, now: DateTime<Utc>) -> Result<String, ActionError> {
    let (directory, lang) = (&ctx.directory, member.language.parse().unwrap_or(Lang::Vi));
    let say = |id: &str, args: &[(&str, String)]| text(lang, id, args).unwrap_or_default();
    let unit = match unit {
        // A role that was taken away takes its deadlines with it.
        Some(unit) if !may_have(directory, member, unit) => return Ok(ical::calendar(&say("feed-name", &[]), now, &[])),
        unit => unit.and_then(|unit| directory.units.get(&unit)),
    };
    let name = unit.map_or_else(|| say("feed-name", &[]), |unit| say("feed-name-unit", &[("unit", unit.name.clone())]));
    let narrowed = match unit {
        Some(unit) => Filter { units: directory.below(unit.id), ..Filter::default() },
        None => Filter { assignee: Some(Assignee::Member(member.id)), ..Filter::default() },
    };
    let filter = Filter { due_before: Some(NO_DUE), ..narrowed };
    let scope = Scope::of(member, directory);
    let cases = case_list::page(conn, &scope, &filter, ctx.today(), Sort::NextDue, None, CASES)?.cases;
    let ids: Vec<_> = cases.iter().map(|case| case.id).collect();
    let host = ctx.sender.from.email.domain();
    let mut entries = Vec::new();
    for Dated { case: id, rule, started_seq, due } in deadlines::dated_of(conn, &ids)? {
        let case = cases.iter().find(|case| case.id == id).ok_or(StoreError::Corrupt("the case of a deadline"))?;
        let secret = secret(case);
        let path = if secret { "/desk".to_owned() } else { format!("/cases/{id}") };
        let url = format!("{}{path}", ctx.sender.public_url);
        let names = ctx.law.rulebook.rule(&rule).map(|r| r.names.of(lang.as_str()).to_owned()).unwrap_or_default();
        let summary =
            if secret { say("feed-secret", &[]) } else { say("feed-deadline", &[("number", case.number.to_string()), ("rule", names)]) };
        // Opaque, and the same whenever it is made.
        let mark: String = ctx.keys.digest(&format!("deadline {id} {rule} {started_seq}")).chars().take(32).collect();
        entries.push(Entry {
            uid: format!("{mark}@{host}"),
            sequence: case.version,
            day: due,
            summary,
            description: say("feed-open", &[("url", url.clone())]),
            url,
        });
    }
    entries.sort_by(|a, b| (a.day, &a.uid).cmp(&(b.day, &b.uid)));
    Ok(ical::calendar(&name, now, &entries))
}
