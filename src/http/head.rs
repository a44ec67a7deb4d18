//! The head of a request, strictly (RFC 9112): what a proxy before us might read in another way than we do is refused, and its
//! connection closed, so that nothing behind it is taken for a request.
//!
//! The parser of actix refuses the rest by itself: two lengths, a length beside an encoding, folded lines, blanks before a colon.

use actix_web::HttpRequest;
use actix_web::http::{Method, header};

use super::connections::Muddled;
use super::error::ApiError;

/// Headers of which a second one would be read by one program and not by another.
const ONCE: [header::HeaderName; 6] =
    [header::CONTENT_TYPE, header::AUTHORIZATION, header::COOKIE, header::ORIGIN, header::CONTENT_ENCODING, header::EXPECT];

/// Refuses a head that can be read in two ways, and whatever comes behind it: actix answers what it has read already, also
/// after an answer that closes the connection.
pub fn check(req: &HttpRequest) -> Result<(), ApiError> {
    let muddled = req.conn_data::<Muddled>();
    if muddled.is_some_and(Muddled::is) {
        return Err(ApiError::Malformed("malformed_head"));
    }
    clear(req).inspect_err(|_| {
        if let Some(muddled) = muddled {
            muddled.begin();
        }
    })
}

fn clear(req: &HttpRequest) -> Result<(), ApiError> {
    let headers = req.headers();
    let unclear = ApiError::Malformed("malformed_head");
    // Both make the rest of the connection a stream of something else, whatever length was said.
    if req.method() == Method::CONNECT || headers.contains_key(header::UPGRADE) {
        return Err(unclear);
    }
    // Some proxies take these for the length and the encoding of the body (RFC 3875 section 4.1.18 writes `-` as `_`).
    if headers.contains_key("content_length") || headers.contains_key("transfer_encoding") {
        return Err(unclear);
    }
    if ONCE.iter().any(|name| headers.get_all(name).nth(1).is_some()) {
        return Err(unclear);
    }
    let host = match headers.get(header::HOST) {
        Some(host) => Some(host.to_str().ok().filter(|host| is_authority(host)).ok_or(ApiError::Malformed("malformed_head"))?),
        None => None,
    };
    // An address in absolute form names its host; another one beside it is somebody's mistake or trick (RFC 9112 section 3.2.2).
    match (req.uri().authority(), host) {
        (Some(named), Some(host)) if !named.as_str().eq_ignore_ascii_case(host) => Err(unclear),
        _ => Ok(()),
    }
}

/// A host with or without a port (RFC 3986 section 3.2), without user.
fn is_authority(host: &str) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => (name, port),
        _ => (host, ""),
    };
    let bracketed = name.strip_prefix('[').and_then(|n| n.strip_suffix(']'));
    let named = match bracketed {
        Some(ip) => ip.parse::<std::net::Ipv6Addr>().is_ok(),
        None => !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._".contains(&b)),
    };
    named && port.len() <= 5 && port.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn a_host_is_a_host() {
        for good in ["redress.example", "redress.example:8443", "127.0.0.1", "[::1]", "[2001:db8::1]:80", "under_score"] {
            assert!(is_authority(good), "{good}");
        }
        for bad in ["", "a b", "a,b", "u@a", "a/b", "a:b", "a:123456", "[::1", "::1", "[x]", "a:80:80"] {
            assert!(!is_authority(bad), "{bad}");
        }
    }

    #[test]
    fn what_two_programs_read_differently_is_refused() {
        let checked = |headers: &[(&str, &str)]| {
            let req = headers.iter().fold(TestRequest::default(), |req, header| req.append_header(*header));
            check(&req.to_http_request()).is_ok()
        };
        assert!(checked(&[("host", "a"), ("content-type", "text/plain")]));
        assert!(!checked(&[("host", "a"), ("upgrade", "websocket")]));
        assert!(!checked(&[("host", "a"), ("cookie", "a=1"), ("cookie", "a=2")]));
        assert!(!checked(&[("host", "u@a")]));
    }
}
