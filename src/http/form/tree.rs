//! The fields of a form as a tree, which serde reads as what each field wants.

use std::collections::BTreeMap;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use crate::http::error::ApiError;

/// What serde says of it.
pub type TreeError = serde::de::value::Error;

/// How deep names may go: `representatives.0.phone` is three.
const DEPTH: usize = 4;

/// A value, or values below it.
#[derive(Debug)]
pub enum Tree {
    /// Everything that was sent under one name.
    Values(Vec<String>),
    Below(BTreeMap<String, Tree>),
}

impl Tree {
    /// Grows from fields; those left empty are left out.
    pub fn of(fields: &[(String, String)]) -> Result<Self, ApiError> {
        let mut root = BTreeMap::new();
        for (name, value) in fields.iter().filter(|(_, value)| !value.trim().is_empty()) {
            let parts: Vec<&str> = name.split('.').collect();
            if parts.len() > DEPTH {
                return Err(wrong(&parts.iter().take(DEPTH - 2).copied().collect::<Vec<_>>().join(".")));
            }
            put(&mut root, &parts, value).ok_or_else(|| wrong(parts.first().copied().unwrap_or_default()))?;
        }
        Ok(Self::Below(root))
    }

    /// The numbered ones in order, if all are numbered.
    fn numbered(below: BTreeMap<String, Self>) -> Result<Vec<Self>, BTreeMap<String, Self>> {
        if !below.keys().all(|key| key.parse::<u16>().is_ok()) {
            return Err(below);
        }
        let mut items: Vec<(u16, Self)> = below.into_iter().filter_map(|(key, tree)| Some((key.parse().ok()?, tree))).collect();
        items.sort_by_key(|(at, _)| *at);
        Ok(items.into_iter().map(|(_, tree)| tree).collect())
    }
}

fn wrong(field: &str) -> ApiError {
    ApiError::Field { field: field.to_owned(), code: "wrong_type", args: vec![] }
}

/// None: a name is both a value and a branch.
fn put(at: &mut BTreeMap<String, Tree>, parts: &[&str], value: &str) -> Option<()> {
    match parts {
        [] => None,
        [last] => match at.entry((*last).to_owned()).or_insert_with(|| Tree::Values(Vec::new())) {
            Tree::Values(values) => {
                values.push(value.to_owned());
                Some(())
            }
            Tree::Below(_) => None,
        },
        [first, rest @ ..] => match at.entry((*first).to_owned()).or_insert_with(|| Tree::Below(BTreeMap::new())) {
            Tree::Below(below) => put(below, rest, value),
            Tree::Values(_) => None,
        },
    }
}

impl<'de> IntoDeserializer<'de> for Tree {
    type Deserializer = Self;
    fn into_deserializer(self) -> Self {
        self
    }
}

macro_rules! as_parsed {
    ($($method:ident => $visit:ident as $type:ty),+ $(,)?) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
            match &self {
                Self::Values(values) if values.len() == 1 => match values.first().and_then(|v| v.trim().parse::<$type>().ok()) {
                    Some(value) => visitor.$visit(value),
                    None => self.deserialize_any(visitor),
                },
                _ => self.deserialize_any(visitor),
            }
        }
    )+};
}

impl<'de> Deserializer<'de> for Tree {
    type Error = TreeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        match self {
            Self::Values(mut values) if values.len() == 1 => visitor.visit_string(values.pop().unwrap_or_default()),
            Self::Values(values) => visitor.visit_seq(SeqDeserializer::new(values.into_iter())),
            Self::Below(below) => visitor.visit_map(MapDeserializer::new(below.into_iter())),
        }
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

    /// One value is a list of one.
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        match self {
            Self::Values(values) => visitor.visit_seq(SeqDeserializer::new(values.into_iter().map(|v| Self::Values(vec![v])))),
            Self::Below(below) => match Self::numbered(below) {
                Ok(items) => visitor.visit_seq(SeqDeserializer::new(items.into_iter())),
                Err(below) => visitor.visit_map(MapDeserializer::new(below.into_iter())),
            },
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, TreeError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(self, _: &'static str, _: &'static [&'static str], visitor: V) -> Result<V::Value, TreeError> {
        match self {
            Self::Values(mut values) if values.len() == 1 => visitor.visit_enum(values.pop().unwrap_or_default().into_deserializer()),
            other => other.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        i8 i16 i128 u128 f32 f64 char str string bytes byte_buf unit unit_struct tuple tuple_struct map struct identifier ignored_any
    }
}
