//! A running office: its database, keys and clock, and what of the database it keeps in memory.

use std::os::unix::fs::DirBuilderExt;
use std::sync::{Arc, PoisonError, RwLock};

use crate::actions::context::Context;
use crate::clock::{Clock, KeptClock, Randomness, SystemClock, SystemRandomness};
use crate::config::Config;
use crate::domain::directory::Directory;
use crate::domain::law::Law;
use crate::mail::Sender;
use crate::seal::{Absent, Keys, Passwords, SealError};
use crate::store::directory::Revisions;
use crate::store::{Files, Options, Store, StoreError, calendars, case_keys, directory, office_root};

/// The password of every account of the demo, printed at its start and on its page.
pub const DEMO_PASSWORD: &str = "cu-khoi-2021";

/// Everything requests and jobs share.
pub struct App {
    pub config: Config,
    pub store: Store,
    pub keys: Arc<Keys>,
    pub passwords: Passwords,
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Randomness>,
    /// From whom mails come.
    pub sender: Arc<Sender>,
    /// Of the demo only: its clock, which anybody may put forward.
    pub demo: Option<Arc<KeptClock>>,
    kept: RwLock<Office>,
}

/// The office and its law at one state of the database. Few and small: kept as a whole.
#[derive(Debug, Clone)]
pub struct Office {
    pub directory: Arc<Directory>,
    pub law: Arc<Law>,
}

/// Why an office does not open.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("the data folder {path} cannot be made: {source}")]
    Folder { path: String, source: std::io::Error },
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Keys(#[from] SealError),
}

impl App {
    /// Opens the office with the machine's clock and randomness; makes the data folder, migrates the database, makes the
    /// office key of a fresh one.
    pub fn open(config: Config) -> Result<Self, StartError> {
        Self::open_at(config, Arc::new(SystemClock), Arc::new(SystemRandomness))
    }

    /// The same with a clock and randomness of the caller's.
    pub fn open_at(config: Config, clock: Arc<dyn Clock>, random: Arc<dyn Randomness>) -> Result<Self, StartError> {
        let folder = |source| StartError::Folder { path: config.data.display().to_string(), source };
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&config.data).map_err(folder)?;
        let files = Files::of(&config.files)?;
        let store = Store::open(config.database_url.as_str(), &Options::default())?.with_files(files);
        store.migrate()?;
        // Where cases lie sealed, a new key would open none of them.
        let root = store.read(office_root::load)?;
        let absent = if root.is_some() || store.read(case_keys::any)? { Absent::Refuse } else { Absent::Create };
        let folder = config.data.join("keys");
        let keys = Keys::open(&folder, absent)?;
        let keys = match root {
            Some(root) => keys.unwrap_root(&root)?,
            // The act may run again, and takes the keys with it.
            None => store.write(|conn| office_root::establish(conn, Keys::open(&folder, absent)?))?,
        };
        store.read(|conn| case_keys::check(conn, &keys))?;
        let kept = RwLock::new(load(&store)?);
        let (passwords, sender) = (Passwords::costing(config.password_cost), Arc::new(Sender::of(&config)));
        Ok(Self { config, store, keys: Arc::new(keys), passwords, clock, random, sender, demo: None, kept })
    }

    /// The demo: the same office, by the demo's clock.
    #[must_use]
    pub fn with_demo(self, clock: Arc<KeptClock>) -> Self {
        Self { clock: Arc::clone(&clock) as _, demo: Some(clock), ..self }
    }

    /// The office as it stands at these revisions or later; read anew when what is kept is older. Blocks.
    pub fn office(&self, at: Revisions) -> Result<Office, StoreError> {
        if let Some(kept) = self.office_kept(at) {
            return Ok(kept);
        }
        let fresh = load(&self.store)?;
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        if fresh.directory.revision >= kept.directory.revision && fresh.law.revision >= kept.law.revision {
            *kept = fresh.clone();
        }
        Ok(fresh)
    }

    /// The office as it is kept in memory, if that is at these revisions or later.
    pub fn office_kept(&self, at: Revisions) -> Option<Office> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        (kept.directory.revision >= at.directory && kept.law.revision >= at.law).then(|| kept.clone())
    }

    /// The office as it stands now. Blocks.
    pub fn office_now(&self) -> Result<Office, StoreError> {
        let now = self.store.read(directory::revisions)?;
        self.office(now)
    }

    /// What an action is given, at this state of the office.
    pub fn context(&self, office: Office) -> Context {
        Context {
            store: self.store.clone(),
            keys: Arc::clone(&self.keys),
            clock: Arc::clone(&self.clock),
            random: Arc::clone(&self.random),
            directory: office.directory,
            law: office.law,
            sender: Arc::clone(&self.sender),
            policy: self.config.policy,
        }
    }

    /// What an action is given, at the office as it stands now. Blocks.
    pub fn context_now(&self) -> Result<Context, StoreError> {
        self.office_now().map(|office| self.context(office))
    }
}

fn load(store: &Store) -> Result<Office, StoreError> {
    store.snapshot(|conn| {
        let directory = Arc::new(directory::load(conn)?);
        let (revision, years, figures) = calendars::load(conn)?;
        let law = Law::embedded().with(revision, years, figures);
        let law = law.map_err(|_| StoreError::Corrupt("calendar_years or law_figures do not fit the law that is shipped"))?;
        Ok(Office { directory, law: Arc::new(law) })
    })
}
