//! `redress work`: the jobs alone, beside instances that answer requests; and the jobs of an instance that does both.

use std::sync::Arc;
use std::time::Duration;

use clap::builder::PossibleValuesParser;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;
use tokio::time::{Instant, timeout_at};

use super::{Failed, open_beside};
use crate::app::App;
use crate::config::Config;
use crate::jobs::{Stop, TIMETABLE, Worker};
use crate::logging;
use crate::mail::transport::Failure;

/// What jobs have in hand at the end is waited for so long; whoever ends us waits for ten seconds.
const GRACE: Duration = Duration::from_secs(9);

/// Runs it: one line, then nothing until SIGTERM or SIGINT.
pub fn run(config: Config) -> Result<(), Failed> {
    logging::start(&config.log.filter, config.log.json);
    let app = open_beside(config)?;
    actix_web::rt::System::new().block_on(async {
        let told = told()?;
        let mut jobs = Jobs::start(worker(app)?)?;
        // Who started it may read no further: it works all the same.
        let _ = super::out::say("Redress works");
        tokio::select! {
            () = told => jobs.end(Instant::now()).await,
            () = jobs.broken() => return Err(broke_off()),
        }
        Ok(())
    })
}

/// The names that `--once` takes.
pub(super) fn job_names() -> PossibleValuesParser {
    PossibleValuesParser::new(TIMETABLE.iter().map(|job| job.name))
}

/// Runs one job now and says what came of it, in one line. Fails where some of it did.
pub fn once(config: Config, job: &str) -> Result<(), Failed> {
    logging::start(&config.log.filter, config.log.json);
    let worker = worker(open_beside(config)?)?;
    let Some(outcome) = worker.run_once(job)? else {
        super::out::say(format_args!("{job}: nothing to do, or another process is at it"))?;
        return Ok(());
    };
    super::out::say(format_args!("{job}: {} done, {} failed", outcome.done, outcome.failed))?;
    if outcome.failed == 0 { Ok(()) } else { Err(anyhow::anyhow!("some of it failed; the log says what").into()) }
}

/// Jobs do not end by themselves: whoever watches this process starts it anew.
pub(super) fn broke_off() -> Failed {
    anyhow::anyhow!("the jobs broke off").into()
}

/// Comes when this process is told to end.
pub(super) fn told() -> std::io::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// The jobs of this office, with the mail transport that is set.
pub(super) fn worker(app: Arc<App>) -> Result<Arc<Worker>, Failed> {
    let worker = Worker::open(app).map_err(|failure| match failure {
        Failure::Down(why) | Failure::Later(why) | Failure::Never(why) => anyhow::anyhow!("mails cannot be sent: {why}"),
    })?;
    Ok(Arc::new(worker))
}

/// The jobs of this process, on a thread of their own.
pub(super) struct Jobs {
    stop: Arc<Stop>,
    ended: oneshot::Receiver<()>,
}

impl Jobs {
    /// Starts them.
    pub(super) fn start(worker: Arc<Worker>) -> Result<Self, Failed> {
        let stop = Arc::new(Stop::default());
        let (end, ended) = oneshot::channel();
        let told = Arc::clone(&stop);
        std::thread::Builder::new().name("jobs".to_owned()).spawn(move || {
            worker.run_forever(&told);
            // Nobody listens any more when it took too long.
            let _ = end.send(());
        })?;
        Ok(Self { stop, ended })
    }

    /// Tells them to end: each finishes what it has in hand.
    pub(super) fn stop(&self) {
        self.stop.stop();
    }

    /// Waits for their end, at most [`GRACE`] from this moment. What is cut off is not lost: leases end by themselves, and
    /// another process goes on.
    pub(super) async fn end(&mut self, told_at: Instant) {
        self.stop();
        if timeout_at(told_at + GRACE, &mut self.ended).await.is_err() {
            tracing::warn!("a job was cut off at the end");
        }
    }

    /// Comes when they end although nobody told them to.
    pub(super) async fn broken(&mut self) {
        let _ = (&mut self.ended).await;
    }
}
