//! SMTP (RFC 5321) to the office's mail server, over TLS unless that is this machine. One connection, kept while it lives.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use lettre::address::{Address, Envelope};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{SmtpConnection, TlsParameters};
use lettre::transport::smtp::extension::ClientId;

use super::{Failure, Outgoing, Transport};
use crate::config::{SmtpUrl, Tls};

/// How long the server may take for one answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// A mail server.
pub struct Smtp {
    server: (String, u16),
    tls: Tls,
    parameters: Option<TlsParameters>,
    credentials: Option<Credentials>,
    connection: Mutex<Option<SmtpConnection>>,
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Smtp({}:{})", self.server.0, self.server.1)
    }
}

impl Smtp {
    /// The server of this address; it is not spoken to yet. Fails when TLS cannot be set up here.
    pub fn new(url: &SmtpUrl) -> Result<Self, Failure> {
        let parameters = match url.tls {
            Tls::Implicit | Tls::Required => Some(TlsParameters::new(url.host.clone()).map_err(|e| later(&e))?),
            Tls::Loopback => None,
        };
        Ok(Self {
            server: (url.host.clone(), url.port),
            tls: url.tls,
            parameters,
            credentials: url.credentials.clone().map(|(user, password)| Credentials::new(user, password)),
            connection: Mutex::new(None),
        })
    }

    fn connect(&self) -> Result<SmtpConnection, Error> {
        let hello = ClientId::default();
        let at_once = self.parameters.as_ref().filter(|_| self.tls == Tls::Implicit);
        let mut connection = SmtpConnection::connect((self.server.0.as_str(), self.server.1), Some(PATIENCE), &hello, at_once, None)?;
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
        let mut held = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        let alive = held.take().and_then(|mut c| (!c.has_broken() && c.test_connected()).then_some(c));
        let mut connection = match alive {
            Some(connection) => connection,
            // A server that cannot be spoken to, or that does not know us, refuses no mail: whatever it says, try again.
            None => self.connect().map_err(|e| later(&e))?,
        };
        // lettre ends the last line itself.
        let bytes = mail.bytes.strip_suffix(b"\r\n").unwrap_or(mail.bytes);
        match connection.send(&envelope, bytes) {
            Ok(response) => {
                *held = Some(connection);
                Ok(response.code().to_string())
            }
            Err(error) if error.is_permanent() => Err(Failure::Never(said(&error))),
            Err(error) => Err(later(&error)),
        }
    }
}

fn later(error: &Error) -> Failure {
    Failure::Later(said(error))
}

/// The code of the answer with its enhanced code (RFC 3463), else what failed. Never the words of the server: they hold addresses.
fn said(error: &Error) -> String {
    match error.status() {
        Some(code) => {
            let words = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            let enhanced = words.split_whitespace().next().filter(|w| is_enhanced(w));
            enhanced.map_or_else(|| code.to_string(), |enhanced| format!("{code} {enhanced}"))
        }
        None if error.is_timeout() => "no answer in time".to_owned(),
        None if error.is_tls() => "TLS failed".to_owned(),
        None if error.is_response() => "an answer that is no SMTP".to_owned(),
        None if error.is_client() => "the server lacks what is needed: STARTTLS or a way to sign in".to_owned(),
        None => "no connection".to_owned(),
    }
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
