//! Lists of cases, within what the reader may know of.

use std::collections::HashMap;

use serde::Deserialize;
use utoipa::IntoParams;

use super::case_reads::Seen;
use super::case_view::CaseView;
use super::links::Links;
use crate::actions::act::Purpose;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::domain::case::{Case, Phase};
use crate::domain::day::Day;
use crate::domain::gate::{self, Standing};
use crate::domain::ids::{CaseId, MemberId, UnitId};
use crate::domain::kind::{Kind, Matter, Track};
use crate::domain::permission::Scope;
use crate::domain::refusal::Refusal;
use crate::domain::status::StatusCode;
use crate::store::case_list::{self, Assignee, Cursor, Entry, Filter, Sort};
use crate::store::{Conn, case_keys, cases, parties, texts, titles};

codes! {
    /// The order of a list; `-` before a field: downwards.
    pub enum Order {
        /// The most urgent first, those without a due date last.
        NextDue = "next_due",
        ReceivedAt = "received_at",
        Newest = "-received_at",
        Number = "number",
        NumberDown = "-number",
    }
}

/// What a list is narrowed to. A yes-or-no narrows either way: `false` gives the cases of which it is not so.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    pub status: Option<StatusCode>,
    pub kind: Option<Kind>,
    pub matter: Option<Matter>,
    pub track: Option<Track>,
    /// A unit, with its subtree.
    pub unit: Option<UnitId>,
    /// A member's id, `me` or `none`.
    pub assignee: Option<String>,
    /// With an office deadline past due in an open phase.
    pub overdue: Option<bool>,
    pub phase: Option<Phase>,
    /// Due before this day.
    pub due_before: Option<Day>,
    /// With a service owed.
    pub to_serve: Option<bool>,
    pub suspended: Option<bool>,
    /// Awaits an answer from outside.
    pub awaits_answer: Option<bool>,
    /// Beginnings of words of the title or the number; diacritics and case do not matter. Or the whole name, phone, e-mail
    /// address or id number of a party whose identity is not sealed.
    #[param(max_length = 200)]
    pub q: Option<String>,
    #[param(inline)]
    pub sort: Option<Order>,
}

impl ListQuery {
    pub(super) fn filter(&self, ctx: &Context, me: MemberId) -> Result<Filter, Refusal> {
        let assignee = match self.assignee.as_deref() {
            None => None,
            Some("me") => Some(Assignee::Member(me)),
            Some("none") => Some(Assignee::Nobody),
            Some(id) => Some(Assignee::Member(id.parse().map_err(|_| Refusal::field("assignee", "not_an_id"))?)),
        };
        let units = match self.unit {
            None => Vec::new(),
            Some(root) if ctx.directory.units.get(&root).is_some_and(|u| u.parent.is_none()) && ctx.directory.roots() == 1 => Vec::new(),
            Some(root) => ctx.directory.below(root),
        };
        if self.unit.is_some_and(|root| !ctx.directory.units.contains_key(&root)) {
            return Err(Refusal::field("unit", "unit_unknown"));
        }
        if self.q.as_ref().is_some_and(|q| q.chars().count() > 200) {
            return Err(Refusal::field("q", "too_long").with("most", 200));
        }
        Ok(Filter {
            status: self.status.into_iter().collect(),
            kind: self.kind,
            matter: self.matter,
            track: self.track,
            units,
            assignee,
            overdue: self.overdue,
            phase: self.phase,
            due_before: self.due_before.map(Day::into),
            q: self.q.clone().filter(|q| !q.trim().is_empty()),
            people: self.q.as_deref().map(|q| parties::digests(&ctx.keys, q)).unwrap_or_default(),
            to_serve: self.to_serve,
            suspended: self.suspended,
            awaits_answer: self.awaits_answer,
            ..Filter::default()
        })
    }

    pub(super) fn order(&self) -> Sort {
        match self.sort.unwrap_or(Order::NextDue) {
            Order::NextDue => Sort::NextDue,
            Order::ReceivedAt => Sort::Received,
            Order::Newest => Sort::Newest,
            Order::Number => Sort::Number,
            Order::NumberDown => Sort::NumberDown,
        }
    }
}

/// Which cases are on a page, each with its version, and where the next page begins.
pub fn entries(
    ctx: &Context,
    conn: &mut Conn,
    me: MemberId,
    query: &ListQuery,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<(Vec<Entry>, Option<Cursor>), ActionError> {
    let Some(member) = ctx.directory.members.get(&me) else { return Ok((Vec::new(), None)) };
    let scope = Scope::of(member, &ctx.directory);
    Ok(case_list::entries(conn, &scope, &query.filter(ctx, me)?, ctx.today(), query.order(), after, limit)?)
}

/// These cases, which this member was found to know of, as the API shows them.
pub fn views(ctx: &Context, conn: &mut Conn, me: MemberId, ids: &[CaseId]) -> Result<Vec<CaseView>, ActionError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let day = ctx.today();
    let found = cases::load_all(conn, ids)?;
    let mut titles = titles_of(ctx, conn, me, &found)?;
    let links = Links::of(ctx, conn, me, &found)?;
    let show = |case: Case| {
        let standing = Standing::member(me, &case, &ctx.directory, ctx.clock.now());
        let allowed = gate::allowed(&case, &standing, day);
        CaseView::of(&case, titles.remove(&case.id), allowed, &links, &ctx.directory, day)
    };
    Ok(found.into_iter().map(show).collect())
}

/// Titles in at most three queries: the plain ones, and the senders' own of what nobody has classified.
pub(super) fn titles_of(ctx: &Context, conn: &mut Conn, me: MemberId, cases: &[Case]) -> Result<HashMap<CaseId, String>, ActionError> {
    let ids: Vec<CaseId> = cases.iter().map(|c| c.id).collect();
    let mut titles = titles::of(conn, &ids)?;
    let sealed: Vec<CaseId> = cases
        .iter()
        .filter(|c| !titles.contains_key(&c.id))
        .filter(|c| Seen { case: (*c).clone(), standing: Standing::member(me, c, &ctx.directory, ctx.clock.now()) }.content(me))
        .map(|c| c.id)
        .collect();
    if !sealed.is_empty() {
        let keys = case_keys::load_all(conn, &ctx.keys, &sealed)?;
        titles.extend(texts::first_of_each(conn, &keys, Purpose::Title.as_str())?);
    }
    Ok(titles)
}
