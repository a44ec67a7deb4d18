//! TLS of our own: what it takes, what it refuses, and what keeps it from starting.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use redress::config::TlsFiles;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use crate::support::app::TestApp;

/// A certificate for `localhost` and its key, as files; the certificate.
fn certificate(folder: &Path, name: &str) -> (TlsFiles, CertificateDer<'static>) {
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let files = TlsFiles { certificates: folder.join(format!("{name}.crt")), key: folder.join(format!("{name}.pem")) };
    std::fs::write(&files.certificates, made.cert.pem()).unwrap();
    std::fs::write(&files.key, made.signing_key.serialize_pem()).unwrap();
    (files, made.cert.der().clone())
}

fn client(trusted: Option<CertificateDer<'static>>) -> Arc<ClientConfig> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(trusted);
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    Arc::new(builder.with_root_certificates(roots).with_no_client_auth())
}

fn ask(app: &TestApp, config: Arc<ClientConfig>) -> std::io::Result<String> {
    let connection = ClientConnection::new(config, ServerName::try_from("localhost").unwrap()).unwrap();
    let mut stream = StreamOwned::new(connection, TcpStream::connect(app.address).unwrap());
    stream.write_all(b"GET /livez HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    // Whether the end is told in TLS too is not what is looked at.
    let _ = stream.read_to_end(&mut answer);
    Ok(String::from_utf8(answer).unwrap())
}

/// Asks with this version alone; which version and which cipher suite came of it.
fn speak(app: &TestApp, version: &'static rustls::SupportedProtocolVersion, trusted: &CertificateDer<'static>) -> (String, String) {
    let mut roots = RootCertStore::empty();
    roots.add(trusted.clone()).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_protocol_versions(&[version]).unwrap();
    let config = Arc::new(builder.with_root_certificates(roots).with_no_client_auth());
    let connection = ClientConnection::new(config, ServerName::try_from("localhost").unwrap()).unwrap();
    let mut stream = StreamOwned::new(connection, TcpStream::connect(app.address).unwrap());
    stream.write_all(b"GET /livez HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    assert!(answer.starts_with(b"HTTP/1.1 200 "), "{version:?}: {}", String::from_utf8_lossy(&answer));
    let (spoken, suite) = (stream.conn.protocol_version().unwrap(), stream.conn.negotiated_cipher_suite().unwrap().suite());
    (format!("{spoken:?}"), format!("{suite:?}"))
}

/// What is answered to bytes that are sent without TLS.
fn raw(app: &TestApp, sent: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(app.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    stream.write_all(sent).unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    answer
}

/// The first message of a client that speaks at most this version and no newer one (RFC 5246 section 7.4.1.2).
fn hello(version: u8) -> Vec<u8> {
    let mut body = vec![3, version];
    body.extend([7; 32]);
    body.push(0);
    // What servers of that time took: ECDHE-ECDSA and ECDHE-RSA with AES-128-CBC, RSA with AES-128-CBC; no compression.
    body.extend([0, 6, 0xc0, 0x09, 0xc0, 0x13, 0x00, 0x2f, 1, 0]);
    let length = u8::try_from(body.len()).unwrap();
    let mut message = vec![22, 3, 1, 0, length + 4, 1, 0, 0, length];
    message.extend(body);
    message
}

#[test]
fn an_office_with_a_certificate_answers_over_tls_and_only_so() {
    let folder = tempfile::tempdir().unwrap();
    let (files, trusted) = certificate(folder.path(), "one");
    let app = TestApp::sqlite_with(|config| {
        config.tls = Some(files);
        config.public_url = "https://localhost".into();
    });
    let answer = ask(&app, client(Some(trusted))).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    assert!(answer.contains("strict-transport-security: max-age=31536000; includeSubDomains\r\n"), "{answer}");
    let unknown = ask(&app, client(None)).unwrap_err().to_string();
    assert!(unknown.contains("invalid peer certificate"), "{unknown}");
    // TLS 1.0 and 1.1 are told that the version or everything they offer is not taken: an alert (21), nothing else.
    for version in [1, 2] {
        let answer = raw(&app, &hello(version));
        assert_eq!(answer.first(), Some(&21), "TLS 1.{}: {answer:?}", version - 1);
        assert!([40, 70].contains(answer.get(6).unwrap()), "{answer:?}");
    }
    let plain = raw(&app, b"GET /livez HTTP/1.1\r\nhost: localhost\r\n\r\n");
    assert!(!plain.starts_with(b"HTTP/"), "{:?}", String::from_utf8_lossy(&plain));
}

#[test]
fn a_client_of_tls_1_2_and_one_of_1_3_are_served_with_forward_secrecy() {
    let folder = tempfile::tempdir().unwrap();
    let (files, trusted) = certificate(folder.path(), "one");
    let app = TestApp::sqlite_with(|config| {
        config.tls = Some(files);
        config.public_url = "https://localhost".into();
    });
    let (version, suite) = speak(&app, &rustls::version::TLS12, &trusted);
    assert_eq!(version, "TLSv1_2");
    // An ephemeral key (RFC 8422) and an AEAD (RFC 5288, 7905): what was recorded is not opened with the certificate's key later.
    assert!(suite.starts_with("TLS_ECDHE_") && (suite.contains("GCM") || suite.contains("POLY1305")), "{suite}");
    let (version, suite) = speak(&app, &rustls::version::TLS13, &trusted);
    assert_eq!(version, "TLSv1_3");
    assert!(suite.starts_with("TLS13_"), "{suite}");
}

#[test]
fn what_is_no_certificate_with_its_key_keeps_it_from_starting() {
    let folder = tempfile::tempdir().unwrap();
    let (one, _) = certificate(folder.path(), "one");
    let (other, _) = certificate(folder.path(), "other");
    let (empty, garbage) = (folder.path().join("empty"), folder.path().join("garbage"));
    std::fs::write(&empty, "").unwrap();
    std::fs::write(&garbage, "-----BEGIN CERTIFICATE-----\nMIIx\n-----END CERTIFICATE-----\n").unwrap();
    let missing = folder.path().join("missing");
    let wrong = [
        (&one.certificates, &other.key, "the certificate or key cannot be used: "),
        (&one.key, &one.key, "the certificate or key cannot be used: "),
        (&one.certificates, &one.certificates, "the certificate or key cannot be used: "),
        (&empty, &one.key, "the certificate or key cannot be used: "),
        (&garbage, &one.key, "the certificate or key cannot be used: "),
        (&one.certificates, &empty, "the certificate or key cannot be used: "),
        (&missing, &one.key, "REDRESS_TLS_CERT: "),
        (&one.certificates, &missing, "REDRESS_TLS_KEY: "),
    ];
    for (certificates, key, told) in wrong {
        let mut command = Command::new(env!("CARGO_BIN_EXE_redress"));
        command.arg("serve").env_clear().env("REDRESS_DATA", folder.path().join("data")).env("REDRESS_LISTEN", "127.0.0.1:0");
        let output = command.env("REDRESS_TLS_CERT", certificates).env("REDRESS_TLS_KEY", key).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_ne!(output.status.code(), Some(0), "{}", certificates.display());
        assert!(said.contains(told), "{} with {}: {said}", certificates.display(), key.display());
        assert!(output.stdout.is_empty(), "it does not say that it answers");
    }
}

#[test]
fn clients_who_never_shake_hands_keep_nobody_out() {
    let folder = tempfile::tempdir().unwrap();
    let (files, trusted) = certificate(folder.path(), "one");
    let app = TestApp::sqlite_with(|config| {
        config.tls = Some(files);
        config.public_url = "https://localhost".into();
    });
    // More than the library lets shake hands at once by itself, 256 for each worker.
    let silent: Vec<TcpStream> = (0..700).map(|_| TcpStream::connect(app.address).unwrap()).collect();
    let begun = std::time::Instant::now();
    let answer = ask(&app, client(Some(trusted))).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    assert!(begun.elapsed() < std::time::Duration::from_secs(2), "{:?}", begun.elapsed());
    drop(silent);
}
