//! `redress serve`: answers requests until it is told to end.

use std::sync::Arc;

use tokio::signal::unix::{SignalKind, signal};

use super::{Failed, open};
use crate::app::App;
use crate::config::Config;
use crate::http::server;
use crate::logging;

/// Runs it: one line with the address, then nothing until SIGTERM or SIGINT.
pub fn run(config: Config) -> Result<(), Failed> {
    logging::start(&config.log.filter, config.log.json);
    let app = open(config)?;
    actix_web::rt::System::new().block_on(serve(app))
}

async fn serve(app: Arc<App>) -> Result<(), Failed> {
    let scheme = if app.config.tls.is_some() { "https" } else { "http" };
    let (server, address) = server::start(app, None)?;
    let handle = server.handle();
    println!("Redress answers on {scheme}://{address}");
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let ended = async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        // Requests that are being answered are waited for.
        handle.stop(true).await;
    };
    let ended = actix_web::rt::spawn(ended);
    server.await?;
    ended.abort();
    Ok(())
}
