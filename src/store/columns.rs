//! How the domain's values lie in columns.

use std::fmt::Debug;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, NaiveDateTime, SubsecRound, Utc};
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Text;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::error::StoreError;
use crate::domain;

/// A closed list of words: the same in the database, in JSON and in addresses.
pub trait Code: Copy + Debug + FromStr {
    /// The word that stands for this value.
    fn word(self) -> &'static str;
}

macro_rules! words {
    ($($code:ty),+ $(,)?) => {$(
        impl Code for $code {
            fn word(self) -> &'static str { self.as_str() }
        }
    )+};
}

words! {
    domain::kind::Kind, domain::kind::Matter, domain::kind::Contest, domain::kind::Track, domain::kind::Channel, domain::kind::Form,
    domain::kind::Identity, domain::kind::Body, domain::outcome::CaseResult, domain::outcome::ClosedAs, domain::outcome::DocumentKind,
    domain::status::StatusCode, domain::event::EventCode, domain::rulebook::Duty, domain::party::PartyRole, domain::directory::Level, domain::permission::Role,
}

/// An enum in a text column, by its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromSqlRow, AsExpression)]
#[diesel(sql_type = Text)]
pub struct AsText<T: Debug>(pub T);

impl<T: Code, DB: Backend> ToSql<Text, DB> for AsText<T>
where
    str: ToSql<Text, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        <str as ToSql<Text, DB>>::to_sql(self.0.word(), out)
    }
}

impl<T: Code, DB: Backend> FromSql<Text, DB> for AsText<T>
where
    String: FromSql<Text, DB>,
{
    fn from_sql(raw: DB::RawValue<'_>) -> deserialize::Result<Self> {
        let word = String::from_sql(raw)?;
        // The word itself is not said: the column may have been written by somebody else.
        T::from_str(&word).map(Self).map_err(|_| "a word that is not in its list".into())
    }
}

/// A column that is JSON.
pub fn to_json<T: Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|_| StoreError::Corrupt("a value cannot be written as JSON"))
}

/// Reads a JSON column; `what` names it in the error.
pub fn from_json<T: DeserializeOwned>(json: &str, what: &'static str) -> Result<T, StoreError> {
    serde_json::from_str(json).map_err(|_| StoreError::Corrupt(what))
}

/// A time for a column: UTC, to the microsecond, which is what PostgreSQL holds.
pub fn at(time: DateTime<Utc>) -> NaiveDateTime {
    time.naive_utc().trunc_subsecs(6)
}

/// A time from a column.
pub fn time(at: NaiveDateTime) -> DateTime<Utc> {
    at.and_utc()
}

/// Stands in `cases.next_due` for "none": lists sort and page by it without NULLs.
pub const NO_DUE: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};
