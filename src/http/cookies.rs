//! Cookies of browsers (RFC 6265bis): a session, a tracked case, a half-filled form, the language.
//!
//! Over https they carry the `__Host-` prefix, which binds them to this host and to TLS; on a plain loopback address a browser
//! would not keep them so, and they go without.

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};

/// What a cookie is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A member's session.
    Session,
    /// A citizen's case, opened with number and receipt code.
    Track,
    /// A form that is half filled in.
    Form,
    /// A link that sets a password, taken out of the address it came in.
    Link,
    /// A password that was right, whose code is awaited; and where to go then.
    Step,
    /// A device that signed in to an account before.
    Device,
    /// The language last asked for.
    Language,
}

impl Purpose {
    const fn name(self) -> &'static str {
        match self {
            Self::Session => "redress",
            Self::Track => "redress-track",
            Self::Form => "redress-form",
            Self::Link => "redress-link",
            Self::Step => "redress-step",
            Self::Device => "redress-device",
            Self::Language => "redress-lang",
        }
    }

    /// `Lax` where a link from a mail must find the reader signed in, or is itself the way in; else nothing from elsewhere
    /// carries it.
    const fn same_site(self) -> SameSite {
        match self {
            Self::Session | Self::Link | Self::Language => SameSite::Lax,
            Self::Track | Self::Form | Self::Step | Self::Device => SameSite::Strict,
        }
    }

    fn full(self, secure: bool) -> String {
        // The language is read where nobody knows yet how the office is reached; it protects nothing.
        if secure && self != Self::Language { format!("__Host-{}", self.name()) } else { self.name().to_owned() }
    }
}

/// The value of this cookie, if the request has it once.
pub fn read(req: &HttpRequest, secure: bool, purpose: Purpose) -> Option<String> {
    let name = purpose.full(secure);
    let all = req.cookies().ok()?;
    let mut found = all.iter().filter(|c| c.name() == name);
    let value = found.next()?.value().to_owned();
    (found.next().is_none() && !value.is_empty()).then_some(value)
}

/// Keeps `value` in the browser for so many seconds; without, until it is closed.
pub fn set(secure: bool, purpose: Purpose, value: String, seconds: Option<i64>) -> Cookie<'static> {
    let mut cookie = Cookie::new(purpose.full(secure), value);
    cookie.set_path("/");
    cookie.set_http_only(true);
    cookie.set_same_site(purpose.same_site());
    cookie.set_secure(secure);
    if let Some(seconds) = seconds {
        cookie.set_max_age(Duration::seconds(seconds));
    }
    cookie
}

/// Takes it away again.
pub fn remove(secure: bool, purpose: Purpose) -> Cookie<'static> {
    set(secure, purpose, String::new(), Some(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn over_https_a_cookie_is_bound_to_host_and_tls() {
        let cookie = set(true, Purpose::Session, "x".into(), Some(60)).to_string();
        assert_eq!(cookie, "__Host-redress=x; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=60");
        let plain = set(false, Purpose::Track, "x".into(), None).to_string();
        assert_eq!(plain, "redress-track=x; HttpOnly; SameSite=Strict; Path=/");
    }

    #[test]
    fn one_that_came_twice_is_not_believed() {
        let req = |cookies: &str| TestRequest::default().insert_header(("cookie", cookies)).to_http_request();
        assert_eq!(read(&req("a=1; redress=x"), false, Purpose::Session).as_deref(), Some("x"));
        assert_eq!(read(&req("redress=x; redress=y"), false, Purpose::Session), None);
        assert_eq!(read(&req("redress=x"), true, Purpose::Session), None);
    }
}
