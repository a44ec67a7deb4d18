//! A form of a page: `application/x-www-form-urlencoded`, read within its limits, with the token of its session.
//!
//! Its fields are parsed into the very types the JSON API has: `petitioner.name` is the field `name` in `petitioner`, and
//! `representatives.0.phone` that of the first representative. What was left empty is not there.

mod tree;

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, http::header, web};
use serde::de::DeserializeOwned;

use super::body;
use super::csrf::Expected;
use super::days;
use super::error::ApiError;
use super::serde_problem::field_problem;
use super::strict::Strict;
use crate::config::Limits;
use tree::Tree;

/// The name of the field that holds the token.
pub const TOKEN: &str = "csrf";

/// What was filled in, in its order.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Form(Vec<(String, String)>);

/// Names only: what people type is nobody's in a log.
impl std::fmt::Debug for Form {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

impl FromIterator<(String, String)> for Form {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(fields: I) -> Self {
        Self(fields.into_iter().collect())
    }
}

impl Form {
    /// The first value of this field as it was typed; empty when it is not there.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }

    /// Every value of this field, e.g. of check boxes.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// Whether this check box is ticked, this button was pressed.
    pub fn has(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }

    /// All fields but the token.
    pub fn fields(&self) -> &[(String, String)] {
        &self.0
    }

    /// Puts this value in the place of what the field had.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.retain(|(n, _)| n != name);
        self.0.push((name.to_owned(), value.into()));
    }

    /// Takes a field out, with everything below it, and gives its first value.
    pub fn take(&mut self, name: &str) -> String {
        let value = self.get(name).to_owned();
        let below = format!("{name}.");
        self.0.retain(|(n, _)| n != name && !n.starts_with(&below));
        value
    }

    /// The version that the reader of the page saw, from the hidden field `version`.
    pub fn version(&mut self) -> Option<i64> {
        self.take("version").parse().ok()
    }

    /// The fields as `T`, days also as `10/05/2021` and in three parts: 422 with the field that is wrong, as of a JSON body.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, ApiError> {
        let tree = Tree::of(&days::joined(&self.0))?;
        serde_path_to_error::deserialize(Strict(tree)).map_err(|error: serde_path_to_error::Error<tree::TreeError>| {
            let path = error.path().to_string();
            field_problem(&path, &error.into_inner().to_string())
        })
    }
}

/// A form that the guard of a route has read, for the handler behind it.
#[derive(Debug)]
pub struct Read(pub Form);

impl FromRequest for Form {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let most = req.app_data::<web::Data<Limits>>().map_or(Limits::default().body_bytes, |limits| limits.body_bytes);
        let media = req.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let ours = media.split(';').next().is_some_and(|m| m.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded"));
        let expected = req.extensions().get::<Rc<Expected>>().cloned();
        // What the guard of the route has read already.
        if let Some(read) = req.extensions().get::<Rc<Read>>() {
            let form = read.0.clone();
            return Box::pin(std::future::ready(Ok(form)));
        }
        let payload = payload.take();
        Box::pin(async move {
            if !ours {
                return Err(ApiError::NotForm);
            }
            let raw = body::read(payload, most).await?;
            let text = std::str::from_utf8(&raw).map_err(|_| ApiError::Malformed("malformed_body"))?;
            let mut form = Self(
                web::Query::<Vec<(String, String)>>::from_query(text).map_err(|_| ApiError::Malformed("malformed_body"))?.into_inner(),
            );
            let given = form.take(TOKEN);
            if expected.is_some_and(|expected| !expected.is(&given)) {
                return Err(ApiError::ForeignForm);
            }
            // A text area sends CR LF where the reader sees one line end.
            for (_, value) in &mut form.0 {
                if value.contains('\r') {
                    *value = value.replace("\r\n", "\n");
                }
            }
            Ok(form)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::day::Day;
    use crate::domain::kind::Channel;
    use crate::domain::text::Line;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Person {
        name: Line,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Filled {
        channel: Option<Channel>,
        eligible: bool,
        signers: Option<u8>,
        on: Option<Day>,
        petitioner: Option<Person>,
        #[serde(default)]
        representatives: Vec<Person>,
        #[serde(default)]
        grounds: Vec<Channel>,
    }

    fn form(fields: &[(&str, &str)]) -> Form {
        fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect()
    }

    #[test]
    fn fields_become_the_types_of_the_api() {
        let filled: Filled = form(&[
            ("channel", "post"),
            ("eligible", "true"),
            ("signers", "7"),
            ("on", "2026-03-15"),
            ("petitioner.name", "Đỗ Thị Hà"),
            ("representatives.0.name", "A"),
            ("representatives.1.name", ""),
            ("representatives.2.name", "C"),
            ("grounds", "post"),
            ("grounds", "press"),
        ])
        .parse()
        .unwrap();
        assert_eq!(filled.channel, Some(Channel::Post));
        assert!(filled.eligible);
        assert_eq!(filled.signers, Some(7));
        assert!(filled.on.is_some());
        assert_eq!(filled.petitioner.unwrap().name.as_str(), "Đỗ Thị Hà");
        let names: Vec<_> = filled.representatives.iter().map(|p| p.name.as_str()).collect();
        assert_eq!(names, ["A", "C"]);
        assert_eq!(filled.grounds, [Channel::Post, Channel::Press]);
    }

    #[test]
    fn each_mistake_names_its_field() {
        type Wrong<'a> = (&'a [(&'a str, &'a str)], &'a str, &'a str);
        let table: &[Wrong<'_>] = &[
            (&[], "eligible", "required"),
            (&[("eligible", "maybe")], "eligible", "wrong_type"),
            (&[("eligible", "true"), ("signers", "x")], "signers", "wrong_type"),
            (&[("eligible", "true"), ("on", "31/02/2026")], "on", "not_a_date"),
            (&[("eligible", "true"), ("channel", "fax")], "channel", "not_one_of"),
            (&[("eligible", "true"), ("petitioner.nome", "x")], "petitioner.nome", "unknown_field"),
            (&[("eligible", "true"), ("petitioner", "x")], "petitioner", "wrong_type"),
            (&[("eligible", "true"), ("channel", "post"), ("channel", "press")], "channel", "wrong_type"),
            (&[("eligible", "true"), ("petitioner.name", "a\nb")], "petitioner.name", "control_character"),
            (&[("eligible", "true"), ("grounds.x", "post")], "grounds", "wrong_type"),
            (&[("eligible", "true"), ("petitioner.name.a.b", "x")], "petitioner.name", "wrong_type"),
        ];
        for (fields, field, code) in table {
            let error = form(fields).parse::<Filled>().unwrap_err();
            assert_eq!((error.field().as_deref(), error.code()), (Some(*field), *code), "{fields:?}");
        }
    }
}
