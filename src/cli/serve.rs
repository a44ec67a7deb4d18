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
    until_ended(open(config)?, |_| ())
}

/// Answers until SIGTERM or SIGINT; `say` is told the address once.
pub(super) fn until_ended(app: Arc<App>, say: impl FnOnce(&str)) -> Result<(), Failed> {
    actix_web::rt::System::new().block_on(serve(app, say))
}

async fn serve(app: Arc<App>, say: impl FnOnce(&str)) -> Result<(), Failed> {
    let scheme = if app.config.tls.is_some() { "https" } else { "http" };
    let (server, address) = server::start(app, None)?;
    let handle = server.handle();
    let address = format!("{scheme}://{address}");
    println!("Redress answers on {address}");
    say(&address);
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
