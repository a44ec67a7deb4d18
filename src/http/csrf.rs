//! Requests that change something come from our own pages: the browser says so, and the form carries a token of the session.

use actix_web::HttpRequest;
use subtle::ConstantTimeEq;

use super::shared::Shared;

/// Whether the browser says that one of our pages asks: `Sec-Fetch-Site` (W3C Fetch Metadata), or, where an older one does not
/// send it, `Origin` (RFC 6454).
pub fn same_origin(req: &HttpRequest, public_url: &str) -> bool {
    // Of a header that came twice no browser of ours knows anything: it is as if it said something else.
    let header = |name: &str| {
        let mut all = req.headers().get_all(name);
        let first = all.next()?;
        Some(if all.next().is_some() { "" } else { first.to_str().unwrap_or_default() })
    };
    match header("sec-fetch-site") {
        Some(site) => site == "same-origin",
        None => header("origin").is_some_and(|origin| origin == public_url),
    }
}

/// The token that forms carry under this cookie: whoever does not have the cookie cannot make it.
pub fn token(shared: &Shared, cookie: &str) -> String {
    shared.app.keys.token_hash(&format!("csrf {cookie}"))
}

/// What the guard of a route expects in the body.
#[derive(Debug, Clone)]
pub struct Expected(pub String);

impl Expected {
    /// Whether this is it, in a time that says nothing.
    pub fn is(&self, given: &str) -> bool {
        self.0.as_bytes().ct_eq(given.as_bytes()).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    fn asked(headers: &[(&str, &str)]) -> bool {
        let req = headers.iter().fold(TestRequest::default(), |req, header| req.append_header(*header));
        same_origin(&req.to_http_request(), "https://redress.example")
    }

    #[test]
    fn only_our_own_pages_change_something() {
        assert!(asked(&[("sec-fetch-site", "same-origin")]));
        assert!(!asked(&[("sec-fetch-site", "same-site")]));
        assert!(!asked(&[("sec-fetch-site", "cross-site"), ("origin", "https://redress.example")]));
        assert!(asked(&[("origin", "https://redress.example")]));
        assert!(!asked(&[("origin", "null")]));
        assert!(!asked(&[]));
        assert!(!asked(&[("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site")]));
        assert!(!asked(&[("sec-fetch-site", "none")]));
        assert!(!asked(&[("origin", "https://redress.example.evil.example")]));
        assert!(!asked(&[("origin", "http://redress.example")]));
    }
}
