//! Accounts: who there are.

use actix_web::http::Method;
use askama::Template;
use serde::Deserialize;

use super::{ADMINS, ROWS, places, sample};
use crate::actions::manage_users::sees;
use crate::actions::read::office::{self, Thin};
use crate::domain::directory::{Directory, Grant, Member, Unit};
use crate::domain::ids::{MemberId, UnitId};
use crate::domain::permission::Role;
use crate::http::actor::Caller;
use crate::http::cursor::{decode, encode};
use crate::http::error::{Answer, ApiError};
use crate::http::pages::{Choice, Field, Frame, Sample, page};
use crate::http::params::Params;
use crate::http::route::Route;
use crate::http::shared::block;

/// Which accounts. What was left empty is not asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    role: Option<String>,
    unit: Option<String>,
    cursor: Option<String>,
}

/// An account in the list.
struct Row {
    id: MemberId,
    username: String,
    name: String,
    roles: Vec<String>,
    /// A word of `account-state`.
    state: &'static str,
    /// Until when they are away.
    until: Option<chrono::NaiveDate>,
}

impl Row {
    fn of(frame: &Frame, directory: &Directory, member: &Member, invited: &[MemberId]) -> Self {
        let away = member.absent_until.filter(|until| *until >= frame.today);
        let state = match (member.disabled, invited.contains(&member.id), away) {
            (true, _, _) => "disabled",
            (false, true, _) => "invited",
            (false, false, Some(_)) => "away",
            (false, false, None) => "active",
        };
        let roles = roles(frame, directory, member, |_| true);
        Self { id: member.id, username: member.username.clone(), name: member.name.clone(), roles, state, until: away }
    }
}

/// What an account may do where, in the units that are asked for.
pub(super) fn roles(frame: &Frame, directory: &Directory, member: &Member, which: impl Fn(UnitId) -> bool) -> Vec<String> {
    let granted = member.grants.iter().filter(|g| which(g.unit));
    granted.map(|g| format!("{}, {}", frame.word("role", g.role), places::name(directory, g.unit))).collect()
}

#[derive(Template)]
#[template(path = "pages/admin/users.html")]
struct Users<'a> {
    frame: &'a Frame,
    /// Units where four eyes are not two pairs.
    thin: Vec<Thin>,
    filters: Vec<Field>,
    rows: Vec<Row>,
    /// The address of the first page, where this is a later one.
    first: Option<String>,
    /// The address of the next page.
    next: Option<String>,
}

/// `GET /admin/users`
async fn list(frame: Frame, caller: Caller, params: Params<List>) -> Answer {
    let list = params.0;
    let after: Option<String> = decode(list.cursor.as_deref())?;
    let (role, unit) = (wanted::<Role>(&list.role), list.unit.as_deref().map(str::trim).filter(|u| !u.is_empty()));
    let (thin, invited) = {
        let (ctx, me) = (caller.ctx.clone(), caller.member);
        block(move || Ok::<_, ApiError>((office::thin(&ctx, me)?, office::without_password(&ctx)?))).await?
    };
    let directory = &caller.ctx.directory;
    let kept = places::kept(directory, caller.member);
    let place = unit.and_then(|u| kept.iter().find(|k| k.id.to_string() == u || k.sign.eq_ignore_ascii_case(u))).map(|u| u.id);
    let fits = |m: &&Member| {
        let fits = |g: &Grant| role.is_none_or(|r| r == g.role) && place.is_none_or(|u| directory.within(g.unit, u));
        role.is_none() && place.is_none() || m.grants.iter().any(fits)
    };
    let mut members: Vec<&Member> = directory.members.values().filter(|m| sees(directory, caller.member, m)).filter(fits).collect();
    members.sort_by(|a, b| a.username.cmp(&b.username));
    let rest: Vec<&Member> = members.into_iter().filter(|m| after.as_ref().is_none_or(|a| m.username > *a)).take(ROWS + 1).collect();
    let shown = rest.get(..ROWS.min(rest.len())).unwrap_or_default();
    let more = rest.len() > ROWS;
    let address = |cursor: &Option<String>| {
        let kept = |name: &str, value: Option<String>| value.map(|v| format!("{name}={v}"));
        let all = [kept("role", role.map(|r| r.to_string())), kept("unit", place.map(|u| u.to_string())), kept("cursor", cursor.clone())];
        let all: Vec<String> = all.into_iter().flatten().collect();
        format!("/admin/users?{}", all.join("&")).trim_end_matches('?').to_owned()
    };
    let next = shown.last().filter(|_| more).map(|last| address(&Some(encode(&last.username))));
    let filters = filters(&frame, &kept, role, place);
    let rows = shown.iter().map(|m| Row::of(&frame, directory, m, &invited)).collect();
    page(&Users { frame: &frame, thin, filters, rows, first: after.map(|_| address(&None)), next })
}

fn wanted<T: std::str::FromStr>(typed: &Option<String>) -> Option<T> {
    typed.as_deref().and_then(|t| t.parse().ok())
}

fn filters(frame: &Frame, kept: &[&Unit], role: Option<Role>, unit: Option<UnitId>) -> Vec<Field> {
    let role_field = Field::select(frame, "role", Choice::all(frame, "role", Role::ALL)).label(frame.t("field-grants-role")).no_hint();
    let role_field = if let Some(role) = role { role_field.value(role) } else { role_field };
    vec![role_field.optional(), places::field(frame, "unit", kept, unit).no_hint().optional()]
}

/// The page with sample data.
pub fn samples(frame: &Frame) -> Vec<Sample> {
    let directory = sample::directory();
    let kept = places::kept(&directory, sample::ADMIN);
    let mut members: Vec<&Member> = directory.members.values().collect();
    members.sort_by_key(|m| m.id);
    let list = Users {
        frame,
        thin: vec![Thin { unit: "Phường Cự Khối (CK)".to_owned(), holders: 1 }],
        filters: filters(frame, &kept, Some(Role::Clerk), None),
        rows: members.iter().map(|m| Row::of(frame, &directory, m, &[sample::INVITED])).collect(),
        first: Some("/admin/users".to_owned()),
        next: Some("/admin/users?cursor=abc".to_owned()),
    };
    let empty = Users { thin: vec![], filters: vec![], rows: vec![], first: None, next: None, frame };
    vec![Sample::of("admin/users", &list), Sample::of("admin/users empty", &empty)]
}

/// The row of the table of routes.
pub fn routes() -> Vec<Route> {
    vec![Route::page(Method::GET, "/admin/users", "admin_users", ADMINS, list)]
}
