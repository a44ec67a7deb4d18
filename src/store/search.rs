//! Full-text search without diacritics or case: FTS5 on SQLite, `tsvector` with GIN on PostgreSQL. Only plain text is in it:
//! the title a member wrote, numbers, names of bodies and signers.
//!
//! Texts are cut into words here, not by the databases, so that both find the same.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Text};

use super::cases::Condition;
use super::conn::Conn;
use super::error::StoreError;
use super::fragment::sql;
use crate::domain::ids::CaseId;
use crate::domain::text::fold;

/// More terms than these are not looked for.
const MOST_TERMS: usize = 8;
/// Longer words are cut.
const MOST_LETTERS: usize = 40;

/// The words of a text: folded, cut at whatever is neither letter nor digit.
fn words(text: &str) -> Vec<String> {
    fold(text).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(|w| w.chars().take(MOST_LETTERS).collect()).collect()
}

/// Makes a case findable by the words of this text, and by no others.
pub fn put(c: &mut Conn, case: CaseId, text: &str) -> Result<(), StoreError> {
    let words = words(text).join(" ");
    match c {
        Conn::Sqlite(c) => diesel::sql_query("INSERT OR REPLACE INTO case_search (rowid, words) VALUES (?, ?)")
            .bind::<BigInt, _>(case.0)
            .bind::<Text, _>(words)
            .execute(c)?,
        Conn::Postgres(c) => diesel::sql_query(
            "INSERT INTO case_search (case_id, words) VALUES ($1, array_to_tsvector(array_remove(string_to_array($2, ' '), ''))) \
             ON CONFLICT (case_id) DO UPDATE SET words = excluded.words",
        )
        .bind::<BigInt, _>(case.0)
        .bind::<Text, _>(words)
        .execute(c)?,
    };
    Ok(())
}

/// Makes new cases findable, each by the words of its text.
pub(super) fn put_new(c: &mut Conn, rows: &[(i64, String)]) -> Result<(), StoreError> {
    match c {
        Conn::Sqlite(c) => {
            for (case, words) in rows {
                // Built once: the statement is kept prepared.
                diesel::sql_query("INSERT INTO case_search (rowid, words) VALUES (?, ?)")
                    .bind::<BigInt, _>(case)
                    .bind::<Text, _>(words)
                    .execute(c)?;
            }
        }
        Conn::Postgres(c) => {
            let (cases, words): (Vec<i64>, Vec<&str>) = rows.iter().map(|(case, words)| (*case, words.as_str())).unzip();
            diesel::sql_query(
                "INSERT INTO case_search (case_id, words) \
                 SELECT id, array_to_tsvector(array_remove(string_to_array(said, ' '), '')) FROM unnest($1, $2) AS new (id, said)",
            )
            .bind::<Array<BigInt>, _>(cases)
            .bind::<Array<Text>, _>(words)
            .execute(c)?;
        }
    }
    Ok(())
}

/// The words of a text as they are kept.
pub(super) fn kept_words(text: &str) -> String {
    words(text).join(" ")
}

/// Which database's language a condition is written in.
#[derive(Debug, Clone, Copy)]
pub(super) enum Dialect {
    Sqlite,
    Postgres,
}

impl Dialect {
    pub(super) const fn of(c: &Conn) -> Self {
        match c {
            Conn::Sqlite(_) => Self::Sqlite,
            Conn::Postgres(_) => Self::Postgres,
        }
    }
}

/// More cases than these are not looked up one by one.
const FEW: i64 = 1000;

/// What a search comes to.
pub(super) enum Found {
    /// Nothing was looked for.
    All,
    /// In these cases alone.
    Few(Vec<i64>),
    /// In more than these are: a list is walked in its order, and each case looked at, which soon fills a page.
    Many,
}

/// Looks for all terms, each as the beginning of a word.
pub(super) fn look(c: &mut Conn, terms: &str) -> Result<Found, StoreError> {
    let Some(query) = query(Dialect::of(c), terms) else { return Ok(Found::All) };
    let rows: Vec<Row> = match c {
        Conn::Sqlite(c) => diesel::sql_query("SELECT rowid AS id FROM case_search WHERE case_search MATCH ? LIMIT ?")
            .bind::<Text, _>(query)
            .bind::<BigInt, _>(FEW + 1)
            .load(c)?,
        Conn::Postgres(c) => diesel::sql_query("SELECT case_id AS id FROM case_search WHERE words @@ CAST($1 AS tsquery) LIMIT $2")
            .bind::<Text, _>(query)
            .bind::<BigInt, _>(FEW + 1)
            .load(c)?,
    };
    let few = i64::try_from(rows.len()).is_ok_and(|found| found <= FEW);
    Ok(if few { Found::Few(rows.into_iter().map(|row| row.id).collect()) } else { Found::Many })
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

/// The condition on `cases` that all terms are found. None: nothing is looked for. The plus keeps SQLite from coming to the
/// cases by way of all that were found.
pub(super) fn found(dialect: Dialect, terms: &str) -> Option<Condition> {
    let query = query(dialect, terms)?;
    Some(Box::new(match dialect {
        Dialect::Sqlite => sql("+cases.id IN (SELECT rowid FROM case_search WHERE case_search MATCH ").text(query).sql(")"),
        Dialect::Postgres => sql("cases.id IN (SELECT case_id FROM case_search WHERE words @@ CAST(").text(query).sql(" AS tsquery))"),
    }))
}

/// The terms in the database's own language. None: there are none.
fn query(dialect: Dialect, terms: &str) -> Option<String> {
    let mut terms = words(terms);
    terms.truncate(MOST_TERMS);
    let each =
        |quote: char, after: &str, and: &str| terms.iter().map(|t| format!("{quote}{t}{quote}{after}")).collect::<Vec<_>>().join(and);
    match dialect {
        _ if terms.is_empty() => None,
        Dialect::Sqlite => Some(each('"', "*", " AND ")),
        Dialect::Postgres => Some(each('\'', ":*", " & ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_cut_at_what_is_no_letter_or_digit() {
        assert_eq!(
            words("Khiếu nại: ĐƠN số 0012/2026/CK (\"quoted\" * OR)"),
            ["khieu", "nai", "don", "so", "0012", "2026", "ck", "quoted", "or"]
        );
        assert_eq!(words("'; -- &|!"), Vec::<String>::new());
        assert_eq!(words(&"ă".repeat(50)), ["a".repeat(40)]);
    }
}
