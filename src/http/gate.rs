//! The gate before passwords: who is let through to Argon2, of which two at most run at once, and who waits how long.
//!
//! Nobody is locked out. What fails is waited for: the longer, the more it failed, by source and by account. The right password
//! typed at a device or an address that signed in to the account before goes first; then come sources of which nothing has
//! failed; a source that guesses comes after everybody else. All of it is counted by each instance for itself.

use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use super::error::ApiError;
use super::limits::block_of;

/// Passwords checked at once: each takes 64 MiB and a core for a while.
const AT_ONCE: usize = 2;
/// So many failures cost nothing: people mistype.
const FREE: u32 = 5;
/// The longest wait of a source, in seconds.
const MOST: u64 = 60;
/// What failed so long ago is forgotten.
const FORGET: Duration = Duration::from_secs(15 * 60);
/// So many of one source may be before the gate at once; of one that failed often, one.
const OF_ONE: u32 = 32;
/// So many may wait; whoever is last then comes again later.
const WAITING: usize = 256;
/// Nobody waits longer.
const PATIENCE: Duration = Duration::from_secs(10);
/// Addresses that signed in are known so long.
const KNOWN: Duration = Duration::from_secs(30 * 24 * 3600);
/// So many addresses are known at most.
const KNOWN_MOST: usize = 50_000;

/// Who comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visitor {
    source: IpAddr,
    account: String,
    /// A device that signed in to this account before, or a session of it.
    device: Option<String>,
}

impl Visitor {
    /// From this source, for this account; `device`: what shows that it was here before.
    pub fn new(source: IpAddr, account: &str, device: Option<String>) -> Self {
        Self { source: block_of(source), account: account.to_owned(), device }
    }

    /// What failures count against when it is known.
    fn friend(&self) -> Key {
        match &self.device {
            Some(device) => Key::Device(device.clone()),
            None => Key::Pair(self.source, self.account.clone()),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Source(IpAddr),
    Account(String),
    Device(String),
    /// An address that signed in to an account.
    Pair(IpAddr, String),
    /// Codes of the second factor of an account.
    Codes(String),
}

#[derive(Debug, Clone, Copy)]
struct Score {
    failures: u32,
    last: Instant,
}

/// First the known; then by what failed of the source and how many of it are here; then as they came.
type Rank = (bool, u32, u64);

#[derive(Default)]
struct State {
    scores: HashMap<Key, Score>,
    known: HashMap<(IpAddr, String), Instant>,
    waiting: BTreeMap<Rank, oneshot::Sender<Permit>>,
    /// How many of each source are before the gate or within.
    here: HashMap<IpAddr, u32>,
    within: usize,
    came: u64,
    noted: u32,
}

/// The gate of this instance.
#[derive(Default)]
pub struct Gate(Mutex<State>);

/// How long after the last of so many failures the next attempt is looked at.
fn delay(failures: u32) -> Duration {
    let over = failures.saturating_sub(FREE);
    if over == 0 { Duration::ZERO } else { Duration::from_secs(1_u64.checked_shl(over - 1).unwrap_or(MOST).clamp(1, MOST)) }
}

/// What strangers wait in addition while an account is guessed at: never so long that its owner gives up.
fn drag(failures: u32) -> Duration {
    Duration::from_millis(u64::from(failures.saturating_sub(2 * FREE)) * 20).min(Duration::from_secs(1))
}

impl State {
    fn failures(&self, key: &Key, now: Instant) -> u32 {
        self.scores.get(key).filter(|s| now.saturating_duration_since(s.last) < FORGET).map_or(0, |s| s.failures)
    }

    /// How long this key must wait yet.
    fn wait(&self, key: &Key, now: Instant) -> Duration {
        let Some(score) = self.scores.get(key) else { return Duration::ZERO };
        (score.last + delay(self.failures(key, now))).saturating_duration_since(now)
    }

    fn note(&mut self, key: Key, now: Instant) {
        let failures = self.failures(&key, now).saturating_add(1);
        self.scores.insert(key, Score { failures, last: now });
        self.noted = self.noted.wrapping_add(1);
        if self.noted.is_multiple_of(1000) {
            self.scores.retain(|_, score| now.saturating_duration_since(score.last) < FORGET);
        }
    }

    /// Whether it was here before, and has not failed since so often that this says nothing.
    fn knows(&self, visitor: &Visitor, now: Instant) -> bool {
        let pair = || self.known.get(&(visitor.source, visitor.account.clone()));
        let known = visitor.device.is_some() || pair().is_some_and(|at| now.saturating_duration_since(*at) < KNOWN);
        known && self.failures(&visitor.friend(), now) < FREE
    }
}

/// How somebody stands before the gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// It was here before.
    pub known: bool,
    /// What it waits before it is looked at.
    pub drag: Duration,
}

impl Gate {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether this attempt is looked at at all. 429 where the source, after what failed of it, comes too soon.
    pub fn knock(&self, visitor: &Visitor, now: Instant) -> Result<Standing, ApiError> {
        let state = self.state();
        if state.knows(visitor, now) {
            return Ok(Standing { known: true, drag: Duration::ZERO });
        }
        let wait = state.wait(&Key::Source(visitor.source), now);
        if !wait.is_zero() {
            return Err(ApiError::TooMany(wait.as_secs() + 1));
        }
        Ok(Standing { known: false, drag: drag(state.failures(&Key::Account(visitor.account.clone()), now)) })
    }

    /// Waits for one of the places. It is given back when it is dropped.
    pub async fn enter(self: &Arc<Self>, visitor: &Visitor, standing: Standing) -> Result<Place, ApiError> {
        let here = self.arrive(visitor, standing, Instant::now())?;
        if !standing.drag.is_zero() {
            tokio::time::sleep(standing.drag).await;
        }
        let waits = self.line_up(visitor, standing, Instant::now())?;
        self.let_in();
        match tokio::time::timeout(PATIENCE, waits).await {
            Ok(Ok(permit)) => Ok(Place { _here: here, _permit: permit }),
            // Too late, or somebody better stood in the last place.
            Ok(Err(_)) | Err(_) => Err(ApiError::TooMany(5)),
        }
    }

    /// A place for whoever has proved already who they are, by a session or a link.
    pub async fn member(self: &Arc<Self>, source: IpAddr, device: String) -> Result<Place, ApiError> {
        let visitor = Visitor::new(source, "", Some(device));
        self.enter(&visitor, Standing { known: true, drag: Duration::ZERO }).await
    }

    fn arrive(self: &Arc<Self>, visitor: &Visitor, standing: Standing, now: Instant) -> Result<Here, ApiError> {
        let mut state = self.state();
        let most = if standing.known || state.failures(&Key::Source(visitor.source), now) < FREE { OF_ONE } else { 1 };
        let here = state.here.entry(visitor.source).or_default();
        if *here >= most {
            return Err(ApiError::TooMany(1));
        }
        *here += 1;
        Ok(Here { gate: Arc::clone(self), source: visitor.source })
    }

    fn line_up(&self, visitor: &Visitor, standing: Standing, now: Instant) -> Result<oneshot::Receiver<Permit>, ApiError> {
        let (give, waits) = oneshot::channel();
        let mut state = self.state();
        state.came += 1;
        let failed = state.failures(&Key::Source(visitor.source), now);
        let others = state.here.get(&visitor.source).copied().unwrap_or_default();
        let rank = (!standing.known, failed.saturating_add(others), state.came);
        if state.waiting.len() >= WAITING {
            state.waiting.retain(|_, give| !give.is_closed());
        }
        if state.waiting.len() >= WAITING {
            // Its sender is dropped: whoever was last comes again later.
            match state.waiting.last_key_value().map(|(last, _)| *last) {
                Some(last) if last > rank => drop(state.waiting.remove(&last)),
                _ => return Err(ApiError::TooMany(5)),
            }
        }
        state.waiting.insert(rank, give);
        Ok(waits)
    }

    /// Lets in whoever is next, as long as there is a place.
    fn let_in(self: &Arc<Self>) {
        loop {
            let next = {
                let mut state = self.state();
                if state.within >= AT_ONCE {
                    return;
                }
                let Some((_, next)) = state.waiting.pop_first() else { return };
                state.within += 1;
                next
            };
            // Whoever went away meanwhile gives the permit back, which lets the next one in.
            if let Err(permit) = next.send(Permit { gate: Arc::clone(self) }) {
                drop(permit);
            }
        }
    }

    /// The password was wrong.
    pub fn failed(&self, visitor: &Visitor, standing: Standing, now: Instant) {
        let mut state = self.state();
        if standing.known {
            state.note(visitor.friend(), now);
        } else {
            state.note(Key::Source(visitor.source), now);
            state.note(Key::Account(visitor.account.clone()), now);
        }
    }

    /// It was right: this address is known from now on.
    pub fn passed(&self, visitor: &Visitor, now: Instant) {
        let mut state = self.state();
        state.scores.remove(&visitor.friend());
        if state.known.len() >= KNOWN_MOST {
            state.known.retain(|_, at| now.saturating_duration_since(*at) < KNOWN / 30);
        }
        if state.known.len() < KNOWN_MOST {
            state.known.insert((visitor.source, visitor.account.clone()), now);
        }
    }

    /// How long the next code of six digits must wait: somebody with the right password may guess at them. A known device
    /// never waits.
    pub fn code_wait(&self, visitor: &Visitor, standing: Standing, now: Instant) -> Duration {
        if standing.known { Duration::ZERO } else { self.state().wait(&Key::Codes(visitor.account.clone()), now) }
    }

    /// The password was right and the code wrong.
    pub fn code_failed(&self, visitor: &Visitor, now: Instant) {
        self.state().note(Key::Codes(visitor.account.clone()), now);
    }
}

impl std::fmt::Debug for Gate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Gate")
    }
}

/// One that came and has not gone yet.
struct Here {
    gate: Arc<Gate>,
    source: IpAddr,
}

impl Drop for Here {
    fn drop(&mut self) {
        let mut state = self.gate.state();
        if let Some(here) = state.here.get_mut(&self.source) {
            *here -= 1;
            if *here == 0 {
                state.here.remove(&self.source);
            }
        }
    }
}

/// The right to run.
struct Permit {
    gate: Arc<Gate>,
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.gate.state().within -= 1;
        self.gate.let_in();
    }
}

/// A place at Argon2.
pub struct Place {
    // The permit first: the next one is let in before this one is counted as gone.
    _permit: Permit,
    _here: Here,
}

impl std::fmt::Debug for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Place")
    }
}

#[cfg(test)]
mod tests;
