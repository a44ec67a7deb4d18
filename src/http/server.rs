//! The HTTP server: set up from the table of routes, with TLS or without, ended by a signal.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::Server;
use actix_web::middleware::from_fn;
use actix_web::{App as Service, HttpServer, web};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::connections::{self, Connections};
use super::envelope;
use super::routes;
use super::shared::Shared;
use crate::app::App;
use crate::config::TlsFiles;

/// The head of a request must be there within this time.
const HEAD: Duration = Duration::from_secs(10);
/// A TLS handshake must be over within this time: before it nobody is counted by where they come from.
const HANDSHAKE: Duration = Duration::from_secs(5);
/// A connection on which nothing is asked any more is closed after this time.
const IDLE: Duration = Duration::from_secs(5);
/// What is being answered at the end is waited for so long, in seconds.
const GRACE: u64 = 8;

/// Why the server does not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error("{address} cannot be listened on: {source}")]
    Listen { address: SocketAddr, source: std::io::Error },
    #[error("the certificate or key cannot be used: {0}")]
    Tls(String),
    #[error("the server could not start: {0}")]
    Start(std::io::Error),
}

/// A server that listens, and where: a port 0 was given a real one. It runs when it is awaited.
pub fn start(app: Arc<App>, workers: Option<usize>) -> Result<(Server, SocketAddr), ServeError> {
    let address = app.config.listen;
    let listen = |source| ServeError::Listen { address, source };
    let listener = TcpListener::bind(address).map_err(listen)?;
    let bound = listener.local_addr().map_err(listen)?;
    let tls = app.config.tls.as_ref().map(tls).transpose()?;
    let limits = web::Data::new(app.config.limits.clone());
    let descriptors = connections::descriptors(limits.connections);
    let open = Arc::new(Connections::new(&limits, &app.config.proxies, descriptors));
    let most = open.together();
    let shared = web::Data::new(Shared::of(app));
    let mut server = HttpServer::new(move || {
        let around = shared.clone();
        Service::new()
            .app_data(shared.clone())
            .app_data(limits.clone())
            .configure(|config| routes::configure(config, &shared))
            .wrap(from_fn(move |req, next| envelope::wrap(around.clone(), req, next)))
    })
    .on_connect(move |io, data| connections::on_connect(&open, io, data))
    // One worker may have them all; those beyond are told so, since what is not accepted hangs.
    .max_connections(most + 64)
    .keep_alive(IDLE)
    // Whoever has hung up waits for nothing: its descriptor is free at once, not after ten seconds.
    .h1_allow_half_closed(false)
    .client_request_timeout(HEAD)
    // Whoever says nothing holds a place until then; there are as many places as connections, else 256 of them shut the door.
    .tls_handshake_timeout(HANDSHAKE)
    .max_connection_rate(most + 64)
    .client_disconnect_timeout(Duration::from_secs(2))
    .shutdown_timeout(GRACE)
    .disable_signals();
    if let Some(workers) = workers {
        server = server.workers(workers);
    }
    let server = match tls {
        Some(tls) => server.listen_rustls_0_23(listener, tls).map_err(ServeError::Start)?,
        None => server.listen(listener).map_err(ServeError::Start)?,
    };
    Ok((server.run(), bound))
}

fn tls(files: &TlsFiles) -> Result<rustls::ServerConfig, ServeError> {
    let wrong = |what: &std::path::Path, error: &dyn std::fmt::Display| ServeError::Tls(format!("{}: {error}", what.display()));
    let chain = CertificateDer::pem_file_iter(&files.certificates)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|e| wrong(&files.certificates, &e))?;
    let key = PrivateKeyDer::from_pem_file(&files.key).map_err(|e| wrong(&files.key, &e))?;
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = rustls::ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let builder = builder.map_err(|e| ServeError::Tls(e.to_string()))?.with_no_client_auth();
    builder.with_single_cert(chain, key).map_err(|e| ServeError::Tls(e.to_string()))
}
