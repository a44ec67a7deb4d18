//! `redress health`: asks the instance on this machine whether it can work. For containers and whoever watches them: it needs
//! no shell, no curl and no certificate authority.

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, aws_lc_rs, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, ClientConnection, DigitallySignedStruct, SignatureScheme, StreamOwned};

use super::Failed;
use crate::config::{Config, TlsFiles};

/// The instance answers within this time, or is not well. The database itself may take five seconds to be found absent.
const PATIENCE: Duration = Duration::from_secs(8);
/// Longer answers are none of ours.
const MOST: u64 = 16 * 1024;

/// Runs it: exit 0 and a line if `/readyz` answers 200, else 1.
pub fn run(config: &Config) -> Result<(), Failed> {
    let status = ask(config)?;
    if status != 200 {
        return Err(anyhow::anyhow!("{} is not ready: {status}", config.listen).into());
    }
    super::out::say("ready")?;
    Ok(())
}

fn ask(config: &Config) -> anyhow::Result<u16> {
    let address = SocketAddr::new(reachable(config.listen.ip()), config.listen.port());
    let stream = TcpStream::connect_timeout(&address, PATIENCE).with_context(|| format!("{address} does not answer"))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    match &config.tls {
        None => exchange(stream, address),
        Some(files) => exchange(StreamOwned::new(client(files, address)?, stream), address),
    }
}

/// Where "every address of this machine" is asked at.
const fn reachable(ip: IpAddr) -> IpAddr {
    match ip {
        IpAddr::V4(v4) if v4.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(v6) if v6.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        other => other,
    }
}

/// One request (RFC 9112) and the status of its answer.
fn exchange(mut stream: impl Read + Write, address: SocketAddr) -> anyhow::Result<u16> {
    write!(stream, "GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    let mut limited = stream.take(MOST);
    let mut part = [0; 1024];
    while !answer.contains(&b'\n') {
        let read = limited.read(&mut part).with_context(|| format!("{address} did not answer in time"))?;
        if read == 0 {
            break;
        }
        answer.extend_from_slice(part.get(..read).unwrap_or_default());
    }
    let line = answer.split(|b| *b == b'\n').next().unwrap_or_default();
    let line = std::str::from_utf8(line).unwrap_or_default();
    let status = line.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3)).and_then(|code| code.parse().ok());
    match status {
        Some(status) => Ok(status),
        None => bail!("{address} does not speak HTTP"),
    }
}

fn client(files: &TlsFiles, address: SocketAddr) -> anyhow::Result<ClientConnection> {
    let provider = Arc::new(aws_lc_rs::default_provider());
    let own = CertificateDer::pem_file_iter(&files.certificates)?.next().context("the certificate file is empty")??;
    let verifier = Arc::new(Own { certificate: own, provider: Arc::clone(&provider) });
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    let config = config.dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth();
    Ok(ClientConnection::new(Arc::new(config), ServerName::IpAddress(address.ip().into()))?)
}

/// Trusts the very certificate that this instance is set to show, and no other: its name is that of the public address, not
/// of this machine, so that the usual check of names would fail.
#[derive(Debug)]
struct Own {
    certificate: CertificateDer<'static>,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Own {
    fn verify_server_cert(
        &self,
        shown: &CertificateDer<'_>,
        _chain: &[CertificateDer<'_>],
        _name: &ServerName<'_>,
        _stapled: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        if *shown == self.certificate {
            return Ok(ServerCertVerified::assertion());
        }
        Err(rustls::Error::InvalidCertificate(rustls::CertificateError::ApplicationVerificationFailure))
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
