//! How mails leave: by which server, from whom, and how patiently.

use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use lettre::message::Mailbox;

/// Settings of mail.
#[derive(Debug, Clone)]
pub struct MailConfig {
    /// The server that takes mails. None: they are written as files into the data folder.
    pub smtp: Option<SmtpUrl>,
    /// The address in From; with a name, that name, else the name of the unit that writes.
    pub from: Mailbox,
    /// Where answers go; none: to `from`.
    pub reply_to: Option<Mailbox>,
    /// How long to wait after the first failure; each next wait doubles.
    pub retry_first: Duration,
    /// Certificates that are trusted beside the system's, PEM: of an office whose mail server has one of its own making.
    pub trusted: Option<PathBuf>,
    /// The address whose mails `redress intake mail` is given; none: mails are not to be answered.
    pub intake: Option<IntakeAddress>,
}

impl MailConfig {
    /// The wait after a first failure unless another is set.
    pub const RETRY_FIRST: Duration = Duration::from_secs(60);
}

/// The address to which people write, e.g. `khieunai@example.vn`; with a mark after a `+` it leads to one unit or one mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntakeAddress {
    local: String,
    domain: String,
}

impl IntakeAddress {
    /// The longest local part, so that with a mark it stays below the 64 octets of RFC 5321 section 4.5.3.1.1.
    const MOST: usize = 24;

    /// None: no address, one with a mark already, or too long before the `@` to take one.
    pub fn parse(written: &str) -> Option<Self> {
        let address: lettre::address::Address = written.trim().parse().ok()?;
        let (local, domain) = (address.user(), address.domain());
        let plain = local.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b));
        (plain && local.len() <= Self::MOST).then(|| Self { local: local.to_lowercase(), domain: domain.to_lowercase() })
    }

    /// The address itself.
    pub fn plain(&self) -> String {
        format!("{}@{}", self.local, self.domain)
    }

    /// The address with a mark.
    pub fn marked(&self, mark: &str) -> String {
        format!("{}+{mark}@{}", self.local, self.domain)
    }

    /// A text without the marks of this address in it: whoever has the mark of a mail may answer it. Where the first of them stood,
    /// in bytes of the text that is given back.
    pub fn strike(&self, text: &str) -> (String, Option<usize>) {
        let (before, after) = (format!("{}+", self.local), format!("@{}", self.domain));
        // Of the same length, byte for byte: these addresses are ASCII.
        let low = text.to_ascii_lowercase();
        let (mut out, mut first, mut at) = (String::with_capacity(text.len()), None, 0);
        while let Some(found) = low.get(at..).and_then(|rest| rest.find(&before)) {
            let mark = at + found + before.len();
            let long = low.get(mark..).map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_alphanumeric).count());
            out.push_str(text.get(at..mark).unwrap_or_default());
            if long > 0 && low.get(mark + long..).is_some_and(|rest| rest.trim_start().starts_with(&after)) {
                first.get_or_insert(out.len());
                out.push('…');
                at = mark + long;
            } else {
                at = mark;
            }
        }
        out.push_str(text.get(at..).unwrap_or_default());
        (out, first)
    }

    /// The mark in an address, empty where there is none. None: it is another address.
    pub fn mark_in(&self, address: &str) -> Option<String> {
        let (local, domain) = address.trim().rsplit_once('@')?;
        let (local, mark) = local.split_once('+').unwrap_or((local, ""));
        let ours = local.eq_ignore_ascii_case(&self.local) && domain.eq_ignore_ascii_case(&self.domain);
        ours.then(|| mark.to_lowercase())
    }
}

/// `redress@` the host of the public address; `redress@localhost` where that is a number.
pub(super) fn default_from(public_url: &str) -> Option<Mailbox> {
    let host = public_url.split_once("://").map_or(public_url, |(_, rest)| rest);
    let host = host.split(':').next().unwrap_or_default();
    let named = format!("redress@{host}").parse().ok().filter(|_| host.parse::<IpAddr>().is_err());
    named.or_else(|| "redress@localhost".parse().ok())
}

/// A length of time as it is written: `90s`, `1m`, `2h`; from a second to a day.
pub(super) fn duration(written: &str) -> Option<Duration> {
    let (number, unit) = written.split_at_checked(written.len().checked_sub(1)?)?;
    let seconds = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        _ => return None,
    };
    let seconds = number.parse::<u64>().ok()?.checked_mul(seconds)?;
    (1..=86_400).contains(&seconds).then(|| Duration::from_secs(seconds))
}

/// The address of a mail server, taken apart.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpUrl {
    pub host: String,
    pub port: u16,
    pub tls: Tls,
    /// User and password.
    pub credentials: Option<(String, String)>,
}

/// How a connection to the mail server is secured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tls {
    /// From the first byte (RFC 8314).
    Implicit,
    /// STARTTLS, or no mail (RFC 3207).
    Required,
    /// None: the server is this machine.
    Loopback,
}

impl SmtpUrl {
    /// Reads `smtps://user:password@host:port` (TLS from the first byte) or `smtp://...` (STARTTLS is required, unless the
    /// host is this machine). User and password may be percent-encoded (RFC 3986). None: it is not like that.
    pub fn parse(url: &str) -> Option<Self> {
        let (implicit, rest) = match url.split_once("://")? {
            ("smtps", rest) => (true, rest),
            ("smtp", rest) => (false, rest),
            _ => return None,
        };
        let (user, server) = match rest.trim_end_matches('/').rsplit_once('@') {
            Some((user, server)) => (Some(user), server),
            None => (None, rest.trim_end_matches('/')),
        };
        let credentials = match user.map(|u| u.split_once(':')) {
            Some(Some((user, password))) => Some((decoded(user)?, decoded(password)?)),
            Some(None) => return None,
            None => None,
        };
        let (host, port) = match server.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, Some(port.parse::<u16>().ok().filter(|p| *p > 0)?)),
            _ => (server, None),
        };
        let host = host.strip_prefix('[').map_or(Some(host), |h| h.strip_suffix(']'))?;
        let sound = !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-:_".contains(&b));
        if !sound {
            return None;
        }
        let loopback = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        let tls = match (implicit, loopback) {
            (true, _) => Tls::Implicit,
            (false, true) => Tls::Loopback,
            (false, false) => Tls::Required,
        };
        let port = port.unwrap_or(match tls {
            Tls::Implicit => 465,
            Tls::Required => 587,
            Tls::Loopback => 25,
        });
        Some(Self { host: host.to_owned(), port, tls, credentials })
    }
}

/// Never user or password.
impl std::fmt::Debug for SmtpUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SmtpUrl({}:{}, {:?})", self.host, self.port, self.tls)
    }
}

fn decoded(part: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |b: Option<u8>| char::from(b?).to_digit(16).and_then(|d| u8::try_from(d).ok());
            let (high, low) = (digit(rest.next())?, digit(rest.next())?);
            bytes.push(high * 16 + low);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tls_is_required_unless_the_server_is_this_machine() {
        let table = [
            ("smtp://localhost", Tls::Loopback, 25),
            ("smtp://127.0.0.1:1025", Tls::Loopback, 1025),
            ("smtp://[::1]:2525/", Tls::Loopback, 2525),
            ("smtp://mail.example.vn", Tls::Required, 587),
            ("smtp://10.0.0.5:25", Tls::Required, 25),
            ("smtps://mail.example.vn", Tls::Implicit, 465),
            ("smtps://localhost:8465", Tls::Implicit, 8465),
        ];
        for (url, tls, port) in table {
            let read = SmtpUrl::parse(url).unwrap();
            assert_eq!((read.tls, read.port), (tls, port), "{url}");
        }
        assert_eq!(SmtpUrl::parse("smtp://[::1]:2525").unwrap().host, "::1");
    }

    #[test]
    fn a_password_is_decoded_and_never_shown() {
        let url = SmtpUrl::parse("smtps://office%40example.vn:p%40ss:w%2Frd@mail.example.vn").unwrap();
        assert_eq!(url.credentials, Some(("office@example.vn".into(), "p@ss:w/rd".into())));
        let shown = format!("{url:?}");
        assert!(shown.contains("mail.example.vn") && !shown.contains("p@ss") && !shown.contains("office"));
    }

    #[test]
    fn what_is_no_mail_server_is_refused() {
        for wrong in
            ["", "mail.example.vn", "http://x", "smtp://", "smtp://x:0", "smtp://x:99999", "smtp://user@x", "smtp://a b", "smtp://u:%zz@x"]
        {
            assert_eq!(SmtpUrl::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_intake_address_takes_marks_and_knows_them() {
        let address = IntakeAddress::parse("KhieuNai@Example.vn").unwrap();
        assert_eq!(address.marked("ck"), "khieunai+ck@example.vn");
        assert_eq!(address.mark_in("khieunai+CK@example.VN").as_deref(), Some("ck"));
        assert_eq!(address.mark_in("khieunai@example.vn").as_deref(), Some(""));
        for other in ["", "khieunai", "khieunai+ck@example.org", "khieunaix@example.vn", "x+khieunai@example.vn"] {
            assert_eq!(address.mark_in(other), None, "{other}");
        }
        for wrong in ["", "a", "a+b@example.vn", "a b@example.vn", &format!("{}@example.vn", "a".repeat(25))] {
            assert_eq!(IntakeAddress::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn marks_are_struck_from_a_text_and_the_first_is_found() {
        let address = IntakeAddress::parse("khieunai@example.vn").unwrap();
        let (text, first) = address.strike("Tôi đồng ý.\nVăn phòng <KhieuNai+9de5a@Example.VN>\nviết: khieunai+1 khieunai+77@example.org");
        assert_eq!(text, "Tôi đồng ý.\nVăn phòng <KhieuNai+…@Example.VN>\nviết: khieunai+1 khieunai+77@example.org");
        assert_eq!(first.map(|at| &text[..at]), Some("Tôi đồng ý.\nVăn phòng <KhieuNai+"));
        assert_eq!(address.strike("không có gì"), ("không có gì".to_owned(), None));
        assert_eq!(address.strike("khieunai+a1\n @example.vn").0, "khieunai+…\n @example.vn");
    }

    #[test]
    fn waits_and_senders() {
        assert_eq!(duration("90s"), Some(Duration::from_secs(90)));
        assert_eq!(duration("1m"), Some(MailConfig::RETRY_FIRST));
        for wrong in ["", "m", "0s", "1", "1d", "25h", "-1s", "1µ"] {
            assert_eq!(duration(wrong), None, "{wrong}");
        }
        let from = |url| default_from(url).unwrap().to_string();
        assert_eq!(from("https://redress.example.vn:8443"), "redress@redress.example.vn");
        assert_eq!(from("http://127.0.0.1:8080"), "redress@localhost");
        assert_eq!(from("http://[::1]:8080"), "redress@localhost");
    }
}
