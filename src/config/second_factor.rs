//! Who needs a second factor to sign in.

use std::net::IpAddr;

/// For whom a password alone is not enough. Whoever has set up a second factor is asked for it whatever this says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondFactor {
    /// Supervisors and admins must have one; the others may.
    Privileged,
    /// Every member must.
    All,
    /// Nobody must.
    Off,
}

impl SecondFactor {
    /// As it is set. Where nothing is: supervisors and admins need one; nobody in an office that is tried on one machine, which
    /// none but that machine reaches (`alone`: without TLS, proxy and an address of others; and people use it so).
    pub(super) fn of(set: Option<&str>, alone: bool, public_url: &str, wrong: &mut Vec<String>) -> Self {
        let standard = if alone && is_loopback(public_url) { Self::Off } else { Self::Privileged };
        let Some(set) = set else { return standard };
        Self::parse(set).unwrap_or_else(|| {
            wrong.push("REDRESS_SECOND_FACTOR: not one of privileged, all, off".into());
            standard
        })
    }

    fn parse(written: &str) -> Option<Self> {
        match written {
            "privileged" => Some(Self::Privileged),
            "all" => Some(Self::All),
            "off" => Some(Self::Off),
            _ => None,
        }
    }
}

/// Whether this origin is plain http of this machine itself.
fn is_loopback(url: &str) -> bool {
    let rest = url.strip_prefix("http://");
    let host = rest.map(|rest| if rest.ends_with(']') { rest } else { rest.rsplit_once(':').map_or(rest, |(host, _)| host) });
    host.is_some_and(|host| host == "localhost" || host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;

    fn of(change: impl FnOnce(&mut Settings)) -> SecondFactor {
        let mut settings = Settings {
            data: Some("d".into()),
            listen: "127.0.0.1:8080".into(),
            log: "info".into(),
            log_format: "text".into(),
            ..Settings::default()
        };
        change(&mut settings);
        settings.check().unwrap().second_factor
    }

    #[test]
    fn whoever_is_reached_by_others_needs_one() {
        assert_eq!(of(|_| {}), SecondFactor::Off);
        for alone in ["http://localhost:8080", "http://[::1]", "http://127.0.0.1", "http://[::1]:8080"] {
            assert_eq!(of(|s| s.public_url = Some(alone.into())), SecondFactor::Off, "{alone}");
        }
        for reached in ["https://redress.example", "http://127.0.0.1.example", "https://127.0.0.1:8080"] {
            assert_eq!(of(|s| s.public_url = Some(reached.into())), SecondFactor::Privileged, "{reached}");
        }
        assert_eq!(of(|s| s.behind_proxy = Some("127.0.0.1".into())), SecondFactor::Privileged);
        assert_eq!(of(|s| s.second_factor = Some("all".into())), SecondFactor::All);
        let off = of(|s| (s.behind_proxy, s.second_factor) = (Some("127.0.0.1".into()), Some("off".into())));
        assert_eq!(off, SecondFactor::Off);
    }
}
