//! Conditions in SQL of our own, which diesel may keep prepared: it keeps none that holds `dsl::sql` or a list of values.

use std::marker::PhantomData;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::{BigInt, Bool, Date, Integer, Text, Timestamp};

use super::conn::{Conn, Db};
use super::search::Dialect;

/// A piece of SQL. Values are always bound, never part of the text.
#[derive(Debug, Clone)]
enum Part {
    Sql(&'static str),
    BigInt(i64),
    Integer(i32),
    Text(String),
    Date(NaiveDate),
    Timestamp(NaiveDateTime),
}

/// SQL put together from pieces, of the given type.
#[derive(Debug, Clone)]
pub(super) struct Fragment<ST = Bool> {
    parts: Vec<Part>,
    of: PhantomData<ST>,
}

/// Begins a condition with this SQL.
pub(super) fn sql(text: &'static str) -> Fragment {
    Fragment { parts: vec![Part::Sql(text)], of: PhantomData }
}

/// Begins a statement with this SQL, whose rows hold one number.
pub(super) fn select(text: &'static str) -> Fragment<BigInt> {
    Fragment { parts: vec![Part::Sql(text)], of: PhantomData }
}

/// Begins a statement with this SQL, whose rows hold two numbers.
pub(super) fn select_pairs(text: &'static str) -> Fragment<(BigInt, BigInt)> {
    Fragment { parts: vec![Part::Sql(text)], of: PhantomData }
}

impl<ST> Fragment<ST> {
    /// With the pieces of another behind.
    pub(super) fn then<Other>(mut self, other: Fragment<Other>) -> Self {
        self.parts.extend(other.parts);
        self
    }

    pub(super) fn sql(mut self, text: &'static str) -> Self {
        self.parts.push(Part::Sql(text));
        self
    }

    pub(super) fn big_int(mut self, value: i64) -> Self {
        self.parts.push(Part::BigInt(value));
        self
    }

    pub(super) fn integer(mut self, value: i32) -> Self {
        self.parts.push(Part::Integer(value));
        self
    }

    pub(super) fn text(mut self, value: String) -> Self {
        self.parts.push(Part::Text(value));
        self
    }

    pub(super) fn date(mut self, value: NaiveDate) -> Self {
        self.parts.push(Part::Date(value));
        self
    }

    pub(super) fn timestamp(mut self, value: NaiveDateTime) -> Self {
        self.parts.push(Part::Timestamp(value));
        self
    }
}

/// That a column holds one of these numbers, bound as one text whatever their number.
pub(super) fn is_among(dialect: Dialect, column: &'static str, values: impl IntoIterator<Item = i64>) -> Fragment {
    let list = values.into_iter().map(|value| value.to_string()).collect::<Vec<_>>().join(",");
    match dialect {
        Dialect::Sqlite => sql(column).sql(" IN (SELECT value FROM json_each(").text(format!("[{list}]")).sql("))"),
        Dialect::Postgres => sql(column).sql(" = ANY(CAST(").text(format!("{{{list}}}")).sql(" AS BIGINT[]))"),
    }
}

impl<ST: diesel::sql_types::SingleValue> Expression for Fragment<ST> {
    type SqlType = ST;
}

impl<ST> QueryFragment<Db> for Fragment<ST> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Db>) -> QueryResult<()> {
        for part in &self.parts {
            match part {
                Part::Sql(text) => out.push_sql(text),
                Part::BigInt(value) => out.push_bind_param::<BigInt, _>(value)?,
                Part::Integer(value) => out.push_bind_param::<Integer, _>(value)?,
                Part::Text(value) => out.push_bind_param::<Text, _>(value)?,
                Part::Date(value) => out.push_bind_param::<Date, _>(value)?,
                Part::Timestamp(value) => out.push_bind_param::<Timestamp, _>(value)?,
            }
        }
        Ok(())
    }
}

impl Query for Fragment<BigInt> {
    type SqlType = BigInt;
}

impl RunQueryDsl<Conn> for Fragment<BigInt> {}

impl Query for Fragment<(BigInt, BigInt)> {
    type SqlType = (BigInt, BigInt);
}

impl RunQueryDsl<Conn> for Fragment<(BigInt, BigInt)> {}

/// The text differs from one to the next: a statement is known by its text.
impl<ST> QueryId for Fragment<ST> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<ST, GB> ValidGrouping<GB> for Fragment<ST> {
    type IsAggregate = is_aggregate::No;
}

impl<ST, QS> AppearsOnTable<QS> for Fragment<ST> where Self: Expression {}
impl<ST, QS> SelectableExpression<QS> for Fragment<ST> where Self: AppearsOnTable<QS> {}
