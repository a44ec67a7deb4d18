//! Lists of cases: filtered, within a member's scope, paged by key on an index.

pub mod board;
mod conditions;
mod cursor;
mod plan;

use std::borrow::Cow;
use std::collections::HashSet;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::cases::{CaseRow, Condition};
use super::columns::{NO_DUE, at, time};
use super::conn::{Conn, Db};
use super::error::StoreError;
use super::fragment::sql;
use super::parties::Digests;
use super::schema::{case_asks, cases};
use super::search::{self, Dialect, Found};
use crate::domain::case::{Case, Phase};
use crate::domain::ids::{CaseId, MemberId, UnitId};
use crate::domain::kind::{Kind, Matter, Track};
use crate::domain::permission::Scope;
use crate::domain::status::StatusCode;

pub use cursor::{Cursor, Entry};
pub(super) use plan::explain;

/// Who handles it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assignee {
    Member(MemberId),
    /// An open case that nobody handles.
    Nobody,
}

/// What a list is narrowed to; the default narrows to nothing.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Any of these; empty: all.
    pub status: Vec<StatusCode>,
    pub kind: Option<Kind>,
    pub matter: Option<Matter>,
    pub track: Option<Track>,
    /// Any of these units, subtrees not included; empty: all.
    pub units: Vec<UnitId>,
    pub assignee: Option<Assignee>,
    /// An office deadline is past due and the phase is open; `false`: it is not so.
    pub overdue: Option<bool>,
    pub phase: Option<Phase>,
    /// Due before this day.
    pub due_before: Option<NaiveDate>,
    /// Every word begins one of the case's; or the whole is a party's name or number, by the digests in `people`.
    pub q: Option<String>,
    pub people: Digests,
    /// A service is owed; or none is.
    pub to_serve: Option<bool>,
    pub suspended: Option<bool>,
    /// An answer from outside is awaited; or none is.
    pub awaits_answer: Option<bool>,
    /// Received, screening, proposed, accepted or drafted.
    pub open: bool,
    /// A disposition or a decision awaits a signature.
    pub to_sign: bool,
    /// A supervisor is asked: to open the identity, or about a possible conflict.
    pub asks: bool,
    /// Due on this day or later.
    pub due_from: Option<NaiveDate>,
    /// Letters of a flood that wait to be admitted; or all but those.
    pub triage: Option<bool>,
    /// Only these.
    pub ids: Option<Vec<CaseId>>,
}

/// The order of a list; the id decides between equals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The most urgent first, those without a due date last.
    #[default]
    NextDue,
    /// The longest waiting first.
    Received,
    /// The newest first.
    Newest,
    /// By year and place in the letter book.
    Number,
    /// The latest number first.
    NumberDown,
}

impl std::str::FromStr for Sort {
    type Err = ();
    /// As in the address: the field, `-` before it for downwards.
    fn from_str(word: &str) -> Result<Self, ()> {
        match word {
            "next_due" => Ok(Self::NextDue),
            "received_at" => Ok(Self::Received),
            "-received_at" => Ok(Self::Newest),
            "number" => Ok(Self::Number),
            "-number" => Ok(Self::NumberDown),
            _ => Err(()),
        }
    }
}

/// A part of a list.
#[derive(Debug, Clone)]
pub struct Page {
    pub cases: Vec<Case>,
    /// Where the next part begins; none: this was the last.
    pub next: Option<Cursor>,
}

/// How many: exact up to [`Count::MOST`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    pub cases: usize,
    /// There are more than these.
    pub more: bool,
}

impl Count {
    /// Counting stops here.
    pub const MOST: usize = 1000;
}

type Query<'a> = cases::BoxedQuery<'a, Db>;

/// The next `limit` cases in this order after the cursor, as this member may see them on this day.
/// A cursor of another order begins the list anew.
pub fn page(
    c: &mut Conn,
    scope: &Scope,
    filter: &Filter,
    today: NaiveDate,
    sort: Sort,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<Page, StoreError> {
    let asked = Asked { scope, filter, today, sort, after, limit };
    let load = |c: &mut Conn, query: Query<'static>| {
        let rows: Vec<CaseRow> = query.select(CaseRow::as_select()).load(c)?;
        rows.into_iter().map(CaseRow::into_case).collect()
    };
    let (cases, next) = found(c, &asked, load, Entry::of)?;
    Ok(Page { cases, next })
}

/// The same page, of each case only which it is and its version: for whoever has the rest of that version already.
pub fn entries(
    c: &mut Conn,
    scope: &Scope,
    filter: &Filter,
    today: NaiveDate,
    sort: Sort,
    after: Option<&Cursor>,
    limit: usize,
) -> Result<(Vec<Entry>, Option<Cursor>), StoreError> {
    let asked = Asked { scope, filter, today, sort, after, limit };
    let load = |c: &mut Conn, query: Query<'static>| {
        let columns = (cases::id, cases::version, cases::next_due, cases::received_at, cases::number_year, cases::number_seq);
        let rows: Vec<(i64, i64, NaiveDate, NaiveDateTime, i32, i32)> = query.select(columns).load(c)?;
        let entry = |(id, version, next_due, received_at, year, seq): (i64, i64, NaiveDate, NaiveDateTime, i32, i32)| Entry {
            id: CaseId(id),
            version,
            next_due: (next_due != NO_DUE).then_some(next_due),
            received_at: time(received_at),
            number: (year, seq),
        };
        Ok(rows.into_iter().map(entry).collect())
    };
    found(c, &asked, load, |entry| *entry)
}

/// The version of a case, if it is there and this member is not in conflict with it.
pub fn version_for(c: &mut Conn, id: CaseId, member: MemberId) -> Result<Option<i64>, StoreError> {
    let row = cases::table.filter(cases::id.eq(id.0)).filter(conditions::not_in_conflict(member));
    Ok(row.select(cases::version).first(c).optional()?)
}

/// What a page is asked of.
struct Asked<'a> {
    scope: &'a Scope,
    filter: &'a Filter,
    today: NaiveDate,
    sort: Sort,
    after: Option<&'a Cursor>,
    limit: usize,
}

/// The rows of a page, in order, and the cursor behind them if there are more.
fn found<R>(
    c: &mut Conn,
    asked: &Asked<'_>,
    load: impl Fn(&mut Conn, Query<'static>) -> Result<Vec<R>, StoreError>,
    entry: impl Fn(&R) -> Entry,
) -> Result<(Vec<R>, Option<Cursor>), StoreError> {
    let one_more = i64::try_from(asked.limit).unwrap_or(i64::MAX - 1) + 1;
    let mut found: Vec<R> = Vec::new();
    let filter = &*looked_for(c, asked.filter)?;
    let arms = conditions::arms(Dialect::of(c), asked.scope, filter);
    let merged = arms.len() > 1;
    for arm in arms {
        let mut query = narrowed(c, asked.scope, filter, asked.today, arm);
        if let Some(after) = asked.after.and_then(|cursor| beyond(asked.sort, cursor)) {
            query = query.filter(after);
        }
        found.extend(load(c, ordered(query, asked.sort).limit(one_more))?);
    }
    if merged {
        found.sort_by(|a, b| Cursor::order(asked.sort, &entry(a), &entry(b)));
        found.dedup_by_key(|row| entry(row).id);
    }
    let more = found.len() > asked.limit;
    found.truncate(asked.limit);
    let next = found.last().filter(|_| more).map(|last| Cursor::at(asked.sort, &entry(last)));
    Ok((found, next))
}

/// How many cases a list has.
pub fn count(c: &mut Conn, scope: &Scope, filter: &Filter, today: NaiveDate) -> Result<Count, StoreError> {
    let most = i64::try_from(Count::MOST).unwrap_or(i64::MAX - 1) + 1;
    let mut seen = HashSet::new();
    let filter = &*looked_for(c, filter)?;
    for arm in conditions::arms(Dialect::of(c), scope, filter) {
        // In the order of the list: it leads to the index that the list has.
        let ids: Vec<i64> = ordered(narrowed(c, scope, filter, today, arm), Sort::NextDue).select(cases::id).limit(most).load(c)?;
        seen.extend(ids);
    }
    Ok(Count { cases: seen.len().min(Count::MOST), more: seen.len() > Count::MOST })
}

/// How many cases are late on this day, in all units and for nobody in particular: a number for who runs the machine.
pub fn overdue(c: &mut Conn, today: NaiveDate) -> Result<Count, StoreError> {
    let most = i64::try_from(Count::MOST).unwrap_or(i64::MAX - 1) + 1;
    let mut query = cases::table.into_boxed::<Db>();
    for condition in conditions::of(Dialect::of(c), &Filter { overdue: Some(true), ..Filter::default() }, today) {
        query = query.filter(condition);
    }
    let ids: Vec<i64> = query.select(cases::id).limit(most).load(c)?;
    Ok(Count { cases: ids.len().min(Count::MOST), more: ids.len() > Count::MOST })
}

/// How the database would run the statements of a list, in its own words: for the test that reads them.
pub fn plan(c: &mut Conn, scope: &Scope, filter: &Filter, today: NaiveDate, sort: Sort, limit: i64) -> Result<Vec<String>, StoreError> {
    let mut lines = Vec::new();
    for arm in conditions::arms(Dialect::of(c), scope, filter) {
        let query = ordered(narrowed(c, scope, filter, today, arm), sort).limit(limit);
        lines.extend(plan::explain(c, query)?);
    }
    Ok(lines)
}

/// So many cases on which a supervisor's word is awaited are looked up one by one.
const FEW_ASKS: i64 = 500;

/// The filter with what few cases have as these cases: words that were looked for, and that a supervisor's word is awaited.
fn looked_for<'f>(c: &mut Conn, filter: &'f Filter) -> Result<Cow<'f, Filter>, StoreError> {
    let mut filter = Cow::Borrowed(filter);
    if filter.asks {
        // PostgreSQL, told of them within the statement, would rather walk all cases in the order of the list.
        let found: Vec<i64> = case_asks::table.select(case_asks::case_id).limit(FEW_ASKS + 1).load(c)?;
        if i64::try_from(found.len()).is_ok_and(|found| found <= FEW_ASKS) {
            filter = Cow::Owned(Filter { asks: false, ..among(&filter, found) });
        }
    }
    let Some(terms) = &filter.q else { return Ok(filter) };
    Ok(match search::look(c, terms, &filter.people)? {
        Found::Many => filter,
        Found::Few(found) => Cow::Owned(Filter { q: None, ..among(&filter, found) }),
    })
}

/// The filter with these cases alone, of those that it has.
fn among(filter: &Filter, found: Vec<i64>) -> Filter {
    let wanted = |id: &CaseId| filter.ids.as_ref().is_none_or(|ids| ids.contains(id));
    Filter { ids: Some(found.into_iter().map(CaseId).filter(wanted).collect()), ..filter.clone() }
}

fn narrowed(c: &Conn, scope: &Scope, filter: &Filter, today: NaiveDate, arm: Condition) -> Query<'static> {
    let mut query = cases::table.into_boxed::<Db>().filter(arm).filter(conditions::not_in_conflict(scope.member()));
    for condition in conditions::of(Dialect::of(c), filter, today) {
        query = query.filter(condition);
    }
    query
}

fn ordered(query: Query<'static>, sort: Sort) -> Query<'static> {
    match sort {
        Sort::NextDue => query.order((cases::next_due.asc(), cases::id.asc())),
        Sort::Received => query.order((cases::received_at.asc(), cases::id.asc())),
        Sort::Newest => query.order((cases::received_at.desc(), cases::id.desc())),
        Sort::Number => query.order((cases::number_year.asc(), cases::number_seq.asc(), cases::id.asc())),
        Sort::NumberDown => query.order((cases::number_year.desc(), cases::number_seq.desc(), cases::id.desc())),
    }
}

/// What comes after the cursor, as one comparison of rows: both databases seek to it in the index.
fn beyond(sort: Sort, cursor: &Cursor) -> Option<Condition> {
    Some(Box::new(match (sort, cursor) {
        (Sort::NextDue, Cursor::NextDue(due, id)) => {
            sql("(cases.next_due, cases.id) > (").date(due.unwrap_or(NO_DUE)).sql(", ").big_int(id.0).sql(")")
        }
        (Sort::Received | Sort::Newest, Cursor::Received(time, id)) => {
            let start = if sort == Sort::Received { "(cases.received_at, cases.id) > (" } else { "(cases.received_at, cases.id) < (" };
            sql(start).timestamp(at(*time)).sql(", ").big_int(id.0).sql(")")
        }
        (Sort::Number | Sort::NumberDown, Cursor::Number(year, seq, id)) => {
            let start = match sort {
                Sort::Number => "(cases.number_year, cases.number_seq, cases.id) > (",
                _ => "(cases.number_year, cases.number_seq, cases.id) < (",
            };
            sql(start).integer(*year).sql(", ").integer(*seq).sql(", ").big_int(id.0).sql(")")
        }
        (Sort::NextDue | Sort::Received | Sort::Newest | Sort::Number | Sort::NumberDown, _) => return None,
    }))
}
