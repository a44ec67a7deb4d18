//! `EXPLAIN` around a query of diesel's, with its bound values.

use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::{Integer, Text};

use crate::store::conn::{Conn, Db};
use crate::store::error::StoreError;

/// SQLite: rows of id, parent, an unused number, and the step.
#[derive(QueryId)]
struct OnSqlite<Q>(Q);

/// PostgreSQL: lines.
#[derive(QueryId)]
struct OnPostgres<Q>(Q);

impl<Q> Query for OnSqlite<Q> {
    type SqlType = (Integer, Integer, Integer, Text);
}

impl<Q> Query for OnPostgres<Q> {
    type SqlType = Text;
}

impl<Q: QueryFragment<Db>> QueryFragment<Db> for OnSqlite<Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Db>) -> QueryResult<()> {
        out.push_sql("EXPLAIN QUERY PLAN ");
        self.0.walk_ast(out)
    }
}

impl<Q: QueryFragment<Db>> QueryFragment<Db> for OnPostgres<Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Db>) -> QueryResult<()> {
        out.push_sql("EXPLAIN ");
        self.0.walk_ast(out)
    }
}

impl<Q> RunQueryDsl<Conn> for OnSqlite<Q> {}
impl<Q> RunQueryDsl<Conn> for OnPostgres<Q> {}

pub(in crate::store) fn explain<Q: QueryFragment<Db> + QueryId>(c: &mut Conn, query: Q) -> Result<Vec<String>, StoreError> {
    if matches!(c, Conn::Sqlite(_)) {
        let steps: Vec<(i32, i32, i32, String)> = OnSqlite(query).load(c)?;
        Ok(steps.into_iter().map(|(_, _, _, step)| step).collect())
    } else {
        Ok(OnPostgres(query).load(c)?)
    }
}
