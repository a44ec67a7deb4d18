//! Full-text search without diacritics or case: FTS5 on SQLite, `tsvector` with GIN on PostgreSQL. Only plain text is in it:
//! the title a member wrote, numbers, names of bodies and signers.
//!
//! Texts are cut into words here, not by the databases, so that both find the same.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Text};

use super::cases::Condition;
use super::conn::Conn;
use super::error::StoreError;
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

/// The cases of parties with one of these digests, as far as nobody's identity is sealed to whom the case is shown: of what is
/// confidential, those who are not its senders. `Seen::names` says the same of one party.
const PEOPLE: &str = " UNION SELECT party_index.case_id FROM party_index \
    JOIN parties ON parties.id = party_index.party_id JOIN cases AS named ON named.id = party_index.case_id \
    WHERE (NOT named.confidential OR parties.role NOT IN ('petitioner', 'representative')) AND party_index.blind IN (";

/// The digests asked for and the end of the statement: as many as a party has fields, whatever was looked for.
macro_rules! named {
    ($query:expr, $people:expr) => {{
        let at = |place: usize| $people.get(place).cloned().unwrap_or_default();
        let query = $query.bind::<Text, _>(at(0)).sql(", ").bind::<Text, _>(at(1));
        query.sql(", ").bind::<Text, _>(at(2)).sql(", ").bind::<Text, _>(at(3)).sql("))")
    }};
}

/// The condition on `cases` that all terms are found, each as the beginning of a word, or that the whole is a party's name or
/// number. One statement, whoever asks and whatever it finds. None: nothing is looked for.
pub(super) fn found(dialect: Dialect, terms: &str, people: &[String]) -> Option<Condition> {
    let mut terms = words(terms);
    terms.truncate(MOST_TERMS);
    if terms.is_empty() {
        return None;
    }
    let each =
        |quote: char, after: &str, and: &str| terms.iter().map(|t| format!("{quote}{t}{quote}{after}")).collect::<Vec<_>>().join(and);
    let sql = |before: &str| diesel::dsl::sql::<Bool>(before);
    Some(match dialect {
        Dialect::Sqlite => {
            let query = sql("cases.id IN (SELECT rowid FROM case_search WHERE case_search MATCH ");
            Box::new(named!(query.bind::<Text, _>(each('"', "*", " AND ")).sql(PEOPLE), people))
        }
        Dialect::Postgres => {
            let query = sql("cases.id IN (SELECT case_id FROM case_search WHERE words @@ CAST(");
            Box::new(named!(query.bind::<Text, _>(each('\'', ":*", " & ")).sql(" AS tsquery)").sql(PEOPLE), people))
        }
    })
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
