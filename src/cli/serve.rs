//! `redress serve`: answers requests, and runs the jobs unless told not to, until it is told to end.

use std::sync::Arc;

use tokio::time::Instant;

use super::work::{Jobs, broke_off, told, worker};
use super::{Failed, open};
use crate::app::App;
use crate::config::{Config, SecondFactor};
use crate::http::server;
use crate::jobs::Worker;
use crate::logging;

/// Runs it: one line with the address, then nothing until SIGTERM or SIGINT.
pub fn run(config: Config, with_jobs: bool) -> Result<(), Failed> {
    logging::start(&config.log.filter, config.log.json);
    let app = open(config)?;
    app.store.files()?.probe()?;
    if app.config.second_factor == SecondFactor::Off {
        tracing::info!("REDRESS_SECOND_FACTOR is off: a password alone signs in supervisors and admins");
    }
    let jobs = if with_jobs { Some(worker(Arc::clone(&app))?) } else { None };
    until_ended(app, jobs, |_| ())
}

/// Answers until SIGTERM or SIGINT, and runs these jobs; `say` is told the address once.
pub(super) fn until_ended(app: Arc<App>, jobs: Option<Arc<Worker>>, say: impl FnOnce(&str)) -> Result<(), Failed> {
    actix_web::rt::System::new().block_on(serve(app, jobs, say))
}

async fn serve(app: Arc<App>, jobs: Option<Arc<Worker>>, say: impl FnOnce(&str)) -> Result<(), Failed> {
    let scheme = if app.config.tls.is_some() { "https" } else { "http" };
    let told = told()?;
    let (server, address) = server::start(Arc::clone(&app), None)?;
    let handle = server.handle();
    let mut jobs = jobs.map(Jobs::start).transpose()?;
    let server = actix_web::rt::spawn(server);
    let address = format!("{scheme}://{address}");
    // Who started it may read no further: it answers all the same.
    let _ = super::out::say(format_args!("Redress answers on {address}"));
    say(&address);
    let broken = async {
        match &mut jobs {
            Some(jobs) => jobs.broken().await,
            None => std::future::pending().await,
        }
    };
    let by_itself = tokio::select! {
        () = told => false,
        () = broken => true,
    };
    let told_at = Instant::now();
    if let Some(jobs) = &jobs {
        jobs.stop();
    }
    // Requests that are being answered are waited for, while jobs finish what they have in hand.
    handle.stop(true).await;
    server.await??;
    match jobs {
        Some(_) if by_itself => Err(broke_off()),
        Some(mut jobs) => {
            jobs.end(told_at).await;
            Ok(())
        }
        None => Ok(()),
    }
}
