//! Headers that routes read: `If-Match`, `Idempotency-Key`, `Authorization`; and the entity tag they answer with.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::{self, HeaderMap};
use actix_web::{FromRequest, HttpRequest};

use super::error::ApiError;

/// The entity tag of a case at this version (RFC 9110 section 8.8.3).
pub fn etag(version: i64) -> (header::HeaderName, String) {
    (header::ETAG, format!("\"{version}\""))
}

/// `If-Match`: the version that the caller has seen; none when it does not matter to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IfMatch(pub Option<i64>);

impl IfMatch {
    /// A version that nothing has: a tag that is not one of ours matches nothing (412).
    const NOTHING: i64 = -1;

    fn read(headers: &HeaderMap) -> Result<Self, ApiError> {
        let mut all = headers.get_all(header::IF_MATCH);
        let (Some(value), None) = (all.next(), all.next()) else {
            return if headers.contains_key(header::IF_MATCH) { Err(ApiError::Malformed("bad_if_match")) } else { Ok(Self(None)) };
        };
        let value = value.to_str().map_err(|_| ApiError::Malformed("bad_if_match"))?.trim();
        if value == "*" {
            return Ok(Self(None));
        }
        let (weak, tag) = value.strip_prefix("W/").map_or((false, value), |tag| (true, tag));
        let tag = tag.strip_prefix('"').and_then(|t| t.strip_suffix('"')).filter(|t| !t.contains('"'));
        let Some(tag) = tag else { return Err(ApiError::Malformed("bad_if_match")) };
        // A weak tag never matches here: RFC 9110 section 13.1.1 asks for strong comparison.
        Ok(Self(Some(if weak { Self::NOTHING } else { tag.parse().unwrap_or(Self::NOTHING) })))
    }
}

impl FromRequest for IfMatch {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;
    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::read(req.headers()))
    }
}

/// `Idempotency-Key`: the same key with the same body is the same creation, for 48 hours. All strangers share one scope; who has a
/// key but not the very letter that came with it learns nothing of its answer.
#[derive(Clone, PartialEq, Eq)]
pub struct IdempotencyKey(pub Option<String>);

impl IdempotencyKey {
    /// The longest key, in characters.
    pub const MOST: usize = 255;

    fn read(headers: &HeaderMap) -> Result<Self, ApiError> {
        let mut all = headers.get_all("idempotency-key");
        let Some(value) = all.next() else { return Ok(Self(None)) };
        let key = value.to_str().unwrap_or_default().trim();
        let sound = all.next().is_none() && !key.is_empty() && key.bytes().all(|b| b.is_ascii_graphic());
        if !sound {
            return Err(ApiError::Malformed("bad_idempotency_key"));
        }
        if key.len() > Self::MOST {
            let args = vec![("least", "1".to_owned()), ("most", Self::MOST.to_string())];
            return Err(ApiError::Field { field: "Idempotency-Key".into(), code: "idempotency_key_length", args });
        }
        Ok(Self(Some(key.to_owned())))
    }
}

/// Never the key: the stored answer is sealed under it.
impl std::fmt::Debug for IdempotencyKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "IdempotencyKey({})", if self.0.is_some() { "****" } else { "none" })
    }
}

impl FromRequest for IdempotencyKey {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;
    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::read(req.headers()))
    }
}

/// The token of `Authorization: Bearer ...` (RFC 6750); none when there is no such header or another scheme.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let mut all = headers.get_all(header::AUTHORIZATION);
    let value = all.next()?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    (all.next().is_none() && scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    fn if_match(value: &str) -> Result<Option<i64>, String> {
        let req = TestRequest::default().insert_header(("if-match", value)).to_http_request();
        IfMatch::read(req.headers()).map(|m| m.0).map_err(|e| e.to_string())
    }

    #[test]
    fn a_version_is_matched_strongly() {
        assert_eq!(if_match("\"5\""), Ok(Some(5)));
        assert_eq!(if_match("*"), Ok(None));
        assert_eq!(if_match("W/\"5\""), Ok(Some(-1)));
        assert_eq!(if_match("\"abc\""), Ok(Some(-1)));
        assert_eq!(if_match("5"), Err("bad_if_match".into()));
        assert_eq!(if_match("\"5\", \"6\""), Err("bad_if_match".into()));
    }

    #[test]
    fn only_one_bearer_is_read() {
        let req = TestRequest::default().insert_header(("authorization", "bEARER abc")).to_http_request();
        assert_eq!(bearer(req.headers()), Some("abc"));
        let two = TestRequest::default().append_header(("authorization", "Bearer a")).append_header(("authorization", "Bearer b"));
        assert_eq!(bearer(two.to_http_request().headers()), None);
    }
}
