//! What every handler of this instance shares, and the way to the database from one.

use std::sync::{Arc, OnceLock};

use actix_web::web;

use super::error::ApiError;
use super::gate::Gate;
use super::kept::Kept;
use super::limits::Limiter;
use super::metrics::Metrics;
use super::queue;
use super::tokens::Tokens;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::app::{App, Office};
use crate::store::{Conn, Store, StoreError};

/// State of the HTTP side.
pub struct Shared {
    pub app: Arc<App>,
    pub tokens: Tokens,
    pub limiter: Limiter,
    /// What this instance has answered since it began.
    pub metrics: Metrics,
    /// Cases as members were last shown them.
    pub kept: Arc<Kept>,
    /// Before passwords: two are checked at once.
    pub gate: Arc<Gate>,
    openapi: OnceLock<String>,
}

impl Shared {
    /// For this office.
    pub fn of(app: Arc<App>) -> Self {
        Self {
            tokens: Tokens::of(&app),
            limiter: Limiter::new(app.config.limits.rates),
            metrics: Metrics::since(app.clock.now(), &super::routes::table()),
            kept: Arc::default(),
            gate: Arc::default(),
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

/// Reads what an index leads to, all of it at one moment: on the thread of the request where nothing is waited for, as on SQLite
/// with a connection free; else as [`block`]. Not for what walks through many rows: other requests of the thread would wait.
pub async fn glance<T, E>(store: &Store, look: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static) -> Result<T, ApiError>
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
    ApiError: From<E>,
{
    if let Some(hand) = store.at_hand() {
        return Ok(hand.snapshot(look)?);
    }
    let store = store.clone();
    block(move || store.snapshot(look)).await
}

/// [`glance`] for a single statement, which is of one moment by itself.
pub async fn read_one<T, E>(store: &Store, look: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static) -> Result<T, ApiError>
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
    ApiError: From<E>,
{
    if let Some(hand) = store.at_hand() {
        return Ok(hand.read(look)?);
    }
    let store = store.clone();
    block(move || store.read(look)).await
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
