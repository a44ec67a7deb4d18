//! A JSON body, read within its limits and parsed into a type that cannot be wrong.

use std::future::{Future, poll_fn};
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::web::{Bytes, BytesMut};
use actix_web::{FromRequest, HttpRequest, http::header, web};
use futures_core::Stream;
use serde::de::DeserializeOwned;

use super::error::ApiError;
use super::serde_problem::field_problem;
use super::strict::Strict;
use crate::config::Limits;

/// The body of a request: its value, and its bytes as they came (an idempotency key is bound to them).
#[derive(Debug)]
pub struct Body<T> {
    pub value: T,
    pub raw: Bytes,
}

impl<T: DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let most = req.app_data::<web::Data<Limits>>().map_or(Limits::default().body_bytes, |limits| limits.body_bytes);
        let checked = check_head(req, most);
        let payload = payload.take();
        Box::pin(async move {
            checked?;
            let raw = read(payload, most).await?;
            Ok(Self { value: parse(&raw)?, raw })
        })
    }
}

/// What the head alone says about the body.
fn check_head(req: &HttpRequest, most: usize) -> Result<(), ApiError> {
    let media = req.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let mut parts = media.split(';').map(str::trim);
    let utf8 = |p: &str| {
        p.split_once('=').is_none_or(|(n, v)| !n.eq_ignore_ascii_case("charset") || v.trim_matches('"').eq_ignore_ascii_case("utf-8"))
    };
    if !parts.next().is_some_and(|m| m.eq_ignore_ascii_case("application/json")) || !parts.all(utf8) {
        return Err(ApiError::NotJson);
    }
    // A packed body could be small on the wire and endless when opened.
    if req.headers().get(header::CONTENT_ENCODING).is_some_and(|e| e.as_bytes() != b"identity") {
        return Err(ApiError::NotJson);
    }
    let length = req.headers().get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<usize>().ok());
    if length.is_some_and(|length| length > most) {
        return Err(ApiError::TooLarge(most));
    }
    Ok(())
}

async fn read(mut payload: Payload, most: usize) -> Result<Bytes, ApiError> {
    let mut bytes = BytesMut::new();
    while let Some(chunk) = poll_fn(|cx| Pin::new(&mut payload).poll_next(cx)).await {
        let chunk = chunk.map_err(|error| match error {
            PayloadError::Io(io) if io.kind() == std::io::ErrorKind::TimedOut => ApiError::TooSlow,
            PayloadError::Overflow => ApiError::TooLarge(most),
            _ => ApiError::Malformed("malformed_body"),
        })?;
        if bytes.len() + chunk.len() > most {
            return Err(ApiError::TooLarge(most));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes.freeze())
}

/// Parses JSON: 400 for what is no JSON, 422 with the field for what is wrong in it.
pub fn parse<T: DeserializeOwned>(raw: &[u8]) -> Result<T, ApiError> {
    let mut json = serde_json::Deserializer::from_slice(raw);
    let value = serde_path_to_error::deserialize(Strict(&mut json)).map_err(|error| {
        let path = error.path().to_string();
        let inner = error.into_inner();
        match inner.classify() {
            serde_json::error::Category::Data => field_problem(&path, &inner.to_string()),
            _ => ApiError::Malformed("malformed_json"),
        }
    })?;
    json.end().map_err(|_| ApiError::Malformed("malformed_json"))?;
    Ok(value)
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
    #[allow(dead_code)]
    struct Inner {
        name: Line,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)]
    struct Outer {
        who: Vec<Inner>,
        channel: Option<Channel>,
        count: Option<u8>,
        on: Option<Day>,
        at: Option<chrono::DateTime<chrono::Utc>>,
    }

    fn wrong(json: &str) -> (u16, String, Option<String>) {
        let error = parse::<Outer>(json.as_bytes()).unwrap_err();
        (error.status().as_u16(), error.code().to_owned(), error.field())
    }

    #[test]
    fn each_mistake_names_its_field_and_rule() {
        let table: &[(&str, u16, &str, Option<&str>)] = &[
            ("", 400, "malformed_json", None),
            ("{", 400, "malformed_json", None),
            (r#"{"who":[]} x"#, 400, "malformed_json", None),
            ("[[]]", 422, "wrong_type", Some(".")),
            (r#"{"who":[["a"]]}"#, 422, "wrong_type", Some("who[0]")),
            ("3", 422, "wrong_type", Some(".")),
            ("{}", 422, "required", Some("who")),
            (r#"{"who":[{"name":"a"},{}]}"#, 422, "required", Some("who[1].name")),
            (r#"{"who":[{"name":"a\nb"}]}"#, 422, "control_character", Some("who[0].name")),
            (r#"{"who":[{"name":7}]}"#, 422, "wrong_type", Some("who[0].name")),
            (r#"{"who":[{"name":"a","nome":1}]}"#, 422, "unknown_field", Some("who[0].nome")),
            (r#"{"who":[],"who":[]}"#, 422, "duplicate_field", Some("who")),
            (r#"{"who":[],"channel":"fax"}"#, 422, "not_one_of", Some("channel")),
            (r#"{"who":[],"channel":5}"#, 422, "wrong_type", Some("channel")),
            (r#"{"who":[],"channel":["post"]}"#, 422, "wrong_type", Some("channel")),
            (r#"{"who":[],"channel":{"post":null}}"#, 422, "wrong_type", Some("channel")),
            (r#"{"who":[],"count":256}"#, 422, "wrong_value", Some("count")),
            (r#"{"who":[],"count":-1}"#, 422, "wrong_value", Some("count")),
            (r#"{"who":[],"count":1.5}"#, 422, "wrong_type", Some("count")),
            (r#"{"who":[],"on":"2023-02-29"}"#, 422, "not_a_date", Some("on")),
            (r#"{"who":[],"at":"2023-02-28T25:00:00Z"}"#, 422, "not_a_date", Some("at")),
        ];
        for (json, status, code, field) in table {
            assert_eq!(wrong(json), (*status, (*code).to_owned(), field.map(str::to_owned)), "{json}");
        }
    }

    #[test]
    fn what_was_written_is_not_repeated() {
        let error = parse::<Outer>(r#"{"who":[],"channel":"Nguyễn, expected B"}"#.as_bytes()).unwrap_err();
        assert!(!format!("{:?}", error.args()).contains("Nguyễn"), "{error:?}");
        let error = parse::<Outer>(r#"{"who":[{"name":{"Nguyễn":1}}]}"#.as_bytes()).unwrap_err();
        assert!(!format!("{:?}", error.args()).contains("Nguyễn"), "{error:?}");
    }
}
