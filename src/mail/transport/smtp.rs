//! SMTP (RFC 5321) to the office's mail server, over TLS unless that is this machine. Connections are kept while they live.

use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use lettre::address::{Address, Envelope};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{Certificate, SmtpConnection, TlsParameters};
use lettre::transport::smtp::extension::ClientId;

use super::{Failure, Outgoing, Transport};
use crate::config::{SmtpUrl, Tls};

/// How long the server may take for one answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// The most connections that are kept for the next mail.
const MOST_IDLE: usize = 4;

/// A mail server.
pub struct Smtp {
    server: (String, u16),
    tls: Tls,
    parameters: Option<TlsParameters>,
    credentials: Option<Credentials>,
    /// Those that nobody uses now.
    idle: Mutex<Vec<SmtpConnection>>,
    patience: Duration,
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Smtp({}:{})", self.server.0, self.server.1)
    }
}

impl Smtp {
    /// The server of this address; it is not spoken to yet. `trusted`: a file of certificates to trust beside the system's.
    /// Fails when TLS cannot be set up here.
    pub fn new(url: &SmtpUrl, trusted: Option<&Path>) -> Result<Self, Failure> {
        let parameters = match url.tls {
            Tls::Implicit | Tls::Required => Some(parameters(&url.host, trusted)?),
            Tls::Loopback => None,
        };
        Ok(Self {
            server: (url.host.clone(), url.port),
            tls: url.tls,
            parameters,
            credentials: url.credentials.clone().map(|(user, password)| Credentials::new(user, password)),
            idle: Mutex::default(),
            patience: PATIENCE,
        })
    }

    /// The same, with another patience for each answer.
    #[must_use]
    pub fn patient(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    fn keep(&self, connection: SmtpConnection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if !connection.has_broken() && idle.len() < MOST_IDLE {
            idle.push(connection);
        }
    }

    fn connect(&self) -> Result<SmtpConnection, Error> {
        let hello = ClientId::default();
        let at_once = self.parameters.as_ref().filter(|_| self.tls == Tls::Implicit);
        let mut connection = SmtpConnection::connect((self.server.0.as_str(), self.server.1), Some(self.patience), &hello, at_once, None)?;
        if let Some(parameters) = self.parameters.as_ref().filter(|_| self.tls == Tls::Required) {
            // Fails where the server does not offer it: nothing is sent in the clear.
            connection.starttls(parameters, &hello)?;
        }
        if let Some(credentials) = &self.credentials {
            connection.auth(&[Mechanism::Plain, Mechanism::Login], credentials)?;
        }
        Ok(connection)
    }
}

impl Transport for Smtp {
    fn send(&self, mail: &Outgoing<'_>) -> Result<String, Failure> {
        let address = |a: &str| a.parse::<Address>().map_err(|_| Failure::Never("an address that no mail can be sent to".to_owned()));
        let envelope = Envelope::new(Some(address(mail.from)?), vec![address(mail.to)?]);
        let envelope = envelope.map_err(|_| Failure::Never("no recipient".to_owned()))?;
        let kept = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let alive = kept.and_then(|mut c| (!c.has_broken() && c.test_connected()).then_some(c));
        let mut connection = match alive {
            Some(connection) => connection,
            // A server that cannot be spoken to, or that does not know us, refuses no mail: whatever it says, try again.
            None => self.connect().map_err(|e| Failure::Down(said(&e)))?,
        };
        // lettre ends the last line itself.
        let bytes = mail.bytes.strip_suffix(b"\r\n").unwrap_or(mail.bytes);
        match connection.send(&envelope, bytes) {
            Ok(response) => {
                self.keep(connection);
                Ok(response.code().to_string())
            }
            Err(error) => {
                // After a refusal lettre has said RSET: the connection is good for the next mail.
                if error.status().is_some() {
                    self.keep(connection);
                }
                Err(if error.is_permanent() { Failure::Never(said(&error)) } else { Failure::Later(said(&error)) })
            }
        }
    }
}

fn parameters(host: &str, trusted: Option<&Path>) -> Result<TlsParameters, Failure> {
    let mut parameters = TlsParameters::builder(host.to_owned());
    if let Some(file) = trusted {
        let unread = |why: String| Failure::Down(format!("the certificates of {} cannot be read: {why}", file.display()));
        let pem = std::fs::read(file).map_err(|e| unread(e.kind().to_string()))?;
        parameters = parameters.add_root_certificate(Certificate::from_pem(&pem).map_err(|e| unread(e.to_string()))?);
    }
    parameters.build().map_err(|e| Failure::Down(said(&e)))
}

/// The code of the answer with its enhanced code (RFC 3463), else what failed. Never the words of the server: they hold addresses.
fn said(error: &Error) -> String {
    match error.status() {
        Some(code) => {
            let words = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            let enhanced = words.split_whitespace().next().filter(|w| is_enhanced(w));
            enhanced.map_or_else(|| code.to_string(), |enhanced| format!("{code} {enhanced}"))
        }
        None if error.is_timeout() || timed_out(error) => "no answer in time".to_owned(),
        None if certificate(error).is_some() => format!("the server's certificate is refused: {}", certificate(error).unwrap_or_default()),
        None if error.is_tls() => "TLS failed".to_owned(),
        None if error.is_response() => "an answer that is no SMTP".to_owned(),
        None if error.is_client() => "the server lacks what is needed: STARTTLS or a way to sign in".to_owned(),
        None => "no connection".to_owned(),
    }
}

/// Why the server's certificate was not accepted, in the one word of the TLS library: `UnknownIssuer`, `NotValidForName`,
/// `Expired`, `CaUsedAsEndEntity`.
fn certificate(error: &Error) -> Option<String> {
    let first = std::error::Error::source(error);
    let said = std::iter::successors(first, |e| e.source()).map(ToString::to_string).find(|said| said.contains("certificate: "))?;
    let word: String = said.split("certificate: ").nth(1)?.chars().take_while(char::is_ascii_alphanumeric).collect();
    Some(word).filter(|word| !word.is_empty())
}

/// On Unix a socket whose patience has ended says that it would block.
fn timed_out(error: &Error) -> bool {
    use std::io::ErrorKind::{TimedOut, WouldBlock};
    let first = std::error::Error::source(error);
    let mut sources = std::iter::successors(first, |e| e.source());
    sources.any(|e| e.downcast_ref::<std::io::Error>().is_some_and(|e| matches!(e.kind(), TimedOut | WouldBlock)))
}

fn is_enhanced(word: &str) -> bool {
    let mut parts = word.split('.');
    let digits = |p: Option<&str>| p.is_some_and(|p| (1..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()));
    digits(parts.next()) && digits(parts.next()) && digits(parts.next()) && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::is_enhanced;

    #[test]
    fn enhanced_codes_are_three_numbers() {
        assert!(is_enhanced("5.1.1") && is_enhanced("4.7.500"));
        for other in ["", "5.1", "a@b.c", "5.1.1.1", "5..1", "1234.1.1"] {
            assert!(!is_enhanced(other), "{other}");
        }
    }
}
