//! The query string and the path, parsed as strictly as a body.

use std::future::{Ready, ready};
use std::str::FromStr;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use serde::de::value::MapDeserializer;
use serde::de::{DeserializeOwned, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::cursor::PageParams;
use super::days;
use super::error::ApiError;
use super::serde_problem::field_problem;
use crate::domain::ids::{CaseId, MailId, PaperId};

/// The query string as `T`, whose unknown parameters are refused; `lang` belongs to every route.
#[derive(Debug)]
pub struct Params<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Params<T> {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(pairs_of(req).and_then(read).map(Self))
    }
}

/// What a list is narrowed to, and its page.
#[derive(Debug)]
pub struct Paged<T> {
    pub narrowed: T,
    pub page: PageParams,
}

impl<T: DeserializeOwned + 'static> FromRequest for Paged<T> {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(pairs_of(req).and_then(Self::of))
    }
}

impl<T: DeserializeOwned> Paged<T> {
    /// Parses a query string, as [`parse`].
    pub fn parse(query: &str) -> Result<Self, ApiError> {
        Self::of(pairs(query)?)
    }

    fn of(pairs: Vec<(String, String)>) -> Result<Self, ApiError> {
        let (page, narrowed) = pairs.into_iter().partition(|(name, _)| PageParams::NAMES.contains(&name.as_str()));
        Ok(Self { narrowed: read(narrowed)?, page: read(page)? })
    }
}

/// Parses a query string: 422 with the parameter that is wrong.
pub fn parse<T: DeserializeOwned>(query: &str) -> Result<T, ApiError> {
    read(pairs(query)?)
}

/// Of a page's address days may be written as people do; the API's are ISO 8601. What a form's field left empty says is nothing: a list
/// whose first choice is "all" is sent along as well.
fn pairs_of(req: &HttpRequest) -> Result<Vec<(String, String)>, ApiError> {
    let pairs = pairs(req.query_string())?;
    Ok(if req.path().starts_with("/api/") {
        pairs
    } else {
        days::joined(&pairs).into_iter().filter(|(_, value)| !value.is_empty()).collect()
    })
}

fn pairs(query: &str) -> Result<Vec<(String, String)>, ApiError> {
    let pairs = web::Query::<Vec<(String, String)>>::from_query(query).map_err(|_| ApiError::Malformed("malformed_query"))?;
    Ok(pairs.into_inner().into_iter().filter(|(name, _)| name != "lang").collect())
}

fn read<T: DeserializeOwned>(pairs: Vec<(String, String)>) -> Result<T, ApiError> {
    let pairs = pairs.into_iter().map(|(name, value)| (name, Value(value)));
    serde_path_to_error::deserialize(MapDeserializer::<_, serde::de::value::Error>::new(pairs)).map_err(|error| {
        let path = error.path().to_string();
        field_problem(&path, &error.into_inner().to_string())
    })
}

/// One value of a query: text that is read as what the field wants.
struct Value(String);

impl<'de> IntoDeserializer<'de> for Value {
    type Deserializer = Self;
    fn into_deserializer(self) -> Self {
        self
    }
}

macro_rules! as_parsed {
    ($($method:ident => $visit:ident as $type:ty),+ $(,)?) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
            match self.0.parse::<$type>() {
                Ok(value) => visitor.$visit(value),
                Err(_) => visitor.visit_string(self.0),
            }
        }
    )+};
}

impl<'de> Deserializer<'de> for Value {
    type Error = serde::de::value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_string(self.0)
    }

    as_parsed! {
        deserialize_bool => visit_bool as bool,
        deserialize_i32 => visit_i32 as i32,
        deserialize_i64 => visit_i64 as i64,
        deserialize_u8 => visit_u8 as u8,
        deserialize_u16 => visit_u16 as u16,
        deserialize_u32 => visit_u32 as u32,
        deserialize_u64 => visit_u64 as u64,
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(self, _: &'static str, _: &'static [&'static str], visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_enum(self.0.into_deserializer())
    }

    forward_to_deserialize_any! {
        i8 i16 i128 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// The `{id}` of the path. What is no identifier is not there: 404.
#[derive(Debug, Clone, Copy)]
pub struct PathId<T>(pub T);

impl<T: FromStr + 'static> FromRequest for PathId<T> {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(segment(req, "id").map(Self))
    }
}

/// The `{id}` and `{mail}` of a mail of a case.
#[derive(Debug, Clone, Copy)]
pub struct PathMail {
    pub case: CaseId,
    pub mail: MailId,
}

impl FromRequest for PathMail {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(segment(req, "id").and_then(|case| Ok(Self { case, mail: segment(req, "mail")? })))
    }
}

/// The `{id}` and `{paper}` of a paper of a case.
#[derive(Debug, Clone, Copy)]
pub struct PathPaper {
    pub case: CaseId,
    pub paper: PaperId,
}

impl FromRequest for PathPaper {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(segment(req, "id").and_then(|case| Ok(Self { case, paper: segment(req, "paper")? })))
    }
}

fn segment<T: FromStr>(req: &HttpRequest, name: &str) -> Result<T, ApiError> {
    req.match_info().get(name).and_then(|id| id.parse().ok()).ok_or(ApiError::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::UnitId;
    use crate::domain::kind::Kind;
    use serde::Deserialize;

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct List {
        kind: Option<Kind>,
        unit: Option<UnitId>,
        overdue: Option<bool>,
        limit: Option<u32>,
        q: Option<String>,
    }

    #[test]
    fn a_query_is_read_and_its_mistakes_are_named() {
        let list: List = parse("kind=complaint&overdue=true&limit=5&q=%C4%91%C6%A1n&lang=en").unwrap();
        assert_eq!(list, List { kind: Some(Kind::Complaint), unit: None, overdue: Some(true), limit: Some(5), q: Some("đơn".into()) });
        let table = [
            ("kind=x", "not_one_of", "kind"),
            ("unit=1", "not_an_id", "unit"),
            ("overdue=1", "wrong_type", "overdue"),
            ("limit=-1", "wrong_type", "limit"),
            ("sort=id", "unknown_field", "sort"),
            ("q=a&q=b", "duplicate_field", "q"),
        ];
        for (query, code, field) in table {
            let error = parse::<List>(query).unwrap_err();
            assert_eq!((error.code(), error.field().as_deref()), (code, Some(field)), "{query}");
        }
    }
}
