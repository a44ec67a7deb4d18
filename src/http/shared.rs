//! What every handler of this instance shares, and the way to the database from one.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use actix_web::web;

use super::error::ApiError;
use super::limits::Limiter;
use super::metrics::Metrics;
use super::queue::{self, Queue};
use super::tokens::Tokens;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::app::{App, Office};
use crate::store::StoreError;

/// Passwords checked at once: each takes 64 MiB.
const PASSWORDS: usize = 2;
/// More than these do not wait for that, nor longer.
const WAITING: usize = 32;
const PATIENCE: Duration = Duration::from_secs(10);

/// State of the HTTP side.
pub struct Shared {
    pub app: Arc<App>,
    pub tokens: Tokens,
    pub limiter: Limiter,
    /// What this instance has answered since it began.
    pub metrics: Metrics,
    /// Whoever has a password checked or hashed.
    pub passwords: Queue,
    openapi: OnceLock<String>,
}

impl Shared {
    /// For this office.
    pub fn of(app: Arc<App>) -> Self {
        Self {
            tokens: Tokens::of(&app),
            limiter: Limiter::new(app.config.limits.rates),
            metrics: Metrics::since(app.clock.now(), &super::routes::table()),
            passwords: Queue::new(PASSWORDS, WAITING, PATIENCE),
            openapi: OnceLock::new(),
            app,
        }
    }

    /// The OpenAPI document, as JSON: made when it is first asked for.
    pub fn openapi(&self) -> &str {
        self.openapi.get_or_init(|| super::openapi::document(self.app.demo.is_some()))
    }

    /// Whether the office is reached over TLS: its cookies then are bound to it.
    pub fn secure(&self) -> bool {
        self.app.config.public_url.starts_with("https:")
    }

    /// What an action is given, at this state of the office.
    pub fn context(&self, office: Office) -> Context {
        self.app.context(office)
    }
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Shared")
    }
}

/// Runs what blocks (the database, hashing) on a thread for that, when there is a place; 503 where the line is too long.
pub async fn block<T, E>(f: impl FnOnce() -> Result<T, E> + Send + 'static) -> Result<T, ApiError>
where
    T: Send + 'static,
    E: Send + 'static,
    ApiError: From<E>,
{
    let places = queue::enter().await?;
    // Whoever asked may be gone before it is done: the place is free only then.
    let held = move || {
        let _places = places;
        f()
    };
    match web::block(held).await {
        Ok(done) => done.map_err(ApiError::from),
        // The pool of threads ends with the process.
        Err(_) => Err(ApiError::Unavailable(1)),
    }
}

/// Trouble is logged here, once; the answer says only that there is some.
impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stale => Self::Stale,
            StoreError::Busy | StoreError::Unavailable(_) => {
                tracing::warn!(%error, "the database did not answer");
                Self::Unavailable(2)
            }
            StoreError::Duplicate(_) | StoreError::Corrupt(_) | StoreError::Seal(_) | StoreError::Refused(_) | StoreError::Database(_) => {
                tracing::error!(%error, "the database failed");
                Self::Internal
            }
        }
    }
}

impl From<ActionError> for ApiError {
    fn from(error: ActionError) -> Self {
        match error {
            ActionError::Refused { refusal, allowed } => {
                // An empty list would say that nothing at all may be done; without a case there is none to say that of.
                Self::Refused { refusal, allowed: if allowed.is_empty() { None } else { Some(allowed) } }
            }
            ActionError::Stale => Self::Stale,
            ActionError::Store(error) => error.into(),
            ActionError::Seal(error) => {
                tracing::error!(%error, "a seal failed");
                Self::Internal
            }
            ActionError::Law(error) => {
                tracing::error!(%error, "a deadline could not be computed");
                Self::Internal
            }
            ActionError::Register(error) => {
                tracing::error!(%error, "the register does not fit its case");
                Self::Internal
            }
        }
    }
}
