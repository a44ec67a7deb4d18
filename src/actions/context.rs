//! What every action is given: the database, keys, time, chance, and the office and law as they stood when the request began.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use super::error::ActionError;
use crate::clock::{Clock, Randomness};
use crate::config::Policy;
use crate::domain::directory::Directory;
use crate::domain::ids::id_from;
use crate::domain::law::Law;
use crate::mail::Sender;
use crate::seal::Keys;
use crate::store::{Conn, Store};

/// How often identifiers are drawn again. Those of one hour of secret letters share their time: two of them meet now and then.
const REDRAWS: u32 = 4;

/// What every action is given.
#[derive(Clone)]
pub struct Context {
    pub store: Store,
    pub keys: Arc<Keys>,
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Randomness>,
    /// Units, members and elections as they stood when the request began.
    pub directory: Arc<Directory>,
    /// Rules, figures and calendars as they stood then.
    pub law: Arc<Law>,
    /// From whom mails come, and where the pages are that they name.
    pub sender: Arc<Sender>,
    /// What the office decided about floods and about how long it keeps what.
    pub policy: Policy,
}

impl std::fmt::Debug for Context {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Context")
    }
}

impl Context {
    /// A fresh identifier made at this moment.
    pub fn id(&self, at: DateTime<Utc>) -> i64 {
        id_from(at, self.random.u32())
    }

    /// Writes, as [`Store::write`]; where chance gave an identifier that is taken, once more with fresh ones.
    pub fn write<T>(&self, mut act: impl FnMut(&mut Conn) -> Result<T, ActionError>) -> Result<T, ActionError> {
        let mut attempt = 0;
        loop {
            match self.store.write(&mut act) {
                Err(ActionError::Store(taken)) if taken.is_taken_id() && attempt < REDRAWS => attempt += 1,
                done => return done,
            }
        }
    }

    /// The day it is in Vietnam.
    pub fn today(&self) -> NaiveDate {
        self.clock.today()
    }

    /// A fresh opaque token: 256 random bits in base64url. Only its keyed hash is ever kept.
    pub fn token(&self) -> String {
        use base64::Engine;
        let mut bytes = [0; 32];
        self.random.fill(&mut bytes);
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
    }
}
