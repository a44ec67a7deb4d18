//! Lists in pages: the next one begins after a key, so that a page costs the same wherever it lies.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::error::ApiError;

/// A page of a list.
#[derive(Debug, Serialize)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// What to give as `cursor` for the next page; absent on the last.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// From up to `limit + 1` rows: the one too many says that there is a next page. `key`: what the last shown row is sorted by.
    pub fn of<R, K: Serialize>(mut rows: Vec<R>, limit: Limit, key: impl Fn(&R) -> K, view: impl Fn(R) -> T) -> Self {
        let more = rows.len() > limit.rows();
        rows.truncate(limit.rows());
        let next = if more { rows.last().map(|row| encode(&key(row))) } else { None };
        Self { items: rows.into_iter().map(view).collect(), next }
    }
}

/// How many rows a page has: 1 to 100, 25 unless asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit(u8);

impl Limit {
    /// The most that a page holds.
    pub const MOST: u8 = 100;

    /// Rows on the page.
    pub fn rows(self) -> usize {
        usize::from(self.0)
    }

    /// Rows to ask the database for: one more tells whether there is a next page.
    pub fn fetch(self) -> i64 {
        i64::from(self.0) + 1
    }
}

impl Default for Limit {
    fn default() -> Self {
        Self(25)
    }
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let asked = i64::deserialize(from)?;
        u8::try_from(asked)
            .ok()
            .filter(|n| (1..=Self::MOST).contains(n))
            .map(Self)
            .ok_or_else(|| serde::de::Error::custom(crate::domain::text::Violation::NotBetween(1, i64::from(Self::MOST))))
    }
}

impl utoipa::PartialSchema for Limit {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::Integer)
            .minimum(Some(1))
            .maximum(Some(i64::from(Self::MOST)))
            .default(Some(25.into()))
            .into()
    }
}

impl ToSchema for Limit {}

/// Which page of a list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageParams {
    #[param(inline)]
    pub limit: Option<Limit>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
}

impl PageParams {
    /// The parameters that say which page; the others narrow the list.
    pub const NAMES: [&'static str; 2] = ["limit", "cursor"];
}

/// The text of a cursor for this key.
pub fn encode<K: Serialize>(key: &K) -> String {
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(key).unwrap_or_default())
}

/// The key of a cursor that was given; 422 for what is none.
pub fn decode<K: DeserializeOwned>(cursor: Option<&str>) -> Result<Option<K>, ApiError> {
    let bad = || ApiError::Field { field: "cursor".into(), code: "bad_cursor", args: vec![] };
    let Some(cursor) = cursor else { return Ok(None) };
    let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| bad())?;
    serde_json::from_slice(&bytes).map(Some).map_err(|_| bad())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_knows_whether_there_is_a_next_one() {
        let limit: Limit = serde_json::from_str("2").unwrap();
        let page = Page::of(vec![1, 2, 3], limit, |n| *n, |n| n);
        assert_eq!(page.items, [1, 2]);
        assert_eq!(decode::<i32>(page.next.as_deref()).unwrap(), Some(2));
        assert_eq!(Page::of(vec![1, 2], limit, |n| *n, |n| n).next, None);
    }

    #[test]
    fn a_cursor_of_another_list_is_refused() {
        for wrong in ["", "x", &encode(&"word"), "!!"] {
            assert_eq!(decode::<(i32, i64)>(Some(wrong)).unwrap_err().code(), "bad_cursor", "{wrong}");
        }
        for wrong in ["0", "101", "-1"] {
            assert!(serde_json::from_str::<Limit>(wrong).is_err(), "{wrong}");
        }
    }
}
