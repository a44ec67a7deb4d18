//! Codes that follow the time (RFC 6238): SHA-1, six digits, half a minute each, as every app makes them.

use chrono::{DateTime, Utc};
use totp_rs::{Builder, Secret};
use zeroize::Zeroizing;

use super::SealError;

/// Bytes of a secret (RFC 4226 section 4 recommends 160 bits).
pub const SECRET: usize = 20;
/// Seconds of a step.
const STEP: u64 = 30;
/// The code of the step before and of the one after are taken too: clocks differ (RFC 6238 section 5.2).
const SKEW: u16 = 1;

/// A shared secret and what follows from it.
pub struct Totp(totp_rs::Totp);

impl Totp {
    /// Of this secret. Refuses one that is too short.
    pub fn of(secret: &[u8]) -> Result<Self, SealError> {
        let builder = Builder::new().with_secret(Secret::from(secret)).with_digits(6).with_skew(SKEW).with_step_duration(STEP);
        builder.build().map(Self).map_err(|_| SealError::UnknownFormat)
    }

    /// The step whose code this is, counted from the Unix epoch; none: it is not good at this moment.
    pub fn step_of(&self, code: &str, now: DateTime<Utc>) -> Option<i64> {
        let now = u64::try_from(now.timestamp()).ok()?;
        i64::try_from(self.0.check(code, now)?).ok()
    }

    /// The secret in base 32 (RFC 4648), to be typed where no camera is at hand.
    pub fn base32(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.secret().to_base32())
    }

    /// What an app reads from the QR code. `issuer` and `account`: letters, digits, dots, hyphens, colons of a port.
    pub fn uri(&self, issuer: &str, account: &str) -> Zeroizing<String> {
        let issuer: String = issuer.chars().map(|c| if c == ':' { "%3A".to_owned() } else { c.to_string() }).collect();
        Zeroizing::new(format!(
            "otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}&algorithm=SHA1&digits=6&period={STEP}",
            *self.base32()
        ))
    }
}

/// Never the secret.
impl std::fmt::Debug for Totp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Totp(****)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    fn at(seconds: i64) -> DateTime<Utc> {
        Utc.timestamp_opt(seconds, 0).unwrap()
    }

    #[test]
    fn the_vectors_of_rfc_6238_hold_in_six_digits() {
        let totp = Totp::of(b"12345678901234567890").unwrap();
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (2_000_000_000, "279037")] {
            assert_eq!(totp.step_of(code, at(seconds)), Some(seconds / 30), "{seconds}");
        }
        assert_eq!(totp.step_of("287083", at(59)), None);
    }

    #[test]
    fn a_step_lasts_from_the_one_before_to_the_one_after() {
        let totp = Totp::of(b"12345678901234567890").unwrap();
        for (seconds, good) in [(0, true), (29, true), (30, true), (89, true), (90, false)] {
            assert_eq!(totp.step_of("287082", at(seconds)), good.then_some(1), "{seconds}");
        }
    }

    #[test]
    fn an_app_reads_who_and_where() {
        let totp = Totp::of(b"12345678901234567890").unwrap();
        let uri = totp.uri("Redress 127.0.0.1:8080".replace(' ', "-").as_str(), "lan");
        assert!(uri.starts_with("otpauth://totp/Redress-127.0.0.1%3A8080:lan?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&"), "{}", *uri);
        assert!(Totp::of(b"short").is_err());
    }
}
