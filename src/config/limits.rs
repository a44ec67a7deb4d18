//! How much one source may ask for, and how large and slow a request may be.

use std::time::Duration;

/// Limits on requests. The defaults suit an office behind one address; all can be set.
#[derive(Debug, Clone)]
pub struct Limits {
    pub rates: Rates,
    /// The largest body that is read, in bytes.
    pub body_bytes: usize,
    /// A body must be complete within this time.
    pub body_deadline: Duration,
    /// A body with files may take this long: telephones are slow.
    pub upload_deadline: Duration,
    /// From `body_grace` on a body must have come at this many bytes a second.
    pub body_rate: u64,
    /// How long a body may be slower than that at its start.
    pub body_grace: Duration,
    /// Whoever takes nothing of an answer for so long is cut off.
    pub unread: Duration,
    /// Connections at once; fewer where the system gives fewer descriptors.
    pub connections: usize,
    /// Connections at once of one source that is no proxy of ours.
    pub connections_of_one: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            rates: Rates::default(),
            // The longest text (20,000 characters of 4 bytes, or 12 if escaped), with room for the other fields.
            body_bytes: 512 * 1024,
            body_deadline: Duration::from_secs(20),
            upload_deadline: Duration::from_secs(600),
            body_rate: 1024,
            body_grace: Duration::from_secs(5),
            unread: Duration::from_secs(60),
            connections: 4096,
            // An office of forty behind one address, six connections a browser.
            connections_of_one: 256,
        }
    }
}

/// Requests a minute from one source (an IPv4 address, or an IPv6 /64), by class of route. All may come at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rates {
    /// Signing in and renewing a session.
    pub sign_in: u32,
    /// Submissions by the public.
    pub intake: u32,
    /// Tracking with number and receipt code.
    pub track: u32,
    /// Everything together.
    pub all: u32,
    /// Of all sources together, whatever needs no session: members keep their service while strangers are too many.
    pub strangers: u32,
}

impl Default for Rates {
    fn default() -> Self {
        Self { sign_in: 20, intake: 20, track: 30, all: 3000, strangers: 30_000 }
    }
}

impl Rates {
    /// Reads `sign_in=20,intake=20,track=30,all=3000,strangers=30000`; what is not named keeps its default. The error names the wrong part.
    pub fn parse(written: &str) -> Result<Self, String> {
        let mut rates = Self::default();
        for part in written.split(',').map(str::trim).filter(|p| !p.is_empty()) {
            let (name, value) = part.split_once('=').ok_or_else(|| part.to_owned())?;
            let value = value.trim().parse::<u32>().ok().filter(|v| *v > 0).ok_or_else(|| part.to_owned())?;
            match name.trim() {
                "sign_in" => rates.sign_in = value,
                "intake" => rates.intake = value,
                "track" => rates.track = value,
                "all" => rates.all = value,
                "strangers" => rates.strangers = value,
                _ => return Err(part.to_owned()),
            }
        }
        Ok(rates)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_read_by_name() {
        let rates = Rates::parse("sign_in=5, all=60").unwrap();
        assert_eq!((rates.sign_in, rates.all, rates.track), (5, 60, Rates::default().track));
        for wrong in ["sign_in", "sign_in=0", "sign_in=x", "other=3"] {
            assert_eq!(Rates::parse(wrong), Err(wrong.to_owned()));
        }
    }
}
