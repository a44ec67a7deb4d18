//! How much one source may ask for (RFC 6585 section 4): by class of route, and everything together.

use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};

use actix_web::HttpRequest;
use governor::clock::{Clock, DefaultClock};
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};

use super::error::ApiError;
use crate::config::Rates;

/// After so many checks, sources that have not asked for long are forgotten.
const TIDY: u32 = 10_000;

/// What a route counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Signing in and renewing a session.
    SignIn,
    /// Submissions by the public.
    Intake,
    /// Tracking with number and receipt code.
    Track,
    /// Everything else.
    Other,
}

/// Counts requests of a minute by key.
struct Counter<K: Hash + Eq + Clone> {
    limiter: RateLimiter<K, DefaultKeyedStateStore<K>, DefaultClock>,
    checks: AtomicU32,
}

impl<K: Hash + Eq + Clone> Counter<K> {
    fn new(a_minute: u32) -> Self {
        let quota = Quota::per_minute(NonZeroU32::new(a_minute).unwrap_or(NonZeroU32::MIN));
        Self { limiter: RateLimiter::keyed(quota), checks: AtomicU32::new(0) }
    }

    fn check(&self, key: &K) -> Result<(), ApiError> {
        if self.checks.fetch_add(1, Ordering::Relaxed) % TIDY == TIDY - 1 {
            self.limiter.retain_recent();
        }
        self.limiter.check_key(key).map_err(|until| {
            let wait = until.wait_time_from(DefaultClock::default().now());
            ApiError::TooMany(wait.as_secs() + 1)
        })
    }
}

/// The counters of this instance.
pub struct Limiter {
    sign_in: Counter<IpAddr>,
    account: Counter<String>,
    intake: Counter<IpAddr>,
    track: Counter<IpAddr>,
    all: Counter<IpAddr>,
    strangers: Counter<()>,
}

impl Limiter {
    /// Counters for these rates.
    pub fn new(rates: Rates) -> Self {
        Self {
            sign_in: Counter::new(rates.sign_in),
            account: Counter::new(rates.sign_in),
            intake: Counter::new(rates.intake),
            track: Counter::new(rates.track),
            all: Counter::new(rates.all),
            strangers: Counter::new(rates.strangers),
        }
    }

    /// Counts a request of any kind.
    pub fn any(&self, source: IpAddr) -> Result<(), ApiError> {
        self.all.check(&block_of(source))
    }

    /// Counts a request to a route of this class.
    pub fn class(&self, class: Class, source: IpAddr) -> Result<(), ApiError> {
        let source = block_of(source);
        match class {
            Class::SignIn => self.sign_in.check(&source),
            Class::Intake => self.intake.check(&source),
            Class::Track => self.track.check(&source),
            Class::Other => Ok(()),
        }
    }

    /// Counts a request of somebody without a session, wherever they are: all of them share one limit, members have none of it.
    pub fn stranger(&self) -> Result<(), ApiError> {
        self.strangers.check(&())
    }

    /// Counts an attempt on one account, whoever makes it from wherever.
    pub fn account(&self, username: &str) -> Result<(), ApiError> {
        self.account.check(&username.to_owned())
    }
}

impl std::fmt::Debug for Limiter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Limiter")
    }
}

/// An IPv4 address, or the /64 of an IPv6 one: whoever has one address of it has all.
pub(super) fn block_of(source: IpAddr) -> IpAddr {
    match source {
        IpAddr::V6(ip) => match ip.to_ipv4_mapped() {
            Some(v4) => IpAddr::V4(v4),
            None => {
                let [a, b, c, d, ..] = ip.segments();
                IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
        },
        v4 @ IpAddr::V4(_) => v4,
    }
}

/// Who asks: the peer, or whom one of our proxies asks for: the last in `X-Forwarded-For` that is no proxy of ours. Each proxy
/// adds at the end whom it was asked by, so that what stands before the first stranger is anybody's word. `Forwarded` (RFC
/// 7239) and `X-Real-IP` are not read: one header, one meaning.
pub fn source(req: &HttpRequest, proxies: &[IpAddr]) -> IpAddr {
    // An IPv4 address that came to an IPv6 socket is the same address.
    let peer = req.peer_addr().map_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED), |a| a.ip().to_canonical());
    if !proxies.contains(&peer) {
        return peer;
    }
    let forwarded: Vec<&str> =
        req.headers().get_all("x-forwarded-for").filter_map(|v| v.to_str().ok()).flat_map(|v| v.split(',')).map(str::trim).collect();
    forwarded
        .iter()
        .rev()
        .map_while(|part| part.parse::<IpAddr>().ok())
        .map(|ip| ip.to_canonical())
        .find(|ip| !proxies.contains(ip))
        .unwrap_or(peer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn only_our_proxy_says_for_whom_it_asks() {
        let proxies: Vec<IpAddr> = vec!["10.0.0.1".parse().unwrap(), "10.0.0.2".parse().unwrap()];
        let ask = |peer: &str, header: &str| {
            let req = TestRequest::default().peer_addr(format!("{peer}:1").parse().unwrap()).insert_header(("x-forwarded-for", header));
            source(&req.to_http_request(), &proxies).to_string()
        };
        assert_eq!(ask("192.0.2.9", "198.51.100.1"), "192.0.2.9");
        assert_eq!(ask("10.0.0.1", "203.0.113.7, 198.51.100.1"), "198.51.100.1");
        assert_eq!(ask("10.0.0.1", "198.51.100.1, 10.0.0.2"), "198.51.100.1");
        assert_eq!(ask("10.0.0.1", "198.51.100.1, unknown"), "10.0.0.1");
    }

    #[test]
    fn what_is_too_much_waits_and_others_do_not() {
        let limiter = Limiter::new(Rates { sign_in: 2, ..Rates::default() });
        let (one, other): (IpAddr, IpAddr) = ("2001:db8::1".parse().unwrap(), "2001:db8:0:1::1".parse().unwrap());
        let neighbour: IpAddr = "2001:db8::ffff".parse().unwrap();
        assert!(limiter.class(Class::SignIn, one).is_ok() && limiter.class(Class::SignIn, neighbour).is_ok());
        assert!(matches!(limiter.class(Class::SignIn, one), Err(ApiError::TooMany(1..=31))));
        assert!(limiter.class(Class::SignIn, other).is_ok());
        assert!(limiter.class(Class::Other, one).is_ok());
    }
}
