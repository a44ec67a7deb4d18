//! Full-text search without diacritics or case: FTS5 on SQLite, `tsvector` with GIN on PostgreSQL. Only plain text is in it:
//! the title a member wrote, numbers, names of bodies and signers.
//!
//! Texts are cut into words here, not by the databases, so that both find the same.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Text};

use super::cases::Condition;
use super::conn::Conn;
use super::error::StoreError;
use super::fragment::{Fragment, select, sql};
use super::parties::MOST_DIGESTS;
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

/// The cases of parties with one of these digests, as far as nobody's identity is sealed to whom the case is shown: of what is
/// confidential, those who are not its senders. `Seen::names` says the same of one party.
const PEOPLE: &str = " UNION ALL SELECT party_index.case_id FROM party_index \
    JOIN parties ON parties.id = party_index.party_id JOIN cases AS named ON named.id = party_index.case_id \
    WHERE (NOT named.confidential OR parties.role NOT IN ('petitioner', 'representative')) AND party_index.blind IN (";

/// What a search comes to.
pub(super) enum Found {
    /// In these cases alone.
    Few(Vec<i64>),
    /// Everywhere, or in more than these are: a list is walked in its order, and each case looked at, which soon fills a page.
    Many,
}

/// Looks for the cases in which all terms are found, each as the beginning of a word, or of which the whole is a party's name
/// or number. One statement, whoever asks and whatever it finds.
pub(super) fn look(c: &mut Conn, terms: &str, people: &[String]) -> Result<Found, StoreError> {
    let dialect = Dialect::of(c);
    // What has no letter and no digit is in no text; nothing at all was not looked for.
    if terms.trim().is_empty() {
        return Ok(Found::Many);
    }
    let Some(all) = matching(dialect, terms, people) else { return Ok(Found::Few(Vec::new())) };
    let rows: Vec<i64> = all.sql(" LIMIT ").big_int(FEW + 1).load(c)?;
    let few = i64::try_from(rows.len()).is_ok_and(|found| found <= FEW);
    Ok(if few { Found::Few(rows) } else { Found::Many })
}

/// The condition on `cases` that is one of these. None: nothing is looked for. The plus keeps SQLite from coming to the cases
/// by way of all that were found.
pub(super) fn found(dialect: Dialect, terms: &str, people: &[String]) -> Option<Condition> {
    let column = match dialect {
        Dialect::Sqlite => "+cases.id IN (",
        Dialect::Postgres => "cases.id IN (",
    };
    Some(Box::new(sql(column).then(matching(dialect, terms, people)?).sql(")")))
}

/// The identifiers of the cases that are found: as many digests are bound as there may be, whatever was looked for.
fn matching(dialect: Dialect, terms: &str, people: &[String]) -> Option<Fragment<BigInt>> {
    let at = |place: usize| people.get(place).cloned().unwrap_or_default();
    let query = query(dialect, terms)?;
    let words = match dialect {
        Dialect::Sqlite => select("SELECT rowid FROM case_search WHERE case_search MATCH ").text(query),
        Dialect::Postgres => select("SELECT case_id FROM case_search WHERE words @@ CAST(").text(query).sql(" AS tsquery)"),
    };
    let first = words.sql(PEOPLE).text(at(0));
    Some((1..MOST_DIGESTS).fold(first, |all, place| all.sql(", ").text(at(place))).sql(")"))
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
